/* The report `balance` as JSON. */
#include "render/balance_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"

/* For one agent: h at each profile of the others. */
static json_t *list_h(const xp_report_t *report, const xp_balance_t balance, slong agent)
{
    const xp_environment_struct *environment = report->model->environment;
    slong *profile = xp_malloc((size_t) balance->agent_count * sizeof(slong));
    json_t *list = json_array();
    fmpq_t value;
    slong line;

    fmpq_init(value);
    for (line = 0; line < balance->h[agent].length; line++)
    {
        json_t *entry = json_object();

        xp_profiles_get(profile, environment->profiles,
                        xp_profiles_line_start(environment->profiles, agent, line));
        json_object_set_new(entry, "others", xp_json_others(environment, agent, profile));
        xp_table_get_fmpq(value, balance->h + agent, line);
        xp_json_set_rational(entry, "value", value, report->digits);
        json_array_append_new(list, entry);
    }
    fmpq_clear(value);
    free(profile);
    return list;
}

static json_t *describe_cube(const xp_report_t *report, const xp_balance_t balance,
                             const xp_cube_t cube)
{
    const xp_environment_struct *environment = report->model->environment;
    slong *profile = xp_calloc((size_t) balance->agent_count, sizeof(slong));
    json_t *object = json_object(), *corners = json_array();
    slong corner;

    json_object_set_new(object, "base", xp_json_profile(environment, profile));
    json_object_set_new(object, "profile", xp_json_profile(environment, balance->profile));
    xp_json_set_rational(object, "sum", balance->sum, report->digits);
    for (corner = 0; corner < cube->count; corner++)
    {
        json_t *entry = json_object();

        xp_cube_corner(profile, cube, balance, corner);
        json_object_set_new(entry, "profile", xp_json_profile(environment, profile));
        json_object_set_new(entry, "sign", json_string(cube->sign[corner] > 0 ? "1" : "-1"));
        xp_json_set_rational(entry, "welfare", cube->welfare + corner, report->digits);
        json_array_append_new(corners, entry);
    }
    json_object_set_new(object, "corners", corners);
    free(profile);
    return object;
}

void xp_balance_add_json(xp_string_t out, const xp_report_t *report, const xp_balance_t balance,
                         const xp_cube_t cube, int exit_status)
{
    int possible = balance->answer == XP_HOLDS;
    json_t *object = xp_json_begin(report, exit_status);
    slong i;

    json_object_set_new(object, "agents", xp_json_agents(report->model->environment));
    json_object_set_new(object, "about", json_string("groves"));
    json_object_set_new(object, "verdict", json_string(possible ? "possible" : "impossible"));
    json_object_set_new(object, "cubes", xp_json_count(balance->cubes));
    json_object_set_new(object, "violated", xp_json_count(balance->violated));
    if (possible)
    {
        json_t *h = json_array();

        for (i = 0; i < balance->agent_count; i++)
            json_array_append_new(h, list_h(report, balance, i));
        json_object_set_new(object, "h", h);
    }
    else
        json_object_set_new(object, "cube", describe_cube(report, balance, cube));
    xp_json_finish(out, report, object);
}
