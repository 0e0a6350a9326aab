/* One call of xp_check: the mechanism, its rule as it is listed, what was found so far. */
#ifndef XP_CHECK_INQUIRY_H
#define XP_CHECK_INQUIRY_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/check/check.h>
#include <expost/rule/expectations.h>

#include "check/scan.h"
#include "rule/strip.h"

/*
 *   rule      the mechanism's, or a listed copy of it
 *   progress  as given, with the threads of the options
 *   known     whether finding[p] holds the finding about property p
 */
typedef struct
{
    const xp_mechanism_struct *mechanism;
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    xp_check_options_t options;
    xp_progress_t progress[1];
    xp_rule_t listed;
    int has_expectations;
    xp_expectations_t expectations;
    int known[XP_PROPERTY_COUNT];
    xp_finding_struct finding[XP_PROPERTY_COUNT];
} xp_inquiry_struct;

typedef xp_inquiry_struct xp_inquiry_t[1];

void xp_inquiry_init(xp_inquiry_t inquiry, const xp_mechanism_struct *mechanism,
                     const xp_check_options_t *options, const xp_progress_t *progress);
void xp_inquiry_clear(xp_inquiry_t inquiry);

/*
 * Meaning   lists the rule unless it is listed
 * Failure   as xp_allocation_list
 */
XP_MUST_USE xp_status_t xp_inquiry_list(xp_inquiry_t inquiry, xp_error_t error);

/*
 * Meaning   the payments of an agent at every profile
 * Domain    the rule is listed
 * Failure   as xp_strip_set_terms
 */
XP_MUST_USE xp_status_t xp_inquiry_payments(xp_strip_t payments, const xp_inquiry_struct *inquiry,
                                            slong agent, xp_error_t error);

/* The expectations under the mechanism's rule.  Domain: there is a prior. */
xp_expectations_struct *xp_inquiry_expectations(xp_inquiry_t inquiry);

/* How a scan for a property runs whose positions are total in number. */
xp_pace_struct xp_inquiry_pace(const xp_inquiry_struct *inquiry, xp_property_t property,
                               uint64_t total);

/* The number of lines of all agents. */
uint64_t xp_inquiry_lines(const xp_inquiry_struct *inquiry);

/* A number of lines with about as much work as pays a change of threads. */
slong xp_inquiry_block(slong types);

/*
 * Each evaluates one property, or two of one form; finding is as after init, for that
 * property.  Failure: XP_LIMIT, XP_STOPPED, XP_INPUT from a formula.
 */
XP_MUST_USE xp_status_t xp_check_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                            xp_error_t error);
XP_MUST_USE xp_status_t xp_check_interim_incentives(xp_finding_struct *finding,
                                                    xp_inquiry_t inquiry, xp_error_t error);
XP_MUST_USE xp_status_t xp_check_participation(xp_finding_struct *finding,
                                               xp_inquiry_t inquiry, xp_error_t error);
XP_MUST_USE xp_status_t xp_check_mean_participation(xp_finding_struct *finding,
                                                    xp_inquiry_t inquiry, xp_error_t error);
XP_MUST_USE xp_status_t xp_check_budget(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                        xp_error_t error);
XP_MUST_USE xp_status_t xp_check_mean_budget(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                             xp_error_t error);
XP_MUST_USE xp_status_t xp_check_transfers(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                           xp_error_t error);
XP_MUST_USE xp_status_t xp_check_efficiency(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                            xp_error_t error);
XP_MUST_USE xp_status_t xp_check_weak_monotone(xp_finding_struct *finding,
                                               xp_inquiry_t inquiry, xp_error_t error);
XP_MUST_USE xp_status_t xp_check_cyclic_monotone(xp_finding_struct *finding,
                                                 xp_inquiry_t inquiry, xp_error_t error);
XP_MUST_USE xp_status_t xp_check_interim_monotone(xp_finding_struct *finding,
                                                  xp_inquiry_t inquiry, xp_error_t error);

#endif
