(* The evidence of a certificate, and what is common to all checks of it: rows that hold, multiples
   of rows that add up, rays, potentials and cycles. *)
From Coq Require Import ZArith NArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment.
From Expost.cert Require Import Numbers Data Forms Rows Claims.
Import ListNotations.

(* Multipliers of rows; a tree of them where rules without lotteries are meant: at a profile the
   rule chooses the first outcome, or the second ... *)
Inductive multipliers :=
  | Leaf (rows : list (key * Q))
  | Branch (t : profile) (cases : list multipliers).

Inductive evidence :=
  | Evaluation                                   (* the claim is to be evaluated *)
  | Broken_row (k : key)
  | Multipliers (sum : multipliers)
  | Attained (m : stated) (sum : multipliers)
  | Ray (m : stated) (ray : payments)
  | Cube (t b : profile) (sum : Q)
  | Potentials (q : payments)
  | Cycle (i : nat) (o : profile) (nodes : list nat).

Definition no_unknown (u : unknown) : Q := 0%Q.
Definition pay (p : payments) (u : unknown) : Q :=
  match u with Payment i t => payment_of p i t | _ => 0%Q end.
(* Payments that depend on the own type alone. *)
Definition pay_own (p : payments) (u : unknown) : Q :=
  match u with Payment i t => payment_of p i [t.[i]] | _ => 0%Q end.

Section Checks.
  Variable s : system.

  Definition sign_fits (k : key) (v : Q) : bool :=
    if is_equation k then is_zero v else is_nonnegative v.
  Definition row_holds (x : unknown -> Q) (k : key) : bool :=
    sign_fits k (evaluate x (row s k)).
  Definition rows_hold (x : unknown -> Q) (ps : list property) : bool :=
    forallb (fun p => forallb (row_holds x) (rows_of s p)) ps.
  (* The same for a direction: the constants do not count. *)
  Definition slope (x : unknown -> Q) (f : form) : Q := evaluate x (Form (terms f) 0%Q).
  Definition rows_hold_along (x : unknown -> Q) (ps : list property) : bool :=
    forallb (fun p => forallb (fun k => sign_fits k (slope x (row s k))) (rows_of s p)) ps.

  Definition sum_of_rows (rows : list (key * Q)) : store * Q :=
    fold_left (fun sum p => add_multiple (place_in s) (snd p) (row s (fst p)) sum) rows
      (Empty, 0%Q).
  Definition multiplier_fits (k : key) (y : Q) : bool :=
    if is_equation k then negb (is_zero y) else is_positive y.
  Definition is_contradiction (sum : store * Q) : bool :=
    all_zero (fst sum) && is_positive (Qopp (snd sum)).
  (* With no goal the sum must be negative; else it must be the goal, or (without lotteries) at
     most the goal, or negative. *)
  Definition reaches (without_lotteries : bool) (goal : option form) (sum : store * Q) : bool :=
    match goal with
    | None => is_contradiction sum
    | Some f =>
        let rest := add_multiple (place_in s) (-1) f sum in
        (without_lotteries && is_contradiction sum) ||
        (all_zero (fst rest) &&
          (if without_lotteries then is_nonnegative (Qopp (snd rest)) else is_zero (snd rest)))
    end.

  Section Sums_of_rows.
    Variable usable : list (profile * nat) -> key -> bool.  (* where the rule is fixed *)
    Variables (profile_ok : profile -> bool) (outcomes : nat).
    Variables (without_lotteries : bool) (goal : option form).
    Fixpoint adds_up (fixed : list (profile * nat)) (m : multipliers) : bool :=
      match m with
      | Leaf rows =>
          forallb (fun p => usable fixed (fst p) && multiplier_fits (fst p) (snd p)) rows &&
          reaches without_lotteries goal (sum_of_rows rows)
      | Branch t cases =>
          without_lotteries && profile_ok t &&
          negb (existsb (fun p => same_profile (fst p) t) fixed) &&
          (fix each (a : nat) (cases : list multipliers) : bool :=
            match cases with
            | [] => Nat.eqb a outcomes
            | m :: cases => adds_up ((t, a) :: fixed) m && each (S a) cases
            end) O cases
      end.
  End Sums_of_rows.

  (* A row may be used if its property is claimed, or follows from one that is. *)
  Definition mentions (ps : list property) (p : property) : bool :=
    existsb (fun q => match p, q with
      | dsic, dsic | epic, epic | bic, bic | epir, epir | iir, iir | eair, eair | sbb, sbb
      | wbb, wbb | eabb, eabb | eawbb, eawbb | eff, eff | npt, npt | nopay, nopay
      | wmon, wmon => true
      | _, _ => false
      end) ps.
  Definition usable_row (free has_prior worst : bool) (ps : list property)
      (fixed : list (profile * nat)) (k : key) : bool :=
    let claimed := fun l => existsb (mentions ps) l in
    is_row s k && (negb (is_weighted k) || has_prior) &&
    match k with
    | Row_dsic _ _ _ => claimed [dsic]
    | Row_epic _ _ _ => claimed [epic]
    | Row_bic _ _ _ => claimed [bic; dsic; epic]
    | Row_epir _ _ => claimed [epir]
    | Row_iir _ _ => claimed [iir; epir]
    | Row_eair _ => claimed [eair; iir; epir]
    | Row_sbb _ => claimed [sbb]
    | Row_wbb _ => claimed [wbb; sbb]
    | Row_eabb => claimed [eabb; sbb]
    | Row_eawbb => claimed [eawbb; sbb; wbb; eabb]
    | Row_npt _ _ => claimed [npt; nopay]
    | Row_nopay _ _ => claimed [nopay]
    | Row_eff _ _ => claimed [eff]
    | Row_wmon _ _ _ => false
    | Row_pos _ _ | Row_one _ => free
    | Row_worst _ => worst
    | Row_fix t a => existsb (fun p => same_profile (fst p) t && Nat.eqb (snd p) a) fixed
    end.
  Definition belongs_to (p : property) (k : key) : bool :=
    match p, k with
    | dsic, Row_dsic _ _ _ | epic, Row_epic _ _ _ | bic, Row_bic _ _ _ | epir, Row_epir _ _
    | iir, Row_iir _ _ | eair, Row_eair _ | sbb, Row_sbb _ | wbb, Row_wbb _ | eabb, Row_eabb
    | eawbb, Row_eawbb | eff, Row_eff _ _ | npt, Row_npt _ _ | nopay, Row_nopay _ _
    | wmon, Row_wmon _ _ _ => true
    | _, _ => false
    end.

  (* Min: the objective less z is a sum of rows; Max: z less the objective. *)
  Definition goal_of (to : direction) (o : objective) (z : Q) : form :=
    match to with
    | Min => subtract_form (objective_form s o) (number_form z)
    | Max => subtract_form (number_form z) (objective_form s o)
    end.
  Definition improves (to : direction) (v : Q) : bool :=
    match to with Max => is_positive v | Min => is_positive (Qopp v) end.

  (* Interim type graphs have the types of positive probability as nodes. *)
  Section Interim_graphs.
    Variable chance : nat -> nat -> Q.
    Definition interim_potentials (q : payments) : bool :=
      forallb (fun k => match k with
        | Row_bic i _ report => negb (is_positive (chance i report)) || row_holds (pay_own q) k
        | _ => false
        end) (rows_of s bic).
    (* What type `to` gains, in expectation and payments apart, over the report `from`. *)
    Definition interim_length (i from to : nat) : Q :=
      times (evaluate no_unknown (row s (Row_bic i to from))) (Qinv (chance i to)).
  End Interim_graphs.
  Definition ex_post_length (i : nat) (o : profile) (from to : nat) : Q :=
    evaluate no_unknown (row s (Row_epic i o.[i := to] from)).
  (* The sum of the lengths along a closed path. *)
  Fixpoint path_length (length : nat -> nat -> Q) (first from : nat) (nodes : list nat) : Q :=
    match nodes with
    | [] => length from first
    | to :: nodes => plus (length from to) (path_length length first to nodes)
    end.
  Fixpoint distinct (nodes : list nat) : bool :=
    match nodes with
    | [] => true
    | a :: nodes => negb (existsb (Nat.eqb a) nodes) && distinct nodes
    end.
  Definition negative_cycle (node_ok : nat -> bool) (length : nat -> nat -> Q)
      (nodes : list nat) : bool :=
    match nodes with
    | first :: ((_ :: _) as path) =>
        forallb node_ok nodes && distinct nodes &&
        is_positive (Qopp (path_length length first first path))
    | _ => false
    end.
End Checks.
