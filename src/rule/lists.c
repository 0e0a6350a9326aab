/* Values, outside options and costs at every profile. */
#include <expost/rule/interim.h>

#include "rule/rule_impl.h"
#include "rule/strip.h"

/* The one layer of the given kind, agent and table; no table: all zeros. */
static xp_status_t list_layer(xp_table_t values, const xp_environment_t environment,
                              const xp_rule_t rule, xp_layer_kind_t kind, slong agent,
                              const xp_table_struct *table, const char *what, xp_error_t error)
{
    const xp_rule_struct *listed = rule;
    xp_rule_t copy;
    xp_layers_t layers;
    xp_strip_t strip;
    xp_rule_init(copy);
    xp_layers_init(layers);
    xp_strip_init(strip);
    xp_status_t status = xp_profiles_require(environment->profiles, what, error);
    if (status == XP_OK && table != NULL)
    {
        if (xp_layer_is_by_choice(xp_layers_add(layers, kind, agent, table)))
        {
            status = xp_rule_listed(&listed, copy, rule, environment, NULL, error);
        }
    }
    if (status == XP_OK)
    {
        status = xp_strip_set(strip, layers, environment->profiles, listed, error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_list(values, strip, what, NULL, error);
    }
    xp_strip_clear(strip);
    xp_layers_clear(layers);
    xp_rule_clear(copy);
    return status;
}

xp_status_t xp_value_list(xp_table_t values, const xp_environment_t environment,
                          const xp_rule_t rule, slong agent, xp_error_t error)
{
    const xp_agent_struct *own = environment->agent + agent;
    return list_layer(values, environment, rule,
                      own->interdependent ? XP_LAYER_CHOICE_PROFILE : XP_LAYER_CHOICE_TYPE,
                      agent, own->value, "the list of values", error);
}

xp_status_t xp_outside_list(xp_table_t values, const xp_environment_t environment,
                            const xp_rule_t rule, slong agent, xp_error_t error)
{
    const xp_agent_struct *own = environment->agent + agent;
    const xp_table_struct *table = own->outside;
    xp_layer_kind_t kind = XP_LAYER_TYPE;
    switch (own->outside_kind)
    {
    case XP_OUTSIDE_NONE:
        table = NULL;
        break;
    case XP_OUTSIDE_TYPE:
        break;
    case XP_OUTSIDE_PROFILE:
        kind = XP_LAYER_PROFILE;
        break;
    case XP_OUTSIDE_OUTCOME:
        kind = XP_LAYER_CHOICE_TYPE;
        break;
    case XP_OUTSIDE_BOTH:
        kind = XP_LAYER_CHOICE_PROFILE;
        break;
    }
    return list_layer(values, environment, rule, kind, agent, table,
                      "the list of outside options", error);
}

xp_status_t xp_cost_list(xp_table_t values, const xp_environment_t environment,
                         const xp_rule_t rule, xp_error_t error)
{
    return list_layer(values, environment, rule, XP_LAYER_CHOICE, 0, environment->cost,
                      "the list of costs", error);
}
