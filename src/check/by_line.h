/* A property of the lines of each agent, agent by agent. */
#ifndef XP_CHECK_BY_LINE_H
#define XP_CHECK_BY_LINE_H

#include <expost/base/error.h>
#include <expost/base/status.h>

#include "check/findings.h"
#include "check/inquiry.h"
#include "check/lines.h"
#include "check/scan.h"

/*
 *   payments  whether the property reads payments
 *   scan      goes through the lines of one agent, in blocks of so many
 *   take      what the scan adds to the finding, but for its tier
 */
typedef struct
{
    int payments;
    xp_status_t (*scan)(xp_scan_t scan, const xp_lines_struct *lines, slong block,
                        xp_pace_struct *pace, xp_error_t error);
    xp_status_t (*take)(xp_finding_struct *finding, const xp_lines_struct *lines,
                        const xp_scan_struct *scan, xp_pace_struct *pace, xp_error_t error);
} xp_by_line_t;

/* Meaning   scans and takes for each agent with two types or more. */
XP_MUST_USE xp_status_t xp_check_by_line(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                         const xp_by_line_t *property, xp_error_t error);

#endif
