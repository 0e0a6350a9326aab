(* No mechanism with the efficient rule (ties to the first outcome) is dominant-strategy
   incentive compatible, ex-post individually rational and ex-post budget balanced in this
   environment. *)
(* Written by `expost explain examples/hagerty1987/efficient-trade.cert --format coq`. The words
   of the theorems are defined in theory/Environment.v, theory/Field.v and cert/Claims.v, what
   the data stand for in cert/Data.v and cert/Instance.v. *)
(* coqc -Q DIR/theory Expost.theory -Q DIR/cert Expost.cert FILE.v, where DIR is proofs in the
   build folder, or share/expost/proofs. *)
From Coq Require Import QArith List.
From Expost.theory Require Import Field Profile Environment.
From Expost.cert Require Import Data Rows Claims Evidence Checker.
From Expost.cert Require Import Instance.
Import ListNotations.
Local Open Scope Q_scope.

(* Agent 0 'seller': types 0 '0', 1 '1/3', 2 '2/3', 3 '1'. *)
(* Agent 1 'buyer': types 0 '0', 1 '1/3', 2 '2/3', 3 '1'. *)
(* Outcomes 0 'keep', 1 'trade'. *)

Definition the_data : data := {|
  type_counts := [4; 4]%nat;
  outcome_number := 2;
  needed := [(1, 0); (1, 1)]%nat;
  costs := [0; 0];
  valuations :=
    [Private
       [[0; 0; 0; 0];
        [0; -1 # 3; -2 # 3; -1]];
     Private
       [[0; 0; 0; 0];
        [0; 1 # 3; 2 # 3; 1]]];
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

Definition the_multipliers : multipliers :=
  Leaf
    [(Row_dsic 0 [0; 2]%nat 1, 1); (Row_dsic 0 [1; 3]%nat 2, 1); (Row_dsic 0 [2; 0]%nat 0, 1);
     (Row_dsic 1 [2; 0]%nat 2, 1); (Row_dsic 1 [0; 1]%nat 0, 1); (Row_dsic 1 [0; 2]%nat 1, 1);
     (Row_dsic 1 [2; 2]%nat 3, 1); (Row_dsic 1 [1; 3]%nat 2, 1); (Row_sbb [0; 0]%nat, -1);
     (Row_sbb [0; 2]%nat, 1); (Row_sbb [1; 2]%nat, -1); (Row_sbb [1; 3]%nat, 1);
     (Row_sbb [2; 0]%nat, 1); (Row_sbb [2; 3]%nat, -1)].

Definition the_claim : claim :=
  Impossible false [dsic; epir; sbb].
Definition the_evidence : evidence :=
  Multipliers the_multipliers.

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

Theorem impossible : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  ~ exists m : mechanism F,
    feasible e m /\ follows e (chosen F the_table) m /\ DSIC e m /\ EPIR e m /\ SBB e m.
Proof. exact (claim_proved accepted). Qed.
Print Assumptions impossible.
