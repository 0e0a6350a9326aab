(* What an accepted certificate in reduced form says about every environment with its tables: about
   mechanisms that follow the rule, and their budgets at every profile. *)
From Coq Require Import QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Independent Tables Reduced.
From Expost.theory Require Import InterimPayments Implications InterimMechanism.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Checker.
From Expost.cert Require Import Forms_sound Row_values Reduced_sound Graph_sound.
Import ListNotations.
Local Open Scope number_scope.

Section Ex_post.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable d : table_data.
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Notation T := (tables_from F d).
  Hypothesis tables : has_tables e rule T.
  Implicit Types (m : mechanism F) (q : nat -> nat -> F) (ps : list property).

  (* What each agent of each type expects to pay in m is what q says. *)
  Definition pays_interim m q : Prop := has_interim_payments e (chance T) m q.
  Definition follows_with ps m : Prop := follows e rule m /\ Forall (has_property e m) ps.

  (* A claim about the tables, read as one about mechanisms that follow the rule. *)
  Definition ex_post_holds (c : claim) : Prop :=
    match c with
    | Satisfies false ps stated => exists m, follows_with ps m /\
        pays_interim m (interim_payments F (stated_payments stated))
    | Violates p stated => forall m, follows e rule m ->
        pays_interim m (interim_payments F (stated_payments stated)) -> ~ has_property e m p
    | Impossible false ps => ~ exists m, follows_with ps m
    | Optimum to o value false ps =>
        (exists m, follows_with ps m /\ has_objective e m o (of_Q value)) /\
        forall m z, follows_with ps m -> has_objective e m o z -> no_better to z (of_Q value)
    | Unbounded to o false ps => forall bound, exists m z, follows_with ps m /\
        has_objective e m o z /\ better to z bound
    | Implementable true => exists m, follows e rule m /\ BIC e m
    | Not_implementable true => ~ exists m, follows e rule m /\ BIC e m
    | _ => False
    end.

  Lemma follows_feasible m : (forall t, In t (profiles e) -> lottery e (rule t)) ->
    follows e rule m -> feasible e m.
  Proof.
    intros H Hf t Ht. destruct (H t Ht) as [Hp H1]. split.
    - intros a Ha. rewrite (Hf t a Ht Ha). apply Hp, Ha.
    - rewrite <- H1. apply sum_ext. intros a Ha. apply Hf; assumption.
  Qed.

  Lemma pays_interim_equivalent m q : follows e rule m -> pays_interim m q ->
    interim_equivalent e T m q.
  Proof. apply (has_interim_payments_equivalent e rule T tables). Qed.

  Lemma reduced_ok_at violated ps p : reduced_ok d violated ps = true -> In p ps ->
    reduced_ok d violated [p] = true.
  Proof.
    unfold reduced_ok. rewrite forallb_forall. intros H Hp. cbn [forallb]. rewrite (H p Hp).
    reflexivity.
  Qed.
  Lemma balance_needs_two p : reduced_ok d false [p] = true -> p = sbb \/ p = wbb ->
    (2 <= agent_count e)%nat.
  Proof.
    intros H Hp. rewrite <- (proj1 tables). cbn [tables_from table_agents]. unfold reduced_ok in H.
    destruct Hp as [-> | ->]; cbn [forallb negb] in H; rewrite !andb_true_r in H;
      apply Nat.leb_le, H.
  Qed.

  (* The properties but ex post balance are about interim payments alone. *)
  Theorem same_properties m q p : interim_equivalent e T m q -> reduced_ok d true [p] = true ->
    has_property e m p <-> interim_has d p q.
  Proof.
    intros [] Hp; destruct p; cbn [has_property interim_has]; try assumption; try discriminate Hp;
      unfold reduced_ok in Hp; cbn [forallb negb] in Hp; rewrite andb_false_r in Hp;
      discriminate Hp.
  Qed.
  Theorem property_interim m q p : interim_equivalent e T m q ->
    reduced_ok d false [p] = true -> has_property e m p -> interim_has d p q.
  Proof.
    intros He Hp H. assert (P := independent_probability e _ (tables_independent e rule T tables)).
    destruct p; try discriminate Hp; try (apply (same_properties m q); auto; fail);
      cbn [has_property interim_has] in *.
    - apply (equivalent_EABB _ _ _ _ He), SBB_EABB, H.
    - apply (equivalent_EAWBB _ _ _ _ He), WBB_EAWBB; assumption.
  Qed.
  Theorem same_objectives m q o z : interim_equivalent e T m q ->
    reduced_objective_ok d o = true ->
    has_objective e m o z <-> interim_objective_is d o q z.
  Proof.
    intros He Ho; destruct o; cbn [has_objective interim_objective_is]; try discriminate Ho.
    - rewrite (equivalent_revenue _ _ _ _ He). reflexivity.
    - rewrite (equivalent_profit _ _ _ _ He). reflexivity.
    - rewrite (equivalent_welfare _ _ _ _ He). reflexivity.
    - unfold total_utility. rewrite (sum_ext (agents e) _
        (fun i => type_expectation T i (fun s => gain T i s s) - type_expectation T i (q i))).
      + rewrite sum_subtract. unfold expected_payments.
        rewrite !(tables_agents e rule T tables). reflexivity.
      + intros i Hi. rewrite (equivalent_utility _ _ _ _ He i Hi).
        unfold interim_utility. apply type_expectation_subtract.
    - cbn [reduced_objective_ok] in Ho. apply (table_agent_spec (F := F)) in Ho.
      rewrite (tables_agents e rule T tables) in Ho.
      rewrite (equivalent_utility _ _ _ _ He i Ho). reflexivity.
    - unfold deficit. rewrite (equivalent_profit _ _ _ _ He). reflexivity.
  Qed.

  (* From mechanisms to interim payments with the same properties, and back: where a budget is to
     balance at every profile there are two agents or more, and their interim payments can be
     rebalanced (Boergers and Norman 2009). *)
  Lemma mechanism_admits ps m : reduced_ok d false ps = true -> follows_with ps m ->
    interim_equivalent e T m (interim_payment e (chance T) m) /\
    interim_admits d ps (interim_payment e (chance T) m).
  Proof.
    intros Hps [Hf Hm]. assert (He := mechanism_interim e rule T tables m Hf).
    split; [exact He|]. apply Forall_forall. intros p Hp. rewrite Forall_forall in Hm.
    apply (property_interim m); [exact He|exact (reduced_ok_at _ _ _ Hps Hp)|exact (Hm p Hp)].
  Qed.
  Lemma admits_mechanism ps q : reduced_ok d false ps = true -> interim_admits d ps q ->
    exists m, follows_with ps m /\ pays_interim m q.
  Proof.
    unfold interim_admits, follows_with. rewrite Forall_forall. intros Hps Hq.
    assert (K : exists m, follows e rule m /\ pays_interim m q /\ interim_equivalent e T m q /\
      ((2 <= agent_count e)%nat -> forall t, budget e m t = expected_budget T q)).
    { destruct (le_lt_dec 2 (agent_count e)) as [H2|H1].
      - destruct (interim_mechanism_balanced e rule T tables q H2)
          as (m & Hf & Hm & He & Hb & _).
        exists m. auto.
      - destruct (interim_mechanism e rule T tables q) as (m & Hf & Hm & He). exists m.
        repeat (split; [assumption|]). intros H2. lia. }
    destruct K as (m & Hf & Hm & He & Hb). exists m. split; [split; [exact Hf|]|exact Hm].
    apply Forall_forall. intros p Hp.
    assert (Ok := reduced_ok_at _ _ _ Hps Hp). specialize (Hq p Hp).
    destruct p; try discriminate Ok; try (apply (same_properties m q); auto; fail).
    - intros t _. rewrite Hb; [exact Hq|]. apply (balance_needs_two _ Ok). auto.
    - intros t _. rewrite Hb; [exact Hq|]. apply (balance_needs_two _ Ok). auto.
  Qed.

  (* An accepted certificate in reduced form proves its claim about every environment and rule with
     these tables. *)
  Theorem reduced_ex_post c v : check_reduced d c v = true -> ex_post_holds c.
  Proof.
    intros H. assert (Hc : interim_holds (F := F) d c).
    { destruct (is_about_graphs c) eqn:E.
      - exact (reduced_graphs_sound d c v E H).
      - exact (reduced_sound d c v E H). }
    unfold check_reduced in H. apply andb_true_iff in H as [_ H].
    destruct c as [[] ps stated|p stated|[] ps|to o z [] ps|to o [] ps|h| |[]|[]];
      try contradiction;
      destruct v as [|k|sum|best sum|start ray|t b sum|own|i base nodes]; try discriminate H;
      rewrite ?andb_true_iff in H; cbn [ex_post_holds interim_holds] in *.
    - apply admits_mechanism; [apply H|exact Hc].
    - intros m Hf Hm K. apply Hc. destruct H as [[[Hp _] _] _].
      apply (same_properties m _ p (pays_interim_equivalent m _ Hf Hm) Hp), K.
    - intros [m Hm]. apply Hc. exists (interim_payment e (chance T) m).
      apply mechanism_admits; [apply H|exact Hm].
    - destruct H as [[[[Hps Ho] _] _] _]. destruct Hc as [(q & Hq & Hz) Hb]. split.
      + destruct (admits_mechanism ps q Hps Hq) as (m & Hm & Hi). exists m. split; [exact Hm|].
        apply (same_objectives m q); [apply pays_interim_equivalent; [apply Hm|exact Hi]|..];
          assumption.
      + intros m w Hm Hw. destruct (mechanism_admits ps m Hps Hm) as [He Ha].
        apply (Hb (interim_payment e (chance T) m)); [exact Ha|].
        apply (same_objectives m _ o w He Ho), Hw.
    - destruct H as [[[[Hps Ho] _] _] _]. intros bound.
      destruct (Hc bound) as (q & w & Hq & Hw & Hb).
      destruct (admits_mechanism ps q Hps Hq) as (m & Hm & Hi). exists m, w.
      split; [exact Hm|]. split; [|exact Hb].
      apply (same_objectives m q); [apply pays_interim_equivalent; [apply Hm|exact Hi]|..];
        assumption.
    - destruct Hc as [q Hq]. destruct (interim_mechanism e rule T tables q) as (m & Hf & _ & He).
      exists m. split; [exact Hf|]. apply (equivalent_BIC _ _ _ _ He), Hq.
    - intros (m & Hf & Hm). apply Hc. exists (interim_payment e (chance T) m).
      apply (equivalent_BIC _ _ _ _ (mechanism_interim e rule T tables m Hf)), Hm.
  Qed.
End Ex_post.

(* No mechanism that follows the rule has the properties. *)
Corollary reduced_impossible_ex_post {F : ordered_field} d ps v :
  check_reduced d (Impossible false ps) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  ~ exists m, follows e rule m /\ Forall (has_property e m) ps.
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.
(* Some mechanism that follows the rule and has the properties reaches the value, and no such
   mechanism is better. *)
Corollary reduced_optimum_ex_post {F : ordered_field} d to o z ps v :
  check_reduced d (Optimum to o z false ps) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  (exists m, (follows e rule m /\ Forall (has_property e m) ps) /\
    has_objective e m o (of_Q z)) /\
  forall m w, follows e rule m /\ Forall (has_property e m) ps -> has_objective e m o w ->
    no_better to w (of_Q z).
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.
(* Among the mechanisms that follow the rule and have the properties there is one better than any
   bound. *)
Corollary reduced_unbounded_ex_post {F : ordered_field} d to o ps v :
  check_reduced d (Unbounded to o false ps) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  forall bound, exists m z, (follows e rule m /\ Forall (has_property e m) ps) /\
    has_objective e m o z /\ better to z bound.
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.
(* Some mechanism that follows the rule, and in which the agents expect to pay what is stated, has
   the properties. *)
Corollary reduced_satisfies_ex_post {F : ordered_field} d ps stated v :
  check_reduced d (Satisfies false ps stated) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  exists m, (follows e rule m /\ Forall (has_property e m) ps) /\
    pays_interim d e m (interim_payments F (stated_payments stated)).
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.
(* No such mechanism has the property. *)
Corollary reduced_violates_ex_post {F : ordered_field} d p stated v :
  check_reduced d (Violates p stated) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  forall m, follows e rule m ->
    pays_interim d e m (interim_payments F (stated_payments stated)) -> ~ has_property e m p.
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.

(* The rule can be followed by a Bayesian incentive compatible mechanism, or it cannot. *)
Corollary reduced_implementable_ex_post {F : ordered_field} d v :
  check_reduced d (Implementable true) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  exists m, follows e rule m /\ BIC e m.
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.
Corollary reduced_not_implementable_ex_post {F : ordered_field} d v :
  check_reduced d (Not_implementable true) v = true ->
  forall (e : environment F) rule, has_tables e rule (tables_from F d) ->
  ~ exists m, follows e rule m /\ BIC e m.
Proof.
  intros H e rule tables.
  exact (reduced_ex_post d e rule tables _ v H).
Qed.

(* Proper tables are those of some environment, so that there is always one to speak of: the
   outcomes are the profiles of reports, and the rule chooses the profile that is reported. *)
Section Environment_of_tables.
  Context {F : ordered_field}.
  Add Field other_number_field : (field_laws F).
  Variable T : interim_tables F.
  Definition report_profiles : list profile := choices (map (all_types T) (all_agents T)).
  Definition reported (a : nat) : profile := nth a report_profiles [].
  Definition environment_of_tables : environment F := {|
    agent_count := table_agents T;
    type_count := table_types T;
    outcome_count := length report_profiles;
    value := fun i a t => gain T i t.[i] (reported a).[i];
    cost := fun _ => expected_cost T;
    prior := fun t => fold_right (fun i q => chance T i t.[i] * q) 1 (all_agents T);
    outside_option := fun i _ t => outside_value T i t.[i];
    needs := fun _ _ => false
  |}.
  Notation e := environment_of_tables.
  Definition rule_of_tables (t : profile) (a : nat) : F :=
    if same_profile (reported a) t then 1 else 0.

  Lemma sum_reported t (f : profile -> F) : In t (profiles e) ->
    sum (outcomes e) (fun a => rule_of_tables t a * f (reported a)) = f t.
  Proof.
    intros Ht. unfold rule_of_tables, reported.
    change (outcomes e) with (seq 0 (length report_profiles)).
    rewrite <- (sum_map (fun a => nth a report_profiles []) _
      (fun r => (if same_profile r t then 1 else 0) * f r)), entries_listed.
    assert (N : NoDup (profiles e)) by apply profiles_nodup.
    change report_profiles with (profiles e). revert N Ht.
    induction (profiles e) as [|r l IH]; intros N Ht; [destruct Ht|].
    inversion N as [|? ? Hr N']; subst. cbn [sum]. destruct (same_profile r t) eqn:E.
    - apply same_profile_spec in E. subst r. rewrite sum_all_zero; [ring|]. intros r Hl.
      destruct (same_profile r t) eqn:E; [|ring]. apply same_profile_spec in E. subst r.
      contradiction.
    - destruct Ht as [->|Ht].
      + rewrite (proj2 (same_profile_spec t t) eq_refl) in E. discriminate E.
      + rewrite (IH N' Ht). ring.
  Qed.

  Theorem tables_have_environment : proper_chances T -> has_tables e rule_of_tables T /\
    forall t, In t (profiles e) -> lottery e (rule_of_tables t).
  Proof.
    intros [Hp H1].
    assert (Hind : independent e (chance T)) by (split; [|split]; [exact Hp|exact H1|reflexivity]).
    assert (Hsure : forall t (c : F), In t (profiles e) ->
      sum (outcomes e) (fun a => rule_of_tables t a * c) = c).
    { intros t c Ht. exact (sum_reported t (fun _ => c) Ht). }
    split; [split; [reflexivity|split; [reflexivity|split; [exact Hind|split; [|split]]]]|].
    - intros i s r Hi Hs Hr P. rewrite (interim_independent e _ Hind) by assumption.
      rewrite (others_expectation_ext e _ i _ (fun _ => gain T i s r)).
      + symmetry. apply (others_expectation_constant e _ Hind), Hi.
      + intros t Ht. rewrite set_entry_twice. unfold lottery_value.
        cbn [value environment_of_tables]. rewrite (others_set_own e i s) by assumption.
        rewrite (sum_reported t.[i := r] (fun k => gain T i s k.[i]))
          by (apply others_profile; assumption).
        rewrite (others_set_own e i r) by assumption. reflexivity.
    - intros i s Hi Hs P. rewrite (interim_independent e _ Hind) by assumption.
      rewrite (others_expectation_ext e _ i _ (fun _ => outside_value T i s)).
      + symmetry. apply (others_expectation_constant e _ Hind), Hi.
      + intros t Ht. unfold lottery_outside. cbn [outside_option environment_of_tables].
        rewrite (others_set_own e i s) by assumption.
        exact (Hsure _ (outside_value T i s) (others_profile e i s t Hi Ht Hs)).
    - unfold expectation. rewrite (sum_ext _ _ (fun t => prior e t * expected_cost T)).
      + rewrite sum_scale_right. destruct (independent_probability e _ Hind) as [_ ->]. ring.
      + intros t Ht. f_equal. exact (Hsure t (expected_cost T) Ht).
    - intros t Ht. split.
      + intros a _. unfold rule_of_tables.
        destruct (same_profile (reported a) t); [apply zero_at_most_one|apply at_most_refl].
      + rewrite <- (Hsure t 1 Ht). apply sum_ext. intros a _. ring.
  Qed.
End Environment_of_tables.
