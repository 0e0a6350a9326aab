(* Potentials and negative cycles of finite graphs. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums.
Import ListNotations.
Local Open Scope number_scope.

(* Graphs whose nodes are numbers and in which the edge from r to t has length l r t.  A path from
   r is given by the nodes after r. *)
Section Graph.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Implicit Types (r t x : nat) (p : list nat) (nodes : nat -> Prop).
  Implicit Types (l : nat -> nat -> F) (q u : nat -> F).

  Fixpoint path_length l r p : F :=
    match p with [] => 0 | t :: p => l r t + path_length l t p end.
  (* The cycle through the nodes in p, and from the last one back to the first. *)
  Definition cycle_length l p :=
    match p with [] => 0 | r :: p => path_length l r (p ++ [r]) end.
  Definition negative_cycle nodes l := exists p, Forall nodes p /\ cycle_length l p < 0.
  (* No difference of q along an edge is greater than its length. *)
  Definition potential nodes l q := forall r t, nodes r -> nodes t -> q t - q r <= l r t.
  (* The pointwise largest potential that is at most u. *)
  Definition largest_potential nodes l u q :=
    potential nodes l q /\ (forall t, nodes t -> q t <= u t) /\
    forall q', potential nodes l q' -> (forall t, nodes t -> q' t <= u t) ->
      forall t, nodes t -> q' t <= q t.

  (* Let a source be added from which each node t is reached at once at length u t: some way from
     the source to t has length b. *)
  Definition way nodes l u t b := b = u t \/
    exists r p, nodes r /\ Forall nodes p /\ b = u r + path_length l r (p ++ [t]).

  Lemma path_length_edge l p s t : forall r,
    path_length l r ((p ++ [s]) ++ [t]) = path_length l r (p ++ [s]) + l s t.
  Proof.
    induction p as [|x p IH]; intros r; cbn [app path_length]; [ring|]. rewrite IH. ring.
  Qed.
  Lemma way_nodes (nodes nodes' : nat -> Prop) l u t b : (forall s, nodes s -> nodes' s) ->
    way nodes l u t b -> way nodes' l u t b.
  Proof.
    intros H [->|(r & p & Hr & Hp & ->)]; [left; reflexivity|]. right. exists r, p.
    split; [apply H, Hr|]. split; [|reflexivity]. revert Hp. apply Forall_impl. exact H.
  Qed.
  (* A way to s is extended by an edge. *)
  Lemma way_edge nodes l u s t b : nodes s -> way nodes l u s b -> way nodes l u t (b + l s t).
  Proof.
    intros Hs [->|(r & p & Hr & Hp & ->)]; right.
    - exists s, []. split; [exact Hs|]. split; [constructor|]. cbn. ring.
    - exists r, (p ++ [s]). split; [exact Hr|]. split; [apply Forall_app; auto|].
      rewrite path_length_edge. ring.
  Qed.
  Lemma potential_path nodes l q p : forall r t, potential nodes l q ->
    nodes r -> nodes t -> Forall nodes p -> q t - q r <= path_length l r (p ++ [t]).
  Proof.
    induction p as [|x p IH]; intros r t Hq Hr Ht Hp; cbn [path_length app].
    - apply (at_most_trans _ _ (l r t)); [apply Hq; assumption|apply equal_at_most; ring].
    - inversion Hp as [|? ? Hx Hp']; subst.
      apply (at_most_trans _ _ ((q x - q r) + (q t - q x))); [apply equal_at_most; ring|].
      apply add_at_most; [apply Hq; assumption|apply IH; assumption].
  Qed.
  (* Where there is a potential, no cycle is negative. *)
  Lemma potential_no_negative_cycle nodes l q : potential nodes l q -> ~ negative_cycle nodes l.
  Proof.
    intros Hq ([|r p] & Hp & Hn).
    - exact (less_irreflexive _ Hn).
    - inversion Hp as [|? ? Hr Hp']; subst. apply (less_not_at_most _ _ Hn). cbn [cycle_length].
      apply (at_most_trans _ _ (q r - q r)); [apply equal_at_most; ring|].
      apply (potential_path nodes); assumption.
  Qed.

  Lemma least (a : F) (l : list F) : exists b, In b (a :: l) /\ forall c, In c (a :: l) -> b <= c.
  Proof.
    destruct (greatest (a :: l) (fun c => - c)) as (b & Hb & Hm); [discriminate|].
    exists b. split; [exact Hb|]. intros c Hc.
    replace b with (- - b) by ring. replace c with (- - c) by ring. apply negate_at_most, Hm, Hc.
  Qed.

  (* Node x is left out: l' is the length of the shorter way, directly or through x. *)
  Definition leaves_out nodes x l l' := forall r t, nodes r -> nodes t ->
    l' r t <= l r t /\ l' r t <= l r x + l x t /\ (l' r t = l r t \/ l' r t = l r x + l x t).
  Lemma leave_out x l (L : list nat) : exists l', leaves_out (fun t => In t L) x l l'.
  Proof.
    destruct (finite_choice Nat.eq_dec L (fun r g => forall t, In t L ->
      g t <= l r t /\ g t <= l r x + l x t /\ (g t = l r t \/ g t = l r x + l x t))
      (fun _ : nat => 0)) as [l' Hl'].
    - intros r Hr. apply (finite_choice Nat.eq_dec L (fun t b =>
        b <= l r t /\ b <= l r x + l x t /\ (b = l r t \/ b = l r x + l x t)) 0). intros t Ht.
      destruct (least (l r t) [l r x + l x t]) as (b & [<-|[<-|[]]] & Hm).
      + exists (l r t). repeat split; [apply at_most_refl|apply Hm; right; left; reflexivity|].
        left; reflexivity.
      + exists (l r x + l x t). repeat split; [|apply at_most_refl|right; reflexivity].
        apply Hm; left; reflexivity.
    - exists l'. intros r t Hr Ht. apply Hl'; assumption.
  Qed.
  (* A path in the graph without x comes from one as long that may pass through x. *)
  Lemma leave_out_path nodes x l l' p : leaves_out nodes x l l' -> forall r t,
    nodes r -> nodes t -> Forall nodes p -> exists p', Forall (fun s => s = x \/ nodes s) p' /\
      path_length l r (p' ++ [t]) = path_length l' r (p ++ [t]).
  Proof.
    intros Hl. induction p as [|s p IH]; intros r t Hr Ht Hp.
    - destruct (Hl r t Hr Ht) as (_ & _ & [E|E]).
      + exists []. split; [constructor|]. cbn. rewrite E. reflexivity.
      + exists [x]. split; [constructor; auto|]. cbn. rewrite E. ring.
    - inversion Hp as [|? ? Hs Hp']; subst. destruct (IH s t Hs Ht Hp') as (p' & Hn & E).
      destruct (Hl r s Hr Hs) as (_ & _ & [E'|E']).
      + exists (s :: p'). split; [constructor; auto|]. cbn [path_length app]. rewrite E, E'.
        reflexivity.
      + exists (x :: s :: p'). split; [constructor; [|constructor]; auto|]. cbn [path_length app].
        rewrite E, E'. ring.
  Qed.
  Lemma leave_out_cycle nodes x l l' : leaves_out nodes x l l' ->
    negative_cycle nodes l' -> negative_cycle (fun s => s = x \/ nodes s) l.
  Proof.
    intros Hl ([|r p] & Hp & Hn); [destruct (less_irreflexive _ Hn)|].
    inversion Hp as [|? ? Hr Hp']; subst.
    destruct (leave_out_path nodes x l l' p Hl r r Hr Hr Hp') as (p' & Hn' & E).
    exists (r :: p'). split; [constructor; auto|]. cbn [cycle_length] in *. rewrite E. exact Hn.
  Qed.
  Lemma potential_leaves_out nodes x l l' q : leaves_out nodes x l l' ->
    potential (fun s => s = x \/ nodes s) l q -> potential nodes l' q.
  Proof.
    intros Hl Hq r t Hr Ht. destruct (Hl r t Hr Ht) as (_ & _ & [->| ->]); [apply Hq; auto|].
    apply (at_most_trans _ _ ((q x - q r) + (q t - q x))); [apply equal_at_most; ring|].
    apply add_at_most; apply Hq; auto.
  Qed.

  (* A way in the graph without x, to whose nodes the source leads directly or through x, comes
     from one as long that may pass through x. *)
  Lemma leave_out_way nodes x l l' u u' t b : leaves_out nodes x l l' -> nodes t ->
    (forall r, nodes r -> u' r = u r \/ u' r = u x + l x r) ->
    way nodes l' u' t b -> way (fun s => s = x \/ nodes s) l u t b.
  Proof.
    intros Hl Ht Hu [->|(r & p & Hr & Hp & ->)].
    - destruct (Hu t Ht) as [->| ->]; [left; reflexivity|]. apply way_edge; left; reflexivity.
    - destruct (leave_out_path nodes x l l' p Hl r t Hr Ht Hp) as (p' & Hp' & <-). right.
      destruct (Hu r Hr) as [->| ->].
      + exists r, p'. auto.
      + exists x, (r :: p'). split; [auto|]. split; [constructor; auto|]. cbn. ring.
  Qed.

  (* Without a negative cycle there are potentials, and below any bounds u a largest one, which is
     made of ways from the source. *)
  Lemma largest_potential_list (L : list nat) : forall l u, ~ negative_cycle (fun t => In t L) l ->
    exists q, largest_potential (fun t => In t L) l u q /\
      forall t, In t L -> way (fun t => In t L) l u t (q t).
  Proof.
    induction L as [|x L IH]; intros l u Hc.
    - exists (fun _ => 0). split; [|intros t []].
      split; [intros r t []|]. split; [intros t []|]. intros q _ _ t [].
    - destruct (in_dec Nat.eq_dec x L) as [Hin|Hout].
      { assert (Hsub : forall t, In t (x :: L) -> In t L) by (intros t [<-|Ht]; assumption).
        destruct (IH l u) as (q & (Hq & Hqu & Hm) & Hw).
        { intros (p & Hp & Hn). apply Hc. exists p. split; [|exact Hn]. revert Hp.
          apply Forall_impl. intros t Ht. right; exact Ht. }
        exists q. split.
        - split; [intros r t Hr Ht; apply Hq; auto|]. split; [auto|].
          intros q' Hq' Hu t Ht. apply Hm; auto; intros r; intros; [apply Hq'|apply Hu];
            right; assumption.
        - intros t Ht. apply (way_nodes (fun t => In t L)); [intros; right; assumption|].
          apply Hw, Hsub, Ht. }
      destruct (leave_out x l L) as [l' Hl].
      destruct (finite_choice Nat.eq_dec L (fun t b => b <= u t /\ b <= u x + l x t /\
        (b = u t \/ b = u x + l x t)) 0) as [u' Hu].
      { intros t _. destruct (least (u t) [u x + l x t]) as (b & Hb & Hm). exists b.
        split; [apply Hm; left; reflexivity|]. split; [apply Hm; right; left; reflexivity|].
        destruct Hb as [<-|[<-|[]]]; auto. }
      assert (Hsub : forall s, s = x \/ In s L -> In s (x :: L)) by (intros s [->|H]; cbn; auto).
      destruct (IH l' u') as (q & (Hq & Hqu & Hm) & Hw).
      { intros Hn. apply Hc. destruct (leave_out_cycle _ x l l' Hl Hn) as (p & Hp & Hlt).
        exists p. split; [|exact Hlt]. revert Hp. apply Forall_impl, Hsub. }
      destruct (least (u x) (map (fun r => q r + l r x) L)) as (qx & Hqx & Hxm).
      assert (Hxx : 0 <= l x x).
      { destruct (at_most_or_less 0 (l x x)) as [H|H]; [exact H|]. exfalso. apply Hc.
        exists [x]. split; [repeat constructor|]. cbn.
        replace (l x x + 0) with (l x x) by ring. exact H. }
      assert (Hin : forall r, In r L -> qx <= q r + l r x).
      { intros r Hr. apply Hxm. right. apply in_map_iff. exists r. split; [reflexivity|exact Hr]. }
      assert (Hout' : forall t, In t L -> q t <= qx + l x t).
      { intros t Ht. destruct Hqx as [<-|Hqx].
        - apply (at_most_trans _ _ (u' t)); [apply Hqu, Ht|apply Hu, Ht].
        - apply in_map_iff in Hqx as (r & <- & Hr). destruct (Hl r t Hr Ht) as (_ & H & _).
          apply (at_most_trans _ _ (q r + l' r t)).
          + apply (at_most_by (l' r t - (q t - q r))); [|ring].
            apply difference_nonnegative, Hq; assumption.
          + apply (at_most_by ((l r x + l x t) - l' r t)); [|ring].
            apply difference_nonnegative, H. }
      set (g := fun t => if Nat.eqb t x then qx else q t).
      assert (Gx : g x = qx) by (unfold g; rewrite Nat.eqb_refl; reflexivity).
      assert (GL : forall t, In t L -> g t = q t).
      { intros t Ht. unfold g. destruct (Nat.eqb_spec t x) as [->|_]; [contradiction|reflexivity]. }
      assert (GW : forall t, In t L -> way (fun t => In t (x :: L)) l u t (q t)).
      { intros t Ht. apply (way_nodes _ _ l u t _ Hsub).
        apply (leave_out_way (fun t => In t L) x l l' u u'); [exact Hl|exact Ht| |apply Hw, Ht].
        intros r Hr. apply Hu, Hr. }
      exists g. split; [split; [|split]|].
      + intros r t [<-|Hr] [<-|Ht]; rewrite ?Gx, ?GL by assumption.
        * replace (qx - qx) with (0 : F) by ring. exact Hxx.
        * apply (at_most_by (qx + l x t - q t)); [|ring]. apply difference_nonnegative, Hout', Ht.
        * apply (at_most_by (q r + l r x - qx)); [|ring]. apply difference_nonnegative, Hin, Hr.
        * apply (at_most_trans _ _ (l' r t)); [apply Hq; assumption|]. apply Hl; assumption.
      + intros t [<-|Ht]; rewrite ?Gx, ?GL by assumption; [apply Hxm; left; reflexivity|].
        apply (at_most_trans _ _ (u' t)); [apply Hqu, Ht|apply Hu, Ht].
      + intros q' Hq' Hu'.
        assert (step : forall r t b, In r (x :: L) -> In t (x :: L) -> q' r <= b ->
          q' t <= b + l r t).
        { intros r t b Hr Ht Hb. apply (at_most_by ((l r t - (q' t - q' r)) + (b - q' r))); [|ring].
          apply add_nonnegative; apply difference_nonnegative; [apply Hq'; assumption|exact Hb]. }
        assert (HL : forall t, In t L -> q' t <= q t).
        { apply Hm.
          - apply (potential_leaves_out _ x l l' q' Hl). intros r t Hr Ht. apply Hq'; auto.
          - intros t Ht. destruct (Hu t Ht) as (_ & _ & [->| ->]); [apply Hu'; right; exact Ht|].
            apply step; [left; reflexivity|right; exact Ht|]. apply Hu'; left; reflexivity. }
        intros t [<-|Ht]; rewrite ?Gx, ?GL by assumption; [|apply HL, Ht].
        destruct Hqx as [<-|Hqx]; [apply Hu'; left; reflexivity|].
        apply in_map_iff in Hqx as (r & <- & Hr).
        apply step; [right; exact Hr|left; reflexivity|apply HL, Hr].
      + intros t [<-|Ht]; rewrite ?Gx, ?GL by assumption; [|apply GW, Ht].
        destruct Hqx as [<-|Hqx]; [left; reflexivity|].
        apply in_map_iff in Hqx as (r & <- & Hr).
        apply way_edge; [right; exact Hr|apply GW, Hr].
  Qed.

  Definition finite nodes := exists L, forall t, nodes t <-> In t L.
  Lemma finite_positive (L : list nat) (f : nat -> F) : finite (fun t => In t L /\ 0 < f t).
  Proof.
    induction L as [|s L [L' HL]]; [exists []; cbn; tauto|].
    destruct (at_most_or_less (f s) 0) as [N|P].
    - exists L'. intros t. rewrite <- HL. cbn [In]. split; [|tauto].
      intros [[<-|Ht] Pt]; [destruct (less_not_at_most _ _ Pt N)|tauto].
    - exists (s :: L'). intros t. cbn [In]. rewrite <- HL. split; [tauto|].
      intros [<-|Ht]; tauto.
  Qed.
  Lemma largest_potential_ways nodes l u : finite nodes -> ~ negative_cycle nodes l ->
    exists q, largest_potential nodes l u q /\ forall t, nodes t -> way nodes l u t (q t).
  Proof.
    intros [L HL] Hc. destruct (largest_potential_list L l u) as (q & (Hq & Hu & Hm) & Hw).
    - intros (p & Hp & Hn). apply Hc. exists p. split; [|exact Hn]. revert Hp.
      apply Forall_impl. intros t. apply HL.
    - exists q. split.
      + split; [intros r t Hr Ht; apply Hq; apply HL; assumption|].
        split; [intros t Ht; apply Hu, HL, Ht|].
        intros q' Hq' Hu' t Ht. apply Hm; [| |apply HL, Ht].
        * intros r s Hr Hs. apply Hq'; apply HL; assumption.
        * intros s Hs. apply Hu', HL, Hs.
      + intros t Ht. apply (way_nodes (fun t => In t L)); [apply HL|]. apply Hw, HL, Ht.
  Qed.
  (* A finite graph without a negative cycle has, below any bounds u, a largest potential
     (Bellman 1958). *)
  Theorem largest_potential_exists nodes l u : finite nodes -> ~ negative_cycle nodes l ->
    exists q, largest_potential nodes l u q.
  Proof.
    intros Hf Hc. destruct (largest_potential_ways nodes l u Hf Hc) as (q & Hq & _).
    exists q. exact Hq.
  Qed.
  (* It is the length of the shortest way to each node from the source (Bellman 1958). *)
  Theorem largest_potential_shortest nodes l u q : finite nodes -> largest_potential nodes l u q ->
    forall t, nodes t -> way nodes l u t (q t) /\ forall b, way nodes l u t b -> q t <= b.
  Proof.
    intros Hf (Hq & Hu & Hm) t Ht. split.
    - destruct (largest_potential_ways nodes l u Hf (potential_no_negative_cycle nodes l q Hq))
        as (q' & (Hq' & Hu' & Hm') & Hw).
      replace (q t) with (q' t); [apply Hw, Ht|]. apply at_most_antisym; auto.
    - intros b [->|(r & p & Hr & Hp & ->)]; [apply Hu, Ht|].
      assert (D := potential_path nodes l q p r t Hq Hr Ht Hp).
      apply (at_most_by ((u r - q r) + (path_length l r (p ++ [t]) - (q t - q r)))); [|ring].
      apply add_nonnegative; apply difference_nonnegative; [apply Hu, Hr|exact D].
  Qed.
  (* A finite graph has a potential if and only if it has no negative cycle (Gallai 1958). *)
  Theorem potential_iff nodes l : finite nodes ->
    (exists q, potential nodes l q) <-> ~ negative_cycle nodes l.
  Proof.
    intros Hf. split.
    - intros [q Hq]. exact (potential_no_negative_cycle nodes l q Hq).
    - intros Hc. destruct (largest_potential_exists nodes l (fun _ => 0) Hf Hc) as (q & Hq & _).
      exists q. exact Hq.
  Qed.
End Graph.
