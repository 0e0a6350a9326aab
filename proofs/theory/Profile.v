(* Type profiles: one type for each agent. *)
From Coq Require Import List Arith Lia Ring Field.
From Expost.theory Require Import Field Sums.
Import ListNotations.

(* Agent i's type is entry i.  The types of all agents but i are a profile too, with 0 at i. *)
Notation profile := (list nat).
Notation "t .[ i ]" := (nth i t O) (at level 2, format "t .[ i ]").

(* The profile t in which entry i is s instead. *)
Fixpoint set_entry {A} (i : nat) (s : A) (t : list A) : list A :=
  match t, i with
  | [], _ => []
  | _ :: t, O => s :: t
  | a :: t, S i => a :: set_entry i s t
  end.
Notation "t .[ i := s ]" := (set_entry i s t) (at level 2, format "t .[ i  :=  s ]").

(* All profiles with entry j in the j-th list; the first entry varies slowest. *)
Fixpoint choices (sets : list (list nat)) : list profile :=
  match sets with
  | [] => [[]]
  | set :: sets => flat_map (fun a => map (cons a) (choices sets)) set
  end.

Section Entries.
  Context {A : Type}.
  Implicit Types (t : list A) (s d : A).
  Lemma set_entry_length i s t : length t.[i := s] = length t.
  Proof. revert i; induction t as [|a t IH]; intros [|i]; cbn; auto. Qed.
  Lemma set_entry_same i s t d : (i < length t)%nat -> nth i t.[i := s] d = s.
  Proof. revert i; induction t as [|a t IH]; intros [|i] H; cbn in *; try lia; auto with arith. Qed.
  Lemma set_entry_other i j s t d : j <> i -> nth j t.[i := s] d = nth j t d.
  Proof. revert i j; induction t as [|a t IH]; intros [|i] [|j] H; cbn; auto; congruence. Qed.
  Lemma set_entry_twice i s s' t : t.[i := s'].[i := s] = t.[i := s].
  Proof.
    revert i; induction t as [|a t IH]; intros [|i]; cbn; auto. rewrite IH; reflexivity.
  Qed.
  Lemma set_entry_id i t d : t.[i := nth i t d] = t.
  Proof.
    revert i; induction t as [|a t IH]; intros [|i]; cbn; auto. rewrite IH; reflexivity.
  Qed.
  Lemma set_entry_commute i j s r t : i <> j -> t.[i := s].[j := r] = t.[j := r].[i := s].
  Proof.
    revert i j; induction t as [|a t IH]; intros [|i] [|j] H; cbn; auto; [congruence|].
    rewrite IH; auto.
  Qed.
End Entries.

Lemma choices_spec sets t : In t (choices sets) <-> Forall2 (@In nat) t sets.
Proof.
  revert t; induction sets as [|set sets IH]; intros t; cbn [choices].
  - split; [intros [<-|[]]; constructor|]. intros H; inversion H; left; reflexivity.
  - rewrite in_flat_map. split.
    + intros (a & Ha & H). apply in_map_iff in H as (t' & <- & H). constructor; [exact Ha|].
      apply IH; exact H.
    + intros H; inversion H as [|a L t' Ls Ha Ht]; subst. exists a; split; [exact Ha|].
      apply in_map, IH, Ht.
Qed.
Lemma choices_length sets t : In t (choices sets) -> length t = length sets.
Proof. rewrite choices_spec. induction 1; cbn; auto. Qed.
Lemma choices_set i s set sets t : In t (choices sets) -> In s set ->
  In t.[i := s] (choices sets.[i := set]).
Proof.
  rewrite !choices_spec. intros Ht Hs. revert i.
  induction Ht as [|a L t sets Ha Ht IH]; intros [|i]; cbn; constructor; auto.
Qed.
Lemma choices_nodup sets : Forall (@NoDup nat) sets -> NoDup (choices sets).
Proof.
  induction 1 as [|set sets Hset _ IH]; cbn [choices]; [constructor; [intros []|constructor]|].
  induction Hset as [|a set Ha _ IHset]; cbn [flat_map]; [constructor|].
  assert (Hm : NoDup (map (cons a) (choices sets))).
  { clear - IH. induction IH as [|t l Ht _ IHl]; cbn [map]; constructor; [|exact IHl].
    rewrite in_map_iff. intros (t' & E & Ht'). injection E as E. subst t'. contradiction. }
  assert (Hd : forall t, In t (map (cons a) (choices sets)) ->
    ~ In t (flat_map (fun b => map (cons b) (choices sets)) set)).
  { intros t Ht. apply in_map_iff in Ht as (t' & <- & _). rewrite in_flat_map.
    intros (b & Hb & Ht). apply in_map_iff in Ht as (t'' & E & _). injection E as E _.
    subst b. contradiction. }
  induction Hm as [|t l Ht Hl IHl]; cbn [map app]; [exact IHset|]. constructor.
  - rewrite in_app_iff. intros [H|H]; [contradiction|]. apply (Hd t); [left; reflexivity|exact H].
  - apply IHl. intros t' H'. apply Hd; right; exact H'.
Qed.

(* The same sum, over one entry first. *)
Section Sums_over_choices.
  Context {F : ordered_field}.
  Local Open Scope number_scope.
  Add Field number_field : (field_laws F).
  Lemma sum_choices_split i sets (f : profile -> F) : (i < length sets)%nat ->
    sum (choices sets) f =
    sum (nth i sets []) (fun s => sum (choices sets.[i := [O]]) (fun t => f t.[i := s])).
  Proof.
    revert i f; induction sets as [|set sets IH]; intros [|i] f Hi; cbn in Hi; try lia;
      cbn [choices set_entry nth]; rewrite sum_flat_map.
    - apply sum_ext. intros s _. cbn [flat_map]. rewrite app_nil_r, !sum_map. reflexivity.
    - rewrite sum_swap with (l := nth i sets []), sum_flat_map. apply sum_ext. intros a _.
      rewrite !sum_map, (IH i) by lia. rewrite sum_swap. reflexivity.
  Qed.
End Sums_over_choices.
