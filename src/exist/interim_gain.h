/* What an agent expects of each report, by its true type. */
#ifndef XP_EXIST_INTERIM_GAIN_H
#define XP_EXIST_INTERIM_GAIN_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/num/tier.h>

/*
 * Meaning   the gain table of an agent with private values: entry t * k + r is the sum
 *           over b of weight[b, r] times v_agent(b, t); weight as xp_expectations_weights
 *           gives it, at least 0 and with the sum 1 over b
 * Result    over the product of the denominators of weight and values; the same whatever
 *           least and progress->threads are.  least is an arithmetic that is at least to be
 *           used (tests)
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      k^2 m
 * Bound     a partial sum is at most the denominator of weight times the largest value: this
 *           chooses the arithmetic
 */
XP_MUST_USE xp_status_t xp_interim_gain_private(xp_table_t gain,
                                                const xp_environment_struct *environment,
                                                slong agent, const xp_table_struct *weight,
                                                xp_tier_t least,
                                                const xp_progress_t *progress,
                                                xp_error_t error);

/*
 * Meaning   the same for interdependent values
 * Domain    independent prior; rule is listed
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
 * The sums of the first, in one arithmetic.
 *   share   weight[b * types + r], in that arithmetic
 *   value   value[b * types + t]
 * multiply fills gain[t * types + r], 0 before, for from <= t < to; row has room for types
 * numbers.  The machine integers that fit in a fmpz are stored as they are, larger ones as they
 * are by fmpz: never by two threads at a time (threads says which).
 */
typedef struct
{
    int threads;
    void *(*convert)(const fmpz *weight, slong length);
    void (*drop)(void *numbers, slong length);
    void (*multiply)(fmpz *gain, const void *share, void *row, const fmpz *value, slong types,
                     slong outcomes, slong from, slong to);
    void *(*room)(slong types);
} xp_gain_kernel_t;

extern const xp_gain_kernel_t xp_gain_int64;
extern const xp_gain_kernel_t xp_gain_int128;
extern const xp_gain_kernel_t xp_gain_fmpz;

#endif
