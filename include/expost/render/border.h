/* Which interim probabilities come from a rule: report of the command `border`. */
#ifndef XP_RENDER_BORDER_H
#define XP_RENDER_BORDER_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/render/report.h>
#include <expost/rule/border.h>

/*
 * Meaning   adds the report: the verdict, and the rule or the inequalities that fail.  As CSV
 *           the rule is a table that `rule from` reads
 * Domain    border was decided for the report's model; certificate: the file it was written to,
 *           or NULL; verify: the command that writes and verifies one, or NULL
 * Failure   XP_STOPPED, or as the report's sink
 */
XP_MUST_USE xp_status_t xp_border_render(xp_string_t out, const xp_report_t *report,
                                         const xp_border_t border, const char *certificate,
                                         const char *verify, int exit_status, xp_error_t error);

#endif
