/* Random questions of existence about a model, so that every reduction is met. */
#ifndef XP_TESTS_RANDOM_QUESTION_H
#define XP_TESTS_RANDOM_QUESTION_H

#include <stdint.h>

#include <expost/exist/question.h>

#include "tests/lib/ref_model.h"

/*
 * Properties and an objective that can be asked; rule and environment are the caller's.
 * Domain: question->environment and rule are set; the rest is drawn.
 */
void xp_random_question(xp_question_t *question, const xp_ref_model_t ref, uint64_t *state);

#endif
