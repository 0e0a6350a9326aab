(* Reads the environment of a certificate, as expost-certificate(5) describes it.  Not proved. *)
open Checker
open Text

(* Profiles, and tables with an entry for each. *)

let rec profile r = function
  | [] -> []
  | count :: counts ->
    let s = index r count in
    s :: profile r counts
let profile_is r t = List.iter (index_is r) t
let without i t = List.filteri (fun j _ -> j <> i) t
let with_entry i s t = List.mapi (fun j a -> if j = i then s else a) t
(* The types of the others as a profile in which agent i has the type s. *)
let rec inserted i s o =
  match o with
  | a :: o when i > 0 -> a :: inserted (i - 1) s o
  | _ -> s :: o

(* Reads one entry for each profile, in their order. *)
let table counts entry =
  let rec behind counts t =
    match counts with
    | [] -> Cell (entry (List.rev t))
    | count :: counts -> By (List.init count (fun s -> behind counts (s :: t))) in
  behind counts []
let rec map_table f = function
  | Cell entry -> Cell (f entry)
  | By branches -> By (List.map (map_table f) branches)

(* Entries by increasing keys, which are lists of indices, gathered by their first index.  Behind
   the last there are none; for the checker what is missing is 0. *)
let gathered build entries =
  let rec with_first s taken = function
    | (first :: key, q) :: entries when first = s -> with_first s ((key, q) :: taken) entries
    | entries -> List.rev taken, entries in
  let rec from s built = function
    | [] -> List.rev built
    | entries ->
      let here, behind = with_first s [] entries in
      from (s + 1) (build here :: built) behind in
  from 0 [] entries
let single = function [] -> zero | (_, q) :: _ -> q
let rec sparse_table = function
  | [] -> Cell zero
  | ([], q) :: _ -> Cell q
  | entries -> By (gathered sparse_table entries)

(* The environment. *)

type size = { counts : int list; types : int array; outcomes : int }

let agents size = Array.length size.types
let agent r size = index r (agents size)
let type_of r size i = index r size.types.(i)
let each_agent size f = List.init (agents size) f
let each_type size i f = List.init size.types.(i) f
let profiles_in size = List.fold_left ( * ) 1 size.counts

(* Adds an entry to those read before, which have smaller keys; a 0 is left out of the text. *)
let add r entries key q =
  if is_zero q then reject r ("a `" ^ r.record ^ "` of 0 is left out");
  (match entries with
   | (last, _) :: _ when compare last key >= 0 ->
     reject r ("this `" ^ r.record ^ "` is out of order or a duplicate")
   | _ -> ());
  (key, q) :: entries

(* Reads the records of this name as long as they come. *)
let rec records r name read read_before =
  if at r name then begin
    let read_now = read read_before in
    next r;
    records r name read read_now
  end else read_before

let read_agents r =
  expect r "agents";
  let agents = count r in
  next r;
  let names_and_types = List.init agents (fun i ->
    expect r "agent";
    index_is r i;
    let name = label r in
    let types = count r in
    next r;
    for s = 0 to types - 1 do
      expect r "type";
      index_is r i;
      index_is r s;
      ignore (label r);
      next r
    done;
    name, types) in
  List.split names_and_types

let check_profiles r counts =
  let most = 1 lsl 40 in
  let multiply count profiles =
    if profiles > most / count then limit r "more than 2^40 profiles" else profiles * count in
  ignore (List.fold_right multiply counts 1)

let read_outcomes r =
  expect r "outcomes";
  let outcomes = count r in
  next r;
  for a = 0 to outcomes - 1 do
    expect r "outcome";
    index_is r a;
    ignore (label r);
    next r
  done;
  outcomes

let read_needs r size =
  let read before =
    let a = index r size.outcomes in
    let i = agent r size in
    (match before with
     | last :: _ when compare last (a, i) >= 0 ->
       reject r "this `needs` is out of order or a duplicate"
     | _ -> ());
    (a, i) :: before in
  List.rev (records r "needs" read [])

let read_costs r size =
  let read before =
    let a = index r size.outcomes in
    add r before [a] (number r) in
  gathered single (List.rev (records r "cost" read []))

(* The records `value`, or `valuex`: for each agent, by outcome and type or profile. *)
let read_values r size name key =
  let values = Array.make (agents size) [] in
  let read last =
    let i = agent r size in
    if i < last then reject r ("this `" ^ name ^ "` is out of order");
    let a = index r size.outcomes in
    let key = a :: key i in
    values.(i) <- add r values.(i) key (number r);
    i in
  ignore (records r name read 0);
  Array.map List.rev values

let read_valuations r size =
  let own = read_values r size "value" (fun i -> [type_of r size i]) in
  let joint = read_values r size "valuex" (fun _ -> profile r size.counts) in
  each_agent size (fun i ->
    if joint.(i) = [] then Private (gathered (gathered single) own.(i))
    else if own.(i) = [] then Interdependent (gathered sparse_table joint.(i))
    else reject r "an agent has `value` and `valuex` records")

(* Reads the one record of this name at these indices. *)
let stated r name indices =
  expect r name;
  List.iter (index_is r) indices;
  let q = number r in
  next r;
  q

let read_chances r size =
  each_agent size (fun i -> each_type size i (fun s -> stated r "mu" [i; s]))

let read_prior r size =
  expect r "prior";
  let kind = word r in
  next r;
  match kind with
  | "none" -> No_prior
  | "independent" -> Independent (read_chances r size)
  | "joint" ->
    let read before =
      let t = profile r size.counts in
      add r before t (number r) in
    Joint (sparse_table (List.rev (records r "mux" read [])))
  | _ -> reject r "a prior is none, independent or joint"

let read_option r size i =
  expect r "outside";
  index_is r i;
  let kind = word r in
  next r;
  let each_outcome f = List.init size.outcomes f in
  match kind with
  | "none" -> No_option
  | "type" -> Type_option (each_type size i (fun s -> stated r "out" [i; s]))
  | "profile" -> Profile_option (table size.counts (fun t -> stated r "outx" (i :: t)))
  | "outcome" ->
    Outcome_option (each_outcome (fun a -> each_type size i (fun s -> stated r "outa" [i; a; s])))
  | "both" ->
    Both_option (each_outcome (fun a ->
      table size.counts (fun t -> stated r "outxa" (i :: a :: t))))
  | _ -> reject r "an outside option is none, type, profile, outcome or both"

let read_environment r size =
  let needed = read_needs r size in
  let costs = read_costs r size in
  let valuations = read_valuations r size in
  let beliefs = read_prior r size in
  let options = each_agent size (read_option r size) in
  { type_counts = size.counts; outcome_number = size.outcomes; needed; costs; valuations; beliefs;
    options }

let read_tables r size =
  expect r "prior";
  if word r <> "independent" then reject r "the prior of a reduced form is independent";
  next r;
  let chances = read_chances r size in
  let gains = each_agent size (fun i -> each_type size i (fun s -> each_type size i (fun report ->
    stated r "gain" [i; s; report]))) in
  let outsides = each_agent size (fun i -> each_type size i (fun s -> stated r "out" [i; s])) in
  let cost_expected = stated r "expected-cost" [] in
  { table_counts = size.counts; chances; gains; outsides; cost_expected }
