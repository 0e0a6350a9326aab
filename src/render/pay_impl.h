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
#include <expost/rule/expectations.h>
#include <expost/rule/share.h>

/*
 * Expectations over all profiles.
 *   payment, utility   E p_i and E[v_i - p_i], for each agent
 *   sum, cost, surplus E sum p_i, E c, and their difference
 *   rule_welfare       E S(a(theta), theta)
 *   best_welfare       E W(theta), where has_best
 */
typedef struct
{
    slong agents;
    fmpq *payment;
    fmpq *utility;
    fmpq_t sum;
    fmpq_t cost;
    fmpq_t surplus;
    fmpq_t rule_welfare;
    fmpq_t best_welfare;
    int has_best;
} xp_pay_means_struct;

typedef xp_pay_means_struct xp_pay_means_t[1];

void xp_pay_means_init(xp_pay_means_t means, slong agents);
void xp_pay_means_clear(xp_pay_means_t means);

/*
 * Meaning   the expectations of a mechanism; expectations is under its rule
 * Domain    there is a prior
 * Result    has_best is 0 where E W would need profiles that are too many to list
 * Failure   as xp_expectations_of
 */
XP_MUST_USE xp_status_t xp_pay_means_set(xp_pay_means_t means, const xp_mechanism_t mechanism,
                                         xp_expectations_t expectations,
                                         const xp_progress_t *progress, xp_error_t error);

/*
 * Payments at every profile, and expectations.
 *   rule      the mechanism's, listed: its own, or listed here
 *   rows      the table of payments (pay_rows.h)
 *   expected  whether there is a prior, and so means
 *   share     what the rebates return; only of a mechanism that gives them
 */
typedef struct
{
    slong agents;
    const xp_mechanism_struct *mechanism;
    const xp_rule_struct *rule;
    xp_rule_t listed;
    struct xp_pay_rows *rows;
    int expected;
    xp_pay_means_t means;
    xp_share_t share;
} xp_pay_struct;

typedef xp_pay_struct xp_pay_t[1];

/* A mechanism with payments; it outlives pay.  set: prepares the table, finds the expectations. */
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
 * What is expected given the own type.
 *   profile     only these types, one for each agent; NULL: all
 *   left_out    the payments at each profile were asked for, and are too many
 *   row_count   rows: agent and type of each, its probability, E[p_i | type] and
 *               E[v_i - p_i | type]
 *   weight      for each agent its reduced form as xp_expectations_weights gives it, or NULL
 *               under a joint prior
 */
typedef struct
{
    const xp_mechanism_struct *mechanism;
    const slong *profile;
    int left_out;
    xp_expectations_t expectations;
    slong row_count;
    slong *agent;
    slong *type;
    fmpq *probability;
    fmpq *payment;
    fmpq *utility;
    const xp_table_struct **weight;
    xp_pay_means_t means;
} xp_pay_interim_struct;

typedef xp_pay_interim_struct xp_pay_interim_t[1];

void xp_pay_interim_init(xp_pay_interim_t interim, const xp_mechanism_t mechanism,
                         const slong *profile);
void xp_pay_interim_clear(xp_pay_interim_t interim);

/* Failure: as xp_expectations_of.  Domain: there is a prior. */
XP_MUST_USE xp_status_t xp_pay_interim_set(xp_pay_interim_t interim,
                                           const xp_progress_t *progress, xp_error_t error);

/* The probability that an outcome is chosen given the type of a row.  Domain: weight is there. */
void xp_pay_interim_choice(fmpq_t probability, const xp_pay_interim_struct *interim, slong row,
                           slong outcome);

/* What every page of payments begins and ends with. */
void xp_pay_add_mechanism(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_mechanism_struct *mechanism);
void xp_pay_finish_sheet(xp_string_t out, const xp_report_t *report, xp_sheet_t sheet,
                         const xp_mechanism_struct *mechanism);

/* Below the payments: agent by agent, means (or NULL) and the subsidies of ir-vcg; sums. */
void xp_pay_add_agents(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_mechanism_struct *mechanism, const xp_pay_means_struct *means);
void xp_pay_add_means(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_pay_means_struct *means);

/*
 * Adds the table of payments, at most rows profiles of it, and below the expectations.
 * Returns the number of profiles left out.
 */
slong xp_pay_add_tables(xp_sheet_t sheet, const xp_report_t *report, const xp_pay_t pay,
                        slong rows);

/*
 * Sets the fields of the report `pay` that are about the mechanism, but for "payments", which
 * becomes null; and adds the text of the object that has them at depth (1: it is the whole),
 * with the payments, and a line end.  The object is given up.
 */
void xp_pay_set_json(json_t *object, const xp_report_t *report, const xp_pay_t pay);
XP_MUST_USE xp_status_t xp_pay_finish_json(xp_string_t out, const xp_report_t *report,
                                           json_t *object, size_t depth, const xp_pay_t pay,
                                           xp_error_t error);

/* What the rebates return, when the mechanism gives them. */
void xp_pay_add_share(xp_sheet_t sheet, const xp_report_t *report, const xp_pay_t pay);
void xp_pay_set_json_share(json_t *object, const xp_pay_t pay, long digits);

/* Fields of several reports on payments. */
void xp_pay_set_json_subject(json_t *object, const xp_mechanism_struct *mechanism);
void xp_pay_set_json_subsidy(json_t *object, const xp_mechanism_struct *mechanism, long digits);
void xp_pay_set_json_means(json_t *object, const xp_pay_means_struct *means, long digits);
void xp_pay_set_json_notes(json_t *object, const xp_mechanism_struct *mechanism);

XP_MUST_USE xp_status_t xp_pay_add_sheet(xp_string_t out, const xp_report_t *report,
                                         const xp_pay_t pay, xp_error_t error);
XP_MUST_USE xp_status_t xp_pay_add_json(xp_string_t out, const xp_report_t *report,
                                        const xp_pay_t pay, xp_error_t error);
void xp_pay_add_interim_sheet(xp_string_t out, const xp_report_t *report,
                              const xp_pay_interim_t interim);
void xp_pay_add_interim_json(xp_string_t out, const xp_report_t *report,
                             const xp_pay_interim_t interim);
void xp_pay_add_point_sheet(xp_string_t out, const xp_report_t *report,
                            const xp_pay_point_t point);
void xp_pay_add_point_json(xp_string_t out, const xp_report_t *report,
                           const xp_pay_point_t point);

#endif
