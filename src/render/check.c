/* The report `check`: which form is asked for. */
#include <expost/render/check.h>

#include "render/check_impl.h"

const char *xp_check_verdict(const xp_check_row_t *row)
{
    if (row->finding == NULL || row->finding->answer == XP_UNDECIDED)
        return "unknown";
    return row->finding->answer == XP_HOLDS ? "holds" : "fails";
}

void xp_check_render(xp_string_t out, const xp_report_t *report,
                     const xp_check_report_t *check)
{
    if (report->format == XP_FORMAT_JSON)
        xp_check_add_json(out, report, check);
    else
        xp_check_add_sheet(out, report, check);
}
