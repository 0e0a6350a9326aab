(* Among the mechanisms with the efficient rule (ties to the first outcome) that are Bayesian
   incentive compatible and interim individually rational, the largest value of the expected
   revenue is 5/4, and it is attained. *)
(* Written by `expost explain examples/vickrey1961/revenue-gap.cert --format coq`. The words of
   the theorems are defined in theory/Environment.v, theory/Field.v and cert/Claims.v, what the
   data stand for in cert/Data.v and cert/Instance.v. *)
(* coqc -Q DIR/theory Expost.theory -Q DIR/cert Expost.cert FILE.v, where DIR is proofs in the
   build folder, or share/expost/proofs. *)
From Coq Require Import QArith List.
From Expost.theory Require Import Field Profile Environment.
From Expost.cert Require Import Data Rows Claims Evidence Checker.
From Expost.cert Require Import Instance.
Import ListNotations.
Local Open Scope Q_scope.

(* Agent 0 'ann': types 0 '0', 1 '1', 2 '2', 3 '3'. *)
(* Agent 1 'bob': types 0 '0', 1 '1', 2 '2', 3 '3'. *)
(* Outcomes 0 'owner(ann)', 1 'owner(bob)'. *)

Definition the_data : data := {|
  type_counts := [4; 4]%nat;
  outcome_number := 2;
  needed := []%nat;
  costs := [0; 0];
  valuations :=
    [Private
       [[0; 1; 2; 3];
        [0; 0; 0; 0]];
     Private
       [[0; 0; 0; 0];
        [0; 1; 2; 3]]];
  beliefs := Independent
    [[1 # 4; 1 # 4; 1 # 4; 1 # 4];
     [1 # 4; 1 # 4; 1 # 4; 1 # 4]];
  options :=
    [No_option;
     No_option]
|}.

Definition the_table : table choice :=
  By [cells [sure 0; sure 1; sure 1; sure 1];
      cells [sure 0; sure 0; sure 1; sure 1];
      cells [sure 0; sure 0; sure 0; sure 1];
      cells [sure 0; sure 0; sure 0; sure 0]].
Definition the_rule : rule := Fixed (Some First) the_table.

Definition the_payments : list (table Q) :=
  [By [cells [0; 0; 0; 0];
       cells [1 # 4; 1 # 4; 1 # 4; 1 # 4];
       cells [3 # 4; 3 # 4; 3 # 4; 3 # 4];
       cells [3 # 2; 3 # 2; 3 # 2; 3 # 2]];
   By [cells [0; 1 # 4; 3 # 4; 3 # 2];
       cells [0; 1 # 4; 3 # 4; 3 # 2];
       cells [0; 1 # 4; 3 # 4; 3 # 2];
       cells [0; 1 # 4; 3 # 4; 3 # 2]]].

Definition the_multipliers : multipliers :=
  Leaf
    [(Row_bic 0 1 0, 3); (Row_bic 0 2 1, 2); (Row_bic 0 3 2, 1); (Row_bic 1 2 1, 2);
     (Row_bic 1 3 2, 1); (Row_iir 0 0, 4); (Row_iir 1 0, 1); (Row_iir 1 1, 3)].

Definition the_claim : claim :=
  Optimum Max Revenue (5 # 4) false [bic; iir].
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

Theorem efficient_rule : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  let m := mechanism_of F the_table [] in
  feasible e m /\ efficient e m /\
  forall t, In t (profiles e) -> ties_broken the_data First t (allocation m t).
Proof. exact (rule_proved accepted). Qed.

Theorem optimal : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  (exists m : mechanism F,
    feasible e m /\ follows e (chosen F the_table) m /\ BIC e m /\ IIR e m /\
    (revenue e m = of_Q (5 # 4))%num) /\
  forall m : mechanism F,
    feasible e m /\ follows e (chosen F the_table) m /\ BIC e m /\ IIR e m ->
    (revenue e m <= of_Q (5 # 4))%num.
Proof. exact (claim_proved accepted). Qed.
Print Assumptions optimal.
