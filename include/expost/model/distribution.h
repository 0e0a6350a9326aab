/* The distribution of one agent's type on an interval, by its cdf in pieces. */
#ifndef XP_MODEL_DISTRIBUTION_H
#define XP_MODEL_DISTRIBUTION_H

#include <expost/model/expression.h>
#include <expost/num/piecewise.h>

/*
 * The cdf F on [low, high], continuous, 0 at low, 1 at high; 0 below and 1 above.
 *   name        for reports: "uniform", "1/2 uniform + 1/2 normal(1/3, 1/100)", "cdf", "density"
 *   piece_count, knot      piece k is F on [knot[k], knot[k + 1]]; knot[0] = low, the last = high
 *   piece       F there, an expression of TYPE 0, in pool; NULL where only a density is known
 *   density     where F is given by its density: f there, and F = base[k] + its integral from
 *               knot[k]; NULL otherwise (the derivative of piece is f)
 *   base        as said: enclosures, piece_count of them; NULL when no density was given
 *   slope       f by a formula: density, or the derivative of piece; NULL where there is none
 *   polynomial  every piece is a polynomial; cdf then holds F
 *   doubt       NULL; or what could not be proved ("that it never falls"): a report says so, and
 *               results hold if it does
 */
typedef struct
{
    fmpq_t low;
    fmpq_t high;
    char *name;
    slong piece_count;
    fmpq *knot;
    const xp_expression_struct **piece;
    const xp_expression_struct **density;
    arb_struct *base;
    const xp_expression_struct **slope;
    int polynomial;
    xp_piecewise_t cdf;
    char *doubt;
    xp_pool_t pool;
} xp_distribution_struct;

typedef xp_distribution_struct xp_distribution_t[1];

void xp_distribution_init(xp_distribution_t distribution);
void xp_distribution_clear(xp_distribution_t distribution);
void xp_distribution_swap(xp_distribution_t a, xp_distribution_t b);
void xp_distribution_set(xp_distribution_t distribution, const xp_distribution_t source);

/* The names of language.md; how many parameters each takes (uniform: 0 or 2). */
typedef enum
{
    XP_DISTRIBUTION_UNIFORM = 0,
    XP_DISTRIBUTION_POWER,
    XP_DISTRIBUTION_KUMARASWAMY,
    XP_DISTRIBUTION_BETA,
    XP_DISTRIBUTION_EXPONENTIAL,
    XP_DISTRIBUTION_NORMAL,
    XP_DISTRIBUTION_LOGITNORMAL,
    XP_DISTRIBUTION_TRIANGULAR,
    XP_DISTRIBUTION_COUNT
} xp_distribution_kind_t;

extern const char *const xp_distribution_names[XP_DISTRIBUTION_COUNT];

/* Whether so many parameters are right; the words "power(k)" for messages. */
int xp_distribution_takes(xp_distribution_kind_t kind, slong count);
const char *xp_distribution_form(xp_distribution_kind_t kind);

/*
 * Meaning   the named distribution conditioned on [low, high]
 * Domain    low < high, xp_distribution_takes(kind, count)
 * Result    polynomial where it is: uniform, triangular; power(k), kumaraswamy(a, b), beta(a, b)
 *           with integers
 * Failure   XP_INPUT: a parameter out of its range (a rate <= 0, ...; triangular's mode outside;
 *           uniform(a, b) that misses the interval): the words say what it must be
 */
XP_MUST_USE xp_status_t xp_distribution_set_named(xp_distribution_t distribution,
                                                  xp_distribution_kind_t kind,
                                                  const fmpq *parameter, slong count,
                                                  const fmpq_t low, const fmpq_t high,
                                                  xp_error_t error);

/*
 * Meaning   the mixture with these weights
 * Domain    all parts on the same [low, high]
 * Failure   XP_INPUT: a weight is negative, or they do not sum to 1 (the sum is named)
 */
XP_MUST_USE xp_status_t xp_distribution_set_mixture(xp_distribution_t distribution,
                                                    const xp_distribution_struct *const *part,
                                                    const fmpq *weight, slong count,
                                                    xp_error_t error);

/*
 * Meaning   the distribution with this cdf, or density, by pieces, proved as far as that goes:
 *           polynomial pieces exactly; others by balls and subdivision
 * Domain    pieces of TYPE 0 (of any pool: copied), count + 1 rising knots
 * Result    place is the piece that is wrong after XP_INPUT
 * Failure   XP_INPUT, named: F is 1/2 at the end and not 1; pieces do not meet at 1/3 (1/4 on the
 *           left, 1/2 on the right); F falls around 3/4; the density is negative around 3/4, or
 *           integrates to 5/6.  XP_REFUSED: a formula that cannot be enclosed (not finite).  What
 *           is neither proved nor refuted becomes doubt
 */
XP_MUST_USE xp_status_t xp_distribution_set_cdf(xp_distribution_t distribution, const fmpq *knot,
                                                const xp_expression_struct *const *piece,
                                                slong count, slong *place, xp_error_t error);
XP_MUST_USE xp_status_t xp_distribution_set_density(xp_distribution_t distribution,
                                                    const fmpq *knot,
                                                    const xp_expression_struct *const *density,
                                                    slong count, slong *place, xp_error_t error);

/* Whether two distributions are the same cdf by the way they are written (never a false yes). */
int xp_distribution_equal(const xp_distribution_t a, const xp_distribution_t b);

/*
 * Meaning   encloses F over the real ball x by its values at the ends (F does not fall): the result
 *           is in [0, 1], never worse than that, also for wide and infinite balls
 */
void xp_distribution_cdf(arb_t y, const xp_distribution_t distribution, const arb_t x,
                         slong precision);

/* F at a rational point, exact.  Domain: polynomial. */
void xp_distribution_cdf_fmpq(fmpq_t y, const xp_distribution_t distribution, const fmpq_t x);

/* Meaning   F at a complex ball within piece k, for acb_calc_integrate; see evaluate_acb */
void xp_distribution_cdf_acb(acb_t y, const xp_distribution_t distribution, slong k,
                             const acb_t x, int analytic, slong precision);

/*
 * Meaning   encloses the density f over the real ball x, within piece k; not finite where it has
 *           no bound
 */
void xp_distribution_density(arb_t y, const xp_distribution_t distribution, slong k,
                             const arb_t x, slong precision);

/*
 * How F behaves at the ends of piece k: F(x) = F(end) + (power series in |x - end|^(1 / order)).
 * order 1: analytic there.  A substitution x = end +- u^order makes it analytic.  0: not known.
 */
slong xp_distribution_order(const xp_distribution_t distribution, slong k, int right);

/*
 * Meaning   F at end + u^q (right: end - u^q) for u >= 0 within piece k, q a multiple of its order
 *           there, as a formula of TYPE 0 = u without roots of u: analytic around u = 0
 * Result    NULL where that is not known, or the piece is given by its density
 */
const xp_expression_struct *xp_distribution_unfold(xp_pool_t pool,
                                                   const xp_distribution_t distribution, slong k,
                                                   int right, slong q);

#endif
