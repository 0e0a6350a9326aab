/* The certificate of a decision, at every profile and in reduced form. */
#include <expost/cert/certificate.h>

#include <assert.h>

#include <expost/rule/allocation.h>
#include <expost/rule/expectations.h>

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

xp_status_t xp_certificate_require(const xp_question_t *question, xp_error_t error)
{
    const xp_profiles_struct *profiles = question->environment->profiles;
    char *count;

    if (xp_profiles_are_listed(profiles))
        return XP_OK;
    count = fmpz_get_str(NULL, 10, profiles->count);
    xp_error_set(error, "the certificate would state the outcome at each of %s profiles, too many "
                        "to list; in reduced form, with --reduced, it states what the agents "
                        "expect of each report, and needs no profiles",
                 count);
    flint_free(count);
    return XP_LIMIT;
}

/* The mechanism at every profile, the rule in found under a free rule. */
static xp_status_t set_mechanism(xp_certificate_t certificate, const xp_decision_t decision,
                                 const xp_progress_t *progress, xp_error_t error)
{
    xp_mechanism_struct listed = *decision->mechanism;

    if (certificate->has_rule)
        listed.rule[0] = certificate->rule[0]; /* the same rule, listed; still the certificate's */
    else
        xp_rule_set(certificate->found, decision->mechanism->rule);
    certificate->has_payment = (certificate->question.properties & ~XP_RULE_PROPERTIES) != 0;
    return certificate->has_payment
               ? xp_payments_join(certificate->payment, &listed, progress, error) : XP_OK;
}

xp_status_t xp_certificate_set_decision(xp_certificate_t certificate,
                                        const xp_question_t *question,
                                        const xp_decision_t decision,
                                        const xp_progress_t *progress, xp_error_t error)
{
    xp_certificate_t local;
    xp_status_t status;

    assert(decision->verdict != XP_UNKNOWN);
    xp_certificate_init(local);
    begin_certificate(local, question, decision);
    status = claim_properties(local, error);
    if (status == XP_OK)
        status = xp_certificate_require(question, error);
    if (status == XP_OK && local->has_rule)
        status = xp_allocation_list(local->rule, question->environment, progress, error);
    if (status == XP_OK && has_mechanism(local))
        status = set_mechanism(local, decision, progress, error);
    if (status == XP_OK && local->claim == XP_CLAIM_UNBOUNDED)
        xp_table_set(local->ray, decision->ray);
    if (status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return status;
}

static slong count_types(const xp_environment_struct *environment)
{
    slong count = 0, i;

    for (i = 0; i < environment->agent_count; i++)
        count += environment->agent[i].type_count;
    return count;
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

/* E[p_i | theta_i] of each agent and type, agent by agent. */
static xp_status_t set_interim_payments(xp_certificate_t certificate,
                                        const xp_mechanism_t mechanism,
                                        xp_expectations_t expectations,
                                        const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = certificate->environment;
    const slong count = count_types(environment);
    fmpq *mean = _fmpq_vec_init(count);
    xp_status_t status = XP_OK;
    slong first = 0, i;

    certificate->has_payment = 1;
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        status = xp_expectations_of(mean + first, expectations, mechanism->payments->payment + i,
                                    i, progress, error);
        first += environment->agent[i].type_count;
    }
    if (status == XP_OK)
        status = xp_table_set_fmpq_vec(certificate->payment, mean, count, error);
    _fmpq_vec_clear(mean, count);
    return status;
}

/* The interim method's ray is the same at every profile, and so for every type. */
static xp_status_t set_interim_ray(xp_certificate_t certificate, const xp_table_t ray,
                                   xp_error_t error)
{
    const xp_environment_struct *environment = certificate->environment;
    xp_status_t status = xp_table_set_zero(certificate->ray, count_types(environment), error);
    slong e = 0, i, t;

    if (status != XP_OK)
        return status;
    for (i = 0; i < environment->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
            fmpz_set(certificate->ray->entry + e++, ray->entry + i);
    fmpz_set(certificate->ray->denominator, ray->denominator);
    return XP_OK;
}

xp_status_t xp_certificate_set_reduced(xp_certificate_t certificate,
                                       const xp_question_t *question,
                                       const xp_decision_t decision,
                                       const xp_progress_t *progress, xp_error_t error)
{
    xp_expectations_t expectations;
    xp_certificate_t local;
    xp_status_t status;

    assert(decision->verdict != XP_UNKNOWN);
    status = require_reduced(question, decision, error);
    if (status != XP_OK)
        return status;
    xp_certificate_init(local);
    begin_certificate(local, question, decision);
    xp_expectations_init(expectations, local->environment, local->rule);
    local->reduced = 1;
    status = claim_properties(local, error);
    if (status == XP_OK)
        status = xp_interim_tables_set_by(local->tables, expectations, progress, error);
    if (status == XP_OK && has_mechanism(local))
        status = set_interim_payments(local, decision->mechanism, expectations, progress, error);
    if (status == XP_OK && local->claim == XP_CLAIM_UNBOUNDED)
        status = set_interim_ray(local, decision->ray, error);
    xp_expectations_clear(expectations);
    /* The claim is about the tables: what rule they are of is not stated. */
    local->rule->efficient = 0;
    local->rule->ties = XP_TIES_FIRST;
    if (status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return status;
}
