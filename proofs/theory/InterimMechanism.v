(* Mechanisms and interim payments under an independent prior: every mechanism has interim
   payments, and for all interim payments there are mechanisms that have them. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments Implications Rebalance.
Import ListNotations.
Local Open Scope number_scope.

(* The properties that are about interim payments, and those that can be had with them. *)
Inductive bayesian_property :=
  is_BIC | is_IIR | is_EAIR | is_SBB | is_WBB | is_EABB | is_EAWBB.

Section Mechanism.
  Context {F : ordered_field}.
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.
  Implicit Types (m : mechanism F) (q : nat -> nat -> F) (i s : nat).
  Notation proper := (tables_proper e rule T tables).
  Notation has_payments := (has_interim_payments e (chance T)).

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

  Theorem has_interim_payments_equivalent m q : follows e rule m -> has_payments m q ->
    interim_equivalent m q.
  Proof.
    intros Hf Hq. apply (same_interim_equivalent m q _ Hq), mechanism_interim, Hf.
  Qed.

  (* From interim payments to mechanisms: each agent may pay what he expects to pay ... *)
  Definition by_own_report q := Mechanism rule (fun i t => q i t.[i]).
  Lemma by_own_report_payments q : has_payments (by_own_report q) q.
  Proof.
    assert (Hind := tables_independent e rule T tables).
    intros i s Hi Hs. unfold interim_payment, by_own_report; cbn [payment].
    rewrite (others_expectation_ext _ _ i _ (fun _ => q i s)).
    - apply (others_expectation_constant e _ Hind), Hi.
    - intros t Ht. rewrite (others_set_own e) by assumption. reflexivity.
  Qed.
  Theorem interim_mechanism q :
    exists m, follows e rule m /\ has_payments m q /\ interim_equivalent m q.
  Proof.
    exists (by_own_report q). assert (Hq := by_own_report_payments q).
    split; [apply follows_refl|]. split; [exact Hq|].
    apply has_interim_payments_equivalent; [apply follows_refl|exact Hq].
  Qed.
  (* ... and if there are two or more, the budget can be the same at every profile. *)
  Theorem interim_mechanism_balanced q : (2 <= agent_count e)%nat ->
    exists m, follows e rule m /\ has_payments m q /\ interim_equivalent m q /\
      (forall t, budget e m t = expected_budget T q) /\
      (SBB e m <-> interim_EABB T q) /\ (WBB e m <-> interim_EAWBB T q).
  Proof.
    intros H2. assert (Hind := tables_independent e rule T tables).
    set (m := spread e (chance T) rule q). exists m.
    assert (Hf : follows e rule m) by apply follows_refl. split; [exact Hf|].
    assert (Hq : has_payments m q).
    { intros i s Hi Hs. apply spread_interim_payment; assumption. }
    split; [exact Hq|]. assert (He := has_interim_payments_equivalent m q Hf Hq).
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
  (* Those that depend on the payments of the types of positive probability alone. *)
  Definition about_support (x : bayesian_property) : Prop :=
    match x with is_IIR | is_EAIR | is_EABB | is_EAWBB => True | _ => False end.

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
    - destruct (interim_mechanism_balanced q H2) as (m & Hf & _ & He & _ & Hs & Hw).
      exists m. split; [exact Hf|]. split; [exact He|]. destruct He.
      intros []; cbn [mechanism_has payments_have]; tauto.
    - destruct (interim_mechanism q) as (m & Hf & _ & He).
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

  (* Interim payments that satisfy the constraints between types of positive probability can be
     kept by these types, whatever the others report; types of probability 0 pay so much that
     nobody wants to be taken for them, and at least u. *)
  Theorem support_mechanism (u q : nat -> nat -> F) : interim_BIC_support T q ->
    exists m, follows e rule m /\ BIC e m /\
      (forall x, about_support x -> payments_have q x -> mechanism_has m x) /\
      profit e m = expected_budget T q /\
      forall i t, In i (agents e) -> In t (profiles e) ->
        (0 < chance T i t.[i] -> payment m i t = q i t.[i]) /\
        (chance T i t.[i] = 0 -> u i t.[i] <= payment m i t).
  Proof.
    intros H. destruct (interim_BIC_extend_above T proper u q H) as (q' & Hb & Hq).
    assert (L : pays_at_most T q q') by
      (intros i s Hi Hs P; apply equal_at_most; apply Hq; assumption).
    assert (L' : pays_at_most T q' q) by
      (intros i s Hi Hs P; apply equal_at_most; symmetry; apply Hq; assumption).
    assert (E : expected_budget T q' = expected_budget T q) by
      (unfold expected_budget; rewrite (expected_payments_equal T proper q q' L L'); reflexivity).
    exists (by_own_report q'). split; [apply follows_refl|].
    assert (K := has_interim_payments_equivalent (by_own_report q') q' (follows_refl e rule _)
      (by_own_report_payments q')). split; [apply K, Hb|]. split; [|split].
    - intros []; cbn [about_support payments_have mechanism_has]; try contradiction;
        intros _ Hx; apply K.
      + exact (interim_IIR_pays_at_most T q q' L Hx).
      + exact (interim_EAIR_pays_at_most T proper q q' L Hx).
      + unfold interim_EABB. rewrite E. exact Hx.
      + unfold interim_EAWBB. rewrite E. exact Hx.
    - rewrite (equivalent_profit _ _ K). exact E.
    - intros i t Hi Ht. cbn [by_own_report payment]. apply Hq.
      + rewrite (tables_agents e rule T tables). exact Hi.
      + rewrite (tables_types e rule T tables i Hi). apply profile_type; assumption.
  Qed.
  (* No payments to agents at any profile, Bayesian incentives, and any of these properties can be
     had exactly if such interim payments exist none of which is negative.  (The budget at every
     profile is another matter: with these together it takes a linear programme.) *)
  Theorem no_positive_transfers_reduced (l : list bayesian_property) :
    (forall x, In x l -> about_support x) ->
    (exists m, follows e rule m /\ BIC e m /\ no_positive_transfers e m /\
      forall x, In x l -> mechanism_has m x) <->
    (exists q, interim_BIC_support T q /\
      (forall i s, In i (agents e) -> In s (types e i) -> 0 < chance T i s -> 0 <= q i s) /\
      forall x, In x l -> payments_have q x).
  Proof.
    assert (Hind := tables_independent e rule T tables). intros Hl. split.
    - intros (m & Hf & HB & HN & H). destruct (mechanism_interim m Hf).
      exists (interim_payment e (chance T) m). split; [|split].
      + apply interim_BIC_in_support. tauto.
      + intros i s Hi Hs _. rewrite <- (others_expectation_constant e _ Hind i 0 Hi).
        apply (others_expectation_at_most e _ Hind); [exact Hi|]. intros t Ht.
        apply HN; [exact Hi|]. apply others_profile; assumption.
      + intros x Hx. specialize (Hl x Hx). specialize (H x Hx).
        destruct x; cbn [about_support payments_have mechanism_has] in *; tauto.
    - intros (q & HB & HN & H).
      destruct (support_mechanism (fun _ _ => 0) q HB) as (m & Hf & HB' & Hx & _ & Hq).
      exists m. split; [exact Hf|]. split; [exact HB'|]. split; [|auto].
      intros i t Hi Ht. destruct (Hq i t Hi Ht) as [H1 H0].
      assert (Hs := profile_type e i t Hi Ht).
      destruct (positive_or_zero (chance T i t.[i])) as [P|P]; [apply Hind; assumption| |].
      + rewrite (H1 P). apply HN; assumption.
      + exact (H0 P).
  Qed.
End Mechanism.
