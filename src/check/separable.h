/* Sums of functions of single types, over profiles that are not listed. */
#ifndef XP_CHECK_SEPARABLE_H
#define XP_CHECK_SEPARABLE_H

#include <expost/model/environment.h>

#include "check/inquiry.h"

/* Distinct sums of the functions of some agents, beyond which they are not counted. */
#define XP_SEPARABLE_SUMS (1L << 20)

/* Violations that are listed one by one, at most. */
#define XP_SEPARABLE_PLACES (1L << 20)

/*
 * Whether the sum of the terms is a sum of functions of single types as it stands: constants,
 * tables over types, outside options by type, and terms that are 0 everywhere.
 */
int xp_separable_is(const xp_environment_struct *environment, const xp_payment_struct *sum);

/*
 * Meaning   checks that the sum of the terms is 0, or (no equality) at least 0, at every
 *           profile, for agent (-1: none); as xp_sums_check, and places have types instead of
 *           a profile
 * Domain    xp_separable_is
 * Failure   XP_LIMIT: to count the violations takes more than XP_SEPARABLE_SUMS distinct
 *           sums, or there are more than XP_SEPARABLE_PLACES and all are asked for
 * Cost      sum of k when there is no violation or nothing else; otherwise the numbers of
 *           distinct sums of each half of the agents, times k
 */
XP_MUST_USE xp_status_t xp_separable_check(xp_finding_struct *finding,
                                           const xp_payment_struct *sum, int equality,
                                           const xp_inquiry_struct *inquiry, slong agent,
                                           xp_error_t error);

#endif
