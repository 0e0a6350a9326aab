/* What a mechanism answered to the questions put to it: report of the command `check`. */
#ifndef XP_RENDER_CHECK_H
#define XP_RENDER_CHECK_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/check/check.h>
#include <expost/check/property.h>
#include <expost/model/mechanism.h>
#include <expost/render/report.h>

/*
 * One property asked about.
 *   finding  what was found; NULL: unknown
 *   reason   why it is unknown or was left out, otherwise NULL
 */
typedef struct
{
    xp_property_t property;
    const xp_finding_struct *finding;
    const char *reason;
} xp_check_row_t;

/*
 *   row, row_count        the properties asked, in order
 *   left_out, left_count  those that `-p all` could not ask, each with its reason
 *   regret                findings whose regrets count, or NULL: not computed
 *   all                   list every violation
 *   exit_status           of the command, for JSON
 */
typedef struct
{
    const xp_mechanism_struct *mechanism;
    const xp_check_row_t *row;
    size_t row_count;
    const xp_check_row_t *left_out;
    size_t left_count;
    const xp_findings_struct *regret;
    int all;
    int exit_status;
} xp_check_report_t;

/*
 * Meaning   adds the report: a table of verdicts, each failure in words, the regrets
 * Domain    the findings are of the mechanism, whose profiles are listed
 * Cost      the violations that are shown
 */
void xp_check_render(xp_string_t out, const xp_report_t *report,
                     const xp_check_report_t *check);

#endif
