/* What an agent expects of each report, given the own type. */
#ifndef XP_CHECK_INTERIM_H
#define XP_CHECK_INTERIM_H

#include "check/inquiry.h"

/*
 * For k types: utility[r * k + t] / (denominator * weight[t]) is the expected value, less
 * the payment, of report r given true type t; weight[t] = 0 for a type of probability 0
 * whose expectation is undefined or skipped, whatever the prior.
 */
typedef struct
{
    slong types;
    fmpz *utility;
    fmpz *weight;
    fmpz_t denominator;
    xp_tier_t tier;
} xp_interim_struct;

typedef xp_interim_struct xp_interim_t[1];

void xp_interim_init(xp_interim_t interim);
void xp_interim_clear(xp_interim_t interim);

/*
 * Meaning   the interim utilities of an agent, with payments or without
 * Domain    there is a prior
 * Failure   XP_LIMIT: k^2 numbers do not fit in memory; XP_STOPPED; as xp_payment_list
 * Cost      K + k^2 m under an independent prior and private values, otherwise K k
 */
XP_MUST_USE xp_status_t xp_interim_set(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                                       int with_payments, xp_pace_struct *pace,
                                       xp_error_t error);

#endif
