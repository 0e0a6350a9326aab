/* The balanced version of any payments. */
#include "tests/rule/cases.h"

/* Reference case p728-asymmetric (pB there), twice over the same. */
static void test_p728(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_p728(model);
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(pivot)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "-37/72 -37/72 -13/72 -13/72 -37/72 -37/72 -13/72 -13/72"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "31/36 -11/36 19/36 -23/36 31/36 -11/36 19/36 -23/36"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "-25/72 59/72 -25/72 59/72 -25/72 59/72 -25/72 59/72"));
    XP_CHECK_STR(mechanism->name, "rebalance(pivot)");
    XP_CHECK(is_balanced(mechanism) && mechanism->note_count == 0);
    XP_CHECK(build_mechanism(mechanism, model, " rebalance( rebalance(pivot) )", XP_IR_DEFAULT)
             == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "-37/72 -37/72 -13/72 -13/72 -37/72 -37/72 -13/72 -13/72"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "31/36 -11/36 19/36 -23/36 31/36 -11/36 19/36 -23/36"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "-25/72 59/72 -25/72 59/72 -25/72 59/72 -25/72 59/72"));
    XP_CHECK_STR(mechanism->name, "rebalance(rebalance(pivot))");
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(groves)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* By hand, at cost 1: m = 1/2, 0, c = 0, 1/4, g = 1/2, -1/4, and no constants by symmetry. */
static void test_cost(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_costly(model);
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(pivot)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 3/4 -3/4 1/2"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 -3/4 3/4 1/2"));
    XP_CHECK(is_balanced(mechanism) && mechanism->note_count == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, nobody pays anything and the cost is 1 with probability 1/4: each is charged
 * 1/8 more; g = 0, -1/4.
 */
static void test_charge(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_costly(model);
    build_payments(model, 0, "0 0 0 0");
    build_payments(model, 1, "0 0 0 0");
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(model)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 1/4 -1/4 1/2"));
    XP_CHECK(is_balanced(mechanism));
    XP_CHECK(has_note(mechanism, "extra charge of 1/8"));
    XP_CHECK_STR(mechanism->name, "rebalance(model)");
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, a stated rule and interdependent values: m_1 = 3/2, 7/2, m_2 = 2, 0, E q = 5/2, 1,
 * k_1 = 1 - 7/4.
 */
static void test_stated(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    build_interdependent(model, 0, "1 2  3 4  5 6  7 8");
    build_rule(model, "0 1 1 0");
    build_payments(model, 0, "1 2 3 4");
    build_payments(model, 1, "0 0 4 0");
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(model)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "-5/4 3/4 3/4 11/4"));
    XP_CHECK(payments_equal_text(mechanism, 1, "5/4 -3/4 -3/4 -11/4"));
    XP_CHECK(is_balanced(mechanism) && mechanism->note_count == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate-grid: its pivot payments run an expected deficit of 146000/27. */
static void test_grid(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_roommate_grid(model);
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(ir-vcg)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    XP_CHECK(mechanism->subsidy != NULL && has_note(mechanism, "extra charge of 26500/27"));
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(pivot)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism) && has_note(mechanism, "extra charge of 36500/27"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Alone, correlated, without a prior, without payments. */
static void test_refused(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_correlated(model);
    XP_CHECK(refuses(model, "rebalance(pivot)", XP_IR_DEFAULT, XP_REFUSED, "correlated"));
    model->environment->prior = XP_PRIOR_NONE;
    XP_CHECK(refuses(model, "rebalance(pivot)", XP_IR_DEFAULT, XP_INPUT, "prior"));
    XP_CHECK(refuses(model, "rebalance(model)", XP_IR_DEFAULT, XP_INPUT, "no payments"));
    xp_model_clear(model);
    xp_model_init(model);
    build_start(model, 1, "0");
    build_agent(model, 0, "1 2", "1/2 1/2");
    build_profiles(model, LIMIT);
    XP_CHECK(refuses(model, "rebalance(pivot)", XP_IR_DEFAULT, XP_INPUT, "two agents"));
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"p728", test_p728},
                                      {"cost", test_cost},
                                      {"charge", test_charge},
                                      {"stated", test_stated},
                                      {"grid", test_grid},
                                      {"refused", test_refused}};
    return XP_TEST_MAIN("rebalance", tests);
}
