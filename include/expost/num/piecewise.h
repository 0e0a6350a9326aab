/* Piecewise polynomials with rational coefficients and rational knots. */
#ifndef XP_NUM_PIECEWISE_H
#define XP_NUM_PIECEWISE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/ball.h>
#include <expost/num/real.h>

/*
 * f on [knot[0], knot[count]]: piece[k], a polynomial in x, on [knot[k], knot[k + 1]].  Knots rise
 * strictly.  At an inner knot f is continuous unless a caller says otherwise; where it is not, the
 * value at the knot is that of the piece to the right.  count 0: not set.
 */
typedef struct
{
    slong count;
    fmpq *knot;
    fmpq_poly_struct *piece;
} xp_piecewise_struct;

typedef xp_piecewise_struct xp_piecewise_t[1];

void xp_piecewise_init(xp_piecewise_t f);
void xp_piecewise_clear(xp_piecewise_t f);
void xp_piecewise_set(xp_piecewise_t f, const xp_piecewise_t source);
void xp_piecewise_swap(xp_piecewise_t f, xp_piecewise_t g);

/* One piece on [low, high].  Domain: low < high. */
void xp_piecewise_set_poly(xp_piecewise_t f, const fmpq_t low, const fmpq_t high,
                           const fmpq_poly_t piece);

/* Meaning   adds a piece on the right, up to high.  Domain: f is set, high > its last knot */
void xp_piecewise_append(xp_piecewise_t f, const fmpq_t high, const fmpq_poly_t piece);

/* The same function with neighbours that are one polynomial joined. */
void xp_piecewise_canonicalise(xp_piecewise_t f);

int xp_piecewise_equal(const xp_piecewise_t f, const xp_piecewise_t g);
int xp_piecewise_is_continuous(const xp_piecewise_t f);
slong xp_piecewise_degree(const xp_piecewise_t f);

/* The piece of x; at a knot the one on the right, at the last knot the last. */
slong xp_piecewise_find(const xp_piecewise_t f, const fmpq_t x);

/*
 * f(x).  Domain: knot[0] <= x <= knot[count].  In the ball form x may be wide: then the union over
 * the pieces, each by Taylor's formula about the middle; rounding adds about 2^-precision.
 */
void xp_piecewise_evaluate(fmpq_t y, const xp_piecewise_t f, const fmpq_t x);
void xp_piecewise_evaluate_arb(arb_t y, const xp_piecewise_t f, const arb_t x, slong precision);
void xp_piecewise_evaluate_real(xp_real_t y, const xp_piecewise_t f, const xp_real_t x,
                                slong degree_limit, slong precision);

/*
 * Meaning   f on [low, high]: restricted, and where that reaches beyond the knots, continued by the
 *           constants left and right (a cdf: 0 and 1).  Domain: low < high
 */
void xp_piecewise_set_domain(xp_piecewise_t f, const fmpq_t low, const fmpq_t high,
                             const fmpq_t left, const fmpq_t right);

/* h = f + g, f - g, f g, c f, f^k.  Domain: same first and last knots; aliasing allowed. */
void xp_piecewise_add(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g);
void xp_piecewise_sub(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g);
void xp_piecewise_mul(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g);
void xp_piecewise_scalar_mul(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t c);
void xp_piecewise_add_scalar(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t c);
void xp_piecewise_pow(xp_piecewise_t h, const xp_piecewise_t f, ulong k);

/* Meaning   h(x) = f(a x + b) on the preimage of f's domain.  Domain: a != 0 */
void xp_piecewise_compose_affine(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t a,
                                 const fmpq_t b);

/* h = f', piece by piece;  h(x) = the integral of f from its first knot to x;  the integral. */
void xp_piecewise_derivative(xp_piecewise_t h, const xp_piecewise_t f);
void xp_piecewise_primitive(xp_piecewise_t h, const xp_piecewise_t f);
void xp_piecewise_integral(fmpq_t value, const xp_piecewise_t f);

/*
 * Meaning   the density of X + Y from the densities f and g of independent X and Y (any piecewise
 *           polynomials: their convolution), by truncated powers
 * Failure   XP_LIMIT when the sum would have over 10^6 terms
 * Source    (x - a)_+^i * (x - b)_+^j = i! j! / (i + j + 1)! (x - a - b)_+^(i + j + 1)
 */
XP_MUST_USE xp_status_t xp_piecewise_convolve(xp_piecewise_t h, const xp_piecewise_t f,
                                              const xp_piecewise_t g, xp_error_t error);

/*
 * Meaning   real roots of f, and where its sign is what
 *   sign[k]   the sign of f on the open interval between root[k - 1] and root[k] (root[-1] is the
 *             first knot, root[count] the last); sign has count + 1 entries
 *   root      the ends, other than first and last knot, of the largest intervals of one sign:
 *             isolated zeros (also those without a change of sign), ends of flat parts at 0, jumps
 * Result    root and sign allocated here; xp_signs_clear gives them back.  Roots are exact:
 *           rational or algebraic
 * Cost      root isolation of each piece
 */
typedef struct
{
    slong count;
    xp_real_struct *root;
    int *sign;
} xp_signs_struct;

typedef xp_signs_struct xp_signs_t[1];

void xp_signs_init(xp_signs_t signs);
void xp_signs_clear(xp_signs_t signs);
void xp_piecewise_signs(xp_signs_t signs, const xp_piecewise_t f);

/*
 * Meaning   whether f >= 0 on its whole domain
 * Result    1; or 0 and where is a rational point with f < 0 (where may be NULL)
 * Cost      root isolation of the pieces (Descartes' rule of signs); no root is refined
 */
int xp_piecewise_is_nonnegative(fmpq_t where, const xp_piecewise_t f);

/*
 * Meaning   the least value of a continuous f and the least point where it is attained
 * Result    exact, rational or algebraic of degree up to degree_limit; beyond it the value is an
 *           enclosure with precision bits
 */
void xp_piecewise_minimum(xp_real_t value, xp_real_t where, const xp_piecewise_t f,
                          slong degree_limit, slong precision);

/*
 * Meaning   inf{x in the domain : f(x) >= level}, f not falling and continuous (a quantile)
 * Result    the last knot when f stays below.  Exact where a factor of degree up to degree_limit,
 *           or the root of a rational, gives it; otherwise an enclosure with precision bits.  A
 *           level that is an enclosure: all quantiles of its numbers
 */
void xp_piecewise_quantile(xp_real_t x, const xp_piecewise_t f, const xp_real_t level,
                           slong degree_limit, slong precision);

/*
 * Meaning   adds "1/6 - v^2/2 on [0, 1/2], ..." in the name of the variable; in LaTeX, when asked,
 *           as cases
 */
void xp_piecewise_add_text(xp_string_t out, const xp_piecewise_t f, const char *variable,
                           int latex);
/* The same of one polynomial: "1/6 - v^2/2", terms of rising degree. */
void xp_poly_add_text(xp_string_t out, const fmpq_poly_t f, const char *variable, int latex);

#endif
