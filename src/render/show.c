/* The report `show`: which form is asked for, and one profile. */
#include <expost/render/show.h>

#include <expost/rule/allocation.h>
#include <expost/text/write.h>

#include "render/show_impl.h"

const char *xp_show_ties(xp_ties_t ties)
{
    return ties == XP_TIES_FIRST ? "first" : ties == XP_TIES_LAST ? "last" : "lottery";
}

void xp_point_clear(xp_point_t point)
{
    _fmpq_vec_clear(point->value, point->agents * point->outcomes);
    _fmpq_vec_clear(point->cost, point->outcomes);
    _fmpq_vec_clear(point->welfare, point->outcomes);
    _fmpq_vec_clear(point->weight, point->outcomes);
    _fmpq_vec_clear(point->outside, point->agents);
    fmpq_clear(point->largest);
}

/* S(a, theta) = sum of the values less the cost, for each outcome. */
static xp_status_t fill_values(xp_point_t point, const xp_environment_t environment,
                               xp_error_t error)
{
    slong best = 0, a, i;

    for (a = 0; a < point->outcomes; a++)
    {
        fmpq *welfare = point->welfare + a;

        xp_table_get_fmpq(point->cost + a, environment->cost, a);
        fmpq_neg(welfare, point->cost + a);
        for (i = 0; i < point->agents; i++)
        {
            fmpq *value = point->value + a * point->agents + i;
            xp_status_t status = xp_environment_value(value, environment, i, a, point->profile,
                                                      error);

            if (status != XP_OK)
                return status;
            fmpq_add(welfare, welfare, value);
        }
        if (fmpq_cmp(welfare, point->welfare + best) > 0)
            best = a;
    }
    fmpq_set(point->largest, point->welfare + best);
    return XP_OK;
}

static xp_status_t fill_outside(xp_point_t point, const xp_environment_t environment,
                                xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t value;
    slong a, i;

    fmpq_init(value);
    for (i = 0; status == XP_OK && i < point->agents; i++)
        for (a = 0; status == XP_OK && a < point->outcomes; a++)
            if (!fmpq_is_zero(point->weight + a))
            {
                status = xp_environment_outside(value, environment, i, a, point->profile, error);
                if (status == XP_OK)
                    fmpq_addmul(point->outside + i, value, point->weight + a);
            }
    fmpq_clear(value);
    return status;
}

xp_status_t xp_point_init_at(xp_point_t point, const xp_environment_t environment,
                             const xp_rule_t rule, const slong *profile, xp_error_t error)
{
    xp_status_t status;

    point->agents = environment->agent_count;
    point->outcomes = environment->outcome_count;
    point->profile = profile;
    point->value = _fmpq_vec_init(point->agents * point->outcomes);
    point->cost = _fmpq_vec_init(point->outcomes);
    point->welfare = _fmpq_vec_init(point->outcomes);
    point->weight = _fmpq_vec_init(point->outcomes);
    point->outside = _fmpq_vec_init(point->agents);
    fmpq_init(point->largest);
    status = fill_values(point, environment, error);
    if (status == XP_OK)
        status = xp_allocation_at(point->weight, rule, environment, profile, error);
    if (status == XP_OK)
        status = fill_outside(point, environment, error);
    if (status != XP_OK)
        xp_point_clear(point);
    return status;
}

static xp_status_t render_at(xp_string_t out, const xp_report_t *report, const xp_rule_t rule,
                             const slong *profile, xp_error_t error)
{
    xp_point_t point;
    xp_status_t status = xp_point_init_at(point, report->model->environment, rule, profile,
                                          error);

    if (status != XP_OK)
        return status;
    if (report->format == XP_FORMAT_JSON)
        xp_show_add_json(out, report, rule, point);
    else
        xp_show_add_point(out, report, point);
    xp_point_clear(point);
    return XP_OK;
}

xp_status_t xp_show_render(xp_string_t out, const xp_report_t *report, const xp_rule_t rule,
                           const slong *profile, xp_error_t error)
{
    if (report->format == XP_FORMAT_MECH)
        xp_model_write(out, report->model);
    else if (profile != NULL)
        return render_at(out, report, rule, profile, error);
    else if (report->format == XP_FORMAT_JSON)
        xp_show_add_json(out, report, rule, NULL);
    else
        xp_show_add_sheet(out, report, rule);
    return XP_OK;
}
