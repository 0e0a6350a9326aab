/* Certificates about random models: written, read back, and what was read holds. */
#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/exist/proof.h>
#include <expost/rule/balance.h>
#include <expost/rule/mechanism.h>

#include "tests/cert/build.h"
#include "tests/cert/evaluate.h"
#include "tests/lib/expect.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_scale.h"

static unsigned long claims[XP_CLAIM_COUNT];
static unsigned long reduced;
static xp_random_counts_t counts;

/* Writes, reads, and leaves in `again` what was read. */
static int read_again(xp_certificate_t again, const xp_certificate_t certificate)
{
    xp_string_t text;
    xp_error_t error;
    int read;

    xp_string_init(text);
    xp_error_init(error);
    xp_certificate_write(text, certificate);
    read = xp_certificate_read(again, text->text, text->length, NULL, error) == XP_OK;
    if (!read)
        fprintf(stderr, "%ld:%ld: %s\n%s", error->line, error->column, error->message,
                text->text);
    XP_EXPECT(read);
    XP_EXPECT(reads_back(certificate));
    xp_error_clear(error);
    xp_string_clear(text);
    return read;
}

/* The payments of the certificate as one table for each agent. */
static void set_mechanism(xp_mechanism_t mechanism, const xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    const slong n = environment->agent_count;
    xp_error_t error;
    slong i, x;

    xp_error_init(error);
    mechanism->environment = environment;
    xp_rule_set(mechanism->rule, certificate->has_rule ? certificate->rule : certificate->found);
    if (certificate->has_payment)
        xp_payments_set_zero(mechanism->payments, n);
    for (i = 0; i < n && certificate->has_payment; i++)
    {
        xp_term_struct *term = xp_payments_add_term(mechanism->payments, i, XP_TERM_PROFILE, i);

        if (xp_table_set_zero(term->table, environment->profiles->size, error) != XP_OK)
            abort();
        for (x = 0; x < term->table->length; x++)
            fmpz_set(term->table->entry + x, certificate->payment->entry + x * n + i);
        fmpz_set(term->table->denominator, certificate->payment->denominator);
    }
    xp_error_clear(error);
}

/* Whether the mechanism of a certificate has each property claimed, by the checker. */
static int mechanism_holds(const xp_certificate_t certificate)
{
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    int holds = 1;
    int p;

    xp_mechanism_init(mechanism);
    xp_error_init(error);
    set_mechanism(mechanism, certificate);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        xp_property_t property = (xp_property_t) p;

        if (!(certificate->question.properties & XP_PROPERTY_BIT(property)))
            continue;
        xp_findings_init(findings);
        XP_EXPECT(xp_check(findings, mechanism, &property, 1, NULL, NULL, error) == XP_OK);
        holds = holds && findings->count == 1 && findings->finding[0].answer == XP_HOLDS;
        xp_findings_clear(findings);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    return holds;
}

/* What can be evaluated of a certificate that was read. */
static void expect_holds(const xp_certificate_t certificate)
{
    xp_error_t error;
    fmpq_t value;

    claims[certificate->claim]++;
    xp_error_init(error);
    fmpq_init(value);
    switch (certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
    case XP_CLAIM_UNBOUNDED:
        XP_EXPECT(mechanism_holds(certificate));
        break;
    case XP_CLAIM_VIOLATES:
        XP_EXPECT(!mechanism_holds(certificate));
        break;
    case XP_CLAIM_OPTIMUM:
        XP_EXPECT(mechanism_holds(certificate));
        XP_EXPECT(xp_objective_value(value, &certificate->question,
                                     certificate->has_rule ? certificate->rule
                                                           : certificate->found,
                                     certificate->payment, error)
                  == XP_OK);
        XP_EXPECT(fmpq_equal(value, certificate->value));
        XP_EXPECT(xp_proof_holds(certificate->proof, &certificate->question, XP_PROOF_OF_BOUND,
                                 certificate->value, error));
        break;
    case XP_CLAIM_IMPOSSIBLE:
        XP_EXPECT(xp_proof_holds(certificate->proof, &certificate->question,
                                 XP_PROOF_OF_IMPOSSIBILITY, NULL, error));
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        XP_EXPECT(potentials_hold(certificate));
        break;
    case XP_CLAIM_NOT_IMPLEMENTABLE:
        XP_EXPECT(cycle_is_negative(certificate));
        break;
    default:
        break;
    }
    fmpq_clear(value);
    xp_error_clear(error);
}

static void examine(const xp_certificate_t certificate)
{
    xp_certificate_t again;

    xp_certificate_init(again);
    if (read_again(again, certificate))
    {
        if (again->reduced)
            reduced++;
        else
            expect_holds(again);
    }
    xp_certificate_clear(again);
}

static void ask_findings(const xp_mechanism_t mechanism, const xp_property_t *property,
                         size_t count)
{
    xp_certificate_t certificate;
    xp_findings_t findings;
    xp_error_t error;
    xp_status_t status;

    xp_findings_init(findings);
    xp_certificate_init(certificate);
    xp_error_init(error);
    status = xp_check(findings, mechanism, property, count, NULL, NULL, error);
    if (status == XP_OK)
    {
        status = xp_certificate_set_findings(certificate, mechanism, findings, NULL, error);
        if (property[0] == XP_BMON && mechanism->environment->prior == XP_PRIOR_JOINT
            && findings->finding[0].answer == XP_FAILS)
            XP_EXPECT(status == XP_INPUT);
        else
            XP_EXPECT(status == XP_OK);
    }
    if (status == XP_OK)
        examine(certificate);
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    xp_findings_clear(findings);
}

static void ask_balance(const xp_model_t model)
{
    xp_certificate_t certificate;
    xp_balance_t balance;
    xp_error_t error;

    xp_certificate_init(certificate);
    xp_balance_init(balance);
    xp_error_init(error);
    if (model->rule->efficient
        && xp_balance_decide(balance, model->environment, NULL, error) == XP_OK)
    {
        XP_EXPECT(xp_certificate_set_balance(certificate, model->environment, model->rule,
                                             balance, error)
                  == XP_OK);
        examine(certificate);
    }
    xp_error_clear(error);
    xp_balance_clear(balance);
    xp_certificate_clear(certificate);
}

static void check_model(const xp_model_t model, uint64_t *state)
{
    static const char *const name[] = {"pivot", "dagv", "ir-vcg", "groves"};
    static const xp_property_t alone[] = {XP_CMON, XP_BMON, XP_EFF, XP_WMON};
    xp_property_t several[3] = {XP_WBB, XP_EPIR, XP_EAWBB};
    xp_mechanism_t mechanism;
    xp_error_t error;
    size_t p;

    xp_mechanism_init(mechanism);
    xp_error_init(error);
    XP_EXPECT(xp_mechanism_build(mechanism, model, NULL, NULL, XP_IR_DEFAULT, NULL, error)
              == XP_OK);
    for (p = 0; p < 4; p++)
        ask_findings(mechanism, alone + p, 1);
    if (xp_mechanism_build(mechanism, model, name[xp_random_pick(state, 4)], NULL,
                           XP_IR_DEFAULT, NULL, error)
        == XP_OK)
    {
        xp_property_t property = (xp_property_t) xp_random_pick(state, XP_WMON);

        ask_findings(mechanism, &property, 1);
        ask_findings(mechanism, several, 3);
        several[0] = XP_DSIC;
        ask_findings(mechanism, several, 1);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    ask_balance(model);
}

static void ask_decision(const xp_question_t *question)
{
    xp_certificate_t certificate;
    xp_decision_t decision;
    xp_error_t error;

    xp_decision_init(decision);
    xp_certificate_init(certificate);
    xp_error_init(error);
    if (xp_decide(decision, question, NULL, NULL, error) == XP_OK
        && decision->verdict != XP_UNKNOWN)
    {
        if (xp_certificate_set_decision(certificate, question, decision, NULL, error) == XP_OK)
            examine(certificate);
        if (xp_certificate_set_reduced(certificate, question, decision, NULL, error) == XP_OK)
            examine(certificate);
    }
    else
        fprintf(stderr, "decide: %s\n", error->message != NULL ? error->message
                                        : decision->reason != NULL ? decision->reason : "?");
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    xp_decision_clear(decision);
}

static void decide_model(const xp_model_t model, uint64_t *state)
{
    static const xp_properties_t sets[] = {
        XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR) | XP_PROPERTY_BIT(XP_SBB),
        XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR) | XP_PROPERTY_BIT(XP_EAWBB),
        XP_PROPERTY_BIT(XP_EPIC) | XP_PROPERTY_BIT(XP_EPIR) | XP_PROPERTY_BIT(XP_WBB),
        XP_PROPERTY_BIT(XP_EPIC) | XP_PROPERTY_BIT(XP_EFF),
        XP_PROPERTY_BIT(XP_EPIR) | XP_PROPERTY_BIT(XP_NPT) | XP_PROPERTY_BIT(XP_EABB)};
    xp_question_t question;
    xp_error_t error;

    memset(&question, 0, sizeof question);
    question.environment = model->environment;
    question.properties = sets[xp_random_pick(state, 5)];
    question.rule = xp_random_happens(state, 3) ? NULL : model->rule;
    question.deterministic = question.rule == NULL && model->environment->profiles->size <= 4
                             && xp_random_happens(state, 2);
    question.objective_agent = -1;
    if (xp_random_happens(state, 2))
    {
        question.objective = (xp_objective_t) (1 + xp_random_pick(state, 6));
        question.maximise = question.objective != XP_OBJECTIVE_WORST_DEFICIT
                            && xp_random_happens(state, 2);
    }
    xp_error_init(error);
    if (xp_question_check(&question, error) == XP_OK)
        ask_decision(&question);
    xp_error_clear(error);
}

static void test_random(void)
{
    uint64_t state = UINT64_C(0x63657274);
    const xp_random_limits_t limits = {3, 3, 3, 12, 0, 0};
    const long rounds = xp_test_rounds(60);
    xp_claim_t claim;

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        xp_model_t model;
        xp_scale_t scale;
        xp_error_t error;

        xp_model_init(model);
        xp_scale_init(scale);
        xp_error_init(error);
        xp_random_model(model, scale, &state, &limits, &counts);
        XP_EXPECT(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
        check_model(model, &state);
        decide_model(model, &state);
        xp_error_clear(error);
        xp_scale_clear(scale);
        xp_model_clear(model);
    }
    for (claim = XP_CLAIM_SATISFIES; claim < XP_CLAIM_COUNT; claim++)
    {
        char what[32];

        snprintf(what, sizeof what, "claim number %d", (int) claim);
        xp_expect_occurred("cert", what, claims[claim]);
    }
    xp_expect_occurred("cert", "reduced form", reduced);
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random}};

    return XP_TEST_MAIN("random-certificates", tests);
}
