(* The shape of a certificate's data: no list is longer, and no table deeper, than there are agents,
   types and outcomes.  Where entries are missing they count as 0, as in the text of certificates;
   entries that would never be looked at are refused. *)
From Coq Require Import QArith List Bool Arith.
From Expost.theory Require Import Profile.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence.
Import ListNotations.

Fixpoint table_within {A} (counts : list nat) (entries : table A) : bool :=
  match entries, counts with
  | Cell _, _ => true
  | By branches, count :: counts =>
      Nat.leb (length branches) count && forallb (table_within counts) branches
  | By _, [] => false
  end.
Definition list_within {A} (most : nat) (entry_ok : A -> bool) (l : list A) : bool :=
  Nat.leb (length l) most && forallb entry_ok l.
Definition list_exactly {A} (count : nat) (entry_ok : A -> bool) (l : list A) : bool :=
  Nat.eqb (length l) count && forallb entry_ok l.
Definition any {A} (a : A) : bool := true.
(* Each entry, with the number of types of its agent. *)
Definition by_agent_within {A} (counts : list nat) (entry_ok : nat -> A -> bool)
    (l : list A) : bool :=
  Nat.leb (length l) (length counts) &&
  forallb (fun p => entry_ok (fst p) (snd p)) (combine counts l).

Section Full.
  Variable d : data.
  Notation counts := (type_counts d).
  Notation outcomes := (outcome_number d).

  Definition valuation_shape (count : nat) (v : valuation) : bool :=
    match v with
    | Private by_type => list_within outcomes (list_within count any) by_type
    | Interdependent by_profile => list_within outcomes (table_within counts) by_profile
    end.
  Definition option_shape (count : nat) (o : option_kind) : bool :=
    match o with
    | No_option => true
    | Type_option by_type => list_exactly count any by_type
    | Profile_option by_profile => table_within counts by_profile
    | Outcome_option by_type => list_exactly outcomes (list_exactly count any) by_type
    | Both_option by_profile => list_exactly outcomes (table_within counts) by_profile
    end.
  Definition environment_shape : bool :=
    forallb (fun p => Nat.ltb (fst p) outcomes && Nat.ltb (snd p) (length counts)) (needed d) &&
    list_within outcomes any (costs d) &&
    by_agent_within counts valuation_shape (valuations d) &&
    match beliefs d with Joint by_profile => table_within counts by_profile | _ => true end &&
    Nat.eqb (length (options d)) (length counts) && by_agent_within counts option_shape (options d).
  Definition payments_shape (p : payments) : bool :=
    list_within (length counts) (table_within counts) p.
  Definition own_payments_shape (p : payments) : bool :=
    by_agent_within counts (fun count => table_within [count]) p.
  Definition stated_shape (m : stated) : bool :=
    table_within counts (own_rule m) && payments_shape (stated_payments m).
  Definition full_shape (r : rule) (c : claim) (v : evidence) : bool :=
    environment_shape &&
    match r with Fixed _ choose => table_within counts choose | Free => true end &&
    match c with
    | Satisfies _ _ m | Violates _ m => stated_shape m
    | Groves_balance h => payments_shape h
    | _ => true
    end &&
    match c, v with
    | _, Attained m _ => stated_shape m
    | _, Ray m ray => stated_shape m && payments_shape ray
    | Implementable true, Potentials q => own_payments_shape q
    | _, Potentials q => payments_shape q
    | _, _ => true
    end.
End Full.

Section Reduced.
  Variable d : table_data.
  Notation counts := (table_counts d).

  Definition by_type_exactly {A} (entry_ok : nat -> A -> bool) (l : list (list A)) : bool :=
    Nat.eqb (length l) (length counts) &&
    forallb (fun p => list_exactly (fst p) (entry_ok (fst p)) (snd p)) (combine counts l).
  Definition tables_shape : bool :=
    by_type_exactly (fun _ => any) (chances d) &&
    by_type_exactly (fun count => list_exactly count any) (gains d) &&
    by_type_exactly (fun _ => any) (outsides d).
  Definition interim_payments_shape (p : payments) : bool :=
    by_agent_within counts (fun count => table_within [count]) p.
  Definition reduced_shape (c : claim) (v : evidence) : bool :=
    tables_shape &&
    match c with
    | Satisfies _ _ m | Violates _ m => interim_payments_shape (stated_payments m)
    | _ => true
    end &&
    match v with
    | Attained m _ => interim_payments_shape (stated_payments m)
    | Ray m ray => interim_payments_shape (stated_payments m) && interim_payments_shape ray
    | Potentials q => interim_payments_shape q
    | _ => true
    end.
End Reduced.
