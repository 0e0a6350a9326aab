/* Can Groves payments balance the budget at every profile? */
#ifndef XP_RULE_BALANCE_H
#define XP_RULE_BALANCE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>

/*
 *   answer    XP_HOLDS: balanced Groves payments exist; XP_FAILS: none do
 *   cubes     how many cubes there are, the product of (k_i - 1); 0 for one agent,
 *             with whom none has to vanish
 *   violated  how many of them do not vanish
 *   h         XP_HOLDS: h[i] has one entry for each line of agent i; otherwise NULL
 *   profile   XP_FAILS: the first profile (in order) whose cube with the base does
 *             not vanish; the base is the first type of each agent
 *   sum       XP_FAILS: its alternating sum
 */
typedef struct
{
    xp_answer_t answer;
    fmpz_t cubes;
    fmpz_t violated;
    slong agent_count;
    xp_table_struct *h;
    slong *profile;
    fmpq_t sum;
} xp_balance_struct;

typedef xp_balance_struct xp_balance_t[1];

void xp_balance_init(xp_balance_t balance);
void xp_balance_clear(xp_balance_t balance);
void xp_balance_swap(xp_balance_t a, xp_balance_t b);

/*
 * Meaning   whether some h makes the Groves payments sum to c(a*(theta)) at every
 *           profile, that is sum_i h_i(theta_-i) = (n - 1) W(theta)
 * Domain    private values; the rule does not matter (W is the same for all ties)
 * Failure   XP_REFUSED: interdependent values; XP_LIMIT: too many profiles; XP_STOPPED
 * Cost      n K subtractions for the test, n K additions for each agent for h
 * Source    Walker 1980; Holmstrom 1977; semantics.md section 6
 */
XP_MUST_USE xp_status_t xp_balance_decide(xp_balance_t balance,
                                          const xp_environment_t environment,
                                          const xp_progress_t *progress, xp_error_t error);

#endif
