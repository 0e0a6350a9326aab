/* The interim payments of each agent: the largest and the least, by shortest paths. */
#include "exist/interim_agent.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_interim_agent_clear(xp_interim_agent_struct *agent)
{
    free(agent->absent);
    xp_table_clear(agent->own);
    fmpz_clear(agent->denominator);
    if (agent->floor != NULL)
        _fmpz_vec_clear(agent->floor, agent->types);
    xp_tree_clear(agent->high);
    xp_tree_clear(agent->low);
}

static void mark_absent(xp_interim_agent_struct *agent)
{
    slong t;

    for (t = 0; t < agent->types; t++)
    {
        if (!fmpz_is_zero(agent->probability + t))
            continue;
        if (agent->absent == NULL)
            agent->absent = xp_calloc((size_t) agent->types, 1);
        agent->absent[t] = 1;
    }
}

/* One denominator for gains, outside options and costs; the gains are copied if they need it. */
static xp_status_t set_level(xp_interim_agent_struct *agent, const xp_interim_table_struct *table,
                             const xp_table_struct *cost, xp_error_t error)
{
    xp_status_t status;
    fmpz_t scale;

    fmpz_set(agent->denominator, table->gain->denominator);
    if (agent->has_ceiling)
        fmpz_lcm(agent->denominator, agent->denominator, table->outside->denominator);
    if (cost != NULL)
        fmpz_lcm(agent->denominator, agent->denominator, cost->denominator);
    agent->level = table->gain->entry;
    if (fmpz_equal(agent->denominator, table->gain->denominator))
        return XP_OK;
    status = xp_table_set_zero(agent->own, table->gain->length, error);
    if (status != XP_OK)
        return status;
    fmpz_init(scale);
    fmpz_divexact(scale, agent->denominator, table->gain->denominator);
    _fmpz_vec_scalar_mul_fmpz(agent->own->entry, table->gain->entry, table->gain->length, scale);
    fmpz_clear(scale);
    agent->level = agent->own->entry;
    return XP_OK;
}

static void set_floor(xp_interim_agent_struct *agent, const xp_table_struct *cost, int npt)
{
    slong t;
    fmpz_t scale;

    agent->floor = _fmpz_vec_init(agent->types);
    if (cost == NULL)
        return;
    fmpz_init(scale);
    fmpz_divexact(scale, agent->denominator, cost->denominator);
    for (t = 0; t < agent->types; t++)
    {
        fmpz_mul(agent->floor + t, cost->entry + t, scale);
        if (npt && fmpz_sgn(agent->floor + t) < 0)
            fmpz_zero(agent->floor + t);
    }
    fmpz_clear(scale);
}

static xp_status_t find_high(xp_interim_agent_struct *agent, xp_cycle_t cycle,
                             const xp_interim_table_struct *table, xp_error_t error)
{
    slong k = agent->types;
    fmpz *source = _fmpz_vec_init(k);
    xp_status_t status;
    slong t;
    fmpz_t scale;

    fmpz_init(scale);
    if (agent->has_ceiling)
        fmpz_divexact(scale, agent->denominator, table->outside->denominator);
    for (t = 0; t < k; t++)
        if (agent->has_ceiling)
            fmpz_mul(source + t, table->outside->entry + t, scale);
        else
            fmpz_set(source + t, agent->level + t * k + t);
    status = xp_tree_set(agent->high, cycle, agent->level, source, agent->absent, k, error);
    fmpz_clear(scale);
    _fmpz_vec_clear(source, k);
    return status;
}

/*
 * With x = -p the inequality p_t - p_r <= length(r -> t) is x_r <= x_t + length(r -> t), and
 * p >= floor is x <= -floor: edges turned round.
 */
static xp_status_t find_low(xp_interim_agent_struct *agent, xp_error_t error)
{
    slong k = agent->types;
    xp_cycle_t cycle;
    xp_table_t turned;
    xp_status_t status;
    slong r;
    slong t;

    xp_cycle_init(cycle);
    xp_table_init(turned);
    status = xp_table_set_zero(turned, k * k, error);
    for (r = 0; status == XP_OK && r < k; r++)
        for (t = 0; t < k; t++)
            fmpz_sub(turned->entry + r * k + t, agent->level + t * k + r,
                     agent->level + t * k + t);
    if (status == XP_OK)
        status = xp_tree_set(agent->low, cycle, turned->entry, agent->floor, agent->absent, k,
                             error);
    assert(status != XP_OK || cycle->length == 0);
    xp_table_clear(turned);
    xp_cycle_clear(cycle);
    return status;
}

xp_status_t xp_interim_agent_set(xp_interim_agent_struct *agent, xp_cycle_t cycle,
                                 const xp_interim_work_struct *work, slong index,
                                 const xp_table_struct *cost, xp_error_t error)
{
    const xp_agent_struct *who = work->environment->agent + index;
    const xp_interim_table_struct *table = work->tables->agent + index;
    xp_status_t status;
    int npt = xp_has_property(work->properties, XP_NPT);

    memset(agent, 0, sizeof(xp_interim_agent_struct));
    xp_table_init(agent->own);
    fmpz_init(agent->denominator);
    xp_tree_init(agent->high);
    xp_tree_init(agent->low);
    agent->agent = index;
    agent->types = who->type_count;
    agent->probability = who->probability->entry;
    agent->whole = who->probability->denominator;
    agent->has_ceiling = xp_has_property(work->properties, XP_IIR);
    agent->has_floor = npt || cost != NULL;
    mark_absent(agent);
    status = set_level(agent, table, cost, error);
    if (status == XP_OK && agent->has_floor)
        set_floor(agent, cost, npt);
    if (status == XP_OK)
        status = find_high(agent, cycle, table, error);
    if (status == XP_OK && cycle->length == 0 && agent->has_floor)
        status = find_low(agent, error);
    return status;
}

void xp_interim_agent_mean(fmpq_t mean, const xp_interim_agent_struct *agent,
                           const xp_tree_struct *tree)
{
    slong t;
    fmpz_t sum;
    fmpz_t scale;

    fmpz_init(sum);
    fmpz_init(scale);
    for (t = 0; t < agent->types; t++)
        fmpz_addmul(sum, agent->probability + t, tree->distance + t);
    fmpz_mul(scale, agent->whole, agent->denominator);
    fmpq_set_fmpz_frac(mean, sum, scale);
    fmpz_clear(scale);
    fmpz_clear(sum);
}
