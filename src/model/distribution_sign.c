/* Proofs of signs and of monotonicity of formulas, by subdivision. */
#include "model/distribution_impl.h"

#include "model/expression_impl.h"
#include "model/expression_range.h"

typedef const xp_expression_struct *formula_t;

/* Boxes looked at, and halvings of one. */
#define BOX_LIMIT 4000
#define DEPTH_LIMIT 60

/* e at a point, enclosed. */
static void enclose_at(arb_t value, formula_t e, const fmpq_t point)
{
    arb_t x;

    arb_init(x);
    arb_set_fmpq(x, point, 2 * XP_RANGE_PRECISION);
    xp_expression_evaluate_arb_one(value, e, x, 2 * XP_RANGE_PRECISION);
    arb_clear(x);
}

/* The sign of e at a point: -1, 0, 1, XP_SIGN_UNKNOWN. */
static int sign_at(formula_t e, const fmpq_t point)
{
    int sign = XP_SIGN_UNKNOWN;
    arb_t ball;
    xp_real_t value;

    arb_init(ball);
    enclose_at(ball, e, point);
    if (arb_is_finite(ball) && !arb_contains_zero(ball))
        sign = arb_is_positive(ball) ? 1 : -1;
    else
    {
        xp_real_init(value);
        xp_expression_at(value, e, point);
        if (!xp_real_sign(&sign, value))
            sign = XP_SIGN_UNKNOWN;
        xp_real_clear(value);
    }
    arb_clear(ball);
    return sign;
}

/* What one box says: proved, refuted at `where`, or open. */
typedef xp_sign_t (*box_test_t)(fmpq_t where, const void *question, const fmpq_t low,
                                const fmpq_t high);

/* Halves the interval until every box says yes, one says no, or there are too many. */
static xp_sign_t subdivide(fmpq_t where, box_test_t test, const void *question, const fmpq_t low,
                           const fmpq_t high)
{
    slong depth[2 * DEPTH_LIMIT + 2];
    fmpq *end = _fmpq_vec_init(2 * (DEPTH_LIMIT + 2));
    slong count = 1;
    slong boxes = 0;
    xp_sign_t result = XP_SIGN_PROVED;

    /* a stack: box k is [end[2 k], end[2 k + 1]] */
    fmpq_set(end, low);
    fmpq_set(end + 1, high);
    depth[0] = 0;
    while (count > 0 && result != XP_SIGN_REFUTED)
    {
        fmpq *left = end + 2 * (count - 1);
        xp_sign_t here = test(where, question, left, left + 1);

        boxes++;
        if (here == XP_SIGN_REFUTED)
            result = here;
        if (here != XP_SIGN_OPEN)
        {
            count--;
            continue;
        }
        if (depth[count - 1] >= DEPTH_LIMIT || boxes >= BOX_LIMIT)
        {
            result = XP_SIGN_OPEN;
            /* a few more boxes may refute; the rest is left */
            if (boxes >= BOX_LIMIT)
                break;
            count--;
            continue;
        }
        fmpq_set(left + 3, left + 1);
        fmpq_add(left + 2, left, left + 1);
        fmpq_div_2exp(left + 2, left + 2, 1);
        fmpq_set(left + 1, left + 2);
        depth[count - 1]++;
        depth[count] = depth[count - 1];
        count++;
    }
    _fmpq_vec_clear(end, 2 * (DEPTH_LIMIT + 2));
    return result;
}

/* e >= 0 on a box: by its range, or by its direction and the value at the lower end of it. */
static xp_sign_t test_sign(fmpq_t where, const void *question, const fmpq_t low,
                           const fmpq_t high)
{
    formula_t e = question;
    int sign;
    int direction;
    int at_low;
    int at_high;
    xp_range_t box;

    xp_range_init(box);
    xp_range_set_ends(box, low, high);
    sign = xp_expression_sign_on(e, box);
    direction = sign == XP_SIGN_UNKNOWN ? xp_expression_direction_on(e, box) : XP_SIGN_UNKNOWN;
    xp_range_clear(box);
    if (sign == 1 || sign == 0)
        return XP_SIGN_PROVED;
    at_low = sign_at(e, low);
    at_high = sign_at(e, high);
    if (at_low == -1 || at_high == -1)
    {
        fmpq_set(where, at_low == -1 ? low : high);
        return XP_SIGN_REFUTED;
    }
    if ((direction == 1 && at_low != XP_SIGN_UNKNOWN)
        || (direction == -1 && at_high != XP_SIGN_UNKNOWN))
        return XP_SIGN_PROVED;
    return XP_SIGN_OPEN;
}

/*
 * e as a polynomial on [0, (high - low)^(1/q)] in u, t = end +- u^q, where roots at an end are all
 * that keeps it from being one.  At the right end u falls as t rises.
 */
static int fold_out(xp_piecewise_t f, formula_t e, const fmpq_t low, const fmpq_t high, int right)
{
    const fmpq *end = right ? high : low;
    slong order = xp_expression_order(e, end, 0);
    slong exponent;
    int found = 0;
    formula_t rest;
    fmpq_t zero;
    fmpq_t width;
    fmpq_t root;
    fmpq_poly_t poly;
    xp_pool_t pool;

    fmpq_init(zero);
    fmpq_init(width);
    fmpq_init(root);
    fmpq_poly_init(poly);
    xp_pool_init(pool);
    fmpq_sub(width, high, low);
    fmpq_set_si(root, 1, (ulong) FLINT_MAX(order, 1));
    if (order > 1 && xp_expression_power(width, width, root) == 1)
    {
        rest = xp_expression_unfold(&exponent, pool, e, end, right, order);
        found = rest != NULL && exponent >= 0 && xp_expression_poly(poly, rest, 0);
    }
    if (found)
    {
        fmpq_poly_shift_left(poly, poly, exponent);
        xp_piecewise_set_poly(f, zero, width, poly);
    }
    fmpq_clear(zero);
    fmpq_clear(width);
    fmpq_clear(root);
    fmpq_poly_clear(poly);
    xp_pool_clear(pool);
    return found;
}

/* Whether e >= 0 (e does not fall) is seen exactly by such a substitution. */
static int is_proved_folded(formula_t e, const fmpq_t low, const fmpq_t high, int rising)
{
    int proved = 0;
    fmpq_t minus;
    xp_piecewise_t f;

    fmpq_init(minus);
    xp_piecewise_init(f);
    fmpq_set_si(minus, -1, 1);
    for (int right = 0; !proved && right < 2; right++)
    {
        if (!fold_out(f, e, low, high, right))
            continue;
        if (rising)
            xp_piecewise_derivative(f, f);
        if (rising && right)
            xp_piecewise_scalar_mul(f, f, minus);
        proved = xp_piecewise_is_nonnegative(NULL, f);
    }
    fmpq_clear(minus);
    xp_piecewise_clear(f);
    return proved;
}

xp_sign_t xp_expression_prove_nonnegative(fmpq_t where, const xp_expression_struct *e,
                                          const fmpq_t low, const fmpq_t high)
{
    if (is_proved_folded(e, low, high, 0))
        return XP_SIGN_PROVED;
    return subdivide(where, test_sign, e, low, high);
}

typedef struct
{
    formula_t value;
    formula_t slope;
} rising_t;

/* F does not fall on a box: by rules, by the sign of its derivative; it falls by its ends. */
static xp_sign_t test_rising(fmpq_t where, const void *question, const fmpq_t low,
                             const fmpq_t high)
{
    const rising_t *f = question;
    int direction;
    int falls;
    arb_t a;
    arb_t b;
    xp_range_t box;

    xp_range_init(box);
    xp_range_set_ends(box, low, high);
    direction = xp_expression_direction_on(f->value, box);
    xp_range_clear(box);
    if (direction == 1 || direction == 0)
        return XP_SIGN_PROVED;
    arb_init(a);
    arb_init(b);
    enclose_at(a, f->value, low);
    enclose_at(b, f->value, high);
    falls = arb_gt(a, b);
    arb_clear(a);
    arb_clear(b);
    if (falls)
    {
        fmpq_add(where, low, high);
        fmpq_div_2exp(where, where, 1);
        return XP_SIGN_REFUTED;
    }
    /* a negative slope refutes only by values of F, in a smaller box */
    if (f->slope != NULL && test_sign(where, f->slope, low, high) == XP_SIGN_PROVED)
        return XP_SIGN_PROVED;
    return XP_SIGN_OPEN;
}

xp_sign_t xp_expression_prove_rising(fmpq_t where, const xp_expression_struct *e,
                                     const fmpq_t low, const fmpq_t high)
{
    rising_t f = {e, NULL};
    xp_pool_t pool;
    xp_sign_t result;

    if (is_proved_folded(e, low, high, 1))
        return XP_SIGN_PROVED;
    xp_pool_init(pool);
    f.slope = xp_expression_derivative(pool, e, 0);
    result = subdivide(where, test_rising, &f, low, high);
    xp_pool_clear(pool);
    return result;
}
