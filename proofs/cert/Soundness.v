(* The headline: what the checker accepts is true, in every ordered field. *)
From Coq Require Import ZArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment.
From Expost.cert Require Import Numbers Data Forms Rows Reduced_rows Claims Evidence Checker
  Row_values Usable_sound Environment_sound Rule_sound Stated_sound Balance_sound Graph_sound
  Reduced_sound.

Section Full.
  Context {F : ordered_field}.
  Variables (d : data) (r : rule).

  Lemma properties_ok_sure of_mechanism sure ps :
    properties_ok d r of_mechanism sure ps = true -> negb sure || is_free r = true.
  Proof. unfold properties_ok. rewrite andb_true_iff. tauto. Qed.
  Hint Resolve properties_ok_sure rule_ok_in_range : core.

  Lemma full_holds c v : environment_is_proper (F := F) d -> rule_ok d r = true ->
    check_full d r c v = true -> holds (F := F) d r c.
  Proof.
    intros proper Hr H. assert (Whole := H). unfold check_full in H.
    rewrite andb_true_iff in H. destruct H as [_ H].
    destruct c as [sure ps m|p m|sure ps|to o z sure ps|to o sure ps|h| |[]|[]];
      destruct v as [|k|sum|m'|m' ray|t b sum|q|i others nodes]; try discriminate H;
      unfold mechanism_has in H; rewrite ?andb_true_iff, ?negb_true_iff in H.
    - destruct H as (Hp & Hs & Hrows). eapply stated_properties; eauto.
    - destruct H as ((((Hp & Hs) & Hk) & Hfull) & Hrow). split.
      + destruct (stated_sound (F := F) d r false m Hr eq_refl Hs) as (Hf & Hrule & _).
        split; [exact Hf|]. split; [exact Hrule|]. split; [exact I|constructor].
      + eapply (stated_violation d r m false); eauto.
    - destruct H as (Hp & Hsum). eapply no_mechanism; eauto.
    - destruct H as ((((Hp & Ho) & Hs & Hrows) & Hz) & Hsum). split.
      + exists (mechanism_stated r m'). split; [eapply stated_properties; eauto|].
        eapply (stated_objective d r m' sure); eauto.
      + eapply objective_bound; eauto.
    - destruct H as ((((Hp & Ho) & Hs & Hrows) & Halong) & Hbetter). intros bound.
      destruct (moved_objective d r m' sure proper Hr (properties_ok_sure _ _ _ Hp) Hs to o ray
        bound Ho Hbetter) as (c & z & Hc & Hz & Hb).
      exists (moved r m' ray c), z. split; [eapply moved_properties; eauto|]. split; assumption.
    - exact (groves_balance_sound d r h Whole).
    - exact (groves_no_balance_sound d r t b sum Whole).
    - exact (graphs_sound d r (Implementable true) _ eq_refl Whole).
    - exact (graphs_sound d r (Implementable false) _ eq_refl Whole).
    - exact (graphs_sound d r (Not_implementable true) _ eq_refl Whole).
    - exact (graphs_sound d r (Not_implementable false) _ eq_refl Whole).
  Qed.
End Full.

Lemma reduced_holds {F : ordered_field} d c v : check_reduced d c v = true ->
  interim_holds (F := F) d c.
Proof.
  intros H. destruct (is_about_graphs c) eqn:Hc.
  - exact (reduced_graphs_sound d c v Hc H).
  - exact (reduced_sound d c v Hc H).
Qed.

Lemma check_reduced_accepts d c v : check (Reduced d c v) = true -> check_reduced d c v = true.
Proof. cbn [check]. rewrite andb_true_iff. tauto. Qed.

(* Soundness.  If the checker accepts a certificate, then its environment is one, its rule is what
   it is called, and its claim is true, whatever ordered field payments are taken from. *)
Theorem check_sound c : check c = true -> forall F : ordered_field, proves F c.
Proof.
  intros H F. destruct c as [d r c v|d c v]; cbn [check proves] in *; rewrite andb_true_iff in H;
    destruct H as [_ H].
  - assert (K := H). unfold check_full in K. rewrite !andb_true_iff in K.
    destruct K as [[He Hr] _]. assert (proper := environment_sound (F := F) d He).
    split; [exact proper|]. split; [exact (rule_sound d r Hr)|].
    exact (full_holds d r c v proper Hr H).
  - assert (K := H). unfold check_reduced in K. rewrite andb_true_iff in K.
    split; [exact (tables_ok_proper d (proj1 K))|exact (reduced_holds d c v H)].
Qed.
