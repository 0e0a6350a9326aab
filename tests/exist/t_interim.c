/* The interim method: reference cases, cases by hand, random questions that prove themselves. */
#include "tests/exist/reduction.h"

static int surplus_of(fmpq_t surplus, const xp_question_t *question)
{
    xp_error_t error;
    int known = 0;

    xp_error_init(error);
    XP_CHECK(xp_largest_surplus(&known, surplus, question, NULL, error) == XP_OK);
    xp_error_clear(error);
    return known;
}

/* bic with any participation, budgets and npt. */
static xp_properties_t draw(const xp_environment_t environment, uint64_t *state)
{
    static const xp_property_t extra[] = {XP_SBB, XP_WBB, XP_EABB, XP_EAWBB, XP_NPT};
    xp_properties_t properties = BIT(XP_BIC);

    if (environment->prior != XP_PRIOR_INDEPENDENT)
        return 0;
    if (xp_test_random(state, 3) > 0)
        properties |= xp_test_random(state, 3) > 0 ? BIT(XP_IIR) : BIT(XP_EAIR);
    return properties | draw_some(extra, sizeof(extra) / sizeof(extra[0]), 3, state);
}

static const reduction_t interim = {XP_METHOD_INTERIM, xp_interim_applies, xp_decide_interim,
                                    draw};

/* bilateral-2x2: the closed form of Matsuo 1989, its four examples. */
static void test_two_types(void)
{
    static const slong seller[4][2] = {{1, 3}, {0, 3}, {0, 4}, {0, 10}};
    static const slong buyer[4][2] = {{2, 4}, {1, 4}, {1, 5}, {1, 11}};
    static const slong surplus[4] = {1, 0, -1, -7};
    int i;

    for (i = 0; i < 4; i++)
    {
        trial_t trial;
        fmpq_t known;

        build_trade(trial.environment, seller[i], 2, buyer[i], 2, 1);
        begin_trial(&trial, XP_TIES_FIRST);
        fmpq_init(known);
        ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
        XP_CHECK(decide(&trial, &interim) == (surplus[i] >= 0 ? XP_POSSIBLE : XP_IMPOSSIBLE));
        XP_CHECK(trial.decision->has_surplus
                 && is_number(trial.decision->largest_surplus, surplus[i],
                              surplus[i] == 0 ? 1 : 4));
        XP_CHECK(surplus_of(known, &trial.question)
                 && fmpq_equal(known, trial.decision->largest_surplus));
        trial.question.objective = XP_OBJECTIVE_PROFIT;
        trial.question.maximise = 1;
        trial.question.properties = BIT(XP_BIC) | BIT(XP_IIR);
        XP_CHECK(decide(&trial, &interim) == XP_OPTIMAL
                 && fmpq_equal(known, trial.decision->value));
        trial.question.objective = XP_OBJECTIVE_WORST_DEFICIT;
        trial.question.maximise = 0;
        fmpq_neg(known, known);
        XP_CHECK(decide(&trial, &interim) == XP_OPTIMAL
                 && fmpq_equal(known, trial.decision->value));
        fmpq_clear(known);
        end_trial(&trial);
    }
}

/* The next subset of size count of 0, ..., bound - 1; 0 after the last. */
static int next_subset(slong *member, slong count, slong bound)
{
    slong i = count - 1;

    while (i >= 0 && member[i] == bound - count + i)
        i--;
    if (i < 0)
        return 0;
    for (member[i]++; i + 1 < count; i++)
        member[i + 1] = member[i] + 1;
    return 1;
}

static void count_trades(slong size, slong bound, long instances, long possible)
{
    slong seller[3] = {0, 1, 2};
    long seen = 0;
    long found = 0;

    do
    {
        slong buyer[3] = {0, 1, 2};

        do
        {
            xp_environment_t environment;
            xp_rule_t rule;
            xp_question_t question;
            fmpq_t surplus;

            build_trade(environment, seller, size, buyer, size, 1);
            xp_rule_init(rule);
            fmpq_init(surplus);
            list_rule(rule, environment, XP_TIES_FIRST);
            ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
            found += surplus_of(surplus, &question) && fmpq_sgn(surplus) >= 0;
            seen++;
            fmpq_clear(surplus);
            xp_rule_clear(rule);
            xp_environment_clear(environment);
        } while (next_subset(buyer, size, bound));
    } while (next_subset(seller, size, bound));
    XP_CHECK(seen == instances && found == possible);
}

/* bilateral-2x2 and bilateral-3x3-counts: how many instances allow balanced trade. */
static void test_counts(void)
{
    count_trades(2, 4, 36, 36);
    count_trades(2, 5, 100, 100);
    count_trades(2, 6, 225, 224);
    count_trades(2, 7, 441, 438);
    count_trades(2, 8, 784, 776);
    count_trades(3, 5, 100, 100);
    count_trades(3, 6, 400, 394);
}

/* ir-modes: three agents, outside options by type, largest surplus -23/24. */
static void test_outside(void)
{
    static const slong types[3] = {2, 2, 2};
    static const slong value[3][4] = {{0, 0, 1, 3}, {0, 0, 2, 5}, {0, 0, -1, -6}};
    static const slong likely[3][2] = {{1, 1}, {2, 1}, {1, 3}};
    static const slong outside[3][2] = {{2, 1}, {0, 4}, {-2, 0}};
    trial_t trial;
    fmpq_t surplus;
    int i;

    build_uniform(trial.environment, 3, types, 2);
    for (i = 0; i < 3; i++)
    {
        xp_agent_struct *agent = trial.environment->agent + i;

        set_table(agent->value, value[i], 4, 1);
        set_table(agent->probability, likely[i], 2, (ulong) (likely[i][0] + likely[i][1]));
        agent->outside_kind = XP_OUTSIDE_TYPE;
        set_table(agent->outside, outside[i], 2, 2);
    }
    begin_trial(&trial, XP_TIES_FIRST);
    fmpq_init(surplus);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    XP_CHECK(surplus_of(surplus, &trial.question) && is_number(surplus, -23, 24));
    XP_CHECK(decide(&trial, &interim) == XP_IMPOSSIBLE);
    /* Ex ante participation: possible when E S >= sum of E o, by the definition. */
    trial.question.properties = BIT(XP_BIC) | BIT(XP_EAIR) | BIT(XP_SBB);
    XP_CHECK(decide(&trial, &interim) == XP_POSSIBLE);
    fmpq_clear(surplus);
    end_trial(&trial);
}

/* roommate-grid: a public good of cost 15000, four agents, the interim payments too. */
static void test_public_good(void)
{
    static const slong paid[3][2] = {{10000, 27}, {38000, 27}, {80000, 27}};
    static const slong types[4] = {3, 3, 3, 3};
    static const slong grid[6] = {0, 0, 0, 1000, 4000, 7000};
    static const slong cost[2] = {0, 15000};
    const xp_term_struct *term;
    trial_t trial;
    fmpq_t number;
    int i;

    build_uniform(trial.environment, 4, types, 2);
    set_table(trial.environment->cost, cost, 2, 1);
    for (i = 0; i < 4; i++)
        set_table(trial.environment->agent[i].value, grid, 6, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    fmpq_init(number);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR));
    XP_CHECK(surplus_of(number, &trial.question) && is_number(number, -238000, 81));
    trial.question.objective = XP_OBJECTIVE_PROFIT;
    trial.question.maximise = 1;
    XP_CHECK(is_best(&trial, &interim, -238000, 81));
    term = trial.decision->mechanism->payments->payment[0].term;
    XP_CHECK(term->kind == XP_TERM_TYPE);
    for (i = 0; i < 3; i++)
    {
        xp_table_get_fmpq(number, term->table, i);
        XP_CHECK(is_number(number, paid[i][0], (slong) paid[i][1]));
    }
    trial.question.objective = XP_OBJECTIVE_NONE;
    trial.question.properties |= BIT(XP_EAWBB);
    XP_CHECK(decide(&trial, &interim) == XP_IMPOSSIBLE);
    /* Without participation costs are covered exactly at every profile. */
    trial.question.properties = BIT(XP_BIC) | BIT(XP_SBB);
    XP_CHECK(decide(&trial, &interim) == XP_POSSIBLE);
    fmpq_clear(number);
    end_trial(&trial);
}

/* cgk-grid: a partnership is dissolvable at the ends of the interval, and not outside. */
static void test_partnership(void)
{
    static const slong end[4][5] = {{3, 2, 9, 0, 0}, {4, 5, 24, 0, 0}, {6, 5, 24, 23, 24},
                                    {7, 22, 105, 14, 15}};
    int i;
    int side;
    int beyond;

    for (i = 0; i < 4; i++)
        for (side = 0; side < (end[i][4] > 0 ? 2 : 1); side++)
            for (beyond = 0; beyond < 2; beyond++)
            {
                slong k = end[i][0];
                slong types[2] = {k, k};
                trial_t trial;
                fmpq *outside = _fmpq_vec_init(k);
                fmpq_t share;
                xp_error_t error;
                slong t;
                int who;

                build_uniform(trial.environment, 2, types, 2);
                fmpq_init(share);
                xp_error_init(error);
                fmpq_set_si(share, end[i][1 + 2 * side], (ulong) end[i][2 + 2 * side]);
                /* 10^-9 beyond the end. */
                if (beyond)
                {
                    fmpq_set_si(outside, side == 0 ? -1 : 1, 1000000000);
                    fmpq_add(share, share, outside);
                }
                for (who = 0; who < 2; who++)
                {
                    xp_agent_struct *agent = trial.environment->agent + who;

                    for (t = 0; t < k; t++)
                    {
                        fmpz_set_si(agent->value->entry + who * k + t, t);
                        fmpq_set_si(outside + t, t, (ulong) (k - 1));
                        fmpq_mul(outside + t, outside + t, share);
                    }
                    fmpz_set_si(agent->value->denominator, k - 1);
                    agent->outside_kind = XP_OUTSIDE_TYPE;
                    XP_CHECK(xp_table_set_fmpq_vec(agent->outside, outside, k, error) == XP_OK);
                    fmpq_neg(share, share);
                    fmpq_add_si(share, share, 1);
                }
                begin_trial(&trial, XP_TIES_FIRST);
                ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
                XP_CHECK(decide(&trial, &interim) == (beyond ? XP_IMPOSSIBLE : XP_POSSIBLE));
                XP_CHECK(beyond || fmpq_is_zero(trial.decision->largest_surplus));
                xp_error_clear(error);
                fmpq_clear(share);
                _fmpq_vec_clear(outside, k);
                end_trial(&trial);
            }
}

/* By hand: the cycle's two rows; each type has the probability 1/2, so multipliers are 2. */
static void test_cycle(void)
{
    trial_t trial;
    fmpq_t number;

    begin_cycle(&trial);
    fmpq_init(number);
    ask_trial(&trial, BIT(XP_BIC));
    XP_CHECK(decide(&trial, &interim) == XP_IMPOSSIBLE && trial.decision->proof->count == 2);
    XP_CHECK(is_number(trial.decision->proof->multiplier[0].value, 2, 1));
    XP_CHECK(!surplus_of(number, &trial.question));
    fmpq_clear(number);
    end_trial(&trial);
}

/*
 * By hand: the types of a lone buyer are worth 1 and 3, it always gets the object, which costs
 * 2: with iir and wbb the low type pays at most 1, short of the cost.  A low type of
 * probability 0 is no obstacle.
 */
static void test_single(void)
{
    static const slong types[1] = {2};
    static const slong value[2] = {1, 3};
    static const slong cost[1] = {2};
    static const slong likely[2] = {0, 1};
    trial_t trial;

    build_uniform(trial.environment, 1, types, 1);
    set_table(trial.environment->agent[0].value, value, 2, 1);
    set_table(trial.environment->cost, cost, 1, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    XP_CHECK(decide(&trial, &interim) == XP_IMPOSSIBLE);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_EAIR) | BIT(XP_WBB));
    XP_CHECK(decide(&trial, &interim) == XP_POSSIBLE);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
    XP_CHECK(decide(&trial, &interim) == XP_IMPOSSIBLE);
    set_table(trial.environment->agent[0].probability, likely, 2, 1);
    XP_CHECK(decide(&trial, &interim) == XP_POSSIBLE);
    ask_trial(&trial, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    XP_CHECK(decide(&trial, &interim) == XP_POSSIBLE);
    end_trial(&trial);
}

/* Questions of other methods are refused with words; a call can be stopped. */
static void test_refusals(void)
{
    static const slong seller[2] = {1, 3};
    static const slong buyer[2] = {2, 4};
    static const slong many[2] = {300, 300};
    static const xp_properties_t refused[] = {
        BIT(XP_DSIC), BIT(XP_BIC) | BIT(XP_EPIR), BIT(XP_IIR) | BIT(XP_SBB),
        BIT(XP_BIC) | BIT(XP_NPT) | BIT(XP_SBB), BIT(XP_BIC) | BIT(XP_NPT) | BIT(XP_WBB)};
    trial_t trial;

    build_trade(trial.environment, seller, 2, buyer, 2, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    expect_refused(&trial, &interim, refused, sizeof(refused) / sizeof(refused[0]));
    ask(&trial.question, trial.environment, NULL, BIT(XP_BIC));
    XP_CHECK(is_refused(&trial, &interim));
    end_trial(&trial);

    build_uniform(trial.environment, 2, many, 1);
    begin_trial(&trial, XP_TIES_FIRST);
    ask_trial(&trial, BIT(XP_BIC));
    XP_CHECK(is_stopped(&trial, &interim));
    end_trial(&trial);
}

static void test_random(void)
{
    static const xp_random_limits_t limits = {3, 3, 3, 18, 0, XP_RANDOM_RULE_ANY};
    tally_t tally = {0};
    const xp_random_counts_t *counts = &tally.counts;

    try_random(&tally, &interim, &limits, 20261, xp_test_rounds(250), 8);
    XP_CHECK(tally.verdict[XP_UNBOUNDED] > 0);
    XP_CHECK(xp_random_counts_print("interim", counts) >= 0);
    XP_CHECK(counts->probability_0 > 0 && counts->agents[1] > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"two types", test_two_types},       {"counts", test_counts},
        {"outside options", test_outside},   {"public good", test_public_good},
        {"partnership", test_partnership},   {"cycle", test_cycle},
        {"a single agent", test_single},     {"refusals", test_refusals},
        {"random", test_random},
    };

    return XP_TEST_MAIN("interim", tests);
}
