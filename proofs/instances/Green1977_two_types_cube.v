(* No Groves payments for the efficient rule balance the budget at every profile of this
   environment. *)
(* Written by `expost explain examples/green1977/two-types-cube.cert --format coq`. The words of
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

(* Agent 0 'ann': types 0 '-1', 1 '2'. *)
(* Agent 1 'bob': types 0 '-1', 1 '2'. *)
(* Outcomes 0 'no', 1 'build'. *)

Definition the_data : data := {|
  type_counts := [2; 2]%nat;
  outcome_number := 2;
  needed := []%nat;
  costs := [0; 0];
  valuations :=
    [Private
       [[0; 0];
        [-1; 2]];
     Private
       [[0; 0];
        [-1; 2]]];
  beliefs := No_prior;
  options :=
    [No_option;
     No_option]
|}.

Definition the_table : table choice :=
  By [cells [sure 0; sure 1];
      cells [sure 1; sure 1]].
Definition the_rule : rule := Fixed (Some First) the_table.

Definition the_claim : claim :=
  Groves_no_balance.
Definition the_evidence : evidence :=
  Cube [1; 1]%nat [0; 0]%nat 2.

(* Coq computes that the evidence is accepted. An error here means that it does not prove the
   claim: expost-verify says where. *)
Lemma accepted : check (Full the_data the_rule the_claim the_evidence) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem proper_environment : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  agents e <> [] /\ (forall i, In i (agents e) -> types e i <> []) /\
  outcomes e <> [].
Proof. exact (environment_proved accepted). Qed.

Theorem efficient_rule : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  let m := mechanism_of F the_table [] in
  feasible e m /\ efficient e m /\
  forall t, In t (profiles e) -> ties_broken the_data First t (allocation m t).
Proof. exact (rule_proved accepted). Qed.

Theorem not_balanced : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  private_values e /\
  ~ exists m : mechanism F,
    feasible e m /\ follows e (chosen F the_table) m /\ efficient e m /\ groves e m /\ SBB e m.
Proof. exact (claim_proved accepted). Qed.
Print Assumptions not_balanced.
