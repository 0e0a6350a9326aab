(* Which rules can be made incentive compatible by payments: those whose type graphs have no
   negative cycle. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications Independent
  Graph.
Import ListNotations.
Local Open Scope number_scope.

(* A rule is to be made incentive compatible by payments. *)
Section Rules.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Implicit Types (m : mechanism F) (i r s : nat) (t o : profile).

  (* The type graph of agent i, the others' types being those in o: an edge from r to s is as long
     as what type s has from the choice made for him less what he has from that made for r. *)
  Definition type_length i o r s :=
    lottery_value e i (rule o.[i := s]) o.[i := s] -
    lottery_value e i (rule o.[i := r]) o.[i := s].
  Definition type_of i s := In s (types e i).

  Lemma type_of_finite i : finite (type_of i).
  Proof. exists (types e i). intros s. reflexivity. Qed.

  (* Payments make the truth best at every profile if and only if, for each agent and all types of
     the others, they are a potential of the type graph. *)
  Lemma EPIC_potential m : follows e rule m -> EPIC e m <->
    forall i o, In i (agents e) -> In o (others e i) ->
      potential (type_of i) (type_length i o) (fun s => payment m i o.[i := s]).
  Proof.
    intros Hm. split.
    - intros H i o Hi Ho r s Hr Hs. assert (P := others_profile e i s o Hi Ho Hs).
      assert (U := H i o.[i := s] r Hi P Hr). unfold utility in U.
      rewrite set_entry_twice, !(follows_value e rule) in U by auto using others_profile.
      apply (at_most_by _ _ _ (difference_nonnegative _ _ U)). unfold type_length. ring.
    - intros H i t s Hi Ht Hs. assert (Ho := profile_others e i t Ht).
      assert (U := H i t.[i := O] Hi Ho s t.[i] Hs (profile_type e i t Hi Ht)).
      unfold type_length in U. rewrite !set_entry_twice, !set_entry_id in U.
      unfold utility. rewrite !(follows_value e rule) by auto using set_profile.
      apply (at_most_by _ _ _ (difference_nonnegative _ _ U)). ring.
  Qed.

  (* What exists for each agent and all types of the others is found by one function. *)
  Lemma choice_for_others (P : nat -> profile -> (nat -> F) -> Prop) :
    (forall i o, In i (agents e) -> In o (others e i) -> exists q, P i o q) ->
    exists g, forall i o, In i (agents e) -> In o (others e i) -> P i o (g i o).
  Proof.
    intros H. destruct (finite_choice Nat.eq_dec (agents e)
      (fun i g => forall o, In o (others e i) -> P i o (g o)) (fun _ _ => 0)) as [g Hg].
    - intros i Hi. apply (finite_choice (list_eq_dec Nat.eq_dec) (others e i) (P i)
        (fun _ => 0)). intros o Ho. apply H; assumption.
    - exists g. intros i o Hi Ho. apply Hg; assumption.
  Qed.

  (* Each agent pays what is assigned to his type in the type graph of the others' types. *)
  Definition payments_from (g : nat -> profile -> nat -> F) :=
    Mechanism rule (fun i t => g i t.[i := O] t.[i]).
  Lemma payments_from_potential g : EPIC e (payments_from g) <->
    forall i o, In i (agents e) -> In o (others e i) ->
      potential (type_of i) (type_length i o) (g i o).
  Proof.
    rewrite EPIC_potential by apply follows_refl.
    assert (E : forall i o s, In i (agents e) -> In o (others e i) ->
      payment (payments_from g) i o.[i := s] = g i o s).
    { intros i o s Hi Ho. cbn [payment payments_from].
      rewrite set_entry_twice, (others_set_own e), (others_blank e i) by assumption. reflexivity. }
    split; intros H i o Hi Ho r s Hr Hs.
    - rewrite <- (E i o r), <- (E i o s) by assumption. apply H; assumption.
    - rewrite (E i o r), (E i o s) by assumption. apply H; assumption.
  Qed.

  (* Some payments make the truth best at every profile if and only if no type graph has a cycle of
     negative length (Rochet 1987). *)
  Theorem EPIC_no_negative_cycle :
    (exists m, follows e rule m /\ EPIC e m) <->
    forall i o, In i (agents e) -> In o (others e i) ->
      ~ negative_cycle (type_of i) (type_length i o).
  Proof.
    split.
    - intros (m & Hm & H) i o Hi Ho.
      exact (potential_no_negative_cycle _ _ _ (proj1 (EPIC_potential m Hm) H i o Hi Ho)).
    - intros H.
      destruct (choice_for_others (fun i o => potential (type_of i) (type_length i o))) as [g Hg].
      + intros i o Hi Ho. apply potential_iff; [apply type_of_finite|]. apply H; assumption.
      + exists (payments_from g). split; [apply follows_refl|].
        apply payments_from_potential, Hg.
  Qed.
  (* With private values the same decides about dominant strategies. *)
  Corollary DSIC_no_negative_cycle : private_values e ->
    (exists m, follows e rule m /\ DSIC e m) <->
    forall i o, In i (agents e) -> In o (others e i) ->
      ~ negative_cycle (type_of i) (type_length i o).
  Proof.
    intros private. rewrite <- EPIC_no_negative_cycle.
    split; intros (m & Hm & H); exists m; (split; [exact Hm|]); apply DSIC_EPIC; assumption.
  Qed.

  (* The pointwise largest payments with which the rule is ex-post incentive compatible and all
     agents participate at every profile. *)
  Definition largest_ex_post_payments m := follows e rule m /\ EPIC e m /\ EPIR e m /\
    forall m', follows e rule m' -> EPIC e m' -> EPIR e m' ->
      forall i t, In i (agents e) -> In t (profiles e) -> payment m' i t <= payment m i t.
  (* Nobody pays more than what he has from the choice beyond his outside option. *)
  Definition payment_bound i t :=
    lottery_value e i (rule t) t - lottery_outside e i (rule t) t.
  Lemma EPIR_bound m : follows e rule m -> EPIR e m <->
    forall i t, In i (agents e) -> In t (profiles e) -> payment m i t <= payment_bound i t.
  Proof.
    intros Hm. assert (E : forall i t, In t (profiles e) ->
      net_utility e m i t = payment_bound i t - payment m i t).
    { intros i t Ht. unfold net_utility, utility, payment_bound.
      rewrite (follows_value e rule), (follows_outside e rule) by assumption. ring. }
    split; intros H i t Hi Ht; specialize (H i t Hi Ht).
    - rewrite E in H by exact Ht. apply (at_most_by _ _ _ H). ring.
    - rewrite E by exact Ht. apply difference_nonnegative, H.
  Qed.
  (* If any payments make the rule ex-post incentive compatible, then there are largest ones (Kos
     and Messner 2013). *)
  Theorem largest_ex_post_payments_exist :
    (forall i o, In i (agents e) -> In o (others e i) ->
      ~ negative_cycle (type_of i) (type_length i o)) -> exists m, largest_ex_post_payments m.
  Proof.
    intros H. destruct (choice_for_others (fun i o =>
      largest_potential (type_of i) (type_length i o) (fun s => payment_bound i o.[i := s])))
      as [g Hg].
    { intros i o Hi Ho. apply largest_potential_exists; [apply type_of_finite|].
      apply H; assumption. }
    assert (Hm : follows e rule (payments_from g)) by apply follows_refl.
    exists (payments_from g). split; [exact Hm|]. split; [|split].
    - apply payments_from_potential. intros i o Hi Ho. apply Hg; assumption.
    - apply (EPIR_bound _ Hm). intros i t Hi Ht. cbn [payment payments_from].
      rewrite (profile_split i t) at 3. apply (Hg i t.[i := O]); [exact Hi| |].
      + apply profile_others, Ht.
      + apply profile_type; assumption.
    - intros m' Hm' HI HR i t Hi Ht. cbn [payment payments_from].
      assert (Ho := profile_others e i t Ht). destruct (Hg i t.[i := O] Hi Ho) as (_ & _ & L).
      specialize (L (fun s => payment m' i t.[i := O].[i := s])). cbn beta in L.
      rewrite (profile_split i t) at 1. apply L.
      + apply (proj1 (EPIC_potential m' Hm') HI); assumption.
      + intros s Hs. apply (proj1 (EPIR_bound m' Hm') HR); [exact Hi|].
        apply others_profile; assumption.
      + apply profile_type; assumption.
  Qed.

  Lemma largest_budget m m' t : largest_ex_post_payments m -> follows e rule m' -> EPIC e m' ->
    EPIR e m' -> In t (profiles e) -> budget e m' t <= budget e m t.
  Proof.
    intros (Hm & _ & _ & L) Hm' HI HR Ht. unfold budget.
    rewrite !(follows_cost e rule) by assumption.
    assert (S : sum (agents e) (fun i => payment m' i t) <= sum (agents e) (fun i => payment m i t))
      by (apply sum_at_most; intros i Hi; apply L; assumption).
    apply (at_most_by _ _ _ (difference_nonnegative _ _ S)). ring.
  Qed.
  (* The largest payments decide alone whether a rule that is ex-post incentive compatible and
     individually rational need run a deficit at some profile. *)
  Theorem WBB_by_largest_ex_post_payments m : largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ EPIC e m' /\ EPIR e m' /\ WBB e m') <-> WBB e m.
  Proof.
    intros L. split.
    - intros (m' & Hm' & HI & HR & HB) t Ht.
      apply (at_most_trans _ _ (budget e m' t)); [apply HB, Ht|]. apply largest_budget; assumption.
    - intros HB. exists m. destruct L as (Hm & HI & HR & _). auto.
  Qed.
  (* They decide as well whether it need run a deficit in expectation, *)
  Theorem EAWBB_by_largest_ex_post_payments m : is_probability e -> largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ EPIC e m' /\ EPIR e m' /\ EAWBB e m') <-> EAWBB e m.
  Proof.
    intros [Hp _] L. split.
    - intros (m' & Hm' & HI & HR & HB). apply (at_most_trans _ _ _ _ HB).
      apply sum_at_most. intros t Ht. apply scale_at_most; [apply Hp, Ht|].
      apply largest_budget; assumption.
    - intros HB. exists m. destruct L as (Hm & HI & HR & _). auto.
  Qed.
  (* and whether the budget can balance in expectation: an expected surplus is given back to the
     agents in equal parts. *)
  Theorem EABB_by_largest_ex_post_payments m : is_probability e -> (1 <= agent_count e)%nat ->
    largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ EPIC e m' /\ EPIR e m' /\ EABB e m') <-> EAWBB e m.
  Proof.
    intros Hp Hn L. split.
    - intros (m' & Hm' & HI & HR & HB). apply (EAWBB_by_largest_ex_post_payments m Hp L).
      exists m'. auto using EABB_EAWBB.
    - intros HB. destruct L as (Hm & HI & HR & _).
      set (n := number_of_agents e). assert (Pn := number_of_agents_positive e Hn : 0 < n).
      set (c := expectation e (budget e m) / n).
      assert (Hc : 0 <= c) by (apply divide_nonnegative; assumption).
      set (m' := Mechanism (allocation m) (fun i t => payment m i t - c)).
      exists m'. split; [exact Hm|]. split; [|split].
      + intros i t s Hi Ht Hs. assert (U := HI i t s Hi Ht Hs).
        apply (at_most_by _ _ _ (difference_nonnegative _ _ U)).
        unfold utility. cbn [payment allocation m']. ring.
      + intros i t Hi Ht. apply (at_most_trans _ _ (net_utility e m i t)); [auto|].
        apply (at_most_by c); [exact Hc|]. unfold net_utility, utility.
        cbn [payment allocation m']. ring.
      + assert (E : forall t, budget e m' t = budget e m t - expectation e (budget e m)).
        { intros t. unfold budget at 1. cbn [payment allocation m'].
          rewrite sum_subtract. unfold c, n. rewrite sum_equal_shares by exact Hn.
          unfold budget at 2. ring. }
        unfold EABB. rewrite (expectation_ext e _ _ (fun t _ => E t)).
        rewrite expectation_subtract, expectation_constant by exact Hp. ring.
  Qed.

  (* With private values the same decides about dominant strategies. *)
  Lemma DSIC_for_EPIC (participation balance : mechanism F -> Prop) : private_values e ->
    (exists m, follows e rule m /\ DSIC e m /\ participation m /\ balance m) <->
    (exists m, follows e rule m /\ EPIC e m /\ participation m /\ balance m).
  Proof.
    intros private. split; intros (m & Hm & H & K); exists m; (split; [exact Hm|]);
      (split; [|exact K]); apply DSIC_EPIC; assumption.
  Qed.
  Corollary WBB_DSIC m : private_values e -> largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ DSIC e m' /\ EPIR e m' /\ WBB e m') <-> WBB e m.
  Proof.
    intros private. rewrite DSIC_for_EPIC by exact private.
    apply WBB_by_largest_ex_post_payments.
  Qed.
  Corollary EAWBB_DSIC m : private_values e -> is_probability e -> largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ DSIC e m' /\ EPIR e m' /\ EAWBB e m') <-> EAWBB e m.
  Proof.
    intros private. rewrite DSIC_for_EPIC by exact private.
    apply EAWBB_by_largest_ex_post_payments.
  Qed.
  Corollary EABB_DSIC m : private_values e -> is_probability e -> (1 <= agent_count e)%nat ->
    largest_ex_post_payments m ->
    (exists m', follows e rule m' /\ DSIC e m' /\ EPIR e m' /\ EABB e m') <-> EAWBB e m.
  Proof.
    intros private. rewrite DSIC_for_EPIC by exact private.
    apply EABB_by_largest_ex_post_payments.
  Qed.

  (* The interim type graph of agent i: its nodes are the types of positive probability, and values
     are expected given the true type. *)
  Definition possible_type i s := In s (types e i) /\ 0 < type_probability e i s.
  Definition interim_length i r s :=
    interim e i s (fun t => lottery_value e i (rule t) t) -
    interim e i s (fun t => lottery_value e i (rule t.[i := r]) t).

  Lemma possible_or_not i s : In s (types e i) -> possible_type i s \/ ~ possible_type i s.
  Proof.
    intros Hs. destruct (at_most_or_less (type_probability e i s) 0) as [H|H].
    - right. intros [_ P]. exact (less_not_at_most _ _ P H).
    - left. split; assumption.
  Qed.
  Lemma possible_finite i : finite (possible_type i).
  Proof. apply (finite_positive (types e i) (type_probability e i)). Qed.

  (* Whatever the prior: payments by the own report that are a potential of the interim graph can
     be kept at all possible types and make the rule Bayesian incentive compatible; impossible
     types are charged so much that nobody reports them. *)
  Theorem interim_potential_BIC (q : nat -> nat -> F) :
    (forall i, In i (agents e) -> potential (possible_type i) (interim_length i) (q i)) ->
    exists m, follows e rule m /\ BIC e m /\
      forall i t, In i (agents e) -> In t (profiles e) -> possible_type i t.[i] ->
        payment m i t = q i t.[i].
  Proof.
    intros Hq.
    destruct (finite_choice Nat.eq_dec (agents e) (fun i g =>
      (forall s, possible_type i s -> g s = q i s) /\
      forall r s, In r (types e i) -> possible_type i s -> g s - g r <= interim_length i r s)
      (fun _ => 0)) as [g Hg].
    { intros i Hi. destruct (bounded_above (list_prod (types e i) (types e i))
        (fun rs => q i (snd rs) - interim_length i (fst rs) (snd rs))) as [b Hb].
      destruct (finite_choice Nat.eq_dec (types e i) (fun s y =>
        (possible_type i s -> y = q i s) /\ (possible_type i s \/ y = b)) 0) as [g Hg].
      { intros s Hs. destruct (possible_or_not i s Hs) as [P|N].
        - exists (q i s). auto.
        - exists b. split; [contradiction|auto]. }
      assert (G : forall s, possible_type i s -> g s = q i s)
        by (intros s P; apply Hg; [apply P|exact P]).
      exists g. split; [exact G|]. intros r s Hr P. rewrite (G s P).
      destruct (proj2 (Hg r Hr)) as [Pr| ->].
      - rewrite (G r Pr). apply Hq; assumption.
      - assert (B := Hb (r, s) (in_prod _ _ _ _ Hr (proj1 P))). cbn [fst snd] in B.
        apply (at_most_by _ _ _ (difference_nonnegative _ _ B)). ring. }
    exists (Mechanism rule (fun i t => g i t.[i])). split; [apply follows_refl|]. split.
    - intros i s r Hi Hs Hr P. unfold utility; cbn [allocation payment].
      rewrite !interim_subtract by exact P.
      rewrite (interim_ext e i s (fun t => g i t.[i := r].[i]) (fun _ => g i r)),
        (interim_ext e i s (fun t => g i t.[i]) (fun _ => g i s)), !interim_constant; try exact P.
      + destruct (Hg i Hi) as [_ L]. specialize (L r s Hr (conj Hs P)).
        apply (at_most_by _ _ _ (difference_nonnegative _ _ L)). unfold interim_length. ring.
      + intros o Ho. rewrite (others_set_own e) by assumption. reflexivity.
      + intros o Ho. rewrite set_entry_twice, (others_set_own e) by assumption. reflexivity.
    - intros i t Hi _ P. apply Hg; assumption.
  Qed.
  (* So it is enough, whatever the prior, that no interim graph has a negative cycle. *)
  Theorem no_negative_cycle_BIC :
    (forall i, In i (agents e) -> ~ negative_cycle (possible_type i) (interim_length i)) ->
    exists m, follows e rule m /\ BIC e m.
  Proof.
    intros H. destruct (finite_choice Nat.eq_dec (agents e)
      (fun i => potential (possible_type i) (interim_length i)) (fun _ => 0)) as [q Hq].
    - intros i Hi. apply potential_iff; [apply possible_finite|apply H, Hi].
    - destruct (interim_potential_BIC q Hq) as (m & Hm & HB & _). exists m. auto.
  Qed.

  (* With an independent prior, what an agent expects to pay is a potential. *)
  Lemma BIC_potential p m i : independent e p -> follows e rule m -> BIC e m ->
    In i (agents e) ->
    potential (possible_type i) (interim_length i) (interim_payment e p m i).
  Proof.
    intros Hind Hm H Hi r s [Hr _] [Hs P]. assert (B := H i s r Hi Hs Hr P).
    assert (Pp : 0 < p i s) by (rewrite <- (independent_type_probability e p); assumption).
    unfold utility in B. rewrite !interim_subtract in B by exact P.
    rewrite (interim_payment_report e p) in B by assumption.
    rewrite (interim_independent e p Hind i s (payment m i)) in B by assumption.
    fold (interim_payment e p m i s) in B.
    rewrite (interim_ext e i s (fun t => lottery_value e i (allocation m t) t)
      (fun t => lottery_value e i (rule t) t)) in B
      by (intros o Ho; apply (follows_value e rule); auto using others_profile).
    rewrite (interim_ext e i s (fun t => lottery_value e i (allocation m t.[i := r]) t)
      (fun t => lottery_value e i (rule t.[i := r]) t)) in B
      by (intros o Ho; apply (follows_value e rule); auto using others_profile, set_profile).
    apply (at_most_by _ _ _ (difference_nonnegative _ _ B)). unfold interim_length. ring.
  Qed.
  (* With an independent prior, some payments make the rule Bayesian incentive compatible if and
     only if no interim type graph has a cycle of negative length (Rochet 1987). *)
  Theorem BIC_no_negative_cycle p : independent e p ->
    (exists m, follows e rule m /\ BIC e m) <->
    forall i, In i (agents e) -> ~ negative_cycle (possible_type i) (interim_length i).
  Proof.
    intros Hind. split; [|apply no_negative_cycle_BIC]. intros (m & Hm & HB) i Hi.
    exact (potential_no_negative_cycle _ _ _ (BIC_potential p m i Hind Hm HB Hi)).
  Qed.
End Rules.
