(* The checker: does the evidence of a certificate prove its claim? *)
From Coq Require Import ZArith NArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Shape.
Import ListNotations.

Inductive certificate :=
  | Full (d : data) (r : rule) (c : claim) (v : evidence)
  | Reduced (d : table_data) (c : claim) (v : evidence).

(* The numbers of a list are at least 0 and add up to 1. *)
Definition is_distribution (l : list Q) : bool :=
  forallb is_nonnegative l && are_equal (total l (fun q => q)) 1.

Section Full.
  Variables (d : data) (r : rule).
  Let e := environment_of d.
  Notation profiles := (profiles e).   (* a list made anew where it is gone through *)

  Definition is_private : bool :=
    forallb (fun v => match v with Private _ => true | _ => false end) (valuations d).
  Definition has_prior : bool := match beliefs d with No_prior => false | _ => true end.
  Definition is_independent : bool := match beliefs d with Independent _ => true | _ => false end.
  Definition is_free : bool := match r with Free => true | _ => false end.

  Definition environment_ok : bool :=
    negb (Nat.eqb (length (type_counts d)) 0) &&
    forallb (fun count => negb (Nat.eqb count 0)) (type_counts d) &&
    negb (Nat.eqb (outcome_number d) 0) &&
    match beliefs d with
    | No_prior => true
    | Independent by_type =>
        Nat.eqb (length by_type) (length (type_counts d)) &&
        forallb (fun p => Nat.eqb (length (fst p)) (snd p) && is_distribution (fst p))
          (combine by_type (type_counts d))
    | Joint _ => is_distribution (map (prior_of d) profiles)
    end.

  (* Outcomes in order, each once, with positive probabilities that add up to 1. *)
  Fixpoint rising (last : option nat) (c : choice) : bool :=
    match c with
    | [] => true
    | (a, q) :: c =>
        match last with None => true | Some b => Nat.ltb b a end &&
        Nat.ltb a (outcome_count e) && is_positive q && rising (Some a) c
    end.
  Definition choice_ok (c : choice) : bool := rising None c && are_equal (total c snd) 1.
  Definition table_ok (choose : table choice) : bool :=
    forallb (fun t => choice_ok (lookup [] choose t)) profiles.
  Definition is_sure (choose : table choice) : bool :=
    forallb (fun t => Nat.eqb (length (lookup [] choose t)) 1) profiles.

  Fixpoint maximum (f : nat -> Q) (best : Q) (l : list nat) : Q :=
    match l with
    | [] => best
    | a :: l => maximum f (if is_positive (minus (f a) best) then f a else best) l
    end.
  Definition best_surplus (t : profile) : Q :=
    maximum (fun a => surplus_of d a t) (surplus_of d O t) (outcomes e).
  Definition maximisers (t : profile) : list nat :=
    let best := best_surplus t in
    filter (fun a => are_equal (surplus_of d a t) best) (outcomes e).
  Definition ties_ok (breaking : ties) (t : profile) (c : choice) : bool :=
    let best := maximisers t in
    match breaking, c with
    | First, [(a, _)] => Nat.eqb a (hd O best)
    | Last, [(a, _)] => Nat.eqb a (last best O)
    | Lottery, _ =>
        Nat.eqb (length c) (length best) &&
        forallb (fun p => Nat.eqb (fst (fst p)) (snd p) &&
          are_equal (snd (fst p)) (Qmake 1 (Pos.of_nat (length best)))) (combine c best)
    | _, _ => false
    end.
  Definition rule_ok : bool :=
    match r with
    | Fixed breaking choose =>
        table_ok choose &&
        match breaking with
        | None => true
        | Some breaking => forallb (fun t => ties_ok breaking t (lookup [] choose t)) profiles
        end
    | Free => true
    end.

  Definition properties_ok (of_mechanism without_lotteries : bool) (ps : list property) : bool :=
    (negb without_lotteries || is_free) &&
    forallb (fun p => match p with
      | dsic => is_private
      | bic | iir | eair | eabb | eawbb => has_prior
      | eff => of_mechanism || is_free
      | wmon => of_mechanism
      | _ => true
      end) ps.
  Definition objective_ok (to : direction) (o : objective) : bool :=
    match o with
    | Worst_deficit => match to with Min => true | Max => false end
    | Utility_of i => has_prior && is_agent d i
    | _ => has_prior
    end.
  Definition is_worst (o : objective) : bool :=
    match o with Worst_deficit => true | _ => false end.

  (* The rows of a stated mechanism, in its payments alone. *)
  Definition stated_system (m : stated) : system :=
    full_system d (Fixed None (rule_table r m)).
  Definition stated_ok (without_lotteries : bool) (m : stated) : bool :=
    is_free && table_ok (own_rule m) && (negb without_lotteries || is_sure (own_rule m)) ||
    negb is_free.
  Definition mechanism_has (without_lotteries : bool) (ps : list property) (m : stated) : bool :=
    stated_ok without_lotteries m &&
    rows_hold (stated_system m) (pay (stated_payments m)) ps.
  Definition deficit_at (m : stated) (t : profile) : Q :=
    Qopp (evaluate (pay (stated_payments m)) (row (stated_system m) (Row_sbb t))).
  Definition attains (m : stated) (o : objective) (z : Q) : bool :=
    match o with
    | Worst_deficit =>
        forallb (fun t => is_nonnegative (minus z (deficit_at m t))) profiles &&
        existsb (fun t => are_equal (deficit_at m t) z) profiles
    | _ => are_equal
        (evaluate (pay (stated_payments m)) (objective_form (stated_system m) o)) z
    end.
  Definition improves_along (m : stated) (to : direction) (o : objective) (ray : payments) : bool :=
    match o with
    | Worst_deficit =>
        forallb (fun t =>
          is_positive (slope (pay ray) (row (stated_system m) (Row_sbb t)))) profiles
    | _ => improves to (slope (pay ray) (objective_form (stated_system m) o))
    end.
  Definition sum_ok (without_lotteries worst : bool) (ps : list property) (goal : option form)
      (m : multipliers) : bool :=
    let s := full_system d r in
    adds_up s (usable_row s is_free has_prior worst ps) (is_profile d) (outcome_count e)
      without_lotteries goal [] m.

  Fixpoint cube_sum (t b : profile) (f : profile -> Q) : Q :=
    match t, b with
    | x :: t, y :: b =>
        minus (cube_sum t b (fun r => f (x :: r))) (cube_sum t b (fun r => f (y :: r)))
    | _, _ => f []
    end.
  Definition all_differ (t b : profile) : bool :=
    forallb (fun p => negb (Nat.eqb (fst p) (snd p))) (combine t b).
  Definition groves_ok : bool :=
    is_private && match r with Fixed None _ => false | _ => true end.
  Definition type_chance (i s : nat) : Q :=
    total (others e i) (fun t => prior_of d t.[i := s]).

  Definition check_full (c : claim) (v : evidence) : bool :=
    environment_ok && rule_ok &&
    match c, v with
    | Satisfies sure ps m, Evaluation => properties_ok true sure ps && mechanism_has sure ps m
    | Violates p m, Broken_row k =>
        properties_ok true false [p] && stated_ok false m && belongs_to p k && is_full_row d k &&
        negb (row_holds (stated_system m) (pay (stated_payments m)) k)
    | Impossible sure ps, Multipliers sum =>
        properties_ok false sure ps && sum_ok sure false ps None sum
    | Optimum to o z sure ps, Attained m sum =>
        properties_ok false sure ps && objective_ok to o && mechanism_has sure ps m &&
        attains m o z &&
        sum_ok sure (is_worst o) ps (Some (goal_of (full_system d r) to o z)) sum
    | Unbounded to o sure ps, Ray m ray =>
        properties_ok false sure ps && objective_ok to o && mechanism_has sure ps m &&
        rows_hold_along (stated_system m) (pay ray) ps && improves_along m to o ray
    | Groves_balance h, Evaluation =>
        groves_ok && forallb (fun t =>
          are_equal (total (agents e) (fun i => payment_of h i t.[i := O]))
            (times (inject_Z (Z.of_nat (agent_count e) - 1)) (best_surplus t))) profiles
    | Groves_no_balance, Cube t b sum =>
        groves_ok && Nat.leb 2 (agent_count e) && is_profile d t && is_profile d b &&
        all_differ t b && are_equal (cube_sum t b best_surplus) sum && negb (is_zero sum)
    | Implementable false, Potentials q =>
        negb is_free && rows_hold (full_system d r) (pay q) [epic]
    | Implementable true, Potentials q =>
        negb is_free && has_prior && interim_potentials (full_system d r) type_chance q
    | Not_implementable false, Cycle i o nodes =>
        negb is_free && is_profile d o.[i := O] && is_agent d i &&
        negative_cycle (is_type d i) (ex_post_length (full_system d r) i o) nodes
    | Not_implementable true, Cycle i _ nodes =>
        negb is_free && is_independent && is_agent d i &&
        negative_cycle (fun s => is_type d i s && is_positive (type_chance i s))
          (interim_length (full_system d r) type_chance i) nodes
    | _, _ => false
    end.
End Full.

Section Reduced.
  Variable d : table_data.
  Let s := reduced_system d.

  Definition tables_ok : bool :=
    negb (Nat.eqb (length (table_counts d)) 0) &&
    forallb (fun count => negb (Nat.eqb count 0)) (table_counts d) &&
    Nat.eqb (length (chances d)) (length (table_counts d)) &&
    forallb (fun p => Nat.eqb (length (fst p)) (snd p) && is_distribution (fst p))
      (combine (chances d) (table_counts d)).
  Definition reduced_ok (violated : bool) (ps : list property) : bool :=
    forallb (fun p => match p with
      | bic | iir | eair | eabb | eawbb => true
      | sbb | wbb => Nat.leb 2 (length (table_counts d)) && negb violated
      | _ => false
      end) ps.
  Definition reduced_objective_ok (o : objective) : bool :=
    match o with
    | Worst_deficit => false
    | Utility_of i => is_table_agent d i
    | _ => true
    end.
  Definition reduced_sum_ok (ps : list property) (goal : option form) (m : multipliers) : bool :=
    adds_up s (usable_row s false true false ps) (fun _ => false) O false goal [] m.

  Definition check_reduced (c : claim) (v : evidence) : bool :=
    tables_ok &&
    match c, v with
    | Satisfies false ps m, Evaluation =>
        reduced_ok false ps && rows_hold s (pay (stated_payments m)) ps
    | Violates p m, Broken_row k =>
        reduced_ok true [p] && belongs_to p k && is_reduced_row d k &&
        negb (row_holds s (pay (stated_payments m)) k)
    | Impossible false ps, Multipliers sum => reduced_ok false ps && reduced_sum_ok ps None sum
    | Optimum to o z false ps, Attained m sum =>
        reduced_ok false ps && reduced_objective_ok o &&
        rows_hold s (pay (stated_payments m)) ps &&
        are_equal (evaluate (pay (stated_payments m)) (objective_form s o)) z &&
        reduced_sum_ok ps (Some (goal_of s to o z)) sum
    | Unbounded to o false ps, Ray m ray =>
        reduced_ok false ps && reduced_objective_ok o &&
        rows_hold s (pay (stated_payments m)) ps && rows_hold_along s (pay ray) ps &&
        improves to (slope (pay ray) (objective_form s o))
    | Implementable true, Potentials q =>
        forallb (fun k => match k with
          | Row_bic i _ report =>
              negb (is_positive (chance_in d i report)) || row_holds s (pay q) k
          | _ => false
          end) (rows_of s bic)
    | Not_implementable true, Cycle i _ nodes =>
        is_table_agent d i &&
        negative_cycle (fun s => is_table_type d i s && is_positive (chance_in d i s))
          (interim_length s (chance_in d) i) nodes
    | _, _ => false
    end.
End Reduced.

Definition check (c : certificate) : bool :=
  match c with
  | Full d r c v => full_shape d r c v && check_full d r c v
  | Reduced d c v => reduced_shape d c v && check_reduced d c v
  end.

(* What an accepted certificate proves, in every ordered field. *)
Definition proves (F : ordered_field) (c : certificate) : Prop :=
  match c with
  | Full d r c _ =>
      environment_is_proper (F := F) d /\ rule_is_as_said (F := F) d r /\ holds (F := F) d r c
  | Reduced d c _ => tables_are_proper (F := F) d /\ interim_holds (F := F) d c
  end.
