/* Interim quantities of a rule over finitely many outcomes: known ones, or over its cells. */
#include "cont/outcome_mechanism.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/interim_impl.h"

/* From xp_interval_interim: the efficient rule of a form that it knows. */
static void take_known(xp_making_t *making)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    const xp_interval_interim_struct *interim = making->interim;
    const xp_continuous_struct *model = making->model;
    slong n = mechanism->n, m = mechanism->m, i, a;
    fmpq_t zero, one, minus;

    fmpq_init(zero);
    fmpq_init(one);
    fmpq_init(minus);
    fmpq_one(one);
    fmpq_set_si(minus, -1, 1);
    for (i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        xp_piecewise_set(mechanism->value + i, interim->value + i);
        xp_piecewise_set(mechanism->cost + i, interim->cost + i);
        xp_piecewise_set(mechanism->outside + i, interim->outside + i);
        xp_piecewise_set(making->welfare + i, interim->welfare + i);
        for (a = 0; a < m; a++)
            xp_interim_set_constant(mechanism->chance + i * m + a, agent, zero);
        a = interim->form == XP_FORM_GOOD ? model->owner[i] : 1;
        if (a >= 0)
            xp_piecewise_set(mechanism->chance + i * m + a, interim->chance + i);
        if (interim->form == XP_FORM_PROJECT)
        {
            xp_piecewise_scalar_mul(mechanism->chance + i * m, interim->chance + i, minus);
            xp_piecewise_add_scalar(mechanism->chance + i * m, mechanism->chance + i * m, one);
        }
    }
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_clear(minus);
}

/* P(a | t_i) for each outcome. */
static xp_status_t find_chances(xp_making_t *making, slong agent, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    slong m = mechanism->m, a;
    const xp_expression_struct **e = xp_calloc((size_t) m, sizeof(*e));
    xp_status_t status = XP_OK;

    for (a = 0; a < m && status == XP_OK; a++)
    {
        e[a] = xp_expression_constant_si(mechanism->pool, 1, 1);
        status = xp_cells_expect(mechanism->chance + agent * m + a, making->cells, making->model,
                                 e, agent, error);
        e[a] = NULL;
    }
    free(e);
    return status;
}

/* sum over a of f_a(t) P(a | t). */
static void sum_over_outcomes(xp_piecewise_t h, const xp_making_t *making, slong agent)
{
    const xp_outcome_mechanism_struct *mechanism = making->mechanism;
    slong m = mechanism->m, a;
    fmpq_t zero;

    fmpq_init(zero);
    xp_interim_set_constant(h, making->model->agent + agent, zero);
    for (a = 0; a < m; a++)
        xp_interim_add_product(h, making->model->agent + agent,
                               mechanism->value_poly + agent * m + a,
                               mechanism->chance + agent * m + a);
    fmpq_clear(zero);
}

/* Everything of one agent, over the cells. */
static xp_status_t expect_agent(xp_making_t *making, slong i, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    const xp_continuous_struct *model = making->model;
    slong m = mechanism->m, a;
    const xp_expression_struct **surplus = xp_malloc((size_t) m * sizeof(*surplus));
    xp_status_t status = find_chances(making, i, error);

    for (a = 0; a < m; a++)
        surplus[a] = xp_cells_surplus(mechanism->pool, model, a);
    if (status == XP_OK)
        status = xp_cells_expect(making->welfare + i, making->cells, model, surplus, i, error);
    if (status == XP_OK)
        status = xp_cells_expect(mechanism->cost + i, making->cells, model, model->cost, i, error);
    if (status == XP_OK)
        status = xp_cells_expect(mechanism->outside + i, making->cells, model,
                                 model->agent[i].outside, i, error);
    if (status == XP_OK)
        sum_over_outcomes(mechanism->value + i, making, i);
    free(surplus);
    return status;
}

xp_status_t xp_making_rule(xp_making_t *making, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong i;

    if (making->mechanism->efficient
        && xp_interval_form(making->model, NULL) != XP_FORM_NONE)
    {
        status = xp_interval_interim(making->interim, making->model, error);
        making->known = status == XP_OK;
    }
    if (making->known)
    {
        take_known(making);
        return XP_OK;
    }
    status = xp_cells_set(making->cells, making->model, making->mechanism->efficient, error);
    for (i = 0; i < making->mechanism->n && status == XP_OK; i++)
        status = expect_agent(making, i, error);
    return status;
}
