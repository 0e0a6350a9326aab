/* Powers of two that bring the numbers of a linear program near 1. */
#include "lp/scale.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* Numbers from 2^-NEAR to 2^NEAR are near 1. */
#define NEAR 24

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

static void scale_columns(xp_lp_scale_struct *scale, const xp_lp_struct *lp)
{
    for (slong j = 0; j < lp->column_count; j++)
        scale->column[j] = NOTHING;
    for (slong r = 0; r < lp->row_count; r++)
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            raise_to(scale->column + lp->column[e],
                     measure(lp->coefficient + e) + scale->row[r]);
    for (slong j = 0; j < lp->column_count; j++)
        scale->column[j] = choose_exponent(scale->column[j]);
}

void xp_lp_scale_init(xp_lp_scale_t scale, const xp_lp_struct *lp)
{
    slong right = NOTHING;
    slong objective = NOTHING;

    scale->row = xp_calloc((size_t) lp->row_count, sizeof *scale->row);
    scale->column = xp_calloc((size_t) lp->column_count, sizeof *scale->column);
    for (slong r = 0; r < lp->row_count; r++)
    {
        slong largest = NOTHING;

        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            raise_to(&largest, measure(lp->coefficient + e));
        scale->row[r] = choose_exponent(largest);
        if (!fmpq_is_zero(lp->right + r))
            raise_to(&right, measure(lp->right + r) + scale->row[r]);
    }
    scale_columns(scale, lp);
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
