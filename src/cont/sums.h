/* Sums of independent numbers with piecewise polynomial densities. */
#ifndef XP_CONT_SUMS_H
#define XP_CONT_SUMS_H

#include <expost/num/piecewise.h>

/*
 * Meaning   rest[k]: the density of the sum of all but the k-th number
 * Domain    same[k] <= k is the first number with the same density; rest initialised
 * Result    rest[k] for same[k] = k only; not set (count 0) where there is no other number
 * Failure   XP_LIMIT
 * Cost      count log count convolutions with one density each, fewer when many are the same
 */
XP_MUST_USE xp_status_t xp_sums_without(xp_piecewise_struct *rest,
                                        const xp_piecewise_struct *density, const slong *same,
                                        slong count, xp_error_t error);

/*
 * Meaning   excess(u) = E(S - u)^+ and chance(u) = P(S > u) for u in [low, high]
 * Domain    density of S; not set (count 0): S = 0.  low < high
 * Result    excess is continuous; chance jumps at 0 when S = 0
 */
void xp_sums_tail(xp_piecewise_t excess, xp_piecewise_t chance, const xp_piecewise_t density,
                  const fmpq_t low, const fmpq_t high);

#endif
