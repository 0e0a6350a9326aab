(* Among the mechanisms that are dominant-strategy incentive compatible and free of payments,
   the largest value of the expected welfare (values less cost) is 832/25, and it is attained. *)
(* Written by `expost explain examples/conitzer2002/painting-lottery.cert --format coq`. The
   words of the theorems are defined in theory/Environment.v, theory/Field.v and cert/Claims.v,
   what the data stand for in cert/Data.v and cert/Instance.v. *)
(* coqc -Q DIR/theory Expost.theory -Q DIR/cert Expost.cert FILE.v, where DIR is proofs in the
   build folder, or share/expost/proofs. *)
From Coq Require Import QArith List.
From Expost.theory Require Import Field Profile Environment.
From Expost.cert Require Import Data Rows Claims Evidence Checker.
From Expost.cert Require Import Instance.
Import ListNotations.
Local Open Scope Q_scope.

(* Agent 0 'husband': types 0 'low', 1 'high'. *)
(* Agent 1 'wife': types 0 'low', 1 'high'. *)
(* Outcomes 0 'husband', 1 'wife', 2 'joint_owners', 3 'burn'. *)

Definition the_data : data := {|
  type_counts := [2; 2]%nat;
  outcome_number := 4;
  needed := []%nat;
  costs := [0; 0; 0; 0];
  valuations :=
    [Private
       [[2; 100];
        [0; 0];
        [1; 50];
        [-10; -10]];
     Private
       [[0; 0];
        [2; 100];
        [1; 50];
        [-10; -10]]];
  beliefs := Independent
    [[4 # 5; 1 # 5];
     [4 # 5; 1 # 5]];
  options :=
    [No_option;
     No_option]
|}.

Definition the_table : table choice :=
  By [cells [[(0%nat, 1 # 2); (1%nat, 1 # 2)]; [(1%nat, 11 # 12); (3%nat, 1 # 12)]];
      cells [[(0%nat, 11 # 12); (3%nat, 1 # 12)]; [(2%nat, 5 # 6); (3%nat, 1 # 6)]]].
Definition the_rule : rule := Free.

Definition the_payments : list (table Q) :=
  [By [cells [0; 0];
       cells [0; 0]];
   By [cells [0; 0];
       cells [0; 0]]].

Definition the_multipliers : multipliers :=
  Leaf
    [(Row_dsic 0 [0; 0]%nat 1, 98 # 55); (Row_dsic 0 [0; 1]%nat 1, 12 # 55);
     (Row_dsic 1 [0; 0]%nat 1, 98 # 55); (Row_dsic 1 [1; 0]%nat 1, 12 # 55);
     (Row_nopay 0 [0; 0]%nat, 98 # 55); (Row_nopay 0 [0; 1]%nat, 12 # 55);
     (Row_nopay 0 [1; 0]%nat, -98 # 55); (Row_nopay 0 [1; 1]%nat, -12 # 55);
     (Row_nopay 1 [0; 0]%nat, 98 # 55); (Row_nopay 1 [0; 1]%nat, -98 # 55);
     (Row_nopay 1 [1; 0]%nat, 12 # 55); (Row_nopay 1 [1; 1]%nat, -12 # 55);
     (Row_pos [0; 0]%nat 3, 1332 # 25); (Row_pos [0; 1]%nat 0, 292 # 25);
     (Row_pos [0; 1]%nat 2, 146 # 25); (Row_pos [1; 0]%nat 1, 292 # 25);
     (Row_pos [1; 0]%nat 2, 146 # 25); (Row_one [0; 0]%nat, -1332 # 275);
     (Row_one [0; 1]%nat, -684 # 55); (Row_one [1; 0]%nat, -684 # 55);
     (Row_one [1; 1]%nat, -196 # 55)].

Definition the_claim : claim :=
  Optimum Max Welfare (832 # 25) false [dsic; nopay].
Definition the_evidence : evidence :=
  Attained (Stated the_table the_payments) the_multipliers.

(* Coq computes that the evidence is accepted. An error here means that it does not prove the
   claim: expost-verify says where. *)
Lemma accepted : check (Full the_data the_rule the_claim the_evidence) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem proper_environment : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  agents e <> [] /\ (forall i, In i (agents e) -> types e i <> []) /\
  outcomes e <> [] /\ is_probability e.
Proof. exact (environment_proved accepted). Qed.

Theorem optimal : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  (exists m : mechanism F,
    feasible e m /\ DSIC e m /\ no_payments e m /\ (welfare e m = of_Q (832 # 25))%num) /\
  forall m : mechanism F,
    feasible e m /\ DSIC e m /\ no_payments e m ->
    (welfare e m <= of_Q (832 # 25))%num.
Proof. exact (claim_proved accepted). Qed.
Print Assumptions optimal.
