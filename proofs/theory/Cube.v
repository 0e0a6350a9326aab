(* Cubes of profiles: whether the budget of efficient Groves mechanisms can balance at all. *)
From Coq Require Import List Arith ZArith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications Groves
  Balance.
Import ListNotations.
Local Open Scope number_scope.

(* The alternating sum of f over the profiles in which each agent has his type in t or in b: a
   profile counts with the sign - for each agent who has his type in b. *)
Fixpoint cube {F : ordered_field} (t b : profile) (f : profile -> F) : F :=
  match t, b with
  | x :: t, y :: b => cube t b (fun r => f (x :: r)) - cube t b (fun r => f (y :: r))
  | _, _ => f []
  end.

(* The same said with the sets D of agents (for each agent, whether he is in D). *)
Fixpoint agent_sets (n : nat) : list (list bool) :=
  match n with
  | O => [[]]
  | S n => map (cons true) (agent_sets n) ++ map (cons false) (agent_sets n)
  end.
(* The types in t for the agents in D and in b for the others. *)
Fixpoint mixed (D : list bool) (t b : profile) : profile :=
  match D, t, b with
  | d :: D, x :: t, y :: b => (if d then x else y) :: mixed D t b
  | _, _, _ => []
  end.
(* - 1 to the power of the number of agents who are not in D. *)
Fixpoint sign {F : ordered_field} (D : list bool) : F :=
  match D with [] => 1 | d :: D => if d then sign D else - sign D end.

(* For each agent, his types in t and in b; the corners of the cube are the choices from these. *)
Fixpoint edges (t b : profile) : list (list nat) :=
  match t, b with x :: t, y :: b => [x; y] :: edges t b | _, _ => [] end.
Definition corners (t b : profile) : list profile := choices (edges t b).

Section Cubes.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (t b r : profile) (f g : profile -> F).

  Lemma cube_sum_over_sets t b f : length t = length b ->
    cube t b f = sum (agent_sets (length t)) (fun D => sign D * f (mixed D t b)).
  Proof.
    revert b f. induction t as [|x t IH]; intros [|y b] f H; cbn [length] in H; try discriminate.
    - cbn. ring.
    - injection H as H. cbn [cube length agent_sets]. rewrite sum_app, !sum_map, !IH by exact H.
      cbn [sign mixed]. rewrite <- sum_subtract, <- sum_add. apply sum_ext. intros D _. ring.
  Qed.

  Lemma corners_cons x t y b r :
    In r (corners t b) -> In (x :: r) (corners (x :: t) (y :: b)) /\
                          In (y :: r) (corners (x :: t) (y :: b)).
  Proof.
    unfold corners. rewrite !choices_spec. cbn [edges].
    split; constructor; try assumption; cbn; auto.
  Qed.
  Lemma cube_ext t b f g :
    (forall r, In r (corners t b) -> f r = g r) -> cube t b f = cube t b g.
  Proof.
    revert b f g. induction t as [|x t IH]; intros [|y b] f g H; cbn [cube];
      try (apply H; left; reflexivity).
    f_equal; apply IH; intros r Hr; apply H, (corners_cons x t y b r), Hr.
  Qed.
  Lemma cube_zero t b : cube t b (fun _ => 0) = 0 :> F.
  Proof.
    revert b. induction t as [|x t IH]; intros [|y b]; cbn [cube]; try reflexivity.
    rewrite IH. ring.
  Qed.
  Lemma cube_add t b f g : cube t b (fun r => f r + g r) = cube t b f + cube t b g.
  Proof.
    revert b f g. induction t as [|x t IH]; intros [|y b] f g; cbn [cube]; try reflexivity.
    rewrite !IH. ring.
  Qed.
  Lemma cube_scale t b c f : cube t b (fun r => c * f r) = c * cube t b f.
  Proof.
    revert b f. induction t as [|x t IH]; intros [|y b] f; cbn [cube]; try reflexivity.
    rewrite !IH. ring.
  Qed.
  Lemma cube_subtract t b f g : cube t b (fun r => f r - g r) = cube t b f - cube t b g.
  Proof.
    revert b f g. induction t as [|x t IH]; intros [|y b] f g; cbn [cube]; try reflexivity.
    rewrite !IH. ring.
  Qed.
  Lemma cube_sum {A} (l : list A) t b (f : A -> profile -> F) :
    cube t b (fun r => sum l (fun a => f a r)) = sum l (fun a => cube t b (f a)).
  Proof.
    induction l as [|a l IH]; cbn [sum]; [apply cube_zero|]. rewrite cube_add, IH. reflexivity.
  Qed.

  (* A function that does not depend on one of the entries has cube 0. *)
  Lemma cube_without_entry i t b f : length t = length b -> (i < length t)%nat ->
    (forall r, In r (corners t b) -> f r.[i := b.[i]] = f r) -> cube t b f = 0.
  Proof.
    revert i b f. induction t as [|x t IH]; intros i [|y b] f Hl Hi H; cbn in Hl, Hi; try lia.
    cbn [cube]. destruct i as [|i].
    - rewrite (cube_ext t b (fun r => f (x :: r)) (fun r => f (y :: r))); [ring|].
      intros r Hr. symmetry. apply (H (x :: r)), corners_cons, Hr.
    - rewrite !(IH i b); try lia; [ring| |]; intros r Hr.
      + apply (H (y :: r)), (corners_cons x t y b r), Hr.
      + apply (H (x :: r)), (corners_cons x t y b r), Hr.
  Qed.

  (* Axis by axis, f less its values where the entry is that in b. *)
  Fixpoint axis_differences (b : profile) (k : nat) f : profile -> F :=
    match k with
    | O => f
    | S k => fun t => axis_differences b k f t - axis_differences b k f t.[k := b.[k]]
    end.
  Lemma axis_differences_cons y b k f x t : axis_differences (y :: b) (S k) f (x :: t) =
    axis_differences b k (fun r => f (x :: r) - f (y :: r)) t.
  Proof.
    revert t. induction k as [|k IH]; intros t; [reflexivity|].
    change (axis_differences (y :: b) (S k) f (x :: t) -
      axis_differences (y :: b) (S k) f (x :: t.[k := b.[k]]) =
      axis_differences b (S k) (fun r => f (x :: r) - f (y :: r)) t).
    rewrite !IH. reflexivity.
  Qed.
  (* After all axes the cube is left. *)
  Lemma axis_differences_cube t b f : length t = length b ->
    axis_differences b (length t) f t = cube t b f.
  Proof.
    revert b f. induction t as [|x t IH]; intros [|y b] f H; cbn [length] in *; try lia;
      [reflexivity|].
    rewrite axis_differences_cons, IH by lia. cbn [cube]. apply cube_subtract.
  Qed.
  (* What was taken away at axis k does not depend on entry k. *)
  Lemma axis_differences_telescope b k f t : f t = axis_differences b k f t +
    sum (seq 0 k) (fun i => axis_differences b i f t.[i := b.[i]]).
  Proof.
    induction k as [|k IH]; [cbn; ring|].
    rewrite seq_S, sum_app. cbn [axis_differences sum Nat.add]. rewrite IH at 1. ring.
  Qed.
End Cubes.

Section Cubes_and_balance.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Implicit Types (m : mechanism F) (i : nat) (t b r : profile).

  Lemma corner_profile t b r : In t (profiles e) -> In b (profiles e) ->
    In r (corners t b) -> In r (profiles e).
  Proof.
    unfold profiles, corners. rewrite !choices_spec. intros Ht. revert b r.
    induction Ht as [|x set t sets Hx Ht IH]; intros b r Hb Hr.
    - exact Hr.
    - inversion Hb as [|y ? b' ? Hy Hb']; subst. cbn [edges] in Hr.
      inversion Hr as [|z ? r' ? Hz Hr']; subst. constructor; [|apply (IH b'); assumption].
      destruct Hz as [<-|[<-|[]]]; assumption.
  Qed.
  Lemma agents_less_one : (2 <= agent_count e)%nat ->
    of_Z (Z.of_nat (agent_count e) - 1) <> 0 :> F.
  Proof. intros H. apply positive_not_zero, of_Z_positive. lia. Qed.

  (* Terms h_i that do not depend on agent i's type have a sum whose cubes are 0. *)
  Lemma groves_cube_zero h m t b : is_groves e h m ->
    In t (profiles e) -> In b (profiles e) ->
    cube t b (fun r => sum (agents e) (fun i => h i r)) = 0.
  Proof.
    intros [Hh _] Ht Hb. rewrite cube_sum. apply sum_all_zero. intros i Hi.
    apply (cube_without_entry i).
    - rewrite !(profile_length e) by assumption. reflexivity.
    - rewrite (profile_length e) by assumption. apply in_agents, Hi.
    - intros r Hr. apply Hh; [exact Hi|apply (corner_profile t b); assumption|].
      apply profile_type; assumption.
  Qed.

  (* If a cube of the best surplus is not 0, then no efficient Groves mechanism balances its budget
     at every profile (Walker 1980).  Values may be interdependent. *)
  Theorem cube_not_zero_no_balance (best : profile -> F) t b : (2 <= agent_count e)%nat ->
    (forall r, In r (profiles e) -> is_best e r (best r)) ->
    In t (profiles e) -> In b (profiles e) -> cube t b best <> 0 ->
    ~ exists m, feasible e m /\ efficient e m /\ groves e m /\ SBB e m.
  Proof.
    intros Hn Hbest Ht Hb Hc (m & Hf & He & (h & Hg) & Hs).
    assert (Z := groves_cube_zero h m t b Hg Ht Hb). apply Hc.
    apply (product_zero (of_Z (Z.of_nat (agent_count e) - 1))); [|apply agents_less_one, Hn].
    rewrite <- cube_scale, <- Z. apply cube_ext. intros r Hr. symmetry.
    apply (groves_balance e h m best); try assumption. apply (corner_profile t b); assumption.
  Qed.

  (* The terms h that balance the budget, if any do: n - 1 times what is taken away from the best
     surplus along axis i. *)
  Definition balancing_term (best : profile -> F) b i t :=
    of_Z (Z.of_nat (agent_count e) - 1) * axis_differences b i best t.[i := b.[i]].
  Definition balanced_groves (rule : profile -> nat -> F) (best : profile -> F) b :=
    groves_mechanism e rule (balancing_term best b).

  Lemma balanced_groves_is_groves rule best b :
    is_groves e (balancing_term best b) (balanced_groves rule best b).
  Proof.
    apply groves_mechanism_is_groves. intros i t s _ _ _. unfold balancing_term.
    rewrite set_entry_twice. reflexivity.
  Qed.

  (* If all cubes from one profile b vanish, then the Groves mechanism with these terms balances
     its budget at every profile (Holmstrom 1977, Walker 1980). *)
  Theorem cubes_zero_balance m (best : profile -> F) b :
    (forall r, In r (profiles e) -> is_best e r (best r)) ->
    In b (profiles e) -> (forall t, In t (profiles e) -> cube t b best = 0) ->
    feasible e m -> efficient e m ->
    let m' := balanced_groves (allocation m) best b in
    feasible e m' /\ efficient e m' /\ groves e m' /\ SBB e m'.
  Proof.
    intros Hbest Hb Hc Hf He m'. assert (Hg := balanced_groves_is_groves (allocation m) best b).
    split; [exact Hf|]. split; [exact He|]. split; [exists (balancing_term best b); exact Hg|].
    apply (groves_balance e (balancing_term best b) m' best); try assumption. intros t Ht.
    unfold balancing_term. rewrite sum_scale. f_equal.
    assert (Z : axis_differences b (agent_count e) best t = 0).
    { rewrite <- (profile_length e t Ht), axis_differences_cube; [apply Hc, Ht|].
      rewrite !(profile_length e) by assumption. reflexivity. }
    rewrite (axis_differences_telescope b (agent_count e) best t), Z. unfold agents. ring.
  Qed.

  (* With two agents or more, some efficient Groves mechanism balances its budget at every profile
     if and only if all cubes of the best surplus from one profile vanish (Walker 1980). *)
  Theorem balance_possible (best : profile -> F) b :
    (2 <= agent_count e)%nat -> outcome_count e <> O ->
    (forall r, In r (profiles e) -> is_best e r (best r)) -> In b (profiles e) ->
    (exists m, feasible e m /\ efficient e m /\ groves e m /\ SBB e m) <->
    forall t, In t (profiles e) -> cube t b best = 0.
  Proof.
    intros Hn Ho Hbest Hb. split.
    - intros H t Ht. destruct (equal_or_not F (cube t b best) 0) as [E|N]; [exact E|].
      exfalso. exact (cube_not_zero_no_balance best t b Hn Hbest Ht Hb N H).
    - intros Hc. destruct (efficient_rule_exists e Ho) as (m & Hf & _ & He).
      exists (balanced_groves (allocation m) best b). apply cubes_zero_balance; assumption.
  Qed.

  (* With private values, vanishing cubes give dominant strategies, efficiency and balance at once.
     The converse is not claimed: on finite type spaces other payments than those of Groves may
     balance where these do not. *)
  Corollary cubes_zero_DSIC (best : profile -> F) b : private_values e ->
    outcome_count e <> O -> (forall r, In r (profiles e) -> is_best e r (best r)) ->
    In b (profiles e) -> (forall t, In t (profiles e) -> cube t b best = 0) ->
    exists m, feasible e m /\ efficient e m /\ DSIC e m /\ SBB e m.
  Proof.
    intros private Ho Hbest Hb Hc. destruct (efficient_rule_exists e Ho) as (m & Hf & _ & He).
    destruct (cubes_zero_balance m best b Hbest Hb Hc Hf He) as (Hf' & He' & Hg & Hs).
    exists (balanced_groves (allocation m) best b).
    split; [exact Hf'|]. split; [exact He'|]. split; [|exact Hs]. apply groves_DSIC; assumption.
  Qed.

  (* A single agent's budget can always be balanced. *)
  Theorem balance_possible_alone : agent_count e = 1%nat -> outcome_count e <> O ->
    exists m, feasible e m /\ efficient e m /\ groves e m /\ SBB e m.
  Proof.
    intros Hn Ho. destruct (efficient_rule_exists e Ho) as (m & Hf & _ & He).
    set (m' := groves_mechanism e (allocation m) (fun _ _ => 0)).
    exists m'. split; [exact Hf|]. split; [exact He|].
    assert (Hg : is_groves e (fun _ _ => 0) m') by (apply groves_mechanism_is_groves; auto).
    split; [exists (fun _ _ => 0); exact Hg|]. intros t Ht.
    rewrite (groves_budget e (fun _ _ => 0)) by assumption. rewrite Hn, sum_zero.
    change (of_Z (Z.of_nat 1 - 1)) with (0 : F). ring.
  Qed.
End Cubes_and_balance.
