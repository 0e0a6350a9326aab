/* The cells of a rule over finitely many outcomes: where it chooses which. */
#include "cont/outcome_cells.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_cells_init(xp_cells_t cells, slong n)
{
    memset(cells, 0, sizeof(xp_cells_struct));
    fmpq_mpoly_ctx_init(cells->context, n + 1, ORD_LEX);
}

void xp_cells_clear(xp_cells_t cells)
{
    slong k;

    for (k = 0; k < cells->count; k++)
        xp_region_clear(cells->region + k);
    free(cells->region);
    free(cells->outcome);
    fmpq_mpoly_ctx_clear(cells->context);
}

static void add_cell(xp_cells_t cells, const xp_region_t region, slong outcome)
{
    size_t room = cells->room;

    xp_array_grow(&cells->region, &room, (size_t) cells->count, sizeof(xp_region_struct));
    xp_array_grow(&cells->outcome, &cells->room, (size_t) cells->count, sizeof(slong));
    xp_region_init(cells->region + cells->count, region->n);
    xp_region_set(cells->region + cells->count, region);
    cells->outcome[cells->count++] = outcome;
}

const xp_expression_struct *xp_cells_surplus_without(xp_pool_t pool, const xp_continuous_t model,
                                                     slong outcome, slong without)
{
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    slong j;

    for (j = 0; j < model->agent_count; j++)
        if (j != without && model->agent[j].value[outcome] != NULL)
            sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum,
                                       model->agent[j].value[outcome]);
    if (model->cost[outcome] != NULL)
        sum = xp_expression_binary(pool, XP_EXPRESSION_SUB, sum, model->cost[outcome]);
    return sum;
}

const xp_expression_struct *xp_cells_surplus(xp_pool_t pool, const xp_continuous_t model,
                                             slong outcome)
{
    return xp_cells_surplus_without(pool, model, outcome, -1);
}

/* Where outcome a is the first that is best. */
static xp_status_t add_best(xp_cells_t cells, const xp_continuous_t model,
                            const xp_expression_struct *const *surplus, slong a,
                            xp_error_t error)
{
    xp_pieces_t part, next, no;
    xp_status_t status = XP_OK;
    xp_region_t whole;
    xp_pool_t pool;
    slong b, k;

    xp_pool_init(pool);
    xp_region_init(whole, model->agent_count);
    xp_pieces_init(part, cells->context);
    xp_pieces_add(part, whole, NULL);
    for (b = 0; b < model->outcome_count && status == XP_OK; b++)
    {
        xp_pieces_struct keep = *part;

        if (b == a)
            continue;
        xp_pieces_init(next, cells->context);
        xp_pieces_init(no, cells->context);
        next->ties = no->ties = 1;
        for (k = 0; k < part->count && status == XP_OK; k++)
            status = xp_region_split(next, no, part->region + k,
                                     xp_expression_binary(pool,
                                                          b < a ? XP_EXPRESSION_GT
                                                                : XP_EXPRESSION_GE,
                                                          surplus[a], surplus[b]),
                                     model, error);
        *part = *next;
        xp_pieces_clear(&keep);
        xp_pieces_clear(no);
    }
    for (k = 0; k < part->count && status == XP_OK; k++)
        add_cell(cells, part->region + k, a);
    xp_pieces_clear(part);
    xp_region_clear(whole);
    xp_pool_clear(pool);
    return status;
}

static xp_status_t set_efficient(xp_cells_t cells, const xp_continuous_t model, xp_error_t error)
{
    slong m = model->outcome_count, a;
    const xp_expression_struct **surplus = xp_malloc((size_t) m * sizeof(*surplus));
    xp_status_t status = XP_OK;
    xp_pool_t pool;

    xp_pool_init(pool);
    for (a = 0; a < m; a++)
        surplus[a] = xp_cells_surplus(pool, model, a);
    for (a = 0; a < m && status == XP_OK; a++)
        status = add_best(cells, model, surplus, a, error);
    xp_pool_clear(pool);
    free(surplus);
    return status;
}

/* Fails when a region that no case covers has a volume: single rows do not tell. */
static xp_status_t refuse_interior(const xp_region_t region, const xp_cells_t cells,
                                   const xp_continuous_t model, xp_error_t error)
{
    const xp_interval_agent_struct *agent = model->agent;
    xp_status_t status;
    xp_piecewise_t chance;
    fmpq_poly_t zero;
    fmpq_mpoly_t one;
    fmpq_t total;

    fmpq_init(total);
    fmpq_poly_init(zero);
    xp_piecewise_init(chance);
    fmpq_mpoly_init(one, cells->context);
    fmpq_mpoly_one(one, cells->context);
    xp_piecewise_set_poly(chance, agent->low, agent->high, zero);
    status = xp_region_expect(chance, region, one, cells->context, model, 0, error);
    if (status == XP_OK)
        xp_piecewise_integral(total, chance);
    if (status == XP_OK && !fmpq_is_zero(total))
    {
        xp_error_set(error, "the cases of the rule leave profiles of types without an outcome");
        status = XP_REFUSED;
    }
    fmpq_mpoly_clear(one, cells->context);
    xp_piecewise_clear(chance);
    fmpq_poly_clear(zero);
    fmpq_clear(total);
    return status;
}

/* Each case takes of what is left where its condition holds. */
static xp_status_t set_cases(xp_cells_t cells, const xp_continuous_t model, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_pieces_t left, yes, no;
    xp_region_t whole;
    slong c, k;

    xp_region_init(whole, model->agent_count);
    xp_pieces_init(left, cells->context);
    xp_pieces_add(left, whole, NULL);
    for (c = 0; c < model->case_count && status == XP_OK; c++)
    {
        xp_pieces_struct keep = *left;

        xp_pieces_init(yes, cells->context);
        xp_pieces_init(no, cells->context);
        for (k = 0; k < left->count && status == XP_OK; k++)
            if (model->condition[c] == NULL)
                xp_pieces_add(yes, left->region + k, NULL);
            else
                status = xp_region_split(yes, no, left->region + k, model->condition[c], model,
                                         error);
        for (k = 0; k < yes->count && status == XP_OK; k++)
            add_cell(cells, yes->region + k, model->choice[c]);
        *left = *no;
        xp_pieces_clear(&keep);
        xp_pieces_clear(yes);
    }
    for (k = 0; k < left->count && status == XP_OK; k++)
        status = refuse_interior(left->region + k, cells, model, error);
    xp_pieces_clear(left);
    xp_region_clear(whole);
    return status;
}

xp_status_t xp_cells_set(xp_cells_t cells, const xp_continuous_t model, int efficient,
                         xp_error_t error)
{
    return efficient ? set_efficient(cells, model, error) : set_cases(cells, model, error);
}

xp_status_t xp_cells_expect(xp_piecewise_t h, xp_cells_t cells, const xp_continuous_t model,
                            const xp_expression_struct *const *e, slong kept, xp_error_t error)
{
    const xp_interval_agent_struct *agent = model->agent + kept;
    xp_status_t status = XP_OK;
    xp_piecewise_t sum;
    xp_pieces_t pieces;
    fmpq_poly_t zero;
    slong k, l;

    fmpq_poly_init(zero);
    xp_piecewise_init(sum);
    xp_piecewise_set_poly(sum, agent->low, agent->high, zero);
    for (k = 0; k < cells->count && status == XP_OK; k++)
    {
        if (e[cells->outcome[k]] == NULL)
            continue;
        xp_pieces_init(pieces, cells->context);
        status = xp_region_pieces(pieces, cells->region + k, e[cells->outcome[k]], model, error);
        for (l = 0; l < pieces->count && status == XP_OK; l++)
            status = xp_region_expect(sum, pieces->region + l, pieces->poly + l, cells->context,
                                      model, kept, error);
        xp_pieces_clear(pieces);
    }
    if (status == XP_OK)
        xp_piecewise_swap(h, sum);
    xp_piecewise_clear(sum);
    fmpq_poly_clear(zero);
    return status;
}
