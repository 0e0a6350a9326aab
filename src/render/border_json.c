/* The report `border` as JSON. */
#include "render/border_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"

static json_t *list_interim(const xp_report_t *report, const xp_border_t border)
{
    const xp_environment_struct *environment = report->model->environment;
    json_t *list = json_array();
    slong i, t;

    for (i = 0; i < border->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            slong pair = border->offset[i] + t;
            json_t *entry = json_object();

            json_object_set_new(entry, "agent", xp_json_text(environment->agent[i].name));
            json_object_set_new(entry, "type",
                                xp_json_text(environment->agent[i].type_label[t]));
            xp_json_set_rational(entry, "probability", border->probability + pair,
                                 report->digits);
            xp_json_set_rational(entry, "win", border->win + pair, report->digits);
            json_array_append_new(list, entry);
        }
    return list;
}

static json_t *list_rule(const xp_report_t *report, const xp_border_t border)
{
    const xp_environment_struct *environment = report->model->environment;
    slong *profile = xp_calloc((size_t) border->agent_count, sizeof(slong));
    json_t *list = json_array();
    slong k;

    for (k = 0; k < border->rule->choice_length; k++)
    {
        json_t *entry = json_object();

        json_object_set_new(entry, "profile", xp_json_profile(environment, profile));
        json_object_set_new(entry, "outcome",
                            xp_json_choice(environment, border->rule,
                                           (slong) border->rule->choice[k]));
        json_array_append_new(list, entry);
        xp_profiles_next(profile, environment->profiles);
    }
    free(profile);
    return list;
}

/* The members of a set, agent by agent. */
static json_t *list_members(const xp_environment_struct *environment, const xp_border_t border,
                            const xp_border_set_struct *set)
{
    json_t *list = json_array();
    slong i, t;

    for (i = 0; i < border->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
            if (set->member[border->offset[i] + t])
            {
                json_t *entry = json_object();

                json_object_set_new(entry, "agent", xp_json_text(environment->agent[i].name));
                json_object_set_new(entry, "type",
                                    xp_json_text(environment->agent[i].type_label[t]));
                json_array_append_new(list, entry);
            }
    return list;
}

static json_t *list_sets(const xp_report_t *report, const xp_border_t border)
{
    json_t *list = json_array();
    slong k;

    for (k = 0; k < border->violated_count; k++)
    {
        const xp_border_set_struct *set = border->violated + k;
        json_t *entry = json_object();

        json_object_set_new(entry, "set",
                            list_members(report->model->environment, border, set));
        xp_json_set_rational(entry, "wins", set->left, report->digits);
        xp_json_set_rational(entry, "at_most", set->right, report->digits);
        xp_json_set_rational(entry, "slack", set->slack, report->digits);
        json_array_append_new(list, entry);
    }
    return list;
}

void xp_border_add_json(xp_string_t out, const xp_report_t *report, const xp_border_t border,
                        const char *certificate, int exit_status)
{
    int possible = border->answer == XP_HOLDS;
    json_t *object = xp_json_begin(report, exit_status);

    json_object_set_new(object, "agents", xp_json_agents(report->model->environment));
    json_object_set_new(object, "verdict", json_string(possible ? "possible" : "impossible"));
    json_object_set_new(object, "units", xp_json_size((size_t) border->unit_count));
    json_object_set_new(object, "interim", list_interim(report, border));
    json_object_set_new(object, "rule", possible ? list_rule(report, border) : json_null());
    json_object_set_new(object, "violated", list_sets(report, border));
    json_object_set_new(object, "certificate", xp_json_text_or_null(certificate));
    xp_json_finish(out, report, object);
}
