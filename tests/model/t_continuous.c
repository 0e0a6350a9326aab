/* Tests of environments on intervals: life, counts, what they have, and the model around them. */
#include <expost/model/continuous.h>
#include <expost/model/model.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"

static void test_life(void)
{
    xp_continuous_t a;
    xp_continuous_t b;

    xp_continuous_init(a);
    xp_continuous_init(b);
    XP_CHECK(a->agent_count == 0 && a->outcome_count == 0 && a->formula == NULL);
    xp_continuous_set_counts(a, 3, 2);
    XP_CHECK(a->agent_count == 3 && a->outcome_count == 2);
    for (slong i = 0; i < 3; i++)
    {
        a->agent[i].name = xp_strdup("agent");
        XP_CHECK(!a->agent[i].has_prior && !a->agent[i].has_share);
        XP_CHECK(a->agent[i].payment == NULL && a->agent[i].groves_h == NULL);
        for (slong k = 0; k < 2; k++)
            XP_CHECK(a->agent[i].value[k] == NULL && a->agent[i].outside[k] == NULL
                     && a->agent[i].available[k] == 1);
    }
    a->outcome_label[0] = xp_strdup("keep");
    a->outcome_value = _fmpq_vec_init(2);
    a->owner = xp_calloc(2, sizeof(*a->owner));
    xp_continuous_swap(a, b);
    XP_CHECK(a->agent_count == 0 && b->agent_count == 3);
    XP_CHECK_STR(b->agent[2].name, "agent");
    xp_continuous_clear(a);
    xp_continuous_clear(b);
}

/* A real decision has one place for each agent. */
static void test_real_decision(void)
{
    xp_continuous_t model;

    xp_continuous_init(model);
    xp_continuous_set_counts(model, 2, 0);
    model->decision = xp_strdup("x");
    XP_CHECK(model->outcome_count == 0 && model->outcome_label == NULL);
    XP_CHECK(model->agent[1].value[0] == NULL && model->cost[0] == NULL);
    xp_continuous_clear(model);
}

static void test_questions(void)
{
    xp_continuous_t model;
    const xp_expression_struct *own;
    const xp_expression_struct *both;

    xp_continuous_init(model);
    xp_continuous_set_counts(model, 2, 2);
    XP_CHECK(!xp_continuous_has_priors(model) && !xp_continuous_has_shares(model));
    model->agent[0].has_prior = 1;
    model->agent[0].has_share = 1;
    XP_CHECK(!xp_continuous_has_priors(model) && !xp_continuous_has_shares(model));
    model->agent[1].has_prior = 1;
    model->agent[1].has_share = 1;
    XP_CHECK(xp_continuous_has_priors(model) && xp_continuous_has_shares(model));
    XP_CHECK(xp_continuous_has_private_values(model));
    own = xp_expression_type(model->pool, 1);
    both = xp_expression_binary(model->pool, XP_EXPRESSION_ADD, own,
                                xp_expression_type(model->pool, 0));
    model->agent[1].value[1] = own;
    XP_CHECK(xp_continuous_has_private_values(model));
    model->agent[1].value[1] = both;
    XP_CHECK(!xp_continuous_has_private_values(model));
    model->agent[1].value[1] = NULL;
    model->agent[0].value[0] = own;
    XP_CHECK(!xp_continuous_has_private_values(model));
    xp_continuous_clear(model);
}

static void test_model(void)
{
    xp_model_t model;

    xp_model_init(model);
    XP_CHECK(model->continuous == NULL && !xp_model_has_payments(model));
    model->continuous = xp_malloc(sizeof(xp_continuous_struct));
    xp_continuous_init(model->continuous);
    xp_continuous_set_counts(model->continuous, 2, 2);
    XP_CHECK(!xp_model_has_payments(model));
    model->continuous->has_payments = 1;
    XP_CHECK(xp_model_has_payments(model));
    model->continuous->has_payments = 0;
    model->continuous->has_groves_h = 1;
    XP_CHECK(xp_model_has_payments(model));
    model->continuous->has_groves_h = 0;
    model->continuous->mechanism = xp_strdup("pivot");
    XP_CHECK(xp_model_has_payments(model));
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"life", test_life},
        {"real decision", test_real_decision},
        {"questions", test_questions},
        {"model", test_model},
    };

    return XP_TEST_MAIN("model/continuous", tests);
}
