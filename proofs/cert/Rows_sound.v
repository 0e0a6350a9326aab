(* The rows of a property are true of a mechanism just when it has the property. *)
From Coq Require Import ZArith QArith List Bool Arith Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications.
From Expost.cert Require Import Numbers Data Forms Rows Row_true Claims Evidence
  Checker Forms_sound Row_values.
Import ListNotations.
Local Open Scope number_scope.

(* The rows of a property are all those that bear its name. *)
Lemma rows_of_property_spec d p k : In k (rows_of_property d p) <->
  belongs_to p k = true /\ is_full_row d k = true.
Proof.
  assert (by_agent_spec : forall f, In k (by_agent d f) <->
    exists i t, In i (agents (environment_of d)) /\ In t (profiles (environment_of d)) /\
      f i t = k).
  { intros f. unfold by_agent. rewrite in_flat_map. setoid_rewrite in_map_iff.
    split; [intros (i & Hi & t & E & Ht)|intros (i & t & Hi & Ht & E)]; eauto 7. }
  assert (by_report_spec : forall f, In k (by_report d f) <->
    exists i t s, is_report d i t s = true /\ f i t s = k).
  { intros f. unfold by_report. rewrite in_flat_map. setoid_rewrite in_flat_map.
    setoid_rewrite in_map_iff. setoid_rewrite filter_In. setoid_rewrite negb_true_iff.
    setoid_rewrite Nat.eqb_neq. setoid_rewrite is_report_spec. split.
    - intros (i & Hi & t & Ht & s & E & Hs & N). eauto 10.
    - intros (i & t & s & (Ht & Hi & Hs & N) & E). eauto 10. }
  destruct p; cbn [rows_of_property];
    rewrite ?by_agent_spec, ?by_report_spec; unfold at_profiles;
    rewrite ?in_flat_map; repeat setoid_rewrite in_flat_map; rewrite ?in_map_iff;
    repeat setoid_rewrite in_map_iff; repeat setoid_rewrite filter_In; split;
    try (intros H; cbn in H; decompose [ex and or] H; subst; cbn [belongs_to is_full_row];
      rewrite ?andb_true_iff, ?is_agent_spec, ?is_type_spec, ?is_profile_spec, ?is_outcome_spec;
      tauto);
    destruct k; cbn [belongs_to is_full_row]; intros [E H]; try discriminate E;
    rewrite ?andb_true_iff, ?is_agent_spec, ?is_type_spec, ?is_profile_spec, ?is_outcome_spec in H;
    try (match type of H with _ /\ _ => destruct H as [H K] end);
    try (left; reflexivity); eauto 10.
  destruct H as [[Hi Hs] [_ Hr]]. eauto 10.
Qed.

(* What has to be known of the environment where a property is checked by its rows. *)
Definition meaningful (F : ordered_field) (d : data) (p : property) : Prop :=
  match p with
  | dsic => private_values (in_field F (environment_of d))
  | bic | iir => is_probability (in_field F (environment_of d))
  | _ => True
  end.
Lemma properties_ok_meaningful (F : ordered_field) d r of_mechanism sure ps :
  environment_is_proper (F := F) d -> properties_ok d r of_mechanism sure ps = true ->
  Forall (meaningful F d) ps.
Proof.
  intros He H. unfold properties_ok in H. apply andb_true_iff in H as [_ H].
  apply Forall_forall. intros p Hp. rewrite forallb_forall in H. specialize (H p Hp).
  destruct p; try exact I; cbn [meaningful];
    first [apply private_valuations, H | apply prior_is_probability; assumption].
Qed.

Section Rows_and_properties.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule) (m : mechanism F).
  Notation e := (in_field F (environment_of d)).
  Hypothesis range : rule_in_range d r.
  Hypothesis rule_followed : has_rule d r m.
  Hypothesis lotteries : feasible e m.
  Notation rows := (full_system d r).

  (* What the rows of properties say, with no division. *)
  Definition row_says (k : key) : Prop :=
    match k with
    | Row_dsic i t s | Row_epic i t s => utility e m i t t.[i := s] <= utility e m i t t
    | Row_bic i s s' =>
        weighted e i s (fun t => utility e m i t t.[i := s']) <=
        weighted e i s (fun t => utility e m i t t)
    | Row_epir i t => 0 <= net_utility e m i t
    | Row_iir i s => 0 <= weighted e i s (net_utility e m i)
    | Row_eair i => 0 <= expectation e (net_utility e m i)
    | Row_sbb t => budget e m t = 0
    | Row_wbb t => 0 <= budget e m t
    | Row_eabb => expectation e (budget e m) = 0
    | Row_eawbb => 0 <= expectation e (budget e m)
    | Row_npt i t => 0 <= payment m i t
    | Row_nopay i t => payment m i t = 0
    | Row_eff t a => outcome_surplus e a t <= surplus e (allocation m t) t
    | Row_wmon i t s =>
        lottery_value e i (allocation m t.[i := s]) t - lottery_value e i (allocation m t) t <=
        lottery_value e i (allocation m t.[i := s]) t.[i := s] -
        lottery_value e i (allocation m t) t.[i := s]
    | Row_pos _ _ | Row_one _ | Row_worst _ | Row_fix _ _ => False
    end.
  Lemma nonnegative_difference (v a b : F) : v = b - a -> (0 <= v <-> a <= b).
  Proof.
    intros ->. split; [|apply difference_nonnegative]. intros H. exact (at_most_by _ _ _ H eq_refl).
  Qed.
  Lemma weighted_subtract i s (f g : profile -> F) :
    weighted e i s (fun t => f t - g t) = weighted e i s f - weighted e i s g.
  Proof.
    unfold weighted. rewrite <- sum_subtract. apply sum_ext. intros t _. ring.
  Qed.

  Lemma row_meaning p k x : fits r m x -> belongs_to p k = true -> is_full_row d k = true ->
    row_true rows x k <-> row_says k.
  Proof.
    intros Hx Hp Hk. unfold row_true. cbn [row full_system].
    assert (reported : forall i t s, is_report d i t s = true ->
      In i (agents e) /\ In t (profiles e) /\ In s (types e i)).
    { intros i t s H. apply is_report_spec in H. tauto. }
    destruct k; destruct p; try discriminate Hp;
      cbn [is_equation is_full_row row_says row_form] in *.
    - apply reported in Hk as (Hi & Ht & Hs). apply nonnegative_difference.
      apply truth_form_value; assumption.
    - apply reported in Hk as (Hi & Ht & Hs). apply nonnegative_difference.
      apply truth_form_value; assumption.
    - rewrite !andb_true_iff, !is_type_spec in Hk. destruct Hk as [[[Hi Hs] [_ Hr]] _].
      apply nonnegative_difference. rewrite <- weighted_subtract.
      apply interim_form_value; [exact Hi|exact Hs|]. intros t Ht.
      apply truth_form_value; assumption.
    - apply andb_true_iff in Hk as [Hi Ht]. apply is_profile_spec in Ht.
      rewrite (participation_form_value d r m) by assumption. reflexivity.
    - apply is_type_spec in Hk as [Hi Hs].
      rewrite (interim_form_value d x i s _ (net_utility e m i)); [reflexivity|assumption..|].
      intros t Ht. apply participation_form_value; assumption.
    - rewrite (expectation_form_value d x _ (net_utility e m i)); [reflexivity|].
      intros t Ht. apply participation_form_value; assumption.
    - apply is_profile_spec in Hk. rewrite (budget_form_value d r m) by assumption. reflexivity.
    - apply is_profile_spec in Hk. rewrite (budget_form_value d r m) by assumption. reflexivity.
    - rewrite (expectation_form_value d x _ (budget e m)); [reflexivity|].
      intros t Ht. apply budget_form_value; assumption.
    - rewrite (expectation_form_value d x _ (budget e m)); [reflexivity|].
      intros t Ht. apply budget_form_value; assumption.
    - rewrite (paid_form_value r m x Hx). reflexivity.
    - rewrite (paid_form_value r m x Hx). reflexivity.
    - apply andb_true_iff in Hk as [Ht _]. apply is_profile_spec in Ht.
      apply nonnegative_difference. rewrite subtract_form_value, number_form_value.
      rewrite (surplus_form_value d r m), surplus_of_value by assumption. reflexivity.
    - apply reported in Hk as (Hi & Ht & Hs). assert (Ht' := set_profile e i _ t Hi Ht Hs).
      rewrite !subtract_form_value, !(value_form_value d r m) by assumption.
      set (a := lottery_value e i (allocation m t) t).
      set (b := lottery_value e i (allocation m t.[i := report]) t).
      apply nonnegative_difference. ring.
  Qed.

  Lemma property_says p k : (p = bic \/ p = iir -> is_probability e) -> has d p m ->
    belongs_to p k = true -> is_full_row d k = true -> row_says k.
  Proof.
    intros Hw H Hp Hk.
    assert (reported : forall i t s, is_report d i t s = true ->
      In i (agents e) /\ In t (profiles e) /\ In s (types e i)).
    { intros i t s K. apply is_report_spec in K. tauto. }
    destruct k; destruct p; try discriminate Hp; cbn [has has_property is_full_row row_says] in *;
      rewrite ?andb_true_iff, ?is_type_spec, ?is_agent_spec, ?is_profile_spec, ?is_outcome_spec
        in Hk; try (apply reported in Hk as (Hi & Ht & Hs)).
    - apply (EPIC_of_DSIC e m H); assumption.
    - apply H; assumption.
    - destruct Hk as [[[Hi Hs] [_ Hr]] _]. apply (BIC_weighted e m); auto.
    - apply H; apply Hk.
    - apply (IIR_weighted e m); [auto|exact H|apply Hk..].
    - apply H, Hk.
    - apply H, Hk.
    - apply H, Hk.
    - exact H.
    - exact H.
    - apply H; apply Hk.
    - apply H; apply Hk.
    - apply H; apply Hk.
    - apply H; assumption.
  Qed.
  Lemma says_property p : meaningful F d p ->
    (forall k, belongs_to p k = true -> is_full_row d k = true -> row_says k) -> has d p m.
  Proof.
    intros Hm H. assert (reported : forall i t s, In i (agents e) -> In t (profiles e) ->
      In s (types e i) -> s <> t.[i] -> is_report d i t s = true).
    { intros i t s Hi Ht Hs N. apply is_report_spec. auto. }
    assert (incentives : forall name, (forall i t s, is_report d i t s = true ->
      row_says (name i t s)) -> name = Row_dsic \/ name = Row_epic -> EPIC e m).
    { intros name Hn E i t s Hi Ht Hs. destruct (Nat.eq_dec s t.[i]) as [->|N].
      - rewrite set_entry_id. apply at_most_refl.
      - assert (K := Hn i t s (reported i t s Hi Ht Hs N)). destruct E as [->| ->]; exact K. }
    destruct p; cbn [has has_property meaningful] in *.
    - apply DSIC_EPIC; [exact Hm|]. apply (incentives Row_dsic); [|auto].
      intros i t s K. apply H; [reflexivity|exact K].
    - apply (incentives Row_epic); [|auto]. intros i t s K. apply H; [reflexivity|exact K].
    - apply (BIC_weighted e m Hm). intros i s s' Hi Hs Hs'.
      destruct (Nat.eq_dec s' s) as [->|N].
      + apply sum_at_most. intros t Ht. rewrite set_entry_twice. apply at_most_refl.
      + apply (H (Row_bic i s s')); [reflexivity|]. cbn [is_full_row].
        rewrite !andb_true_iff, !is_type_spec, negb_true_iff, Nat.eqb_neq. auto.
    - intros i t Hi Ht. apply (H (Row_epir i t)); [reflexivity|]. cbn [is_full_row].
      rewrite andb_true_iff, is_agent_spec, is_profile_spec. auto.
    - apply (IIR_weighted e m Hm). intros i s Hi Hs. apply (H (Row_iir i s)); [reflexivity|].
      apply is_type_spec. auto.
    - intros i Hi. apply (H (Row_eair i)); [reflexivity|]. apply is_agent_spec, Hi.
    - intros t Ht. apply (H (Row_sbb t)); [reflexivity|]. apply is_profile_spec, Ht.
    - intros t Ht. apply (H (Row_wbb t)); [reflexivity|]. apply is_profile_spec, Ht.
    - apply (H Row_eabb); reflexivity.
    - apply (H Row_eawbb); reflexivity.
    - intros t a Ht Ha. apply (H (Row_eff t a)); [reflexivity|]. cbn [is_full_row].
      rewrite andb_true_iff, is_profile_spec, is_outcome_spec. auto.
    - intros i t Hi Ht. apply (H (Row_npt i t)); [reflexivity|]. cbn [is_full_row].
      rewrite andb_true_iff, is_agent_spec, is_profile_spec. auto.
    - intros i t Hi Ht. apply (H (Row_nopay i t)); [reflexivity|]. cbn [is_full_row].
      rewrite andb_true_iff, is_agent_spec, is_profile_spec. auto.
    - intros i t s Hi Ht Hs. destruct (Nat.eq_dec s t.[i]) as [->|N].
      + rewrite set_entry_id. apply equal_at_most. ring.
      + apply (H (Row_wmon i t s)); [reflexivity|]. exact (reported i t s Hi Ht Hs N).
  Qed.

  (* A mechanism with the property makes each of its rows true; so a row that is not refutes the
     property.  What is said of interim properties without division needs a prior that is one. *)
  Theorem property_gives_row p k x : fits r m x -> (p = bic \/ p = iir -> is_probability e) ->
    has d p m -> belongs_to p k = true -> is_full_row d k = true -> row_true rows x k.
  Proof.
    intros Hx Hw H Hp Hk. apply (row_meaning p); [assumption..|].
    apply (property_says p); assumption.
  Qed.
  Corollary broken_row_refutes p k x : fits r m x -> meaningful F d p -> belongs_to p k = true ->
    is_full_row d k = true -> ~ row_true rows x k -> ~ has d p m.
  Proof.
    intros Hx Hm Hp Hk Hn H. apply Hn. apply (property_gives_row p); try assumption.
    intros [-> | ->]; exact Hm.
  Qed.

  (* A mechanism has a property just when its rows are true: reports of the true type, which have
     no rows, are trivial, and with private values dominant strategies have the rows of ex-post
     incentive compatibility. *)
  Theorem rows_mean_property p x : fits r m x -> meaningful F d p ->
    (forall k, In k (rows_of_property d p) -> row_true rows x k) <-> has d p m.
  Proof.
    intros Hx Hm. setoid_rewrite rows_of_property_spec. split; intros H.
    - apply says_property; [exact Hm|]. intros k Hp Hk.
      apply (row_meaning p k x); try assumption. apply H. split; assumption.
    - intros k [Hp Hk]. apply (property_gives_row p); try assumption.
      intros [-> | ->]; exact Hm.
  Qed.
  Corollary rows_mean_properties ps x : fits r m x -> Forall (meaningful F d) ps ->
    (forall p k, In p ps -> In k (rows_of rows p) -> row_true rows x k) <->
    Forall (fun p => has d p m) ps.
  Proof.
    intros Hx Hm. rewrite Forall_forall in *. split.
    - intros H p Hp. apply (rows_mean_property p x Hx (Hm p Hp)). intros k. apply H, Hp.
    - intros H p k Hp. apply (rows_mean_property p x Hx (Hm p Hp)). apply H, Hp.
  Qed.
End Rows_and_properties.
