(* Prints the rows of a certificate's environment, to be compared with those of other programs. *)
module Integer = Z
open Checker

let properties = List.map snd Reader.property_names
let indices l = String.concat "" (List.map (fun n -> " " ^ string_of_int n) l)

let key_words key =
  let incentive name i t report =
    name ^ indices (i :: List.nth t i :: report :: Environments.without i t) in
  match key with
  | Row_dsic (i, t, report) -> incentive "dsic" i t report
  | Row_epic (i, t, report) -> incentive "epic" i t report
  | Row_bic (i, s, report) -> "bic" ^ indices [i; s; report]
  | Row_epir (i, t) -> "epir" ^ indices (i :: t)
  | Row_iir (i, s) -> "iir" ^ indices [i; s]
  | Row_eair i -> "eair" ^ indices [i]
  | Row_sbb t -> "sbb" ^ indices t
  | Row_wbb t -> "wbb" ^ indices t
  | Row_eabb -> "eabb"
  | Row_eawbb -> "eawbb"
  | Row_npt (i, t) -> "npt" ^ indices (i :: t)
  | Row_nopay (i, t) -> "nopay" ^ indices (i :: t)
  | Row_eff (t, a) -> "eff" ^ indices (t @ [a])
  | Row_wmon (i, t, report) -> incentive "wmon" i t report
  | Row_pos (t, a) -> "pos" ^ indices (t @ [a])
  | Row_one t -> "one" ^ indices t
  | Row_worst t -> "worst" ^ indices t
  | Row_fix (t, a) -> "fix" ^ indices (t @ [a])

let print_row system key =
  let form = system.row key in
  let sums = Hashtbl.create 16 in
  List.iter (fun (unknown, q) ->
    let place = Integer.to_string (system.unknown_number unknown) in
    let before = Option.value (Hashtbl.find_opt sums place) ~default:Text.zero in
    Hashtbl.replace sums place (plus before q)) form.terms;
  let listed = Hashtbl.fold (fun place q all ->
    if is_zero q then all else (int_of_string place, q) :: all) sums [] in
  let words (place, q) = Printf.sprintf "%d %s" place (Words.number (qred q)) in
  print_string (key_words key ^ " : "
                ^ String.concat ", " (List.map words (List.sort compare listed))
                ^ (if listed = [] then "" else " ") ^ "constant "
                ^ Words.number (qred form.constant) ^ "\n")

let rows = function
  | Reduced (d, _, _) ->
    let system = reduced_system d in
    List.iter (fun p -> List.iter (print_row system) (system.rows_of p))
      [Bic; Iir; Eair; Eabb; Eawbb]
  | Full (d, rule, _, _) ->
    let system = full_system d rule in
    let can_be_asked = function
      | Dsic -> is_private d
      | Bic | Iir | Eair | Eabb | Eawbb -> has_prior d
      | _ -> true in
    (* each pair of types once *)
    let is_named = function Row_wmon (i, t, report) -> List.nth t i < report | _ -> true in
    let print keys = List.iter (print_row system) (List.filter is_named keys) in
    List.iter (fun p -> print (system.rows_of p)) (List.filter can_be_asked properties);
    let ts = profiles (environment_of d) in
    let each_outcome build =
      List.concat_map (fun t -> List.init d.outcome_number (fun a -> build t a)) ts in
    if is_free rule then begin
      print (each_outcome (fun t a -> Row_pos (t, a)));
      print (List.map (fun t -> Row_one t) ts)
    end;
    print (List.map (fun t -> Row_worst t) ts);
    if is_free rule then print (each_outcome (fun t a -> Row_fix (t, a)))
