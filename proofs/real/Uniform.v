(* Two partners whose values are uniform on [0, 1], with the shares r and 1 - r. *)

(* The example of Cramton, Gibbons and Klemperer 1987: it shows that the hypotheses of
   Partnership.v, Cramton.v and Bilateral.v can be met, and that D is what the literature says. *)

From Coq Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import FiniteSums Primitive Partnership Cramton Bilateral Pieces.

Import ListNotations.
Local Open Scope R_scope.

Definition uniform : list piece := [{| until := 1; value := fun t => t; slope := fun _ => 1 |}].

Definition two_partners (r : R) : partnership :=
  partnership_of 2 (fun i => if Nat.eqb i 0 then r else 1 - r) (fun _ => 0) (fun _ => uniform) 0 1.

Lemma uniform_proper : proper 0 0 uniform.
Proof.
  cbn. split; [lra | ]. split; [lra | ]. split; [ | reflexivity].
  intros t _. split; [apply (is_derive_id (K := R_AbsRing)) | ].
  split; [apply continuous_const | lra].
Qed.

Section Uniform.

Variable r : R.
Hypothesis share_within : 0 <= r <= 1.

Let P := two_partners r.

Lemma uniform_formed : well_formed P.
Proof.
  apply pieces_formed; try (intros; cbn; lra).
  - intros. exact uniform_proper.
  - intros i _. destruct (Nat.eqb i 0); lra.
Qed.

Lemma uniform_cdf (i : nat) (x : R) : (i < 2)%nat -> 0 <= x <= 1 -> cdf P i x = x.
Proof.
  intros below inside. unfold P, two_partners.
  rewrite pieces_cdf; [ | intros; exact uniform_proper | intros; lra | assumption | lra].
  unfold piecewise_cdf. cbn. locate.
Qed.

Lemma uniform_interim (i : nat) (x : R) : (i < 2)%nat -> 0 <= x <= 1 -> interim P i x = x.
Proof.
  intros below inside. unfold interim, others. change (owners P) with 2%nat. cbn [product].
  destruct i as [ | [ | i]]; [ | | lia]; unfold replace; cbn [Nat.eqb];
    rewrite uniform_cdf by (lia || lra); ring.
Qed.

(* The worst-off type is the share. *)
Lemma uniform_worst_off (i : nat) : (i < 2)%nat -> worst_off P i (share P i).
Proof.
  intros below.
  assert (inside : 0 <= share P i <= 1) by (cbn; destruct (Nat.eqb i 0); lra).
  apply (crossing_worst_off P uniform_formed); [exact below | exact inside | ].
  apply uniform_interim; assumption.
Qed.

Lemma power_integral (g : R -> R) (n : nat) (a b : R) : a <= b ->
  (forall x, a < x < b -> g x = INR (S n) * x ^ n) -> RInt g a b = b ^ S n - a ^ S n.
Proof.
  intros a_b power. apply is_RInt_unique. apply is_RInt_ext with (fun x => INR (S n) * x ^ n).
  - rewrite Rmin_left, Rmax_right by lra. intros x inside. symmetry. auto.
  - apply (is_RInt_derive (fun x => x ^ S n)); intros x _.
    + apply is_derive_Reals. apply (derivable_pt_lim_pow x (S n)).
    + apply derivable_continuous. auto_derive. exact I.
Qed.

Lemma uniform_claim (i : nat) (v : R) : (i < 2)%nat -> 0 <= v <= 1 ->
  claim P i v = v * share P i + (1 - v ^ 2) / 2.
Proof.
  intros below inside. unfold claim. change (top P) with 1.
  rewrite (RInt_ext _ (fun x => scal (1 / 2) (2 * x))).
  - rewrite (RInt_scal (fun x => 2 * x)).
    + rewrite (power_integral _ 1) by (lra || (intros; simpl; ring)).
      change (scal ?u ?v) with (u * v). simpl. field.
    + apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros x _.
      apply derivable_continuous. auto_derive. exact I.
  - rewrite Rmin_left, Rmax_right by lra. intros x in_x.
    rewrite uniform_interim by (assumption || lra). change (scal ?u ?v) with (u * v).
    real_equation. field.
Qed.

Lemma uniform_all_below : RInt (all_below P) 0 1 = 1 / 3.
Proof.
  rewrite (RInt_ext _ (fun x => scal (1 / 3) (3 * x ^ 2))).
  - rewrite (RInt_scal (fun x => 3 * x ^ 2)).
    + rewrite (power_integral _ 2) by (lra || (intros; simpl; ring)).
      change (scal ?u ?v) with (u * v). simpl. field.
    + apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros x _.
      apply derivable_continuous. auto_derive. exact I.
  - rewrite Rmin_left, Rmax_right by lra. intros x inside. unfold all_below.
    change (owners P) with 2%nat. cbn [product]. rewrite !uniform_cdf by (lia || lra).
    change (scal ?u ?v) with (u * v). real_equation. field.
Qed.

Theorem uniform_D : D P = 1 / 3 - (r ^ 2 + (1 - r) ^ 2) / 2.
Proof.
  unfold D. change (owners P) with 2%nat. change (top P) with 1. change (bottom P) with 0.
  cbn [sum INR]. rewrite uniform_all_below.
  rewrite (H_attained P 0 _ (uniform_worst_off 0 ltac:(lia))).
  rewrite (H_attained P 1 _ (uniform_worst_off 1 ltac:(lia))).
  rewrite (uniform_claim 0), (uniform_claim 1) by (lia || (cbn; lra)).
  change (share P 0) with r. change (share P 1) with (1 - r). field.
Qed.

(* Two partners with uniform values can part exactly when r^2 + (1 - r)^2 <= 2/3 (Cramton, Gibbons
   and Klemperer 1987, proposition 2). *)
Theorem uniform_dissolvable :
  (exists payment, truthful P payment /\ rational P payment /\ expected_budget P payment = 0) <->
  r ^ 2 + (1 - r) ^ 2 <= 2 / 3.
Proof. rewrite (dissolvable_iff P uniform_formed), uniform_D. split; intros; lra. Qed.

End Uniform.

(* A sole owner is a seller: D is minus the subsidy 1/6 of Trade.v. *)
Corollary uniform_trade : D (two_partners 1) = - (1 / 6).
Proof. rewrite uniform_D by lra. field. Qed.

(* The hypotheses of the theorem for any distributions are met by uniform ones. *)
Corollary uniform_myerson_satterthwaite :
  ~ exists payment, truthful (two_partners 1) payment /\ rational (two_partners 1) payment /\
      0 <= expected_budget (two_partners 1) payment.
Proof.
  assert (formed := uniform_formed 1 ltac:(lra)).
  apply myerson_satterthwaite; try assumption; try reflexivity; try (cbn; lra).
  - intros x positive. change (0 < x) in positive.
    destruct (Rle_dec x 1) as [x_1 | one_x]; [rewrite uniform_cdf by (lia || lra); lra | ].
    assert (rises := cdf_nondecreasing _ formed 0%nat ltac:(cbn; lia) 1 x ltac:(lra)).
    rewrite (uniform_cdf 1 0 1) in rises by (lia || lra). lra.
  - intros x below. change (x < 1) in below.
    destruct (Rle_dec 0 x) as [zero_x | x_0]; [rewrite uniform_cdf by (lia || lra); lra | ].
    assert (rises := cdf_nondecreasing _ formed 1%nat ltac:(cbn; lia) x 0 ltac:(lra)).
    rewrite (uniform_cdf 1 1 0) in rises by (lia || lra). lra.
Qed.

(* So are those of the theorem as it stands in the literature, here for equal shares. *)
Corollary uniform_equal_shares :
  0 <= sum 2 (fun i => equal_W (two_partners (1 / 2)) (cdf (two_partners (1 / 2)) 0)
                         (density (two_partners (1 / 2)) 0) (1 / 2)).
Proof.
  assert (formed := uniform_formed (1 / 2) ltac:(lra)).
  apply (cramton_gibbons_klemperer (two_partners (1 / 2)) formed
           (cdf (two_partners (1 / 2)) 0) (density (two_partners (1 / 2)) 0)) with
    (v := fun _ => 1 / 2).
  - intros i _. repeat split; reflexivity.
  - cbn. lia.
  - intros i below. split; [cbn; lra | ]. change (owners (two_partners (1 / 2))) with 2%nat.
    rewrite uniform_cdf by (lia || lra). cbn. destruct (Nat.eqb i 0); lra.
  - apply uniform_dissolvable; lra.
Qed.
