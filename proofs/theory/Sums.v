(* Finite sums over lists. *)
From Coq Require Import List Arith Lia Ring Field QArith.
From Expost.theory Require Import Field.
Import ListNotations.
Local Open Scope number_scope.

Fixpoint sum {F : ordered_field} {A} (l : list A) (f : A -> F) : F :=
  match l with [] => 0 | a :: l => f a + sum l f end.

(* f, with 0 at i: a sum over all agents but i is a sum of this. *)
Definition without {F : ordered_field} (i : nat) (f : nat -> F) (j : nat) : F :=
  if Nat.eqb j i then 0 else f j.

(* 1 at i and 0 elsewhere. *)
Definition indicator {F : ordered_field} (i j : nat) : F := if Nat.eqb j i then 1 else 0.

Section Sums.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Section One_list.
    Context {A : Type}.
    Implicit Types (l : list A) (f g : A -> F).
    Lemma sum_ext l f g : (forall a, In a l -> f a = g a) -> sum l f = sum l g.
    Proof.
      induction l as [|a l IH]; intros H; cbn [sum]; [reflexivity|].
      rewrite (H a), IH; [reflexivity| |left; reflexivity]. intros b Hb; apply H; right; exact Hb.
    Qed.
    Lemma sum_at_most l f g : (forall a, In a l -> f a <= g a) -> sum l f <= sum l g.
    Proof.
      induction l as [|a l IH]; intros H; cbn [sum]; [apply at_most_refl|]. apply add_at_most.
      - apply H; left; reflexivity.
      - apply IH; intros b Hb; apply H; right; exact Hb.
    Qed.
    Lemma sum_zero l : sum l (fun _ => 0) = 0 :> F.
    Proof. induction l as [|a l IH]; cbn [sum]; [reflexivity|]. rewrite IH; ring. Qed.
    Lemma sum_all_zero l f : (forall a, In a l -> f a = 0) -> sum l f = 0.
    Proof. intros H. rewrite (sum_ext l f (fun _ => 0) H). apply sum_zero. Qed.
    Lemma sum_nonnegative l f : (forall a, In a l -> 0 <= f a) -> 0 <= sum l f.
    Proof. intros H. rewrite <- (sum_zero l). apply sum_at_most, H. Qed.
    Lemma sum_add l f g : sum l (fun a => f a + g a) = sum l f + sum l g.
    Proof. induction l as [|a l IH]; cbn [sum]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_subtract l f g : sum l (fun a => f a - g a) = sum l f - sum l g.
    Proof. induction l as [|a l IH]; cbn [sum]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_negate l f : sum l (fun a => - f a) = - sum l f.
    Proof. induction l as [|a l IH]; cbn [sum]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_scale l f (c : F) : sum l (fun a => c * f a) = c * sum l f.
    Proof. induction l as [|a l IH]; cbn [sum]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_scale_right l f (c : F) : sum l (fun a => f a * c) = sum l f * c.
    Proof. induction l as [|a l IH]; cbn [sum]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_constant l (c : F) : sum l (fun _ => c) = of_Z (Z.of_nat (length l)) * c.
    Proof.
      induction l as [|a l IH]; cbn [sum length]; [change (of_Z (Z.of_nat 0)) with (0 : F); ring|].
      rewrite IH, Nat2Z.inj_succ, <- Z.add_1_r, of_Z_add, of_Z_1. ring.
    Qed.
    Lemma sum_app l m f : sum (l ++ m) f = sum l f + sum m f.
    Proof. induction l as [|a l IH]; cbn [sum app]; [ring|]. rewrite IH; ring. Qed.
    Lemma sum_term l f a : (forall b, In b l -> 0 <= f b) -> In a l -> f a <= sum l f.
    Proof.
      induction l as [|b l IH]; intros H Ha; [destruct Ha|]. cbn [sum]. destruct Ha as [->|Ha].
      - apply (at_most_by (sum l f)); [|ring]. apply sum_nonnegative.
        intros b Hb; apply H; right; exact Hb.
      - apply (at_most_trans _ _ (sum l f)).
        + apply IH; [|exact Ha]. intros c Hc; apply H; right; exact Hc.
        + apply (at_most_by (f b)); [apply H; left; reflexivity|ring].
    Qed.
  End One_list.

  Lemma sum_map {A B} (h : A -> B) l (f : B -> F) : sum (map h l) f = sum l (fun a => f (h a)).
  Proof. induction l as [|a l IH]; cbn [sum map]; [reflexivity|]. rewrite IH; reflexivity. Qed.
  Lemma sum_flat_map {A B} (h : A -> list B) l (f : B -> F) :
    sum (flat_map h l) f = sum l (fun a => sum (h a) f).
  Proof.
    induction l as [|a l IH]; cbn [sum flat_map]; [reflexivity|]. rewrite sum_app, IH; reflexivity.
  Qed.
  Lemma sum_swap {A B} (l : list A) (m : list B) (f : A -> B -> F) :
    sum l (fun a => sum m (fun b => f a b)) = sum m (fun b => sum l (fun a => f a b)).
  Proof.
    induction l as [|a l IH]; cbn [sum]; [symmetry; apply sum_zero|].
    rewrite sum_add, IH; reflexivity.
  Qed.

  Lemma sum_without l i (f : nat -> F) : NoDup l -> In i l ->
    sum l f = f i + sum l (without i f).
  Proof.
    induction l as [|a l IH]; intros Hn Hi; [destruct Hi|]. inversion Hn as [|? ? Ha Hn']; subst.
    cbn [sum]. unfold without at 1. destruct (Nat.eqb_spec a i) as [->|Na].
    - assert (E : sum l f = sum l (without i f)).
      { apply sum_ext. intros j Hj. unfold without.
        destruct (Nat.eqb_spec j i) as [->|_]; [contradiction|reflexivity]. }
      rewrite E. ring.
    - destruct Hi as [Hi|Hi]; [contradiction|]. rewrite (IH Hn' Hi). ring.
  Qed.
  Lemma sum_indicator l i (f : nat -> F) : NoDup l -> In i l ->
    sum l (fun j => indicator i j * f j) = f i.
  Proof.
    intros Hn Hi. rewrite (sum_without l i) by assumption. unfold indicator at 1.
    rewrite Nat.eqb_refl, sum_all_zero; [ring|]. intros j _. unfold without, indicator.
    destruct (Nat.eqb_spec j i); ring.
  Qed.
  Lemma of_Q_sum {A} (l : list A) (f : A -> Q) :
    of_Q (fold_right (fun a s => f a + s)%Q 0%Q l) = sum l (fun a => of_Q (f a)) :> F.
  Proof.
    induction l as [|a l IH]; cbn [fold_right sum]; [apply of_Q_0|].
    rewrite of_Q_add, IH; reflexivity.
  Qed.
  (* Finitely many numbers have an upper bound. *)
  Lemma bounded_above {A} (l : list A) (f : A -> F) : exists b, forall a, In a l -> f a <= b.
  Proof.
    induction l as [|a l [b IH]]; [exists 0; intros a []|].
    destruct (at_most_total F (f a) b) as [H|H].
    - exists b. intros c [<-|Hc]; [exact H|apply IH, Hc].
    - exists (f a). intros c [<-|Hc]; [apply at_most_refl|].
      exact (at_most_trans _ _ _ _ (IH c Hc) H).
  Qed.
  (* Among finitely many, at least one, there is a greatest. *)
  Lemma greatest {A} (l : list A) (f : A -> F) : l <> [] ->
    exists a, In a l /\ forall b, In b l -> f b <= f a.
  Proof.
    induction l as [|a l IH]; intros N; [contradiction|]. destruct l as [|b l].
    - exists a. split; [left; reflexivity|]. intros c [<-|[]]. apply at_most_refl.
    - destruct IH as (c & Hc & Hm); [discriminate|].
      destruct (at_most_total F (f a) (f c)) as [H|H].
      + exists c. split; [right; exact Hc|]. intros d [<-|Hd]; [exact H|apply Hm, Hd].
      + exists a. split; [left; reflexivity|]. intros d [<-|Hd]; [apply at_most_refl|].
        exact (at_most_trans _ _ _ _ (Hm d Hd) H).
  Qed.
End Sums.

(* What exists for each element of a finite list is found by one function. *)
Lemma finite_choice {A B} (equal : forall a b : A, {a = b} + {a <> b}) (l : list A)
  (P : A -> B -> Prop) (default : B) :
  (forall a, In a l -> exists b, P a b) -> exists g, forall a, In a l -> P a (g a).
Proof.
  induction l as [|a l IH]; intros H; [exists (fun _ => default); intros a []|].
  destruct (H a) as [b Hb]; [left; reflexivity|].
  destruct IH as [g Hg]; [intros c Hc; apply H; right; exact Hc|].
  exists (fun c => if equal a c then b else g c). intros c Hc.
  destruct (equal a c) as [<-|N]; [exact Hb|]. apply Hg. destruct Hc; [contradiction|assumption].
Qed.
