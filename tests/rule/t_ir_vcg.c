/* Pivot payments less the subsidies of each notion of participation. */
#include "tests/rule/cases.h"

static int subsidies_equal(const xp_mechanism_t mechanism, const char *text)
{
    slong count;
    fmpq *expected = build_read(&count, text);
    int equal = mechanism->subsidy != NULL && count == mechanism->environment->agent_count;
    for (slong i = 0; equal && i < count; i++)
    {
        equal = fmpq_equal(mechanism->subsidy + i, expected + i);
    }
    build_free(expected, count);
    return equal;
}

/* Reference case ir-modes: the three notions. */
static void test_ir_modes(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_ir_modes(model);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "1 2 6"));
    XP_CHECK(surplus_equals(mechanism, "-23/4"));
    XP_CHECK(payments_equal_text(mechanism, 0, "-1 -1 -1 -1 -1 -1 -1 0"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_INTERIM) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "3/4 0 14/3"));
    XP_CHECK(surplus_equals(mechanism, "-13/6"));
    XP_CHECK(payments_equal_text(mechanism, 0, "-3/4 -3/4 -3/4 -3/4 -3/4 -3/4 -3/4 1/4"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "3/4 0 14/3"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_ANTE) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 -1/3 7/2"));
    XP_CHECK(surplus_equals(mechanism, "1/12"));
    XP_CHECK_STR(mechanism->name, "ir-vcg");
    XP_CHECK(mechanism->note_count == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate3-cedric-A: a property right, kept ex post. */
static void test_cedric_a(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_roommates(model, 0);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 0 2000"));
    XP_CHECK(payments_equal_text(mechanism, 0,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 3000 0 0 0 0 0 5000 0 "
                                 "5000 3000"));
    XP_CHECK(payments_equal_text(mechanism, 1,
                                 "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 5000 0 0 0 0 0 3000 0 "
                                 "5000 3000"));
    XP_CHECK(payments_equal_text(mechanism, 2,
                                 "-2000 -2000 -2000 -2000 -2000 -2000 -2000 -2000 -2000 -2000 "
                                 "-2000 "
                                 "-2000 -2000 -2000 -2000 -2000 -2000 3000 -2000 -2000 -2000 -2000 "
                                 "-2000 3000 -2000 1000 1000"));
    XP_CHECK(surplus_equals(mechanism, "-22000/9"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate3-cedric-B. */
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
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 0 0"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_INTERIM) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 0 0"));
    XP_CHECK(xp_mechanism_build(mechanism, model, "ir-vcg", &last, XP_IR_INTERIM, NULL, error)
             == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 0 0"));
    XP_CHECK(surplus_equals(mechanism, "0"));
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case roommate-grid, k = 3: subsidies below 0. */
static void test_grid(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_roommate_grid(model);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "-10000/27 -10000/27 -10000/27 -10000/27"));
    XP_CHECK(surplus_equals(mechanism, "-106000/27"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, correlated: pivot payments of agent 1 are 0 0 1 1 0 0, so o - U is 0 1 1 -1 -2 -2
 * profile by profile; of agent 2 they are 0 1 0 0 0 0, and o - U is 0 -1 0 1 -2 -1.  Interim:
 * 0, -3/2 and 1/3, -2, its third type skipped.
 */
static void test_joint(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_correlated(model);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_INTERIM) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "0 1/3"));
    XP_CHECK(has_note(mechanism, "1 type of probability 0 is left out"));
    XP_CHECK(payments_equal_text(mechanism, 0, "0 0 1 1 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "-1/3 2/3 -1/3 -1/3 -1/3 -1/3"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "1 1"));
    XP_CHECK(mechanism->note_count == 0);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_ANTE) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "-3/4 -1/4"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* By hand, one agent, who is never of her second type: U = 1, 5 and o = 0, 100. */
static void test_impossible_type(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 1, "0 0");
    build_agent(model, 0, "0 1  0 5", "1 0");
    build_outside(model, 0, XP_OUTSIDE_TYPE, "0 100");
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "-1"));
    XP_CHECK(mechanism->note_count == 1);
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "95"));
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_ANTE) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "-1"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, a lottery over a1, a2 by ties: o is 4 at a2 for agent 1, so 2 in expectation;
 * U = 1/2 - 1/2.
 */
static void test_lottery(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "1 0", NULL);
    build_agent(model, 1, "0 1", NULL);
    build_outside(model, 0, XP_OUTSIDE_OUTCOME, "0 4");
    build_outside(model, 1, XP_OUTSIDE_BOTH, "1 3");
    build_profiles(model, LIMIT);
    model->rule->ties = XP_TIES_LOTTERY;
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "2 2"));
    XP_CHECK(payments_equal_text(mechanism, 0, "-3/2"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Without a prior: ex post by default, the others are asked for one. */
static void test_no_prior(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_ir_modes(model);
    model->environment->prior = XP_PRIOR_NONE;
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(subsidies_equal(mechanism, "1 2 6"));
    XP_CHECK(refuses(model, "ir-vcg", XP_IR_INTERIM, XP_INPUT, "prior"));
    XP_CHECK(refuses(model, "ir-vcg", XP_IR_EX_ANTE, XP_INPUT, "prior"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"ir_modes", test_ir_modes},
                                      {"cedric_a", test_cedric_a},
                                      {"cedric_b", test_cedric_b},
                                      {"grid", test_grid},
                                      {"joint", test_joint},
                                      {"impossible_type", test_impossible_type},
                                      {"lottery", test_lottery},
                                      {"no_prior", test_no_prior}};
    return XP_TEST_MAIN("ir_vcg", tests);
}
