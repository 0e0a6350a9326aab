(* First facts about environments: profiles, surpluses, rules, expectations. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
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
  Lemma others_blank i o : In i (agents e) -> In o (others e i) -> o.[i := O] = o.
  Proof.
    unfold others. intros Hi Ho. apply choices_spec in Ho.
    assert (Hl : (i < length (map (types e) (agents e)))%nat)
      by (rewrite sets_length; apply in_agents, Hi).
    clear Hi. revert o i Hl Ho. generalize (map (types e) (agents e)). intros sets.
    induction sets as [|set sets IH]; intros o [|i] Hl Ho; cbn in Hl; try lia;
      inversion Ho as [|x ? o' ? Hx Ho']; subst; cbn.
    - destruct Hx as [<-|[]]. reflexivity.
    - f_equal. apply IH; [lia|exact Ho'].
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
  (* Expectations given the own type. *)
  Lemma interim_subtract i s f g : 0 < type_probability e i s ->
    interim e i s (fun t => f t - g t) = interim e i s f - interim e i s g.
  Proof.
    intros P. unfold interim.
    rewrite (sum_ext _ _ (fun t => prior e t.[i := s] * f t.[i := s] -
      prior e t.[i := s] * g t.[i := s])) by (intros; ring).
    rewrite sum_subtract. field. apply positive_not_zero, P.
  Qed.
  Lemma interim_ext i s f g :
    (forall o, In o (others e i) -> f o.[i := s] = g o.[i := s]) ->
    interim e i s f = interim e i s g.
  Proof.
    intros H. unfold interim. f_equal. apply sum_ext. intros o Ho. rewrite H by exact Ho.
    reflexivity.
  Qed.
  Lemma interim_constant i s (c : F) : 0 < type_probability e i s ->
    interim e i s (fun _ => c) = c.
  Proof.
    intros P. unfold interim. rewrite sum_scale_right. fold (type_probability e i s).
    field. apply positive_not_zero, P.
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
  (* What a lottery yields is at most what the best outcome does. *)
  Lemma lottery_at_most x (f : nat -> F) c : lottery e x ->
    (forall a, In a (outcomes e) -> f a <= c) -> sum (outcomes e) (fun a => x a * f a) <= c.
  Proof.
    intros [Hx H1] Hf. apply (at_most_trans _ _ (sum (outcomes e) (fun a => x a * c))).
    - apply sum_at_most. intros a Ha. apply scale_at_most; [apply Hx, Ha|apply Hf, Ha].
    - rewrite sum_scale_right, H1. apply equal_at_most. ring.
  Qed.
  (* A single outcome as a lottery. *)
  Lemma sum_outcome a (f : nat -> F) : In a (outcomes e) ->
    sum (outcomes e) (fun b => indicator a b * f b) = f a.
  Proof. apply sum_indicator, outcomes_nodup. Qed.
  Lemma outcome_lottery a : In a (outcomes e) -> lottery e (indicator a).
  Proof.
    intros Ha. split.
    - intros b _. unfold indicator. destruct (Nat.eqb b a);
        [apply zero_at_most_one|apply at_most_refl].
    - rewrite <- (sum_outcome a (fun _ => 1) Ha). apply sum_ext. intros b _. ring.
  Qed.
  (* An efficient rule is as good as every lottery. *)
  Lemma efficient_lottery m t x : efficient e m -> In t (profiles e) -> lottery e x ->
    surplus e x t <= surplus e (allocation m t) t.
  Proof.
    intros He Ht Hx. rewrite (lottery_surplus x). apply lottery_at_most; [exact Hx|].
    intros a Ha. apply He; assumption.
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

(* Mechanisms that follow a rule. *)
Section Follows.
  Context {F : ordered_field}.
  Variable e : environment F.
  Variable rule : profile -> nat -> F.
  Implicit Types (m : mechanism F) (i : nat) (t r : profile).
  Lemma follows_refl (pay : nat -> profile -> F) : follows e rule (Mechanism rule pay).
  Proof. intros t a _ _. reflexivity. Qed.
  Lemma follows_value m i t r : follows e rule m -> In r (profiles e) ->
    lottery_value e i (allocation m r) t = lottery_value e i (rule r) t.
  Proof. intros H Hr. apply sum_ext. intros a Ha. rewrite (H r a Hr Ha). reflexivity. Qed.
  Lemma follows_outside m i t r : follows e rule m -> In r (profiles e) ->
    lottery_outside e i (allocation m r) t = lottery_outside e i (rule r) t.
  Proof. intros H Hr. apply sum_ext. intros a Ha. rewrite (H r a Hr Ha). reflexivity. Qed.
  Lemma follows_cost m r : follows e rule m -> In r (profiles e) ->
    lottery_cost e (allocation m r) = lottery_cost e (rule r).
  Proof. intros H Hr. apply sum_ext. intros a Ha. rewrite (H r a Hr Ha). reflexivity. Qed.
End Follows.

(* Expectations. *)
Section Expectation.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (f g : profile -> F).
  Lemma expectation_ext f g : (forall t, In t (profiles e) -> f t = g t) ->
    expectation e f = expectation e g.
  Proof. intros H. apply sum_ext. intros t Ht. rewrite (H t Ht). reflexivity. Qed.
  Lemma expectation_add f g :
    expectation e (fun t => f t + g t) = expectation e f + expectation e g.
  Proof. unfold expectation. rewrite <- sum_add. apply sum_ext. intros t _. ring. Qed.
  Lemma expectation_subtract f g :
    expectation e (fun t => f t - g t) = expectation e f - expectation e g.
  Proof. unfold expectation. rewrite <- sum_subtract. apply sum_ext. intros t _. ring. Qed.
  Lemma expectation_scale (c : F) f : expectation e (fun t => c * f t) = c * expectation e f.
  Proof. unfold expectation. rewrite <- sum_scale. apply sum_ext. intros t _. ring. Qed.
  Lemma expectation_sum {A} (l : list A) (h : A -> profile -> F) :
    expectation e (fun t => sum l (fun a => h a t)) = sum l (fun a => expectation e (h a)).
  Proof.
    unfold expectation. rewrite sum_swap with (l := l). apply sum_ext. intros t _.
    rewrite sum_scale. reflexivity.
  Qed.
  Lemma expectation_constant (c : F) : is_probability e -> expectation e (fun _ => c) = c.
  Proof.
    intros [_ H]. unfold expectation. rewrite sum_scale_right, H. ring.
  Qed.
  Lemma expectation_nonnegative f : is_probability e ->
    (forall t, In t (profiles e) -> 0 <= f t) -> 0 <= expectation e f.
  Proof.
    intros [Hp _] H. apply sum_nonnegative. intros t Ht.
    apply at_most_multiply; [apply Hp|apply H]; exact Ht.
  Qed.
End Expectation.

(* Equal shares. *)
Section Shares.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Definition number_of_agents : F := of_Z (Z.of_nat (agent_count e)).
  Lemma number_of_agents_positive : (1 <= agent_count e)%nat -> 0 < number_of_agents.
  Proof. intros H. apply of_Z_positive. lia. Qed.
  Lemma sum_equal_shares (c : F) : (1 <= agent_count e)%nat ->
    sum (agents e) (fun _ => c / number_of_agents) = c.
  Proof.
    intros H. rewrite sum_constant. unfold agents. rewrite seq_length. fold number_of_agents.
    field. apply positive_not_zero, number_of_agents_positive, H.
  Qed.
End Shares.
