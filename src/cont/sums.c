/* Sums of independent numbers: the sum without one of them, expected excess over a level. */
#include "sums.h"

/* What the recursion over halves hands down. */
typedef struct
{
    xp_piecewise_struct *rest;
    const xp_piecewise_struct *density;
    const slong *same;
    xp_error_struct *error;
} halves_struct;

/* sum = sum + X, by densities; sum may be not set: 0. */
static xp_status_t add_number(xp_piecewise_t sum, const xp_piecewise_t density, xp_error_t error)
{
    xp_status_t status;
    xp_piecewise_t result;

    if (sum->count == 0)
    {
        xp_piecewise_set(sum, density);
        return XP_OK;
    }
    xp_piecewise_init(result);
    status = xp_piecewise_convolve(result, sum, density, error);
    if (status == XP_OK)
        xp_piecewise_swap(sum, result);
    xp_piecewise_clear(result);
    return status;
}

/*
 * Fills rest of the numbers from .. to - 1, where sum has all numbers outside that range.  Each
 * half gets the other half added: every number is added once on each of log count levels.
 */
static xp_status_t fill_range(const halves_struct *halves, const xp_piecewise_t sum, slong from,
                              slong to)
{
    slong middle = from + (to - from) / 2;
    int wanted = 0;
    xp_status_t status = XP_OK;
    xp_piecewise_t larger;

    for (slong k = from; k < to; k++)
        wanted = wanted || halves->same[k] == k;
    if (!wanted)
        return XP_OK;
    if (to - from == 1)
    {
        xp_piecewise_set(halves->rest + from, sum);
        return XP_OK;
    }
    for (int side = 0; status == XP_OK && side < 2; side++)
    {
        slong first = side == 0 ? middle : from;
        slong last = side == 0 ? to : middle;

        xp_piecewise_init(larger);
        xp_piecewise_set(larger, sum);
        for (slong k = first; status == XP_OK && k < last; k++)
            status = add_number(larger, halves->density + k, halves->error);
        if (status == XP_OK)
            status = side == 0 ? fill_range(halves, larger, from, middle)
                               : fill_range(halves, larger, middle, to);
        xp_piecewise_clear(larger);
    }
    return status;
}

xp_status_t xp_sums_without(xp_piecewise_struct *rest, const xp_piecewise_struct *density,
                            const slong *same, slong count, xp_error_t error)
{
    halves_struct halves = {rest, density, same, error};
    xp_piecewise_t nothing;
    xp_status_t status;

    xp_piecewise_init(nothing);
    status = fill_range(&halves, nothing, 0, count);
    xp_piecewise_clear(nothing);
    return status;
}

/* P(0 > u) on [low, high], which contain 0. */
static void set_atom(xp_piecewise_t chance, const fmpq_t low, const fmpq_t high)
{
    fmpq_t zero;
    fmpq_poly_t one;

    fmpq_init(zero);
    fmpq_poly_init(one);
    fmpq_poly_one(one);
    if (fmpq_sgn(low) < 0)
    {
        xp_piecewise_set_poly(chance, low, zero, one);
        fmpq_poly_zero(one);
        if (fmpq_sgn(high) > 0)
            xp_piecewise_append(chance, high, one);
    }
    else
    {
        fmpq_poly_zero(one);
        xp_piecewise_set_poly(chance, low, high, one);
    }
    fmpq_clear(zero);
    fmpq_poly_clear(one);
}

void xp_sums_tail(xp_piecewise_t excess, xp_piecewise_t chance, const xp_piecewise_t density,
                  const fmpq_t low, const fmpq_t high)
{
    fmpq_t first;
    fmpq_t last;
    fmpq_t zero;
    fmpq_t one;
    fmpq_t total;

    fmpq_init(first);
    fmpq_init(last);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_init(total);
    fmpq_one(one);
    if (density->count > 0)
    {
        fmpq_set(first, density->knot);
        fmpq_set(last, density->knot + density->count);
    }
    if (fmpq_cmp(low, first) < 0)
        fmpq_set(first, low);
    if (fmpq_cmp(high, last) > 0)
        fmpq_set(last, high);
    if (density->count > 0)
    {
        xp_piecewise_primitive(chance, density);
        xp_piecewise_set_domain(chance, first, last, zero, one);
        fmpq_neg(total, one);
        xp_piecewise_scalar_mul(chance, chance, total);
        xp_piecewise_add_scalar(chance, chance, one);
    }
    else
    {
        set_atom(chance, first, last);
    }
    /* E(S - u)^+ is the integral of P(S > v) over v > u. */
    xp_piecewise_integral(total, chance);
    xp_piecewise_primitive(excess, chance);
    fmpq_neg(one, one);
    xp_piecewise_scalar_mul(excess, excess, one);
    xp_piecewise_add_scalar(excess, excess, total);
    xp_piecewise_set_domain(excess, low, high, zero, zero);
    xp_piecewise_set_domain(chance, low, high, zero, zero);
    fmpq_clear(first);
    fmpq_clear(last);
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_clear(total);
}
