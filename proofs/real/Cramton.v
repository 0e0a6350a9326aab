(* The condition of the literature: the sum of W at the worst-off types, and equal distributions. *)

(* W i v is the integral of (1 - F) x dG from v to top less the integral of F x dG from bottom to v,
   where F is the cdf of owner i and G the interim probability, the product of the others' cdfs.

   Source: Cramton, Gibbons and Klemperer 1987, theorem 1; the existence of the worst-off type with
   F(v)^(n-1) = share is there, too. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import FiniteSums Primitive Envelope Partnership.

Local Open Scope R_scope.

Definition W (P : partnership) (i : nat) (v : R) : R :=
  RInt (fun x => (1 - cdf P i x) * x * interim_density P i x) v (top P) -
  RInt (fun x => cdf P i x * x * interim_density P i x) (bottom P) v.

Section Literature.

Variable P : partnership.
Hypothesis formed : well_formed P.

Lemma interim_density_integrable (i : nat) : integrable (interim_density P i).
Proof. apply (interim_primitive P formed i). Qed.

Lemma identity_continuous (x : R) : continuous (fun x => x) x.
Proof. apply continuous_id. Qed.

Lemma cdf_identity_continuous (i : nat) : (i < owners P)%nat ->
  forall x, continuous (fun x => cdf P i x * x) x.
Proof.
  intros below x. apply (continuous_mult (cdf P i) (fun x => x)); [ | apply continuous_id].
  exact (primitive_continuous _ _ (cdf_primitive P formed i below) x).
Qed.

Lemma weighted_integrable (i : nat) (c : R -> R) (x y : R) : (forall x, continuous c x) ->
  ex_RInt (fun x => c x * interim_density P i x) x y.
Proof.
  intros c_continuous. apply ex_RInt_ext with (fun x => interim_density P i x * c x).
  - intros t _. real_ring.
  - apply interim_density_integrable. assumption.
Qed.

(* The integral of x dG from v to top, by parts. *)
Lemma interim_moment (i : nat) (v : R) :
  RInt (fun x => x * interim_density P i x) v (top P) =
  top P - v * interim P i v + reserve P i v.
Proof.
  assert (parts := primitive_product _ _ _ _ primitive_identity (interim_primitive P formed i)).
  assert (whole := primitive_integral _ _ parts v (top P)). simpl in whole.
  rewrite (interim_top P formed) in whole.
  rewrite (RInt_plus (fun x => 1 * interim P i x) (fun x => interim_density P i x * x)) in whole.
  - rewrite (RInt_ext (fun x => 1 * interim P i x) (interim P i)) in whole
      by (intros; apply Rmult_1_l).
    rewrite (primitive_integral _ _ (reserve_primitive P formed i)), (reserve_top P) in whole.
    rewrite (RInt_ext (fun x => x * interim_density P i x)
               (fun x => interim_density P i x * x)) by (intros; apply Rmult_comm).
    change (plus ?u ?v) with (u + v) in whole. lra.
  - apply ex_RInt_ext with (interim P i); [intros; symmetry; apply Rmult_1_l | ].
    apply integrable_ex, integrable_continuous. exact (interim_continuous P formed i).
  - apply interim_density_integrable. exact identity_continuous.
Qed.

(* The integral of F x dG: what the highest type is worth less what it is worth to owner i. *)
Lemma cross_moment (i : nat) : (i < owners P)%nat ->
  RInt (fun x => cdf P i x * x * interim_density P i x) (bottom P) (top P) =
  top P - RInt (all_below P) (bottom P) (top P) - own_value P i.
Proof.
  intros below.
  assert (pair := primitive_product _ _ _ _ (cdf_primitive P formed i below)
                    (interim_primitive P formed i)).
  assert (parts := primitive_product _ _ _ _ primitive_identity pair).
  assert (whole := primitive_integral _ _ parts (bottom P) (top P)). simpl in whole.
  rewrite (interim_top P formed), (cdf_top P formed i below), (cdf_bottom P i) in whole.
  rewrite (RInt_ext _ (fun x => all_below P x +
             (density P i x * (x * interim P i x) +
              cdf P i x * x * interim_density P i x))) in whole.
  2: { intros x _. rewrite (all_below_interim P i x below). real_ring. }
  assert (values : ex_RInt (fun x => density P i x * (x * interim P i x)) (bottom P) (top P)).
  { apply (density_integrable P formed i below). exact (value_continuous P formed i). }
  assert (cross : ex_RInt (fun x => cdf P i x * x * interim_density P i x) (bottom P) (top P)).
  { apply (weighted_integrable i (fun x => cdf P i x * x)).
    exact (cdf_identity_continuous i below). }
  rewrite (RInt_plus (all_below P)) in whole.
  - rewrite (RInt_plus (fun x => density P i x * (x * interim P i x))) in whole by assumption.
    repeat change (plus ?u ?v) with (u + v) in whole. unfold own_value. lra.
  - apply integrable_ex, integrable_continuous.
    exact (primitive_continuous _ _ (all_below_primitive P formed)).
  - apply (ex_RInt_plus (V := R_NormedModule)); assumption.
Qed.

Lemma W_formula (i : nat) (v : R) : (i < owners P)%nat ->
  W P i v = reserve P i v - v * interim P i v + RInt (all_below P) (bottom P) (top P) +
            own_value P i.
Proof.
  intros below. unfold W.
  assert (cross : forall x y, ex_RInt (fun x => cdf P i x * x * interim_density P i x) x y).
  { intros x y. apply (weighted_integrable i (fun x => cdf P i x * x)).
    exact (cdf_identity_continuous i below). }
  assert (moment : ex_RInt (fun x => x * interim_density P i x) v (top P)).
  { apply (weighted_integrable i (fun x => x)). exact identity_continuous. }
  rewrite (RInt_ext (fun x => (1 - cdf P i x) * x * interim_density P i x)
             (fun x => minus (x * interim_density P i x)
                             (cdf P i x * x * interim_density P i x)))
    by (intros x _; change (minus ?u ?v) with (u - v); real_ring).
  rewrite (RInt_minus (fun x => x * interim_density P i x)) by (assumption || apply cross).
  rewrite interim_moment.
  assert (chasles := RInt_Chasles _ _ _ _ (cross (bottom P) v) (cross v (top P))).
  rewrite (cross_moment i below) in chasles.
  change (plus ?u ?v) with (u + v) in chasles. change (minus ?u ?v) with (u - v). lra.
Qed.

(* D is a sum over the owners. *)
Theorem D_by_worst_off (v : nat -> R) :
  (forall i, (i < owners P)%nat -> worst_off P i (v i)) ->
  D P = sum (owners P) (fun i => W P i (v i) + v i * (interim P i (v i) - share P i)).
Proof.
  intros worst.
  rewrite (sum_ext _ (fun i => W P i (v i) + v i * (interim P i (v i) - share P i))
             (fun i => RInt (all_below P) (bottom P) (top P) + own_value P i - H P i)).
  - rewrite sum_minus, sum_plus, sum_constant, (sum_own_values P formed). unfold D. ring.
  - intros i below. rewrite (H_attained P i (v i) (worst i below)), (claim_reserve P formed).
    rewrite (W_formula i (v i) below). ring.
Qed.

(* The condition of Cramton, Gibbons and Klemperer 1987: where interim i (v i) = share i, the
   partnership can be dissolved exactly when the W add up to at least 0. *)
Theorem dissolvable_iff_W (v : nat -> R) :
  (forall i, (i < owners P)%nat -> low P i <= v i <= high P i /\
     interim P i (v i) = share P i) ->
  (exists payment, truthful P payment /\ rational P payment /\ expected_budget P payment = 0) <->
  0 <= sum (owners P) (fun i => W P i (v i)).
Proof.
  intros crossing. rewrite (dissolvable_iff P formed), (D_by_worst_off v).
  - rewrite (sum_ext _ _ (fun i => W P i (v i))); [reflexivity | ].
    intros i below. destruct (crossing i below) as [_ ->]. ring.
  - intros i below. apply (crossing_worst_off P formed); apply crossing || assumption; assumption.
Qed.

(* Equal distributions. *)

Variable F f : R -> R.
Hypothesis equal : forall i, (i < owners P)%nat ->
  low P i = bottom P /\ high P i = top P /\ forall x, cdf P i x = F x /\ density P i x = f x.
Hypothesis several : (2 <= owners P)%nat.

Lemma equal_interim (i : nat) (x : R) : (i < owners P)%nat ->
  interim P i x = F x ^ (owners P - 1).
Proof.
  intros below. rewrite <- (others_constant (owners P) i (F x) below).
  apply product_ext. intros j below_j. unfold replace.
  destruct (Nat.eqb j i); [reflexivity | ]. apply (equal j below_j).
Qed.

(* The density of F^(n-1) is that of the chain rule. *)
Lemma equal_interim_density (i : nat) (x : R) : (i < owners P)%nat ->
  interim_density P i x = INR (owners P - 1) * F x ^ (owners P - 2) * f x.
Proof.
  assert (general : forall n, (i < n)%nat ->
    sum n (fun j => replace i 0 (fun _ => f x) j * others n j (replace i 1 (fun _ => F x))) =
    INR (n - 1) * F x ^ (n - 2) * f x).
  { induction n as [ | n IH]; intros below; [lia | ]. simpl sum.
    replace (S n - 1)%nat with n by lia. replace (S n - 2)%nat with (n - 1)%nat by lia.
    destruct (Nat.eq_dec i n) as [<- | different].
    - rewrite replace_here, Rmult_0_l, Rplus_0_r.
      rewrite (sum_ext _ _ (fun _ => F x ^ (i - 1) * f x)); [rewrite sum_constant; ring | ].
      intros j below_j. rewrite replace_elsewhere, others_before by lia.
      rewrite replace_here, Rmult_1_r, Rmult_comm. f_equal.
      rewrite <- (others_constant i j (F x) below_j). apply product_ext. intros m below_m.
      unfold replace. destruct (Nat.eqb m j); [reflexivity | ].
      destruct (Nat.eqb_spec m i); [lia | reflexivity].
    - rewrite replace_elsewhere, others_last by lia.
      rewrite (sum_ext _ _ (fun j => F x * (replace i 0 (fun _ => f x) j *
                                       others n j (replace i 1 (fun _ => F x))))).
      + rewrite sum_scale, IH by lia.
        change (product n (replace i 1 (fun _ => F x))) with (others n i (fun _ => F x)).
        rewrite others_constant by lia. destruct n as [ | [ | n]]; [lia | simpl; ring | ].
        replace (S (S n) - 2)%nat with n by lia. replace (S (S n) - 1)%nat with (S n) by lia.
        rewrite (S_INR (S n)). simpl (F x ^ S n). ring.
      + intros j below_j. rewrite others_before by assumption.
        rewrite (replace_elsewhere i n) by lia. ring. }
  intros below. unfold interim_density. rewrite <- (general (owners P) below).
  apply sum_ext. intros j below_j. f_equal.
  - unfold replace. destruct (Nat.eqb j i); [reflexivity | ]. apply (equal j below_j).
  - apply product_ext. intros m below_m. unfold replace.
    destruct (Nat.eqb m j); [reflexivity | ]. destruct (Nat.eqb m i); [reflexivity | ].
    apply (equal m below_m).
Qed.

(* Each share is the interim probability of some type. *)
Lemma equal_crossing (i : nat) : (i < owners P)%nat ->
  exists v, bottom P <= v <= top P /\ F v ^ (owners P - 1) = share P i.
Proof.
  intros below. assert (order := bottom_top P formed).
  assert (share_below : share P i <= 1).
  { rewrite <- (share_total P formed), <- (Rmult_1_r (share P i)).
    assert (others_positive : forall n, (n <= owners P)%nat ->
              0 <= sum n (share P) /\ ((i < n)%nat -> share P i <= sum n (share P))).
    { induction n as [ | n IH]; intros within; simpl; [split; [lra | lia] | ].
      destruct (IH ltac:(lia)) as [positive above].
      assert (last := share_nonnegative P formed n ltac:(lia)). split; [lra | ].
      intros ?. destruct (Nat.eq_dec i n) as [-> | different]; [lra | ].
      specialize (above ltac:(lia)). lra. }
    destruct (others_positive (owners P) (le_n _)) as [_ above]. specialize (above below). lra. }
  destruct (IVT_gen (interim P i) (bottom P) (top P) (share P i)) as [v [inside crossing]].
  - intros x. apply continuity_pt_filterlim. exact (interim_continuous P formed i x).
  - rewrite (interim_top P formed), (equal_interim i (bottom P) below).
    destruct (equal i below) as [_ [_ same]].
    replace (F (bottom P)) with 0 by (rewrite <- (cdf_bottom P i); apply same).
    rewrite pow_i by lia. rewrite Rmin_left, Rmax_right by lra.
    split; [apply (share_nonnegative P formed i below) | assumption].
  - rewrite Rmin_left, Rmax_right in inside by lra.
    exists v. split; [assumption | ]. rewrite <- crossing. symmetry. apply equal_interim.
    assumption.
Qed.

(* W for equal distributions does not depend on the owner. *)
Definition equal_W (v : R) : R :=
  RInt (fun x => (1 - F x) * x * (INR (owners P - 1) * F x ^ (owners P - 2) * f x)) v (top P) -
  RInt (fun x => F x * x * (INR (owners P - 1) * F x ^ (owners P - 2) * f x)) (bottom P) v.

Lemma W_equal (i : nat) (v : R) : (i < owners P)%nat -> W P i v = equal_W v.
Proof.
  intros below. destruct (equal i below) as [_ [_ same]]. unfold W, equal_W.
  apply (f_equal2 Rminus); apply RInt_ext; intros x _; destruct (same x) as [-> _];
    now rewrite equal_interim_density.
Qed.

(* Cramton, Gibbons and Klemperer 1987, theorem 1, as it stands there (interim level). *)
Theorem cramton_gibbons_klemperer (v : nat -> R) :
  (forall i, (i < owners P)%nat ->
     bottom P <= v i <= top P /\ F (v i) ^ (owners P - 1) = share P i) ->
  (exists payment, truthful P payment /\ rational P payment /\ expected_budget P payment = 0) <->
  0 <= sum (owners P) (fun i => equal_W (v i)).
Proof.
  intros chosen.
  rewrite <- (sum_ext _ (fun i => W P i (v i))) by (intros; apply W_equal; assumption).
  apply dissolvable_iff_W. intros i below. destruct (chosen i below) as [inside crossing].
  destruct (equal i below) as [low_i [high_i _]].
  rewrite low_i, high_i, equal_interim by assumption. split; assumption.
Qed.

End Literature.
