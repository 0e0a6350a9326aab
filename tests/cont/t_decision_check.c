/* The properties of mechanisms of a real decision: proofs, witnesses, intervals of types. */
#include <expost/cont/decision_check.h>

#include "tests/cont/decision_models.h"
#include "tests/lib/harness.h"

static void build(xp_decision_mechanism_t mechanism, const xp_continuous_t m, const char *name)
{
    xp_error_t error;
    xp_error_init(error);
    xp_decision_mechanism_init(mechanism);
    XP_CHECK(xp_decision_mechanism_set(mechanism, m, name, NULL, error) == XP_OK);
    xp_error_clear(error);
}

static xp_answer_t ask(xp_interval_finding_t finding, xp_decision_mechanism_t mechanism,
                       xp_interval_question_t question)
{
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(xp_decision_ask(finding, mechanism, question, NULL, error) == XP_OK);
    XP_CHECK(finding->how != NULL && finding->question == question);
    xp_error_clear(error);
    return finding->answer;
}

static xp_answer_t answer_of(xp_decision_mechanism_t mechanism, xp_interval_question_t question)
{
    xp_interval_finding_t finding;
    xp_interval_finding_init(finding);
    const xp_answer_t answer = ask(finding, mechanism, question);
    xp_interval_finding_clear(finding);
    return answer;
}

static int is_number(const xp_real_t x, slong p, ulong q)
{
    fmpq_t y;
    fmpq_init(y);
    fmpq_set_si(y, p, q);
    const int equal = x->kind == XP_REAL_RATIONAL && fmpq_equal(x->rational, y);
    fmpq_clear(y);
    return equal;
}

/* Whether x is a root of c x^2 + b x + a and between low and high. */
static int is_root(const xp_real_t x, slong a, slong b, slong c, slong low, slong high)
{
    int sign = 1, below = 0, above = 0;
    fmpq_poly_t f;
    xp_real_t y;
    fmpq_t end;
    fmpq_poly_init(f);
    xp_real_init(y);
    fmpq_init(end);
    fmpq_poly_set_coeff_si(f, 0, a);
    fmpq_poly_set_coeff_si(f, 1, b);
    fmpq_poly_set_coeff_si(f, 2, c);
    xp_real_evaluate(y, f, x, XP_REAL_DEGREE, 128);
    fmpq_set_si(end, low, 1);
    int is = x->kind == XP_REAL_ALGEBRAIC && xp_real_sign(&sign, y) && sign == 0 &&
             xp_real_compare_fmpq(&below, x, end) && below > 0;
    fmpq_set_si(end, high, 1);
    is = is && xp_real_compare_fmpq(&above, x, end) && above < 0;
    fmpq_clear(end);
    xp_real_clear(y);
    fmpq_poly_clear(f);
    return is;
}

/*
 * By hand (see the test of payments): v_i = t x - x^2/2, uniform on [0, 1], two agents, dAGV:
 * U(t) - U(r | t) = (t - r)^2/4, U(t) = t^2/4 + t/4 - 1/16, which is below 0 up to
 * (sqrt(2) - 1)/2, a root of 4 t^2 + 4 t - 1, and least, -1/16, at 0.
 */
static void test_dagv(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    quadratic_model(m, 2, NULL, 0, 1);
    build(mechanism, m, "dagv");
    xp_interval_finding_init(finding);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_BIC) == XP_HOLDS);
    XP_CHECK(strstr(finding->how_agent[1], "= 1/4 (type - report)^2") != NULL);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_SBB) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_WBB) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EABB) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EAWBB) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EFF) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_NPT) == XP_FAILS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_NOPAY) == XP_FAILS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EPIR) == XP_FAILS);
    /* E U = 1/12 + 1/8 - 1/16 = 7/48. */
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_EAIR) == XP_HOLDS);
    XP_CHECK(finding->has_slack && is_number(finding->slack, 7, 48));
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_IIR) == XP_FAILS);
    XP_CHECK(finding->has_slack && is_number(finding->slack, -1, 16));
    XP_CHECK(finding->has_slack_type && is_number(finding->slack_type, 0, 1));
    XP_CHECK(finding->witness_agent == 0 && fmpq_is_zero(finding->type));
    XP_CHECK(is_number(finding->difference, -1, 16));
    XP_CHECK(finding->interval_count == 2 && finding->complete);
    for (slong k = 0; k < finding->interval_count; k++)
    {
        XP_CHECK(finding->interval[k].agent == k);
        XP_CHECK(is_number(finding->interval[k].low, 0, 1) && !finding->interval[k].low_open);
        XP_CHECK(is_root(finding->interval[k].high, -1, 4, 4, 0, 1));
        XP_CHECK(finding->interval[k].high_open);
    }
    /* Not dominant: the slope of the gain is 1/8 - (other's type)/4. */
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_DSIC) == XP_FAILS);
    XP_CHECK(finding->has_profile && finding->has_report);
    XP_CHECK(finding->witness_agent == 0);
    /* The gain by hand there: t (r - t)/2 - [(r + s)^2 - (t + s)^2]/8 + rho(r) - rho(t). */
    fmpq_t gain, term, difference;
    fmpq_init(gain);
    fmpq_init(term);
    fmpq_init(difference);
    fmpq_sub(difference, finding->report, finding->profile);
    fmpq_mul(gain, difference, finding->profile);
    fmpq_div_2exp(gain, gain, 1);
    fmpq_add(term, finding->report, finding->profile);
    fmpq_mul(term, term, difference);
    fmpq_div_2exp(term, term, 2);
    fmpq_sub(gain, gain, term);
    fmpq_mul(term, finding->profile + 1, difference);
    fmpq_div_2exp(term, term, 2);
    fmpq_sub(gain, gain, term);
    fmpq_div_2exp(term, difference, 3);
    fmpq_add(gain, gain, term);
    fmpq_add(gain, gain, finding->difference->rational);
    XP_CHECK(fmpq_is_zero(gain));
    fmpq_clear(difference);
    fmpq_clear(term);
    fmpq_clear(gain);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/*
 * The dAGV payments with t/100 more for the first agent: U(t) - U(r | t) is (t - r)^2/4 less
 * (t - r)/100, so every type above 0 gains by a report a little lower, at most 1/10000, where
 * t - r = 1/50.
 */
static void test_spoiled(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    int more = 0, negative = 0;
    fmpq_t most, zero;
    quadratic_model(m, 2, NULL, 0, 1);
    for (slong i = 0; i < 2; i++)
    {
        expression_t mine = minus(m, type(m, i), power(m, type(m, i), 2));
        expression_t theirs = minus(m, type(m, 1 - i), power(m, type(m, 1 - i), 2));
        expression_t payment = times(m, number(m, 1, 8), minus(m, theirs, mine));
        put_payment(m, i, i == 1 ? payment
                                 : plus(m, payment, times(m, number(m, 1, 100), type(m, 0))));
    }
    build(mechanism, m, NULL);
    XP_CHECK_STR(mechanism->payments, "stated");
    xp_interval_finding_init(finding);
    fmpq_init(most);
    fmpq_init(zero);
    fmpq_set_si(most, -1, 10000);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_BIC) == XP_FAILS);
    XP_CHECK(finding->witness_agent == 0 && finding->has_type && finding->has_report);
    XP_CHECK(fmpq_cmp(finding->report, finding->type) < 0);
    XP_CHECK(xp_real_compare_fmpq(&more, finding->difference, most) && more >= 0);
    XP_CHECK(xp_real_compare_fmpq(&negative, finding->difference, zero) && negative < 0);
    XP_CHECK(finding->interval_count == 1 && finding->complete);
    XP_CHECK(finding->interval[0].agent == 0);
    XP_CHECK(finding->interval[0].low_open && !finding->interval[0].high_open);
    XP_CHECK(is_number(finding->interval[0].low, 0, 1));
    XP_CHECK(is_number(finding->interval[0].high, 1, 1));
    XP_CHECK(strstr(finding->how, "a1") != NULL);
    /* The sum of payments is t[1]/100: a surplus, not a balance; its mean is 1/200. */
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_SBB) == XP_FAILS);
    XP_CHECK(finding->excess != NULL && finding->has_profile);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_WBB) == XP_HOLDS);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_EABB) == XP_FAILS);
    XP_CHECK(is_number(finding->difference, 1, 200) && is_number(finding->slack, -1, 200));
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EAWBB) == XP_HOLDS);
    fmpq_clear(zero);
    fmpq_clear(most);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/*
 * Rule 1 - t, value t x, payment -t^2/2: truth is stationary, but a minimum, for the gain of truth
 * is -(t - r)^2/2.  Every type gains.
 */
static void test_second_order(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    start_model(m, 1, 0, 1);
    put_value(m, 0, times(m, type(m, 0), decision(m)));
    m->formula = minus(m, number(m, 1, 1), type(m, 0));
    put_payment(m, 0, times(m, number(m, -1, 2), power(m, type(m, 0), 2)));
    build(mechanism, m, NULL);
    xp_interval_finding_init(finding);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_BIC) == XP_FAILS);
    /* The largest gain is 1/2, between the two ends. */
    XP_CHECK(is_number(finding->difference, -1, 2));
    XP_CHECK(finding->interval_count == 1 && finding->complete);
    XP_CHECK(!finding->interval[0].low_open && !finding->interval[0].high_open);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_DSIC) == XP_FAILS);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_EFF) == XP_FAILS);
    XP_CHECK(finding->has_profile && finding->witness_agent == -1);
    /* t (1 - t) + t^2/2 >= 0 at every type. */
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_EPIR) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_IIR) == XP_HOLDS);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/* Quadratic Groves payments stated as formulas are seen to be dominant without the theorem. */
static void test_groves(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    static const slong weight[] = {1, 2, 3};
    quadratic_model(m, 3, weight, -1, 2);
    build(mechanism, m, "balanced-groves");
    xp_interval_finding_init(finding);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_DSIC) == XP_HOLDS);
    XP_CHECK(strstr(finding->how, "Groves") != NULL);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_BIC) == XP_HOLDS);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_SBB) == XP_HOLDS);
    for (slong i = 0; i < 3; i++)
    {
        put_payment(m, i, xp_expression_rename(m->pool, mechanism->payment[i], 0, 0));
    }
    xp_decision_mechanism_clear(mechanism);
    build(mechanism, m, NULL);
    /* By hand: with S = sum of w (t x - x^2/2) the gain is w_i^2 (t - r)^2 / (2 W), W = 6. */
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_DSIC) == XP_HOLDS);
    XP_CHECK(strstr(finding->how_agent[0], "= 1/12 (type - report)^2") != NULL);
    XP_CHECK(strstr(finding->how_agent[2], "= 3/4 (type - report)^2") != NULL);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/* Groves payments of logarithms: dsic by the theorem, no balance, seen by an enclosure. */
static void test_logarithm(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    xp_error_t error;
    int sign = 0;
    log_model(m, 2, 1, 2);
    build(mechanism, m, "groves");
    xp_interval_finding_init(finding);
    xp_error_init(error);
    XP_CHECK(answer_of(mechanism, XP_INTERVAL_DSIC) == XP_HOLDS);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_SBB) == XP_FAILS);
    XP_CHECK(finding->difference->kind == XP_REAL_ENCLOSURE);
    XP_CHECK(xp_real_sign(&sign, finding->difference) && sign != 0);
    XP_CHECK(xp_decision_ask(finding, mechanism, XP_INTERVAL_BIC, NULL, error) == XP_REFUSED);
    XP_CHECK(finding->question == XP_INTERVAL_SBB);
    xp_error_clear(error);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/* With outside option t/2 the interim slack is t^2/4 - t/4 - 1/16 < 0 for all types of [0, 1]. */
static void test_outside(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    quadratic_model(m, 2, NULL, 0, 1);
    put(&m->agent[1].outside, times(m, number(m, 1, 2), type(m, 1)));
    build(mechanism, m, "dagv");
    xp_interval_finding_init(finding);
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_IIR) == XP_FAILS);
    XP_CHECK(finding->slack_agent == 1 && is_number(finding->slack, -1, 8));
    XP_CHECK(is_number(finding->slack_type, 1, 2));
    XP_CHECK(finding->interval_count == 2);
    XP_CHECK(is_number(finding->interval[1].high, 1, 1) && !finding->interval[1].high_open);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

static void test_refused(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_interval_finding_t finding;
    xp_error_t error;
    quadratic_model(m, 2, NULL, 0, 1);
    m->agent[0].has_prior = 0;
    build(mechanism, m, "groves");
    xp_interval_finding_init(finding);
    xp_error_init(error);
    for (int q = XP_INTERVAL_DSIC; q <= XP_INTERVAL_NOPAY; q++)
    {
        const xp_status_t status =
            xp_decision_ask(finding, mechanism, (xp_interval_question_t) q, NULL, error);
        XP_CHECK(status == (xp_interval_question_needs_prior((xp_interval_question_t) q)
                                ? XP_REFUSED : XP_OK));
    }
    XP_CHECK_STR(xp_interval_question_name(XP_INTERVAL_EAWBB), "eawbb");
    xp_error_clear(error);
    xp_interval_finding_clear(finding);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"dagv", test_dagv},           {"spoiled", test_spoiled},
        {"second order", test_second_order}, {"groves", test_groves},
        {"logarithm", test_logarithm}, {"outside", test_outside},
        {"refused", test_refused},
    };
    return XP_TEST_MAIN("decision-check", tests);
}
