/* The search for a cube of profiles whose alternating sum of welfare is not 0. */
#ifndef XP_CONT_CUBE_H
#define XP_CONT_CUBE_H

#include <expost/cont/decision_balance.h>

/* W at a profile of rational types, exact or enclosed; 0 when it is not defined there. */
typedef int (*xp_cube_welfare_t)(xp_real_t welfare, const fmpq *profile, const void *data);

/*
 * Meaning   looks for a cube that does not vanish on grids of 2, 3, 5, 9, 17 types for each agent
 *           (the low end is the base), as long as a grid has at most XP_CUBE_LIMIT profiles
 * Domain    low and high have n entries, n >= 2
 * Result    *found: answer, base, profile and sum of balance are set; otherwise tried is
 * Failure   XP_LIMIT: over 16 agents; XP_STOPPED
 * Cost      W at every profile of the grid, and n subtractions for each
 */
XP_MUST_USE xp_status_t xp_cube_search(int *found, xp_interval_balance_t balance,
                                       xp_cube_welfare_t welfare, const void *data,
                                       const fmpq *low, const fmpq *high, slong n,
                                       const xp_progress_t *progress, xp_error_t error);

/* Sets a cube as the evidence, and how in words. */
void xp_cube_set(xp_interval_balance_t balance, const fmpq *base, const fmpq *profile, slong n,
                 const xp_real_t sum);

#define XP_CUBE_LIMIT 20000

#endif
