/* What the forms of the report `show` share. */
#ifndef XP_RENDER_SHOW_IMPL_H
#define XP_RENDER_SHOW_IMPL_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/rule.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

/*
 * One profile looked at: n agents, m outcomes.
 *   value    entry a * n + i: v_i(a, theta)
 *   welfare  S(a, theta) for each outcome
 *   weight   the rule's choice
 *   outside  o_i at the choice, averaged over a lottery
 *   largest  W(theta)
 */
typedef struct
{
    slong agents;
    slong outcomes;
    const slong *profile;
    fmpq *value;
    fmpq *cost;
    fmpq *welfare;
    fmpq *weight;
    fmpq *outside;
    fmpq_t largest;
} xp_point_struct;

typedef xp_point_struct xp_point_t[1];

XP_MUST_USE xp_status_t xp_point_init_at(xp_point_t point, const xp_environment_t environment,
                                         const xp_rule_t rule, const slong *profile,
                                         xp_error_t error);
void xp_point_clear(xp_point_t point);

/* The word for where ties go: "first", "last", "lottery". */
const char *xp_show_ties(xp_ties_t ties);

/* Adds a sentence on the parameters, when there are any. */
void xp_show_add_parameters(xp_sheet_t sheet, const xp_model_t model);

/* Adds the table of types: probabilities, values, outside options; ranges for a long list. */
void xp_show_add_types(xp_sheet_t sheet, const xp_report_t *report);

void xp_show_add_sheet(xp_string_t out, const xp_report_t *report, const xp_rule_t rule);
void xp_show_add_json(xp_string_t out, const xp_report_t *report, const xp_rule_t rule,
                      const xp_point_struct *point);
void xp_show_add_point(xp_string_t out, const xp_report_t *report, const xp_point_t point);

#endif
