/* A density stated by pieces: it is not negative and integrates to 1. */
#include <expost/model/distribution.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

/* Bits of the enclosures of F at the knots. */
#define PRECISION 256

void xp_distribution_copy_pieces(xp_distribution_t d, const fmpq *knot,
                                 const xp_expression_struct *const *piece, slong count,
                                 const xp_expression_struct **to)
{
    for (slong k = 0; k <= count; k++)
        fmpq_set(d->knot + k, knot + k);
    for (slong k = 0; k < count; k++)
        to[k] = k > 0 && piece[k] == piece[k - 1] ? to[k - 1]
                                                  : xp_expression_rename(d->pool, piece[k], 0, 0);
}

/* floor, ceil or if of the type: it need not be continuous. */
static int may_jump(const xp_expression_struct *e)
{
    if ((e->kind == XP_EXPRESSION_FLOOR || e->kind == XP_EXPRESSION_CEIL
         || e->kind >= XP_EXPRESSION_IF)
        && xp_expression_reads(e, 0))
        return 1;
    for (slong c = 0; c < e->child_count; c++)
        if (may_jump(e->child[c]))
            return 1;
    return 0;
}

xp_status_t xp_distribution_check_values(const xp_distribution_t d, slong k,
                                         const xp_expression_struct *piece, xp_error_t error)
{
    int finite = 1;
    fmpq_t point;
    xp_real_t value;
    xp_string_t at;

    if (may_jump(piece))
    {
        xp_error_set(error, "floor, ceil and if are not allowed here; write pieces by `when`");
        return XP_REFUSED;
    }
    fmpq_init(point);
    xp_real_init(value);
    xp_string_init(at);
    for (slong step = 1; finite && step <= 3; step++)
    {
        /* a quarter, half and three quarters of the way */
        fmpq_sub(point, d->knot + k + 1, d->knot + k);
        fmpq_mul_si(point, point, step);
        fmpq_div_2exp(point, point, 2);
        fmpq_add(point, point, d->knot + k);
        xp_expression_at(value, piece, point);
        finite = value->kind != XP_REAL_ENCLOSURE || arb_is_finite(value->ball);
        if (!finite)
        {
            xp_rat_add_text(at, point);
            xp_error_set(error, "the formula has no value at %s that can be enclosed", at->text);
        }
    }
    fmpq_clear(point);
    xp_real_clear(value);
    xp_string_clear(at);
    return finite ? XP_OK : XP_REFUSED;
}

static xp_status_t check_sign(xp_distribution_t d, slong k, const xp_expression_struct *density,
                              xp_error_struct *error)
{
    xp_sign_t sign;
    fmpq_t where;
    fmpq_poly_t poly;
    xp_piecewise_t f;
    xp_string_t at;
    xp_status_t status = XP_OK;

    fmpq_init(where);
    fmpq_poly_init(poly);
    xp_piecewise_init(f);
    xp_string_init(at);
    if (xp_expression_poly(poly, density, 0))
    {
        xp_piecewise_set_poly(f, d->knot + k, d->knot + k + 1, poly);
        sign = xp_piecewise_is_nonnegative(where, f) ? XP_SIGN_PROVED : XP_SIGN_REFUTED;
    }
    else
        sign = xp_expression_prove_nonnegative(where, density, d->knot + k, d->knot + k + 1);
    if (sign == XP_SIGN_REFUTED)
    {
        xp_rat_add_text(at, where);
        xp_error_set(error, "the density is negative around %s", at->text);
        status = XP_INPUT;
    }
    else if (sign == XP_SIGN_OPEN)
        xp_distribution_add_doubt(d, "that the density is never negative");
    fmpq_clear(where);
    fmpq_poly_clear(poly);
    xp_piecewise_clear(f);
    xp_string_clear(at);
    return status;
}

static xp_status_t say_integral(const xp_real_t total, xp_error_struct *error)
{
    xp_string_t text;

    xp_string_init(text);
    xp_real_add_text(text, total, -1);
    xp_error_set(error, "the density integrates to %s; it must integrate to 1", text->text);
    xp_string_clear(text);
    return XP_INPUT;
}

/* F from polynomial pieces of f: their primitives, one after the other. */
static xp_status_t integrate_polys(xp_distribution_t d, const xp_expression_struct **density,
                                   xp_error_struct *error)
{
    fmpq_t value;
    fmpq_t base;
    fmpq_poly_t poly;
    xp_real_t total;
    xp_status_t status = XP_OK;

    fmpq_init(value);
    fmpq_init(base);
    fmpq_poly_init(poly);
    xp_real_init(total);
    for (slong k = 0; k < d->piece_count; k++)
    {
        xp_expression_poly(poly, density[k], 0);
        fmpq_poly_integral(poly, poly);
        fmpq_poly_evaluate_fmpq(value, poly, d->knot + k);
        fmpq_sub(value, base, value);
        fmpq_poly_add_fmpq(poly, poly, value);
        fmpq_poly_evaluate_fmpq(base, poly, d->knot + k + 1);
        d->piece[k] = xp_expression_from_poly(d->pool, poly, 0);
    }
    xp_real_set_fmpq(total, base);
    if (!fmpq_is_one(base))
        status = say_integral(total, error);
    fmpq_clear(value);
    fmpq_clear(base);
    fmpq_poly_clear(poly);
    xp_real_clear(total);
    return status;
}

/* F at the knots, enclosed. */
static xp_status_t integrate_balls(xp_distribution_t d, const xp_expression_struct **density,
                                   xp_error_struct *error)
{
    arb_t sum;
    arb_t part;
    xp_real_t total;
    xp_status_t status = XP_OK;

    arb_init(sum);
    arb_init(part);
    xp_real_init(total);
    d->density = xp_calloc((size_t) d->piece_count, sizeof(*d->density));
    d->base = _arb_vec_init(d->piece_count);
    for (slong k = 0; k < d->piece_count; k++)
        d->density[k] = density[k];
    for (slong k = 0; k < d->piece_count; k++)
    {
        arb_set(d->base + k, sum);
        xp_distribution_integrate(part, d, k, d->knot + k + 1, PRECISION);
        arb_add(sum, sum, part, PRECISION);
    }
    if (!arb_is_finite(sum))
    {
        xp_error_set(error, "the integral of the density cannot be enclosed");
        status = XP_REFUSED;
    }
    else if (!arb_contains_si(sum, 1))
    {
        xp_real_set_arb(total, sum);
        status = say_integral(total, error);
    }
    else
        xp_distribution_add_doubt(d, "that the density integrates to exactly 1");
    arb_clear(sum);
    arb_clear(part);
    xp_real_clear(total);
    return status;
}

xp_status_t xp_distribution_set_density(xp_distribution_t distribution, const fmpq *knot,
                                        const xp_expression_struct *const *density, slong count,
                                        slong *place, xp_error_t error)
{
    const xp_expression_struct **copy = xp_calloc((size_t) count, sizeof(*copy));
    int polynomial = 1;
    slong k;
    fmpq_poly_t poly;
    xp_distribution_t d;
    xp_status_t status = XP_OK;

    fmpq_poly_init(poly);
    xp_distribution_init(d);
    xp_distribution_set_counts(d, count);
    xp_distribution_copy_pieces(d, knot, density, count, copy);
    for (k = 0; status == XP_OK && k < count; k++)
    {
        polynomial = polynomial && xp_expression_poly(poly, copy[k], 0);
        status = xp_distribution_check_values(d, k, copy[k], error);
        if (status == XP_OK)
            status = check_sign(d, k, copy[k], error);
    }
    if (status == XP_OK)
        status = polynomial ? integrate_polys(d, copy, error) : integrate_balls(d, copy, error);
    if (status == XP_OK)
    {
        xp_distribution_set_name(d, "density");
        xp_distribution_finish(d);
        xp_distribution_swap(distribution, d);
    }
    else if (status == XP_INPUT)
        *place = k - 1;
    xp_distribution_clear(d);
    fmpq_poly_clear(poly);
    free(copy);
    return status;
}
