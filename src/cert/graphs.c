/* The type graphs of a rule, and potentials on them. */
#include "cert/graphs.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/exist/interim_tables.h>
#include <expost/graph/cycle.h>

/* v_agent(choice, .) at one point of the agent's value table, times both denominators. */
static void get_value(fmpz_t value, const xp_environment_t environment, const xp_rule_t rule,
                      slong agent, slong choice, slong point)
{
    const xp_agent_struct *a = environment->agent + agent;
    const slong points = a->interdependent ? environment->profiles->size : a->type_count;
    const slong m = rule->outcome_count;
    slong outcome;

    if (choice < m)
    {
        fmpz_mul(value, a->value->entry + choice * points + point, rule->lottery->denominator);
        return;
    }
    fmpz_zero(value);
    for (outcome = 0; outcome < m; outcome++)
        fmpz_addmul(value, rule->lottery->entry + (choice - m) * m + outcome,
                    a->value->entry + outcome * points + point);
}

/* gain[t * k + r] = v_agent(a(r, O), (t, O)) times both denominators, O the line's. */
static void get_line_gains(fmpz *gain, const xp_environment_t environment, const xp_rule_t rule,
                           slong agent, slong line)
{
    const xp_profiles_struct *profiles = environment->profiles;
    const slong k = profiles->types[agent], stride = profiles->stride[agent];
    const slong start = xp_profiles_line_start(profiles, agent, line);
    slong t, r;

    for (t = 0; t < k; t++)
        for (r = 0; r < k; r++)
            get_value(gain + t * k + r, environment, rule, agent,
                      (slong) rule->choice[start + r * stride],
                      environment->agent[agent].interdependent ? start + t * stride : t);
}

/* The potential of one graph: the edge from r to t has length gain(t, t) - gain(t, r). */
static xp_status_t set_potential(fmpz *potential, const fmpz *gain, slong k, xp_error_t error)
{
    fmpz *length = _fmpz_vec_init(k * k);
    xp_status_t status;
    xp_cycle_t cycle;
    slong r, t;

    xp_cycle_init(cycle);
    for (r = 0; r < k; r++)
        for (t = 0; t < k; t++)
            fmpz_sub(length + r * k + t, gain + t * k + t, gain + t * k + r);
    status = xp_cycle_potentials(cycle, potential, length, k, error);
    assert(status != XP_OK || cycle->length == 0);
    xp_cycle_clear(cycle);
    _fmpz_vec_clear(length, k * k);
    return status;
}

static xp_status_t stop(xp_error_t error)
{
    xp_error_set(error, "stopped while potentials were computed");
    return XP_STOPPED;
}

static xp_status_t set_by_line(xp_table_t potential, const xp_environment_t environment,
                               const xp_rule_t rule, slong agent,
                               const xp_progress_t *progress, xp_error_t error)
{
    const slong k = environment->profiles->types[agent];
    const slong lines = xp_profiles_lines(environment->profiles, agent);
    xp_status_t status = xp_table_set_zero(potential, lines * k, error);
    fmpz *gain = _fmpz_vec_init(k * k);
    slong line;

    for (line = 0; line < lines && status == XP_OK; line++)
    {
        get_line_gains(gain, environment, rule, agent, line);
        status = set_potential(potential->entry + line * k, gain, k, error);
        if (status == XP_OK
            && xp_progress_tick(progress, "potentials", (uint64_t) line + 1, (uint64_t) lines))
            status = stop(error);
    }
    if (status == XP_OK)
        fmpz_mul(potential->denominator, environment->agent[agent].value->denominator,
                 rule->lottery->denominator);
    _fmpz_vec_clear(gain, k * k);
    return status;
}

/*
 * gain[t * k + r] = sum over O of mu(t, O) v_agent(a(r, O), (t, O)), and its division by
 * the probability of t.
 */
static void get_joint_gains(fmpq *gain, const xp_environment_t environment,
                            const xp_rule_t rule, slong agent)
{
    const xp_profiles_struct *profiles = environment->profiles;
    const slong k = profiles->types[agent], stride = profiles->stride[agent];
    fmpz *line_gain = _fmpz_vec_init(k * k);
    fmpz *sum = _fmpz_vec_init(k * k);
    fmpz_t mass, below;
    slong line, t, r;

    fmpz_init(mass);
    fmpz_init(below);
    for (line = 0; line < xp_profiles_lines(profiles, agent); line++)
    {
        const slong start = xp_profiles_line_start(profiles, agent, line);

        get_line_gains(line_gain, environment, rule, agent, line);
        for (t = 0; t < k; t++)
            _fmpz_vec_scalar_addmul_fmpz(sum + t * k, line_gain + t * k, k,
                                         environment->joint->entry + start + t * stride);
    }
    fmpz_mul(below, environment->agent[agent].value->denominator, rule->lottery->denominator);
    for (t = 0; t < k; t++)
    {
        fmpz_zero(mass);
        for (line = 0; line < xp_profiles_lines(profiles, agent); line++)
            fmpz_add(mass, mass,
                     environment->joint->entry + xp_profiles_line_start(profiles, agent, line)
                         + t * stride);
        fmpz_mul(mass, mass, below);
        for (r = 0; r < k && !fmpz_is_zero(mass); r++)
            fmpq_set_fmpz_frac(gain + t * k + r, sum + t * k + r, mass);
    }
    fmpz_clear(mass);
    fmpz_clear(below);
    _fmpz_vec_clear(sum, k * k);
    _fmpz_vec_clear(line_gain, k * k);
}

static xp_status_t set_interim_gains(xp_table_t gain, const xp_environment_t environment,
                                     const xp_rule_t rule, slong agent,
                                     const xp_progress_t *progress, xp_error_t error)
{
    const slong k = environment->agent[agent].type_count;
    xp_interim_tables_t tables;
    xp_status_t status;
    fmpq *value;

    if (environment->prior == XP_PRIOR_JOINT)
    {
        value = _fmpq_vec_init(k * k);
        get_joint_gains(value, environment, rule, agent);
        status = xp_table_set_fmpq_vec(gain, value, k * k, error);
        _fmpq_vec_clear(value, k * k);
        return status;
    }
    xp_interim_tables_init(tables);
    status = xp_interim_tables_set(tables, environment, rule, progress, error);
    if (status == XP_OK)
        xp_table_swap(gain, tables->agent[agent].gain);
    xp_interim_tables_clear(tables);
    return status;
}

/* The types of positive probability, in order; the number of them. */
static slong find_nodes(slong *node, const xp_environment_t environment, slong agent)
{
    slong count = 0, t;
    fmpq_t probability;

    fmpq_init(probability);
    for (t = 0; t < environment->agent[agent].type_count; t++)
    {
        xp_environment_type_probability(probability, environment, agent, t);
        if (fmpq_sgn(probability) > 0)
            node[count++] = t;
    }
    fmpq_clear(probability);
    return count;
}

static xp_status_t set_interim(xp_table_t potential, const xp_environment_t environment,
                               const xp_rule_t rule, slong agent,
                               const xp_progress_t *progress, xp_error_t error)
{
    const slong k = environment->agent[agent].type_count;
    slong *node = xp_malloc((size_t) k * sizeof(slong));
    const slong nodes = find_nodes(node, environment, agent);
    fmpz *among = _fmpz_vec_init(nodes * nodes);
    fmpz *found = _fmpz_vec_init(nodes);
    xp_status_t status;
    xp_table_t gain;
    slong t, r;

    xp_table_init(gain);
    status = set_interim_gains(gain, environment, rule, agent, progress, error);
    for (t = 0; t < nodes && status == XP_OK; t++)
        for (r = 0; r < nodes; r++)
            fmpz_set(among + t * nodes + r, gain->entry + node[t] * k + node[r]);
    if (status == XP_OK)
        status = set_potential(found, among, nodes, error);
    if (status == XP_OK)
        status = xp_table_set_zero(potential, k, error);
    if (status == XP_OK)
    {
        for (t = 0; t < nodes; t++)
            fmpz_set(potential->entry + node[t], found + t);
        fmpz_set(potential->denominator, gain->denominator);
    }
    xp_table_clear(gain);
    _fmpz_vec_clear(found, nodes);
    _fmpz_vec_clear(among, nodes * nodes);
    free(node);
    return status;
}

xp_status_t xp_potentials_set(xp_table_t potential, const xp_environment_t environment,
                              const xp_rule_t rule, slong agent, int interim,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_table_t local;

    assert(rule->choice != NULL && rule->choice_length == environment->profiles->size);
    xp_table_init(local);
    status = interim ? set_interim(local, environment, rule, agent, progress, error)
                     : set_by_line(local, environment, rule, agent, progress, error);
    if (status == XP_OK)
    {
        xp_table_canonicalise(local);
        xp_table_swap(potential, local);
    }
    xp_table_clear(local);
    return status;
}
