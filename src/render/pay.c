/* The report `pay`: payments at all profiles or at one, and expectations. */
#include <expost/render/pay.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/rule/interim.h>
#include <expost/rule/payment.h>

#include "render/pay_impl.h"

void xp_pay_init(xp_pay_t pay, const xp_mechanism_t mechanism)
{
    slong i;

    pay->agents = mechanism->environment->agent_count;
    pay->mechanism = mechanism;
    pay->payment = xp_malloc((size_t) pay->agents * sizeof(xp_table_struct));
    for (i = 0; i < pay->agents; i++)
        xp_table_init(pay->payment + i);
    xp_table_init(pay->cost);
    pay->expected = mechanism->environment->prior != XP_PRIOR_NONE;
    pay->mean_payment = _fmpq_vec_init(pay->agents);
    pay->mean_utility = _fmpq_vec_init(pay->agents);
    fmpq_init(pay->mean_sum);
    fmpq_init(pay->mean_cost);
    fmpq_init(pay->surplus);
    fmpq_init(pay->best_welfare);
    fmpq_init(pay->rule_welfare);
}

void xp_pay_clear(xp_pay_t pay)
{
    slong i;

    for (i = 0; i < pay->agents; i++)
        xp_table_clear(pay->payment + i);
    free(pay->payment);
    xp_table_clear(pay->cost);
    _fmpq_vec_clear(pay->mean_payment, pay->agents);
    _fmpq_vec_clear(pay->mean_utility, pay->agents);
    fmpq_clear(pay->mean_sum);
    fmpq_clear(pay->mean_cost);
    fmpq_clear(pay->surplus);
    fmpq_clear(pay->best_welfare);
    fmpq_clear(pay->rule_welfare);
}

static xp_status_t list_payments(xp_pay_t pay, const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = xp_cost_list(pay->cost, pay->mechanism->environment,
                                      pay->mechanism->rule, error);
    slong i;

    for (i = 0; status == XP_OK && i < pay->agents; i++)
        status = xp_payment_list(pay->payment + i, pay->mechanism, i, progress, error);
    return status;
}

/* E p_i, E[v_i - p_i], and the sums of E p_i and of E v_i. */
static xp_status_t expect_agents(xp_pay_t pay, fmpq_t values, xp_error_t error)
{
    const xp_environment_struct *environment = pay->mechanism->environment;
    xp_status_t status = XP_OK;
    xp_table_t table;
    slong i;

    xp_table_init(table);
    for (i = 0; status == XP_OK && i < pay->agents; i++)
    {
        xp_expectation(pay->mean_payment + i, environment, pay->payment + i);
        fmpq_add(pay->mean_sum, pay->mean_sum, pay->mean_payment + i);
        status = xp_value_list(table, environment, pay->mechanism->rule, i, error);
        if (status != XP_OK)
            break;
        xp_expectation(pay->mean_utility + i, environment, table);
        fmpq_add(values, values, pay->mean_utility + i);
        fmpq_sub(pay->mean_utility + i, pay->mean_utility + i, pay->mean_payment + i);
    }
    xp_table_clear(table);
    return status;
}

static xp_status_t expect(xp_pay_t pay, const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = pay->mechanism->environment;
    xp_table_t welfare;
    xp_status_t status;
    fmpq_t values;

    fmpq_init(values);
    xp_table_init(welfare);
    status = expect_agents(pay, values, error);
    if (status == XP_OK)
        status = xp_welfare_list(welfare, environment, progress, error);
    if (status == XP_OK)
    {
        xp_expectation(pay->best_welfare, environment, welfare);
        xp_expectation(pay->mean_cost, environment, pay->cost);
        fmpq_sub(pay->surplus, pay->mean_sum, pay->mean_cost);
        fmpq_sub(pay->rule_welfare, values, pay->mean_cost);
    }
    xp_table_clear(welfare);
    fmpq_clear(values);
    return status;
}

xp_status_t xp_pay_set(xp_pay_t pay, const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = list_payments(pay, progress, error);

    if (status == XP_OK && pay->expected)
        status = expect(pay, progress, error);
    return status;
}

static xp_status_t render_all(xp_string_t out, const xp_report_t *report,
                              const xp_mechanism_t mechanism, xp_error_t error)
{
    xp_status_t status = xp_profiles_require(mechanism->environment->profiles,
                                             "The table of payments", error);
    xp_pay_t pay;

    if (status != XP_OK)
        return status;
    xp_pay_init(pay, mechanism);
    status = xp_pay_set(pay, report->progress, error);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        xp_pay_add_json(out, report, pay);
    else if (status == XP_OK)
        xp_pay_add_sheet(out, report, pay);
    xp_pay_clear(pay);
    return status;
}

/* The value of the choice to each agent, and its cost, averaged over a lottery. */
static xp_status_t value_choice(xp_pay_point_t point, xp_error_t error)
{
    const xp_environment_struct *environment = point->mechanism->environment;
    xp_status_t status = XP_OK;
    fmpq_t value;
    slong a, i;

    fmpq_init(value);
    for (a = 0; status == XP_OK && a < point->outcomes; a++)
    {
        if (fmpq_is_zero(point->weight + a))
            continue;
        xp_table_get_fmpq(value, environment->cost, a);
        fmpq_addmul(point->cost, value, point->weight + a);
        for (i = 0; status == XP_OK && i < point->agents; i++)
        {
            status = xp_environment_value(value, environment, i, a, point->profile, error);
            if (status == XP_OK)
                fmpq_addmul(point->value + i, value, point->weight + a);
        }
    }
    fmpq_clear(value);
    return status;
}

static void init_point(xp_pay_point_t point, const xp_mechanism_t mechanism,
                       const slong *profile)
{
    point->agents = mechanism->environment->agent_count;
    point->outcomes = mechanism->environment->outcome_count;
    point->mechanism = mechanism;
    point->profile = profile;
    point->weight = _fmpq_vec_init(point->outcomes);
    point->payment = _fmpq_vec_init(point->agents);
    point->value = _fmpq_vec_init(point->agents);
    fmpq_init(point->sum);
    fmpq_init(point->cost);
}

static void clear_point(xp_pay_point_t point)
{
    _fmpq_vec_clear(point->weight, point->outcomes);
    _fmpq_vec_clear(point->payment, point->agents);
    _fmpq_vec_clear(point->value, point->agents);
    fmpq_clear(point->sum);
    fmpq_clear(point->cost);
}

static xp_status_t render_at(xp_string_t out, const xp_report_t *report,
                             const xp_mechanism_t mechanism, const slong *profile,
                             xp_error_t error)
{
    xp_pay_point_t point;
    xp_status_t status;
    slong i;

    init_point(point, mechanism, profile);
    status = xp_allocation_at(point->weight, mechanism->rule, mechanism->environment, profile,
                              error);
    if (status == XP_OK)
        status = xp_payment_at(point->payment, mechanism, point->weight, profile, error);
    if (status == XP_OK)
        status = value_choice(point, error);
    if (status == XP_OK)
    {
        for (i = 0; i < point->agents; i++)
            fmpq_add(point->sum, point->sum, point->payment + i);
        if (report->format == XP_FORMAT_JSON)
            xp_pay_add_point_json(out, report, point);
        else
            xp_pay_add_point_sheet(out, report, point);
    }
    clear_point(point);
    return status;
}

xp_status_t xp_pay_render(xp_string_t out, const xp_report_t *report,
                          const xp_mechanism_t mechanism, const slong *profile,
                          xp_error_t error)
{
    if (profile != NULL)
        return render_at(out, report, mechanism, profile, error);
    return render_all(out, report, mechanism, error);
}
