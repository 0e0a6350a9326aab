/* Payments that an equation fixes at every profile. */
#ifndef XP_EXIST_FORCED_H
#define XP_EXIST_FORCED_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/exist/question.h>
#include <expost/model/payments.h>

/*
 * Meaning   decision->mechanism becomes the question's rule with these payments, "found"
 * Domain    fixed rule; payments is empty afterwards
 */
void xp_decision_set_found(xp_decision_t decision, const xp_question_t *question,
                           xp_payments_t payments);

/* Whether nopay, or sbb of a single agent, leaves one payment at each profile of a fixed rule. */
int xp_forced_applies(const xp_question_t *question);

/*
 * Meaning   the decision when payments are forced: the first property that these
 *           payments violate, its payments replaced by the equations, is the proof
 * Domain    xp_forced_applies; decision is as after init
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_decide_forced(xp_decision_t decision, const xp_question_t *question,
                                         const xp_progress_t *progress, xp_error_t error);

#endif
