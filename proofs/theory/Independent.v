(* Independent priors: what one agent's type tells about the types of the others is nothing. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
Import ListNotations.
Local Open Scope number_scope.

(* Products of one factor for each agent. *)
Section Products.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Definition product (l : list nat) (f : nat -> F) : F := fold_right (fun j q => f j * q) 1 l.
  Definition without_factor (i : nat) (f : nat -> F) (j : nat) : F :=
    if Nat.eqb j i then 1 else f j.
  Lemma product_ext l f g : (forall j, In j l -> f j = g j) -> product l f = product l g.
  Proof.
    induction l as [|j l IH]; intros H; cbn [product fold_right]; [reflexivity|].
    rewrite (H j) by (left; reflexivity). f_equal. apply IH. intros k Hk. apply H. right. exact Hk.
  Qed.
  Lemma product_nonnegative l f : (forall j, In j l -> 0 <= f j) -> 0 <= product l f.
  Proof.
    induction l as [|j l IH]; intros H; cbn [product fold_right]; [apply zero_at_most_one|].
    apply at_most_multiply; [apply H; left; reflexivity|]. apply IH. intros k Hk. apply H.
    right. exact Hk.
  Qed.
  Lemma product_without l i f : NoDup l -> In i l ->
    product l f = f i * product l (without_factor i f).
  Proof.
    induction l as [|j l IH]; intros Hn Hi; [destruct Hi|]. inversion Hn as [|? ? Hj Hn']; subst.
    cbn [product fold_right]. fold (product l f) (product l (without_factor i f)).
    unfold without_factor at 1. destruct (Nat.eqb_spec j i) as [->|N].
    - assert (E : product l f = product l (without_factor i f)).
      { apply product_ext. intros k Hk. unfold without_factor.
        destruct (Nat.eqb_spec k i) as [->|_]; [contradiction|reflexivity]. }
      rewrite E. ring.
    - destruct Hi as [Hi|Hi]; [contradiction|]. rewrite (IH Hn' Hi). ring.
  Qed.

  (* The same product along a profile whose first agent is k. *)
  Fixpoint product_from (k : nat) (w : nat -> nat -> F) (t : profile) : F :=
    match t with [] => 1 | a :: t => w k a * product_from (S k) w t end.
  Lemma product_along k w t :
    product (seq k (length t)) (fun j => w j t.[j - k]) = product_from k w t.
  Proof.
    revert k; induction t as [|a t IH]; intros k; cbn [length seq product fold_right product_from];
      [reflexivity|]. rewrite Nat.sub_diag. cbn [nth]. f_equal. rewrite <- IH.
    apply product_ext. intros j Hj. apply in_seq in Hj.
    replace (j - k)%nat with (S (j - S k)) by lia. reflexivity.
  Qed.
  Lemma product_from_total k w sets :
    (forall j, (j < length sets)%nat -> sum (nth j sets []) (w (k + j)%nat) = 1) ->
    sum (choices sets) (product_from k w) = 1.
  Proof.
    revert k; induction sets as [|set sets IH]; intros k H; cbn [choices]; [cbn; ring|].
    rewrite sum_flat_map, (sum_ext _ _ (w k)).
    - assert (H0 := H O). rewrite Nat.add_0_r in H0. apply H0. cbn; lia.
    - intros a _. rewrite sum_map. cbn [product_from]. rewrite sum_scale, IH; [ring|].
      intros j Hj. replace (S k + j)%nat with (k + S j)%nat by lia. apply (H (S j)). cbn; lia.
  Qed.
End Products.

Section Independent.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable p : nat -> nat -> F.
  Implicit Types (m : mechanism F) (i j s r : nat) (t : profile) (f g : profile -> F).

  (* The probability that the others have these types. *)
  Definition others_chance i t := product (agents e) (without_factor i (fun j => p j t.[j])).
  (* The expectation over the others' types; f does not depend on entry i, or it is fixed. *)
  Definition others_expectation i f := sum (others e i) (fun t => others_chance i t * f t).
  (* What agent i expects to pay when he reports s. *)
  Definition interim_payment m i s := others_expectation i (fun t => payment m i t.[i := s]).

  (* What each agent of each type expects to pay in m is what q says. *)
  Definition has_interim_payments m (q : nat -> nat -> F) : Prop := forall i s,
    In i (agents e) -> In s (types e i) -> interim_payment m i s = q i s.

  Lemma others_expectation_ext i f g : (forall t, In t (others e i) -> f t = g t) ->
    others_expectation i f = others_expectation i g.
  Proof. intros H. apply sum_ext. intros t Ht. rewrite (H t Ht). reflexivity. Qed.
  Lemma others_expectation_add i f g : others_expectation i (fun t => f t + g t) =
    others_expectation i f + others_expectation i g.
  Proof. unfold others_expectation. rewrite <- sum_add. apply sum_ext. intros t _. ring. Qed.
  Lemma others_expectation_subtract i f g : others_expectation i (fun t => f t - g t) =
    others_expectation i f - others_expectation i g.
  Proof. unfold others_expectation. rewrite <- sum_subtract. apply sum_ext. intros t _. ring. Qed.
  Lemma others_expectation_scale i (c : F) f :
    others_expectation i (fun t => c * f t) = c * others_expectation i f.
  Proof. unfold others_expectation. rewrite <- sum_scale. apply sum_ext. intros t _. ring. Qed.

  Hypothesis Hind : independent e p.

  Lemma others_chance_nonnegative i t : In i (agents e) -> In t (others e i) ->
    0 <= others_chance i t.
  Proof.
    destruct Hind as (Hp & H1 & _). intros Hi Ht. apply product_nonnegative. intros j Hj.
    unfold without_factor. destruct (Nat.eqb_spec j i) as [_|N]; [apply zero_at_most_one|].
    apply Hp; [exact Hj|]. destruct (types e i) as [|s l] eqn:E.
    - exfalso. apply (@one_not_zero F). rewrite <- (H1 i Hi), E. reflexivity.
    - rewrite <- (set_entry_other i j s) by exact N. apply profile_type; [exact Hj|].
      apply others_profile; [exact Hi|exact Ht|]. rewrite E. left; reflexivity.
  Qed.
  Lemma others_chance_total i : In i (agents e) -> sum (others e i) (others_chance i) = 1.
  Proof.
    destruct Hind as (_ & H1 & _). intros Hi. apply in_agents in Hi as Hl.
    rewrite (sum_ext _ _ (product_from 0 (fun j s => if Nat.eqb j i then 1 else p j s))).
    - apply product_from_total. cbn [Nat.add]. intros j Hj.
      rewrite set_entry_length, sets_length in Hj. destruct (Nat.eqb_spec j i) as [->|N].
      + rewrite set_entry_same by (rewrite sets_length; exact Hl). cbn. ring.
      + apply in_agents in Hj. rewrite set_entry_other, nth_sets by assumption. apply H1, Hj.
    - intros t Ht. rewrite <- product_along, (others_length _ _ _ Ht). apply product_ext.
      intros j _. rewrite Nat.sub_0_r. reflexivity.
  Qed.
  Lemma others_expectation_constant i (c : F) : In i (agents e) ->
    others_expectation i (fun _ => c) = c.
  Proof.
    intros Hi. unfold others_expectation. rewrite sum_scale_right, others_chance_total by exact Hi.
    ring.
  Qed.
  Lemma others_expectation_at_most i f g : In i (agents e) ->
    (forall t, In t (others e i) -> f t <= g t) ->
    others_expectation i f <= others_expectation i g.
  Proof.
    intros Hi H. apply sum_at_most. intros t Ht. apply scale_at_most; [|apply H, Ht].
    apply others_chance_nonnegative; assumption.
  Qed.

  (* The probability of a profile is that of the own type times that of the others' types. *)
  Lemma prior_product i s t : In i (agents e) -> In s (types e i) -> In t (others e i) ->
    prior e t.[i := s] = p i s * others_chance i t.
  Proof.
    destruct Hind as (_ & _ & Hp). intros Hi Hs Ht.
    rewrite Hp by (apply others_profile; assumption).
    change (product (agents e) (fun j => p j t.[i := s].[j]) = p i s * others_chance i t).
    rewrite (product_without _ i) by (auto using agents_nodup).
    rewrite (others_set_own e) by assumption. f_equal. apply product_ext. intros j _.
    unfold without_factor. destruct (Nat.eqb_spec j i) as [_|N]; [reflexivity|].
    rewrite set_entry_other by exact N. reflexivity.
  Qed.
  Lemma weighted_product i s f : In i (agents e) -> In s (types e i) ->
    weighted e i s f = p i s * others_expectation i (fun t => f t.[i := s]).
  Proof.
    intros Hi Hs. unfold weighted, others_expectation. rewrite <- sum_scale. apply sum_ext.
    intros t Ht. rewrite prior_product by assumption. ring.
  Qed.
  Lemma independent_type_probability i s : In i (agents e) -> In s (types e i) ->
    type_probability e i s = p i s.
  Proof.
    intros Hi Hs. unfold type_probability.
    rewrite (sum_ext _ _ (fun t => p i s * others_chance i t)).
    - rewrite sum_scale, others_chance_total by exact Hi. ring.
    - intros t Ht. apply prior_product; assumption.
  Qed.
  (* Given the own type, the others' types are distributed as ever. *)
  Lemma interim_independent i s f : In i (agents e) -> In s (types e i) -> 0 < p i s ->
    interim e i s f = others_expectation i (fun t => f t.[i := s]).
  Proof.
    intros Hi Hs P. unfold interim. fold (weighted e i s f).
    rewrite weighted_product, independent_type_probability by assumption. field.
    apply positive_not_zero, P.
  Qed.
  (* What an agent expects to pay depends on his report, and not on his type. *)
  Lemma interim_payment_report m i s r : In i (agents e) -> In s (types e i) -> 0 < p i s ->
    interim e i s (fun t => payment m i t.[i := r]) = interim_payment m i r.
  Proof.
    intros Hi Hs P. rewrite interim_independent by assumption. apply others_expectation_ext.
    intros t _. rewrite set_entry_twice. reflexivity.
  Qed.

  (* Expectations, the others' types first. *)
  Lemma expectation_own i f : In i (agents e) -> expectation e f =
    sum (types e i) (fun s => p i s * others_expectation i (fun t => f t.[i := s])).
  Proof.
    intros Hi. rewrite (expectation_split e i) by exact Hi. apply sum_ext. intros s Hs.
    apply weighted_product; assumption.
  Qed.
  Lemma expectation_of_type i (h : nat -> F) : In i (agents e) ->
    expectation e (fun t => h t.[i]) = sum (types e i) (fun s => p i s * h s).
  Proof.
    intros Hi. rewrite (expectation_own i) by exact Hi. apply sum_ext. intros s _. f_equal.
    rewrite (others_expectation_ext i _ (fun _ => h s)).
    - apply others_expectation_constant, Hi.
    - intros t Ht. rewrite (others_set_own e) by assumption. reflexivity.
  Qed.
  Lemma expectation_of_others i f : In i (agents e) ->
    (forall t s, In t (others e i) -> In s (types e i) -> f t.[i := s] = f t) ->
    others_expectation i f = expectation e f.
  Proof.
    intros Hi H. rewrite (expectation_own i) by exact Hi.
    rewrite (sum_ext _ _ (fun s => p i s * others_expectation i f)).
    - destruct Hind as (_ & H1 & _). rewrite sum_scale_right, (H1 i Hi). ring.
    - intros s Hs. f_equal. apply others_expectation_ext. intros t Ht. apply H; assumption.
  Qed.
  Lemma weighted_of_others i s f : In i (agents e) -> In s (types e i) ->
    (forall t r, In t (others e i) -> In r (types e i) -> f t.[i := r] = f t) ->
    weighted e i s f = p i s * expectation e f.
  Proof.
    intros Hi Hs H. rewrite weighted_product, <- (expectation_of_others i f) by assumption.
    f_equal. apply others_expectation_ext. intros t Ht. apply H; assumption.
  Qed.
  Lemma expectation_of_other i j (h : nat -> F) : In i (agents e) -> j <> i ->
    others_expectation i (fun t => h t.[j]) = expectation e (fun t => h t.[j]).
  Proof.
    intros Hi N. apply expectation_of_others; [exact Hi|]. intros t s _ _.
    rewrite set_entry_other by exact N. reflexivity.
  Qed.
  Lemma expectation_interim_payment m i : In i (agents e) ->
    expectation e (payment m i) = sum (types e i) (fun s => p i s * interim_payment m i s).
  Proof. apply expectation_own. Qed.

  (* A product of probabilities is a probability. *)
  Lemma independent_probability : is_probability e.
  Proof.
    destruct Hind as (Hp & H1 & Hprod). split.
    - intros t Ht. rewrite Hprod by exact Ht.
      apply (product_nonnegative (agents e) (fun j => p j t.[j])). intros j Hj.
      apply Hp; [exact Hj|]. apply profile_type; assumption.
    - rewrite (sum_ext _ _ (product_from 0 p)).
      + apply product_from_total. cbn [Nat.add]. intros j Hj. rewrite sets_length in Hj.
        apply in_agents in Hj. rewrite nth_sets by exact Hj. apply H1, Hj.
      + intros t Ht. rewrite Hprod, <- product_along, (profile_length _ _ Ht) by exact Ht.
        apply product_ext. intros j _. rewrite Nat.sub_0_r. reflexivity.
  Qed.

  (* Incentives and participation in terms of what is expected over the others' types. *)
  Lemma BIC_independent m : BIC e m <->
    forall i s r, In i (agents e) -> In s (types e i) -> In r (types e i) -> 0 < p i s ->
      others_expectation i (fun t => utility e m i t.[i := s] t.[i := r]) <=
      others_expectation i (fun t => utility e m i t.[i := s] t.[i := s]).
  Proof.
    assert (E : forall i s r, In i (agents e) -> In s (types e i) -> 0 < p i s ->
      interim e i s (fun t => utility e m i t t.[i := r]) =
      others_expectation i (fun t => utility e m i t.[i := s] t.[i := r])).
    { intros i s r Hi Hs P. rewrite interim_independent by assumption.
      apply others_expectation_ext. intros t _. rewrite set_entry_twice. reflexivity. }
    split; intros H i s r Hi Hs Hr P.
    - rewrite <- E, <- (interim_independent i s (fun t => utility e m i t t)) by assumption.
      apply H; try assumption. rewrite independent_type_probability; assumption.
    - rewrite independent_type_probability in P by assumption.
      rewrite E, (interim_independent i s (fun t => utility e m i t t)) by assumption.
      apply H; assumption.
  Qed.
End Independent.
