/* The least subsidy on intervals: published values, closed forms, three independent ways. */
#include <stdlib.h>

#include <expost/text/read.h>

#include "tests/cont/interval_models.h"
#include "tests/lib/harness.h"

/* Checks an exact subsidy. */
static void check_exact(const xp_continuous_t model, const char *value)
{
    xp_interval_subsidy_t subsidy;
    fmpq_t expected;

    fmpq_init(expected);
    interval_rational(expected, value);
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, model);
    XP_CHECK(subsidy->exact);
    XP_CHECK_STR(subsidy->method, "exact");
    XP_CHECK(interval_real_is(subsidy->value, value));
    XP_CHECK(subsidy->answer == (fmpq_sgn(expected) > 0 ? XP_FAILS : XP_HOLDS));
    xp_interval_subsidy_clear(subsidy);
    fmpq_clear(expected);
}

/* Checks that the enclosure contains value and is at most so wide. */
static void check_enclosed(const xp_continuous_t model, const arb_t value, const char *method,
                           const char *width)
{
    xp_interval_subsidy_t subsidy;
    fmpq_t low;
    fmpq_t high;
    fmpq_t most;
    arb_t ball;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(most);
    arb_init(ball);
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, model);
    XP_CHECK_STR(subsidy->method, method);
    xp_real_get_arb(ball, subsidy->value, 256);
    XP_CHECK(arb_overlaps(ball, value));
    XP_CHECK(xp_real_bounds(low, high, subsidy->value, 200));
    fmpq_sub(low, high, low);
    interval_rational(most, width);
    XP_CHECK(fmpq_cmp(low, most) <= 0);
    if (arb_is_positive(value))
        XP_CHECK(subsidy->answer == XP_FAILS);
    if (arb_is_negative(value))
        XP_CHECK(subsidy->answer == XP_HOLDS);
    for (slong i = 0; i < model->agent_count; i++)
    {
        XP_CHECK(fmpq_cmp(subsidy->low + i, subsidy->high + i) <= 0);
        XP_CHECK(fmpq_cmp(subsidy->low + i, model->agent[i].low) >= 0);
        XP_CHECK(fmpq_cmp(subsidy->high + i, model->agent[i].high) <= 0);
    }
    xp_interval_subsidy_clear(subsidy);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(most);
    arb_clear(ball);
}

static void check_enclosed_fmpq(const xp_continuous_t model, const char *value,
                                const char *method, const char *width)
{
    arb_t expected;
    fmpq_t rational;

    arb_init(expected);
    fmpq_init(rational);
    interval_rational(rational, value);
    arb_set_fmpq(expected, rational, 256);
    check_enclosed(model, expected, method, width);
    arb_clear(expected);
    fmpq_clear(rational);
}

/*
 * Myerson and Satterthwaite 1983: the least subsidy of trade is the integral of F_s (1 - F_b) over
 * the overlap.  Seller U[0, 1], buyer U[a, 1 + a]: 1/6 + a/2 - a^2/2 - a^3/6.
 */
static void test_trade(void)
{
    static const char *const low[] = {"0", "1/4", "1/2", "3/4", "1"};
    static const char *const high[] = {"1", "5/4", "3/2", "7/4", "2"};
    static const char *const value[] = {"1/6", "33/128", "13/48", "73/384", "0"};
    xp_continuous_t model;

    for (int k = 0; k < 5; k++)
    {
        interval_trade(model);
        interval_uniform(model, 0, "0", "1");
        interval_uniform(model, 1, low[k], high[k]);
        check_exact(model, value[k]);
        xp_continuous_clear(model);
    }
}

/* The worst-off types of trade: the highest seller, the lowest buyer. */
static void test_worst_off(void)
{
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "1/4", "5/4");
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, model);
    XP_CHECK(interval_real_is(subsidy->worst_off, "1"));
    XP_CHECK(interval_real_is(subsidy->worst_off + 1, "1/4"));
    XP_CHECK(interval_is(subsidy->low, "1") && interval_is(subsidy->high + 1, "1/4"));
    XP_CHECK(subsidy->form == XP_FORM_PROJECT && subsidy->n == 2);
    xp_interval_subsidy_clear(subsidy);
    xp_continuous_clear(model);
}

/*
 * Buyer [2, 3], seller [0, 1]: trade always; the seller must get 1, the buyer pays 2: -1.  With any
 * distributions.
 */
static void test_gap(void)
{
    xp_continuous_t model;

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "2", "3");
    check_exact(model, "-1");
    interval_prior(model, 0, "0", "1", XP_DISTRIBUTION_EXPONENTIAL, "1");
    interval_prior(model, 1, "2", "3", XP_DISTRIBUTION_NORMAL, "2, 1");
    check_exact(model, "-1");
    /* touching supports: exactly 0 */
    interval_prior(model, 1, "1", "3", XP_DISTRIBUTION_NORMAL, "2, 1");
    check_exact(model, "0");
    /* never trade: 0 */
    interval_prior(model, 1, "-3", "0", XP_DISTRIBUTION_NORMAL, "2, 1");
    check_exact(model, "0");
    xp_continuous_clear(model);
}

/*
 * A public good, uniform types: expected surplus n E(S_{n-1} - c)^+ - (n-1) E(S_n - c)^+ from the
 * Irwin-Hall distribution (lecture notes, Proposition 7.27).
 */
static void test_project(void)
{
    static const struct
    {
        slong n;
        const char *cost;
        const char *build;
        const char *welfare;
        const char *subsidy;
    } line[] = {
        {2, "1", "1/2", "1/6", "1/6"},
        {2, "1/2", "7/8", "25/48", "13/48"},
        {3, "1", "5/6", "13/24", "7/12"},
        {3, "3/2", "1/2", "13/64", "11/32"},
        {4, "2", "1/2", "7/30", "8/15"},
        {5, "5/2", "1/2", "1199/4608", "1681/2304"},
        {6, "3", "1/2", "239/840", "391/420"},
    };
    fmpq_t mean;
    xp_error_t error;

    fmpq_init(mean);
    xp_error_init(error);
    for (size_t k = 0; k < sizeof(line) / sizeof(line[0]); k++)
    {
        xp_continuous_t model;
        xp_interval_interim_t interim;

        interval_model(model, line[k].n, 2);
        for (slong i = 0; i < line[k].n; i++)
        {
            interval_uniform(model, i, "0", "1");
            interval_value(model, i, 1, "1", "0");
        }
        interval_cost(model, 1, line[k].cost);
        check_exact(model, line[k].subsidy);
        xp_interval_interim_init(interim);
        XP_CHECK(xp_interval_interim(interim, model, error) == XP_OK);
        XP_CHECK(interval_is(interim->expected_welfare, line[k].welfare));
        xp_piecewise_integral(mean, interim->chance);
        XP_CHECK(interval_is(mean, line[k].build));
        xp_interval_interim_clear(interim);
        xp_continuous_clear(model);
    }
    fmpq_clear(mean);
    xp_error_clear(error);
}

/*
 * n = 25 uniform types, c = n/2: worst-off types are 0, so the subsidy is
 * (n-1) E(S_n - c)^+ - n E(S_{n-1} - c)^+; E(S_n - c)^+ by the closed form
 * sum_k (-1)^k C(n, k) (n - k - c)_+^(n+1) / (n+1)!.
 */
static void add_excess(fmpq_t sum, slong n, slong factor, const fmpq_t c)
{
    fmpq_t term;
    fmpz_t number;

    fmpq_init(term);
    fmpz_init(number);
    for (slong k = 0; k <= n; k++)
    {
        fmpq_set_si(term, n - k, 1);
        fmpq_sub(term, term, c);
        if (fmpq_sgn(term) <= 0)
            break;
        fmpq_pow_si(term, term, n + 1);
        fmpz_bin_uiui(number, (ulong) n, (ulong) k);
        fmpz_mul_si(number, number, k % 2 == 0 ? factor : -factor);
        fmpq_mul_fmpz(term, term, number);
        fmpz_fac_ui(number, (ulong) n + 1);
        fmpq_div_fmpz(term, term, number);
        fmpq_add(sum, sum, term);
    }
    fmpq_clear(term);
    fmpz_clear(number);
}

static void test_many(void)
{
    slong n = 25;
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;
    fmpq_t expected;
    fmpq_t cost;

    fmpq_init(expected);
    fmpq_init(cost);
    interval_rational(cost, "25/2");
    add_excess(expected, n, n - 1, cost);
    add_excess(expected, n - 1, -n, cost);
    interval_model(model, n, 2);
    for (slong i = 0; i < n; i++)
    {
        interval_uniform(model, i, "0", "1");
        interval_value(model, i, 1, "1", "0");
    }
    interval_cost(model, 1, "25/2");
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, model);
    XP_CHECK(subsidy->value->kind == XP_REAL_RATIONAL
             && fmpq_equal(subsidy->value->rational, expected));
    xp_interval_subsidy_clear(subsidy);
    xp_continuous_clear(model);
    fmpq_clear(expected);
    fmpq_clear(cost);
}

/*
 * Partnerships (Cramton, Gibbons and Klemperer 1987), uniform: the subsidy is -D.  n = 2, shares
 * 1/2: D = 1/12; shares 1 and 0: D = -1/6.  Types on [0, 1] and [0, 2], share 3/4 of the first:
 * D = -11/96.  Three equal shares: v* = 1/sqrt(3), H = 2 (1/3)^(3/2)/3 + (1 - ...)...: by hand
 * max_v [v/3 + (1 - v^3)/3] = 1/3 + 2 sqrt(3)/27, D = 1 + 2/4 - 3 H = 1/2 - 2 sqrt(3)/9.
 */
static void test_partnership(void)
{
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;
    qqbar_t expected;

    interval_owners(model, 2);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    interval_outside(model, 0, "1/2", "0");
    interval_outside(model, 1, "1/2", "0");
    check_exact(model, "-1/12");
    interval_outside(model, 0, "1", "0");
    interval_outside(model, 1, "0", "0");
    check_exact(model, "1/6");
    interval_uniform(model, 1, "0", "2");
    interval_outside(model, 0, "3/4", "0");
    interval_outside(model, 1, "1/4", "0");
    check_exact(model, "11/96");
    /* the same by shares alone */
    for (slong i = 0; i < 2; i++)
    {
        fmpq_t share;

        fmpq_init(share);
        interval_rational(share, i == 0 ? "3/4" : "1/4");
        xp_real_set_fmpq(model->agent[i].share, share);
        model->agent[i].has_share = 1;
        model->agent[i].outside[0] = NULL;
        model->agent[i].outside[1] = NULL;
        fmpq_clear(share);
    }
    check_exact(model, "11/96");
    xp_continuous_clear(model);

    interval_owners(model, 3);
    for (slong i = 0; i < 3; i++)
    {
        interval_uniform(model, i, "0", "1");
        interval_outside(model, i, "1/3", "0");
    }
    xp_interval_subsidy_init(subsidy);
    qqbar_init(expected);
    interval_subsidy(subsidy, model);
    qqbar_set_si(expected, 3);
    qqbar_sqrt(expected, expected);
    qqbar_mul_si(expected, expected, 4);
    qqbar_sub_si(expected, expected, 9);
    qqbar_div_si(expected, expected, 18);
    XP_CHECK(subsidy->value->kind == XP_REAL_ALGEBRAIC
             && qqbar_equal(subsidy->value->algebraic, expected));
    XP_CHECK(subsidy->answer == XP_HOLDS);
    /* the bracket of 1/sqrt(3) is narrow: x^2 - 1/3 changes sign within 10^-30 */
    for (slong i = 0; i < 3; i++)
    {
        fmpq_t x;
        fmpq_t width;

        fmpq_init(x);
        fmpq_init(width);
        fmpq_sub(x, subsidy->high + i, subsidy->low + i);
        interval_rational(width, "1/1000000000000000000000000000000");
        XP_CHECK(fmpq_sgn(x) > 0 && fmpq_cmp(x, width) < 0);
        interval_rational(width, "1/3");
        fmpq_mul(x, subsidy->low + i, subsidy->low + i);
        XP_CHECK(fmpq_cmp(x, width) < 0);
        fmpq_mul(x, subsidy->high + i, subsidy->high + i);
        XP_CHECK(fmpq_cmp(x, width) > 0);
        fmpq_clear(x);
        fmpq_clear(width);
    }
    qqbar_clear(expected);
    xp_interval_subsidy_clear(subsidy);
    xp_continuous_clear(model);
}

/* An irrational share, (3 - sqrt(3))/6 of two uniform partners: D = 0, so the subsidy is 0. */
static void test_irrational_share(void)
{
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;
    qqbar_t share;

    qqbar_init(share);
    interval_owners(model, 2);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    for (slong i = 0; i < 2; i++)
    {
        qqbar_set_si(share, 3);
        qqbar_sqrt(share, share);
        if (i == 0)
            qqbar_neg(share, share);
        qqbar_add_si(share, share, 3);
        qqbar_div_si(share, share, 6);
        xp_real_set_qqbar(model->agent[i].share, share);
        model->agent[i].has_share = 1;
    }
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, model);
    XP_CHECK(subsidy->answer == XP_HOLDS);
    XP_CHECK(interval_real_is(subsidy->value, "0"));
    xp_interval_subsidy_clear(subsidy);
    xp_continuous_clear(model);
    qqbar_clear(share);
}

/* A decision worked out in the tests of interim quantities: 7/24 - 2/12 = 1/8. */
static void test_decision(void)
{
    xp_continuous_t model;
    const xp_expression_struct *x;
    const xp_expression_struct *half;

    interval_model(model, 2, 0);
    x = xp_expression_word(model->pool, XP_EXPRESSION_DECISION);
    half = xp_expression_constant_si(model->pool, 1, 2);
    for (slong i = 0; i < 2; i++)
    {
        const xp_expression_struct *square = xp_expression_binary(model->pool, XP_EXPRESSION_MUL,
                                                                  x, x);

        interval_uniform(model, i, "0", "1");
        square = xp_expression_binary(model->pool, XP_EXPRESSION_MUL, square, half);
        model->agent[i].value[0] = xp_expression_binary(
            model->pool, XP_EXPRESSION_SUB,
            xp_expression_binary(model->pool, XP_EXPRESSION_MUL,
                                 xp_expression_type(model->pool, i), x), square);
    }
    model->rule_stated = 1;
    model->rule = XP_INTERVAL_FORMULA;
    model->formula = xp_expression_binary(
        model->pool, XP_EXPRESSION_MUL, half,
        xp_expression_binary(model->pool, XP_EXPRESSION_ADD, xp_expression_type(model->pool, 0),
                             xp_expression_type(model->pool, 1)));
    check_exact(model, "1/8");
    xp_continuous_clear(model);
}

/*
 * Trade, both exponential(1) on [0, 1]: the integral of F (1 - F) with F = (1 - e^-x)/k,
 * k = 1 - e^-1.  The integral of 1 - e^-x is 1 - k, that of its square 1 - 2 k + (1 - e^-2)/2:
 * (1 - k)/k - (1 - 2 k + (1 - e^-2)/2)/k^2.
 */
static void test_exponential(void)
{
    xp_continuous_t model;
    arb_t k;
    arb_t value;
    arb_t part;

    arb_init(k);
    arb_init(value);
    arb_init(part);
    arb_set_si(k, -1);
    arb_exp(k, k, 256);
    arb_sub_ui(k, k, 1, 256);
    arb_neg(k, k);
    arb_set_si(part, -2);
    arb_exp(part, part, 256);
    arb_sub_ui(part, part, 1, 256);
    arb_mul_2exp_si(part, part, -1);
    arb_neg(part, part);
    arb_add_ui(part, part, 1, 256);
    arb_submul_ui(part, k, 2, 256);
    arb_div(part, part, k, 256);
    arb_sub_ui(value, k, 1, 256);
    arb_neg(value, value);
    arb_sub(value, value, part, 256);
    arb_div(value, value, k, 256);
    interval_trade(model);
    interval_prior(model, 0, "0", "1", XP_DISTRIBUTION_EXPONENTIAL, "1");
    interval_prior(model, 1, "0", "1", XP_DISTRIBUTION_EXPONENTIAL, "1");
    check_enclosed(model, value, "ball", "1/10000000000");
    xp_continuous_clear(model);
    arb_clear(k);
    arb_clear(value);
    arb_clear(part);
}

/*
 * Polynomial cdfs that are not seen to be.  Seller F = x, buyer F = x^2: the integral of
 * x (1 - x^2) is 1/4.  And the exact and the ball way on partnerships of three.
 */
static void test_hidden(void)
{
    static const char *const shares[][3] = {
        {"1/2", "1/2", "0"}, {"2/3", "1/6", "1/6"}, {"1/3", "1/3", "1/3"}, {"1", "0", "0"},
    };
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;
    arb_t value;

    interval_trade(model);
    interval_hidden_power(model, 0, "0", "1", 1);
    interval_hidden_power(model, 1, "0", "1", 2);
    check_enclosed_fmpq(model, "1/4", "ball", "1/10000000000");
    xp_continuous_clear(model);

    arb_init(value);
    for (size_t k = 0; k < sizeof(shares) / sizeof(shares[0]); k++)
    {
        interval_owners(model, 3);
        for (slong i = 0; i < 3; i++)
            interval_outside(model, i, shares[k][i], "0");
        interval_prior(model, 0, "0", "1", XP_DISTRIBUTION_POWER, "2");
        interval_uniform(model, 1, "1/4", "3/2");
        interval_prior(model, 2, "-1", "1", XP_DISTRIBUTION_POWER, "3");
        xp_interval_subsidy_init(subsidy);
        interval_subsidy(subsidy, model);
        XP_CHECK(subsidy->exact);
        xp_real_get_arb(value, subsidy->value, 128);
        xp_interval_subsidy_clear(subsidy);
        interval_hidden_power(model, 0, "0", "1", 2);
        interval_hidden_power(model, 2, "-1", "1", 3);
        check_enclosed(model, value, "ball", "1/10000000000");
        xp_continuous_clear(model);
    }
    arb_clear(value);
}

/* Whether two models give overlapping results, the second by the method named. */
static void check_agree(const xp_continuous_t exact, const xp_continuous_t hidden,
                        const char *method, const char *width)
{
    xp_interval_subsidy_t subsidy;
    arb_t value;

    arb_init(value);
    xp_interval_subsidy_init(subsidy);
    interval_subsidy(subsidy, exact);
    XP_CHECK(subsidy->exact);
    xp_real_get_arb(value, subsidy->value, 128);
    xp_interval_subsidy_clear(subsidy);
    check_enclosed(hidden, value, method, width);
    arb_clear(value);
}

/*
 * A project of n agents with powers 2; the last has an outside option t/2 and base value t/4; of
 * four, the third has a constant difference.
 */
static void set_powers(xp_continuous_t model, slong n, int hidden)
{
    interval_model(model, n, 2);
    for (slong i = 0; i < n; i++)
    {
        const char *low = i % 2 == 0 ? "0" : "1/2";
        const char *high = i % 2 == 0 ? "1" : "2";

        if (hidden)
            interval_hidden_power(model, i, low, high, 2);
        else
            interval_prior(model, i, low, high, XP_DISTRIBUTION_POWER, "2");
        interval_value(model, i, 1, i == 1 ? "-1/2" : "1", i == 1 ? "1/3" : "0");
    }
    if (n == 4)
        interval_value(model, 2, 1, "0", "1/5");
    interval_value(model, n - 1, 0, "1/4", "0");
    interval_outside(model, n - 1, "1/2", "0");
    interval_cost(model, 0, "1/5");
    interval_cost(model, 1, "1");
}

static void test_lattice(void)
{
    for (slong n = 2; n <= 4; n++)
    {
        xp_continuous_t exact;
        xp_continuous_t hidden;

        set_powers(exact, n, 0);
        set_powers(hidden, n, 1);
        check_agree(exact, hidden, n == 2 ? "ball" : "lattice", "1/500");
        xp_continuous_clear(exact);
        xp_continuous_clear(hidden);
    }
}

/*
 * Priors with too many pieces for exact sums go to the lattice: chords of x^2, which is within
 * 1/(6 600^2) of F on average.
 */
static void test_many_pieces(void)
{
    xp_continuous_t exact;
    xp_continuous_t chords;

    interval_model(exact, 3, 2);
    interval_model(chords, 3, 2);
    for (slong i = 0; i < 3; i++)
    {
        interval_prior(exact, i, "0", "1", XP_DISTRIBUTION_POWER, "2");
        interval_chain(chords, i, 600);
        interval_value(exact, i, 1, "1", "0");
        interval_value(chords, i, 1, "1", "0");
    }
    interval_cost(exact, 1, "3/2");
    interval_cost(chords, 1, "3/2");
    check_agree(exact, chords, "lattice", "1/500");
    xp_continuous_clear(exact);
    xp_continuous_clear(chords);
}

/*
 * Three types beta(5/2, 1/2), c = 2: x = sin(phi)^2 has density 32/(6 pi) sin(phi)^4 on [0, pi/2].
 * Worst-off types are 0: the subsidy is 2 E(S_3 - 2)^+ - 3 E(S_2 - 2)^+ = 2 E(S_3 - 2)^+.  The
 * midpoint rule in phi (no kink but that of the positive part) is good to 10^-3 with 40 points.
 */
static void test_beta(void)
{
    enum { POINTS = 40 };
    xp_continuous_t model;
    arb_t sum;
    arb_t x[POINTS];
    arb_t weight[POINTS];
    arb_t term;
    arb_t total;

    arb_init(sum);
    arb_init(term);
    arb_init(total);
    for (slong k = 0; k < POINTS; k++)
    {
        arb_init(x[k]);
        arb_init(weight[k]);
        arb_set_si(term, 2 * k + 1);
        arb_div_si(term, term, 4 * POINTS, 64);
        arb_sin_pi(term, term, 64);
        arb_mul(x[k], term, term, 64);
        arb_mul(weight[k], x[k], x[k], 64);
        arb_add(total, total, weight[k], 64);
    }
    for (slong a = 0; a < POINTS; a++)
    {
        for (slong b = 0; b < POINTS; b++)
        {
            for (slong c = 0; c < POINTS; c++)
            {
                arb_add(term, x[a], x[b], 64);
                arb_add(term, term, x[c], 64);
                arb_sub_ui(term, term, 2, 64);
                if (!arb_is_positive(term))
                    continue;
                arb_mul(term, term, weight[a], 64);
                arb_mul(term, term, weight[b], 64);
                arb_addmul(sum, term, weight[c], 64);
            }
        }
    }
    for (int k = 0; k < 3; k++)
        arb_div(sum, sum, total, 64);
    arb_mul_2exp_si(sum, sum, 1);
    arb_set_si(term, 1000);
    arb_inv(term, term, 64);
    arb_add_error(sum, term);
    interval_model(model, 3, 2);
    for (slong i = 0; i < 3; i++)
    {
        interval_prior(model, i, "0", "1", XP_DISTRIBUTION_BETA, "5/2, 1/2");
        interval_value(model, i, 1, "1", "0");
    }
    interval_cost(model, 1, "2");
    check_enclosed(model, sum, "lattice", "1/500");
    xp_continuous_clear(model);
    arb_clear(sum);
    arb_clear(term);
    arb_clear(total);
    for (slong k = 0; k < POINTS; k++)
    {
        arb_clear(x[k]);
        arb_clear(weight[k]);
    }
}

/* A random prior with F = s^power on one of several supports, seen as a polynomial or not. */
static void set_random_prior(xp_continuous_t model, slong i, int hidden, uint64_t choice)
{
    static const char *const low[] = {"0", "-1", "1/2"};
    static const char *const high[] = {"1", "3/2", "2"};
    static const char *const power[] = {"1", "2", "3"};
    const char *from = low[choice % 3];
    const char *to = high[choice / 3 % 3];

    if (hidden)
        interval_hidden_power(model, i, from, to, 1 + (slong) (choice / 9 % 3));
    else
        interval_prior(model, i, from, to, XP_DISTRIBUTION_POWER, power[choice / 9 % 3]);
}

/*
 * Random projects of two or one agents (exact: convolution; hidden: integrals of products of cdfs)
 * and of three (hidden: lattice): the answers agree.  Both answers occur.
 */
static void test_random(void)
{
    static const char *const number[] = {"-2", "-1", "-1/2", "0", "1/3", "1", "3/2"};
    uint64_t state = 99;
    long answers[3] = {0, 0, 0};

    for (long round = 0; round < xp_test_rounds(24); round++)
    {
        slong n = round % 8 == 7 ? 3 : 1 + (slong) xp_test_random(&state, 2);
        xp_continuous_t model[2];
        uint64_t kept = state;
        xp_interval_subsidy_t subsidy;

        for (int hidden = 0; hidden < 2; hidden++)
        {
            state = kept;
            interval_model(model[hidden], n, 2);
            for (slong i = 0; i < n; i++)
            {
                uint64_t a = xp_test_random(&state, 7);

                set_random_prior(model[hidden], i, hidden, xp_test_random(&state, 27));
                interval_value(model[hidden], i, 0, number[xp_test_random(&state, 7)], "0");
                if (a == 3)
                    a = 5;
                model[hidden]->agent[i].value[1] = xp_expression_binary(
                    model[hidden]->pool, XP_EXPRESSION_ADD, model[hidden]->agent[i].value[0],
                    interval_affine(model[hidden], i, number[a],
                                    number[xp_test_random(&state, 7)]));
                interval_outside(model[hidden], i, number[xp_test_random(&state, 7)],
                                 number[xp_test_random(&state, 7)]);
            }
            interval_cost(model[hidden], 0, number[xp_test_random(&state, 7)]);
            interval_cost(model[hidden], 1, number[xp_test_random(&state, 7)]);
        }
        xp_interval_subsidy_init(subsidy);
        interval_subsidy(subsidy, model[1]);
        answers[subsidy->answer]++;
        check_agree(model[0], model[1], subsidy->method, n == 3 ? "1/500" : "1/10000000000");
        xp_interval_subsidy_clear(subsidy);
        xp_continuous_clear(model[0]);
        xp_continuous_clear(model[1]);
    }
    XP_CHECK(answers[XP_HOLDS] > 0 && answers[XP_FAILS] > 0);
}

/* Whether two exact results are the same number. */
static int is_same_value(const xp_interval_subsidy_t a, const xp_interval_subsidy_t b)
{
    int sign;

    return a->answer == b->answer && xp_real_compare(&sign, a->value, b->value) && sign == 0;
}

/*
 * Two owners as one good and as a project; the agents exchanged; and an outside option raised by 1
 * raises the subsidy by 1.
 */
static void test_forms(void)
{
    static const char *const share[] = {"0", "1/4", "1/2", "1", "2"};
    uint64_t state = 7;

    for (long round = 0; round < xp_test_rounds(20); round++)
    {
        xp_continuous_t model;
        xp_interval_subsidy_t first;
        xp_interval_subsidy_t second;
        uint64_t prior[2] = {xp_test_random(&state, 27), xp_test_random(&state, 27)};
        const char *r[2] = {share[xp_test_random(&state, 5)], share[xp_test_random(&state, 5)]};

        xp_interval_subsidy_init(first);
        xp_interval_subsidy_init(second);
        interval_owners(model, 2);
        for (slong i = 0; i < 2; i++)
        {
            set_random_prior(model, i, 0, prior[i]);
            interval_outside(model, i, r[i], "0");
        }
        interval_subsidy(first, model);
        XP_CHECK(first->form == XP_FORM_GOOD && first->exact);
        free(model->owner);
        model->owner = NULL;
        interval_subsidy(second, model);
        XP_CHECK(second->form == XP_FORM_PROJECT);
        XP_CHECK(is_same_value(first, second));
        for (slong i = 0; i < 2; i++)
        {
            set_random_prior(model, i, 0, prior[1 - i]);
            interval_outside(model, i, r[1 - i], "0");
        }
        interval_subsidy(second, model);
        XP_CHECK(is_same_value(first, second));
        interval_outside(model, 0, r[1], "1");
        interval_subsidy(second, model);
        xp_real_sub(second->value, second->value, first->value, XP_REAL_DEGREE, XP_REAL_PRECISION);
        XP_CHECK(interval_real_is(second->value, "1"));
        xp_interval_subsidy_clear(first);
        xp_interval_subsidy_clear(second);
        xp_continuous_clear(model);
    }
}

/* Refused, and the words. */
static void check_refusal(const xp_continuous_t model, const char *words)
{
    xp_interval_subsidy_t subsidy;
    xp_dissolve_options_t options;
    xp_error_t error;

    xp_interval_subsidy_init(subsidy);
    xp_dissolve_options_init(&options);
    xp_error_init(error);
    XP_CHECK(xp_interval_subsidy(subsidy, model, &options, error) == XP_REFUSED);
    XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    XP_CHECK(subsidy->n == 0);
    xp_interval_subsidy_clear(subsidy);
    xp_error_clear(error);
}

static void check_stopped(const xp_continuous_t model)
{
    xp_interval_subsidy_t subsidy;
    xp_dissolve_options_t options;
    xp_error_t error;

    xp_interval_subsidy_init(subsidy);
    xp_dissolve_options_init(&options);
    xp_error_init(error);
    options.progress = &xp_test_stop;
    XP_CHECK(xp_interval_subsidy(subsidy, model, &options, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL && subsidy->n == 0);
    xp_interval_subsidy_clear(subsidy);
    xp_error_clear(error);
}

static void test_refusals(void)
{
    xp_continuous_t model;

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    check_refusal(model, "agent \"a1\" has no prior");
    interval_prior(model, 1, "0", "1", XP_DISTRIBUTION_EXPONENTIAL, "1");
    check_stopped(model);
    model->agent[1].outside[0] = xp_expression_type(model->pool, 1);
    check_refusal(model, "outside option of agent \"a1\" depends on the outcome");
    model->agent[1].outside[0] = xp_expression_binary(
        model->pool, XP_EXPRESSION_MUL, model->agent[1].outside[0], model->agent[1].outside[0]);
    model->agent[1].outside[1] = model->agent[1].outside[0];
    check_refusal(model, "outside option of agent \"a1\" is not affine");
    model->agent[1].outside[0] = xp_expression_type(model->pool, 0);
    model->agent[1].outside[1] = model->agent[1].outside[0];
    check_refusal(model, "outside option of agent \"a1\" is not a polynomial in the own type");
    model->agent[1].value[1] = model->agent[1].outside[0];
    check_refusal(model, "value of agent \"a1\"");
    xp_continuous_clear(model);

    set_powers(model, 3, 1);
    check_stopped(model);
    xp_continuous_clear(model);

    interval_model(model, 1, 0);
    model->agent[0].value[0] = xp_expression_type(model->pool, 0);
    model->formula = model->agent[0].value[0];
    model->rule_stated = 1;
    model->rule = XP_INTERVAL_FORMULA;
    interval_hidden_power(model, 0, "0", "1", 1);
    check_refusal(model, "for a real decision");
    xp_continuous_clear(model);
}

/*
 * A subsidy of exactly 0 that balls cannot tell: trade of hidden priors, a tax as outside option.
 * Seller F = x, buyer F = x^2: 1/4; lower the buyer's outside option by 1/4: undecided, and the
 * words say with how many bits.
 */
static void test_undecided(void)
{
    xp_continuous_t model;
    xp_interval_subsidy_t subsidy;
    xp_dissolve_options_t options;
    xp_error_t error;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    options.precision_limit = 128;
    interval_trade(model);
    interval_hidden_power(model, 0, "0", "1", 1);
    interval_hidden_power(model, 1, "0", "1", 2);
    interval_outside(model, 1, "0", "-1/4");
    xp_interval_subsidy_init(subsidy);
    XP_CHECK(xp_interval_subsidy(subsidy, model, &options, error) == XP_OK);
    XP_CHECK(subsidy->answer == XP_UNDECIDED);
    XP_CHECK(subsidy->reason != NULL && strstr(subsidy->reason, "128 bits") != NULL);
    XP_CHECK(!subsidy->exact);
    xp_interval_subsidy_clear(subsidy);
    xp_continuous_clear(model);
    xp_error_clear(error);
}

/*
 * The rule of a real decision must be the efficient one: weights 2/3 and 1/3 for two equal agents
 * are not, nor is the mean of the types where the decisions end at 1/2.
 */
static void test_rule(void)
{
    static const char *const text[] = {
        "outcomes x real\n"
        "agent a, b { types in [0, 1]; prior uniform; value = t*x - x^2/2 }\n"
        "rule = (2*t[a] + t[b]) / 3\n",
        "outcomes x in [0, 1/2]\n"
        "agent a, b { types in [0, 1]; prior uniform; value = t*x - x^2/2 }\n"
        "rule = (t[a] + t[b]) / 2\n",
        "outcomes x real\n"
        "agent a, b { types in [0, 1]; prior uniform; value = t*x - x^2/2 }\n"
        "rule = (t[a] + t[b]) / 2\n"};
    xp_interval_subsidy_t subsidy;
    xp_errors_t errors;
    xp_error_t error;
    xp_model_t model;
    xp_dissolve_options_t options;
    int k;

    xp_dissolve_options_init(&options);
    for (k = 0; k < 3; k++)
    {
        xp_errors_init(errors);
        xp_error_init(error);
        xp_model_init(model);
        xp_interval_subsidy_init(subsidy);
        XP_CHECK(xp_model_read_text(model, text[k], strlen(text[k]), "test", NULL, errors)
                 == XP_OK);
        XP_CHECK(xp_interval_subsidy(subsidy, model->continuous, &options, error)
                 == (k < 2 ? XP_REFUSED : XP_OK));
        xp_interval_subsidy_clear(subsidy);
        xp_model_clear(model);
        xp_error_clear(error);
        xp_errors_clear(errors);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"trade", test_trade},
        {"worst-off types", test_worst_off},
        {"gap", test_gap},
        {"project", test_project},
        {"many agents", test_many},
        {"partnership", test_partnership},
        {"irrational share", test_irrational_share},
        {"decision", test_decision},
        {"exponential", test_exponential},
        {"hidden polynomials", test_hidden},
        {"lattice", test_lattice},
        {"many pieces", test_many_pieces},
        {"beta", test_beta},
        {"random", test_random},
        {"forms", test_forms},
        {"refusals", test_refusals},
        {"undecided", test_undecided},
        {"rule", test_rule},
    };

    return XP_TEST_MAIN("subsidy", tests);
}
