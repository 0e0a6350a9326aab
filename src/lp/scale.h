/* Powers of two that bring the numbers of a linear program near 1. */
#ifndef XP_LP_SCALE_H
#define XP_LP_SCALE_H

#include "lp/lp.h"

/*
 * The scaled program has, for row r and column j,
 *     coefficient 2^(row[r] + column[j]), right 2^(row[r] + right),
 *     objective 2^(column[j] + objective)
 * times the numbers of the program.  Where x' and y' solve it, the program has
 *     x_j = x'_j 2^(column[j] - right),   y_r = y'_r 2^(row[r] - objective).
 * An exponent is 0 where the numbers are near 1 already.
 */
typedef struct
{
    slong *row;
    slong *column;
    slong right;
    slong objective;
} xp_lp_scale_struct;

typedef xp_lp_scale_struct xp_lp_scale_t[1];

void xp_lp_scale_init(xp_lp_scale_t scale, const xp_lp_struct *lp);
void xp_lp_scale_clear(xp_lp_scale_t scale);

#endif
