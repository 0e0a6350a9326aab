(* A single agent: his interim payments are his payments, so that nothing can be spread over the
   types of others, and the budget at every profile is decided type by type. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments InterimMechanism.
Import ListNotations.
Local Open Scope number_scope.

Section Single_agent.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Hypothesis alone : agent_count e = 1%nat.
  Implicit Types (m : mechanism F) (q : nat -> nat -> F) (s : nat) (t : profile).

  Lemma alone_agent : In 0%nat (agents e).
  Proof. apply in_agents. rewrite alone. auto. Qed.
  Lemma alone_profile t : In t (profiles e) -> t = [t.[0]].
  Proof.
    intros Ht. assert (L := profile_length e t Ht). rewrite alone in L.
    destruct t as [|s [|r t]]; try discriminate L. reflexivity.
  Qed.
  Lemma alone_budget m t : follows e rule m -> In t (profiles e) ->
    budget e m t = payment m 0%nat t - lottery_cost e (rule t).
  Proof.
    intros Hf Ht. unfold budget, agents. rewrite alone, (follows_cost e rule m t Hf Ht).
    cbn [seq sum]. ring.
  Qed.

  (* The budget balances at every profile if and only if he pays the cost of what is chosen:
     the payments are those, and can be checked directly. *)
  Theorem single_agent_SBB m : follows e rule m -> SBB e m <->
    forall t, In t (profiles e) -> payment m 0%nat t = lottery_cost e (rule t).
  Proof.
    intros Hf. split; intros H t Ht; specialize (H t Ht); rewrite alone_budget in * by assumption.
    - replace (payment m 0%nat t)
        with (payment m 0%nat t - lottery_cost e (rule t) + lottery_cost e (rule t)) by ring.
      rewrite H. ring.
    - rewrite H. ring.
  Qed.

  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.
  Lemma alone_interim_payment m t : In t (profiles e) ->
    interim_payment e (chance T) m 0 t.[0] = payment m 0%nat t.
  Proof.
    intros Ht. rewrite (alone_profile t Ht) at 2.
    unfold interim_payment, others_expectation, others, others_chance, agents. rewrite alone.
    cbn. ring.
  Qed.

  (* There need be no deficit at any profile, with Bayesian incentives and participation, if and
     only if payments that satisfy the constraints between types of positive probability cover the
     cost at each of these; at the other types it can always be covered. *)
  Theorem single_agent_WBB_possible :
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ WBB e m) <->
    exists q, interim_BIC_support T q /\ interim_IIR T q /\
      forall t, In t (profiles e) -> 0 < chance T 0 t.[0] ->
        lottery_cost e (rule t) <= q 0%nat t.[0].
  Proof.
    assert (H0 := alone_agent). split.
    - intros (m & Hf & HB & HI & HW). assert (E := mechanism_interim e rule T tables m Hf).
      exists (interim_payment e (chance T) m). split; [|split].
      + apply interim_BIC_in_support, E, HB.
      + apply E, HI.
      + intros t Ht _. rewrite alone_interim_payment by exact Ht. specialize (HW t Ht).
        rewrite alone_budget in HW by assumption. apply (at_most_by _ _ _ HW). reflexivity.
    - intros (q & HB & HI & HW).
      destruct (support_mechanism e rule T tables (fun _ s => lottery_cost e (rule [s])) q HB)
        as (m & Hf & HB' & HI' & _ & Hq).
      exists m. split; [exact Hf|]. split; [exact HB'|]. split; [exact (HI' is_IIR I HI)|].
      intros t Ht. rewrite alone_budget by assumption. apply difference_nonnegative.
      destruct (Hq 0%nat t H0 Ht) as [H1 Hz].
      destruct (positive_or_zero (chance T 0 t.[0])) as [P|P].
      + apply (tables_independent e rule T tables); [|apply profile_type]; assumption.
      + rewrite (H1 P). apply HW; assumption.
      + rewrite (alone_profile t Ht) at 1. exact (Hz P).
  Qed.
  (* So the greatest interim payments decide: they must cover the cost at each type of positive
     probability. *)
  Corollary largest_payments_decide_alone q : largest_payments T q ->
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ WBB e m) <->
    forall t, In t (profiles e) -> 0 < chance T 0 t.[0] ->
      lottery_cost e (rule t) <= q 0%nat t.[0].
  Proof.
    intros (HB & HI & HM). rewrite single_agent_WBB_possible. split.
    - intros (q' & HB' & HI' & HW) t Ht P. assert (H0 := alone_agent).
      apply (at_most_trans _ _ _ _ (HW t Ht P)). apply (HM q' HB' HI'); [| |exact P].
      + rewrite (tables_agents e rule T tables). exact H0.
      + rewrite (tables_types e rule T tables 0 H0). apply profile_type; assumption.
    - intros HW. exists q. auto.
  Qed.
End Single_agent.
