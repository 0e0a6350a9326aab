(* Interim tables in a certificate, and their rows: the reduced form. *)
From Coq Require Import ZArith NArith QArith List Bool.
From Expost.theory Require Import Field Sums Profile Environment Tables.
From Expost.cert Require Import Numbers Data Forms Rows.
Import ListNotations.

Record table_data := Table_data {
  table_counts : list nat;              (* the number of types of each agent *)
  chances : list (list Q);              (* for each agent and type *)
  gains : list (list (list Q));         (* for each agent, type and report *)
  outsides : list (list Q);             (* for each agent and type *)
  cost_expected : Q
}.

Definition chance_in (d : table_data) i s : Q := nth s (nth i (chances d) []) 0%Q.
Definition gain_in (d : table_data) i s report : Q :=
  nth report (nth s (nth i (gains d) []) []) 0%Q.
Definition outside_in (d : table_data) i s : Q := nth s (nth i (outsides d) []) 0%Q.

Definition tables_from (F : ordered_field) (d : table_data) : interim_tables F := {|
  table_agents := length (table_counts d);
  table_types := fun i => nth i (table_counts d) O;
  chance := fun i s => of_Q (chance_in d i s);
  gain := fun i s report => of_Q (gain_in d i s report);
  outside_value := fun i s => of_Q (outside_in d i s);
  expected_cost := of_Q (cost_expected d)
|}.
(* The payment of agent i when he reports s. *)
Definition interim_payments (F : ordered_field) (p : payments) (i s : nat) : F :=
  of_Q (payment_of p i [s]).

Section Rows.
  Variable d : table_data.
  Definition table_agent_list : list nat := seq 0 (length (table_counts d)).
  Definition table_type_list (i : nat) : list nat := seq 0 (nth i (table_counts d) O).

  Definition pay_form i s : form := unknown_form (Payment i [s]).
  Definition report_form i s report : form :=
    subtract_form (number_form (gain_in d i s report)) (pay_form i report).
  Definition net_form i s : form :=
    subtract_form (report_form i s s) (number_form (outside_in d i s)).
  Definition chance_form i s (f : form) : form := weighted_form (chance_in d i s) (fun _ => f).
  Definition by_type_form i (f : nat -> form) : form :=
    sum_forms (table_type_list i) (fun s => chance_form i s (f s)).
  Definition by_agent_form (f : nat -> nat -> form) : form :=
    sum_forms table_agent_list (fun i => by_type_form i (f i)).
  Definition payments_total : form := by_agent_form pay_form.
  Definition budget_total : form :=
    subtract_form payments_total (number_form (cost_expected d)).
  Definition value_total : form :=
    by_agent_form (fun i s => number_form (gain_in d i s s)).

  Definition reduced_row (k : key) : form :=
    match k with
    | Row_bic i s report =>
        chance_form i s (subtract_form (report_form i s s) (report_form i s report))
    | Row_iir i s => chance_form i s (net_form i s)
    | Row_eair i => by_type_form i (net_form i)
    | Row_eabb | Row_eawbb => budget_total
    | _ => no_form
    end.
  Definition is_table_agent (i : nat) : bool := Nat.ltb i (length (table_counts d)).
  Definition is_table_type (i s : nat) : bool :=
    is_table_agent i && Nat.ltb s (nth i (table_counts d) O).
  Definition is_reduced_row (k : key) : bool :=
    match k with
    | Row_bic i s report => is_table_type i s && is_table_type i report && negb (Nat.eqb report s)
    | Row_iir i s => is_table_type i s
    | Row_eair i => is_table_agent i
    | Row_eabb | Row_eawbb => true
    | _ => false
    end.
  (* A budget that balances at every profile is reached from one that balances in expectation. *)
  Definition reduced_rows_of (p : property) : list key :=
    match p with
    | bic => flat_map (fun i => flat_map (fun s => map (Row_bic i s)
        (filter (fun report => negb (Nat.eqb report s)) (table_type_list i))) (table_type_list i))
        table_agent_list
    | iir => flat_map (fun i => map (Row_iir i) (table_type_list i)) table_agent_list
    | eair => map Row_eair table_agent_list
    | sbb | eabb => [Row_eabb]
    | wbb | eawbb => [Row_eawbb]
    | _ => []
    end.
  Definition reduced_objective (o : objective) : form :=
    match o with
    | Revenue => payments_total
    | Profit => budget_total
    | Deficit => scale_form (-1) budget_total
    | Welfare => subtract_form value_total (number_form (cost_expected d))
    | Utility => subtract_form value_total payments_total
    | Utility_of i => by_type_form i (fun s => report_form i s s)
    | Worst_deficit => no_form
    end.
  Definition reduced_number (u : unknown) : N :=
    match u with
    | Payment i t =>
        fold_left (fun n count => n + N.of_nat count)%N (firstn i (table_counts d)) 0%N +
        N.of_nat (hd O t)
    | _ => 0
    end%N.
  Definition reduced_system : system := {|
    row := reduced_row;
    is_row := is_reduced_row;
    rows_of := reduced_rows_of;
    objective_form := reduced_objective;
    unknown_number := reduced_number
  |}.
End Rows.
