(* Every row that a multiplier may have is true of the mechanisms that a claim speaks of. *)
From Coq Require Import ZArith QArith List Bool Arith Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications.
From Expost.cert Require Import Numbers Data Forms Rows Row_true Claims Evidence
  Checker Forms_sound Multipliers_sound Row_values Rows_sound Objectives_sound.
Import ListNotations.
Local Open Scope number_scope.

Lemma mentions_spec ps p : mentions ps p = true <-> In p ps.
Proof.
  unfold mentions. rewrite existsb_exists. split.
  - intros (q & Hq & E). destruct p, q; try discriminate E; exact Hq.
  - intros H. exists p. split; [exact H|]. destruct p; reflexivity.
Qed.

Section Usable.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule) (m : mechanism F) (w : F).
  Notation e := (in_field F (environment_of d)).
  Hypothesis range : rule_in_range d r.
  Hypothesis rule_followed : has_rule d r m.
  Hypothesis lotteries : feasible e m.

  (* A claimed property is one of those of which the row's property is a consequence. *)
  Lemma claimed_has ps l : existsb (mentions ps) l = true -> Forall (fun p => has d p m) ps ->
    exists p, In p l /\ has d p m.
  Proof.
    rewrite existsb_exists, Forall_forall. intros (p & Hp & H) Hps. exists p.
    split; [exact Hp|]. apply Hps, mentions_spec, H.
  Qed.

  (* The rows that need no property: probabilities, the greatest deficit, outcomes that are fixed
     where lotteries are excluded. *)
  Lemma pos_row t a : In t (profiles e) -> In a (outcomes e) ->
    row_true (full_system d r) (assign m w) (Row_pos t a).
  Proof.
    intros Ht Ha. unfold row_true. cbn [is_equation row full_system row_form].
    rewrite unknown_form_value. exact (proj1 (lotteries t Ht) a Ha).
  Qed.
  Lemma one_row t : In t (profiles e) -> row_true (full_system d r) (assign m w) (Row_one t).
  Proof.
    intros Ht. unfold row_true. cbn [is_equation row full_system row_form].
    rewrite subtract_form_value, sum_forms_value, number_form_value, of_Q_1.
    rewrite (sum_ext _ _ (allocation m t))
      by (intros a _; rewrite unknown_form_value; reflexivity).
    change (outcomes (environment_of d)) with (outcomes e).
    rewrite (proj2 (lotteries t Ht)). ring.
  Qed.
  Lemma worst_row t : In t (profiles e) -> - budget e m t <= w ->
    row_true (full_system d r) (assign m w) (Row_worst t).
  Proof.
    intros Ht H. unfold row_true. cbn [is_equation row full_system row_form].
    rewrite add_form_value, unknown_form_value, (budget_form_value d r m)
      by auto using assign_fits. cbn [assign].
    apply (at_most_by _ _ _ (difference_nonnegative _ _ H)). ring.
  Qed.
  Lemma fix_row t a : allocation m t a = 1 ->
    row_true (full_system d r) (assign m w) (Row_fix t a).
  Proof.
    intros H. unfold row_true. cbn [is_equation row full_system row_form].
    rewrite subtract_form_value, unknown_form_value, number_form_value, of_Q_1.
    cbn [assign]. rewrite H. ring.
  Qed.

  (* A row that the checker lets into a sum is true of every mechanism with the claimed
     properties: it belongs to one of them or to a consequence of one (theory/Implications.v). *)
  Theorem usable_row_true free with_prior worst ps fixed k :
    usable_row (full_system d r) free with_prior worst ps fixed k = true ->
    (with_prior = true -> is_probability e) ->
    (worst = true -> forall t, In t (profiles e) -> - budget e m t <= w) ->
    (forall t a, In (t, a) fixed -> allocation m t a = 1) ->
    Forall (fun p => has d p m) ps ->
    row_true (full_system d r) (assign m w) k.
  Proof.
    intros H Hprior Hworst Hfixed Hps. unfold usable_row in H.
    apply andb_true_iff in H as [H Hc]. apply andb_true_iff in H as [Hk Hw].
    cbn [is_row full_system] in Hk.
    assert (weights : is_weighted k = true -> is_probability e).
    { intros E. apply Hprior. rewrite E in Hw. exact Hw. }
    assert (by_property : forall p, belongs_to p k = true -> has d p m ->
      row_true (full_system d r) (assign m w) k).
    { intros p Hp H. apply (property_gives_row d r m range rule_followed lotteries p);
        auto using assign_fits.
      intros [-> | ->]; destruct k; try discriminate Hp; exact (weights eq_refl). }
    assert (claimed := fun l H => claimed_has ps l H Hps).
    destruct k; cbn [is_full_row is_weighted] in *;
      try (apply claimed in Hc as (p & Hl & H); cbn [In] in Hl).
    - destruct Hl as [<-|[]]. exact (by_property dsic eq_refl H).
    - destruct Hl as [<-|[]]. exact (by_property epic eq_refl H).
    - assert (P := weights eq_refl). apply (by_property bic eq_refl).
      destruct Hl as [<-|[<-|[<-|[]]]]; cbn [has has_property] in *; auto using EPIC_BIC, DSIC_BIC.
    - destruct Hl as [<-|[]]. exact (by_property epir eq_refl H).
    - assert (P := weights eq_refl). apply (by_property iir eq_refl).
      destruct Hl as [<-|[<-|[]]]; cbn [has has_property] in *; auto using EPIR_IIR.
    - assert (P := weights eq_refl). apply (by_property eair eq_refl).
      destruct Hl as [<-|[<-|[<-|[]]]]; cbn [has has_property] in *; auto using IIR_EAIR, EPIR_EAIR.
    - destruct Hl as [<-|[]]. exact (by_property sbb eq_refl H).
    - apply (by_property wbb eq_refl).
      destruct Hl as [<-|[<-|[]]]; cbn [has has_property] in *; auto using SBB_WBB.
    - apply (by_property eabb eq_refl).
      destruct Hl as [<-|[<-|[]]]; cbn [has has_property] in *; auto using SBB_EABB.
    - assert (P := weights eq_refl). apply (by_property eawbb eq_refl).
      destruct Hl as [<-|[<-|[<-|[<-|[]]]]]; cbn [has has_property] in *;
        auto using SBB_EABB, EABB_EAWBB, WBB_EAWBB.
    - apply (by_property npt eq_refl).
      destruct Hl as [<-|[<-|[]]]; cbn [has has_property] in *;
        auto using no_payments_no_positive_transfers.
    - destruct Hl as [<-|[]]. exact (by_property nopay eq_refl H).
    - destruct Hl as [<-|[]]. exact (by_property eff eq_refl H).
    - discriminate Hc.
    - rewrite andb_true_iff, is_profile_spec, is_outcome_spec in Hk. apply pos_row; apply Hk.
    - apply one_row, is_profile_spec, Hk.
    - apply is_profile_spec in Hk. apply worst_row; [exact Hk|]. apply Hworst; assumption.
    - apply existsb_exists in Hc as ((t', a') & Hin & E). cbn [fst snd] in E.
      rewrite andb_true_iff, same_profile_spec, Nat.eqb_eq in E. destruct E as [-> ->].
      apply fix_row, Hfixed, Hin.
  Qed.
End Usable.

(* Sums of rows.  w stands for the greatest deficit where that is the objective. *)
Section Sums_of_rows.
  Context {F : ordered_field}.
  Variables (d : data) (r : rule) (sure : bool) (ps : list property).
  Notation e := (in_field F (environment_of d)).
  Hypothesis proper : environment_is_proper (F := F) d.
  Hypothesis range : rule_in_range d r.

  Lemma sum_ok_sound m w worst goal sum : admits d r sure ps m ->
    (worst = true -> forall t, In t (profiles e) -> - budget e m t <= w) ->
    sum_ok d r sure worst ps goal sum = true -> goal_reached (assign m w) goal.
  Proof.
    intros (Hf & Hr & Hs & Hps) Hw H.
    set (chosen := fun fixed : list (profile * nat) =>
      forall t a, In (t, a) fixed -> allocation m t a = 1).
    refine (adds_up_sound (full_system d r) (assign m w)
      (usable_row (full_system d r) (is_free r) (has_prior d) worst ps) (is_profile d)
      (outcome_count (environment_of d)) sure chosen _ _ goal sum [] _ H).
    - intros fixed k Hc Hk.
      apply (usable_row_true d r m w range Hr Hf (is_free r) (has_prior d) worst ps fixed k);
        try assumption. exact (prior_is_probability d proper).
    - intros fixed t -> Hc Ht. apply is_profile_spec in Ht.
      destruct (Hs t Ht) as (a & Ha & E). exists a. split; [exact (proj1 (in_outcomes e a) Ha)|].
      intros t' a' [K|K]; [injection K as <- <-; exact E|exact (Hc t' a' K)].
    - intros t a [].
  Qed.

  (* Rows that add up to a contradiction leave no mechanism with the properties. *)
  Theorem no_mechanism sum : sum_ok d r sure false ps None sum = true ->
    ~ exists m : mechanism F, admits d r sure ps m.
  Proof.
    intros H (m & Hm). apply (sum_ok_sound m 0 false None sum); [exact Hm|discriminate|exact H].
  Qed.
  (* Rows that add up to the objective less a number, or a number less the objective, bound it. *)
  Theorem objective_bound to o z sum :
    sum_ok d r sure (is_worst o) ps (Some (goal_of (full_system d r) to o z)) sum = true ->
    forall (m : mechanism F) v, admits d r sure ps m -> objective_is d o m v ->
    no_better to v (of_Q z).
  Proof.
    intros H m v Hm Hv. assert (Hf := proj1 Hm). assert (Hr := proj1 (proj2 Hm)).
    rewrite <- (assigned_objective_value d r m o v range Hr Hf Hv).
    apply (goal_of_sound (full_system d r) (assign m v)).
    apply (sum_ok_sound m v (is_worst o) (Some (goal_of (full_system d r) to o z)) sum).
    - exact Hm.
    - intros W. exact (worst_is_bound d m o v Hv W).
    - exact H.
  Qed.
End Sums_of_rows.
