(* What certificates claim, in the words of theory/Environment.v and theory/Tables.v. *)
From Coq Require Import QArith List.
From Expost.theory Require Import Field Sums Profile Environment Tables.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows.
Import ListNotations.

Inductive direction := Max | Min.
(* A stated mechanism: payments and, where the rule is free, its rule. *)
Record stated := Stated { own_rule : table choice; stated_payments : payments }.

Inductive claim :=
  | Satisfies (without_lotteries : bool) (properties : list property) (m : stated)
  | Violates (p : property) (m : stated)
  | Impossible (without_lotteries : bool) (properties : list property)
  | Optimum (to : direction) (o : objective) (value : Q) (without_lotteries : bool)
      (properties : list property)
  | Unbounded (to : direction) (o : objective) (without_lotteries : bool)
      (properties : list property)
  | Groves_balance (h : list (table Q))
  | Groves_no_balance
  | Implementable (interim : bool)
  | Not_implementable (interim : bool).

Local Open Scope number_scope.

(* At least as good, better. *)
Definition no_better {F : ordered_field} (to : direction) (w z : F) : Prop :=
  match to with Max => w <= z | Min => z <= w end.
Definition better {F : ordered_field} (to : direction) (w z : F) : Prop :=
  match to with Max => z < w | Min => w < z end.

(* The properties and objectives of a certificate in the words of theory/Environment.v, for any
   environment. *)
Definition has_property {F : ordered_field} (e : environment F) (m : mechanism F)
    (p : property) : Prop :=
  match p with
  | dsic => DSIC e m
  | epic => EPIC e m
  | bic => BIC e m
  | epir => EPIR e m
  | iir => IIR e m
  | eair => EAIR e m
  | sbb => SBB e m
  | wbb => WBB e m
  | eabb => EABB e m
  | eawbb => EAWBB e m
  | eff => efficient e m
  | npt => no_positive_transfers e m
  | nopay => no_payments e m
  | wmon => weakly_monotone e m
  end.
Definition has_objective {F : ordered_field} (e : environment F) (m : mechanism F)
    (o : objective) (z : F) : Prop :=
  match o with
  | Revenue => revenue e m = z
  | Profit => profit e m = z
  | Welfare => welfare e m = z
  | Utility => total_utility e m = z
  | Utility_of i => expected_utility e i m = z
  | Deficit => deficit e m = z
  | Worst_deficit => worst_deficit e m z
  end.

Section Full.
  Context {F : ordered_field}.
  Variable d : data.
  Variable r : rule.
  Notation e := (in_field F (environment_of d)).

  Definition has (p : property) (m : mechanism F) : Prop := has_property e m p.
  Definition objective_is (o : objective) (m : mechanism F) (z : F) : Prop :=
    has_objective e m o z.

  Definition rule_table (m : stated) : table choice :=
    match r with Fixed _ choose => choose | Free => own_rule m end.
  Definition mechanism_stated (m : stated) : mechanism F :=
    mechanism_of F (rule_table m) (stated_payments m).
  Definition has_rule (m : mechanism F) : Prop :=
    match r with
    | Fixed _ choose =>
        follows e (fun t a => of_Q (chance_of (lookup [] choose t) a)) m
    | Free => True
    end.
  (* A mechanism, with the rule, that has the properties. *)
  Definition admits (without_lotteries : bool) (properties : list property)
      (m : mechanism F) : Prop :=
    feasible e m /\ has_rule m /\ (if without_lotteries then deterministic e m else True) /\
    Forall (fun p => has p m) properties.

  Definition h_stated (h : list (table Q)) (i : nat) (t : profile) : F :=
    of_Q (payment_of h i t.[i := O]).

  Definition holds (c : claim) : Prop :=
    match c with
    | Satisfies sure ps m => admits sure ps (mechanism_stated m)
    | Violates p m => admits false [] (mechanism_stated m) /\ ~ has p (mechanism_stated m)
    | Impossible sure ps => ~ exists m, admits sure ps m
    | Optimum to o value sure ps =>
        (exists m, admits sure ps m /\ objective_is o m (of_Q value)) /\
        forall m z, admits sure ps m -> objective_is o m z -> no_better to z (of_Q value)
    | Unbounded to o sure ps =>
        forall bound, exists m z, admits sure ps m /\ objective_is o m z /\ better to z bound
    | Groves_balance h =>
        private_values e /\
        (exists m, admits false [eff; sbb] m /\ is_groves e (h_stated h) m) /\
        forall m, admits false [eff] m -> is_groves e (h_stated h) m -> SBB e m
    | Groves_no_balance =>
        private_values e /\ ~ exists m, admits false [eff; sbb] m /\ groves e m
    | Implementable false =>
        exists m, admits false [epic] m /\ (private_values e -> DSIC e m)
    | Implementable true => exists m, admits false [bic] m
    | Not_implementable false => ~ exists m, admits false [epic] m
    | Not_implementable true => ~ exists m, admits false [bic] m
    end.

  (* The fixed rule is what it is said to be: lotteries, or outcomes, and where it is called
     efficient with ties to the first, the last, or by a uniform lottery, just that. *)
  Definition ties_broken (breaking : ties) (t : profile) (x : nat -> F) : Prop :=
    let best := fun a => In a (outcomes e) /\
      forall b, In b (outcomes e) -> outcome_surplus e b t <= outcome_surplus e a t in
    match breaking with
    | First => exists a, best a /\ x a = 1 /\ forall b, best b -> (a <= b)%nat
    | Last => exists a, best a /\ x a = 1 /\ forall b, best b -> (b <= a)%nat
    | Lottery => forall a b, best a -> best b -> x a = x b   (* and 0 elsewhere: efficient *)
    end.
  Definition rule_is_as_said : Prop :=
    match r with
    | Fixed None choose => feasible e (mechanism_of F choose [])
    | Fixed (Some breaking) choose =>
        feasible e (mechanism_of F choose []) /\ efficient e (mechanism_of F choose []) /\
        forall t, In t (profiles e) ->
          ties_broken breaking t (allocation (mechanism_of F choose []) t)
    | Free => True
    end.
  (* There is an agent, a type of each, an outcome, and a stated prior is a probability. *)
  Definition environment_is_proper : Prop :=
    agents e <> [] /\ (forall i, In i (agents e) -> types e i <> []) /\ outcomes e <> [] /\
    match beliefs d with No_prior => True | _ => is_probability e end.
End Full.

(* The reduced form: interim payments for the tables, with balance in expectation in place of
   balance at every profile.  What that says about the mechanisms of every environment with these
   tables is in Reduced_ex_post.v. *)
Section Reduced.
  Context {F : ordered_field}.
  Variable d : table_data.
  Notation T := (tables_from F d).
  Implicit Types (q : nat -> nat -> F).

  Definition interim_has (p : property) q : Prop :=
    match p with
    | bic => interim_BIC T q
    | iir => interim_IIR T q
    | eair => interim_EAIR T q
    | sbb | eabb => interim_EABB T q
    | wbb | eawbb => interim_EAWBB T q
    | _ => False
    end.
  Definition interim_objective_is (o : objective) q (z : F) : Prop :=
    let values := sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s)) in
    match o with
    | Revenue => expected_payments T q = z
    | Profit => expected_budget T q = z
    | Welfare => values - expected_cost T = z
    | Utility => values - expected_payments T q = z
    | Utility_of i => type_expectation T i (fun s => interim_utility T q i s s) = z
    | Deficit => - expected_budget T q = z
    | Worst_deficit => False
    end.
  Definition interim_admits (ps : list property) q : Prop := Forall (fun p => interim_has p q) ps.
  Definition interim_holds (c : claim) : Prop :=
    match c with
    | Satisfies false ps m => interim_admits ps (interim_payments F (stated_payments m))
    | Violates p m => ~ interim_has p (interim_payments F (stated_payments m))
    | Impossible false ps => ~ exists q, interim_admits ps q
    | Optimum to o value false ps =>
        (exists q, interim_admits ps q /\ interim_objective_is o q (of_Q value)) /\
        forall q z, interim_admits ps q -> interim_objective_is o q z -> no_better to z (of_Q value)
    | Unbounded to o false ps =>
        forall bound, exists q z, interim_admits ps q /\ interim_objective_is o q z /\
          better to z bound
    | Implementable true => exists q, interim_BIC T q
    | Not_implementable true => ~ exists q, interim_BIC T q
    | _ => False
    end.
  Definition tables_are_proper : Prop :=
    all_agents T <> [] /\ (forall i, In i (all_agents T) -> all_types T i <> []) /\
    proper_chances T.
End Reduced.
