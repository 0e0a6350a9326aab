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
 *           when there is a prior; or, with a profile, the payments there
 * Domain    mechanism has payments and belongs to the report's model; its rule is
 *           listed unless the profiles are not; profile may be NULL
 * Failure   XP_LIMIT without a profile when the profiles are not listed, or no memory;
 *           XP_INPUT from a formula without a value; XP_STOPPED
 * Cost      K n numbers
 */
XP_MUST_USE xp_status_t xp_pay_render(xp_string_t out, const xp_report_t *report,
                                      const xp_mechanism_t mechanism, const slong *profile,
                                      xp_error_t error);

#endif
