(* The data of a certificate: an environment in numbers, a rule, stated mechanisms.  An entry that
   is missing from a list or a table counts as 0, as in the text of certificates; what is too much
   is refused (Shape.v). *)
From Coq Require Import ZArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment.
From Expost.cert Require Import Numbers.
Import ListNotations.

(* One entry for each profile: branches by the type of the first agent, then of the second... *)
Inductive table (A : Type) := Cell (entry : A) | By (branches : list (table A)).
Arguments Cell {A}.
Arguments By {A}.

Fixpoint lookup {A} (missing : A) (entries : table A) (t : profile) : A :=
  match entries, t with
  | Cell entry, _ => entry
  | By branches, s :: t => lookup missing (nth s branches (Cell missing)) t
  | By _, [] => missing
  end.

(* What an agent thinks of the outcomes: for each outcome a number for each own type, or, when
   values are interdependent, for each profile. *)
Inductive valuation :=
  | Private (by_type : list (list Q))
  | Interdependent (by_profile : list (table Q)).
Inductive belief :=
  | No_prior
  | Independent (by_type : list (list Q))      (* for each agent *)
  | Joint (by_profile : table Q).
(* On what the outside option of an agent depends. *)
Inductive option_kind :=
  | No_option
  | Type_option (by_type : list Q)
  | Profile_option (by_profile : table Q)
  | Outcome_option (by_type : list (list Q))   (* for each outcome, here and below *)
  | Both_option (by_profile : list (table Q)).

Record data := Data {
  type_counts : list nat;                      (* one for each agent *)
  outcome_number : nat;
  needed : list (nat * nat);                   (* outcome and agent *)
  costs : list Q;
  valuations : list valuation;
  beliefs : belief;
  options : list option_kind
}.

Definition value_of (d : data) (i a : nat) (t : profile) : Q :=
  match nth i (valuations d) (Private []) with
  | Private by_type => nth t.[i] (nth a by_type []) 0%Q
  | Interdependent by_profile => lookup 0%Q (nth a by_profile (Cell 0%Q)) t
  end.
(* Without a prior it is 0 everywhere, and no claim that speaks of expectations is accepted. *)
Definition prior_of (d : data) (t : profile) : Q :=
  match beliefs d with
  | No_prior => 0%Q
  | Independent by_type =>
      fold_right (fun i p => times (nth t.[i] (nth i by_type []) 0%Q) p) 1%Q
        (seq 0 (length (type_counts d)))
  | Joint by_profile => lookup 0%Q by_profile t
  end.
Definition option_of (d : data) (i a : nat) (t : profile) : Q :=
  match nth i (options d) No_option with
  | No_option => 0%Q
  | Type_option by_type => nth t.[i] by_type 0%Q
  | Profile_option by_profile => lookup 0%Q by_profile t
  | Outcome_option by_type => nth t.[i] (nth a by_type []) 0%Q
  | Both_option by_profile => lookup 0%Q (nth a by_profile (Cell 0%Q)) t
  end.
Definition needs_of (d : data) (a i : nat) : bool :=
  existsb (fun p => Nat.eqb (fst p) a && Nat.eqb (snd p) i) (needed d).

Definition environment_of (d : data) : environment Q := {|
  agent_count := length (type_counts d);
  type_count := fun i => nth i (type_counts d) O;
  outcome_count := outcome_number d;
  value := value_of d;
  cost := fun a => nth a (costs d) 0%Q;
  prior := prior_of d;
  outside_option := option_of d;
  needs := needs_of d
|}.

(* The same environment with its numbers in an ordered field. *)
Definition in_field (F : ordered_field) (e : environment Q) : environment F := {|
  agent_count := agent_count e;
  type_count := type_count e;
  outcome_count := outcome_count e;
  value := fun i a t => of_Q (value e i a t);
  cost := fun a => of_Q (cost e a);
  prior := fun t => of_Q (prior e t);
  outside_option := fun i a t => of_Q (outside_option e i a t);
  needs := needs e
|}.

(* A lottery lists its outcomes and their probabilities; [(a, 1)] is the outcome a. *)
Notation choice := (list (nat * Q)).
Definition chance_of (c : choice) (a : nat) : Q :=
  total c (fun p => if Nat.eqb (fst p) a then snd p else 0%Q).

Inductive ties := First | Last | Lottery.
Inductive rule :=
  | Fixed (efficient : option ties) (choose : table choice)
  | Free.

(* Payments of each agent; in reduced form a table by the own type alone. *)
Notation payments := (list (table Q)).
Definition payment_of (p : payments) (i : nat) (t : profile) : Q :=
  lookup 0%Q (nth i p (Cell 0%Q)) t.

Definition mechanism_of (F : ordered_field) (choose : table choice) (p : payments) : mechanism F :=
  {| allocation := fun t a => of_Q (chance_of (lookup [] choose t) a);
     payment := fun i t => of_Q (payment_of p i t) |}.
