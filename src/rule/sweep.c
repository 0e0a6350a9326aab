/* The largest welfare of some agents at each of their profiles, in integers. */
#include "rule/sweep.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/walk.h"

void xp_sweep_init(xp_sweep_t sweep)
{
    sweep->axes = 0;
    sweep->length = NULL;
    sweep->columns = 0;
    xp_table_init(sweep->base);
    sweep->value = NULL;
    xp_table_init(sweep->dense);
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
    xp_table_clear(sweep->dense);
    fmpz_clear(sweep->denominator);
    fmpz_clear(sweep->bound);
}

/* The largest absolute value in the table is added to the bound. */
static void widen_bound(fmpz_t bound, const xp_table_t table)
{
    fmpz_t largest;
    fmpz_init(largest);
    for (slong k = 0; k < table->length; k++)
    {
        if (fmpz_cmpabs(table->entry + k, largest) > 0)
        {
            fmpz_abs(largest, table->entry + k);
        }
    }
    fmpz_add(bound, bound, largest);
    fmpz_clear(largest);
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

/* Adds the interdependent values of one agent to the dense rows. */
static void add_dense(xp_table_t dense, const xp_table_t values, const fmpz_t denominator,
                      slong outcomes, slong size)
{
    fmpz_t factor;
    fmpz_init(factor);
    fmpz_divexact(factor, denominator, values->denominator);
    for (slong a = 0; a < outcomes; a++)
    {
        for (slong k = 0; k < size; k++)
        {
            fmpz_addmul(dense->entry + k * outcomes + a, values->entry + a * size + k, factor);
        }
    }
    fmpz_clear(factor);
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

xp_status_t xp_sweep_set(xp_sweep_t sweep, const xp_environment_t environment, slong without,
                         xp_error_t error)
{
    const slong agents = environment->agent_count;
    const slong outcomes = environment->outcome_count;
    const unsigned char *available =
        without < 0 ? NULL : environment->agent[without].available;
    assert(sweep->axes == 0 && xp_profiles_are_listed(environment->profiles));
    for (slong a = 0; a < outcomes; a++)
    {
        sweep->columns += available == NULL || available[a];
    }
    sweep->positions = without < 0 ? environment->profiles->size
                                   : xp_profiles_lines(environment->profiles, without);
    fmpz_set(sweep->denominator, environment->cost->denominator);
    for (slong j = 0; j < agents; j++)
    {
        if (j != without)
        {
            fmpz_lcm(sweep->denominator, sweep->denominator,
                     environment->agent[j].value->denominator);
        }
    }
    xp_status_t status = xp_table_set_zero(sweep->base, sweep->columns, error);
    if (status != XP_OK)
    {
        return status;
    }
    set_base(sweep->base, environment->cost, sweep->denominator, available, outcomes);
    widen_bound(sweep->bound, sweep->base);

    /* Without any agent there is one axis with one type of value 0. */
    sweep->axes = without >= 0 && agents == 1 ? 1 : agents - (without >= 0);
    sweep->length = xp_calloc((size_t) sweep->axes, sizeof(slong));
    sweep->value = xp_calloc((size_t) sweep->axes, sizeof(xp_table_struct));
    for (slong axis = 0; axis < sweep->axes; axis++)
    {
        xp_table_init(sweep->value + axis);
        sweep->length[axis] = 1;
    }
    slong axis = 0;
    int dense = 0;
    for (slong j = 0; j < agents && status == XP_OK; j++)
    {
        const xp_agent_struct *agent = environment->agent + j;
        if (j == without)
        {
            continue;
        }
        sweep->length[axis] = agent->type_count;
        dense = dense || agent->interdependent;
        status = agent->interdependent
                     ? xp_table_set_zero(sweep->value + axis,
                                         agent->type_count * sweep->columns, error)
                     : set_rows(sweep->value + axis, agent->value, agent->type_count,
                                sweep->denominator, available, outcomes, sweep->columns, error);
        widen_bound(sweep->bound, sweep->value + axis);
        axis++;
    }
    if (status == XP_OK && axis == 0)
    {
        status = xp_table_set_zero(sweep->value, sweep->columns, error);
    }
    if (status == XP_OK && dense)
    {
        assert(without < 0);
        status = xp_table_set_zero(sweep->dense, sweep->positions * outcomes, error);
        for (slong j = 0; j < agents && status == XP_OK; j++)
        {
            if (environment->agent[j].interdependent)
            {
                add_dense(sweep->dense, environment->agent[j].value, sweep->denominator,
                          outcomes, sweep->positions);
            }
        }
        widen_bound(sweep->bound, sweep->dense);
    }
    return status;
}

xp_status_t xp_sweep_maximise(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *lotteries,
                              const xp_sweep_t sweep, xp_ties_t ties,
                              const xp_progress_t *progress, xp_error_t error)
{
    const flint_bitcnt_t bits = fmpz_bits(sweep->bound);
    if (bits <= 62)
    {
        return xp_sweep_maximise_int64(maximum, choice, lotteries, sweep, ties, progress, error);
    }
    if (bits <= 126)
    {
        return xp_sweep_maximise_int128(maximum, choice, lotteries, sweep, ties, progress, error);
    }
    return xp_sweep_maximise_fmpz(maximum, choice, lotteries, sweep, ties, progress, error);
}
