(* Reads a certificate, as expost-certificate(5) describes it.  This is not proved: it has to refuse
   whatever is not written as the manual says, and to build what the text says. *)
module Integer = Z
open Checker
open Text
open Environments

(* Rules. *)

let rec begins_with fields t =
  match fields, t with
  | _, [] -> true
  | field :: fields, s :: t -> field = string_of_int s && begins_with fields t
  | [], _ -> false

(* Records `lottery` of one profile, or one `alloc`. *)
let read_choice r size t =
  let rec lotteries read =
    profile_is r t;
    let a = index r size.outcomes in
    let q = number r in
    next r;
    let read = (a, q) :: read in
    if at r "lottery" && begins_with r.fields t then lotteries read else List.rev read in
  if at r "lottery" then
    match lotteries [] with
    | [_] -> reject r "a lottery has two outcomes or more"
    | choice -> choice
  else begin
    expect r "alloc";
    profile_is r t;
    let a = index r size.outcomes in
    next r;
    [(a, one)]
  end
let read_rule_table r size = table size.counts (read_choice r size)

(* The record `rule`. *)
let read_rule_kind r =
  expect r "rule";
  let kind =
    match word r with
    | "free" -> None
    | "fixed" ->
      (match word r with
       | "other" -> Some None
       | "efficient" ->
         (match word r with
          | "first" -> Some (Some First)
          | "last" -> Some (Some Last)
          | "lottery" -> Some (Some Lottery)
          | _ -> reject r "ties are broken first, last or by lottery")
       | _ -> reject r "a fixed rule is efficient or other")
    | _ -> reject r "a rule is fixed or free" in
  next r;
  kind

(* The record `claim`. *)

type question = {
  kind : string;
  direction : direction;
  objective : objective;
  value : q;
  without_lotteries : bool;
  properties : property list;
  interim : bool;
}

let property_names = [
  "dsic", Dsic; "epic", Epic; "bic", Bic; "epir", Epir; "iir", Iir; "eair", Eair; "sbb", Sbb;
  "wbb", Wbb; "eabb", Eabb; "eawbb", Eawbb; "eff", Eff; "npt", Npt; "nopay", Nopay; "wmon", Wmon ]

let read_objective r size =
  match word r with
  | "revenue" -> Revenue
  | "profit" -> Profit
  | "welfare" -> Welfare
  | "utility" -> Utility
  | "deficit" -> Deficit
  | "worst-deficit" -> Worst_deficit
  | name when String.length name >= 8 && String.sub name 0 8 = "utility:" ->
    Utility_of (below r (agents size) (index_from r (String.sub name 8 (String.length name - 8))))
  | _ -> reject r "there is no objective of this name"

(* One property or more, in their order. *)
let read_properties r =
  let rec behind names =
    let name = word r in
    let rec find = function
      | [] -> reject r "there is no such property, or it is out of order"
      | (known, property) :: names -> if known = name then property, names else find names in
    let property, names = find names in
    property :: (if r.fields = [] then [] else behind names) in
  behind property_names

let read_claim r size =
  expect r "claim";
  let kind = word r in
  let question = { kind; direction = Max; objective = Revenue; value = zero;
                   without_lotteries = false; properties = []; interim = false } in
  let with_objective question =
    let direction =
      match word r with
      | "max" -> Max
      | "min" -> Min
      | _ -> reject r "an objective stands behind max or min" in
    { question with direction; objective = read_objective r size } in
  let with_properties question =
    let without_lotteries = r.fields <> [] && List.hd r.fields = "deterministic" in
    if without_lotteries then ignore (word r);
    { question with without_lotteries; properties = read_properties r } in
  let question =
    match kind with
    | "satisfies" | "impossible" -> with_properties question
    | "violates" ->
      let question = with_properties question in
      if question.without_lotteries || List.length question.properties > 1
      then reject r "one property is violated, and `deterministic` does not stand before it";
      question
    | "optimum" ->
      let question = with_objective question in
      let value = number r in
      with_properties { question with value }
    | "unbounded" -> with_properties (with_objective question)
    | "groves-balance" | "groves-no-balance" -> question
    | "implementable" | "not-implementable" ->
      (match word r with
       | "dsic" -> question
       | "bic" -> { question with interim = true }
       | _ -> reject r "a rule is implementable dsic or bic")
    | _ -> reject r "there is no claim of this kind" in
  next r;
  question

(* Rows.  Those of multipliers stand in the order of this list, then in that of their indices. *)

let row_names = [
  "dsic"; "epic"; "bic"; "epir"; "iir"; "eair"; "sbb"; "wbb"; "eabb"; "eawbb"; "npt"; "nopay";
  "eff"; "wmon"; "pos"; "one"; "worst"; "fix" ]

(* The key, and what it is ordered by: the place of its name, and its indices as written. *)
let read_key r size =
  let name = word r in
  let place =
    let rec find place = function
      | [] -> reject r "there is no row of this name"
      | known :: names -> if known = name then place else find (place + 1) names in
    find 0 row_names in
  let incentive build =
    let i = agent r size in
    let s = type_of r size i in
    let report = type_of r size i in
    let o = profile r (without i size.counts) in
    build i s report (inserted i s o), i :: s :: report :: o in
  let participation build =
    let i = agent r size in
    let t = profile r size.counts in
    build i t, i :: t in
  let at_profile build =
    let t = profile r size.counts in
    build t, t in
  let at_outcome build =
    let t = profile r size.counts in
    let a = index r size.outcomes in
    build t a, t @ [a] in
  let key, indices =
    match name with
    | "dsic" -> incentive (fun i _ report t -> Row_dsic (i, t, report))
    | "epic" -> incentive (fun i _ report t -> Row_epic (i, t, report))
    | "bic" ->
      let i = agent r size in
      let s = type_of r size i in
      let report = type_of r size i in
      Row_bic (i, s, report), [i; s; report]
    | "epir" -> participation (fun i t -> Row_epir (i, t))
    | "iir" ->
      let i = agent r size in
      let s = type_of r size i in
      Row_iir (i, s), [i; s]
    | "eair" ->
      let i = agent r size in
      Row_eair i, [i]
    | "sbb" -> at_profile (fun t -> Row_sbb t)
    | "wbb" -> at_profile (fun t -> Row_wbb t)
    | "eabb" -> Row_eabb, []
    | "eawbb" -> Row_eawbb, []
    | "npt" -> participation (fun i t -> Row_npt (i, t))
    | "nopay" -> participation (fun i t -> Row_nopay (i, t))
    | "eff" -> at_outcome (fun t a -> Row_eff (t, a))
    | "wmon" ->
      incentive (fun i s report t ->
        if report < s then reject r "the second type of `wmon` must be greater than the first";
        Row_wmon (i, t, report))
    | "pos" -> at_outcome (fun t a -> Row_pos (t, a))
    | "one" -> at_profile (fun t -> Row_one t)
    | "worst" -> at_profile (fun t -> Row_worst t)
    | _ -> at_outcome (fun t a -> Row_fix (t, a)) in
  key, (place, indices)

let read_rows r size =
  let read before =
    let key, order = read_key r size in
    (match before with
     | (_, _, last) :: _ when compare last order >= 0 ->
       reject r "this row is out of order or a duplicate"
     | _ -> ());
    (key, number r, order) :: before in
  Leaf (List.rev_map (fun (key, q, _) -> key, q) (records r "row" read []))

let rec read_tree r size =
  if at r "branch" then begin
    let t = profile r size.counts in
    next r;
    Branch (t, List.init size.outcomes (fun a ->
      expect r "case";
      index_is r a;
      next r;
      read_tree r size))
  end else read_rows r size

(* Evidence. *)

type subject = Environment of data * rule | Tables of table_data

(* Payments, or directions of payments: for each agent a table. *)
let read_payments r size subject name =
  match subject with
  | Tables _ ->
    each_agent size (fun i -> By (each_type size i (fun s -> Cell (stated r name [i; s]))))
  | Environment _ ->
    let all = table size.counts (fun t ->
      expect r name;
      profile_is r t;
      let paid = Array.of_list (each_agent size (fun _ -> number r)) in
      next r;
      paid) in
    each_agent size (fun i -> map_table (fun paid -> paid.(i)) all)

let read_mechanism r size subject question =
  let own_rule =
    match subject with
    | Environment (_, Free) -> read_rule_table r size
    | _ -> Cell [] in
  let about_rule = List.for_all (fun p -> p = Eff || p = Wmon) question.properties in
  { own_rule; stated_payments = if about_rule then [] else read_payments r size subject "pay" }

let read_multipliers r size subject question =
  let each =
    match subject with
    | Tables _ -> 1
    | Environment (_, Free) -> agents size + size.outcomes
    | Environment _ -> agents size in
  let places =
    match subject with
    | Tables _ -> List.fold_left ( + ) 0 size.counts
    | Environment _ -> profiles_in size in
  if places >= (1 lsl 26) / each then limit r "2^26 unknowns or more";
  if question.without_lotteries then read_tree r size else read_rows r size

(* By the types of all agents but i; he has his type 0. *)
let read_by_others size i entry = table (with_entry i 1 size.counts) (fun t -> entry (without i t))

let read_h r size =
  each_agent size (fun i -> read_by_others size i (fun o -> stated r "h" (i :: o)))

(* The entries are lists by the type of agent i, who has but one branch: gives him all. *)
let rec spread i entries =
  match entries with
  | By [branch] when i = 0 ->
    let rec some_entry = function
      | Cell entry -> entry
      | By branches -> some_entry (List.hd branches) in
    By (List.init (Array.length (some_entry branch)) (fun s ->
      map_table (fun entry -> entry.(s)) branch))
  | By branches -> By (List.map (spread (i - 1)) branches)
  | Cell _ -> assert false

let read_potentials r size subject question =
  let chance =
    match subject with
    | Tables d -> chance_in d
    | Environment (d, _) -> type_chance d in
  each_agent size (fun i ->
    if question.interim then
      By (each_type size i (fun s ->
        Cell (if is_positive (chance i s) then stated r "potential" [i; s] else zero)))
    else
      spread i (read_by_others size i (fun o ->
        Array.init size.types.(i) (fun s -> stated r "potential" (i :: o @ [s])))))

let read_cube r size =
  expect r "cube";
  let t = profile r size.counts in
  let b = profile r size.counts in
  let sum = number r in
  next r;
  Cube (t, b, sum)

let read_cycle r size question =
  expect r "cycle";
  let i = agent r size in
  let o = if question.interim then [] else inserted i 0 (profile r (without i size.counts)) in
  let rec nodes read =
    let read = type_of r size i :: read in
    if r.fields = [] then List.rev read else nodes read in
  let nodes = nodes [] in
  next r;
  Cycle (i, o, nodes)

let read_evidence r size subject question =
  let sure = question.without_lotteries and properties = question.properties in
  let mechanism () = read_mechanism r size subject question in
  let multipliers () = read_multipliers r size subject question in
  match question.kind with
  | "satisfies" -> Satisfies (sure, properties, mechanism ()), Evaluation
  | "violates" ->
    let mechanism = mechanism () in
    expect r "row";
    let key, _ = read_key r size in
    next r;
    Violates (List.hd properties, mechanism), Broken_row key
  | "impossible" -> Impossible (sure, properties), Multipliers (multipliers ())
  | "optimum" ->
    let mechanism = mechanism () in
    Optimum (question.direction, question.objective, question.value, sure, properties),
    Attained (mechanism, multipliers ())
  | "unbounded" ->
    let mechanism = mechanism () in
    Unbounded (question.direction, question.objective, sure, properties),
    Ray (mechanism, read_payments r size subject "ray")
  | "groves-balance" -> Groves_balance (read_h r size), Evaluation
  | "groves-no-balance" -> Groves_no_balance, read_cube r size
  | "implementable" ->
    Implementable question.interim, Potentials (read_potentials r size subject question)
  | _ -> Not_implementable question.interim, read_cycle r size question

(* What the C program cannot hold: it keeps the probability of each profile over one denominator. *)
let check_prior_size r size subject =
  let common denominators = List.fold_left Integer.lcm Integer.one denominators in
  let of_chances = List.map (fun q -> q.qden) in
  let rec of_table = function
    | Cell q -> q.qden
    | By branches -> common (List.map of_table branches) in
  let places, denominator =
    match subject with
    | Tables d ->
      List.fold_left ( + ) 0 size.counts, common (List.concat_map of_chances d.chances)
    | Environment ({ beliefs = Independent chances; _ }, _) ->
      profiles_in size,
      List.fold_left (fun p l -> Integer.mul p (common (of_chances l))) Integer.one chances
    | Environment ({ beliefs = Joint chances; _ }, _) -> profiles_in size, of_table chances
    | Environment _ -> 1, Integer.one in
  if Integer.numbits denominator > (1 lsl 34) / places
  then limit r "probabilities with too many digits for so many profiles"

(* The certificate, and the names of its agents as written. *)
let read text =
  let r = { text; place = 0; line = 0; fields = []; record = "" } in
  next r;
  expect r "expost-certificate";
  index_is r 1;
  next r;
  if r.record = "voting" then begin
    finish_record r;
    limit r "social choice functions are not covered"
  end;
  if r.record = "allocation" then begin
    finish_record r;
    limit r "interim probabilities of winning are not covered"
  end;
  expect r "environment";
  let kind = if r.fields = [] then "" else word r in
  finish_record r;
  if kind = "continuous" then limit r "types on intervals are not covered";
  if kind <> "" && kind <> "reduced"
  then reject r "behind `environment` there is nothing but `reduced` or `continuous`";
  next r;
  let names, counts = read_agents r in
  let size outcomes = { counts; types = Array.of_list counts; outcomes } in
  let size, subject =
    if kind = "reduced" then begin
      let size = size 0 in
      let d = read_tables r size in
      if read_rule_kind r <> Some None
      then reject r "the rule of a reduced form is `fixed other`";
      size, Tables d
    end else begin
      check_profiles r counts;
      let size = size (read_outcomes r) in
      let d = read_environment r size in
      size, Environment (d, match read_rule_kind r with
        | None -> Free
        | Some efficient -> Fixed (efficient, read_rule_table r size))
    end in
  let question = read_claim r size in
  (match subject with
   | Environment (_, Free) when profiles_in size > 1 lsl 22 ->
     limit r "more than 2^22 profiles under a free rule"
   | _ -> ());
  check_prior_size r size subject;
  expect r "evidence";
  next r;
  let claim, evidence = read_evidence r size subject question in
  expect r "end";
  finish_record r;
  if r.place < String.length text then reject r "there is text behind the record `end`";
  (match subject with
   | Environment (d, rule) -> Full (d, rule, claim, evidence)
   | Tables d -> Reduced (d, claim, evidence)),
  Array.of_list names
