/* What payments, values and choices come to on average, given the own type. */
#include <expost/rule/expectations.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

#include "rule/expectations_impl.h"
#include "rule/means.h"
#include "rule/reduced_form.h"
#include "rule/rule_impl.h"
#include "rule/strip.h"

/* Whether what is convolved for an agent holds for one before it already. */
static int is_repeated(const xp_environment_struct *environment, slong agent)
{
    for (slong i = 0; i < agent; i++)
    {
        if (xp_convolution_same(environment, i, agent))
        {
            return 1;
        }
    }
    return 0;
}

/* Whether the convolutions of all agents cost less than a pass over the profiles for each. */
static int is_cheaper(const xp_environment_struct *environment)
{
    const slong agents = environment->agent_count;
    int answer;
    fmpz_t cost;
    fmpz_t sum;
    fmpz_init(cost);
    fmpz_init(sum);
    for (slong i = 0; i < agents; i++)
    {
        if (!is_repeated(environment, i))
        {
            xp_convolution_cost(cost, environment, i);
            fmpz_add(sum, sum, cost);
        }
    }
    fmpz_set_si(cost, agents);
    fmpz_mul_si(cost, cost, agents + environment->outcome_count);
    fmpz_mul(cost, cost, environment->profiles->count);
    answer = fmpz_cmp(sum, cost) < 0;
    fmpz_clear(sum);
    fmpz_clear(cost);
    return answer;
}

static xp_way_t choose_way(const xp_environment_struct *environment, const xp_rule_struct *rule)
{
    xp_error_t error;
    xp_error_init(error);
    const int applies = xp_convolution_applies(environment, rule, error);
    xp_error_clear(error);
    return applies
                   && (!xp_profiles_are_listed(environment->profiles)
                       || is_cheaper(environment))
               ? XP_WAY_CONVOLUTION : XP_WAY_PROFILES;
}

void xp_expectations_init(xp_expectations_t expectations,
                          const xp_environment_struct *environment, const xp_rule_struct *rule)
{
    const slong agents = environment->agent_count;
    expectations->environment = environment;
    expectations->rule = rule;
    expectations->way = choose_way(environment, rule);
    expectations->tier_least = XP_TIER_INT64;
    expectations->tier = XP_TIER_INT64;
    xp_rule_init(expectations->listed);
    expectations->convolved = xp_calloc((size_t) agents, sizeof(struct xp_convolved));
    expectations->weight = xp_calloc((size_t) agents, sizeof(xp_table_struct));
    for (slong i = 0; i < agents; i++)
    {
        xp_convolved_init(&expectations->convolved[i].result);
        xp_table_init(expectations->weight + i);
    }
}

void xp_expectations_clear(xp_expectations_t expectations)
{
    for (slong i = 0; i < expectations->environment->agent_count; i++)
    {
        xp_convolved_clear(&expectations->convolved[i].result);
        xp_table_clear(expectations->weight + i);
    }
    free(expectations->convolved);
    free(expectations->weight);
    xp_rule_clear(expectations->listed);
}

static void raise_tier(xp_expectations_t expectations, xp_tier_t tier)
{
    if (expectations->tier < tier)
    {
        expectations->tier = tier;
    }
}

/* An agent of whom it is known what is convolved for this one, or -1. */
static slong find_equal(const xp_expectations_t expectations, slong agent)
{
    for (slong i = 0; i < expectations->environment->agent_count; i++)
    {
        if (expectations->convolved[i].known
            && xp_convolution_same(expectations->environment, i, agent))
        {
            return i;
        }
    }
    return -1;
}

static void copy_result(xp_convolved_struct *copy, const xp_convolved_struct *result)
{
    xp_table_set(copy->weight, result->weight);
    xp_table_set(copy->others, result->others);
    fmpq_set(copy->clarke, result->clarke);
    xp_table_set(copy->lack, result->lack);
}

xp_status_t xp_expectations_convolve(const xp_convolved_struct **convolved,
                                     xp_expectations_t expectations, slong agent,
                                     const xp_progress_t *progress, xp_error_t error)
{
    struct xp_convolved *kept = expectations->convolved + agent;
    xp_status_t status = XP_OK;
    assert(expectations->way == XP_WAY_CONVOLUTION);
    if (!kept->known)
    {
        const slong equal = find_equal(expectations, agent);
        if (equal >= 0)
        {
            copy_result(&kept->result, &expectations->convolved[equal].result);
        }
        else
        {
            status = xp_convolution_set(&kept->result, expectations->environment, agent,
                                        expectations->rule->ties, progress, error);
        }
        kept->known = status == XP_OK;
        raise_tier(expectations, XP_TIER_FMPZ);
    }
    if (status == XP_OK)
    {
        *convolved = &kept->result;
    }
    return status;
}

xp_status_t xp_expectations_list(const xp_rule_struct **rule, xp_expectations_t expectations,
                                 const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    if (expectations->rule->choice != NULL)
    {
        *rule = expectations->rule;
        return XP_OK;
    }
    if (expectations->listed->choice == NULL)
    {
        xp_rule_set(expectations->listed, expectations->rule);
        status = xp_allocation_list(expectations->listed, expectations->environment, progress,
                                    error);
    }
    if (status == XP_OK)
    {
        *rule = expectations->listed;
    }
    return status;
}

xp_status_t xp_expectations_refuse(const xp_expectations_t expectations, const char *what,
                                   const char *reason, xp_error_t error)
{
    char *count = fmpz_get_str(NULL, 10, expectations->environment->profiles->count);
    xp_error_set(error,
                 "%s would go through %s profiles, too many to list; it cannot do without, since "
                 "%s; `show`, and `pay --at PROFILE` with groves, pivot or stated payments, work "
                 "without listing them",
                 what, count, reason);
    flint_free(count);
    return XP_LIMIT;
}

xp_status_t xp_expectations_require(const xp_expectations_t expectations,
                                    const xp_payment_struct *sum, slong agent, const char *what,
                                    xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    xp_status_t status = XP_OK;
    xp_error_t reason;
    if (xp_profiles_are_listed(environment->profiles))
    {
        return XP_OK;
    }
    xp_error_init(reason);
    if (!xp_convolution_applies(environment, expectations->rule, reason))
    {
        status = xp_expectations_refuse(expectations, what, reason->message, error);
    }
    else if (xp_sum_obstacle(environment, sum, agent) != NULL)
    {
        status = xp_expectations_refuse(expectations, what,
                                        xp_sum_obstacle(environment, sum, agent), error);
    }
    xp_error_clear(reason);
    return status;
}

xp_way_t xp_expectations_way(const xp_expectations_t expectations, const xp_payment_struct *sum,
                             slong agent)
{
    return expectations->way == XP_WAY_CONVOLUTION
                   && xp_sum_obstacle(expectations->environment, sum, agent) == NULL
               ? XP_WAY_CONVOLUTION : XP_WAY_PROFILES;
}

/* By going through the profiles. */
static xp_status_t sum_profiles(fmpq *mean, xp_expectations_t expectations,
                                const xp_payment_struct *sum, slong agent,
                                const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    const xp_rule_struct *rule = expectations->rule;
    xp_status_t status = XP_OK;
    xp_strip_t strip;
    xp_strip_init(strip);
    if (xp_terms_are_by_choice(environment, sum))
    {
        status = xp_expectations_list(&rule, expectations, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_set_terms(strip, environment, rule, sum, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_means_set(mean, strip, environment, agent, expectations->tier_least,
                              progress, error);
    }
    if (status == XP_OK)
    {
        raise_tier(expectations, strip->tier);
    }
    xp_strip_clear(strip);
    return status;
}

xp_status_t xp_expectations_of(fmpq *mean, xp_expectations_t expectations,
                               const xp_payment_struct *sum, slong agent,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    assert(environment->prior != XP_PRIOR_NONE);
    xp_status_t status = xp_expectations_require(expectations, sum, agent, "the expectation",
                                                 error);
    if (status != XP_OK)
    {
        return status;
    }
    return xp_expectations_way(expectations, sum, agent) == XP_WAY_CONVOLUTION
               ? xp_sum_convolved(mean, expectations, sum, agent, progress, error)
               : sum_profiles(mean, expectations, sum, agent, progress, error);
}

xp_status_t xp_expectations_weights(const xp_table_struct **weight,
                                    xp_expectations_t expectations, slong agent,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    const xp_payment_struct nothing = {NULL, 0, 0};
    const xp_convolved_struct *convolved;
    const xp_rule_struct *rule;
    xp_tier_t tier;
    assert(environment->prior == XP_PRIOR_INDEPENDENT);
    xp_status_t status = xp_expectations_require(expectations, &nothing, agent,
                                                 "the interim choice probabilities", error);
    if (status == XP_OK && expectations->way == XP_WAY_CONVOLUTION)
    {
        status = xp_expectations_convolve(&convolved, expectations, agent, progress, error);
        if (status == XP_OK)
        {
            *weight = convolved->weight;
        }
        return status;
    }
    if (status == XP_OK && expectations->weight[agent].length == 0)
    {
        status = xp_expectations_list(&rule, expectations, progress, error);
        if (status == XP_OK)
        {
            status = xp_reduced_form_set(expectations->weight + agent, &tier, environment, rule,
                                         agent, expectations->tier_least, progress, error);
        }
        if (status == XP_OK)
        {
            raise_tier(expectations, tier);
        }
    }
    if (status == XP_OK)
    {
        *weight = expectations->weight + agent;
    }
    return status;
}
