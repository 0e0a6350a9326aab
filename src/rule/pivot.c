/* Pivot payments (Clarke 1971): the welfare that the others lose by the agent's presence. */
#include "rule/rule_impl.h"

void xp_pivot_set_payments(xp_payments_t payments, slong agents)
{
    xp_payments_set_zero(payments, agents);
    for (slong i = 0; i < agents; i++)
    {
        xp_payments_add_term(payments, i, XP_TERM_CLARKE, i);
        xp_groves_add_externality(payments, i);
    }
}

xp_status_t xp_pivot_build(xp_mechanism_t mechanism, const xp_model_t model,
                           xp_expectations_t expectations, const xp_request_t *request,
                           const xp_progress_t *progress, xp_error_t error)
{
    (void) expectations;
    (void) request;
    (void) progress;
    (void) error;
    xp_pivot_set_payments(mechanism->payments, model->environment->agent_count);
    return XP_OK;
}
