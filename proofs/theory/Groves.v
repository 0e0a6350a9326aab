(* Groves mechanisms: dominant strategies by paying each agent the surplus of the others. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications.
Import ListNotations.
Local Open Scope number_scope.

Section Groves.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i s : nat) (t r : profile).

  (* What an agent of true type t_i gets from a Groves mechanism by reporting s: the surplus at
     the others' reports, less a number on which he has no influence. *)
  Lemma groves_utility h m i t s : private_values e -> is_groves e h m -> In i (agents e) ->
    In t (profiles e) -> In s (types e i) ->
    utility e m i t t.[i := s] = surplus e (allocation m t.[i := s]) t - h i t.
  Proof.
    intros private [Hh Hp] Hi Ht Hs. unfold utility.
    rewrite (Hp i t.[i := s] Hi (set_profile e i s t Hi Ht Hs)), (Hh i t s Hi Ht Hs).
    rewrite (others_surplus_private e private), (surplus_split e i) by exact Hi. ring.
  Qed.
  Lemma groves_true_utility h m i t : private_values e -> is_groves e h m -> In i (agents e) ->
    In t (profiles e) -> utility e m i t t = surplus e (allocation m t) t - h i t.
  Proof.
    intros private Hg Hi Ht.
    rewrite <- (set_entry_id i t 0%nat) at 2 3.
    apply groves_utility; auto using profile_type.
  Qed.

  (* With private values, an efficient rule and Groves payments make the truth a dominant strategy
     (Groves 1973; Vickrey 1961 and Clarke 1971 for particular payments). *)
  Theorem groves_DSIC m : private_values e -> feasible e m -> efficient e m -> groves e m ->
    DSIC e m.
  Proof.
    intros private Hf He [h Hg]. apply (DSIC_EPIC e m private). intros i t s Hi Ht Hs.
    rewrite (groves_utility h), (groves_true_utility h) by assumption.
    apply (at_most_by (surplus e (allocation m t) t - surplus e (allocation m t.[i := s]) t));
      [|ring].
    apply difference_nonnegative, efficient_lottery; try assumption.
    apply Hf, set_profile; assumption.
  Qed.

  (* Any rule can be given Groves payments, with any h that does not depend on the own report. *)
  Definition groves_mechanism (x : profile -> nat -> F) (h : nat -> profile -> F) :=
    Mechanism x (fun i t => h i t - others_surplus e i (x t) t).
  Lemma groves_mechanism_is_groves x h :
    (forall i t s, In i (agents e) -> In t (profiles e) -> In s (types e i) ->
      h i t.[i := s] = h i t) -> is_groves e h (groves_mechanism x h).
  Proof. intros Hh. split; [exact Hh|reflexivity]. Qed.
End Groves.
