(* What the checks of an environment prove: there is something to speak of, its prior is a
   probability, and the greatest surplus that the checker finds is the greatest. *)
From Coq Require Import ZArith QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Balance.
From Expost.cert Require Import Numbers Data Forms Rows Claims Evidence Checker Row_values.
Import ListNotations.
Local Open Scope number_scope.

(* The greatest of some numbers. *)
Lemma maximum_spec (f : nat -> Q) l : forall best,
  (maximum f best l = best \/ exists a, In a l /\ maximum f best l = f a) /\
  (best <= maximum f best l)%Q /\ forall a, In a l -> (f a <= maximum f best l)%Q.
Proof.
  induction l as [|a l IH]; intros best; cbn [maximum].
  - split; [left; reflexivity|]. split; [apply Qle_refl|intros a []].
  - set (next := if is_positive (minus (f a) best) then f a else best).
    assert (N : (next = best \/ next = f a) /\ (best <= next)%Q /\ (f a <= next)%Q).
    { unfold next. destruct (is_positive (minus (f a) best)) eqn:E.
      - apply is_positive_spec in E. rewrite minus_correct in E.
        split; [right; reflexivity|]. split; [|apply Qle_refl].
        apply Qlt_le_weak, Qlt_minus_iff, E.
      - split; [left; reflexivity|]. split; [apply Qle_refl|].
        destruct (Qlt_le_dec best (f a)) as [L|L]; [exfalso|exact L].
        apply Qlt_minus_iff in L.
        assert (P : is_positive (minus (f a) best) = true)
          by (apply is_positive_spec; rewrite minus_correct; exact L).
        rewrite P in E. discriminate. }
    destruct N as (Nv & Nb & Na). destruct (IH next) as (Hv & Hb & Hl). split; [|split].
    + destruct Hv as [Hv|(b & Hb' & Hv)].
      * destruct Nv as [Nv|Nv]; [left; congruence|right; exists a].
        split; [left; reflexivity|congruence].
      * right. exists b. split; [right; exact Hb'|exact Hv].
    + exact (Qle_trans _ _ _ Nb Hb).
    + intros b [<-|Hb']; [exact (Qle_trans _ _ _ Na Hb)|apply Hl, Hb'].
Qed.

(* No outcome has a surplus greater than the best one, and some outcome has it. *)
Lemma best_surplus_is_best {F : ordered_field} (d : data) (t : profile) :
  outcome_number d <> O ->
  is_best (in_field F (environment_of d)) t (of_Q (best_surplus d t)).
Proof.
  intros N. unfold best_surplus. set (f := fun a => surplus_of d a t).
  change (surplus_of d O t) with (f O).
  destruct (maximum_spec f (outcomes (environment_of d)) (f O)) as (Hv & _ & Hm).
  assert (H0 : In O (outcomes (environment_of d))).
  { apply in_outcomes. cbn [environment_of outcome_count]. lia. }
  split.
  - assert (Ha : exists a, In a (outcomes (environment_of d)) /\
      maximum f (f O) (outcomes (environment_of d)) = f a).
    { destruct Hv as [Hv|Hv]; [exists O; split; [exact H0|exact Hv]|exact Hv]. }
    destruct Ha as (a & Ha & ->). exists a. split; [exact Ha|]. symmetry.
    apply surplus_of_value.
  - intros a Ha. rewrite <- surplus_of_value. apply of_Q_at_most, Hm, Ha.
Qed.

Section Environment.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable d : data.
  Notation e := (in_field F (environment_of d)).

  Lemma environment_outcomes : environment_ok d = true -> outcome_number d <> O.
  Proof.
    unfold environment_ok. rewrite !andb_true_iff, !negb_true_iff, !Nat.eqb_neq. tauto.
  Qed.
  Lemma environment_agents : environment_ok d = true -> (1 <= agent_count e)%nat.
  Proof.
    unfold environment_ok. rewrite !andb_true_iff, !negb_true_iff, !Nat.eqb_neq.
    intros [[[N _] _] _]. cbn [in_field environment_of agent_count]. lia.
  Qed.
  Lemma environment_types i : environment_ok d = true -> In i (agents e) -> type_count e i <> O.
  Proof.
    unfold environment_ok. rewrite !andb_true_iff, forallb_forall.
    intros [[[_ H] _] _] Hi. apply in_agents in Hi.
    specialize (H _ (nth_In (type_counts d) O Hi)). apply negb_true_iff, Nat.eqb_neq in H. exact H.
  Qed.

  Lemma distribution_spec l : is_distribution l = true ->
    (forall q, In q l -> (0 : F) <= of_Q q) /\ sum l of_Q = (1 : F).
  Proof.
    unfold is_distribution. rewrite andb_true_iff, forallb_forall. intros [Hp H1]. split.
    - intros q Hq. apply is_nonnegative_in, Hp, Hq.
    - apply (are_equal_in (F := F)) in H1. rewrite of_Q_total, of_Q_1 in H1. exact H1.
  Qed.

  (* A prior stated as a probability for each agent is their product. *)
  Lemma environment_independent by_type : environment_ok d = true ->
    beliefs d = Independent by_type ->
    independent e (fun i s => of_Q (nth s (nth i by_type []) 0%Q)).
  Proof.
    intros Hok B. unfold environment_ok in Hok. rewrite B, !andb_true_iff in Hok.
    destruct Hok as [_ [Hn H]]. apply Nat.eqb_eq in Hn. rewrite forallb_forall in H.
    assert (P : forall i, In i (agents e) -> length (nth i by_type []) = type_count e i /\
      is_distribution (nth i by_type []) = true).
    { intros i Hi. apply in_agents in Hi. cbn [in_field environment_of agent_count] in Hi.
      assert (Hl : (i < length (combine by_type (type_counts d)))%nat)
        by (rewrite combine_length, Hn, Nat.min_id; exact Hi).
      specialize (H _ (nth_In _ ([], O) Hl)). rewrite combine_nth in H by exact Hn.
      apply andb_true_iff in H as [Hc Hd]. apply Nat.eqb_eq in Hc. split; assumption. }
    split; [|split].
    - intros i s Hi Hs. destruct (P i Hi) as [Hc Hd]. apply distribution_spec in Hd as [Hd _].
      apply Hd, nth_In. rewrite Hc. apply in_types, Hs.
    - intros i Hi. destruct (P i Hi) as [Hc Hd]. apply distribution_spec in Hd as [_ Hd].
      rewrite <- Hd, <- (entries_listed (nth i by_type []) 0%Q), sum_map, entries_listed.
      unfold types. rewrite <- Hc. reflexivity.
    - intros t _. cbn [in_field environment_of prior]. unfold prior_of. rewrite B.
      change (agents e) with (seq 0 (length (type_counts d))).
      induction (seq 0 (length (type_counts d))) as [|i l IH]; cbn [fold_right];
        [apply of_Q_1|]. rewrite of_Q_times, IH. reflexivity.
  Qed.
  Lemma environment_joint by_profile : environment_ok d = true -> beliefs d = Joint by_profile ->
    is_probability e.
  Proof.
    intros Hok B. unfold environment_ok in Hok. rewrite B, andb_true_iff in Hok.
    destruct Hok as [_ H]. apply distribution_spec in H as [Hp H1]. split.
    - intros t Ht. apply Hp, in_map, Ht.
    - rewrite sum_map in H1. exact H1.
  Qed.

  (* An accepted environment has agents, types and outcomes, and its prior is a probability. *)
  Theorem environment_sound : environment_ok d = true -> environment_is_proper (F := F) d.
  Proof.
    intros Hok. split; [|split; [|split]].
    - assert (H := environment_agents Hok). unfold agents.
      destruct (agent_count e); [lia|discriminate].
    - intros i Hi. assert (H := environment_types i Hok Hi). unfold types.
      destruct (type_count e i); [contradiction|discriminate].
    - assert (H := environment_outcomes Hok). unfold outcomes.
      cbn [in_field environment_of outcome_count].
      destruct (outcome_number d); [contradiction|discriminate].
    - destruct (beliefs d) as [|by_type|by_profile] eqn:B; [exact I| |].
      + eapply independent_probability, environment_independent; eassumption.
      + eapply environment_joint; eassumption.
  Qed.
  Corollary environment_probability : environment_ok d = true -> has_prior d = true ->
    is_probability e.
  Proof. intros Hok. apply prior_is_probability, environment_sound, Hok. Qed.
  Corollary environment_is_independent : environment_ok d = true -> is_independent d = true ->
    exists by_type, beliefs d = Independent by_type /\
      independent e (fun i s => of_Q (nth s (nth i by_type []) 0%Q)).
  Proof.
    unfold is_independent. intros Hok. destruct (beliefs d) as [|by_type|] eqn:B; try discriminate.
    intros _. exists by_type. split; [reflexivity|]. apply environment_independent; assumption.
  Qed.
End Environment.
