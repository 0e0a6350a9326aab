/* Interim bounds unfolded to multipliers of named rows. */
#include "exist/interim_agent.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

/* numerator / denominator times factor, for one row. */
static void add_row(xp_proof_t proof, const xp_row_key_t *key, const fmpz_t numerator,
                    const fmpz_t denominator)
{
    fmpq_t value;

    fmpq_init(value);
    fmpq_set_fmpz_frac(value, numerator, denominator);
    xp_proof_add(proof, key, value);
    fmpq_clear(value);
}

static void add_bic(xp_proof_t proof, const xp_interim_agent_struct *agent, slong type,
                    slong report, const fmpz_t flow)
{
    xp_row_key_t key;

    xp_row_key_init(&key, XP_ROW_BIC);
    key.agent = agent->agent;
    key.type = type;
    key.report = report;
    add_row(proof, &key, flow, agent->probability + type);
}

/* The row is weighted with the probability of the true type: 1 / mu(t) undoes that. */
void xp_interim_prove_cycle(xp_proof_t proof, const xp_interim_agent_struct *agent,
                            const xp_cycle_struct *cycle)
{
    slong i;

    for (i = 0; i < cycle->length; i++)
        add_bic(proof, agent, cycle->node[(i + 1) % cycle->length], cycle->node[i],
                agent->whole);
}

/*
 * sum of demand[t] (high[t] - p(t)) >= 0, demand over the prior's denominator: what flows
 * along the edge r -> t of the tree multiplies bic t r, and iir at the roots.
 */
static void add_high(xp_proof_t proof, const xp_interim_agent_struct *agent, fmpz *demand)
{
    slong t;
    xp_row_key_t key;

    xp_tree_flow(demand, agent->high);
    for (t = 0; t < agent->types; t++)
    {
        if (fmpz_is_zero(demand + t))
            continue;
        if (agent->high->before[t] >= 0)
        {
            add_bic(proof, agent, t, agent->high->before[t], demand + t);
            continue;
        }
        xp_row_key_init(&key, XP_ROW_IIR);
        key.agent = agent->agent;
        key.type = t;
        add_row(proof, &key, demand + t, agent->probability + t);
    }
}

/*
 * flow / whole times (p(t) - floor(t)) >= 0, from the rows of every profile with this type,
 * weighted with the others' probability: that is flow / probability[t] times mu(theta).
 */
static void add_floor(xp_proof_t proof, const xp_interim_work_struct *work,
                      const xp_interim_agent_struct *agent, slong type, const fmpz_t flow)
{
    const xp_environment_struct *environment = work->environment;
    const xp_profiles_struct *profiles = environment->profiles;
    slong lines = xp_profiles_lines(profiles, agent->agent);
    slong line;
    xp_row_key_t key;
    fmpq_t factor;
    fmpq_t value;

    fmpq_init(factor);
    fmpq_init(value);
    fmpq_set_fmpz_frac(factor, flow, agent->probability + type);
    /* A single agent's floor is its cost unless npt asks for more. */
    if (xp_has_property(work->properties, XP_NPT) && fmpz_is_zero(agent->floor + type))
    {
        xp_row_key_init(&key, XP_ROW_NPT);
        key.agent = agent->agent;
    }
    else
        xp_row_key_init(&key, XP_ROW_WBB);
    for (line = 0; line < lines; line++)
    {
        key.profile = xp_profiles_line_start(profiles, agent->agent, line)
                      + type * profiles->stride[agent->agent];
        xp_environment_probability(value, environment, key.profile);
        fmpq_mul(value, value, factor);
        if (!fmpq_is_zero(value))
            xp_proof_add(proof, &key, value);
    }
    fmpq_clear(value);
    fmpq_clear(factor);
}

/* sum of demand[t] (p(t) - low[t]) >= 0: the edges of the low tree are turned round. */
static void add_low(xp_proof_t proof, const xp_interim_work_struct *work,
                    const xp_interim_agent_struct *agent, fmpz *demand)
{
    slong t;

    xp_tree_flow(demand, agent->low);
    for (t = 0; t < agent->types; t++)
    {
        slong before = agent->low->before[t];

        if (fmpz_is_zero(demand + t))
            continue;
        if (before >= 0)
            add_bic(proof, agent, before, t, demand + t);
        else
            add_floor(proof, work, agent, t, demand + t);
    }
}

void xp_interim_prove_short(xp_proof_t proof, const xp_interim_work_struct *work,
                            const xp_interim_agent_struct *agent, slong type)
{
    fmpz *demand = _fmpz_vec_init(agent->types);

    fmpz_set(demand + type, agent->whole);
    add_high(proof, agent, demand);
    add_floor(proof, work, agent, type, agent->whole);
    _fmpz_vec_clear(demand, agent->types);
}

/* sum over all profiles of mu(theta) times the row of worst-deficit. */
static void add_worst(xp_proof_t proof, const xp_environment_struct *environment)
{
    xp_row_key_t key;
    fmpq_t value;

    fmpq_init(value);
    xp_row_key_init(&key, XP_ROW_WORST);
    for (key.profile = 0; key.profile < environment->profiles->size; key.profile++)
    {
        xp_environment_probability(value, environment, key.profile);
        if (!fmpq_is_zero(value))
            xp_proof_add(proof, &key, value);
    }
    fmpq_clear(value);
}

void xp_interim_prove_ranges(xp_proof_t proof, const xp_interim_work_struct *work)
{
    const xp_ranges_struct *ranges = work->ranges;
    slong i;
    xp_row_key_t key;
    fmpq_t one;

    fmpq_init(one);
    fmpq_one(one);
    for (i = 0; i < ranges->count; i++)
    {
        const xp_interim_agent_struct *agent = work->agent + i;
        fmpz *demand = _fmpz_vec_init(agent->types);

        if (ranges->use_high[i] && agent->has_ceiling)
        {
            _fmpz_vec_set(demand, agent->probability, agent->types);
            add_high(proof, agent, demand);
        }
        else if (ranges->use_high[i])
        {
            xp_row_key_init(&key, XP_ROW_EAIR);
            key.agent = i;
            xp_proof_add(proof, &key, one);
        }
        if (ranges->use_low[i])
        {
            _fmpz_vec_set(demand, agent->probability, agent->types);
            add_low(proof, work, agent, demand);
        }
        _fmpz_vec_clear(demand, agent->types);
    }
    if (ranges->use_sum != 0)
    {
        xp_row_key_init(&key, work->sum_row);
        fmpq_set_si(one, ranges->use_sum, 1);
        xp_proof_add(proof, &key, one);
    }
    if (work->aim.worst && ranges->verdict == XP_OPTIMAL)
        add_worst(proof, work->environment);
    fmpq_clear(one);
}
