/* Asks a mechanism of a real decision for its properties: polynomial inequalities on boxes. */
#ifndef XP_CONT_DECISION_CHECK_H
#define XP_CONT_DECISION_CHECK_H

#include <expost/base/progress.h>
#include <expost/cont/decision_payments.h>
#include <expost/cont/interval_finding.h>

/*
 * Meaning   whether the mechanism has the property
 * Domain    the mechanism is set; its pool may grow
 * Result    dsic, bic: the gain of truth over a report is divided by (type - report)^2 and the
 *           quotient's sign proved on the box of types and report; dsic of Groves payments and bic
 *           of dagv and Groves payments also by the theorem, when the rule is efficient.  iir:
 *           signs of a polynomial of one type, exact.  sbb, nopay: identities; wbb, epir, npt: sign
 *           on the box.  eff: as mechanism->efficiency
 * Failure   XP_REFUSED, named: an expectation without piecewise polynomial priors, or of what is no
 *           polynomial; XP_STOPPED
 * Cost      as xp_decision_efficiency for each agent
 * Source    semantics.md section 4
 */
XP_MUST_USE xp_status_t xp_decision_ask(xp_interval_finding_t finding,
                                        xp_decision_mechanism_t mechanism,
                                        xp_interval_question_t question,
                                        const xp_progress_t *progress, xp_error_t error);

#endif
