/* The method line by line: cases by hand, and random questions that prove themselves. */
#include "tests/exist/reduction.h"

/* dsic or epic with participation, budgets, npt, nopay. */
static xp_properties_t draw(const xp_environment_t environment, uint64_t *state)
{
    static const xp_property_t extra[] = {XP_WBB, XP_EABB, XP_EAWBB, XP_NPT, XP_IIR, XP_BIC};
    xp_properties_t properties = draw_ex_post(environment, state);

    if (xp_test_random(state, 3) > 0)
        properties |= BIT(XP_EPIR);
    properties |= draw_some(extra, sizeof(extra) / sizeof(extra[0]), 4, state);
    if (xp_test_random(state, 12) == 0)
        properties |= BIT(XP_NOPAY);
    return properties;
}

static const reduction_t line = {XP_METHOD_LINE, xp_line_applies, xp_decide_line, draw};

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
    trial_t trial;

    build_auction(trial.environment);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_EPIR));
    trial.question.objective = XP_OBJECTIVE_REVENUE;
    trial.question.maximise = 1;
    XP_CHECK(is_best(&trial, &line, 5, 4));
    /* Every payment is at least 0 there; the least ones with npt are those of no sale above. */
    trial.question.properties |= BIT(XP_NPT) | BIT(XP_WBB);
    XP_CHECK(is_best(&trial, &line, 5, 4));
    trial.question.properties = BIT(XP_DSIC);
    XP_CHECK(decide(&trial, &line) == XP_UNBOUNDED);
    end_trial(&trial);
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
    trial_t trial;

    build_trade(trial.environment, seller, 2, buyer, 2, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_WBB));
    XP_CHECK(decide(&trial, &line) == XP_IMPOSSIBLE);
    trial.question.properties = BIT(XP_DSIC) | BIT(XP_EPIR);
    trial.question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    XP_CHECK(is_best(&trial, &line, 1, 1));
    /* In expectation: at (0, 1) and (2, 3) the gains of 1 can be taken, 1 + 1 - 1 >= 0. */
    trial.question.objective = XP_OBJECTIVE_DEFICIT;
    XP_CHECK(is_best(&trial, &line, -1, 4));
    trial.question.objective = XP_OBJECTIVE_NONE;
    trial.question.properties = BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_EABB);
    XP_CHECK(decide(&trial, &line) == XP_POSSIBLE);
    /* Nothing is paid: the buyer of value 1 then says 3. */
    trial.question.properties = BIT(XP_DSIC) | BIT(XP_NOPAY);
    XP_CHECK(decide(&trial, &line) == XP_IMPOSSIBLE);
    trial.question.properties = BIT(XP_SBB) | BIT(XP_NOPAY);
    XP_CHECK(decide(&trial, &line) == XP_POSSIBLE);
    end_trial(&trial);
}

/* By hand: the two rows of the cycle with multipliers 1. */
static void test_cycle(void)
{
    trial_t trial;

    begin_cycle(&trial);
    trial.environment->prior = XP_PRIOR_NONE;
    ask_trial(&trial, BIT(XP_DSIC));
    XP_CHECK(decide(&trial, &line) == XP_IMPOSSIBLE && trial.decision->proof->count == 2);
    XP_CHECK(is_number(trial.decision->proof->multiplier[0].value, 1, 1)
             && is_number(trial.decision->proof->multiplier[1].value, 1, 1));
    XP_CHECK(trial.decision->proof->multiplier[0].key.kind == XP_ROW_DSIC);
    trial.question.properties = BIT(XP_EPIC);
    decide(&trial, &line);
    XP_CHECK(trial.decision->proof->multiplier[0].key.kind == XP_ROW_EPIC);
    end_trial(&trial);
}

static void test_refusals(void)
{
    static const xp_properties_t refused[] = {
        BIT(XP_BIC), BIT(XP_DSIC) | BIT(XP_SBB), BIT(XP_DSIC) | BIT(XP_IIR),
        BIT(XP_DSIC) | BIT(XP_EAIR), BIT(XP_DSIC) | BIT(XP_WBB) | BIT(XP_EABB)};
    trial_t trial;

    build_auction(trial.environment);
    begin_trial(&trial, XP_TIES_FIRST);
    expect_refused(&trial, &line, refused, sizeof(refused) / sizeof(refused[0]));
    ask(&trial.question, trial.environment, NULL, BIT(XP_DSIC));
    XP_CHECK(is_refused(&trial, &line));
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_WBB));
    trial.question.objective = XP_OBJECTIVE_REVENUE;
    XP_CHECK(is_refused(&trial, &line));
    ask_trial(&trial, BIT(XP_DSIC));
    XP_CHECK(is_stopped(&trial, &line));
    end_trial(&trial);
}

static void test_random(void)
{
    static const xp_random_limits_t limits = {3, 3, 3, 18, 0, XP_RANDOM_RULE_ANY};
    tally_t tally = {0};

    try_random(&tally, &line, &limits, 20262, xp_test_rounds(150), 8);
    XP_CHECK(tally.verdict[XP_UNBOUNDED] > 0);
    XP_CHECK(tally.counts.probability_0 > 0 && tally.counts.agents[1] > 0
             && tally.counts.correlated > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"auction", test_auction},   {"trade", test_trade},   {"cycle", test_cycle},
        {"refusals", test_refusals}, {"random", test_random},
    };

    return XP_TEST_MAIN("line", tests);
}
