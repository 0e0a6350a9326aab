/* What is expected given the own type, as JSON. */
#include "render/pay_impl.h"

#include "render/json_impl.h"

static json_t *describe_type(const xp_report_t *report, const xp_pay_interim_struct *interim,
                             slong row)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    const xp_agent_struct *agent = environment->agent + interim->agent[row];
    json_t *object = json_object(), *choices;
    fmpq_t chosen;
    slong a;

    json_object_set_new(object, "type", xp_json_text(agent->type_label[interim->type[row]]));
    xp_json_set_rational(object, "probability", interim->probability + row, report->digits);
    xp_json_set_rational(object, "payment", interim->payment + row, report->digits);
    xp_json_set_rational(object, "utility", interim->utility + row, report->digits);
    if (interim->weight == NULL)
        return object;
    fmpq_init(chosen);
    choices = json_object();
    for (a = 0; a < environment->outcome_count; a++)
    {
        xp_pay_interim_choice(chosen, interim, row, a);
        json_object_set_new(choices, environment->outcome_label[a], xp_json_rational(chosen));
    }
    json_object_set_new(object, "choices", choices);
    fmpq_clear(chosen);
    return object;
}

static json_t *list_agents(const xp_report_t *report, const xp_pay_interim_struct *interim)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    json_t *list = json_array();
    slong row = 0, i;

    for (i = 0; i < environment->agent_count; i++)
    {
        json_t *object = json_object(), *types = json_array();

        for (; row < interim->row_count && interim->agent[row] == i; row++)
            json_array_append_new(types, describe_type(report, interim, row));
        json_object_set_new(object, "agent", xp_json_text(environment->agent[i].name));
        json_object_set_new(object, "types", types);
        json_array_append_new(list, object);
    }
    return list;
}

void xp_pay_add_interim_json(xp_string_t out, const xp_report_t *report,
                             const xp_pay_interim_t interim)
{
    const xp_mechanism_struct *mechanism = interim->mechanism;
    json_t *object = xp_json_begin(report, 0);

    xp_pay_set_json_subject(object, mechanism);
    json_object_set_new(object, "payments", json_null());
    json_object_set_new(object, "interim", list_agents(report, interim));
    xp_pay_set_json_subsidy(object, mechanism, report->digits);
    xp_pay_set_json_means(object, interim->means, report->digits);
    xp_pay_set_json_notes(object, mechanism);
    xp_json_finish(out, report, object);
}
