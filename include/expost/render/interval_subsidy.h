/* The least subsidy when types are intervals: the report of the command `subsidy`. */
#ifndef XP_RENDER_INTERVAL_SUBSIDY_H
#define XP_RENDER_INTERVAL_SUBSIDY_H

#include <expost/base/string.h>
#include <expost/cont/subsidy.h>
#include <expost/render/report.h>

/*
 *   subsidy      of the report's model
 *   interim      exact interim quantities, or NULL: expected gains are then left out
 *   certificate  the file that the certificate was written to, or NULL
 *   verify       a command that writes and verifies it, or NULL
 *   exit_status  of the command, for JSON
 */
typedef struct
{
    const xp_interval_subsidy_struct *subsidy;
    const xp_interval_interim_struct *interim;
    const char *certificate;
    const char *verify;
    int exit_status;
} xp_interval_subsidy_report_t;

/* Adds the report in the report's format. */
void xp_interval_subsidy_render(xp_string_t out, const xp_report_t *report,
                                const xp_interval_subsidy_report_t *found);

#endif
