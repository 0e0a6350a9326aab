/* Money at every profile: epir, sbb, wbb, npt, nopay. */
#include "check/inquiry.h"
#include "check/separable.h"
#include "check/sums.h"
#include "check/terms.h"

xp_status_t xp_check_participation(xp_finding_struct *finding, xp_inquiry_t inquiry,
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
        xp_payment_struct gain;

        xp_terms_init(&gain);
        xp_terms_add_gain(&gain, environment, inquiry->mechanism->payments, i);
        status = xp_sums_check(finding, &gain, 0, inquiry, i, &pace, error);
        xp_terms_clear(&gain);
    }
    return status;
}

/* A sum that must be 0, or at least 0, at every profile, listed or not. */
static xp_status_t check_sum(xp_finding_struct *finding, const xp_payment_struct *sum,
                             int equality, const xp_inquiry_struct *inquiry, slong agent,
                             xp_pace_struct *pace, xp_error_t error)
{
    if (xp_profiles_are_listed(inquiry->environment->profiles))
        return xp_sums_check(finding, sum, equality, inquiry, agent, pace, error);
    return xp_separable_check(finding, sum, equality, inquiry, agent, error);
}

xp_status_t xp_check_budget(xp_finding_struct *finding, xp_inquiry_t inquiry, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          (uint64_t) environment->profiles->size);
    xp_payment_struct budget;
    xp_status_t status;

    xp_terms_init(&budget);
    xp_terms_add_budget(&budget, environment, inquiry->mechanism->payments);
    status = check_sum(finding, &budget, finding->property == XP_SBB, inquiry, -1, &pace, error);
    xp_terms_clear(&budget);
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
        xp_payment_struct payment;

        xp_terms_init(&payment);
        xp_terms_add_payment(&payment, inquiry->mechanism->payments->payment + i, 1);
        status = check_sum(finding, &payment, finding->property == XP_NOPAY, inquiry, i, &pace,
                           error);
        xp_terms_clear(&payment);
    }
    return status;
}
