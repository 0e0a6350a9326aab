/* Can Groves payments balance the budget at every profile?  The cubes decide. */
#include <expost/rule/balance.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

#include "rule/walk.h"

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

/*
 * Along one axis of an array (outer blocks of types slices of stride entries) the first
 * slice is added to (sign > 0) or subtracted from each of the others.
 */
static void combine_axis(fmpz *entry, slong outer, slong types, slong stride, int sign)
{
    for (slong block = 0; block < outer; block++)
    {
        const fmpz *base = entry + block * types * stride;
        for (slong t = 1; t < types; t++)
        {
            fmpz *slice = entry + (block * types + t) * stride;
            if (sign > 0)
            {
                _fmpz_vec_add(slice, slice, base, stride);
            }
            else
            {
                _fmpz_vec_sub(slice, slice, base, stride);
            }
        }
    }
}

/*
 * After the first slice was subtracted along every axis the entry at theta is the
 * interaction of the agents that are not at their first type,
 *   D(theta) = sum over T of (-1)^(s - |T|) W(theta_T, base), T a subset of these s agents:
 * the alternating sum of the cube when s = n, and W(theta) is the sum of D(theta_T, base)
 * over all T.
 */
static xp_status_t take_interactions(xp_table_t welfare, const xp_profiles_t profiles,
                                     const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    for (slong i = 0; i < profiles->agents && status == XP_OK; i++)
    {
        combine_axis(welfare->entry, profiles->size / (profiles->types[i] * profiles->stride[i]),
                     profiles->types[i], profiles->stride[i], -1);
        status = xp_walk_tick(progress, "cubes", profiles->size * (i + 1) / profiles->agents,
                              profiles->size, error);
    }
    return status;
}

/* The number of agents that are not at their first type. */
static slong count_away(const slong *profile, slong agents)
{
    slong away = 0;
    for (slong i = 0; i < agents; i++)
    {
        away += profile[i] != 0;
    }
    return away;
}

/*
 * Looks at each cube; the interactions of s < n agents are multiplied by scale[s] on
 * the way.
 */
static xp_status_t look_at_cubes(xp_balance_t balance, xp_table_t interaction,
                                 const fmpz *scale, const xp_profiles_t profiles,
                                 const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = profiles->agents;
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    xp_status_t status = XP_OK;
    for (slong k = 0; k < profiles->size && status == XP_OK; k++)
    {
        const slong away = count_away(profile, agents);
        if (away < agents)
        {
            fmpz_mul(interaction->entry + k, interaction->entry + k, scale + away);
        }
        else if (!fmpz_is_zero(interaction->entry + k))
        {
            fmpz_add_ui(balance->violated, balance->violated, 1);
            if (balance->profile == NULL)
            {
                balance->profile = xp_malloc((size_t) agents * sizeof(slong));
                memcpy(balance->profile, profile, (size_t) agents * sizeof(slong));
                xp_table_get_fmpq(balance->sum, interaction, k);
            }
        }
        xp_profiles_next(profile, profiles);
        if ((k + 1) % XP_WALK_BLOCK == 0)
        {
            status = xp_walk_tick(progress, "cubes", k + 1, profiles->size, error);
        }
    }
    free(profile);
    return status;
}

/*
 * Semantics: W(theta) is the sum over T of less than n agents of
 * (-1)^(n - |T| - 1) W(theta_T, base), and each term, times n - 1, goes in equal parts to
 * the agents outside T.  In terms of the interactions the coefficient of D(theta_U, base) in
 * h_i, for U without i and r = n - 1 - |U|, is n - 1 times
 *   sum over v of C(r, v) (-1)^v / (v + 1) = 1 / (r + 1) = 1 / (n - |U|),
 * so each interaction, times n - 1, goes in equal parts to the agents outside it, and
 * h_i(theta_-i) is the sum over all U of what i is given: the first slice is added back
 * along every other axis.
 */
static xp_status_t set_h(xp_table_t h, const xp_table_t given, const xp_profiles_t profiles,
                         slong agent, xp_error_t error)
{
    const slong lines = xp_profiles_lines(profiles, agent);
    const slong stride = profiles->stride[agent];
    xp_table_t local;
    xp_table_init(local);
    xp_status_t status = xp_table_set_zero(local, lines, error);
    if (status == XP_OK)
    {
        for (slong line = 0; line < lines; line += stride)
        {
            _fmpz_vec_set(local->entry + line,
                          given->entry + line * profiles->types[agent], stride);
        }
        slong inner = 1;
        for (slong j = profiles->agents - 1; j >= 0; j--)
        {
            if (j != agent)
            {
                combine_axis(local->entry, lines / (inner * profiles->types[j]),
                             profiles->types[j], inner, 1);
                inner *= profiles->types[j];
            }
        }
        fmpz_set(local->denominator, given->denominator);
        xp_table_canonicalise(local);
        xp_table_swap(h, local);
    }
    xp_table_clear(local);
    return status;
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

static xp_status_t decide(xp_balance_t balance, const xp_environment_t environment,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_profiles_struct *profiles = environment->profiles;
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
        status = take_interactions(welfare, profiles, progress, error);
    }
    if (status == XP_OK)
    {
        status = look_at_cubes(balance, welfare, scale, profiles, progress, error);
    }
    if (status == XP_OK)
    {
        balance->answer = balance->profile == NULL ? XP_HOLDS : XP_FAILS;
        fmpz_mul(welfare->denominator, welfare->denominator, denominator);
    }
    if (status == XP_OK && balance->answer == XP_HOLDS)
    {
        balance->h = xp_calloc((size_t) agents, sizeof(xp_table_struct));
        for (slong i = 0; i < agents; i++)
        {
            xp_table_init(balance->h + i);
        }
        for (slong i = 0; i < agents && status == XP_OK; i++)
        {
            status = set_h(balance->h + i, welfare, profiles, i, error);
            if (status == XP_OK)
            {
                status = xp_walk_tick(progress, "balanced payments",
                                      profiles->size * (i + 1) / agents, profiles->size, error);
            }
        }
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
