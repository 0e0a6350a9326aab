/* A certificate as a proof in words. */
#include <expost/cert/explain.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#include "cert/explain_impl.h"

/* The chapter behind the proposition. */
static xp_status_t explain_evidence(xp_explanation_t *e, xp_error_t error)
{
    xp_status_t status;

    switch (e->certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
        return xp_explain_mechanism(e, error);
    case XP_CLAIM_VIOLATES:
        return xp_explain_violation(e, error);
    case XP_CLAIM_IMPOSSIBLE:
        return xp_explain_proof(e, error);
    case XP_CLAIM_OPTIMUM:
        status = xp_explain_mechanism(e, error);
        return status == XP_OK ? xp_explain_proof(e, error) : status;
    case XP_CLAIM_UNBOUNDED:
        status = xp_explain_mechanism(e, error);
        return status == XP_OK ? xp_explain_ray(e, error) : status;
    case XP_CLAIM_GROVES_BALANCE:
        return xp_explain_balance(e, error);
    case XP_CLAIM_GROVES_NO_BALANCE:
        return xp_explain_cube(e, error);
    case XP_CLAIM_IMPLEMENTABLE:
        return xp_explain_potentials(e, error);
    default:
        return xp_explain_type_cycle(e, error);
    }
}

static void init_explanation(xp_explanation_t *e, const xp_certificate_t certificate,
                             const xp_explain_options_t *options, xp_string_t out)
{
    e->certificate = certificate;
    e->environment = certificate->environment;
    e->rule = certificate->has_rule && !certificate->reduced ? certificate->rule : NULL;
    e->question = certificate->question;
    e->question.environment = e->environment;
    e->question.rule = e->rule;
    e->digits = options->digits;
    e->profile = xp_calloc((size_t) e->environment->agent_count, sizeof(slong));
    xp_string_init(e->text);
    xp_paper_init(e->paper, out, options->prose, options->command);
}

xp_status_t xp_explain(xp_string_t out, const xp_certificate_t certificate,
                       const xp_explain_options_t *options, xp_error_t error)
{
    xp_explanation_t e;
    xp_status_t status;
    xp_string_t paper;

    if (!certificate->reduced)
    {
        status = xp_profiles_require(certificate->environment->profiles, "the explanation", error);
        if (status != XP_OK)
            return status;
    }
    xp_string_init(paper);
    init_explanation(&e, certificate, options, paper);
    xp_explain_environment(&e);
    xp_explain_claim(&e);
    xp_paper_begin_proof(e.paper);
    status = explain_evidence(&e, error);
    xp_paper_end_proof(e.paper);
    xp_paper_finish(e.paper);
    if (status == XP_OK)
        xp_string_add_bytes(out, paper->text, paper->length);
    xp_string_clear(paper);
    xp_string_clear(e.text);
    xp_paper_clear(e.paper);
    free(e.profile);
    return status;
}
