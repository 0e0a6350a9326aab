(* Ordered fields: the numbers of which values, probabilities and payments are made. *)
From Coq Require Import ZArith QArith Qcanon Ring_theory Field_theory Ring Field InitialRing Lia.

(* The axioms of an ordered field.  The rational numbers are one (at the end of this file), and
   so are the real numbers (real/Real_numbers.v).  Equality is that of Coq, so that equals can be
   replaced anywhere. *)
Record ordered_field := Ordered_field {
  number :> Type;
  zero : number;
  one : number;
  add : number -> number -> number;
  multiply : number -> number -> number;
  subtract : number -> number -> number;
  negate : number -> number;
  divide : number -> number -> number;
  invert : number -> number;
  at_most : number -> number -> Prop;
  field_laws : field_theory zero one add multiply subtract negate divide invert eq;
  at_most_refl : forall a, at_most a a;
  at_most_trans : forall a b c, at_most a b -> at_most b c -> at_most a c;
  at_most_antisym : forall a b, at_most a b -> at_most b a -> a = b;
  at_most_total : forall a b, at_most a b \/ at_most b a;
  equal_or_not : forall a b : number, a = b \/ a <> b;
  at_most_add : forall a b c, at_most a b -> at_most (add a c) (add b c);
  at_most_multiply : forall a b, at_most zero a -> at_most zero b -> at_most zero (multiply a b)
}.

Declare Scope number_scope.
Delimit Scope number_scope with num.
Arguments zero {_}.
Arguments one {_}.
Arguments add {_} _%num _%num.
Arguments multiply {_} _%num _%num.
Arguments subtract {_} _%num _%num.
Arguments negate {_} _%num.
Arguments divide {_} _%num _%num.
Arguments invert {_} _%num.
Arguments at_most {_} _%num _%num.

Notation "0" := zero : number_scope.
Notation "1" := one : number_scope.
Notation "a + b" := (add a b) : number_scope.
Notation "a * b" := (multiply a b) : number_scope.
Notation "a - b" := (subtract a b) : number_scope.
Notation "- a" := (negate a) : number_scope.
Notation "a / b" := (divide a b) : number_scope.
Notation "/ a" := (invert a) : number_scope.
Notation "a <= b" := (at_most a b) : number_scope.
Notation "a >= b" := (at_most b a) (only parsing) : number_scope.
Notation "a <= b <= c" := (at_most a b /\ at_most b c) : number_scope.

Definition less_than {F : ordered_field} (a b : F) := at_most a b /\ a <> b.
Arguments less_than {_} _%num _%num.
Notation "a < b" := (less_than a b) : number_scope.
Notation "a > b" := (less_than b a) (only parsing) : number_scope.

Local Open Scope number_scope.

Section Order.
  Context {F : ordered_field}.
  Implicit Types a b c d : F.
  Add Field number_field : (field_laws F).

  (* The way to an inequality: what is between its sides is a number known to be at least 0. *)
  Lemma at_most_by s a b : 0 <= s -> b - a = s -> a <= b.
  Proof.
    intros Hs Hd. replace a with (0 + a) by ring. replace b with (s + a) by (rewrite <- Hd; ring).
    apply at_most_add, Hs.
  Qed.
  Lemma difference_nonnegative a b : a <= b -> 0 <= b - a.
  Proof.
    intros H. replace 0 with (a + - a) by ring. replace (b - a) with (b + - a) by ring.
    apply at_most_add, H.
  Qed.
  Lemma add_nonnegative a b : 0 <= a -> 0 <= b -> 0 <= a + b.
  Proof.
    intros Ha Hb. apply (at_most_trans _ _ b); [exact Hb|].
    apply (at_most_by a); [exact Ha|ring].
  Qed.
  Lemma add_at_most a b c d : a <= b -> c <= d -> a + c <= b + d.
  Proof.
    intros H K. apply (at_most_by ((b - a) + (d - c))); [|ring].
    apply add_nonnegative; apply difference_nonnegative; assumption.
  Qed.
  Lemma negate_at_most a b : a <= b -> - b <= - a.
  Proof. intros H. apply (at_most_by (b - a)); [apply difference_nonnegative, H|ring]. Qed.
  Lemma negate_nonnegative a : a <= 0 -> 0 <= - a.
  Proof. intros H. apply (at_most_by (0 - a)); [apply difference_nonnegative, H|ring]. Qed.
  Lemma scale_at_most c a b : 0 <= c -> a <= b -> c * a <= c * b.
  Proof.
    intros Hc H. apply (at_most_by (c * (b - a))); [|ring].
    apply at_most_multiply; [exact Hc|apply difference_nonnegative, H].
  Qed.
  Lemma equal_at_most a b : a = b -> a <= b.
  Proof. intros ->. apply at_most_refl. Qed.

  Lemma one_not_zero : 1 <> 0 :> F.
  Proof. exact (F_1_neq_0 (field_laws F)). Qed.
  Lemma square_nonnegative a : 0 <= a * a.
  Proof.
    destruct (at_most_total F 0 a) as [H|H]; [apply at_most_multiply; exact H|].
    replace (a * a) with (- a * - a) by ring.
    apply at_most_multiply; apply negate_nonnegative, H.
  Qed.
  Lemma zero_at_most_one : (0 : F) <= 1.
  Proof. replace 1 with (1 * 1 : F) by ring. apply square_nonnegative. Qed.
  Lemma zero_less_one : (0 : F) < 1.
  Proof. split; [apply zero_at_most_one|]. intros H. apply one_not_zero. symmetry. exact H. Qed.

  Lemma less_at_most a b : a < b -> a <= b.
  Proof. intros [H _]. exact H. Qed.
  Lemma less_irreflexive a : ~ a < a.
  Proof. intros [_ H]. apply H. reflexivity. Qed.
  Lemma less_not_at_most a b : a < b -> ~ b <= a.
  Proof. intros [H K] L. apply K, at_most_antisym; assumption. Qed.
  Lemma less_at_most_trans a b c : a < b -> b <= c -> a < c.
  Proof.
    intros [H K] L. split; [eapply at_most_trans; eassumption|]. intros E. subst c.
    apply K, at_most_antisym; assumption.
  Qed.
  Lemma at_most_less_trans a b c : a <= b -> b < c -> a < c.
  Proof.
    intros L [H K]. split; [eapply at_most_trans; eassumption|]. intros E. subst c.
    apply K, at_most_antisym; assumption.
  Qed.
  Lemma less_trans a b c : a < b -> b < c -> a < c.
  Proof. intros H K. exact (less_at_most_trans _ _ _ H (less_at_most _ _ K)). Qed.
  Lemma difference_positive a b : a < b <-> 0 < b - a.
  Proof.
    split; intros [H K]; split.
    - apply difference_nonnegative, H.
    - intros E. apply K. replace b with ((b - a) + a) by ring. rewrite <- E. ring.
    - apply (at_most_by (b - a)); [exact H|ring].
    - intros E. subst b. apply K. ring.
  Qed.
  Lemma less_by s a b : 0 < s -> b - a = s -> a < b.
  Proof. intros Hs E. apply difference_positive. rewrite E. exact Hs. Qed.
  Lemma add_positive a b : 0 < a -> 0 <= b -> 0 < a + b.
  Proof.
    intros Ha Hb. apply (less_at_most_trans _ a); [exact Ha|].
    apply (at_most_by b); [exact Hb|ring].
  Qed.
  Lemma product_zero a b : a * b = 0 -> a <> 0 -> b = 0.
  Proof.
    intros H Ha. replace b with (/ a * (a * b)) by (field; exact Ha). rewrite H. ring.
  Qed.
  Lemma multiply_positive a b : 0 < a -> 0 < b -> 0 < a * b.
  Proof.
    intros [Ha Na] [Hb Nb]. split; [apply at_most_multiply; assumption|]. intros E.
    apply Nb. symmetry. apply (product_zero a); [symmetry; exact E|].
    intros E'. apply Na. symmetry. exact E'.
  Qed.
  Lemma positive_or_zero a : 0 <= a -> 0 < a \/ a = 0.
  Proof.
    intros H. destruct (equal_or_not F a 0) as [E|E]; [right; exact E|left].
    split; [exact H|]. intros E'. apply E. symmetry. exact E'.
  Qed.
  Lemma at_most_or_less a b : a <= b \/ b < a.
  Proof.
    destruct (at_most_total F a b) as [H|H]; [left; exact H|].
    destruct (equal_or_not F b a) as [->|E]; [left; apply at_most_refl|right].
    split; [exact H|exact E].
  Qed.
  Lemma positive_not_zero a : 0 < a -> a <> 0.
  Proof. intros [_ H] E. apply H. symmetry. exact E. Qed.
  Lemma invert_positive a : 0 < a -> 0 < / a.
  Proof.
    intros Ha. assert (Na := positive_not_zero a Ha).
    replace (/ a) with (a * (/ a * / a)) by (field; exact Na).
    apply multiply_positive; [exact Ha|]. split; [apply square_nonnegative|]. intros E.
    apply one_not_zero. replace 1 with (a * a * (/ a * / a)) by (field; exact Na).
    rewrite <- E. ring.
  Qed.
  Lemma divide_nonnegative a b : 0 <= a -> 0 < b -> 0 <= a / b.
  Proof.
    intros Ha Hb. replace (a / b) with (a * / b) by (field; apply positive_not_zero, Hb).
    apply at_most_multiply; [exact Ha|]. apply less_at_most, invert_positive, Hb.
  Qed.
  Lemma cancel_positive c a b : 0 < c -> c * a <= c * b -> a <= b.
  Proof.
    intros Hc H. assert (Nc := positive_not_zero c Hc).
    replace a with (/ c * (c * a)) by (field; exact Nc).
    replace b with (/ c * (c * b)) by (field; exact Nc).
    apply scale_at_most; [apply less_at_most, invert_positive, Hc|exact H].
  Qed.
End Order.

(* The integers and rational numbers in an ordered field. *)
Section Rational.
  Context {F : ordered_field}.
  Add Field number_field : (field_laws F).
  Definition of_Z (z : Z) : F := gen_phiZ zero one add multiply negate z.
  Definition of_Q (q : Q) : F := of_Z (Qnum q) / of_Z (Zpos (Qden q)).

  Let equality : Setoid_Theory F eq := Eqsth F.
  Let extensional : ring_eq_ext (@add F) multiply negate eq := Eq_ext _ _ _.
  Let ring_laws := F_R (field_laws F).
  Let morphism := gen_phiZ_morph equality extensional ring_laws.

  Lemma of_Z_0 : of_Z 0 = 0.
  Proof. reflexivity. Qed.
  Lemma of_Z_1 : of_Z 1 = 1.
  Proof. reflexivity. Qed.
  Lemma of_Z_add a b : of_Z (a + b) = of_Z a + of_Z b.
  Proof. exact (morph_add morphism a b). Qed.
  Lemma of_Z_multiply a b : of_Z (a * b) = of_Z a * of_Z b.
  Proof. exact (morph_mul morphism a b). Qed.
  Lemma of_Z_negate a : of_Z (- a) = - of_Z a.
  Proof. exact (morph_opp morphism a). Qed.
  Lemma of_Z_nonnegative a : (0 <= a)%Z -> 0 <= of_Z a.
  Proof.
    intros H. rewrite <- (Z2Nat.id a H). induction (Z.to_nat a) as [|n IH].
    - apply at_most_refl.
    - rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_add.
      apply add_nonnegative; [exact IH|apply zero_at_most_one].
  Qed.
  Lemma of_Z_positive a : (0 < a)%Z -> 0 < of_Z a.
  Proof.
    intros H. replace a with (1 + (a - 1))%Z by lia. rewrite of_Z_add.
    apply add_positive; [apply zero_less_one|apply of_Z_nonnegative; lia].
  Qed.
  Lemma of_Z_pos_not_zero p : of_Z (Zpos p) <> 0.
  Proof. apply positive_not_zero, of_Z_positive. lia. Qed.

  Lemma of_Q_0 : of_Q 0 = 0.
  Proof. unfold of_Q; cbn [Qnum Qden]. rewrite of_Z_0, of_Z_1. field. apply one_not_zero. Qed.
  Lemma of_Q_1 : of_Q 1 = 1.
  Proof. unfold of_Q; cbn [Qnum Qden]. rewrite of_Z_1. field. apply one_not_zero. Qed.
  Lemma of_Q_equal a b : (a == b)%Q -> of_Q a = of_Q b.
  Proof.
    unfold Qeq, of_Q. intros H. apply (f_equal of_Z) in H. rewrite !of_Z_multiply in H.
    assert (Ha := of_Z_pos_not_zero (Qden a)). assert (Hb := of_Z_pos_not_zero (Qden b)).
    replace (of_Z (Qnum a) / of_Z (Zpos (Qden a)))
      with (of_Z (Qnum a) * of_Z (Zpos (Qden b)) / (of_Z (Zpos (Qden a)) * of_Z (Zpos (Qden b))))
      by (field; auto).
    rewrite H. field. auto.
  Qed.
  Lemma of_Q_add a b : of_Q (a + b) = of_Q a + of_Q b.
  Proof.
    unfold of_Q, Qplus; cbn [Qnum Qden].
    rewrite Pos2Z.inj_mul, of_Z_add, !of_Z_multiply. field. split; apply of_Z_pos_not_zero.
  Qed.
  Lemma of_Q_multiply a b : of_Q (a * b) = of_Q a * of_Q b.
  Proof.
    unfold of_Q, Qmult; cbn [Qnum Qden].
    rewrite Pos2Z.inj_mul, !of_Z_multiply. field. split; apply of_Z_pos_not_zero.
  Qed.
  Lemma of_Q_negate a : of_Q (- a) = - of_Q a.
  Proof.
    unfold of_Q, Qopp; cbn [Qnum Qden]. rewrite of_Z_negate. field. apply of_Z_pos_not_zero.
  Qed.
  Lemma of_Q_subtract a b : of_Q (a - b) = of_Q a - of_Q b.
  Proof. unfold Qminus. rewrite of_Q_add, of_Q_negate. ring. Qed.
  Lemma of_Q_nonnegative a : (0 <= a)%Q -> 0 <= of_Q a.
  Proof.
    unfold Qle; cbn [Qnum Qden]. rewrite Z.mul_1_r. intros H. unfold of_Q.
    apply divide_nonnegative; [apply of_Z_nonnegative; exact H|apply of_Z_positive; lia].
  Qed.
  Lemma of_Q_at_most a b : (a <= b)%Q -> of_Q a <= of_Q b.
  Proof.
    intros H. apply (at_most_by (of_Q (b - a))).
    - apply of_Q_nonnegative. apply -> Qle_minus_iff. exact H.
    - rewrite of_Q_subtract. ring.
  Qed.
  Lemma of_Q_positive a : (0 < a)%Q -> 0 < of_Q a.
  Proof.
    intros H. split; [apply of_Q_nonnegative, Qlt_le_weak, H|]. intros E.
    assert (N : a * / a == 1) by (apply Qmult_inv_r; intros E'; rewrite E' in H;
      apply (Qlt_irrefl 0); exact H).
    apply of_Q_equal in N. rewrite of_Q_multiply, <- E, of_Q_1 in N.
    apply (@one_not_zero F). rewrite <- N. ring.
  Qed.
  Lemma of_Q_less a b : (a < b)%Q -> of_Q a < of_Q b.
  Proof.
    intros H. apply (less_by (of_Q (b - a))).
    - apply of_Q_positive. apply -> Qlt_minus_iff. exact H.
    - rewrite of_Q_subtract. ring.
  Qed.
  Lemma at_most_of_Q a b : of_Q a <= of_Q b -> (a <= b)%Q.
  Proof.
    intros H. destruct (Qlt_le_dec b a) as [K|K]; [|exact K].
    exfalso. exact (less_not_at_most _ _ (of_Q_less _ _ K) H).
  Qed.
  Lemma equal_of_Q a b : of_Q a = of_Q b -> (a == b)%Q.
  Proof.
    intros H. apply Qle_antisym; apply at_most_of_Q; rewrite H; apply at_most_refl.
  Qed.
  Lemma less_of_Q a b : of_Q a < of_Q b -> (a < b)%Q.
  Proof.
    intros [H K]. destruct (Qle_lt_or_eq _ _ (at_most_of_Q _ _ H)) as [L|L]; [exact L|].
    exfalso. apply K, of_Q_equal, L.
  Qed.
End Rational.

(* The rational numbers, in lowest terms. *)
Definition rational_numbers : ordered_field.
Proof.
  refine (Ordered_field Qc (Q2Qc 0) (Q2Qc 1) Qcplus Qcmult Qcminus Qcopp Qcdiv Qcinv Qcle
            Qcft Qcle_refl Qcle_trans Qcle_antisym _ _ _ _).
  - intros a b. destruct (Qclt_le_dec a b) as [H|H]; [left; apply Qclt_le_weak, H|right; exact H].
  - intros a b. destruct (Qc_eq_dec a b) as [H|H]; [left|right]; exact H.
  - intros a b c H. apply Qcplus_le_compat; [exact H|apply Qcle_refl].
  - intros a b Ha Hb. replace (Q2Qc 0) with (Qcmult (Q2Qc 0) b) by (apply Qcmult_0_l).
    apply Qcmult_le_compat_r; assumption.
Defined.
