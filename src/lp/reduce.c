/* What is decided about a linear program without an engine: empty rows and columns. */
#include "lp/reduce.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

/* A row without entries says 0 >= right, or 0 = right. */
static int is_false(const xp_lp_struct *lp, slong r)
{
    const int sign = fmpq_sgn(lp->right + r);

    return lp->start[r] == lp->start[r + 1] && (lp->equation[r] ? sign != 0 : sign > 0);
}

/* x_j alone can lower the objective for ever, were it in no row. */
static int falls_along(const xp_lp_struct *lp, slong j)
{
    const int sign = fmpq_sgn(lp->objective + j);

    return lp->nonnegative[j] ? sign < 0 : sign != 0;
}

static void copy_rows(xp_lp_reduced_struct *reduced, const xp_lp_struct *lp, const slong *now)
{
    for (slong r = 0; r < lp->row_count; r++)
    {
        if (lp->start[r] == lp->start[r + 1])
            continue;
        reduced->row[reduced->lp->row_count] = r;
        xp_lp_add_row(reduced->lp, lp->equation[r], lp->right + r);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            xp_lp_add_entry(reduced->lp, now[lp->column[e]], lp->coefficient + e);
    }
}

void xp_lp_reduce_init(xp_lp_reduced_t reduced, const xp_lp_struct *lp)
{
    slong *now = xp_calloc((size_t) lp->column_count, sizeof *now);
    slong kept = 0;

    reduced->false_row = -1;
    reduced->direction = -1;
    reduced->row = xp_calloc((size_t) lp->row_count, sizeof *reduced->row);
    reduced->column = xp_calloc((size_t) lp->column_count, sizeof *reduced->column);
    for (slong r = 0; r < lp->row_count && reduced->false_row < 0; r++)
        if (is_false(lp, r))
            reduced->false_row = r;
    for (slong e = 0; e < lp->entry_count; e++)
        now[lp->column[e]] = 1;
    for (slong j = 0; j < lp->column_count; j++)
        if (now[j])
        {
            reduced->column[kept] = j;
            now[j] = kept++;
        }
        else if (reduced->direction < 0 && falls_along(lp, j))
            reduced->direction = j;
    xp_lp_init(reduced->lp, kept);
    for (slong k = 0; k < kept; k++)
    {
        reduced->lp->nonnegative[k] = lp->nonnegative[reduced->column[k]];
        if (reduced->direction < 0)
            fmpq_set(reduced->lp->objective + k, lp->objective + reduced->column[k]);
    }
    copy_rows(reduced, lp, now);
    free(now);
}

void xp_lp_reduce_clear(xp_lp_reduced_t reduced)
{
    xp_lp_clear(reduced->lp);
    free(reduced->row);
    free(reduced->column);
}

/* *vector, if there is one, becomes a vector of count entries with its own at place. */
static void spread(fmpq **vector, const slong *place, slong from, slong count)
{
    fmpq *wide;

    if (*vector == NULL)
        return;
    wide = _fmpq_vec_init(count);
    for (slong i = 0; i < from; i++)
        fmpq_swap(wide + place[i], *vector + i);
    _fmpq_vec_clear(*vector, from);
    *vector = wide;
}

void xp_lp_reduce_restore(xp_lp_result_t result, const xp_lp_reduced_t reduced,
                          const xp_lp_struct *lp)
{
    const slong j = reduced->direction;

    assert(reduced->false_row < 0);
    spread(&result->x, reduced->column, reduced->lp->column_count, lp->column_count);
    spread(&result->ray, reduced->column, reduced->lp->column_count, lp->column_count);
    spread(&result->y, reduced->row, reduced->lp->row_count, lp->row_count);
    result->column_count = lp->column_count;
    result->row_count = lp->row_count;
    if (result->verdict != XP_LP_OPTIMAL || j < 0)
        return;
    result->verdict = XP_LP_UNBOUNDED;
    _fmpq_vec_clear(result->y, lp->row_count);
    result->y = NULL;
    result->ray = _fmpq_vec_init(lp->column_count);
    fmpq_set_si(result->ray + j, -fmpq_sgn(lp->objective + j), 1);
}

void xp_lp_reduce_refute(xp_lp_result_t result, const xp_lp_reduced_t reduced,
                         const xp_lp_struct *lp)
{
    const slong r = reduced->false_row;

    assert(r >= 0 && result->y == NULL);
    result->verdict = XP_LP_INFEASIBLE;
    result->column_count = lp->column_count;
    result->row_count = lp->row_count;
    result->y = _fmpq_vec_init(lp->row_count);
    fmpq_set_si(result->y + r, fmpq_sgn(lp->right + r), 1);
}
