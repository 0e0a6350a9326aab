/* A property of the lines of each agent, agent by agent. */
#include "check/by_line.h"

static xp_status_t check_agent(xp_finding_struct *finding, xp_inquiry_t inquiry,
                               const xp_by_line_t *property, slong agent, xp_pace_struct *pace,
                               xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_status_t status = XP_OK;
    xp_strip_t payments;
    xp_lines_t lines;
    xp_scan_t scan;

    xp_strip_init(payments);
    xp_lines_init(lines);
    xp_scan_init(scan, inquiry->options.all, 0);
    if (property->payments)
        status = xp_inquiry_payments(payments, inquiry, agent, error);
    if (status == XP_OK)
        status = xp_lines_set(lines, environment, inquiry->rule, agent,
                              property->payments ? payments : NULL, NULL,
                              inquiry->options.tier_least, error);
    if (status == XP_OK)
        status = property->scan(scan, lines,
                                xp_inquiry_block(environment->agent[agent].type_count), pace,
                                error);
    if (status == XP_OK)
    {
        if (lines->tier > finding->tier)
            finding->tier = lines->tier;
        status = property->take(finding, lines, scan, pace, error);
    }
    xp_scan_clear(scan);
    xp_lines_clear(lines);
    xp_strip_clear(payments);
    return status;
}

xp_status_t xp_check_by_line(xp_finding_struct *finding, xp_inquiry_t inquiry,
                             const xp_by_line_t *property, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          xp_inquiry_lines(inquiry));
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
        if (environment->agent[i].type_count > 1)
            status = check_agent(finding, inquiry, property, i, &pace, error);
    return status;
}
