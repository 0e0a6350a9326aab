/* The others' values under an efficient rule, by their distribution and not by profiles. */
#ifndef XP_RULE_CONVOLUTION_H
#define XP_RULE_CONVOLUTION_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * For one agent with k types, under an independent prior, private values and an efficient rule.
 * The choice at a report depends on the others through S(b) = sum of v_j(b), j != agent, less
 * c(b) only, and but for its value at one outcome through the differences S(b) - S(0).
 *   weight   entry b * k + r: the probability, over the others' types, that outcome b is chosen
 *            at report r (semantics.md section 2: ties; a lottery counts with its weights):
 *            the reduced form of the rule (Border 1991)
 *   others   entry r: E[S(a*(r, theta_-i))], the others' expected values less the expected cost
 *   clarke   E of the largest S(b) over the outcomes b that are available without the agent
 *   lack     entry t: the least of [largest S(b) + v_i(b, t) over all b] less [largest S(b), b
 *            available without the agent], over ALL profiles of the others (of probability 0
 *            too): the least truthful utility under the pivot mechanism
 */
typedef struct
{
    xp_table_t weight;
    xp_table_t others;
    fmpq_t clarke;
    xp_table_t lack;
} xp_convolved_struct;

void xp_convolved_init(xp_convolved_struct *convolved);
void xp_convolved_clear(xp_convolved_struct *convolved);

/*
 * Whether the method applies: an independent prior, private values, and rule efficient.  When
 * not, error says which is missing, in words that can stand after "since ".
 */
int xp_convolution_applies(const xp_environment_struct *environment, const xp_rule_struct *rule,
                           xp_error_t error);

/*
 * Meaning   an estimate from above of the work for one agent, in additions: the number of
 *           distinct vectors is bounded by the product of the others' distinct type vectors
 *           and by the number of lattice points between the least and the largest differences
 * Domain    an independent prior and private values
 * Result    2^XP_CONVOLUTION_ENDLESS where memory for the distinct type vectors cannot be had
 * Cost      for each agent m types, and sorting the types
 */
void xp_convolution_cost(fmpz_t cost, const xp_environment_struct *environment, slong agent);

#define XP_CONVOLUTION_ENDLESS 1024

/*
 * Meaning   whether agents i and j have the same values, probabilities and outcomes that are
 *           available without them, type by type: what is convolved for one holds for the other
 * Domain    an independent prior and private values
 * Cost      m types
 */
int xp_convolution_same(const xp_environment_struct *environment, slong i, slong j);

/*
 * Meaning   convolved, for one agent
 * Domain    the method applies
 * Failure   XP_LIMIT: the distinct vectors do not fit in memory (the error says how many there
 *           are so far); XP_STOPPED
 * Cost      d distinct vectors of the others: d k m additions for the choices, and about the
 *           sum of the sizes of the distributions on the way times the types, for hashing
 * Bound     vectors and weights are int64_t, __int128 or fmpz by what they are proved to need;
 *           the same numbers in each, and for each progress->threads
 */
XP_MUST_USE xp_status_t xp_convolution_set(xp_convolved_struct *convolved,
                                           const xp_environment_struct *environment,
                                           slong agent, xp_ties_t ties,
                                           const xp_progress_t *progress, xp_error_t error);

#endif
