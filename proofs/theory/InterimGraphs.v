(* The type graphs of interim tables: potentials are interim payments that keep the incentives.
   Cycles and the largest potentials decide what is possible under an independent prior. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Tables Reduced.
From Expost.theory Require Import InterimPayments Interim Graph.
Import ListNotations.
Local Open Scope number_scope.

Section Interim_graphs.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable T : interim_tables F.
  Implicit Types (q : nat -> nat -> F) (i s r : nat).

  (* The nodes of agent i's graph are his types of positive probability.  An edge from r to s is as
     long as what type s expects from his own choice less what he expects from that for r. *)
  Definition table_node i s := In s (all_types T i) /\ 0 < chance T i s.
  Definition table_length i r s := gain T i s s - gain T i s r.

  Lemma table_node_finite i : finite (table_node i).
  Proof. apply (finite_positive (all_types T i) (chance T i)). Qed.
  Lemma interim_potential q : interim_BIC_support T q <->
    forall i, In i (all_agents T) -> potential (table_node i) (table_length i) (q i).
  Proof.
    split.
    - intros H i Hi r s [Hr Pr] [Hs Ps]. assert (U := H i s r Hi Hs Hr Ps Pr).
      unfold interim_utility in U. apply (at_most_by _ _ _ (difference_nonnegative _ _ U)).
      unfold table_length. ring.
    - intros H i s r Hi Hs Hr Ps Pr. assert (U := H i Hi r s (conj Hr Pr) (conj Hs Ps)).
      unfold table_length in U. apply (at_most_by _ _ _ (difference_nonnegative _ _ U)).
      unfold interim_utility. ring.
  Qed.
  Lemma interim_participation_bound q : interim_IIR T q <->
    forall i s, In i (all_agents T) -> table_node i s ->
      q i s <= gain T i s s - outside_value T i s.
  Proof.
    split.
    - intros H i s Hi [Hs P]. apply (at_most_by _ _ _ (H i s Hi Hs P)).
      unfold interim_net_utility, interim_utility. ring.
    - intros H i s Hi Hs P. assert (U := H i s Hi (conj Hs P)).
      apply (at_most_by _ _ _ (difference_nonnegative _ _ U)).
      unfold interim_net_utility, interim_utility. ring.
  Qed.

  Definition no_negative_interim_cycle := forall i, In i (all_agents T) ->
    ~ negative_cycle (table_node i) (table_length i).

  (* Interim payments that keep the incentives exist if and only if no graph has a cycle of
     negative length (Rochet 1987). *)
  Theorem interim_BIC_support_no_negative_cycle :
    (exists q, interim_BIC_support T q) <-> no_negative_interim_cycle.
  Proof.
    split.
    - intros (q & Hq) i Hi.
      exact (potential_no_negative_cycle _ _ _ (proj1 (interim_potential q) Hq i Hi)).
    - intros H. destruct (finite_choice Nat.eq_dec (all_agents T)
        (fun i => potential (table_node i) (table_length i)) (fun _ => 0)) as [q Hq].
      + intros i Hi. apply potential_iff; [apply table_node_finite|apply H, Hi].
      + exists q. apply interim_potential. exact Hq.
  Qed.
  Theorem interim_BIC_no_negative_cycle : proper_chances T ->
    (exists q, interim_BIC T q) <-> no_negative_interim_cycle.
  Proof.
    intros proper. rewrite <- interim_BIC_support_no_negative_cycle. split; intros (q & Hq).
    - exists q. apply interim_BIC_in_support, Hq.
    - destruct (interim_BIC_extend T proper q Hq) as (q' & H & _). exists q'. exact H.
  Qed.
  (* And then there are largest ones with which all types participate: the shortest ways from a
     source (Kos and Messner 2013). *)
  Theorem largest_payments_exist :
    (exists q, largest_payments T q) <-> no_negative_interim_cycle.
  Proof.
    split.
    - intros (q & Hq & _). apply interim_BIC_support_no_negative_cycle. exists q. exact Hq.
    - intros H. destruct (finite_choice Nat.eq_dec (all_agents T)
        (fun i => largest_potential (table_node i) (table_length i)
          (fun s => gain T i s s - outside_value T i s)) (fun _ => 0)) as [q Hq].
      { intros i Hi. apply largest_potential_exists; [apply table_node_finite|apply H, Hi]. }
      exists q. split; [|split].
      + apply interim_potential. intros i Hi. apply Hq, Hi.
      + apply interim_participation_bound. intros i s Hi Hs. apply (Hq i Hi), Hs.
      + intros q' Hq' Hp i s Hi Hs P. destruct (Hq i Hi) as (_ & _ & L).
        apply (L (q' i)); [|intros r Hr|split; assumption].
        * apply (proj1 (interim_potential q') Hq'), Hi.
        * apply (proj1 (interim_participation_bound q') Hp); assumption.
  Qed.
  (* The largest payments are the lengths of the shortest ways from a source, which leads to each
     type at once at what he expects beyond his outside option. *)
  Theorem largest_payments_shortest q i s : largest_payments T q -> In i (all_agents T) ->
    table_node i s ->
    let u := fun t => gain T i t t - outside_value T i t in
    way (table_node i) (table_length i) u s (q i s) /\
    forall b, way (table_node i) (table_length i) u s b -> q i s <= b.
  Proof.
    intros (HB & HI & HM) Hi Hs. apply largest_potential_shortest;
      [apply table_node_finite| |exact Hs]. split; [|split].
    - apply interim_potential; assumption.
    - intros r. apply interim_participation_bound; assumption.
    - intros q' Hq' Hu r [Hr P]. set (q1 := fun j => if Nat.eqb j i then q' else q j).
      replace (q' r) with (q1 i r) by (unfold q1; rewrite Nat.eqb_refl; reflexivity).
      apply HM; try assumption.
      + apply interim_potential. intros j Hj. unfold q1.
        destruct (Nat.eqb_spec j i) as [->|_]; [exact Hq'|]. apply interim_potential; assumption.
      + apply interim_participation_bound. intros j k Hj. unfold q1.
        destruct (Nat.eqb_spec j i) as [->|_]; [apply Hu|].
        apply interim_participation_bound; assumption.
  Qed.
End Interim_graphs.

(* A rule whose interim tables are T, under an independent prior. *)
Section Decided.
  Context {F : ordered_field}.
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.

  (* With interim participation, the rule is possible exactly if there are largest interim payments
     (that is, no graph has a negative cycle) and they are enough for the expected cost: whether
     the budget is to balance exactly or weakly, at every profile (two agents or more) or in
     expectation. *)
  Theorem interim_IIR_decided : decided_by e rule (IIR e) (exists q, largest_payments T q /\
    expected_cost T <= expected_payments T q).
  Proof.
    apply (decided_by_equivalent e rule (IIR e)) with (2 := interim_IIR_possible e rule T tables).
    intros _. split; intros (q & H & Hw).
    - destruct Hw as [Hi Hw]. destruct (proj2 (largest_payments_exist T)) as (q' & L).
      { apply interim_BIC_support_no_negative_cycle. exists q. exact H. }
      exists q'. split; [exact L|]. apply (at_most_trans _ _ _ _ Hw).
      apply expected_payments_at_most; [apply (tables_proper e rule T tables)|].
      intros i s. apply L; assumption.
    - exists q. destruct H as (Hb & Hi & _). auto.
  Qed.
  (* Without participation: exactly if no graph has a negative cycle. *)
  Theorem interim_decided : decided_by e rule (fun _ => True) (no_negative_interim_cycle T).
  Proof.
    apply (decided_by_equivalent e rule (fun _ => True))
      with (2 := interim_possible e rule T tables).
    intros _. apply interim_BIC_support_no_negative_cycle.
  Qed.
End Decided.
