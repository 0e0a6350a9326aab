/* Rebates that return the largest share of the revenue at the worst profile. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/redistribution.h>

#include "rule/rebates.h"

/*
 * coefficient   of the (m + 1)-th, ..., (n - 1)-th highest value of the others
 */
typedef struct
{
    xp_units_t units;
    slong count;
    fmpq *coefficient;
} context_t;

static void clear_context(void *pointer)
{
    context_t *context = pointer;
    _fmpq_vec_clear(context->coefficient, context->count);
    xp_units_clear(context->units);
    free(context);
}

/* The rank-th of the others, from 0, is the rank-th or the next of all. */
static xp_status_t evaluate(fmpq_t value, const void *pointer, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const context_t *context = pointer;
    const xp_units_struct *units = context->units;
    slong *order = xp_malloc((size_t) units->agent_count * sizeof(slong));
    slong passed = 0;
    (void) outcome;
    (void) error;
    xp_units_rank(order, units, profile);
    fmpq_zero(value);
    for (slong rank = 0; rank < units->agent_count - 1; rank++)
    {
        passed = passed || order[rank] == agent;
        if (rank >= units->unit_count)
        {
            fmpq_addmul(value, context->coefficient + rank - units->unit_count,
                        xp_units_value(units, order[rank + passed], profile));
        }
    }
    free(order);
    return XP_OK;
}

xp_status_t xp_guo_conitzer_build(xp_mechanism_t mechanism, const xp_model_t model,
                                  xp_expectations_t expectations, const xp_request_t *request,
                                  const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    context_t *context = xp_calloc(1, sizeof(context_t));
    (void) expectations;
    (void) request;
    xp_units_init(context->units);
    xp_mechanism_set_context(mechanism, context, clear_context);
    xp_status_t status = xp_units_require(context->units, mechanism,
                                          XP_UNITS_COMPLETE | XP_UNITS_NONNEGATIVE
                                              | XP_UNITS_AVAILABLE, error);
    if (status != XP_OK)
    {
        return status;
    }
    const slong units = context->units->unit_count;
    context->count = agents - 1 - units;
    context->coefficient = _fmpq_vec_init(context->count);
    xp_rebates_begin(mechanism);
    if (context->count == 0)
    {
        xp_mechanism_add_note(mechanism, "one unit fewer than agents: no part of the revenue can "
                                         "be given back at every profile, so the payments are "
                                         "those of pivot");
        return XP_OK;
    }
    xp_guo_conitzer_coefficients(context->coefficient, agents, units);
    xp_rebate_note(mechanism, context->coefficient, units + 1, context->count);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = xp_mechanism_add_function(mechanism, i, 1, -1, evaluate, progress, error);
    }
    return status;
}
