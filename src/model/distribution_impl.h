/* What the files on distributions share: building one from pieces, signs, integrals. */
#ifndef XP_MODEL_DISTRIBUTION_IMPL_H
#define XP_MODEL_DISTRIBUTION_IMPL_H

#include <expost/model/distribution.h>

/* An empty distribution gets count pieces and count + 1 knots, to be filled. */
void xp_distribution_set_counts(xp_distribution_t d, slong count);

/*
 * Meaning   what follows from knots and pieces (or densities): low, high, the derivative of each
 *           piece, the piecewise polynomial where all are
 */
void xp_distribution_finish(xp_distribution_t d);

/* Sets name, doubt: a copy; NULL for none. */
void xp_distribution_set_name(xp_distribution_t d, const char *name);
void xp_distribution_set_doubt(xp_distribution_t d, const char *doubt);

/* Adds to doubt: "..., and that the cdf never falls"; the same words once. */
void xp_distribution_add_doubt(xp_distribution_t d, const char *words);

/* Knots, and pieces copied to `to` of the distribution. */
void xp_distribution_copy_pieces(xp_distribution_t d, const fmpq *knot,
                                 const xp_expression_struct *const *piece, slong count,
                                 const xp_expression_struct **to);

/* XP_REFUSED when piece k cannot be: floor, ceil, if, or no finite value inside. */
XP_MUST_USE xp_status_t xp_distribution_check_values(const xp_distribution_t d, slong k,
                                                     const xp_expression_struct *piece,
                                                     xp_error_t error);

/*
 * How e, of TYPE 0, behaves at the rational point: the order of xp_distribution_order.  With
 * laurent also negative powers are allowed (an integrable density).
 */
slong xp_expression_order(const xp_expression_struct *e, const fmpq_t point, int laurent);

/*
 * Meaning   e at t = end + u^order (right: end - u^order), u >= 0, as u^exponent times a formula
 *           in TYPE 0 = u in which roots of u have gone
 * Result    NULL where that fails
 */
const xp_expression_struct *xp_expression_unfold(slong *exponent, xp_pool_t pool,
                                                 const xp_expression_struct *e, const fmpq_t end,
                                                 int right, slong order);

/*
 * Meaning   encloses the integral of the density of piece k from its left knot to x in the piece
 * Domain    densities are given
 */
void xp_distribution_integrate(arb_t value, const xp_distribution_t d, slong k, const fmpq_t x,
                               slong precision);

/* What is known about a sign on an interval, the ends apart. */
typedef enum
{
    XP_SIGN_PROVED = 0,
    XP_SIGN_REFUTED,
    XP_SIGN_OPEN
} xp_sign_t;

/* Whether e >= 0 (e does not fall) on [low, high]; where is a place of refutation. */
xp_sign_t xp_expression_prove_nonnegative(fmpq_t where, const xp_expression_struct *e,
                                          const fmpq_t low, const fmpq_t high);
xp_sign_t xp_expression_prove_rising(fmpq_t where, const xp_expression_struct *e,
                                     const fmpq_t low, const fmpq_t high);

/* e at a rational point as an exact number or an enclosure with 256 bits or more. */
void xp_expression_at(xp_real_t value, const xp_expression_struct *e, const fmpq_t point);

#endif
