/* An equal part of the least surplus over the own reports is given back (Cavallo 2006). */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/rule/payment.h>

#include "rule/rebates.h"

/* One line at a time, where lines are too many to list.  The surplus is the same for all ties. */
static xp_status_t evaluate(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    const xp_environment_struct *environment = context;
    const slong agents = environment->agent_count;
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    fmpq *payment = _fmpq_vec_init(agents);
    slong *report = xp_calloc((size_t) agents, sizeof(slong));
    xp_status_t status = XP_OK;
    xp_mechanism_t surplus;
    (void) outcome;
    xp_pivot_surplus_init(surplus, environment);
    memcpy(report, profile, (size_t) agents * sizeof(slong));
    for (slong r = 0; r < environment->agent[agent].type_count && status == XP_OK; r++)
    {
        report[agent] = r;
        status = xp_allocation_at(weight, surplus->rule, environment, report, error);
        if (status == XP_OK)
        {
            status = xp_payment_at(payment, surplus, weight, report, error);
        }
        if (status == XP_OK && (r == 0 || fmpq_cmp(payment, value) < 0))
        {
            fmpq_set(value, payment);
        }
    }
    xp_mechanism_clear(surplus);
    free(report);
    _fmpq_vec_clear(payment, agents);
    _fmpq_vec_clear(weight, environment->outcome_count);
    return status;
}

/* The least entry of each line. */
static xp_status_t take_least(xp_table_t least, const xp_table_t surplus,
                              const xp_profiles_t profiles, slong agent, xp_error_t error)
{
    const slong lines = xp_profiles_lines(profiles, agent);
    xp_status_t status = xp_table_set_zero(least, lines, error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz_set(least->denominator, surplus->denominator);
    for (slong line = 0; line < lines; line++)
    {
        const fmpz *entry = surplus->entry + xp_profiles_line_start(profiles, agent, line);
        const fmpz *smallest = entry;
        for (slong t = 1; t < profiles->types[agent]; t++)
        {
            if (fmpz_cmp(entry + t * profiles->stride[agent], smallest) < 0)
            {
                smallest = entry + t * profiles->stride[agent];
            }
        }
        fmpz_set(least->entry + line, smallest);
    }
    xp_table_canonicalise(least);
    return XP_OK;
}

xp_status_t xp_cavallo_build(xp_mechanism_t mechanism, const xp_model_t model,
                             xp_expectations_t expectations, const xp_request_t *request,
                             const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    const slong agents = environment->agent_count;
    const int listed = xp_profiles_are_listed(environment->profiles);
    xp_status_t status = XP_OK;
    xp_table_t surplus;
    (void) expectations;
    (void) request;
    xp_table_init(surplus);
    if (listed)
    {
        status = xp_pivot_list_surplus(surplus, environment, progress, error);
    }
    xp_rebates_begin(mechanism);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        xp_term_struct *term = xp_payments_add_term(mechanism->payments, i,
                                                    listed ? XP_TERM_OTHERS : XP_TERM_FUNCTION, i);
        fmpq_set_si(term->coefficient, -1, (ulong) agents);
        if (listed)
        {
            status = take_least(term->table, surplus, environment->profiles, i, error);
        }
        else
        {
            term->function.evaluate = evaluate;
            term->function.context = environment;
        }
    }
    xp_table_clear(surplus);
    return status;
}
