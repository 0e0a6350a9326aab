(* From an accepted certificate to a theorem that can be read: what the files use which
   `expost explain --format coq` writes. *)
From Coq Require Import QArith List.
From Expost.theory Require Import Field Sums Profile Environment Tables Implications.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Checker.
From Expost.cert Require Import Soundness.
Import ListNotations.

(* Short forms for data: a list of the entries at the types of the last agent, an outcome without
   a lottery, and profiles as lists of natural numbers. *)
Definition cells {A} (entries : list A) : table A := By (map Cell entries).
Definition sure (a : nat) : choice := [(a, 1%Q)].
Arguments Row_dsic _%nat _%nat _%nat.
Arguments Row_epic _%nat _%nat _%nat.
Arguments Row_epir _%nat _%nat.
Arguments Row_sbb _%nat.
Arguments Row_wbb _%nat.
Arguments Row_npt _%nat _%nat.
Arguments Row_nopay _%nat _%nat.
Arguments Row_eff _%nat _%nat.
Arguments Row_wmon _%nat _%nat _%nat.
Arguments Row_pos _%nat _%nat.
Arguments Row_one _%nat.
Arguments Row_worst _%nat.
Arguments Row_fix _%nat _%nat.
Arguments Branch _%nat _.
Arguments Cube _%nat _%nat _%Q.
Arguments Cycle _%nat _%nat _%nat.

(* The rule of a table: the probability of each outcome at each profile. *)
Definition chosen (F : ordered_field) (choose : table choice) : profile -> nat -> F :=
  fun t a => of_Q (chance_of (lookup [] choose t) a).
(* The functions of Groves payments: h i is at the others' types what the table is at type 0. *)
Notation groves_functions F h := (h_stated (F := F) h).

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

  (* The objective, and that it is at most or at least, or more or less than a number. *)
  Definition objective_of (o : objective) m : F :=
    match o with
    | Revenue => revenue e m
    | Profit => profit e m
    | Welfare => welfare e m
    | Utility => total_utility e m
    | Utility_of i => expected_utility e i m
    | Deficit => deficit e m
    | Worst_deficit => 0
    end.
  Definition is_bound to o m (v : F) : Prop :=
    match o with
    | Worst_deficit => forall z, worst_deficit e m z -> no_better to z v
    | _ => no_better to (objective_of o m) v
    end.
  Definition is_better to o m (v : F) : Prop :=
    match o with
    | Worst_deficit => exists z, worst_deficit e m z /\ better to z v
    | _ => better to (objective_of o m) v
    end.
  Lemma is_bound_correct to o m v :
    is_bound to o m v <-> forall z, objective_is d o m z -> no_better to z v.
  Proof.
    destruct o; cbn [is_bound objective_of objective_is]; try reflexivity;
      (split; [intros H z <-; exact H|intros H; apply H; reflexivity]).
  Qed.
  Lemma is_better_correct to o m v :
    is_better to o m v <-> exists z, objective_is d o m z /\ better to z v.
  Proof.
    destruct o; cbn [is_better objective_of objective_is]; try reflexivity;
      (split; [intros H; eexists; split; [reflexivity|exact H]|intros (z & <- & H); exact H]).
  Qed.

  (* With private values payments that implement a rule do so in dominant strategies. *)
  Lemma is_private_correct : is_private d = true -> private_values e.
  Proof.
    unfold is_private. rewrite forallb_forall. intros H i a t s E.
    cbn [value in_field environment_of]. unfold value_of. destruct (nth_in_or_default i
      (valuations d) (Private [])) as [Hi| ->]; [|rewrite E; reflexivity].
    specialize (H _ Hi). destruct (nth i (valuations d) (Private [])); [|discriminate].
    rewrite E. reflexivity.
  Qed.
  Definition ex_post_compatible m : Prop := if is_private d then DSIC e m else EPIC e m.
  Lemma ex_post_compatible_correct m :
    ex_post_compatible m <-> EPIC e m /\ (private_values e -> DSIC e m).
  Proof.
    unfold ex_post_compatible. assert (H := is_private_correct). assert (K := EPIC_of_DSIC e m).
    assert (L := DSIC_EPIC e m). destruct (is_private d).
    - specialize (H eq_refl). tauto.
    - tauto.
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
    unfold admits. rewrite Forall_app, Forall_cons_iff. assert (N := @Forall_nil _ (fun p => has d p m)).
    tauto.
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
    let values := sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s)) in
    match o with
    | Revenue => expected_payments T q
    | Profit => expected_budget T q
    | Welfare => values - expected_cost T
    | Utility => values - expected_payments T q
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

(* What an accepted certificate says: that the data are those of an environment (of interim
   tables), that the rule is what it is called, and the claim. *)
Section Accepted.
  Context {d : data} {r : rule} {c : claim} {v : evidence}.
  Hypothesis accepted : check (Full d r c v) = true.
  Theorem environment_proved F : environment_is_proper (F := F) d.
  Proof. exact (proj1 (check_sound _ accepted F)). Qed.
  Theorem rule_proved F : rule_is_as_said (F := F) d r.
  Proof. exact (proj1 (proj2 (check_sound _ accepted F))). Qed.
  Theorem claim_proved F : says (F := F) d r c.
  Proof. exact (says_what_holds d r c (proj2 (proj2 (check_sound _ accepted F)))). Qed.
End Accepted.
Section Accepted_reduced.
  Context {d : table_data} {c : claim} {v : evidence}.
  Hypothesis accepted : check (Reduced d c v) = true.
  Theorem tables_proved F : tables_are_proper (F := F) d.
  Proof. exact (proj1 (check_sound _ accepted F)). Qed.
  Theorem reduced_claim_proved F : table_says (F := F) d c.
  Proof. exact (tables_say_what_holds d c (proj2 (check_sound _ accepted F))). Qed.
End Accepted_reduced.

(* The environment, the rule or the claim of an accepted certificate, as written out. *)
Ltac by_certificate accepted :=
  intros F;
  first
    [ exact (claim_proved accepted F)
    | exact (reduced_claim_proved accepted F)
    | exact (environment_proved accepted F)
    | exact (rule_proved accepted F)
    | exact (tables_proved accepted F) ].
