/* Payments when types are intervals: the report of the command `pay`. */
#ifndef XP_RENDER_INTERVAL_PAY_H
#define XP_RENDER_INTERVAL_PAY_H

#include <expost/base/string.h>
#include <expost/cont/decision_payments.h>
#include <expost/cont/outcome_mechanism.h>
#include <expost/render/report.h>

/*
 * One of decision and outcome is there, the other NULL.
 *   interim   of decision, or NULL where it is not polynomial
 *   theta     the types of --at, or NULL; then
 *   chosen    the outcome there, -1 for a real decision, whose value is in decision_at
 *   payment   the payments there, by agent
 */
typedef struct
{
    const xp_decision_mechanism_struct *decision;
    const xp_decision_interim_struct *interim;
    const xp_outcome_mechanism_struct *outcome;
    const fmpq *theta;
    slong chosen;
    const xp_real_struct *decision_at;
    const xp_real_struct *payment;
} xp_interval_pay_t;

/* Adds the report in the report's format. */
void xp_interval_pay_render(xp_string_t out, const xp_report_t *report,
                            const xp_interval_pay_t *pay);

#endif
