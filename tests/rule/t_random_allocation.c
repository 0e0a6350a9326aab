/* Rules, welfare, expectations and balance of random models against the slow reference. */
#include <expost/rule/allocation.h>
#include <expost/rule/balance.h>
#include <expost/rule/interim.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/ref_rule.h"

static struct
{
    unsigned long balanced;
    unsigned long unbalanced;
} seen;

static xp_random_counts_t counts;

/* Whether the table of the library has these values. */
static int equals_table(const xp_table_t table, const fmpq *values, slong length)
{
    int equal = xp_table_is_valid(table) && table->length == length;
    fmpq_t value;

    fmpq_init(value);
    for (slong e = 0; e < length && equal; e++)
    {
        xp_table_get_fmpq(value, table, e);
        equal = fmpq_equal(value, values + e);
    }
    fmpq_clear(value);
    return equal;
}

static void compare_choices(const xp_ref_model_t ref, const xp_rule_t rule)
{
    fmpq_t weight;
    int equal = rule->choice_length == ref->K;

    fmpq_init(weight);
    for (slong x = 0; x < ref->K && equal; x++)
        for (slong a = 0; a < ref->m && equal; a++)
        {
            xp_rule_weight(weight, rule, rule->choice[x], a);
            equal = fmpq_equal(weight, ref->weight + x * ref->m + a);
        }
    XP_EXPECT(equal);
    XP_EXPECT(xp_rule_is_valid(rule));
    fmpq_clear(weight);
}

/* Expectations of a list of K values, by library and by definition. */
static void compare_means(const xp_ref_model_t ref, const xp_model_t model, slong agent,
                          const xp_table_t table, const fmpq *values)
{
    fmpq *mean = _fmpq_vec_init(ref->most);
    fmpq_t expected;

    fmpq_init(expected);
    xp_interim_mean(mean, model->environment, agent, table);
    for (slong t = 0; t < ref->types[agent]; t++)
    {
        xp_ref_interim(expected, ref, agent, t, values);
        XP_EXPECT(fmpq_equal(mean + t, expected));
    }
    xp_expectation(mean, model->environment, table);
    xp_ref_mean(expected, ref, values);
    XP_EXPECT(fmpq_equal(mean, expected));
    fmpq_clear(expected);
    _fmpq_vec_clear(mean, ref->most);
}

static void compare_lists(const xp_ref_model_t ref, const xp_model_t model)
{
    fmpq *values = _fmpq_vec_init(ref->K);
    xp_table_t table;
    xp_rule_t rule;
    xp_error_t error;

    xp_table_init(table);
    xp_rule_init(rule);
    xp_error_init(error);
    xp_rule_set(rule, model->rule);
    XP_EXPECT(xp_allocation_list(rule, model->environment, NULL, error) == XP_OK);
    compare_choices(ref, rule);
    XP_EXPECT(xp_welfare_list(table, model->environment, NULL, error) == XP_OK);
    for (slong x = 0; x < ref->K; x++)
        xp_ref_welfare(values + x, ref, x);
    XP_EXPECT(equals_table(table, values, ref->K));
    XP_EXPECT(xp_cost_list(table, model->environment, rule, error) == XP_OK);
    for (slong x = 0; x < ref->K; x++)
        xp_ref_cost(values + x, ref, x);
    XP_EXPECT(equals_table(table, values, ref->K));
    for (slong i = 0; i < ref->n; i++)
    {
        XP_EXPECT(xp_value_list(table, model->environment, rule, i, error) == XP_OK);
        for (slong x = 0; x < ref->K; x++)
            xp_ref_utility(values + x, ref, i, x, x);
        XP_EXPECT(equals_table(table, values, ref->K));
        XP_EXPECT(xp_outside_list(table, model->environment, rule, i, error) == XP_OK);
        for (slong x = 0; x < ref->K; x++)
            xp_ref_outside(values + x, ref, i, x);
        XP_EXPECT(equals_table(table, values, ref->K));
        if (ref->prior != XP_PRIOR_NONE)
            compare_means(ref, model, i, table, values);
    }
    xp_error_clear(error);
    xp_rule_clear(rule);
    xp_table_clear(table);
    _fmpq_vec_clear(values, ref->K);
}

/* The decision on balance against all cubes, the equations, and the cubes of one base. */
static void compare_balance(const xp_ref_model_t ref, const xp_model_t model)
{
    fmpq *welfare = _fmpq_vec_init(ref->K);
    slong violated = 0, first = -1, cubes = 1;
    fmpq_t sum, term;
    xp_balance_t balance;
    xp_error_t error;
    int exists = 1;

    fmpq_init(sum);
    fmpq_init(term);
    xp_balance_init(balance);
    xp_error_init(error);
    if (!ref->private)
    {
        XP_EXPECT(xp_balance_decide(balance, model->environment, NULL, error) == XP_REFUSED);
        XP_EXPECT(error->message != NULL && balance->h == NULL && balance->profile == NULL);
    }
    for (slong x = 0; x < ref->K && ref->private; x++)
    {
        int moved = 1;

        xp_ref_welfare(welfare + x, ref, x);
        for (slong i = 0; i < ref->n; i++)
            moved &= ref->type[x * ref->n + i] > 0;
        if (!moved || ref->n == 1)
            continue;
        /* Profiles before x in order are done, so the cube of x with the first is known. */
        xp_ref_cube(sum, ref, welfare, x, 0);
        violated += !fmpq_is_zero(sum);
        if (!fmpq_is_zero(sum) && first < 0)
        {
            first = x;
            fmpq_set(term, sum);
        }
    }
    if (ref->private)
    {
        exists = violated == 0;
        if (ref->n > 1 && ref->K <= 32)
            XP_EXPECT(exists == xp_ref_all_cubes_vanish(ref, welfare));
        if (ref->K <= 24)
            XP_EXPECT(exists == xp_ref_equations_solvable(ref, welfare));
        /* Of one agent no cube is asked: h = 0 always does. */
        for (slong i = 0; i < ref->n; i++)
            cubes *= ref->n == 1 ? 0 : ref->types[i] - 1;
        XP_EXPECT(xp_balance_decide(balance, model->environment, NULL, error) == XP_OK);
        XP_EXPECT(balance->answer == (exists ? XP_HOLDS : XP_FAILS));
        XP_EXPECT(fmpz_equal_si(balance->violated, violated));
        XP_EXPECT(fmpz_equal_si(balance->cubes, cubes));
        XP_EXPECT((balance->h != NULL) == exists && (balance->profile != NULL) == !exists);
    }
    if (ref->private && !exists && balance->profile != NULL)
    {
        XP_EXPECT(xp_ref_index(ref, balance->profile) == first);
        XP_EXPECT(fmpq_equal(balance->sum, term));
        seen.unbalanced++;
    }
    for (slong x = 0; x < ref->K && ref->private && exists && balance->h != NULL; x++)
    {
        fmpq_zero(sum);
        for (slong i = 0; i < ref->n; i++)
        {
            XP_EXPECT(balance->h[i].length == ref->K / ref->types[i]);
            xp_table_get_fmpq(term, balance->h + i, xp_ref_others(ref, i, x));
            fmpq_add(sum, sum, term);
        }
        fmpq_set_si(term, ref->n - 1, 1);
        fmpq_mul(term, term, welfare + x);
        XP_EXPECT(fmpq_equal(sum, term));
    }
    seen.balanced += (unsigned long) (ref->private && exists);
    xp_error_clear(error);
    xp_balance_clear(balance);
    fmpq_clear(sum);
    fmpq_clear(term);
    _fmpq_vec_clear(welfare, ref->K);
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits)
{
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_random_model(model, scale, state, limits, &counts);
    XP_EXPECT(xp_environment_is_valid(model->environment));
    xp_ref_model_init(ref, model, NULL);
    compare_lists(ref, model);
    compare_balance(ref, model);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_small(void)
{
    uint64_t state = UINT64_C(0x616c6c6f);
    xp_random_limits_t limits = {4, 4, 4, 36, 0, 0};
    long rounds = xp_test_rounds(2000);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        limits.private_values = xp_random_happens(&state, 2);
        limits.rule = xp_random_happens(&state, 2) ? XP_RANDOM_RULE_EFFICIENT
                                                  : XP_RANDOM_RULE_ANY;
        run_round(&state, &limits);
    }
}

/* More profiles: 4 agents with 4 types each, many agents with two, two with many; outcomes. */
static void test_larger(void)
{
    uint64_t state = UINT64_C(0x6c617267);
    static const xp_random_limits_t limits[4] = {
        {4, 4, 4, 256, 0, 0}, {10, 2, 3, 1024, 1, 1}, {2, 30, 4, 900, 0, 0}, {3, 4, 90, 24, 0, 1}};
    long rounds = xp_test_rounds(12);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state, limits + xp_expect_round % 4);
}

/* Every feature and both answers occurred. */
static void test_occurred(void)
{
    XP_CHECK(xp_random_counts_print("random_allocation", &counts) == 0);
    xp_expect_occurred("random_allocation", "balanced Groves payments exist", seen.balanced);
    xp_expect_occurred("random_allocation", "balanced Groves payments do not exist",
                       seen.unbalanced);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"small", test_small}, {"larger", test_larger}, {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_allocation", tests);
}
