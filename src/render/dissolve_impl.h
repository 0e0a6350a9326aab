/* What the forms of the report `dissolve` share. */
#ifndef XP_RENDER_DISSOLVE_IMPL_H
#define XP_RENDER_DISSOLVE_IMPL_H

#include <expost/render/dissolve.h>

void xp_dissolve_add_json(xp_string_t out, const xp_report_t *report,
                          const xp_dissolve_report_t *dissolve);
void xp_dissolve_add_sheet(xp_string_t out, const xp_report_t *report,
                           const xp_dissolve_report_t *dissolve);

/* The parts of the page behind the table of the partners. */
void xp_dissolve_add_payments(xp_sheet_t sheet, const xp_report_t *report,
                              const xp_dissolve_report_t *dissolve);
void xp_dissolve_add_boundary(xp_sheet_t sheet, const xp_report_t *report,
                              const xp_dissolve_report_t *dissolve);

#endif
