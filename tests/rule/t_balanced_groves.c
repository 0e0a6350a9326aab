/* Groves payments that balance, where they exist. */
#include "tests/rule/cases.h"

/*
 * Reference case ps1a-finite, N3: the payments at types 0, 1, 2 in equal parts, as its notes
 * give them; profile 0 * 9 + 1 * 3 + 2 = 5.
 */
static void test_quadratic(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    static const slong lambda[] = {1, 2, 3};
    static const char *const expected[] = {"10/9", "-13/9", "1/3"};
    xp_table_t table;
    xp_error_t error;
    fmpq_t value;
    xp_table_init(table);
    xp_error_init(error);
    fmpq_init(value);
    build_quadratic(model, 3, lambda, 3, 13, 6);
    XP_CHECK(build_mechanism(mechanism, model, "balanced-groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    for (slong i = 0; i < 3; i++)
    {
        XP_CHECK(xp_payment_list(table, mechanism, i, NULL, error) == XP_OK);
        XP_CHECK(payment_at_agrees(mechanism, i, table));
        xp_table_get_fmpq(value, table, 5);
        XP_CHECK(equals_text(value, expected[i]));
    }
    fmpq_clear(value);
    xp_error_clear(error);
    xp_table_clear(table);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case ps1a-finite, N2: the cube of (1, 1) sums to 1/2. */
static void test_none(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    static const slong lambda[] = {1, 1};
    build_quadratic(model, 2, lambda, 2, 3, 2);
    XP_CHECK(refuses(model, "balanced-groves", XP_IR_DEFAULT, XP_REFUSED, "sum 1/2"));
    XP_CHECK(refuses(model, "balanced-groves", XP_IR_DEFAULT, XP_REFUSED, "(t2, t2)"));
    XP_CHECK(refuses(model, "rebalance(balanced-groves)", XP_IR_DEFAULT, XP_INPUT, "prior"));
    XP_CHECK(build_mechanism(mechanism, model, "groves", XP_IR_DEFAULT) == XP_OK);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* With one type there is no cube; with costs the payments sum to them. */
static void test_one_type(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 2, "0 1");
    build_agent(model, 0, "0 -1  0 2  0 1/3", NULL);
    build_agent(model, 1, "0 2", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "balanced-groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* One agent pays the cost of what she chooses. */
static void test_alone(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 1, "0 1");
    build_agent(model, 0, "0 2  0 1/2", NULL);
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "balanced-groves", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(payments_equal_text(mechanism, 0, "1 0"));
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"quadratic", test_quadratic},
                                      {"none", test_none},
                                      {"one_type", test_one_type},
                                      {"alone", test_alone}};
    return XP_TEST_MAIN("balanced_groves", tests);
}
