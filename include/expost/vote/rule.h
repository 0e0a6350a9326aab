/* Voting rules: who wins when these ballots are cast. */
#ifndef XP_VOTE_RULE_H
#define XP_VOTE_RULE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/ballots.h>
#include <expost/num/compat.h>
#include <expost/vote/choice.h>

typedef enum
{
    XP_VOTE_PLURALITY = 0, /* most first places */
    XP_VOTE_BORDA,         /* m - 1, ..., 1, 0 points */
    XP_VOTE_SCORING,       /* the points stated */
    XP_VOTE_CONDORCET,     /* the Condorcet winner, else the plurality winner */
    XP_VOTE_COPELAND,      /* most pairwise wins, a tied pair counts 1/2 */
    XP_VOTE_RUNOFF,        /* instant runoff: the fewest first places drop out one at a time */
    XP_VOTE_KEMENY,        /* the top of an order with the least sum of Kendall distances */
    XP_VOTE_MEDIAN,        /* the top of the median voter along the alternatives in order; of two
                              medians the lower, with ties_last the upper; single-peaked
                              domains only */
    XP_VOTE_DICTATORSHIP   /* the best of one voter */
} xp_vote_kind_t;

/*
 * Positions that are tied on a ballot share the points of the places they cover in equal parts;
 * so do tied tops their first place.
 *   point      XP_VOTE_SCORING: point_count points for places 1, 2, ..., owned; otherwise NULL
 *   voter      XP_VOTE_DICTATORSHIP: from 0
 *   ties_last  ties go to the alternative listed last instead of first
 *   drop_first a tie for dropping out in instant runoff drops the alternative listed first
 *              instead of last
 */
typedef struct
{
    xp_vote_kind_t kind;
    fmpq *point;
    slong point_count;
    slong voter;
    int ties_last;
    int drop_first;
} xp_vote_rule_struct;

typedef xp_vote_rule_struct xp_vote_rule_t[1];

void xp_vote_rule_init(xp_vote_rule_t rule);
void xp_vote_rule_clear(xp_vote_rule_t rule);

/*
 * Meaning   reads "plurality", "borda", "scoring(3,1,0)", "condorcet", "copeland", "runoff",
 *           "kemeny", "median", "dictatorship(1)" (voters from 1); blanks ignored
 * Failure   XP_INPUT: unknown (the nearest is named), or a wrong argument
 */
XP_MUST_USE xp_status_t xp_vote_rule_parse(xp_vote_rule_t rule, const char *name,
                                           xp_error_t error);

/* Adds the name as xp_vote_rule_parse reads it. */
void xp_vote_rule_add_name(xp_string_t out, const xp_vote_rule_t rule);

/* Whether the order in which the voters stand cannot matter: all but a dictatorship. */
int xp_vote_rule_is_anonymous(const xp_vote_rule_t rule);

/*
 * Meaning   the winner when ballots are cast, count orders with a multiplicity each
 * Domain    level: count * m levels, 0 the best, without gaps, all ranked; multiplicity >= 0
 * Result    *winner; score, when not NULL, m numbers: points, pairwise wins, first places in
 *           the last round that counted each alternative, ...
 * Failure   XP_REFUSED: a scoring rule with another number of points, median on ballots that are
 *           not single-peaked, a dictator who does not exist; XP_LIMIT: kemeny with more than 9
 *           alternatives
 */
XP_MUST_USE xp_status_t xp_vote_winner(slong *winner, fmpq *score, const xp_vote_rule_t rule,
                                       slong alternatives, slong count, const int *level,
                                       const fmpz *multiplicity, xp_error_t error);

/*
 * Meaning   fills the table of choice with the rule's winners
 * Domain    choice has sizes and no table
 * Failure   as xp_vote_winner, and XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_vote_table(xp_choice_t choice, const xp_vote_rule_t rule,
                                      const xp_progress_t *progress, xp_error_t error);

#endif
