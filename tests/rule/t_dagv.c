/* Expected externality payments. */
#include "tests/rule/cases.h"

/* Reference case dagv-public-good. */
static void test_public_good(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    XP_CHECK(build_mechanism(mechanism, model, "dagv", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 -1/2 1/2 0"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 1/2 -1/2 0"));
    XP_CHECK(is_balanced(mechanism) && mechanism->note_count == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, at cost 1: rho = 0 for type -1 and (2 - 1/2) / 2 = 3/4 for type 2; each pays half of
 * the cost, rho of the other less the own.
 */
static void test_cost(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_costly(model);
    XP_CHECK(build_mechanism(mechanism, model, "dagv", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "0 3/4 -3/4 1/2"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 -3/4 3/4 1/2"));
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, correlated: rho_1 = 0, 1/2 and rho_2 = 2/3, 2, and 0 for the type of
 * probability 0.
 */
static void test_joint(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_correlated(model);
    XP_CHECK(build_mechanism(mechanism, model, "dagv", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "2/3 2 0 1/6 3/2 -1/2"));
    XP_CHECK(payments_equal_text(mechanism, 1, "-2/3 -2 0 -1/6 -3/2 1/2"));
    XP_CHECK(is_balanced(mechanism));
    XP_CHECK(has_note(mechanism, "the prior is correlated"));
    XP_CHECK(has_note(mechanism, "1 type has probability 0"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, a type of probability 0 under an independent prior: agent 1 is never of type 2, and
 * rho_1(2) is still E[v_2] over the other, 1/2.  rho_2 = 0 for type -1, and -1 for type 2.
 */
static void test_impossible_type(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -1  0 2", "1 0");
    build_agent(model, 1, "0 -1  0 2", "1/2 1/2");
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "dagv", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "-1 -2 -1/2 -3/2"));
    XP_CHECK(mechanism->note_count == 0 && is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case p728-asymmetric, three agents: balanced at every profile. */
static void test_three(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_p728(model);
    XP_CHECK(build_mechanism(mechanism, model, "dagv", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Alone, without a prior. */
static void test_refused(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 1, "0");
    build_agent(model, 0, "1 2", "1/2 1/2");
    build_profiles(model, LIMIT);
    XP_CHECK(refuses(model, "dagv", XP_IR_DEFAULT, XP_INPUT, "two agents"));
    xp_model_clear(model);
    xp_model_init(model);
    build_public_good(model);
    model->environment->prior = XP_PRIOR_NONE;
    XP_CHECK(refuses(model, "dagv", XP_IR_DEFAULT, XP_INPUT, "prior"));
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"public_good", test_public_good},
                                      {"cost", test_cost},
                                      {"joint", test_joint},
                                      {"impossible_type", test_impossible_type},
                                      {"three", test_three},
                                      {"refused", test_refused}};
    return XP_TEST_MAIN("dagv", tests);
}
