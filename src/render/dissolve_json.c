/* The report `dissolve` as JSON. */
#include "render/dissolve_impl.h"

#include "render/json_impl.h"
#include "render/real_impl.h"
#include "render/words_impl.h"

static json_t *describe_payments(const xp_report_t *report,
                                 const xp_dissolve_report_t *dissolve)
{
    const xp_cgk_payments_struct *payments = dissolve->payments;
    json_t *object, *own;
    slong i;

    if (payments->n == 0)
        return json_null();
    object = json_object();
    own = payments->exact ? json_array() : json_null();
    for (i = 0; i < payments->n && payments->exact; i++)
        json_array_append_new(own, xp_json_piecewise(payments->own + i));
    json_object_set_new(object, "own", own);
    xp_json_set_reals(object, "constants", payments->constant, payments->n, report->digits);
    xp_json_set_real(object, "gain", payments->gain, report->digits);
    return object;
}

static json_t *describe_point(const xp_report_t *report, const xp_dissolve_report_t *dissolve)
{
    json_t *object;
    slong n = dissolve->payments->n;

    if (dissolve->theta == NULL || n == 0)
        return json_null();
    object = json_object();
    xp_json_set_rationals(object, "types", dissolve->theta, n, report->digits);
    json_object_set_new(object, "gets_the_good",
                        xp_json_text(report->model->continuous->agent[dissolve->winner].name));
    xp_json_set_reals(object, "payment", dissolve->payment_at, n, report->digits);
    return object;
}

static json_t *describe_auction(const xp_report_t *report,
                                const xp_simple_auction_struct *auction)
{
    static const char *const word[] = {"holds", "fails", "unknown"};
    json_t *object, *bid = json_array(), *ir = json_array();
    slong k;

    if (auction->n == 0)
    {
        json_decref(bid);
        json_decref(ir);
        return json_null();
    }
    object = json_object();
    for (k = 0; k < auction->piece_count; k++)
    {
        json_t *piece = json_object();

        json_object_set_new(piece, "from", xp_json_rational(auction->knot + k));
        json_object_set_new(piece, "to", xp_json_rational(auction->knot + k + 1));
        json_object_set_new(piece, "numerator", xp_json_poly(auction->numerator + k));
        json_object_set_new(piece, "denominator", xp_json_poly(auction->denominator + k));
        json_array_append_new(bid, piece);
    }
    json_object_set_new(object, "bid", bid);
    for (k = 0; k < auction->n; k++)
        json_array_append_new(ir, json_string(word[auction->interim_ir[k]]));
    json_object_set_new(object, "iir", ir);
    xp_json_set_reals(object, "slack", auction->slack, auction->n, report->digits);
    return object;
}

static json_t *describe_end(const xp_report_t *report, const xp_boundary_line_struct *line,
                            int which)
{
    const xp_boundary_end_struct *end = line->end + which;
    json_t *object = json_object();

    json_object_set_new(object, "at_simplex", json_boolean(end->at_simplex));
    xp_json_set_real(object, "value", end->parameter, report->digits);
    json_object_set_new(object, "lo", xp_json_rational(end->low));
    json_object_set_new(object, "hi", xp_json_rational(end->high));
    xp_json_set_reals(object, "shares", end->share, line->n, report->digits);
    return object;
}

static json_t *describe_line(const xp_report_t *report, const xp_boundary_line_struct *line)
{
    json_t *object = json_object();

    json_object_set_new(object, "line", xp_json_text(line->name));
    json_object_set_new(object, "verdict", json_string(xp_words_existence(line->answer)));
    if (line->reason != NULL)
        json_object_set_new(object, "reason", xp_json_text(line->reason));
    xp_json_set_rationals(object, "base", line->base, line->n, -1);
    xp_json_set_rationals(object, "direction", line->direction, line->n, -1);
    if (line->answer == XP_HOLDS)
    {
        json_object_set_new(object, "from", describe_end(report, line, 0));
        json_object_set_new(object, "to", describe_end(report, line, 1));
    }
    return object;
}

static json_t *describe_boundary(const xp_report_t *report, const xp_boundary_struct *boundary)
{
    json_t *object, *lines = json_array(), *rays = json_array();
    slong k;

    if (boundary->n == 0)
    {
        json_decref(lines);
        json_decref(rays);
        return json_null();
    }
    object = json_object();
    for (k = 0; k < boundary->line_count; k++)
        json_array_append_new(lines, describe_line(report, boundary->line + k));
    for (k = 0; k < boundary->point_count; k++)
        json_array_append_new(rays, describe_line(report, boundary->ray + k));
    json_object_set_new(object, "lines", lines);
    json_object_set_new(object, "rays", rays);
    return object;
}

void xp_dissolve_add_json(xp_string_t out, const xp_report_t *report,
                          const xp_dissolve_report_t *dissolve)
{
    const xp_dissolution_struct *dissolution = dissolve->dissolution;
    json_t *object = xp_json_begin_intervals(report, dissolve->exit_status), *w = json_null();
    slong n = dissolution->n, i;

    xp_json_set_reals(object, "shares", dissolve->partnership->share, n, report->digits);
    json_object_set_new(object, "verdict", json_string(xp_words_existence(dissolution->answer)));
    json_object_set_new(object, "reason", xp_json_text_or_null(dissolution->reason));
    json_object_set_new(object, "doubt", xp_json_text_or_null(dissolution->doubt));
    xp_json_set_real(object, "sum", dissolution->sum, report->digits);
    xp_json_set_reals(object, "worst_off_types", dissolution->worst_off, n, report->digits);
    xp_json_set_reals(object, "terms", dissolution->term, n, report->digits);
    xp_json_set_reals(object, "w", dissolution->w, n, report->digits);
    json_object_set_new(object, "method",
                        dissolution->answer == XP_UNDECIDED
                            ? json_null()
                            : json_string(xp_dissolve_method_name(dissolution->method)));
    if (dissolve->w != NULL)
    {
        w = json_array();
        for (i = 0; i < n; i++)
            json_array_append_new(w, xp_json_piecewise(dissolve->w + i));
    }
    json_object_set_new(object, "w_functions", w);
    json_object_set_new(object, "payments", describe_payments(report, dissolve));
    json_object_set_new(object, "at", describe_point(report, dissolve));
    json_object_set_new(object, "simple_auction", describe_auction(report, dissolve->auction));
    json_object_set_new(object, "boundary", describe_boundary(report, dissolve->boundary));
    json_object_set_new(object, "plot", xp_json_text_or_null(dissolve->plot));
    json_object_set_new(object, "certificate", xp_json_text_or_null(dissolve->certificate));
    xp_json_finish(out, report, object);
}
