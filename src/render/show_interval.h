/* What the forms of the report `show` share when types are intervals. */
#ifndef XP_RENDER_SHOW_INTERVAL_H
#define XP_RENDER_SHOW_INTERVAL_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/continuous.h>
#include <expost/num/real.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

/* m: outcomes, or 1 for a real decision. */
slong xp_interval_columns(const xp_continuous_t model);

/* The label of outcome a, or the name of the real decision. */
const char *xp_interval_label(const xp_continuous_t model, slong a);

/* Adds "[0, 1]". */
void xp_interval_add_types(xp_string_t out, const xp_interval_agent_struct *agent);

/*
 * Adds a formula: the type of agent self is "t", others' are "t[ann]"; self -1: all are named.
 * NULL is 0.  LaTeX when asked.
 */
void xp_interval_add_formula(xp_string_t out, const xp_continuous_t model,
                             const xp_expression_struct *e, slong self, int latex);

/* The same as a cell of a table, in the two forms that a sheet takes. */
void xp_interval_add_cell(xp_sheet_t sheet, const xp_continuous_t model,
                          const xp_expression_struct *e, slong self);

/* Adds a formula of the own type t alone, of TYPE 0, as a cdf is. */
void xp_interval_add_own(xp_string_t out, const xp_expression_struct *e, int latex);

/*
 * One profile looked at: n agents, m as above.
 *   theta    not owned
 *   value    entry a * n + i: the value of outcome a to agent i
 *   chosen   the outcome, 0 for a real decision; -1 when its comparisons cannot be decided
 *   decision the real decision
 *   outside, payment   of each agent at the choice; has_payment: the file states payments
 */
typedef struct
{
    slong agents;
    slong columns;
    const fmpq *theta;
    xp_real_struct *value;
    xp_real_struct *cost;
    xp_real_struct *welfare;
    slong chosen;
    xp_real_t decision;
    int has_payment;
    xp_real_struct *outside;
    xp_real_struct *payment;
} xp_interval_point_struct;

typedef xp_interval_point_struct xp_interval_point_t[1];

/* Failure   XP_INPUT: a formula that has no value there */
XP_MUST_USE xp_status_t xp_interval_point_init(xp_interval_point_t point,
                                               const xp_continuous_t model, const fmpq *theta,
                                               xp_error_t error);
void xp_interval_point_clear(xp_interval_point_t point);

void xp_interval_add_sheet(xp_string_t out, const xp_report_t *report);
void xp_interval_add_point(xp_string_t out, const xp_report_t *report,
                           const xp_interval_point_t point);

/* Adds the rows of what values, outside options and payments are; whole: every one of them. */
void xp_interval_add_formulas(xp_sheet_t sheet, const xp_report_t *report, int whole);

/* Adds the cdfs, each once; what could not be proved of them. */
void xp_interval_add_distributions(xp_sheet_t sheet, const xp_report_t *report);
void xp_interval_add_doubts(xp_sheet_t sheet, const xp_continuous_t model);

/* point may be NULL. */
void xp_interval_add_json(xp_string_t out, const xp_report_t *report,
                          const xp_interval_point_struct *point);

#endif
