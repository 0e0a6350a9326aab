/* The report `pay` as JSON when types are intervals. */
#include "render/interval_pay.h"

#include "render/json_impl.h"
#include "render/real_impl.h"
#include "render/show_interval.h"

/* A payment that is not there is 0. */
static json_t *describe_formula(const xp_continuous_t model, const xp_expression_struct *e)
{
    return e == NULL ? json_string("0") : xp_json_formula(model, e, -1);
}

/* The formula of a real decision's payment; by outcome where there are finitely many. */
static json_t *describe_payment(const xp_interval_pay_t *pay, const xp_continuous_t model,
                                slong agent)
{
    json_t *object;
    slong a;

    if (pay->decision != NULL)
        return describe_formula(model, pay->decision->payment[agent]);
    object = json_object();
    for (a = 0; a < pay->outcome->m; a++)
        json_object_set_new(object, model->outcome_label[a],
                            describe_formula(model,
                                             pay->outcome->payment[agent * pay->outcome->m + a]));
    return object;
}

static json_t *describe_interim(const xp_interval_pay_t *pay, const xp_continuous_t model,
                                slong agent)
{
    xp_piecewise_t charge, utility, outside;
    json_t *object = json_null();

    xp_piecewise_init(charge);
    xp_piecewise_init(utility);
    xp_piecewise_init(outside);
    if (xp_interval_pay_interim(charge, utility, outside, pay, model, agent))
    {
        object = json_object();
        json_object_set_new(object, "payment", xp_json_piecewise(charge));
        json_object_set_new(object, "utility", xp_json_piecewise(utility));
        json_object_set_new(object, "outside", xp_json_piecewise(outside));
    }
    xp_piecewise_clear(charge);
    xp_piecewise_clear(utility);
    xp_piecewise_clear(outside);
    return object;
}

static json_t *describe_rho(const xp_interval_pay_t *pay, const xp_continuous_t model,
                            slong agent)
{
    xp_piecewise_t rho;
    json_t *result = json_null();

    xp_piecewise_init(rho);
    if (xp_interval_pay_rho(rho, pay, model, agent))
        result = xp_json_piecewise(rho);
    xp_piecewise_clear(rho);
    return result;
}

static json_t *list_payments(const xp_interval_pay_t *pay, const xp_continuous_t model)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < model->agent_count; i++)
    {
        json_t *object = json_object();

        json_object_set_new(object, "agent", xp_json_text(model->agent[i].name));
        json_object_set_new(object, "payment", describe_payment(pay, model, i));
        json_object_set_new(object, "rho", describe_rho(pay, model, i));
        json_object_set_new(object, "interim", describe_interim(pay, model, i));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *describe_point(const xp_report_t *report, const xp_interval_pay_t *pay,
                              const xp_continuous_t model)
{
    json_t *object;

    if (pay->theta == NULL)
        return json_null();
    object = json_object();
    xp_json_set_rationals(object, "types", pay->theta, model->agent_count, report->digits);
    if (pay->chosen >= 0)
        json_object_set_new(object, "outcome", xp_json_text(model->outcome_label[pay->chosen]));
    else
        xp_json_set_real(object, "decision", pay->decision_at, report->digits);
    xp_json_set_reals(object, "payment", pay->payment, model->agent_count, report->digits);
    return object;
}

void xp_interval_pay_add_json(xp_string_t out, const xp_report_t *report,
                              const xp_interval_pay_t *pay)
{
    const xp_continuous_struct *model = report->model->continuous;
    xp_interval_means_t means = xp_interval_pay_means(pay);
    json_t *object = xp_json_begin_intervals(report, 0);

    json_object_set_new(object, "mechanism", json_string(xp_interval_pay_name(pay)));
    if (pay->decision != NULL)
        json_object_set_new(object, "decision", describe_formula(model, pay->decision->rule));
    json_object_set_new(object, "payments", list_payments(pay, model));
    if (pay->outcome != NULL && pay->outcome->subsidy != NULL)
        xp_json_set_rationals(object, "subsidy", pay->outcome->subsidy, model->agent_count,
                              report->digits);
    if (means.welfare != NULL)
    {
        xp_json_set_rational(object, "expected_welfare", means.welfare, report->digits);
        xp_json_set_rational(object, "expected_revenue", means.revenue, report->digits);
        xp_json_set_rational(object, "expected_cost", means.cost, report->digits);
        xp_json_set_rational(object, "expected_surplus", means.budget, report->digits);
    }
    json_object_set_new(object, "at", describe_point(report, pay, model));
    xp_json_finish(out, report, object);
}
