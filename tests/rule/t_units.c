/* Which environments are units of one good, and who wins where. */
#include <expost/rule/units.h>

#include "tests/rule/build.h"

static xp_status_t recognise(xp_units_t units, const xp_model_t model, const char *part)
{
    xp_error_t error;
    xp_error_init(error);
    const xp_status_t status = xp_units_recognise(units, model->environment, error);
    if (part != NULL)
    {
        XP_CHECK(error->message != NULL && strstr(error->message, part) != NULL);
    }
    xp_error_clear(error);
    return status;
}

/* One object, three agents and the outcome at which it is kept, in the middle. */
static void test_object(void)
{
    static const unsigned char nobody[] = {0, 0, 0};
    static const unsigned char second[] = {0, 1, 0};
    static const unsigned char two[] = {1, 1, 0};
    xp_model_t model;
    xp_units_t units;
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 3, "0 0 0 0");
    build_agent(model, 0, "0 0 0 0  2 0 0 0", NULL);
    build_agent(model, 1, "0 0 1/2 0  0 0 -3 0  0 0 0 0", NULL);
    build_agent(model, 2, "0 0 0 7", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->agent_count == 3 && units->outcome_count == 4 && units->unit_count == 1);
    XP_CHECK(units->complete && units->nobody == 1);
    XP_CHECK(units->offset[1] == 2 && units->offset[2] == 5 && units->offset[3] == 6);
    XP_CHECK(equals_text(units->value + 0, "0") && equals_text(units->value + 1, "2"));
    XP_CHECK(equals_text(units->value + 2, "1/2") && equals_text(units->value + 3, "-3"));
    XP_CHECK(equals_text(units->value + 4, "0") && equals_text(units->value + 5, "7"));
    XP_CHECK(xp_units_outcome(units, nobody) == 1 && xp_units_outcome(units, second) == 2);
    XP_CHECK(xp_units_outcome(units, two) == -1);
    xp_units_clear(units);
    xp_model_clear(model);
}

/* Two units for three agents: not complete while one of the pairs is missing. */
static void test_pairs(void)
{
    static const unsigned char last[] = {0, 1, 1};
    xp_model_t model;
    xp_units_t units;
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 3, "0 0 0");
    build_agent(model, 0, "1 1 0", NULL);
    build_agent(model, 1, "2 0 2  3 0 3", NULL);
    build_agent(model, 2, "0 4 4", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->unit_count == 2 && units->complete && units->nobody == -1);
    XP_CHECK(xp_units_outcome(units, last) == 2);
    xp_units_clear(units);
    xp_model_clear(model);

    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 3, "0 0");
    build_agent(model, 0, "1 1", NULL);
    build_agent(model, 1, "2 0", NULL);
    build_agent(model, 2, "0 4", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->unit_count == 2 && !units->complete);
    xp_units_clear(units);
    xp_model_clear(model);
}

/* Of outcomes with the same winners the first stands for all; an idle agent is no obstacle. */
static void test_same_winners(void)
{
    static const unsigned char nobody[] = {0, 0};
    static const unsigned char second[] = {0, 1};
    static const unsigned char both[] = {1, 1};
    xp_model_t model;
    xp_units_t units;
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 2, "0 0 0");
    build_agent(model, 0, "1 0 0", NULL);
    build_agent(model, 1, "0 1 1", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->set_count == 2 && units->complete && units->nobody == -1);
    XP_CHECK(xp_units_outcome(units, second) == 1);
    xp_units_clear(units);
    xp_model_clear(model);

    /* The second agent values nothing: outcomes a2 and a3 are one set, that of nobody. */
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 2, "0 0 0");
    build_agent(model, 0, "1 0 0", NULL);
    build_agent(model, 1, "0 0 0", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->set_count == 2 && units->unit_count == 1 && units->complete);
    XP_CHECK(units->nobody == 1 && units->can_win[0] && !units->can_win[1]);
    XP_CHECK(xp_units_outcome(units, nobody) == 1 && xp_units_outcome(units, second) == 1);
    XP_CHECK(xp_units_outcome(units, both) == 0);
    xp_units_clear(units);
    xp_model_clear(model);

    /* Nothing to keep the object with: the idle agent cannot have it. */
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 3, "0 0");
    build_agent(model, 0, "1 0", NULL);
    build_agent(model, 1, "0 1", NULL);
    build_agent(model, 2, "0 0", NULL);
    build_profiles(model, 100);
    XP_CHECK(recognise(units, model, NULL) == XP_OK);
    XP_CHECK(units->set_count == 2 && units->unit_count == 1 && !units->complete);
    xp_units_clear(units);
    xp_model_clear(model);
}

/* What is refused leaves the units as they were. */
static void test_refused(void)
{
    static const struct
    {
        const char *cost;
        const char *first;
        const char *second;
        const char *part;
    } rows[] = {
        {"0 0", "1 2", "0 1", "differently"},
        {"0 0", "1 0  2 1", "0 1", "differently"},
        {"0 1", "1 0", "0 1", "the outcome a2 has a cost"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
    {
        xp_model_t model;
        xp_units_t units;
        xp_model_init(model);
        xp_units_init(units);
        build_start(model, 2, rows[k].cost);
        build_agent(model, 0, rows[k].first, NULL);
        build_agent(model, 1, rows[k].second, NULL);
        build_profiles(model, 100);
        XP_CHECK(recognise(units, model, rows[k].part) == XP_REFUSED);
        XP_CHECK(units->wins == NULL && units->agent_count == 0);
        xp_units_clear(units);
        xp_model_clear(model);
    }
    xp_model_t model;
    xp_units_t units;
    xp_model_init(model);
    xp_units_init(units);
    build_start(model, 2, "0 0");
    build_agent(model, 0, "1 0", NULL);
    build_agent(model, 1, "0 1  0 2", NULL);
    build_profiles(model, 100);
    build_interdependent(model, 0, "1 0  2 0");
    XP_CHECK(recognise(units, model, "agent i1 depends") == XP_REFUSED);
    xp_units_clear(units);
    xp_model_clear(model);
}

static const xp_test_t tests[] = {
    {"object", test_object},
    {"pairs", test_pairs},
    {"same-winners", test_same_winners},
    {"refused", test_refused},
};

int main(void)
{
    return XP_TEST_MAIN("rule/units", tests);
}
