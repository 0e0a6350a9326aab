/* Payments over finitely many outcomes: Groves, pivot, IR-VCG, dAGV, stated; what is expected. */
#include "cont/outcome_mechanism.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/interim_impl.h"

static int is_called(const xp_making_t *making, const char *name)
{
    return strcmp(making->mechanism->payments, name) == 0;
}

/* h = E[e | t_i] where e does not depend on the outcome. */
static xp_status_t expect_everywhere(xp_piecewise_t h, xp_making_t *making,
                                     const xp_expression_struct *e, slong agent,
                                     xp_error_t error)
{
    const xp_continuous_struct *model = making->model;
    xp_status_t status;
    xp_region_t whole;
    xp_pieces_t pieces;
    fmpq_t zero;
    slong k;

    fmpq_init(zero);
    xp_interim_set_constant(h, model->agent + agent, zero);
    xp_region_init(whole, model->agent_count);
    xp_pieces_init(pieces, making->cells->context);
    status = xp_region_pieces(pieces, whole, e, model, error);
    for (k = 0; k < pieces->count && status == XP_OK; k++)
        status = xp_region_expect(h, pieces->region + k, pieces->poly + k,
                                  making->cells->context, model, agent, error);
    xp_pieces_clear(pieces);
    xp_region_clear(whole);
    fmpq_clear(zero);
    return status;
}

/* max over the outcomes available without agent i of the others' welfare. */
static const xp_expression_struct *make_pivot(xp_making_t *making, slong i)
{
    const xp_continuous_struct *model = making->model;
    xp_pool_struct *pool = making->mechanism->pool;
    slong m = model->outcome_count, count = 0, b;
    const xp_expression_struct **term = xp_malloc((size_t) m * sizeof(*term)), *best;

    for (b = 0; b < m; b++)
        if (model->agent[i].available[b])
            term[count++] = xp_cells_surplus_without(pool, model, b, i);
    best = count == 1 ? term[0] : xp_expression_node(pool, XP_EXPRESSION_MAX, term, count);
    free(term);
    return best;
}

/* p_i = h_i - (S(a) - v_i(a)), and E[p_i | t] = E h_i - E[S | t] + E[v_i | t]. */
static xp_status_t set_groves(xp_making_t *making, slong i, const xp_expression_struct *h,
                              const fmpq *expected_h, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    xp_status_t status = XP_OK;
    xp_piecewise_t mean;
    slong m = mechanism->m, a;

    xp_piecewise_init(mean);
    for (a = 0; a < m; a++)
        mechanism->payment[i * m + a]
            = xp_expression_binary(mechanism->pool, XP_EXPRESSION_SUB, h,
                                   xp_cells_surplus_without(mechanism->pool, making->model, a, i));
    if (expected_h != NULL)
        xp_interim_set_constant(mean, making->model->agent + i, expected_h);
    else
        status = expect_everywhere(mean, making, h, i, error);
    if (status == XP_OK)
    {
        xp_piecewise_sub(mean, mean, making->welfare + i);
        xp_piecewise_add(mechanism->charge + i, mean, mechanism->value + i);
    }
    xp_piecewise_clear(mean);
    return status;
}

static xp_status_t set_stated_groves(xp_making_t *making, slong i, xp_error_t error)
{
    const xp_expression_struct *h = making->model->agent[i].groves_h;

    if (h == NULL)
        h = xp_expression_constant_si(making->mechanism->pool, 0, 1);
    return set_groves(making, i, h, NULL, error);
}

static xp_status_t set_pivot(xp_making_t *making, slong i, xp_error_t error)
{
    return set_groves(making, i, make_pivot(making, i),
                      making->known ? making->interim->others + i : NULL, error);
}

/* Pivot payments less phi_i = max of the outside option less the utility. */
static xp_status_t set_ir_vcg(xp_making_t *making, slong i, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    slong m = mechanism->m, a;
    xp_status_t status = set_pivot(making, i, error);
    const xp_expression_struct *phi;
    xp_piecewise_t gain;
    xp_real_t least, where;

    if (status != XP_OK)
        return status;
    xp_piecewise_init(gain);
    xp_real_init(least);
    xp_real_init(where);
    xp_piecewise_sub(gain, mechanism->value + i, mechanism->charge + i);
    xp_piecewise_sub(gain, gain, mechanism->outside + i);
    xp_piecewise_minimum(least, where, gain, XP_REAL_DEGREE, XP_REAL_PRECISION);
    if (least->kind != XP_REAL_RATIONAL)
    {
        xp_error_set(error, "agent \"%s\": the subsidy of ir-vcg is not rational; `expost subsidy` "
                            "tells it", making->model->agent[i].name);
        status = XP_REFUSED;
    }
    else
    {
        /* p_i = pivot - phi_i, phi_i = -least */
        phi = xp_expression_constant(mechanism->pool, least->rational);
        fmpq_neg(mechanism->subsidy + i, least->rational);
        for (a = 0; a < m; a++)
            mechanism->payment[i * m + a]
                = xp_expression_binary(mechanism->pool, XP_EXPRESSION_ADD,
                                       mechanism->payment[i * m + a], phi);
        xp_piecewise_add_scalar(mechanism->charge + i, mechanism->charge + i, least->rational);
    }
    xp_real_clear(least);
    xp_real_clear(where);
    xp_piecewise_clear(gain);
    return status;
}

/* rho_i = E[S | t] - E[v_i | t] + E[c | t] / n. */
static void set_rho(xp_making_t *making, slong i)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    xp_piecewise_t share;
    fmpq_t part;

    fmpq_init(part);
    xp_piecewise_init(share);
    fmpq_set_si(part, 1, (ulong) mechanism->n);
    xp_piecewise_scalar_mul(share, mechanism->cost + i, part);
    xp_piecewise_sub(mechanism->rho + i, making->welfare + i, mechanism->value + i);
    xp_piecewise_add(mechanism->rho + i, mechanism->rho + i, share);
    xp_piecewise_canonicalise(mechanism->rho + i);
    xp_piecewise_clear(share);
    fmpq_clear(part);
}

/* E[p_i | t] = E[c | t] / n + 1/(n - 1) sum of E rho_j, j != i, - rho_i. */
static void set_dagv_charge(xp_making_t *making, slong i, const fmpq *mean)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    slong n = mechanism->n, j;
    fmpq_t part, sum;

    fmpq_init(part);
    fmpq_init(sum);
    for (j = 0; j < n; j++)
        if (j != i)
            fmpq_add(sum, sum, mean + j);
    fmpq_set_si(part, 1, (ulong) (n - 1));
    fmpq_mul(sum, sum, part);
    fmpq_set_si(part, 1, (ulong) n);
    xp_piecewise_scalar_mul(mechanism->charge + i, mechanism->cost + i, part);
    xp_piecewise_sub(mechanism->charge + i, mechanism->charge + i, mechanism->rho + i);
    xp_piecewise_add_scalar(mechanism->charge + i, mechanism->charge + i, sum);
    fmpq_clear(part);
    fmpq_clear(sum);
}

static xp_status_t set_dagv(xp_making_t *making, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    const xp_continuous_struct *model = making->model;
    slong n = mechanism->n, m = mechanism->m, i, a;
    const xp_expression_struct *parts;
    fmpq *mean;

    if (n < 2)
    {
        xp_error_set(error, "dagv needs at least two agents");
        return XP_REFUSED;
    }
    mean = _fmpq_vec_init(n);
    parts = xp_expression_constant_si(mechanism->pool, 1, (ulong) n);
    mechanism->has_rho = 1;
    for (i = 0; i < n; i++)
    {
        set_rho(making, i);
        xp_outcome_mean(mean + i, mechanism->rho + i, model, i);
        for (a = 0; a < m; a++)
            if (model->cost[a] != NULL)
                mechanism->payment[i * m + a] = xp_expression_binary(
                    mechanism->pool, XP_EXPRESSION_MUL, parts, model->cost[a]);
    }
    for (i = 0; i < n; i++)
        set_dagv_charge(making, i, mean);
    _fmpq_vec_clear(mean, n);
    return XP_OK;
}

static xp_status_t set_stated(xp_making_t *making, slong i, xp_error_t error)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    const xp_interval_agent_struct *agent = making->model->agent + i;
    slong m = mechanism->m, a;
    xp_status_t status = XP_OK;

    for (a = 0; a < m; a++)
        mechanism->payment[i * m + a] = agent->payment == NULL ? NULL : agent->payment[a];
    if (making->cells->count == 0)
        status = xp_cells_set(making->cells, making->model, mechanism->efficient, error);
    if (status == XP_OK)
        status = xp_cells_expect(mechanism->charge + i, making->cells, making->model,
                                 mechanism->payment + i * m, i, error);
    return status;
}

static void set_none(xp_making_t *making, slong i)
{
    fmpq_t zero;

    fmpq_init(zero);
    xp_interim_set_constant(making->mechanism->charge + i, making->model->agent + i, zero);
    fmpq_clear(zero);
}

xp_status_t xp_making_payments(xp_making_t *making, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong n = making->mechanism->n, i;

    if (is_called(making, "dagv"))
        return set_dagv(making, error);
    if (is_called(making, "ir-vcg"))
        making->mechanism->subsidy = _fmpq_vec_init(n);
    for (i = 0; i < n && status == XP_OK; i++)
        if (is_called(making, "groves"))
            status = set_stated_groves(making, i, error);
        else if (is_called(making, "pivot"))
            status = set_pivot(making, i, error);
        else if (is_called(making, "ir-vcg"))
            status = set_ir_vcg(making, i, error);
        else if (is_called(making, "stated"))
            status = set_stated(making, i, error);
        else
            set_none(making, i);
    return status;
}
