/* The allocation that a rule makes: at one profile, and at all of them. */
#include <expost/rule/allocation.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"
#include "rule/sweep.h"
#include "rule/walk.h"

/* welfare[a] = S(a, profile), for every outcome. */
static xp_status_t sum_welfare(fmpq *welfare, const xp_environment_t environment,
                               const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t value;
    fmpq_init(value);
    for (slong a = 0; a < environment->outcome_count; a++)
    {
        xp_table_get_fmpq(welfare + a, environment->cost, a);
        fmpq_neg(welfare + a, welfare + a);
        for (slong j = 0; j < environment->agent_count && status == XP_OK; j++)
        {
            status = xp_environment_value(value, environment, j, a, profile, error);
            fmpq_add(welfare + a, welfare + a, value);
        }
    }
    fmpq_clear(value);
    return status;
}

/* The efficient choice among `outcomes` welfares. */
static void choose(fmpq *weight, const fmpq *welfare, slong outcomes, xp_ties_t ties)
{
    slong first = 0;
    slong last = 0;
    slong tied = 1;
    for (slong a = 1; a < outcomes; a++)
    {
        const int sign = fmpq_cmp(welfare + a, welfare + first);
        if (sign > 0)
        {
            first = last = a;
            tied = 1;
        }
        else if (sign == 0)
        {
            last = a;
            tied++;
        }
    }
    for (slong a = 0; a < outcomes; a++)
    {
        const int chosen = ties == XP_TIES_FIRST ? a == first
                           : ties == XP_TIES_LAST ? a == last
                           : fmpq_equal(welfare + a, welfare + first);
        fmpq_set_si(weight + a, chosen, chosen && ties == XP_TIES_LOTTERY ? (ulong) tied : 1);
    }
}

xp_status_t xp_allocation_at(fmpq *weight, const xp_rule_t rule,
                             const xp_environment_t environment, const slong *profile,
                             xp_error_t error)
{
    const slong outcomes = environment->outcome_count;
    if (rule->choice != NULL)
    {
        const slong index = xp_profiles_index(environment->profiles, profile);
        for (slong a = 0; a < outcomes; a++)
        {
            xp_rule_weight(weight + a, rule, rule->choice[index], a);
        }
        return XP_OK;
    }
    fmpq *local = _fmpq_vec_init(outcomes);
    xp_status_t status;
    if (rule->efficient)
    {
        status = sum_welfare(local, environment, profile, error);
        if (status == XP_OK)
        {
            choose(weight, local, outcomes, rule->ties);
        }
    }
    else
    {
        assert(rule->weights != NULL);
        status = rule->weights(local, rule->context, profile, error);
        for (slong a = 0; a < outcomes && status == XP_OK; a++)
        {
            fmpq_swap(weight + a, local + a);
        }
    }
    _fmpq_vec_clear(local, outcomes);
    return status;
}

/* An explicit rule that is asked profile by profile. */
static xp_status_t list_explicit(uint32_t *choice, xp_lotteries_t lotteries,
                                 const xp_rule_t rule, const xp_environment_t environment,
                                 const xp_progress_t *progress, xp_error_t error)
{
    const slong size = environment->profiles->size;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    xp_status_t status = XP_OK;
    assert(rule->weights != NULL);
    for (slong k = 0; k < size && status == XP_OK; k++)
    {
        status = rule->weights(weight, rule->context, profile, error);
        if (status == XP_OK)
        {
            choice[k] = xp_lotteries_choice(lotteries, weight);
            xp_profiles_next(profile, environment->profiles);
            if ((k + 1) % XP_WALK_BLOCK == 0)
            {
                status = xp_walk_tick(progress, "choices", k + 1, size, error);
            }
        }
    }
    _fmpq_vec_clear(weight, environment->outcome_count);
    free(profile);
    return status;
}

static xp_status_t list_efficient(uint32_t *choice, xp_lotteries_t lotteries, xp_ties_t ties,
                                  const xp_environment_t environment,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_sweep_t sweep;
    xp_sweep_init(sweep);
    xp_status_t status = xp_sweep_set(sweep, environment, -1, error);
    if (status == XP_OK)
    {
        status = xp_sweep_maximise(NULL, choice, lotteries, sweep, ties, progress, error);
    }
    xp_sweep_clear(sweep);
    return status;
}

xp_status_t xp_allocation_list(xp_rule_t rule, const xp_environment_t environment,
                               const xp_progress_t *progress, xp_error_t error)
{
    if (rule->choice != NULL)
    {
        return XP_OK;
    }
    const slong size = environment->profiles->size;
    xp_status_t status = xp_profiles_require(environment->profiles,
                                             "the list of the rule's choices", error);
    if (status != XP_OK)
    {
        return status;
    }
    void *memory = NULL;
    status = xp_table_alloc(&memory, (size_t) size, sizeof(uint32_t), error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_lotteries_t lotteries;
    xp_lotteries_init(lotteries, environment->outcome_count);
    status = rule->efficient ? list_efficient(memory, lotteries, rule->ties, environment,
                                              progress, error)
                             : list_explicit(memory, lotteries, rule, environment, progress,
                                             error);
    if (status == XP_OK)
    {
        xp_rule_set_lotteries(rule, lotteries);
        rule->outcome_count = environment->outcome_count;
        rule->choice = memory;
        rule->choice_length = size;
    }
    else
    {
        free(memory);
    }
    xp_lotteries_clear(lotteries);
    return status;
}

xp_status_t xp_rule_listed(const xp_rule_struct **listed, xp_rule_t copy,
                           const xp_rule_struct *rule,
                           const xp_environment_struct *environment,
                           const xp_progress_t *progress, xp_error_t error)
{
    if (rule->choice != NULL)
    {
        *listed = rule;
        return XP_OK;
    }
    xp_rule_t local;
    xp_rule_init(local);
    xp_rule_set(local, rule);
    const xp_status_t status = xp_allocation_list(local, environment, progress, error);
    if (status == XP_OK)
    {
        xp_rule_swap(copy, local);
        *listed = copy;
    }
    xp_rule_clear(local);
    return status;
}

xp_status_t xp_welfare_list(xp_table_t welfare, const xp_environment_t environment,
                            const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = xp_profiles_require(environment->profiles, "the list of welfare", error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_sweep_t sweep;
    xp_table_t local;
    xp_sweep_init(sweep);
    xp_table_init(local);
    status = xp_sweep_set(sweep, environment, -1, error);
    if (status == XP_OK)
    {
        status = xp_table_set_zero(local, sweep->positions, error);
    }
    if (status == XP_OK)
    {
        status = xp_sweep_maximise(local->entry, NULL, NULL, sweep, XP_TIES_FIRST, progress,
                                   error);
        fmpz_set(local->denominator, sweep->denominator);
    }
    if (status == XP_OK)
    {
        xp_table_canonicalise(local);
        xp_table_swap(welfare, local);
    }
    xp_table_clear(local);
    xp_sweep_clear(sweep);
    return status;
}
