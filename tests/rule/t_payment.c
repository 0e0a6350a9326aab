/* Payments from terms of every kind. */
#include "tests/rule/cases.h"

/* Outcome number plus the type of agent 1, with a gap where *context is set. */
static xp_status_t evaluate(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const int *fails = context;
    if (*fails && profile[0] == 1)
    {
        xp_error_set(error, "no value for agent %ld", (long) agent);
        return XP_INPUT;
    }
    fmpq_set_si(value, outcome + profile[0], 1);
    return XP_OK;
}

/* The agents of the public good, building costs 1/3; a lottery where the types differ. */
static void build_lottery(xp_model_t model)
{
    build_start(model, 2, "0 1/3");
    build_agent(model, 0, "0 -1  0 2", NULL);
    build_agent(model, 1, "0 -1  0 2", NULL);
    build_profiles(model, LIMIT);
    build_rule(model, "0 2 2 0");
    model->rule->lottery_count = 1;
    build_table(model->rule->lottery, "1/2 1/2");
}

/* Adds coefficient * term to p_1. */
static xp_term_struct *add(xp_model_t model, xp_term_kind_t kind, slong agent,
                           slong coefficient, ulong divisor, const char *table)
{
    if (model->payments->agent_count == 0)
    {
        xp_payments_set_zero(model->payments, model->environment->agent_count);
    }
    xp_term_struct *term = xp_payments_add_term(model->payments, 0, kind, agent);
    fmpq_set_si(term->coefficient, coefficient, divisor);
    if (table != NULL)
    {
        build_table(term->table, table);
    }
    return term;
}

/*
 * By hand, profile by profile (00, 01, 10, 11):
 *   2 COST  0, 1/3, 1/3, 0;   -VALUE of 2  0, -1, 1/2, 0;   TYPE of 2  10, 20, 10, 20;
 *   OTHERS  1/7, 2/7, 1/7, 2/7;   1/2 PROFILE  1, 2, 3, 4;   CLARKE  0, 5/3, 0, 5/3;
 *   FUNCTION  0, 1/2, 3/2, 1;   CONSTANT 3.
 */
static void test_terms(void)
{
    int fails = 0;
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_table_t table;
    xp_error_t error;
    fmpq *payment = _fmpq_vec_init(2);
    static const slong profile[] = {1, 0};
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_table_init(table);
    xp_error_init(error);
    build_lottery(model);
    add(model, XP_TERM_CONSTANT, 0, 3, 1, NULL);
    add(model, XP_TERM_COST, 0, 2, 1, NULL);
    add(model, XP_TERM_VALUE, 1, -1, 1, NULL);
    add(model, XP_TERM_TYPE, 1, 1, 1, "10 20");
    add(model, XP_TERM_OTHERS, 0, 1, 1, "1/7 2/7");
    add(model, XP_TERM_PROFILE, 0, 1, 2, "2 4 6 8");
    add(model, XP_TERM_CLARKE, 0, 1, 1, NULL);
    xp_term_struct *function = add(model, XP_TERM_FUNCTION, 0, 1, 1, NULL);
    function->function.evaluate = evaluate;
    function->function.context = &fails;
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "99/7 375/14 388/21 629/21"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 0 0 0"));
    /* Only a1 is available without agent 1. */
    model->environment->agent[0].available[1] = 0;
    XP_CHECK(payments_equal_text(mechanism, 0, "99/7 1055/42 388/21 198/7"));
    /* A formula without a value: nothing changes. */
    fails = 1;
    XP_CHECK(xp_payment_list(table, mechanism, 0, NULL, error) == XP_INPUT);
    XP_CHECK(table->length == 0 && strstr(error->message, "agent 0") != NULL);
    fmpq_set_si(payment, 77, 1);
    fmpq *weight = _fmpq_vec_init(2);
    fmpq_one(weight);
    XP_CHECK(xp_payment_at(payment, mechanism, weight, profile, error) == XP_INPUT);
    XP_CHECK(equals_text(payment, "77"));
    _fmpq_vec_clear(weight, 2);
    _fmpq_vec_clear(payment, 2);
    xp_error_clear(error);
    xp_table_clear(table);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Tables over the others of the middle agent and over its own type. */
static void test_middle(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_p728(model);
    add(model, XP_TERM_OTHERS, 1, 1, 1, "1 2 3 4");
    XP_CHECK(build_mechanism(mechanism, model, "model", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "1 2 1 2 3 4 3 4"));
    add(model, XP_TERM_TYPE, 1, -1, 2, "20 40");
    XP_CHECK(build_mechanism(mechanism, model, "model", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "-9 -8 -19 -18 -7 -6 -17 -16"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Interdependent values: the own value at the chosen lottery. */
static void test_interdependent(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_lottery(model);
    build_interdependent(model, 1, "1 2  3 4  5 6  7 8");
    add(model, XP_TERM_VALUE, 1, 1, 3, NULL);
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "1/3 7/6 11/6 7/3"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* 2^17 profiles are two blocks: stopped in the terms, and in a function. */
static void test_stopped(void)
{
    static const int fails = 0;
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_table_t table;
    xp_error_t error;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_table_init(table);
    xp_error_init(error);
    build_start(model, 17, "0 1");
    for (slong i = 0; i < 17; i++)
    {
        build_agent(model, i, "0 0  0 1", NULL);
    }
    build_profiles(model, LIMIT);
    add(model, XP_TERM_TYPE, 16, 1, 1, "1 2");
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(xp_payment_list(table, mechanism, 0, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL && table->length == 0);
    add(model, XP_TERM_FUNCTION, 0, 1, 1, NULL)->function.evaluate = evaluate;
    model->payments->payment[0].term[1].function.context = &fails;
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(xp_payment_list(table, mechanism, 0, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(table->length == 0);
    xp_error_clear(error);
    xp_table_clear(table);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"terms", test_terms},
                                      {"middle", test_middle},
                                      {"interdependent", test_interdependent},
                                      {"stopped", test_stopped}};
    return XP_TEST_MAIN("payment", tests);
}
