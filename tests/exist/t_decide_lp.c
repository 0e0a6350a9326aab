/* Decisions by linear programs: cases with known answers, in every form that applies. */
#include "tests/exist/ask.h"
#include "tests/lib/random_model.h"

static const xp_method_t forms[] = {XP_METHOD_LP, XP_METHOD_LP_WHOLE, XP_METHOD_LP_INTERIM,
                                    XP_METHOD_LP_DEMAND};

#define FORMS (sizeof forms / sizeof forms[0])

/* Whether a form is for this question: the words of lp-interim and lp-demand. */
static int applies(xp_method_t form, const xp_question_t *question)
{
    const xp_properties_t ex_post = XP_PROPERTY_BIT(XP_DSIC) | XP_PROPERTY_BIT(XP_EPIC);

    if (form == XP_METHOD_LP_INTERIM)
        return question->environment->prior == XP_PRIOR_INDEPENDENT;
    return form != XP_METHOD_LP_DEMAND || (question->properties & ex_post) != 0;
}

static void expect_all(xp_question_t question, xp_verdict_t verdict, const char *value)
{
    for (size_t f = 0; f < FORMS; f++)
        if (applies(forms[f], &question))
            ask_expect(question, forms[f], verdict, value);
    ask_expect(question, XP_METHOD_AUTO, verdict, value);
}

static void expect(const xp_model_t model, int is_free, const char *properties,
                   xp_objective_t objective, int maximise, xp_verdict_t verdict,
                   const char *value)
{
    xp_question_t question = ask_question(model, is_free, properties);

    question.objective = objective;
    question.maximise = maximise;
    expect_all(question, verdict, value);
}

static void read_trade(xp_model_t model, const char *seller, const char *buyer)
{
    char text[512];

    snprintf(text, sizeof text,
             "outcomes keep, trade\n"
             "agent seller {\n types %s\n prior uniform\n value trade = -t\n}\n"
             "agent buyer {\n types %s\n prior uniform\n value trade = t\n}\n",
             seller, buyer);
    read_model(model, text);
}

/*
 * Two types of seller and buyer, s1 < b1 < s2 < b2, all of probability 1/2: the largest
 * expected surplus is (2 b1 + b2 - s1 - 2 s2) / 4 (Matsuo 1989).
 */
static void test_bilateral(void)
{
    static const struct
    {
        const char *seller;
        const char *buyer;
        const char *surplus;
        int possible;
    } cases[] = {{"1, 3", "2, 4", "1/4", 1},
                 {"0, 3", "1, 4", "0", 1},
                 {"0, 4", "1, 5", "-1/4", 0},
                 {"0, 10", "1, 11", "-7/4", 0}};

    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
    {
        const xp_verdict_t verdict = cases[c].possible ? XP_POSSIBLE : XP_IMPOSSIBLE;
        xp_model_t model;

        read_trade(model, cases[c].seller, cases[c].buyer);
        expect(model, 0, "bic,iir,sbb", XP_OBJECTIVE_NONE, 0, verdict, NULL);
        expect(model, 0, "bic,iir,eawbb", XP_OBJECTIVE_NONE, 0, verdict, NULL);
        expect(model, 1, "bic,iir,wbb,eff", XP_OBJECTIVE_NONE, 0, verdict, NULL);
        expect(model, 0, "bic,iir", XP_OBJECTIVE_PROFIT, 1, XP_OPTIMAL, cases[c].surplus);
        expect(model, 0, "bic,iir", XP_OBJECTIVE_PROFIT, 0, XP_UNBOUNDED, NULL);
        expect(model, 0, "bic,iir", XP_OBJECTIVE_WORST_DEFICIT, 0, XP_OPTIMAL,
               cases[c].surplus[0] == '-' ? cases[c].surplus + 1
               : cases[c].surplus[0] == '0' ? "0"
                                            : "-1/4");
        xp_model_clear(model);
    }
}

/* The best posted price, by enumeration: 1/4, 2/9, 3/16, 9/50 (Hagerty and Rogerson 1987). */
static void test_posted_price(void)
{
    static const char *const types[] = {"0, 1", "0, 1/2, 1", "0, 1/3, 2/3, 1",
                                        "0, 1/4, 1/2, 3/4, 1"};
    static const char *const best[] = {"1/4", "2/9", "3/16", "9/50"};

    for (int k = 0; k < 4; k++)
    {
        xp_model_t model;

        read_trade(model, types[k], types[k]);
        expect(model, 1, "dsic,epir,sbb", XP_OBJECTIVE_WELFARE, 1, XP_OPTIMAL, best[k]);
        xp_model_clear(model);
    }
}

/* Revenue of the efficient auction on {0,1,2,3}^2: 5/4, above the 7/8 of Vickrey payments. */
static void test_revenue_gap(void)
{
    xp_model_t model;

    read_model(model, "outcomes first, second\n"
                      "agent one {\n types 0, 1, 2, 3\n prior uniform\n value first = t\n}\n"
                      "agent two {\n types 0, 1, 2, 3\n prior uniform\n value second = t\n}\n");
    expect(model, 0, "dsic,epir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "5/4");
    expect(model, 0, "bic,iir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "5/4");
    expect(model, 0, "bic,iir,wbb", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "5/4");
    /* No costs: the deficit is minus the revenue. */
    expect(model, 0, "bic,iir", XP_OBJECTIVE_DEFICIT, 0, XP_OPTIMAL, "-5/4");
    /* Expected welfare 17/8 goes to agents and designer: at least nothing to the agents. */
    expect(model, 0, "bic,iir,wbb", XP_OBJECTIVE_UTILITY, 1, XP_OPTIMAL, "17/8");
    expect(model, 0, "dsic", XP_OBJECTIVE_REVENUE, 1, XP_UNBOUNDED, NULL);
    expect(model, 0, "dsic", XP_OBJECTIVE_WORST_DEFICIT, 0, XP_UNBOUNDED, NULL);
    xp_model_clear(model);
}

/* A correlated auction where full extraction fails: 25/6, 25/6 and 49/12, first best 9/2. */
static void test_correlated(void)
{
    xp_model_t model;

    read_model(model, "outcomes keep, first, second\n"
                      "agent one {\n types 1, 5, 6\n value first = t\n}\n"
                      "agent two {\n types 0, 3\n value second = t\n}\n"
                      "prior joint {\n (1, 0) = 1/12\n (1, 3) = 1/4\n (5, 0) = 1/6\n"
                      " (5, 3) = 1/6\n (6, 0) = 1/6\n (6, 3) = 1/6\n}\n");
    expect(model, 1, "bic,iir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "25/6");
    expect(model, 1, "dsic,iir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "25/6");
    expect(model, 1, "dsic,epir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "49/12");
    expect(model, 1, "iir", XP_OBJECTIVE_REVENUE, 1, XP_OPTIMAL, "9/2");
    xp_model_clear(model);
}

/* Without money: 832/25 and 9652/275 (after Conitzer and Sandholm 2002). */
static void test_without_money(void)
{
    xp_model_t model;

    read_model(model, "outcomes husband, wife, joint_owners, burn\n"
                      "agent he {\n types low, high\n prior 4/5, 1/5\n"
                      " value husband { low = 2; high = 100 }\n"
                      " value joint_owners { low = 1; high = 50 }\n value burn = -10\n}\n"
                      "agent she {\n types low, high\n prior 4/5, 1/5\n"
                      " value wife { low = 2; high = 100 }\n"
                      " value joint_owners { low = 1; high = 50 }\n value burn = -10\n}\n");
    expect(model, 1, "dsic,nopay", XP_OBJECTIVE_WELFARE, 1, XP_OPTIMAL, "832/25");
    expect(model, 1, "bic,nopay", XP_OBJECTIVE_WELFARE, 1, XP_OPTIMAL, "9652/275");
    expect(model, 1, "dsic,eff", XP_OBJECTIVE_WELFARE, 1, XP_OPTIMAL, "932/25");
    expect(model, 1, "bic,nopay,eff", XP_OBJECTIVE_NONE, 0, XP_IMPOSSIBLE, NULL);
    xp_model_clear(model);
}

/*
 * The buyer's value is twice the seller's, whose type 1 or 2 nobody else knows.  With trade
 * always and no money beyond a price: the price must cover the seller at 2, and the buyer
 * at 1 pays at most 2; so it is 2.  With one more in the seller's own value it fails.
 */
static void test_interdependent(void)
{
    xp_model_t model;

    read_model(model, "outcomes keep, trade\n"
                      "agent seller {\n types 1, 2\n value trade = -t\n}\n"
                      "agent buyer {\n types 1\n value trade = 2 * t[seller]\n}\n"
                      "rule { trade when t[seller] >= 1; keep otherwise }\n");
    expect(model, 0, "epic,epir,sbb", XP_OBJECTIVE_NONE, 0, XP_POSSIBLE, NULL);
    xp_model_clear(model);
    read_model(model, "outcomes keep, trade\n"
                      "agent seller {\n types 1, 2\n value trade = -t - 1\n}\n"
                      "agent buyer {\n types 1\n value trade = 2 * t[seller]\n}\n"
                      "rule { trade when t[seller] >= 1; keep otherwise }\n");
    expect(model, 0, "epic,epir,sbb", XP_OBJECTIVE_NONE, 0, XP_IMPOSSIBLE, NULL);
    xp_model_clear(model);
}

/* Rows without unknowns decide: no payments, yet the project costs 1. */
static void test_without_unknowns(void)
{
    xp_model_t model;

    read_model(model, "outcomes no, yes\ncost yes = 1\n"
                      "agent one {\n types 0, 2\n prior uniform\n value yes = t\n}\n");
    expect(model, 0, "nopay,wbb", XP_OBJECTIVE_NONE, 0, XP_IMPOSSIBLE, NULL);
    expect(model, 0, "nopay,epir,dsic", XP_OBJECTIVE_NONE, 0, XP_POSSIBLE, NULL);
    expect(model, 0, "nopay,dsic", XP_OBJECTIVE_PROFIT, 1, XP_OPTIMAL, "-1/2");
    expect(model, 0, "nopay,dsic", XP_OBJECTIVE_WORST_DEFICIT, 0, XP_OPTIMAL, "1");
    expect(model, 0, "eff", XP_OBJECTIVE_NONE, 0, XP_POSSIBLE, NULL);
    expect(model, 0, "eff", XP_OBJECTIVE_WELFARE, 0, XP_OPTIMAL, "1/2");
    expect(model, 1, "nopay", XP_OBJECTIVE_WELFARE, 0, XP_OPTIMAL, "-1/2");
    xp_model_clear(model);
}

/* The rule itself is not efficient: the first violation, and no proof. */
static void test_violating_rule(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_decision_t decision;

    read_model(model, "outcomes no, yes\n"
                      "agent one {\n types 1, 2\n prior uniform\n value yes = t\n}\n"
                      "rule { yes when t[one] == 1; no otherwise }\n");
    question = ask_question(model, 0, "eff,dsic");
    xp_decision_init(decision);
    ask_decide(decision, &question, XP_METHOD_AUTO);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE && decision->violates_rule);
    XP_CHECK(decision->violated.kind == XP_ROW_EFF && decision->violated.profile == 1
             && decision->violated.outcome == 1);
    XP_CHECK(decision->proof->node_count == 0);
    xp_decision_clear(decision);
    xp_model_clear(model);
}

static void expect_failure(const xp_model_t model, int is_free, const char *properties,
                           int deterministic, xp_method_t method)
{
    xp_question_t question = ask_question(model, is_free, properties);
    xp_decide_options_t options;
    xp_decision_t decision;
    xp_error_t error;

    memset(&options, 0, sizeof options);
    options.method = method;
    question.deterministic = deterministic;
    xp_decision_init(decision);
    xp_error_init(error);
    XP_CHECK(xp_question_check(&question, error) == XP_OK);
    XP_CHECK(xp_decide(decision, &question, &options, NULL, error) == XP_INPUT);
    XP_CHECK(error->message != NULL && strstr(error->message, xp_method_word(method)) != NULL);
    XP_CHECK(decision->verdict == XP_UNKNOWN && decision->reason == NULL);
    xp_error_clear(error);
    xp_decision_clear(decision);
}

/* Methods that are forced and do not apply. */
static void test_forced(void)
{
    xp_model_t model;

    read_trade(model, "0, 3", "1, 4");
    expect_failure(model, 1, "dsic,epir", 0, XP_METHOD_LINE);
    expect_failure(model, 1, "bic,iir", 0, XP_METHOD_INTERIM);
    expect_failure(model, 1, "dsic,sbb", 0, XP_METHOD_DIFFERENCE);
    expect_failure(model, 0, "eff", 0, XP_METHOD_LINE);
    expect_failure(model, 0, "bic,iir", 0, XP_METHOD_LP_DEMAND);
    expect_failure(model, 1, "dsic", 1, XP_METHOD_LP_WHOLE);
    xp_model_clear(model);
    read_model(model, "outcomes keep, trade\n"
                      "agent seller {\n types 1, 2\n value trade = -t\n}\n");
    expect_failure(model, 0, "dsic", 0, XP_METHOD_LP_INTERIM);
    xp_model_clear(model);
}

static void test_stopped(void)
{
    xp_decide_options_t options;
    xp_model_t model;
    xp_question_t question;
    xp_decision_t decision;
    xp_error_t error;

    memset(&options, 0, sizeof options);
    options.method = XP_METHOD_LP;
    read_trade(model, "0, 3", "1, 4");
    question = ask_question(model, 0, "bic,iir,sbb");
    xp_decision_init(decision);
    xp_error_init(error);
    XP_CHECK(xp_decide(decision, &question, &options, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL && decision->verdict == XP_UNKNOWN);
    xp_error_clear(error);
    xp_decision_clear(decision);
    xp_model_clear(model);
}

static void test_words(void)
{
    xp_method_t method;

    for (int m = 0; m < XP_METHOD_COUNT; m++)
    {
        const char *word = xp_method_word((xp_method_t) m);

        XP_CHECK(xp_method_find(&method, word, strlen(word)) && (int) method == m);
    }
    XP_CHECK_STR(xp_method_word(XP_METHOD_LP_DEMAND), "lp-demand");
    XP_CHECK(!xp_method_find(&method, "lp-", 3));
}

/* All forms agree on random questions; each answer has passed its gate. */
static void test_agreement(void)
{
    static const char *const sets[] = {"dsic,epir,sbb", "epic,iir,eabb", "bic,iir,wbb",
                                       "bic,epir,sbb",  "bic,npt,eair",  "bic,iir,sbb,npt",
                                       "epic,iir",      "bic,eair"};
    static const xp_random_limits_t limits = {3, 3, 3, 8, 0, XP_RANDOM_RULE_ANY};
    uint64_t state = UINT64_C(0x666f726d73);
    unsigned long seen[XP_UNKNOWN + 1] = {0};
    xp_random_counts_t counts;

    memset(&counts, 0, sizeof counts);
    for (long round = 0; round < xp_test_rounds(32); round++)
    {
        const char *set = sets[round % 8];
        const int is_free = (int) xp_test_random(&state, 2);
        xp_model_t model;
        xp_scale_t scale;
        xp_question_t question;
        xp_decision_t first;
        xp_error_t error;

        xp_model_init(model);
        xp_scale_init(scale);
        xp_error_init(error);
        xp_random_model(model, scale, &state, &limits, &counts);
        XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
        question = ask_question(model, is_free, set);
        question.objective = (xp_objective_t) xp_test_random(&state, 8);
        if (question.objective > XP_OBJECTIVE_WORST_DEFICIT)
            question.objective = XP_OBJECTIVE_NONE;
        question.maximise = question.objective != XP_OBJECTIVE_WORST_DEFICIT
                            && xp_test_random(&state, 2) > 0;
        if (xp_question_check(&question, error) == XP_OK)
        {
            xp_decision_init(first);
            ask_decide(first, &question, XP_METHOD_LP_WHOLE);
            XP_CHECK(first->verdict != XP_UNKNOWN);
            seen[first->verdict]++;
            for (size_t f = 0; f < FORMS; f++)
                if (applies(forms[f], &question))
                {
                    xp_decision_t other;

                    xp_decision_init(other);
                    ask_decide(other, &question, forms[f]);
                    XP_CHECK(other->verdict == first->verdict);
                    XP_CHECK(fmpq_equal(other->value, first->value));
                    xp_decision_clear(other);
                }
            xp_decision_clear(first);
        }
        xp_error_clear(error);
        xp_scale_clear(scale);
        xp_model_clear(model);
    }
    for (int v = XP_POSSIBLE; v < XP_UNKNOWN; v++)
        XP_CHECK(seen[v] > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {{"bilateral trade", test_bilateral},
                                      {"posted price", test_posted_price},
                                      {"revenue gap", test_revenue_gap},
                                      {"correlated", test_correlated},
                                      {"without money", test_without_money},
                                      {"interdependent", test_interdependent},
                                      {"without unknowns", test_without_unknowns},
                                      {"violating rule", test_violating_rule},
                                      {"forced", test_forced},
                                      {"stopped", test_stopped},
                                      {"words", test_words},
                                      {"agreement", test_agreement}};

    return XP_TEST_MAIN("decide_lp", tests);
}
