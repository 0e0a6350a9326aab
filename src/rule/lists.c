/* Values, outside options and costs at every profile. */
#include <expost/rule/interim.h>

#include "rule/layer.h"

/* The one layer of the given kind, agent and table; no table: all zeros. */
static xp_status_t list_layer(xp_table_t values, const xp_environment_t environment,
                              const xp_rule_t rule, xp_layer_kind_t kind, slong agent,
                              const xp_table_struct *table, const char *what, xp_error_t error)
{
    xp_layers_t layers;
    xp_layers_init(layers);
    if (table != NULL)
    {
        xp_layers_add(layers, kind, agent, table);
    }
    xp_status_t status = xp_layers_sum(values, layers, environment->profiles, rule, what, NULL,
                                       error);
    xp_layers_clear(layers);
    return status;
}

xp_status_t xp_value_list(xp_table_t values, const xp_environment_t environment,
                          const xp_rule_t rule, slong agent, xp_error_t error)
{
    const xp_agent_struct *own = environment->agent + agent;
    return list_layer(values, environment, rule,
                      own->interdependent ? XP_LAYER_CHOICE_PROFILE : XP_LAYER_CHOICE_TYPE,
                      agent, own->value, "values", error);
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
    return list_layer(values, environment, rule, kind, agent, table, "outside options", error);
}

xp_status_t xp_cost_list(xp_table_t values, const xp_environment_t environment,
                         const xp_rule_t rule, xp_error_t error)
{
    return list_layer(values, environment, rule, XP_LAYER_CHOICE, 0, environment->cost, "costs",
                      error);
}
