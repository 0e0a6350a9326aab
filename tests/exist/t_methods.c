/* Random questions decided by every method that applies, and by cddlib: one answer. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/exist/decide.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>

#include "save.h"
#include "slow_answer.h"
#include "random_question.h"
#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_payments.h"

/* Environments of the short run; so many rules without lotteries are searched at most. */
#define ROUNDS 80
#define DETERMINISTIC_RULES 30

static struct
{
    unsigned long verdict[5];
    unsigned long method[XP_METHOD_COUNT];
    unsigned long slow;
    unsigned long slow_free;
    unsigned long deterministic;
    unsigned long deterministic_impossible;
    unsigned long reduced;
    unsigned long surplus;
    unsigned long violates_rule;
    unsigned long questions;
    unsigned long cell[XP_UNKNOWN][2][3][3]; /* verdict, deterministic, rule, prior */
} seen;

static xp_random_counts_t counts;

/* What failed, so that it can be asked again. */
static void describe(const xp_question_t *question, const char *words)
{
    printf("round %ld: %s: rule %s%s, properties", xp_expect_round, words,
           question->rule == NULL ? "free" : question->rule->efficient ? "efficient" : "other",
           question->deterministic ? " deterministic" : "");
    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
        if (question->properties & XP_PROPERTY_BIT(p))
            printf(" %s", xp_property_info((xp_property_t) p)->name);
    if (question->objective != XP_OBJECTIVE_NONE)
        printf(", %s %s %ld", question->maximise ? "max" : "min",
               xp_objective_word(question->objective), (long) question->objective_agent);
    printf("\n");
}

/* 0 efficient, 1 other, 2 free. */
static int kind_of_rule(const xp_question_t *question)
{
    return question->rule == NULL ? 2 : !question->rule->efficient;
}

static void expect(int holds, const xp_question_t *question, const char *words)
{
    XP_EXPECT(holds);
    if (!holds)
        describe(question, words);
}

static int has_proof(const xp_decision_t decision)
{
    return decision->verdict == XP_OPTIMAL
           || (decision->verdict == XP_IMPOSSIBLE && !decision->violates_rule);
}

/* What expost-certificate(5) lets the reduced form claim. */
static int has_reduced_form(const xp_ref_model_t ref, const xp_question_t *question)
{
    xp_properties_t balance = XP_PROPERTY_BIT(XP_SBB) | XP_PROPERTY_BIT(XP_WBB);
    xp_properties_t never = XP_PROPERTY_BIT(XP_NPT) | XP_PROPERTY_BIT(XP_NOPAY);

    return question->objective != XP_OBJECTIVE_WORST_DEFICIT
           && !(question->properties & never)
           && (ref->n >= 2 || !(question->properties & balance));
}

/* One decision by itself: its mechanism, its proof, its certificate. */
static void examine(const xp_decision_t decision, const xp_ref_model_t ref,
                    const xp_question_t *question, xp_method_t method)
{
    xp_error_t error;

    expect(decision->verdict != XP_UNKNOWN, question, xp_method_word(method));
    if (decision->verdict == XP_UNKNOWN)
    {
        printf("unknown: %s\n", decision->reason == NULL ? "no reason" : decision->reason);
        return;
    }
    xp_error_init(error);
    if (decision->verdict != XP_IMPOSSIBLE)
        expect(xp_slow_accepts(ref, question, decision), question, "mechanism");
    if (has_proof(decision))
        expect(xp_proof_holds(decision->proof, question,
                              decision->verdict == XP_OPTIMAL ? XP_PROOF_OF_BOUND
                                                              : XP_PROOF_OF_IMPOSSIBILITY,
                              decision->value, error),
               question, "proof");
    expect(xp_save_decision(question, decision, 0) == XP_OK, question, "certificate");
    if (decision->method == XP_METHOD_INTERIM && !decision->violates_rule)
    {
        int good = has_reduced_form(ref, question);

        expect(xp_save_decision(question, decision, 1) == (good ? XP_OK : XP_INPUT), question,
               "reduced form");
        seen.reduced += (unsigned long) good;
    }
    xp_error_clear(error);
}

/* The largest surplus is the largest profit under bic and iir. */
static void compare_surplus(const xp_decision_t decision, const xp_ref_model_t ref,
                            const xp_question_t *question)
{
    xp_question_t profit = *question;
    fmpq_t value;

    if (!decision->has_surplus)
        return;
    profit.properties = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR);
    profit.objective = XP_OBJECTIVE_PROFIT;
    profit.maximise = 1;
    if (!xp_slow_can_answer(ref, &profit))
        return;
    fmpq_init(value);
    expect(xp_slow_answer(value, ref, &profit) == XP_OPTIMAL
               && fmpq_equal(value, decision->largest_surplus),
           question, "largest surplus");
    seen.surplus++;
    fmpq_clear(value);
}

static void ask(const xp_ref_model_t ref, const xp_question_t *asked)
{
    xp_question_t question = *asked;
    xp_decision_t first, other;
    xp_error_t error;
    fmpq_t value;

    xp_decision_init(first);
    xp_decision_init(other);
    xp_error_init(error);
    fmpq_init(value);
    expect(xp_question_check(&question, error) == XP_OK, &question, "question");
    expect(xp_decide(first, &question, NULL, NULL, error) == XP_OK, &question, "decide");
    examine(first, ref, &question, XP_METHOD_AUTO);
    compare_surplus(first, ref, &question);
    seen.questions++;
    seen.verdict[first->verdict]++;
    if (first->verdict < XP_UNKNOWN && !first->violates_rule)
        seen.cell[first->verdict][question.deterministic != 0][kind_of_rule(&question)]
                 [ref->prior]++;
    seen.violates_rule += (unsigned long) (first->verdict == XP_IMPOSSIBLE
                                           && first->violates_rule);
    seen.deterministic += (unsigned long) question.deterministic;
    seen.deterministic_impossible +=
        (unsigned long) (question.deterministic && first->verdict == XP_IMPOSSIBLE);
    for (xp_method_t m = XP_METHOD_LINE; m < XP_METHOD_COUNT; m++)
    {
        xp_decide_options_t options = {.method = m};
        xp_status_t status = xp_decide(other, &question, &options, NULL, error);

        expect(status == XP_OK || status == XP_INPUT, &question, xp_method_word(m));
        if (status != XP_OK)
            continue;
        seen.method[m]++;
        expect(other->verdict == first->verdict
                   && (other->verdict != XP_OPTIMAL || fmpq_equal(other->value, first->value)),
               &question, xp_method_word(m));
        examine(other, ref, &question, m);
    }
    if (xp_slow_can_answer(ref, &question))
    {
        xp_verdict_t verdict = xp_slow_answer(value, ref, &question);

        expect(verdict == first->verdict
                   && (verdict != XP_OPTIMAL || fmpq_equal(value, first->value)),
               &question, "cddlib");
        seen.slow++;
        seen.slow_free += (unsigned long) (question.rule == NULL);
    }
    /* the slow check can say no */
    if (first->verdict == XP_OPTIMAL)
    {
        fmpq_add_si(first->value, first->value, 1);
        expect(!xp_slow_accepts(ref, &question, first), &question, "another value");
    }
    fmpq_clear(value);
    xp_error_clear(error);
    xp_decision_clear(other);
    xp_decision_clear(first);
}

/* What a mechanism with random payments satisfies and violates; implementability. */
static void certify_findings(const xp_model_t model, const xp_ref_model_t ref,
                             const xp_scale_t scale, uint64_t *state)
{
    xp_mechanism_t mechanism;
    xp_payments_t payments;
    xp_error_t error;
    fmpq *payment = _fmpq_vec_init(ref->n * ref->K);

    xp_mechanism_init(mechanism);
    xp_payments_init(payments);
    xp_error_init(error);
    XP_EXPECT(xp_mechanism_build(mechanism, model, NULL, NULL, XP_IR_DEFAULT, NULL, error)
              == XP_OK);
    xp_random_payments(payment, ref, scale, state);
    xp_payments_set_profiles(payments, ref, payment);
    xp_payments_swap(mechanism->payments, payments);
    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        xp_property_t property = (xp_property_t) p;
        xp_findings_t findings;
        int cycles = p == XP_CMON || p == XP_BMON;

        if ((!cycles && !xp_random_happens(state, 5))
            || xp_check_can_ask(mechanism, property, error) != XP_OK)
            continue;
        xp_findings_init(findings);
        XP_EXPECT(xp_check(findings, mechanism, &property, 1, NULL, NULL, error) == XP_OK);
        /* a cycle under a joint prior proves nothing */
        if (p == XP_BMON && ref->prior == XP_PRIOR_JOINT
            && findings->finding->answer == XP_FAILS)
            XP_EXPECT(xp_save_findings(mechanism, findings) == XP_INPUT);
        else
            XP_EXPECT(xp_save_findings(mechanism, findings) == XP_OK);
        xp_findings_clear(findings);
    }
    xp_error_clear(error);
    xp_payments_clear(payments);
    xp_mechanism_clear(mechanism);
    _fmpq_vec_clear(payment, ref->n * ref->K);
}

static void certify_balance(const xp_model_t model)
{
    xp_balance_t balance;
    xp_error_t error;

    xp_balance_init(balance);
    xp_error_init(error);
    XP_EXPECT(xp_balance_decide(balance, model->environment, NULL, error) == XP_OK);
    XP_EXPECT(xp_save_balance(model->environment, model->rule, balance) == XP_OK);
    xp_error_clear(error);
    xp_balance_clear(balance);
}

/* Questions with the model's rule, which is listed. */
static void ask_fixed(xp_model_t model, const xp_scale_t scale, slong questions,
                      uint64_t *state)
{
    xp_question_t question = {.environment = model->environment, .rule = model->rule};
    xp_ref_model_t ref;
    xp_error_t error;

    xp_error_init(error);
    xp_ref_model_init(ref, model, NULL);
    XP_EXPECT(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    for (slong q = 0; q < questions; q++)
    {
        xp_random_question(&question, ref, state);
        ask(ref, &question);
    }
    certify_findings(model, ref, scale, state);
    if (model->rule->efficient && ref->private)
        certify_balance(model);
    xp_ref_model_clear(ref);
    xp_error_clear(error);
}

static void ask_free(const xp_model_t model, slong questions, uint64_t *state)
{
    xp_question_t question = {.environment = model->environment, .rule = NULL};
    xp_ref_model_t ref;
    slong rules = 1;

    xp_ref_model_init(ref, model, NULL);
    for (slong x = 0; x < ref->K && rules <= DETERMINISTIC_RULES; x++)
        rules *= ref->m;
    for (slong q = 0; q < questions; q++)
    {
        xp_random_question(&question, ref, state);
        ask(ref, &question);
        if (rules <= DETERMINISTIC_RULES)
        {
            question.deterministic = 1;
            ask(ref, &question);
        }
    }
    xp_ref_model_clear(ref);
}

/* A question that a small model answers with this verdict always, or often (impossible). */
static void aim_at(xp_question_t *question, xp_verdict_t verdict)
{
    question->properties = XP_PROPERTY_BIT(XP_NPT);
    question->objective = XP_OBJECTIVE_NONE;
    question->objective_agent = -1;
    question->maximise = 0;
    if (verdict == XP_IMPOSSIBLE)
        question->properties |= XP_PROPERTY_BIT(XP_EPIR);
    if (verdict == XP_OPTIMAL)
        question->properties = XP_PROPERTY_BIT(XP_NOPAY);
    if (verdict == XP_OPTIMAL || verdict == XP_UNBOUNDED)
        question->objective = XP_OBJECTIVE_WORST_DEFICIT;
}

/* Asks a model for what has not occurred yet under its prior. */
static void fill_cells(const xp_model_t model, xp_rule_struct *rule)
{
    xp_question_t question = {.environment = model->environment, .rule = rule};
    xp_prior_t prior = model->environment->prior;
    xp_ref_model_t ref;

    xp_ref_model_init(ref, model, NULL);
    for (int v = 0; v < XP_UNKNOWN; v++)
        for (int d = 0; d < 2; d++)
        {
            question.deterministic = d;
            if ((d && rule != NULL)
                || seen.cell[v][d][kind_of_rule(&question)][prior] > 0)
                continue;
            aim_at(&question, (xp_verdict_t) v);
            ask(ref, &question);
        }
    xp_ref_model_clear(ref);
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits, slong fixed,
                      slong free_questions)
{
    xp_model_t model;
    xp_rule_t rule;
    xp_scale_t scale;

    xp_model_init(model);
    xp_rule_init(rule);
    xp_scale_init(scale);
    xp_random_model(model, scale, state, limits, &counts);
    rule->outcome_count = model->environment->outcome_count;
    rule->ties = (xp_ties_t) xp_random_pick(state, 3);
    ask_fixed(model, scale, fixed, state);
    if (free_questions > 0)
        ask_free(model, free_questions, state);
    xp_rule_swap(model->rule, rule);
    model->rule_stated = 0;
    ask_fixed(model, scale, fixed, state);
    xp_scale_clear(scale);
    xp_rule_clear(rule);
    xp_model_clear(model);
}

static uint64_t start(uint64_t seed)
{
    const char *text = getenv("XP_CAMPAIGN_SEED");

    return text == NULL ? seed : seed ^ (strtoull(text, NULL, 10) * UINT64_C(0x9E3779B97F4A7C15));
}

/* So few profiles that a free rule and every rule without lotteries can be tried. */
static void test_tiny(void)
{
    static const xp_random_limits_t limits = {3, 3, 3, 6, 0, XP_RANDOM_RULE_EXPLICIT};
    uint64_t state = start(UINT64_C(0x74696e79));
    long rounds = xp_test_rounds(ROUNDS / 2);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state, &limits, 1 + xp_random_happens(&state, 3), 1);
}

static void test_small(void)
{
    xp_random_limits_t limits = {3, 4, 3, 16, 0, XP_RANDOM_RULE_EXPLICIT};
    uint64_t state = start(UINT64_C(0x736d616c));
    long rounds = xp_test_rounds(ROUNDS / 2);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        limits.profiles = xp_random_happens(&state, 3) ? 16 : 9;
        run_round(&state, &limits, 1 + xp_random_happens(&state, 3),
                  xp_random_happens(&state, 2));
    }
}

/* Every verdict under every kind of rule and prior. */
static void test_cells(void)
{
    static const xp_random_limits_t limits = {2, 2, 2, 4, 1, XP_RANDOM_RULE_EXPLICIT};
    uint64_t state = start(UINT64_C(0x63656c6c));
    xp_error_t error;

    xp_error_init(error);
    for (xp_expect_round = 0; xp_expect_round < 60; xp_expect_round++)
    {
        xp_model_t model;
        xp_rule_t rule;
        xp_scale_t scale;

        xp_model_init(model);
        xp_rule_init(rule);
        xp_scale_init(scale);
        xp_random_model(model, scale, &state, &limits, &counts);
        rule->outcome_count = model->environment->outcome_count;
        fill_cells(model, NULL);
        fill_cells(model, model->rule);
        XP_EXPECT(xp_allocation_list(rule, model->environment, NULL, error) == XP_OK);
        xp_rule_swap(model->rule, rule);
        fill_cells(model, model->rule);
        xp_scale_clear(scale);
        xp_rule_clear(rule);
        xp_model_clear(model);
    }
    for (int v = 0; v < XP_UNKNOWN; v++)
        for (int rule = 0; rule < 3; rule++)
            for (int prior = 0; prior < 3; prior++)
            {
                XP_EXPECT(seen.cell[v][0][rule][prior] > 0);
                XP_EXPECT(rule < 2 || seen.cell[v][1][rule][prior] > 0);
            }
    xp_error_clear(error);
}

static void test_occurred(void)
{
    static const char *const verdict[5] = {"possible", "optimal", "unbounded", "impossible",
                                           "unknown"};
    char text[64];

    printf("methods: %lu questions, %lu certificates\n", seen.questions, xp_saved);
    for (int v = 0; v < XP_UNKNOWN; v++)
        xp_expect_occurred("methods", verdict[v], seen.verdict[v]);
    for (xp_method_t m = XP_METHOD_LINE; m < XP_METHOD_COUNT; m++)
    {
        snprintf(text, sizeof(text), "method %s", xp_method_word(m));
        xp_expect_occurred("methods", text, seen.method[m]);
    }
    xp_expect_occurred("methods", "compared with cddlib", seen.slow);
    xp_expect_occurred("methods", "compared with cddlib, free rule", seen.slow_free);
    xp_expect_occurred("methods", "deterministic", seen.deterministic);
    xp_expect_occurred("methods", "deterministic and impossible",
                       seen.deterministic_impossible);
    xp_expect_occurred("methods", "reduced form", seen.reduced);
    xp_expect_occurred("methods", "largest surplus", seen.surplus);
    xp_expect_occurred("methods", "rule not efficient", seen.violates_rule);
    xp_expect_occurred("methods", "interdependent", counts.interdependent);
    xp_expect_occurred("methods", "correlated", counts.correlated);
    xp_expect_occurred("methods", "lottery", counts.lottery);
    xp_expect_occurred("methods", "cost", counts.cost);
    xp_expect_occurred("methods", "type of probability 0", counts.probability_0);
    for (int kind = 0; kind < 5; kind++)
    {
        snprintf(text, sizeof(text), "outside option of kind %d", kind);
        xp_expect_occurred("methods", text, counts.outside[kind]);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"tiny", test_tiny}, {"small", test_small}, {"cells", test_cells},
        {"occurred", test_occurred}};

    return XP_TEST_MAIN("methods", tests);
}
