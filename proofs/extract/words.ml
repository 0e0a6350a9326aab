(* The claim of a certificate as a sentence, the same that expost-verify(1) prints. *)
module Integer = Z
open Checker

let adjective = function
  | Dsic -> "DSIC"
  | Epic -> "ex-post incentive compatible"
  | Bic -> "BIC"
  | Epir -> "ex-post IR"
  | Iir -> "interim IR"
  | Eair -> "ex-ante IR"
  | Sbb -> "ex-post budget balanced"
  | Wbb -> "ex-post free of deficits"
  | Eabb -> "budget balanced in expectation"
  | Eawbb -> "free of deficits in expectation"
  | Npt -> "free of payments to agents"
  | Nopay -> "without payments"
  | Eff -> "efficient"
  | Wmon -> "weakly monotone"

let rec all = function
  | [] -> ""
  | [p] -> adjective p
  | [p; q] -> adjective p ^ " and " ^ adjective q
  | p :: ps -> adjective p ^ ", " ^ all ps

(* A fixed rule. *)
let the_rule = function
  | Fixed (Some First, _) -> "the efficient rule, ties to the first outcome,"
  | Fixed (Some Last, _) -> "the efficient rule, ties to the last outcome,"
  | Fixed (Some Lottery, _) -> "the efficient rule, ties by a uniform lottery,"
  | _ -> "the stated rule"

(* Behind `mechanism`: the rule; none in reduced form. *)
let with_rule rule sure any =
  match rule with
  | None -> ""
  | Some Free -> any ^ if sure then " without lotteries" else ""
  | Some rule -> " with " ^ the_rule rule

(* The subject of a claim about one mechanism, or about its rule alone. *)
let subject rule sure ps =
  match rule with
  | Some Free when List.for_all (fun p -> p = Eff || p = Wmon) ps ->
    "This rule" ^ if sure then " without lotteries" else ""
  | Some rule when List.for_all (fun p -> p = Eff || p = Wmon) ps ->
    String.capitalize_ascii (the_rule rule)
  | _ -> "This mechanism" ^ with_rule rule sure ""

let number q =
  Integer.to_string q.qnum
  ^ if Integer.equal q.qden Integer.one then "" else "/" ^ Integer.to_string q.qden

let objective names = function
  | Revenue -> "expected revenue"
  | Profit -> "expected profit"
  | Welfare -> "expected welfare"
  | Utility -> "expected utility of all agents"
  | Utility_of i -> "expected utility of agent " ^ names.(i)
  | Deficit -> "expected deficit"
  | Worst_deficit -> "deficit at the worst profile"

(* rule: None in reduced form; is_private: the values are. *)
let claim names rule is_private claim =
  let reduced = rule = None in
  let any sure = "mechanism" ^ with_rule rule sure " with any rule" in
  let aim o sure ps = objective names o ^ " of a " ^ any sure ^ " that is " ^ all ps in
  let best direction = if direction = Max then "largest" else "least" in
  let incentives interim = adjective (if interim then Bic else if is_private then Dsic else Epic) in
  let rule_named = match rule with Some rule -> the_rule rule | None -> "the rule" in
  let sentence =
    match claim with
    | Satisfies (_, ps, _) when reduced ->
      "there is a mechanism with these interim payments that is " ^ all ps
    | Satisfies (sure, ps, _) -> subject rule sure ps ^ " is " ^ all ps
    | Violates (p, _) when reduced ->
      "a mechanism with these interim payments is not " ^ adjective p
    | Violates (p, _) -> subject rule false [p] ^ " is not " ^ adjective p
    | Impossible (sure, ps) -> "no " ^ any sure ^ " is " ^ all ps
    | Optimum (direction, o, value, sure, ps) ->
      "the " ^ best direction ^ " " ^ aim o sure ps ^ " is " ^ number value
    | Unbounded (direction, o, sure, ps) ->
      "the " ^ aim o sure ps ^ " has no " ^ best direction ^ " value, and such mechanisms exist"
    | Groves_balance _ -> "these Groves payments balance the budget at every profile"
    | Groves_no_balance -> "no Groves payments balance the budget at every profile"
    | Implementable interim ->
      "payments exist under which " ^ rule_named ^ " is " ^ incentives interim
    | Not_implementable interim ->
      "there are no payments under which " ^ rule_named ^ " is " ^ incentives interim in
  if reduced then "For these interim tables, " ^ sentence ^ "."
  else String.capitalize_ascii sentence ^ " in this environment."
