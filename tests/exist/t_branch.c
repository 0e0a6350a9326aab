/* Rules without lotteries against all of them, each decided as a fixed rule. */
#include "tests/exist/ask.h"
#include "tests/lib/random_model.h"

#define RULES_LIMIT 81

static slong count_rules(const xp_environment_struct *environment)
{
    slong rules = 1;

    for (slong x = 0; x < environment->profiles->size && rules <= RULES_LIMIT; x++)
        rules *= environment->outcome_count;
    return rules;
}

/* The rule of this number, the last profile fastest. */
static void set_rule(xp_rule_t rule, const xp_environment_struct *environment, slong number)
{
    const slong profiles = environment->profiles->size;

    rule->efficient = 0;
    rule->outcome_count = environment->outcome_count;
    rule->choice = malloc((size_t) profiles * sizeof *rule->choice);
    rule->choice_length = profiles;
    for (slong x = profiles - 1; x >= 0; x--, number /= environment->outcome_count)
        rule->choice[x] = (uint32_t) (number % environment->outcome_count);
}

/*
 * The verdict over all rules: one fixed rule without a bound makes the objective unbounded,
 * otherwise the best of the optima is the optimum.
 */
static void enumerate(xp_verdict_t *verdict, fmpq_t best, const xp_question_t *question)
{
    const slong rules = count_rules(question->environment);

    *verdict = XP_IMPOSSIBLE;
    for (slong number = 0; number < rules; number++)
    {
        xp_question_t fixed = *question;
        xp_rule_t rule;
        xp_decision_t decision;

        xp_rule_init(rule);
        set_rule(rule, question->environment, number);
        fixed.rule = rule;
        fixed.deterministic = 0;
        xp_decision_init(decision);
        ask_decide(decision, &fixed, XP_METHOD_LP_WHOLE);
        XP_CHECK(decision->verdict != XP_UNKNOWN);
        if (decision->verdict == XP_OPTIMAL && *verdict != XP_UNBOUNDED)
        {
            const int order = *verdict == XP_OPTIMAL ? fmpq_cmp(decision->value, best) : 0;

            if (*verdict != XP_OPTIMAL || (question->maximise ? order > 0 : order < 0))
                fmpq_set(best, decision->value);
            *verdict = XP_OPTIMAL;
        }
        else if (decision->verdict == XP_POSSIBLE || decision->verdict == XP_UNBOUNDED)
            *verdict = decision->verdict;
        xp_decision_clear(decision);
        xp_rule_clear(rule);
    }
}

static int draws(const xp_rule_t rule)
{
    for (slong x = 0; x < rule->choice_length; x++)
        if ((slong) rule->choice[x] >= rule->outcome_count)
            return 1;
    return 0;
}

static xp_verdict_t compare(xp_question_t *question)
{
    xp_verdict_t verdict;
    xp_decision_t decision;
    fmpq_t best;

    fmpq_init(best);
    xp_decision_init(decision);
    question->deterministic = 1;
    ask_decide(decision, question, XP_METHOD_AUTO);
    enumerate(&verdict, best, question);
    XP_CHECK(decision->verdict == verdict);
    if (verdict == XP_OPTIMAL)
        XP_CHECK(fmpq_equal(decision->value, best));
    if (verdict != XP_IMPOSSIBLE)
        XP_CHECK(!draws(decision->mechanism->rule));
    XP_CHECK(decision->stats.nodes > 0);
    xp_decision_clear(decision);
    fmpq_clear(best);
    return verdict;
}

static void test_enumeration(void)
{
    static const char *const sets[] = {"dsic,nopay", "bic,iir,wbb",   "dsic,epir,sbb",
                                       "eff,nopay,epic", "epir,nopay", "bic,eawbb"};
    static const xp_random_limits_t limits = {2, 3, 3, 4, 0, XP_RANDOM_RULE_ANY};
    uint64_t state = UINT64_C(0x6272616e6368);
    unsigned long seen[XP_UNKNOWN + 1] = {0};
    xp_random_counts_t counts;

    memset(&counts, 0, sizeof counts);
    for (long round = 0; round < xp_test_rounds(30); round++)
    {
        xp_model_t model;
        xp_scale_t scale;
        xp_question_t question;
        xp_error_t error;

        xp_model_init(model);
        xp_scale_init(scale);
        xp_error_init(error);
        xp_random_model(model, scale, &state, &limits, &counts);
        XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
        question = ask_question(model, 1, sets[round % 6]);
        question.objective = (xp_objective_t) xp_test_random(&state, 11);
        if (question.objective > XP_OBJECTIVE_WORST_DEFICIT)
            question.objective = XP_OBJECTIVE_NONE;
        question.maximise = question.objective != XP_OBJECTIVE_WORST_DEFICIT
                            && xp_test_random(&state, 3) > 0;
        if (count_rules(model->environment) <= RULES_LIMIT
            && xp_question_check(&question, error) == XP_OK)
            seen[compare(&question)]++;
        xp_error_clear(error);
        xp_scale_clear(scale);
        xp_model_clear(model);
    }
    for (int v = XP_POSSIBLE; v < XP_UNKNOWN; v++)
        XP_CHECK(seen[v] > 0);
}

static const char *const painting = "outcomes husband, wife, joint_owners, burn\n"
                                    "agent he {\n types low, high\n prior 4/5, 1/5\n"
                                    " value husband { low = 2; high = 100 }\n"
                                    " value joint_owners { low = 1; high = 50 }\n"
                                    " value burn = -10\n}\n"
                                    "agent she {\n types low, high\n prior 4/5, 1/5\n"
                                    " value wife { low = 2; high = 100 }\n"
                                    " value joint_owners { low = 1; high = 50 }\n"
                                    " value burn = -10\n}\n";

/* 108/5 and 812/25, by brute force over 256 rules (after Conitzer and Sandholm 2002). */
static void test_painting(void)
{
    xp_model_t model;
    xp_question_t question;

    read_model(model, painting);
    question = ask_question(model, 1, "dsic,nopay");
    question.deterministic = 1;
    question.objective = XP_OBJECTIVE_WELFARE;
    question.maximise = 1;
    ask_expect(question, XP_METHOD_AUTO, XP_OPTIMAL, "108/5");
    ask_expect(question, XP_METHOD_LP, XP_OPTIMAL, "108/5");
    question.properties = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_NOPAY);
    ask_expect(question, XP_METHOD_AUTO, XP_OPTIMAL, "812/25");
    xp_model_clear(model);
}

/* Beyond the limit of nodes nothing is known, and the words say so. */
static void test_limit(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_decide_options_t options;
    xp_decision_t decision;
    xp_error_t error;

    memset(&options, 0, sizeof options);
    options.branch_limit = 3;
    read_model(model, painting);
    question = ask_question(model, 1, "bic,nopay");
    question.deterministic = 1;
    question.objective = XP_OBJECTIVE_WELFARE;
    question.maximise = 1;
    xp_decision_init(decision);
    xp_error_init(error);
    XP_CHECK(xp_decide(decision, &question, &options, NULL, error) == XP_OK);
    XP_CHECK(decision->verdict == XP_UNKNOWN && error->message == NULL);
    XP_CHECK(decision->reason != NULL && strstr(decision->reason, "limit of 3 nodes") != NULL);
    XP_CHECK(decision->proof->node_count == 0);
    xp_error_clear(error);
    xp_decision_clear(decision);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"enumeration", test_enumeration},
                                      {"painting", test_painting},
                                      {"limit", test_limit}};

    return XP_TEST_MAIN("branch", tests);
}
