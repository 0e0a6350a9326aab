(* One object for the highest of n values, or sometimes for the second: then the budget balances. *)
From Coq Require Import ZArith List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications.
Import ListNotations.
Local Open Scope number_scope.

Section Green_Laffont.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable count : nat.                (* of agents *)
  Variable kinds : nat -> nat.         (* how many types each has *)
  Variable worth : nat -> nat -> F.    (* to agent i, of the object, if his type is s *)
  Variable chance : profile -> F.      (* the prior: it plays no part *)
  Implicit Types (i j a h s : nat) (t r : profile) (v : F).

  (* One object: outcome a gives it to agent a. *)
  Definition one_object : environment F := Environment count kinds count
    (fun i a t => indicator a i * worth i t.[i]) (fun _ => 0) chance (fun _ _ _ => 0) Nat.eqb.
  Notation e := one_object.
  Notation n := (number_of_agents e).
  Notation v i t := (worth i t.[i]).

  (* Agent h has the highest value and agent s the second; ties are broken in any way. *)
  Definition top_two t h s := In h (agents e) /\ In s (agents e) /\ h <> s /\ v s t <= v h t /\
    forall j, In j (agents e) -> j <> h -> j <> s -> v j t <= v s t.

  Variable first second : profile -> nat.
  Hypothesis tops : forall t, In t (profiles e) -> top_two t (first t) (second t).
  Hypothesis several : (2 <= count)%nat.

  (* The object goes to the first with probability 1 - 1/n and to the second with probability 1/n.
     The first pays (n - 2) / n of the second value, the second nothing, and every other agent
     gets one n-th of the second value (Green and Laffont 1979). *)
  Definition green_laffont : mechanism F := Mechanism
    (fun t a => if Nat.eqb a (first t) then 1 - 1 / n
                else if Nat.eqb a (second t) then 1 / n else 0)
    (fun i t => if Nat.eqb i (first t) then (n - (1 + 1)) * v (second t) t / n
                else if Nat.eqb i (second t) then 0 else - (v (second t) t / n)).
  Notation m := green_laffont.

  Lemma n_at_least_two : 0 <= n - (1 + 1).
  Proof.
    unfold number_of_agents. cbn [agent_count one_object].
    replace (Z.of_nat count) with (1 + 1 + (Z.of_nat count - 2))%Z by lia.
    rewrite !of_Z_add, of_Z_1. apply (at_most_by (of_Z (Z.of_nat count - 2))); [|ring].
    apply of_Z_nonnegative. lia.
  Qed.
  Lemma n_positive : 0 < n.
  Proof. apply number_of_agents_positive. cbn. lia. Qed.
  Lemma top_two_exist t : exists h s, top_two t h s.
  Proof.
    destruct (greatest (agents e) (fun i => v i t)) as (h & Hh & M).
    - unfold agents. cbn [agent_count one_object]. destruct count; [lia|discriminate].
    - destruct (greatest (filter (fun i => negb (Nat.eqb i h)) (agents e)) (fun i => v i t))
        as (s & Hs & M').
      + assert (H : exists j, In j (agents e) /\ j <> h).
        { destruct (Nat.eq_dec h 0) as [->|N]; [exists 1%nat|exists 0%nat];
            (split; [apply in_agents; cbn; lia|congruence]). }
        destruct H as (j & Hj & N). intros E. apply (in_nil (a := j)). rewrite <- E.
        apply filter_In. split; [exact Hj|]. apply Bool.negb_true_iff, Nat.eqb_neq, N.
      + apply filter_In in Hs as [Hs N]. apply Bool.negb_true_iff, Nat.eqb_neq in N.
        exists h, s. split; [exact Hh|]. split; [exact Hs|]. split; [congruence|].
        split; [apply M, Hs|]. intros j Hj Nj _. apply M', filter_In. split; [exact Hj|].
        apply Bool.negb_true_iff, Nat.eqb_neq, Nj.
  Qed.

  (* An agent has his value with the probability with which he gets the object. *)
  Lemma object_value i (x : nat -> F) t : In i (agents e) -> lottery_value e i x t = x i * v i t.
  Proof.
    intros Hi. unfold lottery_value. cbn [value one_object].
    rewrite (sum_ext _ _ (fun a => indicator i a * (x a * v i t))).
    - apply (sum_outcome e i (fun a => x a * v i t)). exact Hi.
    - intros a _. unfold indicator. rewrite (Nat.eqb_sym i a). ring.
  Qed.
  Lemma object_private : private_values e.
  Proof. intros i a t r E. cbn [value one_object]. rewrite E. reflexivity. Qed.

  (* n times the utility, by the place that the reports give to an agent. *)
  Lemma utility_first t r : In r (profiles e) ->
    n * utility e m (first r) t r = (n - 1) * v (first r) t - (n - (1 + 1)) * v (second r) r.
  Proof.
    intros Hr. destruct (tops r Hr) as (Hh & _). unfold utility. rewrite object_value by exact Hh.
    cbn [allocation payment green_laffont]. rewrite Nat.eqb_refl. field.
    apply positive_not_zero, n_positive.
  Qed.
  Lemma utility_second t r : In r (profiles e) ->
    n * utility e m (second r) t r = v (second r) t.
  Proof.
    intros Hr. destruct (tops r Hr) as (_ & Hs & N & _). unfold utility.
    rewrite object_value by exact Hs. cbn [allocation payment green_laffont].
    rewrite (proj2 (Nat.eqb_neq (second r) (first r))) by congruence. rewrite Nat.eqb_refl. field.
    apply positive_not_zero, n_positive.
  Qed.
  Lemma utility_other i t r : In i (agents e) -> In r (profiles e) -> i <> first r ->
    i <> second r -> n * utility e m i t r = v (second r) r.
  Proof.
    intros Hi Hr Nh Ns. unfold utility. rewrite object_value by exact Hi.
    cbn [allocation payment green_laffont].
    rewrite (proj2 (Nat.eqb_neq i (first r)) Nh), (proj2 (Nat.eqb_neq i (second r)) Ns). field.
    apply positive_not_zero, n_positive.
  Qed.

  Theorem green_laffont_feasible : feasible e m.
  Proof.
    intros t Ht. destruct (tops t Ht) as (Hh & Hs & N & _). assert (P := n_positive).
    assert (P' := positive_not_zero n P). split.
    - intros a _. cbn [allocation green_laffont]. destruct (Nat.eqb a (first t)).
      + apply (at_most_by ((n - (1 + 1) + 1) / n)); [|field; exact P'].
        apply divide_nonnegative; [|exact P].
        apply add_nonnegative; [apply n_at_least_two|apply zero_at_most_one].
      + destruct (Nat.eqb a (second t)); [|apply at_most_refl].
        apply divide_nonnegative; [apply zero_at_most_one|exact P].
    - cbn [allocation green_laffont].
      rewrite (sum_ext _ _ (fun a => indicator (first t) a * (1 - 1 / n) +
        indicator (second t) a * (1 / n))).
      + rewrite sum_add, (sum_outcome e (first t) (fun _ => 1 - 1 / n) Hh),
          (sum_outcome e (second t) (fun _ => 1 / n) Hs). ring.
      + intros a _. unfold indicator. destruct (Nat.eqb_spec a (first t)) as [->|_].
        * rewrite (proj2 (Nat.eqb_neq (first t) (second t)) N). ring.
        * destruct (Nat.eqb a (second t)); ring.
  Qed.

  (* The payments add up to 0 at every profile. *)
  Theorem green_laffont_SBB : SBB e m.
  Proof.
    intros t Ht. destruct (tops t Ht) as (Hh & Hs & N & _).
    assert (P := positive_not_zero n n_positive). unfold budget.
    assert (Z : lottery_cost e (allocation m t) = 0)
      by (apply sum_all_zero; intros a _; cbn [cost one_object]; ring).
    rewrite Z.
    cbn [payment green_laffont].
    rewrite (sum_ext _ _ (fun i => indicator (first t) i * ((n - 1) * v (second t) t / n) +
      indicator (second t) i * (v (second t) t / n) - v (second t) t / n)).
    - rewrite sum_subtract, sum_add.
      rewrite (sum_indicator _ (first t) (fun _ => (n - 1) * v (second t) t / n))
        by (exact Hh || apply agents_nodup).
      rewrite (sum_indicator _ (second t) (fun _ => v (second t) t / n))
        by (exact Hs || apply agents_nodup).
      rewrite sum_constant. unfold agents. rewrite seq_length.
      fold (number_of_agents e). field. exact P.
    - intros i _. unfold indicator. destruct (Nat.eqb_spec i (first t)) as [->|_].
      + rewrite (proj2 (Nat.eqb_neq (first t) (second t)) N). field. exact P.
      + destruct (Nat.eqb i (second t)); field; exact P.
  Qed.

  (* What a false report changes: all other values stay as they are. *)
  Section Deviation.
    Variables (i s : nat) (t : profile).
    Hypotheses (Hi : In i (agents e)) (Ht : In t (profiles e)) (Hs : In s (types e i)).
    Let r := t.[i := s].
    Let Hr : In r (profiles e) := set_profile e i s t Hi Ht Hs.
    Lemma others_stay j : j <> i -> v j r = v j t.
    Proof. intros N. unfold r. rewrite set_entry_other by exact N. reflexivity. Qed.
    (* After it the others' values are at most the second unless one of them is the first. *)
    Lemma below_second q j : In q (profiles e) -> In j (agents e) -> j <> first q ->
      v j q <= v (second q) q.
    Proof.
      intros Hq Hj N. destruct (tops q Hq) as (_ & _ & _ & _ & M).
      destruct (Nat.eq_dec j (second q)) as [->|N']; [apply at_most_refl|]. apply M; assumption.
    Qed.
    Lemma below_first q j : In q (profiles e) -> In j (agents e) -> v j q <= v (first q) q.
    Proof.
      intros Hq Hj. destruct (Nat.eq_dec j (first q)) as [->|N]; [apply at_most_refl|].
      apply (at_most_trans _ _ (v (second q) q)); [apply below_second; assumption|].
      apply (tops q Hq).
    Qed.
    (* If he is neither first nor second after it, the second value then is at most that before,
       or his own if he was second. *)
    Lemma second_falls : i <> first t -> i <> first r -> i <> second r ->
      v (second r) r <= v (second t) t.
    Proof.
      intros Nt Nh Ns. destruct (tops r Hr) as (Ah & As & N & L & _).
      destruct (Nat.eq_dec (second r) (first t)) as [E|E].
      - apply (at_most_trans _ _ (v (first r) r)); [exact L|].
        rewrite others_stay by congruence. apply below_second; [exact Ht|exact Ah|congruence].
      - rewrite others_stay by congruence. apply below_second; assumption.
    Qed.

    Lemma green_laffont_truth : n * utility e m i t r <= n * utility e m i t t.
    Proof.
      assert (C := n_at_least_two). destruct (tops t Ht) as (Ah & As & N & L & _).
      destruct (tops r Hr) as (Bh & Bs & N' & L' & _).
      destruct (Nat.eq_dec i (first t)) as [Et|Nt].
      - rewrite Et at 2. rewrite (utility_first t t Ht), <- Et.
        assert (S : v (second t) t <= v i t) by (rewrite Et; exact L).
        destruct (Nat.eq_dec i (first r)) as [Er|Nr]; [|destruct (Nat.eq_dec i (second r))
          as [Es|Ns]].
        + rewrite Er at 1. rewrite (utility_first t r Hr), <- Er.
          assert (D : v (second t) t <= v (second r) r).
          { rewrite <- (others_stay (second t)) by congruence.
            apply below_second; [exact Hr|exact As|congruence]. }
          apply (at_most_by ((n - (1 + 1)) * (v (second r) r - v (second t) t))); [|ring].
          apply at_most_multiply; [exact C|apply difference_nonnegative, D].
        + rewrite Es at 1. rewrite (utility_second t r Hr), <- Es.
          apply (at_most_by ((n - (1 + 1)) * (v i t - v (second t) t))); [|ring].
          apply at_most_multiply; [exact C|apply difference_nonnegative, S].
        + rewrite (utility_other i t r Hi Hr Nr Ns).
          assert (D : v (second r) r <= v (second t) t).
          { rewrite others_stay by congruence.
            apply below_second; [exact Ht|exact Bs|congruence]. }
          apply (at_most_by ((n - (1 + 1)) * (v i t - v (second t) t) +
            ((v i t - v (second t) t) + (v (second t) t - v (second r) r)))); [|ring].
          repeat apply add_nonnegative; try apply at_most_multiply; try exact C;
            apply difference_nonnegative; assumption.
      - destruct (Nat.eq_dec i (second t)) as [Et|Mt].
        + rewrite Et at 2. rewrite (utility_second t t Ht), <- Et.
          destruct (Nat.eq_dec i (first r)) as [Er|Nr]; [|destruct (Nat.eq_dec i (second r))
            as [Es|Ns]].
          * rewrite Er at 1. rewrite (utility_first t r Hr), <- Er.
            assert (D : v i t <= v (second r) r).
            { apply (at_most_trans _ _ (v (first t) t)); [apply below_first; assumption|].
              rewrite <- (others_stay (first t)) by congruence.
              apply below_second; [exact Hr|exact Ah|congruence]. }
            apply (at_most_by ((n - (1 + 1)) * (v (second r) r - v i t))); [|ring].
            apply at_most_multiply; [exact C|apply difference_nonnegative, D].
          * rewrite Es at 1. rewrite (utility_second t r Hr), <- Es. apply at_most_refl.
          * rewrite (utility_other i t r Hi Hr Nr Ns), Et. apply second_falls; assumption.
        + rewrite (utility_other i t t Hi Ht Nt Mt).
          destruct (Nat.eq_dec i (first r)) as [Er|Nr]; [|destruct (Nat.eq_dec i (second r))
            as [Es|Ns]].
          * rewrite Er at 1. rewrite (utility_first t r Hr), <- Er.
            assert (D : v i t <= v (second r) r).
            { apply (at_most_trans _ _ (v (first t) t)); [apply below_first; assumption|].
              rewrite <- (others_stay (first t)) by congruence.
              apply below_second; [exact Hr|exact Ah|congruence]. }
            apply (at_most_by ((n - (1 + 1)) * (v (second r) r - v i t) +
              (v (second t) t - v i t))); [|ring].
            apply add_nonnegative; [apply at_most_multiply; [exact C|]|];
              apply difference_nonnegative; [exact D|]. apply below_second; assumption.
          * rewrite Es at 1. rewrite (utility_second t r Hr), <- Es.
            apply below_second; assumption.
          * rewrite (utility_other i t r Hi Hr Nr Ns). apply second_falls; assumption.
    Qed.
  End Deviation.

  Theorem green_laffont_DSIC : DSIC e m.
  Proof.
    apply (DSIC_EPIC e m object_private). intros i t s Hi Ht Hs.
    apply (cancel_positive n); [apply n_positive|]. apply green_laffont_truth; assumption.
  Qed.

  (* Nobody loses by taking part if the object is worth at least 0 to everybody. *)
  Theorem green_laffont_EPIR :
    (forall i s, In i (agents e) -> In s (types e i) -> 0 <= worth i s) -> EPIR e m.
  Proof.
    intros Hv i t Hi Ht. unfold net_utility, lottery_outside.
    rewrite (sum_all_zero (outcomes e)) by (intros; cbn [outside_option one_object]; ring).
    assert (U : 0 <= n * utility e m i t t).
    { assert (C := n_at_least_two). destruct (tops t Ht) as (Ah & As & N & L & _).
      assert (V : forall j, In j (agents e) -> 0 <= v j t)
        by (intros j Hj; apply Hv, profile_type; assumption).
      destruct (Nat.eq_dec i (first t)) as [->|Nh].
      - rewrite (utility_first t t Ht).
        apply (at_most_by ((n - (1 + 1)) * (v (first t) t - v (second t) t) + v (first t) t));
          [|ring].
        apply add_nonnegative; [|apply V, Ah].
        apply at_most_multiply; [exact C|apply difference_nonnegative, L].
      - destruct (Nat.eq_dec i (second t)) as [->|Ns].
        + rewrite (utility_second t t Ht). apply V, As.
        + rewrite (utility_other i t t Hi Ht Nh Ns). apply V, As. }
    apply (cancel_positive n); [apply n_positive|].
    apply (at_most_by (n * utility e m i t t)); [exact U|ring].
  Qed.
End Green_Laffont.
