(* What the checks of a rule prove: it lists lotteries, or outcomes, and where it is called
   efficient it is, with its ties broken as they are said to be. *)
From Coq Require Import ZArith QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Balance.
From Expost.cert Require Import Numbers Data Forms Rows Claims Evidence Checker Row_values.
From Expost.cert Require Import Environment_sound.
Import ListNotations.
Local Open Scope number_scope.

(* Of numbers in order, the first is the least and the last the greatest. *)
Lemma filter_first f k n a : In a (filter f (seq k n)) ->
  In (hd O (filter f (seq k n))) (filter f (seq k n)) /\ (hd O (filter f (seq k n)) <= a)%nat.
Proof.
  revert k; induction n as [|n IH]; intros k; cbn [seq filter]; [intros []|].
  destruct (f k); [|apply IH]. cbn [hd]. intros H. split; [left; reflexivity|].
  destruct H as [<-|H]; [lia|]. apply filter_In in H as [H _]. apply in_seq in H. lia.
Qed.
Lemma filter_last f k n a : In a (filter f (seq k n)) ->
  In (last (filter f (seq k n)) O) (filter f (seq k n)) /\
  (a <= last (filter f (seq k n)) O)%nat.
Proof.
  induction n as [|n IH]; [intros []|]. rewrite seq_S, filter_app. cbn [filter].
  destruct (f (k + n)%nat); [|rewrite app_nil_r; exact IH].
  rewrite last_last, !in_app_iff. intros H. split; [right; left; reflexivity|].
  destruct H as [H|[<-|[]]]; [|lia]. apply filter_In in H as [H _]. apply in_seq in H. lia.
Qed.

(* Choices: outcomes in order, each once. *)
Lemma rising_above d b c p : rising d (Some b) c = true -> In p c -> (b < fst p)%nat.
Proof.
  revert b; induction c as [|(a, q) c IH]; intros b H Hp; [destruct Hp|]. cbn [rising] in H.
  rewrite !andb_true_iff, Nat.ltb_lt in H. destruct H as [[[Hb _] _] H].
  destruct Hp as [<-|Hp]; [exact Hb|]. specialize (IH a H Hp). lia.
Qed.
Lemma rising_nodup d last c : rising d last c = true -> NoDup (map fst c).
Proof.
  revert last; induction c as [|(a, q) c IH]; intros last H; cbn [map fst]; [constructor|].
  cbn [rising] in H. rewrite !andb_true_iff in H. destruct H as [_ H].
  constructor; [|exact (IH _ H)]. rewrite in_map_iff. intros (p & E & Hp).
  apply (rising_above _ _ _ _ H) in Hp. lia.
Qed.
Lemma rising_positive d last c p : rising d last c = true -> In p c -> is_positive (snd p) = true.
Proof.
  revert last; induction c as [|(a, q) c IH]; intros last H Hp; [destruct Hp|].
  cbn [rising] in H. rewrite !andb_true_iff in H. destruct H as [[_ Hq] H].
  destruct Hp as [<-|Hp]; [exact Hq|exact (IH _ H Hp)].
Qed.
Lemma table_choice d choose t : table_ok d choose = true ->
  In t (profiles (environment_of d)) -> choice_ok d (lookup [] choose t) = true.
Proof. unfold table_ok. rewrite forallb_forall. auto. Qed.

(* A uniform lottery over a list lists it. *)
Lemma uniform_spec (c : choice) best q : length c = length best ->
  forallb (fun p => Nat.eqb (fst (fst p)) (snd p) && are_equal (snd (fst p)) q)
    (combine c best) = true ->
  map fst c = best /\ forall p, In p c -> are_equal (snd p) q = true.
Proof.
  revert best; induction c as [|(a, p) c IH]; intros [|b best] Hl H; try discriminate.
  - split; [reflexivity|intros p []].
  - cbn [combine forallb fst snd] in H. rewrite !andb_true_iff, Nat.eqb_eq in H.
    destruct H as [[-> Hp] H]. injection Hl as Hl. destruct (IH best Hl H) as [<- Hc].
    split; [reflexivity|]. intros p' [<-|Hp']; [exact Hp|apply Hc, Hp'].
Qed.

Section Rule.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable d : data.
  Notation e := (in_field F (environment_of d)).
  Implicit Types (a : nat) (t : profile) (c : choice).

  Lemma choice_in_range c p : choice_ok d c = true -> In p c -> In (fst p) (outcomes e).
  Proof.
    unfold choice_ok. rewrite andb_true_iff. intros [H _]. exact (rising_in_range d c None H p).
  Qed.
  Lemma choice_total c : choice_ok d c = true -> sum c (fun p => of_Q (snd p)) = (1 : F).
  Proof.
    unfold choice_ok. rewrite andb_true_iff. intros [_ H].
    apply (are_equal_in (F := F)) in H. rewrite of_Q_total, of_Q_1 in H. exact H.
  Qed.
  (* A sum over outcomes, each with its chance, is one over the outcomes that are listed. *)
  Lemma chance_sum c (g : nat -> F) : choice_ok d c = true ->
    sum (outcomes e) (fun a => of_Q (chance_of c a) * g a) =
    sum c (fun p => of_Q (snd p) * g (fst p)).
  Proof.
    intros H.
    rewrite (sum_ext (outcomes e) _
      (fun a => sum c (fun p => indicator (fst p) a * (of_Q (snd p) * g a)))).
    - rewrite sum_swap. apply sum_ext. intros p Hp.
      apply (sum_indicator _ (fst p) (fun a => of_Q (snd p) * g a)).
      + apply outcomes_nodup.
      + apply (choice_in_range c); assumption.
    - intros a _. unfold chance_of. rewrite of_Q_total, <- sum_scale_right.
      apply sum_ext. intros p _. unfold indicator. rewrite (Nat.eqb_sym a).
      destruct (Nat.eqb (fst p) a); [|rewrite of_Q_0]; ring.
  Qed.
  Lemma chance_listed c p : choice_ok d c = true -> In p c ->
    of_Q (chance_of c (fst p)) = (of_Q (snd p) : F).
  Proof.
    unfold choice_ok. rewrite andb_true_iff. intros [H _] Hp. apply rising_nodup in H.
    unfold chance_of. rewrite of_Q_total. induction c as [|q c IH]; [destruct Hp|].
    cbn [map] in H. inversion H as [|? ? Hq Hn]; subst. cbn [sum]. destruct Hp as [->|Hp].
    - rewrite Nat.eqb_refl, sum_all_zero; [ring|]. intros q Hq'.
      destruct (Nat.eqb_spec (fst q) (fst p)) as [E|_]; [|apply of_Q_0].
      exfalso. apply Hq. rewrite <- E. apply in_map, Hq'.
    - destruct (Nat.eqb_spec (fst q) (fst p)) as [E|_].
      + exfalso. apply Hq. rewrite E. apply in_map, Hp.
      + rewrite of_Q_0, (IH Hn Hp). ring.
  Qed.
  Lemma choice_lottery c : choice_ok d c = true -> lottery e (fun a => of_Q (chance_of c a)).
  Proof.
    intros H. split.
    - intros a _. unfold chance_of. rewrite of_Q_total. apply sum_nonnegative. intros p Hp.
      destruct (Nat.eqb (fst p) a); [|rewrite of_Q_0; apply at_most_refl].
      unfold choice_ok in H. apply andb_true_iff in H as [H _].
      apply less_at_most, is_positive_in, (rising_positive _ _ _ _ H Hp).
    - rewrite <- (choice_total c H), (sum_ext _ _ (fun a => of_Q (chance_of c a) * 1))
        by (intros a _; ring).
      rewrite chance_sum by exact H. apply sum_ext. intros p _. ring.
  Qed.
  (* One outcome that is listed alone is certain. *)
  Lemma choice_sure a q : choice_ok d [(a, q)] = true -> of_Q (chance_of [(a, q)] a) = (1 : F).
  Proof.
    intros H. assert (E := chance_listed _ (a, q) H (or_introl eq_refl)). cbn [fst snd] in E.
    apply choice_total in H. cbn [sum snd] in H. rewrite E, <- H. ring.
  Qed.

  (* A table of choices is a rule with lotteries, or, where each has one outcome, without. *)
  Lemma table_feasible choose (p : payments) : table_ok d choose = true ->
    feasible e (mechanism_of F choose p).
  Proof. intros H t Ht. apply choice_lottery, (table_choice _ _ _ H Ht). Qed.
  Lemma table_sure choose (p : payments) : is_sure d choose = true -> table_ok d choose = true ->
    deterministic e (mechanism_of F choose p).
  Proof.
    unfold is_sure. rewrite forallb_forall. intros Hs H t Ht.
    assert (Hc := table_choice _ _ _ H Ht). specialize (Hs t Ht). apply Nat.eqb_eq in Hs.
    cbn [mechanism_of allocation].
    destruct (lookup [] choose t) as [|(a, q) [|]]; try discriminate. exists a. split.
    - exact (choice_in_range _ (a, q) Hc (or_introl eq_refl)).
    - apply choice_sure, Hc.
  Qed.

  (* The outcomes of greatest surplus. *)
  Definition is_maximiser a t := In a (outcomes e) /\
    forall b, In b (outcomes e) -> outcome_surplus e b t <= outcome_surplus e a t.
  Lemma maximisers_spec a t : In a (maximisers d t) <-> is_maximiser a t.
  Proof.
    unfold maximisers, is_maximiser. rewrite filter_In, (are_equal_in (F := F)), surplus_of_value.
    change (outcomes (environment_of d)) with (outcomes e). split; intros [Ha H];
      (split; [exact Ha|]); (assert (N : outcome_number d <> O)
        by (apply in_outcomes in Ha; cbn [in_field environment_of outcome_count] in Ha; lia));
      destruct (best_surplus_is_best (F := F) d t N) as [(b & Hb & E) Hm].
    - rewrite H. exact Hm.
    - apply at_most_antisym; [apply Hm, Ha|]. rewrite <- E. apply H, Hb.
  Qed.
  Lemma maximiser_exists c p t : choice_ok d c = true -> In p c -> exists a, In a (maximisers d t).
  Proof.
    intros Hc Hp. assert (Ha := choice_in_range c p Hc Hp).
    assert (N : outcome_number d <> O)
      by (apply in_outcomes in Ha; cbn [in_field environment_of outcome_count] in Ha; lia).
    destruct (best_surplus_is_best (F := F) d t N) as [(b & Hb & E) Hm]. exists b.
    apply maximisers_spec. split; [exact Hb|]. rewrite E. exact Hm.
  Qed.

  (* A choice among the outcomes of greatest surplus is efficient. *)
  Lemma choice_efficient c t : choice_ok d c = true ->
    (forall p, In p c -> In (fst p) (maximisers d t)) ->
    forall a, In a (outcomes e) ->
      outcome_surplus e a t <= surplus e (fun b => of_Q (chance_of c b)) t.
  Proof.
    intros Hc Hb a Ha. rewrite lottery_surplus, chance_sum by exact Hc.
    apply (at_most_trans _ _ (sum c (fun p => of_Q (snd p) * outcome_surplus e a t))).
    - rewrite sum_scale_right, choice_total by exact Hc. apply equal_at_most. ring.
    - apply sum_at_most. intros p Hp. apply scale_at_most.
      + unfold choice_ok in Hc. apply andb_true_iff in Hc as [Hc _].
        apply less_at_most, is_positive_in, (rising_positive _ _ _ _ Hc Hp).
      + apply Hb, maximisers_spec in Hp as [_ Hp]. apply Hp, Ha.
  Qed.
  Lemma ties_efficient breaking t c : choice_ok d c = true -> ties_ok d breaking t c = true ->
    forall p, In p c -> In (fst p) (maximisers d t).
  Proof.
    intros Hc H p Hp. destruct (maximiser_exists c p t Hc Hp) as [b Hb].
    destruct breaking; cbn [ties_ok] in H.
    - destruct c as [|(a, q) [|]]; try discriminate. destruct Hp as [<-|[]].
      apply Nat.eqb_eq in H. cbn [fst]. rewrite H. apply (filter_first _ _ _ b Hb).
    - destruct c as [|(a, q) [|]]; try discriminate. destruct Hp as [<-|[]].
      apply Nat.eqb_eq in H. cbn [fst]. rewrite H. apply (filter_last _ _ _ b Hb).
    - apply andb_true_iff in H as [Hl H]. apply Nat.eqb_eq in Hl.
      destruct (uniform_spec _ _ _ Hl H) as [E _]. rewrite <- E. apply in_map, Hp.
  Qed.
  Lemma ties_sound breaking t c : choice_ok d c = true -> ties_ok d breaking t c = true ->
    ties_broken d breaking t (fun a => of_Q (chance_of c a) : F).
  Proof.
    intros Hc H. assert (Hb := ties_efficient breaking t c Hc H).
    destruct breaking; cbn [ties_ok ties_broken] in *.
    - destruct c as [|(a, q) [|]]; try discriminate. apply Nat.eqb_eq in H.
      exists a. split; [|split].
      + apply maximisers_spec, (Hb (a, q)). left; reflexivity.
      + apply choice_sure, Hc.
      + intros b Hm. apply maximisers_spec in Hm. rewrite H. apply (filter_first _ _ _ b Hm).
    - destruct c as [|(a, q) [|]]; try discriminate. apply Nat.eqb_eq in H.
      exists a. split; [|split].
      + apply maximisers_spec, (Hb (a, q)). left; reflexivity.
      + apply choice_sure, Hc.
      + intros b Hm. apply maximisers_spec in Hm. rewrite H. apply (filter_last _ _ _ b Hm).
    - apply andb_true_iff in H as [Hl H]. apply Nat.eqb_eq in Hl.
      destruct (uniform_spec _ _ _ Hl H) as [E Hq].
      assert (L : forall a, is_maximiser a t ->
        of_Q (chance_of c a) = of_Q (1 # Pos.of_nat (length (maximisers d t))) :> F).
      { intros a Ha. apply maximisers_spec in Ha. rewrite <- E in Ha.
        apply in_map_iff in Ha as (p & <- & Hp). rewrite chance_listed by assumption.
        apply are_equal_in, Hq, Hp. }
      intros a b Ha Hb'. rewrite (L a Ha), (L b Hb'). reflexivity.
  Qed.

  (* An accepted rule is as it is said to be. *)
  Theorem rule_sound r : rule_ok d r = true -> rule_is_as_said (F := F) d r.
  Proof.
    destruct r as [[breaking|] choose|]; cbn [rule_ok rule_is_as_said]; [| |intros _; exact I].
    - rewrite andb_true_iff, forallb_forall. intros [H Ht]. split; [apply table_feasible, H|].
      split.
      + intros t a Hp Ha. apply (choice_efficient (lookup [] choose t)).
        * exact (table_choice _ _ _ H Hp).
        * exact (ties_efficient breaking t _ (table_choice _ _ _ H Hp) (Ht t Hp)).
        * exact Ha.
      + intros t Hp. exact (ties_sound breaking t _ (table_choice _ _ _ H Hp) (Ht t Hp)).
    - rewrite andb_true_iff. intros [H _]. apply table_feasible, H.
  Qed.

  (* A stated mechanism has the rule, and no lotteries where none are wanted. *)
  Theorem stated_sound r sure m : rule_ok d r = true -> negb sure || is_free r = true ->
    stated_ok d r sure m = true ->
    let mm := mechanism_stated (F := F) r m in
    feasible e mm /\ has_rule d r mm /\ (if sure then deterministic e mm else True).
  Proof.
    intros Hr Hs H. destruct r as [breaking choose|]; cbn [is_free] in Hs.
    - rewrite orb_false_r in Hs. apply negb_true_iff in Hs. subst sure.
      cbn [rule_ok] in Hr. apply andb_true_iff in Hr as [Hr _].
      split; [apply table_feasible, Hr|]. split; [|exact I]. intros t a _ _. reflexivity.
    - unfold stated_ok in H. cbn [is_free negb andb] in H.
      rewrite orb_false_r, andb_true_iff in H. destruct H as [H K].
      split; [apply table_feasible, H|]. split; [exact I|].
      destruct sure; [apply table_sure; assumption|exact I].
  Qed.
End Rule.
