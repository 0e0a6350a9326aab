/* The certificate of what was asked of a mechanism. */
#include <expost/cert/certificate.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cert/from.h"
#include "cert/graphs.h"

/* The first property asked that fails, or NULL. */
static const xp_finding_struct *first_failure(const xp_findings_t findings)
{
    size_t f;

    for (f = 0; f < findings->count; f++)
        if (findings->finding[f].answer == XP_FAILS)
            return findings->finding + f;
    return NULL;
}

/* Whether the property is about cycles: only their own claims can hold them. */
static int is_about_cycles(xp_property_t property)
{
    return property == XP_CMON || property == XP_BMON;
}

static xp_properties_t claimed(xp_property_t property)
{
    if (property == XP_PARETO)
        return XP_PROPERTY_BIT(XP_EFF) | XP_PROPERTY_BIT(XP_SBB);
    return XP_PROPERTY_BIT(property);
}

static void set_key(xp_row_key_t *key, const xp_place_struct *place)
{
    static const xp_row_kind_t kind[XP_PROPERTY_COUNT] = {
        [XP_DSIC] = XP_ROW_DSIC,   [XP_EPIC] = XP_ROW_EPIC,   [XP_BIC] = XP_ROW_BIC,
        [XP_EPIR] = XP_ROW_EPIR,   [XP_IIR] = XP_ROW_IIR,     [XP_EAIR] = XP_ROW_EAIR,
        [XP_SBB] = XP_ROW_SBB,     [XP_WBB] = XP_ROW_WBB,     [XP_EABB] = XP_ROW_EABB,
        [XP_EAWBB] = XP_ROW_EAWBB, [XP_EFF] = XP_ROW_EFF,     [XP_NPT] = XP_ROW_NPT,
        [XP_NOPAY] = XP_ROW_NOPAY, [XP_WMON] = XP_ROW_WMON};

    assert(place->property != XP_PARETO && !is_about_cycles(place->property));
    xp_row_key_init(key, kind[place->property]);
    key->agent = place->agent;
    key->type = place->type;
    key->report = place->report;
    key->others = place->others;
    key->profile = place->profile;
    key->outcome = place->outcome;
}

static void begin_certificate(xp_certificate_t certificate, const xp_mechanism_t mechanism)
{
    certificate->environment = mechanism->environment;
    certificate->has_rule = 1;
    xp_rule_set(certificate->rule, mechanism->rule);
    certificate->question.environment = mechanism->environment;
    certificate->question.rule = certificate->rule;
}

static xp_status_t set_properties(xp_certificate_t certificate, const xp_mechanism_t mechanism,
                                  const xp_findings_t findings, const xp_progress_t *progress,
                                  xp_error_t error)
{
    const xp_finding_struct *failure = first_failure(findings);
    size_t f;

    if (failure != NULL)
    {
        certificate->claim = XP_CLAIM_VIOLATES;
        certificate->question.properties = claimed(failure->witness.property);
        set_key(&certificate->row, &failure->witness);
    }
    else
    {
        certificate->claim = XP_CLAIM_SATISFIES;
        for (f = 0; f < findings->count; f++)
            certificate->question.properties |= claimed(findings->finding[f].property);
    }
    certificate->has_payment = (certificate->question.properties & ~XP_RULE_PROPERTIES) != 0;
    return certificate->has_payment
               ? xp_payments_join(certificate->payment, mechanism, progress, error) : XP_OK;
}

static xp_status_t set_potentials(xp_certificate_t certificate, const xp_progress_t *progress,
                                  xp_error_t error)
{
    const xp_environment_struct *environment = certificate->environment;
    const slong n = environment->agent_count;
    xp_status_t status = XP_OK;
    slong i;

    certificate->claim = XP_CLAIM_IMPLEMENTABLE;
    certificate->potential = xp_malloc((size_t) n * sizeof(xp_table_struct));
    for (i = 0; i < n; i++)
        xp_table_init(certificate->potential + i);
    for (i = 0; i < n && status == XP_OK; i++)
        status = xp_potentials_set(certificate->potential + i, environment, certificate->rule,
                                   i, certificate->interim, progress, error);
    return status;
}

/* The cycle of a finding has its edges in the direction of the certificate's. */
static void set_cycle(xp_certificate_t certificate, const xp_place_struct *place)
{
    const size_t bytes = (size_t) place->cycle_length * sizeof(slong);

    certificate->claim = XP_CLAIM_NOT_IMPLEMENTABLE;
    certificate->cycle_agent = place->agent;
    certificate->cycle_others = certificate->interim ? -1 : place->others;
    certificate->cycle_length = place->cycle_length;
    certificate->cycle_node = xp_malloc(bytes);
    memcpy(certificate->cycle_node, place->cycle, bytes);
}

static xp_status_t set_implementable(xp_certificate_t certificate,
                                     const xp_finding_struct *finding,
                                     const xp_progress_t *progress, xp_error_t error)
{
    certificate->interim = finding->property == XP_BMON;
    if (finding->answer == XP_HOLDS)
        return set_potentials(certificate, progress, error);
    if (certificate->interim && certificate->environment->prior != XP_PRIOR_INDEPENDENT)
    {
        xp_error_set(error, "under a joint prior a negative cycle of bmon does not prove that no "
                            "payments implement the rule, so there is no certificate of it; ask "
                            "`decide -p bic` with the same rule");
        return XP_INPUT;
    }
    set_cycle(certificate, &finding->witness);
    return XP_OK;
}

/* Whether the findings belong into one certificate. */
static xp_status_t require_one_claim(const xp_findings_t findings, xp_error_t error)
{
    size_t f;

    if (findings->count == 0)
    {
        xp_error_set(error, "no property was asked for, so there is nothing to certify");
        return XP_INPUT;
    }
    for (f = 0; f < findings->count; f++)
        if (is_about_cycles(findings->finding[f].property) && findings->count > 1)
        {
            xp_error_set(error, "`%s` is a claim of its own: ask for it alone to have its "
                                "certificate",
                         xp_property_info(findings->finding[f].property)->name);
            return XP_INPUT;
        }
    return XP_OK;
}

xp_status_t xp_certificate_set_findings(xp_certificate_t certificate,
                                        const xp_mechanism_t mechanism,
                                        const xp_findings_t findings,
                                        const xp_progress_t *progress, xp_error_t error)
{
    xp_certificate_t local;
    xp_status_t status = require_one_claim(findings, error);

    if (status != XP_OK)
        return status;
    xp_certificate_init(local);
    begin_certificate(local, mechanism);
    if (is_about_cycles(findings->finding[0].property))
        status = set_implementable(local, findings->finding, progress, error);
    else
        status = set_properties(local, mechanism, findings, progress, error);
    if (status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return status;
}
