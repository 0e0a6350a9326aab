/* Balance of Groves payments on intervals: closed forms, cubes, enclosures. */
#include <expost/cont/decision_balance.h>

#include "tests/cont/decision_models.h"
#include "tests/lib/harness.h"

static xp_answer_t ask(xp_interval_balance_t balance, const xp_continuous_t m)
{
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(xp_interval_balance(balance, m, NULL, error) == XP_OK);
    XP_CHECK(balance->how != NULL);
    xp_error_clear(error);
    return balance->answer;
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

/*
 * The closed form of Groves and Loeb, with payments in place of transfers: y_j = w_j t_j,
 * h_i = (n - 1)/(2 W) [sum of y_j^2 / (n - 1) + 2/(n - 2) sum of y_j y_k, j < k], j, k != i.
 */
static void set_closed_form(fmpq_t h, slong i, slong n, const slong *weight, const fmpq *profile)
{
    slong all = 0;
    fmpq_t square, product, term, y;
    fmpq_init(square);
    fmpq_init(product);
    fmpq_init(term);
    fmpq_init(y);
    for (slong j = 0; j < n; j++)
    {
        all += weight[j];
        for (slong k = j; k < n && j != i; k++)
        {
            if (k != i)
            {
                fmpq_mul_si(term, profile + j, weight[j]);
                fmpq_mul_si(y, profile + k, weight[k]);
                fmpq_mul(term, term, y);
                fmpq_add(j == k ? square : product, j == k ? square : product, term);
            }
        }
    }
    fmpq_set_si(term, 1, (ulong) n - 1);
    fmpq_mul(square, square, term);
    fmpq_set_si(term, 2, (ulong) n - 2);
    fmpq_mul(product, product, term);
    fmpq_add(h, square, product);
    fmpq_set_si(term, n - 1, 2 * (ulong) all);
    fmpq_mul(h, h, term);
    fmpq_clear(y);
    fmpq_clear(term);
    fmpq_clear(product);
    fmpq_clear(square);
}

static void test_groves_loeb(void)
{
    static const slong weight[] = {1, 2, 3, 4, 7};
    uint64_t state = 77;
    for (slong n = 3; n <= 5; n++)
    {
        xp_continuous_t m;
        xp_interval_balance_t balance;
        xp_error_t error;
        fmpq_t mine, theirs;
        fmpq *profile = _fmpq_vec_init(n);
        quadratic_model(m, n, weight, 0, 6);
        xp_interval_balance_init(balance);
        xp_error_init(error);
        fmpq_init(mine);
        fmpq_init(theirs);
        XP_CHECK(ask(balance, m) == XP_HOLDS);
        XP_CHECK(balance->h != NULL && balance->base == NULL);
        XP_CHECK(balance->derivative->kind == XP_EXPRESSION_CONSTANT);
        for (slong i = 0; i < n; i++)
        {
            XP_CHECK(!xp_expression_reads(balance->h[i], i));
            for (slong j = 0; j < n; j++)
            {
                fmpq_set_si(profile + j, (slong) xp_test_random(&state, 60), 11);
            }
            XP_CHECK(xp_expression_evaluate(mine, balance->h[i], profile, NULL, error) == XP_OK);
            set_closed_form(theirs, i, n, weight, profile);
            XP_CHECK(fmpq_equal(mine, theirs));
        }
        fmpq_clear(theirs);
        fmpq_clear(mine);
        xp_error_clear(error);
        xp_interval_balance_clear(balance);
        _fmpq_vec_clear(profile, n);
        xp_continuous_clear(m);
    }
}

/* Two agents: W = (y_1 + y_2)^2/(2 W), whose cube is y_1 y_2/W = 6 * 12/3 = 24 from 0 to 6. */
static void test_two_agents(void)
{
    static const slong weight[] = {1, 2};
    xp_continuous_t m;
    xp_interval_balance_t balance;
    quadratic_model(m, 2, weight, 0, 6);
    xp_interval_balance_init(balance);
    XP_CHECK(ask(balance, m) == XP_FAILS);
    XP_CHECK(is_number(balance->sum, 24, 1));
    XP_CHECK(balance->h == NULL);
    for (slong i = 0; i < 2; i++)
    {
        XP_CHECK(fmpq_is_zero(balance->base + i));
        XP_CHECK(fmpz_equal_si(fmpq_numref(balance->profile + i), 6));
    }
    xp_interval_balance_clear(balance);
    xp_continuous_clear(m);
}

/* Cubes that are 0 between the corners, and cubes of types of both signs. */
static void test_hidden_cube(void)
{
    xp_continuous_t m;
    xp_interval_balance_t balance;
    start_model(m, 2, -1, 1);
    /* v_1 = t x - x^2/4, v_2 = -t x - x^2/4: W = (t1 - t2)^2/2, cube -(1 - -1)^2 = -4. */
    put_value(m, 0, minus(m, times(m, type(m, 0), decision(m)),
                          times(m, number(m, 1, 4), power(m, decision(m), 2))));
    put_value(m, 1, minus(m, times(m, number(m, -1, 1), times(m, type(m, 1), decision(m))),
                          times(m, number(m, 1, 4), power(m, decision(m), 2))));
    m->formula = minus(m, type(m, 0), type(m, 1));
    xp_interval_balance_init(balance);
    XP_CHECK(ask(balance, m) == XP_FAILS);
    XP_CHECK(is_number(balance->sum, -4, 1));
    xp_interval_balance_clear(balance);
    xp_continuous_clear(m);

    /* W = (t1^2 + t2^2)^2/2: the cube between the corners is 0, with (1/2, ...) it is not. */
    start_model(m, 2, -1, 1);
    for (slong i = 0; i < 2; i++)
    {
        put_value(m, i, minus(m, times(m, power(m, type(m, i), 2), decision(m)),
                              times(m, number(m, 1, 4), power(m, decision(m), 2))));
    }
    m->formula = plus(m, power(m, type(m, 0), 2), power(m, type(m, 1), 2));
    xp_interval_balance_init(balance);
    XP_CHECK(ask(balance, m) == XP_FAILS);
    /* By hand: the cube is (a^2 - 1)(b^2 - 1) at the profile (a, b). */
    fmpq_t a, b;
    fmpq_init(a);
    fmpq_init(b);
    fmpq_mul(a, balance->profile, balance->profile);
    fmpq_sub_si(a, a, 1);
    fmpq_mul(b, balance->profile + 1, balance->profile + 1);
    fmpq_sub_si(b, b, 1);
    fmpq_mul(a, a, b);
    XP_CHECK(!fmpq_is_zero(a) && fmpq_equal(a, balance->sum->rational));
    fmpq_clear(b);
    fmpq_clear(a);
    xp_interval_balance_clear(balance);
    xp_continuous_clear(m);
}

/* The known cubes of t log(x) - x between 1 and 2: 10 log 2 - 6 log 3, and 3 log(3072/3125). */
static void test_logarithm(void)
{
    for (slong n = 2; n <= 3; n++)
    {
        xp_continuous_t m;
        xp_interval_balance_t balance;
        arb_t expected, term;
        int sign = 0;
        log_model(m, n, 1, 2);
        xp_interval_balance_init(balance);
        arb_init(expected);
        arb_init(term);
        if (n == 2)
        {
            arb_log_ui(expected, 2, 200);
            arb_mul_si(expected, expected, 10, 200);
            arb_log_ui(term, 3, 200);
            arb_submul_si(expected, term, 6, 200);
        }
        else
        {
            arb_set_ui(expected, 3072);
            arb_div_ui(expected, expected, 3125, 200);
            arb_log(expected, expected, 200);
            arb_mul_si(expected, expected, 3, 200);
        }
        XP_CHECK(ask(balance, m) == XP_FAILS);
        XP_CHECK(balance->sum->kind == XP_REAL_ENCLOSURE);
        XP_CHECK(arb_overlaps(balance->sum->ball, expected));
        XP_CHECK(xp_real_sign(&sign, balance->sum) && sign == (n == 2 ? 1 : -1));
        XP_CHECK(fmpq_is_one(balance->base) && fmpz_equal_si(fmpq_numref(balance->profile), 2));
        XP_CHECK(balance->derivative != NULL);
        arb_clear(term);
        arb_clear(expected);
        xp_interval_balance_clear(balance);
        xp_continuous_clear(m);
    }
}

/*
 * A welfare that is no polynomial and balances: v_1 = x/t - x^2/2, the others 0, so W = 1/(2 t^2)
 * reads one type only.
 */
static void test_quotient(void)
{
    xp_continuous_t m;
    xp_interval_balance_t balance;
    xp_error_t error;
    fmpq_t sum, h;
    fmpq *profile = _fmpq_vec_init(3);
    start_model(m, 3, 1, 2);
    put_value(m, 0, minus(m, over(m, decision(m), type(m, 0)),
                          times(m, number(m, 1, 2), power(m, decision(m), 2))));
    m->formula = over(m, number(m, 1, 1), type(m, 0));
    xp_interval_balance_init(balance);
    xp_error_init(error);
    fmpq_init(sum);
    fmpq_init(h);
    XP_CHECK(ask(balance, m) == XP_HOLDS);
    for (slong i = 0; i < 3; i++)
    {
        fmpq_set_si(profile + i, 4 + i, 3);
    }
    for (slong i = 0; i < 3; i++)
    {
        XP_CHECK(!xp_expression_reads(balance->h[i], i));
        XP_CHECK(xp_expression_evaluate(h, balance->h[i], profile, NULL, error) == XP_OK);
        fmpq_add(sum, sum, h);
    }
    /* (n - 1) W = 1/t^2 at t = 4/3. */
    XP_CHECK(fmpz_equal_si(fmpq_numref(sum), 9) && fmpz_equal_si(fmpq_denref(sum), 16));
    fmpq_clear(h);
    fmpq_clear(sum);
    xp_error_clear(error);
    xp_interval_balance_clear(balance);
    _fmpq_vec_clear(profile, 3);
    xp_continuous_clear(m);
}

/* count outcomes; value[k] of the k-th is its slope in the type, for all agents alike. */
static void outcomes_model(xp_continuous_t m, slong n, slong count, const slong *slope, slong low,
                           slong high)
{
    start_outcomes(m, n, count, low, high);
    for (slong a = 0; a < count; a++)
    {
        char label[16];
        snprintf(label, sizeof(label), "o%d", (int) a);
        m->outcome_label[a] = xp_strdup(label);
    }
    for (slong i = 0; i < n; i++)
    {
        for (slong a = 0; a < count; a++)
        {
            m->agent[i].value[a] = times(m, number(m, slope[a], 1), type(m, i));
        }
    }
}

/* A project worth t to each of two agents, cost 1, types in [0, 1]: W = max(0, t1 + t2 - 1). */
static void test_project(void)
{
    static const slong slope[] = {0, 1};
    xp_continuous_t m;
    xp_interval_balance_t balance;
    outcomes_model(m, 2, 2, slope, 0, 1);
    m->cost[1] = number(m, 1, 1);
    xp_interval_balance_init(balance);
    XP_CHECK(ask(balance, m) == XP_FAILS);
    XP_CHECK(is_number(balance->sum, 1, 1));
    /* Cost 3: never built, h = 0.  Cost -1: always built. */
    xp_interval_balance_clear(balance);
    xp_interval_balance_init(balance);
    m->cost[1] = number(m, 3, 1);
    XP_CHECK(ask(balance, m) == XP_HOLDS);
    XP_CHECK(balance->h[0]->kind == XP_EXPRESSION_CONSTANT);
    xp_interval_balance_clear(balance);
    xp_interval_balance_init(balance);
    m->cost[1] = number(m, -1, 1);
    XP_CHECK(ask(balance, m) == XP_HOLDS);
    /* h_1 = t2 + 1/2. */
    XP_CHECK(xp_expression_reads(balance->h[0], 1) && !xp_expression_reads(balance->h[0], 0));
    xp_interval_balance_clear(balance);
    xp_continuous_clear(m);
}

/* With logarithms as values the cube is enclosed: W = max(0, log t1 + log t2 - 1), from 1 to 4. */
static void test_project_logarithm(void)
{
    static const slong slope[] = {0, 1};
    xp_continuous_t m;
    xp_interval_balance_t balance;
    arb_t expected;
    outcomes_model(m, 2, 2, slope, 1, 4);
    m->cost[1] = number(m, 1, 1);
    for (slong i = 0; i < 2; i++)
    {
        m->agent[i].value[1] = logarithm(m, type(m, i));
    }
    xp_interval_balance_init(balance);
    arb_init(expected);
    XP_CHECK(ask(balance, m) == XP_FAILS);
    /* log 16 - 1 - 2 (log 4 - 1) + 0 = 1. */
    arb_set_ui(expected, 1);
    XP_CHECK(balance->sum->kind == XP_REAL_ENCLOSURE &&
             arb_overlaps(balance->sum->ball, expected));
    arb_clear(expected);
    xp_interval_balance_clear(balance);
    xp_continuous_clear(m);
}

static void test_refused(void)
{
    static const slong slope[] = {0, 1};
    xp_continuous_t m;
    xp_interval_balance_t balance;
    xp_error_t error;
    xp_interval_balance_init(balance);
    xp_error_init(error);
    quadratic_model(m, 3, NULL, 0, 1);
    XP_CHECK(xp_interval_balance_cube(balance, m, NULL, error) == XP_REFUSED);
    m->formula = number(m, 1, 3);
    XP_CHECK(xp_interval_balance(balance, m, NULL, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "rule") != NULL);
    xp_continuous_clear(m);
    outcomes_model(m, 2, 2, slope, 0, 1);
    XP_CHECK(xp_interval_balance_cube(balance, m, &xp_test_stop, error) == XP_STOPPED);
    m->agent[0].value[0] = type(m, 1);
    XP_CHECK(xp_interval_balance_cube(balance, m, NULL, error) == XP_REFUSED);
    xp_continuous_clear(m);
    outcomes_model(m, 17, 2, slope, 0, 1);
    XP_CHECK(xp_interval_balance(balance, m, NULL, error) == XP_LIMIT);
    XP_CHECK(balance->how == NULL);
    xp_continuous_clear(m);
    /* One agent always balances. */
    outcomes_model(m, 1, 2, slope, 0, 1);
    XP_CHECK(ask(balance, m) == XP_HOLDS);
    xp_continuous_clear(m);
    xp_interval_balance_clear(balance);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"Groves and Loeb", test_groves_loeb}, {"two agents", test_two_agents},
        {"hidden cube", test_hidden_cube},     {"logarithm", test_logarithm},
        {"quotient", test_quotient},           {"project", test_project},
        {"project, logarithm", test_project_logarithm}, {"refused", test_refused},
    };
    return XP_TEST_MAIN("decision-balance", tests);
}
