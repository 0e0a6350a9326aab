/* A cdf stated by pieces: it begins at 0, ends at 1, its pieces meet and never fall. */
#include <expost/model/distribution.h>

#include <expost/num/rat.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

static const char *write_value(xp_string_t text, const xp_real_t value)
{
    xp_string_reset(text);
    xp_real_add_text(text, value, -1);
    return text->text;
}

static const char *write_point(xp_string_t text, const fmpq_t point)
{
    xp_string_reset(text);
    xp_rat_add_text(text, point);
    return text->text;
}

/* F at an end of the interval must be `wanted`. */
static xp_status_t check_end(xp_distribution_t d, slong piece, const fmpq_t point, slong wanted,
                             xp_error_struct *error)
{
    int sign;
    fmpq_t number;
    xp_real_t value;
    xp_string_t at;
    xp_string_t is;
    xp_status_t status = XP_OK;

    fmpq_init(number);
    xp_real_init(value);
    xp_string_init(at);
    xp_string_init(is);
    fmpq_set_si(number, wanted, 1);
    xp_expression_at(value, d->piece[piece], point);
    if (value->kind == XP_REAL_ENCLOSURE && !arb_is_finite(value->ball))
    {
        xp_error_set(error, "the cdf has no value at %s", write_point(at, point));
        status = XP_REFUSED;
    }
    else if (!xp_real_compare_fmpq(&sign, value, number))
        xp_distribution_add_doubt(d, wanted == 0 ? "that the cdf is 0 at its lower end"
                                                 : "that the cdf is 1 at its upper end");
    else if (sign != 0)
    {
        xp_error_set(error, "the cdf must be %ld at %s; it is %s", (long) wanted,
                     write_point(at, point), write_value(is, value));
        status = XP_INPUT;
    }
    fmpq_clear(number);
    xp_real_clear(value);
    xp_string_clear(at);
    xp_string_clear(is);
    return status;
}

static xp_status_t check_meeting(xp_distribution_t d, slong k, xp_error_struct *error)
{
    const fmpq *knot = d->knot + k;
    int sign;
    xp_real_t left;
    xp_real_t right;
    xp_string_t at;
    xp_string_t one;
    xp_string_t other;
    xp_status_t status = XP_OK;

    xp_real_init(left);
    xp_real_init(right);
    xp_string_init(at);
    xp_string_init(one);
    xp_string_init(other);
    xp_expression_at(left, d->piece[k - 1], knot);
    xp_expression_at(right, d->piece[k], knot);
    if ((left->kind == XP_REAL_ENCLOSURE && !arb_is_finite(left->ball))
        || (right->kind == XP_REAL_ENCLOSURE && !arb_is_finite(right->ball)))
    {
        xp_error_set(error, "the cdf has no value at %s", write_point(at, knot));
        status = XP_REFUSED;
    }
    else if (!xp_real_compare(&sign, left, right))
        xp_distribution_add_doubt(d, "that the pieces of the cdf meet");
    else if (sign != 0)
    {
        xp_error_set(error,
                     "the pieces of the cdf do not meet at %s: it is %s on the left and %s on the "
                     "right", write_point(at, knot), write_value(one, left),
                     write_value(other, right));
        status = XP_INPUT;
    }
    xp_real_clear(left);
    xp_real_clear(right);
    xp_string_clear(at);
    xp_string_clear(one);
    xp_string_clear(other);
    return status;
}

static xp_status_t check_rising(xp_distribution_t d, slong k, xp_error_struct *error)
{
    xp_sign_t sign;
    fmpq_t where;
    fmpq_poly_t poly;
    xp_piecewise_t slope;
    xp_string_t at;
    xp_status_t status = XP_OK;

    fmpq_init(where);
    fmpq_poly_init(poly);
    xp_piecewise_init(slope);
    xp_string_init(at);
    if (xp_expression_poly(poly, d->piece[k], 0))
    {
        fmpq_poly_derivative(poly, poly);
        xp_piecewise_set_poly(slope, d->knot + k, d->knot + k + 1, poly);
        sign = xp_piecewise_is_nonnegative(where, slope) ? XP_SIGN_PROVED : XP_SIGN_REFUTED;
    }
    else
        sign = xp_expression_prove_rising(where, d->piece[k], d->knot + k, d->knot + k + 1);
    if (sign == XP_SIGN_REFUTED)
    {
        xp_error_set(error, "the cdf falls around %s", write_point(at, where));
        status = XP_INPUT;
    }
    else if (sign == XP_SIGN_OPEN)
        xp_distribution_add_doubt(d, "that the cdf never falls");
    fmpq_clear(where);
    fmpq_poly_clear(poly);
    xp_piecewise_clear(slope);
    xp_string_clear(at);
    return status;
}

xp_status_t xp_distribution_set_cdf(xp_distribution_t distribution, const fmpq *knot,
                                    const xp_expression_struct *const *piece, slong count,
                                    slong *place, xp_error_t error)
{
    xp_distribution_t d;
    slong k = 0;
    xp_status_t status;

    xp_distribution_init(d);
    xp_distribution_set_counts(d, count);
    xp_distribution_copy_pieces(d, knot, piece, count, d->piece);
    status = check_end(d, 0, d->knot, 0, error);
    for (; status == XP_OK && k < count; k++)
    {
        if (k > 0)
            status = check_meeting(d, k, error);
        if (status == XP_OK)
            status = xp_distribution_check_values(d, k, d->piece[k], error);
        if (status == XP_OK)
            status = check_rising(d, k, error);
        if (status != XP_OK)
            break;
    }
    if (status == XP_OK)
    {
        k = count - 1;
        status = check_end(d, k, d->knot + count, 1, error);
    }
    if (status == XP_OK)
    {
        xp_distribution_set_name(d, "cdf");
        xp_distribution_finish(d);
        xp_distribution_swap(distribution, d);
    }
    else if (status == XP_INPUT)
        *place = k;
    xp_distribution_clear(d);
    return status;
}
