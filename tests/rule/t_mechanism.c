/* Mechanisms by name: what is built, what is refused, and why. */
#include <expost/model/mechanism_name.h>
#include "tests/rule/cases.h"

/* The list, in the order of the definitions; every name is found. */
static void test_list(void)
{
    static const char *const names[] = {"groves", "pivot", "ir-vcg", "dagv", "cyclic",
                                        "rebalance(M)", "balanced-groves", "bailey", "cavallo",
                                        "guo-conitzer", "optimal-linear", "green-laffont",
                                        "second-price(R)", "posted-price(P)", "myerson",
                                        "cremer-mclean", "model"};
    size_t count = 0;
    const xp_mechanism_info_t *list = xp_mechanism_list(&count);
    XP_CHECK(count == sizeof names / sizeof names[0]);
    for (size_t k = 0; k < count; k++)
    {
        XP_CHECK_STR(list[k].name, names[k]);
        XP_CHECK(strlen(list[k].summary) > 0 && strlen(list[k].source) > 0);
    }
}

static void test_unknown(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_public_good(model);
    XP_CHECK(refuses(model, "pivto", XP_IR_DEFAULT, XP_INPUT, "did you mean `pivot`?"));
    XP_CHECK(refuses(model, "rebalance(irvcg)", XP_IR_DEFAULT, XP_INPUT, "`ir-vcg`"));
    XP_CHECK(refuses(model, "rebalanced(pivot)", XP_IR_DEFAULT, XP_INPUT, "`rebalance(M)`"));
    XP_CHECK(refuses(model, "zzzzzzzzzz", XP_IR_DEFAULT, XP_INPUT, "the mechanisms are groves"));
    XP_CHECK(refuses(model, "", XP_IR_DEFAULT, XP_INPUT, "missing"));
    XP_CHECK(refuses(model, " ", XP_IR_DEFAULT, XP_INPUT, "missing"));
    xp_model_clear(model);
}

static void test_arguments(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_public_good(model);
    XP_CHECK(refuses(model, "pivot(groves)", XP_IR_DEFAULT, XP_INPUT, "takes no argument"));
    XP_CHECK(refuses(model, "rebalance(pivot())", XP_IR_DEFAULT, XP_INPUT, "takes no argument"));
    XP_CHECK(refuses(model, "rebalance(pivot))", XP_IR_DEFAULT, XP_INPUT, "no parenthesis"));
    XP_CHECK(refuses(model, "rebalance", XP_IR_DEFAULT, XP_INPUT, "as in `rebalance(pivot)`"));
    XP_CHECK(refuses(model, "rebalance()", XP_IR_DEFAULT, XP_INPUT, "as in `rebalance(pivot)`"));
    XP_CHECK(refuses(model, "rebalance(pivot", XP_IR_DEFAULT, XP_INPUT, "as in"));
    XP_CHECK(refuses(model, "rebalance(rebalance)", XP_IR_DEFAULT, XP_INPUT, "as in"));
    xp_model_clear(model);
}

/* Names with a number: how it is written, when it may be left out, what is no number. */
static void test_numbers(void)
{
    static const struct
    {
        const char *name;
        const char *number;
        size_t depth;
    } rows[] = {
        {"second-price", "0", 0},       {"second-price(5)", "5", 0},
        {" second-price ( -1/2 ) ", "-1/2", 0}, {"second-price(0.25)", "1/4", 0},
        {"posted-price(2/4)", "1/2", 0}, {"rebalance(second-price(3))", "3", 1},
        {"rebalance(second-price)", "0", 1}, {"pivot", "0", 0},
    };
    static const struct
    {
        const char *name;
        const char *part;
    } wrong[] = {
        {"posted-price", "as in `posted-price(1/2)`"}, {"second-price()", "needs a number"},
        {"second-price(pivot)", "needs a number"},     {"second-price(1/0)", "needs a number"},
        {"second-price(1", "do not match"},            {"second-price)", "do not match"},
        {"rebalance(3)", "no mechanism `3`"},          {"myerson(1)", "takes no argument"},
        {"second-price(1)(2)", "needs a number"},
    };
    fmpq_t number;
    xp_error_t error;
    fmpq_init(number);
    xp_error_init(error);
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
    {
        const xp_mechanism_info_t *base;
        size_t depth;
        fmpq_set_si(number, 7, 3);
        XP_CHECK(xp_mechanism_name_parse(&base, &depth, number, rows[k].name, error) == XP_OK);
        XP_CHECK(equals_text(number, rows[k].number) && depth == rows[k].depth);
    }
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++)
    {
        const xp_mechanism_info_t *base;
        size_t depth;
        XP_CHECK(xp_mechanism_name_parse(&base, &depth, number, wrong[k].name, error)
                 == XP_INPUT);
        XP_CHECK(error->message != NULL && strstr(error->message, wrong[k].part) != NULL);
    }
    xp_error_clear(error);
    fmpq_clear(number);
}

/* NULL and "model": the file's payments by table, by name, or none. */
static void test_model(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(mechanism->name == NULL && mechanism->payments->agent_count == 0);
    XP_CHECK(mechanism->environment == model->environment);
    XP_CHECK(mechanism_chooses(mechanism, "0 1 1 1"));
    XP_CHECK(refuses(model, "model", XP_IR_DEFAULT, XP_INPUT, "states no payments"));

    model->mechanism = xp_strdup("rebalance(pivot)");
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK_STR(mechanism->name, "rebalance(pivot)");
    XP_CHECK(is_balanced(mechanism));
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(model)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK_STR(mechanism->name, "rebalance(rebalance(pivot))");
    free(model->mechanism);
    model->mechanism = xp_strdup("rebalance(model)");
    XP_CHECK(refuses(model, NULL, XP_IR_DEFAULT, XP_INPUT, "there are no others"));
    free(model->mechanism);
    model->mechanism = xp_strdup("pivott");
    XP_CHECK(refuses(model, "model", XP_IR_DEFAULT, XP_INPUT, "did you mean `pivot`?"));
    free(model->mechanism);
    model->mechanism = NULL;

    build_payments(model, 0, "1 2 3 4");
    build_payments(model, 1, "5 6 7 8");
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK_STR(mechanism->name, "model");
    XP_CHECK(payments_equal_text(mechanism, 0, "1 2 3 4"));
    XP_CHECK(payments_equal_text(mechanism, 1, "5 6 7 8"));
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK_STR(mechanism->name, "pivot");
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* What has no meaning under a stated rule or interdependent values; the rest works. */
static void test_refused(void)
{
    static const char *const names[] = {"groves", "pivot", "ir-vcg", "dagv", "cyclic",
                                        "balanced-groves", "rebalance(pivot)"};
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    build_rule(model, "0 0 1 0");
    build_payments(model, 0, "1 2 3 4");
    build_payments(model, 1, "5 6 7 8");
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    {
        XP_CHECK(refuses(model, names[k], XP_IR_DEFAULT, XP_REFUSED, "efficient rule"));
    }
    XP_CHECK(build_mechanism(mechanism, model, NULL, XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 0 1 0"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);

    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_public_good(model);
    build_interdependent(model, 1, "0 -1  0 5  0 2  0 1/2");
    build_payments(model, 0, "1 2 3 4");
    build_payments(model, 1, "5 6 7 8");
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    {
        XP_CHECK(refuses(model, names[k], XP_IR_DEFAULT, XP_REFUSED, "private values"));
        XP_CHECK(refuses(model, names[k], XP_IR_DEFAULT, XP_REFUSED, "agent i2"));
    }
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(model)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 1 1 1") && is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Ties replace those of an efficient rule, listed or not, and leave a stated one alone. */
static void test_ties(void)
{
    const xp_ties_t last = XP_TIES_LAST;
    const xp_ties_t lottery = XP_TIES_LOTTERY;
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    build_costly(model);
    /* Welfare of building: -3, 0, 0, 3. */
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    XP_CHECK(xp_mechanism_build(mechanism, model, "pivot", NULL, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 0 0 1"));
    XP_CHECK(xp_mechanism_build(mechanism, model, "pivot", &last, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 1 1 1"));
    XP_CHECK(mechanism->rule->ties == XP_TIES_LAST && mechanism->note_count == 0);
    XP_CHECK(xp_mechanism_build(mechanism, model, "pivot", &lottery, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 2 2 1"));
    XP_CHECK(has_note(mechanism, "no payment balances draw by draw"));
    XP_CHECK(choices_equal_text(model->rule, "0 0 0 1"));
    xp_model_clear(model);
    xp_model_init(model);
    build_public_good(model);
    build_rule(model, "0 0 1 0");
    XP_CHECK(xp_mechanism_build(mechanism, model, NULL, &lottery, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 0 1 0"));
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * Too many profiles.  What does not go through them is built and answers at one profile:
 * reference case secondprice-n2, agent 2 wins at (2, 3) and pays 2.  What goes through them
 * without need, or has to, is told apart.
 */
static void test_limit(void)
{
    static const slong profile[] = {2, 3};
    size_t count = 0;
    const xp_mechanism_info_t *list = xp_mechanism_list(&count);
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    fmpq *weight = _fmpq_vec_init(2);
    fmpq *payment = _fmpq_vec_init(2);
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    build_second_price(model);
    build_profiles(model, 15);
    for (size_t k = 0; k < count; k++)
    {
        const char *name = list[k].argument == XP_ARGUMENT_MECHANISM ? "rebalance(pivot)"
                           : list[k].argument == XP_ARGUMENT_NUMBER  ? "posted-price(1)"
                                                                     : list[k].word;
        if (strcmp(name, "balanced-groves") == 0 || strcmp(name, "optimal-linear") == 0
            || strcmp(name, "cremer-mclean") == 0)
        {
            XP_CHECK(refuses(model, name, XP_IR_DEFAULT, XP_LIMIT, "16 profiles"));
            XP_CHECK(refuses(model, name, XP_IR_DEFAULT, XP_LIMIT, name));
        }
        else if (strcmp(name, "model") != 0)
        {
            XP_CHECK(build_mechanism(mechanism, model, name, XP_IR_DEFAULT) == XP_OK);
            XP_CHECK(mechanism->rule->choice == NULL);
        }
    }
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_EX_POST) == XP_OK);
    build_outside(model, 1, XP_OUTSIDE_OUTCOME, "0 0  0 0  0 0  0 0");
    XP_CHECK(build_mechanism(mechanism, model, "ir-vcg", XP_IR_INTERIM) == XP_OK);
    XP_CHECK(refuses(model, "ir-vcg", XP_IR_EX_POST, XP_LIMIT, "16 profiles"));
    XP_CHECK(refuses(model, "ir-vcg", XP_IR_EX_POST, XP_LIMIT, "participation is ex post"));
    xp_model_clear(model);
    xp_model_init(model);
    build_correlated(model);
    build_profiles(model, 1);
    XP_CHECK(refuses(model, "dagv", XP_IR_DEFAULT, XP_LIMIT, "dagv would go through 6 profiles"));
    XP_CHECK(refuses(model, "ir-vcg", XP_IR_EX_ANTE, XP_LIMIT, "6 profiles"));
    xp_model_clear(model);
    xp_model_init(model);
    build_second_price(model);
    build_profiles(model, 15);
    XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(xp_allocation_at(weight, mechanism->rule, model->environment, profile, error)
             == XP_OK);
    XP_CHECK(fmpq_is_zero(weight) && fmpq_is_one(weight + 1));
    XP_CHECK(xp_payment_at(payment, mechanism, weight, profile, error) == XP_OK);
    XP_CHECK(fmpq_is_zero(payment) && equals_text(payment + 1, "2"));
    _fmpq_vec_clear(payment, 2);
    _fmpq_vec_clear(weight, 2);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* 2^17 profiles: stopped on the way through them. */
static void test_stopped(void)
{
    static const char *const names[] = {"ir-vcg", "rebalance(ir-vcg)", "balanced-groves"};
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    build_start(model, 17, "0 1");
    for (slong i = 0; i < 17; i++)
    {
        build_agent(model, i, "0 0  0 1", "1/2 1/2");
    }
    build_profiles(model, LIMIT);
    model->environment->agent[0].outside_kind = XP_OUTSIDE_PROFILE;
    XP_CHECK(xp_table_set_zero(model->environment->agent[0].outside,
                               model->environment->profiles->size, error)
             == XP_OK);
    XP_CHECK(xp_mechanism_build(mechanism, model, "ir-vcg", NULL, XP_IR_DEFAULT, &xp_test_stop,
                                error)
             == XP_STOPPED);
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    {
        XP_CHECK(xp_mechanism_build(mechanism, model, names[k], NULL, XP_IR_DEFAULT, &xp_test_stop,
                                    error) == XP_STOPPED);
        XP_CHECK(mechanism->name == NULL && strstr(error->message, "stopped") != NULL);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"list", test_list},
                                      {"unknown", test_unknown},
                                      {"arguments", test_arguments},
                                      {"numbers", test_numbers},
                                      {"model", test_model},
                                      {"refused", test_refused},
                                      {"ties", test_ties},
                                      {"limit", test_limit},
                                      {"stopped", test_stopped}};
    return XP_TEST_MAIN("mechanism", tests);
}
