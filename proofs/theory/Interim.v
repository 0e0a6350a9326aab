(* Bayesian mechanism design under an independent prior in terms of interim payments: a rule can
   be followed with the budget balanced at every profile exactly if interim payments exist which
   satisfy the incentive and participation constraints and pay for the expected cost. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments Implications Rebalance.
Import ListNotations.
Local Open Scope number_scope.

(* The properties that are about interim payments, and those that can be had with them. *)
Inductive bayesian_property :=
  is_BIC | is_IIR | is_EAIR | is_SBB | is_WBB | is_EABB | is_EAWBB.

Section Interim.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.
  Implicit Types (m : mechanism F) (q : nat -> nat -> F) (i s : nat).

  (* The interim payments q stand for the mechanism m. *)
  Record interim_equivalent m q : Prop := {
    equivalent_BIC : BIC e m <-> interim_BIC T q;
    equivalent_IIR : IIR e m <-> interim_IIR T q;
    equivalent_EAIR : EAIR e m <-> interim_EAIR T q;
    equivalent_EABB : EABB e m <-> interim_EABB T q;
    equivalent_EAWBB : EAWBB e m <-> interim_EAWBB T q;
    equivalent_revenue : revenue e m = expected_payments T q;
    equivalent_profit : profit e m = expected_budget T q;
    equivalent_utility : forall i, In i (agents e) ->
      expected_utility e i m = type_expectation T i (fun s => interim_utility T q i s s);
    equivalent_welfare : welfare e m = expected_surplus T
  }.

  Lemma interim_EAWBB_payments q :
    interim_EAWBB T q <-> expected_cost T <= expected_payments T q.
  Proof.
    unfold interim_EAWBB, expected_budget. split; intros H; [|apply difference_nonnegative, H].
    apply (at_most_by _ _ _ H). reflexivity.
  Qed.
  Notation proper := (tables_proper e rule T tables).

  (* From mechanisms to interim payments. *)
  Theorem mechanism_interim m : follows e rule m ->
    interim_equivalent m (interim_payment e (chance T) m).
  Proof.
    intros H. split.
    - exact (BIC_reduced e rule T tables m H).
    - exact (IIR_reduced e rule T tables m H).
    - exact (EAIR_reduced e rule T tables m H).
    - exact (EABB_reduced e rule T tables m H).
    - exact (EAWBB_reduced e rule T tables m H).
    - apply (revenue_reduced e rule T tables m).
    - apply (profit_reduced e rule T tables m H).
    - intros i Hi. apply (expected_utility_reduced e rule T tables m H); assumption.
    - apply (welfare_reduced e rule T tables m H).
  Qed.

  Lemma expected_surplus_tables :
    expected_surplus T = expectation e (fun t => surplus e (rule t) t).
  Proof.
    symmetry. apply (welfare_reduced e rule T tables (Mechanism rule (fun _ _ => 0))).
    apply follows_refl.
  Qed.
  Lemma expected_outside_tables : expected_outside T =
    sum (agents e) (fun i => expectation e (fun t => lottery_outside e i (rule t) t)).
  Proof.
    unfold expected_outside. rewrite (tables_agents e rule T tables). apply sum_ext.
    intros i Hi. symmetry. apply (expected_over_types e rule T tables); [exact Hi|].
    intros s Hs P. destruct tables as (_ & _ & Hind & _ & Ho & _). rewrite Ho by assumption.
    symmetry. apply (interim_independent e _ Hind); assumption.
  Qed.

  (* The same interim payments. *)
  Definition same_payments q q' := forall i s, In i (agents e) -> In s (types e i) ->
    q' i s = q i s.
  Lemma same_type_expectation q q' i : same_payments q q' -> In i (agents e) ->
    type_expectation T i (q' i) = type_expectation T i (q i).
  Proof.
    intros H Hi. unfold type_expectation. rewrite (tables_types e rule T tables i Hi).
    apply sum_ext. intros s Hs. rewrite (H i s Hi Hs). reflexivity.
  Qed.
  Lemma same_expected_payments q q' : same_payments q q' ->
    expected_payments T q' = expected_payments T q.
  Proof.
    intros H. unfold expected_payments. rewrite (tables_agents e rule T tables).
    apply sum_ext. intros i Hi. apply same_type_expectation; assumption.
  Qed.
  Lemma same_interim_properties q q' : same_payments q q' ->
    (interim_BIC T q -> interim_BIC T q') /\ (interim_IIR T q -> interim_IIR T q') /\
    (interim_EAIR T q -> interim_EAIR T q').
  Proof.
    intros H. rewrite !(interim_BIC_tables e rule T tables), !(interim_IIR_tables e rule T tables).
    unfold interim_EAIR. rewrite (tables_agents e rule T tables). repeat split.
    - intros K i s r Hi Hs Hr P. unfold interim_utility. rewrite !H by assumption.
      apply K; assumption.
    - intros K i s Hi Hs P. unfold interim_net_utility, interim_utility.
      rewrite !H by assumption. apply K; assumption.
    - intros K i Hi. assert (L := K i Hi). rewrite expected_net_utility in *.
      rewrite (same_type_expectation q q') by assumption. exact L.
  Qed.
  Lemma same_interim_equivalent m q q' : same_payments q q' ->
    interim_equivalent m q' -> interim_equivalent m q.
  Proof.
    intros H. assert (H' : same_payments q' q) by (intros i s Hi Hs; symmetry; apply H; assumption).
    destruct (same_interim_properties _ _ H) as (Hb & Hi & He).
    destruct (same_interim_properties _ _ H') as (Hb' & Hi' & He').
    assert (E := same_expected_payments _ _ H).
    assert (Eb : expected_budget T q' = expected_budget T q)
      by (unfold expected_budget; rewrite E; reflexivity).
    intros [K1 K2 K3 K4 K5 K6 K7 K8 K9]. unfold interim_EABB, interim_EAWBB in *.
    rewrite E in K6. rewrite Eb in *. split; try tauto.
    intros i Hj. rewrite (K8 i Hj). unfold interim_utility.
    rewrite !type_expectation_subtract. rewrite (same_type_expectation q q') by assumption.
    reflexivity.
  Qed.

  (* From interim payments to mechanisms: each agent may pay what he expects to pay ... *)
  Theorem interim_mechanism q : exists m, follows e rule m /\ interim_equivalent m q.
  Proof.
    assert (Hind := tables_independent e rule T tables).
    set (m := Mechanism rule (fun i t => q i t.[i])). exists m.
    assert (Hf : follows e rule m) by apply follows_refl. split; [exact Hf|].
    apply (same_interim_equivalent _ _ (interim_payment e (chance T) m));
      [|apply mechanism_interim, Hf].
    intros i s Hi Hs. unfold interim_payment, m; cbn [payment].
    rewrite (others_expectation_ext _ _ i _ (fun _ => q i s)).
    - apply (others_expectation_constant e _ Hind), Hi.
    - intros t Ht. rewrite (others_set_own e) by assumption. reflexivity.
  Qed.
  (* ... and if there are two or more, the budget can be the same at every profile. *)
  Theorem interim_mechanism_balanced q : (2 <= agent_count e)%nat ->
    exists m, follows e rule m /\ interim_equivalent m q /\
      (forall t, budget e m t = expected_budget T q) /\
      (SBB e m <-> interim_EABB T q) /\ (WBB e m <-> interim_EAWBB T q).
  Proof.
    intros H2. assert (Hind := tables_independent e rule T tables).
    set (m := spread e (chance T) rule q). exists m.
    assert (Hf : follows e rule m) by apply follows_refl. split; [exact Hf|].
    assert (He : interim_equivalent m q).
    { apply (same_interim_equivalent _ _ (interim_payment e (chance T) m));
        [|apply mechanism_interim, Hf].
      intros i s Hi Hs. apply spread_interim_payment; assumption. }
    assert (Hb : forall t, budget e m t = expected_budget T q).
    { intros t. unfold m. rewrite spread_budget by lia. unfold expected_budget. f_equal.
      - unfold expected_payments. rewrite (tables_agents e rule T tables). apply sum_ext.
        intros i Hi. unfold type_expectation. rewrite (tables_types e rule T tables i Hi).
        reflexivity.
      - symmetry. apply tables. }
    split; [exact He|]. split; [exact Hb|].
    split; split; intros H.
    - apply (equivalent_EABB _ _ He), SBB_EABB, H.
    - intros t _. rewrite Hb. exact H.
    - apply (equivalent_EAWBB _ _ He), WBB_EAWBB, H. apply (independent_probability e _ Hind).
    - intros t _. rewrite Hb. exact H.
  Qed.

  (* Can the rule be followed by a Bayesian incentive compatible mechanism with this kind of
     participation (or none) and of budget balance? *)
  Definition possible (participation balance : mechanism F -> Prop) :=
    exists m, follows e rule m /\ BIC e m /\ participation m /\ balance m.
  (* It can exactly if the condition holds, whether the budget is to balance at every profile or
     in expectation, exactly or weakly. *)
  Definition decided_by (participation : mechanism F -> Prop) (condition : Prop) :=
    ((2 <= agent_count e)%nat -> possible participation (SBB e) <-> condition) /\
    ((2 <= agent_count e)%nat -> possible participation (WBB e) <-> condition) /\
    ((1 <= agent_count e)%nat -> possible participation (EABB e) <-> condition) /\
    ((1 <= agent_count e)%nat -> possible participation (EAWBB e) <-> condition).

  Section Participation.
    Variable participation : mechanism F -> Prop.
    Variable interim_participation : (nat -> nat -> F) -> Prop.
    Hypothesis participation_equivalent : forall m q, interim_equivalent m q ->
      participation m <-> interim_participation q.
    Hypothesis participation_cheaper : forall q q', pays_at_most T q q' ->
      interim_participation q -> interim_participation q'.
    Definition possible_interim := exists q, interim_BIC_support T q /\ interim_participation q /\
      expected_cost T <= expected_payments T q.

    Lemma possible_expected : possible participation (EAWBB e) -> possible_interim.
    Proof.
      intros (m & Hf & Hb & Hp & Hw). assert (E := mechanism_interim m Hf).
      exists (interim_payment e (chance T) m). repeat split.
      - apply interim_BIC_in_support, (equivalent_BIC _ _ E), Hb.
      - apply (participation_equivalent _ _ E), Hp.
      - apply interim_EAWBB_payments, (equivalent_EAWBB _ _ E), Hw.
    Qed.
    Lemma possible_extend : possible_interim ->
      exists q, interim_BIC T q /\ interim_participation q /\ interim_EAWBB T q.
    Proof.
      intros (q & Hb & Hp & Hw). destruct (interim_BIC_extend T proper q Hb) as (q' & K & L & L').
      exists q'. split; [exact K|]. split; [exact (participation_cheaper _ _ L Hp)|].
      apply interim_EAWBB_payments, (at_most_trans _ _ _ _ Hw).
      apply expected_payments_at_most; [apply proper|exact L'].
    Qed.
    Lemma possible_balance : (1 <= agent_count e)%nat -> possible_interim ->
      exists q, interim_BIC T q /\ interim_participation q /\ interim_EABB T q.
    Proof.
      intros H1 H. destruct (possible_extend H) as (q & Hb & Hp & Hw).
      destruct (interim_balance T proper q) as (q' & K & L & L'); try assumption.
      - rewrite (proj1 tables). exact H1.
      - exists q'. repeat split; try assumption. exact (participation_cheaper _ _ (L' Hw) Hp).
    Qed.
    Lemma possible_interim_decides : decided_by participation possible_interim.
    Proof.
      assert (W : forall balance : mechanism F -> Prop, (forall m, balance m -> EAWBB e m) ->
        possible participation balance -> possible_interim).
      { intros balance H (m & Hf & Hb & Hp & Hm). apply possible_expected. exists m.
        repeat split; auto. }
      assert (K2 : (2 <= agent_count e)%nat -> possible_interim ->
        possible participation (SBB e)).
      { intros H2 H. destruct (possible_balance ltac:(lia) H) as (q & Hb & Hp & Hw).
        destruct (interim_mechanism_balanced q H2) as (m & Hf & He & _ & Hs & _). exists m.
        repeat split; [exact Hf|apply (equivalent_BIC _ _ He), Hb| |].
        - apply (participation_equivalent _ _ He), Hp.
        - apply Hs, Hw. }
      assert (K1 : (1 <= agent_count e)%nat -> possible_interim ->
        possible participation (EABB e)).
      { intros H1 H. destruct (possible_balance H1 H) as (q & Hb & Hp & Hw).
        destruct (interim_mechanism q) as (m & Hf & He). exists m.
        repeat split; [exact Hf|apply (equivalent_BIC _ _ He), Hb| |].
        - apply (participation_equivalent _ _ He), Hp.
        - apply (equivalent_EABB _ _ He), Hw. }
      assert (M : forall P Q : mechanism F -> Prop, (forall m, P m -> Q m) ->
        possible participation P -> possible participation Q).
      { intros P Q H (m & Hf & Hb & Hp & Hm). exists m. repeat split; auto. }
      split; [|split; [|split]]; intros H; split; intros K.
      - revert K. apply W. intros m Hm. apply EABB_EAWBB, SBB_EABB, Hm.
      - exact (K2 H K).
      - revert K. apply W. intros m. apply WBB_EAWBB.
        apply (independent_probability e _ (tables_independent e rule T tables)).
      - apply (M (SBB e)); [intros m; apply SBB_WBB|]. exact (K2 H K).
      - revert K. apply W. intros m. apply EABB_EAWBB.
      - exact (K1 H K).
      - revert K. apply W. auto.
      - apply (M (EABB e)); [intros m; apply EABB_EAWBB|]. exact (K1 H K).
    Qed.
  End Participation.

  Lemma decided_by_equivalent participation (condition condition' : Prop) :
    ((1 <= agent_count e)%nat -> condition <-> condition') ->
    decided_by participation condition -> decided_by participation condition'.
  Proof.
    intros H (H1 & H2 & H3 & H4). split; [|split; [|split]]; intros L;
      rewrite <- H by lia; auto.
  Qed.

  (* Interim participation: the rule is possible exactly if interim payments satisfy the incentive
     constraints between types of positive probability and participation, and are enough for the
     expected cost (Börgers and Norman 2009). *)
  Theorem interim_IIR_possible : decided_by (IIR e) (exists q,
    interim_BIC_support T q /\ interim_IIR T q /\ expected_cost T <= expected_payments T q).
  Proof.
    apply (possible_interim_decides (IIR e) (interim_IIR T)); [apply equivalent_IIR|].
    apply interim_IIR_pays_at_most.
  Qed.
  (* Types of probability 0 make no difference. *)
  Theorem interim_support_enough :
    (exists q, interim_BIC_support T q /\ interim_IIR T q /\
      expected_cost T <= expected_payments T q) <->
    (exists q, interim_BIC T q /\ interim_IIR T q /\ interim_EAWBB T q).
  Proof.
    split; intros H.
    - apply (possible_extend (interim_IIR T)) in H; [exact H|]. apply interim_IIR_pays_at_most.
    - destruct H as (q & Hb & Hi & Hw). exists q. split; [apply interim_BIC_in_support, Hb|].
      split; [exact Hi|]. apply interim_EAWBB_payments, Hw.
  Qed.
  (* So the greatest interim payments decide alone. *)
  Theorem largest_payments_decide q : largest_payments T q ->
    decided_by (IIR e) (expected_cost T <= expected_payments T q).
  Proof.
    intros (Hb & Hi & Hm). refine (decided_by_equivalent _ _ _ _ interim_IIR_possible).
    intros _. split; [intros (q' & Hb' & Hi' & Hw)|intros Hw; exists q; auto].
    apply (at_most_trans _ _ _ _ Hw). apply expected_payments_at_most.
    - apply (tables_proper e rule T tables).
    - intros i s. apply Hm; assumption.
  Qed.
  (* Participation ex ante: exactly if some interim payments satisfy the incentive constraints and
     the expected surplus is at least the sum of the expected outside options. *)
  Theorem interim_EAIR_possible : decided_by (EAIR e) ((exists q, interim_BIC_support T q) /\
    sum (agents e) (fun i => expectation e (fun t => lottery_outside e i (rule t) t)) <=
    expectation e (fun t => surplus e (rule t) t)).
  Proof.
    refine (decided_by_equivalent _ _ _ _
      (possible_interim_decides (EAIR e) (interim_EAIR T) _ _)).
    - intros _. rewrite <- expected_outside_tables, <- expected_surplus_tables.
      split; [intros (q & Hb & Hp & Hw)|intros ((q & Hb) & Hs)].
      + split; [exists q; exact Hb|]. apply (interim_EAIR_surplus T q Hp).
        apply interim_EAWBB_payments, Hw.
      + destruct (interim_BIC_extend T proper q Hb) as (q1 & K1 & _).
        destruct (interim_EAIR_exists T proper q1 K1 Hs) as (q2 & K2 & L2 & M2).
        exists q2. split; [apply interim_BIC_in_support, K2|]. split; [exact L2|].
        apply interim_EAWBB_payments, M2.
    - apply equivalent_EAIR.
    - apply interim_EAIR_pays_at_most, (tables_proper e rule T tables).
  Qed.
  (* Without participation: exactly if some interim payments satisfy the incentive constraints. *)
  Theorem interim_possible : decided_by (fun _ => True) (exists q, interim_BIC_support T q).
  Proof.
    refine (decided_by_equivalent _ _ _ _
      (possible_interim_decides (fun _ => True) (fun _ => True) _ _)); try tauto.
    intros H1. split; [intros (q & Hb & _); exists q; exact Hb|intros (q & Hb)].
    destruct (interim_BIC_extend T proper q Hb) as (q1 & K1 & _).
    destruct (interim_balance T proper q1) as (q2 & K2 & L2 & _); try assumption.
    - rewrite (proj1 tables). exact H1.
    - exists q2. split; [apply interim_BIC_in_support, K2|]. split; [exact I|].
      apply interim_EAWBB_payments, equal_at_most. symmetry. exact L2.
  Qed.

  (* Whatever becomes of the budget. *)
  Theorem interim_implementable :
    (exists m, follows e rule m /\ BIC e m) <-> exists q, interim_BIC_support T q.
  Proof.
    split.
    - intros (m & Hf & Hb). exists (interim_payment e (chance T) m).
      apply interim_BIC_in_support, (equivalent_BIC _ _ (mechanism_interim m Hf)), Hb.
    - intros (q & Hq). destruct (interim_BIC_extend T proper q Hq) as (q' & Hb & _).
      destruct (interim_mechanism q') as (m & Hf & He). exists m.
      split; [exact Hf|]. apply (equivalent_BIC _ _ He), Hb.
  Qed.

  (* The interim properties, and what each asks of interim payments. *)
  Definition mechanism_has m (x : bayesian_property) : Prop :=
    match x with
    | is_BIC => BIC e m | is_IIR => IIR e m | is_EAIR => EAIR e m
    | is_SBB => SBB e m | is_WBB => WBB e m | is_EABB => EABB e m | is_EAWBB => EAWBB e m
    end.
  Definition payments_have q (x : bayesian_property) : Prop :=
    match x with
    | is_BIC => interim_BIC T q | is_IIR => interim_IIR T q | is_EAIR => interim_EAIR T q
    | is_SBB | is_EABB => interim_EABB T q | is_WBB | is_EAWBB => interim_EAWBB T q
    end.
  Theorem mechanism_to_payments m : follows e rule m ->
    exists q, interim_equivalent m q /\ forall x, mechanism_has m x -> payments_have q x.
  Proof.
    intros Hf. assert (He := mechanism_interim m Hf).
    exists (interim_payment e (chance T) m). split; [exact He|]. destruct He.
    intros []; cbn [mechanism_has payments_have]; try tauto.
    - intros H. apply SBB_EABB in H. tauto.
    - intros H. apply WBB_EAWBB in H; [tauto|].
      apply (independent_probability e _ (tables_independent e rule T tables)).
  Qed.
  Theorem payments_to_mechanism q : exists m, follows e rule m /\ interim_equivalent m q /\
    forall x, (2 <= agent_count e)%nat \/ x <> is_SBB /\ x <> is_WBB ->
      payments_have q x -> mechanism_has m x.
  Proof.
    destruct (le_lt_dec 2 (agent_count e)) as [H2|H1].
    - destruct (interim_mechanism_balanced q H2) as (m & Hf & He & _ & Hs & Hw).
      exists m. split; [exact Hf|]. split; [exact He|]. destruct He.
      intros []; cbn [mechanism_has payments_have]; tauto.
    - destruct (interim_mechanism q) as (m & Hf & He).
      exists m. split; [exact Hf|]. split; [exact He|]. destruct He.
      intros x [H|[N1 N2]]; [lia|].
      destruct x; cbn [mechanism_has payments_have]; (tauto || contradiction).
  Qed.
  (* The rule can be followed with any list of interim properties exactly if interim payments have
     them, with the budget balanced in expectation. *)
  Theorem properties_reduced (l : list bayesian_property) :
    (2 <= agent_count e)%nat \/ ~ In is_SBB l /\ ~ In is_WBB l ->
    (exists m, follows e rule m /\ forall x, In x l -> mechanism_has m x) <->
    (exists q, forall x, In x l -> payments_have q x).
  Proof.
    intros H2. split.
    - intros (m & Hf & H). destruct (mechanism_to_payments m Hf) as (q & _ & K).
      exists q. intros x Hx. apply K, H, Hx.
    - intros (q & H). destruct (payments_to_mechanism q) as (m & Hf & _ & K).
      exists m. split; [exact Hf|]. intros x Hx. apply K; [|apply H, Hx].
      destruct H2 as [H2|[N1 N2]]; [left; exact H2|right].
      split; intros E; subst x; contradiction.
  Qed.
End Interim.

(* The same in the words of the environment: under an independent prior p a rule can be followed by
   a mechanism that is Bayesian incentive compatible, interim individually rational and balanced
   at every profile exactly if there are payments q i s with which no type of positive probability
   prefers to be taken for another, or to stay outside, and which cover the expected cost. *)
Theorem interim_reduction {F : ordered_field} (e : environment F) p (rule : profile -> nat -> F) :
  independent e p -> (2 <= agent_count e)%nat ->
  (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ SBB e m) <->
  exists q : nat -> nat -> F,
    (forall i s r, In i (agents e) -> In s (types e i) -> In r (types e i) ->
      0 < p i s -> 0 < p i r ->
      interim e i s (fun t => lottery_value e i (rule t.[i := r]) t) - q i r <=
      interim e i s (fun t => lottery_value e i (rule t) t) - q i s) /\
    (forall i s, In i (agents e) -> In s (types e i) -> 0 < p i s ->
      interim e i s (fun t => lottery_outside e i (rule t) t) <=
      interim e i s (fun t => lottery_value e i (rule t) t) - q i s) /\
    expectation e (fun t => lottery_cost e (rule t)) <=
    sum (agents e) (fun i => sum (types e i) (fun s => p i s * q i s)).
Proof.
  intros Hind H2. set (T := tables_of e p rule).
  assert (tables : has_tables e rule T) by apply tables_of_has_tables, Hind.
  assert (E : forall i s, interim e i s (fun t => lottery_value e i (rule t.[i := s]) t) =
    interim e i s (fun t => lottery_value e i (rule t) t)).
  { intros i s. unfold interim. f_equal. apply sum_ext. intros t _.
    rewrite set_entry_twice. reflexivity. }
  destruct (interim_IIR_possible e rule T tables) as (H & _). rewrite (H H2). clear H.
  split; intros (q & Hb & Hi & Hw); exists q; (split; [|split; [|exact Hw]]).
  - intros i s r Hi' Hs Hr P P'. rewrite <- E. apply (Hb i s r); assumption.
  - intros i s Hi' Hs P. apply (at_most_by _ _ _ (Hi i s Hi' Hs P)). rewrite <- E. reflexivity.
  - intros i s r Hi' Hs Hr P P'. unfold interim_utility. cbn [T tables_of gain]. rewrite (E i s).
    apply Hb; assumption.
  - intros i s Hi' Hs P. apply difference_nonnegative. unfold interim_utility.
    cbn [T tables_of gain outside_value]. rewrite (E i s). apply Hi; assumption.
Qed.
