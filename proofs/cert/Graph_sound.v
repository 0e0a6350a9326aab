(* What potentials and negative cycles prove: which fixed rules payments can implement. *)
From Coq Require Import ZArith QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications Tables.
From Expost.theory Require Import InterimPayments.
From Expost.theory Require Graph Cycle InterimGraphs.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Row_true Claims Evidence.
From Expost.cert Require Import Checker Forms_sound Row_values Rows_sound Environment_sound.
From Expost.cert Require Import Rule_sound Reduced_sound.
Import ListNotations.
Local Open Scope number_scope.

(* Negative cycles in numbers are negative cycles of the graph that has these lengths. *)
Section Cycles.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Lemma of_Q_invert q : of_Q q <> (0 : F) -> of_Q (Qinv q) = / of_Q q :> F.
  Proof.
    intros N. assert (E : (q * Qinv q == 1)%Q).
    { apply Qmult_inv_r. intros Z. apply N. rewrite (of_Q_equal _ _ Z). apply of_Q_0. }
    apply (of_Q_equal (F := F)) in E. rewrite of_Q_multiply, of_Q_1 in E.
    replace (of_Q (Qinv q) : F) with (/ of_Q q * (of_Q q * of_Q (Qinv q)) : F)
      by (field; exact N).
    rewrite E. ring.
  Qed.

  Variables (node : nat -> Prop) (length : nat -> nat -> Q) (l : nat -> nat -> F).
  Hypothesis lengths : forall r s, node r -> node s -> of_Q (length r s) = l r s.
  Lemma path_length_value first nodes : forall from, node first -> node from ->
    Forall node nodes ->
    of_Q (path_length length first from nodes) = Graph.path_length l from (nodes ++ [first]).
  Proof.
    induction nodes as [|to nodes IH]; intros from Hfirst Hfrom Hn;
      cbn [path_length Graph.path_length app].
    - rewrite lengths by assumption. ring.
    - inversion Hn as [|? ? Hto Hn']; subst. rewrite of_Q_plus, lengths, IH by assumption.
      reflexivity.
  Qed.
  Lemma negative_cycle_sound node_ok nodes : (forall s, node_ok s = true -> node s) ->
    negative_cycle node_ok length nodes = true -> Graph.negative_cycle node l.
  Proof.
    intros Hok H. unfold negative_cycle in H. destruct nodes as [|first [|second nodes]];
      try discriminate. rewrite !andb_true_iff, forallb_forall in H. destruct H as [[H _] Hp].
    set (path := second :: nodes) in *.
    assert (Hn : Forall node (first :: path))
      by (apply Forall_forall; intros s Hs; apply Hok, H, Hs).
    inversion Hn as [|? ? Hfirst Hpath]; subst.
    exists (first :: path). split; [exact Hn|]. cbn [Graph.cycle_length].
    rewrite <- path_length_value by assumption.
    apply (is_positive_in (F := F)) in Hp. rewrite of_Q_negate in Hp.
    apply (less_by _ _ _ Hp). ring.
  Qed.
End Cycles.

Section Full.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (breaking : option ties) (choose : table choice).
  Notation r := (Fixed breaking choose).
  Notation e := (in_field F (environment_of d)).
  Implicit Types (i s : nat) (o t : profile) (q : payments).

  (* The rule, and the rule with payments. *)
  Definition fixed_rule t a : F := of_Q (chance_of (lookup [] choose t) a).
  Definition rule_with (p : nat -> profile -> Q) : mechanism F :=
    Mechanism fixed_rule (fun i t => of_Q (p i t)).

  Hypothesis rule_accepted : rule_ok d r = true.

  Lemma rule_with_feasible p : feasible e (rule_with p).
  Proof.
    cbn [rule_ok] in rule_accepted. apply andb_true_iff in rule_accepted as [H _].
    exact (table_feasible d choose [] H).
  Qed.
  Lemma rule_with_follows p : has_rule d r (rule_with p).
  Proof. intros t a _ _. reflexivity. Qed.
  Lemma no_unknown_fits : fits r (rule_with (fun _ _ => 0%Q)) (fun u => of_Q (no_unknown u)).
  Proof. split; [reflexivity|discriminate]. Qed.
  Lemma pay_own_fits q :
    fits r (rule_with (fun i t => payment_of q i [t.[i]])) (fun u => of_Q (pay_own q u)).
  Proof. split; [reflexivity|discriminate]. Qed.

  (* Payments with which no row is broken make the rule ex-post incentive compatible. *)
  Lemma potentials_EPIC q : rows_hold (full_system d r) (pay q) [epic] = true ->
    EPIC e (mechanism_of F choose q).
  Proof.
    intros H. apply (rows_mean_property d r (mechanism_of F choose q)
      (rule_ok_in_range d r rule_accepted) (rule_with_follows _) (rule_with_feasible _) epic _
      (pay_fits breaking choose q) I).
    intros k Hk. apply (proj1 (rows_hold_spec (full_system d r) (pay q) [epic]) H epic);
      [left; reflexivity|exact Hk].
  Qed.

  (* The lengths that the checker computes are those of the type graphs. *)
  Lemma ex_post_length_value i o from to : In i (agents e) -> In o.[i := O] (others e i) ->
    In from (types e i) -> In to (types e i) ->
    of_Q (ex_post_length (full_system d r) i o from to) =
    Cycle.type_length e fixed_rule i o from to.
  Proof.
    intros Hi Ho Hfrom Hto. assert (Ht := others_profile e i to _ Hi Ho Hto).
    rewrite set_entry_twice in Ht. unfold ex_post_length. rewrite evaluate_value.
    cbn [row full_system row_form].
    rewrite (truth_form_value d r (rule_with (fun _ _ => 0%Q)))
      by (assumption || apply rule_ok_in_range, rule_accepted || apply rule_with_follows ||
        apply no_unknown_fits).
    unfold utility, Cycle.type_length. cbn [rule_with allocation payment].
    rewrite set_entry_twice. ring.
  Qed.
  Lemma ex_post_cycle i o nodes : In i (agents e) -> In o.[i := O] (profiles e) ->
    negative_cycle (is_type d i) (ex_post_length (full_system d r) i o) nodes = true ->
    Graph.negative_cycle (Cycle.type_of e i) (Cycle.type_length e fixed_rule i o.[i := O]).
  Proof.
    intros Hi Ho. apply profile_others with (i := i) in Ho. rewrite set_entry_twice in Ho.
    apply negative_cycle_sound.
    - intros from to Hfrom Hto. rewrite ex_post_length_value by assumption.
      unfold Cycle.type_length. rewrite !set_entry_twice. reflexivity.
    - intros s Hs. apply (is_type_spec d i s) in Hs. apply Hs.
  Qed.

  Lemma type_chance_value i s : of_Q (type_chance d i s) = type_probability e i s.
  Proof. unfold type_chance. rewrite of_Q_total. reflexivity. Qed.
  Lemma possible_type_spec i s : is_type d i s && is_positive (type_chance d i s) = true ->
    Cycle.possible_type e i s.
  Proof.
    rewrite andb_true_iff, is_type_spec, (is_positive_in (F := F)), type_chance_value.
    intros [[_ Hs] P]. split; assumption.
  Qed.

  (* What a type gains in expectation by the truth, where payments depend on the own report. *)
  Lemma interim_truth (p : nat -> nat -> Q) i from to : In i (agents e) ->
    In from (types e i) -> Cycle.possible_type e i to ->
    let m := rule_with (fun i t => p i t.[i]) in
    interim e i to (fun t => utility e m i t t) -
    interim e i to (fun t => utility e m i t t.[i := from]) =
    Cycle.interim_length e fixed_rule i from to - (of_Q (p i to) - of_Q (p i from)).
  Proof.
    intros Hi Hfrom [Hto P] m. unfold utility. cbn [m rule_with allocation payment].
    rewrite !interim_subtract by exact P.
    rewrite (interim_ext e i to (fun t => of_Q (p i t.[i])) (fun _ => of_Q (p i to))),
      (interim_ext e i to (fun t => of_Q (p i t.[i := from].[i]))
        (fun _ => of_Q (p i from))), !interim_constant; try exact P.
    - unfold Cycle.interim_length. ring.
    - intros o Ho. rewrite set_entry_twice, (others_set_own e) by assumption. reflexivity.
    - intros o Ho. rewrite (others_set_own e) by assumption. reflexivity.
  Qed.
  Lemma interim_row_value (p : nat -> nat -> Q) i from to x : In i (agents e) ->
    In from (types e i) -> Cycle.possible_type e i to ->
    fits r (rule_with (fun i t => p i t.[i])) x ->
    form_value x (row_form d r (Row_bic i to from)) = type_probability e i to *
      (Cycle.interim_length e fixed_rule i from to - (of_Q (p i to) - of_Q (p i from))).
  Proof.
    intros Hi Hfrom Hto Hx. rewrite <- interim_truth by assumption. destruct Hto as [Hto P].
    cbn [row_form]. set (m := rule_with (fun i t => p i t.[i])) in *.
    rewrite (interim_form_value d x i to _
      (fun t => utility e m i t t - utility e m i t t.[i := from])) by
      (assumption || intros t Ht; apply truth_form_value;
        assumption || apply rule_ok_in_range, rule_accepted || apply rule_with_follows).
    rewrite <- interim_subtract by exact P. unfold interim, weighted. field.
    apply positive_not_zero, P.
  Qed.

  (* Potentials of the interim graphs. *)
  Lemma interim_potentials_sound q :
    interim_potentials (full_system d r) (type_chance d) q = true ->
    forall i, In i (agents e) -> Graph.potential (Cycle.possible_type e i)
      (Cycle.interim_length e fixed_rule i) (fun s => of_Q (payment_of q i [s])).
  Proof.
    intros H i Hi from to Hfrom Hto. destruct (Nat.eq_dec from to) as [->|N].
    - unfold Cycle.interim_length. rewrite (interim_ext e i to
        (fun t => lottery_value e i (fixed_rule t.[i := to]) t)
        (fun t => lottery_value e i (fixed_rule t) t))
        by (intros o _; rewrite set_entry_twice; reflexivity).
      apply equal_at_most. ring.
    - unfold interim_potentials in H. rewrite forallb_forall in H.
      assert (K : In (Row_bic i to from) (rows_of (full_system d r) bic)).
      { cbn [rows_of full_system]. apply rows_of_property_spec. split; [reflexivity|].
        cbn [is_full_row]. rewrite !andb_true_iff, !is_type_spec, negb_true_iff, Nat.eqb_neq.
        destruct Hfrom, Hto. auto. }
      apply H in K. apply orb_true_iff in K as [K|K].
      + apply negb_true_iff in K. destruct Hfrom as [_ P]. rewrite <- type_chance_value in P.
        apply is_positive_in in P. congruence.
      + apply (row_holds_spec (F := F)) in K. unfold row_true in K.
        cbn [is_equation row full_system] in K.
        rewrite (interim_row_value (fun i s => payment_of q i [s])) in K
          by (assumption || apply Hfrom || apply pay_own_fits).
        assert (U : type_probability e i to * 0 <= type_probability e i to *
          (Cycle.interim_length e fixed_rule i from to -
            (of_Q (payment_of q i [to]) - of_Q (payment_of q i [from]))))
          by (replace (type_probability e i to * 0) with (0 : F) by ring; exact K).
        apply (cancel_positive _ _ _ (proj2 Hto)) in U. apply (at_most_by _ _ _ U). ring.
  Qed.

  Lemma interim_length_value i from to : In i (agents e) -> Cycle.possible_type e i from ->
    Cycle.possible_type e i to ->
    of_Q (interim_length (full_system d r) (type_chance d) i from to) =
    Cycle.interim_length e fixed_rule i from to.
  Proof.
    intros Hi [Hfrom _] Hto. assert (P := positive_not_zero _ (proj2 Hto)).
    unfold interim_length. rewrite of_Q_times, of_Q_invert, type_chance_value, evaluate_value
      by (rewrite type_chance_value; exact P).
    cbn [row full_system]. rewrite (interim_row_value (fun _ _ => 0%Q))
      by (assumption || apply no_unknown_fits).
    field. exact P.
  Qed.
  Lemma interim_cycle i nodes : In i (agents e) ->
    negative_cycle (fun s => is_type d i s && is_positive (type_chance d i s))
      (interim_length (full_system d r) (type_chance d) i) nodes = true ->
    Graph.negative_cycle (Cycle.possible_type e i) (Cycle.interim_length e fixed_rule i).
  Proof.
    intros Hi. apply negative_cycle_sound.
    - intros from to Hfrom Hto. apply interim_length_value; assumption.
    - intros s. apply possible_type_spec.
  Qed.
End Full.

(* What accepted certificates about fixed rules claim is true. *)
Section Claims.
  Context {F : ordered_field}.
  Variables (d : data) (r : rule).
  Notation e := (in_field F (environment_of d)).

  (* A mechanism that a claim about a fixed rule speaks of. *)
  Lemma follows_admits breaking choose p m : rule_ok d (Fixed breaking choose) = true ->
    follows e (fixed_rule choose) m -> has d p m ->
    admits d (Fixed breaking choose) false [p] m.
  Proof.
    intros Hr Hm Hp. split; [|split; [exact Hm|split; [exact I|repeat constructor; exact Hp]]].
    intros t Ht. destruct (rule_with_feasible (F := F) d breaking choose Hr (fun _ _ => 0%Q) t Ht)
      as [Hn H1]. cbn [rule_with allocation] in Hn, H1. split.
    - intros a Ha. rewrite (Hm t a Ht Ha). apply Hn, Ha.
    - rewrite (sum_ext _ _ _ (fun a Ha => Hm t a Ht Ha)). exact H1.
  Qed.

  (* Potentials of all type graphs are payments that make the rule ex-post incentive compatible,
     and with private values the truth a dominant strategy (Rochet 1987). *)
  Theorem implementable_sound q :
    check_full d r (Implementable false) (Potentials q) = true ->
    holds (F := F) d r (Implementable false).
  Proof.
    unfold check_full. rewrite !andb_true_iff. intros [[_ Hr] [Hfree Hq]].
    destruct r as [breaking choose|]; [|discriminate]. cbn [holds].
    exists (mechanism_of F choose q).
    assert (H := potentials_EPIC (F := F) d breaking choose Hr q Hq). split.
    - apply follows_admits; [exact Hr|intros t a _ _; reflexivity|exact H].
    - intros private. apply DSIC_EPIC; assumption.
  Qed.
  (* Potentials of the interim graphs do so in expectation, whatever the prior. *)
  Theorem interim_implementable_sound q :
    check_full d r (Implementable true) (Potentials q) = true ->
    holds (F := F) d r (Implementable true).
  Proof.
    unfold check_full. rewrite !andb_true_iff. intros [[_ Hr] [[Hfree _] Hq]].
    destruct r as [breaking choose|]; [|discriminate]. cbn [holds].
    destruct (Cycle.interim_potential_BIC e (fixed_rule choose) _
      (interim_potentials_sound (F := F) d breaking choose Hr q Hq)) as (m & Hm & HB & _).
    exists m. apply follows_admits; assumption.
  Qed.

  (* A type graph with a negative cycle leaves no payments that make the rule ex-post incentive
     compatible (Rochet 1987). *)
  Theorem not_implementable_sound i o nodes :
    check_full d r (Not_implementable false) (Cycle i o nodes) = true ->
    holds (F := F) d r (Not_implementable false).
  Proof.
    unfold check_full. rewrite !andb_true_iff, is_profile_spec, is_agent_spec.
    intros [[_ Hr] [[[Hfree Ho] Hi] Hc]].
    destruct r as [breaking choose|]; [|discriminate]. cbn [holds].
    intros (m & _ & Hm & _ & Hps). apply Forall_inv in Hps.
    refine (proj1 (Cycle.EPIC_no_negative_cycle e (fixed_rule choose)) _ i o.[i := O] Hi _ _).
    - exists m. split; assumption.
    - apply profile_others with (i := i) in Ho. rewrite set_entry_twice in Ho. exact Ho.
    - exact (ex_post_cycle d breaking choose Hr i o nodes Hi Ho Hc).
  Qed.
  (* With an independent prior, an interim graph with a negative cycle leaves no payments that make
     the rule Bayesian incentive compatible. *)
  Theorem interim_not_implementable_sound i o nodes :
    check_full d r (Not_implementable true) (Cycle i o nodes) = true ->
    holds (F := F) d r (Not_implementable true).
  Proof.
    unfold check_full. rewrite !andb_true_iff, is_agent_spec.
    intros [[He Hr] [[[Hfree Hind] Hi] Hc]].
    destruct r as [breaking choose|]; [|discriminate]. cbn [holds].
    intros (m & _ & Hm & _ & Hps). apply Forall_inv in Hps.
    destruct (environment_is_independent (F := F) d He Hind) as (by_type & _ & P).
    refine (proj1 (Cycle.BIC_no_negative_cycle e (fixed_rule choose) _ P) _ i Hi _).
    - exists m. split; assumption.
    - exact (interim_cycle d breaking choose Hr i nodes Hi Hc).
  Qed.

  (* Every accepted certificate about the implementation of a fixed rule proves its claim. *)
  Theorem graphs_sound c v : is_about_graphs c = true -> check_full d r c v = true ->
    holds (F := F) d r c.
  Proof.
    assert (N : forall b, b && false <> true) by (intros []; discriminate).
    intros Hc H. destruct c as [| | | | | | |[]|[]]; try discriminate Hc;
      destruct v; try (destruct (N _ H)).
    - eapply interim_implementable_sound, H.
    - eapply implementable_sound, H.
    - eapply interim_not_implementable_sound, H.
    - eapply not_implementable_sound, H.
  Qed.
End Claims.

(* The same for interim tables. *)
Section Reduced.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable d : table_data.
  Notation T := (tables_from F d).

  Lemma table_node_spec i s : is_table_type d i s && is_positive (chance_in d i s) = true ->
    InterimGraphs.table_node T i s.
  Proof.
    rewrite andb_true_iff, (table_type_spec (F := F)), (is_positive_in (F := F)).
    intros [[_ Hs] P]. split; assumption.
  Qed.
  (* Potentials of the graphs keep the incentives among the types of positive probability. *)
  Lemma table_potentials q : forallb (fun k => match k with
      | Row_bic i _ report =>
          negb (is_positive (chance_in d i report)) || row_holds (reduced_system d) (pay q) k
      | _ => false
      end) (rows_of (reduced_system d) bic) = true ->
    interim_BIC_support T (interim_payments F q).
  Proof.
    rewrite forallb_forall. intros H i s report Hi Hs Hr Ps Pr.
    destruct (Nat.eq_dec report s) as [->|N]; [apply at_most_refl|].
    assert (K : In (Row_bic i s report) (rows_of (reduced_system d) bic)).
    { apply in_flat_map. exists i. split; [exact Hi|]. apply in_flat_map. exists s.
      split; [exact Hs|]. apply in_map, filter_In. rewrite negb_true_iff, Nat.eqb_neq.
      split; assumption. }
    apply H in K. apply orb_true_iff in K as [K|K].
    - apply negb_true_iff in K. apply is_positive_in in Pr. congruence.
    - apply (row_holds_spec (F := F)) in K.
      apply (bic_row_true d _ (interim_payments F q)) in K; [|intros j t; reflexivity].
      apply (positive_chance T) in K; [|apply less_at_most, Ps|exact Ps].
      apply (at_most_by _ _ _ K). unfold interim_utility. ring.
  Qed.
  Lemma table_length_value i from to : InterimGraphs.table_node T i to ->
    of_Q (interim_length (reduced_system d) (chance_in d) i from to) =
    InterimGraphs.table_length T i from to.
  Proof.
    intros [_ P]. apply positive_not_zero in P. unfold interim_length.
    rewrite of_Q_times, of_Q_invert, evaluate_value by exact P.
    cbn [row reduced_system reduced_row].
    rewrite chance_form_value, subtract_form_value,
      !(report_form_value d _ (fun _ _ => of_Q 0%Q)) by (intros j t; reflexivity).
    unfold interim_utility, InterimGraphs.table_length. cbn [tables_from chance] in *.
    field. exact P.
  Qed.

  (* Potentials of the graphs of the tables are interim payments that keep the incentives; types
     of probability 0 pay so much that nobody wants to report them. *)
  Theorem reduced_implementable_sound q :
    check_reduced d (Implementable true) (Potentials q) = true ->
    interim_holds (F := F) d (Implementable true).
  Proof.
    unfold check_reduced. rewrite andb_true_iff. intros [Hd Hq]. cbn [interim_holds].
    destruct (interim_BIC_extend T (tables_ok_chances d Hd) _ (table_potentials q Hq))
      as (q' & H & _).
    exists q'. exact H.
  Qed.
  (* A graph with a negative cycle leaves none (Rochet 1987). *)
  Theorem reduced_not_implementable_sound i o nodes :
    check_reduced d (Not_implementable true) (Cycle i o nodes) = true ->
    interim_holds (F := F) d (Not_implementable true).
  Proof.
    unfold check_reduced. rewrite !andb_true_iff, (table_agent_spec (F := F)).
    intros [Hd [Hi Hc]]. cbn [interim_holds]. intros Hq.
    apply (proj1 (InterimGraphs.interim_BIC_no_negative_cycle T (tables_ok_chances d Hd)) Hq i Hi).
    revert Hc. apply negative_cycle_sound.
    - intros from to _ Hto. apply table_length_value, Hto.
    - intros s. apply table_node_spec.
  Qed.
  Theorem reduced_graphs_sound c v : is_about_graphs c = true -> check_reduced d c v = true ->
    interim_holds (F := F) d c.
  Proof.
    assert (N : forall b, b && false <> true) by (intros []; discriminate).
    intros Hc H. destruct c as [| | | | | | |[]|[]]; try discriminate Hc;
      destruct v; try (destruct (N _ H)).
    - eapply reduced_implementable_sound, H.
    - eapply reduced_not_implementable_sound, H.
  Qed.
End Reduced.
