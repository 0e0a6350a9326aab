/* The least subsidy as the largest of independent numbers: base values, numbers, gains. */
#ifndef XP_CONT_BALLS_H
#define XP_CONT_BALLS_H

#include "products.h"
#include "subsidy_impl.h"

/*
 * S = sum of b_i(t_i) + max of the numbers - cost.  The gain of agent i over the outside option is
 * psi_i(t) = slope t + shift + E max(number of i at t, the other numbers), convex, and up to a sum
 * of expectations that cancels, the subsidy is cost + (n - 1) E max - sum of min psi_i.
 *   number[i]   agent i's number, or -1
 *   low, high   bracket of the minimiser
 */
typedef struct
{
    xp_products_t products;
    slong n;
    slong *number;
    fmpq_t cost;
    fmpq *slope;
    fmpq *shift;
    fmpq *low;
    fmpq *high;
} xp_balls_struct;

void xp_balls_init(xp_balls_struct *balls, slong agents, slong outcomes);
void xp_balls_clear(xp_balls_struct *balls);

/*
 * Domain    GOOD, or PROJECT with one or two differences that are not constant
 * Failure   XP_REFUSED: outside options that are not affine, or depend on the outcome
 */
XP_MUST_USE xp_status_t xp_balls_set(xp_balls_struct *balls, const xp_subsidy_task_struct *task,
                                     xp_error_t error);

#endif
