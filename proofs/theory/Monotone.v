(* One-dimensional types: which rules can be implemented, and at what prices. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications.
Import ListNotations.
Local Open Scope number_scope.

(* One agent, the others' types being given.  His types are 0, ..., k - 1; of type s he has the
   value theta s for a unit and gets the share (or probability) q s if he reports s. *)
Section Line.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (theta q p : nat -> F) (k s r c : nat).

  Definition increasing k theta := forall s r, (s < r < k)%nat -> theta s < theta r.
  Definition nondecreasing k q := forall s r, (s <= r < k)%nat -> q s <= q r.
  (* When a share q r costs p r, no type would rather have another's share. *)
  Definition truthful k theta q p := forall s r, (s < k)%nat -> (r < k)%nat ->
    theta s * q r - p r <= theta s * q s - p s.
  (* What type s keeps of the value of his share, and what he pays for it. *)
  Definition rent theta q s := sum (seq 0 s) (fun j => (theta (S j) - theta j) * q j).
  Definition price theta q s := theta s * q s - rent theta q s.

  Lemma increasing_nondecreasing k theta : increasing k theta -> nondecreasing k theta.
  Proof.
    intros H s r [Hs Hr]. destruct (Nat.eq_dec s r) as [->|N]; [apply at_most_refl|].
    apply less_at_most, H. lia.
  Qed.
  Lemma rent_next theta q s : rent theta q (S s) = rent theta q s + (theta (S s) - theta s) * q s.
  Proof. unfold rent. rewrite seq_S, sum_app. cbn [sum Nat.add]. ring. Qed.
  Lemma price_ext theta q theta' q' s : (forall j, (j <= s)%nat -> theta j = theta' j) ->
    (forall j, (j <= s)%nat -> q j = q' j) -> price theta q s = price theta' q' s.
  Proof.
    intros Ht Hq. unfold price, rent. rewrite Ht, Hq by lia. f_equal. apply sum_ext.
    intros j Hj. apply in_seq in Hj. rewrite !Ht, Hq by lia. reflexivity.
  Qed.
  Lemma truthful_ext k theta q p theta' q' p' : (forall j, (j < k)%nat -> theta j = theta' j) ->
    (forall j, (j < k)%nat -> q j = q' j) -> (forall j, (j < k)%nat -> p j = p' j) ->
    truthful k theta q p -> truthful k theta' q' p'.
  Proof.
    intros Ht Hq Hp H s r Hs Hr. rewrite <- !Ht, <- !Hq, <- !Hp by assumption. apply H; assumption.
  Qed.
  Lemma step_nonnegative k theta s : nondecreasing k theta -> (S s < k)%nat ->
    0 <= theta (S s) - theta s.
  Proof. intros H Hs. apply difference_nonnegative, H. lia. Qed.

  (* Between two types the rent grows at least by the smallest share between them, and at most by
     the greatest, times the difference of the values. *)
  Lemma rent_at_least k theta q c r s : nondecreasing k theta -> (r <= s < k)%nat ->
    (forall j, (r <= j < s)%nat -> q c <= q j) ->
    (theta s - theta r) * q c <= rent theta q s - rent theta q r.
  Proof.
    intros Ht [Hs Hk] Hq. induction Hs as [|s Hs IH]; [apply equal_at_most; ring|].
    rewrite rent_next.
    apply (at_most_trans _ _ (rent theta q s - rent theta q r + (theta (S s) - theta s) * q c)).
    - apply (at_most_by (rent theta q s - rent theta q r - (theta s - theta r) * q c)); [|ring].
      apply difference_nonnegative, IH; [lia|]. intros j Hj; apply Hq; lia.
    - apply (at_most_by ((theta (S s) - theta s) * (q s - q c))); [|ring].
      apply at_most_multiply; [apply (step_nonnegative k); assumption|].
      apply difference_nonnegative, Hq. lia.
  Qed.
  Lemma rent_at_most k theta q c r s : nondecreasing k theta -> (r <= s < k)%nat ->
    (forall j, (r <= j < s)%nat -> q j <= q c) ->
    rent theta q s - rent theta q r <= (theta s - theta r) * q c.
  Proof.
    intros Ht [Hs Hk] Hq. induction Hs as [|s Hs IH]; [apply equal_at_most; ring|].
    rewrite rent_next.
    apply (at_most_trans _ _ (rent theta q s - rent theta q r + (theta (S s) - theta s) * q c)).
    - apply (at_most_by ((theta (S s) - theta s) * (q c - q s))); [|ring].
      apply at_most_multiply; [apply (step_nonnegative k); assumption|].
      apply difference_nonnegative, Hq. lia.
    - apply (at_most_by ((theta s - theta r) * q c - (rent theta q s - rent theta q r))); [|ring].
      apply difference_nonnegative, IH; [lia|]. intros j Hj; apply Hq; lia.
  Qed.

  (* Shares which can be priced do not fall when the value rises ... *)
  Theorem truthful_nondecreasing k theta q p : increasing k theta -> truthful k theta q p ->
    nondecreasing k q.
  Proof.
    intros Ht H s r [Hs Hr]. destruct (Nat.eq_dec s r) as [->|N]; [apply at_most_refl|].
    assert (A := H s r ltac:(lia) Hr). assert (B := H r s Hr ltac:(lia)).
    apply (cancel_positive (theta r - theta s)).
    - apply (difference_positive (theta s)), Ht. lia.
    - apply (at_most_by ((theta s * q s - p s - (theta s * q r - p r)) +
        (theta r * q r - p r - (theta r * q s - p s)))); [|ring].
      apply add_nonnegative; apply difference_nonnegative; assumption.
  Qed.
  (* ... and all such shares can, by these prices (Myerson 1981, for finitely many types). *)
  Theorem price_truthful k theta q : nondecreasing k theta -> nondecreasing k q ->
    truthful k theta q (price theta q).
  Proof.
    intros Ht Hq s r Hs Hr. unfold price. destruct (Nat.le_ge_cases r s) as [H|H].
    - apply (at_most_by (rent theta q s - rent theta q r - (theta s - theta r) * q r)); [|ring].
      apply difference_nonnegative, (rent_at_least k); [exact Ht|lia|].
      intros j Hj. apply Hq. lia.
    - apply (at_most_by ((theta r - theta s) * q r - (rent theta q r - rent theta q s))); [|ring].
      apply difference_nonnegative, (rent_at_most k); [exact Ht|lia|].
      intros j Hj. apply Hq. lia.
  Qed.
  Corollary implementable_nondecreasing k theta q : increasing k theta ->
    (exists p, truthful k theta q p) <-> nondecreasing k q.
  Proof.
    intros Ht. split.
    - intros [p Hp]. exact (truthful_nondecreasing k theta q p Ht Hp).
    - intros Hq. exists (price theta q). apply price_truthful; [|exact Hq].
      apply increasing_nondecreasing, Ht.
  Qed.

  (* The lowest type pays his whole value, and nobody loses by taking part ... *)
  Lemma price_lowest theta q : price theta q 0 = theta 0%nat * q 0%nat.
  Proof. unfold price, rent. cbn [seq sum]. ring. Qed.
  Theorem price_participation k theta q s : nondecreasing k theta ->
    (forall j, (j < k)%nat -> 0 <= q j) -> (s < k)%nat -> price theta q s <= theta s * q s.
  Proof.
    intros Ht Hq Hs. apply (at_most_by (rent theta q s)); [|unfold price; ring].
    apply sum_nonnegative. intros j Hj. apply in_seq in Hj.
    apply at_most_multiply; [apply (step_nonnegative k); [exact Ht|lia]|apply Hq; lia].
  Qed.
  (* ... and no payments are larger at which the truth is best and the lowest type takes part. *)
  Theorem price_largest k theta q p s : truthful k theta q p ->
    p 0%nat <= theta 0%nat * q 0%nat -> (s < k)%nat -> p s <= price theta q s.
  Proof.
    intros H H0 Hs. induction s as [|s IH]; [rewrite price_lowest; exact H0|].
    assert (A := H (S s) s Hs ltac:(lia)).
    apply (at_most_by ((price theta q s - p s) + (theta (S s) * q (S s) - p (S s) -
      (theta (S s) * q s - p s)))); [|unfold price; rewrite rent_next; ring].
    apply add_nonnegative; apply difference_nonnegative; [apply IH; lia|exact A].
  Qed.

  (* If all shares are 0 or 1, who wins pays the lowest of his values with which he wins, and who
     loses pays nothing. *)
  Theorem price_of_winner theta q c s : (c <= s)%nat ->
    (forall j, (j < c)%nat -> q j = 0) -> (forall j, (c <= j <= s)%nat -> q j = 1) ->
    price theta q s = theta c.
  Proof.
    intros Hs H0 H1. induction Hs as [|s Hs IH].
    - unfold price. rewrite (H1 c) by lia. unfold rent. rewrite sum_all_zero; [ring|].
      intros j Hj. apply in_seq in Hj. rewrite H0 by lia. ring.
    - rewrite <- IH by (intros j Hj; apply H1; lia). unfold price. rewrite rent_next.
      rewrite (H1 s), (H1 (S s)) by lia. ring.
  Qed.
  Theorem price_of_loser theta q s : (forall j, (j <= s)%nat -> q j = 0) -> price theta q s = 0.
  Proof.
    intros H. unfold price, rent. rewrite (H s), sum_all_zero by lia || (intros j Hj;
      apply in_seq in Hj; rewrite H by lia; ring). ring.
  Qed.
  Theorem critical_value k theta q s : nondecreasing k q ->
    (forall j, (j < k)%nat -> q j = 0 \/ q j = 1) -> (s < k)%nat ->
    (q s = 0 -> price theta q s = 0) /\
    (q s = 1 -> exists c, (c <= s)%nat /\ q c = 1 /\ (forall j, (j < c)%nat -> q j = 0) /\
      price theta q s = theta c).
  Proof.
    intros Hq H01 Hs.
    assert (Z : forall r, (r < k)%nat -> q r = 0 -> forall j, (j <= r)%nat -> q j = 0).
    { intros r Hr Hz j Hj. destruct (H01 j ltac:(lia)) as [E|E]; [exact E|].
      apply at_most_antisym; [rewrite <- Hz; apply Hq; lia|rewrite E; apply zero_at_most_one]. }
    split; [intros Hz; apply price_of_loser, Z; assumption|]. intros Hw.
    assert (C : exists c, (c <= s)%nat /\ q c = 1 /\ forall j, (j < c)%nat -> q j = 0).
    { clear Hq. induction s as [|s IH].
      - exists 0%nat. repeat split; [lia|exact Hw|]. intros j Hj. lia.
      - destruct (H01 s ltac:(lia)) as [E|E].
        + exists (S s). repeat split; [lia|exact Hw|]. intros j Hj. apply (Z s); [lia|exact E|lia].
        + destruct (IH ltac:(lia) E) as (c & Hc & Hcw & H0). exists c.
          repeat split; [lia|exact Hcw|exact H0]. }
    destruct C as (c & Hc & Hcw & H0). exists c. repeat split; try assumption.
    apply price_of_winner; [exact Hc|exact H0|]. intros j Hj.
    destruct (H01 j ltac:(lia)) as [E|E]; [|exact E]. rewrite <- Hcw. symmetry.
    rewrite E. apply (Z j); [lia|exact E|lia].
  Qed.
End Line.

(* Environments in which an agent's value for an outcome is his unit value, which rises with his
   own type, times his share of it.  The unit value may depend on the types of all. *)
Section One_dimensional.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable unit_value : nat -> profile -> F.  (* of agent i at t *)
  Variable share : nat -> nat -> F.           (* of agent i in outcome a *)
  Implicit Types (m : mechanism F) (i s : nat) (t : profile) (x : profile -> nat -> F).

  Definition value_of_share := forall i a t, In i (agents e) -> In a (outcomes e) ->
    In t (profiles e) -> value e i a t = unit_value i t * share i a.
  (* The unit values and the expected shares of agent i, by his type, the others being as in t. *)
  Definition unit_line i t s := unit_value i t.[i := s].
  Definition share_line x i t s := sum (outcomes e) (fun a => x t.[i := s] a * share i a).
  Definition increasing_values := forall i t, In i (agents e) -> In t (profiles e) ->
    increasing (type_count e i) (unit_line i t).
  Definition monotone_shares x := forall i t, In i (agents e) -> In t (profiles e) ->
    nondecreasing (type_count e i) (share_line x i t).
  (* The prices of the shares of a rule. *)
  Definition line_price x i t := price (unit_line i t) (share_line x i t) t.[i].
  Definition priced x := Mechanism x (line_price x).
  Definition no_outside_options := forall i a t, In i (agents e) -> In a (outcomes e) ->
    In t (profiles e) -> outside_option e i a t = 0.

  Hypothesis linear : value_of_share.
  Hypothesis rising : increasing_values.

  Lemma rising_lines i t : In i (agents e) -> In t (profiles e) ->
    nondecreasing (type_count e i) (unit_line i t).
  Proof. intros Hi Ht. apply increasing_nondecreasing, rising; assumption. Qed.
  Lemma line_value x i t s r : In i (agents e) -> In t (profiles e) -> In s (types e i) ->
    lottery_value e i (x t.[i := r]) t.[i := s] = unit_line i t s * share_line x i t r.
  Proof.
    intros Hi Ht Hs. unfold lottery_value, share_line. rewrite <- sum_scale. apply sum_ext.
    intros a Ha. rewrite (linear i a) by auto using set_profile. unfold unit_line. ring.
  Qed.
  (* Ex-post incentive compatibility, line by line. *)
  Lemma EPIC_lines m : EPIC e m <-> forall i t, In i (agents e) -> In t (profiles e) ->
    truthful (type_count e i) (unit_line i t) (share_line (allocation m) i t)
      (fun s => payment m i t.[i := s]).
  Proof.
    split.
    - intros H i t Hi Ht s r Hs Hr. apply in_types in Hs, Hr.
      rewrite <- !line_value by assumption.
      assert (E := H i t.[i := s] r Hi (set_profile e i s t Hi Ht Hs) Hr).
      rewrite set_entry_twice in E. exact E.
    - intros H i t s Hi Ht Hs. assert (Hi' := profile_type e i t Hi Ht).
      assert (E := H i t Hi Ht t.[i] s (proj1 (in_types e i _) Hi') (proj1 (in_types e i _) Hs)).
      rewrite <- !line_value, !set_entry_id in E by assumption. exact E.
  Qed.
  Lemma line_price_line x i t s : In i (agents e) -> In t (profiles e) ->
    line_price x i t.[i := s] = price (unit_line i t) (share_line x i t) s.
  Proof.
    intros Hi Ht. unfold line_price. rewrite (profile_set_own e) by assumption.
    apply price_ext; intros j _; unfold unit_line, share_line; rewrite set_entry_twice; reflexivity.
  Qed.

  Lemma share_line_follows x m i t s : follows e x m -> In i (agents e) -> In t (profiles e) ->
    In s (types e i) -> share_line (allocation m) i t s = share_line x i t s.
  Proof.
    intros Hx Hi Ht Hs. apply sum_ext. intros a Ha. rewrite Hx by auto using set_profile.
    reflexivity.
  Qed.

  (* A rule can be given payments that make the truth best at every profile exactly if no agent's
     share falls when his type rises, and then these do it (Myerson 1981). *)
  Theorem EPIC_monotone_shares m : EPIC e m -> monotone_shares (allocation m).
  Proof.
    intros H i t Hi Ht. eapply truthful_nondecreasing; [exact (rising i t Hi Ht)|].
    exact (proj1 (EPIC_lines m) H i t Hi Ht).
  Qed.
  Theorem priced_EPIC x : monotone_shares x -> EPIC e (priced x).
  Proof.
    intros Hx. apply EPIC_lines. intros i t Hi Ht. cbn [allocation payment priced].
    eapply truthful_ext; [reflexivity|reflexivity| |apply price_truthful].
    - intros j _. symmetry. apply line_price_line; assumption.
    - apply rising_lines; assumption.
    - apply Hx; assumption.
  Qed.
  Theorem EPIC_implementable_shares x :
    (exists m, follows e x m /\ EPIC e m) <-> monotone_shares x.
  Proof.
    split.
    - intros (m & Hx & H) i t Hi Ht s r Hr.
      rewrite <- !(share_line_follows x m) by (try apply in_types; assumption || lia).
      apply EPIC_monotone_shares; assumption.
    - intros H. exists (priced x). split; [intros t a _ _; reflexivity|]. apply priced_EPIC, H.
  Qed.
  (* With private values, in dominant strategies. *)
  Corollary DSIC_implementable_shares x : private_values e ->
    (exists m, follows e x m /\ DSIC e m) <-> monotone_shares x.
  Proof.
    intros private. rewrite <- EPIC_implementable_shares.
    split; intros (m & E & H); exists m; (split; [exact E|]); apply (DSIC_EPIC e m private), H.
  Qed.

  (* Without outside options and with shares of at least 0 nobody loses by taking part ... *)
  Theorem priced_EPIR x : feasible e (priced x) -> no_outside_options ->
    (forall i a, In i (agents e) -> In a (outcomes e) -> 0 <= share i a) -> EPIR e (priced x).
  Proof.
    intros Hf Ho Hq i t Hi Ht. assert (Hs := profile_type e i t Hi Ht).
    apply difference_nonnegative. unfold lottery_outside.
    rewrite (sum_all_zero (outcomes e)) by (intros a Ha; rewrite Ho by assumption; ring).
    unfold utility. cbn [allocation payment priced]. apply difference_nonnegative.
    assert (E := line_value x i t t.[i] t.[i] Hi Ht Hs). rewrite set_entry_id in E. rewrite E.
    apply (price_participation (type_count e i)); [apply rising_lines; assumption| |].
    - intros j Hj. apply in_types in Hj. apply sum_nonnegative. intros a Ha.
      apply at_most_multiply; [|apply Hq; assumption].
      apply (Hf t.[i := j]); [apply set_profile|]; assumption.
    - apply in_types, Hs.
  Qed.
  (* ... and no mechanism with the same rule that is ex-post incentive compatible and individually
     rational charges anybody more at any profile. *)
  Theorem priced_largest x m i t : follows e x m -> EPIC e m -> EPIR e m ->
    no_outside_options -> In i (agents e) -> In t (profiles e) ->
    payment m i t <= line_price x i t.
  Proof.
    intros Hx H Hr Ho Hi Ht. assert (Hs := profile_type e i t Hi Ht).
    rewrite <- (set_entry_id i t 0%nat) at 1. unfold line_price.
    apply in_types in Hs.
    rewrite (price_ext _ (share_line x i t) (unit_line i t) (share_line (allocation m) i t));
      [|reflexivity|intros j Hj; symmetry; apply share_line_follows; try assumption;
        apply in_types; lia].
    apply (price_largest (type_count e i) _ _ (fun s => payment m i t.[i := s]));
      [apply EPIC_lines; assumption| |exact Hs].
    assert (H0 : In 0%nat (types e i)) by (apply in_types; lia).
    rewrite <- line_value by assumption. assert (Ht0 := set_profile e i 0 t Hi Ht H0).
    assert (P := Hr i t.[i := 0%nat] Hi Ht0). unfold net_utility, lottery_outside, utility in P.
    rewrite (sum_all_zero (outcomes e)) in P
      by (intros a Ha; rewrite Ho by assumption; ring).
    apply (at_most_by _ _ _ P). ring.
  Qed.
  Corollary priced_revenue x m : is_probability e -> follows e x m -> EPIC e m -> EPIR e m ->
    no_outside_options -> revenue e m <= revenue e (priced x).
  Proof.
    intros Hp Hx H Hr Ho. apply sum_at_most. intros t Ht. apply scale_at_most; [apply Hp, Ht|].
    apply sum_at_most. intros i Hi. apply priced_largest; assumption.
  Qed.

  (* Where an agent wins (share 1) or loses (share 0), the winner pays his critical value, that of
     the lowest of his types with which he wins, and the loser nothing. *)
  Theorem critical_payment x i t : monotone_shares x -> In i (agents e) -> In t (profiles e) ->
    (forall s, In s (types e i) -> share_line x i t s = 0 \/ share_line x i t s = 1) ->
    (share_line x i t t.[i] = 0 -> line_price x i t = 0) /\
    (share_line x i t t.[i] = 1 -> exists c, (c <= t.[i])%nat /\ share_line x i t c = 1 /\
      (forall s, (s < c)%nat -> share_line x i t s = 0) /\
      line_price x i t = unit_value i t.[i := c]).
  Proof.
    intros Hx Hi Ht H01. apply (critical_value (type_count e i)); [apply Hx; assumption| |].
    - intros j Hj. apply H01, in_types, Hj.
    - apply in_types, profile_type; assumption.
  Qed.
End One_dimensional.
