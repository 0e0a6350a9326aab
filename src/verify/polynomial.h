/* Polynomials with rational coefficients, and where they are of one sign. */
#ifndef XP_VERIFY_POLYNOMIAL_H
#define XP_VERIFY_POLYNOMIAL_H

#include <stddef.h>

#include <gmp.h>

/*
 * at[0] / den + at[1] / den x + ..., at[count - 1] not 0, den > 0, in lowest terms; count 0: 0.
 * There is room for space coefficients.
 */
typedef struct
{
    mpz_t *at;
    size_t count, space;
    mpz_t den;
} xp_polynomial_struct;
typedef xp_polynomial_struct xp_polynomial_t[1];

void xp_polynomial_init(xp_polynomial_t f);
void xp_polynomial_clear(xp_polynomial_t f);
void xp_polynomial_swap(xp_polynomial_t f, xp_polynomial_t g);
void xp_polynomial_set(xp_polynomial_t f, const xp_polynomial_t g);
void xp_polynomial_set_number(xp_polynomial_t f, mpq_srcptr number);

/* From count numbers. */
void xp_polynomial_set_numbers(xp_polynomial_t f, const mpq_t *number, size_t count);
/* Coefficient k. */
void xp_polynomial_get(mpq_t number, const xp_polynomial_t f, size_t k);

int xp_polynomial_equal(const xp_polynomial_t f, const xp_polynomial_t g);
/* f = f + number g. */
void xp_polynomial_add(xp_polynomial_t f, mpq_srcptr number, const xp_polynomial_t g);
/* f = f number. */
void xp_polynomial_scale(xp_polynomial_t f, mpq_srcptr number);
/* f = g h; f may be one of them. */
void xp_polynomial_multiply(xp_polynomial_t f, const xp_polynomial_t g, const xp_polynomial_t h);
/* f = quotient g + remainder; quotient may be NULL; none is f or g; g is not 0. */
void xp_polynomial_divide(xp_polynomial_struct *quotient, xp_polynomial_t remainder,
                          const xp_polynomial_t f, const xp_polynomial_t g);
/* f = f', and the antiderivative that is 0 at 0. */
void xp_polynomial_derive(xp_polynomial_t f);
void xp_polynomial_integrate(xp_polynomial_t f);
/* f(x + shift) in place of f(x). */
void xp_polynomial_shift(xp_polynomial_t f, mpq_srcptr shift);

void xp_polynomial_evaluate(mpq_t y, const xp_polynomial_t f, mpq_srcptr x);
int xp_polynomial_sign(const xp_polynomial_t f, mpq_srcptr x);
/* f(x) for every x in [x_low, x_high] lies in [low, high]. */
void xp_polynomial_enclose(mpq_t low, mpq_t high, const xp_polynomial_t f, mpq_srcptr x_low,
                           mpq_srcptr x_high);
/* h = f(g(x)) less multiples of modulus; h is none of the others. */
void xp_polynomial_compose(xp_polynomial_t h, const xp_polynomial_t f, const xp_polynomial_t g,
                           const xp_polynomial_t modulus);

/* Is f >= 0 on [low, high]?  low < high. */
int xp_polynomial_is_nonnegative(const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high);
/* The number of roots in the open interval, each counted once; f is not 0 at its ends. */
size_t xp_polynomial_roots(const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high);

#endif
