/* Asks a mechanism for its properties, inequality by inequality. */
#include <expost/check/check.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "check/findings.h"
#include "check/inquiry.h"
#include "check/needs.h"

xp_status_t xp_check_can_ask(const xp_mechanism_t mechanism, xp_property_t property,
                             xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const xp_property_info_t *info = xp_property_info(property);

    if (property == XP_DSIC && !xp_environment_has_private_values(environment))
    {
        xp_error_set(error, "dsic has no meaning here: values depend on the others' types, so "
                            "that the best report depends on them too; ask for epic");
        return XP_REFUSED;
    }
    if (info->needs_prior && environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error, "%s is about expectations and the model has no prior; give every "
                            "agent a prior, or state a prior joint", info->name);
        return XP_INPUT;
    }
    if (info->needs_payments && mechanism->payments->agent_count == 0)
    {
        xp_error_set(error, "%s is about payments and there are none; name a mechanism, or "
                            "state payments in the model", info->name);
        return XP_INPUT;
    }
    return xp_needs_require(mechanism, property, error);
}

static xp_status_t know(xp_inquiry_t inquiry, xp_property_t property, xp_error_t error);

/* dsic and epic are one list of inequalities: what was found about one is copied for the other. */
static xp_status_t find_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                   xp_error_t error)
{
    xp_property_t property = finding->property;
    xp_property_t other = property == XP_DSIC ? XP_EPIC : XP_DSIC;
    size_t i;

    if (!inquiry->known[other])
        return xp_check_incentives(finding, inquiry, error);
    xp_finding_set(finding, inquiry->finding + other);
    finding->property = property;
    finding->at.property = property;
    finding->witness.property = property;
    for (i = 0; i < finding->all_count; i++)
        finding->all[i].property = property;
    return XP_OK;
}

/* pareto is eff, then sbb. */
static xp_status_t join_pareto(xp_finding_struct *finding, xp_inquiry_t inquiry,
                               xp_error_t error)
{
    static const xp_property_t parts[] = {XP_EFF, XP_SBB};
    int p;

    for (p = 0; p < 2; p++)
    {
        const xp_finding_struct *part = inquiry->finding + parts[p];
        xp_status_t status = know(inquiry, parts[p], error);
        size_t i;

        if (status != XP_OK)
            return status;
        fmpz_add(finding->checked, finding->checked, part->checked);
        fmpz_add(finding->violations, finding->violations, part->violations);
        if (part->tier > finding->tier)
            finding->tier = part->tier;
        if (part->has_slack)
            xp_finding_offer(finding, &part->at);
        if (part->answer == XP_FAILS && part->all_count == 0)
            xp_finding_add_violation(finding, &part->witness, 0);
        for (i = 0; i < part->all_count; i++)
            xp_finding_add_violation(finding, part->all + i, 1);
    }
    return XP_OK;
}

static xp_status_t evaluate(xp_finding_struct *finding, xp_inquiry_t inquiry, xp_error_t error)
{
    xp_status_t status = XP_OK;

    if (xp_check_needs_profiles(inquiry->mechanism, finding->property))
        status = xp_inquiry_list(inquiry, error);
    if (status != XP_OK)
        return status;
    switch (finding->property)
    {
    case XP_DSIC:
    case XP_EPIC:
        return find_incentives(finding, inquiry, error);
    case XP_BIC:
        return xp_check_interim_incentives(finding, inquiry, error);
    case XP_EPIR:
        return xp_check_participation(finding, inquiry, error);
    case XP_IIR:
    case XP_EAIR:
        return xp_check_mean_participation(finding, inquiry, error);
    case XP_SBB:
    case XP_WBB:
        return xp_check_budget(finding, inquiry, error);
    case XP_EABB:
    case XP_EAWBB:
        return xp_check_mean_budget(finding, inquiry, error);
    case XP_EFF:
        return xp_check_efficiency(finding, inquiry, error);
    case XP_PARETO:
        return join_pareto(finding, inquiry, error);
    case XP_NPT:
    case XP_NOPAY:
        return xp_check_transfers(finding, inquiry, error);
    case XP_WMON:
        return xp_check_weak_monotone(finding, inquiry, error);
    case XP_CMON:
        return xp_check_cyclic_monotone(finding, inquiry, error);
    case XP_BMON:
        return xp_check_interim_monotone(finding, inquiry, error);
    case XP_PROPERTY_COUNT:
        break;
    }
    assert(0);
    return XP_SYSTEM;
}

/* Evaluates a property unless that was done before. */
static xp_status_t know(xp_inquiry_t inquiry, xp_property_t property, xp_error_t error)
{
    xp_finding_struct finding;
    xp_status_t status;

    if (inquiry->known[property])
        return XP_OK;
    xp_finding_init(&finding, property);
    status = evaluate(&finding, inquiry, error);
    if (status == XP_OK)
    {
        finding.convolved = xp_needs_expectations(property)
                            && xp_needs_convolution(inquiry->mechanism, property,
                                                    xp_inquiry_expectations(inquiry));
        xp_finding_clear(inquiry->finding + property);
        inquiry->finding[property] = finding;
        inquiry->known[property] = 1;
        return XP_OK;
    }
    xp_finding_clear(&finding);
    return status;
}

/* The truth is a report: a regret is 0 at least. */
static void set_regret(fmpq_t regret, const xp_finding_struct *finding)
{
    if (finding->answer == XP_FAILS)
        fmpq_neg(regret, finding->at.slack);
    else
        fmpq_zero(regret);
}

/* A regret that cannot be asked for is left out. */
static xp_status_t know_for_regret(xp_inquiry_t inquiry, xp_property_t property,
                                   xp_error_t error)
{
    xp_error_t reason;
    xp_status_t can;

    xp_error_init(reason);
    can = xp_check_can_ask(inquiry->mechanism, property, reason);
    xp_error_clear(reason);
    return can == XP_OK ? know(inquiry, property, error) : XP_OK;
}

static xp_status_t find_regrets(xp_findings_t findings, xp_inquiry_t inquiry, xp_error_t error)
{
    xp_property_t ex_post = inquiry->known[XP_DSIC] ? XP_DSIC : XP_EPIC;
    xp_status_t status = XP_OK;

    if (inquiry->options.regret)
    {
        status = know_for_regret(inquiry, ex_post, error);
        if (status == XP_OK)
            status = know_for_regret(inquiry, XP_BIC, error);
    }
    if (status != XP_OK)
        return status;
    findings->has_ex_post = inquiry->known[ex_post];
    findings->has_interim = inquiry->known[XP_BIC];
    set_regret(findings->regret_ex_post, inquiry->finding + ex_post);
    set_regret(findings->regret_interim, inquiry->finding + XP_BIC);
    return XP_OK;
}

xp_status_t xp_check(xp_findings_t findings, const xp_mechanism_t mechanism,
                     const xp_property_t *properties, size_t count,
                     const xp_check_options_t *options, const xp_progress_t *progress,
                     xp_error_t error)
{
    xp_findings_t found;
    xp_inquiry_t inquiry;
    xp_status_t status = XP_OK;
    size_t p;

    for (p = 0; p < count && status == XP_OK; p++)
        status = xp_check_can_ask(mechanism, properties[p], error);
    if (status != XP_OK)
        return status;
    xp_findings_init(found);
    xp_inquiry_init(inquiry, mechanism, options, progress);
    for (p = 0; p < count && status == XP_OK; p++)
        status = know(inquiry, properties[p], error);
    if (status == XP_OK)
        status = find_regrets(found, inquiry, error);
    if (status == XP_OK)
    {
        found->finding = xp_calloc(count, sizeof(xp_finding_struct));
        for (found->count = 0; found->count < count; found->count++)
        {
            xp_finding_struct *finding = found->finding + found->count;

            xp_finding_init(finding, properties[found->count]);
            xp_finding_set(finding, inquiry->finding + properties[found->count]);
        }
        xp_findings_swap(findings, found);
    }
    xp_inquiry_clear(inquiry);
    xp_findings_clear(found);
    return status;
}
