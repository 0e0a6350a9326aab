/* What the forms of the report `pay` share. */
#ifndef XP_RENDER_PAY_IMPL_H
#define XP_RENDER_PAY_IMPL_H

#include <jansson.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/mechanism.h>
#include <expost/num/table.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

/*
 * Payments at every profile, and expectations.
 *   payment       one table of K entries for each agent; cost: K entries
 *   expected      whether there is a prior, and so the following
 *   mean_payment, mean_utility   E p_i and E[v_i - p_i], for each agent
 *   mean_sum, mean_cost, surplus E sum p_i, E c, and their difference
 *   best_welfare, rule_welfare   E W(theta) and E S(a(theta), theta)
 */
typedef struct
{
    slong agents;
    const xp_mechanism_struct *mechanism;
    xp_table_struct *payment;
    xp_table_t cost;
    int expected;
    fmpq *mean_payment;
    fmpq *mean_utility;
    fmpq_t mean_sum;
    fmpq_t mean_cost;
    fmpq_t surplus;
    fmpq_t best_welfare;
    fmpq_t rule_welfare;
} xp_pay_struct;

typedef xp_pay_struct xp_pay_t[1];

/* A mechanism with payments, its rule listed; it outlives pay.  set: lists the payments. */
void xp_pay_init(xp_pay_t pay, const xp_mechanism_t mechanism);
void xp_pay_clear(xp_pay_t pay);
XP_MUST_USE xp_status_t xp_pay_set(xp_pay_t pay, const xp_progress_t *progress,
                                   xp_error_t error);

/*
 * Payments at one profile: choice, payment and value of the choice of each agent,
 * sum of the payments, expected cost of the choice.
 */
typedef struct
{
    slong agents;
    slong outcomes;
    const xp_mechanism_struct *mechanism;
    const slong *profile;
    fmpq *weight;
    fmpq *payment;
    fmpq *value;
    fmpq_t sum;
    fmpq_t cost;
} xp_pay_point_struct;

typedef xp_pay_point_struct xp_pay_point_t[1];

/*
 * Adds the table of payments, at most rows profiles of it, and below the expectations.
 * Returns the number of profiles left out.
 */
slong xp_pay_add_tables(xp_sheet_t sheet, const xp_report_t *report, const xp_pay_t pay,
                        slong rows);

/* Sets the fields of the report `pay` that are about the mechanism. */
void xp_pay_set_json(json_t *object, const xp_report_t *report, const xp_pay_t pay);

void xp_pay_add_sheet(xp_string_t out, const xp_report_t *report, const xp_pay_t pay);
void xp_pay_add_point_sheet(xp_string_t out, const xp_report_t *report,
                            const xp_pay_point_t point);
void xp_pay_add_json(xp_string_t out, const xp_report_t *report, const xp_pay_t pay);
void xp_pay_add_point_json(xp_string_t out, const xp_report_t *report,
                           const xp_pay_point_t point);

#endif
