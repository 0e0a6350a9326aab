/* The report `pay`: payments at all profiles, at one, or on average given the type. */
#include <expost/render/pay.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/rule/expectations.h>
#include <expost/rule/payment.h>

#include "render/pay_impl.h"
#include "render/pay_rows.h"

void xp_pay_init(xp_pay_t pay, const xp_mechanism_t mechanism)
{
    pay->agents = mechanism->environment->agent_count;
    pay->mechanism = mechanism;
    pay->rule = NULL;
    xp_rule_init(pay->listed);
    pay->rows = xp_malloc(sizeof(xp_pay_rows_struct));
    xp_pay_rows_init(pay->rows, mechanism->environment);
    pay->expected = mechanism->environment->prior != XP_PRIOR_NONE;
    xp_pay_means_init(pay->means, pay->agents);
    xp_share_init(pay->share);
}

void xp_pay_clear(xp_pay_t pay)
{
    xp_share_clear(pay->share);
    xp_pay_means_clear(pay->means);
    xp_pay_rows_clear(pay->rows);
    free(pay->rows);
    xp_rule_clear(pay->listed);
}

/* The rule as it is when it is listed, else a list of it. */
static xp_status_t list_rule(xp_pay_t pay, const xp_progress_t *progress, xp_error_t error)
{
    if (pay->mechanism->rule->choice != NULL)
    {
        pay->rule = pay->mechanism->rule;
        return XP_OK;
    }
    xp_rule_set(pay->listed, pay->mechanism->rule);
    pay->rule = pay->listed;
    return xp_allocation_list(pay->listed, pay->mechanism->environment, progress, error);
}

xp_status_t xp_pay_set(xp_pay_t pay, const xp_progress_t *progress, xp_error_t error)
{
    const xp_mechanism_struct *mechanism = pay->mechanism;
    xp_status_t status = list_rule(pay, progress, error);
    xp_expectations_t expectations;

    if (status == XP_OK)
        status = xp_pay_rows_set(pay->rows, mechanism, pay->rule, progress, error);
    if (status != XP_OK)
        return status;
    xp_expectations_init(expectations, mechanism->environment, pay->rule);
    if (pay->expected)
        status = xp_pay_means_set(pay->means, mechanism, expectations, progress, error);
    if (status == XP_OK && mechanism->rebates)
        status = xp_share_set(pay->share, mechanism, pay->expected ? expectations : NULL,
                              progress, error);
    xp_expectations_clear(expectations);
    return status;
}

static xp_status_t render_all(xp_string_t out, const xp_report_t *report,
                              const xp_mechanism_t mechanism, xp_error_t error)
{
    xp_status_t status;
    xp_pay_t pay;

    xp_pay_init(pay, mechanism);
    status = xp_pay_set(pay, report->progress, error);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        status = xp_pay_add_json(out, report, pay, error);
    else if (status == XP_OK)
        status = xp_pay_add_sheet(out, report, pay, error);
    xp_pay_clear(pay);
    return status;
}

static xp_status_t render_interim(xp_string_t out, const xp_report_t *report,
                                  const xp_mechanism_t mechanism, const slong *profile,
                                  int left_out, xp_error_t error)
{
    xp_pay_interim_t interim;
    xp_status_t status;

    if (mechanism->environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error, "what is expected given the type needs a prior, and the model states "
                            "none");
        return XP_INPUT;
    }
    xp_pay_interim_init(interim, mechanism, profile);
    interim->left_out = left_out;
    status = xp_pay_interim_set(interim, report->progress, error);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        xp_pay_add_interim_json(out, report, interim);
    else if (status == XP_OK)
        xp_pay_add_interim_sheet(out, report, interim);
    xp_pay_interim_clear(interim);
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
                          const xp_mechanism_t mechanism, const slong *profile, int interim,
                          xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;

    if (interim)
        return render_interim(out, report, mechanism, profile, 0, error);
    if (profile != NULL)
        return render_at(out, report, mechanism, profile, error);
    if (xp_profiles_are_listed(environment->profiles))
        return render_all(out, report, mechanism, error);
    if (environment->prior == XP_PRIOR_NONE)
        return xp_profiles_require(environment->profiles, "The table of payments", error);
    return render_interim(out, report, mechanism, NULL, 1, error);
}
