(* The envelope theorem and revenue equivalence for one agent whose types form an interval. *)

(* Types lie in [a, b].  q is the interim allocation (the probability, or the share, that a report
   is given), p the interim payment of the agent; a type t who reports r gets t * q r - p r.
   Nothing is assumed about q and p: that q is nondecreasing and integrable is proved.

   Uses Coq's Reals and Coquelicot.  Sources: Myerson 1981, lemmas 2 and 3; Milgrom and Segal
   2002; the potential below is that of Rochet 1987. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.

Local Open Scope R_scope.

(* What type t gets who reports r, and what type t gets by the truth. *)
Definition report_utility (q p : R -> R) (t r : R) : R := t * q r - p r.
Definition utility (q p : R -> R) (t : R) : R := report_utility q p t t.

Definition incentive_compatible (a b : R) (q p : R -> R) : Prop :=
  forall t r, a <= t <= b -> a <= r <= b -> report_utility q p t r <= utility q p t.

Definition nondecreasing (a b : R) (q : R -> R) : Prop :=
  forall s t, a <= s -> s <= t -> t <= b -> q s <= q t.

(* U rises from s to t by at least (t - s) q(s) and at most (t - s) q(t). *)
Definition between_slopes (a b : R) (q U : R -> R) : Prop :=
  forall s t, a <= s -> s <= t -> t <= b -> (t - s) * q s <= U t - U s <= (t - s) * q t.

Lemma truth_between_slopes (a b : R) (q p : R -> R) :
  incentive_compatible a b q p -> between_slopes a b q (utility q p).
Proof.
  intros truth s t a_s s_t t_b.
  assert (high := truth t s ltac:(lra) ltac:(lra)).
  assert (low := truth s t ltac:(lra) ltac:(lra)).
  unfold utility, report_utility in *. lra.
Qed.

(* An incentive compatible allocation does not fall (Myerson 1981). *)
Theorem incentive_compatible_nondecreasing (a b : R) (q p : R -> R) :
  incentive_compatible a b q p -> nondecreasing a b q.
Proof.
  intros truth s t a_s s_t t_b.
  destruct (Req_dec s t) as [-> | different]; [lra | ].
  destruct (truth_between_slopes a b q p truth s t a_s s_t t_b).
  apply Rmult_le_reg_l with (t - s); lra.
Qed.

(* The Riemann sums of q. *)

(* A Riemann sum of q misses the rise of U by at most its step times the rise of q. *)
Lemma riemann_sum_error (a b : R) (q U : R -> R) (s : SF_seq) :
  nondecreasing a b q -> between_slopes a b q U -> pointed_subdiv s ->
  a <= SF_h s -> seq.last (SF_h s) (SF_lx s) <= b ->
  SF_h s <= seq.last (SF_h s) (SF_lx s) /\
  Rabs (Riemann_sum q s - (U (seq.last (SF_h s) (SF_lx s)) - U (SF_h s))) <=
    seq_step (SF_lx s) * (q (seq.last (SF_h s) (SF_lx s)) - q (SF_h s)).
Proof.
  intros q_rises U_between. induction s as [x | [x tag] s IH] using SF_cons_ind.
  - unfold Riemann_sum; simpl. intros _ a_x x_b. split; [lra | ].
    change (@zero R_ModuleSpace) with 0. rewrite Rminus_eq_0, Rminus_eq_0, Rabs_R0. lra.
  - intros pointed a_x x_b.
    assert (first := pointed 0%nat ltac:(rewrite SF_size_cons; apply PeanoNat.Nat.lt_0_succ)).
    simpl in first.
    change (seq.last (SF_h (SF_cons (x, tag) s)) (SF_lx (SF_cons (x, tag) s)))
      with (seq.last (SF_h s) (SF_lx s)) in *.
    change (SF_h (SF_cons (x, tag) s)) with x in *.
    change (seq_step (SF_lx (SF_cons (x, tag) s)))
      with (Rmax (Rabs (SF_h s - x)) (seq_step (SF_lx s))).
    destruct (IH (ptd_cons _ _ pointed) ltac:(lra) x_b) as [order error].
    split; [lra | ].
    rewrite Riemann_sum_cons. simpl fst; simpl snd.
    change (plus ?u ?v) with (u + v). change (scal ?u ?v) with (u * v).
    set (z := seq.last (SF_h s) (SF_lx s)) in *. set (y := SF_h s) in *.
    destruct (U_between x y) as [low high]; [lra .. | ].
    assert (tag_low := q_rises x tag ltac:(lra) ltac:(lra) ltac:(lra)).
    assert (tag_high := q_rises tag y ltac:(lra) ltac:(lra) ltac:(lra)).
    assert (rest := q_rises y z ltac:(lra) ltac:(lra) ltac:(lra)).
    assert (step_l := Rmax_l (Rabs (y - x)) (seq_step (SF_lx s))).
    assert (step_r := Rmax_r (Rabs (y - x)) (seq_step (SF_lx s))).
    set (step := Rmax (Rabs (y - x)) (seq_step (SF_lx s))) in *.
    rewrite Rabs_pos_eq in step_l by lra.
    assert (here : Rabs ((y - x) * q tag - (U y - U x)) <= step * (q y - q x)).
    { apply Rle_trans with ((y - x) * (q y - q x)); [ | apply Rmult_le_compat_r; lra].
      assert ((y - x) * q x <= (y - x) * q tag) by (apply Rmult_le_compat_l; lra).
      assert ((y - x) * q tag <= (y - x) * q y) by (apply Rmult_le_compat_l; lra).
      apply Rabs_le. lra. }
    assert (there : seq_step (SF_lx s) * (q z - q y) <= step * (q z - q y))
      by (apply Rmult_le_compat_r; lra).
    replace ((y - x) * q tag + Riemann_sum q s - (U z - U x))
      with (((y - x) * q tag - (U y - U x)) + (Riemann_sum q s - (U z - U y))) by ring.
    eapply Rle_trans; [apply Rabs_triang | lra].
Qed.

Lemma between_slopes_integral (a b : R) (q U : R -> R) :
  a <= b -> nondecreasing a b q -> between_slopes a b q U -> is_RInt q a b (U b - U a).
Proof.
  intros a_b q_rises U_between.
  destruct (Req_dec a b) as [-> | different].
  { replace (U b - U b) with (@zero R_NormedModule) by (unfold zero; simpl; lra).
    apply is_RInt_point. }
  apply filterlim_locally. intros eps.
  assert (rise := q_rises a b ltac:(lra) ltac:(lra) ltac:(lra)).
  assert (positive : 0 < eps / (q b - q a + 1))
    by (apply Rdiv_lt_0_compat; [apply cond_pos | lra]).
  exists (mkposreal _ positive). intros s fine [pointed [left right]].
  rewrite Rmin_left in left by lra. rewrite Rmax_right in right by lra.
  rewrite sign_eq_1 by lra. change (scal 1 ?u) with (1 * u). rewrite Rmult_1_l.
  destruct (riemann_sum_error a b q U s) as [_ error]; try assumption; try lra.
  rewrite left in right. rewrite left, right in error.
  change (Rabs (Riemann_sum q s - (U b - U a)) < eps).
  simpl in fine.
  apply Rle_lt_trans with (1 := error).
  apply Rle_lt_trans with (eps / (q b - q a + 1) * (q b - q a)).
  - apply Rmult_le_compat_r; lra.
  - apply Rlt_le_trans with (eps / (q b - q a + 1) * (q b - q a + 1)).
    + apply Rmult_lt_compat_l; lra.
    + right. field. lra.
Qed.

(* The envelope theorem (Myerson 1981; Milgrom and Segal 2002): under incentive compatibility the
   allocation is integrable, and its integral is the rise of the utility. *)
Theorem envelope (a b : R) (q p : R -> R) :
  incentive_compatible a b q p ->
  forall t, a <= t <= b -> is_RInt q a t (utility q p t - utility q p a).
Proof.
  intros truth t [a_t t_b]. apply between_slopes_integral; [assumption | | ].
  - intros x y ? ? ?. apply (incentive_compatible_nondecreasing a b q p truth); lra.
  - intros x y ? ? ?. apply (truth_between_slopes a b q p truth); lra.
Qed.

Corollary envelope_formula (a b : R) (q p : R -> R) :
  incentive_compatible a b q p ->
  forall t, a <= t <= b -> utility q p t = utility q p a + RInt q a t.
Proof.
  intros truth t inside. rewrite (is_RInt_unique _ _ _ _ (envelope a b q p truth t inside)). lra.
Qed.

(* A nondecreasing function is integrable: the lower sums from a to t have a least upper bound,
   which lies between the slopes. *)

Inductive lower_sum (a : R) (q : R -> R) : R -> R -> Prop :=
| lower_start : lower_sum a q a 0
| lower_step s t x : lower_sum a q s x -> s <= t -> lower_sum a q t (x + q s * (t - s)).

Lemma lower_sum_right (a : R) (q : R -> R) (t x : R) : lower_sum a q t x -> a <= t.
Proof. induction 1; lra. Qed.

Lemma lower_sum_bound (a b : R) (q : R -> R) (t x : R) :
  nondecreasing a b q -> lower_sum a q t x -> t <= b -> x <= q t * (t - a).
Proof.
  intros q_rises sum. induction sum as [ | s t x sum IH s_t]; intros t_b; [lra | ].
  assert (a_s := lower_sum_right _ _ _ _ sum).
  assert (q s <= q t) by (apply q_rises; lra).
  assert (q s * (t - a) <= q t * (t - a)) by (apply Rmult_le_compat_r; lra).
  specialize (IH ltac:(lra)). lra.
Qed.

Lemma lower_sum_cut (a b : R) (q : R -> R) (t x u : R) :
  nondecreasing a b q -> lower_sum a q t x -> t <= b -> a <= u <= t ->
  exists y, lower_sum a q u y /\ x <= y + q t * (t - u).
Proof.
  intros q_rises sum. revert u. induction sum as [ | s t x sum IH s_t]; intros u t_b inside.
  - replace u with a by lra. exists 0. split; [constructor | lra].
  - assert (a_s := lower_sum_right _ _ _ _ sum).
    assert (q s <= q t) by (apply q_rises; lra).
    assert (q s * (t - u) <= q t * (t - u)) by (apply Rmult_le_compat_r; lra).
    destruct (Rle_dec u s) as [u_s | s_u].
    + destruct (IH u ltac:(lra) ltac:(lra)) as [y [cut below]]. exists y. split; [assumption | lra].
    + exists (x + q s * (u - s)). split; [constructor; [assumption | lra] | lra].
Qed.

Lemma lower_sum_exists (a : R) (q : R -> R) (t : R) : a <= t -> exists x, lower_sum a q t x.
Proof. intros a_t. eexists. apply lower_step with (1 := lower_start a q). assumption. Qed.

Lemma nondecreasing_between_slopes (a b : R) (q : R -> R) :
  nondecreasing a b q -> exists U, between_slopes a b q U.
Proof.
  intros q_rises. exists (fun t => real (Lub_Rbar (lower_sum a q t))).
  assert (least : forall t, a <= t <= b -> exists l : R, Lub_Rbar (lower_sum a q t) = l /\
                    is_lub_Rbar (lower_sum a q t) l).
  { intros t inside. destruct (lower_sum_exists a q t) as [x sum]; [lra | ].
    assert (lub := Lub_Rbar_correct (lower_sum a q t)).
    assert (above : Rbar_le (Lub_Rbar (lower_sum a q t)) (q t * (t - a))).
    { apply lub. intros y sum_y. simpl. apply (lower_sum_bound a b); tauto. }
    assert (below : Rbar_le x (Lub_Rbar (lower_sum a q t))) by (apply lub; assumption).
    destruct (Lub_Rbar (lower_sum a q t)) as [l | | ]; simpl in *; try contradiction.
    exists l. split; [reflexivity | assumption]. }
  intros s t a_s s_t t_b.
  destruct (least s) as [l_s [-> [above_s least_s]]]; [lra | ].
  destruct (least t) as [l_t [-> [above_t least_t]]]; [lra | ].
  simpl. split.
  - assert (smaller : Rbar_le l_s (l_t - (t - s) * q s)).
    { apply least_s. intros x sum. simpl.
      assert (longer := above_t _ (lower_step a q s t x sum s_t)). simpl in longer. lra. }
    simpl in smaller. lra.
  - assert (larger : Rbar_le l_t (l_s + (t - s) * q t)).
    { apply least_t. intros x sum. simpl.
      destruct (lower_sum_cut a b q t x s) as [y [cut below]]; try assumption; try lra.
      assert (shorter := above_s _ cut). simpl in shorter. lra. }
    simpl in larger. lra.
Qed.

Theorem nondecreasing_integrable (a b : R) (q : R -> R) :
  a <= b -> nondecreasing a b q -> ex_RInt q a b.
Proof.
  intros a_b q_rises. destruct (nondecreasing_between_slopes a b q q_rises) as [U U_between].
  exists (U b - U a). apply between_slopes_integral; assumption.
Qed.

(* The converse. *)

Lemma integral_bounds (a b : R) (q : R -> R) (s t : R) :
  nondecreasing a b q -> a <= s -> s <= t -> t <= b ->
  (t - s) * q s <= RInt q s t <= (t - s) * q t.
Proof.
  intros q_rises a_s s_t t_b.
  assert (inner : nondecreasing s t q) by (intros x y ? ? ?; apply q_rises; lra).
  destruct (nondecreasing_between_slopes s t q inner) as [U U_between].
  rewrite (is_RInt_unique _ _ _ _ (between_slopes_integral s t q U s_t inner U_between)).
  apply U_between; lra.
Qed.

Lemma integral_split (a b : R) (q : R -> R) (s t : R) :
  nondecreasing a b q -> a <= s -> s <= t -> t <= b -> RInt q a t = RInt q a s + RInt q s t.
Proof.
  intros q_rises a_s s_t t_b. symmetry. apply (RInt_Chasles q a s t);
    apply nondecreasing_integrable; try lra; intros x y ? ? ?; apply q_rises; lra.
Qed.

(* An allocation that does not fall and the envelope formula give incentive compatibility
   (Myerson 1981). *)
Theorem envelope_sufficient (a b : R) (q p : R -> R) :
  nondecreasing a b q ->
  (forall t, a <= t <= b -> utility q p t = utility q p a + RInt q a t) ->
  incentive_compatible a b q p.
Proof.
  intros q_rises formula t r in_t in_r.
  assert (t_utility := formula t in_t). assert (r_utility := formula r in_r).
  replace (report_utility q p t r) with (utility q p r + (t - r) * q r)
    by (unfold utility, report_utility; ring).
  destruct (Rle_dec r t) as [below | above].
  - rewrite (integral_split a b q r t) in t_utility by (assumption || lra).
    destruct (integral_bounds a b q r t) as [low high]; try assumption; lra.
  - rewrite (integral_split a b q t r) in r_utility by (assumption || lra).
    destruct (integral_bounds a b q t r) as [low high]; try assumption; lra.
Qed.

(* Both directions in one. *)
Theorem incentive_compatible_iff (a b : R) (q p : R -> R) :
  incentive_compatible a b q p <->
  nondecreasing a b q /\
  (forall t, a <= t <= b -> utility q p t = utility q p a + RInt q a t).
Proof.
  split.
  - intros truth. split.
    + exact (incentive_compatible_nondecreasing a b q p truth).
    + exact (envelope_formula a b q p truth).
  - intros [q_rises formula]. exact (envelope_sufficient a b q p q_rises formula).
Qed.

(* Each allocation that does not fall can be implemented, with any utility of the lowest type. *)
Theorem nondecreasing_implementable (a b : R) (q : R -> R) (base : R) :
  a <= b -> nondecreasing a b q ->
  exists p, incentive_compatible a b q p /\ utility q p a = base.
Proof.
  intros a_b q_rises. exists (fun t => t * q t - (base + RInt q a t)).
  assert (formula : forall t, utility q (fun t => t * q t - (base + RInt q a t)) t =
                              base + RInt q a t)
    by (intros t; unfold utility, report_utility; ring).
  assert (start : RInt q a a = 0) by exact (RInt_point a q).
  split.
  - apply envelope_sufficient; [assumption | ]. intros t _. rewrite !formula, start. ring.
  - rewrite formula, start. ring.
Qed.

(* Revenue equivalence (Myerson 1981): two payments under which the same allocation is incentive
   compatible differ by a constant. *)
Theorem revenue_equivalence (a b : R) (q p p' : R -> R) :
  incentive_compatible a b q p -> incentive_compatible a b q p' ->
  exists c, forall t, a <= t <= b -> p' t = p t + c.
Proof.
  intros truth truth'. exists (utility q p a - utility q p' a). intros t inside.
  assert (first := envelope_formula a b q p truth t inside).
  assert (second := envelope_formula a b q p' truth' t inside).
  unfold utility at 1, report_utility at 1 in first.
  unfold utility at 1, report_utility at 1 in second. lra.
Qed.

(* Where the allocation is the derivative of some Q, the utilities are those of Q. *)
Lemma utility_antiderivative (a b : R) (q p Q : R -> R) :
  incentive_compatible a b q p ->
  (forall t, a <= t <= b -> is_derive Q t (q t)) ->
  (forall t, a <= t <= b -> continuous q t) ->
  forall s t, a <= s <= b -> a <= t <= b -> utility q p t - utility q p s = Q t - Q s.
Proof.
  intros truth derivative q_continuous s t in_s in_t.
  assert (from_a : forall x, a <= x <= b -> utility q p x - utility q p a = Q x - Q a).
  { intros x in_x.
    rewrite <- (is_RInt_unique _ _ _ _ (envelope a b q p truth x in_x)).
    apply is_RInt_unique. apply (is_RInt_derive Q q);
      rewrite Rmin_left, Rmax_right by lra; intros y in_y;
      [apply derivative | apply q_continuous]; lra. }
  assert (first := from_a s in_s). assert (second := from_a t in_t). lra.
Qed.
