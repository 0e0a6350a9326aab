/* The forms of the linear program, each for questions it suits. */
#ifndef XP_EXIST_LP_FORMS_H
#define XP_EXIST_LP_FORMS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>

#include "exist/program.h"

/* As xp_decide_lp, each by its own form.  The outputs may have changed on failure. */
XP_MUST_USE xp_status_t xp_decide_lp_whole(xp_decision_t decision, const xp_question_t *question,
                                           const xp_decide_options_t *options,
                                           const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_lp_interim(xp_decision_t decision,
                                             const xp_question_t *question,
                                             const xp_decide_options_t *options,
                                             const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_lp_demand(xp_decision_t decision,
                                            const xp_question_t *question,
                                            const xp_decide_options_t *options,
                                            const xp_progress_t *progress, xp_error_t error);

/*
 * The decision that a result of the program says, apart from its method and stats.
 * unknown is the solution; direction, of the payments, is read when it is unbounded.
 */
XP_MUST_USE xp_status_t xp_lp_set_verdict(xp_decision_t decision, const xp_program_t program,
                                          const xp_lp_result_t result, const fmpq *unknown,
                                          const fmpq *direction, xp_error_t error);

/* The same when all payments have columns. */
XP_MUST_USE xp_status_t xp_lp_set_plain_verdict(xp_decision_t decision,
                                                const xp_program_t program,
                                                const xp_lp_result_t result, xp_error_t error);

/*
 * Meaning   tries to show under a fixed rule that even among a few types of each agent no
 *           payments satisfy the rows about single profiles; more and more types are taken
 * Result    1 in *refuted, and decision is IMPOSSIBLE, or 0: nothing is known
 * Cost      small beside the whole program: at most a fourth of the profiles each time
 */
XP_MUST_USE xp_status_t xp_lp_refute_in_boxes(int *refuted, xp_decision_t decision,
                                              const xp_question_t *question,
                                              const xp_decide_options_t *options,
                                              const xp_progress_t *progress, xp_error_t error);

#endif
