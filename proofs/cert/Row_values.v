(* The values of the forms in which rows and objectives are written, at a mechanism. *)
From Coq Require Import ZArith QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts.
From Expost.cert Require Import Numbers Data Forms Rows Row_true Claims Evidence
  Checker Forms_sound.
Import ListNotations.
Local Open Scope number_scope.

(* The values of the unknowns at a mechanism, where w stands for the greatest deficit. *)
Definition assign {F : ordered_field} (m : mechanism F) (w : F) (u : unknown) : F :=
  match u with
  | Payment i t => payment m i t
  | Chance t a => allocation m t a
  | Worst => w
  end.
(* x has the payments of m, and under a free rule its probabilities: all that the rows speak of. *)
Definition fits {F : ordered_field} (r : rule) (m : mechanism F) (x : unknown -> F) : Prop :=
  (forall i t, x (Payment i t) = payment m i t) /\
  (r = Free -> forall t a, x (Chance t a) = allocation m t a).
Lemma assign_fits {F : ordered_field} (r : rule) (m : mechanism F) (w : F) : fits r m (assign m w).
Proof. split; reflexivity. Qed.
(* Where the rule is fixed, stated payments are enough. *)
Lemma pay_fits {F : ordered_field} breaking choose (q : payments) :
  fits (Fixed breaking choose) (mechanism_of F choose q) (fun u => of_Q (pay q u)).
Proof. split; [reflexivity|discriminate]. Qed.

(* Which agents, types, outcomes and profiles there are. *)
Section Names.
  Variable d : data.
  Notation e := (environment_of d).
  Lemma is_agent_spec i : is_agent d i = true <-> In i (agents e).
  Proof. rewrite in_agents. apply Nat.ltb_lt. Qed.
  Lemma is_type_spec i s : is_type d i s = true <-> In i (agents e) /\ In s (types e i).
  Proof. unfold is_type. rewrite andb_true_iff, is_agent_spec, in_types, Nat.ltb_lt. tauto. Qed.
  Lemma is_outcome_spec a : is_outcome d a = true <-> In a (outcomes e).
  Proof. rewrite in_outcomes. apply Nat.ltb_lt. Qed.
  Lemma within_spec counts t :
    within t counts = true <-> Forall2 (fun s count => (s < count)%nat) t counts.
  Proof.
    revert counts; induction t as [|s t IH]; intros [|count counts]; cbn [within].
    - split; [constructor|reflexivity].
    - split; [discriminate|]. intros H; inversion H.
    - split; [discriminate|]. intros H; inversion H.
    - rewrite andb_true_iff, Nat.ltb_lt, IH. split.
      + intros [H K]. constructor; assumption.
      + intros H; inversion H; subst. split; assumption.
  Qed.
  Lemma entries_listed {A} (l : list A) missing :
    map (fun i => nth i l missing) (seq 0 (length l)) = l.
  Proof.
    induction l as [|a l IH]; cbn [length seq map nth]; [reflexivity|].
    rewrite <- seq_shift, map_map. f_equal. exact IH.
  Qed.
  Lemma is_profile_spec t : is_profile d t = true <-> In t (profiles e).
  Proof.
    unfold is_profile. rewrite within_spec. unfold profiles. rewrite choices_spec.
    change (map (types e) (agents e)) with (map (fun i => seq 0 (nth i (type_counts d) O))
      (seq 0 (length (type_counts d)))).
    rewrite <- (map_map (fun i => nth i (type_counts d) O) (seq 0)), entries_listed.
    generalize (type_counts d). intros counts. split.
    - induction 1; cbn [map]; constructor; [apply in_seq; lia|assumption].
    - revert t; induction counts as [|count counts IH]; intros t H; inversion H as [|s ? t' ? Hs];
        subst; constructor; [apply in_seq in Hs; lia|auto].
  Qed.
  Lemma is_report_spec i t s : is_report d i t s = true <->
    In t (profiles e) /\ In i (agents e) /\ In s (types e i) /\ s <> t.[i].
  Proof.
    unfold is_report. rewrite !andb_true_iff, is_profile_spec, is_type_spec, negb_true_iff,
      Nat.eqb_neq. tauto.
  Qed.
End Names.
Section Environments.
  Context {F : ordered_field}.
  Variable d : data.
  Notation e := (in_field F (environment_of d)).
  Lemma private_valuations : is_private d = true -> private_values e.
  Proof.
    unfold is_private. intros H i a t r E. cbn. f_equal. unfold value_of.
    destruct (nth_in_or_default i (valuations d) (Private [])) as [N|N].
    - rewrite forallb_forall in H. specialize (H _ N).
      destruct (nth i (valuations d) (Private [])); [rewrite E; reflexivity|discriminate].
    - rewrite N, E. reflexivity.
  Qed.
  Lemma prior_is_probability : environment_is_proper (F := F) d -> has_prior d = true ->
    is_probability e.
  Proof.
    intros (_ & _ & _ & H). unfold has_prior.
    destruct (beliefs d); [discriminate|intros _; exact H|intros _; exact H].
  Qed.
End Environments.

(* A fixed rule chooses among the outcomes that there are. *)
Definition rule_in_range (d : data) (r : rule) : Prop :=
  match r with
  | Fixed _ choose => forall t, In t (profiles (environment_of d)) ->
      forall p, In p (lookup [] choose t) -> In (fst p) (outcomes (environment_of d))
  | Free => True
  end.
Lemma rising_in_range d c last : rising d last c = true ->
  forall p, In p c -> In (fst p) (outcomes (environment_of d)).
Proof.
  revert last; induction c as [|(a, q) c IH]; intros last H p Hp; cbn [rising] in H; [destruct Hp|].
  rewrite !andb_true_iff in H. destruct H as [[[_ Ha] _] H]. destruct Hp as [<-|Hp].
  - apply in_outcomes, Nat.ltb_lt, Ha.
  - exact (IH _ H p Hp).
Qed.
Lemma table_in_range d breaking choose : table_ok d choose = true ->
  rule_in_range d (Fixed breaking choose).
Proof.
  intros H t Ht. unfold table_ok in H. rewrite forallb_forall in H. specialize (H t Ht).
  unfold choice_ok in H. apply andb_true_iff in H as [H _]. exact (rising_in_range d _ None H).
Qed.
Lemma rule_ok_in_range d r : rule_ok d r = true -> rule_in_range d r.
Proof.
  destruct r as [breaking choose|]; [|intros _; exact I]. unfold rule_ok.
  rewrite andb_true_iff. intros [H _]. apply table_in_range, H.
Qed.

Section Values.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule) (m : mechanism F) (x : unknown -> F).
  Notation e := (in_field F (environment_of d)).
  Hypothesis range : rule_in_range d r.
  Hypothesis rule_followed : has_rule d r m.
  Hypothesis lotteries : feasible e m.
  Hypothesis fitting : fits r m x.
  Notation value_at := (form_value x).
  Implicit Types (i s a : nat) (t : profile).

  Lemma choice_value (c : choice) (f : nat -> Q) : (forall p, In p c -> In (fst p) (outcomes e)) ->
    of_Q (total c (fun p => times (snd p) (f (fst p)))) =
    sum (outcomes e) (fun a => of_Q (chance_of c a) * of_Q (f a)) :> F.
  Proof.
    intros H. rewrite of_Q_total.
    rewrite (sum_ext (outcomes e) _
      (fun a => sum c (fun p => indicator (fst p) a * (of_Q (snd p) * of_Q (f a))))).
    - rewrite sum_swap. apply sum_ext. intros p Hp.
      rewrite (sum_indicator _ (fst p) (fun a => of_Q (snd p) * of_Q (f a))).
      + apply of_Q_times.
      + apply outcomes_nodup.
      + apply H, Hp.
    - intros a _. unfold chance_of. rewrite of_Q_total, <- sum_scale_right.
      apply sum_ext. intros p _. unfold indicator. rewrite (Nat.eqb_sym a).
      destruct (Nat.eqb (fst p) a); [|rewrite of_Q_0]; ring.
  Qed.
  Lemma expected_value t (f : nat -> Q) : In t (profiles e) -> value_at (expected d r t f) =
    sum (outcomes e) (fun a => allocation m t a * of_Q (f a)).
  Proof.
    intros Ht. unfold expected. destruct r as [breaking choose|].
    - rewrite number_form_value, choice_value by exact (range t Ht).
      apply sum_ext. intros a Ha. rewrite (rule_followed t a Ht Ha). reflexivity.
    - unfold form_value; cbn [terms constant]. rewrite sum_map, of_Q_0.
      change (outcomes (environment_of d)) with (outcomes e).
      rewrite (sum_ext _ _ (fun a => allocation m t a * of_Q (f a))); [ring|].
      intros a _. cbn [fst snd]. rewrite (proj2 fitting eq_refl). ring.
  Qed.

  Lemma value_form_value i reports truth : In reports (profiles e) ->
    value_at (value_form d r i reports truth) = lottery_value e i (allocation m reports) truth.
  Proof. intros H. unfold value_form. rewrite expected_value by exact H. reflexivity. Qed.
  Lemma paid_form_value i t : value_at (paid_form i t) = payment m i t.
  Proof. unfold paid_form. rewrite unknown_form_value. apply fitting. Qed.
  Lemma cost_form_value t : In t (profiles e) ->
    value_at (cost_form d r t) = lottery_cost e (allocation m t).
  Proof. intros H. unfold cost_form. rewrite expected_value by exact H. reflexivity. Qed.
  (* An outside option that does not depend on the outcome: the probabilities add up to 1. *)
  Lemma constant_option i t : In t (profiles e) ->
    (forall a, option_of d i a t = option_of d i O t) ->
    of_Q (option_of d i O t) = lottery_outside e i (allocation m t) t.
  Proof.
    intros Ht H. unfold lottery_outside. cbn [outside_option in_field environment_of].
    rewrite (sum_ext _ _ (fun a => allocation m t a * of_Q (option_of d i O t))).
    - rewrite sum_scale_right. destruct (lotteries t Ht) as [_ E]. rewrite E. ring.
    - intros a _. rewrite H. reflexivity.
  Qed.
  Lemma option_form_value i t : In t (profiles e) ->
    value_at (option_form d r i t) = lottery_outside e i (allocation m t) t.
  Proof.
    intros Ht. assert (C := constant_option i t Ht). unfold option_form, option_of in *.
    assert (E := expected_value t (fun a => option_of d i a t) Ht). unfold option_of in E.
    unfold lottery_outside in *. cbn [outside_option in_field environment_of] in *.
    unfold option_of in *.
    destruct (nth i (options d) No_option);
      first [exact E | rewrite number_form_value; apply C; reflexivity].
  Qed.
  Lemma utility_form_value i reports truth : In reports (profiles e) ->
    value_at (utility_form d r i reports truth) = utility e m i truth reports.
  Proof.
    intros H. unfold utility_form.
    rewrite subtract_form_value, value_form_value, paid_form_value by exact H. reflexivity.
  Qed.
  Lemma truth_form_value i t s : In i (agents e) -> In t (profiles e) -> In s (types e i) ->
    value_at (truth_form d r i t s) = utility e m i t t - utility e m i t t.[i := s].
  Proof.
    intros Hi Ht Hs. unfold truth_form.
    rewrite subtract_form_value, !utility_form_value by auto using set_profile. reflexivity.
  Qed.
  Lemma participation_form_value i t : In t (profiles e) ->
    value_at (participation_form d r i t) = net_utility e m i t.
  Proof.
    intros H. unfold participation_form.
    rewrite subtract_form_value, utility_form_value, option_form_value by exact H. reflexivity.
  Qed.
  Lemma payments_form_value t :
    value_at (payments_form d t) = sum (agents e) (fun i => payment m i t).
  Proof.
    unfold payments_form. rewrite sum_forms_value. apply sum_ext. intros i _. apply paid_form_value.
  Qed.
  Lemma budget_form_value t : In t (profiles e) -> value_at (budget_form d r t) = budget e m t.
  Proof.
    intros H. unfold budget_form, budget. rewrite subtract_form_value, cost_form_value by exact H.
    f_equal. apply payments_form_value.
  Qed.
  Lemma surplus_form_value t : In t (profiles e) ->
    value_at (surplus_form d r t) = surplus e (allocation m t) t.
  Proof.
    intros H. unfold surplus_form, surplus.
    rewrite subtract_form_value, sum_forms_value, cost_form_value by exact H. f_equal.
    apply sum_ext. intros i _. apply value_form_value, H.
  Qed.
  Lemma surplus_of_value a t : of_Q (surplus_of d a t) = outcome_surplus e a t.
  Proof. unfold surplus_of. rewrite of_Q_minus, of_Q_total. reflexivity. Qed.

  Lemma expectation_form_value (f : profile -> form) (g : profile -> F) :
    (forall t, In t (profiles e) -> value_at (f t) = g t) ->
    value_at (expectation_form d f) = expectation e g.
  Proof.
    intros H. unfold expectation_form. rewrite sum_forms_value. apply sum_ext. intros t Ht.
    rewrite weighted_form_value, H by exact Ht. reflexivity.
  Qed.
  Lemma interim_form_value i s (f : profile -> form) (g : profile -> F) : In i (agents e) ->
    In s (types e i) -> (forall t, In t (profiles e) -> value_at (f t) = g t) ->
    value_at (interim_form d i s f) = weighted e i s g.
  Proof.
    intros Hi Hs H. unfold interim_form. rewrite sum_forms_value. apply sum_ext. intros t Ht.
    rewrite weighted_form_value, H by exact (others_profile e i s t Hi Ht Hs). reflexivity.
  Qed.
End Values.
