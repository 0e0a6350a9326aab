/* How likely each outcome is when an agent makes a report, and what is expected of it. */
#ifndef XP_EXIST_INTERIM_WEIGHTS_H
#define XP_EXIST_INTERIM_WEIGHTS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * Meaning   entry b * k + r: the probability, over the others' types, that outcome b
 *           is chosen when agent reports r
 * Domain    independent prior; rule is listed
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K additions (m times as many at lotteries)
 */
XP_MUST_USE xp_status_t xp_interim_weights_set(xp_table_t weight,
                                               const xp_environment_struct *environment,
                                               const xp_rule_struct *rule, slong agent,
                                               const xp_progress_t *progress,
                                               xp_error_t error);

/*
 * Meaning   the gain table of an agent with private values: entry t * k + r is the sum
 *           over b of weight[b, r] times v_agent(b, t)
 * Failure   XP_LIMIT: no memory
 * Cost      k^2 m
 */
XP_MUST_USE xp_status_t xp_interim_gain_private(xp_table_t gain,
                                                const xp_environment_struct *environment,
                                                slong agent, const xp_table_t weight,
                                                xp_error_t error);

/*
 * Meaning   the same for interdependent values
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K k (m times as many at lotteries)
 */
XP_MUST_USE xp_status_t xp_interim_gain_interdependent(xp_table_t gain,
                                                       const xp_environment_struct *environment,
                                                       const xp_rule_struct *rule,
                                                       slong agent,
                                                       const xp_progress_t *progress,
                                                       xp_error_t error);

/*
 * The sums behind them, in one arithmetic: no sum reaches 2^62 in int64_t.
 *   count     sum[b * k + r] += the product of the others' probability numerators, times
 *             the lotteries' denominator (1 when there are none) or numerator
 *   multiply  gain[t * k + r] = sum over b of weight[b * k + r] value[b * k + t]
 */
typedef struct
{
    xp_status_t (*count)(fmpz *sum, const xp_environment_struct *environment,
                         const xp_rule_struct *rule, slong agent, const xp_progress_t *progress,
                         xp_error_t error);
    void (*multiply)(fmpz *gain, const fmpz *weight, const fmpz *value, slong types,
                     slong outcomes);
} xp_weights_kernel_t;

extern const xp_weights_kernel_t xp_weights_int64;
extern const xp_weights_kernel_t xp_weights_fmpz;

#endif
