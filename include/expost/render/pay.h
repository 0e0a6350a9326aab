/* The exact payments of a mechanism: report of the command `pay`. */
#ifndef XP_RENDER_PAY_H
#define XP_RENDER_PAY_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/mechanism.h>
#include <expost/render/report.h>

/*
 * Meaning   adds the payments by each agent at every profile, and their expectations
 *           when there is a prior; with a profile the payments there; with interim what is
 *           expected given each type, or the types of the profile.  Profiles that are not
 *           listed are answered by the last too, with a sentence that says so
 * Domain    mechanism has payments and belongs to the report's model; profile may be NULL
 * Result    out holds what report->sink has not taken
 * Failure   XP_LIMIT: the profiles are not listed and the expectations need them, or no memory;
 *           XP_INPUT: interim without a prior; a formula without a value; XP_STOPPED, and as
 *           the sink: out and what was taken are then a part
 * Cost      K n numbers; for the expectations see rule/expectations.h
 */
XP_MUST_USE xp_status_t xp_pay_render(xp_string_t out, const xp_report_t *report,
                                      const xp_mechanism_t mechanism, const slong *profile,
                                      int interim, xp_error_t error);

#endif
