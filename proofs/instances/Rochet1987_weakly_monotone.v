(* No payments make the allocation rule dominant-strategy incentive compatible in this
   environment. *)
(* Written by `expost explain examples/rochet1987/weakly-monotone.cert --format coq`. The words
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

(* Agent 0 'a': types 0 'one', 1 'two', 2 'three'. *)
(* Outcomes 0 'first', 1 'second', 2 'third'. *)

Definition the_data : data := {|
  type_counts := [3]%nat;
  outcome_number := 3;
  needed := []%nat;
  costs := [0; 0; 0];
  valuations :=
    [Private
       [[0; -2; 1];
        [1; 0; -2];
        [-2; 1; 0]]];
  beliefs := No_prior;
  options :=
    [No_option]
|}.

Definition the_table : table choice :=
  cells [sure 0; sure 1; sure 2].
Definition the_rule : rule := Fixed None the_table.

Definition the_claim : claim :=
  Not_implementable false.
Definition the_evidence : evidence :=
  Cycle 0 [0]%nat [0; 2; 1]%nat.

(* Coq computes that the evidence is accepted. An error here means that it does not prove the
   claim: expost-verify says where. *)
Lemma accepted : check (Full the_data the_rule the_claim the_evidence) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem proper_environment : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  agents e <> [] /\ (forall i, In i (agents e) -> types e i <> []) /\
  outcomes e <> [].
Proof. exact (environment_proved accepted). Qed.

Theorem proper_rule : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  let m := mechanism_of F the_table [] in
  feasible e m.
Proof. exact (rule_proved accepted). Qed.

Theorem not_implementable : forall F : ordered_field,
  let e := in_field F (environment_of the_data) in
  ~ exists m : mechanism F,
    feasible e m /\ follows e (chosen F the_table) m /\ DSIC e m.
Proof. exact (claim_proved accepted). Qed.
Print Assumptions not_implementable.
