(* Offered prices: who wins pays a price on which he has no influence, and wins if his value is
   above it.  Second prices with a reserve, posted prices and critical values are such prices. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums Profile Environment Facts Implications Monotone.
Import ListNotations.
Local Open Scope number_scope.

Section Prices.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Variable e : environment F.
  Variable unit_value : nat -> profile -> F.  (* of agent i at t *)
  Variable share : nat -> nat -> F.           (* of agent i in outcome a *)
  Implicit Types (m : mechanism F) (i j s : nat) (t r : profile) (p : F).
  Hypothesis linear : value_of_share e unit_value share.
  Hypothesis private : private_values e.

  Notation share_at m i t := (sum (outcomes e) (fun a => allocation m t a * share i a)).

  (* Offered the price p, agent i wins a unit and pays p, at most his value, or he loses and
     pays nothing and p is at least his value; without an offer he loses and pays nothing. *)
  Definition loses m i t := share_at m i t = 0 /\ payment m i t = 0.
  Definition offered m i (o : option F) t := match o with
    | Some p => (share_at m i t = 1 /\ payment m i t = p /\ p <= unit_value i t) \/
        (loses m i t /\ unit_value i t <= p)
    | None => loses m i t
    end.

  Lemma share_utility m i t r : In i (agents e) -> In t (profiles e) ->
    utility e m i t r = unit_value i t * share_at m i r - payment m i r.
  Proof.
    intros Hi Ht. unfold utility. f_equal. unfold lottery_value. rewrite <- sum_scale.
    apply sum_ext. intros a Ha. rewrite linear by assumption. ring.
  Qed.
  (* The truth is best if no report of an agent changes what he is offered; is_offer i t o says that
     o is the offer to agent i at t. *)
  Theorem offered_price_DSIC (is_offer : nat -> profile -> option F -> Prop) m :
    (forall i t s o o', In i (agents e) -> In t (profiles e) -> In s (types e i) ->
      is_offer i t o -> is_offer i t.[i := s] o' -> o = o') ->
    (forall i t, In i (agents e) -> In t (profiles e) ->
      exists o, is_offer i t o /\ offered m i o t) -> DSIC e m.
  Proof.
    intros Hp H. apply (DSIC_EPIC e m private). intros i t s Hi Ht Hs.
    assert (Ht' := set_profile e i s t Hi Ht Hs).
    destruct (H i t Hi Ht) as (o & P & O). destruct (H i _ Hi Ht') as (o' & P' & O').
    rewrite <- (Hp i t s o o' Hi Ht Hs P P') in O'. rewrite !share_utility by assumption.
    unfold offered, loses in O, O'. destruct o as [p|].
    - destruct O as [(-> & -> & L)|((-> & ->) & L)];
        destruct O' as [(-> & -> & _)|((-> & ->) & _)].
      + apply at_most_refl.
      + apply (at_most_by (unit_value i t - p)); [apply difference_nonnegative, L|ring].
      + apply (at_most_by (p - unit_value i t)); [apply difference_nonnegative, L|ring].
      + apply at_most_refl.
    - destruct O as (-> & ->). destruct O' as (-> & ->). apply at_most_refl.
  Qed.

  (* Posted prices, offered one agent after the other as long as there is something left: whether an
     agent gets an offer may depend on the others, but not on himself. *)
  Theorem posted_price_DSIC (posted : nat -> F) (left : nat -> profile -> bool) m :
    (forall i t s, In i (agents e) -> In t (profiles e) -> In s (types e i) ->
      left i t.[i := s] = left i t) ->
    (forall i t, In i (agents e) -> In t (profiles e) ->
      offered m i (if left i t then Some (posted i) else None) t) -> DSIC e m.
  Proof.
    intros Hl H.
    apply (offered_price_DSIC (fun i t o => o = if left i t then Some (posted i) else None)).
    - intros i t s o o' Hi Ht Hs -> ->. rewrite Hl by assumption. reflexivity.
    - intros i t Hi Ht. eexists. split; [reflexivity|]. apply H; assumption.
  Qed.

  (* The second price with a reserve: the greatest of the reserve and the others' values (Vickrey
     1961). *)
  Definition second_price (reserve : F) i t p :=
    (p = reserve \/ exists j, In j (agents e) /\ j <> i /\ p = unit_value j t) /\ reserve <= p /\
    forall j, In j (agents e) -> j <> i -> unit_value j t <= p.
  Theorem second_price_exists reserve i t : exists p, second_price reserve i t p.
  Proof.
    destruct (greatest (None :: map Some (filter (fun j => negb (Nat.eqb j i)) (agents e)))
      (fun o => match o with None => reserve | Some j => unit_value j t end)) as (o & Ho & M);
      [discriminate|].
    assert (In_others : forall j, In (Some j) (None ::
      map Some (filter (fun j => negb (Nat.eqb j i)) (agents e))) <-> In j (agents e) /\ j <> i).
    { intros j. cbn [In]. rewrite in_map_iff. setoid_rewrite filter_In.
      setoid_rewrite Bool.negb_true_iff. setoid_rewrite Nat.eqb_neq.
      split; [intros [E|(j' & E & H)]; [discriminate|injection E as <-; exact H]|].
      intros H. right. exists j. split; [reflexivity|exact H]. }
    exists (match o with None => reserve | Some j => unit_value j t end). split; [|split].
    - destruct o as [j|]; [|left; reflexivity]. right. exists j. apply In_others in Ho as [Hj N].
      auto.
    - apply (M None). left. reflexivity.
    - intros j Hj N. apply (M (Some j)), In_others. auto.
  Qed.
  Theorem second_price_DSIC reserve m :
    (forall i t r, t.[i] = r.[i] -> unit_value i t = unit_value i r) ->
    (forall i t, In i (agents e) -> In t (profiles e) ->
      exists p, second_price reserve i t p /\ offered m i (Some p) t) -> DSIC e m.
  Proof.
    intros private_units H.
    apply (offered_price_DSIC (fun i t o => exists p, o = Some p /\ second_price reserve i t p));
      [|intros i t Hi Ht; destruct (H i t Hi Ht) as (p & P & O); exists (Some p); eauto].
    intros i t s o o' Hi Ht Hs (p & -> & E & L & M) (p' & -> & E' & L' & M'). f_equal.
    assert (U : forall j, j <> i -> unit_value j t.[i := s] = unit_value j t)
      by (intros j N; apply private_units, set_entry_other, N).
    apply at_most_antisym.
    - destruct E as [->|(j & Hj & N & ->)]; [exact L'|]. rewrite <- U by exact N.
      apply M'; assumption.
    - destruct E' as [->|(j & Hj & N & ->)]; [exact L|]. rewrite U by exact N. apply M; assumption.
  Qed.

  (* A rule under which an agent wins or loses, and by a higher type never loses what he wins, can
     be given critical values: who wins pays the lowest of his values with which he still wins
     (critical_payment in Monotone.v), as under the optimal auction of Myerson (1981). *)
  Theorem critical_values_DSIC (x : profile -> nat -> F) : increasing_values e unit_value ->
    monotone_shares e share x -> DSIC e (priced e unit_value share x).
  Proof.
    intros Hr Hx. apply (DSIC_EPIC e _ private). apply priced_EPIC; assumption.
  Qed.
End Prices.
