/* The cubes of welfare, and h where they vanish. */
#include <expost/rule/balance.h>

#include "tests/rule/cases.h"

static xp_status_t decide(xp_balance_t balance, const xp_model_t model)
{
    xp_error_t error;
    xp_error_init(error);
    const xp_status_t status = xp_balance_decide(balance, model->environment, NULL, error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_error_clear(error);
    return status;
}

/* Whether h sums to (n - 1) W at every profile. */
static int sums_to_welfare(const xp_balance_t balance, const xp_model_t model)
{
    const xp_profiles_struct *profiles = model->environment->profiles;
    xp_table_t welfare;
    xp_error_t error;
    fmpq_t sum;
    fmpq_t part;
    xp_table_init(welfare);
    xp_error_init(error);
    fmpq_init(sum);
    fmpq_init(part);
    int good = xp_welfare_list(welfare, model->environment, NULL, error) == XP_OK;
    for (slong k = 0; good && k < profiles->size; k++)
    {
        xp_table_get_fmpq(sum, welfare, k);
        fmpq_mul_si(sum, sum, 1 - profiles->agents);
        for (slong i = 0; i < profiles->agents; i++)
        {
            xp_table_get_fmpq(part, balance->h + i, xp_profiles_line_of(profiles, i, k));
            fmpq_add(sum, sum, part);
        }
        good = fmpq_is_zero(sum);
    }
    fmpq_clear(part);
    fmpq_clear(sum);
    xp_error_clear(error);
    xp_table_clear(welfare);
    return good;
}

/* Reference case ps1a-finite, N3: 8 cubes, all 0. */
static void test_exists(void)
{
    static const slong lambda[] = {1, 2, 3};
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_quadratic(model, 3, lambda, 3, 13, 6);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_HOLDS && balance->profile == NULL);
    XP_CHECK(fmpz_equal_si(balance->cubes, 8) && fmpz_is_zero(balance->violated));
    XP_CHECK(balance->agent_count == 3 && balance->h[0].length == 9);
    XP_CHECK(sums_to_welfare(balance, model));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/* Reference case ps1a-finite, N2: the first cube, at (1, 1), sums to 1/2. */
static void test_first(void)
{
    static const slong lambda[] = {1, 1};
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_quadratic(model, 2, lambda, 2, 3, 2);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_FAILS && balance->h == NULL);
    XP_CHECK(fmpz_is_one(balance->cubes) && fmpz_is_one(balance->violated));
    XP_CHECK(balance->profile[0] == 1 && balance->profile[1] == 1);
    XP_CHECK(equals_text(balance->sum, "1/2"));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/*
 * By hand: W = max(0, s + t), s = -3, -1, 2 and t = 1, 2, 3 has the rows 0 0 0, 0 1 2, 3 4 5;
 * less the base row and column 1 2, 1 2: four cubes, none of them 0.
 */
static void test_some(void)
{
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -3  0 -1  0 2", NULL);
    build_agent(model, 1, "0 1  0 2  0 3", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_FAILS);
    XP_CHECK(fmpz_equal_si(balance->cubes, 4) && fmpz_equal_si(balance->violated, 4));
    XP_CHECK(balance->profile[0] == 1 && balance->profile[1] == 1);
    XP_CHECK(equals_text(balance->sum, "1"));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/* A later first place: with t = 1, 1, 2 the cubes are 0 1, 0 1. */
static void test_later(void)
{
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -3  0 -1  0 2", NULL);
    build_agent(model, 1, "0 1  0 1  0 2", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_FAILS);
    XP_CHECK(fmpz_equal_si(balance->cubes, 4) && fmpz_equal_si(balance->violated, 2));
    XP_CHECK(balance->profile[0] == 1 && balance->profile[1] == 2);
    XP_CHECK(equals_text(balance->sum, "1"));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/*
 * By hand, W(s, t) = f(s) + g(t) by one outcome: f = 0, 5, g = 1, 2, 4.  Terms of the inclusion
 * and exclusion: -W(base) in halves, W(s, base) to agent 2, W(base, t) to agent 1, so
 * h_1(t) = 1 + g(t) - 1 - 1/2 and h_2(s) = f(s) + 1 - 1/2.
 */
static void test_equal_parts(void)
{
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_start(model, 2, "0");
    build_agent(model, 0, "0 5", NULL);
    build_agent(model, 1, "1 2 4", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_HOLDS);
    XP_CHECK(table_equals_text(balance->h, "1/2 3/2 7/2"));
    XP_CHECK(table_equals_text(balance->h + 1, "1/2 11/2"));
    XP_CHECK(sums_to_welfare(balance, model));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/* One agent: h = 0 and nothing to test.  One type: no cubes. */
static void test_trivial(void)
{
    xp_model_t model;
    xp_balance_t balance;
    xp_model_init(model);
    xp_balance_init(balance);
    build_start(model, 1, "0 1");
    build_agent(model, 0, "0 2  0 3", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_HOLDS && fmpz_is_zero(balance->cubes));
    XP_CHECK(table_equals_text(balance->h, "0"));
    xp_model_clear(model);
    xp_model_init(model);
    build_start(model, 3, "0 1");
    build_agent(model, 0, "0 2  0 -3", NULL);
    build_agent(model, 1, "0 1/2", NULL);
    build_agent(model, 2, "0 -1  0 1  0 3", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(decide(balance, model) == XP_OK);
    XP_CHECK(balance->answer == XP_HOLDS && fmpz_is_zero(balance->cubes));
    XP_CHECK(sums_to_welfare(balance, model));
    xp_balance_clear(balance);
    xp_model_clear(model);
}

/* Interdependent values, too many profiles, stopped: the balance is as it was. */
static void test_failures(void)
{
    xp_model_t model;
    xp_balance_t balance;
    xp_error_t error;
    xp_model_init(model);
    xp_balance_init(balance);
    xp_error_init(error);
    build_public_good(model);
    XP_CHECK(xp_balance_decide(balance, model->environment, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL);
    build_profiles(model, 3);
    XP_CHECK(xp_balance_decide(balance, model->environment, NULL, error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "4 profiles") != NULL);
    build_profiles(model, LIMIT);
    build_interdependent(model, 0, "1 2  3 4  5 6  7 8");
    XP_CHECK(xp_balance_decide(balance, model->environment, NULL, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "private values") != NULL);
    XP_CHECK(balance->answer == XP_UNDECIDED && balance->h == NULL && balance->profile == NULL);
    xp_error_clear(error);
    xp_balance_clear(balance);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"exists", test_exists},
                                      {"first", test_first},
                                      {"some", test_some},
                                      {"later", test_later},
                                      {"equal parts", test_equal_parts},
                                      {"trivial", test_trivial},
                                      {"failures", test_failures}};
    return XP_TEST_MAIN("balance", tests);
}
