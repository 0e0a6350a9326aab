/* The largest welfare of some agents at each of their profiles, in integers. */
#include "rule/sweep.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/tier.h>

/* A block of positions takes so many sums, or has at least so many positions. */
#define BLOCK_SUMS 131072
#define BLOCK_LEAST 64

void xp_sweep_init(xp_sweep_t sweep)
{
    sweep->axes = 0;
    sweep->length = NULL;
    sweep->columns = 0;
    xp_table_init(sweep->base);
    sweep->value = NULL;
    sweep->dense_count = 0;
    sweep->dense = NULL;
    fmpz_init(sweep->denominator);
    fmpz_init(sweep->bound);
    sweep->positions = 0;
}

void xp_sweep_clear(xp_sweep_t sweep)
{
    free(sweep->length);
    xp_table_clear(sweep->base);
    for (slong j = 0; j < sweep->axes; j++)
    {
        xp_table_clear(sweep->value + j);
    }
    free(sweep->value);
    for (slong d = 0; d < sweep->dense_count; d++)
    {
        fmpz_clear(sweep->dense[d].factor);
    }
    free(sweep->dense);
    fmpz_clear(sweep->denominator);
    fmpz_clear(sweep->bound);
}

/* The largest absolute value in the table, times factor, is added to the bound. */
static void widen_bound(fmpz_t bound, const xp_table_t table, const fmpz_t factor)
{
    const fmpz *largest = NULL;
    for (slong k = 0; k < table->length; k++)
    {
        if (largest == NULL || fmpz_cmpabs(table->entry + k, largest) > 0)
        {
            largest = table->entry + k;
        }
    }
    if (largest != NULL && fmpz_sgn(largest) < 0)
    {
        fmpz_submul(bound, factor, largest);
    }
    else if (largest != NULL)
    {
        fmpz_addmul(bound, factor, largest);
    }
}

/* Row by row what values holds outcome by outcome, times denominator / its own. */
static xp_status_t set_rows(xp_table_t rows, const xp_table_t values, slong types,
                            const fmpz_t denominator, const unsigned char *available,
                            slong outcomes, slong columns, xp_error_t error)
{
    xp_status_t status = xp_table_set_zero(rows, types * columns, error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz_t factor;
    fmpz_init(factor);
    fmpz_divexact(factor, denominator, values->denominator);
    slong column = 0;
    for (slong a = 0; a < outcomes; a++)
    {
        if (available == NULL || available[a])
        {
            for (slong t = 0; t < types; t++)
            {
                fmpz_mul(rows->entry + t * columns + column, values->entry + a * types + t,
                         factor);
            }
            column++;
        }
    }
    fmpz_clear(factor);
    return XP_OK;
}

/* A dense term; values that are all 0 are none. */
static void add_dense(xp_sweep_t sweep, const xp_table_t values)
{
    xp_sweep_dense_struct *dense = sweep->dense + sweep->dense_count;
    if (_fmpz_vec_is_zero(values->entry, values->length))
    {
        return;
    }
    dense->entry = values->entry;
    fmpz_init(dense->factor);
    fmpz_divexact(dense->factor, sweep->denominator, values->denominator);
    widen_bound(sweep->bound, values, dense->factor);
    sweep->dense_count++;
}

static void set_base(xp_table_t base, const xp_table_t cost, const fmpz_t denominator,
                     const unsigned char *available, slong outcomes)
{
    fmpz_t factor;
    fmpz_init(factor);
    fmpz_divexact(factor, denominator, cost->denominator);
    fmpz_neg(factor, factor);
    slong column = 0;
    for (slong a = 0; a < outcomes; a++)
    {
        if (available == NULL || available[a])
        {
            fmpz_mul(base->entry + column, cost->entry + a, factor);
            column++;
        }
    }
    fmpz_clear(factor);
}

/* The agents that take part: their numbers of types, and what they add. */
static xp_status_t set_axes(xp_sweep_t sweep, const xp_environment_t environment, slong without,
                            const unsigned char *available, const fmpz_t one, xp_error_t error)
{
    const slong agents = environment->agent_count;
    xp_status_t status = XP_OK;
    slong axis = 0;
    /* Without any agent there is one axis with one type of value 0. */
    sweep->axes = without >= 0 && agents == 1 ? 1 : agents - (without >= 0);
    sweep->length = xp_calloc((size_t) sweep->axes, sizeof(slong));
    sweep->value = xp_calloc((size_t) sweep->axes, sizeof(xp_table_struct));
    sweep->dense = xp_calloc((size_t) agents, sizeof(xp_sweep_dense_struct));
    for (slong k = 0; k < sweep->axes; k++)
    {
        xp_table_init(sweep->value + k);
        sweep->length[k] = 1;
    }
    for (slong j = 0; j < agents && status == XP_OK; j++)
    {
        const xp_agent_struct *agent = environment->agent + j;
        if (j == without)
        {
            continue;
        }
        assert(without < 0 || !agent->interdependent);
        sweep->length[axis] = agent->type_count;
        if (agent->interdependent)
        {
            status = xp_table_set_zero(sweep->value + axis, agent->type_count * sweep->columns,
                                       error);
            add_dense(sweep, agent->value);
        }
        else
        {
            status = set_rows(sweep->value + axis, agent->value, agent->type_count,
                              sweep->denominator, available, environment->outcome_count,
                              sweep->columns, error);
        }
        widen_bound(sweep->bound, sweep->value + axis, one);
        axis++;
    }
    if (status == XP_OK && axis == 0)
    {
        status = xp_table_set_zero(sweep->value, sweep->columns, error);
    }
    return status;
}

xp_status_t xp_sweep_set(xp_sweep_t sweep, const xp_environment_t environment, slong without,
                         xp_error_t error)
{
    const slong outcomes = environment->outcome_count;
    const unsigned char *available =
        without < 0 ? NULL : environment->agent[without].available;
    xp_status_t status;
    fmpz_t one;
    assert(sweep->axes == 0 && xp_profiles_are_listed(environment->profiles));
    for (slong a = 0; a < outcomes; a++)
    {
        sweep->columns += available == NULL || available[a];
    }
    sweep->positions = without < 0 ? environment->profiles->size
                                   : xp_profiles_lines(environment->profiles, without);
    fmpz_set(sweep->denominator, environment->cost->denominator);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        if (j != without)
        {
            fmpz_lcm(sweep->denominator, sweep->denominator,
                     environment->agent[j].value->denominator);
        }
    }
    status = xp_table_set_zero(sweep->base, sweep->columns, error);
    if (status != XP_OK)
    {
        return status;
    }
    set_base(sweep->base, environment->cost, sweep->denominator, available, outcomes);
    fmpz_init_set_ui(one, 1);
    widen_bound(sweep->bound, sweep->base, one);
    status = set_axes(sweep, environment, without, available, one, error);
    fmpz_clear(one);
    return status;
}

static xp_sweep_kernel_t *choose_int64(void)
{
#if XP_SWEEP_VECTORS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    {
        return xp_sweep_maximise_int64_avx512;
    }
    if (__builtin_cpu_supports("avx2"))
    {
        return xp_sweep_maximise_int64_avx2;
    }
#endif
    return xp_sweep_maximise_int64;
}

static xp_sweep_kernel_t *choose_kernel(const fmpz_t bound)
{
    switch (xp_tier_for(bound, XP_TIER_INT64))
    {
    case XP_TIER_INT64:
        return choose_int64();
    case XP_TIER_INT128:
        return xp_sweep_maximise_int128;
    default:
        return xp_sweep_maximise_fmpz;
    }
}

/* Lotteries that threads numbered as they met them, renumbered as they occur. */
static void renumber(uint32_t *choice, xp_lotteries_struct *lotteries,
                     const xp_lotteries_struct *found, slong positions)
{
    const uint32_t columns = (uint32_t) found->outcome_count;
    uint32_t *number = xp_calloc((size_t) found->count, sizeof(uint32_t));
    for (slong k = 0; k < positions; k++)
    {
        if (choice[k] >= columns)
        {
            uint32_t *known = number + (choice[k] - columns);
            if (*known == 0)
            {
                *known = xp_lotteries_choice(
                    lotteries, found->weight + (choice[k] - columns) * (slong) columns);
            }
            choice[k] = *known;
        }
    }
    free(number);
}

xp_status_t xp_sweep_maximise(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *lotteries,
                              const xp_sweep_t sweep, xp_ties_t ties,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_sweep_kernel_t *kernel = choose_kernel(sweep->bound);
    const slong block = BLOCK_SUMS / sweep->columns > BLOCK_LEAST ? BLOCK_SUMS / sweep->columns
                                                                  : BLOCK_LEAST;
    xp_pace_struct pace = xp_pace(progress, "efficient choices", (uint64_t) sweep->positions);
    const int workers = xp_share_workers(&pace, sweep->positions, block);
    xp_lotteries_t found;
    xp_status_t status;
    if (choice == NULL || ties != XP_TIES_LOTTERY || workers == 1)
    {
        status = kernel(maximum, choice, lotteries, sweep, ties, workers, block, &pace, error);
    }
    else
    {
        xp_lotteries_init(found, sweep->columns);
        status = kernel(maximum, choice, found, sweep, ties, workers, block, &pace, error);
        if (status == XP_OK)
        {
            renumber(choice, lotteries, found, sweep->positions);
        }
        xp_lotteries_clear(found);
    }
    return status;
}
