/* The report `dissolve`. */
#include "render/dissolve_impl.h"

void xp_dissolve_render(xp_string_t out, const xp_report_t *report,
                        const xp_dissolve_report_t *dissolve)
{
    if (report->format == XP_FORMAT_JSON)
        xp_dissolve_add_json(out, report, dissolve);
    else
        xp_dissolve_add_sheet(out, report, dissolve);
}
