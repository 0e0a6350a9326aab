/* Whether Groves payments can balance: report of the command `balance`. */
#ifndef XP_RENDER_BALANCE_H
#define XP_RENDER_BALANCE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/render/report.h>
#include <expost/rule/balance.h>

/*
 * Meaning   adds the report: the verdict, and h or the cube that forbids it.  It says
 *           that the verdict is about Groves payments only
 * Domain    balance was decided for the report's model
 * Failure   XP_INPUT from a formula without a value
 * Cost      the entries of h; 2^n values of W for a cube
 */
XP_MUST_USE xp_status_t xp_balance_render(xp_string_t out, const xp_report_t *report,
                                          const xp_balance_t balance, int exit_status,
                                          xp_error_t error);

#endif
