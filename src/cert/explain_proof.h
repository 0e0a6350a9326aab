/* The parts of the chapter on multipliers. */
#ifndef XP_CERT_EXPLAIN_PROOF_H
#define XP_CERT_EXPLAIN_PROOF_H

#include "cert/explain_step.h"

/* The sum of the steps, under a fixed rule; and under a free one. */
void xp_explain_fixed_leaf(xp_explanation_t *e, const xp_steps_t steps, int optimum);
void xp_explain_free_leaf(xp_explanation_t *e, const xp_steps_t steps, int optimum);

/* 1 when the steps add up to what the claim needs, in reduced form. */
int xp_reduced_proof_holds(const xp_explanation_t *e, const xp_steps_t steps);

/* The objective in the stated interim tables: its part in E m_i, and its constant. */
void xp_reduced_objective(xp_sum_t sum, fmpq_t constant, const xp_explanation_t *e);

/* The objective at the stated interim payments, in reduced form. */
void xp_reduced_value(fmpq_t value, const xp_explanation_t *e);

/* The types that a proof without expectations uses, when they are not all. */
void xp_explain_used_types(xp_explanation_t *e);

#endif
