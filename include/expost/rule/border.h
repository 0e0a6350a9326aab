/* Border's condition: which interim probabilities of winning come from an allocation rule? */
#ifndef XP_RULE_BORDER_H
#define XP_RULE_BORDER_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/rule/units.h>

/*
 * A set of pairs (agent, type): a unit goes to a member with a probability that no rule passes.
 *   member  a flag for each pair
 *   left    the expected number of units that members win: the sum of probability * win
 *   right   the expected number that can be won by them: of min(units, members present)
 *   slack   right - left
 */
typedef struct
{
    unsigned char *member;
    fmpq_t left;
    fmpq_t right;
    fmpq_t slack;
} xp_border_set_struct;

/*
 * Type t of agent i is pair offset[i] + t; pair_count pairs.
 *   probability  of the type
 *   win          the interim probability of winning that is asked for
 *   symmetric    independent prior, every agent can win, and all have the same types with the
 *                same probabilities and the same win
 *   violated     XP_FAILS: sets whose inequality fails, violated_count of them.  Symmetric: every
 *                one among the sets of the types that win most often, the smallest first.
 *                Otherwise the most violated set of all, among those the smallest
 *   rule         XP_HOLDS: a rule with these probabilities, listed.  A type of probability 0 wins
 *                as often as asked for when it is the only such type
 */
typedef struct
{
    xp_answer_t answer;
    slong agent_count;
    slong pair_count;
    slong unit_count;
    slong *offset;
    fmpq *probability;
    fmpq *win;
    int symmetric;
    xp_border_set_struct *violated;
    slong violated_count;
    xp_rule_t rule;
} xp_border_struct;

typedef xp_border_struct xp_border_t[1];

void xp_border_init(xp_border_t border);
void xp_border_clear(xp_border_t border);
void xp_border_swap(xp_border_t a, xp_border_t b);

/*
 * Meaning   whether some rule lets type t of agent i win with probability win[offset[i] + t],
 *           and which, or the inequality that fails
 * Domain    units are those of the environment; win has units->offset[n] entries
 * Failure   XP_INPUT: no prior; an entry of win that is no probability, or is not 0 for an agent
 *           who can win nothing; XP_REFUSED: the model lacks an outcome that the rule needs
 *           (nobody wins, say); of several units, not every set of winners is an outcome;
 *           XP_LIMIT: too many profiles, no memory; XP_STOPPED
 * Cost      a maximal flow in a network of K + k nodes and n K arcs; n^2 K for the rule
 * Source    Border 1991; Maskin and Riley 1984; Che, Kim and Mierendorff 2013 for the flow.  The
 *           lottery over sets of winners at a profile is a systematic sample, Madow 1949
 */
XP_MUST_USE xp_status_t xp_border_decide(xp_border_t border, const xp_environment_t environment,
                                         const xp_units_t units, const fmpq *win,
                                         const xp_progress_t *progress, xp_error_t error);

#endif
