/* The certificate of a decision, at every profile and in reduced form. */
#include <expost/cert/certificate.h>

#include <assert.h>

#include "cert/from.h"

/*
 * Of a fixed rule eff says nothing about payments: it has been settled before, and
 * only a mechanism that has every property asked for keeps it in the claim.
 */
static xp_status_t claim_properties(xp_certificate_t certificate, xp_error_t error)
{
    xp_question_t *question = &certificate->question;

    if (certificate->claim == XP_CLAIM_VIOLATES)
        question->properties = XP_PROPERTY_BIT(XP_EFF);
    else if (certificate->has_rule
             && (certificate->claim != XP_CLAIM_SATISFIES || certificate->reduced))
        question->properties &= ~XP_PROPERTY_BIT(XP_EFF);
    if (question->properties == 0)
    {
        xp_error_set(error, "nothing about payments is claimed: under a fixed rule `eff` says "
                            "nothing about them; add another property");
        return XP_INPUT;
    }
    return XP_OK;
}

static xp_claim_t claim_of(const xp_decision_t decision)
{
    switch (decision->verdict)
    {
    case XP_POSSIBLE:
        return XP_CLAIM_SATISFIES;
    case XP_OPTIMAL:
        return XP_CLAIM_OPTIMUM;
    case XP_UNBOUNDED:
        return XP_CLAIM_UNBOUNDED;
    default:
        assert(decision->verdict == XP_IMPOSSIBLE);
        return decision->violates_rule ? XP_CLAIM_VIOLATES : XP_CLAIM_IMPOSSIBLE;
    }
}

static void begin_certificate(xp_certificate_t certificate, const xp_question_t *question,
                              const xp_decision_t decision)
{
    certificate->environment = question->environment;
    certificate->claim = claim_of(decision);
    certificate->question = *question;
    certificate->has_rule = question->rule != NULL;
    if (certificate->has_rule)
        xp_rule_set(certificate->rule, question->rule);
    certificate->question.rule = certificate->has_rule ? certificate->rule : NULL;
    fmpq_set(certificate->value, decision->value);
    certificate->row = decision->violated;
    if (certificate->claim == XP_CLAIM_IMPOSSIBLE || certificate->claim == XP_CLAIM_OPTIMUM)
        xp_proof_set(certificate->proof, decision->proof);
    /* Only optimum and unbounded are about an objective. */
    if (certificate->claim != XP_CLAIM_OPTIMUM && certificate->claim != XP_CLAIM_UNBOUNDED)
    {
        certificate->question.objective = XP_OBJECTIVE_NONE;
        certificate->question.objective_agent = -1;
        certificate->question.maximise = 0;
    }
}

static int has_mechanism(const xp_certificate_t certificate)
{
    return certificate->claim == XP_CLAIM_SATISFIES || certificate->claim == XP_CLAIM_OPTIMUM
           || certificate->claim == XP_CLAIM_UNBOUNDED;
}

xp_status_t xp_certificate_set_decision(xp_certificate_t certificate,
                                        const xp_question_t *question,
                                        const xp_decision_t decision, xp_error_t error)
{
    xp_certificate_t local;
    xp_status_t status;

    assert(decision->verdict != XP_UNKNOWN);
    xp_certificate_init(local);
    begin_certificate(local, question, decision);
    status = claim_properties(local, error);
    if (status == XP_OK && has_mechanism(local))
    {
        if (!local->has_rule)
            xp_rule_set(local->found, decision->mechanism->rule);
        local->has_payment = (local->question.properties & ~XP_RULE_PROPERTIES) != 0;
        if (local->has_payment)
            status = xp_payments_join(local->payment, decision->mechanism, NULL, error);
    }
    if (status == XP_OK && local->claim == XP_CLAIM_UNBOUNDED)
        xp_table_set(local->ray, decision->ray);
    if (status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return status;
}

/* The properties that a claim about interim tables may have. */
static xp_properties_t reduced_properties(slong agents)
{
    xp_properties_t properties = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR)
                                 | XP_PROPERTY_BIT(XP_EAIR) | XP_PROPERTY_BIT(XP_EABB)
                                 | XP_PROPERTY_BIT(XP_EAWBB);

    if (agents >= 2)
        properties |= XP_PROPERTY_BIT(XP_SBB) | XP_PROPERTY_BIT(XP_WBB);
    return properties;
}

static int is_interim_proof(const xp_proof_t proof)
{
    size_t e;

    for (e = 0; e < proof->count; e++)
        switch (proof->multiplier[e].key.kind)
        {
        case XP_ROW_BIC:
        case XP_ROW_IIR:
        case XP_ROW_EAIR:
        case XP_ROW_EABB:
        case XP_ROW_EAWBB:
            break;
        default:
            return 0;
        }
    return 1;
}

static xp_status_t require_reduced(const xp_question_t *question, const xp_decision_t decision,
                                   xp_error_t error)
{
    const slong n = question->environment->agent_count;

    if (question->rule == NULL || question->environment->prior != XP_PRIOR_INDEPENDENT)
        xp_error_set(error, "the reduced form is for a fixed rule and an independent prior; "
                            "write the certificate without it");
    else if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        xp_error_set(error, "worst-deficit is about every profile, which the reduced form does "
                            "not state; write the certificate without it");
    else if (decision->violates_rule
             || (question->properties & ~XP_PROPERTY_BIT(XP_EFF) & ~reduced_properties(n)))
        xp_error_set(error, "the reduced form is for bic, iir, eair, eabb and eawbb, and with "
                            "two or more agents sbb and wbb; write the certificate without it");
    else if (decision->method != XP_METHOD_INTERIM || !is_interim_proof(decision->proof))
        xp_error_set(error, "the reduced form is for decisions of the interim method, and this "
                            "one is by %s; use --method interim, or write the certificate "
                            "without the reduced form",
                     xp_method_word(decision->method));
    else
        return XP_OK;
    return XP_INPUT;
}

/* Interim payments of the mechanism, and of the ray. */
static xp_status_t set_interim_payments(xp_certificate_t certificate,
                                        const xp_decision_t decision, xp_error_t error)
{
    xp_status_t status;
    xp_table_t whole;

    xp_table_init(whole);
    certificate->has_payment = 1;
    status = xp_payments_join(whole, decision->mechanism, NULL, error);
    if (status == XP_OK)
        status = xp_interim_join(certificate->payment, certificate->environment, whole, error);
    if (status == XP_OK && certificate->claim == XP_CLAIM_UNBOUNDED)
        status = xp_interim_join(certificate->ray, certificate->environment, decision->ray,
                                 error);
    xp_table_clear(whole);
    return status;
}

xp_status_t xp_certificate_set_reduced(xp_certificate_t certificate,
                                       const xp_question_t *question,
                                       const xp_decision_t decision, xp_error_t error)
{
    xp_certificate_t local;
    xp_status_t status;

    assert(decision->verdict != XP_UNKNOWN);
    status = require_reduced(question, decision, error);
    if (status != XP_OK)
        return status;
    xp_certificate_init(local);
    begin_certificate(local, question, decision);
    local->reduced = 1;
    status = claim_properties(local, error);
    if (status == XP_OK)
        status = xp_interim_tables_set(local->tables, local->environment, local->rule, NULL,
                                       error);
    if (status == XP_OK && has_mechanism(local))
        status = set_interim_payments(local, decision, error);
    /* The claim is about the tables: what rule they are of is not stated. */
    local->rule->efficient = 0;
    local->rule->ties = XP_TIES_FIRST;
    if (status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return status;
}
