/* Values of piecewise polynomials: at rationals, in balls, at algebraic numbers. */
#include <expost/num/piecewise.h>

#include <assert.h>

#include "num/poly.h"

void xp_piecewise_evaluate(fmpq_t y, const xp_piecewise_t f, const fmpq_t x)
{
    fmpq_t value;

    assert(f->count > 0 && fmpq_cmp(f->knot, x) <= 0 && fmpq_cmp(x, f->knot + f->count) <= 0);
    fmpq_init(value);
    fmpq_poly_evaluate_fmpq(value, f->piece + xp_piecewise_find(f, x), x);
    fmpq_swap(y, value);
    fmpq_clear(value);
}

void xp_piecewise_evaluate_arb(arb_t y, const xp_piecewise_t f, const arb_t x, slong precision)
{
    arb_t part, value, sum;
    fmpq_t low, high;
    slong first, last, k;
    int any = 0;

    assert(f->count > 0);
    fmpq_init(low);
    fmpq_init(high);
    arb_init(part);
    arb_init(value);
    arb_init(sum);
    if (!xp_ball_ends(low, high, x))
    {
        first = 0;
        last = f->count - 1;
    }
    else
    {
        first = xp_piecewise_find(f, low);
        last = xp_piecewise_find(f, high);
    }
    for (k = first; k <= last; k++)
    {
        if (first == last)
            arb_set(part, x);
        else
        {
            /* The points of the piece, a little more by rounding. */
            xp_ball_between(part, f->knot + k, f->knot + k + 1, precision);
            if (arb_is_finite(x) && !arb_intersection(part, part, x, precision))
                continue;
        }
        xp_poly_evaluate_arb(value, f->piece + k, part, precision);
        if (any)
            arb_union(sum, sum, value, precision);
        else
            arb_set(sum, value);
        any = 1;
    }
    if (!any)
        arb_indeterminate(sum);
    arb_swap(y, sum);
    fmpq_clear(low);
    fmpq_clear(high);
    arb_clear(part);
    arb_clear(value);
    arb_clear(sum);
}

/* The piece of an exact x: as xp_piecewise_find. */
static slong find_real(const xp_piecewise_t f, const xp_real_t x)
{
    slong low = 0, high = f->count, middle;
    int sign = 0;

    while (high - low > 1)
    {
        middle = low + (high - low) / 2;
        (void) xp_real_compare_fmpq(&sign, x, f->knot + middle);
        if (sign >= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void xp_piecewise_evaluate_real(xp_real_t y, const xp_piecewise_t f, const xp_real_t x,
                                slong degree_limit, slong precision)
{
    arb_t value;

    assert(f->count > 0);
    if (xp_real_is_exact(x))
    {
        xp_real_evaluate(y, f->piece + find_real(f, x), x, degree_limit, precision);
        return;
    }
    arb_init(value);
    xp_piecewise_evaluate_arb(value, f, x->ball, precision);
    xp_real_set_arb(y, value);
    arb_clear(value);
}
