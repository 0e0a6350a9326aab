/* Tables of what redistribution mechanisms return: the report of the command `redistribute`. */
#ifndef XP_RENDER_REDISTRIBUTE_H
#define XP_RENDER_REDISTRIBUTE_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/render/report.h>
#include <expost/rule/redistribution_row.h>

/*
 *   units, types   of every row; types 0: nothing is expected
 *   row, count     rows in the order of their agents
 *   reason         why there are no more rows, or NULL: all that were asked are there
 *   exit_status    of the command, for JSON
 */
typedef struct
{
    slong units;
    slong types;
    const xp_redistribution_row_struct *row;
    size_t count;
    const char *reason;
    int exit_status;
} xp_redistribute_report_t;

/*
 * Meaning   adds the report in the report's format: shares in the worst case, the coefficients of
 *           Guo and Conitzer, and with types what is expected.  CSV: one table of all but the
 *           coefficients
 * Domain    report->model is NULL
 */
void xp_redistribute_render(xp_string_t out, const xp_report_t *report,
                            const xp_redistribute_report_t *found);

#endif
