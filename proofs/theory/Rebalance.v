(* Balancing the budget at every profile without changing what agents expect to pay. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments.
Import ListNotations.
Local Open Scope number_scope.

Section Circle.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  (* The agent after i; the first comes after the last. *)
  Definition next (i : nat) : nat := (S i mod agent_count e)%nat.
  Lemma next_agent i : In i (agents e) -> In (next i) (agents e).
  Proof. rewrite !in_agents. intros H. apply Nat.mod_upper_bound. lia. Qed.
  Lemma next_other i : (2 <= agent_count e)%nat -> In i (agents e) -> next i <> i.
  Proof.
    rewrite in_agents. unfold next. intros H2 Hi.
    destruct (Nat.eq_dec (S i) (agent_count e)) as [E|N].
    - rewrite E, Nat.mod_same by lia. lia.
    - rewrite Nat.mod_small by lia. lia.
  Qed.
  Lemma sum_next (f : nat -> F) : sum (agents e) (fun i => f (next i)) = sum (agents e) f.
  Proof.
    unfold agents, next. destruct (agent_count e) as [|n]; [reflexivity|].
    rewrite seq_S at 1. rewrite sum_app, (sum_ext (seq 0 n) _ (fun i => f (S i))).
    - rewrite <- sum_map, seq_shift. cbn [seq sum]. rewrite Nat.add_0_l, Nat.mod_same by lia. ring.
    - intros i Hi. apply in_seq in Hi. rewrite Nat.mod_small by lia. reflexivity.
  Qed.
End Circle.

Section Spread.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable p : nat -> nat -> F.
  Variable rule : profile -> nat -> F.
  Implicit Types (q : nat -> nat -> F) (i s : nat) (t : profile).

  (* An equal share of the cost, and what agent i of type s expects it to be. *)
  Definition cost_share t := lottery_cost e (rule t) / number_of_agents e.
  Definition expected_share i s := others_expectation e p i (fun t => cost_share t.[i := s]).
  (* The expectation of agent i's interim payment. *)
  Definition mean_payment q i := sum (types e i) (fun s => p i s * q i s).
  Definition mean_cost := expectation e (fun t => lottery_cost e (rule t)).
  (* Each agent bears his share of the cost; what he expects to pay beyond that, given his type,
     he gives to the next agent, and gets its expectation back. *)
  Definition spread_payment q i t :=
    cost_share t + (q i t.[i] - expected_share i t.[i]) -
    (q (next e i) t.[next e i] - expected_share (next e i) t.[next e i]) +
    (mean_payment q (next e i) - mean_cost / number_of_agents e).
  Definition spread q := Mechanism rule (spread_payment q).

  Hypothesis Hind : independent e p.
  Lemma mean_expected_share i : (1 <= agent_count e)%nat -> In i (agents e) ->
    mean_payment expected_share i = mean_cost / number_of_agents e.
  Proof.
    intros H1 Hi. unfold mean_payment, expected_share.
    rewrite <- (expectation_own e p Hind i cost_share) by exact Hi.
    assert (N := positive_not_zero _ (number_of_agents_positive e H1)).
    rewrite (expectation_ext e _
      (fun t => / number_of_agents e * lottery_cost e (rule t))).
    - rewrite expectation_scale. unfold mean_cost. field. exact N.
    - intros t _. unfold cost_share. field. exact N.
  Qed.
  Lemma sum_mean_cost : (1 <= agent_count e)%nat ->
    sum (agents e) (fun _ => mean_cost / number_of_agents e) = mean_cost.
  Proof. apply sum_equal_shares. Qed.

  (* Whatever the interim payments, there is a mechanism which has them and in which the budget is
     the same at every profile. *)
  Theorem spread_interim_payment q i s : (2 <= agent_count e)%nat -> In i (agents e) ->
    interim_payment e p (spread q) i s = q i s.
  Proof.
    intros H2 Hi. unfold interim_payment, spread; cbn [payment]. unfold spread_payment.
    set (j := next e i). set (h := fun s => q j s - expected_share j s).
    set (c := mean_payment q j - mean_cost / number_of_agents e).
    assert (N : j <> i) by (apply next_other; assumption).
    assert (Hj : In j (agents e)) by (apply next_agent, Hi).
    rewrite (others_expectation_ext e p i _ (fun t => cost_share t.[i := s] +
      (q i s - expected_share i s) - h t.[j] + c)).
    - rewrite others_expectation_add, others_expectation_subtract, others_expectation_add.
      rewrite !(others_expectation_constant e p Hind) by exact Hi.
      rewrite (expectation_of_other e p Hind) by assumption.
      rewrite (expectation_of_type e p Hind) by exact Hj. fold (expected_share i s).
      assert (E : sum (types e j) (fun s => p j s * h s) = c).
      { unfold c. rewrite <- (mean_expected_share j) by (lia || exact Hj). unfold mean_payment.
        rewrite <- sum_subtract. apply sum_ext. intros r _. unfold h. ring. }
      rewrite E. ring.
    - intros t Ht. rewrite (others_set_own e) by assumption.
      rewrite set_entry_other by exact N. reflexivity.
  Qed.
  Theorem spread_budget q t : (1 <= agent_count e)%nat ->
    budget e (spread q) t = sum (agents e) (mean_payment q) - mean_cost.
  Proof.
    intros H1. unfold budget, spread; cbn [payment allocation]. unfold spread_payment.
    rewrite sum_add, sum_subtract, sum_add, !sum_subtract.
    rewrite (sum_next e (fun j => q j t.[j])), (sum_next e (mean_payment q)).
    rewrite (sum_next e (fun j => expected_share j t.[j])), sum_mean_cost by exact H1.
    unfold cost_share. rewrite sum_equal_shares by exact H1. ring.
  Qed.
End Spread.

Section Rebalance.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable p : nat -> nat -> F.
  Variable m : mechanism F.
  Implicit Types (i s : nat) (t : profile).
  Notation rule := (allocation m).

  (* rebalance(M): an equal share of the cost, and the difference of two functions of one type
     each, which cancel around the circle of agents. *)
  Definition excess i s := interim_payment e p m i s - expected_share e p rule i s.
  Definition rebalance_constant i := expectation e (payment m (next e i)) -
    sum (agents e) (fun j => expectation e (payment m j)) / number_of_agents e.
  Definition rebalance := Mechanism rule (fun i t =>
    lottery_cost e (rule t) / number_of_agents e + excess i t.[i] -
    excess (next e i) t.[next e i] + rebalance_constant i).

  Hypothesis Hind : independent e p.
  Hypothesis two_agents : (2 <= agent_count e)%nat.
  Notation q := (interim_payment e p m).
  Let not_zero : number_of_agents e <> 0.
  Proof. apply positive_not_zero, number_of_agents_positive. lia. Qed.

  Lemma rebalance_spread i t : In i (agents e) -> payment rebalance i t =
    spread_payment e p rule q i t - profit e m / number_of_agents e.
  Proof.
    intros Hi. assert (E := expectation_interim_payment e p Hind m).
    unfold rebalance; cbn [payment]. unfold spread_payment, rebalance_constant, excess, cost_share.
    rewrite (E (next e i)) by (apply next_agent, Hi). unfold profit, budget.
    rewrite expectation_subtract, expectation_sum. unfold mean_cost, mean_payment.
    field. exact not_zero.
  Qed.

  (* What an agent expects to pay changes by the same amount for all agents and types. *)
  Theorem rebalance_interim_payment i s : In i (agents e) ->
    interim_payment e p rebalance i s = q i s - profit e m / number_of_agents e.
  Proof.
    intros Hi. unfold interim_payment at 1.
    rewrite (others_expectation_ext e p i _ (fun t => spread_payment e p rule q i t.[i := s] -
      profit e m / number_of_agents e)) by (intros t _; apply rebalance_spread, Hi).
    rewrite others_expectation_subtract, (others_expectation_constant e p Hind) by exact Hi.
    f_equal. apply (spread_interim_payment e p rule Hind q i s); assumption.
  Qed.

  Theorem rebalance_interim i s : In i (agents e) -> In s (types e i) -> 0 < p i s ->
    interim e i s (payment rebalance i) =
    interim e i s (payment m i) - profit e m / number_of_agents e.
  Proof.
    intros Hi Hs P. rewrite !(interim_independent e p Hind) by assumption.
    apply rebalance_interim_payment, Hi.
  Qed.

  (* The rebalanced mechanism balances the budget at every profile (Boergers and Norman 2009). *)
  Theorem rebalance_SBB : SBB e rebalance.
  Proof.
    intros t _. assert (H1 : (1 <= agent_count e)%nat) by lia.
    assert (B := spread_budget e p rule q t H1). unfold budget in B at 1.
    cbn [spread payment allocation] in B. unfold budget. cbn [rebalance allocation].
    rewrite (sum_ext _ _ (fun i => spread_payment e p rule q i t -
      profit e m / number_of_agents e)) by (intros i Hi; apply rebalance_spread, Hi).
    rewrite sum_subtract, sum_equal_shares by exact H1.
    assert (P : profit e m = sum (agents e) (mean_payment e p q) - mean_cost e rule).
    { unfold profit, budget. rewrite expectation_subtract, expectation_sum. f_equal.
      apply sum_ext. intros i Hi. apply (expectation_interim_payment e p Hind), Hi. }
    rewrite P, <- B. ring.
  Qed.

  Notation T := (tables_of e p rule).
  Let tables : has_tables e rule T.
  Proof. apply tables_of_has_tables, Hind. Qed.
  Let follows_m : follows e rule m.
  Proof. intros t a _ _. reflexivity. Qed.
  Let follows_rebalance : follows e rule rebalance.
  Proof. intros t a _ _. reflexivity. Qed.

  (* It is Bayesian incentive compatible exactly if the mechanism was. *)
  Theorem rebalance_BIC : BIC e rebalance <-> BIC e m.
  Proof.
    rewrite (BIC_reduced e rule T tables _ follows_rebalance).
    rewrite (BIC_reduced e rule T tables m follows_m).
    rewrite !(interim_BIC_tables e rule T tables).
    split; intros H i s r Hi Hs Hr P; assert (K := H i s r Hi Hs Hr P);
      unfold interim_utility in *; cbn [tables_of chance gain] in *;
      rewrite !rebalance_interim_payment in * by exact Hi;
      match type of K with ?a <= ?b => apply (at_most_by (b - a)) end;
      solve [apply difference_nonnegative, K|ring].
  Qed.
  (* It keeps participation if the mechanism had no expected deficit. *)
  Lemma rebalance_pays_at_most : 0 <= profit e m ->
    pays_at_most T q (interim_payment e p rebalance).
  Proof.
    intros Hp i s Hi _ _. rewrite rebalance_interim_payment by exact Hi.
    apply (at_most_by (profit e m / number_of_agents e)); [|ring].
    apply divide_nonnegative; [exact Hp|]. apply number_of_agents_positive. lia.
  Qed.
  Theorem rebalance_IIR : 0 <= profit e m -> IIR e m -> IIR e rebalance.
  Proof.
    intros Hp. rewrite (IIR_reduced e rule T tables _ follows_rebalance).
    rewrite (IIR_reduced e rule T tables m follows_m).
    apply interim_IIR_pays_at_most, rebalance_pays_at_most, Hp.
  Qed.
  Theorem rebalance_EAIR : 0 <= profit e m -> EAIR e m -> EAIR e rebalance.
  Proof.
    intros Hp. rewrite (EAIR_reduced e rule T tables _ follows_rebalance).
    rewrite (EAIR_reduced e rule T tables m follows_m).
    apply interim_EAIR_pays_at_most, rebalance_pays_at_most, Hp.
    apply (tables_proper e rule T tables).
  Qed.
End Rebalance.
