/* Piecewise polynomials: signs, roots, least values, quantiles. */
#include <stdio.h>

#include "tests/num/piecewise_build.h"

/* The words of a real number. */
static int has_text(const xp_real_t x, const char *expected)
{
    xp_string_t out;
    int equal;

    xp_string_init(out);
    xp_real_add_text(out, x, -1);
    equal = strcmp(out->text, expected) == 0;
    if (!equal)
        fprintf(stderr, "got `%s`, expected `%s`\n", out->text, expected);
    xp_string_clear(out);
    return equal;
}

/* signs as "+-0", the roots between in words. */
static void check_signs(const xp_piecewise_t f, const char *expected, const char *const *roots)
{
    xp_signs_t signs;
    slong k;

    xp_signs_init(signs);
    xp_piecewise_signs(signs, f);
    XP_CHECK(signs->count + 1 == (slong) strlen(expected));
    if (signs->count + 1 == (slong) strlen(expected))
        for (k = 0; k <= signs->count; k++)
        {
            XP_CHECK(signs->sign[k] == (expected[k] == '+' ? 1 : expected[k] == '-' ? -1 : 0));
            if (k < signs->count)
                XP_CHECK(has_text(signs->root + k, roots[k]));
        }
    xp_signs_clear(signs);
}

/* 1 for nonnegative; 0 when a witness shows the contrary; 2 for a wrong witness. */
static int ask_nonnegative(const xp_piecewise_t f)
{
    fmpq_t where, value;
    int answer;

    fmpq_init(where);
    fmpq_init(value);
    answer = xp_piecewise_is_nonnegative(where, f);
    XP_CHECK(xp_piecewise_is_nonnegative(NULL, f) == answer);
    if (!answer)
    {
        if (fmpq_cmp(where, f->knot) < 0 || fmpq_cmp(where, f->knot + f->count) > 0)
            answer = 2;
        else
        {
            xp_piecewise_evaluate(value, f, where);
            if (fmpq_sgn(value) >= 0)
                answer = 2;
        }
    }
    fmpq_clear(where);
    fmpq_clear(value);
    return answer;
}

static int ask_one(const char *low, const char *high, const char *piece)
{
    xp_piecewise_t f;
    int answer;

    xp_piecewise_init(f);
    build_one(f, low, high, piece);
    answer = ask_nonnegative(f);
    xp_piecewise_clear(f);
    return answer;
}

static void test_signs(void)
{
    static const char *const knots[] = {"0", "1", "2", "3", "4"};
    static const char *const flat[] = {"2  1 -1", "0", "0", "2  -3 1"};
    static const char *const jumps[] = {"1  1", "1  2", "1  -1", "2  3 -1"};
    static const char *const touches[] = {"2  1 -1", "2  -1 1", "2  3 -1", "2  -3 1"};
    static const char *const limits[] = {"2  1 -1", "1  1", "2  -2 1", "1  0"};
    static const char *const third[] = {"sqrt(3)/3"};
    static const char *const two[] = {"-sqrt(2)", "sqrt(2)"};
    static const char *const flat_roots[] = {"1", "3"};
    static const char *const jump_roots[] = {"2", "3"};
    static const char *const touch_roots[] = {"1", "3"};
    static const char *const mixed_roots[] = {"1/3", "(1/4)^(1/3)", "3/4"};
    static const char *const dense_roots[] = {"1/4", "1/2", "3/4"};
    xp_piecewise_t f;

    xp_piecewise_init(f);
    /* 1/6 - v^2/2 is positive exactly below sqrt(3)/3. */
    build_one(f, "0", "1", "3  1/6 0 -1/2");
    check_signs(f, "+-", third);
    build_one(f, "0", "1/2", "3  1/6 0 -1/2");
    check_signs(f, "+", NULL);
    build_one(f, "0", "1", "0");
    check_signs(f, "0", NULL);
    build_one(f, "0", "1", "1  -3");
    check_signs(f, "-", NULL);
    /* (x^2 - 2)^2: isolated zeros without a change */
    build_one(f, "-2", "2", "5  4 0 -4 0 1");
    check_signs(f, "+++", two);
    /* Roots at the ends do not count: x (1 - x). */
    build_one(f, "0", "1", "3  0 1 -1");
    check_signs(f, "+", NULL);
    /* Pieces: down to a flat part at 0 of two pieces, then up. */
    build(f, 4, knots, flat);
    check_signs(f, "+0+", flat_roots);
    /* 1, 2 (one sign), -1, then 3 - x: 0 at 3, negative */
    build(f, 4, knots, jumps);
    check_signs(f, "+--", jump_roots);
    /* |x - 1|, then 3 - x, then x - 3: zeros at knots; that at 1 without a change */
    build(f, 4, knots, touches);
    check_signs(f, "+++", touch_roots);
    /* 1 - x falls to 0, but the value at 1 is 1; at 2 it is 0; at 3 it is 0 from there on. */
    build(f, 4, knots, limits);
    check_signs(f, "++0", jump_roots);
    /* (3x - 1)(4x^3 - 1)(4x - 3)^2, expanded: (12 x^4 - 4 x^3 - 3 x + 1)(16 x^2 - 24 x + 9) */
    build_one(f, "0", "1", "7  9 -51 88 -84 204 -352 192");
    check_signs(f, "+-++", mixed_roots);
    /* (4x - 1)(2x - 1)^2 (4x - 3)^3: dyadic roots are found by halving */
    {
        fmpq_poly_t p, q;

        fmpq_poly_init(p);
        fmpq_poly_init(q);
        fmpq_poly_set_str(p, "2  -3 4");
        fmpq_poly_pow(p, p, 3);
        fmpq_poly_set_str(q, "2  -1 4");
        fmpq_poly_mul(p, p, q);
        fmpq_poly_set_str(q, "3  1 -4 4");
        fmpq_poly_mul(p, p, q);
        fmpq_poly_swap(f->piece, p);
        check_signs(f, "+--+", dense_roots);
        fmpq_poly_clear(p);
        fmpq_poly_clear(q);
    }
    xp_piecewise_clear(f);
}

static void test_nonnegative(void)
{
    static const char *const knots[] = {"0", "1", "2"};
    static const char *const pieces[] = {"3  1 -2 1", "2  -1 1"};
    static const char *const bad[] = {"3  1 -2 1", "3  1 -2 999/1000"};
    static const char *const jump[] = {"2  1 -1", "2  -3/2 1"};
    xp_piecewise_t f;
    fmpq_poly_t p;
    fmpq_t x, third;

    XP_CHECK(ask_one("0", "1", "0") == 1);
    XP_CHECK(ask_one("0", "1", "1  1") == 1);
    XP_CHECK(ask_one("0", "1", "1  -1") == 0);
    XP_CHECK(ask_one("0", "1", "2  0 1") == 1);
    XP_CHECK(ask_one("0", "1", "2  0 -1") == 0);
    XP_CHECK(ask_one("0", "1", "2  1 -1") == 1);
    XP_CHECK(ask_one("-1/1000", "1", "2  0 1") == 0);
    XP_CHECK(ask_one("0", "1001/1000", "2  1 -1") == 0);
    /* Even multiplicity: (x - 1/3)^2, (x^2 - 1/2)^2, x^2 (1 - x)^4 */
    XP_CHECK(ask_one("0", "1", "3  1/9 -2/3 1") == 1);
    XP_CHECK(ask_one("0", "1", "5  1/4 0 -1 0 1") == 1);
    XP_CHECK(ask_one("-1", "2", "7  0 0 1 -4 6 -4 1") == 1);
    /* A dip: (x - 1/3)^2 - 10^-12, and one lifted by as much */
    XP_CHECK(ask_one("0", "1", "3  999999999991/9000000000000 -2/3 1") == 0);
    XP_CHECK(ask_one("0", "1", "3  1000000000009/9000000000000 -2/3 1") == 1);
    /* Odd multiplicity: (x - 1/2)^3, and negative only beyond or before it */
    XP_CHECK(ask_one("0", "1", "4  -1/8 3/4 -3/2 1") == 0);
    XP_CHECK(ask_one("1/2", "1", "4  -1/8 3/4 -3/2 1") == 1);
    XP_CHECK(ask_one("1/2", "1", "4  1/8 -3/4 3/2 -1") == 0);
    /* Roots in pairs: (x - 1/3)(x - 1/3 - 10^-40) (x - 2/3)^2 */
    xp_piecewise_init(f);
    fmpq_poly_init(p);
    fmpq_init(x);
    fmpq_init(third);
    build_one(f, "0", "1", "3  4/9 -4/3 1");
    XP_CHECK(ask_nonnegative(f) == 1);
    fmpq_poly_set_str(p, "2  -1/3 1");
    fmpq_poly_mul(f->piece, f->piece, p);
    fmpq_set_si(x, 10, 1);
    fmpq_pow_si(x, x, -40);
    set_text(third, "-1/3");
    fmpq_sub(x, third, x);
    fmpq_poly_set_coeff_fmpq(p, 0, x);
    fmpq_poly_mul(f->piece, f->piece, p);
    XP_CHECK(ask_nonnegative(f) == 0);
    /* Squared, it is not negative. */
    fmpq_poly_mul(f->piece, f->piece, f->piece);
    XP_CHECK(ask_nonnegative(f) == 1);
    /* Every piece counts, to its ends. */
    build(f, 2, knots, pieces);
    XP_CHECK(ask_nonnegative(f) == 1);
    build(f, 2, knots, bad);
    XP_CHECK(ask_nonnegative(f) == 0);
    build(f, 2, knots, jump);
    XP_CHECK(ask_nonnegative(f) == 0);
    xp_piecewise_clear(f);
    fmpq_poly_clear(p);
    fmpq_clear(x);
    fmpq_clear(third);
}

static void check_minimum(const xp_piecewise_t f, slong limit, const char *value,
                          const char *where)
{
    xp_real_t a, b;

    xp_real_init(a);
    xp_real_init(b);
    xp_piecewise_minimum(a, b, f, limit, 128);
    XP_CHECK(has_text(a, value));
    XP_CHECK(has_text(b, where));
    xp_real_clear(a);
    xp_real_clear(b);
}

static void test_minimum(void)
{
    static const char *const knots[] = {"0", "1", "2", "3"};
    static const char *const valley[] = {"2  1 -1", "0", "2  -2 1"};
    static const char *const twin[] = {"3  1/4 -1 1", "2  -3/4 1", "3  25/4 -5 1"};
    xp_piecewise_t f;
    xp_real_t a, b;
    fmpq_t x;
    arb_t ball;

    xp_piecewise_init(f);
    xp_real_init(a);
    xp_real_init(b);
    fmpq_init(x);
    arb_init(ball);
    build_one(f, "0", "1", "2  1 -1");
    check_minimum(f, 24, "0", "1");
    build_one(f, "0", "1", "1  7");
    check_minimum(f, 24, "7", "0");
    build_one(f, "-1", "1", "3  0 0 1");
    check_minimum(f, 24, "0", "0");
    /* (x^2 - 2)^2 + x^0: twice the same, the first counts */
    build_one(f, "-2", "2", "5  5 0 -4 0 1");
    check_minimum(f, 24, "1", "-sqrt(2)");
    /* x^3 - x: -2/(3 sqrt(3)) = -2 sqrt(3)/9 at 1/sqrt(3) */
    build_one(f, "-1", "1", "4  0 -1 0 1");
    check_minimum(f, 24, "-2*sqrt(3)/9", "sqrt(3)/3");
    /* Lower at the left end: -8 + 2 = -6 */
    build_one(f, "-2", "1", "4  0 -1 0 1");
    check_minimum(f, 24, "-6", "-2");
    /* Flat at the bottom: the least point */
    build(f, 3, knots, valley);
    check_minimum(f, 24, "0", "1");
    /* (x - 1/2)^2, x - 3/4, (x - 5/2)^2 + ... : 0 at 1/2 and again at 5/2 */
    build(f, 3, knots, twin);
    check_minimum(f, 24, "0", "1/2");
    /* x^5 - x - 1 has one valley: x = 5^(-1/4), of degree 4 */
    build_one(f, "0", "1", "6  -1 -1 0 0 0 1");
    check_minimum(f, 24, "-1 - 4*(1/5)^(1/4)/5", "(1/5)^(1/4)");
    /* x^4 + x^2 - x: the value is a root of degree 3, beyond a limit of 2 a ball about it. */
    build_one(f, "0", "1", "5  0 -1 1 0 1");
    xp_piecewise_minimum(a, b, f, 3, 128);
    XP_CHECK(a->kind == XP_REAL_ALGEBRAIC && qqbar_degree(a->algebraic) == 3);
    xp_real_get_arb(ball, a, 400);
    xp_piecewise_minimum(a, b, f, 2, 128);
    XP_CHECK(a->kind == XP_REAL_ENCLOSURE && b->kind == XP_REAL_ALGEBRAIC);
    XP_CHECK(has_text(b, "root of 4x^3 + 2x - 1 in [0.385, 0.386]"));
    XP_CHECK(arb_contains(a->ball, ball) && arb_rel_accuracy_bits(a->ball) > 100);
    arb_set_str(ball, "-0.214804746852861944692472331030 +/- 1e-30", 128);
    XP_CHECK(arb_overlaps(a->ball, ball));
    /* (x^2 - 2)^2 (x^2 - 3)^2: the value 0 four times, whatever the limit */
    build_one(f, "-2", "2", "9  36 0 -60 0 37 0 -10 0 1");
    check_minimum(f, 1, "0", "-sqrt(3)");
    xp_piecewise_clear(f);
    xp_real_clear(a);
    xp_real_clear(b);
    fmpq_clear(x);
    arb_clear(ball);
}

/* Random continuous functions: no sample lies below the minimum, and it is attained. */
static void test_random_signs(void)
{
    uint64_t state = 77;
    long round;
    int answers[2] = {0, 0}, exact = 0;

    for (round = 0; round < xp_test_rounds(60); round++)
    {
        xp_piecewise_t f, shifted;
        xp_signs_t signs;
        xp_real_t least, where, value;
        fmpq_t x, y;
        slong k, i;
        int sign = 2, below = 0, answer;

        xp_piecewise_init(f);
        xp_piecewise_init(shifted);
        xp_signs_init(signs);
        xp_real_init(least);
        xp_real_init(where);
        xp_real_init(value);
        fmpq_init(x);
        fmpq_init(y);
        build_random(f, &state, 1 + (slong) xp_test_random(&state, 5), 1);
        if (round % 2 == 0)
        {
            fmpq_set_si(y, 2, 1);
            xp_piecewise_add_scalar(f, f, y);
        }
        xp_piecewise_signs(signs, f);
        xp_piecewise_minimum(least, where, f, 24, 128);
        XP_CHECK(xp_real_is_exact(least) && xp_real_is_exact(where));
        for (k = 0; k < signs->count; k++)
        {
            XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + k, f->knot) && sign > 0);
            XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + k, f->knot + f->count));
            XP_CHECK(sign < 0);
            if (k > 0)
                XP_CHECK(xp_real_compare(&sign, signs->root + k - 1, signs->root + k)
                         && sign < 0);
            /* Continuous: a root is one. */
            xp_piecewise_evaluate_real(value, f, signs->root + k, 24, 128);
            XP_CHECK(value->kind == XP_REAL_RATIONAL && fmpq_is_zero(value->rational));
        }
        for (i = 0; i <= 240; i++)
        {
            fmpq_set_si(x, i, 240);
            xp_piecewise_evaluate(y, f, x);
            XP_CHECK(xp_real_compare_fmpq(&sign, least, y) && sign <= 0);
            below = below || fmpq_sgn(y) < 0;
            for (k = 0; k < signs->count; k++)
            {
                XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + k, x));
                if (sign >= 0)
                    break;
            }
            if (i > 0 && i < 240 && (k == signs->count || sign > 0))
                XP_CHECK(fmpq_sgn(y) == signs->sign[k]);
        }
        xp_piecewise_evaluate_real(value, f, where, 24, 128);
        XP_CHECK(xp_real_compare(&sign, value, least) && sign == 0);
        answer = ask_nonnegative(f);
        XP_CHECK(answer != 2 && !(answer == 1 && below));
        XP_CHECK(xp_real_sign(&sign, least) && (sign >= 0) == answer);
        answers[answer == 1]++;
        /* A rational minimum taken away leaves a function that touches 0. */
        if (least->kind == XP_REAL_RATIONAL)
        {
            exact++;
            fmpq_neg(x, least->rational);
            xp_piecewise_add_scalar(shifted, f, x);
            XP_CHECK(ask_nonnegative(shifted) == 1);
            fmpq_set_si(y, 1, 1000000000);
            fmpq_sub(x, x, y);
            xp_piecewise_add_scalar(shifted, f, x);
            XP_CHECK(ask_nonnegative(shifted) == 0);
        }
        xp_piecewise_clear(f);
        xp_piecewise_clear(shifted);
        xp_signs_clear(signs);
        xp_real_clear(least);
        xp_real_clear(where);
        xp_real_clear(value);
        fmpq_clear(x);
        fmpq_clear(y);
    }
    XP_CHECK(answers[0] > 0 && answers[1] > 0 && exact > 0);
}

static void take_quantile(xp_real_t x, const xp_piecewise_t f, const char *level, slong limit)
{
    xp_real_t y;
    fmpq_t value;

    xp_real_init(y);
    fmpq_init(value);
    set_text(value, level);
    xp_real_set_fmpq(y, value);
    xp_piecewise_quantile(x, f, y, limit, 128);
    xp_real_clear(y);
    fmpq_clear(value);
}

static int has_quantile(const xp_piecewise_t f, const char *level, const char *expected)
{
    xp_real_t x;
    int same;

    xp_real_init(x);
    take_quantile(x, f, level, 24);
    same = has_text(x, expected);
    xp_real_clear(x);
    return same;
}

static void test_quantile(void)
{
    static const char *const knots[] = {"0", "1", "2", "3"};
    static const char *const pieces[] = {"2  0 1/2", "1  1/2", "2  -1/2 1/2"};
    xp_piecewise_t f;
    xp_real_t x, level;
    qqbar_t root;
    arb_t ball;
    fmpq_t q;
    slong n;
    int sign = 2;

    xp_piecewise_init(f);
    xp_real_init(x);
    xp_real_init(level);
    qqbar_init(root);
    arb_init(ball);
    fmpq_init(q);
    /* (3x - x^2)/2 = 1/2: x^2 - 3x + 1 = 0 */
    build_one(f, "0", "1", "3  0 3/2 -1/2");
    XP_CHECK(has_quantile(f, "1/2", "(3 - sqrt(5))/2"));
    XP_CHECK(has_quantile(f, "0", "0") && has_quantile(f, "-1", "0"));
    XP_CHECK(has_quantile(f, "1", "1") && has_quantile(f, "2", "1"));
    XP_CHECK(has_quantile(f, "5/8", "1/2"));
    /* x/2, 1/2, (x - 1)/2: the level of the flat part is reached at 1 */
    build(f, 3, knots, pieces);
    XP_CHECK(has_quantile(f, "1/2", "1") && has_quantile(f, "1/4", "1/2"));
    XP_CHECK(has_quantile(f, "3/4", "5/2"));
    /* x^3, 1 - (1 - x)^3, (2x - 1)^3 with a root of order three */
    build_one(f, "0", "1", "4  0 0 0 1");
    XP_CHECK(has_quantile(f, "1/5", "(1/5)^(1/3)") && has_quantile(f, "1/8", "1/2"));
    build_one(f, "0", "1", "4  0 3 -3 1");
    XP_CHECK(has_quantile(f, "4/5", "1 - (1/5)^(1/3)"));
    build_one(f, "0", "1", "4  -1 6 -12 8");
    XP_CHECK(has_quantile(f, "0", "1/2"));
    /* x^50 = 1/2 is exact; 3x^2 - 2x^3 = 1/4 by a polynomial: 8x^3 - 12x^2 + 1 = 0 */
    build_one(f, "0", "1", "51  0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 "
                           "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1");
    XP_CHECK(has_quantile(f, "1/2", "(1/2)^(1/50)"));
    build_one(f, "0", "1", "4  0 0 3 -2");
    XP_CHECK(has_quantile(f, "1/4", "root of 8x^3 - 12x^2 + 1 in [0.326, 0.327]"));
    /* Beyond the limit: a ball that contains the root and is narrow */
    take_quantile(x, f, "1/4", 2);
    XP_CHECK(x->kind == XP_REAL_ENCLOSURE && arb_rel_accuracy_bits(x->ball) > 100);
    take_quantile(level, f, "1/4", 3);
    xp_real_get_arb(ball, level, 400);
    XP_CHECK(level->kind == XP_REAL_ALGEBRAIC && arb_contains(x->ball, ball));
    /* An algebraic level: (3x - x^2)/2 = sqrt(2)/2, x^2 - 3x + sqrt(2) = 0, of degree 4:
       (x^2 - 3x)^2 = 2; x = (3 - sqrt(9 - 4 sqrt(2)))/2 = 0.5858 = 2 - sqrt(2), since
       (3 - 2 sqrt(2) + ... )^2: (2 - sqrt(2))^2 - 3 (2 - sqrt(2)) = -sqrt(2) */
    build_one(f, "0", "1", "3  0 3/2 -1/2");
    qqbar_sqrt_ui(root, 2);
    qqbar_div_ui(root, root, 2);
    xp_real_set_qqbar(level, root);
    xp_piecewise_quantile(x, f, level, 24, 128);
    XP_CHECK(has_text(x, "2 - sqrt(2)"));
    /* x^2 = sqrt(2)/2; x/3 on [0, 3] at that level */
    build_one(f, "0", "1", "3  0 0 1");
    xp_piecewise_quantile(x, f, level, 24, 128);
    XP_CHECK(has_text(x, "(1/2)^(1/4)"));
    xp_piecewise_quantile(x, f, level, 0, 128);
    XP_CHECK(x->kind == XP_REAL_ENCLOSURE && arb_rel_accuracy_bits(x->ball) > 100);
    arb_set_str(ball, "0.840896415253714543031125476233 +/- 1e-30", 128);
    XP_CHECK(arb_overlaps(x->ball, ball));
    build_one(f, "0", "3", "2  0 1/3");
    xp_piecewise_quantile(x, f, level, 24, 128);
    XP_CHECK(has_text(x, "3*sqrt(2)/2"));
    /* (3 -+ sqrt(3))/6, both below 1: x^2 is the one that was asked for. */
    build_one(f, "0", "1", "3  0 0 1");
    for (n = -1; n <= 1; n += 2)
    {
        qqbar_sqrt_ui(root, 3);
        qqbar_mul_si(root, root, n);
        qqbar_add_ui(root, root, 3);
        qqbar_div_ui(root, root, 6);
        xp_real_set_qqbar(level, root);
        xp_piecewise_quantile(x, f, level, 24, 128);
        XP_CHECK(x->kind == XP_REAL_ALGEBRAIC && qqbar_degree(x->algebraic) == 4);
        xp_real_mul(x, x, x, 24, 128);
        XP_CHECK(xp_real_compare(&sign, x, level) && sign == 0);
    }
    build_one(f, "0", "3", "2  0 1/3");
    /* A level that is a ball, narrow and boundless */
    arb_set_str(ball, "0.25 +/- 0.001", 128);
    xp_real_set_arb(level, ball);
    xp_piecewise_quantile(x, f, level, 24, 128);
    set_text(q, "0.7469");
    XP_CHECK(xp_real_compare_fmpq(&sign, x, q) && sign > 0);
    set_text(q, "0.7531");
    XP_CHECK(xp_real_compare_fmpq(&sign, x, q) && sign < 0);
    XP_CHECK(!xp_real_compare_fmpq(&sign, x, (set_text(q, "0.7528"), q)));
    XP_CHECK(!xp_real_compare_fmpq(&sign, x, (set_text(q, "0.7472"), q)));
    arb_indeterminate(level->ball);
    xp_piecewise_quantile(x, f, level, 24, 128);
    XP_CHECK(arb_contains_si(x->ball, 0) && arb_contains_si(x->ball, 3));
    xp_piecewise_clear(f);
    xp_real_clear(x);
    xp_real_clear(level);
    qqbar_clear(root);
    arb_clear(ball);
    fmpq_clear(q);
}

/* F(sqrt(1/3)) taken back to sqrt(1/3), F the primitive of a square and more; random levels. */
static void test_random_quantile(void)
{
    uint64_t state = 3;
    long round;
    int kinds[3] = {0, 0, 0};

    for (round = 0; round < xp_test_rounds(30); round++)
    {
        xp_piecewise_t f;
        xp_real_t point, level, x, value;
        qqbar_t root;
        fmpq_t q;
        slong limit = round % 3 == 0 ? 3 : 24;
        int sign = 2;

        xp_piecewise_init(f);
        xp_real_init(point);
        xp_real_init(level);
        xp_real_init(x);
        xp_real_init(value);
        qqbar_init(root);
        fmpq_init(q);
        build_random(f, &state, (slong) xp_test_random(&state, 3), 0);
        xp_piecewise_pow(f, f, 2);
        fmpq_set_si(q, 1, 7);
        xp_piecewise_add_scalar(f, f, q);
        xp_piecewise_primitive(f, f);
        fmpq_set_si(q, 1, 3);
        qqbar_set_fmpq(root, q);
        qqbar_sqrt(root, root);
        xp_real_set_qqbar(point, root);
        xp_piecewise_evaluate_real(level, f, point, 24, 128);
        xp_piecewise_quantile(x, f, level, limit, 128);
        kinds[x->kind]++;
        if (xp_real_is_exact(x))
        {
            XP_CHECK(xp_real_compare(&sign, x, point) && sign == 0);
        }
        else
        {
            arb_t ball;

            arb_init(ball);
            xp_real_get_arb(ball, point, 300);
            XP_CHECK(arb_contains(x->ball, ball) && arb_rel_accuracy_bits(x->ball) > 100);
            arb_clear(ball);
        }
        /* A level of its own: F of the quantile is the level. */
        xp_piecewise_evaluate(q, f, f->knot + f->count);
        fmpq_mul_si(q, q, 1 + (slong) xp_test_random(&state, 15));
        fmpq_div_2exp(q, q, 4);
        xp_real_set_fmpq(level, q);
        xp_piecewise_quantile(x, f, level, 24, 128);
        XP_CHECK(xp_real_is_exact(x));
        xp_piecewise_evaluate_real(value, f, x, 24, 128);
        XP_CHECK(xp_real_compare(&sign, value, level) && sign == 0);
        xp_piecewise_clear(f);
        xp_real_clear(point);
        xp_real_clear(level);
        xp_real_clear(x);
        xp_real_clear(value);
        qqbar_clear(root);
        fmpq_clear(q);
    }
    XP_CHECK(kinds[XP_REAL_ALGEBRAIC] > 0 && kinds[XP_REAL_RATIONAL] == 0);
}

/* Roots 1/3 -+ sqrt(2) 10^-1000, and 1/3 between them. */
static void test_close_roots(void)
{
    xp_piecewise_t f;
    xp_signs_t signs;
    fmpq_t third, tiny;
    int sign = 2;

    xp_piecewise_init(f);
    xp_signs_init(signs);
    fmpq_init(third);
    fmpq_init(tiny);
    set_text(third, "1/3");
    fmpq_set_si(tiny, 10, 1);
    fmpq_pow_si(tiny, tiny, -2000);
    fmpq_mul_si(tiny, tiny, -2);
    build_one(f, "0", "1", "3  1/9 -2/3 1");
    xp_piecewise_add_scalar(f, f, tiny);
    xp_piecewise_signs(signs, f);
    XP_CHECK(signs->count == 2 && ask_nonnegative(f) == 0);
    XP_CHECK(signs->sign[0] == 1 && signs->sign[1] == -1 && signs->sign[2] == 1);
    XP_CHECK(xp_real_compare_fmpq(&sign, signs->root, third) && sign == -1);
    XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + 1, third) && sign == 1);
    XP_CHECK(xp_real_compare(&sign, signs->root, signs->root + 1) && sign == -1);
    fmpq_set_si(tiny, 10, 1);
    fmpq_pow_si(tiny, tiny, -1000);
    fmpq_add(third, third, tiny);
    XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + 1, third) && sign == 1);
    fmpq_add(third, third, tiny);
    XP_CHECK(xp_real_compare_fmpq(&sign, signs->root + 1, third) && sign == -1);
    xp_piecewise_clear(f);
    xp_signs_clear(signs);
    fmpq_clear(third);
    fmpq_clear(tiny);
}

/* Sums of 4 and 50 uniform types: quantiles give their levels back, beyond the limit in balls. */
static void test_sums(void)
{
    xp_piecewise_t one, density, cdf;
    xp_error_t error;
    xp_real_t x, level;
    slong n;
    int sign = 2;
    arb_t ball;
    fmpq_t q;

    xp_piecewise_init(one);
    xp_piecewise_init(density);
    xp_piecewise_init(cdf);
    xp_error_init(error);
    xp_real_init(x);
    xp_real_init(level);
    arb_init(ball);
    fmpq_init(q);
    build_one(one, "0", "1", "1  1");
    xp_piecewise_set(density, one);
    for (n = 2; n <= 50; n++)
    {
        XP_CHECK(xp_piecewise_convolve(density, density, one, error) == XP_OK);
        if (n != 4 && n != 50)
            continue;
        XP_CHECK(ask_nonnegative(density) == 1);
        xp_piecewise_primitive(cdf, density);
        fmpq_set_si(q, 1, 3);
        take_quantile(x, cdf, "1/3", 24);
        XP_CHECK(x->kind == (n == 4 ? XP_REAL_ALGEBRAIC : XP_REAL_ENCLOSURE));
        xp_piecewise_evaluate_real(level, cdf, x, 24, 128);
        if (n == 4)
            XP_CHECK(xp_real_compare_fmpq(&sign, level, q) && sign == 0);
        xp_real_get_arb(ball, level, 128);
        XP_CHECK(arb_contains_fmpq(ball, q) && arb_rel_accuracy_bits(ball) > 60);
        /* By symmetry the median is n/2. */
        take_quantile(x, cdf, "1/2", 24);
        fmpq_set_si(q, n, 2);
        XP_CHECK(xp_real_compare_fmpq(&sign, x, q) && sign == 0);
    }
    xp_piecewise_clear(one);
    xp_piecewise_clear(density);
    xp_piecewise_clear(cdf);
    xp_error_clear(error);
    xp_real_clear(x);
    xp_real_clear(level);
    arb_clear(ball);
    fmpq_clear(q);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"signs", test_signs},
        {"nonnegative", test_nonnegative},
        {"minimum", test_minimum},
        {"random_signs", test_random_signs},
        {"quantile", test_quantile},
        {"random_quantile", test_random_quantile},
        {"close_roots", test_close_roots},
        {"sums", test_sums},
    };

    return XP_TEST_MAIN("piecewise_signs", tests);
}
