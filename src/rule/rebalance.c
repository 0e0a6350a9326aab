/* The ex-post balanced version of any payments (Borgers and Norman 2009). */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"

static void divide(fmpq_t value, slong divisor)
{
    fmpq_t reciprocal;
    fmpq_init(reciprocal);
    fmpq_set_si(reciprocal, 1, (ulong) divisor);
    fmpq_mul(value, value, reciprocal);
    fmpq_clear(reciprocal);
}

/*
 * share becomes g_i = E[q_i | theta_i] - E[c(a)/n | theta_i], one rational for each type,
 * and expected E q_i; types are independent, so E q_i is the mean of E[q_i | theta_i].
 * expected_cost becomes E c(a).
 */
static xp_status_t find_shares(xp_table_t share, fmpq_t expected, fmpq_t expected_cost,
                               const xp_mechanism_t mechanism, xp_expectations_t expectations,
                               slong agent, const xp_payment_struct *cost,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const xp_payment_struct *payment = mechanism->payments->payment + agent;
    const slong types = environment->agent[agent].type_count;
    fmpq *mean = _fmpq_vec_init(types);
    fmpq *cost_mean = _fmpq_vec_init(types);
    fmpq_t probability;
    fmpq_init(probability);
    xp_status_t status = xp_expectations_require(expectations, payment, agent, mechanism->name,
                                                 error);
    if (status == XP_OK)
    {
        status = xp_expectations_of(mean, expectations, payment, agent, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_expectations_of(cost_mean, expectations, cost, agent, progress, error);
    }
    if (status == XP_OK)
    {
        fmpq_zero(expected);
        fmpq_zero(expected_cost);
        for (slong t = 0; t < types; t++)
        {
            xp_table_get_fmpq(probability, environment->agent[agent].probability, t);
            fmpq_addmul(expected, probability, mean + t);
            fmpq_addmul(expected_cost, probability, cost_mean + t);
            divide(cost_mean + t, environment->agent_count);
            fmpq_sub(mean + t, mean + t, cost_mean + t);
        }
        status = xp_table_set_fmpq_vec(share, mean, types, error);
    }
    fmpq_clear(probability);
    _fmpq_vec_clear(cost_mean, types);
    _fmpq_vec_clear(mean, types);
    return status;
}

/* p_i = c/n + g_i(theta_i) - g_{i+1}(theta_{i+1}) + E q_{i+1} - (1/n) sum of E q_j. */
static void set_payments(xp_payments_t payments, const xp_table_struct *share,
                         const fmpq *expected, const fmpq_t total, slong agents)
{
    xp_payments_set_zero(payments, agents);
    for (slong i = 0; i < agents; i++)
    {
        const slong next = (i + 1) % agents;
        xp_term_struct *term = xp_payments_add_term(payments, i, XP_TERM_COST, i);
        fmpq_set_si(term->coefficient, 1, (ulong) agents);
        term = xp_payments_add_term(payments, i, XP_TERM_TYPE, i);
        xp_table_set(term->table, share + i);
        term = xp_payments_add_term(payments, i, XP_TERM_TYPE, next);
        fmpq_set_si(term->coefficient, -1, 1);
        xp_table_set(term->table, share + next);
        term = xp_payments_add_term(payments, i, XP_TERM_CONSTANT, i);
        fmpq_set(term->coefficient, total);
        divide(term->coefficient, agents);
        fmpq_sub(term->coefficient, expected + next, term->coefficient);
    }
}

/*
 * E[p_i | theta_i] = E[q_i | theta_i] - (E sum of q - E c)/n: a negative expected
 * surplus of the base is paid by all in equal parts.
 */
static void note_charge(xp_mechanism_t mechanism, const fmpq_t total, const fmpq_t cost)
{
    fmpq_t charge;
    fmpq_init(charge);
    fmpq_sub(charge, cost, total);
    if (fmpq_sgn(charge) > 0)
    {
        divide(charge, mechanism->environment->agent_count);
        char *text = fmpq_get_str(NULL, 10, charge);
        xp_mechanism_add_note(mechanism,
                              "the payments that were rebalanced have a negative expected "
                              "surplus: each agent pays an equal extra charge of %s in "
                              "expectation, and iir must be checked again",
                              text);
        flint_free(text);
    }
    fmpq_clear(charge);
}

xp_status_t xp_rebalance(xp_mechanism_t mechanism, xp_expectations_t expectations,
                         const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    xp_table_struct *share = xp_calloc((size_t) agents, sizeof(xp_table_struct));
    fmpq *expected = _fmpq_vec_init(agents);
    xp_status_t status = XP_OK;
    xp_payments_t cost;
    fmpq_t total;
    fmpq_t expected_cost;
    xp_payments_init(cost);
    fmpq_init(total);
    fmpq_init(expected_cost);
    xp_payments_set_zero(cost, agents);
    xp_payments_add_term(cost, 0, XP_TERM_COST, 0);
    for (slong i = 0; i < agents; i++)
    {
        xp_table_init(share + i);
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = find_shares(share + i, expected + i, expected_cost, mechanism, expectations, i,
                             cost->payment, progress, error);
        fmpq_add(total, total, expected + i);
    }
    if (status == XP_OK)
    {
        set_payments(mechanism->payments, share, expected, total, agents);
        note_charge(mechanism, total, expected_cost);
    }
    for (slong i = 0; i < agents; i++)
    {
        xp_table_clear(share + i);
    }
    free(share);
    fmpq_clear(expected_cost);
    fmpq_clear(total);
    xp_payments_clear(cost);
    _fmpq_vec_clear(expected, agents);
    return status;
}
