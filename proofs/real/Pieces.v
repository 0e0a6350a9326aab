(* Distributions given in pieces, the partnership they make, and bounds of H: for sign.py. *)

(* A piece gives the value of a cdf up to a point, and its slope there; a list of pieces begins at
   the lowest type.  Below it the cdf is 0, behind the last piece it is 1. *)

From Coq Require Import Reals Lra Lia Arith List.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From Expost.real Require Import FiniteSums Primitive Envelope Partnership IntervalZ.

Local Open Scope R_scope.

Record piece : Type := { until : R; value : R -> R; slope : R -> R }.

Fixpoint value_in (pieces : list piece) (x : R) : R :=
  match pieces with
  | nil => 1
  | p :: rest => if Rle_dec x (until p) then value p x else value_in rest x
  end.

Fixpoint slope_in (pieces : list piece) (x : R) : R :=
  match pieces with
  | nil => 0
  | p :: rest => if Rle_dec x (until p) then slope p x else slope_in rest x
  end.

Fixpoint last_end (a : R) (pieces : list piece) : R :=
  match pieces with
  | nil => a
  | p :: rest => last_end (until p) rest
  end.

Definition piecewise_cdf (a : R) (pieces : list piece) (x : R) : R :=
  if Rle_dec x a then 0 else value_in pieces x.
Definition piecewise_density (a : R) (pieces : list piece) (x : R) : R :=
  if Rlt_dec x a then 0 else slope_in pieces x.

(* The slope of a piece is the derivative of its value, continuous and nonnegative. *)
Definition rises (a b : R) (f g : R -> R) : Prop :=
  forall t, a <= t <= b -> is_derive f t (g t) /\ continuous g t /\ 0 <= g t.

(* The pieces meet: the first begins with the value start, the last ends with 1. *)
Fixpoint proper (a start : R) (pieces : list piece) : Prop :=
  match pieces with
  | nil => start = 1
  | p :: rest => a < until p /\ value p a = start /\ rises a (until p) (value p) (slope p) /\
                 proper (until p) (value p (until p)) rest
  end.

Lemma last_end_above (a start : R) (pieces : list piece) :
  proper a start pieces -> a <= last_end a pieces.
Proof.
  revert a start. induction pieces as [ | p rest IH]; intros a start; simpl; [lra | ].
  intros [order [_ [_ proper_rest]]]. specialize (IH _ _ proper_rest). lra.
Qed.

Lemma slope_in_nonnegative (a start : R) (pieces : list piece) (x : R) :
  proper a start pieces -> a <= x -> 0 <= slope_in pieces x.
Proof.
  revert a start. induction pieces as [ | p rest IH]; intros a start; simpl; [lra | ].
  intros [order [_ [slopes proper_rest]]] a_x. destruct (Rle_dec x (until p)).
  - apply slopes. lra.
  - apply (IH _ _ proper_rest). lra.
Qed.

Lemma slope_in_beyond (a start : R) (pieces : list piece) (x : R) :
  proper a start pieces -> last_end a pieces < x -> slope_in pieces x = 0.
Proof.
  revert a start. induction pieces as [ | p rest IH]; intros a start; simpl; [reflexivity | ].
  intros [order [_ [slopes proper_rest]]] beyond.
  assert (above := last_end_above _ _ _ proper_rest).
  destruct (Rle_dec x (until p)); [lra | ]. exact (IH _ _ proper_rest beyond).
Qed.

Lemma value_in_beyond (a start : R) (pieces : list piece) :
  proper a start pieces -> a < last_end a pieces -> value_in pieces (last_end a pieces) = 1.
Proof.
  revert a start. induction pieces as [ | p rest IH]; intros a start; simpl; [lra | ].
  intros [order [_ [slopes proper_rest]]] _.
  assert (above := last_end_above _ _ _ proper_rest).
  destruct (Rle_dec (last_end (until p) rest) (until p)).
  - destruct rest as [ | q rest]; simpl in *; [exact proper_rest | ].
    destruct proper_rest as [order_q [_ [_ proper_q]]].
    assert (above_q := last_end_above _ _ _ proper_q). lra.
  - apply (IH _ _ proper_rest). lra.
Qed.

Lemma slope_in_integrable (a start : R) (pieces : list piece) (c : R -> R) (x : R) :
  (forall t, continuous c t) -> proper a start pieces -> a <= x ->
  ex_RInt (fun t => slope_in pieces t * c t) a x.
Proof.
  intros c_continuous. revert a start x.
  induction pieces as [ | p rest IH]; intros a start x; simpl.
  - intros _ _. apply ex_RInt_ext with (fun _ => 0); [intros; symmetry; apply Rmult_0_l | ].
    apply ex_RInt_const.
  - intros [order [_ [slopes proper_rest]]] a_x.
    assert (within : forall y, a <= y -> y <= until p ->
              ex_RInt (fun t => (if Rle_dec t (until p) then slope p t else slope_in rest t) *
                                c t) a y).
    { intros y a_y y_end. apply ex_RInt_ext with (fun t => slope p t * c t).
      - rewrite Rmin_left, Rmax_right by lra. intros t inside.
        destruct (Rle_dec t (until p)); [reflexivity | lra].
      - apply (ex_RInt_continuous (V := R_CompleteNormedModule)).
        rewrite Rmin_left, Rmax_right by lra. intros t inside.
        apply (continuous_mult (slope p) c); [apply slopes; lra | apply c_continuous]. }
    destruct (Rle_dec x (until p)) as [x_end | end_x]; [apply within; assumption | ].
    apply ex_RInt_Chasles with (until p); [apply within; lra | ].
    apply ex_RInt_ext with (fun t => slope_in rest t * c t).
    + rewrite Rmin_left, Rmax_right by lra. intros t inside.
      destruct (Rle_dec t (until p)); [lra | reflexivity].
    + apply (IH _ _ x proper_rest). lra.
Qed.

Lemma slope_in_integral (a start : R) (pieces : list piece) (x : R) :
  proper a start pieces -> a <= x ->
  is_RInt (slope_in pieces) a x (value_in pieces x - start).
Proof.
  revert a start x. induction pieces as [ | p rest IH]; intros a start x; simpl.
  - intros -> _. apply is_RInt_value with (scal (x - a) 0).
    + apply (is_RInt_const (V := R_NormedModule)).
    + change (scal ?u ?v) with (u * v). ring.
  - intros [order [<- [slopes proper_rest]]] a_x.
    assert (within : forall y, a <= y -> y <= until p ->
              is_RInt (fun t => if Rle_dec t (until p) then slope p t else slope_in rest t) a y
                (value p y - value p a)).
    { intros y a_y y_end. apply is_RInt_ext with (slope p).
      - rewrite Rmin_left, Rmax_right by lra. intros t inside.
        destruct (Rle_dec t (until p)); [reflexivity | lra].
      - apply (is_RInt_derive (value p) (slope p)); rewrite Rmin_left, Rmax_right by lra;
          intros t inside; apply slopes; lra. }
    destruct (Rle_dec x (until p)) as [x_end | end_x]; [apply within; assumption | ].
    apply integral_join with (until p) (value p (until p) - value p a)
      (value_in rest x - value p (until p)); [apply within; lra | | ring].
    apply is_RInt_ext with (slope_in rest).
    + rewrite Rmin_left, Rmax_right by lra. intros t inside.
      destruct (Rle_dec t (until p)); [lra | reflexivity].
    + apply (IH _ _ x proper_rest). lra.
Qed.

Lemma piecewise_below (a : R) (pieces : list piece) (c : R -> R) (x : R) : x <= a ->
  is_RInt (fun t => piecewise_density a pieces t * c t) x a 0.
Proof.
  intros x_a. apply is_RInt_ext with (fun _ => 0).
  - rewrite Rmin_left, Rmax_right by lra. intros t inside. unfold piecewise_density.
    destruct (Rlt_dec t a); [symmetry; apply Rmult_0_l | lra].
  - apply is_RInt_value with (scal (a - x) 0); [ | apply Rmult_0_r].
    apply (is_RInt_const (V := R_NormedModule)).
Qed.

Lemma piecewise_integrable (a : R) (pieces : list piece) :
  proper a 0 pieces -> integrable (piecewise_density a pieces).
Proof.
  intros is_proper c c_continuous.
  assert (from_a : forall x, ex_RInt (fun t => piecewise_density a pieces t * c t) a x).
  { intros x. destruct (Rle_dec x a) as [x_a | a_x].
    - apply ex_RInt_swap. exists 0. apply piecewise_below. assumption.
    - apply ex_RInt_ext with (fun t => slope_in pieces t * c t).
      + rewrite Rmin_left, Rmax_right by lra. intros t inside. unfold piecewise_density.
        destruct (Rlt_dec t a); [lra | reflexivity].
      + apply slope_in_integrable with 0; try assumption. lra. }
  intros x y. apply ex_RInt_Chasles with a; [apply ex_RInt_swap | ]; apply from_a.
Qed.

Lemma piecewise_integral (a b : R) (pieces : list piece) (x : R) :
  proper a 0 pieces -> b <= a -> b <= x ->
  is_RInt (piecewise_density a pieces) b x (piecewise_cdf a pieces x).
Proof.
  intros is_proper b_a b_x.
  assert (below : forall y, y <= a -> is_RInt (piecewise_density a pieces) b y 0).
  { intros y y_a. apply is_RInt_ext with (fun _ => 0).
    - intros t inside. unfold piecewise_density. destruct (Rlt_dec t a); [reflexivity | ].
      assert (Rmax b y <= a) by (apply Rmax_lub; assumption). lra.
    - apply is_RInt_value with (scal (y - b) 0); [ | apply Rmult_0_r].
      apply (is_RInt_const (V := R_NormedModule)). }
  unfold piecewise_cdf. destruct (Rle_dec x a) as [x_a | a_x]; [auto | ].
  apply integral_join with a 0 (value_in pieces x - 0); [apply below; lra | | ring].
  apply is_RInt_ext with (slope_in pieces).
  - rewrite Rmin_left, Rmax_right by lra. intros t inside. unfold piecewise_density.
    destruct (Rlt_dec t a); [lra | reflexivity].
  - apply slope_in_integral; [assumption | lra].
Qed.

(* The partnership of n owners with these shares, lowest types and pieces. *)
Definition partnership_of (n : nat) (shares starts : nat -> R) (pieces : nat -> list piece)
  (least most : R) : partnership :=
  {| owners := n;
     share := shares;
     low := starts;
     high := fun i => last_end (starts i) (pieces i);
     density := fun i => piecewise_density (starts i) (pieces i);
     bottom := least;
     top := most |}.

Section Pieces.

Variables (n : nat) (shares starts : nat -> R) (pieces : nat -> list piece) (least most : R).
Let P := partnership_of n shares starts pieces least most.

Hypothesis all_proper : forall i, (i < n)%nat -> proper (starts i) 0 (pieces i).
Hypothesis all_above : forall i, (i < n)%nat -> least <= starts i.
Hypothesis all_below_most : forall i, (i < n)%nat -> last_end (starts i) (pieces i) <= most.
Hypothesis shares_nonnegative : forall i, (i < n)%nat -> 0 <= shares i.
Hypothesis shares_total : sum n shares = 1.

Lemma support_proper (i : nat) : (i < n)%nat -> starts i < last_end (starts i) (pieces i).
Proof.
  intros below. specialize (all_proper i below).
  destruct (pieces i) as [ | p rest]; simpl in *; [lra | ].
  destruct all_proper as [order [_ [_ rest_proper]]].
  assert (above := last_end_above _ _ _ rest_proper). lra.
Qed.

Lemma pieces_formed : well_formed P.
Proof.
  split; try assumption; intros i below; simpl in below |- *;
    assert (support := support_proper i below).
  - split; [apply all_above; assumption | ]. split; [assumption | auto].
  - apply piecewise_integrable. auto.
  - intros x. unfold piecewise_density. destruct (Rlt_dec x (starts i)); [lra | ].
    apply slope_in_nonnegative with (starts i) 0; [auto | lra].
  - intros x outside. unfold piecewise_density.
    destruct (Rlt_dec x (starts i)); [reflexivity | ].
    apply slope_in_beyond with (starts i) 0; [auto | lra].
  - apply is_RInt_unique.
    apply is_RInt_value with
      (piecewise_cdf (starts i) (pieces i) (last_end (starts i) (pieces i))).
    + apply piecewise_integral; [auto | lra | lra].
    + unfold piecewise_cdf. destruct (Rle_dec _ _); [lra | ].
      apply value_in_beyond with 0; auto.
Qed.

Lemma pieces_cdf (i : nat) (x : R) : (i < n)%nat -> least <= x ->
  cdf P i x = piecewise_cdf (starts i) (pieces i) x.
Proof.
  intros below least_x. apply is_RInt_unique.
  apply piecewise_integral; [auto | simpl; auto | assumption].
Qed.

End Pieces.

Section Bounds.

Variable P : partnership.
Hypothesis formed : well_formed P.

Lemma split_all_below (x y z : R) :
  RInt (all_below P) x z = RInt (all_below P) x y + RInt (all_below P) y z.
Proof.
  assert (exists_all : forall a b, ex_RInt (all_below P) a b).
  { apply integrable_ex, integrable_continuous.
    exact (primitive_continuous _ _ (all_below_primitive P formed)). }
  symmetry. apply (RInt_Chasles (all_below P)); apply exists_all.
Qed.

Lemma split_interim (i : nat) (x y z : R) :
  RInt (interim P i) x z = RInt (interim P i) x y + RInt (interim P i) y z.
Proof.
  assert (exists_all : forall a b, ex_RInt (interim P i) a b).
  { apply integrable_ex, integrable_continuous. exact (interim_continuous P formed i). }
  symmetry. apply (RInt_Chasles (interim P i)); apply exists_all.
Qed.

(* A bracket of the worst-off type bounds H from above. *)
Lemma H_bracket (i : nat) (lo hi : R) : (i < owners P)%nat ->
  low P i <= lo -> lo <= hi -> hi <= high P i ->
  interim P i lo <= share P i \/ lo = low P i ->
  share P i <= interim P i hi \/ hi = high P i ->
  forall excess, 0 <= excess -> share P i - interim P i lo <= excess ->
  H P i <= claim P i lo + (hi - lo) * excess.
Proof.
  intros below low_lo lo_hi hi_high left right excess positive slope_bound.
  destruct (supports P formed i below) as [bottom_low _].
  apply (H_below P formed i); [assumption | ]. intros w inside.
  assert (at_lo := claim_tangent P formed i lo w ltac:(lra) ltac:(lra)).
  assert (near : forall v, low P i <= v <= hi -> claim P i v <= claim P i lo + (hi - lo) * excess).
  { intros v in_v.
    assert (tangent := claim_tangent P formed i lo v ltac:(lra) ltac:(lra)).
    assert (room : 0 <= (hi - lo) * excess) by (apply Rmult_le_pos; lra).
    destruct (Rle_dec lo v) as [lo_v | v_lo].
    - assert ((v - lo) * (share P i - interim P i lo) <= (v - lo) * excess)
        by (apply Rmult_le_compat_l; lra).
      assert ((v - lo) * excess <= (hi - lo) * excess) by (apply Rmult_le_compat_r; lra). lra.
    - destruct left as [crossing | edge]; [ | lra].
      assert (0 <= (lo - v) * (share P i - interim P i lo)) by (apply Rmult_le_pos; lra). lra. }
  destruct (Rle_dec w hi) as [w_hi | hi_w]; [apply near; lra | ].
  destruct right as [crossing | edge]; [ | lra].
  assert (tangent := claim_tangent P formed i hi w ltac:(lra) ltac:(lra)).
  assert (at_hi := near hi ltac:(lra)).
  assert (0 <= (w - hi) * (interim P i hi - share P i)) by (apply Rmult_le_pos; lra). lra.
Qed.

End Bounds.

(* Tactics for the files that sign.py writes. *)

Lemma derivable_continuous (f : R -> R) (t : R) : ex_derive f t -> continuous f t.
Proof. exact (ex_derive_continuous f t). Qed.

Import Z_tactics.

(* Each f e, f one of exp, ln and sqrt, with e = q in another form, is written as f q. *)
Ltac same_argument f q :=
  repeat match goal with
    |- context [f ?e] =>
      lazymatch e with
      | q => fail
      | _ => replace (f e) with (f q) by (f_equal; field)
      end
  end.

(* Conditions on numbers, where t may have bounds in the context. *)
Ltac condition :=
  repeat split; try exact I; try lra; try interval with (i_prec 60).
Ltac condition_in t :=
  repeat split; try exact I; try lra; try interval with (i_prec 60);
  try interval with (i_prec 60, i_bisect t).

(* The function g is the derivative of f, and continuous. *)
Ltac derivative t := auto_derive; [condition_in t | field; condition_in t].
Ltac continuity t := apply derivable_continuous; auto_derive; condition_in t.

Lemma integral_constant (k x y : R) : RInt (fun _ => k) x y = (y - x) * k.
Proof. exact (RInt_const (V := R_CompleteNormedModule) x y k). Qed.

Lemma integral_empty (f : R -> R) (x : R) : RInt f x x = 0.
Proof. exact (RInt_point (V := R_CompleteNormedModule) x f). Qed.

(* An equation, and a bound, of numbers. *)
Ltac same_number := rewrite ?exp_0, ?ln_1, ?sqrt_0, ?sqrt_1; field; condition.

Ltac bounded := cbv beta; first [lra | interval with (i_prec 80)].

(* A sum of products of nonnegative factors. *)
Ltac nonnegative :=
  match goal with
  | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; nonnegative
  | |- 0 <= _ * _ => apply Rmult_le_pos; nonnegative
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= _ ^ _ => apply pow_le; nonnegative
  | |- _ => lra
  end.

(* Decides between which points t lies. *)
Ltac locate :=
  repeat match goal with |- context [Rle_dec ?x ?y] => destruct (Rle_dec x y); try lra end.
