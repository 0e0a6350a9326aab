/* Interim tables: a case by hand, and random rules against the definitions. */
#include <expost/exist/interim_tables.h>

#include "tests/exist/build.h"
#include "tests/exist/evidence.h"
#include "tests/lib/ref_model.h"

/*
 * By hand: costs 0 and 2, values 1 and 3, trade but at (2, 1).  The seller of cost 0 trades
 * surely, that of cost 2 with probability 1/2; the buyers of value 1 and 3 likewise 1/2 and 1.
 */
static void test_trade(void)
{
    static const slong seller[2] = {0, 2};
    static const slong buyer[2] = {1, 3};
    static const slong gain[2][8] = {{0, 1, 0, 1, -2, 1, -1, 1}, {1, 2, 1, 1, 3, 2, 3, 1}};
    static const slong cost[2] = {0, 1};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_interim_tables_t tables;
    xp_error_t error;
    fmpq_t number;
    int i;
    int k;

    build_trade(environment, seller, 2, buyer, 2, 1);
    set_table(environment->cost, cost, 2, 4);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_interim_tables_init(tables);
    xp_error_init(error);
    fmpq_init(number);
    XP_CHECK(xp_interim_tables_set(tables, environment, rule, NULL, error) == XP_OK);
    XP_CHECK(tables->agent_count == 2 && tables->environment == environment);
    for (i = 0; i < 2; i++)
        for (k = 0; k < 4; k++)
        {
            xp_table_get_fmpq(number, tables->agent[i].gain, k);
            XP_CHECK(is_number(number, gain[i][2 * k], gain[i][2 * k + 1]));
        }
    /* Trade at three of four profiles, each at a cost of 1/4. */
    XP_CHECK(is_number(tables->expected_cost, 3, 16));
    XP_CHECK(xp_interim_tables_set_zero(tables, environment, error) == XP_OK);
    XP_CHECK(tables->agent[1].gain->length == 4 && fmpz_is_zero(tables->agent[1].gain->entry));
    fmpq_clear(number);
    xp_error_clear(error);
    xp_interim_tables_clear(tables);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

/* E v_i of each report, E o_i, E c by the definitions, over the spelled-out model. */
static int is_right(const xp_interim_tables_struct *tables, const xp_ref_model_struct *ref)
{
    fmpq *f = _fmpq_vec_init(ref->K);
    slong i;
    slong t;
    slong r;
    slong x;
    int good = 1;
    fmpq_t mean;
    fmpq_t number;

    fmpq_init(mean);
    fmpq_init(number);
    for (i = 0; i < ref->n; i++)
    {
        const xp_interim_table_struct *table = tables->agent + i;

        for (t = 0; t < ref->types[i]; t++)
        {
            for (r = 0; r < ref->types[i]; r++)
            {
                for (x = 0; x < ref->K; x++)
                    xp_ref_utility(f + x, ref, i, x, xp_ref_report(ref, x, i, r));
                xp_ref_interim(mean, ref, i, t, f);
                xp_table_get_fmpq(number, table->gain, t * ref->types[i] + r);
                good = good && fmpq_equal(mean, number);
            }
            for (x = 0; x < ref->K; x++)
                xp_ref_outside(f + x, ref, i, x);
            xp_ref_interim(mean, ref, i, t, f);
            xp_table_get_fmpq(number, table->outside, t);
            good = good && fmpq_equal(mean, number);
        }
    }
    for (x = 0; x < ref->K; x++)
        xp_ref_cost(f + x, ref, x);
    xp_ref_mean(mean, ref, f);
    good = good && fmpq_equal(mean, tables->expected_cost);
    fmpq_clear(number);
    fmpq_clear(mean);
    _fmpq_vec_clear(f, ref->K);
    return good;
}

static void test_random(void)
{
    static const xp_random_limits_t limits = {4, 4, 4, 48, 0, XP_RANDOM_RULE_ANY};
    xp_random_counts_t counts = {0};
    uint64_t state = 20264;
    long rounds = xp_test_rounds(250);
    long round;
    long compared = 0;

    for (round = 0; round < rounds; round++)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        xp_interim_tables_t tables;
        xp_error_t error;

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        xp_interim_tables_init(tables);
        xp_error_init(error);
        if (draw_mechanism(mechanism, model, &state, &limits, &counts)
            && model->environment->prior == XP_PRIOR_INDEPENDENT)
        {
            xp_ref_model_t ref;

            xp_ref_model_init(ref, model, NULL);
            XP_CHECK(xp_interim_tables_set(tables, model->environment, mechanism->rule, NULL,
                                           error) == XP_OK);
            XP_CHECK(is_right(tables, ref));
            compared++;
            xp_ref_model_clear(ref);
        }
        xp_error_clear(error);
        xp_interim_tables_clear(tables);
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    XP_CHECK(compared > 0 && counts.interdependent > 0 && counts.lottery > 0
             && counts.probability_0 > 0);
    for (round = 0; round < 5; round++)
        XP_CHECK(counts.outside[round] > 0);
}

/* Stopped: the tables are as they were. */
static void test_stop(void)
{
    static const slong types[2] = {300, 300};
    xp_environment_t environment;
    xp_rule_t rule;
    xp_interim_tables_t tables;
    xp_error_t error;

    build_uniform(environment, 2, types, 1);
    xp_rule_init(rule);
    list_rule(rule, environment, XP_TIES_FIRST);
    xp_interim_tables_init(tables);
    xp_error_init(error);
    XP_CHECK(xp_interim_tables_set(tables, environment, rule, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(tables->agent_count == 0 && error->message != NULL);
    xp_error_clear(error);
    xp_interim_tables_clear(tables);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"trade", test_trade},
        {"random", test_random},
        {"stop", test_stop},
    };

    return XP_TEST_MAIN("interim-tables", tests);
}
