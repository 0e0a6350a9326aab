(* Interim tables: what agents of each type expect of a fixed rule under an independent prior. *)
From Coq Require Import List Arith Ring Field.
From Expost.theory Require Import Field Sums Profile Environment.
Import ListNotations.
Local Open Scope number_scope.

(* The reduced form of an environment with a fixed rule; agents and types are numbered from 0. *)
Record interim_tables (V : Type) := Interim_tables {
  table_agents : nat;
  table_types : nat -> nat;                   (* of each agent *)
  chance : nat -> nat -> V;                   (* chance i s: the probability of type s *)
  gain : nat -> nat -> nat -> V;              (* gain i s r: expected value, type s, report r *)
  outside_value : nat -> nat -> V;            (* expected outside option of agent i of type s *)
  expected_cost : V
}.
Arguments Interim_tables {V}.
Arguments table_agents {V}.
Arguments table_types {V}.
Arguments chance {V}.
Arguments gain {V}.
Arguments outside_value {V}.
Arguments expected_cost {V}.

Definition all_agents {V} (T : interim_tables V) : list nat := seq 0 (table_agents T).
Definition all_types {V} (T : interim_tables V) (i : nat) : list nat := seq 0 (table_types T i).

Section Tables.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable T : interim_tables F.
  (* Interim payments: q i s is what agent i expects to pay when he reports s. *)
  Implicit Types (q : nat -> nat -> F) (i s r : nat).

  (* The chances of the types of each agent are probabilities. *)
  Definition proper_chances :=
    (forall i s, In i (all_agents T) -> In s (all_types T i) -> 0 <= chance T i s) /\
    forall i, In i (all_agents T) -> sum (all_types T i) (chance T i) = 1.

  (* The expectation of a function of agent i's type. *)
  Definition type_expectation i (f : nat -> F) :=
    sum (all_types T i) (fun s => chance T i s * f s).
  (* What an agent of true type s and report r expects, and what truthful participation gives. *)
  Definition interim_utility q i s r := gain T i s r - q i r.
  Definition interim_net_utility q i s := interim_utility q i s s - outside_value T i s.
  Definition expected_payments q := sum (all_agents T) (fun i => type_expectation i (q i)).
  Definition expected_budget q := expected_payments q - expected_cost T.

  Definition interim_BIC q := forall i s r,
    In i (all_agents T) -> In s (all_types T i) -> In r (all_types T i) -> 0 < chance T i s ->
    interim_utility q i s r <= interim_utility q i s s.
  Definition interim_IIR q := forall i s, In i (all_agents T) -> In s (all_types T i) ->
    0 < chance T i s -> 0 <= interim_net_utility q i s.
  Definition interim_EAIR q := forall i, In i (all_agents T) ->
    0 <= type_expectation i (interim_net_utility q i).
  Definition interim_EABB q := expected_budget q = 0.
  Definition interim_EAWBB q := 0 <= expected_budget q.

  (* An inequality for the types of positive probability is the same, multiplied by the
     probability, for all types. *)
  Lemma positive_chance i s (a : F) : 0 <= chance T i s ->
    (0 < chance T i s -> 0 <= a) <-> 0 <= chance T i s * a.
  Proof.
    intros Hc. split; intros H.
    - destruct (positive_or_zero _ Hc) as [P|P]; [apply at_most_multiply; auto|].
      rewrite P. apply equal_at_most. ring.
    - intros P. apply (cancel_positive (chance T i s)); [exact P|].
      apply (at_most_by (chance T i s * a)); [exact H|ring].
  Qed.
  Lemma interim_BIC_weighted q : proper_chances -> interim_BIC q <->
    forall i s r, In i (all_agents T) -> In s (all_types T i) -> In r (all_types T i) ->
      0 <= chance T i s * (gain T i s s - q i s - gain T i s r + q i r).
  Proof.
    intros [Hc _]. split.
    - intros H i s r Hi Hs Hr. apply positive_chance; [apply Hc; assumption|]. intros P.
      apply (at_most_by (interim_utility q i s s - interim_utility q i s r)).
      + apply difference_nonnegative, H; assumption.
      + unfold interim_utility. ring.
    - intros H i s r Hi Hs Hr P.
      apply (at_most_by (gain T i s s - q i s - gain T i s r + q i r)).
      + revert P. apply positive_chance; [apply Hc|apply H]; assumption.
      + unfold interim_utility. ring.
  Qed.
  Lemma interim_IIR_weighted q : proper_chances -> interim_IIR q <->
    forall i s, In i (all_agents T) -> In s (all_types T i) ->
      0 <= chance T i s * (gain T i s s - q i s - outside_value T i s).
  Proof.
    intros [Hc _]. split.
    - intros H i s Hi Hs. apply positive_chance; [apply Hc; assumption|]. apply H; assumption.
    - intros H i s Hi Hs. apply positive_chance; [apply Hc|apply H]; assumption.
  Qed.
End Tables.

(* The environment e with this rule has the tables T: the prior is independent with these
   chances, and the numbers are the expectations that they are said to be.  Nothing is said about
   the expectations of types of probability 0. *)
Definition has_tables {F : ordered_field} (e : environment F) (rule : profile -> nat -> F)
    (T : interim_tables F) :=
  table_agents T = agent_count e /\
  (forall i, In i (agents e) -> table_types T i = type_count e i) /\
  independent e (chance T) /\
  (forall i s r, In i (agents e) -> In s (types e i) -> In r (types e i) -> 0 < chance T i s ->
    gain T i s r = interim e i s (fun t => lottery_value e i (rule t.[i := r]) t)) /\
  (forall i s, In i (agents e) -> In s (types e i) -> 0 < chance T i s ->
    outside_value T i s = interim e i s (fun t => lottery_outside e i (rule t) t)) /\
  expected_cost T = expectation e (fun t => lottery_cost e (rule t)).

(* The tables of an environment with an independent prior. *)
Definition tables_of {F : ordered_field} (e : environment F) (p : nat -> nat -> F)
    (rule : profile -> nat -> F) : interim_tables F :=
  Interim_tables (agent_count e) (type_count e) p
    (fun i s r => interim e i s (fun t => lottery_value e i (rule t.[i := r]) t))
    (fun i s => interim e i s (fun t => lottery_outside e i (rule t) t))
    (expectation e (fun t => lottery_cost e (rule t))).
