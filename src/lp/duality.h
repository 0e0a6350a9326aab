/* An optimum as a question of feasibility: a solution and a proof that meet. */
#ifndef XP_LP_DUALITY_H
#define XP_LP_DUALITY_H

#include "lp/lp.h"

/*
 * Meaning   the program without an objective whose solutions are (x, y): x solves lp, y is
 *           >= 0 on inequalities, objective - y A is 0 on free columns and >= 0 on the others,
 *           and y right >= objective . x.  Then both are best
 * Result    columns x_0, x_1, ..., y_0, y_1, ...
 * Cost      twice the entries
 * Source    strong duality: Gale, Kuhn and Tucker 1951
 */
void xp_lp_pair_init(xp_lp_t pair, const xp_lp_struct *lp);

#endif
