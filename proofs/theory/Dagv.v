(* The expected externality mechanism of d'Aspremont and Gerard-Varet, and Arrow. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent.
Import ListNotations.
Local Open Scope number_scope.

Section Dagv.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Implicit Types (rho : nat -> nat -> F) (i s r : nat) (t : profile).
  Notation n := (number_of_agents e).

  (* What the agents but i get at t, each bearing an equal share of the cost. *)
  Definition externality i t := sum (agents e) (without i (fun j =>
    lottery_value e j (rule t) t - lottery_cost e (rule t) / n)).
  (* Each agent bears his share of the cost, receives rho of his type, and bears an equal share of
     what the others receive. *)
  Definition dagv_payment rho i t := lottery_cost e (rule t) / n +
    1 / (n - 1) * sum (agents e) (without i (fun j => rho j t.[j])) - rho i t.[i].
  Definition dagv rho := Mechanism rule (dagv_payment rho).

  Hypothesis two_agents : (2 <= agent_count e)%nat.
  Lemma other_agents_positive : 0 < n - 1.
  Proof.
    apply (less_by (of_Z (Z.of_nat (agent_count e) - 1))); [apply of_Z_positive; lia|].
    unfold Z.sub, number_of_agents. rewrite of_Z_add, of_Z_negate, of_Z_1. ring.
  Qed.
  (* The budget balances at every profile, whatever is received and whatever the prior. *)
  Theorem dagv_SBB rho : SBB e (dagv rho).
  Proof.
    intros t _. assert (N := positive_not_zero _ other_agents_positive).
    unfold budget, dagv; cbn [payment allocation]. unfold dagv_payment.
    set (f := fun j => rho j t.[j]).
    rewrite sum_subtract, sum_add, sum_equal_shares, sum_scale by lia.
    rewrite (sum_ext (agents e) (fun i => sum (agents e) (without i f))
      (fun i => sum (agents e) f - f i)).
    - rewrite sum_subtract, sum_constant.
      replace (length (agents e)) with (agent_count e) by (symmetry; apply seq_length).
      fold n. change (sum (agents e) (fun i => rho i t.[i])) with (sum (agents e) f).
      field. exact N.
    - intros i Hi. rewrite (sum_without (agents e) i f) by (auto using agents_nodup). ring.
  Qed.

  Lemma externality_surplus i t : In i (agents e) ->
    externality i t = others_surplus e i (rule t) t + lottery_cost e (rule t) / n.
  Proof.
    intros Hi. unfold externality, others_surplus. set (c := lottery_cost e (rule t)).
    assert (E : sum (agents e) (without i (fun _ => c / n)) = c - c / n).
    { assert (S := sum_equal_shares e c ltac:(lia)).
      rewrite (sum_without (agents e) i) in S by (auto using agents_nodup).
      apply (f_equal (fun a => a - c / n)) in S. rewrite <- S. ring. }
    rewrite (sum_ext (agents e) _ (fun j => without i (fun j => lottery_value e j (rule t) t) j -
      without i (fun _ => c / n) j)).
    - rewrite sum_subtract, E. ring.
    - intros j _. unfold without. destruct (Nat.eqb j i); [ring|reflexivity].
  Qed.

  Variable p : nat -> nat -> F.
  Hypothesis Hind : independent e p.
  (* What agent i of type s may expect the others to get. *)
  Definition expected_externality i s :=
    others_expectation e p i (fun t => externality i t.[i := s]).
  Lemma expected_externality_interim i s : In i (agents e) -> In s (types e i) -> 0 < p i s ->
    expected_externality i s = interim e i s (externality i).
  Proof. intros Hi Hs P. symmetry. apply (interim_independent e p Hind); assumption. Qed.

  Notation mechanism := (dagv expected_externality).
  Hypothesis private : private_values e.

  (* He is left with the expected surplus, less what does not depend on his report. *)
  Lemma dagv_utility i s r : In i (agents e) -> In s (types e i) -> In r (types e i) ->
    others_expectation e p i (fun t => utility e mechanism i t.[i := s] t.[i := r]) =
    others_expectation e p i (fun t => surplus e (rule t.[i := r]) t.[i := s]) -
    others_expectation e p i (fun t =>
      1 / (n - 1) * sum (agents e) (without i (fun j => expected_externality j t.[j]))).
  Proof.
    intros Hi Hs Hr. set (A := fun t : profile =>
      1 / (n - 1) * sum (agents e) (without i (fun j => expected_externality j t.[j]))).
    set (x := fun t : profile => rule t.[i := r]).
    rewrite (others_expectation_ext e p i _ (fun t => lottery_value e i (x t) t.[i := s] -
      lottery_cost e (x t) / n - A t + expected_externality i r)).
    - rewrite others_expectation_add, (others_expectation_constant e p Hind) by exact Hi.
      unfold expected_externality.
      rewrite <- others_expectation_add, <- others_expectation_subtract.
      apply others_expectation_ext. intros t Ht.
      rewrite (surplus_split e i) by exact Hi. rewrite externality_surplus by exact Hi.
      rewrite !(others_surplus_private e private). unfold x. ring.
    - intros t Ht. unfold utility, dagv; cbn [payment allocation]. unfold dagv_payment.
      rewrite (others_set_own e) by assumption.
      rewrite (sum_ext (agents e) (without i (fun j => expected_externality j t.[i := r].[j]))
        (without i (fun j => expected_externality j t.[j]))); [unfold A, x; ring|].
      intros j _. unfold without. destruct (Nat.eqb_spec j i) as [_|N]; [reflexivity|].
      rewrite set_entry_other by exact N. reflexivity.
  Qed.

  (* With private values, an independent prior and an efficient rule the mechanism is Bayesian
     incentive compatible (d'Aspremont and Gerard-Varet 1979, Arrow 1979). *)
  Theorem dagv_BIC : feasible e mechanism -> efficient e mechanism -> BIC e mechanism.
  Proof.
    intros Hf He. apply (BIC_independent e p Hind). intros i s r Hi Hs Hr P.
    rewrite !dagv_utility by assumption.
    apply (at_most_by (others_expectation e p i (fun t => surplus e (rule t.[i := s]) t.[i := s]) -
      others_expectation e p i (fun t => surplus e (rule t.[i := r]) t.[i := s]))); [|ring].
    apply difference_nonnegative, (others_expectation_at_most e p Hind); [exact Hi|].
    intros t Ht. apply (efficient_lottery e mechanism); [exact He| |].
    - apply others_profile; assumption.
    - apply (Hf t.[i := r]), others_profile; assumption.
  Qed.
End Dagv.
