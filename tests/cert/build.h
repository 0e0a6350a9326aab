/* Certificates in tests: questions about a model; write, read again, compare bytes. */
#ifndef XP_TESTS_CERT_BUILD_H
#define XP_TESTS_CERT_BUILD_H

#include <stdio.h>
#include <string.h>

#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/exist/question.h>

#include "tests/lib/read_model.h"

/* A question about the model, its rule fixed or free, without objective. */
static inline void set_question(xp_question_t *question, const xp_model_t model, int fixed,
                                xp_properties_t properties)
{
    memset(question, 0, sizeof *question);
    question->environment = model->environment;
    question->rule = fixed ? model->rule : NULL;
    question->properties = properties;
    question->objective_agent = -1;
}

/* Shows where two texts part; 1 when they are the same. */
static inline int is_same_text(const char *text, size_t length, const char *expected,
                               size_t expected_length)
{
    size_t i = 0, line = 1;

    if (length == expected_length && memcmp(text, expected, length) == 0)
        return 1;
    while (i < length && i < expected_length && text[i] == expected[i])
        line += text[i++] == '\n';
    fprintf(stderr, "line %zu differs:\n%.60s\nexpected\n%.60s\n", line, text + i, expected + i);
    return 0;
}

/* The text of the certificate is read and written again to the same bytes. */
static inline int reads_back(const xp_certificate_t certificate)
{
    xp_string_t first, second;
    xp_certificate_t again;
    xp_error_t error;
    int same;

    xp_string_init(first);
    xp_string_init(second);
    xp_certificate_init(again);
    xp_error_init(error);
    xp_certificate_write(first, certificate);
    same = xp_certificate_read(again, first->text, first->length, NULL, error) == XP_OK;
    if (same)
    {
        xp_certificate_write(second, again);
        same = is_same_text(second->text, second->length, first->text, first->length)
               && xp_environment_is_valid(again->environment);
    }
    else
        fprintf(stderr, "%ld:%ld: %s\n%s", error->line, error->column, error->message,
                first->text);
    xp_error_clear(error);
    xp_certificate_clear(again);
    xp_string_clear(second);
    xp_string_clear(first);
    return same;
}

/* The certificate's text is this, and reads back. */
static inline int is_text(const xp_certificate_t certificate, const char *expected)
{
    xp_string_t text;
    int same;

    xp_string_init(text);
    xp_certificate_write(text, certificate);
    same = is_same_text(text->text, text->length, expected, strlen(expected));
    xp_string_clear(text);
    return same && reads_back(certificate);
}

#endif
