(* Stated mechanisms, and those along a ray from them: what their rows and objectives say. *)
From Coq Require Import ZArith QArith List Bool Arith Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
From Expost.cert Require Import Numbers Data Forms Rows Row_true Claims Evidence Checker
  Forms_sound Ray_sound Row_values Rule_sound Rows_sound Objectives_sound.
Import ListNotations.
Local Open Scope number_scope.

(* The stated mechanism, with c times the payments of a ray in addition. *)
Definition moved {F : ordered_field} (r : rule) (m : stated) (ray : payments) (c : F) :
  mechanism F :=
  {| allocation := allocation (mechanism_stated r m);
     payment := fun i t => payment (mechanism_stated r m) i t + c * of_Q (payment_of ray i t) |}.

Section Stated.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule) (m : stated) (sure : bool).
  Notation e := (in_field F (environment_of d)).
  Notation own := (Fixed None (rule_table r m)).
  Hypothesis proper : environment_is_proper (F := F) d.
  Hypothesis rule_good : rule_ok d r = true.
  Hypothesis lotteries_wanted : negb sure || is_free r = true.
  Hypothesis stated_good : stated_ok d r sure m = true.

  Lemma stated_in_range : rule_in_range d own.
  Proof.
    destruct r as [breaking choose|]; [exact (rule_ok_in_range d _ rule_good)|].
    unfold stated_ok in stated_good. cbn [is_free negb andb] in stated_good.
    rewrite orb_false_r, andb_true_iff in stated_good.
    exact (table_in_range d None _ (proj1 stated_good)).
  Qed.
  Lemma moved_admitted ray c : admits d r sure [] (moved (F := F) r m ray c).
  Proof.
    destruct (stated_sound (F := F) d r sure m rule_good lotteries_wanted stated_good)
      as (Hf & Hr & Hs).
    split; [exact Hf|]. split; [exact Hr|]. split; [exact Hs|]. constructor.
  Qed.
  Lemma moved_own_rule ray c : has_rule d own (moved (F := F) r m ray c).
  Proof. intros t a _ _. reflexivity. Qed.
  Lemma moved_feasible ray c : feasible e (moved r m ray c).
  Proof. apply moved_admitted. Qed.
  Lemma moved_fits ray c :
    fits own (moved (F := F) r m ray c) (along (pay (stated_payments m)) (pay ray) c).
  Proof. split; [reflexivity|discriminate]. Qed.
  Lemma stated_own_rule : has_rule d own (mechanism_stated (F := F) r m).
  Proof. intros t a _ _. reflexivity. Qed.
  Lemma stated_feasible : feasible e (mechanism_stated r m).
  Proof. exact (moved_feasible [] 0). Qed.
  Lemma stated_fits : fits own (mechanism_stated (F := F) r m)
    (fun u => of_Q (pay (stated_payments m) u)).
  Proof. apply pay_fits. Qed.

  (* A stated mechanism whose rows hold has the properties. *)
  Theorem stated_properties of_mechanism ps : properties_ok d r of_mechanism sure ps = true ->
    rows_hold (stated_system d r m) (pay (stated_payments m)) ps = true ->
    admits d r sure ps (mechanism_stated (F := F) r m).
  Proof.
    intros Hp H.
    destruct (stated_sound (F := F) d r sure m rule_good lotteries_wanted stated_good)
      as (Hf & Hr & Hs).
    split; [exact Hf|]. split; [exact Hr|]. split; [exact Hs|].
    apply (rows_mean_properties d own (mechanism_stated r m) stated_in_range stated_own_rule Hf ps
      (fun u => of_Q (pay (stated_payments m) u)) stated_fits).
    - exact (properties_ok_meaningful F d r of_mechanism sure ps proper Hp).
    - apply rows_hold_spec, H.
  Qed.
  (* One whose row does not hold has not the property of the row. *)
  Theorem stated_violation of_mechanism p k : properties_ok d r of_mechanism sure [p] = true ->
    belongs_to p k = true -> is_full_row d k = true ->
    row_holds (stated_system d r m) (pay (stated_payments m)) k = false ->
    ~ has d p (mechanism_stated (F := F) r m).
  Proof.
    intros Hp Hb Hk H.
    apply (properties_ok_meaningful F d r of_mechanism sure [p] proper) in Hp.
    apply (broken_row_refutes d own (mechanism_stated r m) stated_in_range stated_own_rule
      stated_feasible p k (fun u => of_Q (pay (stated_payments m) u)) stated_fits);
      [inversion Hp; assumption|assumption..|]. apply broken_row, H.
  Qed.
  (* Along a ray that no row forbids the properties are kept. *)
  Theorem moved_properties of_mechanism ps ray c : 0 <= c ->
    properties_ok d r of_mechanism sure ps = true ->
    rows_hold (stated_system d r m) (pay (stated_payments m)) ps = true ->
    rows_hold_along (stated_system d r m) (pay ray) ps = true ->
    admits d r sure ps (moved (F := F) r m ray c).
  Proof.
    intros Hc Hp H Hray. destruct (moved_admitted ray c) as (Hf & Hr & Hs & _).
    split; [exact Hf|]. split; [exact Hr|]. split; [exact Hs|].
    apply (rows_mean_properties d own _ stated_in_range (moved_own_rule ray c) Hf ps
      _ (moved_fits ray c)).
    - exact (properties_ok_meaningful F d r of_mechanism sure ps proper Hp).
    - exact (rows_true_along (stated_system d r m) _ _ c ps Hc H Hray).
  Qed.

  (* The objective of a stated mechanism is what the checker computes. *)
  Lemma deficit_at_value t : In t (profiles e) ->
    of_Q (deficit_at d r m t) = - budget e (mechanism_stated r m) t.
  Proof.
    intros Ht. unfold deficit_at, stated_system. cbn [row full_system row_form].
    rewrite of_Q_negate, evaluate_value. f_equal.
    apply budget_form_value; auto using stated_in_range, stated_own_rule, stated_feasible,
      stated_fits.
  Qed.
  Theorem stated_objective o z : attains d r m o z = true ->
    objective_is d o (mechanism_stated (F := F) r m) (of_Q z).
  Proof.
    intros H. destruct (is_worst o) eqn:W.
    - destruct o; try discriminate W. cbn [attains objective_is has_objective] in *.
      rewrite andb_true_iff, forallb_forall, existsb_exists in H. destruct H as [Hall (t & Ht & E)].
      split.
      + exists t. split; [exact Ht|]. apply (are_equal_in (F := F)) in E. rewrite <- E. symmetry.
        apply deficit_at_value, Ht.
      + intros t' Ht'. rewrite <- deficit_at_value by exact Ht'.
        specialize (Hall t' Ht'). apply (is_nonnegative_in (F := F)) in Hall.
        rewrite of_Q_minus in Hall. exact (at_most_by _ _ _ Hall eq_refl).
    - assert (E : of_Q (evaluate (pay (stated_payments m)) (full_objective d own o)) =
        (of_Q z : F)).
      { apply are_equal_in. destruct o; try discriminate W; exact H. }
      rewrite <- E, evaluate_value.
      apply (objective_is_value d own (mechanism_stated r m)); auto using stated_in_range,
        stated_own_rule, stated_feasible, stated_fits.
  Qed.

  (* There is a profile. *)
  Lemma some_profile : profiles e <> [].
  Proof.
    destruct proper as (_ & Ht & _). unfold profiles. revert Ht. generalize (agents e).
    induction l as [|i l IH]; intros Ht; cbn [map choices]; [discriminate|].
    destruct (types e i) as [|s ss] eqn:E; [destruct (Ht i (or_introl eq_refl) E)|].
    specialize (IH (fun j Hj => Ht j (or_intror Hj))). cbn [flat_map].
    destruct (choices (map (types e) l)); [contradiction|discriminate].
  Qed.
  (* Along a ray that improves the objective it exceeds every bound. *)
  Theorem moved_objective to o ray (bound : F) : objective_ok d to o = true ->
    improves_along d r m to o ray = true ->
    exists c z, 0 <= c /\ objective_is d o (moved r m ray c) z /\ better to z bound.
  Proof.
    intros Ho H. destruct (is_worst o) eqn:W.
    - destruct o; try discriminate W. destruct to; [discriminate Ho|].
      cbn [improves_along] in H. rewrite forallb_forall in H.
      destruct (all_exceed_along (pay (stated_payments m)) (pay ray) (profiles e)
        (fun t => row (stated_system d r m) (Row_sbb t)) (- bound) H) as (c & Hc & K).
      destruct (greatest (profiles e) (fun t => - budget e (moved r m ray c) t) some_profile)
        as (t & Ht & Hg).
      exists c, (- budget e (moved r m ray c) t). split; [exact Hc|]. split.
      + split; [|exact Hg]. exists t. split; [exact Ht|reflexivity].
      + specialize (K t Ht). cbn [row stated_system full_system row_form] in K.
        rewrite (budget_form_value d own (moved r m ray c)) in K
          by auto using stated_in_range, moved_own_rule, moved_feasible, moved_fits.
        apply difference_positive in K. cbn [better]. eapply less_by; [exact K|]. ring.
    - destruct (better_along (stated_system d r m) (pay (stated_payments m)) (pay ray) to o bound)
        as (c & Hc & K).
      { destruct o; try discriminate W; exact H. }
      exists c, (form_value (along (pay (stated_payments m)) (pay ray) c)
        (full_objective d own o)). split; [exact Hc|]. split; [|exact K].
      apply (objective_is_value d own (moved r m ray c)); auto using stated_in_range,
        moved_own_rule, moved_feasible, moved_fits.
  Qed.
End Stated.
