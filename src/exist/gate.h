/* What a method answered, checked before anybody sees it. */
#ifndef XP_EXIST_GATE_H
#define XP_EXIST_GATE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>

/*
 * Meaning   whether the mechanism has every property asked, the value is that of the
 *           objective, the proof holds, the ray is one
 * Result    1 in *passed, or 0 with the reason in error
 * Failure   XP_STOPPED, XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_decision_passes(int *passed, const xp_decision_t decision,
                                           const xp_question_t *question,
                                           const xp_progress_t *progress, xp_error_t error);

#endif
