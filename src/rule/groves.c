/* Groves payments: h_i(theta_-i) - X_i(theta), h_i given by the model or 0. */
#include "rule/rule_impl.h"

void xp_groves_add_externality(xp_payments_t payments, slong payer)
{
    xp_payments_add_term(payments, payer, XP_TERM_COST, payer);
    for (slong j = 0; j < payments->agent_count; j++)
    {
        if (j != payer)
        {
            fmpq_set_si(xp_payments_add_term(payments, payer, XP_TERM_VALUE, j)->coefficient,
                        -1, 1);
        }
    }
}

xp_status_t xp_groves_build(xp_mechanism_t mechanism, const xp_model_t model,
                            xp_expectations_t expectations, const xp_request_t *request,
                            const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    (void) expectations;
    (void) request;
    (void) progress;
    (void) error;
    xp_payments_set_zero(mechanism->payments, agents);
    if (model->groves_h->agent_count > 0)
    {
        xp_payments_set(mechanism->payments, model->groves_h);
    }
    for (slong i = 0; i < agents; i++)
    {
        xp_groves_add_externality(mechanism->payments, i);
    }
    return XP_OK;
}
