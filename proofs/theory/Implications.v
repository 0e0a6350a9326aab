(* Which properties of a mechanism follow from which. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
Import ListNotations.
Local Open Scope number_scope.

Section Implications.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i s : nat) (t r : profile).

  (* Incentives.  A report that is best against all reports of the others is best against their
     truthful ones, whatever the values depend on. *)
  Theorem EPIC_of_DSIC m : DSIC e m -> EPIC e m.
  Proof.
    intros H i t s Hi Ht Hs.
    assert (D := H i t t.[i := s] Hi Ht (set_profile e i s t Hi Ht Hs)).
    rewrite set_entry_twice, set_entry_id in D. exact D.
  Qed.

  (* With private values the two are the same: what the others report might be their types. *)
  Theorem DSIC_EPIC m : private_values e -> (DSIC e m <-> EPIC e m).
  Proof.
    intros private. split; [apply EPIC_of_DSIC|]. intros H i t r Hi Ht Hr.
    set (r' := r.[i := t.[i]]).
    assert (Hr' : In r' (profiles e)) by (apply set_profile, profile_type; assumption).
    assert (U : forall q, utility e m i t q = utility e m i r' q).
    { intros q. unfold utility. f_equal. apply lottery_value_private; [exact private|].
      symmetry. exact (profile_set_own e i t.[i] r Hi Hr). }
    rewrite !U. replace r with r'.[i := r.[i]] at 1.
    - apply H; [exact Hi|exact Hr'|]. apply profile_type; assumption.
    - unfold r'. rewrite set_entry_twice. apply set_entry_id.
  Qed.

  (* The truth is best in expectation if it is best at every profile. *)
  Theorem EPIC_BIC m : is_probability e -> EPIC e m -> BIC e m.
  Proof.
    intros Hp H. apply (BIC_weighted e m Hp). intros i s s' Hi Hs Hs'.
    apply sum_at_most. intros t Ht. assert (Ht' := others_profile e i s t Hi Ht Hs).
    apply scale_at_most; [apply Hp, Ht'|]. apply H; assumption.
  Qed.
  Corollary DSIC_BIC m : is_probability e -> DSIC e m -> BIC e m.
  Proof. intros Hp H. apply EPIC_BIC, EPIC_of_DSIC; assumption. Qed.

  (* Participation at every profile, given the own type, in expectation. *)
  Theorem EPIR_IIR m : is_probability e -> EPIR e m -> IIR e m.
  Proof.
    intros Hp H. apply (IIR_weighted e m Hp). intros i s Hi Hs.
    apply sum_nonnegative. intros t Ht. assert (Ht' := others_profile e i s t Hi Ht Hs).
    apply at_most_multiply; [apply Hp, Ht'|]. apply H; assumption.
  Qed.
  Theorem IIR_EAIR m : is_probability e -> IIR e m -> EAIR e m.
  Proof.
    intros Hp H i Hi. rewrite (expectation_split e i) by exact Hi.
    apply sum_nonnegative. intros s Hs. apply (proj1 (IIR_weighted e m Hp) H); assumption.
  Qed.
  Theorem EPIR_EAIR m : is_probability e -> EPIR e m -> EAIR e m.
  Proof. intros Hp H. apply IIR_EAIR, EPIR_IIR; assumption. Qed.

  (* The budget: exactly or weakly balanced, at every profile or in expectation. *)
  Theorem SBB_WBB m : SBB e m -> WBB e m.
  Proof. intros H t Ht. rewrite (H t Ht). apply at_most_refl. Qed.
  Theorem SBB_EABB m : SBB e m -> EABB e m.
  Proof. intros H. apply sum_all_zero. intros t Ht. rewrite (H t Ht). ring. Qed.
  Theorem WBB_EAWBB m : is_probability e -> WBB e m -> EAWBB e m.
  Proof.
    intros Hp H. apply sum_nonnegative. intros t Ht.
    apply at_most_multiply; [apply Hp, Ht|apply H, Ht].
  Qed.
  Theorem EABB_EAWBB m : EABB e m -> EAWBB e m.
  Proof. intros H. unfold EAWBB. rewrite H. apply at_most_refl. Qed.

  Theorem no_payments_no_positive_transfers m : no_payments e m -> no_positive_transfers e m.
  Proof. intros H i t Hi Ht. rewrite (H i t Hi Ht). apply at_most_refl. Qed.

  (* What an ex-post incentive compatible mechanism chooses is weakly monotone: between two types
     of an agent, each gains at least as much as the other by the change to his own outcome.  The
     payments between the two gains are the same (Bikhchandani and others 2006).  Values may be
     interdependent: the others' types are those of t throughout. *)
  Theorem EPIC_weakly_monotone m : EPIC e m -> weakly_monotone e m.
  Proof.
    intros H i t s Hi Ht Hs. assert (Ht' := set_profile e i s t Hi Ht Hs).
    assert (A := H i t s Hi Ht Hs).
    assert (B := H i t.[i := s] t.[i] Hi Ht' (profile_type e i t Hi Ht)).
    rewrite set_entry_twice, set_entry_id in B. unfold utility in A, B.
    apply (at_most_trans _ _ (payment m i t.[i := s] - payment m i t)).
    - apply (at_most_by _ _ _ (difference_nonnegative _ _ A)). ring.
    - apply (at_most_by _ _ _ (difference_nonnegative _ _ B)). ring.
  Qed.
  Corollary DSIC_weakly_monotone m : DSIC e m -> weakly_monotone e m.
  Proof. intros H. apply EPIC_weakly_monotone, EPIC_of_DSIC, H. Qed.
End Implications.
