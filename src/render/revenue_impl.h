/* What the forms of the report `auction` share. */
#ifndef XP_RENDER_REVENUE_IMPL_H
#define XP_RENDER_REVENUE_IMPL_H

#include <jansson.h>

#include <expost/render/revenue.h>

/* Why an amount is not known. */
const char *xp_amount_reason(const xp_amount_struct *amount, const char *stop);

void xp_revenue_add_sheet(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                          const char *stop);
void xp_revenue_add_json(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                         const char *stop, int exit_status);

/* Full surplus extraction: Cremer and McLean's conditions.  Domain of the first: beliefs known. */
void xp_revenue_add_beliefs(xp_sheet_t sheet, const xp_revenue_t revenue);
json_t *xp_revenue_list_beliefs(const xp_revenue_t revenue);

#endif
