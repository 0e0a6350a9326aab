/* Linear programs and the answers to them: the data. */
#include "lp/lp.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_lp_init(xp_lp_t lp, slong columns)
{
    assert(columns >= 0);
    lp->column_count = columns;
    lp->nonnegative = xp_calloc((size_t) columns, 1);
    lp->objective = _fmpq_vec_init(columns);
    lp->row_count = 0;
    lp->row_room = 0;
    lp->equation = NULL;
    lp->right = NULL;
    lp->start = xp_calloc(1, sizeof *lp->start);
    lp->entry_count = 0;
    lp->entry_room = 0;
    lp->column = NULL;
    lp->coefficient = NULL;
}

void xp_lp_clear(xp_lp_t lp)
{
    free(lp->nonnegative);
    _fmpq_vec_clear(lp->objective, lp->column_count);
    free(lp->equation);
    for (slong r = 0; r < lp->row_count; r++)
        fmpq_clear(lp->right + r);
    free(lp->right);
    free(lp->start);
    free(lp->column);
    for (slong e = 0; e < lp->entry_count; e++)
        fmpq_clear(lp->coefficient + e);
    free(lp->coefficient);
}

void xp_lp_swap(xp_lp_t a, xp_lp_t b)
{
    xp_lp_struct other = *a;

    *a = *b;
    *b = other;
}

/* No column twice in a row: last[column] is the latest row, from 1, that has it. */
static int are_columns_distinct(const xp_lp_struct *lp)
{
    slong *last = xp_calloc((size_t) lp->column_count, sizeof *last);
    int good = 1;

    for (slong r = 0; r < lp->row_count && good; r++)
        for (slong e = lp->start[r]; e < lp->start[r + 1] && good; e++)
        {
            good = last[lp->column[e]] != r + 1;
            last[lp->column[e]] = r + 1;
        }
    free(last);
    return good;
}

int xp_lp_is_valid(const xp_lp_t lp)
{
    if (lp->column_count < 0 || lp->row_count < 0 || lp->entry_count < 0
        || (size_t) lp->row_count > lp->row_room || (size_t) lp->entry_count > lp->entry_room
        || lp->start[0] != 0 || lp->start[lp->row_count] != lp->entry_count)
        return 0;
    for (slong j = 0; j < lp->column_count; j++)
        if (!fmpq_is_canonical(lp->objective + j))
            return 0;
    for (slong r = 0; r < lp->row_count; r++)
        if (lp->start[r] > lp->start[r + 1] || !fmpq_is_canonical(lp->right + r))
            return 0;
    for (slong e = 0; e < lp->entry_count; e++)
        if (lp->column[e] < 0 || lp->column[e] >= lp->column_count
            || fmpq_is_zero(lp->coefficient + e) || !fmpq_is_canonical(lp->coefficient + e))
            return 0;
    return are_columns_distinct(lp);
}

void xp_lp_add_row(xp_lp_t lp, int equation, const fmpq_t right)
{
    size_t count = (size_t) lp->row_count;
    size_t room = lp->row_room;

    /* Three arrays grow together; start has one element more than there are rows. */
    xp_array_grow(&lp->equation, &room, count, 1);
    room = lp->row_room;
    xp_array_grow(&lp->right, &room, count, sizeof *lp->right);
    if (room != lp->row_room)
        lp->start = xp_realloc(lp->start, (room + 1) * sizeof *lp->start);
    lp->row_room = room;
    lp->equation[count] = equation != 0;
    fmpq_init(lp->right + count);
    fmpq_set(lp->right + count, right);
    lp->start[count + 1] = lp->start[count];
    lp->row_count++;
}

void xp_lp_add_entry(xp_lp_t lp, slong column, const fmpq_t coefficient)
{
    size_t count = (size_t) lp->entry_count;
    size_t room = lp->entry_room;

    assert(lp->row_count > 0 && column >= 0 && column < lp->column_count);
    if (fmpq_is_zero(coefficient))
        return;
    xp_array_grow(&lp->column, &room, count, sizeof *lp->column);
    room = lp->entry_room;
    xp_array_grow(&lp->coefficient, &room, count, sizeof *lp->coefficient);
    lp->entry_room = room;
    lp->column[count] = column;
    fmpq_init(lp->coefficient + count);
    fmpq_set(lp->coefficient + count, coefficient);
    lp->entry_count++;
    lp->start[lp->row_count] = lp->entry_count;
}

void xp_lp_result_init(xp_lp_result_t result)
{
    result->verdict = XP_LP_UNKNOWN;
    result->column_count = 0;
    result->row_count = 0;
    result->x = NULL;
    result->ray = NULL;
    result->y = NULL;
    fmpq_init(result->value);
    result->reason = NULL;
}

void xp_lp_result_clear(xp_lp_result_t result)
{
    if (result->x != NULL)
        _fmpq_vec_clear(result->x, result->column_count);
    if (result->ray != NULL)
        _fmpq_vec_clear(result->ray, result->column_count);
    if (result->y != NULL)
        _fmpq_vec_clear(result->y, result->row_count);
    fmpq_clear(result->value);
    free(result->reason);
}

void xp_lp_result_swap(xp_lp_result_t a, xp_lp_result_t b)
{
    xp_lp_result_struct other = *a;

    *a = *b;
    *b = other;
}
