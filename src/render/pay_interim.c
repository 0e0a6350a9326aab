/* The report `pay`: what is expected given the own type. */
#include "render/pay_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

static slong count_rows(const xp_environment_struct *environment, const slong *profile)
{
    slong count = 0, i;

    for (i = 0; i < environment->agent_count; i++)
        count += profile != NULL ? 1 : environment->agent[i].type_count;
    return count;
}

void xp_pay_interim_init(xp_pay_interim_t interim, const xp_mechanism_t mechanism,
                         const slong *profile)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong rows = count_rows(environment, profile), row = 0, i, t;

    memset(interim, 0, sizeof(xp_pay_interim_struct));
    interim->mechanism = mechanism;
    interim->profile = profile;
    xp_expectations_init(interim->expectations, environment, mechanism->rule);
    interim->row_count = rows;
    interim->agent = xp_malloc((size_t) rows * sizeof(slong));
    interim->type = xp_malloc((size_t) rows * sizeof(slong));
    interim->probability = _fmpq_vec_init(rows);
    interim->payment = _fmpq_vec_init(rows);
    interim->utility = _fmpq_vec_init(rows);
    if (environment->prior == XP_PRIOR_INDEPENDENT)
        interim->weight = xp_calloc((size_t) environment->agent_count,
                                    sizeof(xp_table_struct *));
    xp_pay_means_init(interim->means, environment->agent_count);
    for (i = 0; i < environment->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
            if (profile == NULL || profile[i] == t)
            {
                interim->agent[row] = i;
                interim->type[row++] = t;
            }
}

void xp_pay_interim_clear(xp_pay_interim_t interim)
{
    xp_expectations_clear(interim->expectations);
    free(interim->agent);
    free(interim->type);
    _fmpq_vec_clear(interim->probability, interim->row_count);
    _fmpq_vec_clear(interim->payment, interim->row_count);
    _fmpq_vec_clear(interim->utility, interim->row_count);
    free(interim->weight);
    xp_pay_means_clear(interim->means);
}

/* E[p_i | t] and E[v_i | t] for each type of an agent. */
static xp_status_t find_agent(fmpq *payment, fmpq *value, xp_pay_interim_t interim, slong agent,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_payments_t own;
    xp_status_t status;

    xp_payments_init(own);
    xp_payments_set_zero(own, 1);
    xp_payments_add_term(own, 0, XP_TERM_VALUE, agent);
    status = xp_expectations_of(payment, interim->expectations,
                                interim->mechanism->payments->payment + agent, agent, progress,
                                error);
    if (status == XP_OK)
        status = xp_expectations_of(value, interim->expectations, own->payment, agent, progress,
                                    error);
    if (status == XP_OK && interim->weight != NULL)
        status = xp_expectations_weights(interim->weight + agent, interim->expectations, agent,
                                         progress, error);
    xp_payments_clear(own);
    return status;
}

/* Fills the rows of an agent. */
static void fill_agent(xp_pay_interim_t interim, slong agent, const fmpq *payment,
                       const fmpq *value)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    slong row;

    for (row = 0; row < interim->row_count; row++)
    {
        slong t = interim->type[row];

        if (interim->agent[row] != agent)
            continue;
        xp_environment_type_probability(interim->probability + row, environment, agent, t);
        fmpq_set(interim->payment + row, payment + t);
        fmpq_sub(interim->utility + row, value + t, payment + t);
    }
}

/* Whether everything can be had is asked before anything is worked out. */
static xp_status_t require(const xp_pay_interim_struct *interim, xp_error_t error)
{
    const xp_payment_struct *payment = interim->mechanism->payments->payment;
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; status == XP_OK && i < interim->mechanism->environment->agent_count; i++)
    {
        status = xp_expectations_require(interim->expectations, payment + i, i,
                                         "the expected payment given the type", error);
        if (status == XP_OK)
            status = xp_expectations_require(interim->expectations, payment + i, -1,
                                             "the expected payment", error);
    }
    return status;
}

xp_status_t xp_pay_interim_set(xp_pay_interim_t interim, const xp_progress_t *progress,
                               xp_error_t error)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    xp_status_t status = require(interim, error);
    slong i;

    for (i = 0; status == XP_OK && i < environment->agent_count; i++)
    {
        slong types = environment->agent[i].type_count;
        fmpq *payment = _fmpq_vec_init(types), *value = _fmpq_vec_init(types);

        status = find_agent(payment, value, interim, i, progress, error);
        if (status == XP_OK)
            fill_agent(interim, i, payment, value);
        _fmpq_vec_clear(payment, types);
        _fmpq_vec_clear(value, types);
    }
    if (status == XP_OK)
        status = xp_pay_means_set(interim->means, interim->mechanism, interim->expectations,
                                  progress, error);
    return status;
}

void xp_pay_interim_choice(fmpq_t probability, const xp_pay_interim_struct *interim, slong row,
                           slong outcome)
{
    slong agent = interim->agent[row];
    slong types = interim->mechanism->environment->agent[agent].type_count;

    xp_table_get_fmpq(probability, interim->weight[agent], outcome * types + interim->type[row]);
}
