/* The rows of a program, those of its dual, and the row in which they meet. */
#include "lp/duality.h"

#include <stdlib.h>

#include <expost/base/memory.h>

static void add_primal_rows(xp_lp_t pair, const xp_lp_struct *lp)
{
    for (slong r = 0; r < lp->row_count; r++)
    {
        xp_lp_add_row(pair, lp->equation[r], lp->right + r);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            xp_lp_add_entry(pair, lp->column[e], lp->coefficient + e);
    }
}

/* The entries of each column in the order of the rows: entry[first[j]], ... and their rows. */
static void sort_columns(slong *first, slong *entry, slong *row, const xp_lp_struct *lp)
{
    slong *next = xp_calloc((size_t) lp->column_count + 1, sizeof *next);

    for (slong e = 0; e < lp->entry_count; e++)
        first[lp->column[e] + 1]++;
    for (slong j = 0; j < lp->column_count; j++)
    {
        first[j + 1] += first[j];
        next[j] = first[j];
    }
    for (slong r = 0; r < lp->row_count; r++)
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
        {
            row[next[lp->column[e]]] = r;
            entry[next[lp->column[e]]++] = e;
        }
    free(next);
}

/* - y A_j >= - objective_j, an equation where x_j is free. */
static void add_dual_rows(xp_lp_t pair, const xp_lp_struct *lp)
{
    slong *first = xp_calloc((size_t) lp->column_count + 1, sizeof *first);
    slong *entry = xp_calloc((size_t) lp->entry_count + 1, sizeof *entry);
    slong *row = xp_calloc((size_t) lp->entry_count + 1, sizeof *row);
    fmpq_t number;

    fmpq_init(number);
    sort_columns(first, entry, row, lp);
    for (slong j = 0; j < lp->column_count; j++)
    {
        fmpq_neg(number, lp->objective + j);
        xp_lp_add_row(pair, !lp->nonnegative[j], number);
        for (slong k = first[j]; k < first[j + 1]; k++)
        {
            fmpq_neg(number, lp->coefficient + entry[k]);
            xp_lp_add_entry(pair, lp->column_count + row[k], number);
        }
    }
    fmpq_clear(number);
    free(row);
    free(entry);
    free(first);
}

/* y right - objective . x >= 0 */
static void add_meeting_row(xp_lp_t pair, const xp_lp_struct *lp)
{
    fmpq_t number;

    fmpq_init(number);
    xp_lp_add_row(pair, 0, number);
    for (slong j = 0; j < lp->column_count; j++)
    {
        fmpq_neg(number, lp->objective + j);
        xp_lp_add_entry(pair, j, number);
    }
    for (slong r = 0; r < lp->row_count; r++)
        xp_lp_add_entry(pair, lp->column_count + r, lp->right + r);
    fmpq_clear(number);
}

void xp_lp_pair_init(xp_lp_t pair, const xp_lp_struct *lp)
{
    xp_lp_init(pair, lp->column_count + lp->row_count);
    for (slong j = 0; j < lp->column_count; j++)
        pair->nonnegative[j] = lp->nonnegative[j];
    for (slong r = 0; r < lp->row_count; r++)
        pair->nonnegative[lp->column_count + r] = !lp->equation[r];
    add_primal_rows(pair, lp);
    add_dual_rows(pair, lp);
    add_meeting_row(pair, lp);
}
