/* The claim of a certificate as text, and the whole. */
#include <expost/cert/certificate.h>

#include "cert/write_fields.h"
#include "cert/write_impl.h"

static void write_properties(xp_string_t out, const xp_question_t *question)
{
    xp_property_t property;

    if (question->rule == NULL && question->deterministic)
        xp_field_word(out, "deterministic");
    for (property = XP_DSIC; property < XP_PROPERTY_COUNT; property++)
        if (question->properties & XP_PROPERTY_BIT(property))
            xp_field_word(out, xp_property_info(property)->name);
}

static void write_objective(xp_string_t out, const xp_question_t *question)
{
    xp_field_word(out, question->maximise ? "max" : "min");
    xp_field_word(out, xp_objective_word(question->objective));
    if (question->objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0)
        xp_string_printf(out, ":%ld", (long) question->objective_agent);
}

void xp_write_claim(xp_string_t out, const xp_certificate_t certificate)
{
    static const char *const word[] = {"satisfies",    "violates",         "impossible",
                                       "optimum",      "unbounded",        "groves-balance",
                                       "groves-no-balance", "implementable", "not-implementable"};
    const xp_claim_t claim = certificate->claim;

    xp_field_begin(out, "claim");
    xp_field_word(out, word[claim]);
    switch (claim)
    {
    case XP_CLAIM_OPTIMUM:
    case XP_CLAIM_UNBOUNDED:
        write_objective(out, &certificate->question);
        if (claim == XP_CLAIM_OPTIMUM)
            xp_field_number(out, certificate->value);
        write_properties(out, &certificate->question);
        break;
    case XP_CLAIM_SATISFIES:
    case XP_CLAIM_VIOLATES:
    case XP_CLAIM_IMPOSSIBLE:
        write_properties(out, &certificate->question);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
    case XP_CLAIM_NOT_IMPLEMENTABLE:
        xp_field_word(out, certificate->interim ? "bic" : "dsic");
        break;
    default:
        break;
    }
    xp_field_end(out);
}

void xp_certificate_write(xp_string_t out, const xp_certificate_t certificate)
{
    if (certificate->reduced)
        xp_write_reduced(out, certificate->tables);
    else
        xp_certificate_write_environment(out, certificate->environment,
                                         certificate->has_rule ? certificate->rule : NULL);
    xp_write_claim(out, certificate);
    xp_write_evidence(out, certificate);
}
