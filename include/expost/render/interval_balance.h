/* Can Groves payments balance when types are intervals?  Report of the command `balance`. */
#ifndef XP_RENDER_INTERVAL_BALANCE_H
#define XP_RENDER_INTERVAL_BALANCE_H

#include <expost/base/string.h>
#include <expost/cont/decision_balance.h>
#include <expost/render/report.h>

/* Adds the report in the report's format. */
void xp_interval_balance_render(xp_string_t out, const xp_report_t *report,
                                const xp_interval_balance_t balance, int exit_status);

#endif
