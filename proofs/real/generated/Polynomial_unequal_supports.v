(* Written by sign.py from Polynomial_unequal_supports.cert: the partnership is not dissolvable. *)

From Coq Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From Expost.real Require Import FiniteSums Primitive Partnership Pieces IntervalZ.

Import Z_tactics ListNotations.
Local Open Scope R_scope.

(* The certificate: the cdfs in pieces with their slopes, and the shares. *)

Definition pieces (i : nat) : list piece :=
  match i with
  | 0%nat => [
      {| until := 1;
        value := fun t => t;
        slope := fun t => 1 |}]
  | 1%nat => [
      {| until := 2;
        value := fun t => 1 / 2 * t;
        slope := fun t => 1 / 2 |}]
  | _ => []
  end.

Definition starts (i : nat) : R :=
  match i with
  | 0%nat => 0
  | 1%nat => 0
  | _ => 0
  end.

Definition shares (i : nat) : R :=
  match i with
  | 0%nat => 3 / 4
  | 1%nat => 1 / 4
  | _ => 0
  end.

Definition P : partnership :=
  partnership_of 2 shares starts pieces 0 2.

(* Each is a distribution. *)

Lemma rises_0_0 : rises 0 1
  (fun t => t)
  (fun t => 1).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  apply Rle_trans with
    (1 * (t - 0) ^ 0 * (1 - t) ^ 0);
    [nonnegative | right; field].
Qed.

Lemma proper_0 : proper (starts 0) 0 (pieces 0).
Proof.
  cbn [proper starts pieces until value slope].
  split; [lra | ].
  split; [same_number | ].
  split; [exact rises_0_0 | ].
  same_number.
Qed.

Lemma rises_1_0 : rises 0 2
  (fun t => 1 / 2 * t)
  (fun t => 1 / 2).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  apply Rle_trans with
    ((1 / 2) * (t - 0) ^ 0 * (2 - t) ^ 0);
    [nonnegative | right; field].
Qed.

Lemma proper_1 : proper (starts 1) 0 (pieces 1).
Proof.
  cbn [proper starts pieces until value slope].
  split; [lra | ].
  split; [same_number | ].
  split; [exact rises_1_0 | ].
  same_number.
Qed.

Lemma all_proper (i : nat) : (i < 2)%nat -> proper (starts i) 0 (pieces i).
Proof.
  destruct i as [ | [ | i]]; intros below; [exact proper_0 | exact proper_1 | lia].
Qed.

Lemma all_above (i : nat) : (i < 2)%nat -> 0 <= starts i.
Proof. destruct i as [ | [ | i]]; intros below; try lia; cbn [starts]; lra. Qed.

Lemma formed : well_formed P.
Proof.
  apply pieces_formed; [exact all_proper | exact all_above | | | ];
    [ | | cbn [sum shares]; lra];
    intros [ | [ | i]] below; try lia; cbn [starts shares pieces last_end until]; lra.
Qed.

Lemma cdf_known (i : nat) (x : R) : (i < 2)%nat -> 0 <= x ->
  cdf P i x = piecewise_cdf (starts i) (pieces i) x.
Proof.
  exact (pieces_cdf 2 shares starts pieces 0 2 all_proper all_above i x).
Qed.

(* Products of cdfs at a point, and on an interval between ends of pieces. *)
Ltac at_point :=
  unfold all_below, interim, others; change (owners P) with 2%nat;
  cbn [product]; unfold replace; cbn [Nat.eqb];
  rewrite ?cdf_known by (lia || lra); unfold piecewise_cdf;
  cbn [pieces starts value_in until value]; locate; ring.
Ltac on_interval :=
  apply RInt_ext; rewrite Rmin_left, Rmax_right by lra;
  let t := fresh in let inside := fresh in intros t inside;
  real_equation; at_point.

(* A point lies in the support. *)
Ltac within :=
  cbn [P partnership_of low high starts pieces last_end until]; lra.

(* The integral of the product of all cdfs. *)

Lemma total_0 :
  RInt (all_below P) 0 1 =
  RInt (fun t => t * (1 / 2 * t)) 0 1.
Proof. on_interval. Qed.

Lemma total_1 :
  RInt (all_below P) 1 2 =
  RInt (fun t => (1 / 2 * t)) 1 2.
Proof. on_interval. Qed.

Lemma total :
  3753 / 4096 <= RInt (all_below P) 0 2 <= 939 / 1024.
Proof.
  rewrite (split_all_below P formed 0 1 2).
  rewrite total_0, total_1.
  integral_intro (RInt (fun t => t * (1 / 2 * t)) 0 1)
    with (i_prec 55, i_width (-15)) as part_0.
  integral_intro (RInt (fun t => (1 / 2 * t)) 1 2)
    with (i_prec 55, i_width (-15)) as part_1.
  lra.
Qed.

(* Owner 0: the bracket of the worst-off type bounds H. *)

Lemma rest_0_0 :
  RInt (interim P 0) 1 2 =
  RInt (fun t => (1 / 2 * t)) 1 2.
Proof. on_interval. Qed.

Lemma rest_0 :
  1535 / 2048 <= RInt (interim P 0) 1 2 <= 3073 / 4096.
Proof.
  rewrite rest_0_0.
  integral_intro (RInt (fun t => (1 / 2 * t)) 1 2)
    with (i_prec 55, i_width (-15)) as part_0.
  lra.
Qed.

Lemma owner_0 : 3071 / 2048 <= H P 0.
Proof.
  apply Rle_trans with (claim P 0 1).
  - assert (part := rest_0). unfold claim.
    change (share P 0) with (3 / 4). change (top P) with 2. lra.
  - apply (H_above P formed); [cbn; lia | within].
Qed.

(* Owner 1: the bracket of the worst-off type bounds H. *)

Lemma rest_1_0 :
  RInt (interim P 1) (1 / 4) 1 =
  RInt (fun t => t) (1 / 4) 1.
Proof. on_interval. Qed.

Lemma rest_1_1 :
  RInt (interim P 1) 1 2 =
  RInt (fun t => 1) 1 2.
Proof. on_interval. Qed.

Lemma rest_1 :
  6015 / 4096 <= RInt (interim P 1) (1 / 4) 2 <= 3009 / 2048.
Proof.
  rewrite (split_interim P formed 1 (1 / 4) 1 2).
  rewrite rest_1_0, rest_1_1.
  integral_intro (RInt (fun t => t) (1 / 4) 1)
    with (i_prec 55, i_width (-15)) as part_0.
  rewrite (integral_constant (1)).
  lra.
Qed.

Lemma owner_1 : 6271 / 4096 <= H P 1.
Proof.
  apply Rle_trans with (claim P 1 (1 / 4)).
  - assert (part := rest_1). unfold claim.
    change (share P 1) with (1 / 4). change (top P) with 2. lra.
  - apply (H_above P formed); [cbn; lia | within].
Qed.

(* The claim of the certificate. *)
Theorem sign : D P < 0.
Proof.
  assert (sum_H := total). assert (H_0 := owner_0). assert (H_1 := owner_1).
  unfold D. change (owners P) with 2%nat. cbn [sum INR].
  change (bottom P) with 0. change (top P) with 2. lra.
Qed.

(* There are no efficient, incentive compatible and individually rational
   interim payments without a deficit in expectation. *)
Theorem not_dissolvable : ~ exists payment,
  truthful P payment /\ rational P payment /\
  0 <= expected_budget P payment.
Proof.
  intros mechanism.
  apply (proj1 (dissolvable_without_deficit_iff P formed)) in mechanism.
  assert (negative := sign). lra.
Qed.
