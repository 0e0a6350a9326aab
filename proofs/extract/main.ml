(* The program expost-verify-coq: checks certificates with the proved checker. *)
module Integer = Z
open Checker

let help = {|usage: expost-verify-coq [--quiet] [--rows] CERT...
Checks certificates of expost with a checker that is proved to accept true claims only, and says
what each proves.  `-` is standard input.  Types on intervals, votes and
interim probabilities of winning are not covered.

  -q, --quiet    print nothing for a certificate that is accepted
      --rows     check nothing: print the rows that the environment and the rule have, a line each,
                 as `KEY : PLACE COEFFICIENT, PLACE COEFFICIENT ... constant NUMBER`.  The sum of
                 the coefficients times the unknowns and the constant is >= 0 or, for sbb, eabb,
                 nopay, one and fix, = 0.  Keys and the places of unknowns are those of
                 expost-certificate(5); places rise, and no coefficient is 0
  -h, --help     print this
  -V, --version  print the version

Exit status: 0 all accepted, 1 one rejected, 2 bad usage or a file that cannot be
opened, 3 not covered, or a limit was reached, 4 out of memory or a read error.
A large certificate may need a larger stack: ulimit -s unlimited.

Example: expost-verify-coq trade.cert
|}

type aim = Check | Check_quietly | Print_rows

let complain path line words =
  flush stdout;
  prerr_string ("expost-verify-coq: " ^ path
                ^ (match line with Some line -> ":" ^ string_of_int line | None -> "")
                ^ ": " ^ words ^ "\n")

let read_all channel =
  let buffer = Buffer.create 65536 in
  let rec go_on () =
    match Buffer.add_channel buffer channel 65536 with
    | () -> go_on ()
    | exception End_of_file -> Buffer.contents buffer in
  go_on ()

let sentence names certificate =
  match certificate with
  | Full (d, rule, claim, _) -> Words.claim names (Some rule) (is_private d) claim
  | Reduced (_, claim, _) -> Words.claim names None true claim

(* The exit status for the text. *)
let judge aim with_path path text =
  match Reader.read text with
  | exception Text.Rejected (line, words) -> complain path (Some line) words; 1
  | exception Text.Limit (line, words) -> complain path (Some line) ("a limit: " ^ words); 3
  | certificate, names ->
    if aim = Print_rows then (Print.rows certificate; 0)
    else if check certificate then begin
      if aim = Check then
        print_endline ((if with_path then path ^ ": " else "") ^ sentence names certificate);
      0
    end else (complain path None "the evidence does not prove the claim"; 1)

let verify aim with_path path =
  let opened =
    if path = "-" then Ok stdin
    else if Sys.file_exists path && Sys.is_directory path then Error (path ^ ": Is a directory")
    else match open_in_bin path with
      | channel -> Ok channel
      | exception Sys_error words -> Error words in
  match opened with
  | Error words -> prerr_endline ("expost-verify-coq: " ^ words); 2
  | Ok channel ->
    let status =
      match read_all channel with
      | text ->
        (try judge aim with_path path text with
         | Stack_overflow -> complain path None "a limit: the stack is too small (ulimit -s)"; 3)
      | exception Sys_error words -> complain path None ("cannot be read: " ^ words); 4 in
    if path <> "-" then close_in_noerr channel;
    status

(* The first of 4, 2, 3, 1, 0. *)
let worse a b =
  let order = function 4 -> 4 | 2 -> 3 | 3 -> 2 | status -> status in
  if order a >= order b then a else b

let bad_usage words =
  prerr_string ("expost-verify-coq: " ^ words ^ "\nTry `expost-verify-coq --help`.\n");
  exit 2

let run () =
  let aim = ref Check and paths = ref [] in
  let rec read_arguments = function
    | [] -> ()
    | "--" :: rest -> paths := List.rev_append rest !paths
    | ("-q" | "--quiet") :: rest -> if !aim = Check then aim := Check_quietly; read_arguments rest
    | "--rows" :: rest -> aim := Print_rows; read_arguments rest
    | ("-h" | "--help") :: _ -> print_string help; exit 0
    | ("-V" | "--version") :: _ ->
      print_string ("expost-verify-coq " ^ Version.number
                    ^ "\nLicence GPL-3.0-or-later; there is no warranty.\n");
      exit 0
    | word :: _ when String.length word > 1 && word.[0] = '-' ->
      bad_usage ("unknown option `" ^ word ^ "`")
    | path :: rest -> paths := path :: !paths; read_arguments rest in
  read_arguments (List.tl (Array.to_list Sys.argv));
  let paths = List.rev !paths in
  if paths = [] then bad_usage "no certificate";
  let with_path = List.length paths > 1 in
  set_binary_mode_in stdin true;
  let add status path = worse status (verify !aim with_path path) in
  let status = List.fold_left add 0 paths in
  flush stdout;
  status

let () =
  exit (match run () with
    | status -> status
    | exception Out_of_memory -> prerr_endline "expost-verify-coq: out of memory"; 4
    | exception Sys_error words ->
      close_out_noerr stdout;
      prerr_endline ("expost-verify-coq: standard output cannot be written: " ^ words);
      4)
