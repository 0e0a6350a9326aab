/* Averages of a strip, against the sum over all profiles by definition. */
#include "rule/means.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_scale.h"

static struct
{
    unsigned long joint;
    unsigned long independent;
    unsigned long impossible;
    unsigned long tier[3];
} seen;

/* Weights that add up to total, some of them 0. */
static void draw_weights(xp_table_t table, slong length, const fmpz_t total, uint64_t *state)
{
    xp_error_t error;
    fmpz_t part;
    fmpz_t left;
    xp_error_init(error);
    fmpz_init(part);
    fmpz_init_set(left, total);
    XP_EXPECT(xp_table_set_zero(table, length, error) == XP_OK);
    for (slong k = 0; k < length; k++)
    {
        fmpz_mul_si(part, left, xp_random_pick(state, 3));
        fmpz_fdiv_q_ui(part, part, 4);
        fmpz_set(table->entry + k, part);
        fmpz_sub(left, left, part);
    }
    const slong rest = xp_random_pick(state, length);
    fmpz_add(table->entry + rest, table->entry + rest, left);
    fmpz_set(table->denominator, total);
    fmpz_clear(left);
    fmpz_clear(part);
    xp_error_clear(error);
}

static void draw_environment(xp_environment_t environment, slong agents, const slong *types,
                             int joint, const fmpz_t total, uint64_t *state)
{
    xp_environment_set_counts(environment, agents, 1);
    xp_profiles_set(environment->profiles, agents, types, 1000000);
    environment->prior = joint ? XP_PRIOR_JOINT : XP_PRIOR_INDEPENDENT;
    if (joint)
    {
        draw_weights(environment->joint, environment->profiles->size, total, state);
    }
    for (slong j = 0; j < agents; j++)
    {
        environment->agent[j].type_count = types[j];
        if (!joint)
        {
            draw_weights(environment->agent[j].probability, types[j], total, state);
        }
    }
}

/* f at every profile is drawn: a table over profiles and one over the types of some agent. */
static void draw_values(xp_layers_t layers, fmpq *f, const xp_profiles_t profiles,
                        const fmpz_t range, uint64_t *state)
{
    const slong agent = xp_random_pick(state, profiles->agents);
    slong *profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
    xp_table_t over;
    xp_table_t own;
    xp_error_t error;
    fmpq_t value;
    xp_table_init(over);
    xp_table_init(own);
    xp_error_init(error);
    fmpq_init(value);
    XP_EXPECT(xp_table_set_zero(over, profiles->size, error) == XP_OK);
    XP_EXPECT(xp_table_set_zero(own, profiles->types[agent], error) == XP_OK);
    for (slong x = 0; x < over->length; x++)
    {
        fmpz_mul_si(over->entry + x, range, xp_random_pick(state, 9) - 4);
    }
    for (slong t = 0; t < own->length; t++)
    {
        fmpz_set_si(own->entry + t, xp_random_pick(state, 9) - 4);
    }
    fmpz_set_ui(own->denominator, 6);
    fmpz_set_ui(over->denominator, 4);
    for (slong x = 0; x < profiles->size; x++)
    {
        xp_profiles_get(profile, profiles, x);
        xp_table_get_fmpq(f + x, over, x);
        xp_table_get_fmpq(value, own, profile[agent]);
        fmpq_add(f + x, f + x, value);
    }
    xp_layers_add_own(layers, XP_LAYER_PROFILE, 0, over);
    xp_layers_add_own(layers, XP_LAYER_TYPE, agent, own);
    fmpq_clear(value);
    xp_error_clear(error);
    xp_table_clear(own);
    xp_table_clear(over);
    free(profile);
}

/*
 * sum of mu f over sum of mu where the agent's type is t; for an independent prior mu leaves
 * the agent's own probability out.
 */
static void expect_mean(fmpq_t mean, const xp_environment_t environment, slong agent, slong t,
                        const fmpq *f)
{
    const xp_profiles_struct *profiles = environment->profiles;
    slong *profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
    fmpq_t mass;
    fmpq_t weight;
    fmpq_t part;
    fmpq_init(mass);
    fmpq_init(weight);
    fmpq_init(part);
    fmpq_zero(mean);
    for (slong x = 0; x < profiles->size; x++)
    {
        xp_profiles_get(profile, profiles, x);
        if (agent >= 0 && profile[agent] != t)
        {
            continue;
        }
        fmpq_one(weight);
        if (environment->prior == XP_PRIOR_JOINT)
        {
            xp_table_get_fmpq(weight, environment->joint, x);
        }
        for (slong j = 0; j < profiles->agents && environment->prior != XP_PRIOR_JOINT; j++)
        {
            if (j != agent)
            {
                xp_table_get_fmpq(part, environment->agent[j].probability, profile[j]);
                fmpq_mul(weight, weight, part);
            }
        }
        fmpq_add(mass, mass, weight);
        fmpq_addmul(mean, weight, f + x);
    }
    if (!fmpq_is_zero(mass))
    {
        fmpq_div(mean, mean, mass);
    }
    seen.impossible += fmpq_is_zero(mass);
    fmpq_clear(part);
    fmpq_clear(weight);
    fmpq_clear(mass);
    free(profile);
}

static void compare(const xp_environment_t environment, const xp_layers_t drawn, const fmpq *f,
                    slong agent)
{
    const slong types = agent < 0 ? 1 : environment->agent[agent].type_count;
    fmpq *expected = _fmpq_vec_init(types);
    fmpq *mean = _fmpq_vec_init(types);
    xp_error_t error;
    xp_error_init(error);
    for (slong t = 0; t < types; t++)
    {
        expect_mean(expected + t, environment, agent, t, f);
    }
    for (int run = 0; run < 9; run++)
    {
        const xp_progress_t progress = {NULL, NULL, 1 + run % 3};
        xp_layers_t layers;
        xp_strip_t strip;
        int equal;
        xp_layers_init(layers);
        xp_strip_init(strip);
        for (slong k = 0; k < drawn->count; k++)
        {
            xp_layers_add(layers, drawn->layer[k].kind, drawn->layer[k].agent,
                          &drawn->layer[k].own);
        }
        XP_EXPECT(xp_strip_set(strip, layers, environment->profiles, NULL, error) == XP_OK);
        equal = xp_means_set(mean, strip, environment, agent, (xp_tier_t) (run / 3), &progress,
                             error)
                == XP_OK;
        seen.tier[strip->tier]++;
        for (slong t = 0; equal && t < types; t++)
        {
            equal = fmpq_equal(mean + t, expected + t);
        }
        XP_EXPECT(equal && strip->tier >= (xp_tier_t) (run / 3));
        xp_strip_clear(strip);
        xp_layers_clear(layers);
    }
    xp_error_clear(error);
    _fmpq_vec_clear(mean, types);
    _fmpq_vec_clear(expected, types);
}

/* A prior over denominators of bits bits, values of about as many. */
static void test_case(slong agents, const slong *types, int joint, int bits, uint64_t *state)
{
    xp_environment_t environment;
    xp_layers_t layers;
    fmpz_t total;
    fmpz_t range;
    xp_environment_init(environment);
    xp_layers_init(layers);
    fmpz_init(total);
    fmpz_init(range);
    fmpz_one_2exp(total, (ulong) bits);
    fmpz_sub_ui(total, total, UWORD(1));
    fmpz_one_2exp(range, (ulong) bits);
    draw_environment(environment, agents, types, joint, total, state);
    fmpq *f = _fmpq_vec_init(environment->profiles->size);
    draw_values(layers, f, environment->profiles, range, state);
    *(joint ? &seen.joint : &seen.independent) += 1;
    for (slong agent = -1; agent < agents; agent++)
    {
        compare(environment, layers, f, agent);
    }
    _fmpq_vec_clear(f, environment->profiles->size);
    fmpz_clear(range);
    fmpz_clear(total);
    xp_layers_clear(layers);
    xp_environment_clear(environment);
}

static void test_random(void)
{
    static const int bits[] = {3, 6, 10, 20, 35, 70};
    uint64_t state = UINT64_C(0x9a8b7c6d5e4f3021);
    const long rounds = xp_test_rounds(100);
    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        slong types[4];
        const slong agents = 1 + xp_random_pick(&state, 4);
        for (slong j = 0; j < agents; j++)
        {
            types[j] = 1 + xp_random_pick(&state, 4);
        }
        test_case(agents, types, xp_random_pick(&state, 2), bits[xp_random_pick(&state, 6)],
                  &state);
    }
    xp_expect_occurred("means", "a joint prior", seen.joint);
    xp_expect_occurred("means", "an independent prior", seen.independent);
    xp_expect_occurred("means", "a type of probability 0", seen.impossible);
    for (int k = 0; k < 3; k++)
    {
        xp_expect_occurred("means", "an arithmetic", seen.tier[k]);
    }
}

/* More profiles than threads take at a time; a last agent longer than a piece. */
static void test_blocks(void)
{
    static const slong narrow[] = {47, 100, 5};
    static const slong wide[] = {17, 1500};
    uint64_t state = UINT64_C(0x123456789abcdef1);
    xp_expect_round = -1;
    for (int joint = 0; joint < 2; joint++)
    {
        test_case(3, narrow, joint, 5, &state);
        test_case(2, wide, joint, 5, &state);
    }
}

/*
 * Two agents with two types, all weight on one profile, and the same value everywhere: its
 * mean is that value.  total * value is 2^bits - 1 = (2^(bits / 2) - 1)(2^(bits / 2) + 1), or
 * 2^bits.
 */
static void at_bound(flint_bitcnt_t bits, int joint, xp_tier_t below, xp_tier_t above)
{
    static const slong types[] = {2, 2};
    for (int over = 0; over < 2; over++)
    {
        xp_environment_t environment;
        xp_layers_t layers;
        xp_strip_t strip;
        xp_error_t error;
        xp_table_t value;
        fmpz_t total;
        fmpq mean[2] = {{0, 1}, {0, 1}};
        xp_environment_init(environment);
        xp_layers_init(layers);
        xp_strip_init(strip);
        xp_error_init(error);
        xp_table_init(value);
        fmpz_init(total);
        fmpz_one_2exp(total, bits / 2);
        fmpz_sub_ui(total, total, over ? UWORD(0) : UWORD(1));
        xp_environment_set_counts(environment, 2, 1);
        xp_profiles_set(environment->profiles, 2, types, 100);
        environment->prior = joint ? XP_PRIOR_JOINT : XP_PRIOR_INDEPENDENT;
        for (slong j = 0; j < 2; j++)
        {
            xp_table_struct *weight =
                joint ? environment->joint : environment->agent[j].probability;
            environment->agent[j].type_count = 2;
            if (joint && j == 1)
            {
                continue;
            }
            XP_CHECK(xp_table_set_zero(weight, joint ? 4 : 2, error) == XP_OK);
            fmpz_set(weight->entry + 1, total);
            fmpz_set(weight->denominator, total);
        }
        XP_CHECK(xp_table_set_zero(value, 4, error) == XP_OK);
        for (slong x = 0; x < 4; x++)
        {
            fmpz_one_2exp(value->entry + x, bits / 2);
            fmpz_add_ui(value->entry + x, value->entry + x, over ? UWORD(0) : UWORD(1));
            fmpz_neg(value->entry + x, value->entry + x);
        }
        xp_layers_add(layers, XP_LAYER_PROFILE, 0, value);
        XP_CHECK(xp_strip_set(strip, layers, environment->profiles, NULL, error) == XP_OK);
        XP_CHECK(xp_means_set(mean, strip, environment, 0, XP_TIER_INT64, NULL, error) == XP_OK);
        XP_CHECK(strip->tier == (over ? above : below));
        XP_CHECK(fmpz_is_one(fmpq_denref(mean))
                 && fmpz_equal(fmpq_numref(mean), value->entry));
        XP_CHECK(joint ? fmpq_is_zero(mean + 1) : fmpq_equal(mean, mean + 1));
        fmpq_clear(mean);
        fmpq_clear(mean + 1);
        fmpz_clear(total);
        xp_table_clear(value);
        xp_error_clear(error);
        xp_strip_clear(strip);
        xp_layers_clear(layers);
        xp_environment_clear(environment);
    }
}

static void test_bound(void)
{
    for (int joint = 0; joint < 2; joint++)
    {
        at_bound(62, joint, XP_TIER_INT64, XP_TIER_INT128);
        at_bound(126, joint, XP_TIER_INT128, XP_TIER_FMPZ);
    }
}

static void test_stopped(void)
{
    static const slong types[] = {3, 2};
    xp_environment_t environment;
    xp_layers_t layers;
    xp_strip_t strip;
    xp_error_t error;
    fmpz_t total;
    fmpq_t mean;
    uint64_t state = 5;
    for (int joint = 0; joint < 2; joint++)
    {
        xp_environment_init(environment);
        xp_layers_init(layers);
        xp_strip_init(strip);
        xp_error_init(error);
        fmpz_init_set_ui(total, 12);
        fmpq_init(mean);
        fmpq_set_si(mean, 77, 1);
        draw_environment(environment, 2, types, joint, total, &state);
        xp_layers_add(layers, XP_LAYER_CONSTANT, 0, NULL);
        XP_CHECK(xp_strip_set(strip, layers, environment->profiles, NULL, error) == XP_OK);
        XP_CHECK(xp_means_set(mean, strip, environment, -1, XP_TIER_FMPZ, &xp_test_stop, error)
                 == XP_STOPPED);
        XP_CHECK(error->message != NULL && fmpz_equal_si(fmpq_numref(mean), 77));
        fmpq_clear(mean);
        fmpz_clear(total);
        xp_error_clear(error);
        xp_strip_clear(strip);
        xp_layers_clear(layers);
        xp_environment_clear(environment);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random}, {"blocks", test_blocks},
                                      {"bound", test_bound}, {"stopped", test_stopped}};
    return XP_TEST_MAIN("means", tests);
}
