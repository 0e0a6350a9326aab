(* Environments, mechanisms and the properties of mechanisms: the definitions of everything that
   is proved here, in the words and signs of the program's manual.  They are all there is to read
   before a theorem of this development can be understood. *)
From Coq Require Import List Arith.
From Expost.theory Require Import Field Sums Profile.
Import ListNotations.
Local Open Scope number_scope.

(* An environment with finitely many agents, types and outcomes; its numbers are in V. *)
Record environment (V : Type) := Environment {
  agent_count : nat;
  type_count : nat -> nat;                    (* of each agent *)
  outcome_count : nat;
  value : nat -> nat -> profile -> V;         (* of agent i for outcome a at the true profile t *)
  cost : nat -> V;                            (* of an outcome, borne by the designer *)
  prior : profile -> V;                       (* the probability of a profile *)
  outside_option : nat -> nat -> profile -> V; (* of agent i when outcome a is chosen, at t *)
  needs : nat -> nat -> bool (* needs a i: outcome a is not available without agent i *)
}.
(* The last matters only for what is available when an agent is absent: for pivot payments
   (Pivot.v).  No property below depends on it, nor any claim of a certificate. *)
Arguments Environment {V}.
Arguments agent_count {V}.
Arguments type_count {V}.
Arguments outcome_count {V}.
Arguments value {V}.
Arguments cost {V}.
Arguments prior {V}.
Arguments outside_option {V}.
Arguments needs {V}.

(* A direct mechanism: at the profile of reports, the probability with which each outcome is
   chosen, and what each agent pays to the designer. *)
Record mechanism (F : Type) := Mechanism {
  allocation : profile -> nat -> F;           (* allocation m r a *)
  payment : nat -> profile -> F               (* payment m i r *)
}.
Arguments Mechanism {F}.
Arguments allocation {F}.
Arguments payment {F}.

(* Agents, types and outcomes are numbered from 0. *)
Definition agents {V} (e : environment V) : list nat := seq 0 (agent_count e).
Definition outcomes {V} (e : environment V) : list nat := seq 0 (outcome_count e).
Definition types {V} (e : environment V) (i : nat) : list nat := seq 0 (type_count e i).
Definition profiles {V} (e : environment V) : list profile := choices (map (types e) (agents e)).
(* The types of all agents but i, with 0 at i. *)
Definition others {V} (e : environment V) (i : nat) : list profile :=
  choices (map (types e) (agents e)).[i := [O]].

Section Definitions.
  Context {F : ordered_field}.
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i s : nat) (t r : profile) (x : nat -> F).

  (* No agent's value depends on the others' types. *)
  Definition private_values := forall i a t r, t.[i] = r.[i] -> value e i a t = value e i a r.

  (* A lottery over the outcomes: x a is the probability of a. *)
  Definition lottery x := (forall a, In a (outcomes e) -> 0 <= x a) /\ sum (outcomes e) x = 1.
  Definition feasible m := forall t, In t (profiles e) -> lottery (allocation m t).
  (* One outcome has probability 1: no chance is involved if the mechanism is feasible too. *)
  Definition deterministic m := forall t, In t (profiles e) ->
    exists a, In a (outcomes e) /\ allocation m t a = 1.
  Definition follows (rule : profile -> nat -> F) m := forall t a,
    In t (profiles e) -> In a (outcomes e) -> allocation m t a = rule t a.

  (* Values, costs and outside options of a lottery x at the true profile t. *)
  Definition lottery_value i x t := sum (outcomes e) (fun a => x a * value e i a t).
  Definition lottery_cost x := sum (outcomes e) (fun a => x a * cost e a).
  Definition lottery_outside i x t := sum (outcomes e) (fun a => x a * outside_option e i a t).
  Definition surplus x t := sum (agents e) (fun i => lottery_value i x t) - lottery_cost x.
  Definition outcome_surplus a t := sum (agents e) (fun i => value e i a t) - cost e a.

  (* What agent i gets when the true profile is t and the reports are r. *)
  Definition utility m i t r := lottery_value i (allocation m r) t - payment m i r.
  (* What participation gives him over his outside option, everyone being truthful. *)
  Definition net_utility m i t := utility m i t t - lottery_outside i (allocation m t) t.
  (* What is left of the payments after the cost. *)
  Definition budget m t :=
    sum (agents e) (fun i => payment m i t) - lottery_cost (allocation m t).

  Definition expectation (f : profile -> F) := sum (profiles e) (fun t => prior e t * f t).
  Definition type_probability i s := sum (others e i) (fun t => prior e t.[i := s]).
  (* The expectation of f given that agent i has type s. *)
  Definition interim i s (f : profile -> F) :=
    sum (others e i) (fun t => prior e t.[i := s] * f t.[i := s]) / type_probability i s.
  Definition is_probability := (forall t, In t (profiles e) -> 0 <= prior e t) /\
    sum (profiles e) (prior e) = 1.
  (* The prior is the product of a probability for each agent. *)
  Definition independent (p : nat -> nat -> F) :=
    (forall i s, In i (agents e) -> In s (types e i) -> 0 <= p i s) /\
    (forall i, In i (agents e) -> sum (types e i) (p i) = 1) /\
    forall t, In t (profiles e) ->
      prior e t = fold_right (fun i q => p i t.[i] * q) 1 (agents e).

  (* Dominant strategies: the truth is best whatever the true types and the others' reports. *)
  Definition DSIC m := forall i t r, In i (agents e) -> In t (profiles e) -> In r (profiles e) ->
    utility m i t r <= utility m i t r.[i := t.[i]].
  (* Ex post: the truth is best at every profile if the others are truthful. *)
  Definition EPIC m := forall i t s, In i (agents e) -> In t (profiles e) -> In s (types e i) ->
    utility m i t t.[i := s] <= utility m i t t.
  (* Bayesian: the truth is best in expectation, for each type of positive probability. *)
  Definition BIC m := forall i s s', In i (agents e) -> In s (types e i) -> In s' (types e i) ->
    0 < type_probability i s ->
    interim i s (fun t => utility m i t t.[i := s']) <= interim i s (fun t => utility m i t t).

  (* Participation: at every profile, given the own type, in expectation. *)
  Definition EPIR m := forall i t, In i (agents e) -> In t (profiles e) -> 0 <= net_utility m i t.
  Definition IIR m := forall i s, In i (agents e) -> In s (types e i) ->
    0 < type_probability i s -> 0 <= interim i s (net_utility m i).
  Definition EAIR m := forall i, In i (agents e) -> 0 <= expectation (net_utility m i).

  (* The budget: exactly or weakly balanced, at every profile or in expectation. *)
  Definition SBB m := forall t, In t (profiles e) -> budget m t = 0.
  Definition WBB m := forall t, In t (profiles e) -> 0 <= budget m t.
  Definition EABB m := expectation (budget m) = 0.
  Definition EAWBB m := 0 <= expectation (budget m).

  Definition no_positive_transfers m := forall i t, In i (agents e) -> In t (profiles e) ->
    0 <= payment m i t.
  Definition no_payments m := forall i t, In i (agents e) -> In t (profiles e) ->
    payment m i t = 0.
  (* At every profile what is chosen has the greatest surplus that an outcome has.  The surplus of
     a lottery is expected, so all outcomes that it chooses with positive probability have it. *)
  Definition efficient m := forall t a, In t (profiles e) -> In a (outcomes e) ->
    outcome_surplus a t <= surplus (allocation m t) t.
  (* By reporting s instead of his type at t, agent i changes what is chosen: that change is worth
     at least as much to him if he is of type s as if he is of the type at t. *)
  Definition weakly_monotone m := forall i t s, In i (agents e) -> In t (profiles e) ->
    In s (types e i) ->
    lottery_value i (allocation m t.[i := s]) t - lottery_value i (allocation m t) t <=
    lottery_value i (allocation m t.[i := s]) t.[i := s] -
    lottery_value i (allocation m t) t.[i := s].

  (* Groves payments: what an agent pays depends on his report through the outcome only, and in
     such a way that he is left with the surplus, less a function of the others' types. *)
  Definition others_surplus i x t :=
    sum (agents e) (without i (fun j => lottery_value j x t)) - lottery_cost x.
  Definition is_groves (h : nat -> profile -> F) m :=
    (forall i t s, In i (agents e) -> In t (profiles e) -> In s (types e i) ->
      h i t.[i := s] = h i t) /\
    forall i t, In i (agents e) -> In t (profiles e) ->
      payment m i t = h i t - others_surplus i (allocation m t) t.
  Definition groves m := exists h, is_groves h m.

  (* What may be made large or small. *)
  Definition revenue m := expectation (fun t => sum (agents e) (fun i => payment m i t)).
  Definition profit m := expectation (budget m).
  Definition welfare m := expectation (fun t => surplus (allocation m t) t).
  Definition expected_utility i m := expectation (fun t => utility m i t t).
  Definition total_utility m := sum (agents e) (fun i => expected_utility i m).
  Definition deficit m := - profit m.
  (* The greatest deficit over all profiles is z. *)
  Definition worst_deficit m z := (exists t, In t (profiles e) /\ - budget m t = z) /\
    forall t, In t (profiles e) -> - budget m t <= z.
End Definitions.
