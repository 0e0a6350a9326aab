/* What a seller can expect: report of the command `auction`. */
#ifndef XP_RENDER_REVENUE_H
#define XP_RENDER_REVENUE_H

#include <expost/base/string.h>
#include <expost/exist/revenue.h>
#include <expost/render/report.h>

/* "second-price", "reserve", ...: the word of an amount, and of a score, in JSON. */
const char *xp_amount_word(xp_amount_kind_t kind);
const char *xp_score_word(xp_score_kind_t kind);

/*
 * Meaning   adds the report: virtual values, the scores by which an auction could choose, and the
 *           expected revenues
 * Domain    revenue was found for the report's model; stop: why progress stopped, or NULL
 */
void xp_revenue_render(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                       const char *stop, int exit_status);

#endif
