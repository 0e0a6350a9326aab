/* Real roots of integer polynomials: brackets, enclosures, exact numbers. */
#ifndef XP_NUM_ROOTS_IMPL_H
#define XP_NUM_ROOTS_IMPL_H

#include <expost/num/ball.h>
#include <expost/num/real.h>

/*
 * Brackets of rising roots.  low = high: the root itself, rational.  Otherwise the polynomial has
 * exactly one root between low and high, of first order, and is not 0 at low and high.
 */
typedef struct
{
    slong count, room;
    fmpq *low;
    fmpq *high;
} xp_brackets_struct;

typedef xp_brackets_struct xp_brackets_t[1];

void xp_brackets_init(xp_brackets_t roots);
void xp_brackets_clear(xp_brackets_t roots);

/*
 * Meaning   the roots of p in the open interval from low to high
 * Domain    p is squarefree and not 0; low < high
 * Cost      bisection by Descartes' rule of signs: a Taylor shift or two for each half
 * Source    Collins and Akritas 1976
 */
void xp_roots_isolate(xp_brackets_t roots, const fmpz_poly_t p, const fmpq_t low,
                      const fmpq_t high);

/* Meaning   halves the bracket, or finds that its middle is the root (then low = high) */
void xp_root_bisect(fmpq_t low, fmpq_t high, const fmpz_poly_t p);

/*
 * Meaning   an enclosure of the only root of p between low and high, of first order
 * Domain    p changes sign from low to high (or low = high)
 * Result    about precision bits; when the root is 0, or nearly, a radius below 2^-precision^2
 */
void xp_root_get_arb(arb_t x, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high,
                     slong precision);

/* The factor that changes sign from low to high; NULL when there is none. */
const fmpz_poly_struct *xp_root_factor(const fmpz_poly_factor_t factors, const fmpq_t low,
                                       const fmpq_t high);

/* Meaning   the root of an irreducible p in its bracket, exactly */
void xp_root_get_real(xp_real_t x, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high);

#endif
