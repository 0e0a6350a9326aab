/* Agents ranked by a score of their types: who wins, how often, and what that is worth. */
#ifndef XP_RULE_RANKING_H
#define XP_RULE_RANKING_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/rule/units.h>

/*
 * The unit_count agents of the highest scores win, of equal scores the first agents.
 *   offset       of agent i's types in rank; offset[n] entries in all
 *   rank         rank[offset[i] + t]: the place of the type's score among all different scores,
 *                from the lowest; -1: the type never wins
 *   level        the scores, rising; level_count of them
 */
typedef struct
{
    slong agent_count;
    slong unit_count;
    slong *offset;
    slong *rank;
    fmpq *level;
    slong level_count;
} xp_ranking_struct;

typedef xp_ranking_struct xp_ranking_t[1];

void xp_ranking_init(xp_ranking_t ranking);
void xp_ranking_clear(xp_ranking_t ranking);

/* Whether an agent wins at some outcome. */
int xp_units_can_win(const xp_units_t units, slong agent);

/*
 * Meaning   whether every set of at most unit_count of the agents who win at some outcome is the
 *           set of winners of an outcome
 */
int xp_units_are_free(const xp_units_t units);

/*
 * Meaning   ranks the agents who win at some outcome by score
 * Domain    score has an entry for each type as units->value; barred, when not NULL, flags the
 *           types that never win
 * Result    types with a score below least, and barred ones, never win
 */
void xp_ranking_set(xp_ranking_t ranking, const xp_units_t units, const fmpq *score,
                    const unsigned char *barred, const fmpq_t least);

/*
 * Meaning   who wins at a profile
 * Result    winner: n flags.  next, when not NULL: the best rank among those who might have won
 *           and do not, or -1
 */
void xp_ranking_winners(unsigned char *winner, slong *next, const xp_ranking_t ranking,
                        const slong *profile);

/* Meaning   whether an agent wins when her rank is rank and the others' types are as in profile. */
int xp_ranking_wins(const xp_ranking_t ranking, const slong *profile, slong agent, slong rank);

/*
 * Meaning   win[offset[i] + t]: the probability that agent i has type t and wins
 * Domain    the environment has a prior, and the ranking is of its units
 * Failure   XP_LIMIT: a joint prior whose profiles are not listed; XP_STOPPED
 * Cost      independent prior: for each type the chances of unit_count numbers of others ahead;
 *           joint: n at each profile
 */
XP_MUST_USE xp_status_t xp_ranking_chances(fmpq *win, const xp_ranking_t ranking,
                                           const xp_environment_t environment,
                                           const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   count[l * (n + 1) + c]: the probability that exactly c agents have a rank >= l,
 *           for l = 0 .. level_count - 1
 * Domain, Failure   as xp_ranking_chances
 */
XP_MUST_USE xp_status_t xp_ranking_counts(fmpq *count, const xp_ranking_t ranking,
                                          const xp_environment_t environment,
                                          const xp_progress_t *progress, xp_error_t error);

#endif
