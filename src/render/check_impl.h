/* What the forms of the report `check` share. */
#ifndef XP_RENDER_CHECK_IMPL_H
#define XP_RENDER_CHECK_IMPL_H

#include <expost/render/check.h>

void xp_check_add_sheet(xp_string_t out, const xp_report_t *report,
                        const xp_check_report_t *check);
void xp_check_add_json(xp_string_t out, const xp_report_t *report,
                       const xp_check_report_t *check);

/* "holds", "fails", "unknown". */
const char *xp_check_verdict(const xp_check_row_t *row);

#endif
