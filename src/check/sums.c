/* Sums of terms at every profile that must be 0, or at least 0. */
#include "check/sums.h"

#include "check/findings.h"
#include "check/kernel.h"

/* Profiles that a thread looks at before it asks for more. */
#define XP_PROFILE_BLOCK (1 << 15)

/* The place of the inequality at one profile. */
static void set_place(xp_place_struct *place, const xp_sums_work_t *work, slong index)
{
    fmpz_t number;

    fmpz_init(number);
    xp_lines_strip(number, work->strip, index);
    place->profile = index;
    if (work->equality)
        xp_place_set_difference(place, number, work->strip->denominator);
    else
        xp_place_set_slack(place, number, work->strip->denominator);
    fmpz_clear(number);
}

/* What a scan of all profiles found, for agent. */
static void take(xp_finding_struct *finding, const xp_sums_work_t *work,
                 const xp_scan_struct *scan, slong agent)
{
    xp_place_struct place;
    size_t v;

    xp_place_init(&place, finding->property);
    place.agent = agent;
    fmpz_add_ui(finding->checked, finding->checked, (ulong) work->strip->profiles->size);
    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (work->strip->tier > finding->tier)
        finding->tier = work->strip->tier;
    set_place(&place, work, scan->at);
    xp_finding_offer(finding, &place);
    if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
    {
        set_place(&place, work, scan->first);
        xp_finding_add_violation(finding, &place, 0);
    }
    for (v = 0; v < scan->violated_count; v++)
    {
        set_place(&place, work, scan->violated[v]);
        xp_finding_add_violation(finding, &place, 1);
    }
    xp_place_clear(&place);
}

xp_status_t xp_sums_check(xp_finding_struct *finding, const xp_payment_struct *sum,
                          int equality, const xp_inquiry_struct *inquiry, slong agent,
                          xp_pace_struct *pace, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_status_t status;
    xp_strip_t strip;
    xp_scan_t scan;

    xp_strip_init(strip);
    xp_scan_init(scan, inquiry->options.all, 0);
    status = xp_strip_set_terms(strip, environment, inquiry->rule, sum, inquiry->progress,
                                error);
    if (status == XP_OK)
        status = xp_strip_prepare(strip,
                                  xp_tier_for(strip->bound, inquiry->options.tier_least),
                                  error);
    if (status == XP_OK)
    {
        const xp_sums_work_t work = {strip, equality};

        status = xp_scan_run(scan, xp_kernel_for(strip->tier)->scan_sums, &work,
                             environment->profiles->size, XP_PROFILE_BLOCK, pace, error);
        if (status == XP_OK)
            take(finding, &work, scan, agent);
    }
    xp_scan_clear(scan);
    xp_strip_clear(strip);
    return status;
}
