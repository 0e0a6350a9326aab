/* What the forms of the report `check` share when types are intervals. */
#ifndef XP_RENDER_INTERVAL_CHECK_IMPL_H
#define XP_RENDER_INTERVAL_CHECK_IMPL_H

#include <expost/render/interval_check.h>

/* "holds", "fails", "unknown". */
const char *xp_interval_check_verdict(const xp_interval_row_t *row);

void xp_interval_check_add_json(xp_string_t out, const xp_report_t *report,
                                const xp_interval_check_t *check);

#endif
