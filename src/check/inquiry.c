/* One call of xp_check: the mechanism, its rule as it is listed, what was found so far. */
#include "check/inquiry.h"

#include <string.h>

#include <expost/rule/allocation.h>

#include "check/findings.h"

void xp_inquiry_init(xp_inquiry_t inquiry, const xp_mechanism_struct *mechanism,
                     const xp_check_options_t *options, const xp_progress_t *progress)
{
    int p;

    memset(inquiry, 0, sizeof(xp_inquiry_struct));
    inquiry->mechanism = mechanism;
    inquiry->environment = mechanism->environment;
    inquiry->rule = mechanism->rule;
    xp_rule_init(inquiry->listed);
    if (options != NULL)
        inquiry->options = *options;
    if (progress != NULL)
        *inquiry->progress = *progress;
    if (inquiry->options.threads < inquiry->progress->threads)
        inquiry->options.threads = inquiry->progress->threads;
    if (inquiry->options.threads < 1)
        inquiry->options.threads = 1;
    inquiry->progress->threads = inquiry->options.threads;
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        xp_finding_init(inquiry->finding + p, (xp_property_t) p);
}

void xp_inquiry_clear(xp_inquiry_t inquiry)
{
    int p;

    if (inquiry->has_expectations)
        xp_expectations_clear(inquiry->expectations);
    xp_rule_clear(inquiry->listed);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        xp_finding_clear(inquiry->finding + p);
}

xp_status_t xp_inquiry_list(xp_inquiry_t inquiry, xp_error_t error)
{
    xp_status_t status;

    if (inquiry->rule->choice != NULL)
        return XP_OK;
    xp_rule_set(inquiry->listed, inquiry->rule);
    status = xp_allocation_list(inquiry->listed, inquiry->environment, inquiry->progress, error);
    if (status == XP_OK)
        inquiry->rule = inquiry->listed;
    return status;
}

xp_status_t xp_inquiry_payments(xp_strip_t payments, const xp_inquiry_struct *inquiry,
                                slong agent, xp_error_t error)
{
    return xp_strip_set_terms(payments, inquiry->environment, inquiry->rule,
                              inquiry->mechanism->payments->payment + agent, inquiry->progress,
                              error);
}

xp_expectations_struct *xp_inquiry_expectations(xp_inquiry_t inquiry)
{
    if (!inquiry->has_expectations)
    {
        xp_expectations_init(inquiry->expectations, inquiry->environment, inquiry->rule);
        inquiry->expectations->tier_least = inquiry->options.tier_least;
        inquiry->has_expectations = 1;
    }
    return inquiry->expectations;
}

xp_pace_struct xp_inquiry_pace(const xp_inquiry_struct *inquiry, xp_property_t property,
                               uint64_t total)
{
    return xp_pace(inquiry->progress, xp_property_info(property)->name, total);
}

uint64_t xp_inquiry_lines(const xp_inquiry_struct *inquiry)
{
    const xp_environment_struct *environment = inquiry->environment;
    uint64_t lines = 0;
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        lines += (uint64_t) xp_profiles_lines(environment->profiles, i);
    return lines;
}

slong xp_inquiry_block(slong types)
{
    slong lines = (1 << 15) / types;

    return lines < 16 ? 16 : lines / 16 * 16;
}
