/* The interim method: reference cases, cases by hand, random questions that prove themselves. */
#include "tests/exist/build.h"
#include "tests/exist/evidence.h"

static int surplus_of(fmpq_t surplus, const xp_question_t *question)
{
    xp_error_t error;
    int known = 0;

    xp_error_init(error);
    XP_CHECK(xp_largest_surplus(&known, surplus, question, NULL, error) == XP_OK);
    xp_error_clear(error);
    return known;
}

/* The decision, which has to prove itself. */
static void decide(xp_decision_t decision, const xp_question_t *question)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_interim_applies(question, error));
    XP_CHECK(xp_decide_interim(decision, question, NULL, error) == XP_OK);
    XP_CHECK(decision_holds(decision, question));
    XP_CHECK(decision->method == XP_METHOD_INTERIM);
    xp_error_clear(error);
}

/* bilateral-2x2: the closed form of Matsuo 1989, its four examples. */
static void test_two_types(void)
{
    static const slong seller[4][2] = {{1, 3}, {0, 3}, {0, 4}, {0, 10}};
    static const slong buyer[4][2] = {{2, 4}, {1, 4}, {1, 5}, {1, 11}};
    static const slong surplus[4] = {1, 0, -1, -7};
    int i;

    for (i = 0; i < 4; i++)
    {
        xp_environment_t environment;
        xp_rule_t rule;
        xp_question_t question;
        xp_decision_t decision;
        fmpq_t known;

        build_trade(environment, seller[i], 2, buyer[i], 2, 1);
        xp_rule_init(rule);
        list_rule(rule, environment, XP_TIES_FIRST);
        xp_decision_init(decision);
        fmpq_init(known);
        ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
        decide(decision, &question);
        XP_CHECK(decision->verdict == (surplus[i] >= 0 ? XP_POSSIBLE : XP_IMPOSSIBLE));
        XP_CHECK(decision->has_surplus
                 && is_number(decision->largest_surplus, surplus[i], surplus[i] == 0 ? 1 : 4));
        XP_CHECK(surplus_of(known, &question) && fmpq_equal(known, decision->largest_surplus));
        question.objective = XP_OBJECTIVE_PROFIT;
        question.maximise = 1;
        question.properties = BIT(XP_BIC) | BIT(XP_IIR);
        decide(decision, &question);
        XP_CHECK(decision->verdict == XP_OPTIMAL && fmpq_equal(known, decision->value));
        question.objective = XP_OBJECTIVE_WORST_DEFICIT;
        question.maximise = 0;
        decide(decision, &question);
        fmpq_neg(known, known);
        XP_CHECK(decision->verdict == XP_OPTIMAL && fmpq_equal(known, decision->value));
        fmpq_clear(known);
        xp_decision_clear(decision);
        xp_rule_clear(rule);
        xp_environment_clear(environment);
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
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    fmpq_t surplus;
    int i;

    build_uniform(environment, 3, types, 2);
    for (i = 0; i < 3; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        set_numbers(agent->value, value[i], 4, 1);
        set_numbers(agent->probability, likely[i], 2, (ulong) (likely[i][0] + likely[i][1]));
        agent->outside_kind = XP_OUTSIDE_TYPE;
        set_numbers(agent->outside, outside[i], 2, 2);
    }
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    fmpq_init(surplus);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    XP_CHECK(surplus_of(surplus, &question) && is_number(surplus, -23, 24));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    /* Ex ante participation: possible when E S >= sum of E o, by the definition. */
    question.properties = BIT(XP_BIC) | BIT(XP_EAIR) | BIT(XP_SBB);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    fmpq_clear(surplus);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/* roommate-grid: a public good of cost 15000, four agents, the interim payments too. */
static void test_public_good(void)
{
    static const slong paid[3][2] = {{10000, 27}, {38000, 27}, {80000, 27}};
    static const slong types[4] = {3, 3, 3, 3};
    static const slong grid[6] = {0, 0, 0, 1000, 4000, 7000};
    static const slong cost[2] = {0, 15000};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    fmpq_t number;
    int i;

    build_uniform(environment, 4, types, 2);
    set_numbers(environment->cost, cost, 2, 1);
    for (i = 0; i < 4; i++)
        set_numbers(environment->agent[i].value, grid, 6, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    fmpq_init(number);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR));
    XP_CHECK(surplus_of(number, &question) && is_number(number, -238000, 81));
    question.objective = XP_OBJECTIVE_PROFIT;
    question.maximise = 1;
    decide(decision, &question);
    XP_CHECK(is_number(decision->value, -238000, 81));
    XP_CHECK(decision->mechanism->payments->payment[0].term[0].kind == XP_TERM_TYPE);
    for (i = 0; i < 3; i++)
    {
        xp_table_get_fmpq(number, decision->mechanism->payments->payment[0].term[0].table, i);
        XP_CHECK(is_number(number, paid[i][0], (slong) paid[i][1]));
    }
    question.objective = XP_OBJECTIVE_NONE;
    question.properties |= BIT(XP_EAWBB);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    /* Without participation costs are covered exactly at every profile. */
    question.properties = BIT(XP_BIC) | BIT(XP_SBB);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    fmpq_clear(number);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
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
                xp_environment_t environment;
                xp_rule_t rule;
                xp_question_t question;
                xp_decision_t decision;
                fmpq *outside = _fmpq_vec_init(k);
                fmpq_t share;
                xp_error_t error;
                slong t;
                int who;

                build_uniform(environment, 2, types, 2);
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
                    xp_agent_struct *agent = environment->agent + who;

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
                xp_rule_init(rule);
                list_rule(rule, environment, XP_TIES_FIRST);
                xp_decision_init(decision);
                ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
                decide(decision, &question);
                XP_CHECK(decision->verdict == (beyond ? XP_IMPOSSIBLE : XP_POSSIBLE));
                XP_CHECK(beyond || fmpq_is_zero(decision->largest_surplus));
                xp_decision_clear(decision);
                xp_rule_clear(rule);
                xp_error_clear(error);
                fmpq_clear(share);
                _fmpq_vec_clear(outside, k);
                xp_environment_clear(environment);
            }
}

/*
 * By hand: one agent, two outcomes, the rule gives the object to the low type only.  The low
 * type gains 1 and the high type 2 from it, so telling the truth needs p(0) - p(1) between 1
 * (from above) and 2 (from below): a negative cycle of sum -1.
 */
static void test_cycle(void)
{
    static const slong types[1] = {2};
    static const slong value[4] = {0, 0, 1, 2};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    fmpq_t number;

    build_uniform(environment, 1, types, 2);
    set_numbers(environment->agent[0].value, value, 4, 1);
    xp_rule_init(rule);
    rule->efficient = 0;
    rule->outcome_count = 2;
    rule->choice = xp_calloc(2, sizeof(uint32_t));
    rule->choice_length = 2;
    rule->choice[0] = 1;
    xp_decision_init(decision);
    fmpq_init(number);
    ask(&question, environment, rule, BIT(XP_BIC));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE && decision->proof->count == 2);
    XP_CHECK(is_number(decision->proof->multiplier[0].value, 2, 1));
    XP_CHECK(!surplus_of(number, &question));
    fmpq_clear(number);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
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
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;

    build_uniform(environment, 1, types, 1);
    set_numbers(environment->agent[0].value, value, 2, 1);
    set_numbers(environment->cost, cost, 1, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_decision_init(decision);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_EAIR) | BIT(XP_WBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_IMPOSSIBLE);
    set_numbers(environment->agent[0].probability, likely, 2, 1);
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
    ask(&question, environment, rule, BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_WBB));
    decide(decision, &question);
    XP_CHECK(decision->verdict == XP_POSSIBLE);
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

/* Questions of other methods are refused with words; a call can be stopped. */
static void test_refusals(void)
{
    static const slong seller[2] = {1, 3};
    static const slong buyer[2] = {2, 4};
    static const slong many[2] = {300, 300};
    static const xp_properties_t refused[] = {
        BIT(XP_DSIC), BIT(XP_BIC) | BIT(XP_EPIR), BIT(XP_IIR) | BIT(XP_SBB),
        BIT(XP_BIC) | BIT(XP_NPT) | BIT(XP_SBB), BIT(XP_BIC) | BIT(XP_NPT) | BIT(XP_WBB)};
    const xp_progress_t progress = {stop, NULL};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    xp_error_t error;
    size_t i;

    build_trade(environment, seller, 2, buyer, 2, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_error_init(error);
    for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
    {
        ask(&question, environment, rule, refused[i]);
        xp_error_clear(error);
        xp_error_init(error);
        XP_CHECK(!xp_interim_applies(&question, error) && error->message != NULL);
    }
    ask(&question, environment, NULL, BIT(XP_BIC));
    XP_CHECK(!xp_interim_applies(&question, error));
    xp_rule_clear(rule);
    xp_environment_clear(environment);

    build_uniform(environment, 2, many, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    ask(&question, environment, rule, BIT(XP_BIC));
    xp_decision_init(decision);
    decision->verdict = XP_UNKNOWN;
    XP_CHECK(xp_decide_interim(decision, &question, &progress, error) == XP_STOPPED);
    XP_CHECK(decision->verdict == XP_UNKNOWN && error->message != NULL);
    xp_decision_clear(decision);
    xp_error_clear(error);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/* bic with any participation, budgets, npt and objectives in random environments. */
static void test_random(void)
{
    static const xp_random_limits_t limits = {3, 3, 3, 18, 0, XP_RANDOM_RULE_ANY};
    xp_random_counts_t counts = {0};
    tally_t tally = {0};
    uint64_t state = 20261;
    long rounds = xp_test_rounds(250);
    long round;

    for (round = 0; round < rounds; round++)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        int i;

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        if (draw_mechanism(mechanism, model, &state, &limits, &counts)
            && model->environment->prior == XP_PRIOR_INDEPENDENT)
            for (i = 0; i < 8; i++)
            {
                static const xp_property_t extra[] = {XP_SBB, XP_WBB, XP_EABB, XP_EAWBB, XP_NPT};
                xp_question_t question = {.environment = model->environment,
                                          .rule = mechanism->rule,
                                          .properties = BIT(XP_BIC)};
                size_t k;

                if (xp_test_random(&state, 3) > 0)
                    question.properties |= xp_test_random(&state, 3) > 0 ? BIT(XP_IIR)
                                                                          : BIT(XP_EAIR);
                for (k = 0; k < sizeof(extra) / sizeof(extra[0]); k++)
                    if (xp_test_random(&state, 3) == 0)
                        question.properties |= BIT(extra[k]);
                draw_objective(&question, &state);
                XP_CHECK(try_question(&tally, &question, xp_interim_applies,
                                      xp_decide_interim));
            }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    print_tally("interim", &tally);
    XP_CHECK(tally.verdict[XP_POSSIBLE] > 0 && tally.verdict[XP_OPTIMAL] > 0
             && tally.verdict[XP_UNBOUNDED] > 0 && tally.verdict[XP_IMPOSSIBLE] > 0
             && tally.verdict[XP_UNKNOWN] == 0);
    XP_CHECK(xp_random_counts_print("interim", &counts) >= 0);
    XP_CHECK(counts.interdependent > 0 && counts.lottery > 0 && counts.cost > 0
             && counts.probability_0 > 0 && counts.agents[1] > 0);
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
