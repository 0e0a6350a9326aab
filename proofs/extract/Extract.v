(* The proved checker as an OCaml program.

   What of the program is not proved: Coq's extraction and the OCaml compiler, zarith and GMP, the
   reader of the text (text.ml, environments.ml, reader.ml), the lines around it (main.ml, words.ml,
   print.ml), and the replacements below.

   - ExtrOcamlBasic (of Coq): bool, option, unit, list, pairs and sumbool are OCaml's own, andb and
     orb are && and ||.
   - ExtrOcamlZBigInt (of Coq): positive, N and Z are zarith's integers, and their arithmetic is
     zarith's.  The checker uses Pos.succ, Pos.mul, N.add, N.mul, Z.add, Z.sub, Z.opp, Z.mul.
   - Pos.eqb is zarith's equality.  Coq's definition takes a step for each bit.
   - nat is int.  The checker counts agents, types, outcomes and places in lists: each is at most
     the length of a list in memory, or an index below 10^15 from the text.  No int overflows.
   - Nat.eqb and Nat.leb compare those ints.  Coq's definitions count both down to 0.
   - nth is Coq's definition word for word, with the list looked at before the number, so that it
     is a loop: it dominates the time.
   - Pos.of_succ_nat n, on which N.of_nat and Z.of_nat are built, is n + 1.
   - Z.ggcd a b is (g, (a / g, b / g)) for the greatest common divisor g >= 0 of a and b, and
     (0, (0, 0)) for two zeros; the divisions have no rest.  Qred uses it.  Coq's definition is the
     binary algorithm, which takes a step for each bit.

   No other constant is replaced. *)
From Coq Require Import ZArith NArith QArith List.
From Coq Require Extraction ExtrOcamlBasic ExtrOcamlZBigInt.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Checker.

Extraction Language OCaml.

Extract Inductive nat => "int" [ "0" "Stdlib.succ" ]
  "(fun zero next n -> if n = 0 then zero () else next (n - 1))".
Extract Constant Pos.eqb => "Big_int_Z.eq_big_int".
Extract Constant Nat.eqb => "(fun (a : int) b -> a = b)".
Extract Constant Nat.leb => "(fun (a : int) b -> a <= b)".
Extract Constant nth => "(fun n l missing ->
  match l with
  | [] -> missing
  | entry :: l -> if n = 0 then entry else nth (n - 1) l missing)".
Extract Constant Pos.of_succ_nat => "(fun n -> Big_int_Z.big_int_of_int (n + 1))".
Extract Constant Z.ggcd => "(fun a b ->
  let g = Big_int_Z.gcd_big_int a b in
  if Big_int_Z.sign_big_int g = 0 then (g, (a, b))
  else (g, (Big_int_Z.div_big_int a g, Big_int_Z.div_big_int b g)))".

(* check judges a certificate; the rest is for printing rows. *)
Extraction "checker.ml" check full_system reduced_system is_private has_prior is_free plus.
