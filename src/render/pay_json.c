/* The report `pay` as JSON. */
#include "render/pay_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"

static void set_subject(json_t *object, const xp_mechanism_struct *mechanism)
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

static json_t *list_rows(const xp_report_t *report, const xp_pay_t pay)
{
    const xp_environment_struct *environment = pay->mechanism->environment;
    json_t *list = json_array();
    slong *profile = xp_malloc((size_t) pay->agents * sizeof(slong));
    fmpq *payment = _fmpq_vec_init(pay->agents);
    fmpq_t sum, cost;
    slong index, i;

    fmpq_init(sum);
    fmpq_init(cost);
    for (index = 0; index < environment->profiles->size; index++)
    {
        json_t *row = json_object();

        xp_profiles_get(profile, environment->profiles, index);
        json_object_set_new(row, "profile", xp_json_profile(environment, profile));
        json_object_set_new(row, "outcome",
                            xp_json_choice(environment, pay->mechanism->rule,
                                           (slong) pay->mechanism->rule->choice[index]));
        fmpq_zero(sum);
        for (i = 0; i < pay->agents; i++)
        {
            xp_table_get_fmpq(payment + i, pay->payment + i, index);
            fmpq_add(sum, sum, payment + i);
        }
        xp_table_get_fmpq(cost, pay->cost, index);
        set_numbers(row, payment, pay->agents, sum, cost, report->digits);
        json_array_append_new(list, row);
    }
    fmpq_clear(sum);
    fmpq_clear(cost);
    _fmpq_vec_clear(payment, pay->agents);
    free(profile);
    return list;
}

static void set_subsidy(json_t *object, const xp_mechanism_struct *mechanism, long digits)
{
    if (mechanism->subsidy != NULL)
        xp_json_set_rationals(object, "subsidy", mechanism->subsidy,
                              mechanism->environment->agent_count, digits);
    else
        json_object_set_new(object, "subsidy", json_null());
}

static void set_expectations(json_t *object, const xp_pay_t pay, long digits)
{
    xp_json_set_rational(object, "expected_surplus", pay->surplus, digits);
    xp_json_set_rationals(object, "expected_payments", pay->mean_payment, pay->agents, digits);
    xp_json_set_rationals(object, "expected_utilities", pay->mean_utility, pay->agents, digits);
    xp_json_set_rational(object, "expected_sum", pay->mean_sum, digits);
    xp_json_set_rational(object, "expected_cost", pay->mean_cost, digits);
    xp_json_set_rational(object, "expected_welfare", pay->best_welfare, digits);
    xp_json_set_rational(object, "expected_rule_welfare", pay->rule_welfare, digits);
}

static void set_notes(json_t *object, const xp_mechanism_struct *mechanism)
{
    json_object_set_new(object, "notes", xp_json_texts((const char *const *) mechanism->note,
                                                       mechanism->note_count));
}

void xp_pay_set_json(json_t *object, const xp_report_t *report, const xp_pay_t pay)
{
    set_subject(object, pay->mechanism);
    json_object_set_new(object, "payments", list_rows(report, pay));
    set_subsidy(object, pay->mechanism, report->digits);
    if (pay->expected)
        set_expectations(object, pay, report->digits);
    else
        json_object_set_new(object, "expected_surplus", json_null());
    set_notes(object, pay->mechanism);
}

void xp_pay_add_json(xp_string_t out, const xp_report_t *report, const xp_pay_t pay)
{
    json_t *object = xp_json_begin(report, 0);

    xp_pay_set_json(object, report, pay);
    xp_json_finish(out, report, object);
}

void xp_pay_add_point_json(xp_string_t out, const xp_report_t *report,
                           const xp_pay_point_t point)
{
    const xp_environment_struct *environment = point->mechanism->environment;
    json_t *object = xp_json_begin(report, 0), *row = json_object(), *list = json_array();

    set_subject(object, point->mechanism);
    json_object_set_new(row, "profile", xp_json_profile(environment, point->profile));
    json_object_set_new(row, "outcome", xp_json_weights(environment, point->weight));
    set_numbers(row, point->payment, point->agents, point->sum, point->cost, report->digits);
    json_array_append_new(list, row);
    json_object_set_new(object, "payments", list);
    set_subsidy(object, point->mechanism, report->digits);
    json_object_set_new(object, "expected_surplus", json_null());
    set_notes(object, point->mechanism);
    xp_json_finish(out, report, object);
}
