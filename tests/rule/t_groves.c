/* Groves payments, with and without h. */
#include "tests/rule/cases.h"

/* 10 at the first type of agent 1, 20 at the second. */
static xp_status_t take_first(fmpq_t value, const void *context, slong agent, slong outcome,
                              const slong *profile, xp_error_t error)
{
    (void) context;
    (void) outcome;
    (void) error;
    XP_CHECK(agent == 1);
    fmpq_set_si(value, profile[0] == 0 ? 10 : 20, 1);
    return XP_OK;
}

/* By hand, h = 0: minus the value of the other at the choice. */
static void test_zero(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    XP_CHECK(build_mechanism(mechanism, model, "groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 -2 1 -2"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 1 -2 -2"));
    XP_CHECK_STR(mechanism->name, "groves");
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* By hand, with a cost of 1: c(a) less the value of the other. */
static void test_cost(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_costly(model);
    XP_CHECK(build_mechanism(mechanism, model, "groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 0 0 -1"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* h of the model, as a table over the others and as a function. */
static void test_given(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    xp_payments_set_zero(model->groves_h, 2);
    build_table(xp_payments_add_term(model->groves_h, 0, XP_TERM_OTHERS, 0)->table, "5 7");
    xp_payments_add_term(model->groves_h, 1, XP_TERM_FUNCTION, 1)->function.evaluate = take_first;
    model->mechanism = xp_strdup("groves");
    XP_CHECK(build_mechanism(mechanism, model, "groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "5 5 6 5"));
    XP_CHECK(payments_equal_text(mechanism, 1, "10 11 18 18"));
    XP_CHECK(build_mechanism(mechanism, model, "model", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "5 5 6 5"));
    XP_CHECK_STR(mechanism->name, "groves");
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"zero", test_zero},
                                      {"cost", test_cost},
                                      {"given", test_given}};
    return XP_TEST_MAIN("groves", tests);
}
