/* The report `check` as JSON. */
#include "render/check_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"
#include "render/place_impl.h"

static json_t *list_cycle(const xp_place_struct *place, const xp_agent_struct *agent)
{
    json_t *list = json_array();
    slong k;

    for (k = 0; k < place->cycle_length; k++)
        json_array_append_new(list, xp_json_text(agent->type_label[place->cycle[k]]));
    return list;
}

/* A place: what applies of agent, types, profile, outcome, and its slack. */
static json_t *describe_place(const xp_place_struct *place, const xp_environment_t environment,
                              long digits)
{
    const xp_agent_struct *agent = place->agent < 0 ? NULL : environment->agent + place->agent;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    json_t *object = json_object();

    if (agent != NULL)
        json_object_set_new(object, "agent", xp_json_text(agent->name));
    if (place->cycle_length > 0)
        json_object_set_new(object, "cycle", list_cycle(place, agent));
    if (place->type >= 0)
        json_object_set_new(object, "type", xp_json_text(agent->type_label[place->type]));
    if (place->report >= 0)
        json_object_set_new(object, "report", xp_json_text(agent->type_label[place->report]));
    if (xp_place_profile(profile, place, environment))
    {
        if (xp_place_names_profile(place))
            json_object_set_new(object, "profile", xp_json_profile(environment, profile));
        else
            json_object_set_new(object, "others",
                                xp_json_others(environment, place->agent, profile));
    }
    if (place->outcome >= 0)
        json_object_set_new(object, "outcome",
                            xp_json_text(environment->outcome_label[place->outcome]));
    xp_json_set_rational(object, "slack", place->slack, digits);
    if (!fmpq_equal(place->slack, place->difference))
        xp_json_set_rational(object, "difference", place->difference, digits);
    free(profile);
    return object;
}

static json_t *list_places(const xp_finding_struct *finding, const xp_environment_t environment,
                           long digits)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < finding->all_count; i++)
        json_array_append_new(list, describe_place(finding->all + i, environment, digits));
    return list;
}

/* A property without an answer: nothing was established about any inequality. */
static json_t *finish_unknown(json_t *object, const xp_check_row_t *row)
{
    static const char *const empty[] = {"slack", "at", "witness"};
    static const char *const none[] = {"checked", "skipped", "violations"};
    size_t i;

    json_object_set_new(object, "reason", xp_json_text(row->reason));
    for (i = 0; i < 3; i++)
        json_object_set_new(object, none[i], json_string("0"));
    for (i = 0; i < 3; i++)
        json_object_set_new(object, empty[i], json_null());
    return object;
}

static json_t *describe_row(const xp_report_t *report, const xp_check_report_t *check,
                            const xp_check_row_t *row)
{
    const xp_environment_struct *environment = check->mechanism->environment;
    const xp_finding_struct *finding = row->finding;
    json_t *object = json_object();

    json_object_set_new(object, "name", json_string(xp_property_info(row->property)->name));
    json_object_set_new(object, "verdict", json_string(xp_check_verdict(row)));
    if (finding == NULL)
        return finish_unknown(object, row);
    json_object_set_new(object, "checked", xp_json_count(finding->checked));
    json_object_set_new(object, "skipped", xp_json_count(finding->skipped));
    json_object_set_new(object, "violations", xp_json_count(finding->violations));
    if (finding->has_slack)
    {
        xp_json_set_rational(object, "slack", finding->at.slack, report->digits);
        json_object_set_new(object, "slack_is_least", json_boolean(finding->least_proved));
        json_object_set_new(object, "at",
                            describe_place(&finding->at, environment, report->digits));
    }
    else
    {
        json_object_set_new(object, "slack", json_null());
        json_object_set_new(object, "at", json_null());
    }
    json_object_set_new(object, "witness",
                        finding->answer == XP_FAILS
                            ? describe_place(&finding->witness, environment, report->digits)
                            : json_null());
    if (check->all)
        json_object_set_new(object, "all", list_places(finding, environment, report->digits));
    return object;
}

static json_t *describe_regret(const xp_report_t *report, const xp_check_report_t *check)
{
    const xp_findings_struct *regret = check->regret;
    json_t *object = json_object();

    if (regret != NULL && regret->has_ex_post)
        xp_json_set_rational(object, "ex_post", regret->regret_ex_post, report->digits);
    else
        json_object_set_new(object, "ex_post", json_null());
    if (regret != NULL && regret->has_interim)
        xp_json_set_rational(object, "interim", regret->regret_interim, report->digits);
    else
        json_object_set_new(object, "interim", json_null());
    return object;
}

static json_t *list_left_out(const xp_check_report_t *check)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < check->left_count; i++)
    {
        json_t *object = json_object();

        json_object_set_new(object, "name",
                            json_string(xp_property_info(check->left_out[i].property)->name));
        json_object_set_new(object, "reason", xp_json_text(check->left_out[i].reason));
        json_array_append_new(list, object);
    }
    return list;
}

void xp_check_add_json(xp_string_t out, const xp_report_t *report,
                       const xp_check_report_t *check)
{
    const xp_mechanism_struct *mechanism = check->mechanism;
    json_t *object = xp_json_begin(report, check->exit_status), *list = json_array();
    size_t i;

    for (i = 0; i < check->row_count; i++)
        json_array_append_new(list, describe_row(report, check, check->row + i));
    json_object_set_new(object, "mechanism",
                        mechanism->name == NULL ? json_null() : xp_json_text(mechanism->name));
    json_object_set_new(object, "rule",
                        json_string(mechanism->own_rule          ? "own"
                                    : mechanism->rule->efficient ? "efficient"
                                                                 : "model"));
    json_object_set_new(object, "agents", xp_json_agents(mechanism->environment));
    json_object_set_new(object, "properties", list);
    json_object_set_new(object, "regret", describe_regret(report, check));
    json_object_set_new(object, "left_out", list_left_out(check));
    json_object_set_new(object, "notes", xp_json_texts((const char *const *) mechanism->note,
                                                       mechanism->note_count));
    xp_json_finish(out, report, object);
}
