/* Powers of two that bring the numbers of a linear program near 1. */
#include "lp/scale.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* Numbers from 2^-NEAR to 2^NEAR are near 1. */
#define NEAR 24

/* Rows and columns are settled in turn so often. */
#define PASSES 6

/* Below every size: there has been no number. */
#define NOTHING WORD_MIN

/* About log_2 |number|. */
static slong measure(const fmpq_t number)
{
    return (slong) fmpz_bits(fmpq_numref(number)) - (slong) fmpz_bits(fmpq_denref(number));
}

static void raise_to(slong *largest, slong size)
{
    if (*largest < size)
        *largest = size;
}

/* The exponent that brings numbers of at most this size near 1. */
static slong choose_exponent(slong largest)
{
    return largest == NOTHING || (largest >= -NEAR && largest <= NEAR) ? 0 : -largest;
}

static int compare_sizes(const void *a, const void *b)
{
    const slong x = *(const slong *) a;
    const slong y = *(const slong *) b;

    return (x > y) - (x < y);
}

/* The exponent that brings the median near 1: single numbers far off do not count. */
static slong choose_by_median(slong *size, slong count)
{
    qsort(size, (size_t) count, sizeof *size, compare_sizes);
    return count == 0 ? 0 : choose_exponent(size[count / 2]);
}

/* Each row by its median, with the columns as they are scaled. */
static void settle_rows(xp_lp_scale_struct *scale, const xp_lp_struct *lp, slong *size)
{
    for (slong r = 0; r < lp->row_count; r++)
    {
        slong count = 0;

        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            size[count++] = measure(lp->coefficient + e) + scale->column[lp->column[e]];
        scale->row[r] = choose_by_median(size, count);
    }
}

/* Each column by its median; first[j] is the place of column j among the sizes by columns. */
static void settle_columns(xp_lp_scale_struct *scale, const xp_lp_struct *lp, slong *size,
                           const slong *first, slong *next)
{
    for (slong j = 0; j < lp->column_count; j++)
        next[j] = first[j];
    for (slong r = 0; r < lp->row_count; r++)
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            size[next[lp->column[e]]++] = measure(lp->coefficient + e) + scale->row[r];
    for (slong j = 0; j < lp->column_count; j++)
        scale->column[j] = choose_by_median(size + first[j], next[j] - first[j]);
}

/* Rows and columns in turn, so that units in which payments and values differ cancel. */
static void settle(xp_lp_scale_struct *scale, const xp_lp_struct *lp)
{
    slong *size = xp_calloc((size_t) lp->entry_count + 1, sizeof *size);
    slong *first = xp_calloc((size_t) lp->column_count + 2, sizeof *first);
    slong *next = xp_calloc((size_t) lp->column_count + 1, sizeof *next);

    for (slong e = 0; e < lp->entry_count; e++)
        first[lp->column[e] + 1]++;
    for (slong j = 0; j < lp->column_count; j++)
        first[j + 1] += first[j];
    for (int pass = 0; pass < PASSES; pass++)
    {
        settle_rows(scale, lp, size);
        settle_columns(scale, lp, size, first, next);
    }
    free(next);
    free(first);
    free(size);
}

static int is_near(const xp_lp_struct *lp)
{
    for (slong e = 0; e < lp->entry_count; e++)
        if (choose_exponent(measure(lp->coefficient + e)) != 0)
            return 0;
    return 1;
}

/* The largest number of each row, then of each column, comes near 1. */
static void limit(xp_lp_scale_struct *scale, const xp_lp_struct *lp)
{
    slong *largest = xp_calloc((size_t) lp->column_count + 1, sizeof *largest);

    for (slong j = 0; j < lp->column_count; j++)
        largest[j] = NOTHING;
    for (slong r = 0; r < lp->row_count; r++)
    {
        slong own = NOTHING;

        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            raise_to(&own, measure(lp->coefficient + e) + scale->row[r]
                               + scale->column[lp->column[e]]);
        scale->row[r] += choose_exponent(own);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            raise_to(largest + lp->column[e], measure(lp->coefficient + e) + scale->row[r]
                                                  + scale->column[lp->column[e]]);
    }
    for (slong j = 0; j < lp->column_count; j++)
        scale->column[j] += choose_exponent(largest[j]);
    free(largest);
}

void xp_lp_scale_init(xp_lp_scale_t scale, const xp_lp_struct *lp)
{
    slong right = NOTHING;
    slong objective = NOTHING;

    scale->row = xp_calloc((size_t) lp->row_count, sizeof *scale->row);
    scale->column = xp_calloc((size_t) lp->column_count, sizeof *scale->column);
    if (!is_near(lp))
    {
        settle(scale, lp);
        limit(scale, lp);
    }
    for (slong r = 0; r < lp->row_count; r++)
        if (!fmpq_is_zero(lp->right + r))
            raise_to(&right, measure(lp->right + r) + scale->row[r]);
    for (slong j = 0; j < lp->column_count; j++)
        if (!fmpq_is_zero(lp->objective + j))
            raise_to(&objective, measure(lp->objective + j) + scale->column[j]);
    scale->right = choose_exponent(right);
    scale->objective = choose_exponent(objective);
}

void xp_lp_scale_clear(xp_lp_scale_t scale)
{
    free(scale->row);
    free(scale->column);
}
