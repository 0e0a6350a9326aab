/* Whether a partnership can be dissolved: cases by hand, equality, methods, every refusal. */
#include <stdio.h>

#include "cont/dissolve.h"
#include "tests/cont/partner.h"

static void solve(xp_dissolution_t d, const xp_partnership_t p,
                  const xp_dissolve_options_t *options)
{
    xp_dissolve_options_t usual;
    xp_error_t error;

    xp_error_init(error);
    xp_dissolve_options_init(&usual);
    XP_CHECK(xp_dissolve(d, p, options == NULL ? &usual : options, error) == XP_OK);
    XP_CHECK(error->message == NULL);
    xp_error_clear(error);
}

/* low <= v* <= high as far as the worst-off type's own enclosure tells. */
static void check_brackets(const xp_dissolution_t d, const xp_partnership_t p)
{
    slong i;

    for (i = 0; i < p->n; i++)
    {
        int below = 0;
        int above = 0;

        XP_CHECK(fmpq_cmp(p->distribution[i]->low, d->low + i) <= 0);
        XP_CHECK(fmpq_cmp(d->low + i, d->high + i) <= 0);
        XP_CHECK(fmpq_cmp(d->high + i, p->distribution[i]->high) <= 0);
        XP_CHECK(!xp_real_compare_fmpq(&below, d->worst_off + i, d->low + i) || below >= 0);
        XP_CHECK(!xp_real_compare_fmpq(&above, d->worst_off + i, d->high + i) || above <= 0);
    }
}

/*
 * Uniform on [0, 1], n = 2: W(v) = 1/6 - v^2/2 and v* = r, so D = 1/3 - (r^2 + (1 - r)^2)/2
 * (Cramton, Gibbons and Klemperer 1987).
 */
static void test_uniform_two(void)
{
    static const char *const cases[][4] = {{"1/2", "1/2", "1/12", "1/24"},
                                           {"0", "1", "-1/6", "1/6"},
                                           {"1/5", "4/5", "-1/150", "11/75"},
                                           {"1/4", "3/4", "1/48", "13/96"}};
    xp_distribution_t uniform;
    size_t c;

    xp_distribution_init(uniform);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    for (c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_dissolution_t d;
        xp_partnership_t p;

        xp_dissolution_init(d);
        set_partners(p, 2, uniform);
        set_share(p, 0, cases[c][0]);
        set_share(p, 1, cases[c][1]);
        solve(d, p, NULL);
        XP_CHECK(d->n == 2 && d->same && d->reason == NULL && d->doubt == NULL);
        XP_CHECK(d->method == XP_DISSOLVE_BALL);
        XP_CHECK(is_rational(d->sum, cases[c][2]));
        XP_CHECK(d->answer == (cases[c][2][0] == '-' ? XP_FAILS : XP_HOLDS));
        XP_CHECK(d->sign == (cases[c][2][0] == '-' ? -1 : 1));
        XP_CHECK(is_rational(d->worst_off, cases[c][0]));
        XP_CHECK(is_rational(d->worst_off + 1, cases[c][1]));
        XP_CHECK(is_rational(d->w, cases[c][3]));
        XP_CHECK(is_rational(d->term, cases[c][3]));
        XP_CHECK(fmpq_equal(d->low, p->share[0].rational));
        XP_CHECK(fmpq_equal(d->high + 1, p->share[1].rational));
        check_brackets(d, p);
        xp_partnership_clear(p);
        xp_dissolution_clear(d);
    }
    xp_distribution_clear(uniform);
}

/* W as functions: 1/6 - v^2/2, and for F = (3x - x^2)/2: 31/240 - 3/4 v^2 + v^3/3. */
static void test_w(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_piecewise_t w;
    xp_string_t text;

    xp_distribution_init(d);
    xp_piecewise_init(w);
    xp_string_init(text);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, d);
    XP_CHECK(xp_partnership_w(w, p, 0));
    XP_CHECK(w->count == 1);
    xp_poly_add_text(text, w->piece, "v", 0);
    XP_CHECK_STR(text->text, "1/6 - v^2/2");
    set_cdf_str(d, "3  0 3/2 -1/2", "0", "1");
    XP_CHECK(xp_partnership_w(w, p, 1));
    xp_string_reset(text);
    xp_poly_add_text(text, w->piece, "v", 0);
    XP_CHECK_STR(text->text, "31/240 - 3*v^2/4 + v^3/3");
    set_named(d, XP_DISTRIBUTION_EXPONENTIAL, "1", NULL, "0", "1");
    XP_CHECK(!xp_partnership_w(w, p, 1));
    xp_string_clear(text);
    xp_piecewise_clear(w);
    xp_partnership_clear(p);
    xp_distribution_clear(d);
}

/* F = (3x - x^2)/2: v* = (3 - sqrt(5))/2, W = 121/240 - 5 sqrt(5)/24; one seller: -19/120. */
static void test_polynomial(void)
{
    xp_distribution_t cdf;
    xp_dissolution_t d;
    xp_partnership_t p;

    xp_distribution_init(cdf);
    xp_dissolution_init(d);
    set_cdf_str(cdf, "3  0 3/2 -1/2", "0", "1");
    set_partners(p, 2, cdf);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 1);
    XP_CHECK(is_written(d->worst_off, "(3 - sqrt(5))/2"));
    XP_CHECK(is_written(d->w, "(121 - 50*sqrt(5))/240"));
    XP_CHECK(is_written(d->term + 1, "(121 - 50*sqrt(5))/240"));
    XP_CHECK(is_written(d->sum, "(121 - 50*sqrt(5))/120"));
    check_brackets(d, p);
    set_share(p, 0, "0");
    set_share(p, 1, "1");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_FAILS);
    XP_CHECK(is_rational(d->sum, "-19/120"));
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(cdf);
}

/*
 * Uniform on [0, 1] with 3/4 and on [0, 2] with 1/4.  By hand: F_1 F_2 integrates to 1/6 + 3/4
 * over [0, 2]; G_1 = x/2 reaches at most 1/2 < 3/4 on [0, 1], so v_1* = 1 and H_1 = 3/4 + 3/4;
 * v_2* = 1/4 and H_2 = 1/16 + 15/32 + 1; D = 2 + 11/12 - 3/2 - 49/32 = -11/96.
 */
static void test_different_supports(void)
{
    xp_distribution_t one;
    xp_distribution_t two;
    xp_dissolution_t d;
    xp_partnership_t p;

    xp_distribution_init(one);
    xp_distribution_init(two);
    xp_dissolution_init(d);
    set_named(one, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_named(two, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "2");
    set_partners(p, 2, one);
    p->distribution[1] = two;
    set_share(p, 0, "3/4");
    set_share(p, 1, "1/4");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_FAILS && !d->same);
    XP_CHECK(is_rational(d->sum, "-11/96"));
    XP_CHECK(is_rational(d->worst_off, "1"));
    XP_CHECK(is_rational(d->worst_off + 1, "1/4"));
    check_brackets(d, p);
    /*
     * Trade: the buyer's values [2, 3], the seller's [0, 1].  The product of the cdfs integrates
     * to 1/2, H of the buyer is 1 (at 2), of the seller 3/2 (at 1): D = 3 + 1/2 - 1 - 3/2 = 1.
     */
    set_named(two, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "2", "3");
    set_share(p, 0, "1");
    set_share(p, 1, "0");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_HOLDS);
    XP_CHECK(is_rational(d->sum, "1"));
    XP_CHECK(is_rational(d->worst_off, "1"));
    XP_CHECK(is_rational(d->worst_off + 1, "2"));
    check_brackets(d, p);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(one);
    xp_distribution_clear(two);
}

/* (3 - sqrt(3))/6 or its complement, where D = 0 for two uniform agents. */
static void set_critical(xp_real_t share, int other)
{
    qqbar_t x;

    qqbar_init(x);
    qqbar_set_ui(x, 3);
    qqbar_sqrt(x, x);
    if (!other)
        qqbar_neg(x, x);
    qqbar_add_ui(x, x, 3);
    qqbar_div_ui(x, x, 6);
    xp_real_set_qqbar(share, x);
    qqbar_clear(x);
}

/* D = 0 exactly, by algebraic numbers. */
static void test_equality(void)
{
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_dissolve_options_t options;

    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, uniform);
    set_critical(p->share, 0);
    set_critical(p->share + 1, 1);
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 0);
    XP_CHECK(d->method == XP_DISSOLVE_ALGEBRAIC);
    XP_CHECK(is_rational(d->sum, "0"));
    XP_CHECK(is_written(d->worst_off, "(3 - sqrt(3))/6"));
    check_brackets(d, p);
    options.sign_only = 1;
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 0 && is_rational(d->sum, "0"));
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

/*
 * Shares (x, x, 1 - 2x) of three uniform agents, D = 0: with x = a^2 and 1 - 2x = b^2, D is
 * 3/2 - 2/3 (2 a^3 + b^3) - 1, so 2 a^3 + b^3 = 3/4 and (3/4 - 2 a^3)^2 = (1 - 2 a^2)^3.  The
 * worst-off types a and b have degree 6: with degrees up to 4 the separation bound decides.
 */
static void test_separation(void)
{
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_dissolve_options_t options;
    qqbar_ptr root = _qqbar_vec_init(6);
    qqbar_t bound;
    fmpz_poly_t f;
    int k;

    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    qqbar_init(bound);
    fmpz_poly_init(f);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 3, uniform);
    XP_CHECK(fmpz_poly_set_str(f, "7  -7 0 96 -48 -192 0 192") == 0);
    qqbar_roots_fmpz_poly(root, f, 0);
    qqbar_one(bound);
    qqbar_div_ui(bound, bound, 2);
    for (k = 0; k < 6; k++)
        if (qqbar_is_real(root + k) && qqbar_sgn_re(root + k) > 0
            && qqbar_cmp_re(root + k, bound) < 0)
        {
            qqbar_mul(root + k, root + k, root + k);
            xp_real_set_qqbar(p->share, root + k);
            xp_real_set_qqbar(p->share + 1, root + k);
            qqbar_mul_si(root + k, root + k, -2);
            qqbar_add_ui(root + k, root + k, 1);
            xp_real_set_qqbar(p->share + 2, root + k);
        }
    XP_CHECK(p->share->kind == XP_REAL_ALGEBRAIC && qqbar_degree(p->share->algebraic) == 6);
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 0);
    XP_CHECK(d->method == XP_DISSOLVE_ALGEBRAIC);
    options.degree_limit = 4;
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 0);
    XP_CHECK(d->method == XP_DISSOLVE_SEPARATION);
    XP_CHECK(is_rational(d->sum, "0"));
    check_brackets(d, p);
    options.sign_only = 1;
    options.precision_limit = 64;
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_UNDECIDED && d->reason != NULL);
    XP_CHECK(is_between(d->sum, "-1/1000000000", "1/1000000000"));
    check_brackets(d, p);
    _qqbar_vec_clear(root, 6);
    qqbar_clear(bound);
    fmpz_poly_clear(f);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

/* Rational shares within 10^-1000 of (3 - sqrt(3))/6, from an integer square root. */
static void test_near_equality(void)
{
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    fmpz_t scale;
    fmpz_t root;
    fmpq_t share;
    fmpq_t one;
    int above;

    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    fmpz_init(scale);
    fmpz_init(root);
    fmpq_init(share);
    fmpq_init(one);
    fmpq_one(one);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    for (above = 0; above < 2; above++)
    {
        set_partners(p, 2, uniform);
        fmpz_ui_pow_ui(scale, 10, 1000);
        fmpz_mul(root, scale, scale);
        fmpz_mul_ui(root, root, 3);
        fmpz_sqrt(root, root);
        fmpz_add_ui(root, root, (ulong) !above);
        fmpz_mul_ui(fmpq_numref(share), scale, 3);
        fmpz_sub(fmpq_numref(share), fmpq_numref(share), root);
        fmpz_mul_ui(fmpq_denref(share), scale, 6);
        fmpq_canonicalise(share);
        xp_real_set_fmpq(p->share, share);
        fmpq_sub(share, one, share);
        xp_real_set_fmpq(p->share + 1, share);
        solve(d, p, NULL);
        XP_CHECK(d->answer == (above ? XP_HOLDS : XP_FAILS));
        XP_CHECK(d->sign == (above ? 1 : -1));
        XP_CHECK(d->method == XP_DISSOLVE_RADICAL);
        XP_CHECK(d->sum->kind == XP_REAL_RATIONAL);
        check_brackets(d, p);
        xp_partnership_clear(p);
    }
    fmpz_clear(scale);
    fmpz_clear(root);
    fmpq_clear(share);
    fmpq_clear(one);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

/* Uniform, any n: H(r) = 1/n + (1 - 1/n) r^(n/(n-1)), D = 1 + (n-1)/(n+1) - sum of H(r_i). */
static void get_uniform_sum(arb_t sum, const xp_partnership_t p, slong precision)
{
    arb_t r;
    arb_t part;
    slong n = p->n;
    slong i;

    arb_init(r);
    arb_init(part);
    arb_set_si(sum, n - 1);
    arb_div_si(sum, sum, n + 1, precision);
    for (i = 0; i < n; i++)
    {
        xp_real_get_arb(r, p->share + i, precision);
        arb_root_ui(part, r, (ulong) n - 1, precision);
        arb_mul(part, part, r, precision);
        arb_mul_si(part, part, n - 1, precision);
        arb_div_si(part, part, n, precision);
        arb_sub(sum, sum, part, precision);
    }
    arb_clear(r);
    arb_clear(part);
}

static int overlaps(const xp_real_t x, const arb_t y)
{
    arb_t ball;
    int yes;

    arb_init(ball);
    xp_real_get_arb(ball, x, 200);
    yes = arb_overlaps(ball, y) && arb_is_finite(ball);
    arb_clear(ball);
    return yes;
}

/* Equal shares of n = 2 to 50: D = (n - 1)(1/(n + 1) - n^(-1/(n-1))/n) > 0. */
static void test_uniform_many(void)
{
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    char text[32];
    arb_t sum;
    slong n;
    slong i;

    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    arb_init(sum);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    for (n = 2; n <= 50; n++)
    {
        set_partners(p, n, uniform);
        snprintf(text, sizeof(text), "1/%ld", (long) n);
        for (i = 0; i < n; i++)
            set_share(p, i, text);
        get_uniform_sum(sum, p, 200);
        solve(d, p, NULL);
        XP_CHECK(d->answer == XP_HOLDS && d->method == XP_DISSOLVE_BALL);
        XP_CHECK(overlaps(d->sum, sum));
        XP_CHECK(arb_is_positive(sum));
        XP_CHECK(n > 20 || xp_real_is_exact(d->sum));
        check_brackets(d, p);
        /* One owner of all: D = (n - 1)/(n + 1) - (n - 1)/n < 0. */
        for (i = 0; i < n; i++)
            set_share(p, i, i == 0 ? "1" : "0");
        solve(d, p, NULL);
        snprintf(text, sizeof(text), "-%ld/%ld", (long) n - 1, (long) (n * (n + 1)));
        XP_CHECK(d->answer == XP_FAILS && is_rational(d->sum, text));
        xp_partnership_clear(p);
    }
    arb_clear(sum);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

/*
 * Shares (x, x, 1 - 2x) of three uniform agents with x within 10^-250 of a zero of D: balls at 512
 * bits cannot tell, but D is irrational.
 */
static void test_radical(void)
{
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    fmpq_t low;
    fmpq_t high;
    fmpq_t middle;
    fmpq_t rest;
    arb_t sum;
    int round;

    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    arb_init(sum);
    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(middle);
    fmpq_init(rest);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 3, uniform);
    fmpq_set_si(high, 1, 3);
    for (round = 0; round < 832; round++)
    {
        fmpq_add(middle, low, high);
        fmpq_div_2exp(middle, middle, 1);
        fmpq_set_si(rest, 1, 1);
        fmpq_sub(rest, rest, middle);
        fmpq_sub(rest, rest, middle);
        xp_real_set_fmpq(p->share, middle);
        xp_real_set_fmpq(p->share + 1, middle);
        xp_real_set_fmpq(p->share + 2, rest);
        get_uniform_sum(sum, p, 2000);
        XP_CHECK(!arb_contains_zero(sum));
        fmpq_set(arb_is_positive(sum) ? high : low, middle);
    }
    solve(d, p, NULL);
    XP_CHECK(d->method == XP_DISSOLVE_RADICAL && d->precision > 512);
    XP_CHECK(d->answer == (arb_is_positive(sum) ? XP_HOLDS : XP_FAILS));
    check_brackets(d, p);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(middle);
    fmpq_clear(rest);
    arb_clear(sum);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

/* 1/2 uniform + 1/2 normal(0.3137, 10^-4): the sum is 0.0090121..., quadrature in doubles fails. */
static void test_mixture(void)
{
    const xp_distribution_struct *part[2];
    xp_distribution_t uniform;
    xp_distribution_t narrow;
    xp_distribution_t mixture;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_error_t error;
    fmpq *half = _fmpq_vec_init(2);

    xp_error_init(error);
    xp_distribution_init(uniform);
    xp_distribution_init(narrow);
    xp_distribution_init(mixture);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    options.sign_only = 1;
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_named(narrow, XP_DISTRIBUTION_NORMAL, "3137/10000", "1/10000", "0", "1");
    fmpq_set_si(half, 1, 2);
    fmpq_set_si(half + 1, 1, 2);
    part[0] = uniform;
    part[1] = narrow;
    XP_CHECK(xp_distribution_set_mixture(mixture, part, half, 2, error) == XP_OK);
    set_partners(p, 2, mixture);
    set_share(p, 0, "1/5");
    set_share(p, 1, "4/5");
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_HOLDS && d->sign == 1 && d->method == XP_DISSOLVE_BALL);
    XP_CHECK(is_between(d->sum, "90121/10000000", "90122/10000000"));
    check_brackets(d, p);
    _fmpq_vec_clear(half, 2);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
    xp_distribution_clear(narrow);
    xp_distribution_clear(mixture);
    xp_error_clear(error);
}

/*
 * exponential(a) on [0, 1], c = 1/(1 - e^-a), n = 2, in closed form: the integral of F from v is
 * c (1 - v + (e^-a - e^(-a v))/a), that of F^2 is c^2 (1 - 2 (1 - e^-a)/a + (1 - e^(-2a))/(2a)),
 * v* = -log(1 - r/c)/a.
 */
static void get_exponential_sum(arb_t sum, arb_ptr v, const xp_partnership_t p, slong precision)
{
    arb_t e;
    arb_t c;
    arb_t x;
    arb_t y;
    arb_t a;
    slong i;

    arb_init(e);
    arb_init(c);
    arb_init(x);
    arb_init(y);
    arb_init(a);
    arb_set_si(a, 3);
    arb_mul_2exp_si(a, a, -1);
    arb_neg(e, a);
    arb_exp(e, e, precision);
    arb_sub_ui(c, e, 1, precision);
    arb_neg(c, c);
    arb_div(x, c, a, precision);
    arb_mul_2exp_si(x, x, 1);
    arb_sub_ui(x, x, 1, precision);
    arb_neg(x, x);
    arb_mul(y, e, e, precision);
    arb_sub_ui(y, y, 1, precision);
    arb_div(y, y, a, precision);
    arb_mul_2exp_si(y, y, -1);
    arb_sub(sum, x, y, precision);
    arb_inv(c, c, precision);
    arb_mul(sum, sum, c, precision);
    arb_mul(sum, sum, c, precision);
    arb_add_ui(sum, sum, 1, precision);
    for (i = 0; i < 2; i++)
    {
        xp_real_get_arb(x, p->share + i, precision);
        arb_div(y, x, c, precision);
        arb_sub_ui(y, y, 1, precision);
        arb_neg(y, y);
        arb_log(v + i, y, precision);
        arb_div(v + i, v + i, a, precision);
        arb_neg(v + i, v + i);
        arb_submul(sum, v + i, x, precision);
        arb_sub(y, e, y, precision);
        arb_div(y, y, a, precision);
        arb_sub(y, y, v + i, precision);
        arb_add_ui(y, y, 1, precision);
        arb_submul(sum, y, c, precision);
    }
    arb_clear(e);
    arb_clear(c);
    arb_clear(x);
    arb_clear(y);
    arb_clear(a);
}

static void test_exponential(void)
{
    xp_distribution_t exponential;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_partnership_t p;
    arb_ptr v = _arb_vec_init(2);
    arb_t sum;
    xp_real_t total;
    slong i;

    xp_distribution_init(exponential);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    xp_real_init(total);
    arb_init(sum);
    options.digits = 50;
    set_named(exponential, XP_DISTRIBUTION_EXPONENTIAL, "3/2", NULL, "0", "1");
    set_partners(p, 2, exponential);
    set_share(p, 0, "1/5");
    set_share(p, 1, "4/5");
    get_exponential_sum(sum, v, p, 200);
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_FAILS && arb_is_negative(sum));
    XP_CHECK(overlaps(d->sum, sum));
    XP_CHECK(arb_rel_accuracy_bits(d->sum->ball) >= 160);
    XP_CHECK(overlaps(d->worst_off, v));
    XP_CHECK(overlaps(d->worst_off + 1, v + 1));
    XP_CHECK(arb_rel_accuracy_bits(d->worst_off[1].ball) >= 160);
    xp_real_add(total, d->term, d->term + 1, 1, 200);
    XP_CHECK(overlaps(total, sum));
    for (i = 0; i < 2; i++)
        XP_CHECK(overlaps(d->w + i, d->term[i].ball));
    check_brackets(d, p);
    _arb_vec_clear(v, 2);
    arb_clear(sum);
    xp_real_clear(total);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(exponential);
}

/*
 * F = x^(1/2), n = 2: v* = r^2, H = 2/3 + r^3/3, D = r_1 r_2 - 1/6.  F has a root at 0, and D = 0
 * at an irrational share, which balls cannot decide.
 */
static void test_root(void)
{
    xp_distribution_t power;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_partnership_t p;

    xp_distribution_init(power);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    set_named(power, XP_DISTRIBUTION_POWER, "1/2", NULL, "0", "1");
    set_partners(p, 2, power);
    set_share(p, 0, "1/5");
    set_share(p, 1, "4/5");
    solve(d, p, &options);
    XP_CHECK(d->answer == XP_FAILS);
    XP_CHECK(is_between(d->sum, "-66666666666667/10000000000000000",
                        "-66666666666666/10000000000000000"));
    XP_CHECK(is_between(d->worst_off, "399999999999999/10000000000000000",
                        "400000000000001/10000000000000000"));
    XP_CHECK(d->doubt == NULL);
    set_critical(p->share, 0);
    set_critical(p->share + 1, 1);
    options.precision_limit = 128;
    power->doubt = xp_strdup("that it never falls");
    solve(d, p, &options);
    XP_CHECK(d->doubt != NULL && strstr(d->doubt, "that it never falls") != NULL);
    XP_CHECK(d->answer == XP_UNDECIDED && d->reason != NULL);
    XP_CHECK(d->sum->kind == XP_REAL_ENCLOSURE && arb_contains_zero(d->sum->ball));
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(power);
}

/*
 * beta(1/2, 1/2): with x = sin(h)^2, F = 2h/pi; F^2 integrates to 1/2 - 2/pi^2, and H(r) is
 * 1/2 + r/2 - sin(pi r)/(2 pi): D = (sin(pi r_1) + sin(pi r_2))/(2 pi) - 2/pi^2.  Roots at both
 * ends.
 */
static void test_arcsine(void)
{
    xp_distribution_t arcsine;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_partnership_t p;
    arb_t sum;
    arb_t x;
    int i;

    xp_distribution_init(arcsine);
    xp_dissolution_init(d);
    xp_dissolve_options_init(&options);
    arb_init(sum);
    arb_init(x);
    options.sign_only = 1;
    set_named(arcsine, XP_DISTRIBUTION_BETA, "1/2", "1/2", "0", "1");
    set_partners(p, 2, arcsine);
    set_share(p, 0, "1/3");
    set_share(p, 1, "2/3");
    solve(d, p, &options);
    for (i = 0; i < 2; i++)
    {
        xp_real_get_arb(x, p->share + i, 128);
        arb_sin_pi(x, x, 128);
        arb_mul_2exp_si(x, x, -1);
        arb_add(sum, sum, x, 128);
    }
    arb_const_pi(x, 128);
    arb_div(sum, sum, x, 128);
    arb_mul(x, x, x, 128);
    arb_inv(x, x, 128);
    arb_mul_2exp_si(x, x, 1);
    arb_sub(sum, sum, x, 128);
    XP_CHECK(arb_is_positive(sum) && d->answer == XP_HOLDS);
    XP_CHECK(overlaps(d->sum, sum) && arb_rel_accuracy_bits(d->sum->ball) > 50);
    check_brackets(d, p);
    arb_clear(sum);
    arb_clear(x);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(arcsine);
}

/*
 * Two kinds whose densities have no bound at 0, x^(1/2) and x^(1/3), equal shares: D_1 and D_2 by
 * the density of one of them.  K_1 = integral of x^(1/2) x (1/3) x^(-2/3) dx = (1/3)/(11/6) = 2/11,
 * v_1* = 1/8 and H_1 = 1/16 + 3/4 (1 - 1/16), so D_1 = 9/11 - 1/16 - 45/64.
 */
static void test_two_roots(void)
{
    xp_distribution_t half;
    xp_distribution_t third;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_real_t sum;
    arb_t value;
    int order;

    xp_distribution_init(half);
    xp_distribution_init(third);
    xp_dissolution_init(d);
    xp_real_init(sum);
    arb_init(value);
    set_named(half, XP_DISTRIBUTION_POWER, "1/2", NULL, "0", "1");
    set_named(third, XP_DISTRIBUTION_POWER, "1/3", NULL, "0", "1");
    set_partners(p, 2, half);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    for (order = 0; order < 2; order++)
    {
        p->distribution[order] = half;
        p->distribution[!order] = third;
        solve(d, p, NULL);
        arb_set_si(value, 9 * 64 - 49 * 11);
        arb_div_si(value, value, 11 * 64, 200);
        XP_CHECK(overlaps(d->term + order, value));
        XP_CHECK(arb_rel_accuracy_bits(d->term[order].ball) > 50);
        xp_real_add(sum, d->term, d->term + 1, 1, 200);
        XP_CHECK(overlaps(sum, d->sum->ball));
        XP_CHECK(arb_rel_accuracy_bits(sum->ball) > 50);
    }
    arb_clear(value);
    xp_real_clear(sum);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(half);
    xp_distribution_clear(third);
}

/*
 * x^(1/2) with 1/5 and uniform with 4/5, by hand: v_1* = 1/5 (uniform reaches 1/5), H_1 = 1/25 +
 * 12/25; v_2* = 16/25, H_2 = 64/125 + 2/3 (1 - 64/125) = 2/3 + 64/375; the product x^(3/2)
 * integrates to 2/5: D = 1 + 2/5 - 13/25 - 2/3 - 64/375 = 16/375.  K_1 = integral of x^(1/2) x dx
 * = 2/5, so D_1 = 1 - 13/25 - 2/5 = 2/25; K_2 = integral of x x (1/2) x^(-1/2) dx = 1/5.
 */
static void test_two_kinds(void)
{
    xp_distribution_t power;
    xp_distribution_t uniform;
    xp_dissolution_t d;
    xp_partnership_t p;
    arb_t value;

    xp_distribution_init(power);
    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    arb_init(value);
    set_named(power, XP_DISTRIBUTION_POWER, "1/2", NULL, "0", "1");
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, power);
    p->distribution[1] = uniform;
    set_share(p, 0, "1/5");
    set_share(p, 1, "4/5");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_HOLDS && !d->same);
    arb_set_si(value, 16);
    arb_div_si(value, value, 375, 200);
    XP_CHECK(overlaps(d->sum, value) && arb_rel_accuracy_bits(d->sum->ball) > 60);
    arb_set_si(value, 2);
    arb_div_si(value, value, 25, 200);
    XP_CHECK(overlaps(d->term, value) && arb_rel_accuracy_bits(d->term[0].ball) > 60);
    /* D_2 = 16/375 - 2/25 = -14/375 */
    arb_set_si(value, -14);
    arb_div_si(value, value, 375, 200);
    XP_CHECK(overlaps(d->w + 1, value) && arb_rel_accuracy_bits(d->w[1].ball) > 60);
    /* B_1 = 1 - 1/2 - 2/5, B_2 = 1 - 2/3 - 1/5 */
    arb_set_si(value, 1);
    arb_div_si(value, value, 10, 200);
    XP_CHECK(overlaps(d->loss, value));
    arb_set_si(value, 2);
    arb_div_si(value, value, 15, 200);
    XP_CHECK(overlaps(d->loss + 1, value));
    arb_clear(value);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(power);
    xp_distribution_clear(uniform);
}

/*
 * x^(1/2) on [0, 1] with 3/4 and (x/4)^(1/2) on [0, 4] with 1/4.  G_1 reaches 1/2 < 3/4 on [0, 1],
 * so v_1* = 1, H_1 = 3/4 + 7/3; v_2* = 1/16, H_2 = 1/64 + 2/3 (1 - 1/64) + 3; the product
 * integrates to 1/4 + 7/3: D = -11/64.  K_1 = 1/8 + 7/6, D_1 = 4 - 37/12 - 31/24 = -3/8 and
 * W_1 = D_1 - (1/2 - 3/4) = -1/8.
 */
static void test_end(void)
{
    xp_distribution_t one;
    xp_distribution_t four;
    xp_dissolution_t d;
    xp_partnership_t p;
    arb_t value;

    xp_distribution_init(one);
    xp_distribution_init(four);
    xp_dissolution_init(d);
    arb_init(value);
    set_named(one, XP_DISTRIBUTION_POWER, "1/2", NULL, "0", "1");
    set_named(four, XP_DISTRIBUTION_POWER, "1/2", NULL, "0", "4");
    set_partners(p, 2, one);
    p->distribution[1] = four;
    set_share(p, 0, "3/4");
    set_share(p, 1, "1/4");
    solve(d, p, NULL);
    XP_CHECK(d->answer == XP_FAILS);
    XP_CHECK(is_rational(d->worst_off, "1"));
    XP_CHECK(fmpq_is_one(d->low) && fmpq_is_one(d->high));
    arb_set_si(value, -11);
    arb_mul_2exp_si(value, value, -6);
    XP_CHECK(overlaps(d->sum, value) && arb_rel_accuracy_bits(d->sum->ball) > 50);
    arb_set_si(value, -3);
    arb_mul_2exp_si(value, value, -3);
    XP_CHECK(overlaps(d->term, value) && arb_rel_accuracy_bits(d->term->ball) > 50);
    arb_set_si(value, -1);
    arb_mul_2exp_si(value, value, -3);
    XP_CHECK(overlaps(d->w, value) && arb_rel_accuracy_bits(d->w->ball) > 50);
    check_brackets(d, p);
    arb_clear(value);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(one);
    xp_distribution_clear(four);
}

static xp_radical_t ask_radical(const xp_distribution_t cdf, slong n, const char *const *share)
{
    xp_dissolve_options_t options;
    xp_partnership_t p;
    xp_attack_t attack;
    xp_radical_t found;
    slong i;

    xp_dissolve_options_init(&options);
    set_partners(p, n, cdf);
    for (i = 0; i < n; i++)
        if (share == NULL)
            set_critical(p->share + i, i != 0);
        else
            set_share(p, i, share[i]);
    xp_attack_init(attack, p, &options);
    found = xp_radical_test(attack);
    xp_attack_clear(attack);
    xp_partnership_clear(p);
    return found;
}

/* Where all roots are rational, where one is not, and where the test does not apply. */
static void test_radical_test(void)
{
    static const char *const quarters[] = {"1/2", "1/4", "1/4"};
    static const char *const ninths[] = {"1/9", "4/9", "4/9"};
    static const char *const halves[] = {"1/2", "1/2"};
    static const char *const squares[] = {"9/25", "16/25"};
    xp_distribution_t cdf;

    xp_distribution_init(cdf);
    set_named(cdf, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "2", "7/2");
    XP_CHECK(ask_radical(cdf, 3, quarters) == XP_RADICAL_IRRATIONAL);
    XP_CHECK(ask_radical(cdf, 3, ninths) == XP_RADICAL_RATIONAL);
    XP_CHECK(ask_radical(cdf, 2, halves) == XP_RADICAL_RATIONAL);
    XP_CHECK(ask_radical(cdf, 2, NULL) == XP_RADICAL_NONE);
    set_named(cdf, XP_DISTRIBUTION_POWER, "2", NULL, "1", "3");
    XP_CHECK(ask_radical(cdf, 2, halves) == XP_RADICAL_IRRATIONAL);
    XP_CHECK(ask_radical(cdf, 2, squares) == XP_RADICAL_RATIONAL);
    /* F = x^2 and n = 3: order 4. */
    XP_CHECK(ask_radical(cdf, 3, ninths) == XP_RADICAL_IRRATIONAL);
    set_cdf_str(cdf, "3  0 3/2 -1/2", "0", "1");
    XP_CHECK(ask_radical(cdf, 2, halves) == XP_RADICAL_NONE);
    set_cdf_str(cdf, "3  0 1/2 1/2", "0", "1");
    XP_CHECK(ask_radical(cdf, 2, halves) == XP_RADICAL_NONE);
    set_named(cdf, XP_DISTRIBUTION_EXPONENTIAL, "1", NULL, "0", "1");
    XP_CHECK(ask_radical(cdf, 2, halves) == XP_RADICAL_NONE);
    xp_distribution_clear(cdf);
}

/*
 * The bound by hand, two uniform agents with (3 +- sqrt(3))/6: f = 6x^2 - 6x + 1 has norm
 * sqrt(73) < 2^4, H = 1/2 + x^2/2, D = 4/3 - H_1 - H_2, N = 6, L = 6 (4/3 + 2) = 20 < 2^5, E = 4:
 * 4 (5 + 2 * 2 * 4/2) + 3 for N and 1 to spare.
 */
static void test_separation_bits(void)
{
    xp_distribution_t uniform;
    xp_dissolve_options_t options;
    xp_partnership_t p;
    xp_attack_t attack;
    xp_real_struct *worst_off = xp_real_vec_init(2);
    slong i;

    xp_distribution_init(uniform);
    xp_dissolve_options_init(&options);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, uniform);
    set_critical(p->share, 0);
    set_critical(p->share + 1, 1);
    xp_attack_init(attack, p, &options);
    XP_CHECK(xp_attack_evaluate(attack, 512));
    for (i = 0; i < 2; i++)
        xp_real_set_arb(worst_off + i, attack->sum);
    XP_CHECK(xp_separation_bits(attack, worst_off) == 4 * (5 + 8) + 3 + 1);
    for (i = 0; i < 2; i++)
        xp_real_set(worst_off + i, p->share + i);
    XP_CHECK(xp_separation_bits(attack, worst_off) == 4 * (5 + 8) + 3 + 1);
    xp_attack_clear(attack);
    xp_real_vec_clear(worst_off, 2);
    xp_partnership_clear(p);
    xp_distribution_clear(uniform);
}

/* The evaluator: for shares in wide balls, D and worst-off types of every share in them. */
static void test_evaluator(void)
{
    xp_distribution_t uniform;
    xp_partnership_t p;
    xp_evaluator_struct *evaluator;
    arb_ptr share = _arb_vec_init(2);
    arb_ptr v = _arb_vec_init(2);
    arb_t sum;
    arb_t value;
    slong precision;
    int k;

    xp_distribution_init(uniform);
    arb_init(sum);
    arb_init(value);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, uniform);
    evaluator = xp_evaluator_new(p);
    for (precision = 64; precision <= 4096; precision *= 4)
    {
        arb_set_si(share, 1);
        arb_div_si(share, share, 3, 2 * precision);
        arb_sub_ui(share + 1, share, 1, 2 * precision);
        arb_neg(share + 1, share + 1);
        xp_evaluator_sum(sum, v, evaluator, share, precision);
        /* D(1/3) = 1/3 - 5/18 = 1/18 */
        arb_set_si(value, 1);
        arb_div_si(value, value, 18, 2 * precision);
        XP_CHECK(arb_overlaps(sum, value) && arb_rel_accuracy_bits(sum) > precision - 20);
        XP_CHECK(arb_overlaps(v, share) && arb_overlaps(v + 1, share + 1));
    }
    arb_set_d(share, 0.25);
    mag_set_ui_2exp_si(arb_radref(share), 1, -4);
    arb_set_d(share + 1, 0.75);
    mag_set_ui_2exp_si(arb_radref(share + 1), 1, -4);
    xp_evaluator_sum(sum, v, evaluator, share, 64);
    for (k = -4; k <= 4; k++)
    {
        /* r = 1/4 + k/64: D = 1/3 - (r^2 + (1 - r)^2)/2 */
        arb_set_si(value, 16 + k);
        arb_mul_2exp_si(value, value, -6);
        XP_CHECK(arb_contains(v, value));
        arb_mul(value, value, value, 64);
        arb_neg(value, value);
        arb_set_si(share, 16 + k);
        arb_mul_2exp_si(share, share, -6);
        arb_add(value, value, share, 64);
        arb_set_si(share, 1);
        arb_div_si(share, share, 6, 64);
        arb_sub(value, value, share, 64);
        XP_CHECK(arb_overlaps(sum, value));
    }
    xp_evaluator_free(evaluator);
    xp_evaluator_free(NULL);
    _arb_vec_clear(share, 2);
    _arb_vec_clear(v, 2);
    arb_clear(sum);
    arb_clear(value);
    xp_partnership_clear(p);
    xp_distribution_clear(uniform);
}

/* Flat parts: F = 1/2 on [1/3, 2/3], where every type is worst-off for equal shares. */
static void test_flat(void)
{
    xp_distribution_t flat;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_piecewise_t f;
    fmpq_poly_t piece;
    fmpq *knot = _fmpq_vec_init(4);
    int k;

    xp_distribution_init(flat);
    xp_dissolution_init(d);
    xp_piecewise_init(f);
    fmpq_poly_init(piece);
    for (k = 0; k < 4; k++)
        fmpq_set_si(knot + k, k, 3);
    fmpq_poly_set_str(piece, "2  0 3/2");
    xp_piecewise_set_poly(f, knot, knot + 1, piece);
    fmpq_poly_set_str(piece, "1  1/2");
    xp_piecewise_append(f, knot + 2, piece);
    fmpq_poly_set_str(piece, "2  -1/2 3/2");
    xp_piecewise_append(f, knot + 3, piece);
    set_cdf(flat, f);
    set_partners(p, 2, flat);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    solve(d, p, NULL);
    /*
     * At v = 1/3: H = 1/6 + 1/6 + 1/4 = 7/12.  F^2 integrates to 1/36 + 1/12 + 7/36 = 11/36, so
     * D = 1 + 11/36 - 7/6 = 5/36.
     */
    XP_CHECK(d->answer == XP_HOLDS && is_rational(d->sum, "5/36"));
    XP_CHECK(is_rational(d->worst_off, "1/3"));
    XP_CHECK(d->method == XP_DISSOLVE_BALL);
    check_brackets(d, p);
    xp_piecewise_clear(f);
    fmpq_poly_clear(piece);
    _fmpq_vec_clear(knot, 4);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(flat);
}

static void test_stop(void)
{
    xp_distribution_t d;
    xp_dissolution_t dissolution;
    xp_dissolve_options_t options;
    xp_partnership_t p;
    xp_error_t error;
    int kind;

    xp_distribution_init(d);
    xp_dissolution_init(dissolution);
    xp_error_init(error);
    xp_dissolve_options_init(&options);
    options.progress = &xp_test_stop;
    for (kind = 0; kind < 2; kind++)
    {
        set_named(d, kind == 0 ? XP_DISTRIBUTION_UNIFORM : XP_DISTRIBUTION_EXPONENTIAL,
                  kind == 0 ? NULL : "1", NULL, "0", "1");
        set_partners(p, 2, d);
        set_share(p, 0, "1/2");
        set_share(p, 1, "1/2");
        XP_CHECK(xp_dissolve(dissolution, p, &options, error) == XP_STOPPED);
        XP_CHECK(error->message != NULL && dissolution->n == 0);
        xp_partnership_clear(p);
    }
    xp_dissolution_clear(dissolution);
    xp_distribution_clear(d);
    xp_error_clear(error);
}

/* A model with two agents on [0, 1], uniform, equal shares, outcomes owner(agents). */
static void set_model(xp_continuous_t model, slong agents)
{
    slong i;
    slong a;

    xp_continuous_init(model);
    xp_continuous_set_counts(model, agents, agents);
    free(model->owner);
    model->owner = xp_calloc((size_t) agents, sizeof(slong));
    for (i = 0; i < agents; i++)
    {
        xp_interval_agent_struct *agent = model->agent + i;

        free(agent->name);
        agent->name = xp_strdup(i == 0 ? "ann" : "bob");
        fmpq_one(agent->high);
        set_named(agent->distribution, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
        agent->has_prior = 1;
        agent->has_share = 1;
        model->owner[i] = i;
        free(model->outcome_label[i]);
        model->outcome_label[i] = xp_strdup(i == 0 ? "owner(ann)" : "owner(bob)");
        for (a = 0; a < agents; a++)
            agent->value[a] = a == i ? xp_expression_type(model->pool, i) : NULL;
    }
    for (i = 0; i < agents; i++)
    {
        fmpq_t share;

        fmpq_init(share);
        fmpq_set_si(share, 1, (ulong) agents);
        xp_real_set_fmpq(model->agent[i].share, share);
        fmpq_clear(share);
    }
}

static xp_status_t ask(xp_continuous_t model, const char *words)
{
    xp_partnership_t p;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_partnership_init(p);
    status = xp_partnership_set_model(p, model, error);
    XP_CHECK(p->n == (words == NULL ? model->agent_count : 0));
    XP_CHECK((words == NULL) == (error->message == NULL));
    XP_CHECK(words == NULL || error->message == NULL || strstr(error->message, words) != NULL);
    xp_partnership_clear(p);
    xp_error_clear(error);
    xp_continuous_clear(model);
    return status;
}

static void test_model(void)
{
    xp_continuous_t model;
    fmpq_t x;

    fmpq_init(x);
    set_model(model, 2);
    XP_CHECK(ask(model, NULL) == XP_OK);
    /* 2 t - t is t, 0 t is 0. */
    set_model(model, 2);
    model->agent[0].value[0] = xp_expression_binary(
        model->pool, XP_EXPRESSION_SUB,
        xp_expression_binary(model->pool, XP_EXPRESSION_MUL,
                             xp_expression_constant_si(model->pool, 2, 1),
                             xp_expression_type(model->pool, 0)),
        xp_expression_type(model->pool, 0));
    model->agent[0].value[1] = xp_expression_constant_si(model->pool, 0, 1);
    XP_CHECK(ask(model, NULL) == XP_OK);
    set_model(model, 1);
    XP_CHECK(ask(model, "at least 2 agents") == XP_REFUSED);
    set_model(model, 2);
    model->agent[1].has_prior = 0;
    XP_CHECK(ask(model, "\"bob\" has no prior") == XP_REFUSED);
    set_model(model, 2);
    model->agent[0].has_share = 0;
    XP_CHECK(ask(model, "\"ann\" has no share") == XP_REFUSED);
    set_model(model, 2);
    model->agent[0].value[1] = xp_expression_type(model->pool, 0);
    XP_CHECK(ask(model, "\"owner(bob)\" to agent \"ann\"") == XP_REFUSED);
    set_model(model, 2);
    model->agent[1].value[1] = xp_expression_constant_si(model->pool, 1, 1);
    XP_CHECK(ask(model, "\"owner(bob)\" to agent \"bob\"") == XP_REFUSED);
    set_model(model, 2);
    model->agent[1].value[1] = NULL;
    XP_CHECK(ask(model, "\"bob\"") == XP_REFUSED);
    set_model(model, 2);
    model->owner[1] = -1;
    XP_CHECK(ask(model, "no outcome gives the good to agent \"bob\"") == XP_REFUSED);
    set_model(model, 2);
    free(model->owner);
    model->owner = NULL;
    XP_CHECK(ask(model, "outcomes owner(agents)") == XP_REFUSED);
    set_model(model, 2);
    if (model->cost == NULL)
        model->cost = xp_calloc(2, sizeof(xp_expression_struct *));
    model->cost[1] = xp_expression_constant_si(model->pool, 1, 2);
    XP_CHECK(ask(model, "costs") == XP_REFUSED);
    set_model(model, 2);
    fmpq_set_si(x, -1, 2);
    xp_real_set_fmpq(model->agent[0].share, x);
    XP_CHECK(ask(model, "\"ann\" is negative") == XP_INPUT);
    set_model(model, 2);
    fmpq_set_si(x, 2, 3);
    xp_real_set_fmpq(model->agent[0].share, x);
    XP_CHECK(ask(model, "sum to 7/6") == XP_INPUT);
    /* Algebraic shares that sum to 1, and that do not. */
    set_model(model, 2);
    set_critical(model->agent[0].share, 0);
    set_critical(model->agent[1].share, 1);
    XP_CHECK(ask(model, NULL) == XP_OK);
    set_model(model, 2);
    set_critical(model->agent[0].share, 0);
    set_critical(model->agent[1].share, 0);
    XP_CHECK(ask(model, "not to 1") == XP_INPUT);
    fmpq_clear(x);
}

static void test_names(void)
{
    XP_CHECK_STR(xp_dissolve_method_name(XP_DISSOLVE_BALL), "ball");
    XP_CHECK_STR(xp_dissolve_method_name(XP_DISSOLVE_RADICAL), "radical");
    XP_CHECK_STR(xp_dissolve_method_name(XP_DISSOLVE_ALGEBRAIC), "algebraic");
    XP_CHECK_STR(xp_dissolve_method_name(XP_DISSOLVE_SEPARATION), "separation");
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"uniform-two", test_uniform_two}, {"w", test_w},
        {"polynomial", test_polynomial},   {"different-supports", test_different_supports},
        {"equality", test_equality},       {"separation", test_separation},
               {"near-equality", test_near_equality},
        {"uniform-many", test_uniform_many}, {"radical", test_radical},
        {"mixture", test_mixture},         {"exponential", test_exponential},
        {"root", test_root},               {"two-kinds", test_two_kinds},
        {"arcsine", test_arcsine},         {"two-roots", test_two_roots},
        {"end", test_end},                 {"radical-test", test_radical_test},
        {"separation-bits", test_separation_bits},
        {"evaluator", test_evaluator},     {"flat", test_flat},
        {"stop", test_stop},               {"model", test_model},
        {"names", test_names},
    };

    return XP_TEST_MAIN("partnership", tests);
}
