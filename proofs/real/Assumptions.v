(* What the theorems of this folder assume: the axioms of Coq's Reals and classical logic. *)

(* Compiling this file prints the axioms behind the theorems.  No others may appear than

     ClassicalDedekindReals.sig_forall_dec     Coq's real numbers
     ClassicalDedekindReals.sig_not_dec        Coq's real numbers
     functional_extensionality_dep             Coq's real numbers
     Classical_Prop.classic                    excluded middle, in Coq's and Coquelicot's analysis

   which are part of Coq's standard library.  The theorems are independent of the other folders.

   Order of the files:
     FiniteSums    sums and products of n numbers
     Primitive     integrals of densities that may jump, and the product rule
     Envelope      one agent: the envelope theorem, its converse, revenue equivalence
     Trade         bilateral trade, uniform: impossible without a subsidy of 1/6
     Partnership   n owners, any distributions: D decides
     Cramton       the sum of W at the worst-off types is D; equal distributions
     Bilateral     trade with any distributions
     IntervalZ     CoqInterval without machine numbers
     Pieces        distributions in pieces, brackets of worst-off types, tactics of sign.py
     Uniform       two partners with uniform values: all hypotheses can be met
     generated/    files that sign.py writes from certificates of the same names *)

From Expost.real Require Envelope Trade Partnership Cramton Bilateral Uniform.
From Expost.real.generated Require Polynomial_three_partners Polynomial_unequal_supports
  Exponential_two_partners.

(* The theorems together, since each is searched down to the axioms. *)

Definition theory :=
  (Envelope.incentive_compatible_iff, Envelope.revenue_equivalence,
   Envelope.nondecreasing_implementable, Trade.least_subsidy, Trade.myerson_satterthwaite,
   Partnership.dissolvable_iff, Partnership.least_subsidy, Cramton.D_by_worst_off,
   Cramton.dissolvable_iff_W, Cramton.cramton_gibbons_klemperer, Bilateral.trade_D,
   Bilateral.myerson_satterthwaite, Uniform.uniform_dissolvable).
Print Assumptions theory.

Definition certificates :=
  (Polynomial_three_partners.dissolvable, Polynomial_unequal_supports.not_dissolvable,
   Exponential_two_partners.dissolvable).
Print Assumptions certificates.
