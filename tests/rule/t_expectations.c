/* Expectations by profiles and by convolution, against each other and against plain sums. */
#include <expost/rule/expectations.h>

#include <stdio.h>
#include <stdlib.h>

#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "rule/convolution.h"
#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/ref_model.h"
#include "tests/lib/ref_rule.h"

static const char *const kind_name[] = {"constant", "cost",   "value",  "clarke", "outside",
                                        "type",     "choice", "others", "profile"};

#define KINDS 9

/* What occurred. */
static struct
{
    unsigned long kind[KINDS];
    unsigned long convolved;
    unsigned long refused;
    unsigned long refused_prior;
    unsigned long outside[5];
    unsigned long built[7];
    unsigned long limit;
} seen;

static xp_random_counts_t counts;

/* Profiles too many to list, and listed again. */
static void hide(xp_model_t model, int hidden)
{
    xp_profiles_struct *profiles = model->environment->profiles;
    slong types[16];

    for (slong i = 0; i < profiles->agents; i++)
        types[i] = profiles->types[i];
    xp_profiles_set(profiles, profiles->agents, types, hidden ? 1 : 1 << 20);
}

/* A random table of length numbers. */
static void fill(xp_table_t table, slong length, const xp_scale_t scale, uint64_t *state)
{
    fmpq *values = _fmpq_vec_init(length);
    xp_error_t error;

    xp_error_init(error);
    for (slong e = 0; e < length; e++)
        xp_random_number(values + e, scale, state);
    XP_EXPECT(xp_table_set_fmpq_vec(table, values, length, error) == XP_OK);
    _fmpq_vec_clear(values, length);
    xp_error_clear(error);
}

static void add_term(xp_payments_t sum, const xp_ref_model_t ref, xp_term_kind_t kind, slong agent,
                     const fmpq_t coefficient, const xp_scale_t scale, uint64_t *state)
{
    xp_term_struct *term;

    /* Not defined where values are interdependent. */
    if (kind == XP_TERM_CLARKE && !ref->private)
        kind = XP_TERM_COST;
    term = xp_payments_add_term(sum, 0, kind, agent);
    fmpq_set(term->coefficient, coefficient);
    if (kind == XP_TERM_TYPE)
        fill(term->table, ref->types[agent], scale, state);
    if (kind == XP_TERM_CHOICE)
        fill(term->table, ref->m * ref->types[agent], scale, state);
    if (kind == XP_TERM_OTHERS)
        fill(term->table, ref->K / ref->types[agent], scale, state);
    if (kind == XP_TERM_PROFILE)
        fill(term->table, ref->K, scale, state);
    seen.kind[kind]++;
}

/*
 * A random sum; when it is meant to be convolvable given agent its terms are of the kinds that
 * the header names.
 */
static void draw_sum(xp_payments_t sum, const xp_ref_model_t ref, slong agent, int convolvable,
                     const xp_scale_t scale, uint64_t *state)
{
    static const xp_term_kind_t owned[] = {XP_TERM_VALUE, XP_TERM_CLARKE, XP_TERM_OUTSIDE,
                                           XP_TERM_CHOICE};
    static const xp_term_kind_t free_kind[] = {XP_TERM_CONSTANT, XP_TERM_COST, XP_TERM_TYPE};
    slong terms = xp_random_pick(state, 5);
    fmpq_t coefficient;

    fmpq_init(coefficient);
    xp_payments_set_zero(sum, 1);
    for (slong k = 0; k < terms; k++)
    {
        slong any = xp_random_pick(state, ref->n);

        fmpq_set_si(coefficient, xp_random_pick(state, 7) - 3,
                    1 + (ulong) xp_random_pick(state, 3));
        if (!convolvable)
            add_term(sum, ref, (xp_term_kind_t) xp_random_pick(state, KINDS), any, coefficient,
                     scale, state);
        else if (xp_random_happens(state, 2))
            add_term(sum, ref, free_kind[xp_random_pick(state, 3)], any, coefficient, scale, state);
        else
            add_term(sum, ref, owned[xp_random_pick(state, 4)], agent < 0 ? any : agent,
                     coefficient, scale, state);
    }
    if (agent >= 0 && xp_random_happens(state, 2))
        for (slong j = 0; j < ref->n; j++)
            if (j != agent)
                add_term(sum, ref, XP_TERM_VALUE, j, coefficient, scale, state);
    fmpq_clear(coefficient);
}

/* One term at a profile, by its definition. */
static void take_term(fmpq_t value, const xp_ref_model_t ref, const xp_term_struct *term, slong x)
{
    const slong i = term->agent;
    const slong t = ref->type[x * ref->n + i];
    fmpq_t part;

    fmpq_init(part);
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
        fmpq_one(value);
        break;
    case XP_TERM_COST:
        xp_ref_cost(value, ref, x);
        break;
    case XP_TERM_VALUE:
        xp_ref_utility(value, ref, i, x, x);
        break;
    case XP_TERM_CLARKE:
        xp_ref_clarke(value, ref, i, x);
        break;
    case XP_TERM_OUTSIDE:
        xp_ref_outside(value, ref, i, x);
        break;
    case XP_TERM_TYPE:
        xp_table_get_fmpq(value, term->table, t);
        break;
    case XP_TERM_CHOICE:
        fmpq_zero(value);
        for (slong a = 0; a < ref->m; a++)
        {
            xp_table_get_fmpq(part, term->table, a * ref->types[i] + t);
            fmpq_addmul(value, ref->weight + x * ref->m + a, part);
        }
        break;
    case XP_TERM_OTHERS:
        xp_table_get_fmpq(value, term->table, xp_ref_others(ref, i, x));
        break;
    default:
        xp_table_get_fmpq(value, term->table, x);
    }
    fmpq_clear(part);
}

/* Whether the header says that the sum can be had without profiles. */
static int is_convolvable(const xp_environment_struct *environment, const xp_payment_struct *sum,
                          slong agent)
{
    fmpq *factor = _fmpq_vec_init(environment->agent_count);
    slong other = agent == 0 ? 1 : 0;
    int good = 1;

    for (slong k = 0; k < sum->count; k++)
    {
        const xp_term_struct *term = sum->term + k;
        int own = agent < 0 || term->agent == agent;
        xp_outside_t outside = environment->agent[term->agent].outside_kind;

        if (term->kind == XP_TERM_VALUE)
            fmpq_add(factor + term->agent, factor + term->agent, term->coefficient);
        if (term->kind == XP_TERM_CLARKE || term->kind == XP_TERM_CHOICE)
            good &= own;
        if (term->kind == XP_TERM_OUTSIDE && outside != XP_OUTSIDE_NONE)
            good &= own && outside != XP_OUTSIDE_PROFILE && outside != XP_OUTSIDE_BOTH;
        good &= term->kind != XP_TERM_OTHERS && term->kind != XP_TERM_PROFILE;
    }
    for (slong j = 0; agent >= 0 && j < environment->agent_count; j++)
        good &= j == agent || fmpq_equal(factor + j, factor + other);
    _fmpq_vec_clear(factor, environment->agent_count);
    return good;
}

/* E[f | type of agent] by the definitions; with agent = -1 E f. */
static void take_means(fmpq *mean, const xp_ref_model_t ref, slong agent, const fmpq *f)
{
    if (agent < 0)
        xp_ref_mean(mean, ref, f);
    else
        for (slong t = 0; t < ref->types[agent]; t++)
            xp_ref_interim(mean + t, ref, agent, t, f);
}

static int equal_vectors(const fmpq *a, const fmpq *b, slong length)
{
    int equal = 1;

    for (slong e = 0; e < length; e++)
        equal &= fmpq_equal(a + e, b + e);
    return equal;
}

/* Asks for the expectation, and again. */
static void compare_sum(xp_expectations_t expectations, const xp_payments_t sum, slong agent,
                        const fmpq *expected, slong length, int threads)
{
    const xp_progress_t progress = {NULL, NULL, threads};
    fmpq *mean = _fmpq_vec_init(length);
    xp_error_t error;

    xp_error_init(error);
    for (int times = 0; times < 2; times++)
    {
        XP_EXPECT(xp_expectations_require(expectations, sum->payment, agent, "x", error)
                  == XP_OK);
        XP_EXPECT(xp_expectations_of(mean, expectations, sum->payment, agent, &progress, error)
                  == XP_OK);
        XP_EXPECT(equal_vectors(mean, expected, length));
    }
    xp_error_clear(error);
    _fmpq_vec_clear(mean, length);
}

/* The probability of each outcome at each report, by the definition. */
static void compare_weights(xp_expectations_t expectations, const xp_ref_model_t ref, slong agent)
{
    const slong k = ref->types[agent];
    fmpq *f = _fmpq_vec_init(ref->K);
    fmpq *mean = _fmpq_vec_init(k);
    const xp_table_struct *weight = NULL;
    xp_error_t error;
    fmpq_t number;

    fmpq_init(number);
    xp_error_init(error);
    XP_EXPECT(xp_expectations_weights(&weight, expectations, agent, NULL, error) == XP_OK);
    for (slong b = 0; b < ref->m && weight != NULL; b++)
    {
        for (slong x = 0; x < ref->K; x++)
            fmpq_set(f + x, ref->weight + x * ref->m + b);
        take_means(mean, ref, agent, f);
        for (slong r = 0; r < k; r++)
        {
            xp_table_get_fmpq(number, weight, b * k + r);
            XP_EXPECT(fmpq_equal(number, mean + r));
        }
    }
    xp_error_clear(error);
    fmpq_clear(number);
    _fmpq_vec_clear(mean, k);
    _fmpq_vec_clear(f, ref->K);
}

/* A sum that is not convolvable, or an environment that is not: the message says why. */
static void expect_refusal(xp_expectations_t expectations, const xp_payments_t sum, slong agent)
{
    fmpq *mean = _fmpq_vec_init(64);
    char *count = fmpz_get_str(NULL, 10, expectations->environment->profiles->count);
    xp_error_t error;

    xp_error_init(error);
    XP_EXPECT(xp_expectations_require(expectations, sum->payment, agent, "this sum", error)
              == XP_LIMIT);
    XP_EXPECT(error->message != NULL && strstr(error->message, count) != NULL
              && strstr(error->message, "this sum") == error->message
              && strstr(error->message, ", since ") != NULL);
    XP_EXPECT(xp_expectations_of(mean, expectations, sum->payment, agent, NULL, error)
              == XP_LIMIT);
    xp_error_clear(error);
    flint_free(count);
    _fmpq_vec_clear(mean, 64);
}

/* One sum: by profiles in each arithmetic, by convolution, and where nothing is listed. */
static void compare_ways(xp_model_t model, const xp_ref_model_t ref, slong agent, int applies,
                         const xp_payments_t sum)
{
    const slong length = agent < 0 ? 1 : ref->types[agent];
    fmpq *f = _fmpq_vec_init(ref->K);
    fmpq *expected = _fmpq_vec_init(length);
    xp_expectations_t expectations;
    fmpq_t value;

    fmpq_init(value);
    for (slong x = 0; x < ref->K; x++)
        for (slong k = 0; k < sum->payment->count; k++)
        {
            take_term(value, ref, sum->payment->term + k, x);
            fmpq_addmul(f + x, sum->payment->term[k].coefficient, value);
        }
    take_means(expected, ref, agent, f);
    for (int tier = XP_TIER_INT64; tier <= XP_TIER_FMPZ; tier++)
    {
        xp_expectations_init(expectations, model->environment, model->rule);
        expectations->way = XP_WAY_PROFILES;
        expectations->tier_least = (xp_tier_t) tier;
        compare_sum(expectations, sum, agent, expected, length, 1 + tier % 2);
        if (agent >= 0 && ref->prior == XP_PRIOR_INDEPENDENT)
            compare_weights(expectations, ref, agent);
        XP_EXPECT((int) expectations->tier >= tier);
        xp_expectations_clear(expectations);
    }
    xp_expectations_init(expectations, model->environment, model->rule);
    if (applies)
        expectations->way = XP_WAY_CONVOLUTION;
    compare_sum(expectations, sum, agent, expected, length, 2);
    xp_expectations_clear(expectations);
    if (ref->K > 1)
    {
        hide(model, 1);
        xp_expectations_init(expectations, model->environment, model->rule);
        XP_EXPECT((expectations->way == XP_WAY_CONVOLUTION) == applies);
        if (applies && is_convolvable(model->environment, sum->payment, agent))
        {
            compare_sum(expectations, sum, agent, expected, length, 1);
            if (agent >= 0)
                compare_weights(expectations, ref, agent);
            seen.convolved++;
        }
        else
        {
            expect_refusal(expectations, sum, agent);
            seen.refused++;
            seen.refused_prior += !applies;
        }
        xp_expectations_clear(expectations);
        hide(model, 0);
    }
    fmpq_clear(value);
    _fmpq_vec_clear(expected, length);
    _fmpq_vec_clear(f, ref->K);
}

static const struct
{
    const char *name;
    xp_ir_t ir;
} built[7] = {{"ir-vcg", XP_IR_INTERIM},
              {"ir-vcg", XP_IR_EX_POST},
              {"ir-vcg", XP_IR_EX_ANTE},
              {"dagv", XP_IR_DEFAULT},
              {"cyclic", XP_IR_DEFAULT},
              {"rebalance(pivot)", XP_IR_DEFAULT},
              {"rebalance(rebalance(ir-vcg))", XP_IR_DEFAULT}};

/* Whether a mechanism can be had without listing the profiles. */
static int can_build(const xp_ref_model_t ref, const xp_environment_struct *environment, int which)
{
    int good = ref->prior == XP_PRIOR_INDEPENDENT;

    for (slong i = 0; i < ref->n; i++)
    {
        xp_outside_t kind = environment->agent[i].outside_kind;
        int by_profile = kind == XP_OUTSIDE_PROFILE || kind == XP_OUTSIDE_BOTH;

        if (strstr(built[which].name, "ir-vcg") != NULL)
            good &= !by_profile
                    && (built[which].ir != XP_IR_EX_POST || kind != XP_OUTSIDE_OUTCOME);
        seen.outside[kind]++;
    }
    return good;
}

/* Payments at every profile of mechanisms built with and without the profiles. */
static void compare_mechanisms(xp_model_t model, const xp_ref_model_t ref, int which)
{
    fmpq *payment = _fmpq_vec_init(ref->n);
    fmpq *other = _fmpq_vec_init(ref->n);
    xp_mechanism_t listed;
    xp_mechanism_t hidden;
    xp_error_t error;
    xp_status_t status;

    xp_mechanism_init(listed);
    xp_mechanism_init(hidden);
    xp_error_init(error);
    status = xp_mechanism_build(listed, model, built[which].name, NULL, built[which].ir, NULL,
                                error);
    if (status == XP_OK && ref->K > 1)
    {
        hide(model, 1);
        status = xp_mechanism_build(hidden, model, built[which].name, NULL, built[which].ir, NULL,
                                    error);
        XP_EXPECT(status == (can_build(ref, model->environment, which) ? XP_OK : XP_LIMIT));
        if (status == XP_LIMIT)
        {
            XP_EXPECT(strstr(error->message, built[which].name) == error->message);
            seen.limit++;
        }
        hide(model, 0);
        for (slong x = 0; x < ref->K && status == XP_OK; x++)
        {
            const fmpq *weight = ref->weight + x * ref->m;
            const slong *profile = ref->type + x * ref->n;

            XP_EXPECT(xp_payment_at(payment, listed, weight, profile, error) == XP_OK);
            hide(model, 1);
            XP_EXPECT(xp_payment_at(other, hidden, weight, profile, error) == XP_OK);
            hide(model, 0);
            XP_EXPECT(equal_vectors(payment, other, ref->n));
        }
        seen.built[which] += status == XP_OK;
    }
    xp_error_clear(error);
    xp_mechanism_clear(hidden);
    xp_mechanism_clear(listed);
    _fmpq_vec_clear(other, ref->n);
    _fmpq_vec_clear(payment, ref->n);
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits)
{
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;
    xp_payments_t sum;
    xp_error_t error;
    int applies;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_error_init(error);
    xp_random_model(model, scale, state, limits, &counts);
    xp_ref_model_init(ref, model, NULL);
    applies = xp_convolution_applies(model->environment, model->rule, error);
    XP_EXPECT(applies == (ref->prior == XP_PRIOR_INDEPENDENT && ref->private
                          && model->rule->efficient));
    for (slong agent = -1; agent < ref->n && ref->prior != XP_PRIOR_NONE; agent++)
        for (int convolvable = 0; convolvable < 2; convolvable++)
        {
            xp_payments_init(sum);
            draw_sum(sum, ref, agent, convolvable, scale, state);
            compare_ways(model, ref, agent, applies, sum);
            xp_payments_clear(sum);
        }
    for (int which = 0; which < 7 && ref->private && model->rule->efficient; which++)
        compare_mechanisms(model, ref, which);
    xp_error_clear(error);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_random(void)
{
    uint64_t state = UINT64_C(0x65787065);
    xp_random_limits_t limits = {4, 4, 4, 36, 0, 0};
    long rounds = xp_test_rounds(300);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        limits.private_values = !xp_random_happens(&state, 5);
        limits.rule = xp_random_happens(&state, 5) ? XP_RANDOM_RULE_ANY
                                                  : XP_RANDOM_RULE_EFFICIENT;
        run_round(&state, &limits);
    }
}

static void test_occurred(void)
{
    static const char *const outside[5] = {"none", "type", "profile", "outcome", "both"};
    char text[64];

    for (int k = 0; k < KINDS; k++)
        xp_expect_occurred("expectations", kind_name[k], seen.kind[k]);
    for (int k = 0; k < 5; k++)
    {
        snprintf(text, sizeof(text), "outside option by %s", outside[k]);
        xp_expect_occurred("expectations", text, seen.outside[k]);
    }
    for (int k = 0; k < 7; k++)
        xp_expect_occurred("expectations", built[k].name, seen.built[k]);
    xp_expect_occurred("expectations", "sums without profiles", seen.convolved);
    xp_expect_occurred("expectations", "sums refused", seen.refused);
    xp_expect_occurred("expectations", "refused for the environment", seen.refused_prior);
    xp_expect_occurred("expectations", "mechanisms refused", seen.limit);
    xp_expect_occurred("expectations", "ties", counts.tie);
    xp_expect_occurred("expectations", "types of probability 0", counts.probability_0);
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random}, {"occurred", test_occurred}};

    return XP_TEST_MAIN("expectations", tests);
}
