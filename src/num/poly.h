/* Single polynomials: affine substitution, values in balls, the sign beside a point. */
#ifndef XP_NUM_POLY_IMPL_H
#define XP_NUM_POLY_IMPL_H

#include <expost/num/ball.h>

/* h(x) = f(a x + b).  Domain: h may be f. */
void xp_poly_compose_affine(fmpq_poly_t h, const fmpq_poly_t f, const fmpq_t a, const fmpq_t b);

/*
 * An enclosure of f on the ball x, by Taylor's formula about its middle; rounding adds about
 * 2^-precision.
 */
void xp_poly_evaluate_arb(arb_t y, const fmpq_poly_t f, const arb_t x, slong precision);

/* The primitive integer polynomial with f's roots and f's signs. */
void xp_poly_numerator(fmpz_poly_t p, const fmpq_poly_t f);

/* The sign of p at x. */
int xp_poly_sign_at(const fmpz_poly_t p, const fmpq_t x);

/* The sign of p just right (side 1) or just left (side -1) of x. */
int xp_poly_sign_beside(const fmpz_poly_t p, const fmpq_t x, int side);

/* s has each complex root of p once; p is not 0. */
void xp_poly_squarefree(fmpz_poly_t s, const fmpz_poly_t p);

/*
 * Whether p(x) = a ((x - shift)^n - power), n >= 2 the degree: each real root is
 * shift +- |power|^(1/n).
 */
int xp_poly_is_shifted_power(fmpq_t shift, fmpq_t power, const fmpz_poly_t p);

/* The ball from low to high. */
void xp_ball_between(arb_t x, const fmpq_t low, const fmpq_t high, slong precision);

/* The ends of a ball, dyadic, not rounded.  Result: 0 when it is not finite, or beyond all use. */
int xp_ball_ends(fmpq_t low, fmpq_t high, const arb_t x);

#endif
