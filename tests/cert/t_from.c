/* Certificates of decisions, findings and balance, with numbers worked out by hand. */
#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/exist/proof.h>
#include <expost/rule/balance.h>
#include <expost/rule/mechanism.h>

#include "tests/cert/build.h"
#include "tests/cert/evaluate.h"

/* Everything from `claim` on. */
static int evidence_is(const xp_certificate_t certificate, const char *expected)
{
    xp_string_t text;
    const char *claim;
    int same;

    xp_string_init(text);
    xp_certificate_write(text, certificate);
    claim = strstr(text->text, "\nclaim ") + 1;
    same = is_same_text(claim, strlen(claim), expected, strlen(expected));
    xp_string_clear(text);
    return same && reads_back(certificate);
}

/*
 * Trade between a seller of cost 0 or 2 and a buyer of value 1 or 3.  Pivot: trade at all
 * pairs but (2, 1); without an agent there is none.  The buyer pays the seller's type, the
 * seller pays minus the buyer's.
 */
static const char trade[] = "outcomes keep, trade\n"
                            "outcome trade requires seller, buyer\n"
                            "agent seller { types 0, 2; prior uniform; value trade = -t }\n"
                            "agent buyer { types 1, 3; prior uniform; value trade = t }\n";

#define TRADE_PAY                                                                                \
    "pay 0 0 -1 0\n"                                                                             \
    "pay 0 1 -3 0\n"                                                                             \
    "pay 1 0 0 0\n"                                                                              \
    "pay 1 1 -3 2\n"

/* Asks a mechanism of the model and makes the certificate. */
static xp_status_t from_findings(xp_certificate_t certificate, const xp_model_t model,
                                 const char *name, const xp_property_t *property, size_t count,
                                 const xp_progress_t *progress, xp_error_t error)
{
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_status_t status;

    xp_mechanism_init(mechanism);
    xp_findings_init(findings);
    XP_CHECK(xp_mechanism_build(mechanism, model, name, NULL, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(count == 0
             || xp_check(findings, mechanism, property, count, NULL, NULL, error) == XP_OK);
    status = xp_certificate_set_findings(certificate, mechanism, findings, progress, error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    return status;
}

static void expect_findings(const char *text, const char *name, const xp_property_t *property,
                            size_t count, const char *expected)
{
    xp_certificate_t certificate;
    xp_model_t model;
    xp_error_t error;

    read_model(model, text);
    xp_certificate_init(certificate);
    xp_error_init(error);
    XP_CHECK(from_findings(certificate, model, name, property, count, NULL, error) == XP_OK);
    XP_CHECK(evidence_is(certificate, expected));
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    xp_model_clear(model);
}

static void test_findings(void)
{
    static const xp_property_t good[] = {XP_IIR, XP_EFF, XP_DSIC};
    static const xp_property_t bad[] = {XP_DSIC, XP_WBB, XP_SBB};
    static const xp_property_t pareto[] = {XP_PARETO};
    static const xp_property_t rule[] = {XP_WMON, XP_EFF};

    expect_findings(trade, "pivot", good, 3,
                    "claim satisfies dsic iir eff\nevidence\n" TRADE_PAY "end\n");
    expect_findings(trade, "pivot", bad, 3,
                    "claim violates wbb\nevidence\n" TRADE_PAY "row wbb 0 0\nend\n");
    /* Efficient, but it does not balance: what fails of pareto is sbb. */
    expect_findings(trade, "pivot", pareto, 1,
                    "claim violates sbb\nevidence\n" TRADE_PAY "row sbb 0 0\nend\n");
    expect_findings(trade, NULL, rule, 2, "claim satisfies eff wmon\nevidence\nend\n");
}

/*
 * Every kind of place becomes the key of its row.  One agent, so a profile is a type and O...
 * is empty; a is best for type 0, b for type 1, and the rule is the other way round.  Truth
 * gives -3 - 1 and -2 + 1, the lies 0 + 1 and 0 - 1; expected payments are 0.
 */
static void test_keys(void)
{
    static const struct
    {
        xp_property_t property;
        const char *row;
    } c[] = {{XP_DSIC, "row dsic 0 0 1\n"}, {XP_EPIC, "row epic 0 0 1\n"},
             {XP_BIC, "row bic 0 0 1\n"},   {XP_EPIR, "row epir 0 0\n"},
             {XP_IIR, "row iir 0 0\n"},     {XP_EAIR, "row eair 0\n"},
             {XP_SBB, "row sbb 0\n"},       {XP_WBB, "row wbb 1\n"},
             {XP_NPT, "row npt 0 1\n"},     {XP_NOPAY, "row nopay 0 0\n"},
             {XP_EFF, "row eff 0 0\n"},     {XP_WMON, "row wmon 0 0 1\n"}};
    static const char text[] = "outcomes a, b\n"
                               "agent one { types 0, 1; prior uniform\n"
                               "            value a { 0 = 0; 1 = -2 }\n"
                               "            value b { 0 = -3; 1 = 0 } }\n"
                               "rule { 0 = b; 1 = a }\n"
                               "payments { 0 = 1; 1 = -1 }\n";
    size_t e;

    for (e = 0; e < sizeof c / sizeof c[0]; e++)
    {
        const int about_rule = c[e].property == XP_EFF || c[e].property == XP_WMON;
        char expected[200];

        snprintf(expected, sizeof expected, "claim violates %s\nevidence\n%s%send\n",
                 xp_property_info(c[e].property)->name,
                 about_rule ? "" : "pay 0 1\npay 1 -1\n", c[e].row);
        expect_findings(text, "model", &c[e].property, 1, expected);
    }
}

/* Types 0, 1, 2; the rule gives b to type 0 only, though it is worth most to type 2. */
static const char turned[] = "outcomes a, b\n"
                             "agent one { types 0, 1, 2; prior 1/2, 0, 1/2; value b = t }\n"
                             "agent two { types x, y; prior 1/4, 3/4 }\n"
                             "rule { b when t[one] == 0; a otherwise }\n";

static void test_implementable(void)
{
    static const xp_property_t cmon = XP_CMON, bmon = XP_BMON;
    xp_certificate_t certificate;
    xp_model_t model;
    xp_error_t error;

    /* Edge 0 -> 1: 0 - 1, edge 1 -> 0: 0 - 0; edges 0 -> 2: -2, 2 -> 0: 0.  Two types suffice,
       and 0, 2 have the least sum, -2. */
    expect_findings(turned, NULL, &cmon, 1,
                    "claim not-implementable dsic\nevidence\ncycle 0 0 0 2\nend\n");
    /* Type 1 has probability 0 and is no node. */
    expect_findings(turned, NULL, &bmon, 1,
                    "claim not-implementable bic\nevidence\ncycle 0 0 2\nend\n");
    read_model(model, trade);
    xp_certificate_init(certificate);
    xp_error_init(error);
    XP_CHECK(from_findings(certificate, model, NULL, &cmon, 1, NULL, error) == XP_OK);
    XP_CHECK(certificate->claim == XP_CLAIM_IMPLEMENTABLE && !certificate->interim);
    XP_CHECK(potentials_hold(certificate) && reads_back(certificate));
    XP_CHECK(certificate->potential[0].length == 4);
    XP_CHECK(from_findings(certificate, model, NULL, &bmon, 1, NULL, error) == XP_OK);
    XP_CHECK(certificate->claim == XP_CLAIM_IMPLEMENTABLE && certificate->interim);
    XP_CHECK(potentials_hold(certificate) && reads_back(certificate));
    XP_CHECK(certificate->potential[0].length == 2);
    /* The evaluation says no to potentials that are moved: edges of length -1 and 3. */
    fmpz_add_ui(certificate->potential[0].entry, certificate->potential[0].entry, 100);
    XP_CHECK(!potentials_hold(certificate));
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    xp_model_clear(model);
}

static void test_findings_refused(void)
{
    static const xp_property_t mixed[] = {XP_EFF, XP_CMON}, bmon = XP_BMON, cmon = XP_CMON;
    static const char joint[] = "outcomes a, b\n"
                                "agent one { types 0, 1; value b = t }\n"
                                "agent two { types 0, 1 }\n"
                                "prior joint { (0, 0) = 1/2; (1, 0) = 1/4; (1, 1) = 1/4 }\n"
                                "rule { b when t[one] == 0; a otherwise }\n";
    xp_certificate_t certificate;
    xp_model_t model;
    xp_error_t error;

    xp_certificate_init(certificate);
    xp_error_init(error);
    read_model(model, trade);
    XP_CHECK(from_findings(certificate, model, NULL, mixed, 2, NULL, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "`cmon` is a claim of its own") != NULL);
    XP_CHECK(from_findings(certificate, model, NULL, NULL, 0, NULL, error) == XP_INPUT);
    XP_CHECK(from_findings(certificate, model, NULL, &cmon, 1, &xp_test_stop, error) == XP_STOPPED);
    xp_model_clear(model);
    read_model(model, joint);
    XP_CHECK(from_findings(certificate, model, NULL, &bmon, 1, NULL, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "joint prior") != NULL);
    XP_CHECK(certificate->environment == NULL);
    xp_model_clear(model);
    xp_error_clear(error);
    xp_certificate_clear(certificate);
}

/*
 * W = b - s where that is positive: (0,1): 1, (0,3): 3, (2,1): 0, (2,3): 1.  The cube from
 * the first types to (2,3): W(2,3) - W(0,3) - W(2,1) + W(0,1) = 1 - 3 - 0 + 1 = -1.
 */
static void test_balance(void)
{
    static const char one[] = "outcomes a, b\nagent one { types 0, 1; value b = t }\n";
    xp_certificate_t certificate;
    xp_balance_t balance;
    xp_model_t model;
    xp_error_t error;

    xp_certificate_init(certificate);
    xp_balance_init(balance);
    xp_error_init(error);
    read_model(model, trade);
    XP_CHECK(xp_balance_decide(balance, model->environment, NULL, error) == XP_OK);
    XP_CHECK(xp_certificate_set_balance(certificate, model->environment, model->rule, balance,
                                        error)
             == XP_OK);
    XP_CHECK(evidence_is(certificate, "claim groves-no-balance\nevidence\n"
                                      "cube 1 1 0 0 -1\nend\n"));
    xp_model_clear(model);
    /* With one agent h = 0. */
    read_model(model, one);
    XP_CHECK(xp_balance_decide(balance, model->environment, NULL, error) == XP_OK);
    XP_CHECK(xp_certificate_set_balance(certificate, model->environment, model->rule, balance,
                                        error)
             == XP_OK);
    XP_CHECK(evidence_is(certificate, "claim groves-balance\nevidence\nh 0 0\nend\n"));
    xp_certificate_clear(certificate);
    xp_model_clear(model);
    xp_error_clear(error);
    xp_balance_clear(balance);
}

/* A question about a model, and the certificate of its decision, plain and in reduced form. */
typedef struct
{
    xp_model_t model;
    xp_question_t question;
    xp_certificate_t certificate;
    xp_certificate_t reduced;
    xp_error_t error;
} pair_t;

static void begin_pair(pair_t *pair, const char *text)
{
    read_model(pair->model, text);
    xp_certificate_init(pair->certificate);
    xp_certificate_init(pair->reduced);
    xp_error_init(pair->error);
}

static void end_pair(pair_t *pair)
{
    xp_error_clear(pair->error);
    xp_certificate_clear(pair->certificate);
    xp_certificate_clear(pair->reduced);
    xp_model_clear(pair->model);
}

/* Decides, and makes both certificates; the status of the reduced one. */
static xp_status_t from_decision(pair_t *pair, xp_verdict_t verdict)
{
    const xp_question_t *question = &pair->question;
    xp_decision_t decision;
    xp_status_t status = XP_SYSTEM;

    xp_decision_init(decision);
    XP_CHECK(xp_decide(decision, question, NULL, NULL, pair->error) == XP_OK);
    XP_CHECK(decision->verdict == verdict);
    if (decision->verdict == verdict)
    {
        XP_CHECK(xp_certificate_set_decision(pair->certificate, question, decision, NULL,
                                             pair->error)
                 == XP_OK);
        XP_CHECK(reads_back(pair->certificate));
        status = xp_certificate_set_reduced(pair->reduced, question, decision, NULL, pair->error);
        XP_CHECK(status != XP_OK || reads_back(pair->reduced));
    }
    xp_decision_clear(decision);
    return status;
}

#define BIT(property) XP_PROPERTY_BIT(property)

static int claims(const xp_certificate_t certificate, const char *claim)
{
    xp_string_t text;
    int same;

    xp_string_init(text);
    xp_certificate_write(text, certificate);
    same = strstr(text->text, claim) != NULL;
    if (!same)
        fprintf(stderr, "%s, expected %s\n", strstr(text->text, "\nclaim"), claim);
    xp_string_clear(text);
    return same;
}

/*
 * The seller of cost 0 gains by the report 2 at least 2 * 1/2 = 1, and so does the buyer of
 * value 3 by the report 1; utilities 1, 0, 0, 1 are worth 1 in expectation, and the gains
 * from trade (1 + 3 + 0 + 1) / 4 = 5/4: possible, with a largest surplus of 1/4.
 */
static void test_decision(void)
{
    const xp_properties_t wanted = BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB);
    pair_t pair;

    begin_pair(&pair, trade);
    set_question(&pair.question, pair.model, 1, wanted | BIT(XP_EFF));
    XP_CHECK(from_decision(&pair, XP_POSSIBLE) == XP_OK);
    XP_CHECK(claims(pair.certificate, "\nclaim satisfies bic iir sbb eff\n"));
    XP_CHECK(claims(pair.reduced, "\nclaim satisfies bic iir sbb\n"));
    XP_CHECK(claims(pair.reduced, "environment reduced\n"));
    XP_CHECK(pair.reduced->payment->length == 4 && pair.reduced->reduced);
    /* The interim tables: the seller of cost 2 trades half of the time. */
    XP_CHECK(claims(pair.reduced,
                    "gain 0 0 0 0\ngain 0 0 1 0\ngain 0 1 0 -2\ngain 0 1 1 -1\n"
                    "gain 1 0 0 1/2\ngain 1 0 1 1\ngain 1 1 0 3/2\ngain 1 1 1 3\n"
                    "out 0 0 0\nout 0 1 0\nout 1 0 0\nout 1 1 0\n"
                    "expected-cost 0\nrule fixed other\nclaim"));
    pair.question.properties = wanted;
    pair.question.objective = XP_OBJECTIVE_PROFIT;
    pair.question.maximise = 1;
    pair.question.properties = BIT(XP_BIC) | BIT(XP_IIR);
    from_decision(&pair, XP_OPTIMAL);
    XP_CHECK(claims(pair.certificate,
                    "\nclaim optimum max profit 1/4 bic iir\nevidence\npay 0 0 "));
    pair.question.maximise = 0;
    pair.question.properties = BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_EFF);
    from_decision(&pair, XP_UNBOUNDED);
    XP_CHECK(claims(pair.certificate, "\nclaim unbounded min profit bic iir\n"));
    XP_CHECK(pair.certificate->ray->length == 8);
    end_pair(&pair);
}

/*
 * The seller's types 0, 3 and the buyer's 1, 4: the utilities that incentives force are
 * 3/2, 0, 0, 3/2, which cost 3/2; the gains from trade are (1 + 4 + 1) / 4 = 3/2.  A fee of
 * 1/8 on trade leaves 3/2 - 3/8 < 3/2: impossible.
 */
static void test_impossible(void)
{
    static const char text[] =
        "outcomes keep, trade\ncost trade = 1/8\n"
        "agent seller { types 0, 3; prior uniform; value trade = -t }\n"
        "agent buyer { types 1, 4; prior uniform; value trade = t }\n";
    pair_t pair;

    begin_pair(&pair, text);
    set_question(&pair.question, pair.model, 1,
                 BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB) | BIT(XP_EFF));
    XP_CHECK(from_decision(&pair, XP_IMPOSSIBLE) == XP_OK);
    XP_CHECK(claims(pair.certificate, "\nclaim impossible bic iir sbb\nevidence\nrow bic "));
    XP_CHECK(claims(pair.reduced, "\nclaim impossible bic iir sbb\nevidence\nrow bic "));
    XP_CHECK(xp_proof_holds(pair.certificate->proof, &pair.certificate->question,
                            XP_PROOF_OF_IMPOSSIBILITY, NULL, pair.error));
    /* Under dsic, line by line: no reduced form. */
    pair.question.properties = BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_WBB);
    XP_CHECK(from_decision(&pair, XP_IMPOSSIBLE) == XP_INPUT);
    XP_CHECK(strstr(pair.error->message, "reduced form is for bic") != NULL);
    end_pair(&pair);
}

/* The rule of `turned` is not efficient: first at (1, x), where b is worth 1 and a nothing. */
static void test_violates_rule(void)
{
    pair_t pair;

    begin_pair(&pair, turned);
    set_question(&pair.question, pair.model, 1, BIT(XP_BIC) | BIT(XP_EFF));
    XP_CHECK(from_decision(&pair, XP_IMPOSSIBLE) == XP_INPUT);
    XP_CHECK(evidence_is(pair.certificate, "claim violates eff\nevidence\nrow eff 1 0 1\nend\n"));
    end_pair(&pair);
}

/* Either outcome hurts somebody, half of each nobody; then only eff, which nothing pays for. */
static void test_free(void)
{
    static const char text[] = "outcomes a, b\n"
                               "agent one { types x; value a = 1; value b = -1 }\n"
                               "agent two { types x; value a = -1; value b = 1 }\n";
    const xp_properties_t wanted = BIT(XP_EPIR) | BIT(XP_NOPAY);
    pair_t pair;

    begin_pair(&pair, text);
    set_question(&pair.question, pair.model, 0, wanted);
    XP_CHECK(from_decision(&pair, XP_POSSIBLE) == XP_INPUT);
    XP_CHECK(evidence_is(pair.certificate, "claim satisfies epir nopay\nevidence\n"
                                           "lottery 0 0 0 1/2\nlottery 0 0 1 1/2\n"
                                           "pay 0 0 0 0\nend\n"));
    pair.question.deterministic = 1;
    XP_CHECK(from_decision(&pair, XP_IMPOSSIBLE) == XP_INPUT);
    XP_CHECK(claims(pair.certificate, "\nclaim impossible deterministic epir nopay\nevidence\n"
                                      "branch 0 0\ncase 0\nrow "));
    XP_CHECK(claims(pair.certificate, "\ncase 1\nrow "));
    XP_CHECK(xp_proof_holds(pair.certificate->proof, &pair.certificate->question,
                            XP_PROOF_OF_IMPOSSIBILITY, NULL, pair.error));
    set_question(&pair.question, pair.model, 0, BIT(XP_EFF));
    XP_CHECK(from_decision(&pair, XP_POSSIBLE) == XP_INPUT);
    XP_CHECK(claims(pair.certificate, "\nclaim satisfies eff\nevidence\n"));
    XP_CHECK(!pair.certificate->has_payment);
    end_pair(&pair);
}

/* An optimum over eff alone under a fixed rule claims nothing about payments. */
static void test_nothing_left(void)
{
    xp_certificate_t certificate;
    xp_question_t question;
    xp_decision_t decision;
    xp_model_t model;
    xp_error_t error;

    xp_certificate_init(certificate);
    xp_decision_init(decision);
    xp_error_init(error);
    read_model(model, trade);
    set_question(&question, model, 1, BIT(XP_EFF));
    question.objective = XP_OBJECTIVE_WELFARE;
    decision->verdict = XP_OPTIMAL;
    XP_CHECK(xp_certificate_set_decision(certificate, &question, decision, NULL, error)
             == XP_INPUT);
    XP_CHECK(strstr(error->message, "nothing about payments") != NULL);
    XP_CHECK(certificate->environment == NULL);
    /* worst-deficit has no reduced form. */
    set_question(&question, model, 1, BIT(XP_BIC));
    question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    XP_CHECK(xp_certificate_set_reduced(certificate, &question, decision, NULL, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "worst-deficit") != NULL);
    /* Nor has a decision of another method, or a free rule. */
    question.objective = XP_OBJECTIVE_REVENUE;
    decision->method = XP_METHOD_LP;
    XP_CHECK(xp_certificate_set_reduced(certificate, &question, decision, NULL, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "this one is by lp") != NULL);
    question.rule = NULL;
    XP_CHECK(xp_certificate_set_reduced(certificate, &question, decision, NULL, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "fixed rule") != NULL);
    xp_error_clear(error);
    xp_decision_clear(decision);
    xp_certificate_clear(certificate);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"findings", test_findings},
                                      {"keys", test_keys},
                                      {"implementable", test_implementable},
                                      {"findings_refused", test_findings_refused},
                                      {"balance", test_balance},
                                      {"decision", test_decision},
                                      {"impossible", test_impossible},
                                      {"violates_rule", test_violates_rule},
                                      {"free", test_free},
                                      {"nothing_left", test_nothing_left}};

    return XP_TEST_MAIN("from", tests);
}
