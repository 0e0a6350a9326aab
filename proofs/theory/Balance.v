(* When the budget of an efficient Groves mechanism balances. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
Import ListNotations.
Local Open Scope number_scope.

Section Balance.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i a : nat) (t : profile) (x : nat -> F) (w : F).

  (* w is the greatest surplus that an outcome has at t. *)
  Definition is_best t w :=
    (exists a, In a (outcomes e) /\ outcome_surplus e a t = w) /\
    forall a, In a (outcomes e) -> outcome_surplus e a t <= w.

  Lemma best_unique t w w' : is_best t w -> is_best t w' -> w = w'.
  Proof.
    intros [(a & Ha & <-) Hw] [(b & Hb & <-) Hw']. apply at_most_antisym; auto.
  Qed.
  Lemma best_exists t : outcome_count e <> O -> exists w, is_best t w.
  Proof.
    intros N. destruct (greatest (outcomes e) (fun a => outcome_surplus e a t)) as (a & Ha & Hm).
    - intros E. apply N. assert (L := f_equal (@length nat) E). unfold outcomes in L.
      rewrite seq_length in L. exact L.
    - exists (outcome_surplus e a t). split; [exists a; split; [exact Ha|reflexivity]|exact Hm].
  Qed.
  (* No lottery does better than the best outcome. *)
  Lemma lottery_at_most_best t w x : is_best t w -> lottery e x -> surplus e x t <= w.
  Proof.
    intros [_ Hw] Hx. rewrite lottery_surplus. apply lottery_at_most; assumption.
  Qed.
  Lemma lottery_outcomes x : lottery e x -> outcome_count e <> O.
  Proof.
    intros [_ H1] E. unfold outcomes in H1. rewrite E in H1. cbn [seq sum] in H1.
    apply (@one_not_zero F). symmetry. exact H1.
  Qed.
  (* A rule is efficient if and only if its surplus is the best one at every profile. *)
  Lemma efficient_best m : feasible e m ->
    efficient e m <-> forall t, In t (profiles e) -> is_best t (surplus e (allocation m t) t).
  Proof.
    intros Hf. split.
    - intros He t Ht. destruct (best_exists t (lottery_outcomes _ (Hf t Ht))) as [w Hw].
      assert (E : surplus e (allocation m t) t = w).
      { apply at_most_antisym; [apply lottery_at_most_best; auto|].
        destruct Hw as [(a & Ha & <-) _]. apply He; assumption. }
      rewrite E. exact Hw.
    - intros H t a Ht Ha. apply (proj2 (H t Ht)), Ha.
  Qed.
  Lemma efficient_surplus m t w : feasible e m -> efficient e m -> In t (profiles e) ->
    is_best t w -> surplus e (allocation m t) t = w.
  Proof.
    intros Hf He Ht Hw. apply (best_unique t); [|exact Hw]. apply efficient_best; assumption.
  Qed.

  (* Where there is an outcome at all, there is an efficient rule without chance. *)
  Lemma efficient_rule_exists : outcome_count e <> O ->
    exists m, feasible e m /\ deterministic e m /\ efficient e m.
  Proof.
    intros N. destruct (finite_choice (list_eq_dec Nat.eq_dec) (profiles e)
      (fun t a => In a (outcomes e) /\ is_best t (outcome_surplus e a t)) O) as [g Hg].
    { intros t _. destruct (best_exists t N) as (w & (a & Ha & <-) & Hm).
      exists a. split; [exact Ha|]. split; [exists a; split; [exact Ha|reflexivity]|exact Hm]. }
    exists (Mechanism (fun t => indicator (g t)) (fun _ _ => 0)). split; [|split].
    - intros t Ht. apply outcome_lottery, Hg, Ht.
    - intros t Ht. exists (g t). split; [apply Hg, Ht|]. cbn [allocation]. unfold indicator.
      rewrite Nat.eqb_refl. reflexivity.
    - intros t a Ht Ha. cbn [allocation]. destruct (Hg t Ht) as (Hg' & _ & Hm).
      rewrite lottery_surplus, sum_outcome by exact Hg'. apply Hm, Ha.
  Qed.

  (* In the sum of the others' surpluses each agent is left out once. *)
  Lemma sum_others_surplus x t : sum (agents e) (fun i => others_surplus e i x t) =
    of_Z (Z.of_nat (agent_count e) - 1) * surplus e x t - lottery_cost e x.
  Proof.
    rewrite (sum_ext _ _ (fun i => surplus e x t - lottery_value e i x t)).
    - rewrite sum_subtract, sum_constant. unfold agents at 1. rewrite seq_length.
      unfold Z.sub. rewrite of_Z_add, of_Z_negate, of_Z_1. unfold surplus. ring.
    - intros i Hi. rewrite (surplus_split e i) by exact Hi. ring.
  Qed.
  (* What Groves payments leave to the designer is the sum of the terms h less n - 1 times the
     surplus (Green and Laffont 1979).  Values may be interdependent. *)
  Theorem groves_budget h m t : is_groves e h m -> In t (profiles e) ->
    budget e m t = sum (agents e) (fun i => h i t) -
      of_Z (Z.of_nat (agent_count e) - 1) * surplus e (allocation m t) t.
  Proof.
    intros [_ Hp] Ht. unfold budget.
    rewrite (sum_ext _ _ (fun i => h i t - others_surplus e i (allocation m t) t)).
    - rewrite sum_subtract, sum_others_surplus. ring.
    - intros i Hi. apply Hp; assumption.
  Qed.

  (* Groves payments of an efficient rule balance the budget at every profile if and only if the
     terms h sum to n - 1 times the best surplus (Holmstrom 1977).  Values may be
     interdependent. *)
  Theorem groves_balance h m (best : profile -> F) :
    (forall t, In t (profiles e) -> is_best t (best t)) ->
    feasible e m -> efficient e m -> is_groves e h m ->
    SBB e m <-> forall t, In t (profiles e) ->
      sum (agents e) (fun i => h i t) = of_Z (Z.of_nat (agent_count e) - 1) * best t.
  Proof.
    intros Hb Hf He Hg.
    split; intros H t Ht; specialize (H t Ht);
      assert (B := groves_budget h m t Hg Ht);
      rewrite (efficient_surplus m t (best t)) in B by auto.
    - set (s := sum (agents e) (fun i => h i t)) in *.
      set (c := of_Z (Z.of_nat (agent_count e) - 1) * best t) in *.
      replace s with ((s - c) + c) by ring. rewrite <- B, H. ring.
    - rewrite B, H. ring.
  Qed.
End Balance.
