/* The report `pay` as JSON. */
#include "render/pay_impl.h"

#include "render/json_impl.h"
#include "render/pay_rows.h"

void xp_pay_set_json_subject(json_t *object, const xp_mechanism_struct *mechanism)
{
    const xp_environment_struct *environment = mechanism->environment;

    json_object_set_new(object, "mechanism", xp_json_text(mechanism->name));
    json_object_set_new(object, "agents", xp_json_agents(environment));
    json_object_set_new(object, "outcomes", xp_json_outcomes(environment));
    json_object_set_new(object, "profiles", xp_json_count(environment->profiles->count));
}

/* One row: payments by each agent, their sum, the cost of the choice. */
static void set_numbers(json_t *row, const fmpq *payment, slong agents, const fmpq_t sum,
                        const fmpq_t cost, long digits)
{
    xp_json_set_rationals(row, "payment", payment, agents, digits);
    xp_json_set_rational(row, "sum", sum, digits);
    xp_json_set_rational(row, "cost", cost, digits);
}

void xp_pay_set_json_subsidy(json_t *object, const xp_mechanism_struct *mechanism, long digits)
{
    if (mechanism->subsidy != NULL)
        xp_json_set_rationals(object, "subsidy", mechanism->subsidy,
                              mechanism->environment->agent_count, digits);
    else
        json_object_set_new(object, "subsidy", json_null());
}

void xp_pay_set_json_means(json_t *object, const xp_pay_means_struct *means, long digits)
{
    xp_json_set_rational(object, "expected_surplus", means->surplus, digits);
    xp_json_set_rationals(object, "expected_payments", means->payment, means->agents, digits);
    xp_json_set_rationals(object, "expected_utilities", means->utility, means->agents, digits);
    xp_json_set_rational(object, "expected_sum", means->sum, digits);
    xp_json_set_rational(object, "expected_cost", means->cost, digits);
    if (means->has_best)
        xp_json_set_rational(object, "expected_welfare", means->best_welfare, digits);
    xp_json_set_rational(object, "expected_rule_welfare", means->rule_welfare, digits);
}

void xp_pay_set_json_notes(json_t *object, const xp_mechanism_struct *mechanism)
{
    json_object_set_new(object, "notes", xp_json_texts((const char *const *) mechanism->note,
                                                       mechanism->note_count));
}

/* What the rule of the mechanism loses of the largest welfare, in expectation. */
static void set_loss(json_t *object, const xp_pay_means_struct *means, long digits)
{
    fmpq_t loss;

    fmpq_init(loss);
    fmpq_sub(loss, means->best_welfare, means->rule_welfare);
    xp_json_set_rational(object, "efficiency_loss", loss, digits);
    fmpq_clear(loss);
}

void xp_pay_set_json(json_t *object, const xp_report_t *report, const xp_pay_t pay)
{
    xp_pay_set_json_subject(object, pay->mechanism);
    json_object_set_new(object, "payments", json_null());
    xp_pay_set_json_subsidy(object, pay->mechanism, report->digits);
    if (pay->expected)
        xp_pay_set_json_means(object, pay->means, report->digits);
    else
        json_object_set_new(object, "expected_surplus", json_null());
    if (pay->expected && pay->mechanism->own_rule && pay->means->has_best)
        set_loss(object, pay->means, report->digits);
    xp_pay_set_json_share(object, pay, report->digits);
    xp_pay_set_json_notes(object, pay->mechanism);
}

xp_status_t xp_pay_finish_json(xp_string_t out, const xp_report_t *report, json_t *object,
                               size_t depth, const xp_pay_t pay, xp_error_t error)
{
    xp_status_t status;
    xp_string_t rest;

    xp_string_init(rest);
    xp_json_finish_around(out, rest, report, object, "payments", depth);
    status = xp_pay_add_json_rows(out, report, pay->rows, depth, error);
    if (status == XP_OK)
        xp_string_add_bytes(out, rest->text, rest->length);
    xp_string_clear(rest);
    return status;
}

xp_status_t xp_pay_add_json(xp_string_t out, const xp_report_t *report, const xp_pay_t pay,
                            xp_error_t error)
{
    json_t *object = xp_json_begin(report, 0);

    xp_pay_set_json(object, report, pay);
    return xp_pay_finish_json(out, report, object, 1, pay, error);
}

void xp_pay_add_point_json(xp_string_t out, const xp_report_t *report,
                           const xp_pay_point_t point)
{
    const xp_environment_struct *environment = point->mechanism->environment;
    json_t *object = xp_json_begin(report, 0), *row = json_object(), *list = json_array();

    xp_pay_set_json_subject(object, point->mechanism);
    json_object_set_new(row, "profile", xp_json_profile(environment, point->profile));
    json_object_set_new(row, "outcome", xp_json_weights(environment, point->weight));
    set_numbers(row, point->payment, point->agents, point->sum, point->cost, report->digits);
    json_array_append_new(list, row);
    json_object_set_new(object, "payments", list);
    xp_pay_set_json_subsidy(object, point->mechanism, report->digits);
    json_object_set_new(object, "expected_surplus", json_null());
    xp_pay_set_json_notes(object, point->mechanism);
    xp_json_finish(out, report, object);
}
