/* Expectations given the own type. */
#ifndef XP_RULE_INTERIM_H
#define XP_RULE_INTERIM_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/mechanism.h>
#include <expost/model/rule.h>

/*
 * Meaning   E[f(theta) | theta_agent = t] for each type t
 * Domain    there is a prior; values has one entry for each profile; mean has
 *           type_count entries
 * Result    for a type of probability 0: under an independent prior the expectation
 *           over the others' types, under a joint one 0
 * Cost      K multiplications
 */
void xp_interim_mean(fmpq *mean, const xp_environment_t environment, slong agent,
                     const xp_table_t values);

/* Meaning   E[f(theta)], the same inputs.  Cost K. */
void xp_expectation(fmpq_t mean, const xp_environment_t environment, const xp_table_t values);

/*
 * Meaning   the truthful utility v_i(a(theta), theta_i) (gross of payments), the
 *           outside option o_i(theta, a(theta)), and the cost c(a(theta)) at every profile
 * Domain    the profiles are listed; a rule that is not is listed here, in a copy
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_value_list(xp_table_t values, const xp_environment_t environment,
                                      const xp_rule_t rule, slong agent, xp_error_t error);
XP_MUST_USE xp_status_t xp_outside_list(xp_table_t values, const xp_environment_t environment,
                                        const xp_rule_t rule, slong agent, xp_error_t error);
XP_MUST_USE xp_status_t xp_cost_list(xp_table_t values, const xp_environment_t environment,
                                     const xp_rule_t rule, xp_error_t error);

#endif
