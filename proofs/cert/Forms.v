(* Linear forms in the unknowns, and sums of multiples of them. *)
From Coq Require Import ZArith NArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile.
From Expost.cert Require Import Numbers.
Import ListNotations.

(* The payment of agent i at t (in reduced form at his type alone), under a free rule the
   probability of outcome a at t, and the greatest deficit. *)
Inductive unknown := Payment (i : nat) (t : profile) | Chance (t : profile) (a : nat) | Worst.
Record form := Form { terms : list (unknown * Q); constant : Q }.

(* The value of a form where the unknowns have the values x, in a field and in numbers. *)
Definition form_value {F : ordered_field} (x : unknown -> F) (f : form) : F :=
  add (sum (terms f) (fun p => multiply (of_Q (snd p)) (x (fst p)))) (of_Q (constant f)).
Definition evaluate (x : unknown -> Q) (f : form) : Q :=
  plus (total (terms f) (fun p => times (snd p) (x (fst p)))) (constant f).

Definition no_form : form := Form [] 0%Q.
Definition number_form (q : Q) : form := Form [] q.
Definition unknown_form (u : unknown) : form := Form [(u, 1%Q)] 0%Q.
Definition add_form (f g : form) : form :=
  Form (terms f ++ terms g) (plus (constant f) (constant g)).
Definition scale_form (q : Q) (f : form) : form :=
  Form (map (fun p => (fst p, times q (snd p))) (terms f)) (times q (constant f)).
Definition subtract_form (f g : form) : form := add_form f (scale_form (-1) g).
Definition sum_forms {A} (l : list A) (f : A -> form) : form :=
  fold_left (fun s a => add_form (f a) s) l no_form.
(* Forms of weight 0 are not computed. *)
Definition weighted_form (q : Q) (f : unit -> form) : form :=
  if is_zero q then no_form else scale_form q (f tt).

Fixpoint same_profile (t r : profile) : bool :=
  match t, r with
  | [], [] => true
  | a :: t, b :: r => Nat.eqb a b && same_profile t r
  | _, _ => false
  end.
Definition same_unknown (u v : unknown) : bool :=
  match u, v with
  | Payment i t, Payment j r => Nat.eqb i j && same_profile t r
  | Chance t a, Chance r b => Nat.eqb a b && same_profile t r
  | Worst, Worst => true
  | _, _ => false
  end.

(* Coefficients by unknown.  A place is a path in a binary tree; it only makes the search fast:
   unknowns that share a place are kept apart. *)
Inductive store := Empty | Node (low : store) (here : list (unknown * Q)) (high : store).
Fixpoint add_here (u : unknown) (q : Q) (here : list (unknown * Q)) : list (unknown * Q) :=
  match here with
  | [] => [(u, q)]
  | (v, r) :: here =>
      if same_unknown u v then (v, plus r q) :: here else (v, r) :: add_here u q here
  end.
Fixpoint add_at (place : positive) (u : unknown) (q : Q) (s : store) : store :=
  match place, s with
  | xH, Empty => Node Empty [(u, q)] Empty
  | xH, Node low here high => Node low (add_here u q here) high
  | xO place, Empty => Node (add_at place u q Empty) [] Empty
  | xO place, Node low here high => Node (add_at place u q low) here high
  | xI place, Empty => Node Empty [] (add_at place u q Empty)
  | xI place, Node low here high => Node low here (add_at place u q high)
  end.
Fixpoint all_zero (s : store) : bool :=
  match s with
  | Empty => true
  | Node low here high =>
      forallb (fun p => is_zero (snd p)) here && all_zero low && all_zero high
  end.

(* A form under construction: its coefficients, and its constant. *)
Section Accumulate.
  Variable place : unknown -> positive.
  Definition add_multiple (y : Q) (f : form) (sum : store * Q) : store * Q :=
    (fold_left (fun s p => add_at (place (fst p)) (fst p) (times y (snd p)) s) (terms f) (fst sum),
     plus (snd sum) (times y (constant f))).
End Accumulate.

Section Store_value.
  Context {F : ordered_field}.
  Local Open Scope number_scope.
  Fixpoint store_value (x : unknown -> F) (s : store) : F :=
    match s with
    | Empty => 0
    | Node low here high =>
        store_value x low + sum here (fun p => of_Q (snd p) * x (fst p)) + store_value x high
    end.
End Store_value.
