/* Piecewise polynomials: their life, algebra, values, convolution, words. */
#include <stdio.h>

#include "tests/num/piecewise_build.h"

static void test_life(void)
{
    static const char *const knots[] = {"0", "1", "2", "3"};
    static const char *const pieces[] = {"2  0 1", "2  0 1", "1  1"};
    static const char *const joined_knots[] = {"0", "2", "3"};
    static const char *const joined_pieces[] = {"2  0 1", "1  1"};
    static const char *const whole_knots[] = {"0", "1/2", "3/4", "1"};
    static const char *const whole_pieces[] = {"1  5", "1  5", "1  5"};
    xp_piecewise_t f, g;
    fmpq_t x;

    xp_piecewise_init(f);
    xp_piecewise_init(g);
    fmpq_init(x);
    XP_CHECK(f->count == 0 && xp_piecewise_equal(f, g));
    build(f, 3, knots, pieces);
    XP_CHECK(f->count == 3 && !xp_piecewise_is_continuous(f) && xp_piecewise_degree(f) == 1);
    build(g, 2, joined_knots, joined_pieces);
    XP_CHECK(xp_piecewise_equal(f, g));
    xp_piecewise_set(g, f);
    xp_piecewise_set(g, g);
    XP_CHECK(g->count == 3 && xp_piecewise_equal(f, g));
    xp_piecewise_canonicalise(g);
    XP_CHECK(g->count == 2 && xp_piecewise_equal(f, g));
    XP_CHECK(has_value(g, "2", "1") && has_value(g, "3", "1"));
    XP_CHECK(has_value(g, "199/100", "199/100"));
    set_text(x, "2");
    XP_CHECK(xp_piecewise_find(f, x) == 2 && xp_piecewise_find(g, x) == 1);
    set_text(x, "3");
    XP_CHECK(xp_piecewise_find(f, x) == 2);
    set_text(x, "0");
    XP_CHECK(xp_piecewise_find(f, x) == 0);
    set_text(x, "1");
    XP_CHECK(xp_piecewise_find(f, x) == 1);
    /* A piece appended from the function's own arrays. */
    set_text(x, "4");
    xp_piecewise_append(f, x, f->piece);
    XP_CHECK(f->count == 4 && has_value(f, "7/2", "7/2") && !xp_piecewise_equal(f, g));
    build(f, 3, whole_knots, whole_pieces);
    xp_piecewise_canonicalise(f);
    XP_CHECK(f->count == 1 && has_value(f, "1", "5") && xp_piecewise_is_continuous(f));
    xp_piecewise_swap(f, g);
    XP_CHECK(f->count == 2 && g->count == 1 && !xp_piecewise_equal(f, g));
    xp_piecewise_clear(f);
    xp_piecewise_clear(g);
    fmpq_clear(x);
}

static void set_domain(xp_piecewise_t f, const char *low, const char *high)
{
    fmpq_t a, b, zero, one;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_one(one);
    set_text(a, low);
    set_text(b, high);
    xp_piecewise_set_domain(f, a, b, zero, one);
    XP_CHECK(fmpq_equal(f->knot, a) && fmpq_equal(f->knot + f->count, b));
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(zero);
    fmpq_clear(one);
}

static void test_domain(void)
{
    xp_piecewise_t cdf, f;

    xp_piecewise_init(cdf);
    xp_piecewise_init(f);
    build_one(cdf, "0", "1", "2  0 1");
    xp_piecewise_set(f, cdf);
    set_domain(f, "-1", "2");
    XP_CHECK(f->count == 3 && has_value(f, "-1/2", "0") && has_value(f, "1/3", "1/3"));
    XP_CHECK(has_value(f, "3/2", "1") && xp_piecewise_is_continuous(f));
    set_domain(f, "1/4", "3/4");
    XP_CHECK(f->count == 1 && has_value(f, "1/2", "1/2"));
    xp_piecewise_set(f, cdf);
    set_domain(f, "1/2", "3");
    XP_CHECK(f->count == 2 && has_value(f, "1/2", "1/2") && has_value(f, "2", "1"));
    xp_piecewise_set(f, cdf);
    set_domain(f, "-3", "0");
    XP_CHECK(f->count == 1 && has_value(f, "0", "0"));
    xp_piecewise_set(f, cdf);
    set_domain(f, "1", "2");
    XP_CHECK(f->count == 1 && has_value(f, "1", "1"));
    xp_piecewise_set(f, cdf);
    set_domain(f, "0", "1");
    XP_CHECK(xp_piecewise_equal(f, cdf));
    xp_piecewise_clear(cdf);
    xp_piecewise_clear(f);
}

static void test_calculus(void)
{
    static const char *const knots[] = {"0", "1", "3"};
    static const char *const pieces[] = {"2  0 1", "2  3 -1"};
    xp_piecewise_t f, h;
    fmpq_t a, b;

    xp_piecewise_init(f);
    xp_piecewise_init(h);
    fmpq_init(a);
    fmpq_init(b);
    /* x, then 3 - x with a jump from 1 to 2: integrals 1/2 and 2 */
    build(f, 2, knots, pieces);
    xp_piecewise_integral(a, f);
    set_text(b, "5/2");
    XP_CHECK(fmpq_equal(a, b));
    xp_piecewise_primitive(h, f);
    XP_CHECK(xp_piecewise_is_continuous(h) && has_value(h, "0", "0") && has_value(h, "1", "1/2"));
    XP_CHECK(has_value(h, "2", "2") && has_value(h, "3", "5/2"));
    xp_piecewise_derivative(h, h);
    XP_CHECK(xp_piecewise_equal(h, f));
    /* f(1 - 2x): knots -1, 0, 1/2 */
    set_text(a, "-2");
    set_text(b, "1");
    xp_piecewise_compose_affine(h, f, a, b);
    XP_CHECK(h->count == 2 && has_value(h, "-1", "0") && has_value(h, "-1/2", "1"));
    XP_CHECK(has_value(h, "1/4", "1/2") && has_value(h, "1/2", "0"));
    set_text(a, "2/3");
    set_text(b, "-1/5");
    xp_piecewise_compose_affine(f, f, a, b);
    /* 2/3 * 3/2 - 1/5 = 4/5;  2/3 * 2 - 1/5 = 17/15, 3 - 17/15 = 28/15 */
    XP_CHECK(has_value(f, "3/2", "4/5") && has_value(f, "2", "28/15"));
    XP_CHECK(has_value(f, "3/10", "0") && has_value(f, "24/5", "0"));
    xp_piecewise_clear(f);
    xp_piecewise_clear(h);
    fmpq_clear(a);
    fmpq_clear(b);
}

/* Sums, products, powers at many points, beside those of the values. */
static void test_random_algebra(void)
{
    uint64_t state = 11;
    long round;

    for (round = 0; round < xp_test_rounds(60); round++)
    {
        xp_piecewise_t f, g, h[6];
        fmpq_t c, x, u, v, w, value;
        slong k;

        xp_piecewise_init(f);
        xp_piecewise_init(g);
        fmpq_init(c);
        fmpq_init(x);
        fmpq_init(u);
        fmpq_init(v);
        fmpq_init(w);
        fmpq_init(value);
        build_random(f, &state, 3, (int) xp_test_random(&state, 2));
        build_random(g, &state, 2, 0);
        fmpq_set_si(c, (slong) xp_test_random(&state, 11) - 5, 3);
        for (k = 0; k < 6; k++)
            xp_piecewise_init(h[k]);
        xp_piecewise_add(h[0], f, g);
        xp_piecewise_set(h[1], g);
        xp_piecewise_sub(h[1], f, h[1]);
        xp_piecewise_set(h[2], f);
        xp_piecewise_mul(h[2], h[2], g);
        xp_piecewise_scalar_mul(h[3], f, c);
        xp_piecewise_add_scalar(h[4], f, c);
        xp_piecewise_pow(h[5], f, 3);
        for (k = 0; k <= 24; k++)
        {
            fmpq_set_si(x, k, 24);
            xp_piecewise_evaluate(u, f, x);
            xp_piecewise_evaluate(v, g, x);
            fmpq_add(w, u, v);
            xp_piecewise_evaluate(value, h[0], x);
            XP_CHECK(fmpq_equal(value, w));
            fmpq_sub(w, u, v);
            xp_piecewise_evaluate(value, h[1], x);
            XP_CHECK(fmpq_equal(value, w));
            fmpq_mul(w, u, v);
            xp_piecewise_evaluate(value, h[2], x);
            XP_CHECK(fmpq_equal(value, w));
            fmpq_mul(w, u, c);
            xp_piecewise_evaluate(value, h[3], x);
            XP_CHECK(fmpq_equal(value, w));
            fmpq_add(w, u, c);
            xp_piecewise_evaluate(value, h[4], x);
            XP_CHECK(fmpq_equal(value, w));
            fmpq_mul(w, u, u);
            fmpq_mul(w, w, u);
            xp_piecewise_evaluate(value, h[5], x);
            XP_CHECK(fmpq_equal(value, w));
        }
        /* f f = f^2, f - f = 0 */
        xp_piecewise_mul(h[0], f, f);
        xp_piecewise_pow(h[1], f, 2);
        XP_CHECK(xp_piecewise_equal(h[0], h[1]));
        xp_piecewise_sub(h[0], f, f);
        xp_piecewise_canonicalise(h[0]);
        XP_CHECK(h[0]->count == 1 && xp_piecewise_degree(h[0]) == -1);
        xp_piecewise_pow(h[0], f, 0);
        xp_piecewise_canonicalise(h[0]);
        XP_CHECK(h[0]->count == 1 && has_value(h[0], "1/2", "1"));
        for (k = 0; k < 6; k++)
            xp_piecewise_clear(h[k]);
        xp_piecewise_clear(f);
        xp_piecewise_clear(g);
        fmpq_clear(c);
        fmpq_clear(x);
        fmpq_clear(u);
        fmpq_clear(v);
        fmpq_clear(w);
        fmpq_clear(value);
    }
}

static void test_balls(void)
{
    static const char *const knots[] = {"0", "1/3", "1"};
    static const char *const pieces[] = {"2  0 3", "2  3/2 -3/2"};
    xp_piecewise_t f;
    arb_t x, y;
    xp_real_t r, value;
    qqbar_t root;
    fmpq_t q;
    int sign = 2;

    xp_piecewise_init(f);
    arb_init(x);
    arb_init(y);
    xp_real_init(r);
    xp_real_init(value);
    qqbar_init(root);
    fmpq_init(q);
    build(f, 2, knots, pieces);
    XP_CHECK(xp_piecewise_is_continuous(f));
    /* [1/4, 1/2] meets both pieces: values from 3/4 to 1 */
    arb_set_str(x, "0.375 +/- 0.125", 64);
    xp_piecewise_evaluate_arb(y, f, x, 64);
    XP_CHECK(arb_is_positive(y));
    set_text(q, "1");
    XP_CHECK(arb_contains_fmpq(y, q));
    set_text(q, "3/4");
    XP_CHECK(arb_contains_fmpq(y, q));
    set_text(q, "101/100");
    XP_CHECK(!arb_contains_fmpq(y, q));
    set_text(q, "74/100");
    XP_CHECK(!arb_contains_fmpq(y, q));
    /* A ball about the knot that is not dyadic, and one that knows nothing but the domain. */
    set_text(q, "1/3");
    arb_set_fmpq(x, q, 64);
    xp_piecewise_evaluate_arb(y, f, x, 64);
    XP_CHECK(arb_rel_accuracy_bits(y) > 50 && arb_contains_si(y, 1));
    arb_zero_pm_inf(x);
    xp_piecewise_evaluate_arb(y, f, x, 64);
    XP_CHECK(arb_is_finite(y) && arb_contains_si(y, 0) && arb_contains_si(y, 1));
    /* sqrt(2)/2 lies in the second piece: 3/2 - 3 sqrt(2)/4; sqrt(2)/5 in the first. */
    qqbar_sqrt_ui(root, 2);
    set_text(q, "1/2");
    qqbar_mul_fmpq(root, root, q);
    xp_real_set_qqbar(r, root);
    xp_piecewise_evaluate_real(value, f, r, 2, 64);
    set_text(q, "-3/2");
    qqbar_mul_fmpq(root, root, q);
    qqbar_sub_fmpq(root, root, q);
    xp_real_set_qqbar(r, root);
    XP_CHECK(xp_real_compare(&sign, value, r) && sign == 0);
    qqbar_sqrt_ui(root, 2);
    qqbar_div_ui(root, root, 5);
    xp_real_set_qqbar(r, root);
    xp_piecewise_evaluate_real(r, f, r, 2, 64);
    qqbar_mul_ui(root, root, 3);
    xp_real_set_qqbar(value, root);
    XP_CHECK(xp_real_compare(&sign, value, r) && sign == 0);
    arb_set_str(x, "0.375 +/- 0.125", 64);
    xp_real_set_arb(r, x);
    xp_piecewise_evaluate_real(value, f, r, 2, 64);
    XP_CHECK(value->kind == XP_REAL_ENCLOSURE && arb_contains_si(value->ball, 1));
    set_text(q, "1/3");
    xp_real_set_fmpq(r, q);
    xp_piecewise_evaluate_real(value, f, r, 2, 64);
    XP_CHECK(value->kind == XP_REAL_RATIONAL && fmpq_is_one(value->rational));
    xp_piecewise_clear(f);
    arb_clear(x);
    arb_clear(y);
    xp_real_clear(r);
    xp_real_clear(value);
    qqbar_clear(root);
    fmpq_clear(q);
}

/*
 * Sums of uniform types on [0, 1] (Irwin-Hall): x, 2 - x; x^2/2, (-2x^2 + 6x - 3)/2, (3 - x)^2/2;
 * four: (1/6) sum (-1)^k C(4, k) (x - k)_+^3, so 1/48 at 1/2, 1/6 at 1, 23/48 at 3/2, 2/3 at 2.
 */
static void test_irwin_hall(void)
{
    static const char *const knots[] = {"0", "1", "2", "3"};
    static const char *const pieces[] = {"3  0 0 1/2", "3  -3/2 3 -1", "3  9/2 -3 1/2"};
    xp_piecewise_t one, sum, expected;
    xp_error_t error;
    fmpq_t total;
    slong n;

    xp_piecewise_init(one);
    xp_piecewise_init(sum);
    xp_piecewise_init(expected);
    xp_error_init(error);
    fmpq_init(total);
    build_one(one, "0", "1", "1  1");
    XP_CHECK(xp_piecewise_convolve(sum, one, one, error) == XP_OK);
    XP_CHECK(sum->count == 2 && has_value(sum, "1/2", "1/2") && has_value(sum, "1", "1"));
    XP_CHECK(has_value(sum, "3/2", "1/2") && has_value(sum, "2", "0") && has_value(sum, "0", "0"));
    XP_CHECK(xp_piecewise_convolve(sum, sum, one, error) == XP_OK);
    build(expected, 3, knots, pieces);
    XP_CHECK(xp_piecewise_equal(sum, expected) && has_value(sum, "3/2", "3/4"));
    XP_CHECK(xp_piecewise_convolve(sum, one, sum, error) == XP_OK);
    XP_CHECK(has_value(sum, "1/2", "1/48") && has_value(sum, "1", "1/6"));
    XP_CHECK(has_value(sum, "3/2", "23/48") && has_value(sum, "2", "2/3"));
    XP_CHECK(has_value(sum, "3", "1/6") && has_value(sum, "4", "0"));
    /* The same from the sum of two with itself. */
    XP_CHECK(xp_piecewise_convolve(expected, one, one, error) == XP_OK);
    XP_CHECK(xp_piecewise_convolve(expected, expected, expected, error) == XP_OK);
    XP_CHECK(xp_piecewise_equal(sum, expected));
    /* Fifty: 50 pieces of degree 49, symmetric, of integral 1, (1/49!) x^49 at first. */
    for (n = 5; n <= 50; n++)
        XP_CHECK(xp_piecewise_convolve(sum, sum, one, error) == XP_OK);
    xp_piecewise_integral(total, sum);
    XP_CHECK(sum->count == 50 && xp_piecewise_degree(sum) == 49 && fmpq_is_one(total));
    {
        fmpq_t a, b;
        fmpz_t factorial;

        fmpq_init(a);
        fmpq_init(b);
        fmpz_init(factorial);
        set_text(a, "-1");
        set_text(b, "50");
        xp_piecewise_compose_affine(expected, sum, a, b);
        XP_CHECK(xp_piecewise_equal(sum, expected));
        set_text(a, "1");
        xp_piecewise_evaluate(b, sum, a);
        fmpz_fac_ui(factorial, 49);
        fmpq_mul_fmpz(b, b, factorial);
        XP_CHECK(fmpq_is_one(b));
        fmpq_clear(a);
        fmpq_clear(b);
        fmpz_clear(factorial);
    }
    xp_piecewise_clear(one);
    xp_piecewise_clear(sum);
    xp_piecewise_clear(expected);
    xp_error_clear(error);
    fmpq_clear(total);
}

/* The integral of f(t) g(x - t), from knot to knot: by the definition. */
static void convolve_slowly(fmpq_t value, const xp_piecewise_t f, const xp_piecewise_t g,
                            const fmpq_t x)
{
    slong i, j;
    fmpq_t low, high, end;
    fmpq_poly_t turned, product;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(end);
    fmpq_poly_init(turned);
    fmpq_poly_init(product);
    fmpq_zero(value);
    for (i = 0; i < f->count; i++)
        for (j = 0; j < g->count; j++)
        {
            fmpq_sub(low, x, g->knot + j + 1);
            if (fmpq_cmp(low, f->knot + i) < 0)
                fmpq_set(low, f->knot + i);
            fmpq_sub(high, x, g->knot + j);
            if (fmpq_cmp(high, f->knot + i + 1) > 0)
                fmpq_set(high, f->knot + i + 1);
            if (fmpq_cmp(low, high) >= 0)
                continue;
            fmpq_poly_zero(turned);
            fmpq_poly_set_coeff_fmpq(turned, 0, x);
            fmpq_poly_set_coeff_si(turned, 1, -1);
            fmpq_poly_compose(product, g->piece + j, turned);
            fmpq_poly_mul(product, product, f->piece + i);
            fmpq_poly_integral(product, product);
            fmpq_poly_evaluate_fmpq(end, product, high);
            fmpq_add(value, value, end);
            fmpq_poly_evaluate_fmpq(end, product, low);
            fmpq_sub(value, value, end);
        }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(end);
    fmpq_poly_clear(turned);
    fmpq_poly_clear(product);
}

static void test_random_convolution(void)
{
    uint64_t state = 5;
    long round;

    for (round = 0; round < xp_test_rounds(40); round++)
    {
        xp_piecewise_t f, g, h;
        xp_error_t error;
        fmpq_t x, expected, value, a, b;
        slong k;

        xp_piecewise_init(f);
        xp_piecewise_init(g);
        xp_piecewise_init(h);
        xp_error_init(error);
        fmpq_init(x);
        fmpq_init(expected);
        fmpq_init(value);
        fmpq_init(a);
        fmpq_init(b);
        build_random(f, &state, 2, 0);
        build_random(g, &state, 3, 0);
        /* Another place and scale for g: (x - 1/5) / 2 from 1/5 on. */
        fmpq_set_si(a, 1, 2);
        fmpq_set_si(b, -1, 10);
        xp_piecewise_compose_affine(g, g, a, b);
        XP_CHECK(xp_piecewise_convolve(h, f, g, error) == XP_OK);
        XP_CHECK(xp_piecewise_is_continuous(h));
        fmpq_set_si(a, 1, 5);
        fmpq_set_si(b, 16, 5);
        XP_CHECK(fmpq_equal(h->knot, a) && fmpq_equal(h->knot + h->count, b));
        for (k = 0; k <= 36; k++)
        {
            fmpq_set_si(x, k, 12);
            fmpq_add(x, x, a);
            convolve_slowly(expected, f, g, x);
            xp_piecewise_evaluate(value, h, x);
            XP_CHECK(fmpq_equal(value, expected));
        }
        xp_piecewise_clear(f);
        xp_piecewise_clear(g);
        xp_piecewise_clear(h);
        xp_error_clear(error);
        fmpq_clear(x);
        fmpq_clear(expected);
        fmpq_clear(value);
        fmpq_clear(a);
        fmpq_clear(b);
    }
}

/* 600 pieces by 600: over 10^6 terms. */
static void test_convolution_limit(void)
{
    xp_piecewise_t f, h;
    xp_error_t error;
    fmpq_t high;
    fmpq_poly_t piece;
    slong k;

    xp_piecewise_init(f);
    xp_piecewise_init(h);
    xp_error_init(error);
    fmpq_init(high);
    fmpq_poly_init(piece);
    build_one(f, "0", "1", "1  1");
    build_one(h, "0", "1", "1  7");
    for (k = 2; k <= 600; k++)
    {
        fmpq_set_si(high, k, 1);
        fmpq_poly_set_si(piece, k % 7);
        xp_piecewise_append(f, high, piece);
    }
    XP_CHECK(xp_piecewise_convolve(h, f, f, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL && h->count == 1 && has_value(h, "1", "7"));
    xp_piecewise_clear(f);
    xp_piecewise_clear(h);
    xp_error_clear(error);
    fmpq_clear(high);
    fmpq_poly_clear(piece);
}

static void check_text(const xp_piecewise_t f, int latex, const char *expected)
{
    xp_string_t out;

    xp_string_init(out);
    xp_piecewise_add_text(out, f, "v", latex);
    XP_CHECK_STR(out->text, expected);
    if (strcmp(out->text, expected) != 0)
        fprintf(stderr, "got `%s`, expected `%s`\n", out->text, expected);
    xp_string_clear(out);
}

static void test_text(void)
{
    static const char *const knots[] = {"0", "1/2", "1"};
    static const char *const pieces[] = {"3  1/6 0 -1/2", "3  -1 1 3/4"};
    xp_piecewise_t f;

    xp_piecewise_init(f);
    build_one(f, "0", "1", "3  1/6 0 -1/2");
    check_text(f, 0, "1/6 - v^2/2 on [0, 1]");
    build_one(f, "-1", "1/3", "4  0 -1 -5/3 7");
    check_text(f, 0, "-v - 5*v^2/3 + 7*v^3 on [-1, 1/3]");
    build_one(f, "0", "1", "0");
    check_text(f, 0, "0 on [0, 1]");
    build(f, 2, knots, pieces);
    check_text(f, 0, "1/6 - v^2/2 on [0, 1/2], -1 + v + 3*v^2/4 on [1/2, 1]");
    check_text(f, 1,
               "\\begin{cases} \\frac{1}{6} - \\frac{v^{2}}{2} & 0 \\le v \\le \\frac{1}{2} \\\\ "
               "-1 + v + \\frac{3 v^{2}}{4} & \\frac{1}{2} \\le v \\le 1 \\end{cases}");
    xp_piecewise_clear(f);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"life", test_life},
        {"domain", test_domain},
        {"calculus", test_calculus},
        {"random_algebra", test_random_algebra},
        {"balls", test_balls},
        {"irwin_hall", test_irwin_hall},
        {"random_convolution", test_random_convolution},
        {"convolution_limit", test_convolution_limit},
        {"text", test_text},
    };

    return XP_TEST_MAIN("piecewise", tests);
}
