(* What a certificate about the budget of efficient Groves mechanisms proves. *)
From Coq Require Import ZArith QArith List Bool Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Groves Balance.
From Expost.theory Require Cube.
From Expost.cert Require Import Numbers Data Forms Rows Claims Evidence Checker Row_values.
From Expost.cert Require Import Environment_sound Rule_sound.
Import ListNotations.
Local Open Scope number_scope.

Section Balance.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variables (d : data) (r : rule).
  Notation e := (in_field F (environment_of d)).

  Lemma of_Q_integer z : of_Q (inject_Z z) = of_Z z :> F.
  Proof.
    unfold of_Q, inject_Z; cbn [Qnum Qden]. rewrite of_Z_1. field. apply one_not_zero.
  Qed.

  (* Where Groves balance is checked, the rule is efficient, or free and can be chosen so. *)
  Lemma efficient_rule : environment_ok d = true -> rule_ok d r = true -> groves_ok d r = true ->
    exists m, feasible e m /\ has_rule d r m /\ efficient e m.
  Proof.
    intros He Hr Hg. unfold groves_ok in Hg. apply andb_true_iff in Hg as [_ Hg].
    apply (rule_sound (F := F)) in Hr. destruct r as [[breaking|] choose|]; [|discriminate|].
    - destruct Hr as (Hf & Hb & _). exists (mechanism_of F choose []).
      split; [exact Hf|]. split; [|exact Hb]. intros t a _ _. reflexivity.
    - destruct (efficient_rule_exists e (environment_outcomes d He)) as (m & Hf & _ & Hb).
      exists m. split; [exact Hf|]. split; [exact I|exact Hb].
  Qed.

  (* The stated terms do not depend on the own type, so that any rule can have such payments. *)
  Definition with_terms (h : list (table Q)) (m : mechanism F) : mechanism F :=
    groves_mechanism e (allocation m) (h_stated h).
  Lemma with_terms_is_groves h m : is_groves e (h_stated h) (with_terms h m).
  Proof.
    apply groves_mechanism_is_groves. intros i t s _ _ _. unfold h_stated.
    rewrite set_entry_twice. reflexivity.
  Qed.

  (* The terms that the checker accepts balance the budget of every efficient Groves mechanism
     that has them, and there is one (Holmstrom 1977). *)
  Theorem groves_balance_sound h : check_full d r (Groves_balance h) Evaluation = true ->
    holds (F := F) d r (Groves_balance h).
  Proof.
    unfold check_full. rewrite !andb_true_iff, forallb_forall. intros [[He Hr] [Hg Hh]].
    assert (Sum : forall t, In t (profiles e) -> sum (agents e) (fun i => h_stated h i t) =
      of_Z (Z.of_nat (agent_count e) - 1) * of_Q (best_surplus d t) :> F).
    { intros t Ht. assert (E := Hh t Ht). apply (are_equal_in (F := F)) in E.
      rewrite of_Q_total, of_Q_times, of_Q_integer in E. exact E. }
    assert (Best : forall t, In t (profiles e) -> is_best e t (of_Q (best_surplus d t)))
      by (intros t _; apply best_surplus_is_best, environment_outcomes, He).
    assert (Balanced : forall m, feasible e m -> efficient e m -> is_groves e (h_stated h) m ->
      SBB e m)
      by (intros m Hf Hm Hgr; apply (groves_balance e (h_stated h) m _ Best); assumption).
    cbn [holds]. split; [|split].
    - apply private_valuations. unfold groves_ok in Hg. apply andb_true_iff in Hg. apply Hg.
    - destruct (efficient_rule He Hr Hg) as (m & Hf & Hm & Hb). exists (with_terms h m).
      assert (Hgr := with_terms_is_groves h m). split; [|exact Hgr].
      split; [exact Hf|]. split; [exact Hm|]. split; [exact I|].
      repeat constructor; [exact Hb|]. apply Balanced; assumption.
    - intros m (Hf & _ & _ & Hps) Hgr. inversion Hps as [|p ps Hb _]. apply Balanced; assumption.
  Qed.

  Lemma cube_sum_value t b (f : profile -> Q) :
    of_Q (cube_sum t b f) = Cube.cube t b (fun s => of_Q (f s)) :> F.
  Proof.
    revert b f; induction t as [|x t IH]; intros [|y b] f; cbn [cube_sum Cube.cube];
      try reflexivity. rewrite of_Q_minus, !IH. reflexivity.
  Qed.

  (* A cube of the best surplus that is not 0 leaves no efficient Groves mechanism whose budget
     balances at every profile (Walker 1980). *)
  Theorem groves_no_balance_sound t b q :
    check_full d r Groves_no_balance (Evidence.Cube t b q) = true ->
    holds (F := F) d r Groves_no_balance.
  Proof.
    unfold check_full.
    rewrite !andb_true_iff, !is_profile_spec, Nat.leb_le, negb_true_iff.
    intros [[He Hr] [[[[[[Hg Hn] Ht] Hb] _] Hc] Hq]]. cbn [holds]. split.
    - apply private_valuations. unfold groves_ok in Hg. apply andb_true_iff in Hg. apply Hg.
    - intros (m & (Hf & _ & _ & Hps) & Hgr).
      apply Forall_inv in Hps as Hb'. apply Forall_inv_tail, Forall_inv in Hps as Hs.
      apply (Cube.cube_not_zero_no_balance e (fun s => of_Q (best_surplus d s)) t b Hn);
        [|exact Ht|exact Hb| |exists m; auto].
      + intros s _. apply best_surplus_is_best, environment_outcomes, He.
      + rewrite <- cube_sum_value. intros Z. apply (are_equal_in (F := F)) in Hc.
        rewrite Hc in Z. apply is_zero_in in Z. congruence.
  Qed.
End Balance.
