/* One line at a time: what sums over profiles and expected payments decide. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/line_work.h"

slong xp_line_largest_deficit(fmpq_t deficit, const xp_line_work_struct *work)
{
    slong n = work->count;
    slong size = work->environment->profiles->size;
    fmpz *scale = _fmpz_vec_init(n + 1);
    const fmpz **entry = xp_calloc((size_t) n, sizeof(fmpz *));
    slong found = 0;
    slong i;
    slong index;
    fmpz_t common;
    fmpz_t sum;
    fmpz_t most;

    fmpz_init_set(common, work->cost->denominator);
    fmpz_init(sum);
    fmpz_init(most);
    for (i = 0; i < n; i++)
    {
        const xp_line_agent_struct *agent = work->agent + i;

        entry[i] = agent->has_floor && !agent->has_ceiling ? agent->low->entry
                                                           : agent->high->entry;
        fmpz_lcm(common, common, agent->denominator);
    }
    for (i = 0; i < n; i++)
        fmpz_divexact(scale + i, common, work->agent[i].denominator);
    fmpz_divexact(scale + n, common, work->cost->denominator);
    for (index = 0; index < size; index++)
    {
        fmpz_mul(sum, work->cost->entry + index, scale + n);
        for (i = 0; i < n; i++)
            fmpz_submul(sum, entry[i] + index, scale + i);
        if (index == 0 || fmpz_cmp(sum, most) > 0)
        {
            fmpz_set(most, sum);
            found = index;
        }
    }
    fmpq_set_fmpz_frac(deficit, most, common);
    fmpz_clear(most);
    fmpz_clear(sum);
    fmpz_clear(common);
    free(entry);
    _fmpz_vec_clear(scale, n + 1);
    return found;
}

xp_status_t xp_line_prove_profile(xp_proof_t proof, xp_line_work_struct *work, slong index,
                                  xp_row_kind_t kind, xp_error_t error)
{
    const xp_profiles_struct *profiles = work->environment->profiles;
    xp_row_key_t key;
    xp_cycle_t cycle;
    xp_status_t status = XP_OK;
    slong i;
    fmpq_t one;

    fmpq_init(one);
    fmpq_one(one);
    xp_cycle_init(cycle);
    xp_proof_add_leaf(proof);
    for (i = 0; i < work->count && status == XP_OK; i++)
    {
        xp_line_agent_struct *agent = work->agent + i;
        slong line = xp_profiles_line_of(profiles, i, index);
        fmpq *demand = _fmpq_vec_init(agent->types);

        fmpq_one(demand + index / profiles->stride[i] % agent->types);
        status = xp_line_agent_open(agent, cycle, line, error);
        if (status == XP_OK)
            xp_line_prove_high(proof, agent, line, demand);
        _fmpq_vec_clear(demand, agent->types);
    }
    xp_row_key_init(&key, kind);
    key.profile = index;
    xp_proof_add(proof, &key, one);
    xp_proof_end_leaf(proof);
    xp_cycle_clear(cycle);
    fmpq_clear(one);
    return status;
}

/* E p_i at its end, line by line: each profile demands its probability. */
static xp_status_t prove_end(xp_proof_t proof, xp_line_work_struct *work, slong index, int upwards,
                             xp_error_t error)
{
    xp_line_agent_struct *agent = work->agent + index;
    fmpq *demand = _fmpq_vec_init(agent->types);
    xp_cycle_t cycle;
    xp_status_t status = XP_OK;
    slong line;
    slong t;

    xp_cycle_init(cycle);
    for (line = 0; line < agent->lines->count && status == XP_OK; line++)
    {
        slong start = xp_lines_start(agent->lines, line);

        int likely = 0;

        for (t = 0; t < agent->types; t++)
        {
            xp_environment_probability(demand + t, work->environment,
                                       start + t * agent->lines->stride);
            likely = likely || !fmpq_is_zero(demand + t);
        }
        if (!likely)
            continue;
        status = xp_line_agent_open(agent, cycle, line, error);
        if (status != XP_OK)
            break;
        if (upwards)
            xp_line_prove_high(proof, agent, line, demand);
        else
            xp_line_prove_low(proof, agent, line, demand);
    }
    xp_cycle_clear(cycle);
    _fmpq_vec_clear(demand, agent->types);
    return status;
}

static xp_status_t prove_ranges(xp_proof_t proof, xp_line_work_struct *work, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong i;
    xp_row_key_t key;
    fmpq_t factor;

    fmpq_init(factor);
    xp_proof_add_leaf(proof);
    for (i = 0; i < work->count && status == XP_OK; i++)
    {
        if (work->ranges->use_high[i])
            status = prove_end(proof, work, i, 1, error);
        if (status == XP_OK && work->ranges->use_low[i])
            status = prove_end(proof, work, i, 0, error);
    }
    if (work->ranges->use_sum != 0)
    {
        xp_row_key_init(&key, work->sum_row);
        fmpq_set_si(factor, work->ranges->use_sum, 1);
        xp_proof_add(proof, &key, factor);
    }
    xp_proof_end_leaf(proof);
    fmpq_clear(factor);
    return status;
}

/* E p_i at both ends and E v_i. */
static xp_status_t set_range(xp_line_work_struct *work, slong index, xp_error_t error)
{
    const xp_line_agent_struct *agent = work->agent + index;
    xp_range_struct *range = work->ranges->range + index;
    xp_table_t values;
    xp_status_t status;

    xp_table_init(values);
    xp_expectation(range->start, work->environment, agent->high);
    range->has_high = agent->has_ceiling;
    fmpq_set(range->high, range->start);
    range->has_low = agent->has_floor;
    if (agent->has_floor)
        xp_expectation(range->low, work->environment, agent->low);
    status = xp_value_list(values, work->environment, work->question->rule, index, error);
    if (status == XP_OK)
        xp_expectation(work->value + index, work->environment, values);
    xp_table_clear(values);
    return status;
}

xp_status_t xp_line_decide_sums(xp_decision_t decision, xp_line_work_struct *work,
                                xp_error_t error)
{
    static const xp_aim_t none = {0, -1, 0};
    xp_status_t status = XP_OK;
    xp_ranges_struct *ranges = work->ranges;
    slong i;

    if (work->has_prior)
    {
        xp_expectation(work->expected_cost, work->environment, work->cost);
        fmpq_set(ranges->total, work->expected_cost);
        for (i = 0; i < work->count && status == XP_OK; i++)
            status = set_range(work, i, error);
        if (status != XP_OK)
            return status;
        xp_ranges_decide(ranges, work->aim.worst ? &none : &work->aim);
    }
    else
        ranges->verdict = XP_POSSIBLE;
    decision->verdict = ranges->verdict;
    if (ranges->verdict == XP_POSSIBLE && work->aim.worst)
    {
        decision->verdict = xp_line_has(work->properties, XP_EPIR) ? XP_OPTIMAL : XP_UNBOUNDED;
        for (i = 0; i < work->count; i++)
            ranges->direction[i] = 1;
        if (decision->verdict == XP_OPTIMAL)
            return xp_line_prove_profile(decision->proof, work,
                                 xp_line_largest_deficit(decision->value, work), XP_ROW_WORST,
                                 error);
        return XP_OK;
    }
    if (ranges->verdict == XP_POSSIBLE && work->question->objective != XP_OBJECTIVE_NONE)
        decision->verdict = XP_OPTIMAL;
    if (decision->verdict == XP_OPTIMAL)
        xp_aim_value(decision->value, work->question, work->value, ranges->expected,
                     work->expected_cost);
    if (decision->verdict == XP_OPTIMAL || decision->verdict == XP_IMPOSSIBLE)
        status = prove_ranges(decision->proof, work, error);
    return status;
}
