/* The report `vote show`: ballots, majorities, winners, the ties of instant runoff. */
#ifndef XP_RENDER_VOTE_SHOW_H
#define XP_RENDER_VOTE_SHOW_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/ballots.h>
#include <expost/render/report.h>
#include <expost/vote/rule.h>

/*
 * Meaning   adds the report in any format; XP_FORMAT_PREFLIB: the ballots
 * Domain    ballots->count >= 1; rule states how ties are broken.  every: all rules that need no
 *           argument, whatever rule->kind; otherwise this rule
 * Failure   XP_REFUSED, XP_LIMIT, XP_STOPPED as the rule, or as xp_preflib_write
 */
XP_MUST_USE xp_status_t xp_vote_show_render(xp_string_t out, const xp_report_t *report,
                                            const xp_ballots_t ballots, const xp_vote_rule_t rule,
                                            int every, xp_error_t error);

#endif
