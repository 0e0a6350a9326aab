/* The report `check` as JSON when types are intervals. */
#include "render/interval_check.h"

#include "render/json_impl.h"
#include "render/real_impl.h"

static json_t *name_of(const xp_report_t *report, slong agent)
{
    return agent < 0 ? json_null() : xp_json_text(report->model->continuous->agent[agent].name);
}

static json_t *describe_witness(const xp_report_t *report,
                                const xp_interval_finding_struct *finding)
{
    int interim = finding->question == XP_INTERVAL_BIC || finding->question == XP_INTERVAL_IIR;
    json_t *object;

    if (finding->answer != XP_FAILS)
        return json_null();
    object = json_object();
    json_object_set_new(object, "agent", name_of(report, finding->witness_agent));
    if (finding->has_type && (interim || finding->has_profile))
        xp_json_set_rational(object, "type", finding->type, report->digits);
    if (finding->has_report)
        xp_json_set_rational(object, "report", finding->report, report->digits);
    if (finding->has_profile && finding->question != XP_INTERVAL_BIC)
        xp_json_set_rationals(object, "profile", finding->profile, finding->n, report->digits);
    xp_json_set_real(object, "slack", finding->difference, report->digits);
    return object;
}

static json_t *list_intervals(const xp_report_t *report,
                              const xp_interval_finding_struct *finding)
{
    json_t *list = json_array();
    slong k;

    for (k = 0; k < finding->interval_count; k++)
    {
        const xp_type_interval_struct *interval = finding->interval + k;
        json_t *object = json_object();

        json_object_set_new(object, "agent", name_of(report, interval->agent));
        xp_json_set_real(object, "from", interval->low, report->digits);
        xp_json_set_real(object, "to", interval->high, report->digits);
        json_object_set_new(object, "from_open", json_boolean(interval->low_open));
        json_object_set_new(object, "to_open", json_boolean(interval->high_open));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *describe_row(const xp_report_t *report, const xp_interval_row_t *row)
{
    const xp_interval_finding_struct *finding = row->finding;
    json_t *object = json_object();

    json_object_set_new(object, "name", json_string(row->name));
    json_object_set_new(object, "verdict", json_string(xp_interval_check_verdict(row)));
    json_object_set_new(object, "how", xp_json_text_or_null(finding != NULL ? finding->how
                                                                            : row->reason));
    if (finding == NULL)
        return object;
    if (finding->has_slack)
    {
        xp_json_set_real(object, "slack", finding->slack, report->digits);
        json_object_set_new(object, "slack_agent", name_of(report, finding->slack_agent));
    }
    if (finding->has_slack_type)
        xp_json_set_real(object, "slack_type", finding->slack_type, report->digits);
    json_object_set_new(object, "witness", describe_witness(report, finding));
    json_object_set_new(object, "violating_types", list_intervals(report, finding));
    json_object_set_new(object, "violating_types_complete", json_boolean(finding->complete));
    return object;
}

void xp_interval_check_add_json(xp_string_t out, const xp_report_t *report,
                                const xp_interval_check_t *check)
{
    json_t *object = xp_json_begin_intervals(report, check->exit_status);
    json_t *rows = json_array(), *left = json_array();
    size_t k;

    json_object_set_new(object, "mechanism", json_string(check->mechanism));
    for (k = 0; k < check->row_count; k++)
        json_array_append_new(rows, describe_row(report, check->row + k));
    json_object_set_new(object, "properties", rows);
    for (k = 0; k < check->left_count; k++)
    {
        json_t *entry = json_object();

        json_object_set_new(entry, "name", json_string(check->left_out[k].name));
        json_object_set_new(entry, "reason", xp_json_text(check->left_out[k].reason));
        json_array_append_new(left, entry);
    }
    json_object_set_new(object, "left_out", left);
    xp_json_finish(out, report, object);
}
