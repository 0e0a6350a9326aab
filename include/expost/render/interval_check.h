/* What a mechanism answered when types are intervals: the report of the command `check`. */
#ifndef XP_RENDER_INTERVAL_CHECK_H
#define XP_RENDER_INTERVAL_CHECK_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/cont/interval_finding.h>
#include <expost/render/report.h>

/*
 * One property asked about.
 *   finding   what was found; NULL: unknown, or left out
 *   reason    why it is unknown or was left out, otherwise NULL
 */
typedef struct
{
    const char *name;
    const xp_interval_finding_struct *finding;
    const char *reason;
} xp_interval_row_t;

/*
 *   mechanism  "dagv", "stated", ...
 *   row, row_count        the properties asked, in order
 *   left_out, left_count  those that `-p all` could not ask, each with its reason
 */
typedef struct
{
    const char *mechanism;
    const xp_interval_row_t *row;
    size_t row_count;
    const xp_interval_row_t *left_out;
    size_t left_count;
    int exit_status;
} xp_interval_check_t;

/* Adds the report in the report's format. */
void xp_interval_check_render(xp_string_t out, const xp_report_t *report,
                              const xp_interval_check_t *check);

#endif
