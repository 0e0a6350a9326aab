/* The report `redistribute` as JSON. */
#include "render/json_impl.h"
#include "render/redistribute_impl.h"

static json_t *describe_worst(const xp_redistribution_row_struct *row, long digits)
{
    json_t *object = json_object();

    xp_json_set_rational(object, "bailey", row->bailey, digits);
    xp_json_set_rational(object, "cavallo", row->bailey, digits);
    xp_json_set_rational(object, "guo_conitzer", row->guo_conitzer, digits);
    xp_json_set_rational(object, "linear_program", row->optimum, digits);
    xp_json_set_rational(object, "linear_program_involuntary", row->involuntary, digits);
    if (row->units == 1)
        xp_json_set_rational(object, "green_laffont_loss", row->worst_lost, digits);
    else
        json_object_set_new(object, "green_laffont_loss", json_null());
    return object;
}

static json_t *describe_rebates(const xp_expected_rebates_struct *rebates, long digits)
{
    json_t *object = json_object();

    xp_json_set_rational(object, "share", rebates->share, digits);
    xp_json_set_rational(object, "left", rebates->left, digits);
    return object;
}

static json_t *describe_expected(const xp_redistribution_row_struct *row, long digits)
{
    json_t *object = json_object();

    xp_json_set_rational(object, "welfare", row->welfare, digits);
    xp_json_set_rational(object, "revenue", row->revenue, digits);
    json_object_set_new(object, "bailey", describe_rebates(&row->by_bailey, digits));
    json_object_set_new(object, "cavallo", describe_rebates(&row->by_bailey, digits));
    json_object_set_new(object, "guo_conitzer", describe_rebates(&row->by_guo_conitzer, digits));
    if (row->units == 1)
        xp_json_set_rational(object, "green_laffont_loss", row->lost, digits);
    else
        json_object_set_new(object, "green_laffont_loss", json_null());
    return object;
}

static json_t *describe_row(const xp_redistribution_row_struct *row, long digits)
{
    json_t *object = json_object();

    json_object_set_new(object, "agents", json_sprintf("%ld", (long) row->agents));
    json_object_set_new(object, "worst_case", describe_worst(row, digits));
    xp_json_set_rationals(object, "coefficients", row->rebate + row->units + 1,
                          row->agents - row->units - 1, digits);
    json_object_set_new(object, "expected",
                        row->types > 0 ? describe_expected(row, digits) : json_null());
    return object;
}

void xp_redistribute_add_json(xp_string_t out, const xp_report_t *report,
                              const xp_redistribute_report_t *found)
{
    json_t *object = xp_json_begin(report, found->exit_status);
    json_t *rows = json_array();
    size_t r;

    json_object_set_new(object, "units", json_sprintf("%ld", (long) found->units));
    json_object_set_new(object, "types", found->types > 0
                                             ? json_sprintf("%ld", (long) found->types)
                                             : json_null());
    for (r = 0; r < found->count; r++)
        json_array_append_new(rows, describe_row(found->row + r, report->digits));
    json_object_set_new(object, "rows", rows);
    json_object_set_new(object, "reason", xp_json_text_or_null(found->reason));
    xp_json_finish(out, report, object);
}
