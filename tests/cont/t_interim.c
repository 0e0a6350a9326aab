/* Interim quantities of the efficient rule: hand derivations, identities, refusals. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/cont/interval_models.h"
#include "tests/lib/harness.h"

/* The polynomial c0 + c1 t + c2 t^2 + c3 t^3. */
static int is_poly(const xp_piecewise_t f, const char *c0, const char *c1, const char *c2,
                   const char *c3)
{
    const char *text[4] = {c0, c1, c2, c3};
    int equal = f->count == 1 && fmpq_poly_degree(f->piece) <= 3;
    fmpq_t c;

    fmpq_init(c);
    for (slong k = 0; equal && k < 4; k++)
    {
        fmpq_poly_get_coeff_fmpq(c, f->piece, k);
        equal = interval_is(c, text[k]);
    }
    fmpq_clear(c);
    return equal;
}

static int is_value(const xp_piecewise_t f, const char *x, const char *y)
{
    fmpq_t point;
    int equal;

    fmpq_init(point);
    interval_rational(point, x);
    xp_piecewise_evaluate(point, f, point);
    equal = interval_is(point, y);
    fmpq_clear(point);
    return equal;
}

static void compute(xp_interval_interim_t interim, const xp_continuous_t model)
{
    xp_error_t error;

    xp_error_init(error);
    xp_interval_interim_init(interim);
    XP_CHECK(xp_interval_interim(interim, model, error) == XP_OK);
    xp_error_clear(error);
}

/*
 * Uniform trade.  Seller s, buyer b in [0, 1], trade iff b > s: E[welfare | b] = E max(b, s) =
 * (1 + b^2)/2; the buyer's value b P(s < b) = b^2; the seller keeps with probability s.
 */
static void test_trade(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    compute(interim, model);
    XP_CHECK(interim->form == XP_FORM_PROJECT);
    XP_CHECK(is_poly(interim->welfare, "1/2", "0", "1/2", "0"));
    XP_CHECK(is_poly(interim->welfare + 1, "1/2", "0", "1/2", "0"));
    XP_CHECK(is_poly(interim->value, "0", "0", "1", "0"));
    XP_CHECK(is_poly(interim->value + 1, "0", "0", "1", "0"));
    XP_CHECK(is_poly(interim->chance, "1", "-1", "0", "0"));
    XP_CHECK(is_poly(interim->chance + 1, "0", "1", "0", "0"));
    XP_CHECK(is_poly(interim->outside, "0", "1", "0", "0"));
    XP_CHECK(is_poly(interim->outside + 1, "0", "0", "0", "0"));
    XP_CHECK(is_poly(interim->cost, "0", "0", "0", "0"));
    XP_CHECK(interval_is(interim->others, "1/2"));
    XP_CHECK(interval_is(interim->others + 1, "1/2"));
    XP_CHECK(interval_is(interim->expected_welfare, "2/3"));
    XP_CHECK(interval_is(interim->expected_cost, "0"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

/* The same with outcomes owner(i): one good. */
static void test_good_two(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    interval_owners(model, 2);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    interval_outside(model, 0, "1", "0");
    compute(interim, model);
    XP_CHECK(interim->form == XP_FORM_GOOD);
    XP_CHECK(is_poly(interim->welfare, "1/2", "0", "1/2", "0"));
    XP_CHECK(is_poly(interim->value + 1, "0", "0", "1", "0"));
    XP_CHECK(is_poly(interim->chance, "0", "1", "0", "0"));
    XP_CHECK(interval_is(interim->others, "1/2"));
    XP_CHECK(interval_is(interim->expected_welfare, "2/3"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

/* Three uniform types: E max(t, M) = 1 - integral of y^2 over [t, 1] = 2/3 + t^3/3; E max = 3/4. */
static void test_good_three(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    interval_owners(model, 3);
    for (slong i = 0; i < 3; i++)
        interval_uniform(model, i, "0", "1");
    compute(interim, model);
    for (slong i = 0; i < 3; i++)
    {
        XP_CHECK(is_poly(interim->welfare + i, "2/3", "0", "0", "1/3"));
        XP_CHECK(is_poly(interim->value + i, "0", "0", "0", "1"));
        XP_CHECK(is_poly(interim->chance + i, "0", "0", "1", "0"));
        XP_CHECK(interval_is(interim->others + i, "2/3"));
    }
    XP_CHECK(interval_is(interim->expected_welfare, "3/4"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

/*
 * Two agents, a good that costs 1/2 to hand over and may stay unsold.  Largest of t_0 - 1/2,
 * t_1 - 1/2, 0: E = 1/2 - integral of (y + 1/2)^2 over [0, 1/2] = 1/2 - 7/24 = 5/24.  Somebody gets
 * it with probability 3/4: E c = 3/8.  Type t < 1/2: the other gets it with probability 1/2.
 */
static void test_reserve(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    interval_model(model, 2, 4);
    for (slong i = 0; i < 2; i++)
    {
        interval_value(model, i, i, "1", "0");
        interval_uniform(model, i, "0", "1");
        interval_cost(model, i, "1/2");
    }
    /* as good as nobody getting the good, but listed after it, so never chosen */
    interval_cost(model, 3, "1");
    interval_value(model, 0, 3, "0", "1");
    compute(interim, model);
    XP_CHECK(interim->form == XP_FORM_GOOD);
    XP_CHECK(interval_is(interim->expected_welfare, "5/24"));
    XP_CHECK(interval_is(interim->expected_cost, "3/8"));
    XP_CHECK(is_value(interim->chance, "1/4", "0"));
    XP_CHECK(is_value(interim->chance, "3/4", "3/4"));
    XP_CHECK(is_value(interim->cost, "1/4", "1/4"));
    XP_CHECK(is_value(interim->cost, "3/4", "1/2"));
    /* E max(1/4, max(0, u - 1/2)) for t = 3/4: 1/4 3/4 + (1/4 + 1/2)/2 1/4 = 9/32 */
    XP_CHECK(is_value(interim->welfare, "3/4", "9/32"));
    XP_CHECK(is_value(interim->welfare, "1/4", "1/8"));
    XP_CHECK(is_value(interim->value, "3/4", "9/16"));
    XP_CHECK(interval_is(interim->others, "1/8"));
    /* not available without agent 0: nobody */
    model->agent[0].available[2] = 0;
    model->agent[0].available[3] = 0;
    xp_interval_interim_clear(interim);
    compute(interim, model);
    /* outcomes: 0 is worth -1/2, 1 is worth u - 1/2: the second, E = 0 */
    XP_CHECK(interval_is(interim->others, "0"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

/* An outside option by outcome: agent 0 loses t/2 when agent 1 gets the good: t/2 P(other) . */
static void test_outside_by_outcome(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    interval_owners(model, 2);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    model->agent[0].outside[1] = interval_affine(model, 0, "1/2", "0");
    compute(interim, model);
    XP_CHECK(is_poly(interim->outside, "0", "1/2", "-1/2", "0"));
    xp_interval_interim_clear(interim);
    /* the same as a project */
    free(model->owner);
    model->owner = NULL;
    compute(interim, model);
    XP_CHECK(interim->form == XP_FORM_PROJECT);
    XP_CHECK(is_poly(interim->outside, "0", "1/2", "-1/2", "0"));
    xp_interval_interim_clear(interim);
    /* an option that reads the other's type, whatever the outcome: its mean 1/2 */
    model->agent[0].outside[0] = xp_expression_type(model->pool, 1);
    model->agent[0].outside[1] = model->agent[0].outside[0];
    compute(interim, model);
    XP_CHECK(is_poly(interim->outside, "1/2", "0", "0", "0"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

/*
 * v_i = t x - x^2/2, rule x = (t_0 + t_1)/2, uniform on [0, 1]: S = (t_0 + t_1)^2/4, so
 * E[S | t] = (t^2 + t + 1/3)/4, E[v | t] = t (t + 1/2)/2 - (t^2 + t + 1/3)/8, E S = 7/24.
 */
static void set_decision(xp_continuous_t model)
{
    const xp_expression_struct *x;
    const xp_expression_struct *square;
    const xp_expression_struct *half;

    interval_model(model, 2, 0);
    x = xp_expression_word(model->pool, XP_EXPRESSION_DECISION);
    half = xp_expression_constant_si(model->pool, 1, 2);
    square = xp_expression_binary(model->pool, XP_EXPRESSION_MUL,
                                  xp_expression_binary(model->pool, XP_EXPRESSION_MUL, x, x),
                                  half);
    for (slong i = 0; i < 2; i++)
    {
        interval_uniform(model, i, "0", "1");
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
}

static void test_decision(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;

    set_decision(model);
    compute(interim, model);
    XP_CHECK(interim->form == XP_FORM_DECISION);
    XP_CHECK(is_poly(interim->welfare, "1/12", "1/4", "1/4", "0"));
    XP_CHECK(is_poly(interim->welfare + 1, "1/12", "1/4", "1/4", "0"));
    XP_CHECK(is_poly(interim->value, "-1/24", "1/8", "3/8", "0"));
    XP_CHECK(interval_is(interim->expected_welfare, "7/24"));
    xp_interval_interim_clear(interim);
    /* a cost x^2 of the decision: E[x^2 | t] = (t^2 + t + 1/3)/4 */
    model->cost[0] = xp_expression_binary(
        model->pool, XP_EXPRESSION_MUL, xp_expression_word(model->pool, XP_EXPRESSION_DECISION),
        xp_expression_word(model->pool, XP_EXPRESSION_DECISION));
    compute(interim, model);
    XP_CHECK(is_poly(interim->cost, "1/12", "1/4", "1/4", "0"));
    XP_CHECK(is_poly(interim->welfare, "0", "0", "0", "0"));
    XP_CHECK(interval_is(interim->expected_cost, "7/24"));
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
}

static void set_random(fmpq_t value, uint64_t *state)
{
    fmpq_set_si(value, (slong) xp_test_random(state, 9) - 4, 1 + xp_test_random(state, 3));
}

/* a t + b at random, a not 0 when moved. */
static const xp_expression_struct *random_affine(xp_continuous_t model, slong i, uint64_t *state,
                                                 int moved)
{
    const xp_expression_struct *e = xp_expression_type(model->pool, i);
    fmpq_t value;

    fmpq_init(value);
    set_random(value, state);
    if (moved && fmpq_is_zero(value))
        fmpq_set_si(value, 1, 1);
    e = xp_expression_binary(model->pool, XP_EXPRESSION_MUL, e,
                             xp_expression_constant(model->pool, value));
    set_random(value, state);
    e = xp_expression_binary(model->pool, XP_EXPRESSION_ADD, e,
                             xp_expression_constant(model->pool, value));
    fmpq_clear(value);
    return e;
}

/* A random model of either form with random polynomial priors. */
static void set_random_model(xp_continuous_t model, int good, uint64_t *state)
{
    static const char *const low[] = {"0", "-1", "1/2"};
    static const char *const high[] = {"1", "3/2", "2"};
    slong n = 1 + (slong) xp_test_random(state, 4);
    slong m = good ? n + (slong) xp_test_random(state, 2) : 2;

    if (good && m < 2)
        m = 2;
    interval_model(model, n, m);
    for (slong i = 0; i < n; i++)
    {
        const char *from = low[xp_test_random(state, 3)];
        const char *to = high[xp_test_random(state, 3)];

        switch (xp_test_random(state, 3))
        {
        case 0:
            interval_uniform(model, i, from, to);
            break;
        case 1:
            interval_prior(model, i, from, to, XP_DISTRIBUTION_POWER, "2");
            break;
        default:
            interval_prior(model, i, from, to, XP_DISTRIBUTION_TRIANGULAR, "3/4");
            break;
        }
        for (slong a = 0; a < m; a++)
        {
            if (!good || a == i)
                model->agent[i].value[a] = random_affine(model, i, state, good || a == 1);
        }
        /* a constant difference now and then */
        if (!good && i == 0 && n > 1 && xp_test_random(state, 2))
            model->agent[i].value[1] = xp_expression_binary(
                model->pool, XP_EXPRESSION_ADD, model->agent[i].value[0],
                xp_expression_constant_si(model->pool, 2, 3));
        model->agent[i].outside[0] = random_affine(model, i, state, 0);
        if (xp_test_random(state, 2))
            model->agent[i].outside[1] = random_affine(model, i, state, 0);
    }
    for (slong a = 0; a < m; a++)
    {
        fmpq_t cost;

        fmpq_init(cost);
        set_random(cost, state);
        model->cost[a] = xp_expression_constant(model->pool, cost);
        fmpq_clear(cost);
    }
}

/* E f(t). */
static void find_mean(fmpq_t mean, const xp_piecewise_t f, const xp_distribution_t distribution)
{
    xp_piecewise_t density;

    xp_piecewise_init(density);
    xp_piecewise_derivative(density, distribution->cdf);
    xp_piecewise_mul(density, density, f);
    xp_piecewise_integral(mean, density);
    xp_piecewise_clear(density);
}

/*
 * Whatever the model: every E[welfare | t_i] has mean E S; values less cost sum to it; and by the
 * envelope theorem the slope of E[welfare | t_i] is the expected slope of v_i: for values
 * A_0 t + B_0 and A_1 t + B_1 it is A_0 + (A_1 - A_0) chance.
 */
static void test_identities(void)
{
    uint64_t state = 17;
    long forms[4] = {0, 0, 0, 0};
    fmpq_t mean;
    fmpq_t sum;
    xp_error_t error;

    fmpq_init(mean);
    fmpq_init(sum);
    xp_error_init(error);
    for (long round = 0; round < xp_test_rounds(60); round++)
    {
        xp_continuous_t model;
        xp_interval_interim_t interim;

        set_random_model(model, round % 2, &state);
        xp_interval_interim_init(interim);
        if (xp_interval_form(model, NULL) == XP_FORM_NONE)
        {
            XP_CHECK(xp_interval_interim(interim, model, error) == XP_REFUSED);
            xp_interval_interim_clear(interim);
            xp_continuous_clear(model);
            continue;
        }
        XP_CHECK(xp_interval_interim(interim, model, error) == XP_OK);
        forms[interim->form]++;
        fmpq_neg(sum, interim->expected_cost);
        for (slong i = 0; i < model->agent_count; i++)
        {
            const xp_distribution_struct *distribution = model->agent[i].distribution;

            XP_CHECK(xp_piecewise_is_continuous(interim->welfare + i));
            find_mean(mean, interim->welfare + i, distribution);
            XP_CHECK(fmpq_equal(mean, interim->expected_welfare));
            find_mean(mean, interim->cost + i, distribution);
            XP_CHECK(fmpq_equal(mean, interim->expected_cost));
            find_mean(mean, interim->value + i, distribution);
            fmpq_add(sum, sum, mean);
            if (interim->form == XP_FORM_PROJECT)
            {
                xp_piecewise_t slope;
                xp_piecewise_t expected;
                fmpq_poly_t v0;
                fmpq_poly_t v1;
                fmpq_t a;
                fmpq_t b;

                xp_piecewise_init(slope);
                xp_piecewise_init(expected);
                fmpq_poly_init(v0);
                fmpq_poly_init(v1);
                fmpq_init(a);
                fmpq_init(b);
                for (slong o = 0; o < 2; o++)
                {
                    const xp_expression_struct *value = model->agent[i].value[o];

                    if (value != NULL)
                        XP_CHECK(xp_expression_poly(o == 0 ? v0 : v1, value, i));
                }
                fmpq_poly_get_coeff_fmpq(a, v0, 1);
                fmpq_poly_get_coeff_fmpq(b, v1, 1);
                fmpq_sub(b, b, a);
                xp_piecewise_derivative(slope, interim->welfare + i);
                xp_piecewise_scalar_mul(expected, interim->chance + i, b);
                xp_piecewise_add_scalar(expected, expected, a);
                xp_piecewise_sub(expected, expected, slope);
                for (slong k = 0; k < expected->count; k++)
                    XP_CHECK(fmpq_poly_is_zero(expected->piece + k));
                xp_piecewise_clear(slope);
                xp_piecewise_clear(expected);
                fmpq_poly_clear(v0);
                fmpq_poly_clear(v1);
                fmpq_clear(a);
                fmpq_clear(b);
            }
        }
        XP_CHECK(fmpq_equal(sum, interim->expected_welfare));
        xp_interval_interim_clear(interim);
        xp_continuous_clear(model);
    }
    XP_CHECK(forms[XP_FORM_GOOD] > 5 && forms[XP_FORM_PROJECT] > 5);
    fmpq_clear(mean);
    fmpq_clear(sum);
    xp_error_clear(error);
}

/*
 * E of the others' largest welfare is the E S of the model without the agent (PROJECT and GOOD: the
 * agent's values are 0 in it).
 */
static void test_others(void)
{
    uint64_t state = 5;

    for (long round = 0; round < xp_test_rounds(30); round++)
    {
        xp_continuous_t model;
        xp_interval_interim_t interim;
        xp_interval_interim_t without;
        xp_error_t error;

        set_random_model(model, round % 2, &state);
        xp_error_init(error);
        xp_interval_interim_init(interim);
        xp_interval_interim_init(without);
        if (xp_interval_interim(interim, model, error) == XP_OK && model->agent_count > 1)
        {
            for (slong a = 0; a < model->outcome_count; a++)
                model->agent[0].value[a] = NULL;
            if (xp_interval_interim(without, model, error) == XP_OK)
                XP_CHECK(fmpq_equal(without->expected_welfare, interim->others));
        }
        XP_CHECK(interim->n == model->agent_count || interim->n == 0);
        xp_interval_interim_clear(interim);
        xp_interval_interim_clear(without);
        xp_continuous_clear(model);
        xp_error_clear(error);
    }
}

/* Refused, and the words. */
static void check_refusal(const xp_continuous_t model, const char *words)
{
    xp_interval_interim_t interim;
    xp_error_t error;

    xp_interval_interim_init(interim);
    xp_error_init(error);
    XP_CHECK(xp_interval_interim(interim, model, error) == XP_REFUSED);
    XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    XP_CHECK(interim->n == 0);
    xp_interval_interim_clear(interim);
    xp_error_clear(error);
}

static void test_refusals(void)
{
    xp_continuous_t model;
    xp_string_t why;

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    check_refusal(model, "agent \"a1\" has no prior");
    interval_hidden_power(model, 1, "0", "1", 2);
    check_refusal(model, "prior of agent \"a1\" is not piecewise polynomial");
    xp_continuous_clear(model);

    interval_trade(model);
    interval_uniform(model, 0, "0", "1");
    interval_uniform(model, 1, "0", "1");
    model->agent[1].outside[0] = xp_expression_unary(model->pool, XP_EXPRESSION_SQRT,
                                                     xp_expression_type(model->pool, 1));
    check_refusal(model, "outside option of agent \"a1\" is not a polynomial in the own type");
    model->agent[1].value[1] = xp_expression_type(model->pool, 0);
    check_refusal(model, "value of agent \"a1\" for outcome \"o1\" is not a polynomial in the own");
    model->agent[1].value[1] = NULL;
    model->agent[0].value[0] = NULL;
    check_refusal(model, "no value depends on a type");
    model->cost[1] = xp_expression_word(model->pool, XP_EXPRESSION_PI);
    check_refusal(model, "cost of outcome \"o1\" is not a rational number");
    xp_continuous_clear(model);

    interval_model(model, 2, 3);
    interval_value(model, 0, 0, "1", "0");
    interval_value(model, 1, 0, "1", "0");
    check_refusal(model, "welfare of outcome \"o0\" is not affine in one type");
    model->agent[1].value[0] = NULL;
    interval_value(model, 0, 1, "1", "0");
    check_refusal(model, "type of agent \"a0\" matters to more than one outcome");
    xp_string_init(why);
    XP_CHECK(xp_interval_form(model, why) == XP_FORM_NONE);
    XP_CHECK(strstr(why->text, "two outcomes whose values differ affinely") != NULL);
    XP_CHECK(xp_interval_form(model, NULL) == XP_FORM_NONE);
    xp_string_clear(why);
    xp_continuous_clear(model);

    set_decision(model);
    model->agent[0].value[0] = xp_expression_type(model->pool, 1);
    check_refusal(model, "value of agent \"a0\" depends on the type of agent \"a1\"");
    model->agent[0].value[0] = xp_expression_unary(model->pool, XP_EXPRESSION_EXP,
                                                   xp_expression_type(model->pool, 0));
    check_refusal(model, "value of agent \"a0\" is not a polynomial in the decision");
    model->cost[0] = model->agent[0].value[0];
    check_refusal(model, "cost is not a polynomial");
    model->formula = model->agent[0].value[0];
    check_refusal(model, "rule is not a polynomial");
    model->rule = XP_INTERVAL_EFFICIENT;
    check_refusal(model, "states no rule for x");
    xp_continuous_clear(model);

    set_decision(model);
    model->agent[1].outside[0] = xp_expression_unary(model->pool, XP_EXPRESSION_SQRT,
                                                     xp_expression_type(model->pool, 1));
    check_refusal(model, "outside option of agent \"a1\" is not a polynomial in the types");
    xp_continuous_clear(model);
}

/* Sums of types with hundreds of pieces: too many terms. */
static void test_limit(void)
{
    xp_continuous_t model;
    xp_interval_interim_t interim;
    xp_error_t error;

    xp_error_init(error);
    xp_interval_interim_init(interim);
    interval_model(model, 3, 2);
    for (slong i = 0; i < 3; i++)
    {
        interval_chain(model, i, 600);
        interval_value(model, i, 1, "1", "0");
    }
    interval_cost(model, 1, "1");
    XP_CHECK(xp_interval_interim(interim, model, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL);
    XP_CHECK(interim->n == 0);
    xp_interval_interim_clear(interim);
    xp_continuous_clear(model);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"trade", test_trade},
        {"good, two agents", test_good_two},
        {"good, three agents", test_good_three},
        {"reserve and costs", test_reserve},
        {"outside option by outcome", test_outside_by_outcome},
        {"decision", test_decision},
        {"identities", test_identities},
        {"others", test_others},
        {"refusals", test_refusals},
        {"limit", test_limit},
    };

    return XP_TEST_MAIN("interim", tests);
}
