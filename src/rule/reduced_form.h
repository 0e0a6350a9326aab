/* The reduced form of a rule: how likely each outcome is at each report (Border 1991). */
#ifndef XP_RULE_REDUCED_FORM_H
#define XP_RULE_REDUCED_FORM_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/num/tier.h>

#include "base/share.h"

/*
 * Meaning   weight: entry b * k + r is the probability, over the others' types, that outcome b
 *           is chosen when agent reports r; *tier: the arithmetic that was used
 * Domain    independent prior; rule is listed; least is an arithmetic that is at least to be
 *           used (tests)
 * Result    the same whatever least and progress->threads are
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K additions (m times as many at lotteries)
 * Bound     the weights at one report add up to the common denominator, the product of those of
 *           the others' probabilities and of the lotteries: this chooses the arithmetic
 */
XP_MUST_USE xp_status_t xp_reduced_form_set(xp_table_t weight, xp_tier_t *tier,
                                            const xp_environment_struct *environment,
                                            const xp_rule_struct *rule, slong agent,
                                            xp_tier_t least, const xp_progress_t *progress,
                                            xp_error_t error);

/*
 * In one arithmetic: sum[b * k + r] += the product of the others' probability numerators, times
 * the lotteries' denominator (1 when there are none) or numerator, for each profile.
 */
typedef xp_status_t xp_reduced_form_kernel_t(fmpz *sum, const xp_environment_struct *environment,
                                             const xp_rule_struct *rule, slong agent,
                                             xp_pace_struct *pace, xp_error_t error);
xp_reduced_form_kernel_t xp_reduced_form_int64;
xp_reduced_form_kernel_t xp_reduced_form_int128;
xp_reduced_form_kernel_t xp_reduced_form_fmpz;

#endif
