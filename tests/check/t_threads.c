/* The findings of every property do not depend on threads and arithmetic. */
#include <expost/check/check.h>

#include "tests/check/build.h"

/*
 * Agents with 3, 150 and 150 types: 67500 profiles, two blocks for each agent.  The
 * first agent's values may be interdependent; the prior is independent or joint.
 */
#define SIZE (3 * 150 * 150)
#define OUTCOMES 3

static slong draw(uint64_t *state, slong from, slong to)
{
    return from + (slong) xp_test_random(state, (uint64_t) (to - from + 1));
}

/* length numbers from -9 to 9, or weights from 0 to 9 over their sum. */
static void fill_table(xp_table_t table, slong length, int weights, uint64_t *state)
{
    xp_error_t error;
    fmpz_t sum;
    slong i;

    xp_error_init(error);
    fmpz_init(sum);
    XP_CHECK(xp_table_set_zero(table, length, error) == XP_OK);
    for (i = 0; i < length; i++)
        fmpz_set_si(table->entry + i, draw(state, weights ? 0 : -9, 9));
    _fmpz_vec_sum(sum, table->entry, length);
    if (weights)
        fmpz_set(table->denominator, sum);
    fmpz_clear(sum);
    xp_error_clear(error);
}

static void build(xp_environment_t environment, xp_mechanism_t mechanism, int joint,
                  int interdependent, ulong power, uint64_t *state)
{
    static const slong types[] = {3, 150, 150};
    uint32_t *choice = xp_calloc(SIZE, sizeof(uint32_t));
    fmpz_t scale;
    slong i;
    slong x;

    fmpz_init_set_ui(scale, 10);
    fmpz_pow_ui(scale, scale, power);
    build_environment(environment, 3, types, OUTCOMES);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    for (x = 0; x < SIZE; x++)
        choice[x] = (uint32_t) draw(state, 0, OUTCOMES - 1);
    set_rule(mechanism->rule, OUTCOMES, choice, SIZE);
    fill_table(environment->cost, OUTCOMES, 0, state);
    xp_payments_set_zero(mechanism->payments, 3);
    environment->prior = joint ? XP_PRIOR_JOINT : XP_PRIOR_INDEPENDENT;
    if (joint)
        fill_table(environment->joint, SIZE, 1, state);
    for (i = 0; i < 3; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        xp_term_struct *term = xp_payments_add_term(mechanism->payments, i, XP_TERM_PROFILE, i);

        agent->interdependent = i == 0 && interdependent;
        fill_table(agent->value, OUTCOMES * (agent->interdependent ? SIZE : types[i]), 0, state);
        if (!joint)
            fill_table(agent->probability, types[i], 1, state);
        agent->outside_kind = XP_OUTSIDE_TYPE;
        fill_table(agent->outside, types[i], 0, state);
        fill_table(term->table, SIZE, 0, state);
        _fmpz_vec_scalar_mul_fmpz(agent->value->entry, agent->value->entry,
                                  agent->value->length, scale);
        _fmpz_vec_scalar_mul_fmpz(term->table->entry, term->table->entry, SIZE, scale);
        fmpq_set_si(term->coefficient, -2, 3);
    }
    free(choice);
    fmpz_clear(scale);
}

static int is_same_place(const xp_place_struct *a, const xp_place_struct *b)
{
    int same = a->property == b->property && a->agent == b->agent && a->type == b->type
               && a->report == b->report && a->others == b->others && a->profile == b->profile
               && a->outcome == b->outcome && a->cycle_length == b->cycle_length
               && fmpq_equal(a->slack, b->slack) && fmpq_equal(a->difference, b->difference);
    slong i;

    for (i = 0; same && i < a->cycle_length; i++)
        same = a->cycle[i] == b->cycle[i];
    return same;
}

static int is_same(const xp_finding_struct *a, const xp_finding_struct *b)
{
    return a->property == b->property && a->answer == b->answer
           && fmpz_equal(a->checked, b->checked) && fmpz_equal(a->skipped, b->skipped)
           && fmpz_equal(a->violations, b->violations) && a->has_slack == b->has_slack
           && a->least_proved == b->least_proved && is_same_place(&a->at, &b->at)
           && is_same_place(&a->witness, &b->witness);
}

static void compare(int joint, int interdependent, ulong power, xp_tier_t least, uint64_t *state)
{
    xp_property_t properties[XP_PROPERTY_COUNT];
    xp_check_options_t one = {0, 1, 1, XP_TIER_INT64};
    xp_check_options_t three = {0, 1, 3, least};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t a;
    xp_findings_t b;
    xp_error_t error;
    size_t count = 0;
    size_t i;
    int p;

    build(environment, mechanism, joint, interdependent, power, state);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        if (p != XP_DSIC || !interdependent)
            properties[count++] = (xp_property_t) p;
    xp_findings_init(a);
    xp_findings_init(b);
    xp_error_init(error);
    XP_CHECK(xp_check(a, mechanism, properties, count, &one, NULL, error) == XP_OK);
    XP_CHECK(xp_check(b, mechanism, properties, count, &three, NULL, error) == XP_OK);
    XP_CHECK(a->count == count && b->count == count);
    for (i = 0; i < a->count && i < b->count; i++)
    {
        XP_CHECK(is_same(a->finding + i, b->finding + i));
        XP_CHECK(b->finding[i].tier >= least);
    }
    XP_CHECK(fmpq_equal(a->regret_ex_post, b->regret_ex_post));
    XP_CHECK(fmpq_equal(a->regret_interim, b->regret_interim));
    xp_error_clear(error);
    xp_findings_clear(a);
    xp_findings_clear(b);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

static void test_private(void)
{
    uint64_t state = 11;

    compare(0, 0, 0, XP_TIER_FMPZ, &state);
}

static void test_joint(void)
{
    uint64_t state = 12;

    compare(1, 0, 0, XP_TIER_INT128, &state);
}

static void test_interdependent(void)
{
    uint64_t state = 13;

    compare(0, 1, 9, XP_TIER_INT64, &state);
}

int main(void)
{
    static const xp_test_t tests[] = {{"private", test_private},
                                      {"joint", test_joint},
                                      {"interdependent", test_interdependent}};

    return XP_TEST_MAIN("threads", tests);
}
