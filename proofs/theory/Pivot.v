(* The pivot mechanism: each agent pays what his presence costs the others. *)
From Coq Require Import ZArith List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Groves Balance.
Import ListNotations.
Local Open Scope number_scope.

Section Pivot.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i s a b : nat) (t r : profile) (x : nat -> F).

  (* The outcomes available without agent i. *)
  Definition outcomes_without i := filter (fun a => negb (needs e a i)) (outcomes e).
  (* What the others have of outcome a, less its cost. *)
  Definition surplus_without i a t :=
    sum (agents e) (without i (fun j => value e j a t)) - cost e a.
  (* Outcome b is the best for the others among those available without agent i. *)
  Definition best_without i b t := In b (outcomes_without i) /\
    forall a, In a (outcomes_without i) -> surplus_without i a t <= surplus_without i b t.
  (* Pivot payments: the surplus of the others without agent i, less their surplus with him.  The
     first does not depend on which of several best outcomes b is taken. *)
  Definition pivot m := forall i t, In i (agents e) -> In t (profiles e) ->
    exists b, best_without i b t /\
      payment m i t = surplus_without i b t - others_surplus e i (allocation m t) t.

  (* Every outcome is available without any one agent. *)
  Definition nobody_needed := forall i a, In i (agents e) -> In a (outcomes e) ->
    needs e a i = false.
  (* Without any one agent some outcome is available. *)
  Definition nobody_indispensable := forall i, In i (agents e) ->
    exists a, In a (outcomes e) /\ needs e a i = false.

  Lemma in_outcomes_without i a :
    In a (outcomes_without i) <-> In a (outcomes e) /\ needs e a i = false.
  Proof. unfold outcomes_without. rewrite filter_In, Bool.negb_true_iff. reflexivity. Qed.
  Lemma outcome_surplus_split i a t : In i (agents e) ->
    outcome_surplus e a t = value e i a t + surplus_without i a t.
  Proof.
    intros Hi. unfold outcome_surplus, surplus_without.
    rewrite (sum_without (agents e) i) by (auto using agents_nodup). ring.
  Qed.
  Lemma others_surplus_lottery i x t :
    others_surplus e i x t = sum (outcomes e) (fun a => x a * surplus_without i a t).
  Proof.
    unfold others_surplus, lottery_cost, surplus_without, lottery_value.
    rewrite (sum_ext (agents e) _ (fun j => sum (outcomes e) (fun a =>
      x a * without i (fun j => value e j a t) j))).
    - rewrite sum_swap, <- sum_subtract. apply sum_ext. intros a _. rewrite sum_scale. ring.
    - intros j _. unfold without. destruct (Nat.eqb j i); [|reflexivity].
      symmetry. apply sum_all_zero. intros a _. ring.
  Qed.
  Lemma surplus_without_private i s a t : private_values e ->
    surplus_without i a t.[i := s] = surplus_without i a t.
  Proof.
    intros private. unfold surplus_without. f_equal. apply sum_ext. intros j _. unfold without.
    destruct (Nat.eqb_spec j i) as [_|N]; [reflexivity|]. apply private, set_entry_other, N.
  Qed.
  Lemma best_without_value i b b' t : best_without i b t -> best_without i b' t ->
    surplus_without i b t = surplus_without i b' t.
  Proof. intros [Hb Mb] [Hb' Mb']. apply at_most_antisym; auto. Qed.
  Lemma best_without_private i s b t : private_values e ->
    best_without i b t.[i := s] <-> best_without i b t.
  Proof.
    intros private. unfold best_without. split; intros [Hb M]; split; try exact Hb; intros a Ha;
      specialize (M a Ha); rewrite !surplus_without_private in *; assumption.
  Qed.
  Lemma best_without_exists i t : nobody_indispensable -> In i (agents e) ->
    exists b, best_without i b t.
  Proof.
    intros Hn Hi. destruct (greatest (outcomes_without i) (fun a => surplus_without i a t))
      as (b & Hb & M); [|exists b; split; assumption].
    destruct (Hn i Hi) as (a & Ha & N). intros E. apply (in_nil (a := a)). rewrite <- E.
    apply in_outcomes_without. split; assumption.
  Qed.

  (* Every rule has pivot payments unless some agent is needed for every outcome. *)
  Theorem pivot_exists (x : profile -> nat -> F) : nobody_indispensable ->
    exists m, allocation m = x /\ pivot m.
  Proof.
    intros Hn. assert (D : forall it it' : nat * profile, {it = it'} + {it <> it'})
      by repeat decide equality.
    destruct (finite_choice D (list_prod (agents e) (profiles e))
      (fun it b => best_without (fst it) b (snd it)) 0%nat) as (best & Hb).
    - intros [i t] Hit. apply in_prod_iff in Hit as [Hi Ht]. apply best_without_exists; assumption.
    - exists (groves_mechanism e x (fun i t => surplus_without i (best (i, t)) t)).
      split; [reflexivity|]. intros i t Hi Ht. exists (best (i, t)).
      split; [|reflexivity]. apply (Hb (i, t)), in_prod; assumption.
  Qed.

  (* Pivot payments are Groves payments: the first term does not depend on the own type. *)
  Theorem pivot_groves m : private_values e -> pivot m -> groves e m.
  Proof.
    intros private Hp.
    exists (fun i t => payment m i t + others_surplus e i (allocation m t) t). split.
    - intros i t s Hi Ht Hs. assert (Ht' := set_profile e i s t Hi Ht Hs).
      destruct (Hp i t Hi Ht) as (b & Hb & Eb). destruct (Hp i _ Hi Ht') as (b' & Hb' & Eb').
      rewrite Eb, Eb', (surplus_without_private i s b' t private).
      apply (best_without_private i s b' t private) in Hb'.
      rewrite (best_without_value i b b' t Hb Hb'). ring.
    - intros i t _ _. ring.
  Qed.

  (* With private values, an efficient rule and pivot payments make the truth a dominant strategy
     (Clarke 1971). *)
  Theorem pivot_DSIC m : private_values e -> feasible e m -> efficient e m -> pivot m -> DSIC e m.
  Proof. intros private Hf He Hp. apply groves_DSIC; auto using pivot_groves. Qed.

  (* No agent is ever paid if every outcome is available without him: whatever is chosen, the
     others could do as well on their own.  This holds for any rule and any costs. *)
  Theorem pivot_no_positive_transfers m : feasible e m -> nobody_needed -> pivot m ->
    no_positive_transfers e m.
  Proof.
    intros Hf Hn Hp i t Hi Ht. destruct (Hp i t Hi Ht) as (b & [_ M] & ->).
    apply difference_nonnegative. rewrite others_surplus_lottery.
    apply lottery_at_most; [apply Hf, Ht|]. intros a Ha.
    apply M, in_outcomes_without. split; [exact Ha|]. apply Hn; assumption.
  Qed.

  (* Then what the designer loses is at most the cost of what is chosen ... *)
  Theorem pivot_budget_bound m t : feasible e m -> nobody_needed -> pivot m ->
    In t (profiles e) -> - lottery_cost e (allocation m t) <= budget e m t.
  Proof.
    intros Hf Hn Hp Ht. unfold budget.
    apply (at_most_by (sum (agents e) (fun i => payment m i t))); [|ring].
    apply sum_nonnegative. intros i Hi. apply pivot_no_positive_transfers; assumption.
  Qed.
  (* ... and there is no deficit where no outcome costs anything (Clarke 1971).  With costs there
     may be one: the payments need not cover the cost of a public project. *)
  Theorem pivot_WBB m : feasible e m -> nobody_needed ->
    (forall a, In a (outcomes e) -> cost e a <= 0) -> pivot m -> WBB e m.
  Proof.
    intros Hf Hn Hc Hp t Ht.
    apply (at_most_trans _ _ (- lottery_cost e (allocation m t))).
    - apply negate_nonnegative. apply lottery_at_most; [apply Hf, Ht|exact Hc].
    - apply pivot_budget_bound; assumption.
  Qed.

  (* In general, costs and needed agents included, the budget is the sum of the surpluses which
     the others have without each agent, less n - 1 times the surplus with all. *)
  Theorem pivot_budget m t (best : nat -> nat) : pivot m -> In t (profiles e) ->
    (forall i, In i (agents e) -> best_without i (best i) t) ->
    budget e m t = sum (agents e) (fun i => surplus_without i (best i) t) -
      of_Z (Z.of_nat (agent_count e) - 1) * surplus e (allocation m t) t.
  Proof.
    intros Hp Ht Hb. unfold budget. rewrite (sum_ext (agents e) _ (fun i =>
      surplus_without i (best i) t - others_surplus e i (allocation m t) t)).
    - rewrite sum_subtract, sum_others_surplus. ring.
    - intros i Hi. destruct (Hp i t Hi Ht) as (b & Hb' & ->).
      rewrite (best_without_value i b (best i) t Hb' (Hb i Hi)). reflexivity.
  Qed.

  (* By telling the truth an agent gets at least what he has of the best outcome for the others
     available without him: taking part does him no harm if that is what happens when he does not
     take part.  Values may be interdependent. *)
  Theorem pivot_utility m i t b : efficient e m -> pivot m -> In i (agents e) ->
    In t (profiles e) -> best_without i b t -> value e i b t <= utility e m i t t.
  Proof.
    intros He Hp Hi Ht Hb. destruct (Hp i t Hi Ht) as (b' & Hb' & E). unfold utility.
    rewrite E, (best_without_value i b' b t Hb' Hb).
    assert (Ob : In b (outcomes e)) by apply (in_outcomes_without i), Hb.
    apply (at_most_by (surplus e (allocation m t) t - outcome_surplus e b t)).
    - apply difference_nonnegative, He; assumption.
    - rewrite (surplus_split e i _ t Hi), (outcome_surplus_split i b t Hi). ring.
  Qed.
  (* It is individually rational ex post if no outside option is better than that. *)
  Theorem pivot_EPIR m : feasible e m -> efficient e m -> pivot m ->
    (forall i t, In i (agents e) -> In t (profiles e) -> exists b, best_without i b t /\
      forall a, In a (outcomes e) -> outside_option e i a t <= value e i b t) -> EPIR e m.
  Proof.
    intros Hf He Hp Ho i t Hi Ht. destruct (Ho i t Hi Ht) as (b & Hb & H).
    apply difference_nonnegative. apply (at_most_trans _ _ (value e i b t)).
    - apply lottery_at_most; [apply Hf, Ht|exact H].
    - apply pivot_utility; assumption.
  Qed.
End Pivot.

(* With costs there may be a deficit though nobody is needed: two agents have a value of 2 each for
   a project that costs 3.  Neither would have it alone, so each pays the 3 - 2 = 1 that the other
   loses by its being carried out, and the two pay 2. *)
Section Project.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Definition project : environment F := Environment 2 (fun _ => 1%nat) 2
    (fun _ a _ => indicator 1 a * (1 + 1)) (fun a => indicator 1 a * (1 + 1 + 1))
    (fun _ => 1) (fun _ _ _ => 0) (fun _ _ => false).
  Definition build : mechanism F := Mechanism (fun _ => indicator 1) (fun _ _ => 1).

  Ltac evaluate := unfold outcome_surplus, surplus, surplus_without, others_surplus, budget,
    lottery_value, lottery_cost, agents, outcomes, without, indicator; cbn.
  Theorem pivot_deficit : private_values project /\ nobody_needed project /\
    feasible project build /\ efficient project build /\ pivot project build /\
    ~ WBB project build.
  Proof.
    assert (P := @zero_at_most_one F). split; [intros i a t r _; reflexivity|].
    split; [intros i a _ _; reflexivity|]. split; [|split; [|split]].
    - intros t _. split; [|evaluate; ring].
      intros [|[|a]] _; cbn; assumption || apply at_most_refl.
    - intros t a _ [<-|[<-|[]]]; evaluate; (apply equal_at_most; ring) || (apply (at_most_by 1);
        [exact P|ring]).
    - intros i t [<-|[<-|[]]] _; exists 0%nat; (split; [|evaluate; ring]);
        (split; [left; reflexivity|]); intros a [<-|[<-|[]]]; evaluate;
        (apply equal_at_most; ring) || (apply (at_most_by 1); [exact P|ring]).
    - intros H. specialize (H [0%nat; 0%nat] (or_introl eq_refl)). revert H.
      apply less_not_at_most, (less_by 1); [apply zero_less_one|]. evaluate. ring.
  Qed.
End Project.
