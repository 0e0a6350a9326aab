(* Functions that are integrals of a bounded function, and the product rule for them. *)

(* A cdf is taken to be the integral of a density, which may jump: the density of a distribution on
   part of an interval, or one in pieces.  So cdfs need not be differentiable everywhere, and the
   product rule for their integrals is proved here without derivatives. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Expost.real Require Import FiniteSums.

Local Open Scope R_scope.

(* Coquelicot states equations in R as a normed module. *)
Ltac real_equation := match goal with |- @eq _ ?x ?y => change (@eq R x y) end.
Ltac real_ring := real_equation; ring.

(* Riemann integrable, also when multiplied by a continuous function.  (The second follows from the
   first, but Coquelicot lacks the lemma; Pieces.v shows it for functions in continuous pieces.) *)
Definition integrable (g : R -> R) : Prop :=
  forall c, (forall x, continuous c x) -> forall x y, ex_RInt (fun t => g t * c t) x y.

Definition primitive (h g : R -> R) : Prop :=
  integrable g /\ forall x y, is_RInt g x y (h y - h x).

Lemma is_RInt_value (g : R -> R) (x y k l : R) : is_RInt g x y k -> k = l -> is_RInt g x y l.
Proof. intros integral <-. exact integral. Qed.

Lemma integral_join (g : R -> R) (x y z k l m : R) :
  is_RInt g x y k -> is_RInt g y z l -> m = k + l -> is_RInt g x z m.
Proof. intros left right ->. exact (is_RInt_Chasles g x y z k l left right). Qed.

Lemma integrable_ex (g : R -> R) : integrable g -> forall x y, ex_RInt g x y.
Proof.
  intros g_integrable x y. apply ex_RInt_ext with (fun t => g t * 1).
  - intros t _. apply Rmult_1_r.
  - apply g_integrable. intros t. apply continuous_const.
Qed.

Lemma integrable_bounded (g : R -> R) : integrable g ->
  forall x y, exists M, 0 <= M /\ forall t, x <= t <= y -> Rabs (g t) <= M.
Proof.
  intros g_integrable x y.
  destruct (ex_RInt_ub g x y (integrable_ex g g_integrable x y)) as [M bound].
  exists (Rmax 0 M). split; [apply Rmax_l | ]. intros t inside.
  apply Rle_trans with M; [ | apply Rmax_r].
  apply bound. rewrite Rmin_left, Rmax_right by lra. assumption.
Qed.

Lemma integrable_ext (g h : R -> R) : (forall x, g x = h x) -> integrable g -> integrable h.
Proof.
  intros same g_integrable c c_continuous x y.
  apply ex_RInt_ext with (fun t => g t * c t); [ | apply g_integrable; assumption].
  intros t _. now rewrite same.
Qed.

Lemma integrable_plus (g h : R -> R) :
  integrable g -> integrable h -> integrable (fun x => g x + h x).
Proof.
  intros g_integrable h_integrable c c_continuous x y.
  apply ex_RInt_ext with (fun t => g t * c t + h t * c t).
  - intros t _. real_ring.
  - apply (ex_RInt_plus (V := R_NormedModule)); auto.
Qed.

Lemma integrable_mult (g c : R -> R) :
  integrable g -> (forall x, continuous c x) -> integrable (fun x => g x * c x).
Proof.
  intros g_integrable c_continuous d d_continuous x y.
  apply ex_RInt_ext with (fun t => g t * (c t * d t)).
  - intros t _. real_ring.
  - apply g_integrable. intros t. apply (continuous_mult c d); auto.
Qed.

Lemma integrable_continuous (g : R -> R) : (forall x, continuous g x) -> integrable g.
Proof.
  intros g_continuous c c_continuous x y. apply (ex_RInt_continuous (V := R_CompleteNormedModule)).
  intros t _. apply (continuous_mult g c); auto.
Qed.

Lemma primitive_ext (h h' g g' : R -> R) :
  (forall x, h x = h' x) -> (forall x, g x = g' x) -> primitive h g -> primitive h' g'.
Proof.
  intros same_h same_g [g_integrable integral]. split.
  - exact (integrable_ext g g' same_g g_integrable).
  - intros x y. rewrite <- !same_h. apply is_RInt_ext with g; [ | apply integral].
    intros t _. apply same_g.
Qed.

(* On a bounded interval a primitive is Lipschitz. *)
Lemma primitive_lipschitz (h g : R -> R) : primitive h g ->
  forall x y, exists M, 0 <= M /\
    (forall t, x <= t <= y -> Rabs (g t) <= M) /\
    (forall s t, x <= s <= y -> x <= t <= y -> Rabs (h t - h s) <= M * Rabs (t - s)).
Proof.
  intros [g_integrable integral] x y.
  destruct (integrable_bounded g g_integrable x y) as [M [positive bound]].
  exists M. split; [assumption | ]. split; [assumption | ].
  assert (ordered : forall s t, x <= s -> s <= t -> t <= y -> Rabs (h t - h s) <= M * (t - s)).
  { intros s t x_s s_t t_y. rewrite Rmult_comm.
    apply (norm_RInt_le_const g s t (h t - h s) M s_t); [ | apply integral].
    intros z inside. apply bound. lra. }
  intros s t in_s in_t. destruct (Rle_dec s t) as [s_t | t_s].
  - rewrite (Rabs_pos_eq (t - s)) by lra. apply ordered; lra.
  - rewrite (Rabs_minus_sym t s), (Rabs_pos_eq (s - t)), Rabs_minus_sym by lra.
    apply ordered; lra.
Qed.

Lemma primitive_continuous (h g : R -> R) : primitive h g -> forall x, continuous h x.
Proof.
  intros h_primitive x.
  destruct (primitive_lipschitz h g h_primitive (x - 1) (x + 1)) as [M [positive [_ lipschitz]]].
  apply continuity_pt_filterlim. intros eps eps_positive.
  exists (Rmin 1 (eps / (M + 1))). split.
  - apply Rmin_pos; [lra | ]. apply Rdiv_lt_0_compat; lra.
  - simpl. unfold R_dist. intros y [_ close].
    assert (near := Rlt_le_trans _ _ _ close (Rmin_l _ _)).
    assert (nearer := Rlt_le_trans _ _ _ close (Rmin_r _ _)).
    assert (inside := Rabs_def2 _ _ near).
    apply Rle_lt_trans with (M * Rabs (y - x)); [apply lipschitz; lra | ].
    apply Rle_lt_trans with (M * (eps / (M + 1))); [apply Rmult_le_compat_l; lra | ].
    apply Rlt_le_trans with ((M + 1) * (eps / (M + 1))); [ | right; field; lra].
    apply Rmult_lt_compat_r; [apply Rdiv_lt_0_compat; lra | lra].
Qed.

Lemma primitive_integral (h g : R -> R) : primitive h g -> forall x y, RInt g x y = h y - h x.
Proof. intros [_ integral] x y. apply is_RInt_unique, integral. Qed.

Lemma primitive_nondecreasing (h g : R -> R) :
  primitive h g -> (forall x, 0 <= g x) -> forall x y, x <= y -> h x <= h y.
Proof.
  intros h_primitive positive x y x_y.
  assert (rise := primitive_integral h g h_primitive x y).
  assert (0 <= RInt g x y); [ | lra].
  apply RInt_ge_0; [assumption | | auto]. apply integrable_ex. apply h_primitive.
Qed.

Lemma primitive_from (g : R -> R) (a : R) : integrable g -> primitive (fun x => RInt g a x) g.
Proof.
  intros g_integrable. split; [assumption | ]. intros x y.
  assert (chasles := RInt_Chasles g a x y (integrable_ex g g_integrable a x)
                       (integrable_ex g g_integrable x y)).
  change (plus ?u ?v) with (u + v) in chasles.
  apply is_RInt_value with (RInt g x y).
  - apply (RInt_correct g). apply integrable_ex. assumption.
  - lra.
Qed.

Lemma primitive_continuous_from (g : R -> R) (a : R) :
  (forall x, continuous g x) -> primitive (fun x => RInt g a x) g.
Proof. intros g_continuous. apply primitive_from, integrable_continuous. assumption. Qed.

Lemma primitive_constant (k : R) : primitive (fun _ => k) (fun _ => 0).
Proof.
  split.
  - apply integrable_continuous. intros x. apply continuous_const.
  - intros x y. apply is_RInt_value with (scal (y - x) 0).
    + apply (is_RInt_const (V := R_NormedModule)).
    + change (scal ?u ?v) with (u * v). ring.
Qed.

Lemma primitive_identity : primitive (fun x => x) (fun _ => 1).
Proof.
  split.
  - apply integrable_continuous. intros x. apply continuous_const.
  - intros x y. apply is_RInt_value with (scal (y - x) 1).
    + apply (is_RInt_const (V := R_NormedModule)).
    + change (scal ?u ?v) with (u * v). ring.
Qed.

(* A function that moves by no more than the square of the step is constant. *)
Lemma square_bound_constant (k : R -> R) :
  (forall a b, exists C, 0 <= C /\
     forall x y, a <= x <= b -> a <= y <= b -> Rabs (k y - k x) <= C * (y - x) ^ 2) ->
  forall x y, k x = k y.
Proof.
  intros bound.
  assert (flat : forall x, is_derive k x 0).
  { intros x. destruct (bound (x - 1) (x + 1)) as [C [positive square]].
    apply is_derive_Reals. intros eps eps_positive.
    assert (small : 0 < Rmin 1 (eps / (C + 1)))
      by (apply Rmin_pos; [lra | apply Rdiv_lt_0_compat; lra]).
    exists (mkposreal _ small). simpl. intros step nonzero close.
    assert (near := Rlt_le_trans _ _ _ close (Rmin_l _ _)).
    assert (nearer := Rlt_le_trans _ _ _ close (Rmin_r _ _)).
    assert (inside := Rabs_def2 _ _ near).
    assert (change := square x (x + step) ltac:(lra) ltac:(lra)).
    replace ((x + step - x) ^ 2) with (Rabs step * Rabs step) in change
      by (rewrite <- Rabs_mult, Rabs_pos_eq; [ring | apply Rle_0_sqr]).
    assert (step_positive := Rabs_pos_lt step nonzero).
    rewrite Rminus_0_r. unfold Rdiv. rewrite Rabs_mult, Rabs_inv by assumption.
    apply Rle_lt_trans with (C * Rabs step).
    - apply Rmult_le_reg_r with (Rabs step); [assumption | ].
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. lra.
    - apply Rle_lt_trans with (C * (eps / (C + 1))); [apply Rmult_le_compat_l; lra | ].
      apply Rlt_le_trans with ((C + 1) * (eps / (C + 1))); [ | right; field; lra].
      apply Rmult_lt_compat_r; [apply Rdiv_lt_0_compat; lra | lra]. }
  assert (ordered : forall x y, x < y -> k x = k y).
  { intros x y x_y. apply (eq_is_derive k x y); [ | assumption]. intros t _. apply flat. }
  intros x y. destruct (Rtotal_order x y) as [less | [-> | more]]; [auto | reflexivity | ].
  symmetry. auto.
Qed.

(* The product rule. *)
Theorem primitive_product (h1 h2 g1 g2 : R -> R) :
  primitive h1 g1 -> primitive h2 g2 ->
  primitive (fun x => h1 x * h2 x) (fun x => g1 x * h2 x + g2 x * h1 x).
Proof.
  intros first second. set (g := fun x => g1 x * h2 x + g2 x * h1 x).
  assert (g_integrable : integrable g).
  { apply integrable_plus; apply integrable_mult; try apply first; try apply second.
    - exact (primitive_continuous h2 g2 second).
    - exact (primitive_continuous h1 g1 first). }
  split; [assumption | ]. intros a b.
  apply is_RInt_value with (RInt g a b); [apply (RInt_correct g), integrable_ex, g_integrable | ].
  set (k := fun x => h1 x * h2 x - RInt g a x).
  enough (constant : k a = k b).
  { unfold k in constant. assert (start : RInt g a a = 0) by exact (RInt_point a g). lra. }
  apply square_bound_constant. clear b. intros b c.
  destruct (primitive_lipschitz h1 g1 first b c) as [M1 [pos1 [bound1 lip1]]].
  destruct (primitive_lipschitz h2 g2 second b c) as [M2 [pos2 [bound2 lip2]]].
  assert (pos12 : 0 <= M1 * M2) by (apply Rmult_le_pos; assumption).
  exists (2 * (M1 * M2)). split; [lra | ].
  assert (from_a := primitive_from g a g_integrable).
  assert (ordered : forall x y, b <= x -> x <= y -> y <= c ->
            Rabs (k y - k x) <= 2 * (M1 * M2) * (y - x) ^ 2).
  { intros x y b_x x_y y_c.
    set (error := fun t => (g1 t * h2 y + g2 t * h1 x) - g t).
    assert (integral : is_RInt error x y (k y - k x)).
    { apply is_RInt_value with
        (((h1 y - h1 x) * h2 y + (h2 y - h2 x) * h1 x) - (RInt g a y - RInt g a x));
        [ | unfold k; ring].
      apply (is_RInt_minus (V := R_NormedModule)); [ | apply from_a].
      apply (is_RInt_plus (V := R_NormedModule) (fun t => g1 t * h2 y) (fun t => g2 t * h1 x)).
      - apply is_RInt_ext with (fun t => scal (h2 y) (g1 t)); [intros t _; apply Rmult_comm | ].
        apply is_RInt_value with (scal (h2 y) (h1 y - h1 x)); [ | apply Rmult_comm].
        apply (is_RInt_scal (V := R_NormedModule)), first.
      - apply is_RInt_ext with (fun t => scal (h1 x) (g2 t)); [intros t _; apply Rmult_comm | ].
        apply is_RInt_value with (scal (h1 x) (h2 y - h2 x)); [ | apply Rmult_comm].
        apply (is_RInt_scal (V := R_NormedModule)), second. }
    replace (2 * (M1 * M2) * (y - x) ^ 2) with ((y - x) * (2 * (M1 * M2) * (y - x))) by ring.
    apply (norm_RInt_le_const error x y (k y - k x) (2 * (M1 * M2) * (y - x)) x_y);
      [ | exact integral].
    intros t inside. change (Rabs (error t) <= 2 * (M1 * M2) * (y - x)).
    replace (error t) with (g1 t * (h2 y - h2 t) + g2 t * (h1 x - h1 t))
      by (unfold error, g; ring).
    assert (part1 : Rabs (g1 t * (h2 y - h2 t)) <= M1 * (M2 * (y - x))).
    { rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; [apply bound1; lra | ].
      apply Rle_trans with (1 := lip2 t y ltac:(lra) ltac:(lra)).
      apply Rmult_le_compat_l; [assumption | ]. rewrite Rabs_pos_eq; lra. }
    assert (part2 : Rabs (g2 t * (h1 x - h1 t)) <= M2 * (M1 * (y - x))).
    { rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; [apply bound2; lra | ].
      apply Rle_trans with (1 := lip1 t x ltac:(lra) ltac:(lra)).
      apply Rmult_le_compat_l; [assumption | ]. rewrite Rabs_left1; lra. }
    eapply Rle_trans; [apply Rabs_triang | lra]. }
  intros x y in_x in_y. destruct (Rle_dec x y) as [x_y | y_x]; [apply ordered; lra | ].
  replace ((y - x) ^ 2) with ((x - y) ^ 2) by ring.
  rewrite Rabs_minus_sym. apply ordered; lra.
Qed.

(* The product rule for n functions. *)
Theorem primitive_products (n : nat) (h g : nat -> R -> R) :
  (forall i, (i < n)%nat -> primitive (h i) (g i)) ->
  primitive (fun x => product n (fun i => h i x))
            (fun x => sum n (fun i => g i x * others n i (fun j => h j x))).
Proof.
  induction n as [ | n IH]; intros each.
  - exact (primitive_constant 1).
  - assert (step := primitive_product _ _ _ _ (IH (fun i below => each i ltac:(lia)))
                      (each n ltac:(lia))).
    revert step. apply primitive_ext; [reflexivity | ]. intros x. simpl.
    rewrite others_last, Rmult_comm, <- sum_scale. f_equal. apply sum_ext. intros i below.
    rewrite others_before by assumption. ring.
Qed.
