/* Models written in the model language, for tests. */
#ifndef XP_TESTS_READ_MODEL_H
#define XP_TESTS_READ_MODEL_H

#include <stdio.h>
#include <string.h>

#include <expost/rule/allocation.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

/* Reads a model that must be right and lists its rule. */
static inline void read_model(xp_model_t model, const char *text)
{
    xp_errors_t errors;
    xp_error_t error;

    xp_model_init(model);
    xp_errors_init(errors);
    xp_error_init(error);
    XP_CHECK(xp_model_read_text(model, text, strlen(text), NULL, NULL, errors) == XP_OK);
    if (errors->count > 0)
        fprintf(stderr, "model: %ld: %s\n", errors->error[0].line, errors->error[0].message);
    XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
    xp_error_clear(error);
    xp_errors_clear(errors);
}

#endif
