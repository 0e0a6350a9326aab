/* Values of a distribution: F and f over balls. */
#include <expost/model/distribution.h>

#include <assert.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

/* The sign of x - value, exact. */
static int compare(const arf_t x, const fmpq_t value)
{
    int order;
    arf_t left;
    arf_t right;

    arf_init(left);
    arf_init(right);
    arf_mul_fmpz(left, x, fmpq_denref(value), ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_set_fmpz(right, fmpq_numref(value));
    order = arf_cmp(left, right);
    arf_clear(left);
    arf_clear(right);
    return order;
}

/*
 * Cuts y to [0, 1].  A value such as 2^-(10^11), far in a tail, must not meet 1 in exact
 * arithmetic: the sum would have as many bits.
 */
static void clamp(arb_t y)
{
    const slong precision = arb_bits(y) + 64;
    arb_t unit;
    arf_t low;
    arf_t high;
    int inside;

    arf_init(low);
    arf_init(high);
    arb_init(unit);
    arb_get_lbound_arf(low, y, 64);
    arb_get_ubound_arf(high, y, 64);
    inside = arb_is_finite(y) && arf_sgn(low) >= 0 && arf_cmp_si(high, 1) <= 0;
    arb_unit_interval(unit);
    if (!inside && (!arb_is_finite(y) || !arb_intersection(y, y, unit, precision)))
        arb_set(y, unit);
    arb_clear(unit);
    arf_clear(low);
    arf_clear(high);
}

/* The piece of a point between low and high. */
static slong find_piece(const xp_distribution_t d, const arf_t x)
{
    slong low = 0;
    slong high = d->piece_count;

    while (high - low > 1)
    {
        slong middle = (low + high) / 2;

        if (compare(x, d->knot + middle) >= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The value of a polynomial over a ball, by Horner. */
static void evaluate_poly(arb_t y, const fmpq_poly_t f, const arb_t x, slong precision)
{
    arb_t sum;

    arb_init(sum);
    for (slong k = fmpq_poly_length(f) - 1; k >= 0; k--)
    {
        arb_mul(sum, sum, x, precision);
        arb_add_fmpz(sum, sum, fmpq_poly_numref(f) + k, precision);
    }
    arb_div_fmpz(y, sum, fmpq_poly_denref(f), precision);
    arb_clear(sum);
}

/* F of piece k over a narrow ball in it. */
static void evaluate_piece(arb_t y, const xp_distribution_t d, slong k, const arb_t x,
                           slong precision)
{
    fmpq_t point;
    arb_t slope;
    arb_t step;

    if (d->polynomial)
        evaluate_poly(y, d->cdf->piece + k, x, precision);
    else if (d->density == NULL)
        xp_expression_evaluate_arb_one(y, d->piece[k], x, precision);
    else
    {
        /* F(x) = F(m) + (x - m) f over the ball */
        fmpq_init(point);
        arb_init(slope);
        arb_init(step);
        arf_get_fmpq(point, arb_midref(x));
        xp_distribution_integrate(y, d, k, point, precision);
        arb_add(y, y, d->base + k, precision);
        if (!arb_is_exact(x))
        {
            xp_expression_evaluate_arb_one(slope, d->density[k], x, precision);
            arb_set(step, x);
            arf_zero(arb_midref(step));
            arb_addmul(y, slope, step, precision);
        }
        fmpq_clear(point);
        arb_clear(slope);
        arb_clear(step);
    }
}

/* F at a point, finite or not. */
static void evaluate_point(arb_t y, const xp_distribution_t d, const arf_t x, slong precision)
{
    arb_t point;

    if (arf_is_nan(x))
    {
        arb_unit_interval(y);
        return;
    }
    if (arf_is_inf(x) || compare(x, d->low) <= 0 || compare(x, d->high) >= 0)
    {
        arb_set_si(y, arf_is_inf(x) ? arf_sgn(x) > 0 : compare(x, d->high) >= 0);
        return;
    }
    arb_init(point);
    arb_set_arf(point, x);
    evaluate_piece(y, d, find_piece(d, x), point, precision);
    clamp(y);
    arb_clear(point);
}

/* A ball that is narrow for the precision and within one piece: its formula does. */
static int is_simple(slong *piece, const xp_distribution_t d, const arb_t x, const arf_t low,
                     const arf_t high, slong precision)
{
    if (!arb_is_finite(x) || arb_rel_accuracy_bits(x) < precision / 2
        || compare(low, d->low) <= 0 || compare(high, d->high) >= 0)
        return 0;
    *piece = find_piece(d, low);
    return compare(high, d->knot + *piece + 1) <= 0;
}

void xp_distribution_cdf(arb_t y, const xp_distribution_t distribution, const arb_t x,
                         slong precision)
{
    slong piece;
    arf_t low;
    arf_t high;
    arb_t left;
    arb_t right;

    arf_init(low);
    arf_init(high);
    arb_init(left);
    arb_init(right);
    arb_get_lbound_arf(low, x, precision + 32);
    arb_get_ubound_arf(high, x, precision + 32);
    if (arb_is_exact(x))
        evaluate_point(left, distribution, arb_midref(x), precision);
    else if (is_simple(&piece, distribution, x, low, high, precision))
    {
        evaluate_piece(left, distribution, piece, x, precision);
        if (!arb_is_finite(left))
        {
            evaluate_point(left, distribution, low, precision);
            evaluate_point(right, distribution, high, precision);
            arb_union(left, left, right, precision);
        }
    }
    else
    {
        evaluate_point(left, distribution, low, precision);
        evaluate_point(right, distribution, high, precision);
        arb_union(left, left, right, precision);
    }
    clamp(left);
    arb_swap(y, left);
    arf_clear(low);
    arf_clear(high);
    arb_clear(left);
    arb_clear(right);
}

void xp_distribution_cdf_fmpq(fmpq_t y, const xp_distribution_t distribution, const fmpq_t x)
{
    assert(distribution->polynomial);
    if (fmpq_cmp(x, distribution->low) <= 0)
        fmpq_zero(y);
    else if (fmpq_cmp(x, distribution->high) >= 0)
        fmpq_one(y);
    else
        xp_piecewise_evaluate(y, distribution->cdf, x);
}

static void evaluate_poly_acb(acb_t y, const fmpq_poly_t f, const acb_t x, slong precision)
{
    acb_t sum;

    acb_init(sum);
    for (slong k = fmpq_poly_length(f) - 1; k >= 0; k--)
    {
        acb_mul(sum, sum, x, precision);
        acb_add_fmpz(sum, sum, fmpq_poly_numref(f) + k, precision);
    }
    acb_div_fmpz(y, sum, fmpq_poly_denref(f), precision);
    acb_clear(sum);
}

/* F(x) = F(m) + (x - m) f, m real in the ball x: f is analytic on all of it. */
static void integrate_acb(acb_t y, const xp_distribution_t d, slong k, const acb_t x,
                          int analytic, slong precision)
{
    acb_t slope;
    acb_t step;
    acb_t hull;
    arb_t value;
    fmpq_t point;

    acb_init(slope);
    acb_init(step);
    acb_init(hull);
    arb_init(value);
    fmpq_init(point);
    if (!acb_is_finite(x))
        acb_indeterminate(y);
    else
    {
        arf_get_fmpq(point, arb_midref(acb_realref(x)));
        if (fmpq_cmp(point, d->knot + k) < 0)
            fmpq_set(point, d->knot + k);
        if (fmpq_cmp(point, d->knot + k + 1) > 0)
            fmpq_set(point, d->knot + k + 1);
        xp_distribution_integrate(value, d, k, point, precision);
        arb_add(value, value, d->base + k, precision);
        acb_set_fmpq(step, point, precision);
        acb_union(hull, x, step, precision);
        acb_sub(step, x, step, precision);
        xp_expression_evaluate_acb(slope, d->density[k], 0, hull, analytic, precision);
        acb_mul(y, slope, step, precision);
        arb_add(acb_realref(y), acb_realref(y), value, precision);
    }
    acb_clear(slope);
    acb_clear(step);
    acb_clear(hull);
    arb_clear(value);
    fmpq_clear(point);
}

void xp_distribution_cdf_acb(acb_t y, const xp_distribution_t distribution, slong k, const acb_t x,
                             int analytic, slong precision)
{
    if (!analytic && acb_is_real(x))
    {
        xp_distribution_cdf(acb_realref(y), distribution, acb_realref(x), precision);
        arb_zero(acb_imagref(y));
    }
    else if (distribution->polynomial)
        evaluate_poly_acb(y, distribution->cdf->piece + k, x, precision);
    else if (distribution->density == NULL)
        xp_expression_evaluate_acb(y, distribution->piece[k], 0, x, analytic, precision);
    else
        integrate_acb(y, distribution, k, x, analytic, precision);
}

void xp_distribution_density(arb_t y, const xp_distribution_t distribution, slong k, const arb_t x,
                             slong precision)
{
    if (distribution->slope[k] == NULL)
        arb_indeterminate(y);
    else
        xp_expression_evaluate_arb_one(y, distribution->slope[k], x, precision);
}
