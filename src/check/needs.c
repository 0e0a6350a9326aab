/* Which properties go through the profiles, and what can be had where they are not listed. */
#include "check/needs.h"

#include <expost/check/check.h>
#include <expost/rule/expectations.h>

#include "check/separable.h"
#include "check/terms.h"

int xp_needs_expectations(xp_property_t property)
{
    return property == XP_BIC || property == XP_BMON || property == XP_IIR || property == XP_EAIR
           || property == XP_EABB || property == XP_EAWBB;
}

static int is_about_sums(xp_property_t property)
{
    return property == XP_SBB || property == XP_WBB || property == XP_NPT
           || property == XP_NOPAY;
}

/* Sums of functions of single types: of all agents together, or (npt, nopay) of each. */
static int is_separable(const xp_mechanism_struct *mechanism, xp_property_t property)
{
    const xp_environment_struct *environment = mechanism->environment;
    int together = property == XP_SBB || property == XP_WBB;
    xp_payment_struct sum;
    int separable = 1;
    slong i;

    for (i = 0; i < (together ? 1 : environment->agent_count) && separable; i++)
    {
        xp_terms_init(&sum);
        if (together)
            xp_terms_add_budget(&sum, environment, mechanism->payments);
        else
            xp_terms_add_payment(&sum, mechanism->payments->payment + i, 1);
        separable = xp_separable_is(environment, &sum);
        xp_terms_clear(&sum);
    }
    return separable;
}

/* eabb and eawbb are about all agents together, the other expectations about each. */
static slong count_sums(const xp_mechanism_struct *mechanism, xp_property_t property)
{
    return property == XP_EABB || property == XP_EAWBB ? 1
                                                       : mechanism->environment->agent_count;
}

/* Sum i of those whose expectation the property is about; the result: given whose type. */
static slong set_sum(xp_payment_struct *sum, const xp_mechanism_struct *mechanism,
                     xp_property_t property, slong i)
{
    const xp_environment_struct *environment = mechanism->environment;

    xp_terms_init(sum);
    switch (property)
    {
    case XP_EABB:
    case XP_EAWBB:
        xp_terms_add_budget(sum, environment, mechanism->payments);
        return -1;
    case XP_BIC:
        xp_terms_add_payment(sum, mechanism->payments->payment + i, 1);
        return i;
    case XP_BMON:
        xp_terms_add(sum, XP_TERM_VALUE, i, 1);
        return i;
    default:
        xp_terms_add_gain(sum, environment, mechanism->payments, i);
        return property == XP_EAIR ? -1 : i;
    }
}

static xp_status_t require_expectations(const xp_mechanism_struct *mechanism,
                                        xp_property_t property, xp_error_t error)
{
    xp_expectations_t expectations;
    xp_payment_struct sum;
    xp_status_t status = XP_OK;
    slong i;

    xp_expectations_init(expectations, mechanism->environment, mechanism->rule);
    for (i = 0; i < count_sums(mechanism, property) && status == XP_OK; i++)
    {
        slong given = set_sum(&sum, mechanism, property, i);

        status = xp_expectations_require(expectations, &sum, given,
                                         xp_property_info(property)->name, error);
        xp_terms_clear(&sum);
    }
    xp_expectations_clear(expectations);
    return status;
}

int xp_needs_convolution(const xp_mechanism_struct *mechanism, xp_property_t property,
                         const xp_expectations_struct *expectations)
{
    int convolved = xp_needs_expectations(property);
    xp_payment_struct sum;
    slong i;

    for (i = 0; i < count_sums(mechanism, property) && convolved; i++)
    {
        slong given = set_sum(&sum, mechanism, property, i);

        convolved = xp_expectations_way(expectations, &sum, given) == XP_WAY_CONVOLUTION;
        xp_terms_clear(&sum);
    }
    return convolved;
}

xp_status_t xp_needs_require(const xp_mechanism_t mechanism, xp_property_t property,
                             xp_error_t error)
{
    const xp_profiles_struct *profiles = mechanism->environment->profiles;
    const char *name = xp_property_info(property)->name;
    char *count;

    if (xp_profiles_are_listed(profiles))
        return XP_OK;
    if (xp_needs_expectations(property))
        return require_expectations(mechanism, property, error);
    if (is_about_sums(property) && is_separable(mechanism, property))
        return XP_OK;
    count = fmpz_get_str(NULL, 10, profiles->count);
    if (is_about_sums(property))
        xp_error_set(error,
                     "%s would go through %s profiles, too many to list; it can do without only "
                     "where payments are sums of functions of single types, as those of dagv, "
                     "cyclic and rebalance are",
                     name, count);
    else
        xp_error_set(error,
                     "%s would go through %s profiles, too many to list; what works without "
                     "listing them, of the efficient rule for independent private values, is bic, "
                     "bmon, iir, eair, eabb and eawbb",
                     name, count);
    flint_free(count);
    return XP_LIMIT;
}

int xp_check_needs_profiles(const xp_mechanism_t mechanism, xp_property_t property)
{
    const xp_environment_struct *environment = mechanism->environment;
    xp_expectations_t expectations;
    int needs = xp_profiles_are_listed(environment->profiles);

    if (!xp_needs_expectations(property))
        return needs || !is_about_sums(property);
    if (environment->prior == XP_PRIOR_NONE)
        return 1;
    xp_expectations_init(expectations, environment, mechanism->rule);
    needs = !xp_needs_convolution(mechanism, property, expectations);
    xp_expectations_clear(expectations);
    return needs;
}
