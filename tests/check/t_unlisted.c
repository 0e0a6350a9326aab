/* Properties of models whose profiles are not listed, against the same models listed. */
#include <stdio.h>
#include <string.h>

#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>

#include "tests/check/build.h"

static struct
{
    unsigned long asked[XP_PROPERTY_COUNT];
    unsigned long fails[XP_PROPERTY_COUNT];
    unsigned long refused[XP_PROPERTY_COUNT];
} seen;

static slong draw(uint64_t *state, slong from, slong to)
{
    return from + (slong) xp_test_random(state, (uint64_t) (to - from + 1));
}

static void draw_table(xp_table_t table, slong length, slong least, slong most, uint64_t *state)
{
    xp_error_t error;
    slong i;

    xp_error_init(error);
    XP_CHECK(xp_table_set_zero(table, length, error) == XP_OK);
    for (i = 0; i < length; i++)
        fmpz_set_si(table->entry + i, draw(state, least, most));
    xp_error_clear(error);
}

/* Unequal agents with private values, an independent prior, now and then outside options. */
static void draw_model(xp_model_t model, uint64_t *state)
{
    xp_environment_struct *environment = model->environment;
    slong types[4];
    slong agents = draw(state, 2, 4);
    slong outcomes = draw(state, 1, 3);
    slong i;

    for (i = 0; i < agents; i++)
        types[i] = draw(state, 1, agents == 4 ? 3 : 4);
    build_environment(environment, agents, types, outcomes);
    if (draw(state, 0, 1))
        draw_table(environment->cost, outcomes, 0, 4, state);
    environment->prior = XP_PRIOR_INDEPENDENT;
    for (i = 0; i < agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        draw_table(agent->value, outcomes * types[i], -3, 6, state);
        fmpz_set_si(agent->value->denominator, draw(state, 1, 3));
        draw_table(agent->probability, types[i], 0, 3, state);
        fmpz_add_ui(agent->probability->entry, agent->probability->entry, 1);
        _fmpz_vec_sum(agent->probability->denominator, agent->probability->entry, types[i]);
        if (draw(state, 0, 2) == 0)
        {
            agent->outside_kind = XP_OUTSIDE_TYPE;
            draw_table(agent->outside, types[i], -2, 2, state);
        }
    }
    model->rule->outcome_count = outcomes;
    model->rule->ties = (xp_ties_t) draw(state, 0, 2);
}

/* Sums of functions of single types and shares of the cost, budget balanced now and then. */
static void draw_separable(xp_mechanism_t mechanism, uint64_t *state)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong agents = environment->agent_count;
    int balanced = draw(state, 0, 2) == 0;
    slong low = draw(state, 0, 1) ? 0 : -2;
    slong i;
    slong j;

    xp_payments_set_zero(mechanism->payments, agents);
    for (i = 0; i < agents; i++)
        for (j = 0; j < agents; j++)
        {
            slong k = environment->agent[j].type_count;
            xp_term_struct *term = xp_payments_add_term(mechanism->payments, i, XP_TERM_TYPE, j);

            if (i > 0 && balanced && j == 0)
                xp_table_set(term->table, mechanism->payments->payment[0].term[0].table);
            else
                draw_table(term->table, k, balanced && i < agents ? 0 : low,
                           balanced && j > 0 ? 0 : 2, state);
            fmpq_set_si(term->coefficient, balanced && i == 0 ? 1 - agents : 1, 1);
        }
    for (i = 0; i < agents; i++)
    {
        xp_term_struct *cost = xp_payments_add_term(mechanism->payments, i, XP_TERM_COST, i);

        fmpq_set_si(cost->coefficient, 1, (ulong) agents);
    }
    if (draw(state, 0, 3) == 0)
        fmpq_set_si(xp_payments_add_term(mechanism->payments, draw(state, 0, agents - 1),
                                         XP_TERM_CONSTANT, 0)
                        ->coefficient,
                    draw(state, -1, 1), 2);
}

/* One of the mechanisms, or payments of no name; now and then one table entry is changed. */
static int draw_mechanism(xp_mechanism_t mechanism, const xp_model_t model, uint64_t *state)
{
    static const char *const names[] = {"pivot", "dagv", "cyclic", "ir-vcg", "rebalance(pivot)"};
    slong which = draw(state, 0, 8);
    xp_error_t error;
    int built;

    xp_error_init(error);
    built = xp_mechanism_build(mechanism, model, which < 5 ? names[which] : "pivot", NULL,
                               XP_IR_INTERIM, NULL, error)
            == XP_OK;
    XP_CHECK(built || error->message != NULL);
    if (built)
        built = xp_allocation_list(mechanism->rule, model->environment, NULL, error) == XP_OK;
    xp_error_clear(error);
    if (built && which >= 5)
        draw_separable(mechanism, state);
    if (built && draw(state, 0, 3) == 0)
    {
        xp_payment_struct *payment = mechanism->payments->payment;
        slong k;

        for (k = 0; k < payment->count; k++)
            if (payment->term[k].table->length > 0)
                fmpz_add_ui(payment->term[k].table->entry, payment->term[k].table->entry, 1);
    }
    return built;
}

static int is_same_place(const xp_place_struct *unlisted, const xp_place_struct *listed,
                         const xp_profiles_t profiles)
{
    int same = unlisted->property == listed->property && unlisted->agent == listed->agent
               && unlisted->type == listed->type && unlisted->report == listed->report
               && unlisted->others == listed->others && unlisted->outcome == listed->outcome
               && unlisted->profile == -1 && listed->types == NULL
               && (unlisted->types != NULL) == (listed->profile >= 0)
               && unlisted->cycle_length == listed->cycle_length
               && fmpq_equal(unlisted->slack, listed->slack)
               && fmpq_equal(unlisted->difference, listed->difference);
    slong i;

    for (i = 0; same && i < listed->cycle_length; i++)
        same = unlisted->cycle[i] == listed->cycle[i];
    if (same && unlisted->types != NULL)
        same = unlisted->types_count == profiles->agents
               && xp_profiles_index(profiles, unlisted->types) == listed->profile;
    return same;
}

static void compare(const xp_finding_struct *a, const xp_finding_struct *b,
                    const xp_profiles_t profiles)
{
    size_t i;

    XP_CHECK(a->property == b->property && a->answer == b->answer);
    XP_CHECK(fmpz_equal(a->checked, b->checked) && fmpz_equal(a->skipped, b->skipped));
    XP_CHECK(fmpz_equal(a->violations, b->violations));
    XP_CHECK(a->has_slack == b->has_slack && a->least_proved == b->least_proved);
    XP_CHECK(!a->has_slack || is_same_place(&a->at, &b->at, profiles));
    XP_CHECK(a->answer == XP_HOLDS || is_same_place(&a->witness, &b->witness, profiles));
    XP_CHECK(a->all_count == b->all_count);
    for (i = 0; i < a->all_count && i < b->all_count; i++)
        XP_CHECK(is_same_place(a->all + i, b->all + i, profiles));
}

static int may_work(xp_property_t property)
{
    return property == XP_BIC || property == XP_BMON || property == XP_IIR || property == XP_EAIR
           || property == XP_EABB || property == XP_EAWBB || property == XP_SBB
           || property == XP_WBB || property == XP_NPT || property == XP_NOPAY;
}

/* Whether some term is a table over profiles or the others' profiles. */
static int has_long_tables(const xp_mechanism_struct *mechanism)
{
    slong i;
    slong k;

    for (i = 0; i < mechanism->payments->agent_count; i++)
        for (k = 0; k < mechanism->payments->payment[i].count; k++)
        {
            xp_term_kind_t kind = mechanism->payments->payment[i].term[k].kind;

            if (kind == XP_TERM_PROFILE || kind == XP_TERM_OTHERS)
                return 1;
        }
    return 0;
}

static void ask_both(xp_mechanism_t unlisted, const xp_mechanism_t listed,
                     xp_property_t property, int all)
{
    xp_check_options_t options = {all, 0, 1, XP_TIER_INT64};
    xp_findings_t a;
    xp_findings_t b;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_findings_init(a);
    xp_findings_init(b);
    status = xp_check_can_ask(unlisted, property, error);
    XP_CHECK(status == XP_OK || status == XP_LIMIT);
    XP_CHECK(status == XP_OK || error->message != NULL);
    XP_CHECK(status == XP_LIMIT || may_work(property));
    XP_CHECK(xp_check(a, unlisted, &property, 1, &options, NULL, error) == status);
    XP_CHECK(xp_check(b, listed, &property, 1, &options, NULL, error) == XP_OK);
    if (status == XP_OK && a->count == 1 && b->count == 1)
    {
        XP_CHECK(!xp_check_needs_profiles(unlisted, property));
        compare(a->finding, b->finding, listed->environment->profiles);
        seen.asked[property]++;
        seen.fails[property] += a->finding->answer == XP_FAILS;
    }
    else
        seen.refused[property]++;
    /* The expectations of small tables can always be had. */
    XP_CHECK(status == XP_OK || !may_work(property) || has_long_tables(unlisted)
             || property == XP_SBB || property == XP_WBB || property == XP_NPT
             || property == XP_NOPAY);
    xp_findings_clear(a);
    xp_findings_clear(b);
    xp_error_clear(error);
}

static void test_random(void)
{
    uint64_t state = 20261122;
    long round;
    int p;

    for (round = 0; round < xp_test_rounds(300); round++)
    {
        uint64_t again = state;
        xp_model_t model;
        xp_model_t large;
        xp_mechanism_t listed;
        xp_mechanism_t unlisted;

        xp_model_init(model);
        xp_model_init(large);
        xp_mechanism_init(listed);
        xp_mechanism_init(unlisted);
        draw_model(model, &state);
        draw_model(large, &again);
        xp_profiles_set(large->environment->profiles, large->environment->agent_count,
                        model->environment->profiles->types, 1);
        if (draw_mechanism(listed, model, &state)
            && !xp_profiles_are_listed(large->environment->profiles))
        {
            unlisted->environment = large->environment;
            xp_rule_set(unlisted->rule, large->rule);
            xp_payments_set(unlisted->payments, listed->payments);
            for (p = 0; p < XP_PROPERTY_COUNT; p++)
                ask_both(unlisted, listed, (xp_property_t) p, (int) (round % 2));
        }
        xp_mechanism_clear(unlisted);
        xp_mechanism_clear(listed);
        xp_model_clear(large);
        xp_model_clear(model);
    }
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        printf("%s: %lu asked, %lu failed, %lu refused\n",
               xp_property_info((xp_property_t) p)->name, seen.asked[p], seen.fails[p],
               seen.refused[p]);
        XP_CHECK((seen.asked[p] > 0) == may_work((xp_property_t) p));
        XP_CHECK(!may_work((xp_property_t) p) || seen.fails[p] > 0 || p == XP_BMON);
        XP_CHECK(seen.asked[p] > seen.fails[p] || !may_work((xp_property_t) p));
    }
}

/*
 * 60 agents with 2 types, payments f(theta_1) alone for agent 0, by hand: f = (-1, 2) is negative
 * on half of the 2^60 profiles, first where the first type is 0.
 */
static void test_many(void)
{
    static const xp_property_t properties[] = {XP_NPT, XP_NOPAY, XP_WBB, XP_SBB};
    static const slong number[] = {-1, 2};
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    xp_error_t error;
    slong types[60];
    fmpz_t half;
    slong i;

    fmpz_init(half);
    for (i = 0; i < 60; i++)
        types[i] = 2;
    build_environment(environment, 60, types, 1);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    mechanism->rule->outcome_count = 1;
    xp_payments_set_zero(mechanism->payments, 60);
    set_table(xp_payments_add_term(mechanism->payments, 0, XP_TERM_TYPE, 0)->table, number, 2, 1);
    xp_findings_init(findings);
    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, properties, 4, NULL, NULL, error) == XP_OK);
    fmpz_set_ui(half, UWORD(1) << 59);
    XP_CHECK(findings->count == 4);
    for (i = 0; i < 4 && findings->count == 4; i++)
    {
        const xp_finding_struct *finding = findings->finding + i;
        int equality = properties[i] == XP_NOPAY || properties[i] == XP_SBB;

        fmpz_set_ui(half, UWORD(1) << (equality ? 60 : 59));
        XP_CHECK(fmpz_equal(finding->violations, half));
        XP_CHECK(finding->answer == XP_FAILS && finding->witness.types_count == 60);
        XP_CHECK(finding->witness.types != NULL && finding->witness.types[0] == 0);
        XP_CHECK(finding->at.types != NULL && finding->at.types[0] == equality);
        fmpz_set_ui(half, UWORD(1) << 60);
        if (properties[i] == XP_NPT || properties[i] == XP_NOPAY)
            fmpz_mul_ui(half, half, 60);
        XP_CHECK(fmpz_equal(finding->checked, half));
    }
    xp_error_clear(error);
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
    fmpz_clear(half);
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random}, {"many", test_many}};

    return XP_TEST_MAIN("unlisted", tests);
}
