/* Signs and directions of formulas over an interval, by rules. */
#include "model/expression_impl.h"
#include "model/expression_range.h"

typedef const xp_expression_struct *formula_t;

int xp_expression_sign_on(const xp_expression_struct *e, const xp_range_t box)
{
    int low;
    int high;
    xp_range_t range;

    xp_range_init(range);
    xp_expression_range(range, e, box, XP_RANGE_PRECISION);
    low = xp_range_low_sign(range);
    high = xp_range_high_sign(range);
    xp_range_clear(range);
    if (low == 0 && high == 0)
        return 0;
    return low >= 0 ? 1 : high <= 0 ? -1 : XP_SIGN_UNKNOWN;
}

static int times(int a, int b)
{
    if (a == 0 || b == 0)
        return 0;
    return a == XP_SIGN_UNKNOWN || b == XP_SIGN_UNKNOWN ? XP_SIGN_UNKNOWN : a * b;
}

static int plus(int a, int b)
{
    if (a == 0)
        return b;
    if (b == 0)
        return a;
    return a == b ? a : XP_SIGN_UNKNOWN;
}

/* d(a b) = a' b + a b';  d(a / b) has the sign of a' b - a b' */
static int direction_of_product(formula_t e, const xp_range_t box)
{
    formula_t a = e->child[0];
    formula_t b = e->child[1];
    int first = times(xp_expression_direction_on(a, box), xp_expression_sign_on(b, box));
    int second = times(xp_expression_direction_on(b, box), xp_expression_sign_on(a, box));

    if (e->kind == XP_EXPRESSION_MUL)
        return plus(first, second);
    /* a quotient jumps where the divisor changes sign */
    if (xp_expression_sign_on(b, box) == XP_SIGN_UNKNOWN || xp_expression_sign_on(b, box) == 0)
        return XP_SIGN_UNKNOWN;
    return plus(first, times(-1, second));
}

/* Whether e >= 0, so that its roots and its logarithm exist. */
static int has_roots(formula_t e, const xp_range_t box)
{
    int sign = xp_expression_sign_on(e, box);

    return sign == 1 || sign == 0;
}

/*
 * r encloses e' / e on the box: sums over factors, multiples of powers, x' for exp(x).  e' / e is
 * the derivative of log |e|, whatever the signs of the factors.
 */
static void enclose_log_slope(xp_range_t r, formula_t e, const xp_range_t box)
{
    xp_range_t other;
    xp_pool_t pool;
    formula_t slope;

    xp_range_init(other);
    xp_pool_init(pool);
    if (e->kind == XP_EXPRESSION_MUL || e->kind == XP_EXPRESSION_DIV)
    {
        enclose_log_slope(r, e->child[0], box);
        enclose_log_slope(other, e->child[1], box);
        if (e->kind == XP_EXPRESSION_DIV)
            xp_range_neg(other, other);
        xp_range_add(r, r, other);
    }
    else if (e->kind == XP_EXPRESSION_NEGATE)
        enclose_log_slope(r, e->child[0], box);
    else if (e->kind == XP_EXPRESSION_POW && xp_expression_is_rational(e->child[1]))
    {
        enclose_log_slope(r, e->child[0], box);
        xp_range_set_ends(other, e->child[1]->value, e->child[1]->value);
        xp_range_mul(r, r, other);
    }
    else
    {
        int exponential = e->kind == XP_EXPRESSION_EXP;

        slope = xp_expression_derivative(pool, exponential ? e->child[0] : e, 0);
        if (slope == NULL)
            xp_range_set_line(r);
        else
            xp_expression_range(r, slope, box, XP_RANGE_PRECISION);
        if (!exponential && xp_expression_reads(e, 0))
        {
            xp_expression_range(other, e, box, XP_RANGE_PRECISION);
            xp_range_div(r, r, other);
        }
    }
    xp_range_trim(r, XP_RANGE_PRECISION);
    xp_range_clear(other);
    xp_pool_clear(pool);
}

/* The direction of a product or quotient of one sign by the slope of its logarithm. */
static int direction_by_log(formula_t e, const xp_range_t box)
{
    int sign = xp_expression_sign_on(e, box);
    int low;
    int high;
    xp_range_t range;

    if (sign == XP_SIGN_UNKNOWN || sign == 0)
        return XP_SIGN_UNKNOWN;
    xp_range_init(range);
    enclose_log_slope(range, e, box);
    low = xp_range_low_sign(range);
    high = xp_range_high_sign(range);
    xp_range_clear(range);
    return low >= 0 ? sign : high <= 0 ? -sign : XP_SIGN_UNKNOWN;
}

static int direction_of_power(formula_t e, const xp_range_t box)
{
    formula_t base = e->child[0];
    formula_t exponent = e->child[1];
    int down = xp_expression_direction_on(base, box);
    xp_range_t range;
    int low;
    int positive;

    if (!xp_expression_is_integer(exponent) && !has_roots(base, box))
        return XP_SIGN_UNKNOWN;
    if (!xp_expression_is_rational(exponent))
    {
        /* exp(y log x) */
        if (xp_expression_is_constant(base) && xp_expression_sign_on(base, box) == 1)
        {
            xp_pool_t pool;
            int result;

            xp_pool_init(pool);
            result = xp_expression_sign_on(xp_expression_unary(pool, XP_EXPRESSION_LOG, base), box);
            result = times(result, xp_expression_direction_on(exponent, box));
            xp_pool_clear(pool);
            return result;
        }
        if (xp_expression_is_constant(exponent))
            return times(down, xp_expression_sign_on(exponent, box));
        return XP_SIGN_UNKNOWN;
    }
    xp_range_init(range);
    xp_expression_range(range, base, box, XP_RANGE_PRECISION);
    low = xp_range_low_sign(range);
    positive = low >= 0 ? 1 : xp_range_high_sign(range) <= 0 ? -1 : XP_SIGN_UNKNOWN;
    xp_range_clear(range);
    if (!xp_expression_is_integer(exponent))
        return times(down, fmpq_sgn(exponent->value));
    if (fmpz_is_odd(fmpq_numref(exponent->value)))
    {
        if (fmpq_sgn(exponent->value) < 0 && positive == XP_SIGN_UNKNOWN)
            return XP_SIGN_UNKNOWN;
        return times(down, fmpq_sgn(exponent->value));
    }
    return times(times(down, positive), fmpq_sgn(exponent->value));
}

int xp_expression_direction_on(const xp_expression_struct *e, const xp_range_t box)
{
    int direction;

    if (!xp_expression_reads(e, 0))
        return 0;
    switch (e->kind)
    {
        case XP_EXPRESSION_TYPE:
            return 1;
        case XP_EXPRESSION_NEGATE:
            return times(-1, xp_expression_direction_on(e->child[0], box));
        case XP_EXPRESSION_ADD:
            return plus(xp_expression_direction_on(e->child[0], box),
                        xp_expression_direction_on(e->child[1], box));
        case XP_EXPRESSION_SUB:
            return plus(xp_expression_direction_on(e->child[0], box),
                        times(-1, xp_expression_direction_on(e->child[1], box)));
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
            direction = direction_of_product(e, box);
            return direction == XP_SIGN_UNKNOWN ? direction_by_log(e, box) : direction;
        case XP_EXPRESSION_POW:
            return direction_of_power(e, box);
        case XP_EXPRESSION_ABS:
            return times(xp_expression_direction_on(e->child[0], box),
                         xp_expression_sign_on(e->child[0], box));
        case XP_EXPRESSION_LOG:
        case XP_EXPRESSION_SQRT:
            return has_roots(e->child[0], box) ? xp_expression_direction_on(e->child[0], box)
                                               : XP_SIGN_UNKNOWN;
        case XP_EXPRESSION_EXP:
        case XP_EXPRESSION_ERF:
        case XP_EXPRESSION_BETA:
        case XP_EXPRESSION_FLOOR:
        case XP_EXPRESSION_CEIL:
            return xp_expression_direction_on(e->child[0], box);
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            direction = xp_expression_direction_on(e->child[0], box);
            for (slong c = 1; c < e->child_count; c++)
                if (xp_expression_direction_on(e->child[c], box) != direction)
                    direction = XP_SIGN_UNKNOWN;
            return direction;
        default:
            return XP_SIGN_UNKNOWN;
    }
}
