/* What an agent expects of each report, given the own type. */
#ifndef XP_CHECK_INTERIM_H
#define XP_CHECK_INTERIM_H

#include "check/inquiry.h"
#include "check/kernel.h"

/*
 * For k types: u(r, t) / (denominator * weight[t]) is the expected value, less the payment,
 * of report r given true type t; weight[t] = 0 for a type of probability 0, whose
 * expectation is undefined or skipped, whatever the prior.
 *   utility   entry r * k + t is u(r, t); NULL: it is in factors, and every other weight is 1
 *   factors   values, choice probabilities and expected payments over the denominator
 *   tier      the arithmetic that they were found in, and are compared in when in factors
 */
typedef struct
{
    slong types;
    fmpz *utility;
    fmpz *weight;
    fmpz_t denominator;
    xp_table_t value;
    xp_table_t paid;
    xp_reports_work_t factors;
    xp_tier_t tier;
} xp_interim_struct;

typedef xp_interim_struct xp_interim_t[1];

void xp_interim_init(xp_interim_t interim);
void xp_interim_clear(xp_interim_t interim);

/*
 * Meaning   the interim utilities of an agent, with payments or without
 * Domain    there is a prior; inquiry stays while interim is used
 * Result    in factors under an independent prior and private values
 * Failure   XP_LIMIT: k^2 numbers do not fit in memory; XP_STOPPED; as xp_strip_set_terms and
 *           xp_expectations_of
 * Cost      in factors as rule/expectations.h, otherwise K k
 */
XP_MUST_USE xp_status_t xp_interim_set(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                                       int with_payments, xp_pace_struct *pace,
                                       xp_error_t error);

/*
 * Meaning   utility, from the factors; nothing happens when it is there
 * Failure   XP_LIMIT: k^2 numbers do not fit in memory; XP_STOPPED
 * Cost      k^2 m
 */
XP_MUST_USE xp_status_t xp_interim_fill(xp_interim_t interim, xp_pace_struct *pace,
                                        xp_error_t error);

/* Meaning   gain[r] = u(r, type) for each report r. */
void xp_interim_gains(fmpz *gain, const xp_interim_struct *interim, slong type);

/*
 * Meaning   weight[t], the sum of the probability numerators of the profiles where the
 *           agent's type is t, or 0 for a type of probability 0; total, what they are at most
 * Cost      K for a joint prior
 */
void xp_interim_weights(fmpz *weight, fmpz_t total, const xp_environment_struct *environment,
                        slong agent);

#endif
