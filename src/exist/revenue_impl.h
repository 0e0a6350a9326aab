/* The parts of the comparison of revenues. */
#ifndef XP_EXIST_REVENUE_IMPL_H
#define XP_EXIST_REVENUE_IMPL_H

#include <expost/exist/revenue.h>

/* Sets an amount from the status of a call: its value, or why there is none. */
void xp_amount_set(xp_amount_struct *amount, const fmpq_t value);
void xp_amount_set_none(xp_amount_struct *amount, const char *reason);
void xp_amount_set_open(xp_amount_struct *amount, xp_status_t status, const char *reason);

/*
 * Meaning   second price, reserve, posted prices and surplus by how many agents reach each value
 * Domain    free_sets
 * Failure   XP_LIMIT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_revenue_find_prices(xp_revenue_t revenue,
                                               const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the best prices for one agent after the other, which may depend on the units left
 * Domain    free_sets, independent
 */
void xp_revenue_find_offers(xp_revenue_t revenue);

/*
 * Meaning   the scores, and the revenue of myerson from the first
 * Domain    free_sets, independent
 * Failure   XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_revenue_find_scores(xp_revenue_t revenue,
                                               const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the efficient rule's best payments, and the optima with a free rule
 * Failure   XP_SYSTEM; a limit or a stop leaves an amount open
 */
XP_MUST_USE xp_status_t xp_revenue_find_optima(xp_revenue_t revenue, const xp_model_t model,
                                               const xp_revenue_options_t *options,
                                               const xp_progress_t *progress, xp_error_t error);

#endif
