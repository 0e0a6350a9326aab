/* What a convolution needs of the environment, for one agent, in integers. */
#include "rule/convolution_plan.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

/* Adding a vector to the hash table counts as so many additions. */
#define COST_OF_MERGING 8

void xp_convolution_plan_init(xp_convolution_plan_t plan)
{
    *plan = (xp_convolution_plan_struct) {.tier = XP_TIER_INT64};
    fmpz_init_set_ui(plan->lattice, 1);
    xp_table_init(plan->own);
    fmpz_init_set_ui(plan->denominator, 1);
    fmpz_init_set_ui(plan->total, 1);
    fmpz_init_set_ui(plan->share, 1);
    fmpq_init(plan->base);
    fmpz_init(plan->bound);
}

void xp_convolution_plan_clear(xp_convolution_plan_t plan)
{
    for (slong j = 0; j < plan->parts; j++)
    {
        xp_convolution_part_struct *part = plan->part + j;
        xp_table_clear(part->weight);
        xp_table_clear(part->vector);
        _fmpz_vec_clear(part->reach, plan->outcomes);
        free(part->key);
    }
    free(plan->part);
    if (plan->offset != NULL)
    {
        _fmpz_vec_clear(plan->offset, plan->outcomes);
        _fmpz_vec_clear(plan->unit, plan->outcomes);
        _fmpz_vec_clear(plan->radix, plan->outcomes);
    }
    fmpz_clear(plan->lattice);
    xp_table_clear(plan->own);
    free(plan->report);
    fmpz_clear(plan->denominator);
    fmpz_clear(plan->total);
    fmpz_clear(plan->share);
    fmpq_clear(plan->base);
    fmpz_clear(plan->bound);
}

/* Adds the agent's expected value of outcome 0 to mean. */
static void add_mean(fmpq_t mean, const xp_agent_struct *agent)
{
    fmpq_t part;
    fmpq_init(part);
    for (slong t = 0; t < agent->type_count; t++)
    {
        fmpz_addmul(fmpq_numref(part), agent->value->entry + t, agent->probability->entry + t);
    }
    fmpz_mul(fmpq_denref(part), agent->value->denominator, agent->probability->denominator);
    fmpq_canonicalise(part);
    fmpq_add(mean, mean, part);
    fmpq_clear(part);
}

/* Another agent's distinct vectors with their probabilities. */
static xp_status_t set_part(xp_convolution_part_struct *part, const xp_agent_struct *agent,
                            slong columns, const fmpz_t denominator, xp_error_t error)
{
    slong *number = NULL;
    xp_status_t status = xp_convolution_vectors_set(part->vector, &number, &part->count, agent,
                                                    columns, denominator, error);
    if (status == XP_OK)
    {
        status = xp_table_set_zero(part->weight, part->count, error);
    }
    if (status == XP_OK)
    {
        for (slong t = 0; t < agent->type_count; t++)
        {
            fmpz *weight = part->weight->entry + number[t];
            fmpz_add(weight, weight, agent->probability->entry + t);
        }
        fmpz_set(part->weight->denominator, agent->probability->denominator);
        xp_table_canonicalise(part->weight);
    }
    free(number);
    return status;
}

static int compare_parts(const void *a, const void *b)
{
    const xp_convolution_part_struct *x = a;
    const xp_convolution_part_struct *y = b;
    return (x->count > y->count) - (x->count < y->count);
}

/*
 * The digits of one column: the least difference of each agent goes into the offset, and the
 * unit is the greatest common divisor of what is left, 1 when that is 0 everywhere.
 */
static void set_column(xp_convolution_plan_t plan, slong b)
{
    const slong columns = plan->outcomes - 1;
    fmpz *unit = plan->unit + b;
    fmpz *radix = plan->radix + b;
    fmpz_t least;
    fmpz_init(least);
    fmpz_zero(unit);
    for (slong j = 0; j < plan->parts; j++)
    {
        xp_convolution_part_struct *part = plan->part + j;
        fmpz *entry = part->vector->entry + b;
        fmpz_set(least, entry);
        for (slong t = 1; t < part->count; t++)
        {
            if (fmpz_cmp(entry + t * columns, least) < 0)
            {
                fmpz_set(least, entry + t * columns);
            }
        }
        fmpz_add(plan->offset + b, plan->offset + b, least);
        for (slong t = 0; t < part->count; t++)
        {
            fmpz_sub(entry + t * columns, entry + t * columns, least);
            fmpz_gcd(unit, unit, entry + t * columns);
        }
    }
    if (fmpz_is_zero(unit))
    {
        fmpz_one(unit);
    }
    fmpz_one(radix);
    for (slong j = 0; j < plan->parts; j++)
    {
        xp_convolution_part_struct *part = plan->part + j;
        fmpz *entry = part->vector->entry + b;
        for (slong t = 0; t < part->count; t++)
        {
            fmpz_divexact(entry + t * columns, entry + t * columns, unit);
            if (fmpz_cmp(entry + t * columns, part->reach + b) > 0)
            {
                fmpz_set(part->reach + b, entry + t * columns);
            }
        }
        fmpz_add(radix, radix, part->reach + b);
    }
    fmpz_clear(least);
}

/* The keys of one part's vectors, which are digits by now. */
static xp_status_t set_keys(xp_convolution_part_struct *part, const xp_convolution_plan_t plan,
                            xp_error_t error)
{
    const slong columns = plan->outcomes - 1;
    void *memory;
    xp_status_t status = xp_table_alloc(&memory, (size_t) part->count,
                                        (size_t) plan->limbs * sizeof(uint64_t), error);
    if (status != XP_OK)
    {
        return status;
    }
    part->key = memory;
    fmpz_t key;
    fmpz_init(key);
    for (slong t = 0; t < part->count; t++)
    {
        fmpz_zero(key);
        for (slong b = columns - 1; b >= 0; b--)
        {
            fmpz_mul(key, key, plan->radix + b);
            fmpz_add(key, key, part->vector->entry + t * columns + b);
        }
        for (slong l = 0; l < plan->limbs; l++)
        {
            part->key[t * plan->limbs + l] = fmpz_get_ui(key);
            fmpz_fdiv_q_2exp(key, key, 64);
        }
    }
    fmpz_clear(key);
    return XP_OK;
}

/* The agent's own distinct vectors, with a 0 for outcome 0, and which type has which. */
static xp_status_t set_own(xp_convolution_plan_t plan, const xp_agent_struct *agent,
                           xp_error_t error)
{
    const slong columns = plan->outcomes - 1;
    xp_table_t vectors;
    xp_table_init(vectors);
    xp_status_t status = xp_convolution_vectors_set(vectors, &plan->report, &plan->reports, agent,
                                                    columns, plan->denominator, error);
    if (status == XP_OK)
    {
        status = xp_table_set_zero(plan->own, plan->reports * plan->outcomes, error);
    }
    if (status == XP_OK)
    {
        for (slong r = 0; r < plan->reports; r++)
        {
            _fmpz_vec_set(plan->own->entry + r * plan->outcomes + 1,
                          vectors->entry + r * columns, columns);
        }
        fmpz_set(plan->own->denominator, plan->denominator);
    }
    xp_table_clear(vectors);
    return status;
}

/* Raises bound[b] by the largest |entry| in column b of rows of the given width. */
static void add_largest(fmpz_t bound, const fmpz *entry, slong rows, slong width)
{
    fmpz_t largest;
    fmpz_init(largest);
    for (slong r = 0; r < rows; r++)
    {
        if (fmpz_cmpabs(entry + r * width, largest) > 0)
        {
            fmpz_abs(largest, entry + r * width);
        }
    }
    fmpz_add(bound, bound, largest);
    fmpz_clear(largest);
}

/* The common denominator of the values and the costs. */
static void set_denominator(xp_convolution_plan_t plan, const xp_environment_struct *environment)
{
    fmpz_set(plan->denominator, environment->cost->denominator);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        fmpz_lcm(plan->denominator, plan->denominator,
                 environment->agent[j].value->denominator);
    }
}

/* Takes the cost differences out of the offsets, and c(0) out of E[S(0)]. */
static void subtract_costs(xp_convolution_plan_t plan, const xp_table_struct *cost)
{
    fmpq_t first;
    fmpz_t factor;
    fmpq_init(first);
    fmpz_init(factor);
    fmpz_divexact(factor, plan->denominator, cost->denominator);
    for (slong b = 0; b < plan->outcomes - 1; b++)
    {
        fmpz_submul(plan->offset + b, cost->entry + b + 1, factor);
        fmpz_addmul(plan->offset + b, cost->entry, factor);
    }
    xp_table_get_fmpq(first, cost, 0);
    fmpq_sub(plan->base, plan->base, first);
    fmpz_clear(factor);
    fmpq_clear(first);
}

/*
 * The bound, from the largest number that a column can hold: the absolute offset, all digits
 * at their largest, and the own difference.
 */
static void set_bound(xp_convolution_plan_t plan)
{
    fmpz_t largest;
    fmpz_t reach;
    fmpz_t sum;
    fmpz_init(largest);
    fmpz_init(reach);
    fmpz_init(sum);
    fmpz_set(largest, plan->share);
    for (slong b = 0; b < plan->outcomes - 1; b++)
    {
        /* From offset to offset + unit * (radix - 1). */
        fmpz_sub_ui(reach, plan->radix + b, 1);
        fmpz_mul(reach, reach, plan->unit + b);
        fmpz_add(sum, plan->offset + b, reach);
        if (fmpz_cmpabs(sum, plan->offset + b) < 0)
        {
            fmpz_set(sum, plan->offset + b);
        }
        fmpz_abs(sum, sum);
        add_largest(sum, plan->own->entry + b + 1, plan->reports, plan->outcomes);
        if (fmpz_cmp(sum, largest) > 0)
        {
            fmpz_set(largest, sum);
        }
        if (fmpz_cmp(plan->unit + b, largest) > 0)
        {
            fmpz_set(largest, plan->unit + b);
        }
    }
    fmpz_mul(plan->bound, largest, plan->total);
    fmpz_clear(sum);
    fmpz_clear(reach);
    fmpz_clear(largest);
    plan->tier = xp_tier_for(plan->bound, XP_TIER_INT64);
}

/* The least common multiple of 1, ..., m: the parts of a lottery over tied outcomes. */
static void set_share(xp_convolution_plan_t plan)
{
    fmpz_t count;
    fmpz_init(count);
    for (slong b = 2; plan->ties == XP_TIES_LOTTERY && b <= plan->outcomes; b++)
    {
        fmpz_set_si(count, b);
        fmpz_lcm(plan->share, plan->share, count);
    }
    fmpz_clear(count);
}

/* The other agents' vectors: their digits, and the keys. */
static xp_status_t set_parts(xp_convolution_plan_t plan,
                             const xp_environment_struct *environment, slong agent,
                             xp_error_t error)
{
    const slong columns = plan->outcomes - 1;
    xp_status_t status = XP_OK;
    plan->part = xp_calloc((size_t) environment->agent_count, sizeof *plan->part);
    for (slong j = 0; j < environment->agent_count && status == XP_OK; j++)
    {
        if (j == agent)
        {
            continue;
        }
        xp_convolution_part_struct *part = plan->part + plan->parts++;
        xp_table_init(part->weight);
        xp_table_init(part->vector);
        part->reach = _fmpz_vec_init(plan->outcomes);
        add_mean(plan->base, environment->agent + j);
        status = set_part(part, environment->agent + j, columns, plan->denominator, error);
        fmpz_mul(plan->total, plan->total, part->weight->denominator);
    }
    if (status != XP_OK)
    {
        return status;
    }
    /* Few vectors first: every stage costs the sums so far times the vectors added to them. */
    qsort(plan->part, (size_t) plan->parts, sizeof *plan->part, compare_parts);
    for (slong b = 0; b < columns; b++)
    {
        set_column(plan, b);
        fmpz_mul(plan->lattice, plan->lattice, plan->radix + b);
    }
    plan->limbs = (slong) ((fmpz_bits(plan->lattice) + 63) / 64);
    for (slong j = 0; j < plan->parts && status == XP_OK; j++)
    {
        status = set_keys(plan->part + j, plan, error);
    }
    return status;
}

xp_status_t xp_convolution_plan_set(xp_convolution_plan_t plan,
                                    const xp_environment_struct *environment, slong agent,
                                    xp_ties_t ties, xp_error_t error)
{
    assert(environment->prior == XP_PRIOR_INDEPENDENT && plan->part == NULL);
    plan->outcomes = environment->outcome_count;
    plan->ties = ties;
    plan->available = environment->agent[agent].available;
    plan->offset = _fmpz_vec_init(plan->outcomes);
    plan->unit = _fmpz_vec_init(plan->outcomes);
    plan->radix = _fmpz_vec_init(plan->outcomes);
    set_denominator(plan, environment);
    xp_status_t status = set_own(plan, environment->agent + agent, error);
    if (status == XP_OK)
    {
        status = set_parts(plan, environment, agent, error);
    }
    if (status == XP_OK)
    {
        subtract_costs(plan, environment->cost);
        set_share(plan);
        set_bound(plan);
    }
    return status;
}

/* The smaller of the two numbers of vectors that the first parts can sum to. */
static void count_at_most(fmpz_t count, const fmpz_t vectors, const fmpz *reach, slong columns)
{
    fmpz_t radix;
    fmpz_init(radix);
    fmpz_one(count);
    for (slong b = 0; b < columns; b++)
    {
        fmpz_add_ui(radix, reach + b, 1);
        fmpz_mul(count, count, radix);
    }
    if (fmpz_cmp(vectors, count) < 0)
    {
        fmpz_set(count, vectors);
    }
    fmpz_clear(radix);
}

void xp_convolution_plan_cost(fmpz_t cost, const xp_convolution_plan_t plan)
{
    const slong columns = plan->outcomes - 1;
    fmpz *reach = _fmpz_vec_init(plan->outcomes);
    fmpz_t vectors;
    fmpz_t count;
    fmpz_init_set_ui(vectors, 1);
    fmpz_init_set_ui(count, 1);
    fmpz_zero(cost);
    for (slong j = 0; j < plan->parts; j++)
    {
        const xp_convolution_part_struct *part = plan->part + j;
        fmpz_mul_si(count, count, part->count);
        fmpz_addmul_ui(cost, count, COST_OF_MERGING);
        fmpz_mul_si(vectors, vectors, part->count);
        _fmpz_vec_add(reach, reach, part->reach, columns);
        count_at_most(count, vectors, reach, columns);
    }
    fmpz_mul_si(count, count, plan->reports);
    fmpz_mul_si(count, count, plan->outcomes);
    fmpz_add(cost, cost, count);
    fmpz_clear(count);
    fmpz_clear(vectors);
    _fmpz_vec_clear(reach, plan->outcomes);
}
