(* Multiples of rows that add up to a contradiction, or to a bound, prove it. *)
From Coq Require Import QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile.
From Expost.cert Require Import Numbers Forms Rows Row_true Claims Evidence Forms_sound.
Import ListNotations.
Local Open Scope number_scope.

Section Multipliers_induction.
  Variable P : multipliers -> Prop.
  Hypothesis at_leaf : forall rows, P (Leaf rows).
  Hypothesis at_branch : forall t cases, Forall P cases -> P (Branch t cases).
  Fixpoint multipliers_induction (m : multipliers) : P m :=
    match m with
    | Leaf rows => at_leaf rows
    | Branch t cases => at_branch t cases
        ((fix each (cases : list multipliers) : Forall P cases :=
          match cases with
          | [] => Forall_nil P
          | m :: cases => Forall_cons m (multipliers_induction m) (each cases)
          end) cases)
    end.
End Multipliers_induction.

(* The cases of a branch are numbered: there is one for each outcome. *)
Lemma case_of_each_outcome (check : nat -> multipliers -> bool) (outcomes : nat) cases :
  forall first,
  (fix each (a : nat) (cases : list multipliers) : bool :=
    match cases with
    | [] => Nat.eqb a outcomes
    | m :: cases => check a m && each (S a) cases
    end) first cases = true ->
  forall a, (first <= a < outcomes)%nat -> exists m, In m cases /\ check a m = true.
Proof.
  induction cases as [|m cases IH]; intros first H a Ha.
  - apply Nat.eqb_eq in H. lia.
  - apply andb_true_iff in H as [Hm H]. destruct (Nat.eq_dec a first) as [->|N].
    + exists m. split; [left; reflexivity|exact Hm].
    + destruct (IH (S first) H a) as (m' & Hm' & E); [lia|].
      exists m'. split; [right; exact Hm'|exact E].
Qed.

Section Soundness.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (s : system) (x : unknown -> F).

  (* Multiples of true rows, with multipliers of the right sign, add up to at least 0. *)
  Lemma multiple_nonnegative k y : row_true s x k -> multiplier_fits k y = true ->
    0 <= of_Q y * form_value x (row s k).
  Proof.
    unfold row_true, multiplier_fits. destruct (is_equation k).
    - intros -> _. apply equal_at_most. ring.
    - intros H Hy. apply at_most_multiply; [|exact H]. apply less_at_most, is_positive_in, Hy.
  Qed.
  Lemma sum_of_rows_nonnegative rows :
    (forall p, In p rows -> row_true s x (fst p) /\ multiplier_fits (fst p) (snd p) = true) ->
    0 <= sum_value x (sum_of_rows s rows).
  Proof.
    intros H. rewrite sum_of_rows_value. apply sum_nonnegative. intros p Hp.
    destruct (H p Hp) as [Ht Hf]. exact (multiple_nonnegative _ _ Ht Hf).
  Qed.
  Lemma contradiction_sound sum : 0 <= sum_value x sum -> is_contradiction sum = true -> False.
  Proof.
    unfold is_contradiction. rewrite andb_true_iff, (is_positive_in (F := F)).
    intros H [Hz Hc]. rewrite (all_zero_sum_value x sum Hz) in H.
    apply (less_not_at_most _ _ Hc). rewrite of_Q_negate.
    apply (at_most_by (of_Q (snd sum))); [exact H|ring].
  Qed.

  Definition goal_reached (goal : option form) : Prop :=
    match goal with None => False | Some f => 0 <= form_value x f end.
  Lemma reaches_sound without_lotteries goal sum : 0 <= sum_value x sum ->
    reaches s without_lotteries goal sum = true -> goal_reached goal.
  Proof.
    intros H. destruct goal as [f|]; cbn [goal_reached reaches];
      [|apply contradiction_sound, H].
    set (rest := add_multiple (place_in s) (-1)%Q f sum).
    rewrite orb_true_iff, !andb_true_iff. intros [[_ K]|[Hz Hc]].
    - destruct (contradiction_sound sum H K).
    - assert (E := add_multiple_value x (place_in s) (-1)%Q f sum). fold rest in E.
      rewrite (all_zero_sum_value x rest Hz), of_Q_minus_one in E.
      assert (N : (0 : F) <= - of_Q (snd rest)).
      { destruct without_lotteries.
        - apply (is_nonnegative_in (F := F)) in Hc. rewrite of_Q_negate in Hc. exact Hc.
        - apply (is_zero_in (F := F)) in Hc. rewrite Hc. apply equal_at_most. ring. }
      apply (at_most_by (sum_value x sum + - of_Q (snd rest))).
      + apply add_nonnegative; assumption.
      + rewrite E. ring.
  Qed.

  (* What is known of x where the rule is fixed at some profiles: the rows that may be used there
     are true, and at one more profile the rule can be fixed to some outcome. *)
  Variable usable : list (profile * nat) -> key -> bool.
  Variables (profile_ok : profile -> bool) (outcomes : nat) (without_lotteries : bool).
  Variable consistent : list (profile * nat) -> Prop.
  Hypothesis usable_rows_true : forall fixed k,
    consistent fixed -> usable fixed k = true -> row_true s x k.
  Hypothesis some_outcome : forall fixed t, without_lotteries = true ->
    consistent fixed -> profile_ok t = true ->
    exists a, (a < outcomes)%nat /\ consistent ((t, a) :: fixed).

  (* The easy half of linear programming duality (Farkas 1902): no values of the unknowns make all
     the rows true if multiples of them add up to a negative number; and a form to which they add
     up is at least 0.  Without lotteries this is done for each outcome at one profile after the
     other. *)
  Theorem adds_up_sound goal m fixed : consistent fixed ->
    adds_up s usable profile_ok outcomes without_lotteries goal fixed m = true ->
    goal_reached goal.
  Proof.
    revert fixed; induction m as [rows|t cases IH] using multipliers_induction;
      intros fixed Hc; cbn [adds_up]; rewrite !andb_true_iff.
    - rewrite forallb_forall. intros [Hr H]. revert H. apply reaches_sound.
      apply sum_of_rows_nonnegative. intros p Hp. specialize (Hr p Hp).
      apply andb_true_iff in Hr as [Hu Hf]. split; [|exact Hf].
      exact (usable_rows_true fixed _ Hc Hu).
    - intros [[[Hw Ht] _] H]. destruct (some_outcome fixed t Hw Hc Ht) as (a & Ha & Hc').
      destruct (case_of_each_outcome (fun a m =>
          adds_up s usable profile_ok outcomes without_lotteries goal ((t, a) :: fixed) m)
        outcomes cases O H a) as (m & Hm & K); [lia|].
      rewrite Forall_forall in IH. exact (IH m Hm _ Hc' K).
  Qed.
  Corollary adds_up_contradiction m fixed : consistent fixed ->
    adds_up s usable profile_ok outcomes without_lotteries None fixed m = true -> False.
  Proof. exact (adds_up_sound None m fixed). Qed.
  Corollary adds_up_nonnegative f m fixed : consistent fixed ->
    adds_up s usable profile_ok outcomes without_lotteries (Some f) fixed m = true ->
    0 <= form_value x f.
  Proof. exact (adds_up_sound (Some f) m fixed). Qed.

  (* The goal of a bound is what it should be. *)
  Lemma goal_of_sound to o z : 0 <= form_value x (goal_of s to o z) ->
    no_better to (form_value x (objective_form s o)) (of_Q z).
  Proof.
    destruct to; cbn [goal_of no_better]; rewrite subtract_form_value, number_form_value;
      intros H; (eapply at_most_by; [exact H|reflexivity]).
  Qed.
  Corollary adds_up_bound to o z m fixed : consistent fixed ->
    adds_up s usable profile_ok outcomes without_lotteries (Some (goal_of s to o z)) fixed m =
      true ->
    no_better to (form_value x (objective_form s o)) (of_Q z).
  Proof. intros Hc H. exact (goal_of_sound to o z (adds_up_nonnegative _ m fixed Hc H)). Qed.
End Soundness.
