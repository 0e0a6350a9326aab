/* Reading the claim, and whether it can be made about this environment. */
#include "cert/read_impl.h"

#include <expost/check/property.h>

static const char *const claim_word[XP_CLAIM_COUNT] = {
    "satisfies",         "violates",      "impossible",       "optimum", "unbounded",
    "groves-balance",    "groves-no-balance", "implementable", "not-implementable"};

static xp_claim_t read_kind(xp_fields_t *in)
{
    xp_claim_t claim;

    for (claim = XP_CLAIM_SATISFIES; claim < XP_CLAIM_COUNT; claim++)
        if (xp_fields_take(in, claim_word[claim]))
            return claim;
    xp_fields_refuse_next(in, "the kind of claim, such as `impossible`");
    return XP_CLAIM_SATISFIES;
}

static void read_objective(xp_fields_t *in, xp_certificate_t certificate)
{
    static const char expected[] = "an objective such as `revenue` or `utility:0`";
    xp_question_t *question = &certificate->question;
    const char *word = NULL;
    size_t length = 0;

    question->maximise = xp_fields_take(in, "max");
    if (!question->maximise && !xp_fields_take(in, "min"))
        xp_fields_refuse_next(in, "`max` or `min`");
    if (xp_fields_take_prefix(in, "utility:"))
    {
        question->objective = XP_OBJECTIVE_UTILITY;
        question->objective_agent = xp_fields_index(in, certificate->environment->agent_count,
                                                    "an agent");
    }
    else if (xp_fields_word(in, &word, &length, expected)
             && !xp_objective_find(&question->objective, word, length))
        xp_fields_refuse(in, "expected %s", expected);
    if (question->objective != XP_OBJECTIVE_WORST_DEFICIT
        && certificate->environment->prior == XP_PRIOR_NONE)
        xp_fields_refuse(in, "this objective is an expectation, and there is no prior");
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT && question->maximise)
        xp_fields_refuse(in, "worst-deficit stands with `min` only");
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT && certificate->reduced)
        xp_fields_refuse(in, "worst-deficit is about profiles, which the reduced form has not");
    if (certificate->claim == XP_CLAIM_OPTIMUM)
        xp_fields_number(in, certificate->value);
}

/* Why the property cannot be claimed here; NULL when it can. */
static const char *find_fault(const xp_certificate_t certificate, xp_property_t property)
{
    const xp_environment_struct *environment = certificate->environment;
    const int about_mechanism = certificate->claim == XP_CLAIM_SATISFIES
                                || certificate->claim == XP_CLAIM_VIOLATES;

    if (xp_property_info(property)->needs_prior && environment->prior == XP_PRIOR_NONE)
        return "this property is an expectation, and there is no prior";
    switch (property)
    {
    case XP_DSIC:
        if (!xp_environment_has_private_values(environment))
            return "dsic is for private values; under interdependent ones it is epic";
        break;
    case XP_WMON:
        if (!about_mechanism)
            return "wmon stands with `satisfies` and `violates` only";
        break;
    case XP_EFF:
        if (certificate->has_rule && !about_mechanism)
            return "with a fixed rule eff stands with `satisfies` and `violates` only";
        break;
    default:
        break;
    }
    return NULL;
}

static int is_reduced_property(const xp_certificate_t certificate, xp_property_t property)
{
    switch (property)
    {
    case XP_BIC:
    case XP_IIR:
    case XP_EAIR:
    case XP_EABB:
    case XP_EAWBB:
        return 1;
    case XP_SBB:
    case XP_WBB:
        return certificate->environment->agent_count >= 2
               && certificate->claim != XP_CLAIM_VIOLATES;
    default:
        return 0;
    }
}

static void read_property(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_properties_t *properties = &certificate->question.properties;
    xp_property_t property = XP_DSIC;
    const char *word = NULL, *fault;
    size_t length = 0;

    if (!xp_fields_word(in, &word, &length, "a property such as `bic`"))
        return;
    if (!xp_property_find(&property, word, length) || property == XP_PARETO
        || property == XP_CMON || property == XP_BMON)
    {
        xp_fields_refuse(in, "this is no property of a certificate: they are dsic, epic, bic, "
                             "epir, iir, eair, sbb, wbb, eabb, eawbb, eff, npt, nopay, wmon");
        return;
    }
    fault = find_fault(certificate, property);
    if (fault != NULL)
        xp_fields_refuse(in, "%s", fault);
    else if (certificate->reduced && !is_reduced_property(certificate, property))
        xp_fields_refuse(in, "the reduced form is for bic, iir, eair, eabb, eawbb, and with two "
                             "or more agents sbb and wbb");
    else if (*properties >= XP_PROPERTY_BIT(property))
        xp_fields_refuse(in, "the properties stand in the order dsic, epic, bic, epir, iir, eair, "
                             "sbb, wbb, eabb, eawbb, eff, npt, nopay, wmon, each at most once");
    *properties |= XP_PROPERTY_BIT(property);
}

static void read_properties(xp_fields_t *in, xp_certificate_t certificate)
{
    if (!certificate->has_rule && certificate->claim != XP_CLAIM_VIOLATES)
        certificate->question.deterministic = xp_fields_take(in, "deterministic");
    do
        read_property(in, certificate);
    while (in->status == XP_OK && certificate->claim != XP_CLAIM_VIOLATES
           && !xp_fields_is_end(in));
}

static void read_implementable(xp_fields_t *in, xp_certificate_t certificate)
{
    const xp_prior_t prior = certificate->environment->prior;

    if (!certificate->has_rule)
        xp_fields_refuse(in, "this claim is about a fixed rule");
    certificate->interim = xp_fields_take(in, "bic");
    if (!certificate->interim && !xp_fields_take(in, "dsic"))
        xp_fields_refuse_next(in, "`dsic` or `bic`");
    if (!certificate->interim && certificate->reduced)
        xp_fields_refuse(in, "the reduced form is about expectations: `bic`");
    if (certificate->interim && prior == XP_PRIOR_NONE)
        xp_fields_refuse(in, "this claim is about expectations, and there is no prior");
    if (certificate->interim && prior == XP_PRIOR_JOINT
        && certificate->claim == XP_CLAIM_NOT_IMPLEMENTABLE)
        xp_fields_refuse(in, "`not-implementable bic` is for independent priors");
}

static void read_groves(xp_fields_t *in, xp_certificate_t certificate)
{
    if (!xp_environment_has_private_values(certificate->environment))
        xp_fields_refuse(in, "this claim is about private values");
    if (certificate->has_rule && !certificate->rule->efficient)
        xp_fields_refuse(in, "this claim is about an efficient rule, fixed or free");
    if (certificate->claim == XP_CLAIM_GROVES_NO_BALANCE
        && certificate->environment->agent_count < 2)
        xp_fields_refuse(in, "Groves payments of one agent always balance");
}

void xp_take_claim(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_fields_expect(in, "claim");
    certificate->claim = read_kind(in);
    if (certificate->reduced && (certificate->claim == XP_CLAIM_GROVES_BALANCE
                                 || certificate->claim == XP_CLAIM_GROVES_NO_BALANCE))
        xp_fields_refuse(in, "this claim is not for the reduced form");
    switch (certificate->claim)
    {
    case XP_CLAIM_OPTIMUM:
    case XP_CLAIM_UNBOUNDED:
        read_objective(in, certificate);
        read_properties(in, certificate);
        break;
    case XP_CLAIM_GROVES_BALANCE:
    case XP_CLAIM_GROVES_NO_BALANCE:
        read_groves(in, certificate);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
    case XP_CLAIM_NOT_IMPLEMENTABLE:
        read_implementable(in, certificate);
        break;
    default:
        read_properties(in, certificate);
        break;
    }
    xp_fields_end(in);
}
