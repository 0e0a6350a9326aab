(* Under an independent prior the interim properties of a mechanism are those of its interim
   payments in the interim tables of its rule. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables.
Import ListNotations.
Local Open Scope number_scope.

(* Every environment with an independent prior has tables. *)
Theorem tables_of_has_tables {F : ordered_field} (e : environment F) p rule :
  independent e p -> has_tables e rule (tables_of e p rule).
Proof. intros H. repeat split; intros; try reflexivity; apply H; assumption. Qed.

Section Reduced.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.
  Implicit Types (q : nat -> nat -> F) (i s r : nat).

  Lemma tables_independent : independent e (chance T).
  Proof. apply tables. Qed.
  Lemma tables_agents : all_agents T = agents e.
  Proof. unfold all_agents, agents. destruct tables as [-> _]. reflexivity. Qed.
  Lemma tables_types i : In i (agents e) -> all_types T i = types e i.
  Proof.
    intros Hi. unfold all_types, types. destruct tables as (_ & H & _). rewrite H by exact Hi.
    reflexivity.
  Qed.
  Lemma tables_proper : proper_chances T.
  Proof.
    destruct tables_independent as (Hp & H1 & _). unfold proper_chances. rewrite tables_agents.
    split; intros i; [intros s|]; intros Hi; rewrite tables_types by exact Hi; auto.
  Qed.

  (* In what follows the agents and types are those of the environment. *)
  Lemma interim_BIC_tables q : interim_BIC T q <->
    forall i s r, In i (agents e) -> In s (types e i) -> In r (types e i) -> 0 < chance T i s ->
      interim_utility T q i s r <= interim_utility T q i s s.
  Proof.
    unfold interim_BIC. rewrite tables_agents.
    split; intros H i s r Hi Hs Hr; (apply H; [exact Hi| |]);
      rewrite ?tables_types in * by exact Hi; assumption.
  Qed.
  Lemma interim_IIR_tables q : interim_IIR T q <->
    forall i s, In i (agents e) -> In s (types e i) -> 0 < chance T i s ->
      0 <= interim_net_utility T q i s.
  Proof.
    unfold interim_IIR. rewrite tables_agents.
    split; intros H i s Hi Hs; (apply H; [exact Hi|]);
      rewrite ?tables_types in * by exact Hi; assumption.
  Qed.

  Variable m : mechanism F.
  Hypothesis Hfollows : follows e rule m.
  Notation q := (interim_payment e (chance T) m).
  Notation expect := (others_expectation e (chance T)).

  Lemma expected_utility_tables i s r : In i (agents e) -> In s (types e i) ->
    In r (types e i) -> 0 < chance T i s ->
    expect i (fun t => utility e m i t.[i := s] t.[i := r]) = interim_utility T q i s r.
  Proof.
    intros Hi Hs Hr P. unfold utility, interim_utility. rewrite others_expectation_subtract.
    destruct tables as (_ & _ & Hind & Hg & _). rewrite Hg by assumption.
    rewrite (interim_independent e _ Hind) by assumption. unfold interim_payment. f_equal.
    apply others_expectation_ext. intros t Ht. rewrite set_entry_twice.
    apply (follows_value e); [exact Hfollows|]. apply others_profile; assumption.
  Qed.
  Lemma expected_net_utility_tables i s : In i (agents e) -> In s (types e i) ->
    0 < chance T i s ->
    expect i (fun t => net_utility e m i t.[i := s]) = interim_net_utility T q i s.
  Proof.
    intros Hi Hs P. unfold net_utility, interim_net_utility.
    rewrite others_expectation_subtract, expected_utility_tables by assumption. f_equal.
    destruct tables as (_ & _ & Hind & _ & Ho & _). rewrite Ho by assumption.
    rewrite (interim_independent e _ Hind) by assumption.
    apply others_expectation_ext. intros t Ht.
    apply (follows_outside e); [exact Hfollows|]. apply others_profile; assumption.
  Qed.

  (* Bayesian incentives and participation are about interim payments alone. *)
  Theorem BIC_reduced : BIC e m <-> interim_BIC T q.
  Proof.
    rewrite (BIC_independent e _ tables_independent), interim_BIC_tables.
    split; intros H i s r Hi Hs Hr P.
    - rewrite <- !expected_utility_tables by assumption. apply H; assumption.
    - rewrite !expected_utility_tables by assumption. apply H; assumption.
  Qed.
  Theorem IIR_reduced : IIR e m <-> interim_IIR T q.
  Proof.
    rewrite interim_IIR_tables. assert (Hind := tables_independent).
    split; intros H i s Hi Hs P.
    - rewrite <- expected_net_utility_tables by assumption.
      rewrite <- (interim_independent e _ Hind) by assumption. apply H; try assumption.
      rewrite (independent_type_probability e _ Hind); assumption.
    - rewrite (independent_type_probability e _ Hind) in P by assumption.
      rewrite (interim_independent e _ Hind), expected_net_utility_tables by assumption.
      apply H; assumption.
  Qed.
  Lemma expected_over_types i (f : profile -> F) (h : nat -> F) : In i (agents e) ->
    (forall s, In s (types e i) -> 0 < chance T i s -> expect i (fun t => f t.[i := s]) = h s) ->
    expectation e f = type_expectation T i h.
  Proof.
    intros Hi H. assert (Hind := tables_independent).
    rewrite (expectation_own e _ Hind i) by exact Hi. unfold type_expectation.
    rewrite tables_types by exact Hi. apply sum_ext. intros s Hs.
    destruct (positive_or_zero (chance T i s)) as [P|P]; [apply Hind; assumption| |].
    - rewrite H by assumption. reflexivity.
    - rewrite P. ring.
  Qed.
  Theorem EAIR_reduced : EAIR e m <-> interim_EAIR T q.
  Proof.
    unfold EAIR, interim_EAIR. rewrite tables_agents.
    split; intros H i Hi; assert (E := H i Hi);
      rewrite (expected_over_types i _ (interim_net_utility T q i)) in * by
        auto using expected_net_utility_tables; exact E.
  Qed.
  Lemma expected_payment_reduced i : In i (agents e) ->
    expectation e (payment m i) = type_expectation T i (q i).
  Proof. intros Hi. apply expected_over_types; [exact Hi|]. intros s _ _. reflexivity. Qed.
  Theorem revenue_reduced : revenue e m = expected_payments T q.
  Proof.
    unfold revenue, expected_payments. rewrite tables_agents, expectation_sum.
    apply sum_ext. intros i Hi. apply expected_payment_reduced, Hi.
  Qed.
  Lemma expected_cost_reduced :
    expectation e (fun t => lottery_cost e (allocation m t)) = expected_cost T.
  Proof.
    destruct tables as (_ & _ & _ & _ & _ & ->). apply expectation_ext. intros t Ht.
    apply (follows_cost e); assumption.
  Qed.
  Theorem profit_reduced : profit e m = expected_budget T q.
  Proof.
    unfold profit, budget, expected_budget. rewrite expectation_subtract, expected_cost_reduced.
    fold (revenue e m). rewrite revenue_reduced. reflexivity.
  Qed.
  Theorem EABB_reduced : EABB e m <-> interim_EABB T q.
  Proof. unfold EABB, interim_EABB. rewrite <- profit_reduced. reflexivity. Qed.
  Theorem EAWBB_reduced : EAWBB e m <-> interim_EAWBB T q.
  Proof. unfold EAWBB, interim_EAWBB. rewrite <- profit_reduced. reflexivity. Qed.

  Theorem expected_utility_reduced i : In i (agents e) ->
    expected_utility e i m = type_expectation T i (fun s => interim_utility T q i s s).
  Proof.
    intros Hi. apply expected_over_types; [exact Hi|]. intros s Hs P.
    apply expected_utility_tables; assumption.
  Qed.
  Theorem welfare_reduced : welfare e m =
    sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s)) - expected_cost T.
  Proof.
    assert (E : welfare e m = sum (agents e) (fun i => expected_utility e i m) + profit e m).
    { unfold expected_utility, profit. rewrite <- expectation_sum, <- expectation_add.
      apply expectation_ext. intros t _. unfold surplus, budget, utility.
      rewrite sum_subtract. ring. }
    rewrite E, profit_reduced. unfold expected_budget, expected_payments. rewrite tables_agents.
    rewrite (sum_ext (agents e) _ (fun i => type_expectation T i (fun s => gain T i s s) -
      type_expectation T i (q i))); [rewrite sum_subtract; ring|].
    intros i Hi. rewrite expected_utility_reduced by exact Hi. unfold type_expectation.
    rewrite <- sum_subtract. apply sum_ext. intros s _. unfold interim_utility. ring.
  Qed.
End Reduced.
