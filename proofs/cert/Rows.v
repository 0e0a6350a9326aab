(* The named rows of a certificate, rebuilt from the environment: each is a form that is at least 0,
   or equal to 0, in the payments and (under a free rule) the probabilities of a mechanism. *)
From Coq Require Import ZArith NArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment.
From Expost.cert Require Import Numbers Data Forms.
Import ListNotations.

Inductive property :=
  dsic | epic | bic | epir | iir | eair | sbb | wbb | eabb | eawbb | eff | npt | nopay | wmon.
Inductive objective :=
  Revenue | Profit | Welfare | Utility | Utility_of (i : nat) | Deficit | Worst_deficit.

(* In t the agent has his true type; the report is another type. *)
Inductive key :=
  | Row_dsic (i : nat) (t : profile) (report : nat)
  | Row_epic (i : nat) (t : profile) (report : nat)
  | Row_bic (i s report : nat)
  | Row_epir (i : nat) (t : profile)
  | Row_iir (i s : nat)
  | Row_eair (i : nat)
  | Row_sbb (t : profile)
  | Row_wbb (t : profile)
  | Row_eabb
  | Row_eawbb
  | Row_npt (i : nat) (t : profile)
  | Row_nopay (i : nat) (t : profile)
  | Row_eff (t : profile) (a : nat)
  | Row_wmon (i : nat) (t : profile) (report : nat)
  | Row_pos (t : profile) (a : nat)
  | Row_one (t : profile)
  | Row_worst (t : profile)
  | Row_fix (t : profile) (a : nat).

Definition is_equation (k : key) : bool :=
  match k with
  | Row_sbb _ | Row_eabb | Row_nopay _ _ | Row_one _ | Row_fix _ _ => true
  | _ => false
  end.
Definition is_weighted (k : key) : bool :=
  match k with
  | Row_bic _ _ _ | Row_iir _ _ | Row_eair _ | Row_eabb | Row_eawbb => true
  | _ => false
  end.

(* What a certificate speaks of, a whole environment or interim tables: its rows, those that make
   up a property, its objectives, and the numbers of its unknowns in the order of the manual. *)
Record system := System {
  row : key -> form;
  is_row : key -> bool;
  rows_of : property -> list key;
  objective_form : objective -> form;
  unknown_number : unknown -> N
}.
Definition place_in (s : system) (u : unknown) : positive := N.succ_pos (unknown_number s u).

Section Rows.
  Variables (d : data) (r : rule).
  Let e := environment_of d.

  (* The sum over outcomes a of f(a), each with its probability at the reports t. *)
  Definition expected (t : profile) (f : nat -> Q) : form :=
    match r with
    | Fixed _ choose =>
        number_form (total (lookup [] choose t) (fun p => times (snd p) (f (fst p))))
    | Free => Form (map (fun a => (Chance t a, f a)) (outcomes e)) 0%Q
    end.
  Definition value_form i (reports truth : profile) : form :=
    expected reports (fun a => value_of d i a truth).
  Definition paid_form i (t : profile) : form := unknown_form (Payment i t).
  Definition cost_form (t : profile) : form := expected t (fun a => nth a (costs d) 0%Q).
  Definition option_form i (t : profile) : form :=
    match nth i (options d) No_option with
    | Outcome_option _ | Both_option _ => expected t (fun a => option_of d i a t)
    | _ => number_form (option_of d i O t)
    end.
  Definition utility_form i (reports truth : profile) : form :=
    subtract_form (value_form i reports truth) (paid_form i reports).
  Definition truth_form i (t : profile) (report : nat) : form :=
    subtract_form (utility_form i t t) (utility_form i t.[i := report] t).
  Definition participation_form i (t : profile) : form :=
    subtract_form (utility_form i t t) (option_form i t).
  Definition budget_form (t : profile) : form :=
    subtract_form (sum_forms (agents e) (fun i => paid_form i t)) (cost_form t).
  Definition surplus_form (t : profile) : form :=
    subtract_form (sum_forms (agents e) (fun i => value_form i t t)) (cost_form t).
  Definition surplus_of (a : nat) (t : profile) : Q :=
    minus (total (agents e) (fun i => value_of d i a t)) (nth a (costs d) 0%Q).

  (* Expectations: over all profiles, and over those in which agent i has type s. *)
  Definition expectation_form (f : profile -> form) : form :=
    sum_forms (profiles e) (fun t => weighted_form (prior_of d t) (fun _ => f t)).
  Definition interim_form i s (f : profile -> form) : form :=
    sum_forms (others e i) (fun t =>
      weighted_form (prior_of d t.[i := s]) (fun _ => f t.[i := s])).

  Definition row_form (k : key) : form :=
    match k with
    | Row_dsic i t report | Row_epic i t report => truth_form i t report
    | Row_bic i s report => interim_form i s (fun t => truth_form i t report)
    | Row_epir i t => participation_form i t
    | Row_iir i s => interim_form i s (participation_form i)
    | Row_eair i => expectation_form (participation_form i)
    | Row_sbb t | Row_wbb t => budget_form t
    | Row_eabb | Row_eawbb => expectation_form budget_form
    | Row_npt i t | Row_nopay i t => paid_form i t
    | Row_eff t a => subtract_form (surplus_form t) (number_form (surplus_of a t))
    | Row_wmon i t report =>
        subtract_form
          (subtract_form (value_form i t t) (value_form i t.[i := report] t))
          (subtract_form (value_form i t t.[i := report])
            (value_form i t.[i := report] t.[i := report]))
    | Row_pos t a => unknown_form (Chance t a)
    | Row_one t =>
        subtract_form (sum_forms (outcomes e) (fun a => unknown_form (Chance t a)))
          (number_form 1)
    | Row_worst t => add_form (unknown_form Worst) (budget_form t)
    | Row_fix t a => subtract_form (unknown_form (Chance t a)) (number_form 1)
    end.

  Definition is_agent (i : nat) : bool := Nat.ltb i (agent_count e).
  Definition is_type (i s : nat) : bool := is_agent i && Nat.ltb s (type_count e i).
  Definition is_outcome (a : nat) : bool := Nat.ltb a (outcome_count e).
  Fixpoint within (t : profile) (counts : list nat) : bool :=
    match t, counts with
    | [], [] => true
    | s :: t, count :: counts => Nat.ltb s count && within t counts
    | _, _ => false
    end.
  Definition is_profile (t : profile) : bool := within t (type_counts d).
  Definition is_report i (t : profile) (report : nat) : bool :=
    is_profile t && is_type i report && negb (Nat.eqb report t.[i]).
  Definition is_full_row (k : key) : bool :=
    match k with
    | Row_dsic i t report | Row_epic i t report | Row_wmon i t report => is_report i t report
    | Row_bic i s report => is_type i s && is_type i report && negb (Nat.eqb report s)
    | Row_epir i t | Row_npt i t | Row_nopay i t => is_agent i && is_profile t
    | Row_iir i s => is_type i s
    | Row_eair i => is_agent i
    | Row_sbb t | Row_wbb t | Row_one t | Row_worst t => is_profile t
    | Row_eabb | Row_eawbb => true
    | Row_eff t a | Row_pos t a | Row_fix t a => is_profile t && is_outcome a
    end.

  Definition at_profiles (f : profile -> key) : list key := map f (profiles e).
  Definition by_agent (f : nat -> profile -> key) : list key :=
    flat_map (fun i => map (f i) (profiles e)) (agents e).
  Definition by_report (f : nat -> profile -> nat -> key) : list key :=
    flat_map (fun i => flat_map (fun t => map (f i t)
      (filter (fun s => negb (Nat.eqb s t.[i])) (types e i))) (profiles e)) (agents e).
  Definition rows_of_property (p : property) : list key :=
    match p with
    | dsic => by_report Row_dsic
    | epic => by_report Row_epic
    | wmon => by_report Row_wmon
    | bic => flat_map (fun i => flat_map (fun s => map (Row_bic i s)
        (filter (fun report => negb (Nat.eqb report s)) (types e i))) (types e i)) (agents e)
    | epir => by_agent Row_epir
    | iir => flat_map (fun i => map (Row_iir i) (types e i)) (agents e)
    | eair => map Row_eair (agents e)
    | sbb => at_profiles Row_sbb
    | wbb => at_profiles Row_wbb
    | eabb => [Row_eabb]
    | eawbb => [Row_eawbb]
    | eff => flat_map (fun t => map (Row_eff t) (outcomes e)) (profiles e)
    | npt => by_agent Row_npt
    | nopay => by_agent Row_nopay
    end.

  Definition payments_form (t : profile) : form := sum_forms (agents e) (fun i => paid_form i t).
  Definition full_objective (o : objective) : form :=
    match o with
    | Revenue => expectation_form payments_form
    | Profit => expectation_form budget_form
    | Deficit => scale_form (-1) (expectation_form budget_form)
    | Welfare => expectation_form surplus_form
    | Utility => expectation_form (fun t => sum_forms (agents e) (fun i => utility_form i t t))
    | Utility_of i => expectation_form (fun t => utility_form i t t)
    | Worst_deficit => unknown_form Worst
    end.

  Definition profile_number (t : profile) : N :=
    fst (fold_left (fun s count => (fst s * N.of_nat count + N.of_nat (hd O (snd s)), tl (snd s))%N)
      (type_counts d) (0%N, t)).
  Definition full_number (u : unknown) : N :=
    let agents := N.of_nat (agent_count e) in
    let outcomes := N.of_nat (outcome_count e) in
    let profiles := fold_left (fun p count => p * N.of_nat count)%N (type_counts d) 1%N in
    match u with
    | Payment i t => profile_number t * agents + N.of_nat i
    | Chance t a => profiles * agents + profile_number t * outcomes + N.of_nat a
    | Worst => profiles * agents + (match r with Free => profiles * outcomes | _ => 0 end)
    end%N.

  Definition full_system : system := {|
    row := row_form;
    is_row := is_full_row;
    rows_of := rows_of_property;
    objective_form := full_objective;
    unknown_number := full_number
  |}.
End Rows.
