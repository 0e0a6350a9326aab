(* First facts about environments: profiles, expectations, surpluses. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment.
Import ListNotations.
Local Open Scope number_scope.

Section Profiles.
  Context {V : Type}.
  Variable e : environment V.
  Notation sets := (map (types e) (agents e)).
  Lemma in_agents i : In i (agents e) <-> (i < agent_count e)%nat.
  Proof. unfold agents. rewrite in_seq. lia. Qed.
  Lemma in_types i s : In s (types e i) <-> (s < type_count e i)%nat.
  Proof. unfold types. rewrite in_seq. lia. Qed.
  Lemma in_outcomes a : In a (outcomes e) <-> (a < outcome_count e)%nat.
  Proof. unfold outcomes. rewrite in_seq. lia. Qed.
  Lemma agents_nodup : NoDup (agents e).
  Proof. apply seq_NoDup. Qed.
  Lemma outcomes_nodup : NoDup (outcomes e).
  Proof. apply seq_NoDup. Qed.
  Lemma types_nodup i : NoDup (types e i).
  Proof. apply seq_NoDup. Qed.
  Lemma profiles_nodup : NoDup (profiles e).
  Proof. apply choices_nodup, Forall_map, Forall_forall. intros i _. apply types_nodup. Qed.
  Lemma sets_length : length sets = agent_count e.
  Proof. rewrite map_length. apply seq_length. Qed.
  Lemma nth_sets i : In i (agents e) -> nth i sets [] = types e i.
  Proof.
    rewrite in_agents. intros H. rewrite nth_indep with (d' := types e O).
    - rewrite map_nth. unfold agents. rewrite seq_nth by lia. reflexivity.
    - rewrite sets_length; lia.
  Qed.
  Lemma profile_length t : In t (profiles e) -> length t = agent_count e.
  Proof. intros H. apply choices_length in H. rewrite H. apply sets_length. Qed.
  Lemma others_length i t : In t (others e i) -> length t = agent_count e.
  Proof.
    intros H. apply choices_length in H. rewrite H, set_entry_length. apply sets_length.
  Qed.
  Lemma set_profile i s t : In i (agents e) -> In t (profiles e) -> In s (types e i) ->
    In t.[i := s] (profiles e).
  Proof.
    intros Hi Ht Hs. unfold profiles. rewrite <- (set_entry_id i sets []), nth_sets by exact Hi.
    apply choices_set; assumption.
  Qed.
  Lemma others_profile i s t : In i (agents e) -> In t (others e i) -> In s (types e i) ->
    In t.[i := s] (profiles e).
  Proof.
    intros Hi Ht Hs. apply (choices_set i s (types e i)) in Ht; [|exact Hs].
    rewrite set_entry_twice, <- nth_sets, set_entry_id in Ht by exact Hi. exact Ht.
  Qed.
  Lemma profile_others i t : In t (profiles e) -> In t.[i := O] (others e i).
  Proof. intros Ht. apply choices_set; [exact Ht|left; reflexivity]. Qed.
  Lemma profile_type i t : In i (agents e) -> In t (profiles e) -> In t.[i] (types e i).
  Proof.
    intros Hi Ht. assert (Hn := sets_length). apply in_agents in Hi as Hl.
    unfold profiles in Ht. apply choices_spec in Ht. rewrite <- nth_sets by exact Hi.
    rewrite <- Hn in Hl. clear Hn Hi. revert i Hl.
    induction Ht as [|a L t Ls Ha Ht IH]; intros [|i] Hl; cbn in *; try lia; [exact Ha|].
    apply IH; lia.
  Qed.
  Lemma profile_set_own i s t : In i (agents e) -> In t (profiles e) -> t.[i := s].[i] = s.
  Proof.
    intros Hi Ht. apply set_entry_same. rewrite (profile_length _ Ht). apply in_agents, Hi.
  Qed.
  Lemma others_set_own i s t : In i (agents e) -> In t (others e i) -> t.[i := s].[i] = s.
  Proof.
    intros Hi Ht. apply set_entry_same. rewrite (others_length _ _ Ht). apply in_agents, Hi.
  Qed.
  (* A profile is the types of the others with the own type put in. *)
  Lemma profile_split i t : t = t.[i := O].[i := t.[i]].
  Proof. rewrite set_entry_twice, set_entry_id. reflexivity. Qed.
End Profiles.

Section Facts.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i s : nat) (t r : profile) (x : nat -> F).

  Lemma sum_profiles i (f : profile -> F) : In i (agents e) ->
    sum (profiles e) f = sum (types e i) (fun s => sum (others e i) (fun t => f t.[i := s])).
  Proof.
    intros Hi. unfold profiles. rewrite (sum_choices_split i).
    - rewrite nth_sets by exact Hi. reflexivity.
    - rewrite sets_length. apply in_agents, Hi.
  Qed.
  Lemma expectation_split i (f : profile -> F) : In i (agents e) -> expectation e f =
    sum (types e i) (fun s => sum (others e i) (fun t => prior e t.[i := s] * f t.[i := s])).
  Proof. intros Hi. unfold expectation. rewrite (sum_profiles i) by exact Hi. reflexivity. Qed.

  Lemma type_probability_nonnegative i s : is_probability e -> In i (agents e) ->
    In s (types e i) -> 0 <= type_probability e i s.
  Proof.
    intros [Hp _] Hi Hs. apply sum_nonnegative. intros t Ht.
    apply Hp, others_profile; assumption.
  Qed.
  Lemma impossible_type_weight i s t : is_probability e -> In i (agents e) ->
    In s (types e i) -> ~ 0 < type_probability e i s -> In t (others e i) ->
    prior e t.[i := s] = 0.
  Proof.
    intros Hp Hi Hs Hn Ht. assert (Hw : forall r, In r (others e i) -> 0 <= prior e r.[i := s]).
    { intros r Hr. apply Hp, others_profile; assumption. }
    apply at_most_antisym; [|apply Hw, Ht].
    assert (L := sum_term _ (fun r => prior e r.[i := s]) t Hw Ht). cbn beta in L.
    destruct (at_most_or_less (type_probability e i s) 0) as [H|H]; [|contradiction].
    exact (at_most_trans _ _ _ _ L H).
  Qed.

  (* Expectations given the own type, multiplied by its probability: no division, and nothing to
     be said about types of probability 0. *)
  Definition weighted i s (f : profile -> F) :=
    sum (others e i) (fun t => prior e t.[i := s] * f t.[i := s]).
  Lemma interim_at_most i s f g : 0 < type_probability e i s ->
    interim e i s f <= interim e i s g <-> weighted i s f <= weighted i s g.
  Proof.
    intros Hp. assert (Np := positive_not_zero _ Hp). unfold interim. fold (weighted i s f).
    fold (weighted i s g). split; intros H.
    - apply (at_most_by (type_probability e i s *
        (weighted i s g / type_probability e i s - weighted i s f / type_probability e i s))).
      + apply at_most_multiply; [apply less_at_most, Hp|]. apply difference_nonnegative, H.
      + field. exact Np.
    - apply (cancel_positive (type_probability e i s)); [exact Hp|].
      apply (at_most_by (weighted i s g - weighted i s f)); [apply difference_nonnegative, H|].
      field. exact Np.
  Qed.
  Lemma interim_nonnegative i s f : 0 < type_probability e i s ->
    0 <= interim e i s f <-> 0 <= weighted i s f.
  Proof.
    intros Hp. assert (Z : weighted i s (fun _ => 0) = 0).
    { apply sum_all_zero. intros t _. ring. }
    assert (Zi : interim e i s (fun _ => 0) = 0).
    { unfold interim. fold (weighted i s (fun _ => 0)). rewrite Z.
      field. apply positive_not_zero, Hp. }
    rewrite <- Zi at 1. rewrite <- Z at 1. apply interim_at_most, Hp.
  Qed.
  Lemma weighted_impossible i s f : is_probability e -> In i (agents e) -> In s (types e i) ->
    ~ 0 < type_probability e i s -> weighted i s f = 0.
  Proof.
    intros Hp Hi Hs Hn. apply sum_all_zero. intros t Ht.
    rewrite (impossible_type_weight i s t) by assumption. ring.
  Qed.
  Lemma BIC_weighted m : is_probability e -> BIC e m <->
    forall i s s', In i (agents e) -> In s (types e i) -> In s' (types e i) ->
      weighted i s (fun t => utility e m i t t.[i := s']) <=
      weighted i s (fun t => utility e m i t t).
  Proof.
    intros Hp. split; intros H i s s' Hi Hs Hs'.
    - destruct (positive_or_zero _ (type_probability_nonnegative i s Hp Hi Hs)) as [P|P].
      + apply interim_at_most; [exact P|]. apply H; assumption.
      + rewrite !weighted_impossible; try assumption; try apply at_most_refl;
          rewrite P; apply less_irreflexive.
    - intros P. apply interim_at_most; [exact P|]. apply H; assumption.
  Qed.
  Lemma IIR_weighted m : is_probability e -> IIR e m <->
    forall i s, In i (agents e) -> In s (types e i) -> 0 <= weighted i s (net_utility e m i).
  Proof.
    intros Hp. split; intros H i s Hi Hs.
    - destruct (positive_or_zero _ (type_probability_nonnegative i s Hp Hi Hs)) as [P|P].
      + apply interim_nonnegative; [exact P|]. apply H; assumption.
      + rewrite weighted_impossible; try assumption; [apply at_most_refl|].
        rewrite P. apply less_irreflexive.
    - intros P. apply interim_nonnegative; [exact P|]. apply H; assumption.
  Qed.

  Lemma surplus_split i x t : In i (agents e) ->
    surplus e x t = lottery_value e i x t + others_surplus e i x t.
  Proof.
    intros Hi. unfold surplus, others_surplus.
    rewrite (sum_without (agents e) i) by (auto using agents_nodup). ring.
  Qed.
  Lemma lottery_surplus x t :
    surplus e x t = sum (outcomes e) (fun a => x a * outcome_surplus e a t).
  Proof.
    unfold surplus, lottery_value, lottery_cost, outcome_surplus.
    rewrite sum_swap, <- sum_subtract. apply sum_ext. intros a _. rewrite sum_scale. ring.
  Qed.
  (* An efficient rule is as good as every lottery. *)
  Lemma efficient_lottery m t x : efficient e m -> In t (profiles e) -> lottery e x ->
    surplus e x t <= surplus e (allocation m t) t.
  Proof.
    intros He Ht [Hx H1]. rewrite (lottery_surplus x).
    apply (at_most_trans _ _ (sum (outcomes e) (fun a => x a * surplus e (allocation m t) t))).
    - apply sum_at_most. intros a Ha. apply scale_at_most; [apply Hx, Ha|]. apply He; assumption.
    - rewrite sum_scale_right, H1. apply equal_at_most. ring.
  Qed.

  Section Private.
    Hypothesis private : private_values e.
    Lemma lottery_value_private i x t r : t.[i] = r.[i] ->
      lottery_value e i x t = lottery_value e i x r.
    Proof.
      intros H. apply sum_ext. intros a _. rewrite (private i a t r H). reflexivity.
    Qed.
    Lemma others_surplus_private i s x t :
      others_surplus e i x t.[i := s] = others_surplus e i x t.
    Proof.
      unfold others_surplus. f_equal. apply sum_ext. intros j _. unfold without.
      destruct (Nat.eqb_spec j i) as [_|N]; [reflexivity|].
      apply lottery_value_private, set_entry_other, N.
    Qed.
  End Private.
End Facts.
