/* Each agent pays her expected pivot payment and receives the next one's. */
#include "tests/rule/cases.h"

/* Reference case p728-asymmetric (pEE there). */
static void test_p728(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_p728(model);
    XP_CHECK(build_mechanism(mechanism, model, "cyclic", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "-1/3 -1/3 0 0 -1/3 -1/3 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "1/3 -5/6 0 -7/6 1/3 -5/6 0 -7/6"));
    XP_CHECK(payments_equal_text(mechanism, 2, "0 7/6 0 7/6 0 7/6 0 7/6"));
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, at cost 1: E[pivot | type] is 1/2, 0 for both.  The payments sum to 0, not to the
 * cost.
 */
static void test_cost(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_costly(model);
    XP_CHECK(build_mechanism(mechanism, model, "cyclic", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 1/2 -1/2 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 -1/2 1/2 0"));
    XP_CHECK(!is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Alone, correlated, without a prior. */
static void test_refused(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_correlated(model);
    XP_CHECK(refuses(model, "cyclic", XP_IR_DEFAULT, XP_REFUSED, "correlated"));
    model->environment->prior = XP_PRIOR_NONE;
    XP_CHECK(refuses(model, "cyclic", XP_IR_DEFAULT, XP_INPUT, "prior"));
    xp_model_clear(model);
    xp_model_init(model);
    build_start(model, 1, "0");
    build_agent(model, 0, "1 2", "1/2 1/2");
    build_profiles(model, LIMIT);
    XP_CHECK(refuses(model, "cyclic", XP_IR_DEFAULT, XP_INPUT, "two agents"));
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"p728", test_p728},
                                      {"cost", test_cost},
                                      {"refused", test_refused}};
    return XP_TEST_MAIN("cyclic", tests);
}
