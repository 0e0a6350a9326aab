/* The method line by line: cases by hand, and random questions that prove themselves. */
#include "tests/exist/build.h"
#include "tests/exist/evidence.h"

static void decide(xp_decision_t decision, const xp_question_t *question)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_line_applies(question, error));
    XP_CHECK(xp_decide_line(decision, question, NULL, error) == XP_OK);
    XP_CHECK(decision_holds(decision, question));
    XP_CHECK(decision->method == XP_METHOD_LINE);
    xp_error_clear(error);
}

/* Two bidders with values 0, 1, 2, 3 for one object; the outcome is the winner. */
static void build_auction(xp_environment_t environment)
{
    static const slong types[2] = {4, 4};
    slong i;
    slong t;

    build_uniform(environment, 2, types, 2);
    for (i = 0; i < 2; i++)
        for (t = 0; t < 4; t++)
            fmpz_set_si(environment->agent[i].value->entry + i * 4 + t, t);
}

/* finite-revenue-gap: the largest revenue of the efficient auction under dsic and epir is 5/4. */
static void test_auction(void)
{
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;

    build_auction(environment);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_EPIR));
    question.objective = XP_OBJECTIVE_REVENUE;
    question.maximise = 1;
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && is_number(decision->value, 5, 4));
    /* Every payment is at least 0 there; the least ones with npt are those of no sale above. */
    question.properties |= BIT(XP_NPT) | BIT(XP_WBB);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && is_number(decision->value, 5, 4));
    question.properties = BIT(XP_DSIC);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_UNBOUNDED);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/*
 * By hand: a seller whose cost is 0 or 2 and a buyer whose value is 1 or 3; trade but at (2, 1).
 * The largest payments are those of the posted prices: at (0, 3) the seller gets at least 2
 * (the cost at which it still trades) and the buyer pays at most 1: a deficit of 1 there.
 */
static void test_trade(void)
{
    static const slong seller[2] = {0, 2};
    static const slong buyer[2] = {1, 3};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;

    build_trade(environment, seller, 2, buyer, 2, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_WBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    question.properties = BIT(XP_DSIC) | BIT(XP_EPIR);
    question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && is_number(decision->value, 1, 1));
    /* In expectation: at (0, 1) and (2, 3) the gains of 1 can be taken, 1 + 1 - 1 >= 0. */
    question.objective = XP_OBJECTIVE_DEFICIT;
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_OPTIMAL && is_number(decision->value, -1, 4));
    question.objective = XP_OBJECTIVE_NONE;
    question.properties = BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_EABB);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    /* Nothing is paid: the buyer of value 1 then says 3. */
    question.properties = BIT(XP_DSIC) | BIT(XP_NOPAY);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    question.properties = BIT(XP_SBB) | BIT(XP_NOPAY);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/*
 * By hand: the object goes to the low type only, as in t_interim: the two rows of the cycle
 * with multipliers 1.
 */
static void test_cycle(void)
{
    static const slong types[1] = {2};
    static const slong value[4] = {0, 0, 1, 2};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;

    build_uniform(environment, 1, types, 2);
    environment->prior = XP_PRIOR_NONE;
    set_numbers(environment->agent[0].value, value, 4, 1);
    xp_rule_init(rule);
    rule->efficient = 0;
    rule->outcome_count = 2;
    rule->choice = xp_calloc(2, sizeof(uint32_t));
    rule->choice_length = 2;
    rule->choice[0] = 1;
    xp_decision_init(decision);
    ask(&question, environment, rule, BIT(XP_DSIC));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE && decision->proof->count == 2);
    XP_CHECK(is_number(decision->proof->multiplier[0].value, 1, 1)
             && is_number(decision->proof->multiplier[1].value, 1, 1));
    XP_CHECK(decision->proof->multiplier[0].key.kind == XP_ROW_DSIC);
    question.properties = BIT(XP_EPIC);
    decide(decision, &question);
    XP_CHECK(decision->proof->multiplier[0].key.kind == XP_ROW_EPIC);
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
    static const xp_properties_t refused[] = {
        BIT(XP_BIC), BIT(XP_DSIC) | BIT(XP_SBB), BIT(XP_DSIC) | BIT(XP_IIR),
        BIT(XP_DSIC) | BIT(XP_EAIR), BIT(XP_DSIC) | BIT(XP_WBB) | BIT(XP_EABB)};
    const xp_progress_t progress = {stop, NULL};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    xp_error_t error;
    size_t i;

    build_auction(environment);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_error_init(error);
    for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
    {
        ask(&question, environment, rule, refused[i]);
        xp_error_clear(error);
        xp_error_init(error);
        XP_CHECK(!xp_line_applies(&question, error) && error->message != NULL);
    }
    ask(&question, environment, NULL, BIT(XP_DSIC));
    XP_CHECK(!xp_line_applies(&question, error));
    ask(&question, environment, rule, BIT(XP_DSIC) | BIT(XP_WBB));
    question.objective = XP_OBJECTIVE_REVENUE;
    XP_CHECK(!xp_line_applies(&question, error));
    ask(&question, environment, rule, BIT(XP_DSIC));
    xp_decision_init(decision);
    decision->verdict = XP_UNKNOWN;
    XP_CHECK(xp_decide_line(decision, &question, &progress, error) == XP_STOPPED);
    XP_CHECK(decision->verdict == XP_UNKNOWN && error->message != NULL);
    xp_decision_clear(decision);
    xp_error_clear(error);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/* dsic or epic with participation, budgets, npt, nopay and objectives in random environments. */
static void test_random(void)
{
    static const xp_random_limits_t limits = {3, 3, 3, 18, 0, XP_RANDOM_RULE_ANY};
    xp_random_counts_t counts = {0};
    tally_t tally = {0};
    uint64_t state = 20262;
    long rounds = xp_test_rounds(150);
    long round;

    for (round = 0; round < rounds; round++)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        int i;

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        if (draw_mechanism(mechanism, model, &state, &limits, &counts))
            for (i = 0; i < 8; i++)
            {
                static const xp_property_t extra[] = {XP_WBB, XP_EABB, XP_EAWBB, XP_NPT, XP_IIR,
                                                      XP_BIC};
                xp_question_t question = {.environment = model->environment,
                                          .rule = mechanism->rule};
                size_t k;

                question.properties = xp_test_random(&state, 3) > 0
                                              && xp_environment_has_private_values(
                                                  model->environment)
                                          ? BIT(XP_DSIC)
                                          : BIT(XP_EPIC);
                if (xp_test_random(&state, 3) > 0)
                    question.properties |= BIT(XP_EPIR);
                for (k = 0; k < sizeof(extra) / sizeof(extra[0]); k++)
                    if (xp_test_random(&state, 4) == 0)
                        question.properties |= BIT(extra[k]);
                if (xp_test_random(&state, 12) == 0)
                    question.properties |= BIT(XP_NOPAY);
                draw_objective(&question, &state);
                XP_CHECK(try_question(&tally, &question, xp_line_applies, xp_decide_line));
            }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    print_tally("line", &tally);
    XP_CHECK(tally.verdict[XP_POSSIBLE] > 0 && tally.verdict[XP_OPTIMAL] > 0
             && tally.verdict[XP_UNBOUNDED] > 0 && tally.verdict[XP_IMPOSSIBLE] > 0
             && tally.verdict[XP_UNKNOWN] == 0);
    XP_CHECK(counts.interdependent > 0 && counts.lottery > 0 && counts.cost > 0
             && counts.probability_0 > 0 && counts.agents[1] > 0 && counts.correlated > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"auction", test_auction},   {"trade", test_trade},   {"cycle", test_cycle},
        {"refusals", test_refusals}, {"random", test_random},
    };

    return XP_TEST_MAIN("line", tests);
}
