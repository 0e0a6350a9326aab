/* What the files of virtual values share: the profit of a price, windows, exact ends. */
#ifndef XP_CONT_IRONING_H
#define XP_CONT_IRONING_H

#include <expost/cont/virtual_value.h>

/*
 * The profit of price v(t) at cost s: G_s(t) = (v(t) - s)(1 - F(t)), on an interval of types.
 * reach is 1 - F there, and take is v (1 - F), with the same knots.
 */
typedef struct
{
    xp_piecewise_t reach;
    xp_piecewise_t take;
} xp_profit_struct;

typedef xp_profit_struct xp_profit_t[1];

void xp_profit_init(xp_profit_t profit);
void xp_profit_clear(xp_profit_t profit);

/* On [low, high] within the support of cdf.  Domain: low < high */
void xp_profit_set(xp_profit_t profit, const xp_virtual_value_t value, const fmpq_t low,
                   const fmpq_t high);

/*
 * Meaning   the largest profit at cost s, and the least type (last: the greatest) that attains it
 * Result    as xp_piecewise_minimum
 */
void xp_profit_maximum(xp_real_t most, xp_real_t where, const xp_profit_t profit, const fmpq_t s,
                       int last, slong degree_limit);

/* Precision of enclosures here, in bits. */
#define XP_IRONING_PRECISION 256

/*
 * Meaning   the cost at which the largest profits of two windows are equal, when it is algebraic of
 *           low degree
 * Domain    low < high enclose it; a and b have one optimal price each for costs in between
 * Result    1 and the exact level; 0 when this way does not give it
 */
int xp_ironing_exact_level(xp_real_t level, const xp_profit_t a, const xp_profit_t b,
                           const fmpq_t low, const fmpq_t high);

/*
 * Meaning   the optimal type of one window at an algebraic cost
 * Domain    low < level < high; one optimal price for costs in between
 * Result    1 and the exact type; 0 when this way does not give it
 */
int xp_ironing_exact_type(xp_real_t type, const xp_profit_t profit, const xp_real_t level,
                          const fmpq_t low, const fmpq_t high);

/*
 * Meaning   cuts the support, a point of every stretch where J falls or f is 0
 * Result    the number of windows; cut is their count + 1 ends, allocated here
 */
slong xp_ironing_cuts(fmpq **cut, const xp_piecewise_t cdf);

/* Meaning   x = an enclosure of every number from a to b */
void xp_ironing_between(xp_real_t x, const xp_real_t a, const xp_real_t b);

/*
 * Meaning   ironed, ironed_count and regular of a value with slope, constant, cdf and pieces
 * Failure   XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_ironing_find(xp_virtual_value_t value, const xp_progress_t *progress,
                                        xp_error_t error);

/* Meaning   reserve, price, profit and regular where F is not a piecewise polynomial */
XP_MUST_USE xp_status_t xp_virtual_value_enclose(xp_virtual_value_t value,
                                                 const xp_distribution_t distribution, slong bits,
                                                 const xp_progress_t *progress,
                                                 xp_error_t error);

#endif
