/* What the forms of the report `redistribute` share. */
#ifndef XP_RENDER_REDISTRIBUTE_IMPL_H
#define XP_RENDER_REDISTRIBUTE_IMPL_H

#include <expost/render/redistribute.h>

/* The report as JSON. */
void xp_redistribute_add_json(xp_string_t out, const xp_report_t *report,
                              const xp_redistribute_report_t *found);

#endif
