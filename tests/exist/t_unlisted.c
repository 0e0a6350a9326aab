/* Models whose profiles are not listed, against the same with a list of them. */
#include <string.h>

#include <expost/cert/certificate.h>
#include <expost/rule/allocation.h>

#include "tests/exist/evidence.h"

/* The same model twice, from the same numbers; the second with no list of profiles. */
typedef struct
{
    xp_model_t listed;
    xp_model_t unlisted;
    xp_rule_t rule; /* of listed, listed */
} pair_t;

static int init_pair(pair_t *pair, uint64_t *state, const xp_random_limits_t *limits,
                     xp_random_counts_t *counts)
{
    xp_environment_struct *environment = pair->unlisted->environment;
    uint64_t again = *state;
    xp_random_counts_t none = {0};
    xp_scale_t scale;
    xp_error_t error;

    xp_model_init(pair->listed);
    xp_model_init(pair->unlisted);
    xp_rule_init(pair->rule);
    xp_scale_init(scale);
    xp_error_init(error);
    xp_random_model(pair->listed, scale, state, limits, counts);
    xp_random_model(pair->unlisted, scale, &again, limits, &none);
    if (fmpz_cmp_si(environment->profiles->count, 1) > 0)
    {
        slong *types = malloc((size_t) environment->agent_count * sizeof(slong));
        slong i;

        for (i = 0; i < environment->agent_count; i++)
            types[i] = environment->agent[i].type_count;
        xp_profiles_set(environment->profiles, environment->agent_count, types, 1);
        free(types);
    }
    xp_rule_set(pair->rule, pair->listed->rule);
    XP_CHECK(xp_allocation_list(pair->rule, pair->listed->environment, NULL, error) == XP_OK);
    xp_error_clear(error);
    xp_scale_clear(scale);
    return !xp_profiles_are_listed(environment->profiles);
}

static void clear_pair(pair_t *pair)
{
    xp_rule_clear(pair->rule);
    xp_model_clear(pair->unlisted);
    xp_model_clear(pair->listed);
}

/* bic with any participation and budget; now and then something that goes through profiles. */
static xp_properties_t draw_properties(uint64_t *state)
{
    static const xp_property_t extra[] = {XP_SBB, XP_WBB, XP_EABB, XP_EAWBB, XP_EFF};
    static const xp_property_t odd[] = {XP_DSIC, XP_EPIR, XP_NPT, XP_NOPAY, XP_EPIC, XP_PARETO};
    xp_properties_t properties = BIT(XP_BIC);
    size_t e;

    if (xp_test_random(state, 4) > 0)
        properties |= xp_test_random(state, 3) > 0 ? BIT(XP_IIR) : BIT(XP_EAIR);
    for (e = 0; e < sizeof extra / sizeof extra[0]; e++)
        if (xp_test_random(state, 4) == 0)
            properties |= BIT(extra[e]);
    if (xp_test_random(state, 8) == 0)
        properties |= BIT(odd[xp_test_random(state, sizeof odd / sizeof odd[0])]);
    return properties;
}

/* What semantics.md section 5, reduction 2, decides by expectations, and these by convolution. */
static int is_by_expectations(const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    const xp_properties_t never = BIT(XP_DSIC) | BIT(XP_EPIC) | BIT(XP_EPIR) | BIT(XP_NPT)
                                  | BIT(XP_NOPAY);
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].interdependent
            || environment->agent[i].outside_kind == XP_OUTSIDE_PROFILE
            || environment->agent[i].outside_kind == XP_OUTSIDE_BOTH)
            return 0;
    if (environment->agent_count == 1
        && (question->properties & (BIT(XP_SBB) | BIT(XP_WBB) | BIT(XP_PARETO))) != 0)
        return 0;
    return environment->prior == XP_PRIOR_INDEPENDENT && question->rule->efficient
           && (question->properties & never) == 0
           && question->objective != XP_OBJECTIVE_WORST_DEFICIT;
}

static int have_same_proof(const xp_proof_t a, const xp_proof_t b)
{
    size_t m;
    int same = a->count == b->count && a->node_count == b->node_count;

    for (m = 0; same && m < a->count; m++)
        same = xp_row_key_compare(&a->multiplier[m].key, &b->multiplier[m].key) == 0
               && fmpq_equal(a->multiplier[m].value, b->multiplier[m].value);
    return same;
}

/* The payments at every profile, by the terms of both mechanisms. */
static int have_same_payments(const xp_mechanism_t a, const xp_mechanism_t b)
{
    const xp_environment_struct *environment = a->environment;
    const slong n = environment->agent_count;
    slong *profile = calloc((size_t) n, sizeof(slong));
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    fmpq *one = _fmpq_vec_init(n);
    fmpq *other = _fmpq_vec_init(n);
    xp_error_t error;
    int same = 1;

    xp_error_init(error);
    do
    {
        XP_CHECK(xp_allocation_at(weight, a->rule, a->environment, profile, error) == XP_OK);
        XP_CHECK(xp_payment_at(one, a, weight, profile, error) == XP_OK);
        XP_CHECK(xp_allocation_at(weight, b->rule, b->environment, profile, error) == XP_OK);
        XP_CHECK(xp_payment_at(other, b, weight, profile, error) == XP_OK);
        for (slong i = 0; i < n; i++)
            same = same && fmpq_equal(one + i, other + i);
    } while (same && xp_profiles_next(profile, environment->profiles));
    xp_error_clear(error);
    _fmpq_vec_clear(other, n);
    _fmpq_vec_clear(one, n);
    _fmpq_vec_clear(weight, environment->outcome_count);
    free(profile);
    return same;
}

/* The ray of the listed model says at each profile what that of the other says once. */
static int have_same_ray(const xp_decision_t listed, const xp_decision_t other, slong n)
{
    int same = fmpz_equal(listed->ray->denominator, other->ray->denominator);

    for (slong k = 0; k < listed->ray->length; k++)
        same = same && fmpz_equal(listed->ray->entry + k, other->ray->entry + k % n);
    return same && other->ray->length == n;
}

static int have_same_answer(const xp_decision_t a, const xp_decision_t b)
{
    int same = a->verdict == b->verdict && a->method == b->method
               && a->has_surplus == b->has_surplus
               && fmpq_equal(a->largest_surplus, b->largest_surplus);

    if (same && a->verdict == XP_OPTIMAL)
        same = fmpq_equal(a->value, b->value);
    same = same && have_same_proof(a->proof, b->proof);
    if (same && a->verdict != XP_IMPOSSIBLE)
        same = have_same_payments(a->mechanism, b->mechanism);
    return same;
}

/* The reduced certificate says the same bytes; the whole one is refused without a list. */
static int have_same_certificate(const xp_question_t *listed, const xp_decision_t a,
                                 const xp_question_t *unlisted, const xp_decision_t b)
{
    xp_certificate_t one;
    xp_certificate_t other;
    xp_string_t text[2];
    xp_error_t error;
    int same;

    xp_certificate_init(one);
    xp_certificate_init(other);
    xp_string_init(text[0]);
    xp_string_init(text[1]);
    xp_error_init(error);
    XP_CHECK(xp_certificate_set_reduced(one, listed, a, NULL, error) == XP_OK);
    XP_CHECK(xp_certificate_set_reduced(other, unlisted, b, NULL, error) == XP_OK);
    xp_certificate_write(text[0], one);
    xp_certificate_write(text[1], other);
    same = strcmp(text[0]->text, text[1]->text) == 0;
    same = same && xp_certificate_set_decision(other, unlisted, b, NULL, error) == XP_LIMIT
           && strstr(error->message, "--reduced") != NULL;
    xp_error_clear(error);
    xp_string_clear(text[1]);
    xp_string_clear(text[0]);
    xp_certificate_clear(other);
    xp_certificate_clear(one);
    return same;
}

typedef struct
{
    unsigned long verdict[XP_UNKNOWN + 1];
    unsigned long refused;
    xp_random_counts_t counts;
} count_t;

static void decide(xp_decision_t decision, const xp_question_t *question)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_decide(decision, question, NULL, NULL, error) == XP_OK);
    xp_error_clear(error);
}

/* listed, its rule without a list, and unlisted. */
static int compare(count_t *count, const xp_question_t *listed, const xp_question_t *lazy,
                   const xp_question_t *unlisted)
{
    xp_decision_t decision[3];
    int same;

    for (int d = 0; d < 3; d++)
        xp_decision_init(decision[d]);
    decide(decision[0], listed);
    decide(decision[1], lazy);
    decide(decision[2], unlisted);
    count->verdict[decision[0]->verdict]++;
    same = decision[0]->verdict != XP_UNKNOWN && have_same_answer(decision[0], decision[1])
           && have_same_answer(decision[0], decision[2])
           && decision_holds(decision[0], listed);
    if (same && decision[0]->verdict == XP_UNBOUNDED)
        same = have_same_ray(decision[0], decision[2], listed->environment->agent_count);
    same = same && have_same_certificate(listed, decision[0], unlisted, decision[2]);
    if (!same)
        printf("    properties %x objective %d max %d agent %ld verdicts %d %d %d: %s\n",
               listed->properties, (int) listed->objective, listed->maximise,
               (long) listed->objective_agent, (int) decision[0]->verdict,
               (int) decision[1]->verdict, (int) decision[2]->verdict,
               decision[2]->reason == NULL ? "" : decision[2]->reason);
    for (int d = 0; d < 3; d++)
        xp_decision_clear(decision[d]);
    return same;
}

/* One question to both models: 1 unless something is wrong. */
static int try_question(count_t *count, const pair_t *pair, uint64_t *state)
{
    xp_question_t listed = {.environment = pair->listed->environment, .rule = pair->rule};
    xp_question_t lazy;
    xp_question_t unlisted;
    xp_status_t status;
    xp_error_t error;
    int good = 1;

    listed.properties = draw_properties(state);
    draw_objective(&listed, state);
    unlisted = listed;
    unlisted.environment = pair->unlisted->environment;
    unlisted.rule = pair->unlisted->rule;
    xp_error_init(error);
    status = xp_question_check(&listed, error);
    if (status == XP_OK)
    {
        const int expected = is_by_expectations(&unlisted);

        lazy = listed;
        lazy.rule = pair->listed->rule;
        status = xp_question_check(&unlisted, error);
        good = expected ? status == XP_OK
                        : status == XP_LIMIT && strstr(error->message, "profiles") != NULL;
        if (!good)
            printf("    properties %x: %d: %s\n", listed.properties, (int) status,
                   error->message == NULL ? "" : error->message);
        if (good && expected)
            good = compare(count, &listed, &lazy, &unlisted);
        count->refused += !expected;
    }
    xp_error_clear(error);
    return good;
}

static void try_random(count_t *count, const xp_random_limits_t *limits, uint64_t seed,
                       long models)
{
    uint64_t state = seed;

    for (long m = 0; m < models; m++)
    {
        pair_t pair;
        int good = 1;

        if (init_pair(&pair, &state, limits, &count->counts))
            for (int q = 0; q < 6 && good; q++)
                good = try_question(count, &pair, &state);
        clear_pair(&pair);
        XP_CHECK(good);
        if (!good)
        {
            printf("    model %ld\n", m);
            break;
        }
    }
}

/* The expected values are those of the method that goes through the profiles. */
static void test_random(void)
{
    static const xp_random_limits_t private = {4, 4, 3, 64, 1, XP_RANDOM_RULE_EFFICIENT};
    static const xp_random_limits_t any = {3, 3, 3, 18, 0, XP_RANDOM_RULE_ANY};
    count_t count = {0};

    try_random(&count, &private, UINT64_C(0x756e6c69), xp_test_rounds(1500));
    try_random(&count, &any, UINT64_C(0x73746564), xp_test_rounds(100));
    printf("unlisted: %lu possible, %lu optimal, %lu unbounded, %lu impossible, %lu refused\n",
           count.verdict[XP_POSSIBLE], count.verdict[XP_OPTIMAL], count.verdict[XP_UNBOUNDED],
           count.verdict[XP_IMPOSSIBLE], count.refused);
    for (int v = 0; v < XP_UNKNOWN; v++)
        XP_CHECK(count.verdict[v] > 0);
    XP_CHECK(count.verdict[XP_UNKNOWN] == 0 && count.refused > 0);
    XP_CHECK(count.counts.probability_0 > 0 && count.counts.tie > 0 && count.counts.lottery > 0);
    XP_CHECK(count.counts.cost > 0 && count.counts.requires_agent > 0);
}

/* A method that goes through the profiles answers with its limit; a free rule is refused. */
static void test_methods(void)
{
    static const xp_random_limits_t limits = {2, 3, 2, 9, 1, XP_RANDOM_RULE_EFFICIENT};
    xp_decide_options_t options = {.method = XP_METHOD_LP};
    uint64_t state = 20261122;
    int asked = 0;
    int seen = 0;

    while (seen < 3 && asked++ < 1000)
    {
        xp_random_counts_t counts = {0};
        xp_question_t question = {.properties = BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_EAWBB),
                                  .objective_agent = -1};
        xp_decision_t decision;
        xp_error_t error;
        pair_t pair;
        int unlisted = init_pair(&pair, &state, &limits, &counts);

        question.environment = pair.unlisted->environment;
        question.rule = pair.unlisted->rule;
        xp_error_init(error);
        xp_decision_init(decision);
        if (unlisted && is_by_expectations(&question))
        {
            seen++;
            XP_CHECK(xp_question_check(&question, error) == XP_OK);
            XP_CHECK(xp_decide(decision, &question, &options, NULL, error) == XP_OK);
            XP_CHECK(decision->verdict == XP_UNKNOWN && decision->reason != NULL);
            question.rule = NULL;
            XP_CHECK(xp_question_check(&question, error) == XP_LIMIT);
        }
        xp_decision_clear(decision);
        xp_error_clear(error);
        clear_pair(&pair);
    }
    XP_CHECK(seen == 3);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
        {"methods", test_methods},
    };

    return XP_TEST_MAIN("unlisted", tests);
}
