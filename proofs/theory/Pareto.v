(* Ex-post Pareto efficiency: nobody can be made better off, and nobody worse off, by anything that
   runs no deficit. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
Import ListNotations.
Local Open Scope number_scope.

Section Pareto.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i a : nat) (t : profile) (x y : nat -> F).

  (* At t the lottery x with the payments y runs no deficit, and compared with what the mechanism
     does it makes nobody worse off and somebody better off. *)
  Definition improves m t x y := lottery e x /\ lottery_cost e x <= sum (agents e) y /\
    (forall i, In i (agents e) -> utility e m i t t <= lottery_value e i x t - y i) /\
    exists i, In i (agents e) /\ utility e m i t t < lottery_value e i x t - y i.
  Definition pareto_efficient m := forall t x y, In t (profiles e) -> ~ improves m t x y.

  (* What the agents have together: the surplus, less what is left to the designer. *)
  Lemma sum_utilities m t : sum (agents e) (fun i => utility e m i t t) =
    surplus e (allocation m t) t - budget e m t.
  Proof. unfold utility, surplus, budget. rewrite sum_subtract. ring. Qed.
  Lemma sum_utilities_of x y t : sum (agents e) (fun i => lottery_value e i x t - y i) =
    surplus e x t - (sum (agents e) y - lottery_cost e x).
  Proof. unfold surplus. rewrite sum_subtract. ring. Qed.

  (* Nothing improves on an efficient mechanism that leaves nothing to the designer. *)
  Lemma efficient_balanced_pareto m : efficient e m -> SBB e m -> pareto_efficient m.
  Proof.
    intros He Hb t x y Ht (Hx & Hy & Hw & i & Hi & Hs).
    set (f := fun j => lottery_value e j x t - y j - utility e m j t t).
    assert (L : f i <= sum (agents e) f).
    { apply sum_term; [|exact Hi]. intros j Hj. apply difference_nonnegative, Hw, Hj. }
    unfold f at 2 in L. rewrite sum_subtract, sum_utilities_of, sum_utilities, (Hb t Ht) in L.
    apply (less_not_at_most _ _ Hs).
    apply (at_most_by ((surplus e (allocation m t) t - surplus e x t) +
      (sum (agents e) y - lottery_cost e x) +
      (surplus e x t - (sum (agents e) y - lottery_cost e x) -
        (surplus e (allocation m t) t - 0) - f i))).
    - apply add_nonnegative; [apply add_nonnegative|]; apply difference_nonnegative; try assumption.
      apply efficient_lottery; assumption.
    - unfold f. ring.
  Qed.

  (* Gain d beyond his utility for agent i, none for the others, from lottery x: an improvement if
     the surplus of x less d is at least the surplus that the agents have. *)
  Lemma improvement m t x i d : In i (agents e) -> lottery e x -> 0 < d ->
    surplus e (allocation m t) t - budget e m t + d <= surplus e x t ->
    improves m t x (fun j => lottery_value e j x t - utility e m j t t - d * indicator i j).
  Proof.
    intros Hi Hx Hd H.
    assert (E : forall j, lottery_value e j x t -
      (lottery_value e j x t - utility e m j t t - d * indicator i j) =
      utility e m j t t + d * indicator i j) by (intros j; ring).
    split; [exact Hx|]. split; [|split].
    - rewrite !sum_subtract, sum_utilities.
      rewrite (sum_ext (agents e) (fun j => d * indicator i j) (fun j => indicator i j * d))
        by (intros; ring).
      rewrite (sum_indicator (agents e) i (fun _ => d)) by (auto using agents_nodup).
      apply (at_most_by _ _ _ (difference_nonnegative _ _ H)). unfold surplus. ring.
    - intros j _. rewrite E. unfold indicator.
      destruct (Nat.eqb j i); [apply (at_most_by d)|apply (at_most_by 0)]; try ring.
      + apply less_at_most, Hd.
      + apply at_most_refl.
    - exists i. split; [exact Hi|]. rewrite E. unfold indicator. rewrite Nat.eqb_refl.
      apply (less_by d); [exact Hd|ring].
  Qed.

  (* Among the mechanisms that run no deficit, those that are ex-post Pareto efficient are the
     efficient ones whose budget balances at every profile.  They are compared with all lotteries
     and payments that cover the cost; values may be interdependent. *)
  Theorem pareto_efficient_iff m : (1 <= agent_count e)%nat -> feasible e m -> WBB e m ->
    pareto_efficient m <-> efficient e m /\ SBB e m.
  Proof.
    intros Hn Hf Hw. split; [|intros []; apply efficient_balanced_pareto; assumption].
    intros H. assert (H0 : In 0%nat (agents e)) by (apply in_agents; lia). split.
    - intros t a Ht Ha. set (x := indicator a : nat -> F).
      destruct (at_most_or_less (outcome_surplus e a t) (surplus e (allocation m t) t))
        as [L|L]; [exact L|].
      exfalso. rewrite <- (sum_outcome e a (fun b => outcome_surplus e b t) Ha) in L.
      rewrite <- lottery_surplus in L.
      apply (H t x (fun j => lottery_value e j x t - utility e m j t t -
        (surplus e x t - surplus e (allocation m t) t) * indicator 0 j) Ht).
      assert (D := proj1 (difference_positive _ _) L).
      apply improvement; [exact H0|apply outcome_lottery, Ha|exact D|].
      apply (at_most_by _ _ _ (Hw t Ht)). ring.
    - intros t Ht. destruct (positive_or_zero _ (Hw t Ht)) as [P|Z]; [|exact Z].
      exfalso. apply (H t (allocation m t) (fun j => lottery_value e j (allocation m t) t -
        utility e m j t t - budget e m t * indicator 0 j) Ht).
      apply improvement; [exact H0|apply Hf, Ht|exact P|]. apply equal_at_most. ring.
  Qed.
End Pareto.
