(* The text of a certificate: lines and their fields, labels, numbers and indices.  Not proved. *)
module Integer = Z
open Checker

exception Rejected of int * string     (* the line, and why *)
exception Limit of int * string

type reader = {
  text : string;
  mutable place : int;                 (* where the next line begins *)
  mutable line : int;                  (* the number of the present line *)
  mutable fields : string list;        (* its unread fields *)
  mutable record : string;             (* its first field *)
}

let reject r words = raise (Rejected (r.line, words))
let limit r words = raise (Limit (r.line, words))

(* Lines and fields.  A label keeps its quotation marks, so that it is no word or number. *)

let is_hexadecimal c = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')

(* The end of the label that begins at `start`, behind its second quotation mark. *)
let rec end_of_label r at stop =
  if at >= stop then reject r "the label is not closed"
  else match r.text.[at] with
    | '"' -> at + 1
    | '\\' ->
      if at + 3 >= stop || r.text.[at + 1] <> 'x' || not (is_hexadecimal r.text.[at + 2])
         || not (is_hexadecimal r.text.[at + 3])
      then reject r "in a label, a backslash stands before x and two digits 0 to 9 or A to F";
      let byte = int_of_string ("0x" ^ String.sub r.text (at + 2) 2) in
      if byte >= 0x20 && byte <= 0x7E && byte <> 0x22 && byte <> 0x5C
      then reject r "in a label, this byte is written as the character itself";
      end_of_label r (at + 4) stop
    | ' ' .. '~' -> end_of_label r (at + 1) stop
    | _ -> reject r "the label has a byte that is written \\xHH"

let rec end_of_word r at stop =
  if at >= stop || r.text.[at] = ' ' then at
  else if r.text.[at] > ' ' && r.text.[at] <= '~' then end_of_word r (at + 1) stop
  else reject r "this byte does not belong here"

let rec fields_from r start stop =
  let ending =
    if start < stop && r.text.[start] = '"' then end_of_label r (start + 1) stop
    else end_of_word r start stop in
  if ending = start
  then reject r "fields are separated by one blank, and no line is empty or ends in one";
  let field = String.sub r.text start (ending - start) in
  if ending = stop then [field]
  else if r.text.[ending] = ' ' then field :: fields_from r (ending + 1) stop
  else reject r "a blank or the end of the line must follow the label"

let finish_record r = if r.fields <> [] then reject r "the record has too many fields"

let next r =
  finish_record r;
  r.line <- r.line + 1;
  if r.place = String.length r.text then reject r "the text ends before the record `end`";
  match String.index_from_opt r.text r.place '\n' with
  | None -> reject r "the last line does not end with a line feed"
  | Some stop ->
    (match fields_from r r.place stop with
     | record :: fields -> r.record <- record; r.fields <- fields
     | [] -> assert false);
    r.place <- stop + 1

let at r record = r.record = record
let expect r record = if not (at r record) then reject r ("the record must be `" ^ record ^ "`")

let word r =
  match r.fields with
  | [] -> reject r "a field is missing"
  | field :: fields -> r.fields <- fields; field
let label r =
  let field = word r in
  if field.[0] <> '"' then reject r "a label stands in double quotes";
  field

(* Numbers and indices. *)

let zero = { qnum = Integer.zero; qden = Integer.one }
let one = { qnum = Integer.one; qden = Integer.one }

let are_digits text =
  let count = String.length text in
  count > 0 && (count = 1 || text.[0] <> '0')
  && (let rec from at =
        at = count || (text.[at] >= '0' && text.[at] <= '9' && from (at + 1)) in
      from 0)

let index_from r text =
  if not (are_digits text) then reject r "an index is an integer >= 0 in its shortest form";
  if String.length text > 15 then reject r "an index is out of range";
  int_of_string text
let below r bound value = if value >= bound then reject r "an index is out of range"; value
let index r bound = below r bound (index_from r (word r))
let index_is r value =
  if index_from r (word r) <> value then reject r ("the index must be " ^ string_of_int value)
let count r =
  let value = index_from r (word r) in
  if value = 0 || value > 1 lsl 40 then reject r "a number of things is from 1 to 2^40";
  value

let number r =
  let text = word r in
  if String.length text > 100_000_000 then limit r "a number of more than 10^8 characters";
  let wrong () = reject r "a number is p or p/q in lowest terms" in
  let is_negative = text.[0] = '-' in
  let text = if is_negative then String.sub text 1 (String.length text - 1) else text in
  let natural text = if are_digits text then Integer.of_string text else wrong () in
  let top, bottom =
    match String.index_opt text '/' with
    | None -> natural text, Integer.one
    | Some slash ->
      let top = natural (String.sub text 0 slash) in
      let bottom = natural (String.sub text (slash + 1) (String.length text - slash - 1)) in
      if Integer.leq bottom Integer.one then wrong ();
      if not (Integer.equal (Integer.gcd top bottom) Integer.one) then wrong ();
      top, bottom in
  if is_negative && Integer.equal top Integer.zero then wrong ();
  { qnum = if is_negative then Integer.neg top else top; qden = bottom }
