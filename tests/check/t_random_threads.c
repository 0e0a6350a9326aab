/* Models of several blocks of profiles: findings depend neither on threads nor on arithmetic. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/check/check.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_scale.h"

static void must(xp_status_t status, xp_error_t error)
{
    if (status == XP_OK)
        return;
    fprintf(stderr, "random_threads: %s\n", error->message);
    abort();
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

/* Three agents, private values, costs, an efficient rule with lotteries at ties, a prior. */
static void draw_model(xp_model_t model, const slong *types, int joint, const xp_scale_t scale,
                       uint64_t *state)
{
    static const char *const names[3] = {"ann", "bob", "cem"};
    xp_environment_struct *environment = model->environment;
    slong m = 3, K = types[0] * types[1] * types[2];
    char text[32];

    xp_environment_set_counts(environment, 3, m);
    xp_profiles_set(environment->profiles, 3, types, K);
    environment->prior = joint ? XP_PRIOR_JOINT : XP_PRIOR_INDEPENDENT;
    draw_table(environment->cost, m, scale, state);
    for (slong a = 0; a < m; a++)
    {
        snprintf(text, sizeof(text), "o%ld", (long) a);
        environment->outcome_label[a] = xp_strdup(text);
    }
    for (slong i = 0; i < 3; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->name = xp_strdup(names[i]);
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
    model->rule->ties = XP_TIES_LOTTERY;
}

/* Pivot payments as tables, with some entries changed all over. */
static void draw_payments(xp_mechanism_t mechanism, const xp_model_t model,
                          const xp_scale_t scale, uint64_t *state)
{
    slong K = model->environment->profiles->size;
    xp_payments_t payments;
    xp_error_t error;

    xp_payments_init(payments);
    xp_error_init(error);
    must(xp_mechanism_build(mechanism, model, "pivot", NULL, XP_IR_DEFAULT, NULL, error), error);
    xp_payments_set_zero(payments, 3);
    for (slong i = 0; i < 3; i++)
    {
        xp_term_struct *term = xp_payments_add_term(payments, i, XP_TERM_PROFILE, i);
        fmpz_t step;

        must(xp_payment_list(term->table, mechanism, i, NULL, error), error);
        /* Under the denominator of the table, a step of about the scale's offset. */
        fmpz_init(step);
        fmpz_mul(step, term->table->denominator, fmpq_numref(scale->offset));
        for (slong times = 0; times < 30; times++)
        {
            fmpz *changed = term->table->entry + xp_random_pick(state, K);

            if (xp_random_happens(state, 2))
                fmpz_add(changed, changed, step);
            else
                fmpz_sub(changed, changed, step);
        }
        fmpz_clear(step);
    }
    xp_payments_swap(mechanism->payments, payments);
    xp_error_clear(error);
    xp_payments_clear(payments);
}

static int same_place(const xp_place_struct *a, const xp_place_struct *b)
{
    int same = a->property == b->property && a->agent == b->agent && a->type == b->type
               && a->report == b->report && a->others == b->others && a->profile == b->profile
               && a->outcome == b->outcome && a->cycle_length == b->cycle_length
               && fmpq_equal(a->slack, b->slack) && fmpq_equal(a->difference, b->difference);

    for (slong e = 0; same && e < a->cycle_length; e++)
        same = a->cycle[e] == b->cycle[e];
    return same;
}

static int same_finding(const xp_finding_struct *a, const xp_finding_struct *b)
{
    int same = a->property == b->property && a->answer == b->answer
               && fmpz_equal(a->checked, b->checked) && fmpz_equal(a->skipped, b->skipped)
               && fmpz_equal(a->violations, b->violations) && a->has_slack == b->has_slack
               && a->least_proved == b->least_proved && a->all_count == b->all_count
               && same_place(&a->at, &b->at);

    if (same && a->answer == XP_FAILS)
        same = same_place(&a->witness, &b->witness);
    for (size_t e = 0; same && e < a->all_count; e++)
        same = same_place(a->all + e, b->all + e);
    return same;
}

static int same_findings(const xp_findings_t a, const xp_findings_t b)
{
    int same = a->count == b->count && a->has_ex_post == b->has_ex_post
               && a->has_interim == b->has_interim
               && fmpq_equal(a->regret_ex_post, b->regret_ex_post)
               && fmpq_equal(a->regret_interim, b->regret_interim);

    for (size_t q = 0; same && q < a->count; q++)
        same = same_finding(a->finding + q, b->finding + q);
    return same;
}

static struct
{
    unsigned long tier[3];
    unsigned long several;
} seen;

/* The same count properties with 1, 2 and 3 threads, the last time in another arithmetic. */
static void compare_threads(const xp_mechanism_t mechanism, const xp_property_t *asked,
                            size_t count, int all, xp_tier_t tier)
{
    xp_findings_t first;
    xp_error_t error;

    xp_findings_init(first);
    xp_error_init(error);
    for (int threads = 1; threads <= 3; threads += tier == XP_TIER_INT64 ? 2 : 1)
    {
        xp_check_options_t options = {.all = all,
                                      .regret = 1,
                                      .threads = threads,
                                      .tier_least = threads == 3 ? tier : XP_TIER_INT64};
        xp_findings_t findings;

        xp_findings_init(findings);
        must(xp_check(findings, mechanism, asked, count, &options, NULL, error), error);
        if (threads > 1)
            XP_EXPECT(same_findings(first, findings));
        else
            xp_findings_swap(first, findings);
        xp_findings_clear(findings);
    }
    for (size_t q = 0; q < count; q++)
    {
        seen.tier[first->finding[q].tier]++;
        seen.several += first->finding[q].all_count > 1;
    }
    xp_error_clear(error);
    xp_findings_clear(first);
}

static void run_round(const slong *types, int joint, xp_scale_kind_t kind, uint64_t *state)
{
    /* Those of which every violation is listed fail in few places. */
    static const xp_property_t rare[] = {XP_DSIC, XP_BIC, XP_WBB, XP_EFF, XP_CMON, XP_BMON};
    xp_property_t every[XP_PROPERTY_COUNT];
    xp_model_t model;
    xp_scale_t scale;
    xp_mechanism_t mechanism;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_mechanism_init(mechanism);
    xp_scale_draw(scale, kind, state);
    draw_model(model, types, joint, scale, state);
    draw_payments(mechanism, model, scale, state);
    for (size_t q = 0; q < XP_PROPERTY_COUNT; q++)
        every[q] = (xp_property_t) q;
    if (kind == XP_SCALE_SMALL)
    {
        compare_threads(mechanism, every, XP_PROPERTY_COUNT, 0, XP_TIER_INT64);
        compare_threads(mechanism, rare, sizeof(rare) / sizeof(rare[0]), 1, XP_TIER_INT128);
    }
    else
        compare_threads(mechanism, rare + (joint ? 1 : 0), joint ? 2 : 1, 1, XP_TIER_INT64);
    xp_mechanism_clear(mechanism);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_threads(void)
{
    /* More than 2^16 profiles, so that the lines of each agent are several blocks. */
    static const slong types[3] = {40, 41, 42};
    uint64_t state = UINT64_C(0x74687265);
    long rounds = xp_test_rounds(1);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        run_round(types, 0, XP_SCALE_SMALL, &state);
        run_round(types, 1, XP_SCALE_20, &state);
        run_round(types, 0, XP_SCALE_40, &state);
    }
}

/*
 * 64^3 profiles, so four blocks of lines for each agent: a constant rule but at `changed`
 * profiles, no payments but at as many, so that the violations are few and in any block.
 */
static void run_blocks(slong changed, uint64_t *state)
{
    static const slong types[3] = {64, 64, 64};
    static const xp_property_t asked[] = {XP_CMON, XP_DSIC, XP_WMON, XP_NPT, XP_NOPAY};
    slong K = 64 * 64 * 64;
    xp_model_t model;
    xp_scale_t scale;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    xp_scale_draw(scale, XP_SCALE_SMALL, state);
    draw_model(model, types, 0, scale, state);
    model->rule->efficient = 0;
    model->rule->choice = xp_calloc((size_t) K, sizeof(uint32_t));
    model->rule->choice_length = K;
    for (slong times = 0; times < changed; times++)
        model->rule->choice[xp_random_pick(state, K)] = (uint32_t) xp_random_pick(state, 3);
    xp_payments_set_zero(model->payments, 3);
    for (slong i = 0; i < 3; i++)
    {
        xp_term_struct *term = xp_payments_add_term(model->payments, i, XP_TERM_PROFILE, i);

        must(xp_table_set_zero(term->table, K, error), error);
        for (slong times = 0; times < changed; times++)
            fmpz_set_si(term->table->entry + xp_random_pick(state, K),
                        xp_random_pick(state, 5) - 2);
    }
    must(xp_mechanism_build(mechanism, model, "model", NULL, XP_IR_DEFAULT, NULL, error), error);
    for (int all = 0; all <= 1; all++)
        compare_threads(mechanism, asked, sizeof(asked) / sizeof(asked[0]), all, XP_TIER_INT64);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_blocks(void)
{
    uint64_t state = UINT64_C(0x626c6f63);
    long rounds = xp_test_rounds(1);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        for (slong changed = 1; changed < 40; changed = 4 * changed + 3)
            run_blocks(changed, &state);
    }
}

typedef struct
{
    int ticks;
    int limit;
} patience_t;

static int tick(void *data, const char *what, uint64_t done, uint64_t total)
{
    patience_t *patience = data;

    (void) what;
    XP_EXPECT(done <= total);
    return ++patience->ticks > patience->limit;
}

/* Asked to stop, the check says so and gives no findings. */
static void test_stopped(void)
{
    static const slong types[3] = {64, 64, 40};
    static const xp_property_t asked[3] = {XP_DSIC, XP_SBB, XP_CMON};
    uint64_t state = UINT64_C(0x73746f70);
    xp_model_t model;
    xp_scale_t scale;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    xp_scale_draw(scale, XP_SCALE_SMALL, &state);
    draw_model(model, types, 0, scale, &state);
    draw_payments(mechanism, model, scale, &state);
    for (int limit = 0; limit < 4; limit++)
        for (int threads = 1; threads <= 3; threads += 2)
        {
            xp_check_options_t options = {.threads = threads};
            patience_t patience = {0, limit};
            xp_progress_t progress = {tick, &patience, 1};
            xp_findings_t findings;
            xp_status_t status;

            xp_findings_init(findings);
            status = xp_check(findings, mechanism, asked, 3, &options, &progress, error);
            /* Other threads may leave too few blocks to the one that ticks. */
            XP_EXPECT(status == XP_STOPPED || (status == XP_OK && threads > 1));
            if (status == XP_STOPPED)
            {
                XP_EXPECT(findings->count == 0 && findings->finding == NULL);
                XP_EXPECT(error->message != NULL && patience.ticks == limit + 1);
            }
            else
                XP_EXPECT(findings->count == 3 && patience.ticks <= limit);
            xp_findings_clear(findings);
        }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_occurred(void)
{
    xp_expect_occurred("random_threads", "tier int64", seen.tier[XP_TIER_INT64]);
    xp_expect_occurred("random_threads", "tier int128", seen.tier[XP_TIER_INT128]);
    xp_expect_occurred("random_threads", "tier fmpz", seen.tier[XP_TIER_FMPZ]);
    xp_expect_occurred("random_threads", "several violations listed", seen.several);
}

int main(void)
{
    static const xp_test_t tests[] = {{"threads", test_threads},
                                       {"blocks", test_blocks},
                                       {"stopped", test_stopped},
                                       {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_threads", tests);
}
