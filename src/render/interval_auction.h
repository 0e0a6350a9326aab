/* What the forms of the reports on auctions share. */
#ifndef XP_RENDER_INTERVAL_AUCTION_IMPL_H
#define XP_RENDER_INTERVAL_AUCTION_IMPL_H

#include <jansson.h>

#include <expost/render/interval_auction.h>

void xp_interval_auction_add_json(xp_string_t out, const xp_report_t *report,
                                  const xp_auction_report_t *found);

/* {"types": [...], "outcome": ..., "payment": [...]}, or null without types. */
json_t *xp_interval_at_json(const xp_report_t *report, const fmpq *theta, const char *outcome,
                            const xp_real_struct *payment);

/* The outcome at these types, and a table of types and payments. */
void xp_interval_at_add(xp_sheet_t sheet, const xp_report_t *report, const fmpq *theta,
                        const char *outcome, const xp_real_struct *payment);

#endif
