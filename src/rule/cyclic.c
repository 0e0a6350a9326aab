/* Each agent pays her expected pivot payment and receives her neighbour's (Borgers 2015). */
#include "rule/rule_impl.h"

xp_status_t xp_cyclic_build(xp_mechanism_t mechanism, const xp_model_t model,
                            xp_expectations_t expectations, const xp_request_t *request,
                            const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    xp_payments_t pivot;
    xp_payments_t payments;
    xp_status_t status = XP_OK;
    (void) request;
    xp_payments_init(pivot);
    xp_payments_init(payments);
    xp_pivot_set_payments(pivot, agents);
    xp_payments_set_zero(payments, agents);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        const slong before = (i + agents - 1) % agents;
        xp_term_struct *own = xp_payments_add_term(payments, i, XP_TERM_TYPE, i);
        status = xp_mean_table(own->table, expectations, pivot->payment + i, i,
                               mechanism->name, progress, error);
        xp_term_struct *received = xp_payments_add_term(payments, before, XP_TERM_TYPE, i);
        fmpq_set_si(received->coefficient, -1, 1);
        xp_table_set(received->table, own->table);
    }
    if (status == XP_OK)
    {
        xp_payments_swap(mechanism->payments, payments);
    }
    xp_payments_clear(payments);
    xp_payments_clear(pivot);
    return status;
}
