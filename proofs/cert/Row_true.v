(* When a row is true of values of the unknowns in an ordered field. *)
From Expost.theory Require Import Field.
From Expost.cert Require Import Forms Rows.
Local Open Scope number_scope.

Definition row_true {F : ordered_field} (s : system) (x : unknown -> F) (k : key) : Prop :=
  if is_equation k then form_value x (row s k) = 0 else 0 <= form_value x (row s k).
