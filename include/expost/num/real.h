/* A real number of a result: rational, algebraic, or enclosed. */
#ifndef XP_NUM_REAL_H
#define XP_NUM_REAL_H

#include <expost/base/string.h>
#include <expost/num/ball.h>

typedef enum
{
    XP_REAL_RATIONAL = 0,
    XP_REAL_ALGEBRAIC, /* exact and irrational */
    XP_REAL_ENCLOSURE  /* some number in the ball */
} xp_real_kind_t;

/*
 *   rational   the number, when it is rational
 *   algebraic  the number, when it is algebraic: of degree 2 or more, never rational
 *   ball       when it is an enclosure: contains the number, finite or not
 */
typedef struct
{
    xp_real_kind_t kind;
    fmpq_t rational;
    qqbar_t algebraic;
    arb_t ball;
} xp_real_struct;

typedef xp_real_struct xp_real_t[1];

/* After init the number is 0. */
void xp_real_init(xp_real_t x);
void xp_real_clear(xp_real_t x);
void xp_real_set(xp_real_t x, const xp_real_t source);
void xp_real_swap(xp_real_t a, xp_real_t b);

/* A row of count zeros, and its end. */
xp_real_struct *xp_real_vec_init(slong count);
void xp_real_vec_clear(xp_real_struct *vec, slong count);

void xp_real_set_fmpq(xp_real_t x, const fmpq_t value);
/* Domain: value is real.  One of degree 1 becomes rational. */
void xp_real_set_qqbar(xp_real_t x, const qqbar_t value);
/* A ball that is exact becomes rational. */
void xp_real_set_arb(xp_real_t x, const arb_t ball);

/* Whether the number is known exactly. */
int xp_real_is_exact(const xp_real_t x);

/* Meaning   an enclosure of x with about precision bits (no better than an enclosure's own ball) */
void xp_real_get_arb(arb_t ball, const xp_real_t x, slong precision);

/*
 * Meaning   the sign of x
 * Result    1 and sign is -1, 0, 1; 0 when the enclosure does not tell
 */
int xp_real_sign(int *sign, const xp_real_t x);

/* Meaning   the sign of x - value.  Result and Domain as xp_real_sign. */
int xp_real_compare_fmpq(int *sign, const xp_real_t x, const fmpq_t value);
int xp_real_compare(int *sign, const xp_real_t x, const xp_real_t y);

/*
 * Meaning   z = x + y, x - y, x * y, f(x).  Exact where both are and the degree of the result
 *           can be at most degree_limit; otherwise an enclosure with precision bits.
 *           Always exact: values in Q, linear functions of one algebraic number, and y in Q + Q x
 *           of degree 2
 * Domain    aliasing is allowed
 */
void xp_real_add(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision);
void xp_real_sub(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision);
void xp_real_mul(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision);
void xp_real_evaluate(xp_real_t z, const fmpq_poly_t f, const xp_real_t x, slong degree_limit,
                      slong precision);

/* The degree limit and bits where a caller has no wish of its own. */
#define XP_REAL_DEGREE 24
#define XP_REAL_PRECISION 128

/*
 * Meaning   rational bounds low <= x <= high, dyadic, at most 2^-bits apart where x is exact;
 *           those of the ball otherwise (bits then only bounds their length)
 * Result    0 when the ball is not finite
 */
int xp_real_bounds(fmpq_t low, fmpq_t high, const xp_real_t x, slong bits);

/*
 * Meaning   the integer polynomial of least degree (primitive, leading coefficient > 0) of an
 *           algebraic x, and dyadic low < x < high with no other real root between
 * Domain    x is algebraic
 */
void xp_real_minimal_polynomial(fmpz_poly_t polynomial, fmpq_t low, fmpq_t high,
                                const xp_real_t x);

/*
 * Meaning   adds x in words: "3/8"; "(3 - sqrt(3))/6", "2*(1/5)^(1/3)", "1 - (1/5)^(1/3)" where a
 *           single root of a rational gives it; otherwise
 *           "root of 8x^3 - 6x + 1 in [0.173, 0.174]"; an enclosure as "0.00901211 ± 3e-15" or,
 *           not finite, "unknown"
 * Domain    digits < 0: no decimals beside an exact number; otherwise so many, correctly rounded
 *           and marked: "(3 - sqrt(3))/6 ≈ 0.2113", "3/8 = 0.375"; an integer has none.  An
 *           enclosure shows the digits that are certain, at most max(digits, 15)
 */
void xp_real_add_text(xp_string_t out, const xp_real_t x, long digits);

/* The same in LaTeX mathematics, without the dollar signs: "\frac{3-\sqrt{3}}{6}". */
void xp_real_add_latex(xp_string_t out, const xp_real_t x, long digits);

/*
 * Meaning   adds digits decimals of x, correctly rounded
 * Result    1 when the decimal is x itself; 0 when rounded; -1 when the enclosure does not decide
 *           them (nothing is added)
 */
int xp_real_add_decimal(xp_string_t out, const xp_real_t x, long digits);

#endif
