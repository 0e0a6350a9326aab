/* Properties asked of small mechanisms whose answers are known. */
#include <expost/check/check.h>

#include <string.h>

#include "tests/check/build.h"

/*
 * The second-price auction: types are values 0, ..., k - 1, outcome a gives the good to
 * agent a, ties to the first; the winner pays the highest value of the others.
 */
static void build_auction(xp_environment_t environment, xp_mechanism_t mechanism, slong agents,
                          slong k)
{
    slong types[3] = {k, k, k};
    slong profile[3] = {0, 0, 0};
    slong size = agents == 2 ? k * k : k * k * k;
    slong *payment = xp_calloc((size_t) (agents * size), sizeof(slong));
    uint32_t *choice = xp_calloc((size_t) size, sizeof(uint32_t));
    slong index;
    slong i;
    slong t;

    build_environment(environment, agents, types, agents);
    for (i = 0; i < agents; i++)
        for (t = 0; t < k; t++)
            fmpz_set_si(environment->agent[i].value->entry + i * k + t, t);
    for (index = 0; index < size; index++)
    {
        slong winner = 0;
        slong second = -1;

        for (i = 1; i < agents; i++)
            if (profile[i] > profile[winner])
                winner = i;
        for (i = 0; i < agents; i++)
            if (i != winner && profile[i] > second)
                second = profile[i];
        choice[index] = (uint32_t) winner;
        payment[winner * size + index] = second;
        xp_profiles_next(profile, environment->profiles);
    }
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, agents, choice, size);
    xp_payments_set_zero(mechanism->payments, agents);
    for (i = 0; i < agents; i++)
        set_payment(mechanism->payments, i, payment + i * size, size, 1);
    free(choice);
    free(payment);
}

/* Reference case secondprice-n2: counts, slacks and places. */
static void test_auction_of_two(void)
{
    static const xp_property_t properties[] = {XP_DSIC, XP_EPIC, XP_EPIR, XP_WBB, XP_SBB, XP_EFF,
                                               XP_CMON};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    const xp_finding_struct *f;

    build_auction(environment, mechanism, 2, 4);
    xp_findings_init(findings);
    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, properties, 7, NULL, NULL, error) == XP_OK);
    XP_CHECK(findings->count == 7);
    f = findings->finding;
    XP_CHECK(f[0].property == XP_DSIC && has_counts(f, 96, 0) && f[0].tier == XP_TIER_INT64);
    XP_CHECK(is_number(f[0].at.slack, 0, 1) && is_report(&f[0].at, 0, 0, 1, 0));
    XP_CHECK(f[0].at.property == XP_DSIC && fmpz_is_zero(f[0].skipped));
    XP_CHECK(f[1].property == XP_EPIC && has_counts(f + 1, 96, 0));
    XP_CHECK(f[1].at.property == XP_EPIC && is_report(&f[1].at, 0, 0, 1, 0));
    XP_CHECK(has_counts(f + 2, 32, 0) && is_number(f[2].at.slack, 0, 1));
    XP_CHECK(f[2].at.agent == 0 && f[2].at.profile == 0 && f[2].at.type == -1);
    XP_CHECK(has_counts(f + 3, 16, 0) && is_number(f[3].at.slack, 0, 1) && f[3].at.profile == 0);
    XP_CHECK(has_counts(f + 4, 16, 9));
    XP_CHECK(is_number(f[4].at.slack, -3, 1) && f[4].at.profile == 15 && f[4].at.agent == -1);
    XP_CHECK(is_number(f[4].at.difference, 3, 1));
    XP_CHECK(is_number(f[4].witness.slack, -1, 1) && f[4].witness.profile == 5);
    XP_CHECK(has_counts(f + 5, 16, 0) && f[5].at.profile == 0 && f[5].at.outcome == 1);
    /* 2 agents, 4 lines each; a cycle of two types with one outcome sums to 0. */
    XP_CHECK(has_counts(f + 6, 8, 0) && is_number(f[6].at.slack, 0, 1));
    XP_CHECK(f[6].at.agent == 0 && f[6].at.others == 0 && f[6].at.cycle_length == 2);
    XP_CHECK(findings->has_ex_post && !findings->has_interim);
    XP_CHECK(fmpq_is_zero(findings->regret_ex_post));
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* Reference case secondprice-n3. */
static void test_auction_of_three(void)
{
    static const xp_property_t properties[] = {XP_DSIC, XP_EPIR, XP_WBB, XP_SBB};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    const xp_finding_struct *f;

    build_auction(environment, mechanism, 3, 3);
    xp_findings_init(findings);
    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, properties, 4, NULL, NULL, error) == XP_OK);
    f = findings->finding;
    XP_CHECK(has_counts(f, 162, 0) && is_number(f[0].at.slack, 0, 1));
    XP_CHECK(is_report(&f[0].at, 0, 0, 1, 0));
    XP_CHECK(has_counts(f + 1, 81, 0) && f[1].at.agent == 0 && f[1].at.profile == 0);
    XP_CHECK(has_counts(f + 2, 27, 0) && f[2].at.profile == 0);
    XP_CHECK(has_counts(f + 3, 27, 20));
    /* (0, 2, 2) and (0, 1, 1) */
    XP_CHECK(is_number(f[3].at.slack, -2, 1) && f[3].at.profile == 8);
    XP_CHECK(is_number(f[3].witness.slack, -1, 1) && f[3].witness.profile == 4);
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* Reference case dagv-public-good: the payments are those of the case. */
static void test_public_good(void)
{
    static const slong types[] = {2, 2};
    static const slong value[] = {0, 0, -1, 2};
    static const slong half[] = {1, 1};
    static const uint32_t choice[] = {0, 1, 1, 1};
    static const slong first[] = {0, -1, 1, 0};
    static const slong second[] = {0, 1, -1, 0};
    static const xp_property_t properties[] = {XP_BIC,  XP_DSIC, XP_IIR, XP_SBB, XP_EFF, XP_EABB,
                                               XP_EAIR, XP_BMON, XP_NPT, XP_PARETO};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    const xp_finding_struct *f;
    int i;

    build_environment(environment, 2, types, 2);
    for (i = 0; i < 2; i++)
    {
        set_table(environment->agent[i].value, value, 4, 1);
        set_table(environment->agent[i].probability, half, 2, 2);
    }
    environment->prior = XP_PRIOR_INDEPENDENT;
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 2, choice, 4);
    xp_payments_set_zero(mechanism->payments, 2);
    set_payment(mechanism->payments, 0, first, 4, 2);
    set_payment(mechanism->payments, 1, second, 4, 2);
    xp_findings_init(findings);
    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, properties, 10, NULL, NULL, error) == XP_OK);
    f = findings->finding;
    XP_CHECK(has_counts(f, 4, 0) && is_number(f[0].at.slack, 1, 2));
    XP_CHECK(is_report(&f[0].at, 0, 1, 0, -1));
    XP_CHECK(has_counts(f + 1, 8, 2) && is_number(f[1].at.slack, -1, 2));
    XP_CHECK(is_report(&f[1].at, 0, 1, 0, 1) && is_report(&f[1].witness, 0, 1, 0, 1));
    XP_CHECK(has_counts(f + 2, 4, 2) && is_number(f[2].at.slack, -1, 4));
    XP_CHECK(f[2].at.agent == 0 && f[2].at.type == 0 && f[2].witness.type == 0);
    XP_CHECK(has_counts(f + 3, 4, 0) && is_number(f[3].at.slack, 0, 1) && f[3].at.profile == 0);
    XP_CHECK(has_counts(f + 4, 4, 0) && is_number(f[4].at.slack, 1, 1));
    XP_CHECK(f[4].at.profile == 1 && f[4].at.outcome == 0);
    XP_CHECK(has_counts(f + 5, 1, 0) && fmpq_is_zero(f[5].at.slack));
    /* E of value: (-1 + 2 + 2) / 4, payments 0 on average. */
    XP_CHECK(has_counts(f + 6, 2, 0) && is_number(f[6].at.slack, 3, 4));
    /*
     * The outcome is built for type -1 with probability 1/2, for type 2 always: b(t, r)
     * is t / 2 for r = -1 and t for r = 2, so both edges sum to (2 - 1) + (-1/2 + 1).
     */
    XP_CHECK(has_counts(f + 7, 2, 0) && is_number(f[7].at.slack, 3, 2));
    XP_CHECK(f[7].at.cycle_length == 2 && f[7].at.cycle[0] == 0 && f[7].at.cycle[1] == 1);
    XP_CHECK(has_counts(f + 8, 8, 2) && is_number(f[8].at.slack, -1, 2));
    XP_CHECK(f[8].at.agent == 0 && f[8].at.profile == 1);
    XP_CHECK(has_counts(f + 9, 8, 0) && f[9].property == XP_PARETO);
    XP_CHECK(is_number(f[9].at.slack, 0, 1) && f[9].at.property == XP_SBB);
    XP_CHECK(findings->has_ex_post && is_number(findings->regret_ex_post, 1, 2));
    XP_CHECK(findings->has_interim && fmpq_is_zero(findings->regret_interim));
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* Reference case p728-asymmetric: the payments called pB and pivot there. */
static void test_asymmetric(void)
{
    static const slong types[] = {2, 2, 2};
    static const slong value[3][6] = {
        {0, 2, 1, 0, 3, 1}, {0, 1, 2, 0, 0, 4}, {0, 3, 1, 0, 1, 0}};
    static const slong probability[3][2] = {{1, 2}, {1, 1}, {1, 3}};
    static const ulong total[] = {3, 2, 4};
    static const uint32_t choice[] = {1, 0, 2, 2, 1, 0, 2, 0};
    /* over 72 */
    static const slong pb[3][8] = {{-37, -37, -13, -13, -37, -37, -13, -13},
                                   {62, -22, 38, -46, 62, -22, 38, -46},
                                   {-25, 59, -25, 59, -25, 59, -25, 59}};
    static const slong pivot[3][8] = {{0, 0, 0, 0, 0, 0, 0, 0},
                                      {2, 0, 0, 0, 1, 0, 0, 0},
                                      {0, 3, 0, 0, 0, 0, 0, 2}};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_check_options_t options = {1, 1, 1, XP_TIER_INT64};
    const xp_finding_struct *f;
    int i;

    build_environment(environment, 3, types, 3);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 3, choice, 8);
    xp_payments_set_zero(mechanism->payments, 3);
    for (i = 0; i < 3; i++)
    {
        set_table(environment->agent[i].value, value[i], 6, 1);
        set_table(environment->agent[i].probability, probability[i], 2, total[i]);
        set_payment(mechanism->payments, i, pb[i], 8, 72);
    }
    environment->prior = XP_PRIOR_INDEPENDENT;
    xp_findings_init(findings);
    ask(findings, mechanism, XP_BIC, NULL);
    f = findings->finding;
    XP_CHECK(has_counts(f, 6, 0) && is_number(f->at.slack, 1, 6));
    XP_CHECK(is_report(&f->at, 1, 0, 1, -1) && findings->has_interim && !findings->has_ex_post);
    ask(findings, mechanism, XP_DSIC, &options);
    f = findings->finding;
    XP_CHECK(has_counts(f, 24, 3) && is_number(f->at.slack, -7, 6));
    XP_CHECK(is_report(&f->at, 2, 1, 0, 1) && is_number(f->witness.slack, -1, 3));
    XP_CHECK(is_report(&f->witness, 1, 0, 1, 1));
    XP_CHECK(f->all_count == 3 && is_report(f->all, 1, 0, 1, 1));
    XP_CHECK(findings->has_interim && findings->has_ex_post);
    XP_CHECK(is_number(findings->regret_ex_post, 7, 6) && fmpq_is_zero(findings->regret_interim));
    /* Balanced by construction. */
    ask(findings, mechanism, XP_SBB, NULL);
    XP_CHECK(has_counts(findings->finding, 8, 0) && !findings->has_ex_post);
    xp_payments_set_zero(mechanism->payments, 3);
    for (i = 0; i < 3; i++)
        set_payment(mechanism->payments, i, pivot[i], 8, 1);
    ask(findings, mechanism, XP_DSIC, NULL);
    f = findings->finding;
    XP_CHECK(has_counts(f, 24, 0) && fmpq_is_zero(f->at.slack));
    XP_CHECK(is_report(&f->at, 0, 0, 1, 0));
    /* Expected pivot payments 0, 1/6, 7/8: surplus 25/24. */
    ask(findings, mechanism, XP_EAWBB, NULL);
    XP_CHECK(has_counts(findings->finding, 1, 0));
    XP_CHECK(is_number(findings->finding->at.slack, 25, 24));
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* Reference case wmon-not-cmon: edges run from the report to the true type. */
static void test_cycle_of_three(void)
{
    static const slong types[] = {3};
    static const slong value[] = {0, -2, 1, 1, 0, -2, -2, 1, 0};
    static const uint32_t choice[] = {0, 1, 2};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    const xp_finding_struct *f;

    build_environment(environment, 1, types, 3);
    set_table(environment->agent[0].value, value, 9, 1);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 3, choice, 3);
    xp_findings_init(findings);
    ask(findings, mechanism, XP_WMON, NULL);
    f = findings->finding;
    XP_CHECK(has_counts(f, 3, 0) && is_number(f->at.slack, 1, 1) && is_report(&f->at, 0, 0, 1, 0));
    ask(findings, mechanism, XP_CMON, NULL);
    f = findings->finding;
    XP_CHECK(has_counts(f, 1, 1) && is_number(f->at.slack, -3, 1) && f->least_proved);
    XP_CHECK(f->at.cycle_length == 3 && f->at.cycle[0] == 0 && f->at.cycle[1] == 2
             && f->at.cycle[2] == 1);
    XP_CHECK(f->witness.cycle_length == 3 && f->witness.agent == 0 && f->witness.others == 0);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/*
 * Everything is wrong: outcome 1 costs 5 and is chosen when the first agent values it
 * least; the first agent is paid 1, the second pays 3.
 */
static void build_wrong(xp_environment_t environment, xp_mechanism_t mechanism)
{
    static const slong types[] = {2, 2};
    static const slong value[2][4] = {{0, 0, 0, 2}, {0, 0, -1, 1}};
    static const slong half[] = {1, 1};
    static const slong cost[] = {5, 5};
    static const uint32_t choice[] = {1, 1, 0, 0};
    static const slong payment[2][4] = {{-1, -1, -1, -1}, {3, 3, 3, 3}};
    int i;

    build_environment(environment, 2, types, 2);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 2, choice, 4);
    xp_payments_set_zero(mechanism->payments, 2);
    set_table(environment->cost, cost, 2, 1);
    for (i = 0; i < 2; i++)
    {
        set_table(environment->agent[i].value, value[i], 4, 1);
        set_table(environment->agent[i].probability, half, 2, 2);
        set_payment(mechanism->payments, i, payment[i], 4, 1);
    }
    environment->prior = XP_PRIOR_INDEPENDENT;
}

/* By hand: property, inequalities, violations, smallest slack (whole numbers and halves). */
static void test_every_property_fails(void)
{
    static const struct
    {
        xp_property_t property;
        slong checked;
        slong violations;
        slong slack[2];
    } expected[] = {
        /* Type 2 of the first agent gains 2 by saying 0, on both lines; interim, once. */
        {XP_DSIC, 8, 2, {-2, 1}},
        {XP_EPIC, 8, 2, {-2, 1}},
        {XP_BIC, 4, 1, {-2, 1}},
        /* The second agent gets -4, -2, -3, -3. */
        {XP_EPIR, 8, 4, {-4, 1}},
        {XP_IIR, 4, 2, {-7, 2}},
        {XP_EAIR, 2, 1, {-3, 1}},
        /* The payments sum to 2, the cost is 5. */
        {XP_SBB, 4, 4, {-3, 1}},
        {XP_WBB, 4, 4, {-3, 1}},
        {XP_EABB, 1, 1, {-3, 1}},
        {XP_EAWBB, 1, 1, {-3, 1}},
        /* S(1) - S(0) is -1, 1, 1, 3. */
        {XP_EFF, 4, 3, {-3, 1}},
        {XP_PARETO, 8, 7, {-3, 1}},
        {XP_NPT, 8, 4, {-1, 1}},
        {XP_NOPAY, 8, 8, {-3, 1}},
        /* The cycle of the first agent's types: (0 - 2) + (0 - 0). */
        {XP_WMON, 4, 2, {-2, 1}},
        {XP_CMON, 4, 2, {-2, 1}},
        {XP_BMON, 2, 1, {-2, 1}},
    };
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    size_t i;

    build_wrong(environment, mechanism);
    xp_findings_init(findings);
    for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
    {
        const xp_finding_struct *f;

        ask(findings, mechanism, expected[i].property, NULL);
        f = findings->finding;
        XP_CHECK(has_counts(f, expected[i].checked, expected[i].violations));
        XP_CHECK(is_number(f->at.slack, expected[i].slack[0], expected[i].slack[1]));
        XP_CHECK(f->answer == XP_FAILS && fmpq_sgn(f->witness.slack) < 0);
        XP_CHECK(f->property == expected[i].property);
    }
    XP_CHECK(i == XP_PROPERTY_COUNT);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* A type of probability 0 is skipped as a true type, and stays as a report. */
static void test_probability_zero(void)
{
    static const slong certain[] = {0, 1};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    const xp_finding_struct *f;

    build_wrong(environment, mechanism);
    set_table(environment->agent[0].probability, certain, 2, 1);
    xp_findings_init(findings);
    ask(findings, mechanism, XP_BIC, NULL);
    f = findings->finding;
    /* The true type 2 still gains by the report 0, which has probability 0. */
    XP_CHECK(has_counts(f, 3, 1) && fmpz_equal_si(f->skipped, 1));
    XP_CHECK(is_report(&f->at, 0, 1, 0, -1) && is_number(f->at.slack, -2, 1));
    ask(findings, mechanism, XP_IIR, NULL);
    XP_CHECK(fmpz_equal_si(findings->finding->checked, 3));
    XP_CHECK(fmpz_equal_si(findings->finding->skipped, 1));
    ask(findings, mechanism, XP_BMON, NULL);
    f = findings->finding;
    /* One type of the first agent is left: no cycle there. */
    XP_CHECK(has_counts(f, 2, 0) && f->at.agent == 1 && fmpz_is_zero(f->skipped));
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/*
 * Correlated types: the second agent's type is the first's with probability 3/4.  The
 * slack is conditional: type 2 of the first agent, when it says 0, gains 2 whatever the
 * others are; the outcome pays the second agent 1 with its type, -1 against.
 */
static void test_correlated(void)
{
    static const slong joint[] = {3, 1, 2, 6};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    const xp_finding_struct *f;

    build_wrong(environment, mechanism);
    environment->prior = XP_PRIOR_JOINT;
    set_table(environment->joint, joint, 4, 12);
    xp_findings_init(findings);
    ask(findings, mechanism, XP_BIC, NULL);
    f = findings->finding;
    XP_CHECK(has_counts(f, 4, 1) && is_number(f->at.slack, -2, 1));
    ask(findings, mechanism, XP_IIR, NULL);
    f = findings->finding;
    /* Second agent: type 0 has (0, 0), (1, 0) with 3/5, 2/5: -3/5 - 3. */
    XP_CHECK(has_counts(f, 4, 2) && is_number(f->at.slack, -18, 5));
    XP_CHECK(f->at.agent == 1 && f->at.type == 0);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

/* One type each: nothing can be misreported, and no slack is made up. */
static void test_single_types(void)
{
    static const slong types[] = {1, 1};
    static const uint32_t choice[] = {0};
    static const xp_property_t properties[] = {XP_DSIC, XP_WMON, XP_CMON, XP_EFF};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    int i;

    build_environment(environment, 2, types, 1);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 1, choice, 1);
    xp_payments_set_zero(mechanism->payments, 2);
    xp_findings_init(findings);
    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, properties, 4, NULL, NULL, error) == XP_OK);
    for (i = 0; i < 4; i++)
        XP_CHECK(has_counts(findings->finding + i, i == 2 ? 2 : 0, 0)
                 && !findings->finding[i].has_slack);
    XP_CHECK(findings->has_ex_post && fmpq_is_zero(findings->regret_ex_post));
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

static int refuse(void *data, const char *what, uint64_t done, uint64_t total)
{
    *(int *) data += strcmp(what, "dsic") == 0 && done <= total && total == 4;
    return 1;
}

static void test_failures(void)
{
    static const xp_property_t dsic = XP_DSIC;
    static const xp_property_t bic = XP_BIC;
    static const slong many[] = {3000, 3000};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_payments_t none;
    xp_findings_t findings;
    xp_error_t error;
    xp_progress_t progress;
    int ticks = 0;
    int p;

    build_wrong(environment, mechanism);
    xp_findings_init(findings);
    xp_error_init(error);
    ask(findings, mechanism, XP_SBB, NULL);
    progress.tick = refuse;
    progress.data = &ticks;
    progress.threads = 1;
    XP_CHECK(xp_check(findings, mechanism, &dsic, 1, NULL, &progress, error) == XP_STOPPED);
    XP_CHECK(ticks == 1 && error->message != NULL);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        XP_CHECK(xp_check_can_ask(mechanism, (xp_property_t) p, error) == XP_OK);

    xp_payments_init(none);
    xp_payments_swap(mechanism->payments, none);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        int needs = xp_property_info((xp_property_t) p)->needs_payments;

        XP_CHECK(xp_check_can_ask(mechanism, (xp_property_t) p, error)
                 == (needs ? XP_INPUT : XP_OK));
        XP_CHECK(!needs || strstr(error->message, "payments") != NULL);
    }
    XP_CHECK(xp_check(findings, mechanism, &dsic, 1, NULL, NULL, error) == XP_INPUT);
    xp_payments_swap(mechanism->payments, none);
    xp_payments_clear(none);

    environment->prior = XP_PRIOR_NONE;
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        int needs = xp_property_info((xp_property_t) p)->needs_prior;

        XP_CHECK(xp_check_can_ask(mechanism, (xp_property_t) p, error)
                 == (needs ? XP_INPUT : XP_OK));
        XP_CHECK(!needs || strstr(error->message, "prior") != NULL);
    }
    XP_CHECK(xp_check(findings, mechanism, &bic, 1, NULL, NULL, error) == XP_INPUT);

    environment->agent[0].interdependent = 1;
    XP_CHECK(xp_check_can_ask(mechanism, XP_DSIC, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "epic") != NULL);
    XP_CHECK(xp_check_can_ask(mechanism, XP_EPIC, error) == XP_OK);
    XP_CHECK(xp_check(findings, mechanism, &dsic, 1, NULL, NULL, error) == XP_REFUSED);
    environment->agent[0].interdependent = 0;

    xp_profiles_set(environment->profiles, 2, many, 1000);
    XP_CHECK(xp_check_can_ask(mechanism, XP_EPIC, error) == XP_LIMIT);
    XP_CHECK(xp_check(findings, mechanism, &dsic, 1, NULL, NULL, error) == XP_LIMIT);
    /* None of these has changed the findings. */
    XP_CHECK(findings->count == 1 && findings->finding->property == XP_SBB);
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"auction of two", test_auction_of_two},
        {"auction of three", test_auction_of_three},
        {"public good", test_public_good},
        {"asymmetric", test_asymmetric},
        {"cycle of three", test_cycle_of_three},
        {"every property fails", test_every_property_fails},
        {"probability zero", test_probability_zero},
        {"correlated", test_correlated},
        {"single types", test_single_types},
        {"failures", test_failures},
    };

    return XP_TEST_MAIN("check", tests);
}
