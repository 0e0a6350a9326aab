/* The reduced form of a rule: how likely each outcome is at each report (Border 1991). */
#include "rule/reduced_form.h"

#include <assert.h>

/* No sum is larger: see Bound. */
static void set_denominator(fmpz_t denominator, const xp_environment_struct *environment,
                            const xp_rule_struct *rule, slong agent)
{
    fmpz_one(denominator);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        if (j != agent)
        {
            fmpz_mul(denominator, denominator, environment->agent[j].probability->denominator);
        }
    }
    if (rule->lottery_count > 0)
    {
        fmpz_mul(denominator, denominator, rule->lottery->denominator);
    }
}

xp_status_t xp_reduced_form_set(xp_table_t weight, xp_tier_t *tier,
                                const xp_environment_struct *environment,
                                const xp_rule_struct *rule, slong agent, xp_tier_t least,
                                const xp_progress_t *progress, xp_error_t error)
{
    static xp_reduced_form_kernel_t *const kernel[] = {
        [XP_TIER_INT64] = xp_reduced_form_int64,
        [XP_TIER_INT128] = xp_reduced_form_int128,
        [XP_TIER_FMPZ] = xp_reduced_form_fmpz,
    };
    xp_table_t local;
    assert(environment->prior == XP_PRIOR_INDEPENDENT && rule->choice != NULL);
    assert(rule->choice_length == environment->profiles->size);
    xp_table_init(local);
    xp_status_t status = xp_table_set_zero(
        local, environment->agent[agent].type_count * rule->outcome_count, error);
    if (status == XP_OK)
    {
        set_denominator(local->denominator, environment, rule, agent);
        const xp_tier_t chosen = xp_tier_for(local->denominator, least);
        xp_pace_struct pace = xp_pace(progress, "interim probabilities",
                                      (uint64_t) rule->choice_length);
        status = kernel[chosen](local->entry, environment, rule, agent, &pace, error);
        if (status == XP_OK)
        {
            *tier = chosen;
            xp_table_swap(weight, local);
        }
    }
    xp_table_clear(local);
    return status;
}
