/* Bounds of integrals from enclosures of cdfs at the points of a grid. */
#ifndef XP_VERIFY_GRID_H
#define XP_VERIFY_GRID_H

#include "verify/continuous.h"

/*
 *   bits, count      of the intervals; points so far
 *   knots, next      what the grid must contain, rising; the first of them not yet met
 *   point, last      the present point and the one before
 *   step             the distance of the two
 *   seen[I]          the greatest lower bound of F_I so far
 *   now[I], before[I]    what is known at the two points: goods: G_I; projects: P(X_0 > u) for
 *                    agent 1, P(C - X_1 < u) for agent 0 (what agent I's gain depends on)
 *   all, all_before  goods: the product of all cdfs.  Projects: not used
 *   tail, total      the sums, with twice the bits
 *   words            for a message
 */
typedef struct
{
    unsigned long bits;
    size_t agents, count;
    xp_numbers_t knots;
    size_t next;
    mpq_t point, last, number;
    xp_interval_t step, value;
    mpz_t product, *seen;
    xp_interval_struct *now, *before, *cdf, *left, *right, *tail;
    xp_interval_t all, all_before, total;
    char words[200];
} xp_grid_t;

/* Encloses F of the agent at t, from 0 to 1, and refuses what is no value of a cdf. */
void xp_grid_cdf(xp_interval_ptr value, xp_continuous_t continuous, xp_grid_t *grid, size_t agent,
                 mpq_srcptr t);

/* The values at the present point, and what the interval to it adds. */
void xp_grid_good(xp_continuous_t continuous, xp_grid_t *grid);
void xp_grid_project(xp_continuous_t continuous, xp_grid_t *grid);

/* The point of the grid that belongs to this type: the type itself, or, in a project, the value. */
void xp_grid_place(mpq_t place, const xp_continuous_t continuous, size_t agent, mpq_srcptr type);

/* sum = sum + step * [low, high], both at least 0. */
void xp_grid_add(xp_interval_ptr sum, xp_grid_t *grid, mpz_srcptr low, mpz_srcptr high);

/* at = value, as numbers. */
void xp_grid_keep(xp_range_ptr at, const xp_grid_t *grid, xp_interval_srcptr value);

#endif
