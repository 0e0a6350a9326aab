/* Questions about small models, for the tests of existence. */
#ifndef XP_TESTS_EXIST_ASK_H
#define XP_TESTS_EXIST_ASK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/check/property.h>
#include <expost/exist/decide.h>
#include <expost/exist/question.h>
#include <expost/num/rat.h>

#include "tests/lib/read_model.h"

/* The question with properties as "dsic,sbb"; is_free: any rule. */
static inline xp_question_t ask_question(const xp_model_t model, int is_free,
                                         const char *properties)
{
    xp_question_t question;

    memset(&question, 0, sizeof question);
    question.environment = model->environment;
    question.rule = is_free ? NULL : model->rule;
    question.objective_agent = -1;
    while (*properties != '\0')
    {
        const size_t length = strcspn(properties, ",");
        xp_property_t property;

        XP_CHECK(xp_property_find(&property, properties, length));
        question.properties |= XP_PROPERTY_BIT(property);
        properties += length + (properties[length] == ',');
    }
    return question;
}

static inline int ask_equals(const fmpq_t value, const char *text)
{
    int same;
    fmpq_t expected;
    xp_error_t error;

    fmpq_init(expected);
    xp_error_init(error);
    XP_CHECK(xp_rat_set_text(expected, text, strlen(text), error) == XP_OK);
    same = fmpq_equal(value, expected);
    xp_error_clear(error);
    fmpq_clear(expected);
    return same;
}

/* Checks and decides the question by the method. */
static inline void ask_decide(xp_decision_t decision, xp_question_t *question,
                              xp_method_t method)
{
    xp_decide_options_t options;
    xp_error_t error;

    memset(&options, 0, sizeof options);
    options.method = method;
    xp_error_init(error);
    XP_CHECK(xp_question_check(question, error) == XP_OK);
    XP_CHECK(xp_decide(decision, question, &options, NULL, error) == XP_OK);
    if (error->message != NULL)
        printf("%s\n", error->message);
    XP_CHECK(error->message == NULL);
    xp_error_clear(error);
}

/* The verdict of a method, and, where it is OPTIMAL, its value. */
static inline void ask_expect(xp_question_t question, xp_method_t method, xp_verdict_t verdict,
                              const char *value)
{
    xp_decision_t decision;

    xp_decision_init(decision);
    ask_decide(decision, &question, method);
    XP_CHECK(decision->verdict == verdict);
    if (decision->verdict != verdict)
        printf("verdict %d by %s, expected %d: %s\n", (int) decision->verdict,
               xp_method_word(decision->method), (int) verdict,
               decision->reason == NULL ? "" : decision->reason);
    if (verdict == XP_OPTIMAL)
        XP_CHECK(ask_equals(decision->value, value));
    if (verdict == XP_UNKNOWN)
        XP_CHECK(decision->reason != NULL);
    xp_decision_clear(decision);
}

#endif
