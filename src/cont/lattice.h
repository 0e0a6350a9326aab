/* Sums of independent numbers enclosed on a lattice, any priors. */
#ifndef XP_CONT_LATTICE_H
#define XP_CONT_LATTICE_H

#include <expost/model/distribution.h>

/*
 * L, a number close to a sum X of count independent numbers: weight[k] is the probability that L is
 * start + k step + step U, U a sum of count independent uniform numbers on [0, 1].
 *   error     |E g(L) - E g(X)| <= error for every g with |g(x) - g(y)| <= |x - y|
 *   above     above[k]: the sum of weight[j], j >= k;  first: of j weight[j].  length + 1 places
 * count 0: both are 0.
 */
typedef struct
{
    slong count;
    fmpq_t start;
    fmpq_t step;
    slong length;
    arb_ptr weight;
    arb_t error;
    arb_ptr above;
    arb_ptr first;
} xp_lattice_struct;

typedef xp_lattice_struct xp_lattice_t[1];

void xp_lattice_init(xp_lattice_t lattice);
void xp_lattice_clear(xp_lattice_t lattice);
void xp_lattice_set(xp_lattice_t lattice, const xp_lattice_t source);

/*
 * Meaning   the lattice number of slope t + shift: probabilities of cells of one step
 * Result    error by the cells: at most step^2/8 times the spread of the density there, and at
 *           most step/2 times the probability
 */
void xp_lattice_set_number(xp_lattice_t lattice, const xp_distribution_t distribution,
                           const fmpq_t slope, const fmpq_t shift, const fmpq_t step,
                           slong precision);

/* The sum of two independent ones with the same step. */
void xp_lattice_add(xp_lattice_t sum, const xp_lattice_t a, const xp_lattice_t b,
                    slong precision);

/* Fills above and first. */
void xp_lattice_finish(xp_lattice_t lattice, slong precision);

/* E(L - u)^+ and P(L > u), without the error.  Domain: finished */
void xp_lattice_excess(arb_t y, const xp_lattice_t lattice, const fmpq_t u, slong precision);
void xp_lattice_chance(arb_t y, const xp_lattice_t lattice, const fmpq_t u, slong precision);

#endif
