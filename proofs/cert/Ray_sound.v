(* Rays: a direction of payments that keeps every row true and improves an objective for ever. *)
From Coq Require Import QArith List Bool Ring Field.
From Expost.theory Require Import Field Sums Profile.
From Expost.cert Require Import Numbers Forms Rows Row_true Claims Evidence Forms_sound.
Import ListNotations.
Local Open Scope number_scope.

Section Rays.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (x y : unknown -> Q) (c : F) (f : form).

  (* From x, c times along y. *)
  Definition along x y c (u : unknown) : F := of_Q (x u) + c * of_Q (y u).

  Lemma form_value_along x y c f :
    form_value (along x y c) f = form_value (fun u => of_Q (x u)) f + c * of_Q (slope y f).
  Proof.
    rewrite slope_value, <- sum_scale. unfold form_value, along.
    rewrite (sum_ext _ _ (fun p => of_Q (snd p) * of_Q (x (fst p)) +
      c * (of_Q (snd p) * of_Q (y (fst p))))) by (intros; ring).
    rewrite sum_add. ring.
  Qed.

  Lemma row_true_along s x y c k : 0 <= c -> row_holds s x k = true ->
    sign_fits k (slope y (row s k)) = true -> row_true s (along x y c) k.
  Proof.
    intros Hc H. apply (row_holds_spec (F := F)) in H. revert H.
    unfold row_true, sign_fits. rewrite form_value_along. destruct (is_equation k).
    - rewrite (is_zero_in (F := F)). intros -> ->. ring.
    - rewrite (is_nonnegative_in (F := F)). intros H K.
      apply add_nonnegative; [exact H|apply at_most_multiply; assumption].
  Qed.
  (* A mechanism whose payments are moved along the ray keeps its properties. *)
  Theorem rows_true_along s x y c ps : 0 <= c ->
    rows_hold s x ps = true -> rows_hold_along s y ps = true ->
    forall p k, In p ps -> In k (rows_of s p) -> row_true s (along x y c) k.
  Proof.
    unfold rows_hold, rows_hold_along. rewrite !forallb_forall. intros Hc Hx Hy p k Hp Hk.
    specialize (Hx p Hp). specialize (Hy p Hp). rewrite forallb_forall in Hx, Hy.
    exact (row_true_along s x y c k Hc (Hx k Hk) (Hy k Hk)).
  Qed.

  (* What grows at a positive rate exceeds every bound from somewhere on. *)
  Lemma exceeds_from (a rate bound : F) : 0 < rate ->
    exists least, 0 <= least /\ forall c, least <= c -> bound < a + c * rate.
  Proof.
    intros Hr. assert (Nr := positive_not_zero _ Hr).
    destruct (at_most_total F 0 ((bound - a) / rate + 1)) as [H|H].
    - exists ((bound - a) / rate + 1). split; [exact H|]. intros c Hc.
      apply (less_by (rate + (c - ((bound - a) / rate + 1)) * rate)); [|field; exact Nr].
      apply add_positive; [exact Hr|]. apply at_most_multiply; [|apply less_at_most, Hr].
      apply difference_nonnegative, Hc.
    - exists 0. split; [apply at_most_refl|]. intros c Hc.
      apply (less_by (rate + (c + - ((bound - a) / rate + 1)) * rate)); [|field; exact Nr].
      apply add_positive; [exact Hr|]. apply at_most_multiply; [|apply less_at_most, Hr].
      apply add_nonnegative; [exact Hc|]. apply negate_nonnegative, H.
  Qed.
  (* Finitely many forms that grow along the ray exceed every bound together. *)
  Theorem all_exceed_along {A} x y (l : list A) (f : A -> form) (bound : F) :
    (forall a, In a l -> is_positive (slope y (f a)) = true) ->
    exists c, 0 <= c /\ forall a, In a l -> bound < form_value (along x y c) (f a).
  Proof.
    intros H. enough (E : exists least, 0 <= least /\ forall c, least <= c ->
      forall a, In a l -> bound < form_value (along x y c) (f a)).
    { destruct E as (c & Hc & E). exists c. split; [exact Hc|]. apply E, at_most_refl. }
    induction l as [|b l IH].
    - exists 0. split; [apply at_most_refl|]. intros c _ a [].
    - destruct IH as (c1 & H1 & IH); [intros a Ha; apply H; right; exact Ha|].
      destruct (exceeds_from (form_value (fun u => of_Q (x u)) (f b)) (of_Q (slope y (f b))) bound)
        as (c2 & H2 & E); [apply is_positive_in, H; left; reflexivity|].
      exists (c1 + c2). split; [apply add_nonnegative; assumption|]. intros c Hc.
      intros a [<-|Ha].
      + rewrite form_value_along. apply E. apply (at_most_trans _ _ (c1 + c2)); [|exact Hc].
        apply (at_most_by c1); [exact H1|ring].
      + apply IH; [|exact Ha]. apply (at_most_trans _ _ (c1 + c2)); [|exact Hc].
        apply (at_most_by c2); [exact H2|ring].
  Qed.
  Corollary exceeds_along x y f (bound : F) : is_positive (slope y f) = true ->
    exists c, 0 <= c /\ bound < form_value (along x y c) f.
  Proof.
    intros H. destruct (all_exceed_along x y [f] (fun f => f) bound) as (c & Hc & E).
    - intros a [<-|[]]. exact H.
    - exists c. split; [exact Hc|]. apply E. left. reflexivity.
  Qed.
  Corollary falls_below_along x y f (bound : F) : is_positive (Qopp (slope y f)) = true ->
    exists c, 0 <= c /\ form_value (along x y c) f < bound.
  Proof.
    rewrite (is_positive_in (F := F)), of_Q_negate. intros H.
    destruct (exceeds_from (- form_value (fun u => of_Q (x u)) f) (- of_Q (slope y f)) (- bound) H)
      as (c & Hc & E).
    exists c. split; [exact Hc|]. specialize (E c (at_most_refl _ c)).
    rewrite form_value_along. apply difference_positive in E. eapply less_by; [exact E|]. ring.
  Qed.
  (* Along a ray that improves the objective there is no bound to it. *)
  Theorem better_along s x y to o (bound : F) :
    improves to (slope y (objective_form s o)) = true ->
    exists c, 0 <= c /\ better to (form_value (along x y c) (objective_form s o)) bound.
  Proof. destruct to; [apply exceeds_along|apply falls_below_along]. Qed.
End Rays.
