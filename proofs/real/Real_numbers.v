(* The real numbers are an ordered field: the theorems of theory/ and cert/ hold with real payments.
   This file rests on the axioms of Coq's Reals, those theorems on none. *)
From Coq Require Import Reals Lra.
From Expost.theory Require Import Field.

Definition real_numbers : ordered_field.
Proof.
  refine (Ordered_field R 0%R 1%R Rplus Rmult Rminus Ropp Rdiv Rinv Rle _
            Rle_refl Rle_trans Rle_antisym _ Req_dec _ _).
  - constructor; [constructor|..]; intros; try (unfold Rdiv); try lra; try field; auto.
  - intros a b. destruct (Rle_or_lt a b); [left|right]; lra.
  - intros; lra.
  - intros; apply Rmult_le_pos; assumption.
Defined.
