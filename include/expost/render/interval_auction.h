/* The optimal auction, and the payments of a rule: reports of `pay` when types are intervals. */
#ifndef XP_RENDER_INTERVAL_AUCTION_H
#define XP_RENDER_INTERVAL_AUCTION_H

#include <expost/base/string.h>
#include <expost/cont/auction.h>
#include <expost/cont/envelope.h>
#include <expost/render/report.h>

/* theta: the types of --at, or NULL; then winner (-1: nobody) and payment are set. */
typedef struct
{
    const xp_optimal_auction_struct *auction;
    const fmpq *theta;
    slong winner;
    const xp_real_struct *payment;
} xp_auction_report_t;

/* theta: the types of --at, or NULL; then chosen, the outcome there, and payment are set. */
typedef struct
{
    const xp_envelope_struct *envelope;
    const fmpq *theta;
    slong chosen;
    const xp_real_struct *payment;
} xp_envelope_report_t;

/* Add the report in the report's format. */
void xp_interval_auction_render(xp_string_t out, const xp_report_t *report,
                                const xp_auction_report_t *found);
void xp_interval_envelope_render(xp_string_t out, const xp_report_t *report,
                                 const xp_envelope_report_t *found);

#endif
