/* The payments of Cramton, Gibbons and Klemperer: reference cases, balance, formulas. */
#include "tests/cont/partner.h"

static void solve(xp_dissolution_t d, xp_cgk_payments_t payments, const xp_partnership_t p,
                  const xp_dissolve_options_t *options)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_dissolve(d, p, options, error) == XP_OK);
    XP_CHECK(xp_cgk_payments(payments, p, d, options, error) == XP_OK);
    XP_CHECK(payments->n == p->n);
    xp_error_clear(error);
}

/* Uniform, n = 2: types, shares, c_i, the payments of agent 0 and 1, what the worst-off gain. */
static void test_uniform(void)
{
    static const char *const cases[][8] = {
        {"3/5", "1/5", "1/2", "1/2", "0", "4/25", "-4/25", "1/24"},
        {"3/5", "1/5", "1/4", "3/4", "-1/8", "57/200", "-57/200", "1/96"},
        {"1/3", "9/10", "2/3", "1/3", "1/12", "-779/1800", "779/1800", "1/36"}};
    xp_distribution_t uniform;
    xp_dissolve_options_t options;
    size_t c;

    xp_distribution_init(uniform);
    xp_dissolve_options_init(&options);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    for (c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_dissolution_t d;
        xp_cgk_payments_t payments;
        xp_partnership_t p;
        xp_real_struct *paid = xp_real_vec_init(2);
        fmpq *theta = _fmpq_vec_init(2);
        slong winner = -1;
        xp_string_t text;
        xp_error_t error;

        xp_error_init(error);
        xp_string_init(text);
        xp_dissolution_init(d);
        xp_cgk_payments_init(payments);
        set_partners(p, 2, uniform);
        set_share(p, 0, cases[c][2]);
        set_share(p, 1, cases[c][3]);
        solve(d, payments, p, &options);
        XP_CHECK(payments->exact);
        XP_CHECK(is_rational(payments->constant, cases[c][4]));
        XP_CHECK(is_rational(payments->gain, cases[c][7]));
        xp_poly_add_text(text, payments->own[0].piece, "t", 0);
        XP_CHECK_STR(text->text, "t^2/2");
        set_rat(theta, cases[c][0]);
        set_rat(theta + 1, cases[c][1]);
        XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_OK);
        XP_CHECK(is_rational(paid, cases[c][5]));
        XP_CHECK(is_rational(paid + 1, cases[c][6]));
        XP_CHECK(winner == (c == 2));
        xp_string_clear(text);
        xp_error_clear(error);
        xp_real_vec_clear(paid, 2);
        _fmpq_vec_clear(theta, 2);
        xp_cgk_payments_clear(payments);
        xp_partnership_clear(p);
        xp_dissolution_clear(d);
    }
    xp_distribution_clear(uniform);
}

/*
 * With types on [0, 1] and [0, 2] (uniform), shares (1/2, 1/2): at every profile the payments sum
 * to 0, and the interim utility of the worst-off types, less r v*, is D/2.  By hand for agent 0:
 * own_0(x) = x^2/4; own_1(x) = x^2/2 up to 1 and 1/2 after; E own_1 = 1/12 + 1/4 = 1/3,
 * E own_0 = 1/12.
 */
static void test_different(void)
{
    xp_distribution_t one;
    xp_distribution_t two;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_cgk_payments_t payments;
    xp_partnership_t p;
    xp_real_struct *paid = xp_real_vec_init(2);
    xp_real_t sum;
    fmpq *theta = _fmpq_vec_init(2);
    slong winner = -1;
    xp_error_t error;
    xp_string_t text;
    slong a;
    slong b;
    int sign;

    xp_error_init(error);
    xp_string_init(text);
    xp_real_init(sum);
    xp_distribution_init(one);
    xp_distribution_init(two);
    xp_dissolution_init(d);
    xp_cgk_payments_init(payments);
    xp_dissolve_options_init(&options);
    set_named(one, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_named(two, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "2");
    set_partners(p, 2, one);
    p->distribution[1] = two;
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    solve(d, payments, p, &options);
    xp_piecewise_add_text(text, payments->own, "t", 0);
    XP_CHECK(payments->own[0].count == 1 && payments->own[1].count == 2);
    for (a = 0; a <= 4; a++)
        for (b = 0; b <= 8; b++)
        {
            fmpq_set_si(theta, a, 4);
            fmpq_set_si(theta + 1, b, 4);
            XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error)
                     == XP_OK);
            XP_CHECK(winner == (b > a));
            xp_real_add(sum, paid, paid + 1, 24, 128);
            XP_CHECK(is_rational(sum, "0"));
        }
    /*
     * v_0* = 1: G_0(1) = 1/2.  Agent 0 of type 1 wins with probability 1/2 and pays on average
     * own_0(1) - E own_1 - k_0 = 1/4 - 1/3 - k_0; gain = 1/2 + 1/12 + k_0 - 1/2.
     */
    XP_CHECK(is_rational(d->worst_off, "1"));
    set_rat(theta, "1/12");
    xp_real_set_fmpq(sum, theta);
    xp_real_add(sum, sum, payments->constant, 24, 128);
    XP_CHECK(xp_real_compare(&sign, sum, payments->gain) && sign == 0);
    /* v_1* = 1/2 likewise: own_1(1/2) = 1/8, gain = 1/4 - (1/8 - 1/12 - k_1) - 1/4. */
    XP_CHECK(is_rational(d->worst_off + 1, "1/2"));
    set_rat(theta, "-1/24");
    xp_real_set_fmpq(sum, theta);
    xp_real_add(sum, sum, payments->constant + 1, 24, 128);
    XP_CHECK(xp_real_compare(&sign, sum, payments->gain) && sign == 0);
    xp_string_clear(text);
    xp_real_clear(sum);
    xp_error_clear(error);
    xp_real_vec_clear(paid, 2);
    _fmpq_vec_clear(theta, 2);
    xp_cgk_payments_clear(payments);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(one);
    xp_distribution_clear(two);
}

/*
 * Exponential types: p_0 = own(x) - own(y) - k_0 with own(x) = integral of t dF.  Balls, sum 0;
 * with equal shares k = 0, and for rate 1, own(x) = (1 - (1 + x) e^-x)/(1 - e^-1).
 */
static void test_enclosed(void)
{
    xp_distribution_t exponential;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_cgk_payments_t payments;
    xp_partnership_t p;
    xp_real_struct *paid = xp_real_vec_init(2);
    fmpq *theta = _fmpq_vec_init(2);
    slong winner = -1;
    xp_error_t error;
    arb_t x;
    arb_t y;
    arb_t expected;
    int k;

    xp_error_init(error);
    arb_init(x);
    arb_init(y);
    arb_init(expected);
    xp_distribution_init(exponential);
    xp_dissolution_init(d);
    xp_cgk_payments_init(payments);
    xp_dissolve_options_init(&options);
    set_named(exponential, XP_DISTRIBUTION_EXPONENTIAL, "1", NULL, "0", "1");
    set_partners(p, 2, exponential);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    solve(d, payments, p, &options);
    XP_CHECK(!payments->exact);
    set_rat(theta, "3/4");
    set_rat(theta + 1, "1/3");
    XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_OK);
    XP_CHECK(winner == 0);
    for (k = 0; k < 2; k++)
    {
        /* (1 + x) e^-x */
        arb_set_fmpq(x, theta + k, 128);
        arb_add_ui(y, x, 1, 128);
        arb_neg(x, x);
        arb_exp(x, x, 128);
        arb_mul(y, y, x, 128);
        if (k == 0)
            arb_neg(expected, y);
        else
            arb_add(expected, expected, y, 128);
    }
    arb_set_si(x, -1);
    arb_exp(x, x, 128);
    arb_sub_ui(x, x, 1, 128);
    arb_neg(x, x);
    arb_div(expected, expected, x, 128);
    xp_real_get_arb(x, paid, 128);
    XP_CHECK(arb_overlaps(x, expected) && arb_rel_accuracy_bits(x) > 60);
    xp_real_get_arb(y, paid + 1, 128);
    arb_add(x, x, y, 128);
    XP_CHECK(arb_contains_zero(x));
    /* Types outside of the support. */
    set_rat(theta, "3/2");
    XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_INPUT);
    XP_CHECK(error->message != NULL && strstr(error->message, "3/2 is not in [0, 1]") != NULL);
    set_rat(theta, "1/2");
    set_rat(theta + 1, "-1/2");
    XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_INPUT);
    XP_CHECK(winner == 0);
    set_rat(theta + 1, "2/3");
    options.progress = &xp_test_stop;
    XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL && winner == 0);
    arb_clear(x);
    arb_clear(y);
    arb_clear(expected);
    xp_error_clear(error);
    xp_real_vec_clear(paid, 2);
    _fmpq_vec_clear(theta, 2);
    xp_cgk_payments_clear(payments);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(exponential);
}

/* Three uniform agents, irrational constants: the payments still sum to 0, and k_i to 0. */
static void test_three(void)
{
    xp_distribution_t uniform;
    xp_dissolve_options_t options;
    xp_dissolution_t d;
    xp_cgk_payments_t payments;
    xp_partnership_t p;
    xp_real_struct *paid = xp_real_vec_init(3);
    xp_real_t sum;
    fmpq *theta = _fmpq_vec_init(3);
    slong winner = -1;
    xp_error_t error;
    int sign = 1;
    int i;

    xp_error_init(error);
    xp_real_init(sum);
    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    xp_cgk_payments_init(payments);
    xp_dissolve_options_init(&options);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 3, uniform);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/4");
    set_share(p, 2, "1/4");
    solve(d, payments, p, &options);
    set_rat(theta, "1/2");
    set_rat(theta + 1, "2/3");
    set_rat(theta + 2, "2/3");
    XP_CHECK(xp_cgk_payments_at(paid, &winner, payments, p, theta, &options, error) == XP_OK);
    XP_CHECK(winner == 1);
    for (i = 0; i < 3; i++)
        xp_real_add(sum, sum, paid + i, 24, 128);
    XP_CHECK(xp_real_sign(&sign, sum) && sign == 0);
    xp_real_sub(sum, sum, sum, 24, 128);
    for (i = 0; i < 3; i++)
        xp_real_add(sum, sum, payments->constant + i, 24, 128);
    XP_CHECK(xp_real_sign(&sign, sum) && sign == 0);
    xp_real_clear(sum);
    xp_error_clear(error);
    xp_real_vec_clear(paid, 3);
    _fmpq_vec_clear(theta, 3);
    xp_cgk_payments_clear(payments);
    xp_partnership_clear(p);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"uniform", test_uniform},
        {"different", test_different},
        {"enclosed", test_enclosed},
        {"three", test_three},
    };

    return XP_TEST_MAIN("cgk-payments", tests);
}
