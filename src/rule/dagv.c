/* Expected externality payments (d'Aspremont and Gerard-Varet 1979, Arrow 1979). */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"

/* -(n - 1)/n, the share of the cost that is not the agent's. */
static void set_others_share(fmpq_t share, slong agents)
{
    fmpq_set_si(share, 1 - agents, (ulong) agents);
}

/*
 * rho_i(theta_i) = E[ sum of v_j(a*), j != i, less (n - 1)/n c(a*) | theta_i ].
 */
static xp_status_t find_externality(xp_table_t rho, const xp_mechanism_t mechanism,
                                    xp_expectations_t expectations, slong agent,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    xp_payments_t sum;
    xp_payments_init(sum);
    xp_payments_set_zero(sum, agents);
    for (slong j = 0; j < agents; j++)
    {
        if (j != agent)
        {
            xp_payments_add_term(sum, agent, XP_TERM_VALUE, j);
        }
    }
    set_others_share(xp_payments_add_term(sum, agent, XP_TERM_COST, agent)->coefficient, agents);
    xp_status_t status = xp_mean_table(rho, expectations, sum->payment + agent, agent,
                                       mechanism->name, progress, error);
    xp_payments_clear(sum);
    return status;
}

/* Under a correlated prior the formula stands, what it promises does not. */
static void note_correlation(xp_mechanism_t mechanism)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong impossible = 0;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        const slong types = environment->agent[i].type_count;
        fmpq *probability = _fmpq_vec_init(types);
        xp_type_probabilities(probability, environment, i);
        for (slong t = 0; t < types; t++)
        {
            impossible += fmpq_is_zero(probability + t);
        }
        _fmpq_vec_clear(probability, types);
    }
    xp_mechanism_add_note(mechanism,
                          "the prior is correlated: dagv uses conditional expectations, and is "
                          "incentive compatible only if bic holds");
    if (impossible > 0)
    {
        xp_mechanism_add_note(mechanism,
                              "%ld type%s probability 0 under the correlated prior: the "
                              "expected externality given such a type is set to 0",
                              (long) impossible, impossible == 1 ? " has" : "s have");
    }
}

xp_status_t xp_dagv_build(xp_mechanism_t mechanism, const xp_model_t model,
                          xp_expectations_t expectations, const xp_request_t *request,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    const slong agents = environment->agent_count;
    xp_table_struct *rho = xp_calloc((size_t) agents, sizeof(xp_table_struct));
    xp_status_t status = XP_OK;
    (void) request;
    for (slong i = 0; i < agents; i++)
    {
        xp_table_init(rho + i);
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = find_externality(rho + i, mechanism, expectations, i, progress, error);
    }
    if (status == XP_OK)
    {
        xp_payments_set_zero(mechanism->payments, agents);
        for (slong i = 0; i < agents; i++)
        {
            xp_term_struct *cost = xp_payments_add_term(mechanism->payments, i, XP_TERM_COST, i);
            fmpq_set_si(cost->coefficient, 1, (ulong) agents);
            for (slong j = 0; j < agents; j++)
            {
                xp_term_struct *term = xp_payments_add_term(mechanism->payments, i,
                                                            XP_TERM_TYPE, j);
                xp_table_set(term->table, rho + j);
                fmpq_set_si(term->coefficient, j == i ? -1 : 1,
                            j == i ? 1 : (ulong) (agents - 1));
            }
        }
        if (environment->prior == XP_PRIOR_JOINT)
        {
            note_correlation(mechanism);
        }
    }
    for (slong i = 0; i < agents; i++)
    {
        xp_table_clear(rho + i);
    }
    free(rho);
    return status;
}
