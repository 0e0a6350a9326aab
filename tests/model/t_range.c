/* Tests of formulas over intervals: ranges, signs and directions against values at points. */
#include "model/expression_range.h"

#include "tests/lib/harness.h"

typedef const xp_expression_struct *formula_t;

static xp_pool_t pool;

static formula_t q(slong p, ulong r)
{
    return xp_expression_constant_si(pool, p, r);
}

static formula_t two(xp_expression_kind_t kind, formula_t a, formula_t b)
{
    return xp_expression_binary(pool, kind, a, b);
}

/* Rational operations only, so that the values at points are exact. */
static formula_t make_random(uint64_t *state, int depth)
{
    static const xp_expression_kind_t kinds[] = {
        XP_EXPRESSION_ADD, XP_EXPRESSION_SUB, XP_EXPRESSION_MUL, XP_EXPRESSION_DIV,
        XP_EXPRESSION_MIN, XP_EXPRESSION_MAX};
    static const xp_expression_kind_t functions[] = {
        XP_EXPRESSION_NEGATE, XP_EXPRESSION_ABS, XP_EXPRESSION_FLOOR, XP_EXPRESSION_CEIL};
    uint64_t pick = xp_test_random(state, 10);
    formula_t child[3];

    if (depth == 0 || pick == 9)
        return xp_test_random(state, 3) > 0 ? xp_expression_type(pool, 0)
                                            : q((slong) xp_test_random(state, 9) - 4, 3);
    child[0] = make_random(state, depth - 1);
    if (pick < 6)
        return two(kinds[pick], child[0], make_random(state, depth - 1));
    if (pick == 6)
        return two(XP_EXPRESSION_POW, child[0], q((slong) xp_test_random(state, 7) - 3, 1));
    if (pick == 7)
        return xp_expression_unary(pool, functions[xp_test_random(state, 4)], child[0]);
    child[1] = child[0];
    child[2] = make_random(state, depth - 1);
    child[0] = two(xp_test_random(state, 2) > 0 ? XP_EXPRESSION_LT : XP_EXPRESSION_GE,
                   make_random(state, 1), make_random(state, 1));
    return xp_expression_node(pool, XP_EXPRESSION_IF, child, 3);
}

static int is_in(const xp_range_t range, const fmpq_t value)
{
    if (range->low.infinite > 0 || range->high.infinite < 0)
        return 0;
    return (range->low.infinite < 0 || fmpq_cmp(range->low.value, value) <= 0)
           && (range->high.infinite > 0 || fmpq_cmp(value, range->high.value) <= 0);
}

/* How the values at the points of one box agree with what is said of the box. */
static void check_box(formula_t e, slong low, slong width, slong *signs, slong *directions)
{
    int first = 1;
    int sign;
    int direction;
    fmpq_t point;
    fmpq_t value;
    fmpq_t last;
    xp_range_t box;
    xp_range_t range;
    xp_error_t error;

    fmpq_init(point);
    fmpq_init(value);
    fmpq_init(last);
    xp_range_init(box);
    xp_range_init(range);
    xp_error_init(error);
    fmpq_set_si(point, low, 6);
    fmpq_set_si(value, low + width, 6);
    xp_range_set_ends(box, point, value);
    xp_expression_range(range, e, box, 64);
    sign = xp_expression_sign_on(e, box);
    direction = xp_expression_direction_on(e, box);
    *signs += sign != XP_SIGN_UNKNOWN;
    *directions += direction == 1 || direction == -1;
    for (slong k = 0; k <= 4 * width; k++)
    {
        fmpq_set_si(point, 4 * low + k, 24);
        /* at the ends of a box a pole may stand */
        if (xp_expression_evaluate(value, e, point, NULL, error) != XP_OK)
            continue;
        XP_CHECK(is_in(range, value));
        if (sign != XP_SIGN_UNKNOWN)
            XP_CHECK(fmpq_sgn(value) == 0 || fmpq_sgn(value) == sign);
        if (!first && direction != XP_SIGN_UNKNOWN)
        {
            int order = fmpq_cmp(value, last);

            XP_CHECK(order == 0 || order * direction > 0);
        }
        fmpq_set(last, value);
        first = 0;
    }
    fmpq_clear(point);
    fmpq_clear(value);
    fmpq_clear(last);
    xp_range_clear(box);
    xp_range_clear(range);
    xp_error_clear(error);
}

static void test_random(void)
{
    uint64_t state = 4711;
    slong signs = 0;
    slong directions = 0;

    for (long round = 0; round < xp_test_rounds(3000); round++)
    {
        formula_t e = make_random(&state, 3);
        slong low = (slong) xp_test_random(&state, 25) - 12;

        check_box(e, low, 1 + (slong) xp_test_random(&state, 8), &signs, &directions);
    }
    XP_CHECK(signs > 300 && directions > 300);
}

/* e over [p, r] / 6 is exactly [a, b] / 6; infinite where a or b is LIMIT. */
#define LIMIT 1000

static int is_exactly(formula_t e, slong p, slong r, slong a, slong b)
{
    int equal;
    fmpq_t low;
    fmpq_t high;
    xp_range_t box;
    xp_range_t range;

    fmpq_init(low);
    fmpq_init(high);
    xp_range_init(box);
    xp_range_init(range);
    fmpq_set_si(low, p, 6);
    fmpq_set_si(high, r, 6);
    xp_range_set_ends(box, low, high);
    xp_expression_range(range, e, box, 64);
    fmpq_set_si(low, a, 6);
    fmpq_set_si(high, b, 6);
    equal = (a == LIMIT ? range->low.infinite == -1
                        : range->low.infinite == 0 && fmpq_equal(range->low.value, low))
            && (b == LIMIT ? range->high.infinite == 1
                           : range->high.infinite == 0 && fmpq_equal(range->high.value, high));
    fmpq_clear(low);
    fmpq_clear(high);
    xp_range_clear(box);
    xp_range_clear(range);
    return equal;
}

static void test_ends(void)
{
    formula_t x = xp_expression_type(pool, 0);
    formula_t root = xp_expression_unary(pool, XP_EXPRESSION_SQRT, x);
    formula_t shifted = two(XP_EXPRESSION_SUB, x, q(1, 6));

    /* zeros at an end are kept, poles at an end are infinite there only */
    XP_CHECK(is_exactly(two(XP_EXPRESSION_POW, shifted, q(1, 2)), 1, 7, 0, 6));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_DIV, q(1, 1), x), 0, 3, 12, LIMIT));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_DIV, q(1, 1), x), -3, 3, LIMIT, LIMIT));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_POW, x, q(-1, 1)), -3, 3, LIMIT, LIMIT));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_POW, x, q(-2, 1)), -6, -3, 6, 24));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_POW, x, q(2, 1)), -6, 3, 0, 6));
    XP_CHECK(is_exactly(xp_expression_unary(pool, XP_EXPRESSION_LOG, x), 0, 6, LIMIT, 0));
    XP_CHECK(is_exactly(two(XP_EXPRESSION_POW, x, q(-1, 2)), 0, 6, 6, LIMIT));
    /* erf of the logarithm of 0 is -1 */
    XP_CHECK(is_exactly(xp_expression_unary(pool, XP_EXPRESSION_ERF,
                                            xp_expression_unary(pool, XP_EXPRESSION_LOG, x)),
                        0, 6, -6, 0));
    /* where a root does not exist nothing is said */
    XP_CHECK(is_exactly(root, -1, 6, LIMIT, LIMIT));
    XP_CHECK(is_exactly(xp_expression_unary(pool, XP_EXPRESSION_LOG, x), -1, 6, LIMIT, LIMIT));
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
        {"ends", test_ends},
    };
    int result;

    xp_pool_init(pool);
    result = XP_TEST_MAIN("model/range", tests);
    xp_pool_clear(pool);
    return result;
}
