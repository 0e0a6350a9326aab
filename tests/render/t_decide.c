/* The reports on decisions: words, cut tables, proofs in cases. */
#include <expost/render/decide.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

/* One good, two agents, two types each. */
static const char auction[] = "title \"Auction\"\n"
                              "outcomes owner(agents)\n"
                              "agent b1, b2 {\n"
                              "    types 0, 1\n"
                              "    prior uniform\n"
                              "    value owner(self) = t\n"
                              "}\n";

typedef struct
{
    xp_model_t model;
    xp_question_t question;
    xp_rule_t rule;
    xp_decision_t decision;
    xp_report_t report;
    xp_decide_report_t decide;
} scene_t;

static void begin(scene_t *scene)
{
    xp_errors_t errors;
    xp_error_t error;

    memset(scene, 0, sizeof *scene);
    xp_errors_init(errors);
    xp_error_init(error);
    xp_model_init(scene->model);
    xp_rule_init(scene->rule);
    xp_decision_init(scene->decision);
    XP_CHECK(xp_model_read_text(scene->model, auction, strlen(auction), "m", NULL, errors)
             == XP_OK);
    XP_CHECK(xp_allocation_list(scene->rule, scene->model->environment, NULL, error) == XP_OK);
    scene->question.environment = scene->model->environment;
    scene->question.rule = scene->rule;
    scene->question.objective_agent = -1;
    scene->report.command = "decide";
    scene->report.path = "m";
    scene->report.model = scene->model;
    scene->report.digits = -1;
    scene->decide.question = &scene->question;
    scene->decide.decision = scene->decision;
    xp_errors_clear(errors);
    xp_error_clear(error);
}

static void end(scene_t *scene)
{
    xp_decision_clear(scene->decision);
    xp_rule_clear(scene->rule);
    xp_model_clear(scene->model);
}

/* The report, with every run of blanks as one blank; the caller frees it. */
static char *render(scene_t *scene, xp_format_t format, int subsidy)
{
    xp_string_t out;
    xp_error_t error;
    char *text, *from, *to;

    xp_string_init(out);
    xp_error_init(error);
    scene->report.format = format;
    XP_CHECK((subsidy ? xp_subsidy_render : xp_decide_render)(out, &scene->report, &scene->decide,
                                                              error) == XP_OK);
    text = xp_string_take(out);
    for (from = to = text; *from != '\0'; from++)
        if ((*from != ' ' && *from != '\n') || to == text || to[-1] != ' ')
            *to++ = *from == '\n' ? ' ' : *from;
    *to = '\0';
    xp_string_clear(out);
    xp_error_clear(error);
    return text;
}

static void check_says(scene_t *scene, int subsidy, const char *words)
{
    char *text = render(scene, XP_FORMAT_TEXT, subsidy);

    XP_CHECK(strstr(text, words) != NULL);
    if (strstr(text, words) == NULL)
        fprintf(stderr, "not said: %s\n%s\n", words, text);
    free(text);
}

static void set_properties(scene_t *scene, xp_property_t a, xp_property_t b, xp_property_t c)
{
    scene->question.properties = XP_PROPERTY_BIT(a) | XP_PROPERTY_BIT(b) | XP_PROPERTY_BIT(c);
}

static void test_words(void)
{
    scene_t scene;

    begin(&scene);
    scene.decision->verdict = XP_UNKNOWN;
    scene.decision->reason = xp_strdup("the limit");
    set_properties(&scene, XP_SBB, XP_BIC, XP_IIR);
    check_says(&scene, 0, "Unknown: whether a mechanism with the efficient rule, ties to the first "
                          "outcome, can be BIC, interim IR and ex-post budget balanced in this "
                          "environment is not decided: the limit.");
    check_says(&scene, 1, "the least expected subsidy is unknown: the limit.");
    scene.decision->verdict = XP_IMPOSSIBLE;
    check_says(&scene, 0, "No mechanism with the efficient rule, ties to the first outcome, is "
                          "BIC, interim IR and ex-post budget balanced in this environment.");
    scene.rule->ties = XP_TIES_LOTTERY;
    check_says(&scene, 0, "No mechanism with the efficient rule, ties by a uniform lottery, is");
    scene.rule->efficient = 0;
    set_properties(&scene, XP_EFF, XP_DSIC, XP_DSIC);
    check_says(&scene, 0, "No mechanism with the stated rule is DSIC and efficient in");
    scene.question.rule = NULL;
    check_says(&scene, 0, "No mechanism with any efficient rule is DSIC in this environment.");
    scene.question.deterministic = 1;
    set_properties(&scene, XP_NPT, XP_EAWBB, XP_EPIR);
    check_says(&scene, 0, "No mechanism with any rule without lotteries is ex-post IR, free of "
                          "deficits in expectation and free of payments to agents in this");
    set_properties(&scene, XP_EFF, XP_EFF, XP_EFF);
    check_says(&scene, 0, "No mechanism with any rule without lotteries is efficient in this");
    end(&scene);
}

static void test_surplus(void)
{
    scene_t scene;
    char *text;

    begin(&scene);
    set_properties(&scene, XP_SBB, XP_BIC, XP_IIR);
    scene.decision->verdict = XP_IMPOSSIBLE;
    scene.decision->has_surplus = 1;
    fmpq_set_si(scene.decision->largest_surplus, -2, 3);
    check_says(&scene, 0, "the largest expected surplus of this rule is -2/3, so the least "
                          "expected subsidy is 2/3.");
    text = render(&scene, XP_FORMAT_JSON, 0);
    XP_CHECK(strstr(text, "\"least_subsidy\": \"2/3\", \"largest_surplus\": \"-2/3\"") != NULL);
    free(text);
    scene.decide.verify = "expost decide m -c m.cert; expost-verify m.cert";
    check_says(&scene, 0, "expost decide m -c m.cert; expost-verify m.cert");
    scene.decide.certificate = "m.cert";
    check_says(&scene, 0, "The certificate is in m.cert.");
    end(&scene);
}

/* The fixed rule that is not efficient: the row says where. */
static void test_violated(void)
{
    scene_t scene;
    char *text;

    begin(&scene);
    set_properties(&scene, XP_EFF, XP_BIC, XP_BIC);
    scene.rule->efficient = 0;
    scene.decision->verdict = XP_IMPOSSIBLE;
    scene.decision->violates_rule = 1;
    xp_row_key_init(&scene.decision->violated, XP_ROW_EFF);
    scene.decision->violated.profile = 1;
    scene.decision->violated.outcome = 1;
    check_says(&scene, 0, "No mechanism with the stated rule is efficient in this environment: at "
                          "(0, 1) the welfare of owner(b2) is larger.");
    text = render(&scene, XP_FORMAT_JSON, 0);
    XP_CHECK(strstr(text, "\"violated\": { \"row\": \"eff\", \"profile\": [ \"0\", \"1\" ], "
                          "\"outcome\": \"owner(b2)\" }") != NULL);
    free(text);
    end(&scene);
}

static void add_leaf(xp_proof_t proof, slong profile, slong value)
{
    xp_row_key_t key;
    fmpq_t number;

    fmpq_init(number);
    fmpq_set_si(number, value, 1);
    xp_row_key_init(&key, XP_ROW_POS);
    key.profile = profile;
    key.outcome = 0;
    xp_proof_add_leaf(proof);
    xp_proof_add(proof, &key, number);
    xp_proof_end_leaf(proof);
    fmpq_clear(number);
}

/* A branch at (0, 1), in its second case another at (1, 1): three leaves with their cases. */
static void test_cases(void)
{
    scene_t scene;
    char *text;

    begin(&scene);
    set_properties(&scene, XP_DSIC, XP_DSIC, XP_DSIC);
    scene.question.rule = NULL;
    scene.question.deterministic = 1;
    scene.decision->verdict = XP_IMPOSSIBLE;
    xp_proof_add_branch(scene.decision->proof, 1);
    add_leaf(scene.decision->proof, 0, 5);
    xp_proof_add_branch(scene.decision->proof, 3);
    add_leaf(scene.decision->proof, 1, 6);
    add_leaf(scene.decision->proof, 2, 7);
    text = render(&scene, XP_FORMAT_CSV, 0);
    XP_CHECK_STR(text, "Case,Inequality,Where,Multiplier\r "
                       "\"(0, 1): owner(b1)\",pos,\"profile (0, 0), outcome owner(b1)\",5\r "
                       "\"(0, 1): owner(b2); (1, 1): owner(b1)\",pos,"
                       "\"profile (0, 1), outcome owner(b1)\",6\r "
                       "\"(0, 1): owner(b2); (1, 1): owner(b2)\",pos,"
                       "\"profile (1, 0), outcome owner(b1)\",7\r ");
    free(text);
    text = render(&scene, XP_FORMAT_JSON, 0);
    XP_CHECK(strstr(text, "\"multiplier\": \"6\", \"case\": [ { \"profile\": [ \"0\", \"1\" ], "
                          "\"outcome\": \"owner(b2)\" }, { \"profile\": [ \"1\", \"1\" ], "
                          "\"outcome\": \"owner(b1)\" } ] }") != NULL);
    free(text);
    end(&scene);
}

/* More than thirty multipliers: twenty are shown, and the number of the others. */
static void test_cut(void)
{
    static const xp_row_kind_t kind[] = {XP_ROW_EPIR, XP_ROW_NPT, XP_ROW_NOPAY, XP_ROW_DSIC};
    scene_t scene;
    xp_row_key_t key;
    fmpq_t one;
    size_t k;
    char *text;

    begin(&scene);
    fmpq_init(one);
    fmpq_one(one);
    set_properties(&scene, XP_EPIR, XP_NOPAY, XP_DSIC);
    scene.decision->verdict = XP_IMPOSSIBLE;
    xp_proof_add_leaf(scene.decision->proof);
    for (k = 0; k < 4; k++)
        if (xp_row_first(&key, &scene.question, kind[k]))
            do
                xp_proof_add(scene.decision->proof, &key, one);
            while (xp_row_next(&key, &scene.question));
    xp_proof_end_leaf(scene.decision->proof);
    /* eight rows of each kind */
    XP_CHECK(scene.decision->proof->count == 32);
    check_says(&scene, 0, "The proof has 32 multipliers:");
    check_says(&scene, 0, "12 more multipliers are not shown here");
    text = render(&scene, XP_FORMAT_CSV, 0);
    for (k = 0; strchr(text, '\r') != NULL; k++)
        *strchr(text, '\r') = ' ';
    XP_CHECK(k == 33);
    free(text);
    fmpq_clear(one);
    end(&scene);
}

int main(void)
{
    static const xp_test_t tests[] = {{"words", test_words},
                                      {"surplus", test_surplus},
                                      {"violated", test_violated},
                                      {"cases", test_cases},
                                      {"cut", test_cut}};

    return XP_TEST_MAIN("decide", tests);
}
