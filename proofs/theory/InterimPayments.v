(* Interim payments in interim tables: how they can be changed without giving up incentives. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Tables.
Import ListNotations.
Local Open Scope number_scope.

Section Payments.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable T : interim_tables F.
  Hypothesis proper : proper_chances T.
  Implicit Types (q : nat -> nat -> F) (i s r : nat).

  (* The incentive constraints between types of positive probability: those of the type graph. *)
  Definition interim_BIC_support q := forall i s r,
    In i (all_agents T) -> In s (all_types T i) -> In r (all_types T i) ->
    0 < chance T i s -> 0 < chance T i r -> interim_utility T q i s r <= interim_utility T q i s s.
  (* The greatest of all interim payments that satisfy the constraints. *)
  Definition largest_payments q := interim_BIC_support q /\ interim_IIR T q /\
    forall q', interim_BIC_support q' -> interim_IIR T q' -> forall i s,
      In i (all_agents T) -> In s (all_types T i) -> 0 < chance T i s -> q' i s <= q i s.
  Definition expected_surplus :=
    sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s)) - expected_cost T.
  Definition expected_outside :=
    sum (all_agents T) (fun i => type_expectation T i (outside_value T i)).

  Lemma type_expectation_at_most i (f g : nat -> F) : In i (all_agents T) ->
    (forall s, In s (all_types T i) -> 0 < chance T i s -> f s <= g s) ->
    type_expectation T i f <= type_expectation T i g.
  Proof.
    intros Hi H. apply sum_at_most. intros s Hs.
    assert (P : 0 <= chance T i s) by (apply proper; assumption).
    destruct (positive_or_zero _ P) as [P'|P']; [apply scale_at_most; auto|].
    rewrite P'. apply equal_at_most. ring.
  Qed.
  Lemma type_expectation_subtract i (f g : nat -> F) : type_expectation T i (fun s => f s - g s) =
    type_expectation T i f - type_expectation T i g.
  Proof. unfold type_expectation. rewrite <- sum_subtract. apply sum_ext. intros s _. ring. Qed.
  Lemma type_expectation_constant i (c : F) : In i (all_agents T) ->
    type_expectation T i (fun _ => c) = c.
  Proof.
    intros Hi. unfold type_expectation. rewrite sum_scale_right, (proj2 proper i Hi). ring.
  Qed.
  Lemma expected_net_utility q i : type_expectation T i (interim_net_utility T q i) =
    type_expectation T i (fun s => gain T i s s) - type_expectation T i (q i) -
    type_expectation T i (outside_value T i).
  Proof. rewrite <- !type_expectation_subtract. reflexivity. Qed.

  (* What is paid at most as much as in q by the types of positive probability. *)
  Definition pays_at_most q q' := forall i s, In i (all_agents T) -> In s (all_types T i) ->
    0 < chance T i s -> q' i s <= q i s.
  Lemma expected_payments_at_most q q' : pays_at_most q q' ->
    expected_payments T q' <= expected_payments T q.
  Proof.
    intros H. apply sum_at_most. intros i Hi. apply type_expectation_at_most; [exact Hi|].
    intros s Hs P. apply H; assumption.
  Qed.
  Lemma expected_payments_equal q q' : pays_at_most q q' -> pays_at_most q' q ->
    expected_payments T q' = expected_payments T q.
  Proof. intros H H'. apply at_most_antisym; apply expected_payments_at_most; assumption. Qed.
  Lemma interim_EAWBB_payments q :
    interim_EAWBB T q <-> expected_cost T <= expected_payments T q.
  Proof.
    unfold interim_EAWBB, expected_budget. split; intros H; [|apply difference_nonnegative, H].
    apply (at_most_by _ _ _ H). reflexivity.
  Qed.
  Lemma interim_IIR_pays_at_most q q' : pays_at_most q q' -> interim_IIR T q -> interim_IIR T q'.
  Proof.
    intros H K i s Hi Hs P. apply (at_most_by (interim_net_utility T q i s + (q i s - q' i s))).
    - apply add_nonnegative; [apply K; assumption|]. apply difference_nonnegative, H; assumption.
    - unfold interim_net_utility, interim_utility. ring.
  Qed.
  Lemma interim_EAIR_pays_at_most q q' : pays_at_most q q' ->
    interim_EAIR T q -> interim_EAIR T q'.
  Proof.
    intros H K i Hi. apply (at_most_trans _ _ _ _ (K i Hi)).
    apply type_expectation_at_most; [exact Hi|]. intros s Hs P.
    apply (at_most_by (q i s - q' i s)); [apply difference_nonnegative, H; assumption|].
    unfold interim_net_utility, interim_utility. ring.
  Qed.

  (* Less a constant for each agent. *)
  Lemma interim_BIC_lower q (d : nat -> F) : interim_BIC T q ->
    interim_BIC T (fun i s => q i s - d i).
  Proof.
    intros H i s r Hi Hs Hr P.
    apply (at_most_by (interim_utility T q i s s - interim_utility T q i s r)).
    - apply difference_nonnegative, H; assumption.
    - unfold interim_utility. ring.
  Qed.
  Lemma expected_payments_lower q (d : nat -> F) :
    expected_payments T (fun i s => q i s - d i) = expected_payments T q - sum (all_agents T) d.
  Proof.
    unfold expected_payments. rewrite <- sum_subtract. apply sum_ext. intros i Hi.
    rewrite type_expectation_subtract, type_expectation_constant by exact Hi. reflexivity.
  Qed.

  (* A type of probability 0 pays so much that nobody wants to report it, and as much as may be
     asked besides. *)
  Theorem interim_BIC_extend_above (u q : nat -> nat -> F) : interim_BIC_support q ->
    exists q', interim_BIC T q' /\ forall i s, In i (all_agents T) -> In s (all_types T i) ->
      (0 < chance T i s -> q' i s = q i s) /\ (chance T i s = 0 -> u i s <= q' i s).
  Proof.
    intros H. set (least := fun i r s => gain T i s r - (gain T i s s - q i s)).
    set (R := fun i r b => (0 < chance T i r -> b = q i r) /\ (chance T i r = 0 ->
      u i r <= b /\ forall s, In s (all_types T i) -> least i r s <= b)).
    destruct (finite_choice Nat.eq_dec (all_agents T)
      (fun i f => forall r, In r (all_types T i) -> R i r (f r)) (fun _ => 0)) as [q' Hq].
    - intros i Hi. apply (finite_choice Nat.eq_dec (all_types T i) (R i) 0). intros r Hr.
      destruct (positive_or_zero (chance T i r)) as [P|P]; [apply proper; assumption| |].
      + exists (q i r). split; [reflexivity|]. intros Z. rewrite Z in P.
        exfalso. exact (less_irreflexive _ P).
      + destruct (bounded_above (u i r :: map (least i r) (all_types T i)) (fun b => b))
          as [b Hb]. exists b. split.
        * intros P'. rewrite P in P'. exfalso. exact (less_irreflexive _ P').
        * intros _. split; [apply Hb; left; reflexivity|]. intros s Hs. apply Hb.
          right. apply in_map, Hs.
    - assert (E : forall i s, In i (all_agents T) -> In s (all_types T i) -> 0 < chance T i s ->
        q' i s = q i s) by (intros i s Hi Hs; apply (Hq i Hi s Hs)).
      exists q'. split.
      + intros i s r Hi Hs Hr P. unfold interim_utility. rewrite (E i s Hi Hs P).
        destruct (positive_or_zero (chance T i r)) as [P'|P']; [apply proper; assumption| |].
        * rewrite (E i r Hi Hr P'). apply H; assumption.
        * destruct (proj2 (Hq i Hi r Hr) P') as [_ Hb].
          apply (at_most_by _ _ _ (difference_nonnegative _ _ (Hb s Hs))). unfold least. ring.
      + intros i s Hi Hs. split; [apply E; assumption|]. intros Z. apply (Hq i Hi s Hs), Z.
  Qed.
  Corollary interim_BIC_extend q : interim_BIC_support q ->
    exists q', interim_BIC T q' /\ pays_at_most q q' /\ pays_at_most q' q.
  Proof.
    intros H. destruct (interim_BIC_extend_above (fun _ _ => 0) q H) as (q' & Hb & E).
    exists q'. split; [exact Hb|].
    split; intros i s Hi Hs P; rewrite (proj1 (E i s Hi Hs) P); apply at_most_refl.
  Qed.
  Lemma interim_BIC_in_support q : interim_BIC T q -> interim_BIC_support q.
  Proof. intros H i s r Hi Hs Hr P _. apply H; assumption. Qed.

  (* An expected budget of b, by equal charges or rebates. *)
  Lemma interim_equal_shares q (b : F) : (1 <= table_agents T)%nat -> exists d : F,
    (b <= expected_budget T q -> 0 <= d) /\ expected_budget T (fun i s => q i s - d) = b.
  Proof.
    intros H1. set (n := of_Z (Z.of_nat (table_agents T)) : F).
    assert (Hn : 0 < n) by (apply of_Z_positive; lia).
    exists ((expected_budget T q - b) / n). split.
    - intros H. apply divide_nonnegative; [apply difference_nonnegative, H|exact Hn].
    - unfold expected_budget at 1.
      rewrite (expected_payments_lower q (fun _ => (expected_budget T q - b) / n)), sum_constant.
      unfold all_agents. rewrite seq_length. fold n. unfold expected_budget. field.
      apply positive_not_zero, Hn.
  Qed.
  Lemma interim_balance q : (1 <= table_agents T)%nat -> interim_BIC T q ->
    exists q', interim_BIC T q' /\ interim_EABB T q' /\
      (0 <= expected_budget T q -> pays_at_most q q').
  Proof.
    intros H1 H. destruct (interim_equal_shares q 0 H1) as (d & Hd & Hb).
    exists (fun i s => q i s - d). repeat split; [|exact Hb|].
    - apply (interim_BIC_lower q (fun _ => d)), H.
    - intros L i s _ _ _. apply (at_most_by d); [exact (Hd L)|ring].
  Qed.

  (* Payments that leave each agent his outside option in expectation. *)
  Lemma interim_EAIR_exists q : interim_BIC T q -> expected_outside <= expected_surplus ->
    exists q', interim_BIC T q' /\ interim_EAIR T q' /\ 0 <= expected_budget T q'.
  Proof.
    intros H Hs. set (d := fun i => type_expectation T i (q i) -
      (type_expectation T i (fun s => gain T i s s) - type_expectation T i (outside_value T i))).
    exists (fun i s => q i s - d i). repeat split.
    - apply interim_BIC_lower, H.
    - intros i Hi. rewrite expected_net_utility, type_expectation_subtract.
      rewrite type_expectation_constant by exact Hi. apply equal_at_most. unfold d. ring.
    - apply (at_most_by (expected_surplus - expected_outside));
        [apply difference_nonnegative, Hs|].
      unfold expected_budget, expected_surplus, expected_outside. rewrite expected_payments_lower.
      unfold d, expected_payments. rewrite !sum_subtract. ring.
  Qed.
  Lemma interim_EAIR_surplus q : interim_EAIR T q -> 0 <= expected_budget T q ->
    expected_outside <= expected_surplus.
  Proof.
    intros H Hb. apply (at_most_by (expected_budget T q +
      sum (all_agents T) (fun i => type_expectation T i (interim_net_utility T q i)))).
    - apply add_nonnegative; [exact Hb|]. apply sum_nonnegative. exact H.
    - rewrite (sum_ext (all_agents T) _ _ (fun i _ => expected_net_utility q i)), !sum_subtract.
      unfold expected_budget, expected_payments, expected_surplus, expected_outside. ring.
  Qed.
End Payments.
