/* Sums of terms at every profile that must be 0, or at least 0. */
#ifndef XP_CHECK_SUMS_H
#define XP_CHECK_SUMS_H

#include "check/inquiry.h"

/*
 * Meaning   checks that the sum of the terms is 0, or (no equality) at least 0, at every
 *           profile, for agent (-1: none); the slacks are added to the finding
 * Domain    the rule is listed
 * Failure   as xp_strip_set_terms; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_sums_check(xp_finding_struct *finding, const xp_payment_struct *sum,
                                      int equality, const xp_inquiry_struct *inquiry,
                                      slong agent, xp_pace_struct *pace, xp_error_t error);

#endif
