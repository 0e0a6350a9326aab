(* Sums and products of n real numbers, and products that leave one factor out. *)

From Coq Require Import Reals Lra Lia Arith.

Local Open Scope R_scope.

Fixpoint sum (n : nat) (g : nat -> R) : R :=
  match n with
  | O => 0
  | S m => sum m g + g m
  end.

Fixpoint product (n : nat) (g : nat -> R) : R :=
  match n with
  | O => 1
  | S m => product m g * g m
  end.

(* The family g with the member i replaced by k, and the product of all g j with j not i. *)
Definition replace (i : nat) (k : R) (g : nat -> R) (j : nat) : R := if Nat.eqb j i then k else g j.
Definition others (n i : nat) (g : nat -> R) : R := product n (replace i 1 g).

Lemma sum_ext (n : nat) (g h : nat -> R) :
  (forall i, (i < n)%nat -> g i = h i) -> sum n g = sum n h.
Proof.
  induction n as [ | n IH]; intros same; simpl; [reflexivity | ].
  rewrite IH by (intros; apply same; lia). rewrite same by lia. reflexivity.
Qed.

Lemma product_ext (n : nat) (g h : nat -> R) :
  (forall i, (i < n)%nat -> g i = h i) -> product n g = product n h.
Proof.
  induction n as [ | n IH]; intros same; simpl; [reflexivity | ].
  rewrite IH by (intros; apply same; lia). rewrite same by lia. reflexivity.
Qed.

Lemma sum_plus (n : nat) (g h : nat -> R) : sum n (fun i => g i + h i) = sum n g + sum n h.
Proof. induction n as [ | n IH]; simpl; [ | rewrite IH]; ring. Qed.

Lemma sum_minus (n : nat) (g h : nat -> R) : sum n (fun i => g i - h i) = sum n g - sum n h.
Proof. induction n as [ | n IH]; simpl; [ | rewrite IH]; ring. Qed.

Lemma sum_scale (n : nat) (k : R) (g : nat -> R) : sum n (fun i => k * g i) = k * sum n g.
Proof. induction n as [ | n IH]; simpl; [ | rewrite IH]; ring. Qed.

Lemma sum_constant (n : nat) (k : R) : sum n (fun _ => k) = INR n * k.
Proof. induction n as [ | n IH]; [simpl; ring | ]. rewrite S_INR. simpl. rewrite IH. ring. Qed.

Lemma sum_le (n : nat) (g h : nat -> R) :
  (forall i, (i < n)%nat -> g i <= h i) -> sum n g <= sum n h.
Proof.
  induction n as [ | n IH]; intros below; simpl; [lra | ].
  apply Rplus_le_compat; [apply IH; intros; apply below; lia | apply below; lia].
Qed.

Lemma product_nonnegative (n : nat) (g : nat -> R) :
  (forall i, (i < n)%nat -> 0 <= g i) -> 0 <= product n g.
Proof.
  induction n as [ | n IH]; intros positive; simpl; [lra | ].
  apply Rmult_le_pos; [apply IH; intros; apply positive; lia | apply positive; lia].
Qed.

Lemma product_le (n : nat) (g h : nat -> R) :
  (forall i, (i < n)%nat -> 0 <= g i <= h i) -> product n g <= product n h.
Proof.
  induction n as [ | n IH]; intros below; simpl; [lra | ].
  apply Rmult_le_compat.
  - apply product_nonnegative. intros i ?. apply below. lia.
  - apply below. lia.
  - apply IH. intros; apply below; lia.
  - apply below. lia.
Qed.

Lemma product_one (n : nat) (g : nat -> R) :
  (forall i, (i < n)%nat -> g i = 1) -> product n g = 1.
Proof.
  induction n as [ | n IH]; intros one; simpl; [reflexivity | ].
  rewrite IH by (intros; apply one; lia). rewrite one by lia. ring.
Qed.

Lemma product_constant (n : nat) (k : R) : product n (fun _ => k) = k ^ n.
Proof. induction n as [ | n IH]; simpl; [ | rewrite IH]; ring. Qed.

Lemma replace_here (i : nat) (k : R) (g : nat -> R) : replace i k g i = k.
Proof. unfold replace. rewrite Nat.eqb_refl. reflexivity. Qed.

Lemma replace_elsewhere (i j : nat) (k : R) (g : nat -> R) : j <> i -> replace i k g j = g j.
Proof. intros different. unfold replace. apply Nat.eqb_neq in different. now rewrite different. Qed.

Lemma others_beyond (n i : nat) (g : nat -> R) : (n <= i)%nat -> others n i g = product n g.
Proof. intros beyond. apply product_ext. intros j ?. apply replace_elsewhere. lia. Qed.

Lemma others_before (n i : nat) (g : nat -> R) :
  (i < n)%nat -> others (S n) i g = others n i g * g n.
Proof.
  intros before. unfold others. simpl. rewrite (replace_elsewhere i n) by lia. reflexivity.
Qed.

Lemma others_last (n : nat) (g : nat -> R) : others (S n) n g = product n g.
Proof.
  unfold others. simpl. rewrite replace_here, Rmult_1_r. apply others_beyond. apply le_n.
Qed.

(* The product is a factor times the product of the others. *)
Lemma product_others (n i : nat) (g : nat -> R) :
  (i < n)%nat -> product n g = g i * others n i g.
Proof.
  induction n as [ | n IH]; intros below; [lia | ].
  destruct (Nat.eq_dec i n) as [-> | different].
  - rewrite others_last. simpl. ring.
  - rewrite others_before by lia. simpl. rewrite IH by lia. ring.
Qed.

Lemma others_constant (n i : nat) (k : R) :
  (i < n)%nat -> others n i (fun _ => k) = k ^ (n - 1).
Proof.
  induction n as [ | n IH]; intros below; [lia | ].
  destruct (Nat.eq_dec i n) as [-> | different].
  - rewrite others_last, product_constant. f_equal. lia.
  - rewrite others_before, IH by lia. replace (S n - 1)%nat with (S (n - 1)) by lia.
    simpl. ring.
Qed.
