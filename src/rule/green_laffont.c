/* One object, drawn between the two highest values so that the budget balances. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "rule/rebates.h"

static void clear_context(void *context)
{
    xp_units_clear(context);
    free(context);
}

/* Two agents who value nothing may share an outcome, so parts add up. */
static void add_weight(fmpq *weight, const xp_units_struct *units, unsigned char *winner,
                       slong agent, slong part)
{
    fmpq_t share;
    fmpq_init(share);
    memset(winner, 0, (size_t) units->agent_count);
    winner[agent] = 1;
    fmpq_set_si(share, part, (ulong) units->agent_count);
    fmpq *outcome = weight + xp_units_outcome(units, winner);
    fmpq_add(outcome, outcome, share);
    fmpq_clear(share);
}

static xp_status_t find_weights(fmpq *weight, const void *context, const slong *profile,
                                xp_error_t error)
{
    const xp_units_struct *units = context;
    slong *order = xp_malloc((size_t) units->agent_count * sizeof(slong));
    unsigned char *winner = xp_malloc((size_t) units->agent_count);
    (void) error;
    xp_units_rank(order, units, profile);
    for (slong a = 0; a < units->outcome_count; a++)
    {
        fmpq_zero(weight + a);
    }
    add_weight(weight, units, winner, order[0], units->agent_count - 1);
    add_weight(weight, units, winner, order[1], 1);
    free(winner);
    free(order);
    return XP_OK;
}

/* The highest pays (n - 2) v_2 / n, the second nothing, every other receives v_2 / n. */
static xp_status_t evaluate(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const xp_units_struct *units = context;
    const slong agents = units->agent_count;
    slong *order = xp_malloc((size_t) agents * sizeof(slong));
    fmpq_t part;
    (void) outcome;
    (void) error;
    xp_units_rank(order, units, profile);
    fmpq_init(part);
    fmpq_set_si(part, agent == order[0] ? agents - 2 : agent == order[1] ? 0 : -1,
                (ulong) agents);
    fmpq_mul(value, part, xp_units_value(units, order[1], profile));
    fmpq_clear(part);
    free(order);
    return XP_OK;
}

xp_status_t xp_green_laffont_build(xp_mechanism_t mechanism, const xp_model_t model,
                                   xp_expectations_t expectations, const xp_request_t *request,
                                   const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    xp_units_struct *units = xp_malloc(sizeof(xp_units_struct));
    (void) expectations;
    (void) request;
    xp_units_init(units);
    xp_mechanism_set_context(mechanism, units, clear_context);
    xp_status_t status = xp_units_require(units, mechanism, XP_UNITS_COMPLETE, error);
    if (status == XP_OK && units->unit_count != 1)
    {
        xp_error_set(error, "%s is for one object, and %ld agents can win at once",
                     mechanism->name, (long) units->unit_count);
        status = XP_REFUSED;
    }
    if (status == XP_OK)
    {
        status = xp_mechanism_set_rule(mechanism, find_weights, progress, error);
    }
    xp_payments_set_zero(mechanism->payments, agents);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = xp_mechanism_add_function(mechanism, i, 0, 1, evaluate, progress, error);
    }
    return status;
}
