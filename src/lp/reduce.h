/* What is decided about a linear program without an engine: empty rows and columns. */
#ifndef XP_LP_REDUCE_H
#define XP_LP_REDUCE_H

#include "lp/lp.h"

/*
 * The program without the rows that have no entry and the columns that no row has.
 *   false_row   a row without entries that does not hold, or -1
 *   direction   a column without entries along which the objective falls for ever, or -1;
 *               then the objective of the reduced program is 0: only a solution is asked for
 *   row, column  where each row and column of the reduced program was
 */
typedef struct
{
    xp_lp_t lp;
    slong false_row;
    slong direction;
    slong *row;
    slong *column;
} xp_lp_reduced_struct;

typedef xp_lp_reduced_struct xp_lp_reduced_t[1];

void xp_lp_reduce_init(xp_lp_reduced_t reduced, const xp_lp_struct *lp);
void xp_lp_reduce_clear(xp_lp_reduced_t reduced);

/*
 * Meaning   the answer for lp from the answer for the reduced program: 0 in columns and
 *           rows that were left out; UNBOUNDED when there is a direction
 * Domain    false_row is -1
 */
void xp_lp_reduce_restore(xp_lp_result_t result, const xp_lp_reduced_t reduced,
                          const xp_lp_struct *lp);

/* The answer INFEASIBLE that the false row gives. */
void xp_lp_reduce_refute(xp_lp_result_t result, const xp_lp_reduced_t reduced,
                         const xp_lp_struct *lp);

#endif
