(* Linear forms and stores compute what they stand for, in every ordered field. *)
From Coq Require Import QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile.
From Expost.cert Require Import Numbers Forms Rows Row_true Claims Evidence.
Import ListNotations.
Local Open Scope number_scope.

Lemma same_profile_spec t r : same_profile t r = true <-> t = r.
Proof.
  revert r; induction t as [|a t IH]; intros [|b r]; cbn [same_profile].
  - tauto.
  - split; discriminate.
  - split; discriminate.
  - rewrite andb_true_iff, Nat.eqb_eq, IH.
    split; [intros [-> ->]; reflexivity|intros E; injection E as -> ->; auto].
Qed.
Lemma same_unknown_spec u v : same_unknown u v = true <-> u = v.
Proof.
  destruct u, v; cbn [same_unknown];
    rewrite ?andb_true_iff, ?Nat.eqb_eq, ?same_profile_spec;
    try (split; discriminate); try tauto;
    (split; [intros [-> ->]; reflexivity|intros E; injection E as -> ->; auto]).
Qed.

(* The values of forms. *)
Section Forms.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (x y : unknown -> F) (f g : form).

  Lemma of_Q_minus_one : of_Q (-1)%Q = - (1) :> F.
  Proof. rewrite <- of_Q_1, <- of_Q_negate. reflexivity. Qed.

  Lemma no_form_value x : form_value x no_form = 0.
  Proof. unfold form_value; cbn [no_form terms constant sum]. rewrite of_Q_0. ring. Qed.
  Lemma number_form_value x q : form_value x (number_form q) = of_Q q.
  Proof. unfold form_value; cbn [number_form terms constant sum]. ring. Qed.
  Lemma unknown_form_value x u : form_value x (unknown_form u) = x u.
  Proof.
    unfold form_value; cbn [unknown_form terms constant sum fst snd]. rewrite of_Q_0, of_Q_1. ring.
  Qed.
  Lemma add_form_value x f g : form_value x (add_form f g) = form_value x f + form_value x g.
  Proof.
    unfold form_value; cbn [add_form terms constant]. rewrite sum_app, of_Q_plus. ring.
  Qed.
  Lemma scale_form_value x q f : form_value x (scale_form q f) = of_Q q * form_value x f.
  Proof.
    unfold form_value; cbn [scale_form terms constant]. rewrite sum_map, of_Q_times.
    rewrite (sum_ext _ _ (fun p => of_Q q * (of_Q (snd p) * x (fst p)))).
    - rewrite sum_scale. ring.
    - intros [u r] _. cbn [fst snd]. rewrite of_Q_times. ring.
  Qed.
  Lemma subtract_form_value x f g :
    form_value x (subtract_form f g) = form_value x f - form_value x g.
  Proof.
    unfold subtract_form. rewrite add_form_value, scale_form_value, of_Q_minus_one. ring.
  Qed.
  Lemma negate_form_value x f : form_value x (scale_form (-1)%Q f) = - form_value x f.
  Proof. rewrite scale_form_value, of_Q_minus_one. ring. Qed.
  Lemma sum_forms_value {A} x (l : list A) (f : A -> form) :
    form_value x (sum_forms l f) = sum l (fun a => form_value x (f a)).
  Proof.
    unfold sum_forms. enough (H : forall g,
      form_value x (fold_left (fun s a => add_form (f a) s) l g) =
      form_value x g + sum l (fun a => form_value x (f a))) by (rewrite H, no_form_value; ring).
    induction l as [|a l IH]; intros g; cbn [fold_left sum]; [ring|].
    rewrite IH, add_form_value. ring.
  Qed.
  Lemma weighted_form_value x q (f : unit -> form) :
    form_value x (weighted_form q f) = of_Q q * form_value x (f tt).
  Proof.
    unfold weighted_form. destruct (is_zero q) eqn:E; [|apply scale_form_value].
    apply (is_zero_in (F := F)) in E. rewrite E, no_form_value. ring.
  Qed.
  (* Only the unknowns of a form matter to its value. *)
  Lemma form_value_ext x y f : (forall p, In p (terms f) -> x (fst p) = y (fst p)) ->
    form_value x f = form_value y f.
  Proof.
    intros H. unfold form_value. f_equal. apply sum_ext. intros p Hp. rewrite (H p Hp). reflexivity.
  Qed.

  Lemma evaluate_value (x : unknown -> Q) f :
    of_Q (evaluate x f) = form_value (fun u => of_Q (x u)) f :> F.
  Proof.
    unfold evaluate, form_value. rewrite of_Q_plus, of_Q_total. f_equal. apply sum_ext.
    intros p _. apply of_Q_times.
  Qed.
  Lemma slope_value (x : unknown -> Q) f :
    of_Q (slope x f) = sum (terms f) (fun p => of_Q (snd p) * of_Q (x (fst p))) :> F.
  Proof.
    unfold slope. rewrite evaluate_value. unfold form_value; cbn [terms constant].
    rewrite of_Q_0. ring.
  Qed.
  Lemma slope_and_constant (x : unknown -> Q) f :
    form_value (fun u => of_Q (x u)) f = of_Q (slope x f) + of_Q (constant f) :> F.
  Proof. rewrite slope_value. reflexivity. Qed.
End Forms.

(* Stores, and sums of multiples of rows in them. *)
Section Stores.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (x : unknown -> F) (f : form) (s : store).

  (* The value of a form under construction. *)
  Definition sum_value x (sum : store * Q) : F := store_value x (fst sum) + of_Q (snd sum).

  Lemma add_here_value x u q here :
    sum (add_here u q here) (fun p => of_Q (snd p) * x (fst p)) =
    sum here (fun p => of_Q (snd p) * x (fst p)) + of_Q q * x u.
  Proof.
    induction here as [|[v r] here IH]; cbn [add_here sum fst snd]; [ring|].
    destruct (same_unknown u v) eqn:E; cbn [sum fst snd].
    - apply same_unknown_spec in E. subst v. rewrite of_Q_plus. ring.
    - rewrite IH. ring.
  Qed.
  Lemma add_at_value x place u q s :
    store_value x (add_at place u q s) = store_value x s + of_Q q * x u.
  Proof.
    revert s; induction place as [place IH|place IH|]; intros [|low here high];
      cbn [add_at store_value sum fst snd]; rewrite ?IH, ?add_here_value; cbn [store_value]; ring.
  Qed.
  Lemma all_zero_value x s : all_zero s = true -> store_value x s = 0.
  Proof.
    induction s as [|low IHl here high IHh]; cbn [all_zero store_value]; [reflexivity|].
    rewrite !andb_true_iff, forallb_forall. intros [[Hz Hl] Hh]. rewrite (IHl Hl), (IHh Hh).
    rewrite sum_all_zero; [ring|]. intros p Hp. apply Hz in Hp.
    apply (is_zero_in (F := F)) in Hp. rewrite Hp. ring.
  Qed.
  Lemma all_zero_sum_value x sum : all_zero (fst sum) = true -> sum_value x sum = of_Q (snd sum).
  Proof. intros H. unfold sum_value. rewrite all_zero_value by exact H. ring. Qed.

  Lemma add_multiple_value x place y f sum :
    sum_value x (add_multiple place y f sum) = sum_value x sum + of_Q y * form_value x f.
  Proof.
    destruct sum as [s c]. unfold sum_value, form_value, add_multiple; cbn [fst snd].
    enough (H : store_value x (fold_left
        (fun s p => add_at (place (fst p)) (fst p) (times y (snd p)) s) (terms f) s) =
      store_value x s + of_Q y * Sums.sum (terms f) (fun p => of_Q (snd p) * x (fst p)))
      by (rewrite H, of_Q_plus, of_Q_times; ring).
    revert s; induction (terms f) as [|[u q] l IH]; intros s;
      cbn [fold_left Sums.sum fst snd]; [ring|].
    rewrite IH, add_at_value, of_Q_times. ring.
  Qed.
  Lemma sum_of_rows_value x (s : system) rows :
    sum_value x (sum_of_rows s rows) =
    sum rows (fun p => of_Q (snd p) * form_value x (row s (fst p))).
  Proof.
    unfold sum_of_rows. enough (H : forall start, sum_value x (fold_left
        (fun sum p => add_multiple (place_in s) (snd p) (row s (fst p)) sum) rows start) =
      sum_value x start + sum rows (fun p => of_Q (snd p) * form_value x (row s (fst p)))).
    { rewrite H. unfold sum_value; cbn [fst snd store_value]. rewrite of_Q_0. ring. }
    induction rows as [|p rows IH]; intros start; cbn [fold_left sum]; [ring|].
    rewrite IH, add_multiple_value. ring.
  Qed.
End Stores.

(* A row that holds is true of its numbers in every ordered field, and one that does not is not. *)
Section Rows_that_hold.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable s : system.
  Implicit Types (x : unknown -> Q) (k : key).

  Lemma row_holds_spec x k : row_holds s x k = true <-> row_true (F := F) s (fun u => of_Q (x u)) k.
  Proof.
    unfold row_holds, sign_fits, row_true. rewrite <- evaluate_value.
    destruct (is_equation k); [apply is_zero_in|apply is_nonnegative_in].
  Qed.
  Lemma broken_row x k : row_holds s x k = false -> ~ row_true (F := F) s (fun u => of_Q (x u)) k.
  Proof. intros H K. apply row_holds_spec in K. congruence. Qed.
  Lemma rows_hold_spec x ps : rows_hold s x ps = true <->
    forall p k, In p ps -> In k (rows_of s p) -> row_true (F := F) s (fun u => of_Q (x u)) k.
  Proof.
    unfold rows_hold. rewrite forallb_forall. split.
    - intros H p k Hp Hk. apply row_holds_spec. specialize (H p Hp).
      rewrite forallb_forall in H. exact (H k Hk).
    - intros H p Hp. apply forallb_forall. intros k Hk. apply row_holds_spec, (H p k Hp Hk).
  Qed.
  Lemma row_true_ext (x y : unknown -> F) k : (forall u, x u = y u) ->
    row_true s x k -> row_true s y k.
  Proof.
    intros E. unfold row_true. rewrite (form_value_ext x y) by auto. exact (fun H => H).
  Qed.
End Rows_that_hold.
