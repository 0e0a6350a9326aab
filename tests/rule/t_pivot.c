/* Pivot payments. */
#include "tests/rule/cases.h"

/* Reference case p728-asymmetric. */
static void test_p728(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_p728(model);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK_STR(mechanism->name, "pivot");
    XP_CHECK(mechanism->subsidy == NULL && mechanism->note_count == 0);
    XP_CHECK(mechanism_chooses(mechanism, "1 0 2 2 1 0 2 0"));
    XP_CHECK(payments_equal_text(mechanism, 0, "0 0 0 0 0 0 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "2 0 0 0 1 0 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 2, "0 3 0 0 0 0 0 2"));
    XP_CHECK(surplus_equals(mechanism, "25/24"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case ir-modes. */
static void test_ir_modes(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_ir_modes(model);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 0 0 0 0 0 0 1"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 0 0 0 0 0 0 3"));
    XP_CHECK(payments_equal_text(mechanism, 2, "0 3 0 6 0 5 0 0"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case secondprice-n2: the winner (the first at a tie) pays the other value. */
static void test_second_price(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_second_price(model);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "0 0 0 0 0 1 0 0 0 1 2 0 0 1 2 3"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "0 0 0 0 0 0 1 1 0 0 0 2 0 0 0 0"));
    XP_CHECK(surplus_equals(mechanism, "7/8"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate3-cedric-A: 0 but at the four profiles where the couch is bought. */
static void test_cedric_a(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_roommates(model, 0);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 3000 0 0 0 0 0 5000 0 "
                                 "5000 3000"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 5000 0 0 0 0 0 3000 0 "
                                 "5000 3000"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 5000 0 0 0 0 0 5000 0 "
                                 "3000 3000"));
    XP_CHECK(surplus_equals(mechanism, "-4000/9"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * Reference case roommate3-cedric-B: a tie at (6000, 6000, 6000), broken by the order of the
 * outcomes or the other way round.
 */
static void test_cedric_b(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    const xp_ties_t last = XP_TIES_LAST;
    xp_error_t error;
    xp_error_init(error);
    build_roommates(model, 1);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"));
    XP_CHECK(xp_mechanism_build(mechanism, model, "pivot", &last, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6000"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6000"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 3000"));
    XP_CHECK(surplus_equals(mechanism, "0"));
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate-grid, k = 3. */
static void test_grid(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_roommate_grid(model);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "-146000/27"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, bilateral trade of the couch: trading (a2) needs agent 1, so without her the
 * other has 0; with a2 available she would pay less.  Values of a2: -1 and 3.
 */
static void test_requires(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -1", NULL);
    build_agent(model, 1, "0 3", NULL);
    build_profiles(model, LIMIT);
    model->environment->agent[0].available[1] = 0;
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "-3"));
    XP_CHECK(payments_equal_text(mechanism, 1, "1"));
    model->environment->agent[0].available[1] = 1;
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "1"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* One agent: max of -c over the outcomes without her, plus the cost chosen. */
static void test_alone(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 1, "2 5 1");
    build_agent(model, 0, "0 9 0  0 1 0", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "4 0"));
    model->environment->agent[0].available[2] = 0;
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "3 -1"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, ties by lottery at costs 0: agent 1 has 1 in a1, agent 2 has 1 in a2.  Each draw
 * gives the other 1/2, alone 1.
 */
static void test_lottery(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    const xp_ties_t lottery = XP_TIES_LOTTERY;
    xp_error_t error;
    xp_error_init(error);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "1 0  0 0", NULL);
    build_agent(model, 1, "0 1", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(xp_mechanism_build(mechanism, model, "pivot", &lottery, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "1/2 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "1/2 0"));
    XP_CHECK(mechanism_chooses(mechanism, "2 1") && mechanism->rule->lottery_count == 1
             && mechanism->note_count == 0);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"p728", test_p728},
                                      {"ir_modes", test_ir_modes},
                                      {"second_price", test_second_price},
                                      {"cedric_a", test_cedric_a},
                                      {"cedric_b", test_cedric_b},
                                      {"grid", test_grid},
                                      {"requires", test_requires},
                                      {"alone", test_alone},
                                      {"lottery", test_lottery}};
    return XP_TEST_MAIN("pivot", tests);
}
