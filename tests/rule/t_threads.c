/* The efficient rule, welfare and the cubes do not depend on threads. */
#include <expost/rule/allocation.h>
#include <expost/rule/balance.h>

#include "tests/rule/cases.h"

#define THREADS 3

/*
 * Agents with random values from 0 to range, times 10^power, for int64_t, __int128 and fmpz.
 * one: all value is in the first outcome, so that the cubes vanish.
 */
static void build(xp_model_t model, slong agents, slong types, slong outcomes, int range,
                  ulong power, int one, uint64_t *state)
{
    const slong length = outcomes * types;
    xp_environment_struct *environment = model->environment;
    slong *count = xp_calloc((size_t) agents, sizeof(slong));
    slong size = 1;
    fmpz_t scale;
    xp_error_t error;
    fmpz_init_set_ui(scale, 10);
    fmpz_pow_ui(scale, scale, power);
    xp_error_init(error);
    xp_model_init(model);
    xp_environment_set_counts(environment, agents, outcomes);
    XP_CHECK(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK);
    for (slong i = 0; i < agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        agent->type_count = count[i] = types + i % 2;
        size *= count[i];
        XP_CHECK(xp_table_set_zero(agent->value, length + outcomes * (i % 2), error) == XP_OK);
        for (slong k = 0; k < (one ? count[i] : agent->value->length); k++)
        {
            fmpz_mul_ui(agent->value->entry + k, scale,
                        xp_test_random(state, (uint64_t) range + 1));
        }
    }
    xp_profiles_set(environment->profiles, agents, count, size);
    model->rule->outcome_count = outcomes;
    free(count);
    xp_error_clear(error);
    fmpz_clear(scale);
}

static int same_tables(const xp_table_struct *a, const xp_table_struct *b)
{
    return a->length == b->length && fmpz_equal(a->denominator, b->denominator)
           && _fmpz_vec_equal(a->entry, b->entry, a->length);
}

static void compare_rules(const xp_model_t model, xp_ties_t ties)
{
    xp_rule_t rule[THREADS];
    xp_error_t error;
    xp_error_init(error);
    for (int t = 0; t < THREADS; t++)
    {
        const xp_progress_t progress = {NULL, NULL, t + 1};
        xp_rule_init(rule[t]);
        rule[t]->ties = ties;
        XP_CHECK(xp_allocation_list(rule[t], model->environment, &progress, error) == XP_OK);
        XP_CHECK(xp_rule_is_valid(rule[t]));
        XP_CHECK(memcmp(rule[0]->choice, rule[t]->choice,
                        (size_t) rule[0]->choice_length * sizeof(uint32_t)) == 0);
        XP_CHECK(rule[0]->lottery_count == rule[t]->lottery_count);
        XP_CHECK(same_tables(rule[0]->lottery, rule[t]->lottery));
    }
    XP_CHECK(ties != XP_TIES_LOTTERY || rule[0]->lottery_count > 1);
    /* Lotteries are numbered as they occur. */
    uint32_t next = (uint32_t) rule[0]->outcome_count;
    for (slong k = 0; k < rule[0]->choice_length; k++)
    {
        XP_CHECK(rule[0]->choice[k] <= next);
        next += rule[0]->choice[k] == next;
    }
    for (int t = 0; t < THREADS; t++)
    {
        xp_rule_clear(rule[t]);
    }
    xp_error_clear(error);
}

static void compare_balance(const xp_model_t model, xp_answer_t answer)
{
    xp_balance_t balance[THREADS];
    xp_error_t error;
    xp_error_init(error);
    for (int t = 0; t < THREADS; t++)
    {
        const xp_progress_t progress = {NULL, NULL, t + 1};
        xp_balance_init(balance[t]);
        XP_CHECK(xp_balance_decide(balance[t], model->environment, &progress, error) == XP_OK);
        XP_CHECK(balance[t]->answer == answer);
        XP_CHECK(fmpz_equal(balance[0]->violated, balance[t]->violated));
        XP_CHECK(fmpq_equal(balance[0]->sum, balance[t]->sum));
        for (slong i = 0; i < balance[t]->agent_count; i++)
        {
            XP_CHECK(answer == XP_HOLDS
                         ? same_tables(balance[0]->h + i, balance[t]->h + i)
                         : balance[0]->profile[i] == balance[t]->profile[i]);
        }
    }
    for (int t = 0; t < THREADS; t++)
    {
        xp_balance_clear(balance[t]);
    }
    xp_error_clear(error);
}

/* Several blocks of positions, with many ties; more outcomes than a word has bits. */
static void test_rules(void)
{
    static const ulong power[] = {0, 25, 60};
    uint64_t state = UINT64_C(0x74687264);
    for (size_t p = 0; p < sizeof power / sizeof power[0]; p++)
    {
        xp_model_t model;
        build(model, 4, 16, 6, 3, power[p], 0, &state);
        compare_rules(model, XP_TIES_FIRST);
        compare_rules(model, XP_TIES_LAST);
        compare_rules(model, XP_TIES_LOTTERY);
        xp_model_clear(model);
        build(model, 2, 70, 70, 2, power[p], 0, &state);
        compare_rules(model, XP_TIES_LOTTERY);
        xp_model_clear(model);
    }
}

static void test_balance(void)
{
    static const ulong power[] = {0, 18, 60};
    uint64_t state = UINT64_C(0x62616c61);
    for (size_t p = 0; p < sizeof power / sizeof power[0]; p++)
    {
        for (int one = 0; one < 2; one++)
        {
            xp_model_t model;
            build(model, 4, 12, 3, 1000, power[p], one, &state);
            compare_balance(model, one ? XP_HOLDS : XP_FAILS);
            xp_model_clear(model);
            build(model, 2, 150, 3, 1000, power[p], one, &state);
            compare_balance(model, one ? XP_HOLDS : XP_FAILS);
            xp_model_clear(model);
        }
    }
}

int main(void)
{
    static const xp_test_t tests[] = {{"rules", test_rules}, {"balance", test_balance}};

    return XP_TEST_MAIN("rule_threads", tests);
}
