/* Ex-post inequalities over finitely many outcomes: a linear program for each cell of the rule. */
#include "cont/outcome_check.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/region_row.h"
#include "lp/lp.h"

/*
 * The inequality being asked on the cells.  It has n + 1 unknowns: the types, and for dsic the
 * report.
 */
typedef struct
{
    xp_interval_finding_struct *finding;
    const xp_outcome_mechanism_struct *mechanism;
    const xp_progress_t *progress;
    xp_cells_struct *cells;
    xp_pool_t pool;
    slong agent;
} inquiry_t;

/* Adds the rows of a region; the type of agent `moved` (or -1) is the last unknown there. */
static void add_rows(xp_lp_t lp, const xp_region_t region, slong moved)
{
    slong n = region->n, r, i;
    fmpq_t right;

    fmpq_init(right);
    for (r = 0; r < region->count; r++)
    {
        const fmpq *row = region->row + r * (n + 1);

        fmpq_neg(right, row + n);
        xp_lp_add_row(lp, 0, right);
        for (i = 0; i < n; i++)
            if (!fmpq_is_zero(row + i))
                xp_lp_add_entry(lp, i == moved ? n : i, row + i);
    }
    fmpq_clear(right);
}

/* low <= x_column <= high. */
static void add_box(xp_lp_t lp, slong column, const xp_interval_agent_struct *agent)
{
    fmpq_t one, minus, high;

    fmpq_init(one);
    fmpq_init(minus);
    fmpq_init(high);
    fmpq_one(one);
    fmpq_set_si(minus, -1, 1);
    fmpq_neg(high, agent->high);
    xp_lp_add_row(lp, 0, agent->low);
    xp_lp_add_entry(lp, column, one);
    xp_lp_add_row(lp, 0, high);
    xp_lp_add_entry(lp, column, minus);
    fmpq_clear(one);
    fmpq_clear(minus);
    fmpq_clear(high);
}

/* What is wrong at a point of the program: tried as it is, exactly. */
static int try_point(inquiry_t *inquiry, const fmpq *point)
{
    xp_interval_question_t question = inquiry->finding->question;
    int equality = question == XP_INTERVAL_SBB || question == XP_INTERVAL_NOPAY, wrong = 0;
    slong n = inquiry->mechanism->n;
    xp_real_t difference;
    fmpq_t slack;

    fmpq_init(slack);
    if (xp_outcome_slack(slack, inquiry->mechanism, question, inquiry->agent, point, point + n))
        wrong = equality ? !fmpq_is_zero(slack) : fmpq_sgn(slack) < 0;
    if (wrong)
    {
        xp_real_init(difference);
        xp_real_set_fmpq(difference, slack);
        xp_interval_finding_refute(inquiry->finding, n, inquiry->agent, point,
                                   question == XP_INTERVAL_DSIC, difference);
        xp_real_clear(difference);
    }
    fmpq_clear(slack);
    return wrong;
}

/* A point at a distance from every row, if there is one: maximises s with row - s >= 0, s <= 1. */
static xp_status_t find_interior(int *found, fmpq *point, const xp_lp_t lp,
                                 const xp_progress_t *progress, xp_error_t error)
{
    slong columns = lp->column_count, r, e;
    xp_lp_result_t result;
    xp_status_t status;
    xp_lp_t inner;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_set_si(minus, -1, 1);
    xp_lp_init(inner, columns + 1);
    xp_lp_result_init(result);
    fmpq_set(inner->objective + columns, minus);
    for (r = 0; r < lp->row_count; r++)
    {
        xp_lp_add_row(inner, 0, lp->right + r);
        for (e = lp->start[r]; e < lp->start[r + 1]; e++)
            xp_lp_add_entry(inner, lp->column[e], lp->coefficient + e);
        xp_lp_add_entry(inner, columns, minus);
    }
    xp_lp_add_row(inner, 0, minus);
    xp_lp_add_entry(inner, columns, minus);
    status = xp_lp_solve(result, inner, NULL, progress, error);
    *found = status == XP_OK && result->verdict == XP_LP_OPTIMAL && fmpq_sgn(result->value) < 0;
    for (e = 0; *found && e < columns; e++)
        fmpq_set(point + e, result->x + e);
    xp_lp_result_clear(result);
    xp_lp_clear(inner);
    fmpq_clear(minus);
    return status;
}

/* A violated optimum may lie on a border that belongs to another cell: goes inward from it. */
#define STEPS 30

static xp_status_t refute(inquiry_t *inquiry, const xp_lp_t lp, const fmpq *optimum,
                          xp_error_t error)
{
    slong columns = lp->column_count, i, k;
    fmpq *interior = _fmpq_vec_init(columns), *point = _fmpq_vec_init(columns);
    xp_status_t status = XP_OK;
    int found = try_point(inquiry, optimum), has_interior = 0;

    if (!found)
        status = find_interior(&has_interior, interior, lp, inquiry->progress, error);
    for (k = 0; k < STEPS && !found && status == XP_OK && has_interior; k++)
    {
        for (i = 0; i < columns; i++)
        {
            fmpq_sub(point + i, interior + i, optimum + i);
            fmpq_div_2exp(point + i, point + i, (flint_bitcnt_t) k);
            fmpq_add(point + i, point + i, optimum + i);
        }
        found = try_point(inquiry, point);
    }
    if (!found && has_interior)
    {
        inquiry->finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(inquiry->finding, "a border of the rule's cells where no profile "
                                                   "was found that shows a violation");
    }
    _fmpq_vec_clear(interior, columns);
    _fmpq_vec_clear(point, columns);
    return status;
}

/* The least value of f (n + 1 coefficients and a constant) over the rows; below 0: refute. */
static xp_status_t ask_program(inquiry_t *inquiry, xp_lp_t lp, const fmpq *f, xp_error_t error)
{
    slong columns = lp->column_count, i;
    xp_lp_result_t result;
    xp_status_t status;
    fmpq_t least;

    fmpq_init(least);
    xp_lp_result_init(result);
    for (i = 0; i < columns; i++)
        fmpq_set(lp->objective + i, f + i);
    status = xp_lp_solve(result, lp, NULL, inquiry->progress, error);
    if (status == XP_OK && result->verdict == XP_LP_OPTIMAL)
    {
        fmpq_add(least, result->value, f + columns);
        if (fmpq_sgn(least) < 0)
            status = refute(inquiry, lp, result->x, error);
    }
    else if (status == XP_OK && result->verdict != XP_LP_INFEASIBLE)
    {
        inquiry->finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(inquiry->finding, "a linear program had no answer");
    }
    xp_lp_result_clear(result);
    fmpq_clear(least);
    return status;
}

/* What is asked at outcome a to be >= 0, or 0; for dsic the truthful part of it. */
static const xp_expression_struct *make_side(inquiry_t *inquiry, slong a)
{
    const xp_outcome_mechanism_struct *mechanism = inquiry->mechanism;
    const xp_continuous_struct *model = mechanism->model;
    xp_pool_struct *pool = inquiry->pool;
    const xp_expression_struct *side = xp_expression_constant_si(pool, 0, 1);
    slong m = mechanism->m, i = inquiry->agent, j;

    switch (inquiry->finding->question)
    {
    case XP_INTERVAL_SBB:
    case XP_INTERVAL_WBB:
        for (j = 0; j < mechanism->n; j++)
            if (mechanism->payment[j * m + a] != NULL)
                side = xp_expression_binary(pool, XP_EXPRESSION_ADD, side,
                                            mechanism->payment[j * m + a]);
        if (model->cost[a] != NULL)
            side = xp_expression_binary(pool, XP_EXPRESSION_SUB, side, model->cost[a]);
        return side;
    case XP_INTERVAL_NPT:
    case XP_INTERVAL_NOPAY:
        return mechanism->payment[i * m + a] == NULL ? side : mechanism->payment[i * m + a];
    default:
        if (model->agent[i].value[a] != NULL)
            side = xp_expression_binary(pool, XP_EXPRESSION_ADD, side, model->agent[i].value[a]);
        if (mechanism->payment[i * m + a] != NULL)
            side = xp_expression_binary(pool, XP_EXPRESSION_SUB, side,
                                        mechanism->payment[i * m + a]);
        if (inquiry->finding->question == XP_INTERVAL_EPIR && model->agent[i].outside[a] != NULL)
            side = xp_expression_binary(pool, XP_EXPRESSION_SUB, side,
                                        model->agent[i].outside[a]);
        return side;
    }
}

static void begin_program(xp_lp_t lp, const inquiry_t *inquiry)
{
    slong n = inquiry->mechanism->n, i;

    xp_lp_init(lp, n + 1);
    for (i = 0; i < n; i++)
        add_box(lp, i, inquiry->mechanism->model->agent + i);
    /* without a report the last unknown is that of the first agent again, and counts for nothing */
    add_box(lp, n, inquiry->mechanism->model->agent + (inquiry->agent < 0 ? 0 : inquiry->agent));
}

/* side >= 0 (or = 0) on a cell, by its pieces. */
static xp_status_t ask_side(inquiry_t *inquiry, slong cell, const xp_expression_struct *side,
                            int equality, xp_error_t error)
{
    const xp_continuous_struct *model = inquiry->mechanism->model;
    slong n = inquiry->mechanism->n, k;
    fmpq *f = _fmpq_vec_init(n + 2);
    xp_status_t status;
    xp_pieces_t pieces;
    int sign, affine = 1;

    xp_pieces_init(pieces, inquiry->cells->context);
    status = xp_region_pieces(pieces, inquiry->cells->region + cell, side, model, error);
    affine = status == XP_OK;
    for (k = 0; k < pieces->count && affine && status == XP_OK; k++)
    {
        affine = xp_region_row(f, pieces->poly + k, n, pieces->context);
        fmpq_set(f + n + 1, f + n);
        fmpq_zero(f + n);
        for (sign = 1; affine && status == XP_OK && sign >= (equality ? -1 : 1)
                       && inquiry->finding->answer == XP_HOLDS; sign -= 2)
        {
            xp_lp_t lp;

            begin_program(lp, inquiry);
            add_rows(lp, pieces->region + k, -1);
            status = ask_program(inquiry, lp, f, error);
            xp_lp_clear(lp);
            for (slong i = 0; i <= n + 1; i++)
                fmpq_neg(f + i, f + i);
        }
    }
    xp_pieces_clear(pieces);
    _fmpq_vec_clear(f, n + 2);
    if (affine || status == XP_SYSTEM || status == XP_STOPPED)
        return status;
    inquiry->finding->answer = XP_UNDECIDED;
    xp_interval_finding_tell(inquiry->finding, "no violation was found, and what is asked is not "
                                               "affine in the types on the cells of the rule");
    return XP_OK;
}

/* dsic: the truth on one cell, the report on another. */
static xp_status_t ask_pair(inquiry_t *inquiry, slong truth, slong lie, xp_error_t error)
{
    const xp_outcome_mechanism_struct *mechanism = inquiry->mechanism;
    const xp_continuous_struct *model = mechanism->model;
    slong n = mechanism->n, m = mechanism->m, i = inquiry->agent, k, l, j;
    slong a = inquiry->cells->outcome[truth], b = inquiry->cells->outcome[lie];
    const xp_expression_struct *paid = mechanism->payment[i * m + b];
    fmpq *f = _fmpq_vec_init(n + 2), *g = _fmpq_vec_init(n + 1), *v = _fmpq_vec_init(2);
    xp_status_t status;
    xp_pieces_t here, there;
    int affine;

    xp_pieces_init(here, inquiry->cells->context);
    xp_pieces_init(there, inquiry->cells->context);
    status = xp_region_pieces(here, inquiry->cells->region + truth, make_side(inquiry, a), model,
                              error);
    if (status == XP_OK)
        status = xp_region_pieces(there, inquiry->cells->region + lie,
                                  paid != NULL ? paid
                                               : xp_expression_constant_si(inquiry->pool, 0, 1),
                                  model, error);
    affine = status == XP_OK && fmpq_poly_degree(mechanism->value_poly + i * m + b) <= 1;
    fmpq_poly_get_coeff_fmpq(v, mechanism->value_poly + i * m + b, 0);
    fmpq_poly_get_coeff_fmpq(v + 1, mechanism->value_poly + i * m + b, 1);
    for (k = 0; k < here->count && affine; k++)
        for (l = 0; l < there->count && affine && status == XP_OK
                    && inquiry->finding->answer == XP_HOLDS; l++)
        {
            xp_lp_t lp;

            affine = xp_region_row(f, here->poly + k, n, here->context)
                     && xp_region_row(g, there->poly + l, n, there->context);
            if (!affine)
                break;
            /* truth - v_i(b, t) + p_i(b, (r, others)), the report r the last unknown */
            fmpq_set(f + n + 1, f + n);
            fmpq_zero(f + n);
            for (j = 0; j < n; j++)
                fmpq_add(f + (j == i ? n : j), f + (j == i ? n : j), g + j);
            fmpq_add(f + n + 1, f + n + 1, g + n);
            fmpq_sub(f + n + 1, f + n + 1, v);
            fmpq_sub(f + i, f + i, v + 1);
            begin_program(lp, inquiry);
            add_rows(lp, here->region + k, -1);
            add_rows(lp, there->region + l, i);
            status = ask_program(inquiry, lp, f, error);
            xp_lp_clear(lp);
        }
    xp_pieces_clear(here);
    xp_pieces_clear(there);
    _fmpq_vec_clear(f, n + 2);
    _fmpq_vec_clear(g, n + 1);
    _fmpq_vec_clear(v, 2);
    if (affine || status == XP_SYSTEM || status == XP_STOPPED)
        return status;
    inquiry->finding->answer = XP_UNDECIDED;
    xp_interval_finding_tell(inquiry->finding, "no violation was found, and what is asked is not "
                                               "affine in the types on the cells of the rule");
    return XP_OK;
}

/* S(a) - S(b) on the cell of a, for each other outcome. */
static xp_status_t ask_welfare(inquiry_t *inquiry, slong cell, xp_error_t error)
{
    const xp_continuous_struct *model = inquiry->mechanism->model;
    slong a = inquiry->cells->outcome[cell], b;
    xp_status_t status = XP_OK;

    for (b = 0; b < inquiry->mechanism->m && status == XP_OK
                && inquiry->finding->answer == XP_HOLDS; b++)
        if (b != a)
            status = ask_side(inquiry, cell,
                              xp_expression_binary(inquiry->pool, XP_EXPRESSION_SUB,
                                                   xp_cells_surplus(inquiry->pool, model, a),
                                                   xp_cells_surplus(inquiry->pool, model, b)),
                              0, error);
    return status;
}

static xp_status_t ask_cell(inquiry_t *inquiry, slong cell, xp_error_t error)
{
    xp_interval_question_t question = inquiry->finding->question;
    xp_status_t status = XP_OK;
    slong lie;

    if (question == XP_INTERVAL_EFF)
        return ask_welfare(inquiry, cell, error);
    if (question != XP_INTERVAL_DSIC)
        return ask_side(inquiry, cell, make_side(inquiry, inquiry->cells->outcome[cell]),
                        question == XP_INTERVAL_SBB || question == XP_INTERVAL_NOPAY, error);
    for (lie = 0; lie < inquiry->cells->count && status == XP_OK
                  && inquiry->finding->answer == XP_HOLDS; lie++)
        status = ask_pair(inquiry, cell, lie, error);
    return status;
}

xp_status_t xp_outcome_ask_everywhere(xp_interval_finding_t finding,
                                      const xp_outcome_mechanism_t mechanism,
                                      xp_interval_question_t question,
                                      const xp_progress_t *progress, xp_error_t error)
{
    int agents = question != XP_INTERVAL_SBB && question != XP_INTERVAL_WBB
                 && question != XP_INTERVAL_EFF;
    inquiry_t inquiry = {finding, mechanism, progress, NULL, {{0}}, agents ? 0 : -1};
    slong last = agents ? mechanism->n : 0, cell;
    xp_status_t status;
    xp_cells_t cells;

    finding->answer = XP_HOLDS;
    xp_interval_finding_tell(finding, "by linear programs over the closed cells of the rule");
    if (mechanism->has_rho)
    {
        finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(finding, "no violation was found on a grid of profiles, and the "
                                          "payments are not affine in the types");
        return XP_OK;
    }
    xp_pool_init(inquiry.pool);
    xp_cells_init(cells, mechanism->n);
    inquiry.cells = cells;
    status = xp_cells_set(cells, mechanism->model, mechanism->efficient, error);
    if (status == XP_REFUSED)
    {
        finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(finding, "no violation was found, and %s", error->message);
        status = XP_OK;
    }
    for (; inquiry.agent < last && status == XP_OK && finding->answer == XP_HOLDS; inquiry.agent++)
        for (cell = 0; cell < cells->count && status == XP_OK && finding->answer == XP_HOLDS;
             cell++)
            status = ask_cell(&inquiry, cell, error);
    xp_cells_clear(cells);
    xp_pool_clear(inquiry.pool);
    return status;
}
