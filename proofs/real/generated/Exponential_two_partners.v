(* Written by sign.py from Exponential_two_partners.cert: the partnership is dissolvable. *)

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
      {| until := 2;
        value := fun t => (1 - exp (- t)) / (1 - exp (-2));
        slope := fun t => exp (- t) / (1 - exp (-2)) |}]
  | 1%nat => [
      {| until := 2;
        value := fun t => (1 - exp (- t)) / (1 - exp (-2));
        slope := fun t => exp (- t) / (1 - exp (-2)) |}]
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
  | 0%nat => 2 / 5
  | 1%nat => 3 / 5
  | _ => 0
  end.

Definition P : partnership :=
  partnership_of 2 shares starts pieces 0 2.

(* Each is a distribution. *)

Lemma rises_0_0 : rises 0 2
  (fun t => (1 - exp (- t)) / (1 - exp (-2)))
  (fun t => exp (- t) / (1 - exp (-2))).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  interval with (i_prec 60, i_bisect t).
Qed.

Lemma proper_0 : proper (starts 0) 0 (pieces 0).
Proof.
  cbn [proper starts pieces until value slope].
  split; [lra | ].
  split; [same_argument exp (-2); same_argument exp 0; same_number | ].
  split; [exact rises_0_0 | ].
  same_argument exp (-2); same_number.
Qed.

Lemma rises_1_0 : rises 0 2
  (fun t => (1 - exp (- t)) / (1 - exp (-2)))
  (fun t => exp (- t) / (1 - exp (-2))).
Proof.
  intros t inside. split; [derivative t | ]. split; [continuity t | ].
  interval with (i_prec 60, i_bisect t).
Qed.

Lemma proper_1 : proper (starts 1) 0 (pieces 1).
Proof.
  cbn [proper starts pieces until value slope].
  split; [lra | ].
  split; [same_argument exp (-2); same_argument exp 0; same_number | ].
  split; [exact rises_1_0 | ].
  same_argument exp (-2); same_number.
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
  RInt (all_below P) 0 2 =
  RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2))) * ((1 - exp (- t)) / (1 - exp (-2)))) 0 2.
Proof. on_interval. Qed.

Lemma total :
  2085 / 2048 <= RInt (all_below P) 0 2 <= 4173 / 4096.
Proof.
  rewrite total_0.
  integral_intro (RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2))) * ((1 - exp (- t)) / (1 - exp
      (-2)))) 0 2)
    with (i_prec 55, i_width (-15)) as part_0.
  lra.
Qed.

(* Owner 0: the bracket of the worst-off type bounds H. *)

Lemma rest_0_0 :
  RInt (interim P 0) (3 / 8) 2 =
  RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (3 / 8) 2.
Proof. on_interval. Qed.

Lemma rest_0 :
  2541 / 2048 <= RInt (interim P 0) (3 / 8) 2 <= 5085 / 4096.
Proof.
  rewrite rest_0_0.
  integral_intro (RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (3 / 8) 2)
    with (i_prec 55, i_width (-15)) as part_0.
  lra.
Qed.

Lemma interim_0_low :
  interim P 0 (3 / 8) = (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (3 / 8).
Proof. at_point. Qed.

Lemma interim_0_high :
  interim P 0 (7 / 16) = (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (7 / 16).
Proof. at_point. Qed.

Lemma owner_0 : H P 0 <= 456747 / 327680.
Proof.
  apply Rle_trans with (claim P 0 (3 / 8) + ((7 / 16) - (3 / 8)) * (159 / 4096)).
  - apply (H_bracket P formed);
      [cbn; lia | within | within | within | | | lra | ].
    + left; rewrite interim_0_low; change (share P 0) with (2 / 5); bounded.
    + left; rewrite interim_0_high; change (share P 0) with (2 / 5); bounded.
    + rewrite interim_0_low; change (share P 0) with (2 / 5); bounded.
  - assert (part := rest_0). unfold claim.
    change (share P 0) with (2 / 5). change (top P) with 2. lra.
Qed.

(* Owner 1: the bracket of the worst-off type bounds H. *)

Lemma rest_1_0 :
  RInt (interim P 1) (11 / 16) 2 =
  RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (11 / 16) 2.
Proof. on_interval. Qed.

Lemma rest_1 :
  4475 / 4096 <= RInt (interim P 1) (11 / 16) 2 <= 2239 / 2048.
Proof.
  rewrite rest_1_0.
  integral_intro (RInt (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (11 / 16) 2)
    with (i_prec 55, i_width (-15)) as part_0.
  lra.
Qed.

Lemma interim_1_low :
  interim P 1 (11 / 16) = (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (11 / 16).
Proof. at_point. Qed.

Lemma interim_1_high :
  interim P 1 (3 / 4) = (fun t => ((1 - exp (- t)) / (1 - exp (-2)))) (3 / 4).
Proof. at_point. Qed.

Lemma owner_1 : H P 1 <= 61741 / 40960.
Proof.
  apply Rle_trans with (claim P 1 (11 / 16) + ((3 / 4) - (11 / 16)) * (13 / 512)).
  - apply (H_bracket P formed);
      [cbn; lia | within | within | within | | | lra | ].
    + left; rewrite interim_1_low; change (share P 1) with (3 / 5); bounded.
    + left; rewrite interim_1_high; change (share P 1) with (3 / 5); bounded.
    + rewrite interim_1_low; change (share P 1) with (3 / 5); bounded.
  - assert (part := rest_1). unfold claim.
    change (share P 1) with (3 / 5). change (top P) with 2. lra.
Qed.

(* The claim of the certificate. *)
Theorem sign : 0 <= D P.
Proof.
  assert (sum_H := total). assert (H_0 := owner_0). assert (H_1 := owner_1).
  unfold D. change (owners P) with 2%nat. cbn [sum INR].
  change (bottom P) with 0. change (top P) with 2. lra.
Qed.

(* Efficient, incentive compatible and individually rational interim
   payments that balance in expectation exist. *)
Theorem dissolvable : exists payment,
  truthful P payment /\ rational P payment /\
  expected_budget P payment = 0.
Proof. exact (proj2 (dissolvable_iff P formed) sign). Qed.
