/* The virtual value of one bidder: pieces, the reserve, values and inverses. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/ironing.h"

void xp_virtual_value_init(xp_virtual_value_t value)
{
    memset(value, 0, sizeof(xp_virtual_value_struct));
    fmpq_init(value->slope);
    fmpq_init(value->constant);
    fmpq_init(value->cost);
    xp_piecewise_init(value->cdf);
    xp_real_init(value->reserve);
    xp_real_init(value->price);
    xp_real_init(value->profit);
}

void xp_virtual_value_clear(xp_virtual_value_t value)
{
    slong k;

    for (k = 0; value->numerator != NULL && k < value->cdf->count; k++)
    {
        fmpq_poly_clear(value->numerator + k);
        fmpq_poly_clear(value->denominator + k);
    }
    free(value->numerator);
    free(value->denominator);
    for (k = 0; k < value->ironed_count; k++)
    {
        xp_real_clear(value->ironed[k].low);
        xp_real_clear(value->ironed[k].high);
        xp_real_clear(value->ironed[k].level);
    }
    free(value->ironed);
    xp_piecewise_clear(value->cdf);
    fmpq_clear(value->slope);
    fmpq_clear(value->constant);
    fmpq_clear(value->cost);
    xp_real_clear(value->reserve);
    xp_real_clear(value->price);
    xp_real_clear(value->profit);
    free(value->reason);
}

void xp_virtual_value_swap(xp_virtual_value_t a, xp_virtual_value_t b)
{
    xp_virtual_value_struct keep = *a;

    *a = *b;
    *b = keep;
}

/* F without the types below and above all others: pieces where F is 0, and where it is 1. */
static void set_support(xp_piecewise_t cdf, const xp_piecewise_t f)
{
    slong first = 0, last = f->count - 1, k;

    while (fmpq_poly_is_zero(f->piece + first))
        first++;
    while (fmpq_poly_is_one(f->piece + last))
        last--;
    xp_piecewise_set_poly(cdf, f->knot + first, f->knot + first + 1, f->piece + first);
    for (k = first + 1; k <= last; k++)
        xp_piecewise_append(cdf, f->knot + k + 1, f->piece + k);
    xp_piecewise_canonicalise(cdf);
}

/* v as a polynomial. */
static void set_value(fmpq_poly_t v, const xp_virtual_value_t value)
{
    fmpq_poly_zero(v);
    fmpq_poly_set_coeff_fmpq(v, 0, value->constant);
    fmpq_poly_set_coeff_fmpq(v, 1, value->slope);
}

/* J = (v f - v' (1 - F)) / f on each piece. */
static void set_pieces(xp_virtual_value_t value)
{
    slong count = value->cdf->count, k;
    fmpq_poly_t v, common, reach;

    fmpq_poly_init(v);
    fmpq_poly_init(common);
    fmpq_poly_init(reach);
    set_value(v, value);
    value->numerator = xp_malloc((size_t) count * sizeof(*value->numerator));
    value->denominator = xp_malloc((size_t) count * sizeof(*value->denominator));
    for (k = 0; k < count; k++)
    {
        fmpq_poly_struct *top = value->numerator + k, *bottom = value->denominator + k;

        fmpq_poly_init(top);
        fmpq_poly_init(bottom);
        fmpq_poly_derivative(bottom, value->cdf->piece + k);
        fmpq_poly_set_si(reach, 1);
        fmpq_poly_sub(reach, reach, value->cdf->piece + k);
        fmpq_poly_scalar_mul_fmpq(reach, reach, value->slope);
        fmpq_poly_mul(top, v, bottom);
        fmpq_poly_sub(top, top, reach);
        if (!fmpq_poly_is_zero(bottom))
        {
            fmpq_t lead;

            fmpq_poly_gcd(common, top, bottom);
            fmpq_poly_div(top, top, common);
            fmpq_poly_div(bottom, bottom, common);
            fmpq_init(lead);
            fmpq_poly_get_coeff_fmpq(lead, bottom, fmpq_poly_degree(bottom));
            fmpq_poly_scalar_div_fmpq(top, top, lead);
            fmpq_poly_scalar_div_fmpq(bottom, bottom, lead);
            fmpq_clear(lead);
        }
    }
    fmpq_poly_clear(v);
    fmpq_poly_clear(common);
    fmpq_poly_clear(reach);
}

/* The reserve maximises the profit of a price at the seller's cost; so it needs no ironing. */
static void set_reserve(xp_virtual_value_t value)
{
    xp_profit_t profit;
    fmpq_poly_t v;

    xp_profit_init(profit);
    fmpq_poly_init(v);
    xp_profit_set(profit, value, value->cdf->knot, value->cdf->knot + value->cdf->count);
    xp_profit_maximum(value->profit, value->reserve, profit, value->cost, 0, XP_REAL_DEGREE);
    set_value(v, value);
    xp_real_evaluate(value->price, v, value->reserve, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    fmpq_poly_clear(v);
    xp_profit_clear(profit);
}

xp_status_t xp_virtual_value_set(xp_virtual_value_t value, const xp_distribution_t distribution,
                                 const fmpq_t slope, const fmpq_t constant, const fmpq_t cost,
                                 slong bits, const xp_progress_t *progress, xp_error_t error)
{
    xp_virtual_value_t found;
    xp_status_t status;

    xp_virtual_value_init(found);
    fmpq_set(found->slope, slope);
    fmpq_set(found->constant, constant);
    fmpq_set(found->cost, cost);
    found->exact = distribution->polynomial;
    if (found->exact)
    {
        set_support(found->cdf, distribution->cdf);
        set_pieces(found);
        set_reserve(found);
        status = xp_ironing_find(found, progress, error);
    }
    else
        status = xp_virtual_value_enclose(found, distribution, bits, progress, error);
    if (status == XP_OK)
        xp_virtual_value_swap(value, found);
    xp_virtual_value_clear(found);
    return status;
}

/* J(type) by its piece on the right. */
static int evaluate(xp_real_t virtual, const xp_virtual_value_t value, const fmpq_t type)
{
    slong k = xp_piecewise_find(value->cdf, type);
    fmpq_t top, bottom;
    int known;

    fmpq_init(top);
    fmpq_init(bottom);
    fmpq_poly_evaluate_fmpq(top, value->numerator + k, type);
    fmpq_poly_evaluate_fmpq(bottom, value->denominator + k, type);
    known = !fmpq_is_zero(bottom);
    if (known)
    {
        fmpq_div(top, top, bottom);
        xp_real_set_fmpq(virtual, top);
    }
    fmpq_clear(top);
    fmpq_clear(bottom);
    return known;
}

int xp_virtual_value_at(xp_real_t ironed, const xp_virtual_value_t value, const fmpq_t type)
{
    const xp_piecewise_struct *cdf = value->cdf;
    int low, high;
    slong k;

    if (fmpq_cmp(type, cdf->knot) < 0 || fmpq_cmp(type, cdf->knot + cdf->count) > 0)
        return 0;
    for (k = 0; k < value->ironed_count; k++)
    {
        const xp_ironed_struct *at = value->ironed + k;

        if (!xp_real_compare_fmpq(&low, at->low, type)
            || !xp_real_compare_fmpq(&high, at->high, type))
            return 0;
        if (low <= 0 && high >= 0)
        {
            xp_real_set(ironed, at->level);
            return 1;
        }
    }
    return evaluate(ironed, value, type);
}

/* Where level is that of an ironed interval, its end. */
static int find_level(xp_real_t type, const xp_virtual_value_t value, const xp_real_t level,
                      int above)
{
    int sign;
    slong k;

    for (k = 0; k < value->ironed_count; k++)
    {
        const xp_ironed_struct *at = value->ironed + k;

        if (xp_real_compare(&sign, at->level, level) && sign == 0)
        {
            xp_real_set(type, above ? at->high : at->low);
            return 1;
        }
    }
    return 0;
}

void xp_virtual_value_inverse(xp_real_t type, const xp_virtual_value_t value,
                              const xp_real_t level, int above)
{
    const xp_piecewise_struct *cdf = value->cdf;
    xp_profit_t profit;
    xp_real_t most, right;
    fmpq_t low, high;

    if (find_level(type, value, level, above))
        return;
    xp_profit_init(profit);
    xp_real_init(most);
    xp_real_init(right);
    fmpq_init(low);
    fmpq_init(high);
    xp_profit_set(profit, value, cdf->knot, cdf->knot + cdf->count);
    if (level->kind == XP_REAL_RATIONAL)
        xp_profit_maximum(most, type, profit, level->rational, above, XP_REAL_DEGREE);
    else if (xp_real_bounds(low, high, level, XP_IRONING_PRECISION))
    {
        /* the optimal price rises in the cost */
        xp_profit_maximum(most, type, profit, low, 0, XP_REAL_DEGREE);
        xp_profit_maximum(most, right, profit, high, 1, XP_REAL_DEGREE);
        if (level->kind != XP_REAL_ALGEBRAIC
            || !xp_ironing_exact_type(type, profit, level, low, high))
            xp_ironing_between(type, type, right);
    }
    else
    {
        xp_real_set_fmpq(type, cdf->knot);
        xp_real_set_fmpq(right, cdf->knot + cdf->count);
        xp_ironing_between(type, type, right);
    }
    fmpq_clear(low);
    fmpq_clear(high);
    xp_real_clear(most);
    xp_real_clear(right);
    xp_profit_clear(profit);
}
