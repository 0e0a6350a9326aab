/* Tests of formulas: exact values, balls, derivatives, polynomials, texts. */
#include <expost/model/expression.h>

#include <stdlib.h>

#include <expost/num/rat.h>

#include "tests/lib/harness.h"
#include "tests/model/formulas.h"

static formula_t t(slong agent)
{
    return xp_expression_type(pool, agent);
}

static formula_t three(xp_expression_kind_t kind, formula_t a, formula_t b, formula_t c)
{
    formula_t row[3];

    row[0] = a;
    row[1] = b;
    row[2] = c;
    return xp_expression_node(pool, kind, row, 3);
}

static formula_t decision(void)
{
    return xp_expression_word(pool, XP_EXPRESSION_DECISION);
}

static formula_t pi(void)
{
    return xp_expression_word(pool, XP_EXPRESSION_PI);
}

/* Whether e at type 0 = p / r is a / b. */
static int has_value(formula_t e, slong p, ulong r, slong a, ulong b)
{
    int equal;
    fmpq_t x;
    fmpq_t y;
    fmpq_t wanted;
    xp_error_t error;

    fmpq_init(x);
    fmpq_init(y);
    fmpq_init(wanted);
    xp_error_init(error);
    fmpq_set_si(x, p, r);
    fmpq_set_si(wanted, a, b);
    equal = xp_expression_evaluate(y, e, x, x, error) == XP_OK && fmpq_equal(y, wanted);
    fmpq_clear(x);
    fmpq_clear(y);
    fmpq_clear(wanted);
    xp_error_clear(error);
    return equal;
}

/* The status at type 0 = p / r; y must be untouched when it is not XP_OK. */
static xp_status_t status_at(formula_t e, slong p, ulong r, const char *words)
{
    fmpq_t x;
    fmpq_t y;
    xp_error_t error;
    xp_status_t status;

    fmpq_init(x);
    fmpq_init(y);
    xp_error_init(error);
    fmpq_set_si(x, p, r);
    fmpq_set_si(y, 77, 1);
    status = xp_expression_evaluate(y, e, x, x, error);
    if (status != XP_OK)
    {
        XP_CHECK(fmpz_equal_si(fmpq_numref(y), 77));
        XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    }
    fmpq_clear(x);
    fmpq_clear(y);
    xp_error_clear(error);
    return status;
}

static void text_is(formula_t e, int latex, const char *wanted)
{
    static const char *const name[] = {"t", "t[bob]", "t[cal]"};
    xp_string_t text;

    xp_string_init(text);
    xp_expression_add_text(text, e, name, "x", latex);
    XP_CHECK_STR(text->text, wanted);
    xp_string_clear(text);
}

static void test_constructors(void)
{
    formula_t x = t(0);

    XP_CHECK(add(x, q(0, 1)) == x && add(q(0, 1), x) == x && sub(x, q(0, 1)) == x);
    XP_CHECK(mul(x, q(1, 1)) == x && mul(q(1, 1), x) == x && over(x, q(1, 1)) == x);
    XP_CHECK(power(x, q(1, 1)) == x);
    XP_CHECK(power(x, q(0, 1))->kind == XP_EXPRESSION_CONSTANT);
    XP_CHECK(mul(x, q(0, 1))->kind == XP_EXPRESSION_CONSTANT);
    XP_CHECK(of(XP_EXPRESSION_NEGATE, of(XP_EXPRESSION_NEGATE, x)) == x);
    XP_CHECK(power(x, q(2, 1))->kind == XP_EXPRESSION_POW);
    XP_CHECK(over(q(1, 1), q(0, 1))->kind == XP_EXPRESSION_DIV);
    XP_CHECK(add(q(1, 2), q(1, 3))->kind == XP_EXPRESSION_CONSTANT);
    /* 8^(2/3) = 4, sqrt(9/4) = 3/2; sqrt(2) stays */
    XP_CHECK(has_value(power(q(8, 1), q(2, 3)), 0, 1, 4, 1));
    XP_CHECK(power(q(8, 1), q(2, 3))->kind == XP_EXPRESSION_CONSTANT);
    XP_CHECK(of(XP_EXPRESSION_SQRT, q(9, 4))->kind == XP_EXPRESSION_CONSTANT);
    XP_CHECK(of(XP_EXPRESSION_SQRT, q(2, 1))->kind == XP_EXPRESSION_SQRT);
    /* if of a decided condition is its branch */
    XP_CHECK(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_LT, q(1, 2), q(2, 3)), x, q(5, 1)) == x);
    XP_CHECK(!xp_expression_is_constant(x) && xp_expression_is_constant(pi()));
    XP_CHECK(xp_expression_reads(add(t(2), decision()), 2));
    XP_CHECK(xp_expression_reads(add(t(2), decision()), -1));
    XP_CHECK(!xp_expression_reads(add(t(2), q(1, 1)), -1));
    XP_CHECK(!xp_expression_reads(add(t(2), q(1, 1)), 0));
}

static void test_evaluate(void)
{
    formula_t x = t(0);
    formula_t e = over(sub(power(x, q(2, 1)), q(1, 4)), add(x, q(1, 1)));

    /* (1/9 - 1/4) / (4/3) = -5/48 */
    XP_CHECK(has_value(e, 1, 3, -5, 48));
    XP_CHECK(has_value(power(x, q(-2, 1)), 2, 3, 9, 4));
    XP_CHECK(has_value(of(XP_EXPRESSION_FLOOR, x), -1, 2, -1, 1));
    XP_CHECK(has_value(of(XP_EXPRESSION_CEIL, x), -1, 2, 0, 1));
    XP_CHECK(has_value(of(XP_EXPRESSION_ABS, x), -1, 2, 1, 2));
    XP_CHECK(has_value(two(XP_EXPRESSION_MIN, x, q(1, 3)), 1, 2, 1, 3));
    XP_CHECK(has_value(three(XP_EXPRESSION_MAX, x, q(1, 3), q(3, 4)), 1, 2, 3, 4));
    XP_CHECK(has_value(of(XP_EXPRESSION_EXP, x), 0, 1, 1, 1));
    XP_CHECK(has_value(of(XP_EXPRESSION_LOG, x), 1, 1, 0, 1));
    XP_CHECK(has_value(of(XP_EXPRESSION_SQRT, x), 4, 9, 2, 3));
    XP_CHECK(has_value(of(XP_EXPRESSION_ERF, x), 0, 1, 0, 1));
    XP_CHECK(has_value(power(x, q(-3, 2)), 4, 9, 27, 8));
    /* I_x(2, 3) = 6 x^2 - 8 x^3 + 3 x^4, at 1/2: 11/16 */
    XP_CHECK(has_value(three(XP_EXPRESSION_BETA, x, q(2, 1), q(3, 1)), 1, 2, 11, 16));
    XP_CHECK(has_value(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_GE, x, q(1, 2)), x, q(7, 1)), 1, 3,
                       7, 1));
    XP_CHECK(status_at(over(q(1, 1), x), 0, 1, "division by zero") == XP_INPUT);
    XP_CHECK(status_at(power(x, q(-1, 1)), 0, 1, "division by zero") == XP_INPUT);
    XP_CHECK(status_at(of(XP_EXPRESSION_SQRT, x), 2, 1, "sqrt(2)") == XP_INPUT);
    XP_CHECK(status_at(of(XP_EXPRESSION_SQRT, x), -1, 1, "at least 0") == XP_INPUT);
    XP_CHECK(status_at(of(XP_EXPRESSION_LOG, x), -1, 1, "over 0") == XP_INPUT);
    XP_CHECK(status_at(of(XP_EXPRESSION_EXP, x), 1, 2, "exp(1/2)") == XP_INPUT);
    XP_CHECK(status_at(power(x, q(1, 2)), -1, 1, "not real") == XP_INPUT);
    XP_CHECK(status_at(power(x, q(1, 3)), 2, 1, "not rational") == XP_INPUT);
    XP_CHECK(status_at(mul(pi(), x), 1, 2, "pi") == XP_INPUT);
    XP_CHECK(status_at(three(XP_EXPRESSION_BETA, x, q(1, 2), q(3, 1)), 1, 2, "beta") == XP_INPUT);
    XP_CHECK(status_at(power(power(x, q(1000000, 1)), q(1000, 1)), 3, 1, "bits") == XP_LIMIT);
    /* the branch that is not taken is not looked at */
    XP_CHECK(has_value(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_EQ, x, q(0, 1)), q(5, 1),
                             over(q(1, 1), x)), 0, 1, 5, 1));
}

static int holds_at(formula_t e, slong p, ulong r)
{
    int holds = -1;
    fmpq_t x;
    xp_error_t error;

    fmpq_init(x);
    xp_error_init(error);
    fmpq_set_si(x, p, r);
    if (xp_expression_holds(&holds, e, x, NULL, error) != XP_OK)
        holds = -1;
    fmpq_clear(x);
    xp_error_clear(error);
    return holds;
}

static void test_holds(void)
{
    formula_t x = t(0);
    formula_t inside = two(XP_EXPRESSION_AND, two(XP_EXPRESSION_LT, q(0, 1), x),
                           two(XP_EXPRESSION_LE, x, q(1, 1)));
    formula_t root = of(XP_EXPRESSION_SQRT, x);

    XP_CHECK(holds_at(inside, 0, 1) == 0 && holds_at(inside, 1, 1) == 1);
    XP_CHECK(holds_at(of(XP_EXPRESSION_NOT, inside), 2, 1) == 1);
    XP_CHECK(holds_at(two(XP_EXPRESSION_OR, two(XP_EXPRESSION_EQ, x, q(2, 1)), inside), 2, 1) == 1);
    XP_CHECK(holds_at(two(XP_EXPRESSION_NE, x, q(2, 1)), 2, 1) == 0);
    /* sqrt(2) = 1.41421356...; irrational numbers are told apart by balls */
    XP_CHECK(holds_at(two(XP_EXPRESSION_LT, root, q(1414213563, 1000000000)), 2, 1) == 1);
    XP_CHECK(holds_at(two(XP_EXPRESSION_GE, root, q(1414213563, 1000000000)), 2, 1) == 0);
    XP_CHECK(holds_at(two(XP_EXPRESSION_LT, over(q(1, 1), x), q(1, 1)), 0, 1) == -1);
    XP_CHECK(holds_at(two(XP_EXPRESSION_EQ, mul(root, root), x), 2, 1) == -1);
}

static void set_ball(arb_t x, slong p, slong r, slong u, slong v)
{
    arb_t high;

    arb_init(high);
    arb_set_si(x, p);
    arb_div_si(x, x, r, 64);
    arb_set_si(high, u);
    arb_div_si(high, high, v, 64);
    arb_union(x, x, high, 64);
    arb_clear(high);
}

/* Whether e over [p/r, u/v] is enclosed by hardly more than [a/b, c/d]. */
static int encloses(formula_t e, slong p, slong r, slong u, slong v, slong a, slong b, slong c,
                    slong d)
{
    int good;
    arb_t x;
    arb_t y;
    arb_t wanted;
    arb_t wide;

    arb_init(x);
    arb_init(y);
    arb_init(wanted);
    arb_init(wide);
    set_ball(x, p, r, u, v);
    set_ball(wanted, a, b, c, d);
    xp_expression_evaluate_arb(y, e, x, NULL, 64);
    set_ball(wide, 1000 * a - 20 * b, 1000 * b, 1000 * c + 20 * d, 1000 * d);
    good = arb_contains(y, wanted) && arb_contains(wide, y);
    arb_clear(x);
    arb_clear(y);
    arb_clear(wanted);
    arb_clear(wide);
    return good;
}

static int is_finite_on(formula_t e, slong p, slong r, slong u, slong v)
{
    int finite;
    arb_t x;
    arb_t y;

    arb_init(x);
    arb_init(y);
    set_ball(x, p, r, u, v);
    xp_expression_evaluate_arb(y, e, x, NULL, 64);
    finite = arb_is_finite(y);
    arb_clear(x);
    arb_clear(y);
    return finite;
}

static void test_balls(void)
{
    formula_t x = t(0);

    XP_CHECK(encloses(power(x, q(2, 1)), -1, 1, 1, 2, 0, 1, 1, 1));
    XP_CHECK(encloses(power(x, q(3, 1)), -1, 1, 1, 2, -1, 1, 1, 8));
    XP_CHECK(encloses(power(x, q(3, 2)), 0, 1, 1, 4, 0, 1, 1, 8));
    XP_CHECK(encloses(of(XP_EXPRESSION_SQRT, x), 0, 1, 1, 4, 0, 1, 1, 2));
    XP_CHECK(encloses(mul(x, x), 0, 1, 1, 1, 0, 1, 1, 1));
    XP_CHECK(encloses(over(q(1, 1), x), 1, 4, 2, 1, 1, 2, 4, 1));
    XP_CHECK(encloses(of(XP_EXPRESSION_ABS, x), -1, 1, 2, 1, 0, 1, 2, 1));
    XP_CHECK(encloses(of(XP_EXPRESSION_FLOOR, x), 1, 2, 5, 2, 0, 1, 2, 1));
    XP_CHECK(encloses(three(XP_EXPRESSION_BETA, x, q(1, 1), q(1, 1)), 1, 4, 1, 2, 1, 4, 1, 2));
    /* both branches where the condition is open, one where it is decided */
    XP_CHECK(encloses(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_LT, x, q(1, 2)), q(3, 1), q(5, 1)),
                      0, 1, 1, 1, 3, 1, 5, 1));
    XP_CHECK(encloses(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_LT, x, q(1, 2)), q(3, 1), q(5, 1)),
                      0, 1, 1, 4, 3, 1, 3, 1));
    XP_CHECK(!is_finite_on(over(q(1, 1), x), -1, 1, 1, 1));
    XP_CHECK(!is_finite_on(of(XP_EXPRESSION_LOG, x), 0, 1, 1, 1));
    XP_CHECK(!is_finite_on(of(XP_EXPRESSION_SQRT, x), -2, 1, -1, 1));
    XP_CHECK(!is_finite_on(power(x, q(1, 3)), -2, 1, -1, 1));
    XP_CHECK(!is_finite_on(power(x, q(-1, 3)), 0, 1, 1, 1));
    XP_CHECK(is_finite_on(of(XP_EXPRESSION_LOG, x), 1, 2, 1, 1));
}

/* Random formulas: the ball over an interval holds the exact values at points of it. */
static formula_t make_random(uint64_t *state, int depth)
{
    static const xp_expression_kind_t kinds[] = {
        XP_EXPRESSION_ADD, XP_EXPRESSION_SUB, XP_EXPRESSION_MUL, XP_EXPRESSION_DIV,
        XP_EXPRESSION_MIN, XP_EXPRESSION_MAX};
    uint64_t pick = xp_test_random(state, 10);

    if (depth == 0 || pick == 9)
        return pick % 2 == 0 ? t(0) : q((slong) xp_test_random(state, 9) - 4, 3);
    if (pick < 6)
        return two(kinds[pick], make_random(state, depth - 1), make_random(state, depth - 1));
    if (pick == 6)
        return power(make_random(state, depth - 1), q((slong) xp_test_random(state, 5) - 1, 1));
    if (pick == 7)
        return of(XP_EXPRESSION_ABS, make_random(state, depth - 1));
    return three(XP_EXPRESSION_IF,
                 two(XP_EXPRESSION_LE, make_random(state, 0), make_random(state, 0)),
                 make_random(state, depth - 1), make_random(state, depth - 1));
}

static void test_random_balls(void)
{
    uint64_t state = 20240607;
    slong seen = 0;
    arb_t x;
    arb_t y;
    acb_t z;
    fmpq_t point;
    fmpq_t value;
    xp_error_t error;

    arb_init(x);
    arb_init(y);
    acb_init(z);
    fmpq_init(point);
    fmpq_init(value);
    xp_error_init(error);
    for (long round = 0; round < xp_test_rounds(600); round++)
    {
        formula_t e = make_random(&state, 4);
        slong low = (slong) xp_test_random(&state, 33) - 16;
        slong width = (slong) xp_test_random(&state, 9);

        set_ball(x, low, 8, low + width, 8);
        xp_expression_evaluate_arb(y, e, x, NULL, 80);
        for (slong k = 0; k <= width; k++)
        {
            fmpq_set_si(point, low + k, 8);
            if (xp_expression_evaluate(value, e, point, NULL, error) != XP_OK)
            {
                XP_CHECK(!arb_is_finite(y));
                continue;
            }
            if (arb_is_finite(y))
            {
                XP_CHECK(arb_contains_fmpq(y, value));
                seen++;
            }
            /* the complex route at the same point */
            acb_set_fmpq(z, point, 80);
            xp_expression_evaluate_acb(z, e, 0, z, 1, 80);
            XP_CHECK(!acb_is_finite(z)
                     || (arb_contains_fmpq(acb_realref(z), value)
                         && arb_contains_zero(acb_imagref(z))));
        }
    }
    XP_CHECK(seen > 500);
    arb_clear(x);
    arb_clear(y);
    acb_clear(z);
    fmpq_clear(point);
    fmpq_clear(value);
    xp_error_clear(error);
}

static void test_acb(void)
{
    formula_t x = t(0);
    acb_t z;
    acb_t w;

    acb_init(z);
    acb_init(w);
    /* sqrt(-4 + 0i) has no analytic value on its cut; exp(i pi) = -1 */
    acb_set_si(z, -4);
    xp_expression_evaluate_acb(w, of(XP_EXPRESSION_SQRT, x), 0, z, 1, 64);
    XP_CHECK(!acb_is_finite(w));
    xp_expression_evaluate_acb(w, of(XP_EXPRESSION_LOG, x), 0, z, 1, 64);
    XP_CHECK(!acb_is_finite(w));
    xp_expression_evaluate_acb(w, power(x, q(1, 3)), 0, z, 1, 64);
    XP_CHECK(!acb_is_finite(w));
    xp_expression_evaluate_acb(w, three(XP_EXPRESSION_BETA, x, q(1, 2), q(1, 1)), 0, z, 1, 64);
    XP_CHECK(!acb_is_finite(w));
    acb_const_pi(z, 64);
    acb_mul_onei(z, z);
    xp_expression_evaluate_acb(w, of(XP_EXPRESSION_EXP, x), 0, z, 1, 64);
    XP_CHECK(acb_contains_int(w) && arb_contains_si(acb_realref(w), -1));
    /* (3 + 4i)^(1/2) = 2 + i */
    acb_set_si_si(z, 3, 4);
    xp_expression_evaluate_acb(w, power(x, q(1, 2)), 0, z, 1, 64);
    XP_CHECK(arb_contains_si(acb_realref(w), 2) && arb_contains_si(acb_imagref(w), 1));
    /* I_x(2, 3) = 6 x^2 - 8 x^3 + 3 x^4 at i: -6 + 8i + 3 */
    acb_onei(z);
    xp_expression_evaluate_acb(w, three(XP_EXPRESSION_BETA, x, q(2, 1), q(3, 1)), 0, z, 1, 64);
    XP_CHECK(arb_contains_si(acb_realref(w), -3) && arb_contains_si(acb_imagref(w), 8));
    /* max(x, 1/2) around 1/2 is not analytic */
    acb_set_si(z, 1);
    acb_mul_2exp_si(z, z, -1);
    mag_set_ui_2exp_si(arb_radref(acb_realref(z)), 1, -2);
    xp_expression_evaluate_acb(w, two(XP_EXPRESSION_MAX, x, q(1, 2)), 0, z, 1, 64);
    XP_CHECK(!acb_is_finite(w));
    xp_expression_evaluate_acb(w, two(XP_EXPRESSION_MAX, x, q(1, 2)), 0, z, 0, 64);
    XP_CHECK(acb_is_finite(w));
    acb_clear(z);
    acb_clear(w);
}

/* The exact number of a constant formula is a root of c0 + c1 x + c2 x^2 (+ c3 x^3). */
static int is_root(formula_t e, slong c0, slong c1, slong c2, slong c3)
{
    int good;
    fmpq_poly_t f;
    xp_real_t x;
    xp_real_t y;
    xp_error_t error;
    int sign = 2;

    fmpq_poly_init(f);
    xp_real_init(x);
    xp_real_init(y);
    xp_error_init(error);
    fmpq_poly_set_coeff_si(f, 0, c0);
    fmpq_poly_set_coeff_si(f, 1, c1);
    fmpq_poly_set_coeff_si(f, 2, c2);
    fmpq_poly_set_coeff_si(f, 3, c3);
    good = xp_expression_evaluate_real(x, e, error) == XP_OK;
    if (good)
    {
        xp_real_evaluate(y, f, x, XP_REAL_DEGREE, 64);
        good = xp_real_is_exact(y) && xp_real_sign(&sign, y) && sign == 0;
    }
    fmpq_poly_clear(f);
    xp_real_clear(x);
    xp_real_clear(y);
    xp_error_clear(error);
    return good;
}

static xp_status_t real_status(formula_t e, const char *words)
{
    xp_real_t x;
    xp_error_t error;
    xp_status_t status;

    xp_real_init(x);
    xp_error_init(error);
    status = xp_expression_evaluate_real(x, e, error);
    if (status != XP_OK)
        XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    xp_real_clear(x);
    xp_error_clear(error);
    return status;
}

static void test_real(void)
{
    formula_t root3 = of(XP_EXPRESSION_SQRT, q(3, 1));
    formula_t root2 = of(XP_EXPRESSION_SQRT, q(2, 1));

    /* (3 - sqrt(3)) / 6: 6 r^2 - 6 r + 1 = 0;  2^(1/3): r^3 = 2 */
    XP_CHECK(is_root(over(sub(q(3, 1), root3), q(6, 1)), 1, -6, 6, 0));
    XP_CHECK(is_root(power(q(2, 1), q(1, 3)), -2, 0, 0, 1));
    /* sqrt(2) sqrt(2) = 2; floor(sqrt(3) + sqrt(2)) = 3; 2^(-1/2)^2 = 1/2 */
    XP_CHECK(is_root(mul(root2, root2), -2, 1, 0, 0));
    XP_CHECK(is_root(of(XP_EXPRESSION_FLOOR, add(root3, root2)), -3, 1, 0, 0));
    XP_CHECK(is_root(of(XP_EXPRESSION_CEIL, add(root3, root2)), -4, 1, 0, 0));
    XP_CHECK(is_root(power(q(2, 1), q(-1, 2)), -1, 0, 2, 0));
    XP_CHECK(is_root(two(XP_EXPRESSION_MIN, root2, root3), -2, 0, 1, 0));
    XP_CHECK(is_root(of(XP_EXPRESSION_ABS, sub(root2, root3)), -1, 0, 0, 0) == 0);
    XP_CHECK(is_root(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_EQ, mul(root2, root3),
                                                 of(XP_EXPRESSION_SQRT, q(6, 1))),
                           q(1, 1), q(0, 1)), -1, 1, 0, 0));
    XP_CHECK(real_status(pi(), "pi") == XP_INPUT);
    XP_CHECK(real_status(of(XP_EXPRESSION_EXP, q(1, 1)), "exp") == XP_INPUT);
    XP_CHECK(real_status(t(0), "type") == XP_INPUT);
    XP_CHECK(real_status(of(XP_EXPRESSION_SQRT, sub(root2, root3)), "at least 0") == XP_INPUT);
    XP_CHECK(real_status(power(sub(root2, root3), q(1, 2)), "at least 0") == XP_INPUT);
    XP_CHECK(real_status(over(q(1, 1), sub(root2, root2)), "zero") == XP_INPUT);
    XP_CHECK(real_status(power(q(2, 1), root2), "exponent") == XP_INPUT);
    XP_CHECK(real_status(power(q(2, 1), q(1, 100)), "degree") == XP_LIMIT);
}

/* (e(x + h) - e(x - h)) / 2h - e'(x), exact for polynomials of degree 2 at any h. */
static void test_derivative_polynomial(void)
{
    formula_t x = t(0);
    formula_t e = mul(sub(mul(q(3, 1), x), q(1, 2)), add(x, t(1)));
    formula_t d = xp_expression_derivative(pool, e, 0);
    fmpq_poly_t f;
    fmpq_poly_t g;

    /* (3 x - 1/2)(x + y): by x: 6 x + 3 y - 1/2; at y = x the same value as 9 x - 1/2 */
    XP_CHECK(has_value(xp_expression_substitute_type(pool, d, 1, x), 2, 3, 11, 2));
    d = xp_expression_derivative(pool, e, 1);
    XP_CHECK(has_value(xp_expression_substitute_type(pool, d, 1, x), 2, 3, 3, 2));
    XP_CHECK(has_value(xp_expression_derivative(pool, e, -1), 2, 3, 0, 1));
    /* against FLINT's derivative of the expanded polynomial */
    fmpq_poly_init(f);
    fmpq_poly_init(g);
    e = add(power(sub(x, q(1, 3)), q(7, 1)), mul(x, power(add(x, q(2, 1)), q(3, 1))));
    XP_CHECK(xp_expression_poly(f, e, 0));
    fmpq_poly_derivative(f, f);
    XP_CHECK(xp_expression_poly(g, xp_expression_derivative(pool, e, 0), 0));
    XP_CHECK(fmpq_poly_equal(f, g));
    fmpq_poly_clear(f);
    fmpq_poly_clear(g);
}

/* At 2/3 the derivative lies between difference quotients of width 2^-40, up to their error. */
static void test_derivative_functions(void)
{
    formula_t x = t(0);
    formula_t cases[12];
    slong count = 0;
    arb_t point;
    arb_t left;
    arb_t right;
    arb_t slope;

    cases[count++] = of(XP_EXPRESSION_EXP, mul(q(2, 1), x));
    cases[count++] = of(XP_EXPRESSION_LOG, add(x, q(1, 1)));
    cases[count++] = of(XP_EXPRESSION_SQRT, sub(q(1, 1), power(x, q(2, 1))));
    cases[count++] = of(XP_EXPRESSION_ERF, mul(x, x));
    cases[count++] = power(x, q(-5, 3));
    cases[count++] = power(x, x);
    cases[count++] = power(q(3, 1), x);
    cases[count++] = over(x, add(q(1, 1), mul(x, x)));
    cases[count++] = three(XP_EXPRESSION_BETA, x, q(5, 2), q(4, 3));
    cases[count++] = three(XP_EXPRESSION_BETA, x, q(1, 2), q(3, 1));
    cases[count++] = three(XP_EXPRESSION_BETA, mul(x, x), q(3, 1), q(1, 2));
    cases[count++] = power(x, pi());
    arb_init(point);
    arb_init(left);
    arb_init(right);
    arb_init(slope);
    for (slong k = 0; k < count; k++)
    {
        formula_t d = xp_expression_derivative(pool, cases[k], 0);
        fmpq_t at;
        fmpq_t step;

        fmpq_init(at);
        fmpq_init(step);
        fmpq_set_si(step, 1, 1);
        fmpq_div_2exp(step, step, 40);
        fmpq_set_si(at, 2, 3);
        arb_set_fmpq(point, at, 256);
        xp_expression_evaluate_arb(slope, d, point, NULL, 256);
        fmpq_add(at, at, step);
        arb_set_fmpq(point, at, 256);
        xp_expression_evaluate_arb(right, cases[k], point, NULL, 256);
        fmpq_set_si(at, 2, 3);
        fmpq_sub(at, at, step);
        arb_set_fmpq(point, at, 256);
        xp_expression_evaluate_arb(left, cases[k], point, NULL, 256);
        arb_sub(right, right, left, 256);
        arb_mul_2exp_si(right, right, 39);
        arb_sub(right, right, slope, 256);
        /* the error of a central quotient is e''' h^2 / 6 */
        arb_mul_2exp_si(right, right, 70);
        XP_CHECK(arb_is_finite(right) && arb_rel_accuracy_bits(slope) > 200);
        XP_CHECK(mag_cmp_2exp_si(arb_radref(right), 0) < 0
                 && arf_cmpabs_2exp_si(arb_midref(right), 0) < 0);
        fmpq_clear(at);
        fmpq_clear(step);
    }
    arb_clear(point);
    arb_clear(left);
    arb_clear(right);
    arb_clear(slope);
    XP_CHECK(xp_expression_derivative(pool, of(XP_EXPRESSION_ABS, x), 0) == NULL);
    XP_CHECK(xp_expression_derivative(pool, add(x, of(XP_EXPRESSION_FLOOR, x)), 0) == NULL);
    XP_CHECK(xp_expression_derivative(pool, two(XP_EXPRESSION_MAX, x, t(1)), 1) == NULL);
    XP_CHECK(xp_expression_derivative(pool, of(XP_EXPRESSION_ABS, x), 1) != NULL);
}

static void test_poly(void)
{
    formula_t x = t(0);
    fmpq_poly_t f;
    fmpq_poly_t g;

    fmpq_poly_init(f);
    fmpq_poly_init(g);
    /* 10 x^3 - 15 x^4 + 6 x^5 = I_x(3, 3) */
    XP_CHECK(xp_expression_poly(f, three(XP_EXPRESSION_BETA, x, q(3, 1), q(3, 1)), 0));
    fmpq_poly_set_coeff_si(g, 3, 10);
    fmpq_poly_set_coeff_si(g, 4, -15);
    fmpq_poly_set_coeff_si(g, 5, 6);
    XP_CHECK(fmpq_poly_equal(f, g));
    XP_CHECK(xp_expression_poly(g, xp_expression_from_poly(pool, f, 0), 0));
    XP_CHECK(fmpq_poly_equal(f, g));
    XP_CHECK(xp_expression_poly(f, over(sub(x, q(1, 1)), q(2, 1)), 0));
    XP_CHECK(fmpq_poly_degree(f) == 1);
    /* what is none leaves f alone */
    XP_CHECK(!xp_expression_poly(f, over(q(1, 1), x), 0));
    XP_CHECK(!xp_expression_poly(f, power(x, q(1, 2)), 0));
    XP_CHECK(!xp_expression_poly(f, power(x, q(-1, 1)), 0));
    XP_CHECK(!xp_expression_poly(f, of(XP_EXPRESSION_EXP, x), 0));
    XP_CHECK(!xp_expression_poly(f, mul(x, t(1)), 0));
    XP_CHECK(!xp_expression_poly(f, decision(), 0));
    XP_CHECK(!xp_expression_poly(f, power(power(x, q(1000, 1)), q(1000, 1)), 0));
    XP_CHECK(fmpq_poly_degree(f) == 1);
    fmpq_poly_clear(f);
    fmpq_poly_clear(g);
}

static void test_mpoly(void)
{
    static const char *variable[] = {"a", "b", "x"};
    formula_t e = power(add(t(0), mul(q(2, 1), t(1))), q(2, 1));
    formula_t quotient;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t f;
    fmpq_mpoly_t g;
    fmpq_mpoly_t wanted;

    fmpq_mpoly_ctx_init(context, 3, ORD_LEX);
    fmpq_mpoly_init(f, context);
    fmpq_mpoly_init(g, context);
    fmpq_mpoly_init(wanted, context);
    XP_CHECK(xp_expression_mpoly(f, sub(e, mul(decision(), t(1))), context));
    fmpq_mpoly_set_str_pretty(wanted, "a^2 + 4*a*b + 4*b^2 - x*b", variable, context);
    XP_CHECK(fmpq_mpoly_equal(f, wanted, context));
    XP_CHECK(xp_expression_mpoly(g, xp_expression_from_mpoly(pool, f, context), context));
    XP_CHECK(fmpq_mpoly_equal(f, g, context));
    /* (a^2 - b^2) / (2 a + 2 b) = (a - b) / 2 */
    quotient = over(sub(power(t(0), q(2, 1)), power(t(1), q(2, 1))),
                    add(mul(q(2, 1), t(0)), mul(q(2, 1), t(1))));
    XP_CHECK(xp_expression_fraction(f, g, quotient, context));
    fmpq_mpoly_set_str_pretty(wanted, "1/2*a - 1/2*b", variable, context);
    XP_CHECK(fmpq_mpoly_is_one(g, context) && fmpq_mpoly_equal(f, wanted, context));
    /* 1/a + 1/b - x = (a + b - x a b) / (a b) */
    quotient = sub(add(over(q(1, 1), t(0)), power(t(1), q(-1, 1))), decision());
    XP_CHECK(xp_expression_fraction(f, g, quotient, context));
    fmpq_mpoly_set_str_pretty(wanted, "a + b - x*a*b", variable, context);
    XP_CHECK(fmpq_mpoly_equal(f, wanted, context));
    fmpq_mpoly_set_str_pretty(wanted, "a*b", variable, context);
    XP_CHECK(fmpq_mpoly_equal(g, wanted, context));
    XP_CHECK(!xp_expression_mpoly(f, quotient, context));
    XP_CHECK(!xp_expression_mpoly(f, of(XP_EXPRESSION_LOG, t(0)), context));
    XP_CHECK(!xp_expression_mpoly(f, t(2), context));
    XP_CHECK(!xp_expression_fraction(f, g, over(q(1, 1), sub(t(0), t(0))), context));
    XP_CHECK(!xp_expression_mpoly(
        f, power(add(add(t(0), t(1)), add(decision(), q(1, 1))), q(1000, 1)), context));
    fmpq_mpoly_clear(f, context);
    fmpq_mpoly_clear(g, context);
    fmpq_mpoly_clear(wanted, context);
    fmpq_mpoly_ctx_clear(context);
}

static void test_change(void)
{
    xp_pool_t other;
    formula_t e = add(mul(t(0), t(1)), decision());
    formula_t copy;
    fmpq point[2];
    fmpq_t x;
    fmpq_t y;
    xp_error_t error;

    xp_pool_init(other);
    fmpq_init(point);
    fmpq_init(point + 1);
    fmpq_init(x);
    fmpq_init(y);
    xp_error_init(error);
    fmpq_set_si(point, 2, 1);
    fmpq_set_si(point + 1, 5, 1);
    fmpq_set_si(x, 7, 1);
    copy = xp_expression_rename(other, e, 1, 0);
    XP_CHECK(!xp_expression_reads(copy, 1));
    XP_CHECK(xp_expression_evaluate(y, copy, point, x, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(fmpq_numref(y), 11));
    copy = xp_expression_substitute_decision(pool, e, power(t(1), q(2, 1)));
    XP_CHECK(!xp_expression_reads(copy, -1));
    XP_CHECK(xp_expression_evaluate(y, copy, point, NULL, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(fmpq_numref(y), 35));
    copy = xp_expression_substitute_type(pool, e, 0, q(0, 1));
    XP_CHECK(copy->kind == XP_EXPRESSION_DECISION);
    xp_pool_swap(other, pool);
    xp_pool_swap(other, pool);
    xp_pool_clear(other);
    fmpq_clear(point);
    fmpq_clear(point + 1);
    fmpq_clear(x);
    fmpq_clear(y);
    xp_error_clear(error);
}

static void test_text(void)
{
    formula_t x = t(0);

    text_is(sub(x, sub(t(1), x)), 0, "t - (t[bob] - t)");
    text_is(sub(sub(x, t(1)), x), 0, "t - t[bob] - t");
    text_is(mul(add(x, q(1, 1)), power(x, q(2, 1))), 0, "(t + 1)*t^2");
    text_is(over(x, mul(t(1), x)), 0, "t/(t[bob]*t)");
    text_is(mul(q(1, 2), x), 0, "1/2*t");
    text_is(over(x, q(2, 3)), 0, "t/(2/3)");
    text_is(power(of(XP_EXPRESSION_NEGATE, x), q(2, 1)), 0, "(-t)^2");
    text_is(of(XP_EXPRESSION_NEGATE, power(x, q(2, 1))), 0, "-t^2");
    text_is(of(XP_EXPRESSION_NEGATE, add(x, t(1))), 0, "-(t + t[bob])");
    text_is(power(power(x, q(2, 1)), q(3, 1)), 0, "(t^2)^3");
    text_is(power(x, power(t(1), q(3, 1))), 0, "t^t[bob]^3");
    text_is(power(x, q(-1, 2)), 0, "t^(-1/2)");
    text_is(mul(x, q(-3, 1)), 0, "-3*t");
    text_is(add(x, q(-3, 1)), 0, "t - 3");
    text_is(sub(x, q(-3, 1)), 0, "t + 3");
    text_is(mul(x, of(XP_EXPRESSION_NEGATE, t(1))), 0, "t*(-t[bob])");
    text_is(two(XP_EXPRESSION_GE, x, q(-3, 1)), 0, "t >= -3");
    text_is(three(XP_EXPRESSION_IF, two(XP_EXPRESSION_LE, x, q(1, 2)), decision(),
                  of(XP_EXPRESSION_SQRT, pi())), 0, "if(t <= 1/2, x, sqrt(pi))");
    text_is(of(XP_EXPRESSION_NOT, two(XP_EXPRESSION_OR, two(XP_EXPRESSION_EQ, x, t(1)),
                                      two(XP_EXPRESSION_NE, x, q(0, 1)))), 0,
            "not (t == t[bob] or t != 0)");
    text_is(three(XP_EXPRESSION_MAX, x, t(1), add(x, q(1, 1))), 0, "max(t, t[bob], t + 1)");
    text_is(over(sub(q(3, 1), of(XP_EXPRESSION_SQRT, x)), q(6, 1)), 1,
            "\\frac{3 - \\sqrt{t}}{6}");
    text_is(mul(q(-1, 2), power(x, q(3, 2))), 1, "-\\frac{1}{2} t^{\\frac{3}{2}}");
    text_is(power(over(x, q(2, 1)), q(2, 1)), 1, "\\left(\\frac{t}{2}\\right)^{2}");
    text_is(of(XP_EXPRESSION_EXP, of(XP_EXPRESSION_NEGATE, x)), 1, "\\exp\\left(-t\\right)");
}

static void test_postfix(void)
{
    formula_t x = t(0);
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "F ");
    XP_CHECK(xp_expression_add_postfix(
        text, of(XP_EXPRESSION_NEGATE, of(XP_EXPRESSION_EXP, sub(x, q(1, 2))))));
    XP_CHECK_STR(text->text, "F t 1/2 - exp neg");
    xp_string_reset(text);
    XP_CHECK(xp_expression_add_postfix(text, three(XP_EXPRESSION_BETA, x, q(1, 2), q(3, 1))));
    XP_CHECK_STR(text->text, "t 1/2 3 beta");
    xp_string_reset(text);
    XP_CHECK(xp_expression_add_postfix(text, three(XP_EXPRESSION_MIN, x, pi(), q(-3, 1))));
    XP_CHECK_STR(text->text, "t pi min -3 min");
    xp_string_reset(text);
    XP_CHECK(!xp_expression_add_postfix(text, of(XP_EXPRESSION_FLOOR, x)));
    XP_CHECK(!xp_expression_add_postfix(text, two(XP_EXPRESSION_LT, x, q(1, 1))));
    XP_CHECK(!xp_expression_add_postfix(text, decision()));
    XP_CHECK_STR(text->text, "");
    xp_string_clear(text);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"constructors", test_constructors},
        {"evaluate", test_evaluate},
        {"holds", test_holds},
        {"balls", test_balls},
        {"random balls", test_random_balls},
        {"acb", test_acb},
        {"real", test_real},
        {"derivative of polynomials", test_derivative_polynomial},
        {"derivative of functions", test_derivative_functions},
        {"poly", test_poly},
        {"mpoly", test_mpoly},
        {"change", test_change},
        {"text", test_text},
        {"postfix", test_postfix},
    };
    int result;

    xp_pool_init(pool);
    result = XP_TEST_MAIN("model/expression", tests);
    xp_pool_clear(pool);
    return result;
}
