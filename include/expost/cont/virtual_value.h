/* The virtual value of one bidder: regularity, ironing, the optimal reserve price. */
#ifndef XP_CONT_VIRTUAL_VALUE_H
#define XP_CONT_VIRTUAL_VALUE_H

#include <expost/base/progress.h>
#include <expost/model/distribution.h>

/*
 * An ironed interval of types: on [low, high] the ironed virtual value is level, and the prices low
 * and high earn the same at this cost.  Exact, or certified enclosures.
 */
typedef struct
{
    xp_real_t low;
    xp_real_t high;
    xp_real_t level;
} xp_ironed_struct;

/*
 * A bidder of type t with cdf F, density f and value v(t) = slope t + constant for the good; the
 * virtual value is J = v - v' (1 - F) / f.
 *   exact     F is a piecewise polynomial; otherwise only the regularity and the reserve are there
 *   cdf       F on its support [knot[0], knot[count]]: where F rises from 0 to 1 (exact)
 *   numerator, denominator   J by pieces of cdf, in lowest terms; a denominator is 0 where f is
 *             (exact)
 *   regular   whether J never falls on the support
 *   ironed    the ironed intervals from left to right; outside of them J is the ironed virtual
 *             value (exact)
 *   reserve   the least type whose ironed virtual value is at least cost: the least optimal price
 *             of a seller with this cost facing this bidder alone, in types
 *   price     v(reserve)
 *   profit    the largest of (v(t) - cost) (1 - F(t))
 *   reason    NULL; or what was not decided
 */
typedef struct
{
    fmpq_t slope;
    fmpq_t constant;
    fmpq_t cost;
    int exact;
    xp_piecewise_t cdf;
    fmpq_poly_struct *numerator;
    fmpq_poly_struct *denominator;
    xp_answer_t regular;
    slong ironed_count;
    xp_ironed_struct *ironed;
    xp_real_t reserve;
    xp_real_t price;
    xp_real_t profit;
    char *reason;
} xp_virtual_value_struct;

typedef xp_virtual_value_struct xp_virtual_value_t[1];

void xp_virtual_value_init(xp_virtual_value_t value);
void xp_virtual_value_clear(xp_virtual_value_t value);
void xp_virtual_value_swap(xp_virtual_value_t a, xp_virtual_value_t b);

/*
 * Meaning   the virtual value for v(t) = slope t + constant and a seller whose cost (or value of
 *           the good) is cost
 * Domain    slope > 0
 * Result    exact for a piecewise polynomial cdf.  Otherwise the reserve is enclosed with about
 *           bits bits where the price is proved to be the only optimal one near it, less sharply
 *           elsewhere, and regular is proved by balls, or undecided with a reason
 * Failure   XP_LIMIT: two ironed intervals that could not be told apart; XP_STOPPED
 * Cost      exact: a maximisation of a piecewise polynomial for each halving
 * Source    Myerson 1981.  The optimal price at cost s rises in s and jumps over exactly the ironed
 *           intervals, s being the level: there the revenue curve in quantiles lies below its
 *           concave hull, whose slope is s
 */
XP_MUST_USE xp_status_t xp_virtual_value_set(xp_virtual_value_t value,
                                             const xp_distribution_t distribution,
                                             const fmpq_t slope, const fmpq_t constant,
                                             const fmpq_t cost, slong bits,
                                             const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the ironed virtual value of a type
 * Domain    exact
 * Result    1; 0 when the enclosed end of an ironed interval does not tell, or type lies outside
 *           the support
 */
int xp_virtual_value_at(xp_real_t ironed, const xp_virtual_value_t value, const fmpq_t type);

/*
 * Meaning   the least type with ironed virtual value >= level; above: the least with one > level
 *           (the infimum)
 * Domain    exact
 * Result    the ends of the support when all types have it, or none.  Exact where level is
 *           rational; otherwise where a resultant gives it, or an enclosure
 */
void xp_virtual_value_inverse(xp_real_t type, const xp_virtual_value_t value,
                              const xp_real_t level, int above);

#endif
