/* The same bytes for one thread and more, in each arithmetic, and by both ways of expecting. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/mechanism.h>

#include "answers.h"
#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_payments.h"

static struct
{
    unsigned long environments;
    unsigned long by_threads;
    unsigned long by_tiers;
    unsigned long by_ways;
    unsigned long not_listed;
    unsigned long interdependent;
    unsigned long joint;
    unsigned long large;
} seen;

static uint64_t start(uint64_t seed)
{
    const char *text = getenv("XP_CAMPAIGN_SEED");

    return text == NULL ? seed : seed ^ (strtoull(text, NULL, 10) * UINT64_C(0x9E3779B97F4A7C15));
}

static void must(xp_status_t status, xp_error_t error)
{
    if (status == XP_OK)
        return;
    fprintf(stderr, "identical: %s\n", error->message);
    abort();
}

/* Equal texts; of others the first line that differs is shown. */
static void expect_same(const xp_string_t a, const xp_string_t b, const char *what)
{
    size_t e = 0;
    size_t line = 0;
    int same = a->length == b->length && memcmp(a->text, b->text, a->length) == 0;

    XP_EXPECT(same);
    if (same)
        return;
    for (e = 0; e < a->length && e < b->length && a->text[e] == b->text[e]; e++)
        if (a->text[e] == '\n')
            line = e + 1;
    fprintf(stderr, "identical, round %ld, %s:\n%.300s\n  instead of\n%.300s\n", xp_expect_round,
            what, b->text + line, a->text + line);
}

static const char *const NAMES[] = {"pivot", "groves", "ir-vcg", "dagv", "cyclic",
                                    "rebalance(pivot)", "rebalance(ir-vcg)", "balanced-groves"};
#define NAME_COUNT 8

/* What is asked about one environment: the mechanism, and half of it perhaps. */
typedef struct
{
    const xp_model_struct *model;
    const char *name;
    int half;
    const xp_payments_struct *stated;
    const xp_property_t *asked;
    size_t count;
    int payments;
} question_t;

/* Everything, found in this way; the mechanism is built anew. */
static void answer(xp_string_t out, const question_t *question, const xp_how_t *how)
{
    xp_mechanism_t mechanism;

    xp_mechanism_init(mechanism);
    xp_answers_add_balance(out, question->model, how);
    if (xp_answers_build(mechanism, out, question->model, question->name, question->half, how))
    {
        if (question->stated != NULL)
            xp_payments_set(mechanism->payments, question->stated);
        if (question->payments)
            xp_answers_add_payments(out, mechanism, how);
        xp_answers_add_findings(out, mechanism, question->asked, question->count, how);
        if (question->model->environment->prior != XP_PRIOR_NONE)
            xp_answers_add_expectations(out, mechanism, how);
    }
    xp_mechanism_clear(mechanism);
}

/* Two threads, or three, against one, in an arithmetic. */
static void compare_all(const question_t *question, uint64_t *state, int every)
{
    xp_string_t first, other;

    xp_string_init(first);
    xp_string_init(other);
    answer(first, question, &(xp_how_t) {.threads = 1});
    for (int variant = 1; variant < 6; variant++)
    {
        xp_how_t how = {.threads = variant % 2 + 1, .tier = (xp_tier_t) (variant / 2)};

        /* A large model is asked in two ways: two threads, and one other arithmetic. */
        if (!every && variant != 1 && variant != 2 + xp_random_pick(state, 4))
            continue;
        xp_string_reset(other);
        answer(other, question, &how);
        expect_same(first, other, how.threads > 1 ? "two threads" : "another arithmetic");
        seen.by_threads += how.threads > 1;
        seen.by_tiers += how.tier != XP_TIER_INT64;
    }
    xp_string_clear(other);
    xp_string_clear(first);
}

/* Whether the convolution applies, by its conditions alone. */
static int can_convolve(const xp_model_t model)
{
    return model->environment->prior == XP_PRIOR_INDEPENDENT && model->rule->efficient
           && xp_environment_has_private_values(model->environment);
}

static int outside_by_profile(const xp_environment_struct *environment)
{
    for (slong i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].outside_kind == XP_OUTSIDE_PROFILE
            || environment->agent[i].outside_kind == XP_OUTSIDE_BOTH)
            return 1;
    return 0;
}

static int outside_by_outcome(const xp_environment_struct *environment)
{
    for (slong i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].outside_kind == XP_OUTSIDE_OUTCOME)
            return 1;
    return 0;
}

/* Expectations by profiles and by convolution; and all interim answers with nothing listed. */
static void compare_ways(xp_model_t model, const question_t *question)
{
    static const xp_property_t asked[] = {XP_BIC, XP_BMON, XP_IIR, XP_EAIR, XP_EABB, XP_EAWBB};
    xp_environment_struct *environment = model->environment;
    int options = outside_by_profile(environment);
    slong *types = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    xp_mechanism_t mechanism;
    xp_string_t text[4];

    for (int e = 0; e < 4; e++)
        xp_string_init(text[e]);
    xp_mechanism_init(mechanism);
    if (!options
        && xp_answers_build(mechanism, text[0], model, question->name, question->half,
                            &(xp_how_t) {.threads = 1}))
    {
        for (int e = 1; e < 4; e++)
            xp_answers_add_expectations(
                text[e], mechanism,
                &(xp_how_t) {.threads = e < 3 ? 1 : 2, .way_forced = 1,
                             .way = e == 1 ? XP_WAY_PROFILES : XP_WAY_CONVOLUTION});
        expect_same(text[1], text[2], "convolution");
        expect_same(text[1], text[3], "convolution, two threads");
        seen.by_ways++;
    }
    /* What ir-vcg keeps ex post of an option at some outcomes needs the profiles. */
    if (!options && !outside_by_outcome(environment))
    {
        xp_string_reset(text[0]);
        xp_string_reset(text[1]);
        for (int e = 0; e < 2; e++)
        {
            const xp_how_t how = {.threads = 1, .without_notes = 1};
            xp_mechanism_t own;

            xp_mechanism_init(own);
            if (e == 1)
            {
                for (slong i = 0; i < environment->agent_count; i++)
                    types[i] = environment->agent[i].type_count;
                xp_profiles_set(environment->profiles, environment->agent_count, types, 1);
            }
            if (xp_answers_build(own, text[e], model, question->name, question->half, &how))
            {
                xp_answers_add_findings(text[e], own, asked, sizeof(asked) / sizeof(asked[0]),
                                        &how);
                xp_answers_add_expectations(text[e], own, &how);
            }
            xp_mechanism_clear(own);
        }
        expect_same(text[0], text[1], "nothing listed");
        seen.not_listed++;
    }
    for (int e = 0; e < 4; e++)
        xp_string_clear(text[e]);
    xp_mechanism_clear(mechanism);
    free(types);
}

static void test_small(void)
{
    static const xp_random_limits_t limits[4] = {
        {4, 4, 4, 60, 0, XP_RANDOM_RULE_ANY}, {3, 6, 4, 120, 1, XP_RANDOM_RULE_EFFICIENT},
        {2, 20, 5, 200, 1, XP_RANDOM_RULE_EFFICIENT}, {6, 2, 3, 64, 0, XP_RANDOM_RULE_ANY}};
    uint64_t state = start(UINT64_C(0x6964656e));
    xp_random_counts_t counts = {0};
    unsigned long used[16] = {0};
    long rounds = xp_test_rounds(200);
    xp_property_t every[XP_PROPERTY_COUNT];

    for (size_t p = 0; p < XP_PROPERTY_COUNT; p++)
        every[p] = (xp_property_t) p;
    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        xp_model_t model;
        xp_scale_t scale;
        xp_payments_t stated;
        question_t question = {.asked = every, .count = XP_PROPERTY_COUNT, .payments = 1};

        xp_model_init(model);
        xp_scale_init(scale);
        xp_payments_init(stated);
        xp_random_model(model, scale, &state, limits + xp_expect_round % 4, &counts);
        question.model = model;
        if (can_convolve(model) && !xp_random_happens(&state, 4))
        {
            question.name = NAMES[xp_random_pick(&state, NAME_COUNT)];
            question.half = xp_random_happens(&state, 3);
        }
        else
        {
            xp_ref_model_t ref;
            fmpq *payment;

            xp_ref_model_init(ref, model, NULL);
            payment = _fmpq_vec_init(ref->n * ref->K);
            xp_random_payments(payment, ref, scale, &state);
            xp_random_terms(stated, ref, payment, &state, used);
            question.stated = stated;
            _fmpq_vec_clear(payment, ref->n * ref->K);
            xp_ref_model_clear(ref);
        }
        seen.environments++;
        seen.joint += model->environment->prior == XP_PRIOR_JOINT;
        seen.interdependent += !xp_environment_has_private_values(model->environment);
        compare_all(&question, &state, 1);
        if (question.name != NULL && strcmp(question.name, "balanced-groves") != 0)
            compare_ways(model, &question);
        xp_payments_clear(stated);
        xp_scale_clear(scale);
        xp_model_clear(model);
    }
}

/* length random numbers of this scale. */
static void draw_table(xp_table_struct *table, slong length, const xp_scale_t scale,
                       uint64_t *state)
{
    fmpq *values = _fmpq_vec_init(length);
    xp_error_t error;

    xp_error_init(error);
    for (slong e = 0; e < length; e++)
        xp_random_number(values + e, scale, state);
    must(xp_table_set_fmpq_vec(table, values, length, error), error);
    xp_error_clear(error);
    _fmpq_vec_clear(values, length);
}

/* Weights 0 to 3 over their sum; at least one is positive. */
static void draw_probabilities(xp_table_struct *table, slong length, uint64_t *state)
{
    xp_error_t error;

    xp_error_init(error);
    must(xp_table_set_zero(table, length, error), error);
    fmpz_zero(table->denominator);
    for (slong e = 0; e < length; e++)
    {
        fmpz_set_si(table->entry + e, e == 0 ? 1 : xp_random_pick(state, 4));
        fmpz_add(table->denominator, table->denominator, table->entry + e);
    }
    xp_error_clear(error);
}

/* Enough profiles for several blocks, whichever agent's lines they are taken in. */
static void draw_large(xp_model_t model, uint64_t *state)
{
    xp_environment_struct *environment = model->environment;
    slong n = 2 + xp_random_pick(state, 3), m = 2 + xp_random_pick(state, 3), K = 1;
    const slong most = n == 2 ? 400 : n == 3 ? 54 : 20;
    int joint = xp_random_happens(state, 3);
    slong types[4];
    char text[32];
    xp_scale_t scale;

    xp_scale_init(scale);
    xp_scale_draw(scale, (xp_scale_kind_t) xp_random_pick(state, XP_SCALE_COUNT), state);
    for (slong i = 0; i < n; i++)
    {
        types[i] = most - xp_random_pick(state, most / 8);
        K *= types[i];
    }
    xp_environment_set_counts(environment, n, m);
    xp_profiles_set(environment->profiles, n, types, K);
    environment->prior = joint ? XP_PRIOR_JOINT : XP_PRIOR_INDEPENDENT;
    draw_table(environment->cost, m, scale, state);
    for (slong a = 0; a < m; a++)
    {
        snprintf(text, sizeof(text), "o%ld", (long) a);
        environment->outcome_label[a] = xp_strdup(text);
    }
    for (slong i = 0; i < n; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        snprintf(text, sizeof(text), "i%ld", (long) i);
        agent->name = xp_strdup(text);
        agent->type_count = types[i];
        agent->type_label = xp_malloc((size_t) types[i] * sizeof(char *));
        for (slong t = 0; t < types[i]; t++)
        {
            snprintf(text, sizeof(text), "t%ld", (long) t);
            agent->type_label[t] = xp_strdup(text);
        }
        draw_table(agent->value, m * types[i], scale, state);
        if (!joint)
            draw_probabilities(agent->probability, types[i], state);
    }
    if (joint)
        draw_probabilities(environment->joint, K, state);
    model->rule->outcome_count = m;
    model->rule->ties = (xp_ties_t) xp_random_pick(state, 3);
    xp_scale_clear(scale);
}

static void test_large(void)
{
    /* Of which few inequalities fail, as every violation is listed. */
    static const xp_property_t asked[] = {XP_DSIC, XP_BIC, XP_IIR, XP_EAIR, XP_EAWBB, XP_EFF,
                                          XP_BMON};
    uint64_t state = start(UINT64_C(0x6c617267));
    long rounds = xp_test_rounds(1);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        xp_model_t model;
        question_t question = {.asked = asked, .count = sizeof(asked) / sizeof(asked[0])};

        xp_model_init(model);
        draw_large(model, &state);
        question.model = model;
        question.name = NAMES[xp_random_pick(&state, 7)];
        question.payments = xp_random_happens(&state, 3);
        seen.environments++;
        seen.large++;
        compare_all(&question, &state, 0);
        xp_model_clear(model);
    }
}

static void test_coverage(void)
{
    xp_expect_occurred("identical", "environments", seen.environments);
    xp_expect_occurred("identical", "environments of several blocks", seen.large);
    xp_expect_occurred("identical", "joint priors", seen.joint);
    xp_expect_occurred("identical", "interdependent values", seen.interdependent);
    xp_expect_occurred("identical", "compared by threads", seen.by_threads);
    xp_expect_occurred("identical", "compared by arithmetic", seen.by_tiers);
    xp_expect_occurred("identical", "compared by ways of expectations", seen.by_ways);
    xp_expect_occurred("identical", "compared with nothing listed", seen.not_listed);
}

static const xp_test_t TESTS[] = {
    {"small", test_small},
    {"large", test_large},
    {"coverage", test_coverage},
};

int main(void)
{
    return XP_TEST_MAIN("identical", TESTS);
}
