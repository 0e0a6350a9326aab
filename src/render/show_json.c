/* The report `show` as JSON. */
#include "render/show_impl.h"

#include "render/json_impl.h"

/* An agent with more types than this is reported by their number. */
#define TYPES_SHOWN 1000

static json_t *list_table(const xp_table_t table, slong from, slong count)
{
    json_t *list = json_array();
    fmpq_t value;
    slong k;

    fmpq_init(value);
    for (k = 0; k < count; k++)
    {
        xp_table_get_fmpq(value, table, from + k);
        json_array_append_new(list, xp_json_rational(value));
    }
    fmpq_clear(value);
    return list;
}

static json_t *list_types(const xp_agent_struct *agent)
{
    json_t *list = json_array();
    slong t;

    for (t = 0; t < agent->type_count; t++)
        json_array_append_new(list, xp_json_text(agent->type_label[t]));
    return list;
}

static json_t *list_prior(const xp_environment_t environment, slong agent)
{
    json_t *list = json_array();
    fmpq_t value;
    slong t;

    fmpq_init(value);
    for (t = 0; t < environment->agent[agent].type_count; t++)
    {
        xp_environment_type_probability(value, environment, agent, t);
        json_array_append_new(list, xp_json_rational(value));
    }
    fmpq_clear(value);
    return list;
}

/* Private values as {outcome: [value of each type]}. */
static json_t *list_values(const xp_environment_t environment, const xp_agent_struct *agent)
{
    json_t *object = json_object();
    slong a;

    for (a = 0; a < environment->outcome_count; a++)
        json_object_set_new(object, environment->outcome_label[a],
                            list_table(agent->value, a * agent->type_count, agent->type_count));
    return object;
}

static json_t *describe_outside(const xp_agent_struct *agent, int listed)
{
    static const char *const depends[] = {"nothing", "type", "profile", "outcome",
                                          "profile and outcome"};
    json_t *object = json_object();

    json_object_set_new(object, "depends_on", json_string(depends[agent->outside_kind]));
    if (agent->outside_kind == XP_OUTSIDE_TYPE && listed)
        json_object_set_new(object, "values", list_table(agent->outside, 0, agent->type_count));
    return object;
}

static json_t *describe_agent(const xp_environment_t environment, slong i)
{
    const xp_agent_struct *agent = environment->agent + i;
    int listed = agent->type_count <= TYPES_SHOWN;
    json_t *object = json_object();

    json_object_set_new(object, "name", xp_json_text(agent->name));
    json_object_set_new(object, "types",
                        listed ? list_types(agent) : xp_json_size((size_t) agent->type_count));
    json_object_set_new(object, "prior",
                        listed && environment->prior != XP_PRIOR_NONE
                            ? list_prior(environment, i) : json_null());
    json_object_set_new(object, "private", json_boolean(!agent->interdependent));
    json_object_set_new(object, "values", listed && !agent->interdependent
                                              ? list_values(environment, agent) : json_null());
    json_object_set_new(object, "outside", describe_outside(agent, listed));
    return object;
}

/* {outcome: [agents it needs]} for outcomes that need somebody. */
static json_t *list_requirements(const xp_environment_t environment)
{
    json_t *object = json_object();
    slong a, i;

    for (a = 0; a < environment->outcome_count; a++)
    {
        json_t *list = json_array();

        for (i = 0; i < environment->agent_count; i++)
            if (!environment->agent[i].available[a])
                json_array_append_new(list, xp_json_text(environment->agent[i].name));
        if (json_array_size(list) > 0)
            json_object_set_new(object, environment->outcome_label[a], list);
        else
            json_decref(list);
    }
    return object;
}

static json_t *describe_point(const xp_report_t *report, const xp_point_struct *point)
{
    const xp_environment_struct *environment = report->model->environment;
    json_t *object = json_object(), *list = json_array();
    slong a;

    json_object_set_new(object, "profile", xp_json_profile(environment, point->profile));
    for (a = 0; a < point->outcomes; a++)
    {
        json_t *row = json_object();

        json_object_set_new(row, "outcome", xp_json_text(environment->outcome_label[a]));
        xp_json_set_rationals(row, "values", point->value + a * point->agents, point->agents,
                              report->digits);
        xp_json_set_rational(row, "cost", point->cost + a, report->digits);
        xp_json_set_rational(row, "welfare", point->welfare + a, report->digits);
        json_array_append_new(list, row);
    }
    json_object_set_new(object, "outcomes", list);
    json_object_set_new(object, "chosen", xp_json_weights(environment, point->weight));
    xp_json_set_rational(object, "largest_welfare", point->largest, report->digits);
    xp_json_set_rationals(object, "outside", point->outside, point->agents, report->digits);
    return object;
}

static json_t *name_payments(const xp_model_t model)
{
    if (model->mechanism != NULL)
        return xp_json_text(model->mechanism);
    return xp_model_has_payments(model) ? json_string("model") : json_null();
}

void xp_show_add_json(xp_string_t out, const xp_report_t *report, const xp_rule_t rule,
                      const xp_point_struct *point)
{
    static const char *const priors[] = {"none", "independent", "joint"};
    const xp_environment_struct *environment = report->model->environment;
    json_t *object = xp_json_begin(report, 0), *agents = json_array();
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        json_array_append_new(agents, describe_agent(environment, i));
    json_object_set_new(object, "agents", agents);
    json_object_set_new(object, "outcomes", xp_json_outcomes(environment));
    json_object_set_new(object, "costs",
                        list_table(environment->cost, 0, environment->outcome_count));
    json_object_set_new(object, "requires", list_requirements(environment));
    json_object_set_new(object, "profiles", xp_json_count(environment->profiles->count));
    json_object_set_new(object, "listed",
                        json_boolean(xp_profiles_are_listed(environment->profiles)));
    json_object_set_new(object, "private",
                        json_boolean(xp_environment_has_private_values(environment)));
    json_object_set_new(object, "prior", json_string(priors[environment->prior]));
    json_object_set_new(object, "rule", json_string(rule->efficient ? "efficient" : "model"));
    json_object_set_new(object, "ties", rule->efficient ? json_string(xp_show_ties(rule->ties))
                                                        : json_null());
    json_object_set_new(object, "payments", name_payments(report->model));
    if (point != NULL)
        json_object_set_new(object, "at", describe_point(report, point));
    xp_json_finish(out, report, object);
}
