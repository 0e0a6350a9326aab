/* An equal part of the pivot revenue without the agent is given back (Bailey 1997). */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/rule/payment.h>

#include "rule/rebates.h"

typedef struct
{
    const xp_environment_struct *environment;
    xp_ties_t ties;
} context_t;

/* The pivot revenue without an agent, as the first payment of a mechanism there. */
static void init_revenue(xp_mechanism_t revenue, xp_without_t without, const context_t *context,
                         slong agent)
{
    xp_without_init(without, context->environment, agent);
    xp_mechanism_init(revenue);
    revenue->environment = without->environment;
    revenue->rule->ties = context->ties;
    revenue->rule->outcome_count = without->environment->outcome_count;
    xp_payments_set_zero(revenue->payments, without->environment->agent_count);
    xp_pivot_add_revenue(revenue->payments, 0, without->environment->agent_count, 0);
}

static void clear_revenue(xp_mechanism_t revenue, xp_without_t without)
{
    xp_mechanism_clear(revenue);
    xp_without_clear(without);
}

/* One line at a time, where lines are too many to list. */
static xp_status_t evaluate(fmpq_t value, const void *pointer, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const context_t *context = pointer;
    const slong agents = context->environment->agent_count - 1;
    xp_without_t without;
    xp_mechanism_t revenue;
    init_revenue(revenue, without, context, agent);
    fmpq *weight = _fmpq_vec_init(context->environment->outcome_count);
    fmpq *payment = _fmpq_vec_init(agents);
    slong *others = xp_calloc((size_t) agents, sizeof(slong));
    (void) outcome;
    for (slong j = 0; j < agents; j++)
    {
        others[j] = profile[j < agent ? j : j + 1];
    }
    xp_status_t status = xp_allocation_at(weight, revenue->rule, without->environment, others,
                                          error);
    if (status == XP_OK)
    {
        status = xp_payment_at(payment, revenue, weight, others, error);
    }
    if (status == XP_OK)
    {
        fmpq_swap(value, payment);
    }
    free(others);
    _fmpq_vec_clear(payment, agents);
    _fmpq_vec_clear(weight, context->environment->outcome_count);
    clear_revenue(revenue, without);
    return status;
}

static xp_status_t list_revenue(xp_table_t table, const context_t *context, slong agent,
                                const xp_progress_t *progress, xp_error_t error)
{
    xp_without_t without;
    xp_mechanism_t revenue;
    init_revenue(revenue, without, context, agent);
    const xp_status_t status = xp_terms_list(table, revenue, revenue->payments->payment, progress,
                                             error);
    clear_revenue(revenue, without);
    return status;
}

/* Without agent i the outcomes stay as they are: all of them, or units, which others can use. */
static xp_status_t require_outcomes(const xp_mechanism_t mechanism, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    xp_status_t status = XP_OK;
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        for (slong a = 0; a < environment->outcome_count && status == XP_OK; a++)
        {
            if (environment->agent[i].available[a])
            {
                continue;
            }
            xp_units_t units;
            xp_units_init(units);
            status = xp_units_recognise(units, environment, error);
            xp_units_clear(units);
            if (status == XP_OK)
            {
                return XP_OK;
            }
            if (status == XP_REFUSED)
            {
                xp_error_set(error,
                             "%s needs outcomes that stay available without each agent, or units "
                             "of one good, and %.60s requires %.60s; cavallo works here",
                             mechanism->name, environment->outcome_label[a],
                             environment->agent[i].name);
            }
        }
    }
    return status;
}

xp_status_t xp_bailey_build(xp_mechanism_t mechanism, const xp_model_t model,
                            xp_expectations_t expectations, const xp_request_t *request,
                            const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    const slong agents = environment->agent_count;
    const int listed = xp_profiles_are_listed(environment->profiles);
    (void) expectations;
    (void) request;
    xp_status_t status = require_outcomes(mechanism, error);
    if (status != XP_OK)
    {
        return status;
    }
    context_t *context = xp_malloc(sizeof(context_t));
    context->environment = environment;
    context->ties = mechanism->rule->ties;
    xp_mechanism_set_context(mechanism, context, free);
    xp_rebates_begin(mechanism);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        xp_term_struct *term = xp_payments_add_term(mechanism->payments, i,
                                                    listed ? XP_TERM_OTHERS : XP_TERM_FUNCTION, i);
        fmpq_set_si(term->coefficient, -1, (ulong) agents);
        if (listed)
        {
            status = list_revenue(term->table, context, i, progress, error);
        }
        else
        {
            term->function.evaluate = evaluate;
            term->function.context = context;
        }
    }
    return status;
}
