/* The slow reference of the mechanisms: each payment by its definition, one profile at a time. */
#ifndef XP_TESTS_REF_RULE_H
#define XP_TESTS_REF_RULE_H

#include <expost/num/compat.h>
#include <expost/rule/mechanism.h>

#include "ref_model.h"

/*
 * Payments are n * K rationals, p_i(theta) at i * K + x.  The formulas are those of
 * semantics.md section 3 and are evaluated whatever the model is; whether they are
 * defined there (private values, an efficient rule, a prior) is the caller's matter.
 */

/* X_i(theta), and the welfare of the others from what is available without i. */
void xp_ref_externality(fmpq_t sum, const xp_ref_model_t ref, slong agent, slong x);
void xp_ref_clarke(fmpq_t most, const xp_ref_model_t ref, slong agent, slong x);

void xp_ref_groves(fmpq *payment, const xp_ref_model_t ref);
void xp_ref_pivot(fmpq *payment, const xp_ref_model_t ref);

/* subsidy: phi_i, n entries.  Domain: ir is not the default one. */
void xp_ref_ir_vcg(fmpq *payment, fmpq *subsidy, const xp_ref_model_t ref, xp_ir_t ir);

/* Domain: n >= 2 and a prior. */
void xp_ref_dagv(fmpq *payment, const xp_ref_model_t ref);
void xp_ref_cyclic(fmpq *payment, const xp_ref_model_t ref);
void xp_ref_rebalance(fmpq *payment, const xp_ref_model_t ref, const fmpq *base);

/* sum_T (-1)^(n - |T|) W(theta_T, base_(N - T)); welfare has K entries. */
void xp_ref_cube(fmpq_t sum, const xp_ref_model_t ref, const fmpq *welfare, slong x, slong base);

/* Whether the cube of every pair of profiles vanishes.  Cost: 2^n K^2. */
int xp_ref_all_cubes_vanish(const xp_ref_model_t ref, const fmpq *welfare);

/*
 * Whether the linear equations sum_i h_i(theta_-i) = (n - 1) W(theta) have a
 * solution, by elimination.  Cost: K^2 times the number of lines.
 */
int xp_ref_equations_solvable(const xp_ref_model_t ref, const fmpq *welfare);

#endif
