/* Can Groves payments balance the budget at every profile?  The cubes decide. */
#include <expost/rule/balance.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/tier.h>
#include <expost/rule/allocation.h>

#include "rule/cubes.h"

void xp_balance_init(xp_balance_t balance)
{
    memset(balance, 0, sizeof(xp_balance_struct));
    balance->answer = XP_UNDECIDED;
    fmpz_init(balance->cubes);
    fmpz_init(balance->violated);
    fmpq_init(balance->sum);
}

void xp_balance_clear(xp_balance_t balance)
{
    for (slong i = 0; balance->h != NULL && i < balance->agent_count; i++)
    {
        xp_table_clear(balance->h + i);
    }
    free(balance->h);
    free(balance->profile);
    fmpz_clear(balance->cubes);
    fmpz_clear(balance->violated);
    fmpq_clear(balance->sum);
}

void xp_balance_swap(xp_balance_t a, xp_balance_t b)
{
    xp_balance_struct keep = *a;
    *a = *b;
    *b = keep;
}

/* scale[s] = (n - 1) L / (n - s), L = lcm(1, ..., n), for s < n. */
static void set_scale(fmpz *scale, fmpz_t denominator, slong agents)
{
    fmpz_t count;
    fmpz_init(count);
    fmpz_one(denominator);
    for (slong s = 1; s <= agents; s++)
    {
        fmpz_set_si(count, s);
        fmpz_lcm(denominator, denominator, count);
    }
    for (slong s = 0; s < agents; s++)
    {
        fmpz_set_si(count, agents - s);
        fmpz_divexact(scale + s, denominator, count);
        fmpz_mul_si(scale + s, scale + s, agents - 1);
    }
    fmpz_clear(count);
}

/* No number on the way to h is larger: an interaction adds up 2^n welfares, h 2^(n - 1) of it. */
static xp_cubes_kernel_t *choose_kernel(const xp_table_t welfare, const fmpz *scale, slong agents)
{
    xp_tier_t tier;
    fmpz_t bound;
    fmpz_t largest;
    fmpz_init(bound);
    fmpz_init(largest);
    _fmpz_vec_height(bound, welfare->entry, welfare->length);
    _fmpz_vec_height(largest, scale, agents);
    fmpz_mul(bound, bound, largest);
    fmpz_mul_2exp(bound, bound, 2 * (ulong) agents - 1);
    tier = fmpz_bits(largest) > 62 ? XP_TIER_FMPZ : xp_tier_for(bound, XP_TIER_INT64);
    fmpz_clear(largest);
    fmpz_clear(bound);
    return tier == XP_TIER_INT64 ? xp_cubes_int64
           : tier == XP_TIER_INT128 ? xp_cubes_int128 : xp_cubes_fmpz;
}

static xp_status_t decide(xp_balance_t balance, const xp_environment_t environment,
                          const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = environment->agent_count;
    fmpz *scale = _fmpz_vec_init(agents);
    fmpz_t denominator;
    xp_table_t welfare;
    fmpz_init(denominator);
    xp_table_init(welfare);
    set_scale(scale, denominator, agents);
    xp_status_t status = xp_welfare_list(welfare, environment, progress, error);
    if (status == XP_OK)
    {
        xp_cubes_kernel_t *kernel = choose_kernel(welfare, scale, agents);
        status = kernel(balance, welfare, environment->profiles, scale, denominator, progress,
                        error);
    }
    xp_table_clear(welfare);
    fmpz_clear(denominator);
    _fmpz_vec_clear(scale, agents);
    return status;
}

/* With one agent h = 0 does: the payment is c(a*), and no cube has to vanish. */
static xp_status_t decide_alone(xp_balance_t balance, xp_error_t error)
{
    balance->answer = XP_HOLDS;
    balance->h = xp_calloc(1, sizeof(xp_table_struct));
    xp_table_init(balance->h);
    return xp_table_set_zero(balance->h, 1, error);
}

xp_status_t xp_balance_decide(xp_balance_t balance, const xp_environment_t environment,
                              const xp_progress_t *progress, xp_error_t error)
{
    if (!xp_environment_has_private_values(environment))
    {
        xp_error_set(error, "Groves payments need private values, and here an agent's value "
                            "depends on another agent's type");
        return XP_REFUSED;
    }
    xp_balance_t local;
    xp_balance_init(local);
    local->agent_count = environment->agent_count;
    xp_status_t status = environment->agent_count == 1
                             ? decide_alone(local, error)
                             : xp_profiles_require(environment->profiles,
                                                   "the balance of Groves payments", error);
    if (environment->agent_count > 1 && status == XP_OK)
    {
        fmpz_one(local->cubes);
        for (slong i = 0; i < environment->agent_count; i++)
        {
            fmpz_mul_si(local->cubes, local->cubes, environment->agent[i].type_count - 1);
        }
        status = decide(local, environment, progress, error);
    }
    if (status == XP_OK)
    {
        xp_balance_swap(balance, local);
    }
    xp_balance_clear(local);
    return status;
}
