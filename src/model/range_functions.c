/* Powers and rising functions of intervals. */
#include "model/expression_range.h"

#include "model/expression_impl.h"

void xp_rising_exp(arb_t y, const arb_t x, slong precision)
{
    if (arf_is_neg_inf(arb_midref(x)))
        arb_zero(y);
    else if (arf_is_pos_inf(arb_midref(x)))
        arb_pos_inf(y);
    else
        arb_exp(y, x, precision);
}

void xp_rising_log(arb_t y, const arb_t x, slong precision)
{
    if (arb_contains_nonpositive(x))
        arb_neg_inf(y);
    else if (arf_is_pos_inf(arb_midref(x)))
        arb_pos_inf(y);
    else
        arb_log(y, x, precision);
}

void xp_rising_erf(arb_t y, const arb_t x, slong precision)
{
    if (arf_is_inf(arb_midref(x)))
        arb_set_si(y, arf_sgn(arb_midref(x)));
    else
        arb_hypgeom_erf(y, x, precision);
}

void xp_rising_floor(arb_t y, const arb_t x, slong precision)
{
    if (arf_is_inf(arb_midref(x)))
        arb_set(y, x);
    else
        arb_floor(y, x, precision);
}

void xp_rising_ceil(arb_t y, const arb_t x, slong precision)
{
    if (arf_is_inf(arb_midref(x)))
        arb_set(y, x);
    else
        arb_ceil(y, x, precision);
}

void xp_range_apply(xp_range_t r, const xp_range_t a, xp_rising_t f, slong precision)
{
    arb_t x;
    arb_t y;

    arb_init(x);
    arb_init(y);
    for (int upper = 0; upper < 2; upper++)
    {
        const xp_end_struct *end = upper ? &a->high : &a->low;

        if (end->infinite < 0)
            arb_neg_inf(x);
        else if (end->infinite > 0)
            arb_pos_inf(x);
        else
            arb_set_fmpq(x, end->value, precision);
        f(y, x, precision);
        xp_end_set_arb(upper ? &r->high : &r->low, y, upper, precision);
    }
    arb_clear(x);
    arb_clear(y);
}

/* end^exponent for an end >= 0, exact where it is a short rational. */
static void raise_end(xp_end_struct *r, const xp_end_struct *a, const fmpq_t exponent, int upper,
                      slong precision)
{
    arb_t x;
    arb_t y;

    if (a->infinite != 0 || fmpq_is_zero(a->value))
    {
        r->infinite = (a->infinite != 0) == (fmpq_sgn(exponent) > 0) ? 1 : 0;
        fmpq_zero(r->value);
        return;
    }
    if (fmpq_is_one(a->value))
    {
        r->infinite = 0;
        fmpq_one(r->value);
        return;
    }
    arb_init(x);
    arb_init(y);
    if (fmpq_height_bits(a->value) * fmpz_bits(fmpq_numref(exponent)) < 64
        && fmpz_bits(fmpq_numref(exponent)) < 6
        && xp_expression_power(r->value, a->value, exponent) == 1)
        r->infinite = 0;
    else
    {
        arb_set_fmpq(x, a->value, precision);
        arb_set_fmpq(y, exponent, precision);
        arb_pow(y, x, y, precision);
        xp_end_set_arb(r, y, upper, precision);
    }
    arb_clear(x);
    arb_clear(y);
}

void xp_range_pow(xp_range_t r, const xp_range_t a, const fmpq_t exponent, slong precision)
{
    int integer = fmpz_is_one(fmpq_denref(exponent));
    int falls = fmpq_sgn(exponent) < 0;
    xp_range_t base;
    xp_range_t result;

    if (integer && xp_end_sign(&a->low) < 0)
    {
        /* odd: of both signs; even: of the absolute value */
        xp_range_t left;

        xp_range_init(left);
        xp_range_init(result);
        xp_range_neg(left, a);
        if (xp_end_sign(&a->high) > 0)
        {
            left->low.infinite = 0;
            fmpq_zero(left->low.value);
        }
        xp_range_pow(result, left, exponent, precision);
        if (fmpz_is_odd(fmpq_numref(exponent)))
            xp_range_neg(result, result);
        if (xp_end_sign(&a->high) > 0)
        {
            xp_end_set(&left->high, &a->high);
            xp_range_pow(left, left, exponent, precision);
            xp_range_union(result, result, left);
        }
        xp_range_swap(r, result);
        xp_range_clear(left);
        xp_range_clear(result);
        return;
    }
    if (xp_end_sign(&a->high) < 0)
    {
        xp_range_set_line(r);
        return;
    }
    xp_range_init(base);
    xp_range_init(result);
    xp_end_set(&base->high, &a->high);
    if (xp_end_sign(&a->low) > 0)
        xp_end_set(&base->low, &a->low);
    raise_end(&result->low, falls ? &base->high : &base->low, exponent, 0, precision);
    raise_end(&result->high, falls ? &base->low : &base->high, exponent, 1, precision);
    xp_range_swap(r, result);
    xp_range_clear(base);
    xp_range_clear(result);
}
