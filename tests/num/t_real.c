/* Real numbers: exact arithmetic, comparisons, words and decimals. */
#include <expost/num/real.h>

#include <stdio.h>

#include <expost/num/rat.h>

#include "tests/lib/harness.h"

static void set_text(fmpq_t value, const char *text)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_rat_set_text(value, text, strlen(text), error) == XP_OK);
    xp_error_clear(error);
}

static void set_rational(xp_real_t x, const char *text)
{
    fmpq_t value;

    fmpq_init(value);
    set_text(value, text);
    xp_real_set_fmpq(x, value);
    fmpq_clear(value);
}

/* x = a + b sqrt(d) */
static void set_surd(xp_real_t x, const char *a, const char *b, const char *d)
{
    fmpq_t value;
    qqbar_t root;

    fmpq_init(value);
    qqbar_init(root);
    set_text(value, d);
    qqbar_set_fmpq(root, value);
    qqbar_sqrt(root, root);
    set_text(value, b);
    qqbar_mul_fmpq(root, root, value);
    set_text(value, a);
    qqbar_add_fmpq(root, root, value);
    xp_real_set_qqbar(x, root);
    fmpq_clear(value);
    qqbar_clear(root);
}

/* The root of a polynomial, constant term first, next to near among the real ones. */
static void set_root(xp_real_t x, const char *polynomial, const char *near)
{
    fmpz_poly_t p;
    qqbar_ptr root;
    xp_real_t y, distance, best;
    fmpq_t point;
    slong k;
    int sign, first = 1;

    fmpz_poly_init(p);
    fmpq_init(point);
    xp_real_init(y);
    xp_real_init(distance);
    xp_real_init(best);
    fmpz_poly_set_str(p, polynomial);
    set_text(point, near);
    root = _qqbar_vec_init(fmpz_poly_degree(p));
    qqbar_roots_fmpz_poly(root, p, 0);
    for (k = 0; k < fmpz_poly_degree(p); k++)
        if (qqbar_is_real(root + k))
        {
            xp_real_set_qqbar(y, root + k);
            xp_real_set_fmpq(distance, point);
            xp_real_sub(distance, y, distance, 24, 128);
            xp_real_mul(distance, distance, distance, 24, 128);
            if (first || (xp_real_compare(&sign, distance, best) && sign < 0))
            {
                xp_real_set(x, y);
                xp_real_swap(best, distance);
                first = 0;
            }
        }
    _qqbar_vec_clear(root, fmpz_poly_degree(p));
    fmpz_poly_clear(p);
    fmpq_clear(point);
    xp_real_clear(y);
    xp_real_clear(distance);
    xp_real_clear(best);
}

static void check_text(const xp_real_t x, long digits, const char *expected)
{
    xp_string_t out;

    xp_string_init(out);
    xp_real_add_text(out, x, digits);
    XP_CHECK_STR(out->text, expected);
    if (strcmp(out->text, expected) != 0)
        fprintf(stderr, "got `%s`, expected `%s`\n", out->text, expected);
    xp_string_clear(out);
}

static void check_latex(const xp_real_t x, long digits, const char *expected)
{
    xp_string_t out;

    xp_string_init(out);
    xp_real_add_latex(out, x, digits);
    XP_CHECK_STR(out->text, expected);
    if (strcmp(out->text, expected) != 0)
        fprintf(stderr, "got `%s`, expected `%s`\n", out->text, expected);
    xp_string_clear(out);
}

static void check_decimal(const xp_real_t x, long digits, int result, const char *expected)
{
    xp_string_t out;

    xp_string_init(out);
    xp_string_add(out, "");
    XP_CHECK(xp_real_add_decimal(out, x, digits) == result);
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
}

static int compare(const xp_real_t x, const xp_real_t y)
{
    int sign = 2;

    return xp_real_compare(&sign, x, y) ? sign : 2;
}

static int compare_text(const xp_real_t x, const char *text)
{
    fmpq_t value;
    int sign = 2, known;

    fmpq_init(value);
    set_text(value, text);
    known = xp_real_compare_fmpq(&sign, x, value);
    fmpq_clear(value);
    return known ? sign : 2;
}

static int sign_of(const xp_real_t x)
{
    int sign = 2;

    return xp_real_sign(&sign, x) ? sign : 2;
}

static void set_ball(xp_real_t x, const char *middle, long exponent)
{
    arb_t ball;
    mag_t radius;

    arb_init(ball);
    mag_init(radius);
    arb_set_str(ball, middle, 128);
    mag_set_ui_2exp_si(radius, 1, exponent);
    arb_add_error_mag(ball, radius);
    xp_real_set_arb(x, ball);
    arb_clear(ball);
    mag_clear(radius);
}

static void test_life(void)
{
    xp_real_t x, y;
    xp_real_struct *vec = xp_real_vec_init(3), *none = xp_real_vec_init(0);
    qqbar_t two;
    arb_t ball;

    xp_real_init(x);
    xp_real_init(y);
    XP_CHECK(x->kind == XP_REAL_RATIONAL && sign_of(x) == 0);
    set_surd(x, "0", "1", "2");
    XP_CHECK(x->kind == XP_REAL_ALGEBRAIC && xp_real_is_exact(x));
    xp_real_set(y, x);
    xp_real_set(y, y);
    XP_CHECK(compare(x, y) == 0);
    xp_real_set(vec + 1, x);
    xp_real_swap(vec + 1, vec + 2);
    XP_CHECK(compare(vec + 2, x) == 0 && sign_of(vec + 1) == 0);
    /* sqrt(4) is 2, a ball without a radius its middle. */
    qqbar_init(two);
    qqbar_sqrt_ui(two, 4);
    xp_real_set_qqbar(x, two);
    XP_CHECK(x->kind == XP_REAL_RATIONAL && compare_text(x, "2") == 0);
    arb_init(ball);
    arb_set_si(ball, -3);
    arb_mul_2exp_si(ball, ball, -2);
    xp_real_set_arb(x, ball);
    XP_CHECK(x->kind == XP_REAL_RATIONAL && compare_text(x, "-3/4") == 0);
    arb_pos_inf(ball);
    xp_real_set_arb(x, ball);
    XP_CHECK(x->kind == XP_REAL_ENCLOSURE && !xp_real_is_exact(x));
    set_ball(x, "1", -10);
    xp_real_set(y, x);
    XP_CHECK(y->kind == XP_REAL_ENCLOSURE && arb_equal(x->ball, y->ball));
    xp_real_vec_clear(vec, 3);
    xp_real_vec_clear(none, 0);
    xp_real_clear(x);
    xp_real_clear(y);
    qqbar_clear(two);
    arb_clear(ball);
}

static void test_compare(void)
{
    xp_real_t x, y, z;
    fmpq_t near, tiny;

    xp_real_init(x);
    xp_real_init(y);
    xp_real_init(z);
    fmpq_init(near);
    fmpq_init(tiny);
    set_surd(x, "1/2", "-1/6", "3");
    /* 0.2113 */
    XP_CHECK(sign_of(x) == 1);
    XP_CHECK(compare_text(x, "0.2113") == 1 && compare_text(x, "0.2114") == -1);
    /* 10^-1000 on either side is decided. */
    fmpq_set_si(tiny, 10, 1);
    fmpq_pow_si(tiny, tiny, -1000);
    xp_real_bounds(near, near, x, 4000);
    fmpq_sub(near, near, tiny);
    {
        int sign = 0;

        XP_CHECK(xp_real_compare_fmpq(&sign, x, near) && sign == 1);
        fmpq_add(near, near, tiny);
        fmpq_add(near, near, tiny);
        XP_CHECK(xp_real_compare_fmpq(&sign, x, near) && sign == -1);
        xp_real_set_fmpq(z, tiny);
        xp_real_add(z, x, z, 24, 128);
        XP_CHECK(z->kind == XP_REAL_ALGEBRAIC && compare(x, z) == -1 && compare(z, x) == 1);
    }
    /* sqrt(2) + sqrt(3) and the root of x^4 - 10 x^2 + 1 near 3.14626 */
    set_surd(x, "0", "1", "2");
    set_surd(y, "0", "1", "3");
    XP_CHECK(compare(x, y) == -1 && compare(y, x) == 1 && compare(x, x) == 0);
    xp_real_add(z, x, y, 24, 128);
    set_root(x, "5  1 0 -10 0 1", "3");
    XP_CHECK(z->kind == XP_REAL_ALGEBRAIC && compare(x, z) == 0);
    set_root(y, "5  1 0 -10 0 1", "-3");
    XP_CHECK(compare(y, x) == -1 && compare(x, y) == 1 && sign_of(y) == -1);
    /* Enclosures decide only what they exclude. */
    set_ball(x, "1.5", -4);
    XP_CHECK(compare_text(x, "1.45") == 2 && compare_text(x, "1.3") == 1);
    XP_CHECK(compare_text(x, "1.6") == -1 && sign_of(x) == 1 && compare(x, x) == 2);
    set_surd(y, "0", "1", "2");
    XP_CHECK(compare(x, y) == 1 && compare(y, x) == -1);
    set_ball(x, "1.5", -3);
    XP_CHECK(compare(x, y) == 2 && compare(y, x) == 2);
    set_ball(x, "0", -100);
    XP_CHECK(sign_of(x) == 2);
    set_ball(x, "-1", -3);
    XP_CHECK(sign_of(x) == -1);
    xp_real_clear(x);
    xp_real_clear(y);
    xp_real_clear(z);
    fmpq_clear(near);
    fmpq_clear(tiny);
}

static void test_arithmetic(void)
{
    xp_real_t x, y, z;
    fmpq_poly_t f;
    arb_t ball;

    xp_real_init(x);
    xp_real_init(y);
    xp_real_init(z);
    fmpq_poly_init(f);
    arb_init(ball);
    set_rational(x, "1/3");
    set_rational(y, "1/6");
    xp_real_add(z, x, y, 24, 128);
    XP_CHECK(compare_text(z, "1/2") == 0);
    xp_real_sub(z, y, x, 24, 128);
    XP_CHECK(compare_text(z, "-1/6") == 0);
    xp_real_mul(x, x, x, 24, 128);
    XP_CHECK(compare_text(x, "1/9") == 0);
    /* 1/6 - (1 - sqrt(2)) = -5/6 + sqrt(2), and the other way round */
    set_surd(x, "1", "-1", "2");
    xp_real_sub(z, y, x, 24, 128);
    check_text(z, -1, "(-5 + 6*sqrt(2))/6");
    xp_real_sub(z, x, y, 24, 128);
    check_text(z, -1, "(5 - 6*sqrt(2))/6");
    set_rational(y, "0");
    xp_real_mul(z, x, y, 24, 128);
    XP_CHECK(compare_text(z, "0") == 0);
    /* (1 - sqrt(2))(3 + sqrt(8)) = 3 + 2 sqrt(2) - 3 sqrt(2) - 4 = -1 - sqrt(2): one field. */
    set_surd(y, "3", "1", "8");
    xp_real_mul(z, x, y, 2, 128);
    check_text(z, -1, "-1 - sqrt(2)");
    xp_real_add(z, y, x, 2, 128);
    check_text(z, -1, "4 + sqrt(2)");
    set_surd(y, "0", "-1", "1/2");
    xp_real_sub(z, x, y, 2, 128);
    check_text(z, -1, "(2 - sqrt(2))/2");
    /* The conjugate: the sum is rational. */
    set_surd(y, "1", "1", "2");
    xp_real_add(z, x, y, 2, 128);
    XP_CHECK(z->kind == XP_REAL_RATIONAL && compare_text(z, "2") == 0);
    xp_real_mul(z, x, y, 2, 128);
    XP_CHECK(z->kind == XP_REAL_RATIONAL && compare_text(z, "-1") == 0);
    /* Degrees 2 and 2 make 4; with less allowed a ball. */
    set_surd(y, "0", "1", "3");
    xp_real_mul(z, x, y, 4, 128);
    XP_CHECK(z->kind == XP_REAL_ALGEBRAIC);
    xp_real_mul(y, x, y, 3, 128);
    XP_CHECK(y->kind == XP_REAL_ENCLOSURE && arb_rel_accuracy_bits(y->ball) >= 128);
    qqbar_get_arb(ball, z->algebraic, 256);
    XP_CHECK(arb_contains(y->ball, ball));
    /* x - x = 0 whatever the degree. */
    set_root(x, "8  -3 1 0 0 0 0 0 1", "1");
    xp_real_sub(z, x, x, 7, 128);
    XP_CHECK(z->kind == XP_REAL_RATIONAL && sign_of(z) == 0);
    /* x^7 + x - 3 = 0: x^7 + x + 1/2 = 7/2, also when the limit is low */
    fmpq_poly_set_str(f, "8  1/2 1 0 0 0 0 0 1");
    xp_real_evaluate(z, f, x, 2, 128);
    XP_CHECK(z->kind == XP_REAL_RATIONAL && compare_text(z, "7/2") == 0);
    fmpq_poly_set_str(f, "3  0 0 1");
    xp_real_evaluate(z, f, x, 7, 128);
    xp_real_mul(y, x, x, 7, 128);
    XP_CHECK(z->kind == XP_REAL_ALGEBRAIC && compare(y, z) == 0);
    xp_real_evaluate(z, f, x, 6, 200);
    XP_CHECK(z->kind == XP_REAL_ENCLOSURE && arb_rel_accuracy_bits(z->ball) >= 190);
    xp_real_get_arb(ball, y, 400);
    XP_CHECK(arb_contains(z->ball, ball));
    fmpq_poly_set_str(f, "2  1 2");
    set_rational(x, "1/4");
    xp_real_evaluate(x, f, x, 6, 128);
    XP_CHECK(compare_text(x, "3/2") == 0);
    set_ball(x, "1", -20);
    xp_real_evaluate(x, f, x, 6, 128);
    XP_CHECK(x->kind == XP_REAL_ENCLOSURE && compare_text(x, "3") == 2);
    XP_CHECK(compare_text(x, "3.00001") == -1);
    xp_real_clear(x);
    xp_real_clear(y);
    xp_real_clear(z);
    fmpq_poly_clear(f);
    arb_clear(ball);
}

static void test_bounds(void)
{
    xp_real_t x;
    fmpq_t low, high, gap, width, value;
    fmpz_poly_t p;
    slong bits;

    xp_real_init(x);
    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(gap);
    fmpq_init(width);
    fmpq_init(value);
    fmpz_poly_init(p);
    for (bits = 1; bits < 400; bits = 3 * bits + 1)
    {
        fmpq_one(width);
        fmpq_div_2exp(width, width, (ulong) bits);
        set_surd(x, "-1000", "1", "2");
        XP_CHECK(xp_real_bounds(low, high, x, bits));
        fmpq_sub(gap, high, low);
        XP_CHECK(fmpq_cmp(gap, width) <= 0 && fmpz_popcnt(fmpq_denref(low)) == 1);
        /* (low + 1000)^2 < 2 < (high + 1000)^2 */
        fmpq_add_si(low, low, 1000);
        fmpq_mul(low, low, low);
        fmpq_add_si(high, high, 1000);
        fmpq_mul(high, high, high);
        XP_CHECK(fmpq_cmp_si(low, 2) < 0 && fmpq_cmp_si(high, 2) > 0);
        set_rational(x, "-1/3");
        XP_CHECK(xp_real_bounds(low, high, x, bits));
        fmpq_sub(gap, high, low);
        XP_CHECK(fmpq_cmp(gap, width) <= 0 && fmpq_cmp(low, x->rational) < 0);
        XP_CHECK(fmpq_cmp(high, x->rational) > 0);
    }
    set_ball(x, "0.75", -3);
    XP_CHECK(xp_real_bounds(low, high, x, 64));
    XP_CHECK(compare_text(x, "0.6") == 1);
    set_text(value, "5/8");
    XP_CHECK(fmpq_equal(low, value));
    set_text(value, "7/8");
    XP_CHECK(fmpq_equal(high, value));
    arb_indeterminate(x->ball);
    XP_CHECK(!xp_real_bounds(low, high, x, 64));
    XP_CHECK(fmpq_equal(high, value));
    /* cos of 20, 100 and 140 degrees, doubled: 0.3473 is -2 cos 100 */
    set_root(x, "4  1 -3 0 1", "0");
    xp_real_minimal_polynomial(p, low, high, x);
    {
        char *text = fmpz_poly_get_str(p);

        XP_CHECK_STR(text, "4  1 -3 0 1");
        flint_free(text);
    }
    set_text(value, "0.3473");
    XP_CHECK(fmpq_cmp(low, value) < 0 || fmpq_cmp_si(low, 0) > 0);
    XP_CHECK(fmpq_cmp_si(low, -1) > 0 && fmpq_cmp_si(high, 1) < 0);
    /* Two roots 5 10^-11 apart: the sign changes once from low to high. */
    set_root(x, "5  -2 12000 -18000000 0 1", "0.0003");
    xp_real_minimal_polynomial(p, low, high, x);
    fmpz_poly_evaluate_fmpq(value, p, low);
    fmpz_poly_evaluate_fmpq(gap, p, high);
    XP_CHECK(fmpq_sgn(value) * fmpq_sgn(gap) == -1);
    {
        int sign = 0;

        XP_CHECK(xp_real_compare_fmpq(&sign, x, low) && sign == 1);
        XP_CHECK(xp_real_compare_fmpq(&sign, x, high) && sign == -1);
    }
    xp_real_clear(x);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(gap);
    fmpq_clear(width);
    fmpq_clear(value);
    fmpz_poly_clear(p);
}

static void test_text(void)
{
    xp_real_t x;

    xp_real_init(x);
    set_rational(x, "3/8");
    check_text(x, -1, "3/8");
    check_text(x, 5, "3/8 = 0.375");
    check_text(x, 2, "3/8 ≈ 0.38");
    check_latex(x, 5, "\\frac{3}{8} = 0.375");
    set_rational(x, "-3/8");
    check_latex(x, -1, "-\\frac{3}{8}");
    set_rational(x, "10");
    check_text(x, 5, "10");
    set_surd(x, "1/2", "-1/6", "3");
    check_text(x, -1, "(3 - sqrt(3))/6");
    check_text(x, 4, "(3 - sqrt(3))/6 ≈ 0.2113");
    check_latex(x, -1, "\\frac{3 - \\sqrt{3}}{6}");
    check_latex(x, 3, "\\frac{3 - \\sqrt{3}}{6} \\approx 0.211");
    set_surd(x, "1", "-1", "2/3");
    check_text(x, -1, "(3 - sqrt(6))/3");
    set_surd(x, "0", "1/2", "2");
    check_text(x, -1, "sqrt(2)/2");
    check_latex(x, -1, "\\frac{\\sqrt{2}}{2}");
    set_surd(x, "0", "-3/2", "8");
    check_text(x, -1, "-3*sqrt(2)");
    set_surd(x, "121/240", "-5/24", "5");
    check_text(x, -1, "(121 - 50*sqrt(5))/240");
    check_latex(x, -1, "\\frac{121 - 50 \\sqrt{5}}{240}");
    set_surd(x, "-2", "1", "12");
    check_text(x, -1, "-2 + 2*sqrt(3)");
    /* 2 * 100003^2, and 10007^2 * 10009: right, if not as short as it could be. */
    set_surd(x, "0", "1", "20001200018");
    check_text(x, -1, "100003*sqrt(2)");
    set_surd(x, "1", "1", "100230175044100");
    check_text(x, -1, "1 + 10*sqrt(1002301750441)");
    /* Roots of rationals: x^3 = 8/5, x^3 = -1/4, (1 - x)^3 = 1/5, x^4 = 2 */
    set_root(x, "4  -8 0 0 5", "1");
    check_text(x, -1, "2*(1/5)^(1/3)");
    check_latex(x, -1, "2 \\sqrt[3]{\\frac{1}{5}}");
    set_root(x, "4  -1 0 0 5", "1");
    check_text(x, -1, "(1/5)^(1/3)");
    set_root(x, "4  1 0 0 4", "1");
    check_text(x, -1, "-(1/4)^(1/3)");
    set_root(x, "4  -4 15 -15 5", "1/2");
    check_text(x, -1, "1 - (1/5)^(1/3)");
    set_root(x, "5  -2 0 0 0 1", "-1");
    check_text(x, 6, "-2^(1/4) ≈ -1.189207");
    set_root(x, "4  -5 0 0 8", "1");
    check_text(x, -1, "5^(1/3)/2");
    check_latex(x, -1, "\\frac{1}{2} \\sqrt[3]{5}");
    /* 2 sin 10, and sin 10 degrees: 8 x^3 - 6 x + 1 = 0 near 0.17365 */
    set_root(x, "4  1 -6 0 8", "0.17");
    check_text(x, -1, "root of 8x^3 - 6x + 1 in [0.173, 0.174]");
    check_text(x, 5, "root of 8x^3 - 6x + 1 in [0.173, 0.174] ≈ 0.17365");
    check_latex(x, -1, "\\text{root of } 8x^{3} - 6x + 1 \\text{ in } [0.173, 0.174]");
    set_root(x, "4  1 -6 0 8", "-1");
    check_text(x, -1, "root of 8x^3 - 6x + 1 in [-0.940, -0.939]");
    /* x^3 - 1000 x + 1: near 0.001, three digits */
    set_root(x, "4  1 -1000 0 1", "0");
    check_text(x, -1, "root of x^3 - 1000x + 1 in [0.00100, 0.00101]");
    set_root(x, "4  -1 200 0 1", "0.004");
    check_text(x, -1, "root of x^3 + 200x - 1 in [0.00499, 0.00500]");
    /* x^4 = 2 (3000 x - 1)^2: 1/3000 -+ 1/(3000 3000^2 sqrt(2)) nearly, 5 10^-11 apart */
    set_root(x, "5  -2 12000 -18000000 0 1", "0.0003");
    check_text(x, -1,
               "root of x^4 - 18000000x^2 + 12000x - 2 in [0.00033333330, 0.00033333331]");
    xp_real_clear(x);
}

static void test_enclosure_text(void)
{
    xp_real_t x;

    xp_real_init(x);
    /* 2^-50 = 8.9e-16: the last digit shown is of order 1e-16 or the fifteenth */
    set_ball(x, "0.00901211", -50);
    check_text(x, -1, "0.0090121100000000 ± 9e-16");
    check_latex(x, -1, "0.0090121100000000 \\pm 9 \\cdot 10^{-16}");
    set_ball(x, "0.00901211", -10);
    check_text(x, -1, "0.0090 ± 0.001");
    set_ball(x, "2", -200);
    check_text(x, 3, "2.00000000000000 ± 7e-61");
    check_text(x, 20, "2.0000000000000000000 ± 7e-61");
    /* What rounding leaves out counts as error. */
    set_ball(x, "0.333333333333333333333333", -200);
    check_text(x, -1, "0.333333333333333 ± 4e-16");
    set_ball(x, "-123456789.25", 10);
    check_text(x, -1, "-123457000 ± 2000");
    set_ball(x, "0.001", -3);
    check_text(x, -1, "0 ± 0.2");
    set_ball(x, "1e-20", -100);
    check_text(x, -1, "1.00000000000e-20 ± 8e-31");
    set_ball(x, "0", 0);
    arb_indeterminate(x->ball);
    check_text(x, -1, "unknown");
    check_latex(x, -1, "\\text{unknown}");
    xp_real_clear(x);
}

static void test_decimal(void)
{
    xp_real_t x;

    xp_real_init(x);
    set_rational(x, "3/8");
    check_decimal(x, 3, 1, "0.375");
    check_decimal(x, 2, 0, "0.38");
    /* sqrt(2) = 1.41421356237309504880168872420969807856967187537694... */
    set_surd(x, "0", "1", "2");
    check_decimal(x, 0, 0, "1");
    check_decimal(x, 10, 0, "1.4142135624");
    check_decimal(x, 50, 0, "1.41421356237309504880168872420969807856967187537695");
    set_surd(x, "0", "-1", "2");
    check_decimal(x, 10, 0, "-1.4142135624");
    /* sqrt(10^80 + 1) - 10^40 = 5e-41: its rounding is decided far behind the point. */
    set_surd(x, "-10000000000000000000000000000000000000000", "1",
             "100000000000000000000000000000000000000000000000000000000000000000000000000000001");
    check_decimal(x, 3, 0, "0.000");
    check_decimal(x, 40, 0, "0.0000000000000000000000000000000000000000");
    check_decimal(x, 41, 0, "0.00000000000000000000000000000000000000005");
    set_ball(x, "0.125", -20);
    check_decimal(x, 2, -1, "");
    check_decimal(x, 1, 0, "0.1");
    check_decimal(x, 8, -1, "");
    arb_indeterminate(x->ball);
    check_decimal(x, 1, -1, "");
    xp_real_clear(x);
}

/* Sums and products of a + b sqrt(d) with random entries, beside those by the formula. */
static void test_random_quadratic(void)
{
    uint64_t state = 4711;
    long round;
    int sign, kinds[2] = {0, 0};

    for (round = 0; round < xp_test_rounds(100); round++)
    {
        slong n[5], k;
        char text[5][8];
        xp_real_t x, y, z, expected;

        for (k = 0; k < 5; k++)
        {
            n[k] = (slong) xp_test_random(&state, 9) - 4;
            sprintf(text[k], "%ld", (long) n[k]);
        }
        xp_real_init(x);
        xp_real_init(y);
        xp_real_init(z);
        xp_real_init(expected);
        set_surd(x, text[0], text[1], "5");
        set_surd(y, text[2], text[3], "5");
        xp_real_mul(z, x, y, 2, 64);
        sprintf(text[0], "%ld", (long) (n[0] * n[2] + 5 * n[1] * n[3]));
        sprintf(text[1], "%ld", (long) (n[0] * n[3] + n[1] * n[2]));
        set_surd(expected, text[0], text[1], "5");
        XP_CHECK(z->kind == expected->kind && compare(z, expected) == 0);
        kinds[z->kind == XP_REAL_ALGEBRAIC]++;
        xp_real_sub(z, x, y, 2, 64);
        sprintf(text[0], "%ld", (long) (n[0] - n[2]));
        sprintf(text[1], "%ld", (long) (n[1] - n[3]));
        set_surd(expected, text[0], text[1], "5");
        XP_CHECK(z->kind == expected->kind && compare(z, expected) == 0);
        /* The order is that of the difference's sign. */
        XP_CHECK(xp_real_sign(&sign, z) && sign == compare(x, y));
        xp_real_clear(x);
        xp_real_clear(y);
        xp_real_clear(z);
        xp_real_clear(expected);
    }
    XP_CHECK(kinds[0] > 0 && kinds[1] > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"life", test_life},
        {"compare", test_compare},
        {"arithmetic", test_arithmetic},
        {"bounds", test_bounds},
        {"text", test_text},
        {"enclosure_text", test_enclosure_text},
        {"decimal", test_decimal},
        {"random_quadratic", test_random_quadratic},
    };

    return XP_TEST_MAIN("real", tests);
}
