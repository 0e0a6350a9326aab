/* Two agents with exact balance: posted prices, cases by hand, random questions. */
#include "tests/exist/reduction.h"

/* sbb with dsic or epic, and participation, npt, wbb, bic. */
static xp_properties_t draw(const xp_environment_t environment, uint64_t *state)
{
    static const xp_property_t extra[] = {XP_EPIR, XP_NPT, XP_WBB, XP_BIC};
    const xp_properties_t properties = BIT(XP_SBB) | draw_ex_post(environment, state);

    return properties | draw_some(extra, sizeof(extra) / sizeof(extra[0]), 2, state);
}

static const reduction_t difference = {XP_METHOD_DIFFERENCE, xp_difference_applies,
                                       xp_decide_difference, draw};

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
        xp_ties_t ties;

        for (ties = XP_TIES_FIRST; ties <= XP_TIES_LOTTERY; ties++)
        {
            trial_t trial;
            slong x;

            build_trade(trial.environment, grid, k, grid, k, (ulong) (k - 1));
            begin_trial(&trial, ties);
            for (x = 0; k <= 3 && x < k * k; x++)
                trial.rule->choice[x] = 2 * (x / k) <= k - 1 && 2 * (x % k) >= k - 1;
            trial.rule->efficient = k > 3;
            ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_SBB));
            XP_CHECK(decide(&trial, &difference) == (k <= 3 ? XP_POSSIBLE : XP_IMPOSSIBLE));
            /* Without participation fixed prices need not be paid. */
            trial.question.properties = BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_NPT);
            decide(&trial, &difference);
            end_trial(&trial);
        }
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
    trial_t trial;

    build_uniform(trial.environment, 2, types, 1);
    set_table(trial.environment->cost, cost, 1, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_SBB));
    XP_CHECK(decide(&trial, &difference) == XP_IMPOSSIBLE && trial.decision->proof->count == 3);
    trial.question.properties = BIT(XP_DSIC) | BIT(XP_NPT) | BIT(XP_SBB);
    trial.question.objective = XP_OBJECTIVE_REVENUE;
    XP_CHECK(is_best(&trial, &difference, 2, 1));
    trial.question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    XP_CHECK(decide(&trial, &difference) == XP_OPTIMAL && fmpq_is_zero(trial.decision->value));
    end_trial(&trial);
}

static void test_refusals(void)
{
    static const slong types[2] = {1, 2};
    static const slong three[3] = {1, 1, 1};
    static const xp_properties_t refused[] = {BIT(XP_DSIC), BIT(XP_BIC) | BIT(XP_SBB),
                                              BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_IIR),
                                              BIT(XP_DSIC) | BIT(XP_SBB) | BIT(XP_NOPAY)};
    trial_t trial;

    build_uniform(trial.environment, 2, types, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    expect_refused(&trial, &difference, refused, sizeof(refused) / sizeof(refused[0]));
    ask(&trial.question, trial.environment, NULL, BIT(XP_DSIC) | BIT(XP_SBB));
    XP_CHECK(is_refused(&trial, &difference));
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_SBB));
    trial.question.objective = XP_OBJECTIVE_UTILITY;
    trial.question.objective_agent = 0;
    XP_CHECK(is_refused(&trial, &difference));
    trial.question.objective = XP_OBJECTIVE_NONE;
    XP_CHECK(is_stopped(&trial, &difference));
    end_trial(&trial);
    build_uniform(trial.environment, 3, three, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_DSIC) | BIT(XP_SBB));
    XP_CHECK(is_refused(&trial, &difference));
    end_trial(&trial);
}

static void test_random(void)
{
    static const xp_random_limits_t limits = {2, 4, 3, 16, 0, XP_RANDOM_RULE_ANY};
    tally_t tally = {0};

    try_random(&tally, &difference, &limits, 20263, xp_test_rounds(100), 6);
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
