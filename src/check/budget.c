/* Money at every profile: epir, sbb, wbb, npt, nopay. */
#include <expost/rule/interim.h>

#include "check/inquiry.h"
#include "check/sums.h"

xp_status_t xp_check_participation(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                   xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    const xp_rule_struct *rule = inquiry->mechanism->rule;
    slong agents = environment->agent_count;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          (uint64_t) agents
                                              * (uint64_t) environment->profiles->size);
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < agents && status == XP_OK; i++)
    {
        const xp_payment_list_struct *payments;
        xp_table_t value;
        xp_table_t outside;
        xp_sums_t sums;
        int has_outside = environment->agent[i].outside_kind != XP_OUTSIDE_NONE;

        xp_table_init(value);
        xp_table_init(outside);
        xp_sums_init(sums, 3, 0);
        status = xp_inquiry_payments(&payments, inquiry, i, error);
        if (status == XP_OK)
            status = xp_value_list(value, environment, rule, i, error);
        if (status == XP_OK && has_outside)
            status = xp_outside_list(outside, environment, rule, i, error);
        if (status == XP_OK)
        {
            xp_sums_add_table(sums, value, 1);
            xp_sums_add_payments(sums, payments, -1);
            if (has_outside)
                xp_sums_add_table(sums, outside, -1);
            status = xp_sums_check(finding, sums, inquiry, i, &pace, error);
        }
        xp_sums_clear(sums);
        xp_table_clear(outside);
        xp_table_clear(value);
    }
    return status;
}

xp_status_t xp_check_budget(xp_finding_struct *finding, xp_inquiry_t inquiry, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    slong agents = environment->agent_count;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          (uint64_t) environment->profiles->size);
    xp_status_t status = XP_OK;
    xp_table_t cost;
    xp_sums_t sums;
    slong i;

    xp_table_init(cost);
    xp_sums_init(sums, agents + 1, finding->property == XP_SBB);
    for (i = 0; i < agents && status == XP_OK; i++)
    {
        const xp_payment_list_struct *payments;

        status = xp_inquiry_payments(&payments, inquiry, i, error);
        if (status == XP_OK)
            xp_sums_add_payments(sums, payments, 1);
    }
    if (status == XP_OK && !_fmpz_vec_is_zero(environment->cost->entry,
                                              environment->cost->length))
    {
        status = xp_cost_list(cost, environment, inquiry->mechanism->rule, error);
        if (status == XP_OK)
            xp_sums_add_table(sums, cost, -1);
    }
    if (status == XP_OK)
        status = xp_sums_check(finding, sums, inquiry, -1, &pace, error);
    xp_sums_clear(sums);
    xp_table_clear(cost);
    return status;
}

xp_status_t xp_check_transfers(xp_finding_struct *finding, xp_inquiry_t inquiry,
                               xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    slong agents = environment->agent_count;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          (uint64_t) agents
                                              * (uint64_t) environment->profiles->size);
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < agents && status == XP_OK; i++)
    {
        const xp_payment_list_struct *payments;
        xp_sums_t sums;

        xp_sums_init(sums, 1, finding->property == XP_NOPAY);
        status = xp_inquiry_payments(&payments, inquiry, i, error);
        if (status == XP_OK)
        {
            xp_sums_add_payments(sums, payments, 1);
            status = xp_sums_check(finding, sums, inquiry, i, &pace, error);
        }
        xp_sums_clear(sums);
    }
    return status;
}
