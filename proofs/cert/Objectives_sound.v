(* The objectives of a certificate as forms have the values that they have in words. *)
From Coq Require Import ZArith QArith List Bool Arith Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
From Expost.cert Require Import Numbers Data Forms Rows Claims Evidence Checker Forms_sound
  Row_values.
Import ListNotations.
Local Open Scope number_scope.

Section Objectives.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule) (m : mechanism F) (x : unknown -> F).
  Notation e := (in_field F (environment_of d)).
  Hypothesis range : rule_in_range d r.
  Hypothesis rule_followed : has_rule d r m.
  Hypothesis lotteries : feasible e m.
  Hypothesis fitting : fits r m x.
  Notation value_at := (form_value x).

  Lemma revenue_value : value_at (full_objective d r Revenue) = revenue e m.
  Proof.
    apply expectation_form_value. intros t _. apply (payments_form_value d r m x fitting).
  Qed.
  Lemma profit_value : value_at (full_objective d r Profit) = profit e m.
  Proof. apply expectation_form_value. intros t Ht. apply budget_form_value; assumption. Qed.
  Lemma welfare_value : value_at (full_objective d r Welfare) = welfare e m.
  Proof. apply expectation_form_value. intros t Ht. apply surplus_form_value; assumption. Qed.
  Lemma deficit_value : value_at (full_objective d r Deficit) = deficit e m.
  Proof.
    cbn [full_objective]. rewrite negate_form_value. unfold deficit. f_equal. exact profit_value.
  Qed.
  Lemma expected_utility_value i :
    value_at (full_objective d r (Utility_of i)) = expected_utility e i m.
  Proof. apply expectation_form_value. intros t Ht. apply utility_form_value; assumption. Qed.
  Lemma total_utility_value : value_at (full_objective d r Utility) = total_utility e m.
  Proof.
    cbn [full_objective].
    rewrite (expectation_form_value d x _ (fun t => sum (agents e) (fun i => utility e m i t t))).
    - unfold total_utility, expected_utility, expectation. rewrite sum_swap.
      apply sum_ext. intros t _. rewrite sum_scale. reflexivity.
    - intros t Ht. rewrite sum_forms_value. apply sum_ext. intros i _.
      apply utility_form_value; assumption.
  Qed.

  (* What an objective is at a mechanism is the value of its form, if the unknown greatest deficit
     has the value of that deficit. *)
  Theorem objective_value o z : objective_is d o m z -> (is_worst o = true -> x Worst = z) ->
    value_at (full_objective d r o) = z.
  Proof.
    intros H Hw; destruct o; cbn [objective_is has_objective is_worst] in *; try rewrite <- H.
    - exact revenue_value.
    - exact profit_value.
    - exact welfare_value.
    - exact total_utility_value.
    - apply expected_utility_value.
    - exact deficit_value.
    - cbn [full_objective]. rewrite unknown_form_value. apply Hw; reflexivity.
  Qed.
  (* All but the greatest deficit are given by their forms. *)
  Theorem objective_is_value o : is_worst o = false ->
    objective_is d o m (value_at (full_objective d r o)).
  Proof.
    intros H; destruct o; cbn [objective_is has_objective is_worst] in *;
      try discriminate H; symmetry.
    - exact revenue_value.
    - exact profit_value.
    - exact welfare_value.
    - exact total_utility_value.
    - apply expected_utility_value.
    - exact deficit_value.
  Qed.
End Objectives.

(* Where the greatest deficit is z, z is what the unknown stands for, and no deficit is above it. *)
Corollary assigned_objective_value {F : ordered_field} d r (m : mechanism F) o z :
  rule_in_range d r -> has_rule d r m -> feasible (in_field F (environment_of d)) m ->
  objective_is d o m z -> form_value (assign m z) (full_objective d r o) = z.
Proof.
  intros Hr Hm Hf H. apply (objective_value d r m); try assumption; [apply assign_fits|].
  intros _. reflexivity.
Qed.
Lemma worst_is_bound {F : ordered_field} d (m : mechanism F) o z : objective_is d o m z ->
  is_worst o = true -> forall t, In t (profiles (in_field F (environment_of d))) ->
  - budget (in_field F (environment_of d)) m t <= z.
Proof. intros H E; destruct o; try discriminate E. apply H. Qed.
