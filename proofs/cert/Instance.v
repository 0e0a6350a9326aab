(* From an accepted certificate to a theorem that can be read: what the files use which
   `expost explain --format coq` writes. *)
From Coq Require Import QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment Tables Implications.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Checker.
From Expost.cert Require Import Row_values Reduced_ex_post Soundness.
Import ListNotations.

(* Short forms for data: a list of the entries at the types of the last agent, and an outcome
   without a lottery. *)
Definition cells {A} (entries : list A) : table A := By (map Cell entries).
Definition sure (a : nat) : choice := [(a, 1%Q)].

(* The rule of a table: the probability of each outcome at each profile. *)
Definition chosen (F : ordered_field) (choose : table choice) : profile -> nat -> F :=
  fun t a => of_Q (chance_of (lookup [] choose t) a).
(* The functions of Groves payments: h i is at the others' types what the table is at type 0. *)
Notation groves_functions F h := (h_stated (F := F) h).

(* What all agents together expect from the outcomes if they are truthful. *)
Definition expected_values {F : ordered_field} (T : interim_tables F) : F :=
  sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s)).

(* A list of statements joined by "and". *)
Fixpoint all_of (statements : list Prop) : Prop :=
  match statements with
  | [] => True
  | [P] => P
  | P :: statements => P /\ all_of statements
  end.
Lemma all_of_cons P l : all_of (P :: l) <-> P /\ all_of l.
Proof. destruct l; cbn; tauto. Qed.
Lemma all_of_app l k : all_of (l ++ k) <-> all_of l /\ all_of k.
Proof.
  induction l as [|P l IH]; [cbn; tauto|].
  cbn [app]. rewrite !all_of_cons, IH. tauto.
Qed.
Lemma all_of_map {A} (P : A -> Prop) l : all_of (map P l) <-> Forall P l.
Proof.
  induction l as [|a l IH]; [split; constructor|].
  cbn [map]. rewrite all_of_cons, IH, Forall_cons_iff. reflexivity.
Qed.

Local Open Scope number_scope.

(* The value of an objective but the worst deficit, which not all mechanisms have. *)
Definition objective_in {F : ordered_field} (e : environment F) (o : objective)
    (m : mechanism F) : F :=
  match o with
  | Revenue => revenue e m
  | Profit => profit e m
  | Welfare => welfare e m
  | Utility => total_utility e m
  | Utility_of i => expected_utility e i m
  | Deficit => deficit e m
  | Worst_deficit => 0
  end.

Section Full.
  Context {F : ordered_field}.
  Variable d : data.
  Variable r : rule.
  Notation e := (in_field F (environment_of d)).
  Implicit Types (m : mechanism F) (ps : list property).

  Definition conditions (without_lotteries : bool) ps m : list Prop :=
    (if without_lotteries then [deterministic e m] else []) ++ map (fun p => has d p m) ps.
  Definition conditions_with_rule without_lotteries ps m : list Prop :=
    feasible e m ::
    match r with Fixed _ choose => [follows e (chosen F choose) m] | Free => [] end ++
    conditions without_lotteries ps m.

  Lemma conditions_correct sure ps m : all_of (conditions sure ps m) <->
    (if sure then deterministic e m else True) /\ Forall (fun p => has d p m) ps.
  Proof.
    unfold conditions. rewrite all_of_app, all_of_map. destruct sure; cbn [all_of]; tauto.
  Qed.
  Lemma conditions_with_rule_correct sure ps m :
    all_of (conditions_with_rule sure ps m) <-> admits d r sure ps m.
  Proof.
    unfold conditions_with_rule, admits, has_rule.
    rewrite all_of_cons, all_of_app, conditions_correct.
    destruct r; cbn [all_of]; reflexivity || tauto.
  Qed.
  Lemma conditions_and sure ps m more :
    all_of (conditions_with_rule sure ps m ++ more) <-> admits d r sure ps m /\ all_of more.
  Proof. rewrite all_of_app, conditions_with_rule_correct. reflexivity. Qed.

  (* That the objective is at most or at least, or more or less than a number. *)
  Definition is_bound to o m (v : F) : Prop :=
    match o with
    | Worst_deficit => forall z, worst_deficit e m z -> no_better to z v
    | _ => no_better to (objective_in e o m) v
    end.
  Definition is_better to o m (v : F) : Prop :=
    match o with
    | Worst_deficit => exists z, worst_deficit e m z /\ better to z v
    | _ => better to (objective_in e o m) v
    end.
  Lemma is_bound_correct to o m v :
    is_bound to o m v <-> forall z, objective_is d o m z -> no_better to z v.
  Proof.
    destruct o; cbn [is_bound objective_in objective_is has_objective]; try reflexivity;
      (split; [intros H z <-; exact H|intros H; apply H; reflexivity]).
  Qed.
  Lemma is_better_correct to o m v :
    is_better to o m v <-> exists z, objective_is d o m z /\ better to z v.
  Proof.
    destruct o; cbn [is_better objective_in objective_is has_objective]; try reflexivity;
      (split; [intros H; eexists; split; [reflexivity|exact H]|intros (z & <- & H); exact H]).
  Qed.

  (* With private values payments that implement a rule do so in dominant strategies. *)
  Definition ex_post_compatible m : Prop := if is_private d then DSIC e m else EPIC e m.
  Lemma ex_post_compatible_correct m :
    ex_post_compatible m <-> EPIC e m /\ (private_values e -> DSIC e m).
  Proof.
    unfold ex_post_compatible. assert (H := private_valuations (F := F) d).
    assert (K := EPIC_of_DSIC e m).
    assert (L := DSIC_EPIC e m). destruct (is_private d).
    - specialize (H eq_refl). tauto.
    - tauto.
  Qed.

  (* That the data are those of an environment. *)
  Definition says_environment : Prop :=
    all_of ([agents e <> []; forall i, In i (agents e) -> types e i <> []; outcomes e <> []] ++
      match beliefs d with No_prior => [] | _ => [is_probability e] end).
  Lemma says_what_is_proper : environment_is_proper (F := F) d -> says_environment.
  Proof.
    intros (Ha & Ht & Ho & Hp). apply all_of_app. split; [cbn [all_of]; tauto|].
    destruct (beliefs d); [exact I|exact Hp|exact Hp].
  Qed.
  (* That the rule is what it is called. *)
  Definition says_rule : Prop :=
    match r with
    | Fixed breaking choose =>
        let m := mechanism_of F choose [] in
        all_of (feasible e m :: match breaking with
          | None => []
          | Some breaking => [efficient e m;
              forall t, In t (profiles e) -> ties_broken d breaking t (allocation m t)]
          end)
    | Free => True
    end.
  Lemma says_what_is_said : rule_is_as_said (F := F) d r -> says_rule.
  Proof.
    unfold rule_is_as_said, says_rule. destruct r as [[breaking|] choose|]; exact (fun H => H).
  Qed.

  (* A claim as it is read. *)
  Definition says (c : claim) : Prop :=
    match c with
    | Satisfies sure ps m =>
        let m := mechanism_of F (rule_table r m) (stated_payments m) in
        all_of (feasible e m :: conditions sure ps m)
    | Violates p m =>
        let m := mechanism_of F (rule_table r m) (stated_payments m) in
        feasible e m /\ ~ has d p m
    | Impossible sure ps => ~ exists m, all_of (conditions_with_rule sure ps m)
    | Optimum to o v sure ps =>
        (exists m, all_of (conditions_with_rule sure ps m ++ [objective_is d o m (of_Q v)])) /\
        forall m, all_of (conditions_with_rule sure ps m) -> is_bound to o m (of_Q v)
    | Unbounded to o sure ps =>
        forall bound, exists m,
          all_of (conditions_with_rule sure ps m ++ [is_better to o m bound])
    | Groves_balance h =>
        private_values e /\
        (exists m, all_of (conditions_with_rule false [eff] m ++
          [is_groves e (h_stated h) m; SBB e m])) /\
        forall m, all_of (conditions_with_rule false [eff] m ++
          [is_groves e (h_stated h) m]) -> SBB e m
    | Groves_no_balance =>
        private_values e /\
        ~ exists m, all_of (conditions_with_rule false [eff] m ++ [groves e m; SBB e m])
    | Implementable false =>
        exists m, all_of (conditions_with_rule false [] m ++ [ex_post_compatible m])
    | Implementable true => exists m, all_of (conditions_with_rule false [bic] m)
    | Not_implementable false =>
        ~ exists m, all_of (conditions_with_rule false [] m ++ [ex_post_compatible m])
    | Not_implementable true => ~ exists m, all_of (conditions_with_rule false [bic] m)
    end.

  Lemma admits_add ps p m :
    admits d r false (ps ++ [p]) m <-> admits d r false ps m /\ has d p m.
  Proof.
    unfold admits. rewrite Forall_app, Forall_cons_iff.
    assert (N := @Forall_nil _ (fun p => has d p m)). tauto.
  Qed.
  Theorem says_what_holds c : holds (F := F) d r c -> says c.
  Proof.
    destruct c as [sure ps m|p m|sure ps|to o v sure ps|to o sure ps|h| |[|]|[|]];
      cbn [holds says].
    - intros (H & _ & H'). apply all_of_cons. split; [exact H|]. apply conditions_correct, H'.
    - intros [(H & _) H']. exact (conj H H').
    - intros H [m Hm]. apply H. exists m. apply conditions_with_rule_correct, Hm.
    - intros [(m & H & H') B]. split.
      + exists m. apply conditions_and. exact (conj H H').
      + intros k Hk. apply is_bound_correct. intros z. apply B.
        apply conditions_with_rule_correct, Hk.
    - intros H b. destruct (H b) as (m & z & H1 & H2 & H3). exists m. apply conditions_and.
      split; [exact H1|]. apply is_better_correct. exists z. exact (conj H2 H3).
    - intros (P & (m & H & G) & B). apply (admits_add [eff] sbb) in H as [H S].
      split; [exact P|]. split.
      + exists m. apply conditions_and. exact (conj H (conj G S)).
      + intros k Hk. apply conditions_and in Hk as [Hk G']. exact (B k Hk G').
    - intros [P N]. split; [exact P|]. intros [m Hm]. apply conditions_and in Hm as (H & G & S).
      apply N. exists m. split; [|exact G]. apply (admits_add [eff] sbb). exact (conj H S).
    - intros [m H]. exists m. apply conditions_with_rule_correct, H.
    - intros (m & H & D). apply (admits_add [] epic) in H as [H E].
      exists m. apply conditions_and. split; [exact H|]. apply ex_post_compatible_correct.
      exact (conj E D).
    - intros N [m H]. apply N. exists m. apply conditions_with_rule_correct, H.
    - intros N [m H]. apply conditions_and in H as [H E]. apply N. exists m.
      apply (admits_add [] epic). split; [exact H|]. apply ex_post_compatible_correct in E. apply E.
  Qed.
End Full.

Section Reduced.
  Context {F : ordered_field}.
  Variable d : table_data.
  Notation T := (tables_from F d).
  Implicit Types (q : nat -> nat -> F) (ps : list property).

  Definition table_conditions ps q : list Prop := map (fun p => interim_has d p q) ps.
  Lemma table_conditions_and ps q more :
    all_of (table_conditions ps q ++ more) <-> interim_admits d ps q /\ all_of more.
  Proof. unfold table_conditions. rewrite all_of_app, all_of_map. reflexivity. Qed.

  Definition table_objective (o : objective) q : F :=
    match o with
    | Revenue => expected_payments T q
    | Profit => expected_budget T q
    | Welfare => expected_values T - expected_cost T
    | Utility => expected_values T - expected_payments T q
    | Utility_of i => type_expectation T i (fun s => interim_utility T q i s s)
    | Deficit => - expected_budget T q
    | Worst_deficit => 0
    end.
  Lemma table_objective_correct o q z : interim_objective_is d o q z -> table_objective o q = z.
  Proof. destruct o; cbn; tauto. Qed.
  Definition table_says (c : claim) : Prop :=
    match c with
    | Satisfies false ps m =>
        all_of (table_conditions ps (interim_payments F (stated_payments m)))
    | Violates p m => ~ interim_has d p (interim_payments F (stated_payments m))
    | Impossible false ps => ~ exists q, all_of (table_conditions ps q)
    | Optimum to o v false ps =>
        (exists q, all_of (table_conditions ps q ++ [table_objective o q = of_Q v])) /\
        forall q, all_of (table_conditions ps q) -> no_better to (table_objective o q) (of_Q v)
    | Unbounded to o false ps =>
        forall bound, exists q,
          all_of (table_conditions ps q ++ [better to (table_objective o q) bound])
    | Implementable true => exists q, interim_BIC T q
    | Not_implementable true => ~ exists q, interim_BIC T q
    | _ => False
    end.
  Theorem tables_say_what_holds c : interim_holds (F := F) d c -> table_says c.
  Proof.
    destruct c as [[|] ps m|p m|[|] ps|to o v [|] ps|to o [|] ps|h| |[|]|[|]];
      cbn [interim_holds table_says]; try exact (fun H => H).
    - intros H. apply all_of_map, H.
    - intros N [q H]. apply N. exists q. apply all_of_map, H.
    - intros [(q & H & H') B]. split.
      + exists q. apply table_conditions_and. split; [exact H|].
        apply table_objective_correct, H'.
      + intros k Hk. apply (B k); [apply all_of_map, Hk|].
        destruct o; try reflexivity. destruct H'.
    - intros H b. destruct (H b) as (q & z & H1 & H2 & H3). exists q. apply table_conditions_and.
      split; [exact H1|]. rewrite (table_objective_correct _ _ _ H2). exact H3.
  Qed.
End Reduced.

(* A claim about tables as one about every environment and rule that have them. *)
Section Everywhere.
  Context {F : ordered_field}.
  Variable d : table_data.
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Implicit Types (m : mechanism F) (ps : list property).

  Definition conditions_everywhere ps m : list Prop :=
    follows e rule m :: map (has_property e m) ps.
  Lemma conditions_everywhere_correct ps m :
    all_of (conditions_everywhere ps m) <-> follows_with e rule ps m.
  Proof. unfold conditions_everywhere. rewrite all_of_cons, all_of_map. reflexivity. Qed.
  Lemma conditions_everywhere_and ps m more :
    all_of (conditions_everywhere ps m ++ more) <-> follows_with e rule ps m /\ all_of more.
  Proof. rewrite all_of_app, conditions_everywhere_correct. reflexivity. Qed.

  Definition says_everywhere (c : claim) : Prop :=
    match c with
    | Satisfies false ps stated =>
        let q := interim_payments F (stated_payments stated) in
        exists m, all_of (conditions_everywhere ps m ++ [pays_interim d e m q])
    | Violates p stated =>
        let q := interim_payments F (stated_payments stated) in
        forall m, follows e rule m /\ pays_interim d e m q -> ~ has_property e m p
    | Impossible false ps => ~ exists m, all_of (conditions_everywhere ps m)
    | Optimum to o v false ps =>
        (exists m, all_of (conditions_everywhere ps m ++ [objective_in e o m = of_Q v])) /\
        forall m, all_of (conditions_everywhere ps m) -> no_better to (objective_in e o m) (of_Q v)
    | Unbounded to o false ps =>
        forall bound, exists m,
          all_of (conditions_everywhere ps m ++ [better to (objective_in e o m) bound])
    | Implementable true => exists m, all_of (conditions_everywhere [bic] m)
    | Not_implementable true => ~ exists m, all_of (conditions_everywhere [bic] m)
    | _ => False
    end.
  Lemma objective_in_correct o m z : o <> Worst_deficit ->
    has_objective e m o z <-> objective_in e o m = z.
  Proof. destruct o; cbn; tauto. Qed.
  Lemma says_everywhere_correct c :
    match c with
    | Optimum _ Worst_deficit _ _ _ | Unbounded _ Worst_deficit _ _ => False
    | _ => True
    end -> ex_post_holds d e rule c -> says_everywhere c.
  Proof.
    destruct c as [[|] ps m|p m|[|] ps|to o v [|] ps|to o [|] ps|h| |[|]|[|]]; intros Ho;
      cbn [ex_post_holds says_everywhere]; try exact (fun H => H).
    - intros (k & H & Hq). exists k. apply conditions_everywhere_and. exact (conj H Hq).
    - intros H k [Hf Hq]. exact (H k Hf Hq).
    - intros N [k H]. apply N. exists k. apply conditions_everywhere_correct, H.
    - assert (O : o <> Worst_deficit) by (destruct o; try discriminate; destruct Ho).
      intros [(k & H & Hz) B]. split.
      + exists k. apply conditions_everywhere_and. split; [exact H|].
        apply objective_in_correct; assumption.
      + intros k' H'. apply (B k'); [apply conditions_everywhere_correct, H'|].
        apply objective_in_correct; [exact O|reflexivity].
    - assert (O : o <> Worst_deficit) by (destruct o; try discriminate; destruct Ho).
      intros H b. destruct (H b) as (k & z & Hk & Hz & Hb). exists k.
      apply conditions_everywhere_and. split; [exact Hk|].
      apply objective_in_correct in Hz; [|exact O]. cbn [all_of]. rewrite Hz. exact Hb.
  Qed.
End Everywhere.

(* What an accepted certificate says: that the data are those of an environment (of interim
   tables), that the rule is what it is called, and the claim. *)
Section Accepted.
  Context {d : data} {r : rule} {c : claim} {v : evidence}.
  Hypothesis accepted : check (Full d r c v) = true.
  Theorem environment_proved F : says_environment (F := F) d.
  Proof. exact (says_what_is_proper d (proj1 (check_sound _ accepted F))). Qed.
  Theorem rule_proved F : says_rule (F := F) d r.
  Proof. exact (says_what_is_said d r (proj1 (proj2 (check_sound _ accepted F)))). Qed.
  Theorem claim_proved F : says (F := F) d r c.
  Proof. exact (says_what_holds d r c (proj2 (proj2 (check_sound _ accepted F)))). Qed.
End Accepted.
Section Accepted_tables.
  Context {d : table_data} {c : claim} {v : evidence}.
  Hypothesis accepted : check (Reduced d c v) = true.
  Theorem tables_proved F : tables_are_proper (F := F) d.
  Proof. exact (proj1 (check_sound _ accepted F)). Qed.
  Theorem interim_claim_proved F : table_says (F := F) d c.
  Proof. exact (tables_say_what_holds d c (proj2 (check_sound _ accepted F))). Qed.
  Theorem claim_proved_everywhere (F : ordered_field) (e : environment F) rule :
    has_tables e rule (tables_from F d) -> says_everywhere d e rule c.
  Proof.
    intros tables. assert (H := check_reduced_accepts d c v accepted).
    apply says_everywhere_correct; [|exact (reduced_ex_post d e rule tables c v H)].
    unfold check_reduced in H.
    apply andb_true_iff in H as [_ H].
    destruct c as [ | | |to o z [|] ps|to o [|] ps| | | | ]; try exact I;
      destruct v; try discriminate H; destruct o; try exact I;
      cbn [reduced_objective_ok] in H; rewrite ?andb_false_r in H; discriminate H.
  Qed.
End Accepted_tables.
