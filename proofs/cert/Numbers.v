(* Arithmetic of rational numbers for the checker: fractions are reduced, but not at each step. *)
From Coq Require Import ZArith QArith Qreduction List Bool.
From Expost.theory Require Import Field Sums.
Import ListNotations.

Definition plus (a b : Q) : Q :=
  if Pos.eqb (Qden a) (Qden b) then Qmake (Qnum a + Qnum b) (Qden a) else Qred (a + b).
Definition times (a b : Q) : Q :=
  match Qden a, Qden b with
  | xH, xH => Qmake (Qnum a * Qnum b) 1
  | _, _ => Qred (a * b)
  end.
Definition minus (a b : Q) : Q := plus a (Qopp b).

Definition is_zero (a : Q) : bool := match Qnum a with Z0 => true | _ => false end.
Definition is_positive (a : Q) : bool := match Qnum a with Zpos _ => true | _ => false end.
Definition is_nonnegative (a : Q) : bool := match Qnum a with Zneg _ => false | _ => true end.
Definition are_equal (a b : Q) : bool := is_zero (minus a b).

(* Added up from the left, so that long lists need no deep recursion. *)
Definition total {A} (l : list A) (f : A -> Q) : Q := fold_left (fun s a => plus s (f a)) l 0%Q.

Lemma plus_correct a b : (plus a b == a + b)%Q.
Proof.
  unfold plus. destruct (Pos.eqb_spec (Qden a) (Qden b)) as [E|_]; [|apply Qred_correct].
  unfold Qeq, Qplus; cbn [Qnum Qden]. rewrite <- E, Pos2Z.inj_mul. ring.
Qed.
Lemma times_correct a b : (times a b == a * b)%Q.
Proof.
  destruct a as [n d], b as [m c]. unfold times; cbn [Qnum Qden].
  destruct d; try apply Qred_correct. destruct c; try apply Qred_correct. reflexivity.
Qed.
Lemma minus_correct a b : (minus a b == a - b)%Q.
Proof. apply plus_correct. Qed.

Lemma is_zero_spec a : is_zero a = true <-> (a == 0)%Q.
Proof. destruct a as [[|p|p] d]; cbn; split; intros H; try discriminate; reflexivity. Qed.
Lemma is_positive_spec a : is_positive a = true <-> (0 < a)%Q.
Proof. destruct a as [[|p|p] d]; cbn; split; intros H; try discriminate; reflexivity. Qed.
Lemma is_nonnegative_spec a : is_nonnegative a = true <-> (0 <= a)%Q.
Proof.
  destruct a as [[|p|p] d]; cbn; split; intros H; try discriminate; try reflexivity.
  exfalso. apply H. reflexivity.
Qed.
Lemma are_equal_spec a b : are_equal a b = true <-> (a == b)%Q.
Proof.
  unfold are_equal. rewrite is_zero_spec, minus_correct. split; intros H.
  - setoid_replace a with (a - b + b)%Q by ring. rewrite H. ring.
  - rewrite H. ring.
Qed.

Section In_a_field.
  Context {F : ordered_field}.
  Local Open Scope number_scope.
  Add Field number_field : (field_laws F).
  Lemma of_Q_plus a b : of_Q (plus a b) = of_Q a + of_Q b :> F.
  Proof. rewrite <- of_Q_add. apply of_Q_equal, plus_correct. Qed.
  Lemma of_Q_times a b : of_Q (times a b) = of_Q a * of_Q b :> F.
  Proof. rewrite <- of_Q_multiply. apply of_Q_equal, times_correct. Qed.
  Lemma of_Q_minus a b : of_Q (minus a b) = of_Q a - of_Q b :> F.
  Proof. rewrite <- of_Q_subtract. apply of_Q_equal, minus_correct. Qed.
  Lemma of_Q_total {A} (l : list A) (f : A -> Q) :
    of_Q (total l f) = sum l (fun a => of_Q (f a)) :> F.
  Proof.
    unfold total. enough (H : forall s, of_Q (fold_left (fun s a => plus s (f a)) l s) =
      of_Q s + sum l (fun a => of_Q (f a)) :> F) by (rewrite H, of_Q_0; ring).
    induction l as [|a l IH]; intros s; cbn [fold_left sum]; [ring|].
    rewrite IH, of_Q_plus. ring.
  Qed.
  Lemma is_zero_in a : is_zero a = true <-> of_Q a = (0 : F).
  Proof.
    rewrite is_zero_spec, <- of_Q_0. split; [apply of_Q_equal|apply equal_of_Q].
  Qed.
  Lemma are_equal_in a b : are_equal a b = true <-> of_Q a = (of_Q b : F).
  Proof. rewrite are_equal_spec. split; [apply of_Q_equal|apply equal_of_Q]. Qed.
  Lemma is_positive_in a : is_positive a = true <-> (0 : F) < of_Q a.
  Proof.
    rewrite is_positive_spec, <- of_Q_0. split; [apply of_Q_less|apply less_of_Q].
  Qed.
  Lemma is_nonnegative_in a : is_nonnegative a = true <-> (0 : F) <= of_Q a.
  Proof.
    rewrite is_nonnegative_spec, <- of_Q_0. split; [apply of_Q_at_most|apply at_most_of_Q].
  Qed.
End In_a_field.
