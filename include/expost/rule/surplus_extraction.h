/* Full surplus extraction: what the types of an agent believe about the others' types. */
#ifndef XP_RULE_SURPLUS_EXTRACTION_H
#define XP_RULE_SURPLUS_EXTRACTION_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>

/*
 * The belief of a type is the distribution of the others' profile given it.  Types of
 * probability 0 have none.
 *   type_count   of the agent
 *   possible     how many types have a positive probability
 *   rank         of their beliefs as vectors: 1 under an independent prior
 *   independent  the beliefs are linearly independent, rank = possible: whatever the values,
 *                the whole surplus can be had from the agent by payments that keep the truth
 *                a dominant strategy
 *   convex       XP_HOLDS: no belief is a mixture of those of other types; whatever the
 *                values, the whole surplus can be had from the agent by payments under which
 *                the truth is a best reply to the truth
 *   mixed        type_count flags: the belief of the type is a mixture of others'
 *   type         the first such type, or -1
 *   weight       type_count entries >= 0: with sum 1, those of the mixture that is the belief
 *                of `type`, its own 0; all 0 when there is none
 */
typedef struct
{
    slong type_count;
    slong possible;
    slong rank;
    int independent;
    xp_answer_t convex;
    unsigned char *mixed;
    slong type;
    fmpq *weight;
} xp_beliefs_struct;

typedef xp_beliefs_struct xp_beliefs_t[1];

void xp_beliefs_init(xp_beliefs_t beliefs);
void xp_beliefs_clear(xp_beliefs_t beliefs);
void xp_beliefs_swap(xp_beliefs_t a, xp_beliefs_t b);

/*
 * Meaning   decides both conditions for one agent
 * Domain    there is a prior
 * Failure   XP_LIMIT: the profiles are not listed, no memory, or a linear program that found
 *           no answer; XP_STOPPED; XP_SYSTEM: no process can be started
 * Cost      k K products for the rank, k^3 for its matrix of k rows; a linear program of k rows
 *           and k columns for each type that takes part in a linear dependence
 * Source    Cremer and McLean 1985, 1988
 */
XP_MUST_USE xp_status_t xp_beliefs_decide(xp_beliefs_t beliefs,
                                          const xp_environment_t environment, slong agent,
                                          const xp_progress_t *progress, xp_error_t error);

#endif
