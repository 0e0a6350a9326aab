(* Written by sign.py from Polynomial_three_partners.cert: the partnership is dissolvable. *)

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
      {| until := 1;
        value := fun t => t;
        slope := fun t => 1 |}]
  | 2%nat => [
      {| until := 1;
        value := fun t => t;
        slope := fun t => 1 |}]
  | _ => []
  end.

Definition starts (i : nat) : R :=
  match i with
  | 0%nat => 0
  | 1%nat => 0
  | 2%nat => 0
  | _ => 0
  end.

Definition shares (i : nat) : R :=
  match i with
  | 0%nat => 1 / 4
  | 1%nat => 1 / 4
  | 2%nat => 1 / 2
  | _ => 0
  end.

Definition P : partnership :=
  partnership_of 3 shares starts pieces 0 1.

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

Lemma rises_1_0 : rises 0 1
  (fun t => t)
  (fun t => 1).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  apply Rle_trans with
    (1 * (t - 0) ^ 0 * (1 - t) ^ 0);
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

Lemma rises_2_0 : rises 0 1
  (fun t => t)
  (fun t => 1).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  apply Rle_trans with
    (1 * (t - 0) ^ 0 * (1 - t) ^ 0);
    [nonnegative | right; field].
Qed.

Lemma proper_2 : proper (starts 2) 0 (pieces 2).
Proof.
  cbn [proper starts pieces until value slope].
  split; [lra | ].
  split; [same_number | ].
  split; [exact rises_2_0 | ].
  same_number.
Qed.

Lemma all_proper (i : nat) : (i < 3)%nat -> proper (starts i) 0 (pieces i).
Proof.
  destruct i as [ | [ | [ | i]]]; intros below; [exact proper_0 | exact proper_1 | exact proper_2 |
      lia].
Qed.

Lemma all_above (i : nat) : (i < 3)%nat -> 0 <= starts i.
Proof. destruct i as [ | [ | [ | i]]]; intros below; try lia; cbn [starts]; lra. Qed.

Lemma formed : well_formed P.
Proof.
  apply pieces_formed; [exact all_proper | exact all_above | | | ];
    [ | | cbn [sum shares]; lra];
    intros [ | [ | [ | i]]] below; try lia; cbn [starts shares pieces last_end until]; lra.
Qed.

Lemma cdf_known (i : nat) (x : R) : (i < 3)%nat -> 0 <= x ->
  cdf P i x = piecewise_cdf (starts i) (pieces i) x.
Proof.
  exact (pieces_cdf 3 shares starts pieces 0 1 all_proper all_above i x).
Qed.

(* Products of cdfs at a point, and on an interval between ends of pieces. *)
Ltac at_point :=
  unfold all_below, interim, others; change (owners P) with 3%nat;
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
  RInt (fun t => t * t * t) 0 1.
Proof. on_interval. Qed.

Lemma total :
  2047 / 8192 <= RInt (all_below P) 0 1 <= 1025 / 4096.
Proof.
  rewrite total_0.
  integral_intro (RInt (fun t => t * t * t) 0 1)
    with (i_prec 56, i_width (-16)) as part_0.
  lra.
Qed.

(* Owner 0: the bracket of the worst-off type bounds H. *)

Lemma rest_0_0 :
  RInt (interim P 0) (1 / 2) 1 =
  RInt (fun t => t * t) (1 / 2) 1.
Proof. on_interval. Qed.

Lemma rest_0 :
  597 / 2048 <= RInt (interim P 0) (1 / 2) 1 <= 2391 / 8192.
Proof.
  rewrite rest_0_0.
  integral_intro (RInt (fun t => t * t) (1 / 2) 1)
    with (i_prec 56, i_width (-16)) as part_0.
  lra.
Qed.

Lemma interim_0_low :
  interim P 0 (1 / 2) = (fun t => t * t) (1 / 2).
Proof. at_point. Qed.

Lemma interim_0_high :
  interim P 0 (1 / 2) = (fun t => t * t) (1 / 2).
Proof. at_point. Qed.

Lemma owner_0 : H P 0 <= 3415 / 8192.
Proof.
  apply Rle_trans with (claim P 0 (1 / 2) + ((1 / 2) - (1 / 2)) * 0).
  - apply (H_bracket P formed);
      [cbn; lia | within | within | within | | | lra | ].
    + left; rewrite interim_0_low; change (share P 0) with (1 / 4); bounded.
    + left; rewrite interim_0_high; change (share P 0) with (1 / 4); bounded.
    + rewrite interim_0_low; change (share P 0) with (1 / 4); bounded.
  - assert (part := rest_0). unfold claim.
    change (share P 0) with (1 / 4). change (top P) with 1. lra.
Qed.

(* Owner 1: the bracket of the worst-off type bounds H. *)

Lemma rest_1_0 :
  RInt (interim P 1) (1 / 2) 1 =
  RInt (fun t => t * t) (1 / 2) 1.
Proof. on_interval. Qed.

Lemma rest_1 :
  597 / 2048 <= RInt (interim P 1) (1 / 2) 1 <= 2391 / 8192.
Proof.
  rewrite rest_1_0.
  integral_intro (RInt (fun t => t * t) (1 / 2) 1)
    with (i_prec 56, i_width (-16)) as part_0.
  lra.
Qed.

Lemma interim_1_low :
  interim P 1 (1 / 2) = (fun t => t * t) (1 / 2).
Proof. at_point. Qed.

Lemma interim_1_high :
  interim P 1 (1 / 2) = (fun t => t * t) (1 / 2).
Proof. at_point. Qed.

Lemma owner_1 : H P 1 <= 3415 / 8192.
Proof.
  apply Rle_trans with (claim P 1 (1 / 2) + ((1 / 2) - (1 / 2)) * 0).
  - apply (H_bracket P formed);
      [cbn; lia | within | within | within | | | lra | ].
    + left; rewrite interim_1_low; change (share P 1) with (1 / 4); bounded.
    + left; rewrite interim_1_high; change (share P 1) with (1 / 4); bounded.
    + rewrite interim_1_low; change (share P 1) with (1 / 4); bounded.
  - assert (part := rest_1). unfold claim.
    change (share P 1) with (1 / 4). change (top P) with 1. lra.
Qed.

(* Owner 2: the bracket of the worst-off type bounds H. *)

Lemma rest_2_0 :
  RInt (interim P 2) (3260954456333195553 / 4611686018427387904) 1 =
  RInt (fun t => t * t) (3260954456333195553 / 4611686018427387904) 1.
Proof. on_interval. Qed.

Lemma rest_2 :
  441 / 2048 <= RInt (interim P 2) (3260954456333195553 / 4611686018427387904) 1 <= 1767 / 8192.
Proof.
  rewrite rest_2_0.
  integral_intro (RInt (fun t => t * t) (3260954456333195553 / 4611686018427387904) 1)
    with (i_prec 56, i_width (-16)) as part_0.
  lra.
Qed.

Lemma interim_2_low :
  interim P 2 (3260954456333195553 / 4611686018427387904) = (fun t => t * t) (3260954456333195553 /
      4611686018427387904).
Proof. at_point. Qed.

Lemma interim_2_high :
  interim P 2 (3260954456341584161 / 4611686018427387904) = (fun t => t * t) (3260954456341584161 /
      4611686018427387904).
Proof. at_point. Qed.

Lemma owner_2 : H P 2 <= 6655697546899125936384705516540731282506145958335 /
    11692013098647223345629478661730264157247460343808.
Proof.
  apply Rle_trans with (claim P 2 (3260954456333195553 / 4611686018427387904) +
      ((3260954456341584161 / 4611686018427387904) - (3260954456333195553 / 4611686018427387904)) *
      (569968869703780799 / 21267647932558653966460912964485513216)).
  - apply (H_bracket P formed);
      [cbn; lia | within | within | within | | | lra | ].
    + left; rewrite interim_2_low; change (share P 2) with (1 / 2); bounded.
    + left; rewrite interim_2_high; change (share P 2) with (1 / 2); bounded.
    + rewrite interim_2_low; change (share P 2) with (1 / 2); bounded.
  - assert (part := rest_2). unfold claim.
    change (share P 2) with (1 / 2). change (top P) with 1. lra.
Qed.

(* The claim of the certificate. *)
Theorem sign : 0 <= D P.
Proof.
  assert (sum_H := total). assert (H_0 := owner_0). assert (H_1 := owner_1). assert (H_2 :=
      owner_2).
  unfold D. change (owners P) with 3%nat. cbn [sum INR].
  change (bottom P) with 0. change (top P) with 1. lra.
Qed.

(* Efficient, incentive compatible and individually rational interim
   payments that balance in expectation exist. *)
Theorem dissolvable : exists payment,
  truthful P payment /\ rational P payment /\
  expected_budget P payment = 0.
Proof. exact (proj2 (dissolvable_iff P formed) sign). Qed.
