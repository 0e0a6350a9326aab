/* Averages of a strip over all profiles, in one pass. */
#ifndef XP_RULE_MEANS_H
#define XP_RULE_MEANS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/num/tier.h>

#include "rule/strip.h"

/*
 * Meaning   mean[t] = E[f(theta) | theta_agent = t] for each type t, f the sum that the strip
 *           stands for; with agent = -1: mean[0] = E[f(theta)]
 * Domain    there is a prior; strip is set and not prepared: this scales and prepares it; least
 *           is an arithmetic that is at least to be used (tests)
 * Result    for a type of probability 0: under an independent prior the expectation over the
 *           others' types, under a joint one 0.  The same whatever progress->threads is
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      one pass: K numbers of the strip, each with one multiplication
 * Bound     |sum of weight * f| <= (product of the others' probability denominators, or that of
 *           the joint prior) * strip->bound: this chooses the arithmetic
 */
XP_MUST_USE xp_status_t xp_means_set(fmpq *mean, xp_strip_t strip,
                                     const xp_environment_struct *environment, slong agent,
                                     xp_tier_t least, const xp_progress_t *progress,
                                     xp_error_t error);

#endif
