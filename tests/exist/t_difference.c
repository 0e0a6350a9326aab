/* Two agents with exact balance: posted prices, cases by hand, random questions. */
#include "tests/exist/build.h"
#include "tests/exist/evidence.h"

static void decide(xp_decision_t decision, const xp_question_t *question)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_difference_applies(question, error));
    XP_CHECK(xp_decide_difference(decision, question, NULL, error) == XP_OK);
    XP_CHECK(decision_holds(decision, question));
    XP_CHECK(decision->method == XP_METHOD_DIFFERENCE);
    xp_error_clear(error);
}

/*
 * dsic-bilateral-posted-price: with k points of [0, 1] for both traders the best dsic, epir, sbb
 * mechanism reaches all gains for k = 2, 3 and falls short of them for k = 4, 5, whatever
 * happens at ties.  For k = 2, 3 trade at the price 1/2 (cost <= 1/2 <= value) is efficient.
 */
static void test_posted_price(void)
{
    slong k;

    for (k = 2; k <= 5; k++)
    {
        static const slong grid[5] = {0, 1, 2, 3, 4};
        xp_environment_t environment;
        xp_rule_t rule;
        xp_question_t question;
        xp_decision_t decision;
        xp_ties_t ties;

        build_trade(environment, grid, k, grid, k, (ulong) (k - 1));
        xp_decision_init(decision);
        for (ties = XP_TIES_FIRST; ties <= XP_TIES_LOTTERY; ties++)
        {
            slong x;

            xp_rule_init(rule);
            list_rule(rule, environment, ties);
            for (x = 0; k <= 3 && x < k * k; x++)
                rule->choice[x] = 2 * (x / k) <= k - 1 && 2 * (x % k) >= k - 1;
            rule->efficient = k > 3;
            ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_SBB));
            decide(decision, &question);
            XP_CHECK(decision->verdict == (k <= 3 ? XP_POSSIBLE : XP_IMPOSSIBLE));
            /* Without participation fixed prices need not be paid. */
            question.properties = BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_NPT);
            decide(decision, &question);
            xp_rule_clear(rule);
        }
        xp_decision_clear(decision);
        xp_environment_clear(environment);
    }
}

/*
 * By hand: both agents have one type and value 0, outcome 0 costs 2.  Then p_1 + p_2 = 2, and
 * epir (outside option 0) wants p_1, p_2 <= 0: the two rows epir and the row sbb.
 */
static void test_ground(void)
{
    static const slong types[2] = {1, 1};
    static const slong cost[1] = {2};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;

    build_uniform(environment, 2, types, 1);
    set_numbers(environment->cost, cost, 1, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_SBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE && decision->proof->count == 3);
    question.properties = BIT(XP_DSIC) | BIT(XP_NPT) | BIT(XP_SBB);
    question.objective = XP_OBJECTIVE_REVENUE;
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && is_number(decision->value, 2, 1));
    question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && fmpq_is_zero(decision->value));
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

static int stop(void *data, const char *what, uint64_t done, uint64_t total)
{
    (void) data;
    (void) what;
    (void) done;
    (void) total;
    return 1;
}

static void test_refusals(void)
{
    static const slong types[2] = {1, 2};
    static const slong three[3] = {1, 1, 1};
    static const xp_properties_t refused[] = {BIT(XP_DSIC), BIT(XP_BIC) | BIT(XP_SBB),
                                              BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_IIR),
                                              BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_NOPAY)};
    const xp_progress_t progress = {stop, NULL};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    xp_error_t error;
    size_t i;

    build_uniform(environment, 2, types, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_error_init(error);
    for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
    {
        ask(&question, environment, rule, refused[i]);
        xp_error_clear(error);
        xp_error_init(error);
        XP_CHECK(!xp_difference_applies(&question, error) && error->message != NULL);
    }
    ask(&question, environment, NULL, BIT(XP_DSIC) | BIT(XP_SBB));
    XP_CHECK(!xp_difference_applies(&question, error));
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_SBB));
    question.objective = XP_OBJECTIVE_UTILITY;
    question.objective_agent = 0;
    XP_CHECK(!xp_difference_applies(&question, error));
    question.objective = XP_OBJECTIVE_NONE;
    xp_decision_init(decision);
    decision->verdict = XP_UNKNOWN;
    XP_CHECK(xp_decide_difference(decision, &question, &progress, error) == XP_STOPPED);
    XP_CHECK(decision->verdict == XP_UNKNOWN && error->message != NULL);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
    build_uniform(environment, 3, three, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_SBB));
    XP_CHECK(!xp_difference_applies(&question, error));
    xp_error_clear(error);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

static void test_random(void)
{
    static const xp_random_limits_t limits = {2, 4, 3, 16, 0, XP_RANDOM_RULE_ANY};
    xp_random_counts_t counts = {0};
    tally_t tally = {0};
    uint64_t state = 20263;
    long rounds = xp_test_rounds(100);
    long round;

    for (round = 0; round < rounds; round++)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        int i;

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        if (draw_mechanism(mechanism, model, &state, &limits, &counts))
            for (i = 0; i < 6; i++)
            {
                static const xp_property_t extra[] = {XP_EPIR, XP_NPT, XP_WBB, XP_BIC};
                xp_question_t question = {.environment = model->environment,
                                          .rule = mechanism->rule};
                size_t k;

                question.properties = BIT(XP_SBB)
                                      | (xp_test_random(&state, 3) > 0
                                                 && xp_environment_has_private_values(
                                                     model->environment)
                                             ? BIT(XP_DSIC)
                                             : BIT(XP_EPIC));
                for (k = 0; k < sizeof(extra) / sizeof(extra[0]); k++)
                    if (xp_test_random(&state, 2) == 0)
                        question.properties |= BIT(extra[k]);
                draw_objective(&question, &state);
                XP_CHECK(try_question(&tally, &question, xp_difference_applies,
                                      xp_decide_difference));
            }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    print_tally("difference", &tally);
    XP_CHECK(tally.verdict[XP_POSSIBLE] > 0 && tally.verdict[XP_OPTIMAL] > 0
             && tally.verdict[XP_IMPOSSIBLE] > 0 && tally.verdict[XP_UNKNOWN] == 0);
    XP_CHECK(counts.interdependent > 0 && counts.lottery > 0 && counts.cost > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"posted price", test_posted_price},
        {"ground", test_ground},
        {"refusals", test_refusals},
        {"random", test_random},
    };

    return XP_TEST_MAIN("difference", tests);
}
