/* Places where formulas of one type change: while a cdf or density is cut into pieces. */
#ifndef XP_TEXT_INTERVAL_CUT_H
#define XP_TEXT_INTERVAL_CUT_H

#include <expost/model/expression.h>

/*
 * low, high   the interval
 * cut         the places inside it where an answer changes, count of them; rising and distinct
 *             after xp_cuts_sort
 */
typedef struct
{
    xp_pool_struct *pool;
    const fmpq *low;
    const fmpq *high;
    fmpq *cut;
    slong count;
    slong room;
} xp_cuts_t;

void xp_cuts_init(xp_cuts_t *cuts, xp_pool_struct *pool, const fmpq_t low, const fmpq_t high);
void xp_cuts_clear(xp_cuts_t *cuts);
void xp_cuts_sort(xp_cuts_t *cuts);

/*
 * Meaning   the condition near point, where its comparisons are affine in TYPE 0 there; adds the
 *           places where they change
 * Result    1, 0; -1 where it is not decided
 */
int xp_cuts_decide(xp_cuts_t *cuts, const xp_expression_struct *e, const fmpq_t point);

/* e near point without the branches that do not matter there; adds places likewise. */
const xp_expression_struct *xp_cuts_resolve(xp_cuts_t *cuts, const xp_expression_struct *e,
                                            const fmpq_t point);

#endif
