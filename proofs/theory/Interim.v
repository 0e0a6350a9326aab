(* Bayesian mechanism design under an independent prior in terms of interim payments: a rule can
   be followed with the budget balanced at every profile exactly if interim payments exist which
   satisfy the incentive and participation constraints and pay for the expected cost. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments Implications InterimMechanism.
Import ListNotations.
Local Open Scope number_scope.

Section Interim.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Variable T : interim_tables F.
  Hypothesis tables : has_tables e rule T.
  Implicit Types (m : mechanism F) (q : nat -> nat -> F) (i s : nat).
  Notation proper := (tables_proper e rule T tables).

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
    Hypothesis participation_equivalent : forall m q, interim_equivalent e T m q ->
      participation m <-> interim_participation q.
    Hypothesis participation_cheaper : forall q q', pays_at_most T q q' ->
      interim_participation q -> interim_participation q'.
    Definition possible_interim := exists q, interim_BIC_support T q /\ interim_participation q /\
      expected_cost T <= expected_payments T q.

    Lemma possible_expected : possible participation (EAWBB e) -> possible_interim.
    Proof.
      intros (m & Hf & Hb & Hp & Hw). assert (E := mechanism_interim e rule T tables m Hf).
      exists (interim_payment e (chance T) m). repeat split.
      - apply interim_BIC_in_support, (equivalent_BIC _ _ _ _ E), Hb.
      - apply (participation_equivalent _ _ E), Hp.
      - apply interim_EAWBB_payments, (equivalent_EAWBB _ _ _ _ E), Hw.
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
        destruct (interim_mechanism_balanced e rule T tables q H2)
          as (m & Hf & _ & He & _ & Hs & _). exists m.
        repeat split; [exact Hf|apply (equivalent_BIC _ _ _ _ He), Hb| |].
        - apply (participation_equivalent _ _ He), Hp.
        - apply Hs, Hw. }
      assert (K1 : (1 <= agent_count e)%nat -> possible_interim ->
        possible participation (EABB e)).
      { intros H1 H. destruct (possible_balance H1 H) as (q & Hb & Hp & Hw).
        destruct (interim_mechanism e rule T tables q) as (m & Hf & _ & He). exists m.
        repeat split; [exact Hf|apply (equivalent_BIC _ _ _ _ He), Hb| |].
        - apply (participation_equivalent _ _ He), Hp.
        - apply (equivalent_EABB _ _ _ _ He), Hw. }
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
     expected cost (Boergers and Norman 2009). *)
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
    - intros _. rewrite <- (expected_outside_tables e rule T tables).
      rewrite <- (expected_surplus_tables e rule T tables).
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
      apply interim_BIC_in_support, (mechanism_interim e rule T tables m Hf), Hb.
    - intros (q & Hq).
      destruct (support_mechanism e rule T tables q q Hq) as (m & Hf & Hb & _). exists m. auto.
  Qed.

  (* Where no agent may be paid anything at any profile, there need be no expected deficit exactly
     if such interim payments exist none of which is negative. *)
  Theorem interim_IIR_npt_possible :
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ no_positive_transfers e m /\ EAWBB e m) <->
    exists q, interim_BIC_support T q /\ interim_IIR T q /\
      (forall i s, In i (agents e) -> In s (types e i) -> 0 < chance T i s -> 0 <= q i s) /\
      expected_cost T <= expected_payments T q.
  Proof.
    assert (H := no_positive_transfers_reduced e rule T tables [is_IIR; is_EAWBB]). split.
    - intros (m & Hf & HB & HI & HN & HW). destruct H as [(q & HB' & HN' & Hq) _].
      + intros x [<-|[<-|[]]]; exact I.
      + exists m. repeat (split; [assumption|]). intros x [<-|[<-|[]]]; assumption.
      + exists q. split; [exact HB'|]. split; [apply (Hq is_IIR); left; reflexivity|].
        split; [exact HN'|]. apply interim_EAWBB_payments, (Hq is_EAWBB).
        right; left; reflexivity.
    - intros (q & HB & HI & HN & HW). destruct H as [_ (m & Hf & HB' & HN' & Hm)].
      + intros x [<-|[<-|[]]]; exact I.
      + exists q. split; [exact HB|]. split; [exact HN|]. intros x [<-|[<-|[]]]; [exact HI|].
        apply interim_EAWBB_payments, HW.
      + exists m. repeat (split; [assumption|]). split; [apply (Hm is_IIR); left; reflexivity|].
        split; [exact HN'|]. apply (Hm is_EAWBB). right; left; reflexivity.
  Qed.
  (* So again the greatest interim payments decide. *)
  Corollary largest_payments_decide_npt q : largest_payments T q ->
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ no_positive_transfers e m /\ EAWBB e m) <->
    (forall i s, In i (agents e) -> In s (types e i) -> 0 < chance T i s -> 0 <= q i s) /\
    expected_cost T <= expected_payments T q.
  Proof.
    intros (HB & HI & HM). rewrite interim_IIR_npt_possible. split.
    - intros (q' & HB' & HI' & HN & HW). assert (L := HM q' HB' HI'). split.
      + intros i s Hi Hs P. apply (at_most_trans _ _ _ _ (HN i s Hi Hs P)). apply L; [| |exact P].
        * rewrite (tables_agents e rule T tables). exact Hi.
        * rewrite (tables_types e rule T tables i Hi). exact Hs.
      + apply (at_most_trans _ _ _ _ HW), expected_payments_at_most; [exact proper|exact L].
    - intros [HN HW]. exists q. auto.
  Qed.

  (* The greatest expected surplus of payments over costs that Bayesian incentives and interim
     participation leave is that of the greatest interim payments. *)
  Theorem largest_surplus q : largest_payments T q ->
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\ profit e m = expected_budget T q) /\
    forall m, follows e rule m -> BIC e m -> IIR e m -> profit e m <= expected_budget T q.
  Proof.
    intros (HB & HI & HM). split.
    - destruct (support_mechanism e rule T tables q q HB) as (m & Hf & HB' & HI' & HP & _).
      exists m. repeat (split; [assumption|]). split; [apply (HI' is_IIR I HI)|exact HP].
    - intros m Hf B I. destruct (mechanism_interim e rule T tables m Hf) as [EB EI _ _ _ _ -> _ _].
      set (q' := interim_payment e (chance T) m) in *.
      assert (S : expected_payments T q' <= expected_payments T q).
      { apply expected_payments_at_most; [exact proper|].
        exact (HM q' (interim_BIC_in_support T q' (proj1 EB B)) (proj1 EI I)). }
      apply (at_most_by _ _ _ (difference_nonnegative _ _ S)). unfold expected_budget. ring.
  Qed.
  (* The least subsidy is minus that number: with two agents or more, z is enough to balance the
     budget at every profile if and only if it is at least as much. *)
  Theorem least_subsidy q z : (2 <= agent_count e)%nat -> largest_payments T q ->
    (exists m, follows e rule m /\ BIC e m /\ IIR e m /\
      forall t, In t (profiles e) -> budget e m t = - z) <-> - expected_budget T q <= z.
  Proof.
    intros H2 L. split.
    - intros (m & Hf & HB & HI & Hz). assert (P := proj2 (largest_surplus q L) m Hf HB HI).
      assert (E : profit e m = - z).
      { unfold profit. rewrite (expectation_ext e _ (fun _ => - z) Hz). apply expectation_constant.
        apply (independent_probability e _ (tables_independent e rule T tables)). }
      rewrite E in P. apply (at_most_by _ _ _ (difference_nonnegative _ _ P)). ring.
    - intros Hz. destruct L as (HB & HI & _).
      destruct (interim_BIC_extend T proper q HB) as (q1 & HB1 & L1 & L1').
      destruct (interim_equal_shares T proper q1 (- z)) as (d & Hd & Eb).
      { rewrite (proj1 tables). lia. }
      destruct (interim_mechanism_balanced e rule T tables (fun i s => q1 i s - d) H2)
        as (m & Hf & _ & E & Hb & _).
      exists m. split; [exact Hf|]. split; [|split].
      + apply E. apply (interim_BIC_lower T q1 (fun _ => d)), HB1.
      + apply E. apply (interim_IIR_pays_at_most T q); [|exact HI]. intros i s Hi Hs P.
        apply (at_most_trans _ _ (q1 i s)); [|apply L1; assumption].
        apply (at_most_by d); [apply Hd|ring].
        unfold expected_budget. rewrite (expected_payments_equal T proper q q1 L1 L1').
        apply (at_most_by _ _ _ (difference_nonnegative _ _ Hz)). unfold expected_budget. ring.
      + intros t _. rewrite Hb. exact Eb.
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
