/* At one profile: which voters can gain by which single report. */
#ifndef XP_VOTE_GAINS_H
#define XP_VOTE_GAINS_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/ballots.h>
#include <expost/num/compat.h>
#include <expost/vote/domain.h>
#include <expost/vote/rule.h>

/* One voter of a ballot reports an order instead: what is then chosen is better by the ballot. */
typedef struct
{
    slong ballot;
    slong report;
    slong chosen;
} xp_vote_gain_struct;

/*
 * Voters of equal ballots gain by the same reports.  Alternatives that a ballot does not name are
 * tied behind all others.
 *   domain    the reports: every strict order of the alternatives, single-peaked for the median
 *   winner    when the ballots are cast as they are
 *   checked   pairs of a voter and a report other than the ballot
 *   count     of them where the voter gains
 *   voters    who can gain
 *   gain      gain_count of them: ballots in order, then reports
 */
typedef struct
{
    xp_domain_t domain;
    slong winner;
    fmpz_t checked;
    fmpz_t count;
    fmpz_t voters;
    xp_vote_gain_struct *gain;
    size_t gain_count;
    size_t gain_room;
} xp_vote_gains_struct;

typedef xp_vote_gains_struct xp_vote_gains_t[1];

void xp_vote_gains_init(xp_vote_gains_t gains);
void xp_vote_gains_clear(xp_vote_gains_t gains);
void xp_vote_gains_swap(xp_vote_gains_t a, xp_vote_gains_t b);

/*
 * Meaning   what single voters can gain under rule when the ballots are their true orders
 * Domain    ballots->count >= 1
 * Failure   as xp_vote_winner; XP_LIMIT: too many orders or gains for a table; XP_STOPPED
 * Cost      one election for each distinct ballot and each order
 */
XP_MUST_USE xp_status_t xp_vote_gains(xp_vote_gains_t gains, const xp_ballots_t ballots,
                                      const xp_vote_rule_t rule, const xp_progress_t *progress,
                                      xp_error_t error);

#endif
