/* The largest number of a strip. */
#ifndef XP_RULE_LARGEST_H
#define XP_RULE_LARGEST_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

#include "rule/strip.h"

/*
 * Meaning   largest: the largest sum over all profiles, of probability 0 too
 * Domain    the strip is set and not prepared: this prepares it; what names the sums
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      one pass
 */
XP_MUST_USE xp_status_t xp_strip_largest(fmpq_t largest, xp_strip_t strip, const char *what,
                                         const xp_progress_t *progress, xp_error_t error);

#endif
