/* The optimal auction as JSON. */
#include "render/interval_auction.h"

#include "render/json_impl.h"
#include "render/real_impl.h"

json_t *xp_interval_at_json(const xp_report_t *report, const fmpq *theta, const char *outcome,
                            const xp_real_struct *payment)
{
    slong n = report->model->continuous->agent_count;
    json_t *object;

    if (theta == NULL)
        return json_null();
    object = json_object();
    xp_json_set_rationals(object, "types", theta, n, report->digits);
    json_object_set_new(object, "outcome", xp_json_text(outcome));
    xp_json_set_reals(object, "payment", payment, n, report->digits);
    return object;
}

static json_t *list_pieces(const xp_virtual_value_struct *value)
{
    json_t *list;
    slong k;

    if (!value->exact)
        return json_null();
    list = json_array();
    for (k = 0; k < value->cdf->count; k++)
    {
        json_t *piece = json_object();

        json_object_set_new(piece, "from", xp_json_rational(value->cdf->knot + k));
        json_object_set_new(piece, "to", xp_json_rational(value->cdf->knot + k + 1));
        json_object_set_new(piece, "numerator", xp_json_poly(value->numerator + k));
        json_object_set_new(piece, "denominator", xp_json_poly(value->denominator + k));
        json_array_append_new(list, piece);
    }
    return list;
}

static json_t *list_ironed(const xp_report_t *report, const xp_virtual_value_struct *value)
{
    json_t *list = json_array();
    slong k;

    for (k = 0; k < value->ironed_count; k++)
    {
        json_t *object = json_object();

        xp_json_set_real(object, "from", value->ironed[k].low, report->digits);
        xp_json_set_real(object, "to", value->ironed[k].high, report->digits);
        xp_json_set_real(object, "level", value->ironed[k].level, report->digits);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *list_bidders(const xp_report_t *report, const xp_optimal_auction_struct *auction)
{
    const xp_continuous_struct *model = report->model->continuous;
    json_t *list = json_array();
    slong i;

    for (i = 0; i < auction->n; i++)
    {
        const xp_virtual_value_struct *value = auction->value + i;
        json_t *object = json_object();

        json_object_set_new(object, "agent", xp_json_text(model->agent[i].name));
        json_object_set_new(object, "virtual_value", list_pieces(value));
        json_object_set_new(object, "regular",
                            value->regular == XP_UNDECIDED
                                ? json_null()
                                : json_boolean(value->regular == XP_HOLDS));
        json_object_set_new(object, "ironed", list_ironed(report, value));
        xp_json_set_real(object, "reserve_type", value->reserve, report->digits);
        xp_json_set_real(object, "reserve_price", value->price, report->digits);
        xp_json_set_real(object, "profit_alone", value->profit, report->digits);
        json_object_set_new(object, "reason", xp_json_text_or_null(value->reason));
        json_object_set_new(object, "doubt",
                            xp_json_text_or_null(model->agent[i].distribution->doubt));
        json_array_append_new(list, object);
    }
    return list;
}

void xp_interval_auction_add_json(xp_string_t out, const xp_report_t *report,
                                  const xp_auction_report_t *found)
{
    const xp_optimal_auction_struct *auction = found->auction;
    const xp_continuous_struct *model = report->model->continuous;
    json_t *object = xp_json_begin_intervals(report, 0);
    slong outcome = -1;

    if (found->theta != NULL)
        outcome = found->winner >= 0 ? auction->owner[found->winner] : auction->kept;
    json_object_set_new(object, "mechanism", json_string("myerson"));
    xp_json_set_rational(object, "cost", auction->cost, report->digits);
    json_object_set_new(object, "must_sell", json_boolean(auction->kept < 0));
    json_object_set_new(object, "bidders", list_bidders(report, auction));
    if (auction->has_revenue)
    {
        xp_json_set_real(object, "expected_revenue", auction->revenue, report->digits);
        xp_json_set_real(object, "expected_surplus", auction->profit, report->digits);
        xp_json_set_rational(object, "second_price_revenue", auction->second_price,
                             report->digits);
    }
    json_object_set_new(object, "at",
                        xp_interval_at_json(report, found->theta,
                                            outcome >= 0 ? model->outcome_label[outcome] : NULL,
                                            found->payment));
    xp_json_finish(out, report, object);
}
