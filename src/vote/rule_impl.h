/* What the files of the voting rules share: ballots that are cast, and room for counting them. */
#ifndef XP_VOTE_RULE_IMPL_H
#define XP_VOTE_RULE_IMPL_H

#include <expost/vote/rule.h>

/*
 * Ballots that are cast: count of them, the i-th is row[i] of the levels, by multiplicity[i]
 * voters.
 *   row           NULL: row i
 *   multiplicity  NULL: one voter each
 */
typedef struct
{
    const int *level;
    slong count;
    const slong *row;
    const fmpz *multiplicity;
} xp_cast_t;

/*
 * Room for counting under one rule.  Numbers of first places and points are multiples of
 * 1 / scale.
 *   largest_tie  no ballot has more alternatives on one level
 *   tie          lcm(1, ..., largest_tie)
 *   sum          rules by points: sum[p] is the points of the first p places, times scale / tie
 *   total        alternatives numbers
 *   pair         pair[a m + b]: how many voters rank a strictly above b; NULL for other rules
 *   subset       kemeny: 2^m numbers; NULL for other rules
 *   group, start, alive   alternatives numbers each
 */
typedef struct
{
    const xp_vote_rule_struct *rule;
    slong alternatives;
    slong largest_tie;
    fmpz_t tie;
    fmpz_t scale;
    fmpz_t one;
    fmpz_t more;
    fmpz *sum;
    fmpz *total;
    fmpz *pair;
    fmpz *subset;
    slong *group;
    slong *start;
    unsigned char *alive;
} xp_vote_work_struct;

typedef xp_vote_work_struct xp_vote_work_t[1];

/*
 * Meaning   room for rule on ballots that are among these rows
 * Failure   XP_REFUSED: a scoring rule with another number of points; XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_vote_work_init(xp_vote_work_t work, const xp_vote_rule_t rule,
                                          slong alternatives, slong rows, const int *level,
                                          xp_error_t error);
void xp_vote_work_clear(xp_vote_work_t work);

/* The levels of the i-th ballot that is cast; how many voters cast it. */
static inline const int *xp_cast_level(const xp_cast_t *cast, slong i, slong alternatives)
{
    return cast->level + (cast->row != NULL ? cast->row[i] : i) * alternatives;
}

static inline const fmpz *xp_cast_multiplicity(const xp_cast_t *cast, slong i,
                                               const xp_vote_work_t work)
{
    return cast->multiplicity != NULL ? cast->multiplicity + i : work->one;
}

/* Whether a number that comes later wins against the best so far: ties as the rule says. */
static inline int xp_vote_is_better(int order, const xp_vote_work_t work)
{
    return order > 0 || (order == 0 && work->rule->ties_last);
}

/* The alternative with the largest total. */
slong xp_vote_largest(const xp_vote_work_t work);

/* The totals as fractions; score may be NULL. */
void xp_vote_get_score(fmpq *score, const xp_vote_work_t work);

/* Counts points, pairs, first places among alternatives that are alive: total or pair. */
void xp_vote_count_points(xp_vote_work_t work, const xp_cast_t *cast);
void xp_vote_count_pairs(xp_vote_work_t work, const xp_cast_t *cast);
void xp_vote_count_firsts(xp_vote_work_t work, const xp_cast_t *cast);

/* Each rule: the winner, and the score when it is not NULL. */
slong xp_vote_by_points(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);
slong xp_vote_by_condorcet(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);
slong xp_vote_by_copeland(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);
slong xp_vote_by_runoff(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);
slong xp_vote_by_kemeny(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);
slong xp_vote_by_median(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score);

/* The best alternative of an order; ties as the rule says. */
slong xp_vote_best(const int *level, slong alternatives, int ties_last);

/* Whether an order has one top and falls on both sides of it. */
int xp_vote_is_single_peaked(const int *level, slong alternatives);

/* Kemeny's rule goes through the subsets of so many alternatives at most. */
#define XP_KEMENY_LIMIT 9

#endif
