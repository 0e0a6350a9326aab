(* CoqInterval's tactics over floating-point numbers made of Coq's own integers. *)

(* The ready-made tactics compute with machine integers and floats, whose laws are axioms of Coq.
   Over Z, and with a precision given (i_prec), a proof by these tactics rests on the axioms of the
   Reals alone; they are slower, and fast enough here. *)

From Coq Require Import Reals.
From Interval Require Import Tactic Float.Specific_ops Float.Specific_stdz.

Module Z_floats := SpecificFloat StdZRadix2.
Module Z_tactics := IntervalTactic Z_floats.
