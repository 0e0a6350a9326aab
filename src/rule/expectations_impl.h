/* Expectations of sums of terms without profiles: what the facade and the mechanisms share. */
#ifndef XP_RULE_EXPECTATIONS_IMPL_H
#define XP_RULE_EXPECTATIONS_IMPL_H

#include <expost/rule/expectations.h>

#include "rule/convolution.h"

/* What the convolution gave for one agent, once it is known. */
struct xp_convolved
{
    int known;
    xp_convolved_struct result;
};

/*
 * Meaning   what the convolution gives for one agent; owned by expectations
 * Domain    the way is XP_WAY_CONVOLUTION
 * Failure   XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_expectations_convolve(const xp_convolved_struct **convolved,
                                                 xp_expectations_t expectations, slong agent,
                                                 const xp_progress_t *progress,
                                                 xp_error_t error);

/*
 * Meaning   *rule: the rule, or where it is not listed the list that expectations keep
 * Domain    the profiles are listed
 * Failure   XP_LIMIT: no memory; XP_INPUT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_expectations_list(const xp_rule_struct **rule,
                                             xp_expectations_t expectations,
                                             const xp_progress_t *progress, xp_error_t error);

/*
 * The error of what cannot be had without the profiles: their number, `what` would go
 * through them, and the reason, in words that can stand after "since ".  Always XP_LIMIT.
 */
xp_status_t xp_expectations_refuse(const xp_expectations_t expectations, const char *what,
                                   const char *reason, xp_error_t error);

/*
 * Why the expectation of the sum given the type of agent (-1: of no agent) does not follow
 * from what the convolution gives, in words that can stand after "since "; NULL when it does.
 */
const char *xp_sum_obstacle(const xp_environment_struct *environment,
                            const xp_payment_struct *sum, slong agent);

/*
 * Meaning   as xp_expectations_of, by convolution
 * Domain    the way is XP_WAY_CONVOLUTION; the sum has no obstacle
 * Failure   XP_LIMIT, XP_STOPPED
 * Cost      k m for each term, and the convolutions that are not known yet
 */
XP_MUST_USE xp_status_t xp_sum_convolved(fmpq *mean, xp_expectations_t expectations,
                                         const xp_payment_struct *sum, slong agent,
                                         const xp_progress_t *progress, xp_error_t error);

#endif
