(* Partnerships: n owners with independent types, and the number D that decides if they can part. *)

(* Owner i of n holds the share share i of a good, is of a type in [low i, high i], drawn with a
   density, and values the whole good at the type.  The efficient rule gives the good to the highest
   type, so a type v of owner i gets it with probability interim i v, the product of the cdfs of
   the others.  Distributions and supports may differ, densities may jump and be 0 in places.

   What is proved is about interim payments: payments of one's own type alone, which are what
   incentive compatibility, participation and the expected budget depend on.  That independent types
   make the product of the cdfs the probability to be highest is a definition here; payments ex post
   with these expectations, that balance at every profile, are not constructed.

   Source: Cramton, Gibbons and Klemperer 1987, theorem 1, there for equal distributions. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import FiniteSums Primitive Envelope.

Local Open Scope R_scope.

Record partnership : Type := {
  owners : nat;
  share : nat -> R;
  low : nat -> R;
  high : nat -> R;
  density : nat -> R -> R;
  bottom : R;
  top : R }.

(* Supports lie in [bottom, top], densities are nonnegative, vanish outside the support and have
   integral 1; shares are nonnegative and add up to 1. *)
Record well_formed (P : partnership) : Prop := {
  supports : forall i, (i < owners P)%nat ->
    bottom P <= low P i /\ low P i < high P i /\ high P i <= top P;
  density_integrable : forall i, (i < owners P)%nat -> integrable (density P i);
  density_nonnegative : forall i, (i < owners P)%nat -> forall x, 0 <= density P i x;
  density_outside : forall i, (i < owners P)%nat ->
    forall x, x < low P i \/ high P i < x -> density P i x = 0;
  density_total : forall i, (i < owners P)%nat -> RInt (density P i) (low P i) (high P i) = 1;
  share_nonnegative : forall i, (i < owners P)%nat -> 0 <= share P i;
  share_total : sum (owners P) (share P) = 1 }.

Definition cdf (P : partnership) (i : nat) (x : R) : R := RInt (density P i) (bottom P) x.

(* The probability that all others have types below x, and that all have. *)
Definition interim (P : partnership) (i : nat) (x : R) : R :=
  others (owners P) i (fun j => cdf P j x).
Definition all_below (P : partnership) (x : R) : R := product (owners P) (fun j => cdf P j x).

(* Interim payments that make the efficient rule incentive compatible, and under which each type
   gets at least what the share is worth to it. *)
Definition truthful (P : partnership) (payment : nat -> R -> R) : Prop :=
  forall i, (i < owners P)%nat ->
    incentive_compatible (low P i) (high P i) (interim P i) (payment i).
Definition rational (P : partnership) (payment : nat -> R -> R) : Prop :=
  forall i v, (i < owners P)%nat -> low P i <= v <= high P i ->
    share P i * v <= utility (interim P i) (payment i) v.

Definition expected_payment (P : partnership) (payment : nat -> R -> R) (i : nat) : R :=
  RInt (fun v => payment i v * density P i v) (low P i) (high P i).
Definition expected_budget (P : partnership) (payment : nat -> R -> R) : R :=
  sum (owners P) (expected_payment P payment).

(* H i is the greatest value of v * share i + integral of interim i from v to top, v in the support;
   D is the normal form of the Cramton-Gibbons-Klemperer condition. *)
Definition claim (P : partnership) (i : nat) (v : R) : R :=
  v * share P i + RInt (interim P i) v (top P).
Definition greatest (a b : R) (f : R -> R) : R :=
  real (Lub_Rbar (fun y => exists v, a <= v <= b /\ y = f v)).
Definition H (P : partnership) (i : nat) : R := greatest (low P i) (high P i) (claim P i).
Definition D (P : partnership) : R :=
  top P + (INR (owners P) - 1) * RInt (all_below P) (bottom P) (top P) - sum (owners P) (H P).

(* A type at which the claim is greatest: the worst-off type. *)
Definition worst_off (P : partnership) (i : nat) (v : R) : Prop :=
  low P i <= v <= high P i /\
  forall w, low P i <= w <= high P i -> claim P i w <= claim P i v.

Lemma greatest_attained (a b : R) (f : R -> R) (v : R) :
  a <= v <= b -> (forall w, a <= w <= b -> f w <= f v) -> greatest a b f = f v.
Proof.
  intros inside above. unfold greatest.
  rewrite (is_lub_Rbar_unique _ (f v)); [reflexivity | ]. split.
  - intros y [w [in_w ->]]. simpl. auto.
  - intros bound is_bound. apply is_bound. exists v. split; [assumption | reflexivity].
Qed.

Section Decision.

Variable P : partnership.
Hypothesis formed : well_formed P.

Lemma some_owner : (0 < owners P)%nat.
Proof.
  assert (total := share_total P formed).
  destruct (owners P); [simpl in total; lra | lia].
Qed.

Lemma bottom_top : bottom P < top P.
Proof. destruct (supports P formed 0%nat some_owner). lra. Qed.

Lemma cdf_primitive (i : nat) : (i < owners P)%nat -> primitive (cdf P i) (density P i).
Proof. intros below. apply primitive_from. apply (density_integrable P formed i below). Qed.

Lemma no_mass (i : nat) (x y : R) : (i < owners P)%nat ->
  (y <= low P i \/ high P i <= x) -> x <= y -> cdf P i x = cdf P i y.
Proof.
  intros below outside x_y.
  assert (rise := primitive_integral _ _ (cdf_primitive i below) x y).
  rewrite (RInt_ext (density P i) (fun _ => 0)) in rise.
  - rewrite RInt_const in rise. change (scal ?u ?v) with (u * v) in rise. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros t inside.
    apply (density_outside P formed i below). lra.
Qed.

Lemma cdf_bottom (i : nat) : cdf P i (bottom P) = 0.
Proof. exact (RInt_point (bottom P) (density P i)). Qed.

Lemma cdf_low (i : nat) : (i < owners P)%nat -> cdf P i (low P i) = 0.
Proof.
  intros below. rewrite <- (cdf_bottom i). symmetry. apply no_mass; try assumption; try lra.
  apply (supports P formed i below).
Qed.

Lemma cdf_high (i : nat) : (i < owners P)%nat -> cdf P i (high P i) = 1.
Proof.
  intros below.
  assert (rise := primitive_integral _ _ (cdf_primitive i below) (low P i) (high P i)).
  rewrite (density_total P formed i below), cdf_low in rise by assumption. lra.
Qed.

Lemma cdf_top (i : nat) : (i < owners P)%nat -> cdf P i (top P) = 1.
Proof.
  intros below. rewrite <- (cdf_high i below). symmetry. apply no_mass; try assumption; try lra.
  apply (supports P formed i below).
Qed.

Lemma cdf_nondecreasing (i : nat) : (i < owners P)%nat ->
  forall x y, x <= y -> cdf P i x <= cdf P i y.
Proof.
  intros below. apply primitive_nondecreasing with (density P i).
  - exact (cdf_primitive i below).
  - exact (density_nonnegative P formed i below).
Qed.

(* The density of the product of the others' cdfs. *)
Definition interim_density (i : nat) (x : R) : R :=
  sum (owners P) (fun j => replace i 0 (fun k => density P k x) j *
                           others (owners P) j (replace i 1 (fun k => cdf P k x))).

Lemma interim_primitive (i : nat) : primitive (interim P i) (interim_density i).
Proof.
  set (h := fun j x => replace i 1 (fun k => cdf P k x) j).
  set (g := fun j x => replace i 0 (fun k => density P k x) j).
  apply (primitive_products (owners P) h g). intros j below. unfold h, g, replace.
  destruct (Nat.eqb j i); [apply primitive_constant | apply cdf_primitive; assumption].
Qed.

Lemma interim_continuous (i : nat) (x : R) : continuous (interim P i) x.
Proof. exact (primitive_continuous _ _ (interim_primitive i) x). Qed.

Lemma interim_nondecreasing (i : nat) (x y : R) :
  bottom P <= x -> x <= y -> interim P i x <= interim P i y.
Proof.
  intros bottom_x x_y. apply product_le. intros j below. unfold replace.
  destruct (Nat.eqb j i); [lra | ]. split; [ | apply cdf_nondecreasing; assumption].
  rewrite <- (cdf_bottom j). apply cdf_nondecreasing; assumption.
Qed.

Lemma interim_top (i : nat) : interim P i (top P) = 1.
Proof.
  apply product_one. intros j below. unfold replace.
  destruct (Nat.eqb j i); [reflexivity | apply cdf_top; assumption].
Qed.

Lemma all_below_primitive :
  primitive (all_below P) (fun x => sum (owners P) (fun i => density P i x * interim P i x)).
Proof. exact (primitive_products (owners P) (cdf P) (density P) cdf_primitive). Qed.

Lemma all_below_interim (i : nat) (x : R) : (i < owners P)%nat ->
  all_below P x = cdf P i x * interim P i x.
Proof. exact (product_others (owners P) i (fun j => cdf P j x)). Qed.

Lemma all_below_top : all_below P (top P) = 1.
Proof. apply product_one. exact cdf_top. Qed.

(* The integral of interim i from top to v: minus the integral from v to top. *)
Definition reserve (i : nat) (v : R) : R := RInt (interim P i) (top P) v.

Lemma reserve_primitive (i : nat) : primitive (reserve i) (interim P i).
Proof. apply primitive_continuous_from. exact (interim_continuous i). Qed.

Lemma reserve_top (i : nat) : reserve i (top P) = 0.
Proof. exact (RInt_point (top P) (interim P i)). Qed.

Lemma claim_reserve (i : nat) (v : R) : claim P i v = v * share P i - reserve i v.
Proof.
  unfold claim. rewrite (primitive_integral _ _ (reserve_primitive i)), reserve_top. ring.
Qed.

(* The worst-off type exists, and H is its claim. *)

Lemma claim_continuous (i : nat) (v : R) : continuity_pt (claim P i) v.
Proof.
  apply continuity_pt_ext with (fun v => v * share P i - reserve i v).
  - intros w. symmetry. apply claim_reserve.
  - apply continuity_pt_filterlim.
    apply (continuous_minus (fun v => v * share P i) (reserve i)).
    + apply (continuous_mult (fun v => v) (fun _ => share P i)).
      * apply continuous_id.
      * apply continuous_const.
    + exact (primitive_continuous _ _ (reserve_primitive i) v).
Qed.

Lemma worst_off_exists (i : nat) : (i < owners P)%nat -> exists v, worst_off P i v.
Proof.
  intros below. destruct (continuity_ab_maj (claim P i) (low P i) (high P i)) as [v [above in_v]].
  - destruct (supports P formed i below). lra.
  - intros. apply claim_continuous.
  - exists v. split; assumption.
Qed.

Lemma H_attained (i : nat) (v : R) : worst_off P i v -> H P i = claim P i v.
Proof. intros [inside above]. apply greatest_attained; assumption. Qed.

Lemma H_above (i : nat) (v : R) : (i < owners P)%nat -> low P i <= v <= high P i ->
  claim P i v <= H P i.
Proof.
  intros below inside. destruct (worst_off_exists i below) as [w worst].
  rewrite (H_attained i w worst). apply worst. assumption.
Qed.

Lemma H_below (i : nat) (bound : R) : (i < owners P)%nat ->
  (forall v, low P i <= v <= high P i -> claim P i v <= bound) -> H P i <= bound.
Proof.
  intros below is_bound. destruct (worst_off_exists i below) as [w worst].
  rewrite (H_attained i w worst). apply is_bound. apply worst.
Qed.

(* The claim lies below each of its tangents: it is concave, with the slope share - interim. *)
Lemma claim_tangent (i : nat) (v w : R) : bottom P <= v -> bottom P <= w ->
  claim P i w <= claim P i v + (w - v) * (share P i - interim P i v).
Proof.
  intros bottom_v bottom_w. rewrite !claim_reserve.
  assert (rises : forall a b, bottom P <= a -> nondecreasing a b (interim P i))
    by (intros a b ? x y ? ? ?; apply interim_nondecreasing; lra).
  assert (rise := primitive_integral _ _ (reserve_primitive i)).
  destruct (Rle_dec v w) as [v_w | w_v].
  - destruct (integral_bounds v w (interim P i) v w (rises v w bottom_v)) as [less _]; try lra.
    rewrite rise in less. lra.
  - destruct (integral_bounds w v (interim P i) w v (rises w v bottom_w)) as [_ more]; try lra.
    rewrite rise in more. lra.
Qed.

(* A type whose interim probability is the share is worst-off: the rule of the literature. *)
Lemma crossing_worst_off (i : nat) (v : R) : (i < owners P)%nat ->
  low P i <= v <= high P i -> interim P i v = share P i -> worst_off P i v.
Proof.
  intros below inside crossing. split; [assumption | ]. intros w in_w.
  destruct (supports P formed i below).
  assert (tangent := claim_tangent i v w ltac:(lra) ltac:(lra)). rewrite crossing in tangent. lra.
Qed.

(* Expected payments. *)

(* What the utility of owner i exceeds reserve i by: a constant, under incentive compatibility. *)
Definition base (payment : nat -> R -> R) (i : nat) : R :=
  utility (interim P i) (payment i) (low P i) - reserve i (low P i).

Lemma truthful_utility (payment : nat -> R -> R) (i : nat) (v : R) :
  truthful P payment -> (i < owners P)%nat -> low P i <= v <= high P i ->
  utility (interim P i) (payment i) v = base payment i + reserve i v.
Proof.
  intros truth below inside. rewrite (envelope_formula _ _ _ _ (truth i below) v inside).
  rewrite (primitive_integral _ _ (reserve_primitive i)). unfold base. ring.
Qed.

(* The density may be integrated over [bottom, top] as well as over the support. *)
Lemma over_hull (i : nat) (c : R -> R) : (i < owners P)%nat -> (forall x, continuous c x) ->
  RInt (fun x => density P i x * c x) (low P i) (high P i) =
  RInt (fun x => density P i x * c x) (bottom P) (top P).
Proof.
  intros below c_continuous.
  assert (support := supports P formed i below).
  assert (integral := density_integrable P formed i below c c_continuous).
  assert (nothing : forall x y, x <= y -> y <= low P i \/ high P i <= x ->
            RInt (fun x => density P i x * c x) x y = 0).
  { intros x y x_y outside. rewrite (RInt_ext _ (fun _ => 0)).
    - rewrite RInt_const. apply Rmult_0_r.
    - rewrite Rmin_left, Rmax_right by lra. intros t inside.
      rewrite (density_outside P formed i below) by lra. apply Rmult_0_l. }
  assert (left := RInt_Chasles _ _ _ _ (integral (bottom P) (low P i))
                    (integral (low P i) (high P i))).
  assert (right := RInt_Chasles _ _ _ _ (integral (bottom P) (high P i))
                     (integral (high P i) (top P))).
  rewrite (nothing (bottom P) (low P i)) in left by lra.
  rewrite (nothing (high P i) (top P)) in right by lra.
  change (plus ?u ?v) with (u + v) in left, right. lra.
Qed.

Definition own_value (i : nat) : R :=
  RInt (fun x => density P i x * (x * interim P i x)) (bottom P) (top P).

Lemma value_continuous (i : nat) (x : R) : continuous (fun x => x * interim P i x) x.
Proof.
  apply (continuous_mult (fun x => x) (interim P i)); [apply continuous_id | ].
  apply interim_continuous.
Qed.

(* The expected reserve: integration by parts. *)
Lemma expected_reserve (i : nat) : (i < owners P)%nat ->
  RInt (fun x => density P i x * reserve i x) (bottom P) (top P) =
  - RInt (all_below P) (bottom P) (top P).
Proof.
  intros below.
  assert (parts := primitive_product _ _ _ _ (cdf_primitive i below) (reserve_primitive i)).
  assert (whole := primitive_integral _ _ parts (bottom P) (top P)). simpl in whole.
  rewrite reserve_top, cdf_bottom in whole.
  rewrite (RInt_plus (fun x => density P i x * reserve i x)
             (fun x => interim P i x * cdf P i x)) in whole.
  - rewrite (RInt_ext (all_below P) (fun x => interim P i x * cdf P i x)).
    + change (plus ?u ?v) with (u + v) in whole. lra.
    + intros x _. rewrite (all_below_interim i x below). apply Rmult_comm.
  - apply (density_integrable P formed i below).
    exact (primitive_continuous _ _ (reserve_primitive i)).
  - apply (integrable_continuous (interim P i) (interim_continuous i)).
    exact (primitive_continuous _ _ (cdf_primitive i below)).
Qed.

Lemma expected_payment_truthful (payment : nat -> R -> R) (i : nat) :
  truthful P payment -> (i < owners P)%nat ->
  expected_payment P payment i =
    own_value i + RInt (all_below P) (bottom P) (top P) - base payment i.
Proof.
  intros truth below. unfold expected_payment.
  assert (support := supports P formed i below).
  assert (f_integrable := density_integrable P formed i below).
  assert (reserve_continuous := primitive_continuous _ _ (reserve_primitive i)).
  rewrite (RInt_ext _ (fun v => density P i v * (v * interim P i v) -
                                (density P i v * reserve i v + density P i v * base payment i))).
  2: { rewrite Rmin_left, Rmax_right by lra. intros v inside.
       assert (formula := truthful_utility payment i v truth below ltac:(lra)).
       unfold utility, report_utility in formula.
       replace (payment i v) with (v * interim P i v - (base payment i + reserve i v)) by lra.
       real_ring. }
  rewrite (RInt_minus (fun v => density P i v * (v * interim P i v))
             (fun v => density P i v * reserve i v + density P i v * base payment i)).
  2: { apply f_integrable. exact (value_continuous i). }
  2: { apply (ex_RInt_plus (V := R_NormedModule)); apply f_integrable; [assumption | ].
       intros x. apply continuous_const. }
  rewrite (RInt_plus (fun v => density P i v * reserve i v)
             (fun v => density P i v * base payment i)).
  2: { apply f_integrable. assumption. }
  2: { apply f_integrable. intros x. apply continuous_const. }
  rewrite (over_hull i (fun v => v * interim P i v) below (value_continuous i)).
  rewrite (over_hull i (reserve i) below reserve_continuous).
  rewrite (expected_reserve i below).
  rewrite (RInt_ext (fun v => density P i v * base payment i)
             (fun v => scal (base payment i) (density P i v))) by (intros; apply Rmult_comm).
  rewrite (RInt_scal (density P i)) by (apply integrable_ex; assumption).
  rewrite (density_total P formed i below).
  fold (own_value i). change (minus ?u ?v) with (u + - v). change (plus ?u ?v) with (u + v).
  change (scal ?u ?v) with (u * v). ring.
Qed.

(* All owners together expect the value of the highest type. *)
Lemma sum_RInt (n : nat) (g : nat -> R -> R) (x y : R) :
  (forall i, (i < n)%nat -> ex_RInt (g i) x y) ->
  is_RInt (fun t => sum n (fun i => g i t)) x y (sum n (fun i => RInt (g i) x y)).
Proof.
  induction n as [ | n IH]; intros each; simpl.
  - apply is_RInt_value with (scal (y - x) 0); [ | apply Rmult_0_r].
    apply (is_RInt_const (V := R_NormedModule)).
  - apply (is_RInt_plus (V := R_NormedModule) (fun t => sum n (fun i => g i t)) (g n)).
    + apply IH. intros; apply each; lia.
    + apply (RInt_correct (g n)). apply each. lia.
Qed.

Lemma sum_own_values :
  sum (owners P) own_value = top P - RInt (all_below P) (bottom P) (top P).
Proof.
  assert (parts := primitive_product _ _ _ _ primitive_identity all_below_primitive).
  assert (whole := primitive_integral _ _ parts (bottom P) (top P)). simpl in whole.
  rewrite all_below_top in whole.
  rewrite (all_below_interim 0 (bottom P) some_owner), cdf_bottom in whole.
  rewrite (RInt_plus (fun x => 1 * all_below P x)
             (fun x => sum (owners P) (fun i => density P i x * interim P i x) * x)) in whole.
  - rewrite (RInt_ext (fun x => 1 * all_below P x) (all_below P)) in whole
      by (intros; apply Rmult_1_l).
    assert (values := sum_RInt (owners P)
                        (fun i x => density P i x * (x * interim P i x)) (bottom P) (top P)
                        (fun i below => density_integrable P formed i below _
                                          (value_continuous i) _ _)).
    rewrite (RInt_ext (fun x => _ * x)
               (fun x => sum (owners P) (fun i => density P i x * (x * interim P i x)))) in whole.
    + rewrite (is_RInt_unique _ _ _ _ values) in whole.
      change (plus ?u ?v) with (u + v) in whole.
      change (sum (owners P) own_value) with
        (sum (owners P) (fun i => RInt (fun x => density P i x * (x * interim P i x))
                                    (bottom P) (top P))). lra.
    + intros x _. rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros i _. ring.
  - apply integrable_ex. apply integrable_ext with (all_below P).
    + intros x. ring.
    + apply integrable_continuous. exact (primitive_continuous _ _ all_below_primitive).
  - apply all_below_primitive. intros x. apply continuous_id.
Qed.

(* The expected budget under incentive compatibility depends on the bases alone. *)
Theorem budget_identity (payment : nat -> R -> R) :
  truthful P payment ->
  expected_budget P payment =
    top P + (INR (owners P) - 1) * RInt (all_below P) (bottom P) (top P) -
    sum (owners P) (base payment).
Proof.
  intros truth. unfold expected_budget.
  rewrite (sum_ext _ _ (fun i => own_value i + RInt (all_below P) (bottom P) (top P) -
                                 base payment i))
    by (intros i below; apply expected_payment_truthful; assumption).
  rewrite sum_minus, sum_plus, sum_constant, sum_own_values. ring.
Qed.

(* Participation of all types of owner i says that the base is at least H i. *)
Lemma rational_base (payment : nat -> R -> R) :
  truthful P payment ->
  rational P payment <-> forall i, (i < owners P)%nat -> H P i <= base payment i.
Proof.
  intros truth. split.
  - intros joins i below. apply H_below; [assumption | ]. intros v inside.
    rewrite claim_reserve. assert (gain := joins i v below inside).
    rewrite (truthful_utility payment i v truth below inside) in gain. lra.
  - intros bases i v below inside.
    rewrite (truthful_utility payment i v truth below inside).
    assert (above := H_above i v below inside). rewrite claim_reserve in above.
    specialize (bases i below). lra.
Qed.

(* Payments with any bases. *)
Definition payment_with (bases : nat -> R) (i : nat) (v : R) : R :=
  v * interim P i v - (bases i + reserve i v).

Lemma payment_with_utility (bases : nat -> R) (i : nat) (v : R) :
  utility (interim P i) (payment_with bases i) v = bases i + reserve i v.
Proof. unfold utility, report_utility, payment_with. ring. Qed.

Lemma payment_with_truthful (bases : nat -> R) : truthful P (payment_with bases).
Proof.
  intros i below. destruct (supports P formed i below). apply envelope_sufficient.
  - intros s t ? ? ?. apply interim_nondecreasing; lra.
  - intros t _. rewrite !payment_with_utility.
    rewrite (primitive_integral _ _ (reserve_primitive i)). ring.
Qed.

Lemma payment_with_base (bases : nat -> R) (i : nat) : base (payment_with bases) i = bases i.
Proof. unfold base. rewrite payment_with_utility. ring. Qed.

(* Necessity: under participation the budget is at most D. *)
Theorem budget_at_most_D (payment : nat -> R -> R) :
  truthful P payment -> rational P payment -> expected_budget P payment <= D P.
Proof.
  intros truth joins. rewrite budget_identity by assumption. unfold D.
  assert (bases := proj1 (rational_base payment truth) joins).
  assert (sums := sum_le _ _ _ bases). lra.
Qed.

(* Sufficiency: each budget up to D can be had. *)
Theorem budget_attained (budget : R) :
  budget <= D P ->
  exists payment, truthful P payment /\ rational P payment /\ expected_budget P payment = budget.
Proof.
  intros enough.
  assert (many : 0 < INR (owners P)) by (apply lt_0_INR; exact some_owner).
  set (extra := (D P - budget) / INR (owners P)).
  assert (extra_nonnegative : 0 <= extra)
    by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]).
  set (bases := fun i => H P i + extra).
  assert (truth := payment_with_truthful bases).
  exists (payment_with bases). split; [assumption | ]. split.
  - apply rational_base; [assumption | ]. intros i _. rewrite payment_with_base.
    unfold bases. lra.
  - rewrite budget_identity by assumption.
    rewrite (sum_ext _ _ bases) by (intros; apply payment_with_base).
    unfold bases. rewrite sum_plus, sum_constant. unfold extra, D. field. lra.
Qed.

(* Cramton, Gibbons and Klemperer 1987, theorem 1, at the interim level and for unequal
   distributions: efficient, incentive compatible and individually rational interim payments that
   balance in expectation exist exactly when D is not negative. *)
Theorem dissolvable_iff :
  (exists payment, truthful P payment /\ rational P payment /\ expected_budget P payment = 0) <->
  0 <= D P.
Proof.
  split.
  - intros [payment [truth [joins balance]]].
    assert (bound := budget_at_most_D payment truth joins). lra.
  - apply budget_attained.
Qed.

(* The same when money may be left over. *)
Theorem dissolvable_without_deficit_iff :
  (exists payment, truthful P payment /\ rational P payment /\ 0 <= expected_budget P payment) <->
  0 <= D P.
Proof.
  split.
  - intros [payment [truth [joins balance]]].
    assert (bound := budget_at_most_D payment truth joins). lra.
  - intros positive. destruct (budget_attained 0 positive) as [payment [truth [joins balance]]].
    exists payment. repeat split; try assumption. lra.
Qed.

(* The least subsidy, for any sign of D: -D (Myerson and Satterthwaite 1983 for shares 1 and 0). *)
Corollary least_subsidy :
  (forall payment, truthful P payment -> rational P payment ->
     - D P <= - expected_budget P payment) /\
  (exists payment, truthful P payment /\ rational P payment /\
     - expected_budget P payment = - D P).
Proof.
  split.
  - intros payment truth joins. assert (bound := budget_at_most_D payment truth joins). lra.
  - destruct (budget_attained (D P) ltac:(lra)) as [payment [truth [joins budget]]].
    exists payment. repeat split; try assumption. lra.
Qed.

End Decision.
