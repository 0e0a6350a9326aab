(* Certificates in reduced form: their rows are the properties of interim payments, and an accepted
   one proves its claim about interim payments. *)
From Coq Require Import QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Tables InterimPayments.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Row_true Claims Evidence
  Checker Forms_sound Multipliers_sound Ray_sound.
From Expost.cert Require Import Row_values Usable_sound Environment_sound.
Import ListNotations.
Local Open Scope number_scope.

Section Tables.
  Context {F : ordered_field}.
  Variable d : table_data.
  Notation T := (tables_from F d).

  Lemma table_agent_spec i : is_table_agent d i = true <-> In i (all_agents T).
  Proof.
    unfold is_table_agent, all_agents. rewrite Nat.ltb_lt, in_seq. cbn [tables_from table_agents].
    lia.
  Qed.
  Lemma table_type_spec i s :
    is_table_type d i s = true <-> In i (all_agents T) /\ In s (all_types T i).
  Proof.
    unfold is_table_type, all_types. rewrite andb_true_iff, table_agent_spec, Nat.ltb_lt, in_seq.
    cbn [tables_from table_types]. intuition lia.
  Qed.

  (* Accepted tables have agents and types, and the chances of the types are probabilities. *)
  Theorem tables_ok_proper : tables_ok d = true -> tables_are_proper (F := F) d.
  Proof.
    unfold tables_ok. rewrite !andb_true_iff, !negb_true_iff, !forallb_forall.
    rewrite Nat.eqb_neq, Nat.eqb_eq. intros [[[Hn Hc] Hl] H].
    assert (P : forall i, In i (all_agents T) ->
      length (nth i (chances d) []) = nth i (table_counts d) O /\
      is_distribution (nth i (chances d) []) = true).
    { intros i Hi. apply in_seq in Hi. cbn [tables_from table_agents] in Hi.
      assert (L : (i < length (combine (chances d) (table_counts d)))%nat)
        by (rewrite combine_length, Hl, Nat.min_id; lia).
      specialize (H _ (nth_In _ ([], O) L)). rewrite combine_nth in H by exact Hl.
      apply andb_true_iff in H as [He Hd]. apply Nat.eqb_eq in He. split; assumption. }
    split; [|split; [|split]].
    - unfold all_agents. cbn [tables_from table_agents].
      destruct (length (table_counts d)); [contradiction|discriminate].
    - intros i Hi. apply in_seq in Hi. cbn [tables_from table_agents] in Hi.
      assert (N := Hc _ (nth_In (table_counts d) O (proj2 Hi))).
      apply negb_true_iff, Nat.eqb_neq in N. unfold all_types. cbn [tables_from table_types].
      destruct (nth i (table_counts d) O); [contradiction|discriminate].
    - intros i s Hi Hs. destruct (P i Hi) as [He Hd].
      apply (distribution_spec (F := F)) in Hd as [Hd _]. apply Hd, nth_In. rewrite He.
      apply in_seq in Hs. cbn [tables_from table_types] in Hs. lia.
    - intros i Hi. destruct (P i Hi) as [He Hd].
      apply (distribution_spec (F := F)) in Hd as [_ Hd]. rewrite <- Hd.
      rewrite <- (entries_listed (nth i (chances d) []) 0%Q), sum_map, He. reflexivity.
  Qed.
  Corollary tables_ok_chances : tables_ok d = true -> proper_chances T.
  Proof. intros H. apply (tables_ok_proper H). Qed.
End Tables.

(* The values of the forms, where the unknowns have the values x and the interim payments are q. *)
Section Forms.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : table_data) (x : unknown -> F) (q : nat -> nat -> F).
  Definition stands_for : Prop := forall i s, x (Payment i [s]) = q i s.
  Hypothesis standing : stands_for.
  Notation T := (tables_from F d).
  Notation s := (reduced_system d).
  Notation value_at := (form_value x).

  Lemma pay_form_value i t : value_at (pay_form i t) = q i t.
  Proof. unfold pay_form. rewrite unknown_form_value. apply standing. Qed.
  Lemma report_form_value i t report :
    value_at (report_form d i t report) = interim_utility T q i t report.
  Proof.
    unfold report_form. rewrite subtract_form_value, number_form_value, pay_form_value.
    reflexivity.
  Qed.
  Lemma net_form_value i t : value_at (net_form d i t) = interim_net_utility T q i t.
  Proof.
    unfold net_form. rewrite subtract_form_value, number_form_value, report_form_value.
    reflexivity.
  Qed.
  Lemma chance_form_value i t f : value_at (chance_form d i t f) = chance T i t * value_at f.
  Proof. apply weighted_form_value. Qed.
  Lemma by_type_form_value i f g : (forall t, value_at (f t) = g t) ->
    value_at (by_type_form d i f) = type_expectation T i g.
  Proof.
    intros H. unfold by_type_form. rewrite sum_forms_value. apply sum_ext. intros t _.
    rewrite chance_form_value, H. reflexivity.
  Qed.
  Lemma by_agent_form_value f g : (forall i t, value_at (f i t) = g i t) ->
    value_at (by_agent_form d f) = sum (all_agents T) (fun i => type_expectation T i (g i)).
  Proof.
    intros H. unfold by_agent_form. rewrite sum_forms_value. apply sum_ext. intros i _.
    apply by_type_form_value, H.
  Qed.
  Lemma payments_total_value : value_at (payments_total d) = expected_payments T q.
  Proof. apply by_agent_form_value, pay_form_value. Qed.
  Lemma budget_total_value : value_at (budget_total d) = expected_budget T q.
  Proof.
    unfold budget_total. rewrite subtract_form_value, number_form_value, payments_total_value.
    reflexivity.
  Qed.
  Lemma value_total_value : value_at (value_total d) =
    sum (all_agents T) (fun i => type_expectation T i (fun t => gain T i t t)).
  Proof. apply by_agent_form_value. intros i t. apply number_form_value. Qed.

  (* What an objective is at interim payments is the value of its form. *)
  Theorem interim_objective_value o z : reduced_objective_ok d o = true ->
    interim_objective_is d o q z <-> value_at (reduced_objective d o) = z.
  Proof.
    destruct o; intros Ho; cbn [interim_objective_is reduced_objective]; try discriminate Ho.
    - rewrite payments_total_value. reflexivity.
    - rewrite budget_total_value. reflexivity.
    - rewrite subtract_form_value, value_total_value, number_form_value. reflexivity.
    - rewrite subtract_form_value, value_total_value, payments_total_value. reflexivity.
    - rewrite (by_type_form_value i _ (fun t => interim_utility T q i t t))
        by (intros; apply report_form_value). reflexivity.
    - rewrite negate_form_value, budget_total_value. reflexivity.
  Qed.

  (* What the rows say of interim payments. *)
  Lemma bic_row_true i t report : row_true s x (Row_bic i t report) <->
    0 <= chance T i t * (gain T i t t - q i t - gain T i t report + q i report).
  Proof.
    unfold row_true. cbn [is_equation row reduced_system reduced_row].
    rewrite chance_form_value, subtract_form_value, !report_form_value. unfold interim_utility.
    replace (gain T i t t - q i t - (gain T i t report - q i report))
      with (gain T i t t - q i t - gain T i t report + q i report) by ring. reflexivity.
  Qed.
  Lemma iir_row_true i t : row_true s x (Row_iir i t) <->
    0 <= chance T i t * (gain T i t t - q i t - outside_value T i t).
  Proof.
    unfold row_true. cbn [is_equation row reduced_system reduced_row].
    rewrite chance_form_value, net_form_value. reflexivity.
  Qed.
  Lemma eair_row_true i : row_true s x (Row_eair i) <->
    0 <= type_expectation T i (interim_net_utility T q i).
  Proof.
    unfold row_true. cbn [is_equation row reduced_system reduced_row].
    rewrite (by_type_form_value i _ (interim_net_utility T q i)) by apply net_form_value.
    reflexivity.
  Qed.
  Lemma eabb_row_true : row_true s x Row_eabb <-> interim_EABB T q.
  Proof.
    unfold row_true. cbn [is_equation row reduced_system reduced_row].
    rewrite budget_total_value. reflexivity.
  Qed.
  Lemma eawbb_row_true : row_true s x Row_eawbb <-> interim_EAWBB T q.
  Proof.
    unfold row_true. cbn [is_equation row reduced_system reduced_row].
    rewrite budget_total_value. reflexivity.
  Qed.

  Hypothesis proper : proper_chances T.

  (* Interim payments with a property satisfy each of its rows ... *)
  Theorem interim_has_row p k : interim_has d p q -> In k (reduced_rows_of d p) ->
    row_true s x k.
  Proof.
    destruct p; cbn [interim_has reduced_rows_of]; intros H Hk; try contradiction.
    - apply in_flat_map in Hk as (i & Hi & Hk). apply in_flat_map in Hk as (t & Ht & Hk).
      apply in_map_iff in Hk as (report & <- & Hr). apply filter_In in Hr as [Hr _].
      apply bic_row_true. apply (interim_BIC_weighted T q proper); assumption.
    - apply in_flat_map in Hk as (i & Hi & Hk). apply in_map_iff in Hk as (t & <- & Ht).
      apply iir_row_true. apply (interim_IIR_weighted T q proper); assumption.
    - apply in_map_iff in Hk as (i & <- & Hi). apply eair_row_true, H, Hi.
    - destruct Hk as [<-|[]]. apply eabb_row_true, H.
    - destruct Hk as [<-|[]]. apply eawbb_row_true, H.
    - destruct Hk as [<-|[]]. apply eabb_row_true, H.
    - destruct Hk as [<-|[]]. apply eawbb_row_true, H.
  Qed.
  (* ... and have it if they satisfy all of them. *)
  Theorem rows_give_interim violated p : reduced_ok d violated [p] = true ->
    (forall k, In k (reduced_rows_of d p) -> row_true s x k) -> interim_has d p q.
  Proof.
    destruct p; cbn [interim_has reduced_rows_of]; intros Hp H; try discriminate Hp.
    - apply (interim_BIC_weighted T q proper). intros i t report Hi Ht Hr.
      destruct (Nat.eq_dec report t) as [->|N].
      + apply equal_at_most. ring.
      + apply bic_row_true, H, in_flat_map. exists i. split; [exact Hi|].
        apply in_flat_map. exists t. split; [exact Ht|]. apply in_map, filter_In.
        split; [exact Hr|]. apply negb_true_iff, Nat.eqb_neq, N.
    - apply (interim_IIR_weighted T q proper). intros i t Hi Ht.
      apply iir_row_true, H, in_flat_map. exists i. split; [exact Hi|]. apply in_map, Ht.
    - intros i Hi. apply eair_row_true, H. apply (in_map Row_eair), Hi.
    - apply eabb_row_true, H. left. reflexivity.
    - apply eawbb_row_true, H. left. reflexivity.
    - apply eabb_row_true, H. left. reflexivity.
    - apply eawbb_row_true, H. left. reflexivity.
  Qed.
  Corollary interim_rows violated p : reduced_ok d violated [p] = true ->
    (forall k, In k (reduced_rows_of d p) -> row_true s x k) <-> interim_has d p q.
  Proof.
    intros Hp. split; [exact (rows_give_interim violated p Hp)|].
    intros H k. exact (interim_has_row p k H).
  Qed.
  Corollary rows_give_all violated ps : reduced_ok d violated ps = true ->
    (forall p k, In p ps -> In k (reduced_rows_of d p) -> row_true s x k) ->
    interim_admits d ps q.
  Proof.
    intros Hps H. apply Forall_forall. intros p Hp. apply (rows_give_interim violated).
    - unfold reduced_ok in *. rewrite forallb_forall in Hps. cbn [forallb].
      rewrite (Hps p Hp). reflexivity.
    - intros k Hk. exact (H p k Hp Hk).
  Qed.

  (* A row of the tables is among those of the property that it is named after. *)
  Lemma row_listed p k : belongs_to p k = true -> is_reduced_row d k = true ->
    In k (reduced_rows_of d p).
  Proof.
    intros Hp Hk. destruct k as [| |i t report| |i t|i| | | | | | | | | | | |];
      cbn [is_reduced_row] in Hk; try discriminate Hk;
      destruct p; try discriminate Hp; cbn [reduced_rows_of].
    - apply andb_true_iff in Hk as [Hk N]. apply andb_true_iff in Hk as [Ht Hr].
      apply (table_type_spec (F := F)) in Ht as [Hi Ht].
      apply (table_type_spec (F := F)) in Hr as [_ Hr].
      apply in_flat_map. exists i. split; [exact Hi|]. apply in_flat_map. exists t.
      split; [exact Ht|]. apply in_map, filter_In. split; assumption.
    - apply (table_type_spec (F := F)) in Hk as [Hi Ht].
      apply in_flat_map. exists i. split; [exact Hi|]. apply in_map, Ht.
    - apply in_map. apply (table_agent_spec (F := F)), Hk.
    - left. reflexivity.
    - left. reflexivity.
  Qed.

  (* Interim participation of every type implies that of every agent ex ante. *)
  Lemma interim_IIR_EAIR : interim_IIR T q -> interim_EAIR T q.
  Proof.
    intros H i Hi. apply sum_nonnegative. intros t Ht.
    apply (interim_IIR_weighted T q proper); assumption.
  Qed.
  Lemma interim_EABB_EAWBB : interim_EABB T q -> interim_EAWBB T q.
  Proof. unfold interim_EABB, interim_EAWBB. intros ->. apply at_most_refl. Qed.

  (* A row that the checker lets into a sum is true of all interim payments with the claimed
     properties. *)
  Theorem usable_reduced_row ps fixed k : usable_row s false true false ps fixed k = true ->
    interim_admits d ps q -> row_true s x k.
  Proof.
    unfold usable_row, interim_admits. rewrite Forall_forall. intros H Hps.
    apply andb_true_iff in H as [H Hc]. apply andb_true_iff in H as [Hk _].
    cbn [is_row reduced_system] in Hk.
    assert (Claimed : forall l, existsb (mentions ps) l = true ->
      exists p, In p l /\ interim_has d p q).
    { intros l Hl. apply existsb_exists in Hl as (p & Hp & Hm). exists p.
      split; [exact Hp|]. apply Hps, mentions_spec, Hm. }
    assert (Row : forall p, belongs_to p k = true -> interim_has d p q -> row_true s x k).
    { intros p Hp H. apply (interim_has_row p k H), row_listed; assumption. }
    destruct k; cbn [is_reduced_row] in Hk; try discriminate Hk;
      apply Claimed in Hc as (p & Hl & H); cbn [In] in Hl.
    - apply (Row bic eq_refl). destruct Hl as [<-|[<-|[<-|[]]]]; (exact H || contradiction).
    - apply (Row iir eq_refl). destruct Hl as [<-|[<-|[]]]; (exact H || contradiction).
    - apply (Row eair eq_refl).
      destruct Hl as [<-|[<-|[<-|[]]]]; cbn [interim_has] in *; try contradiction;
        auto using interim_IIR_EAIR.
    - apply (Row eabb eq_refl). destruct Hl as [<-|[<-|[]]]; exact H.
    - apply (Row eawbb eq_refl).
      destruct Hl as [<-|[<-|[<-|[<-|[]]]]]; cbn [interim_has] in *;
        auto using interim_EABB_EAWBB.
  Qed.
End Forms.

(* Certificates.  Two kinds of claims, about type graphs, are left to Graph_sound.v. *)
Definition is_about_graphs (c : claim) : bool :=
  match c with Implementable _ | Not_implementable _ => true | _ => false end.

Section Soundness.
  Context {F : ordered_field}.
  Variable d : table_data.
  Notation T := (tables_from F d).
  Notation s := (reduced_system d).
  Implicit Types (q : nat -> nat -> F).

  (* The values of the unknowns where the interim payments are q. *)
  Definition assign_interim (q : nat -> nat -> F) (u : unknown) : F :=
    match u with Payment i t => q i (hd O t) | _ => 0 end.
  Lemma assign_interim_stands q : stands_for (assign_interim q) q.
  Proof. intros i t. reflexivity. Qed.
  Lemma stated_stands p : stands_for (fun u => of_Q (pay p u)) (interim_payments F p).
  Proof. intros i t. reflexivity. Qed.
  (* Interim payments, and c times those of a ray. *)
  Definition moved_payments (p ray : payments) (c : F) (i t : nat) : F :=
    interim_payments F p i t + c * interim_payments F ray i t.
  Lemma moved_stands p ray c : stands_for (along (pay p) (pay ray) c) (moved_payments p ray c).
  Proof. intros i t. reflexivity. Qed.

  Lemma stated_admits ps p : tables_ok d = true -> reduced_ok d false ps = true ->
    rows_hold s (pay p) ps = true -> interim_admits d ps (interim_payments F p).
  Proof.
    intros Ht Hps H. apply (rows_give_all d _ _ (stated_stands p) (tables_ok_chances d Ht) false);
      [exact Hps|]. apply (rows_hold_spec s (pay p) ps), H.
  Qed.

  (* No interim payments have the properties if multiples of their rows add up to a negative
     number. *)
  Theorem reduced_sum_contradiction ps sum q : tables_ok d = true ->
    reduced_sum_ok d ps None sum = true -> interim_admits d ps q -> False.
  Proof.
    intros Ht H Hq. revert H. unfold reduced_sum_ok.
    apply (adds_up_contradiction s (assign_interim q) _ _ _ _ (fun _ => True));
      [|discriminate|exact I].
    intros fixed k _ Hk.
    apply (usable_reduced_row d _ q (assign_interim_stands q) (tables_ok_chances d Ht) ps fixed);
      assumption.
  Qed.
  Theorem reduced_sum_bound to o z ps sum q w : tables_ok d = true ->
    reduced_objective_ok d o = true ->
    reduced_sum_ok d ps (Some (goal_of s to o z)) sum = true ->
    interim_admits d ps q -> interim_objective_is d o q w -> no_better to w (of_Q z).
  Proof.
    intros Ht Ho H Hq Hw.
    apply (interim_objective_value d _ q (assign_interim_stands q) o w Ho) in Hw. rewrite <- Hw.
    revert H. unfold reduced_sum_ok.
    apply (adds_up_bound s (assign_interim q) _ _ _ _ (fun _ => True));
      [|discriminate|exact I].
    intros fixed k _ Hk.
    apply (usable_reduced_row d _ q (assign_interim_stands q) (tables_ok_chances d Ht) ps fixed);
      assumption.
  Qed.

  (* An accepted certificate in reduced form proves its claim about interim payments. *)
  Theorem reduced_sound c v : is_about_graphs c = false -> check_reduced d c v = true ->
    interim_holds (F := F) d c.
  Proof.
    unfold check_reduced. rewrite andb_true_iff. intros Hc [Ht H].
    assert (proper : proper_chances T) by exact (tables_ok_chances d Ht).
    destruct c as [[] ps m|p m|[] ps|to o z [] ps|to o [] ps| | | |]; try discriminate Hc;
      destruct v as [|k|sum|best sum|start ray|t b sum|own|i base nodes]; try discriminate H;
      rewrite ?andb_true_iff in H; cbn [interim_holds].
    - destruct H as [Hps H]. apply stated_admits; assumption.
    - destruct H as [[[Hp Hk] Hr] H]. apply negb_true_iff in H.
      apply (broken_row (F := F)) in H. intros K. apply H.
      apply (interim_has_row d _ _ (stated_stands (stated_payments m)) proper p); [exact K|].
      apply (row_listed (F := F)); assumption.
    - destruct H as [_ H]. intros [q Hq]. exact (reduced_sum_contradiction ps sum q Ht H Hq).
    - destruct H as [[[[Hps Ho] Hm] Hz] H]. split.
      + eexists. split; [apply stated_admits; eassumption|].
        apply (interim_objective_value d _ _ (stated_stands (stated_payments best)) o); [exact Ho|].
        apply (are_equal_in (F := F)) in Hz. rewrite evaluate_value in Hz. exact Hz.
      + intros q w Hq Hw. exact (reduced_sum_bound to o z ps sum q w Ht Ho H Hq Hw).
    - destruct H as [[[[Hps Ho] Hm] Hr] H]. intros bound.
      destruct (better_along s (pay (stated_payments start)) (pay ray) to o bound H)
        as (c & Hc' & Hb).
      assert (Hs := moved_stands (stated_payments start) ray c).
      exists (moved_payments (stated_payments start) ray c). eexists. split; [|split; [|exact Hb]].
      + apply (rows_give_all d _ _ Hs proper false ps Hps).
        exact (rows_true_along s _ _ c ps Hc' Hm Hr).
      + apply (interim_objective_value d _ _ Hs o _ Ho). reflexivity.
  Qed.
End Soundness.
