/* The environment as understood: report of the command `show`. */
#ifndef XP_RENDER_SHOW_H
#define XP_RENDER_SHOW_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/rule.h>
#include <expost/render/report.h>

/*
 * Meaning   adds the report on the model: agents, types, values, prior, outside
 *           options, costs, rule; or, with a profile, the values, the welfare of each
 *           outcome and the choice there
 * Domain    profile may be NULL; rule is the model's, perhaps with other ties; neither
 *           the rule nor the profiles need be listed
 * Failure   XP_INPUT from a formula that has no value at the profile
 * Cost      the types and outcomes that are shown; n m values at one profile
 */
XP_MUST_USE xp_status_t xp_show_render(xp_string_t out, const xp_report_t *report,
                                       const xp_rule_t rule, const slong *profile,
                                       xp_error_t error);

/*
 * Meaning   the same for a model whose types are intervals; theta, a type of each agent, may be
 *           NULL.  What is rational or algebraic at theta is exact, the rest enclosed
 * Domain    report->model->continuous is set
 * Failure   XP_INPUT from a formula that has no value at theta
 */
XP_MUST_USE xp_status_t xp_show_interval_render(xp_string_t out, const xp_report_t *report,
                                                const fmpq *theta, xp_error_t error);

#endif
