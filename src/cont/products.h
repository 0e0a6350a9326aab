/* The largest of independent numbers by balls: integrals of products of cdfs, any priors. */
#ifndef XP_CONT_PRODUCTS_H
#define XP_CONT_PRODUCTS_H

#include <expost/model/distribution.h>

/*
 * Numbers k = 0 .. count - 1: slope t + shift, t from distribution (not owned); and perhaps a
 * constant, floor.
 *   bottom, top   of each number
 *   high          the largest top, and floor
 *   knot          all knots of all cdfs, rising
 */
typedef struct
{
    slong count;
    slong room;
    const xp_distribution_struct **distribution;
    fmpq *slope;
    fmpq *shift;
    fmpq *bottom;
    fmpq *top;
    int has_floor;
    fmpq_t floor;
    fmpq_t high;
    slong knot_count;
    fmpq *knot;
} xp_products_struct;

typedef xp_products_struct xp_products_t[1];

/* Empty, with room for so many numbers. */
void xp_products_init(xp_products_t products, slong room);
void xp_products_clear(xp_products_t products);

/* Domain: slope is not 0. */
void xp_products_add(xp_products_t products, const xp_distribution_t distribution,
                     const fmpq_t slope, const fmpq_t shift);
void xp_products_add_constant(xp_products_t products, const fmpq_t constant);

/* After the last number: finds high and the knots. */
void xp_products_finish(xp_products_t products);

/* P(every number but k is at most x): the product of cdfs. */
void xp_products_cdf(arb_t y, const xp_products_t products, slong k, const fmpq_t x,
                     slong precision);

/*
 * Meaning   E max(x, the numbers but k).  x NULL and k = -1: E of the largest number
 * Domain    bottom[k] <= x <= top[k]
 * Cost      an integration between any two knots
 */
void xp_products_expectation(arb_t y, const xp_products_t products, slong k, const fmpq *x,
                             slong precision);

#endif
