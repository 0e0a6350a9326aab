/* The answer to a question of existence by every named row and cddlib. */
#ifndef XP_TESTS_SLOW_ANSWER_H
#define XP_TESTS_SLOW_ANSWER_H

#include <expost/exist/decide.h>
#include <expost/exist/question.h>

#include "tests/lib/ref_model.h"

/*
 * Whether cddlib is asked: the dense system is small enough, and a deterministic question
 * has at most 30 rules.
 */
int xp_slow_can_answer(const xp_ref_model_t ref, const xp_question_t *question);

/*
 * The verdict, and of OPTIMAL the value.  ref->weight is the fixed rule when the question
 * has one.  Domain: xp_slow_can_answer.
 */
xp_verdict_t xp_slow_answer(fmpq_t value, const xp_ref_model_t ref,
                            const xp_question_t *question);

/*
 * Whether a decision's mechanism has every property asked, row by row, has the fixed rule
 * (or no lotteries, when asked), and attains the value; and whether the ray is one.
 */
int xp_slow_accepts(const xp_ref_model_t ref, const xp_question_t *question,
                    const xp_decision_t decision);

#endif
