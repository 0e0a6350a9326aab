/* Payments from their terms: at one profile, and at all of them. */
#ifndef XP_RULE_PAYMENT_H
#define XP_RULE_PAYMENT_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>

/*
 * Meaning   the payments of all agents at one profile
 * Domain    payment has agent_count entries; weight the outcome_count weights that
 *           xp_allocation_at gives there.  Without tables over profiles in the
 *           terms the profiles need not be listed
 * Failure   XP_INPUT from a formula without a value there
 */
XP_MUST_USE xp_status_t xp_payment_at(fmpq *payment, const xp_mechanism_t mechanism,
                                      const fmpq *weight, const slong *profile,
                                      xp_error_t error);

/*
 * Meaning   p_agent at every profile, in order
 * Domain    the profiles are listed; a rule that is not is listed here, in a copy
 * Result    a table of K entries under a common denominator
 * Failure   XP_LIMIT: no memory; XP_INPUT; XP_STOPPED
 * Cost      K additions for each term, n m more for a term XP_TERM_CLARKE on each line
 */
XP_MUST_USE xp_status_t xp_payment_list(xp_table_t table, const xp_mechanism_t mechanism,
                                        slong agent, const xp_progress_t *progress,
                                        xp_error_t error);

#endif
