/* Fuzzing of the reader: what is read is written in a form that reads back to the same bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/error.h>
#include <expost/base/string.h>
#include <expost/model/model.h>
#include <expost/text/read.h>
#include <expost/text/write.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void set_limits(xp_read_options_t *options)
{
    xp_read_options_init(options);
    options->profiles_limit = 10000;
    options->memory_limit = (size_t) 64 << 20;
    options->directory = "/nonexistent";
}

static void require(int condition, const char *what, const xp_string_t text,
                    const xp_errors_t errors)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz_read: %s\n", what);
    if (errors->count > 0)
        fprintf(stderr, "%ld:%ld: %s\n", errors->error[0].line, errors->error[0].column,
                errors->error[0].message);
    fprintf(stderr, "%s", text->text == NULL ? "" : text->text);
    abort();
}

/* A refusal has words, a place inside the text, and its errors in the order of the text. */
static void check_errors(const xp_errors_t errors, const xp_string_t none)
{
    size_t i;

    require(errors->count > 0, "a refusal without an error", none, errors);
    require(errors->count <= XP_ERRORS_LIMIT, "too many errors", none, errors);
    for (i = 0; i < errors->count; i++)
    {
        require(errors->error[i].message != NULL && errors->error[i].message[0] != '\0',
                "an error without words", none, errors);
        require(i == 0 || errors->error[i - 1].line <= errors->error[i].line,
                "errors out of order", none, errors);
    }
}

static void check_canonical_form(const xp_model_t model, const xp_read_options_t *options)
{
    xp_string_t first, second;
    xp_errors_t errors;
    xp_model_t again;
    xp_status_t status;

    xp_string_init(first);
    xp_string_init(second);
    xp_errors_init(errors);
    xp_model_init(again);
    xp_model_write(first, model);
    status = xp_model_read_text(again, first->text, first->length, "canonical", options, errors);
    require(status == XP_OK, "the canonical form is refused", first, errors);
    xp_model_write(second, again);
    require(first->length == second->length
            && memcmp(first->text, second->text, first->length) == 0,
            "the canonical form is written in another way", first, errors);
    xp_model_clear(again);
    xp_errors_clear(errors);
    xp_string_clear(second);
    xp_string_clear(first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xp_read_options_t options;
    xp_errors_t errors;
    xp_string_t none;
    xp_model_t model;
    xp_status_t status;

    set_limits(&options);
    xp_string_init(none);
    xp_errors_init(errors);
    xp_model_init(model);
    status = xp_model_read_text(model, (const char *) data, size, "fuzz", &options, errors);
    if (status == XP_OK)
        check_canonical_form(model, &options);
    else
        check_errors(errors, none);
    xp_model_clear(model);
    xp_errors_clear(errors);
    xp_string_clear(none);
    return 0;
}
