/* The linear rebates that return most in expectation (Guo and Conitzer 2010). */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "lp/lp.h"
#include "rule/rebates.h"
#include "rule/walk.h"

/*
 * z_i is coefficient[0] and the sum of coefficient[j] times the j-th highest value of the others,
 * j = 1, ..., n - 1.
 */
typedef struct
{
    xp_units_t units;
    fmpq *coefficient;
} context_t;

static void clear_context(void *pointer)
{
    context_t *context = pointer;
    if (context->coefficient != NULL)
    {
        _fmpq_vec_clear(context->coefficient, context->units->agent_count);
    }
    xp_units_clear(context->units);
    free(context);
}

static xp_status_t evaluate(fmpq_t value, const void *pointer, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const context_t *context = pointer;
    const slong agents = context->units->agent_count;
    slong *order = xp_malloc((size_t) agents * sizeof(slong));
    slong passed = 0;
    (void) outcome;
    (void) error;
    xp_units_rank(order, context->units, profile);
    fmpq_set(value, context->coefficient);
    for (slong rank = 0; rank < agents - 1; rank++)
    {
        passed = passed || order[rank] == agent;
        fmpq_addmul(value, context->coefficient + rank + 1,
                    xp_units_value(context->units, order[rank + passed], profile));
    }
    free(order);
    return XP_OK;
}

/* A profile by the places of its values, highest first, in the list of all types of all agents. */
typedef struct
{
    slong *place;
    slong agents;
    slong index;
} sorted_t;

static int compare_sorted(const void *a, const void *b)
{
    const sorted_t *one = a;
    const sorted_t *other = b;
    for (slong k = 0; k < one->agents; k++)
    {
        if (one->place[k] != other->place[k])
        {
            return one->place[k] < other->place[k] ? -1 : 1;
        }
    }
    return (one->index > other->index) - (one->index < other->index);
}

static int same_values(const sorted_t *one, const sorted_t *other)
{
    return memcmp(one->place, other->place, (size_t) one->agents * sizeof(slong)) == 0;
}

/* Equal values of different types get one place, so that they compare as equal. */
static slong *find_places(const xp_units_t units)
{
    const slong count = units->offset[units->agent_count];
    slong *place = xp_malloc((size_t) count * sizeof(slong));
    for (slong k = 0; k < count; k++)
    {
        place[k] = k;
        for (slong l = 0; l < k; l++)
        {
            if (fmpq_equal(units->value + l, units->value + k))
            {
                place[k] = l;
                break;
            }
        }
    }
    return place;
}

static xp_status_t sort_profiles(sorted_t *sorted, slong *memory, const xp_units_t units,
                                 const xp_profiles_t profiles, const xp_progress_t *progress,
                                 xp_error_t error)
{
    const slong agents = units->agent_count;
    slong *order = xp_malloc((size_t) agents * sizeof(slong));
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    slong *place = find_places(units);
    xp_status_t status = XP_OK;
    for (slong k = 0; k < profiles->size && status == XP_OK; k++)
    {
        sorted[k] = (sorted_t) {memory + k * agents, agents, k};
        xp_units_rank(order, units, profile);
        for (slong rank = 0; rank < agents; rank++)
        {
            const slong i = order[rank];
            sorted[k].place[rank] = place[units->offset[i] + profile[i]];
        }
        xp_profiles_next(profile, profiles);
        if ((k + 1) % XP_WALK_BLOCK == 0)
        {
            status = xp_walk_tick(progress, "rebates", k + 1, profiles->size, error);
        }
    }
    if (status == XP_OK)
    {
        qsort(sorted, (size_t) profiles->size, sizeof(sorted_t), compare_sorted);
    }
    free(place);
    free(profile);
    free(order);
    return status;
}

/* sum over i of the j-th highest of the others: n for j = 0, else j v_(j+1) + (n - j) v_j. */
static void set_total(fmpq_t total, const sorted_t *sorted, slong j, const fmpq *value)
{
    if (j == 0)
    {
        fmpq_set_si(total, sorted->agents, 1);
        return;
    }
    fmpq_t part;
    fmpq_init(part);
    fmpq_mul_si(part, value + sorted->place[j], j);
    fmpq_mul_si(total, value + sorted->place[j - 1], sorted->agents - j);
    fmpq_add(total, total, part);
    fmpq_clear(part);
}

/*
 * Profiles of the same values make one row: the sum of the rebates is at most the least surplus
 * there, and their probability goes into the objective.
 */
static void add_row(xp_lp_t lp, const sorted_t *sorted, slong count, const xp_table_t surplus,
                    const xp_environment_struct *environment, const fmpq *value)
{
    fmpq_t number;
    fmpq_t weight;
    fmpq_t total;
    const fmpz *least = surplus->entry + sorted->index;
    fmpq_init(number);
    fmpq_init(weight);
    fmpq_init(total);
    for (slong k = 0; k < count; k++)
    {
        const slong index = sorted[k].index;
        xp_environment_probability(number, environment, index);
        fmpq_add(weight, weight, number);
        if (fmpz_cmp(surplus->entry + index, least) < 0)
        {
            least = surplus->entry + index;
        }
    }
    fmpq_set_fmpz_frac(number, least, surplus->denominator);
    fmpq_neg(number, number);
    xp_lp_add_row(lp, 0, number);
    for (slong j = 0; j < sorted->agents; j++)
    {
        set_total(total, sorted, j, value);
        fmpq_neg(total, total);
        xp_lp_add_entry(lp, j, total);
        fmpq_addmul(lp->objective + j, weight, total);
    }
    fmpq_clear(total);
    fmpq_clear(weight);
    fmpq_clear(number);
}

static xp_status_t solve(fmpq *coefficient, const xp_lp_t lp, const char *name,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_lp_result_t result;
    xp_lp_result_init(result);
    xp_status_t status = xp_lp_solve(result, lp, NULL, progress, error);
    if (status == XP_OK && result->verdict != XP_LP_OPTIMAL)
    {
        xp_error_set(error, "the rebates of %s were not found: %s", name,
                     result->reason != NULL ? result->reason : "the linear program has no optimum");
        status = XP_LIMIT;
    }
    for (slong j = 0; j < lp->column_count && status == XP_OK; j++)
    {
        fmpq_set(coefficient + j, result->x + j);
    }
    xp_lp_result_clear(result);
    return status;
}

/* The linear program over the coefficients: most rebates in expectation, no deficit anywhere. */
static xp_status_t find_coefficients(context_t *context, const xp_mechanism_t mechanism,
                                     const xp_table_t surplus, const xp_progress_t *progress,
                                     xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const slong agents = environment->agent_count;
    const slong size = environment->profiles->size;
    void *sorted = NULL;
    void *places = NULL;
    xp_lp_t lp;
    xp_status_t status = xp_table_alloc(&sorted, (size_t) size, sizeof(sorted_t), error);
    if (status == XP_OK)
    {
        status = xp_table_alloc(&places, (size_t) size, (size_t) agents * sizeof(slong), error);
    }
    if (status == XP_OK)
    {
        status = sort_profiles(sorted, places, context->units, environment->profiles, progress,
                               error);
    }
    xp_lp_init(lp, agents);
    for (slong k = 0, end = 0; k < size && status == XP_OK; k = end)
    {
        const sorted_t *first = (const sorted_t *) sorted + k;
        for (end = k + 1; end < size && same_values(first, first + (end - k)); end++)
        {
        }
        add_row(lp, first, end - k, surplus, environment, context->units->value);
    }
    if (status == XP_OK)
    {
        status = solve(context->coefficient, lp, mechanism->name, progress, error);
    }
    xp_lp_clear(lp);
    free(places);
    free(sorted);
    return status;
}

xp_status_t xp_optimal_linear_build(xp_mechanism_t mechanism, const xp_model_t model,
                                    xp_expectations_t expectations, const xp_request_t *request,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    context_t *context = xp_calloc(1, sizeof(context_t));
    xp_table_t surplus;
    (void) expectations;
    (void) request;
    xp_units_init(context->units);
    xp_mechanism_set_context(mechanism, context, clear_context);
    xp_status_t status = xp_units_require(context->units, mechanism, 0, error);
    if (status != XP_OK)
    {
        return status;
    }
    context->coefficient = _fmpq_vec_init(agents);
    xp_table_init(surplus);
    status = xp_pivot_list_surplus(surplus, model->environment, progress, error);
    if (status == XP_OK)
    {
        status = find_coefficients(context, mechanism, surplus, progress, error);
    }
    xp_table_clear(surplus);
    xp_rebates_begin(mechanism);
    if (status == XP_OK)
    {
        xp_rebate_note(mechanism, context->coefficient, 0, agents);
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = xp_mechanism_add_function(mechanism, i, 1, -1, evaluate, progress, error);
    }
    return status;
}
