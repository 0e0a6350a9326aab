/* The efficient rule with each way of breaking ties, explicit rules, welfare. */
#include "tests/rule/cases.h"

/* As the reference case says: the outcome at each profile. */
static void test_reference(void)
{
    xp_model_t model;
    xp_error_t error;
    xp_model_init(model);
    xp_error_init(error);
    build_p728(model);
    XP_CHECK(xp_environment_is_valid(model->environment));
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    XP_CHECK(choices_equal_text(model->rule, "1 0 2 2 1 0 2 0"));
    XP_CHECK(xp_rule_is_valid(model->rule));
    XP_CHECK(model->rule->lottery_count == 0);
    /* A second call finds it listed. */
    const uint32_t *choice = model->rule->choice;
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    XP_CHECK(model->rule->choice == choice);
    xp_error_clear(error);
    xp_model_clear(model);
}

/* Whether the choices listed under these ties are the text, and xp_allocation_at agrees. */
static int lists(const xp_model_t model, xp_ties_t ties, const char *text)
{
    const slong outcomes = model->environment->outcome_count;
    fmpq *listed = _fmpq_vec_init(outcomes);
    fmpq *direct = _fmpq_vec_init(outcomes);
    slong *profile = xp_calloc((size_t) model->environment->agent_count, sizeof(slong));
    xp_rule_t plain;
    xp_rule_t rule;
    xp_error_t error;
    xp_rule_init(plain);
    xp_rule_init(rule);
    xp_error_init(error);
    plain->ties = rule->ties = ties;
    plain->outcome_count = outcomes;
    int good = xp_allocation_list(rule, model->environment, NULL, error) == XP_OK
               && xp_rule_is_valid(rule) && choices_equal_text(rule, text);
    for (slong k = 0; good && k < rule->choice_length; k++)
    {
        good = xp_allocation_at(listed, rule, model->environment, profile, error) == XP_OK
               && xp_allocation_at(direct, plain, model->environment, profile, error) == XP_OK;
        for (slong a = 0; a < outcomes; a++)
        {
            good = good && fmpq_equal(listed + a, direct + a);
        }
        xp_profiles_next(profile, model->environment->profiles);
    }
    xp_error_clear(error);
    xp_rule_clear(rule);
    xp_rule_clear(plain);
    free(profile);
    _fmpq_vec_clear(direct, outcomes);
    _fmpq_vec_clear(listed, outcomes);
    return good;
}

/*
 * By hand.  Welfare of a1, a2, a3 at the four profiles of two agents:
 * (0, 0, -1), (1, 1, 1), (2, 0, 2), (3, 1, 4).
 */
static void build_ties(xp_model_t model, const char *scale)
{
    xp_string_t text;
    xp_string_init(text);
    xp_string_printf(text, "0 0 %s", scale);
    build_start(model, 2, text->text);
    xp_string_reset(text);
    xp_string_printf(text, "0 0 0  2%s 0 3%s", scale + 1, scale + 1);
    build_agent(model, 0, text->text, NULL);
    xp_string_reset(text);
    xp_string_printf(text, "0 0 0  1%s 1%s 2%s", scale + 1, scale + 1, scale + 1);
    build_agent(model, 1, text->text, NULL);
    xp_string_clear(text);
    build_profiles(model, LIMIT);
}

/*
 * The same choices whatever the size of the numbers: int64_t, __int128 (10^30), fmpz
 * (10^60) decide.  Lotteries in the order of profiles: {a1, a2} is 3, all three 4,
 * {a1, a3} 5.
 */
static void test_ties(void)
{
    static const char *const scale[] = {"1", "1000000000000000000000000000000",
                                        "1000000000000000000000000000000000000000000000000000000"
                                        "000000"};
    for (size_t k = 0; k < sizeof scale / sizeof scale[0]; k++)
    {
        xp_model_t model;
        xp_model_init(model);
        build_ties(model, scale[k]);
        XP_CHECK(lists(model, XP_TIES_FIRST, "0 0 0 2"));
        XP_CHECK(lists(model, XP_TIES_LAST, "1 2 2 2"));
        XP_CHECK(lists(model, XP_TIES_LOTTERY, "3 4 5 2"));
        xp_model_clear(model);
    }
}

/* Welfare of the tied example: 0, 1, 2, 4; costs and fractions enter. */
static void test_welfare(void)
{
    xp_model_t model;
    xp_table_t welfare;
    xp_error_t error;
    xp_model_init(model);
    xp_table_init(welfare);
    xp_error_init(error);
    build_ties(model, "1");
    XP_CHECK(xp_welfare_list(welfare, model->environment, NULL, error) == XP_OK);
    XP_CHECK(table_equals_text(welfare, "0 1 2 4"));
    xp_model_clear(model);
    xp_model_init(model);
    build_start(model, 2, "0 1/6");
    build_agent(model, 0, "0 1/2  0 -1/3", NULL);
    build_agent(model, 1, "0 0  1/7 1/5", NULL);
    build_profiles(model, LIMIT);
    /* a2: 1/2 - 1/6 = 1/3; 1/3 + 1/5 = 8/15; -1/2; -1/2 + 1/5 < 1/7. */
    XP_CHECK(xp_welfare_list(welfare, model->environment, NULL, error) == XP_OK);
    XP_CHECK(table_equals_text(welfare, "1/3 8/15 0 1/7"));
    xp_error_clear(error);
    xp_table_clear(welfare);
    xp_model_clear(model);
}

/* One agent, one outcome, one type: nothing to choose. */
static void test_smallest(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_start(model, 1, "5");
    build_agent(model, 0, "3", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(lists(model, XP_TIES_LOTTERY, "0"));
    xp_model_clear(model);
}

/*
 * Interdependent values enter welfare: agent 1 has a2 worth t1 + t2 - 1 (0, 1), agent 2
 * private.  Welfare of a2: -1, 0 + 1/2, 0, 1 + 1/2.
 */
static void test_interdependent(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 0  0 0", NULL);
    build_agent(model, 1, "0 0  0 1/2", NULL);
    build_profiles(model, LIMIT);
    build_interdependent(model, 0, "0 -1  0 0  0 0  0 1");
    XP_CHECK(xp_environment_is_valid(model->environment));
    XP_CHECK(lists(model, XP_TIES_FIRST, "0 1 0 1"));
    XP_CHECK(lists(model, XP_TIES_LAST, "0 1 1 1"));
    xp_model_clear(model);
}

/* An explicit rule that is asked: a1 when the types agree, else half and half. */
static xp_status_t agree(fmpq *weight, const void *context, const slong *profile,
                         xp_error_t error)
{
    const int *fails = context;
    if (fails != NULL && *fails && profile[0] == 1 && profile[1] == 0)
    {
        xp_error_set(error, "no value there");
        return XP_INPUT;
    }
    if (profile[0] == profile[1])
    {
        fmpq_one(weight);
        fmpq_zero(weight + 1);
    }
    else
    {
        fmpq_set_si(weight, 1, 2);
        fmpq_set_si(weight + 1, 1, 2);
    }
    return XP_OK;
}

static void test_explicit(void)
{
    int fails = 0;
    static const slong profile[] = {1, 0};
    xp_model_t model;
    xp_error_t error;
    fmpq *weight = _fmpq_vec_init(2);
    xp_model_init(model);
    xp_error_init(error);
    build_public_good(model);
    model->rule->efficient = 0;
    model->rule->weights = agree;
    model->rule->context = &fails;
    XP_CHECK(xp_allocation_at(weight, model->rule, model->environment, profile, error) == XP_OK);
    XP_CHECK(equals_text(weight, "1/2") && equals_text(weight + 1, "1/2"));
    fails = 1;
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_INPUT);
    XP_CHECK(model->rule->choice == NULL && error->message != NULL);
    XP_CHECK(xp_allocation_at(weight, model->rule, model->environment, profile, error)
             == XP_INPUT);
    XP_CHECK(equals_text(weight, "1/2") && equals_text(weight + 1, "1/2"));
    fails = 0;
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    XP_CHECK(choices_equal_text(model->rule, "0 2 2 0") && xp_rule_is_valid(model->rule));
    _fmpq_vec_clear(weight, 2);
    xp_error_clear(error);
    xp_model_clear(model);
}

/* Too many profiles: one at a time still works, lists say how many there are. */
static void test_limit(void)
{
    static const slong profile[] = {0, 0, 1};
    xp_model_t model;
    xp_table_t welfare;
    xp_error_t error;
    fmpq *weight = _fmpq_vec_init(3);
    xp_model_init(model);
    xp_table_init(welfare);
    xp_error_init(error);
    build_p728(model);
    build_profiles(model, 7);
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "8 profiles") != NULL && model->rule->choice == NULL);
    XP_CHECK(xp_welfare_list(welfare, model->environment, NULL, error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "8 profiles") != NULL);
    XP_CHECK(xp_allocation_at(weight, model->rule, model->environment, profile, error) == XP_OK);
    XP_CHECK(fmpq_is_one(weight) && fmpq_is_zero(weight + 1) && fmpq_is_zero(weight + 2));
    xp_error_clear(error);
    xp_table_clear(welfare);
    _fmpq_vec_clear(weight, 3);
    xp_model_clear(model);
}

static int stop_at_once(void *data, const char *what, uint64_t done, uint64_t total)
{
    int *calls = data;
    ++*calls;
    XP_CHECK(what != NULL && done <= total && total > 0);
    return 1;
}

/* 2^17 profiles: two blocks, stopped after the first. */
static void test_stopped(void)
{
    int calls = 0;
    const xp_progress_t progress = {stop_at_once, &calls, 1};
    xp_model_t model;
    xp_table_t welfare;
    xp_error_t error;
    xp_model_init(model);
    xp_table_init(welfare);
    xp_error_init(error);
    build_start(model, 17, "0 1");
    for (slong i = 0; i < 17; i++)
    {
        build_agent(model, i, "0 0  0 1", NULL);
    }
    build_profiles(model, LIMIT);
    XP_CHECK(xp_allocation_list(model->rule, model->environment, &progress, error)
             == XP_STOPPED);
    XP_CHECK(calls == 1 && model->rule->choice == NULL && error->message != NULL);
    XP_CHECK(xp_welfare_list(welfare, model->environment, &progress, error) == XP_STOPPED);
    XP_CHECK(calls == 2 && welfare->length == 0);
    xp_error_clear(error);
    xp_table_clear(welfare);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"reference", test_reference},
                                      {"ties", test_ties},
                                      {"welfare", test_welfare},
                                      {"smallest", test_smallest},
                                      {"interdependent", test_interdependent},
                                      {"explicit", test_explicit},
                                      {"limit", test_limit},
                                      {"stopped", test_stopped}};
    return XP_TEST_MAIN("allocation", tests);
}
