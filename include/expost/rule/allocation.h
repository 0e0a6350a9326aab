/* The allocation that a rule makes: at one profile, and at all of them. */
#ifndef XP_RULE_ALLOCATION_H
#define XP_RULE_ALLOCATION_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>

/*
 * Meaning   the weights of the outcomes at one profile; for the efficient rule
 *           the maximisers of S(a, theta) under the rule's ties
 * Domain    weight has outcome_count entries; the profiles need not be listed
 * Failure   XP_INPUT from a formula without a value there
 * Cost      n m values
 */
XP_MUST_USE xp_status_t xp_allocation_at(fmpq *weight, const xp_rule_t rule,
                                         const xp_environment_t environment,
                                         const slong *profile, xp_error_t error);

/*
 * Meaning   lists the choice of the rule at every profile
 * Result    rule->choice and the lotteries; nothing happens when it is listed already
 * Failure   XP_LIMIT: too many profiles, or no memory; XP_INPUT; XP_STOPPED
 * Cost      K m (n + 1) additions at most
 */
XP_MUST_USE xp_status_t xp_allocation_list(xp_rule_t rule, const xp_environment_t environment,
                                           const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the welfare W(theta) = max_a S(a, theta) at every profile
 * Failure   XP_LIMIT, XP_STOPPED
 * Cost      K m (n + 1) additions at most
 */
XP_MUST_USE xp_status_t xp_welfare_list(xp_table_t welfare, const xp_environment_t environment,
                                        const xp_progress_t *progress, xp_error_t error);

#endif
