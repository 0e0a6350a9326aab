/* Instant runoff: its rounds, and every way in which ties may be broken. */
#ifndef XP_VOTE_RUNOFF_H
#define XP_VOTE_RUNOFF_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/ballots.h>
#include <expost/num/compat.h>

/*
 * The most orders of elimination that are listed; the most sets of alternatives left, and these
 * times the alternatives.
 */
#define XP_RUNOFF_LISTED 100
#define XP_RUNOFF_SETS 100000
#define XP_RUNOFF_ENTRIES ((size_t) 1 << 24)

/*
 * One alternative drops out after another until one is left: always one of those with the fewest
 * first places.  An order of elimination is one that some way to break ties gives.
 *   alternative_count   m
 *   path_count          orders of elimination, exact
 *   winning             m entries: how many of them each alternative wins
 *   listed              how many are listed: all, or XP_RUNOFF_LISTED
 *   path                listed * m: an order of elimination each, the winner last; in
 *                       lexicographic order
 *   usual               m entries: the order that the stated way of dropping gives
 *   first               m * m: first places in round r, of alternative a at r m + a; 0 for
 *                       those who have dropped out
 *   tied                m entries: how many have the fewest in the round
 */
typedef struct
{
    slong alternative_count;
    fmpz_t path_count;
    fmpz *winning;
    slong listed;
    slong *path;
    slong *usual;
    fmpq *first;
    slong *tied;
} xp_runoff_struct;

typedef xp_runoff_struct xp_runoff_t[1];

void xp_runoff_init(xp_runoff_t runoff);
void xp_runoff_clear(xp_runoff_t runoff);

/*
 * Meaning   the rounds and the orders of elimination
 * Domain    runoff as after init; level: count * alternatives levels, all ranked, without gaps;
 *           multiplicity >= 0; drop_first as in xp_vote_rule_t
 * Failure   XP_LIMIT: more sets of alternatives can be left; XP_STOPPED
 * Cost      the sets times count * alternatives
 * Source    Bernard, ECON 7219, slides 7 (the vacation example: three orders, three winners)
 */
XP_MUST_USE xp_status_t xp_runoff_set(xp_runoff_t runoff, slong alternatives, slong count,
                                      const int *level, const fmpz *multiplicity,
                                      int drop_first, const xp_progress_t *progress,
                                      xp_error_t error);

#endif
