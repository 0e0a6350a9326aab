(* Bilateral trade with uniform cost and value: no efficient trade without a subsidy of 1/6. *)

(* A seller whose cost c and a buyer whose value v are independent and uniform on [0, 1] trade
   exactly when c <= v.  Payments are made by the agents to the designer; what the seller receives
   is a negative payment.  The theorems are about interim payments, so they cover each mechanism
   whose payments have these expectations, whatever happens ex post: a budget that balances at
   every profile balances in expectation.  For other distributions see Partnership.v.

   Source: Myerson and Satterthwaite 1983, theorem 1 and corollary 1. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import Primitive Envelope.

Local Open Scope R_scope.

(* The probability with which efficient trade gives the good to a buyer of value v, and with which
   a seller of cost c parts with it (a seller bears the cost: the allocation has a minus sign). *)
Definition buys (v : R) : R := v.
Definition sells (c : R) : R := 1 - c.
Definition bears (c : R) : R := - sells c.

(* Interim payments that are incentive compatible and individually rational. *)
Record admissible (buyer_pays seller_pays : R -> R) : Prop := {
  buyer_truth : incentive_compatible 0 1 buys buyer_pays;
  seller_truth : incentive_compatible 0 1 bears seller_pays;
  buyer_joins : forall v, 0 <= v <= 1 -> 0 <= utility buys buyer_pays v;
  seller_joins : forall c, 0 <= c <= 1 -> 0 <= utility bears seller_pays c }.

Definition expected_deficit (buyer_pays seller_pays : R -> R) : R :=
  - (RInt buyer_pays 0 1 + RInt seller_pays 0 1).

(* Those are the interim probabilities of efficient trade. *)

Lemma indicator_integral (g : R -> R) (x y : R) (k : R) :
  x <= y -> (forall t, x < t < y -> g t = k) -> is_RInt g x y ((y - x) * k).
Proof.
  intros x_y constant. apply is_RInt_ext with (fun _ => k).
  - rewrite Rmin_left, Rmax_right by lra. intros t inside. symmetry. auto.
  - apply (is_RInt_const (V := R_NormedModule)).
Qed.

Lemma buys_is_efficient (v : R) : 0 <= v <= 1 ->
  is_RInt (fun c => if Rle_dec c v then 1 else 0) 0 1 (buys v).
Proof.
  intros inside. apply integral_join with v ((v - 0) * 1) ((1 - v) * 0).
  - apply indicator_integral; [lra | ]. intros c ?. destruct (Rle_dec c v); lra.
  - apply indicator_integral; [lra | ]. intros c ?. destruct (Rle_dec c v); lra.
  - unfold buys. ring.
Qed.

Lemma sells_is_efficient (c : R) : 0 <= c <= 1 ->
  is_RInt (fun v => if Rle_dec c v then 1 else 0) 0 1 (sells c).
Proof.
  intros inside. apply integral_join with c ((c - 0) * 0) ((1 - c) * 1).
  - apply indicator_integral; [lra | ]. intros v ?. destruct (Rle_dec c v); lra.
  - apply indicator_integral; [lra | ]. intros v ?. destruct (Rle_dec c v); lra.
  - unfold sells. ring.
Qed.

(* The payments are determined up to the utility of the worst-off types, value 0 and cost 1. *)

Lemma buyer_payment (p : R -> R) : incentive_compatible 0 1 buys p ->
  forall v, 0 <= v <= 1 -> p v = v ^ 2 / 2 - utility buys p 0.
Proof.
  intros truth v inside.
  assert (gain : utility buys p v - utility buys p 0 = v ^ 2 / 2 - 0 ^ 2 / 2).
  { apply (utility_antiderivative 0 1 buys p (fun v => v ^ 2 / 2)); try lra; try assumption.
    - intros t _. unfold buys. auto_derive; [trivial | field].
    - intros t _. apply continuous_id. }
  set (base := utility buys p 0) in *. unfold utility, report_utility, buys in gain. lra.
Qed.

Lemma seller_payment (p : R -> R) : incentive_compatible 0 1 bears p ->
  forall c, 0 <= c <= 1 -> p c = c ^ 2 / 2 - 1 / 2 - utility bears p 1.
Proof.
  intros truth c inside.
  assert (gain : utility bears p c - utility bears p 1 =
                 (c ^ 2 / 2 - c) - (1 ^ 2 / 2 - 1)).
  { apply (utility_antiderivative 0 1 bears p (fun c => c ^ 2 / 2 - c)); try lra;
      try assumption.
    - intros t _. unfold bears, sells. auto_derive; [trivial | field].
    - intros t _. unfold bears, sells. apply (ex_derive_continuous (fun c => - (1 - c))).
      auto_derive. trivial. }
  set (base := utility bears p 1) in *. unfold utility, report_utility, bears, sells in gain. lra.
Qed.

Lemma half_square_integral (p : R -> R) (k : R) :
  (forall t, 0 <= t <= 1 -> p t = t ^ 2 / 2 - k) -> is_RInt p 0 1 (1 / 6 - k).
Proof.
  intros formula. apply is_RInt_ext with (fun t => t ^ 2 / 2 - k).
  { rewrite Rmin_left, Rmax_right by lra. intros t ?. symmetry. apply formula. lra. }
  replace (1 / 6 - k) with (minus (1 ^ 3 / 6 - k * 1) (0 ^ 3 / 6 - k * 0))
    by (unfold minus, plus, opp; simpl; field).
  apply (is_RInt_derive (fun t => t ^ 3 / 6 - k * t)).
  - intros t _. auto_derive; [trivial | field].
  - intros t _. apply (ex_derive_continuous (fun t => t ^ 2 / 2 - k)). auto_derive. trivial.
Qed.

Lemma payments_integrable (buyer_pays seller_pays : R -> R) :
  admissible buyer_pays seller_pays ->
  is_RInt buyer_pays 0 1 (1 / 6 - utility buys buyer_pays 0) /\
  is_RInt seller_pays 0 1 (1 / 6 - (1 / 2 + utility bears seller_pays 1)).
Proof.
  intros mechanism. split; apply half_square_integral; intros t inside.
  - apply buyer_payment; [apply mechanism | assumption].
  - rewrite (seller_payment seller_pays) by (apply mechanism || assumption). ring.
Qed.

(* The deficit is 1/6 and the utilities of the worst-off types. *)
Theorem deficit_identity (buyer_pays seller_pays : R -> R) :
  admissible buyer_pays seller_pays ->
  expected_deficit buyer_pays seller_pays =
    1 / 6 + utility buys buyer_pays 0 + utility bears seller_pays 1.
Proof.
  intros mechanism. destruct (payments_integrable _ _ mechanism) as [buyer seller].
  unfold expected_deficit. rewrite (is_RInt_unique _ _ _ _ buyer).
  rewrite (is_RInt_unique _ _ _ _ seller). lra.
Qed.

(* Payments with that deficit and nothing for the worst-off types: the buyer pays, and the seller
   receives, the expected price of a Vickrey auction between the two. *)
Definition vickrey_buyer (v : R) : R := v ^ 2 / 2.
Definition vickrey_seller (c : R) : R := c ^ 2 / 2 - 1 / 2.

Lemma vickrey_admissible : admissible vickrey_buyer vickrey_seller.
Proof.
  assert (square : forall x y, 0 <= (x - y) ^ 2) by (intros; apply pow2_ge_0).
  split; unfold incentive_compatible, utility, report_utility, buys, bears, sells,
    vickrey_buyer, vickrey_seller.
  - intros t r _ _. specialize (square t r). lra.
  - intros t r _ _. specialize (square t r). lra.
  - intros v _. specialize (square v 0). lra.
  - intros c _. specialize (square 1 c). lra.
Qed.

(* The least subsidy of efficient trade is exactly 1/6 (Myerson and Satterthwaite 1983). *)
Theorem least_subsidy :
  (forall buyer_pays seller_pays, admissible buyer_pays seller_pays ->
     1 / 6 <= expected_deficit buyer_pays seller_pays) /\
  (exists buyer_pays seller_pays, admissible buyer_pays seller_pays /\
     expected_deficit buyer_pays seller_pays = 1 / 6).
Proof.
  split.
  - intros buyer_pays seller_pays mechanism. rewrite deficit_identity by assumption.
    assert (buyer := buyer_joins _ _ mechanism 0 ltac:(lra)).
    assert (seller := seller_joins _ _ mechanism 1 ltac:(lra)). lra.
  - exists vickrey_buyer, vickrey_seller. split; [exact vickrey_admissible | ].
    rewrite deficit_identity by exact vickrey_admissible.
    unfold utility, report_utility, buys, bears, sells, vickrey_buyer, vickrey_seller. field.
Qed.

(* No efficient trade without a deficit in expectation: whatever the interim payments, incentive
   compatible and individually rational (Myerson and Satterthwaite 1983). *)
Theorem myerson_satterthwaite :
  ~ exists buyer_pays seller_pays, admissible buyer_pays seller_pays /\
      0 <= RInt buyer_pays 0 1 + RInt seller_pays 0 1.
Proof.
  intros [buyer_pays [seller_pays [mechanism balance]]].
  assert (deficit := proj1 least_subsidy _ _ mechanism).
  unfold expected_deficit in deficit. lra.
Qed.

(* Each of the two demands can be given up: without participation of the seller's worst types the
   budget balances, so that the hypotheses of the theorem are not at odds by themselves. *)
Theorem without_participation :
  exists buyer_pays seller_pays,
    incentive_compatible 0 1 buys buyer_pays /\ incentive_compatible 0 1 bears seller_pays /\
    (forall v, 0 <= v <= 1 -> 0 <= utility buys buyer_pays v) /\
    RInt buyer_pays 0 1 + RInt seller_pays 0 1 = 0.
Proof.
  assert (square : forall x y, 0 <= (x - y) ^ 2) by (intros; apply pow2_ge_0).
  exists vickrey_buyer, (fun c => vickrey_seller c + 1 / 6). repeat split.
  - exact (buyer_truth _ _ vickrey_admissible).
  - intros t r _ _. unfold utility, report_utility, bears, sells, vickrey_seller.
    specialize (square t r). lra.
  - exact (buyer_joins _ _ vickrey_admissible).
  - rewrite (is_RInt_unique vickrey_buyer 0 1 (1 / 6 - 0)).
    + rewrite (is_RInt_unique _ 0 1 (1 / 6 - (1 / 2 - 1 / 6))); [lra | ].
      apply half_square_integral. intros. unfold vickrey_seller. field.
    + apply half_square_integral. intros. unfold vickrey_buyer. field.
Qed.
