(* Bilateral trade with any distributions: a partnership with the shares 1 and 0. *)

(* Owner 0 is the seller, who owns the good, and owner 1 the buyer.  The subsidy that efficient
   trade needs is the integral of F (1 - G), F the cdf of the cost, G that of the value, from the
   lowest value to the highest cost.  Trade.v is the case of uniform distributions in its own words.

   Source: Myerson and Satterthwaite 1983, theorem 1 and corollary 1. *)

From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import FiniteSums Primitive Envelope Partnership.

Local Open Scope R_scope.

Section Trade.

Variable P : partnership.
Hypothesis formed : well_formed P.
Hypothesis two : owners P = 2%nat.
Hypothesis seller_owns : share P 0 = 1.
Hypothesis buyer_owns : share P 1 = 0.

(* Both orders of cost and value are possible, or possible at the edge. *)
Hypothesis contested : low P 1 <= high P 0.

Lemma interim_seller (x : R) : interim P 0 x = cdf P 1 x.
Proof. unfold interim, others. rewrite two. cbn. ring. Qed.

Lemma interim_buyer (x : R) : interim P 1 x = cdf P 0 x.
Proof. unfold interim, others. rewrite two. cbn. ring. Qed.

Lemma all_below_two (x : R) : all_below P x = cdf P 0 x * cdf P 1 x.
Proof. unfold all_below. rewrite two. cbn. ring. Qed.

Lemma order : bottom P <= low P 1 /\ low P 0 < high P 0 /\ low P 1 < high P 1 /\
  high P 0 <= top P /\ bottom P <= low P 0 /\ high P 1 <= top P.
Proof.
  destruct (supports P formed 0) as [? [? ?]]; [lia | ].
  destruct (supports P formed 1) as [? [? ?]]; [lia | ]. lra.
Qed.

Lemma cdf_within (i : nat) (x : R) : (i < 2)%nat -> 0 <= cdf P i x <= 1.
Proof.
  intros below. assert (below_P : (i < owners P)%nat) by lia.
  assert (rises := cdf_nondecreasing P formed i below_P).
  destruct (supports P formed i below_P) as [? [? ?]].
  rewrite <- (cdf_low P formed i below_P), <- (cdf_high P formed i below_P).
  destruct (Rle_dec x (low P i)) as [x_low | low_x].
  - rewrite (no_mass P formed i x (low P i)) by (assumption || (left; lra) || lra).
    split; [lra | ]. apply rises. lra.
  - split; [apply rises; lra | ]. destruct (Rle_dec x (high P i)); [apply rises; lra | ].
    right. symmetry. apply (no_mass P formed); [assumption | right; lra | lra].
Qed.

(* A seller of the highest cost and a buyer of the lowest value gain least. *)

Lemma seller_worst_off : worst_off P 0 (high P 0).
Proof.
  assert (points := order). split; [lra | ]. intros w inside.
  assert (tangent := claim_tangent P formed 0 (high P 0) w ltac:(lra) ltac:(lra)).
  rewrite seller_owns, interim_seller in tangent.
  assert (range := cdf_within 1 (high P 0) ltac:(lia)).
  assert (0 <= (high P 0 - w) * (1 - cdf P 1 (high P 0))) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma buyer_worst_off : worst_off P 1 (low P 1).
Proof.
  assert (points := order). split; [lra | ]. intros w inside.
  assert (tangent := claim_tangent P formed 1 (low P 1) w ltac:(lra) ltac:(lra)).
  rewrite buyer_owns, interim_buyer in tangent.
  assert (range := cdf_within 0 (low P 1) ltac:(lia)).
  assert (0 <= (w - low P 1) * cdf P 0 (low P 1)) by (apply Rmult_le_pos; lra). lra.
Qed.

Definition wedge (x : R) : R := cdf P 0 x * (1 - cdf P 1 x).

Lemma cdf_continuous (i : nat) (x : R) : (i < 2)%nat -> continuous (cdf P i) x.
Proof.
  intros below. apply (primitive_continuous _ (density P i)). apply cdf_primitive; [assumption | ].
  lia.
Qed.

Lemma wedge_continuous (x : R) : continuous wedge x.
Proof.
  apply (continuous_mult (cdf P 0) (fun x => 1 - cdf P 1 x)); [apply cdf_continuous; lia | ].
  apply (continuous_minus (fun _ => 1) (cdf P 1)); [apply continuous_const | ].
  apply cdf_continuous. lia.
Qed.

Lemma wedge_nonnegative (x : R) : 0 <= wedge x.
Proof.
  destruct (cdf_within 0 x ltac:(lia)). destruct (cdf_within 1 x ltac:(lia)).
  apply Rmult_le_pos; lra.
Qed.

Lemma continuous_integrable (g : R -> R) (x y : R) : (forall t, continuous g t) -> ex_RInt g x y.
Proof. intros g_continuous. apply integrable_ex, integrable_continuous. assumption. Qed.

Lemma continuous_split (g : R -> R) (x y z : R) : (forall t, continuous g t) ->
  RInt g x z = RInt g x y + RInt g y z.
Proof.
  intros g_continuous. symmetry.
  apply (RInt_Chasles g x y z); apply continuous_integrable; assumption.
Qed.

(* D is minus the integral of F (1 - G): the least subsidy of efficient trade (Myerson and
   Satterthwaite 1983). *)
Theorem trade_D : D P = - RInt wedge (low P 1) (high P 0).
Proof.
  assert (points := order).
  unfold D. rewrite two. cbn [sum INR].
  rewrite (H_attained P 0 _ seller_worst_off), (H_attained P 1 _ buyer_worst_off).
  unfold claim. rewrite seller_owns, buyer_owns.
  assert (cdf_0 : forall t, continuous (cdf P 0) t) by (intros; apply cdf_continuous; lia).
  assert (cdf_1 : forall t, continuous (cdf P 1) t) by (intros; apply cdf_continuous; lia).
  set (both := fun x : R => cdf P 0 x * cdf P 1 x).
  assert (both_continuous : forall t, continuous both t)
    by (intros; apply (continuous_mult (cdf P 0) (cdf P 1)); auto).
  rewrite (RInt_ext (all_below P) both) by (intros; apply all_below_two).
  rewrite (RInt_ext (interim P 0) (cdf P 1)) by (intros; apply interim_seller).
  rewrite (RInt_ext (interim P 1) (cdf P 0)) by (intros; apply interim_buyer).
  rewrite (continuous_split _ (bottom P) (low P 1) (top P) both_continuous).
  rewrite (continuous_split _ (low P 1) (high P 0) (top P) both_continuous).
  rewrite (continuous_split _ (low P 1) (high P 0) (top P) cdf_0).
  assert (below : RInt both (bottom P) (low P 1) = 0).
  { rewrite (RInt_ext _ (fun _ => 0)); [rewrite RInt_const; apply Rmult_0_r | ].
    rewrite Rmin_left, Rmax_right by lra. intros t inside.
    unfold both. rewrite (no_mass P formed 1 t (low P 1)) by (lia || (left; lra) || lra).
    rewrite (cdf_low P formed) by lia. apply Rmult_0_r. }
  assert (certain : forall t, high P 0 <= t -> cdf P 0 t = 1).
  { intros t above. rewrite <- (cdf_high P formed 0) by lia. symmetry.
    apply (no_mass P formed); [lia | right; lra | lra]. }
  assert (above : RInt both (high P 0) (top P) =
                  RInt (cdf P 1) (high P 0) (top P)).
  { apply RInt_ext. rewrite Rmin_left, Rmax_right by lra. intros t inside.
    unfold both. rewrite certain by lra. apply Rmult_1_l. }
  assert (rest : RInt (cdf P 0) (high P 0) (top P) = top P - high P 0).
  { rewrite (RInt_ext _ (fun _ => 1)); [rewrite RInt_const; apply Rmult_1_r | ].
    rewrite Rmin_left, Rmax_right by lra. intros t inside. apply certain. lra. }
  assert (middle : RInt wedge (low P 1) (high P 0) =
                   RInt (cdf P 0) (low P 1) (high P 0) -
                   RInt both (low P 1) (high P 0)).
  { rewrite (RInt_ext wedge (fun x => minus (cdf P 0 x) (both x))).
    - apply (RInt_minus (cdf P 0)); apply continuous_integrable; assumption.
    - intros t _. unfold wedge, both. change (minus ?u ?v) with (u - v). real_ring. }
  lra.
Qed.

(* No efficient trade without a deficit in expectation, if it is uncertain which is greater, the
   cost or the value: some costs lie above some values, and some below, and there is mass at both
   ends of the supports (Myerson and Satterthwaite 1983, where densities are positive). *)
Theorem myerson_satterthwaite :
  low P 1 < high P 0 -> low P 0 < high P 1 ->
  (forall x, low P 0 < x -> 0 < cdf P 0 x) -> (forall x, x < high P 1 -> cdf P 1 x < 1) ->
  ~ exists payment, truthful P payment /\ rational P payment /\ 0 <= expected_budget P payment.
Proof.
  intros some_no_trade some_trade costs values.
  rewrite (dissolvable_without_deficit_iff P formed), trade_D.
  assert (points := order).
  set (c := Rmax (low P 0) (low P 1)). set (d := Rmin (high P 0) (high P 1)).
  assert (c_d : c < d) by (apply Rmax_lub_lt; apply Rmin_glb_lt; lra).
  assert (low_c : low P 0 <= c /\ low P 1 <= c) by (split; [apply Rmax_l | apply Rmax_r]).
  assert (d_high : d <= high P 0 /\ d <= high P 1) by (split; [apply Rmin_l | apply Rmin_r]).
  rewrite (continuous_split _ (low P 1) c (high P 0) wedge_continuous).
  rewrite (continuous_split _ c d (high P 0) wedge_continuous).
  assert (positive : 0 < RInt wedge c d).
  { apply RInt_gt_0; [assumption | | intros; apply wedge_continuous].
    intros x inside. apply Rmult_lt_0_compat; [apply costs; lra | ].
    assert (below := values x ltac:(lra)). lra. }
  assert (outside : forall x y, x <= y -> 0 <= RInt wedge x y).
  { intros x y x_y. apply RInt_ge_0; [assumption | | intros; apply wedge_nonnegative].
    apply continuous_integrable. exact wedge_continuous. }
  assert (left := outside (low P 1) c ltac:(lra)).
  assert (right := outside d (high P 0) ltac:(lra)). lra.
Qed.

End Trade.
