/* Environments from the reference cases, for the tests of the exist room. */
#ifndef XP_TESTS_EXIST_BUILD_H
#define XP_TESTS_EXIST_BUILD_H

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/exist/question.h>
#include <expost/rule/allocation.h>

#include "tests/lib/harness.h"
#include "tests/lib/numbers.h"

/* Agents with types[i] types, all values, costs and outside options 0, uniform priors. */
static inline void build_uniform(xp_environment_t environment, slong agents, const slong *types,
                                 slong outcomes)
{
    xp_error_t error;
    slong i;
    slong t;

    xp_error_init(error);
    xp_environment_init(environment);
    xp_environment_set_counts(environment, agents, outcomes);
    xp_profiles_set(environment->profiles, agents, types, 1 << 24);
    XP_CHECK(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK);
    environment->prior = XP_PRIOR_INDEPENDENT;
    for (i = 0; i < outcomes; i++)
        environment->outcome_label[i] = xp_strdup("outcome");
    for (i = 0; i < agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->type_count = types[i];
        agent->name = xp_strdup("agent");
        agent->type_label = xp_calloc((size_t) types[i], sizeof(char *));
        XP_CHECK(xp_table_set_zero(agent->value, outcomes * types[i], error) == XP_OK);
        XP_CHECK(xp_table_set_zero(agent->probability, types[i], error) == XP_OK);
        for (t = 0; t < types[i]; t++)
        {
            agent->type_label[t] = xp_strdup("type");
            fmpz_one(agent->probability->entry + t);
        }
        fmpz_set_si(agent->probability->denominator, types[i]);
    }
    xp_error_clear(error);
}

/*
 * Trade of one object: the seller's costs, the buyer's values, both over denominator; outcome 0
 * no trade, 1 trade.
 */
static inline void build_trade(xp_environment_t environment, const slong *seller, slong sellers,
                               const slong *buyer, slong buyers, ulong denominator)
{
    const slong types[2] = {sellers, buyers};
    slong t;

    build_uniform(environment, 2, types, 2);
    for (t = 0; t < sellers; t++)
        fmpz_set_si(environment->agent[0].value->entry + sellers + t, -seller[t]);
    for (t = 0; t < buyers; t++)
        fmpz_set_si(environment->agent[1].value->entry + buyers + t, buyer[t]);
    fmpz_set_ui(environment->agent[0].value->denominator, denominator);
    fmpz_set_ui(environment->agent[1].value->denominator, denominator);
}

/* Lists the efficient rule. */
static inline void list_rule(xp_rule_t rule, const xp_environment_t environment, xp_ties_t ties)
{
    xp_error_t error;

    xp_error_init(error);
    rule->efficient = 1;
    rule->ties = ties;
    XP_CHECK(xp_allocation_list(rule, environment, NULL, error) == XP_OK);
    xp_error_clear(error);
}

static inline void ask(xp_question_t *question, const xp_environment_t environment,
                       const xp_rule_t rule, xp_properties_t properties)
{
    xp_error_t error;

    xp_error_init(error);
    *question = (xp_question_t) {.environment = environment,
                                 .rule = rule,
                                 .properties = properties,
                                 .objective_agent = -1};
    XP_CHECK(xp_question_check(question, error) == XP_OK);
    xp_error_clear(error);
}

#endif
