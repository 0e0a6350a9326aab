/* Intervals with rational or infinite ends. */
#include "model/expression_range.h"

/* Ends of larger exponents are rounded to 0, to 2^-this, to 2^this or to infinity. */
#define EXPONENT_LIMIT 8192

void xp_range_init(xp_range_t range)
{
    range->low.infinite = 0;
    range->high.infinite = 0;
    fmpq_init(range->low.value);
    fmpq_init(range->high.value);
}

void xp_range_clear(xp_range_t range)
{
    fmpq_clear(range->low.value);
    fmpq_clear(range->high.value);
}

void xp_range_swap(xp_range_t a, xp_range_t b)
{
    xp_range_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_end_set(xp_end_struct *a, const xp_end_struct *b)
{
    a->infinite = b->infinite;
    fmpq_set(a->value, b->value);
}

void xp_range_set_ends(xp_range_t range, const fmpq_t low, const fmpq_t high)
{
    range->low.infinite = 0;
    range->high.infinite = 0;
    fmpq_set(range->low.value, low);
    fmpq_set(range->high.value, high);
}

void xp_range_set_line(xp_range_t r)
{
    r->low.infinite = -1;
    r->high.infinite = 1;
    fmpq_zero(r->low.value);
    fmpq_zero(r->high.value);
}

/* An end from a binary number, away from extreme exponents by rounding outward. */
static void set_end_arf(xp_end_struct *end, const arf_t x, int upper)
{
    end->infinite = 0;
    if (arf_is_nan(x))
        end->infinite = upper ? 1 : -1;
    else if (arf_is_inf(x))
        end->infinite = arf_sgn(x);
    else if (arf_is_zero(x))
        fmpq_zero(end->value);
    else if (arf_cmpabs_2exp_si(x, -EXPONENT_LIMIT) < 0)
    {
        fmpq_zero(end->value);
        if ((arf_sgn(x) > 0) == upper)
        {
            fmpq_set_si(end->value, arf_sgn(x), 1);
            fmpq_div_2exp(end->value, end->value, EXPONENT_LIMIT);
        }
    }
    else if (arf_cmpabs_2exp_si(x, EXPONENT_LIMIT) > 0)
    {
        fmpq_zero(end->value);
        if ((arf_sgn(x) > 0) == upper)
            end->infinite = arf_sgn(x);
        else
        {
            fmpq_set_si(end->value, arf_sgn(x), 1);
            fmpq_mul_2exp(end->value, end->value, EXPONENT_LIMIT);
        }
    }
    else
        arf_get_fmpq(end->value, x);
}

void xp_end_set_arb(xp_end_struct *end, const arb_t x, int upper, slong precision)
{
    arf_t bound;

    arf_init(bound);
    if (upper)
        arb_get_ubound_arf(bound, x, precision);
    else
        arb_get_lbound_arf(bound, x, precision);
    set_end_arf(end, bound, upper);
    arf_clear(bound);
}

void xp_range_set_arb(xp_range_t range, const arb_t x, slong precision)
{
    xp_end_set_arb(&range->low, x, 0, precision);
    xp_end_set_arb(&range->high, x, 1, precision);
}

static void get_end(arf_t x, const xp_end_struct *end, int upper, slong precision)
{
    if (end->infinite < 0)
        arf_neg_inf(x);
    else if (end->infinite > 0)
        arf_pos_inf(x);
    else
        arf_set_fmpq(x, end->value, precision, upper ? ARF_RND_CEIL : ARF_RND_FLOOR);
}

void xp_range_get_arb(arb_t x, const xp_range_t range, slong precision)
{
    arf_t low;
    arf_t high;

    arf_init(low);
    arf_init(high);
    get_end(low, &range->low, 0, precision);
    get_end(high, &range->high, 1, precision);
    if (arf_is_finite(low) && arf_is_finite(high))
        arb_set_interval_arf(x, low, high, precision);
    else
        arb_indeterminate(x);
    arf_clear(low);
    arf_clear(high);
}

int xp_end_sign(const xp_end_struct *end)
{
    return end->infinite != 0 ? end->infinite : fmpq_sgn(end->value);
}

int xp_range_low_sign(const xp_range_t range)
{
    return xp_end_sign(&range->low);
}

int xp_range_high_sign(const xp_range_t range)
{
    return xp_end_sign(&range->high);
}

static int compare_ends(const xp_end_struct *a, const xp_end_struct *b)
{
    if (a->infinite != 0 || b->infinite != 0)
        return a->infinite - b->infinite;
    return fmpq_cmp(a->value, b->value);
}

static void add_ends(xp_end_struct *r, const xp_end_struct *a, const xp_end_struct *b)
{
    r->infinite = a->infinite != 0 ? a->infinite : b->infinite;
    if (r->infinite == 0)
        fmpq_add(r->value, a->value, b->value);
}

void xp_range_add(xp_range_t r, const xp_range_t a, const xp_range_t b)
{
    add_ends(&r->low, &a->low, &b->low);
    add_ends(&r->high, &a->high, &b->high);
}

void xp_range_neg(xp_range_t r, const xp_range_t a)
{
    int keep;

    if (r != a)
    {
        xp_end_set(&r->low, &a->low);
        xp_end_set(&r->high, &a->high);
    }
    fmpq_swap(r->low.value, r->high.value);
    keep = r->low.infinite;
    fmpq_neg(r->low.value, r->low.value);
    fmpq_neg(r->high.value, r->high.value);
    r->low.infinite = -r->high.infinite;
    r->high.infinite = -keep;
}

/* 0 times an infinite end is 0: the values themselves are finite. */
static void mul_ends(xp_end_struct *r, const xp_end_struct *a, const xp_end_struct *b)
{
    r->infinite = a->infinite != 0 || b->infinite != 0 ? xp_end_sign(a) * xp_end_sign(b) : 0;
    if (a->infinite == 0 && b->infinite == 0)
        fmpq_mul(r->value, a->value, b->value);
    else
        fmpq_zero(r->value);
}

void xp_range_mul(xp_range_t r, const xp_range_t a, const xp_range_t b)
{
    const xp_end_struct *left[2] = {&a->low, &a->high};
    const xp_end_struct *right[2] = {&b->low, &b->high};
    xp_end_struct product;
    xp_range_t result;

    xp_range_init(result);
    fmpq_init(product.value);
    for (int k = 0; k < 4; k++)
    {
        mul_ends(&product, left[k / 2], right[k % 2]);
        if (k == 0 || compare_ends(&product, &result->low) < 0)
            xp_end_set(&result->low, &product);
        if (k == 0 || compare_ends(&product, &result->high) > 0)
            xp_end_set(&result->high, &product);
    }
    fmpq_clear(product.value);
    xp_range_swap(r, result);
    xp_range_clear(result);
}

/* 1 / end, where end is not 0; at 0 the infinity of that side. */
static void invert_end(xp_end_struct *r, const xp_end_struct *a, int side)
{
    if (a->infinite != 0)
    {
        r->infinite = 0;
        fmpq_zero(r->value);
    }
    else if (fmpq_is_zero(a->value))
    {
        r->infinite = side;
        fmpq_zero(r->value);
    }
    else
    {
        r->infinite = 0;
        fmpq_inv(r->value, a->value);
    }
}

void xp_range_div(xp_range_t r, const xp_range_t a, const xp_range_t b)
{
    int low = xp_end_sign(&b->low);
    int high = xp_end_sign(&b->high);
    xp_range_t inverse;

    if ((low < 0 && high > 0) || (low == 0 && high == 0))
    {
        xp_range_set_line(r);
        return;
    }
    xp_range_init(inverse);
    invert_end(&inverse->low, &b->high, -1);
    invert_end(&inverse->high, &b->low, 1);
    xp_range_mul(r, a, inverse);
    xp_range_clear(inverse);
}

void xp_range_union(xp_range_t r, const xp_range_t a, const xp_range_t b)
{
    xp_end_set(&r->low, compare_ends(&a->low, &b->low) <= 0 ? &a->low : &b->low);
    xp_end_set(&r->high, compare_ends(&a->high, &b->high) >= 0 ? &a->high : &b->high);
}

void xp_range_extreme(xp_range_t r, const xp_range_t a, const xp_range_t b, int largest)
{
    int wanted = largest ? 1 : -1;

    xp_end_set(&r->low, compare_ends(&a->low, &b->low) * wanted >= 0 ? &a->low : &b->low);
    xp_end_set(&r->high, compare_ends(&a->high, &b->high) * wanted >= 0 ? &a->high : &b->high);
}

void xp_range_trim(xp_range_t r, slong precision)
{
    for (int upper = 0; upper < 2; upper++)
    {
        xp_end_struct *end = upper ? &r->high : &r->low;
        arf_t rounded;

        if (end->infinite != 0 || (slong) fmpq_height_bits(end->value) <= 2 * precision)
            continue;
        arf_init(rounded);
        arf_set_fmpq(rounded, end->value, precision, upper ? ARF_RND_CEIL : ARF_RND_FLOOR);
        set_end_arf(end, rounded, upper);
        arf_clear(rounded);
    }
}
