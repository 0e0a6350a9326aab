/* How a mechanism of a real decision is put together. */
#ifndef XP_CONT_DECISION_MECHANISM_H
#define XP_CONT_DECISION_MECHANISM_H

#include <expost/cont/decision_payments.h>

/*
 * Meaning   agents, rule, values, cost, outside options and their polynomials; not the payments
 * Domain    mechanism is as after init; xp_decision_can_ask holds
 */
void xp_decision_mechanism_start(xp_decision_mechanism_t mechanism, const xp_continuous_t model);

/*
 * Meaning   utilities and polynomials once the payments are there, and moments for all of them
 */
void xp_decision_mechanism_finish(xp_decision_mechanism_t mechanism, const xp_continuous_t model);

/* Moments of every prior up to the largest degree in the polynomials that are there. */
void xp_decision_moments_set(xp_decision_mechanism_t mechanism, const xp_continuous_t model);

/* payment[i] = h[i] - sum of v_j, j != i, + c; h or an entry NULL: 0. */
void xp_decision_set_groves(xp_decision_mechanism_t mechanism,
                            const xp_expression_struct *const *h);

/*
 * Meaning   rho and the dAGV payments
 * Failure   XP_REFUSED: one agent, no priors, no polynomials
 */
XP_MUST_USE xp_status_t xp_decision_set_dagv(xp_decision_mechanism_t mechanism,
                                             const xp_continuous_t model, xp_error_t error);

#endif
