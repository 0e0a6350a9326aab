/* Environments as data: values, outside options, probabilities, the invariant. */
#include <expost/model/environment.h>

#include "tests/lib/harness.h"
#include <expost/base/memory.h>

/* Two agents with 2 and 3 types, two outcomes; entry k of each table is k / 2. */
static void fill(xp_table_t table, slong length)
{
    xp_error_t error;
    slong k;

    xp_error_init(error);
    XP_CHECK(xp_table_set_zero(table, length, error) == XP_OK);
    for (k = 0; k < length; k++)
        fmpz_set_si(table->entry + k, k);
    fmpz_set_ui(table->denominator, 2);
    xp_error_clear(error);
}

static void build(xp_environment_t environment)
{
    static const slong types[] = {2, 3};
    slong i, t;

    xp_environment_init(environment);
    xp_environment_set_counts(environment, 2, 2);
    xp_profiles_set(environment->profiles, 2, types, 100);
    for (i = 0; i < 2; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->name = xp_strdup("agent");
        agent->type_count = types[i];
        agent->type_label = xp_calloc((size_t) types[i], sizeof(char *));
        for (t = 0; t < types[i]; t++)
            agent->type_label[t] = xp_strdup("type");
    }
    environment->agent[1].interdependent = 1;
    fill(environment->agent[0].value, 4);
    fill(environment->agent[1].value, 12);
    environment->agent[0].outside_kind = XP_OUTSIDE_OUTCOME;
    fill(environment->agent[0].outside, 4);
    environment->agent[1].outside_kind = XP_OUTSIDE_BOTH;
    fill(environment->agent[1].outside, 12);
    fill(environment->cost, 2);
}

static int is_half(const fmpq_t value, slong numerator)
{
    fmpq_t expected;
    int equal;

    fmpq_init(expected);
    fmpq_set_si(expected, numerator, 2);
    equal = fmpq_equal(value, expected);
    fmpq_clear(expected);
    return equal;
}

static void test_values(void)
{
    xp_environment_t environment;
    xp_error_t error;
    slong profile[2] = {1, 2};
    fmpq_t value;

    build(environment);
    xp_error_init(error);
    fmpq_init(value);
    XP_CHECK(xp_environment_is_valid(environment));
    XP_CHECK(!xp_environment_has_private_values(environment));
    /* outcome 1, type 1 of 2: entry 1 * 2 + 1 */
    XP_CHECK(xp_environment_value(value, environment, 0, 1, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 3));
    /* outcome 1, profile (1, 2) has index 5 of 6: entry 6 + 5 */
    XP_CHECK(xp_environment_value(value, environment, 1, 1, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 11));
    XP_CHECK(xp_environment_outside(value, environment, 0, 1, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 3));
    XP_CHECK(xp_environment_outside(value, environment, 1, 0, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 5));
    environment->agent[0].outside_kind = XP_OUTSIDE_TYPE;
    fill(environment->agent[0].outside, 2);
    environment->agent[1].outside_kind = XP_OUTSIDE_PROFILE;
    fill(environment->agent[1].outside, 6);
    XP_CHECK(xp_environment_is_valid(environment));
    XP_CHECK(xp_environment_outside(value, environment, 0, 1, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 1));
    XP_CHECK(xp_environment_outside(value, environment, 1, 1, profile, error) == XP_OK);
    XP_CHECK(is_half(value, 5));
    environment->agent[1].outside_kind = XP_OUTSIDE_NONE;
    XP_CHECK(!xp_environment_is_valid(environment));
    XP_CHECK(xp_environment_outside(value, environment, 1, 1, profile, error) == XP_OK);
    XP_CHECK(fmpq_is_zero(value));
    fmpq_clear(value);
    xp_error_clear(error);
    xp_environment_clear(environment);
}

static void test_prior(void)
{
    static const slong numerators[] = {1, 0, 2, 0, 3, 4};
    xp_environment_t environment;
    fmpq_t value;
    slong k;

    build(environment);
    fmpq_init(value);
    environment->prior = XP_PRIOR_JOINT;
    fill(environment->joint, 6);
    for (k = 0; k < 6; k++)
        fmpz_set_si(environment->joint->entry + k, numerators[k]);
    fmpz_set_ui(environment->joint->denominator, 10);
    XP_CHECK(xp_environment_is_valid(environment));
    xp_environment_probability(value, environment, 5);
    XP_CHECK(fmpz_equal_si(fmpq_numref(value), 2) && fmpz_equal_si(fmpq_denref(value), 5));
    xp_environment_type_probability(value, environment, 0, 0); /* 1 + 0 + 2 */
    XP_CHECK(fmpz_equal_si(fmpq_numref(value), 3) && fmpz_equal_si(fmpq_denref(value), 10));
    xp_environment_type_probability(value, environment, 1, 1); /* 0 + 3 */
    XP_CHECK(fmpz_equal_si(fmpq_numref(value), 3) && fmpz_equal_si(fmpq_denref(value), 10));
    fmpz_set_ui(environment->joint->denominator, 11);
    XP_CHECK(!xp_environment_is_valid(environment));

    environment->prior = XP_PRIOR_INDEPENDENT;
    XP_CHECK(!xp_environment_is_valid(environment));
    fill(environment->agent[0].probability, 2); /* 0, 1/2: scaled below to 0, 1 */
    fmpz_one(environment->agent[0].probability->denominator);
    fill(environment->agent[1].probability, 3); /* 0, 1/3, 2/3 */
    fmpz_set_ui(environment->agent[1].probability->denominator, 3);
    XP_CHECK(xp_environment_is_valid(environment));
    xp_environment_probability(value, environment, 5);
    XP_CHECK(fmpz_equal_si(fmpq_numref(value), 2) && fmpz_equal_si(fmpq_denref(value), 3));
    xp_environment_probability(value, environment, 2);
    XP_CHECK(fmpq_is_zero(value));
    fmpq_clear(value);
    xp_environment_clear(environment);
}

int main(void)
{
    static const xp_test_t tests[] = {{"values", test_values}, {"prior", test_prior}};

    return XP_TEST_MAIN("model/environment", tests);
}
