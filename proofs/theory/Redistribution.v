(* Redistribution: what pivot payments yield is given back without a change of incentives. *)
From Coq Require Import ZArith List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications Pivot.
Import ListNotations.
Local Open Scope number_scope.

Section Redistribution.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m p : mechanism F) (i j s a b : nat) (t r : profile) (w : F).
  Notation n := (number_of_agents e).

  (* What is given to agent i does not depend on his own report. *)
  Definition free_of_own_report (z : nat -> profile -> F) := forall i t s,
    In i (agents e) -> In t (profiles e) -> In s (types e i) -> z i t.[i := s] = z i t.
  (* m is p with payments less by the rebates z. *)
  Definition rebated (z : nat -> profile -> F) p m := allocation m = allocation p /\
    forall i t, In i (agents e) -> In t (profiles e) -> payment m i t = payment p i t - z i t.

  Lemma rebated_utility z p m i t r : rebated z p m -> In i (agents e) -> In r (profiles e) ->
    utility e m i t r = utility e p i t r + z i r.
  Proof. intros [Ha Hp] Hi Hr. unfold utility. rewrite Ha, (Hp i r Hi Hr). ring. Qed.

  (* Such rebates leave dominant strategies as they are, whatever the mechanism. *)
  Theorem rebated_DSIC z p m : free_of_own_report z -> rebated z p m -> DSIC e p -> DSIC e m.
  Proof.
    intros Hz Hm H i t r Hi Ht Hr. assert (Hs := profile_type e i t Hi Ht).
    rewrite (rebated_utility z p m i t r), (rebated_utility z p m i t r.[i := t.[i]])
      by auto using set_profile.
    rewrite (Hz i r t.[i]) by assumption. apply add_at_most; [|apply at_most_refl].
    apply H; assumption.
  Qed.
  (* The designer is left with the budget less the rebates. *)
  Lemma rebated_budget z p m t : rebated z p m -> In t (profiles e) ->
    budget e m t = budget e p t - sum (agents e) (fun i => z i t).
  Proof.
    intros [Ha Hp] Ht. unfold budget.
    rewrite (sum_ext _ _ (fun i => payment p i t - z i t)) by (intros i Hi; apply Hp; assumption).
    rewrite sum_subtract, Ha. ring.
  Qed.

  (* Cavallo (2006): agent i gets one n-th of the least budget that pivot payments leave, over all
     of his reports. *)
  Definition least_budget p i t w :=
    (exists s, In s (types e i) /\ budget e p t.[i := s] = w) /\
    forall s, In s (types e i) -> w <= budget e p t.[i := s].
  Definition cavallo m := exists p, pivot e p /\ allocation m = allocation p /\
    forall i t, In i (agents e) -> In t (profiles e) ->
      exists w, least_budget p i t w /\ payment m i t = payment p i t - w / n.

  Lemma least_budget_unique p i t w w' : least_budget p i t w -> least_budget p i t w' -> w = w'.
  Proof.
    intros [(s & Hs & <-) H] [(s' & Hs' & <-) H']. apply at_most_antisym; [apply H|apply H'];
      assumption.
  Qed.
  Lemma least_budget_own p i t s w : least_budget p i t.[i := s] w <-> least_budget p i t w.
  Proof.
    unfold least_budget. split; intros [(s' & Hs' & E) H]; (split;
      [exists s'; split; [exact Hs'|]; rewrite set_entry_twice in *; exact E|]);
      intros s'' Hs''; specialize (H s'' Hs''); rewrite set_entry_twice in *; exact H.
  Qed.
  Lemma least_budget_exists p i t : In i (agents e) -> In t (profiles e) ->
    exists w, least_budget p i t w.
  Proof.
    intros Hi Ht. destruct (greatest (types e i) (fun s => - budget e p t.[i := s]))
      as (s & Hs & M).
    - intros E. assert (H := profile_type e i t Hi Ht). rewrite E in H. destruct H.
    - exists (budget e p t.[i := s]). split; [exists s; split; [exact Hs|reflexivity]|].
      intros s' Hs'. apply (at_most_by (- budget e p t.[i := s] - - budget e p t.[i := s'])).
      + apply difference_nonnegative, M, Hs'.
      + ring.
  Qed.
  (* The rebates as a function. *)
  Lemma cavallo_rebated m : cavallo m -> exists p z, pivot e p /\ free_of_own_report z /\
    rebated z p m /\ forall i t, In i (agents e) -> In t (profiles e) ->
      least_budget p i t (z i t * n).
  Proof.
    intros (p & Hp & Ha & Hw). exists p, (fun i t => payment p i t - payment m i t).
    split; [exact Hp|]. split; [|split; [split; [exact Ha|intros; ring]|]].
    - intros i t s Hi Ht Hs. assert (Ht' := set_profile e i s t Hi Ht Hs).
      destruct (Hw i t Hi Ht) as (w & L & E). destruct (Hw i _ Hi Ht') as (w' & L' & E').
      apply (least_budget_own p i t s w') in L'.
      rewrite E, E', (least_budget_unique p i t w w' L L'). ring.
    - intros i t Hi Ht. destruct (Hw i t Hi Ht) as (w & L & E). rewrite E.
      assert (Hn : (1 <= agent_count e)%nat) by (apply in_agents in Hi; lia).
      replace ((payment p i t - (payment p i t - w / n)) * n) with w; [exact L|].
      field. apply positive_not_zero, number_of_agents_positive, Hn.
  Qed.

  Theorem cavallo_exists (x : profile -> nat -> F) : nobody_indispensable e ->
    exists m, allocation m = x /\ cavallo m.
  Proof.
    intros Hn. destruct (pivot_exists e x Hn) as (p & <- & Hp).
    assert (D : forall it it' : nat * profile, {it = it'} + {it <> it'})
      by repeat decide equality.
    destruct (finite_choice D (list_prod (agents e) (profiles e))
      (fun it w => least_budget p (fst it) (snd it) w) 0) as (least & Hl).
    - intros [i t] Hit. apply in_prod_iff in Hit as [Hi Ht]. apply least_budget_exists; assumption.
    - exists (Mechanism (allocation p) (fun i t => payment p i t - least (i, t) / n)).
      split; [reflexivity|]. exists p. split; [exact Hp|]. split; [reflexivity|].
      intros i t Hi Ht. exists (least (i, t)). split; [|reflexivity].
      apply (Hl (i, t)), in_prod; assumption.
  Qed.
  Theorem cavallo_DSIC m : private_values e -> feasible e m -> efficient e m -> cavallo m ->
    DSIC e m.
  Proof.
    intros private Hf He Hc. destruct (cavallo_rebated m Hc) as (p & z & Hp & Hz & Hm & _).
    apply (rebated_DSIC z p m Hz Hm). unfold feasible, efficient in Hf, He.
    rewrite (proj1 Hm) in Hf, He. apply pivot_DSIC; assumption.
  Qed.
  (* There is no deficit, costs included: nobody gets more than one n-th of what there is.  Neither
     private values nor efficiency matter. *)
  Theorem cavallo_WBB m : (1 <= agent_count e)%nat -> cavallo m -> WBB e m.
  Proof.
    intros Hn Hc t Ht. destruct (cavallo_rebated m Hc) as (p & z & _ & _ & Hm & Hl).
    assert (P := number_of_agents_positive e Hn).
    rewrite (rebated_budget z p m t Hm Ht). apply difference_nonnegative.
    rewrite <- (sum_equal_shares e (budget e p t) Hn). apply sum_at_most. intros i Hi.
    apply (cancel_positive n); [exact P|]. destruct (Hl i t Hi Ht) as [_ M].
    specialize (M t.[i] (profile_type e i t Hi Ht)). rewrite set_entry_id in M.
    apply (at_most_by (budget e p t - z i t * n)); [apply difference_nonnegative, M|].
    field. apply positive_not_zero, P.
  Qed.
  (* Where nobody is needed and nothing costs, nobody gets less than under pivot payments. *)
  Theorem cavallo_utility m i t : feasible e m -> nobody_needed e ->
    (forall a, In a (outcomes e) -> cost e a <= 0) -> cavallo m -> In i (agents e) ->
    In t (profiles e) ->
    exists p, pivot e p /\ allocation p = allocation m /\ utility e p i t t <= utility e m i t t.
  Proof.
    intros Hf Hn Hc Hm Hi Ht. destruct (cavallo_rebated m Hm) as (p & z & Hp & _ & Hr & Hl).
    exists p. split; [exact Hp|]. split; [symmetry; apply Hr|].
    rewrite (rebated_utility z p m i t t Hr Hi Ht).
    apply (at_most_by (z i t)); [|ring].
    assert (P : 0 < n) by (apply number_of_agents_positive; apply in_agents in Hi; lia).
    apply (cancel_positive n); [exact P|].
    destruct (Hl i t Hi Ht) as [(s & Hs & E) _]. apply (at_most_by (z i t * n)); [|ring].
    rewrite <- E. unfold feasible in Hf. rewrite (proj1 Hr) in Hf.
    apply (pivot_WBB e p Hf Hn Hc Hp). apply set_profile; assumption.
  Qed.

  (* Bailey (1997): agent i gets one n-th of what pivot payments of the others would yield without
     him.  Without him the outcome is that of a rule for the others. *)
  Definition surplus_without_two i j a t :=
    sum (agents e) (without i (without j (fun k => value e k a t))) - cost e a.
  Definition best_without_two i j b t :=
    (In b (outcomes e) /\ needs e b i = false /\ needs e b j = false) /\
    forall a, In a (outcomes e) -> needs e a i = false -> needs e a j = false ->
      surplus_without_two i j a t <= surplus_without_two i j b t.
  (* w is what the others pay without agent i if b is chosen then. *)
  Definition revenue_without i b t w := exists c : nat -> nat,
    (forall j, In j (agents e) -> j <> i -> best_without_two i j (c j) t) /\
    w = sum (agents e) (without i (fun j =>
      surplus_without_two i j (c j) t - surplus_without_two i j b t)).
  Definition bailey (chosen : nat -> profile -> nat) m :=
    (forall i t, In i (agents e) -> In t (profiles e) -> best_without e i (chosen i t) t) /\
    (forall i t s, In i (agents e) -> In t (profiles e) -> In s (types e i) ->
      chosen i t.[i := s] = chosen i t) /\
    exists p, pivot e p /\ allocation m = allocation p /\
      forall i t, In i (agents e) -> In t (profiles e) ->
        exists w, revenue_without i (chosen i t) t w /\ payment m i t = payment p i t - w / n.

  Lemma surplus_without_two_private i j s a t : private_values e ->
    surplus_without_two i j a t.[i := s] = surplus_without_two i j a t.
  Proof.
    intros private. unfold surplus_without_two. f_equal. apply sum_ext. intros k _. unfold without.
    destruct (Nat.eqb_spec k i) as [_|N]; [reflexivity|].
    destruct (Nat.eqb k j); [reflexivity|]. apply private, set_entry_other, N.
  Qed.
  Lemma best_without_two_value i j b b' t : best_without_two i j b t ->
    best_without_two i j b' t -> surplus_without_two i j b t = surplus_without_two i j b' t.
  Proof.
    intros [(H1 & H2 & H3) M] [(H1' & H2' & H3') M']. apply at_most_antisym;
      [apply M'|apply M]; assumption.
  Qed.
  (* What the others would pay depends neither on which of several best outcomes are taken nor on
     the report of agent i. *)
  Lemma revenue_without_own i b s t w w' : private_values e -> revenue_without i b t w ->
    revenue_without i b t.[i := s] w' -> w = w'.
  Proof.
    intros private (c & Hc & ->) (c' & Hc' & ->). apply sum_ext. intros j Hj. unfold without.
    destruct (Nat.eqb_spec j i) as [_|N]; [reflexivity|].
    rewrite !surplus_without_two_private by exact private. f_equal.
    apply best_without_two_value; [apply Hc; assumption|].
    destruct (Hc' j Hj N) as [H M]. split; [exact H|]. intros a Ha Hi Hj'.
    specialize (M a Ha Hi Hj'). rewrite !surplus_without_two_private in M by exact private. exact M.
  Qed.
  Theorem bailey_DSIC chosen m : private_values e -> feasible e m -> efficient e m ->
    bailey chosen m -> DSIC e m.
  Proof.
    intros private Hf He (_ & Hc & p & Hp & Ha & Hw).
    apply (rebated_DSIC (fun i t => payment p i t - payment m i t) p m).
    - intros i t s Hi Ht Hs. assert (Ht' := set_profile e i s t Hi Ht Hs).
      destruct (Hw i t Hi Ht) as (w & L & E). destruct (Hw i _ Hi Ht') as (w' & L' & E').
      rewrite E, E'. rewrite Hc in L' by assumption.
      rewrite (revenue_without_own i _ s t w w' private L L'). ring.
    - split; [exact Ha|]. intros i t _ _. ring.
    - unfold feasible, efficient in Hf, He. rewrite Ha in Hf, He. apply pivot_DSIC; assumption.
  Qed.
End Redistribution.
