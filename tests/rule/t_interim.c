/* Conditional expectations, and values, outside options, costs at every profile. */
#include <expost/rule/interim.h>

#include "tests/rule/cases.h"

/* f = 0, 1/2, 1, ..., 5/2 on profiles of 2 and 3 types. */
static void build_half(xp_model_t model, xp_table_t values, const char *first,
                       const char *second)
{
    build_start(model, 2, "0");
    build_agent(model, 0, "0 0", first);
    build_agent(model, 1, "0 0 0", second);
    build_profiles(model, LIMIT);
    build_table(values, "0 1/2 1 3/2 2 5/2");
}

static int means_equal(const xp_model_t model, slong agent, const xp_table_t values,
                       const char *text)
{
    const slong types = model->environment->agent[agent].type_count;
    fmpq *mean = _fmpq_vec_init(types);
    slong count;
    fmpq *expected = build_read(&count, text);
    int equal = count == types;
    xp_interim_mean(mean, model->environment, agent, values);
    for (slong t = 0; equal && t < types; t++)
    {
        equal = fmpq_equal(mean + t, expected + t);
    }
    build_free(expected, count);
    _fmpq_vec_clear(mean, types);
    return equal;
}

static int expectation_equals(const xp_model_t model, const xp_table_t values, const char *text)
{
    fmpq_t mean;
    fmpq_init(mean);
    xp_expectation(mean, model->environment, values);
    const int equal = equals_text(mean, text);
    fmpq_clear(mean);
    return equal;
}

/*
 * By hand: given agent 1's type s, (3 s / 2 + 3 s / 2 + 1) / 2 = 3 s / 2 + 1 / 2; given
 * agent 2's type t, t / 2 + 2/3 of 3/2 = t / 2 + 1, of probability 0 or not.
 */
static void test_independent(void)
{
    xp_model_t model;
    xp_table_t values;
    xp_model_init(model);
    xp_table_init(values);
    build_half(model, values, "1/3 2/3", "1/2 0 1/2");
    XP_CHECK(means_equal(model, 0, values, "1/2 2"));
    XP_CHECK(means_equal(model, 1, values, "1 3/2 2"));
    XP_CHECK(expectation_equals(model, values, "3/2"));
    xp_table_clear(values);
    xp_model_clear(model);
}

/* By hand, the middle type of agent 2 has probability 0: its mean is set to 0. */
static void test_joint(void)
{
    xp_model_t model;
    xp_table_t values;
    xp_model_init(model);
    xp_table_init(values);
    build_half(model, values, NULL, NULL);
    build_joint(model, "1/4 0 1/4 1/2 0 0");
    XP_CHECK(means_equal(model, 0, values, "1/2 3/2"));
    XP_CHECK(means_equal(model, 1, values, "1 0 1"));
    XP_CHECK(expectation_equals(model, values, "1"));
    xp_table_clear(values);
    xp_model_clear(model);
}

/* Three agents: the middle one, against the sum written out. */
static void test_middle(void)
{
    xp_model_t model;
    xp_table_t values;
    xp_model_init(model);
    xp_table_init(values);
    build_p728(model);
    build_table(values, "1 2 4 8 16 32 64 128");
    /* 1/3 (1 + 3*2)/4 + 2/3 (16 + 3*32)/4; 1/3 (4 + 3*8)/4 + 2/3 (64 + 3*128)/4. */
    XP_CHECK(means_equal(model, 1, values, "77/4 77"));
    /* (1 + 3*2 + 4 + 3*8)/8, sixteen times that. */
    XP_CHECK(means_equal(model, 0, values, "35/8 70"));
    XP_CHECK(means_equal(model, 2, values, "55/2 55"));
    XP_CHECK(expectation_equals(model, values, "385/8"));
    xp_table_clear(values);
    xp_model_clear(model);
}

/* Half and half where the types differ, a1 where they agree. */
static void build_lottery(xp_model_t model)
{
    build_start(model, 2, "0 1/3");
    build_agent(model, 0, "0 -1  0 2", "1/2 1/2");
    build_agent(model, 1, "0 -1  0 2", "1/2 1/2");
    build_profiles(model, LIMIT);
    build_rule(model, "0 2 2 0");
    model->rule->lottery_count = 1;
    build_table(model->rule->lottery, "1/2 1/2");
}

static int outside_equals(const xp_model_t model, const char *text)
{
    xp_table_t values;
    xp_error_t error;
    xp_table_init(values);
    xp_error_init(error);
    const int equal = xp_outside_list(values, model->environment, model->rule, 0, error) == XP_OK
                      && table_equals_text(values, text);
    xp_error_clear(error);
    xp_table_clear(values);
    return equal;
}

static void test_lists(void)
{
    xp_model_t model;
    xp_table_t values;
    xp_error_t error;
    xp_model_init(model);
    xp_table_init(values);
    xp_error_init(error);
    build_lottery(model);
    XP_CHECK(xp_rule_is_valid(model->rule) && xp_environment_is_valid(model->environment));
    XP_CHECK(xp_value_list(values, model->environment, model->rule, 0, error) == XP_OK);
    XP_CHECK(table_equals_text(values, "0 -1/2 1 0"));
    XP_CHECK(xp_value_list(values, model->environment, model->rule, 1, error) == XP_OK);
    XP_CHECK(table_equals_text(values, "0 1 -1/2 0"));
    XP_CHECK(xp_cost_list(values, model->environment, model->rule, error) == XP_OK);
    XP_CHECK(table_equals_text(values, "0 1/6 1/6 0"));
    XP_CHECK(outside_equals(model, "0 0 0 0"));
    build_outside(model, 0, XP_OUTSIDE_TYPE, "1/5 7");
    XP_CHECK(outside_equals(model, "1/5 1/5 7 7"));
    build_outside(model, 0, XP_OUTSIDE_PROFILE, "1 2 3 4");
    XP_CHECK(outside_equals(model, "1 2 3 4"));
    build_outside(model, 0, XP_OUTSIDE_OUTCOME, "1 2  3 4");
    XP_CHECK(outside_equals(model, "1 3/2 7/2 3"));
    build_outside(model, 0, XP_OUTSIDE_BOTH, "1 2  3 4  5 6  7 8");
    XP_CHECK(outside_equals(model, "1 7/2 11/2 7"));
    build_interdependent(model, 0, "1 2  3 4  5 6  7 8");
    XP_CHECK(xp_value_list(values, model->environment, model->rule, 0, error) == XP_OK);
    XP_CHECK(table_equals_text(values, "1 7/2 11/2 7"));
    xp_error_clear(error);
    xp_table_clear(values);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"independent", test_independent},
                                      {"joint", test_joint},
                                      {"middle", test_middle},
                                      {"lists", test_lists}};
    return XP_TEST_MAIN("interim", tests);
}
