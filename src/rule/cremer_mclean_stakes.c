/* Stakes on the others' types that only one type of an agent is willing to take. */
#include "rule/cremer_mclean.h"

/* Solves; an answer that cannot be proved is a limit. */
static xp_status_t solve(xp_lp_result_t result, const xp_lp_t lp, const xp_progress_t *progress,
                         xp_error_t error)
{
    xp_status_t status = xp_lp_solve(result, lp, NULL, progress, error);
    if (status == XP_OK && result->verdict == XP_LP_UNKNOWN)
    {
        xp_error_set(error, "the beliefs of an agent could not be compared: %s",
                     result->reason == NULL ? "the linear program has no proved answer"
                                            : result->reason);
        return XP_LIMIT;
    }
    return status;
}

/* Adds what the function sum_r y_r weight[r] is expected to be given type[s], sign times. */
static void set_expectation(fmpq *coefficient, const xp_rows_of_beliefs_t rows, slong s, int sign)
{
    fmpq_t entry;
    fmpq_init(entry);
    for (slong r = 0; r < rows->count; r++)
    {
        fmpq_set_fmpz_frac(entry, fmpz_mat_entry(rows->gram, s, r), rows->total + s);
        if (sign < 0)
        {
            fmpq_sub(coefficient + r, coefficient + r, entry);
        }
        else
        {
            fmpq_add(coefficient + r, coefficient + r, entry);
        }
    }
    fmpq_clear(entry);
}

/*
 * A row about the expectation given type[s], less that given type[less] where less >= 0.  It
 * is added to the objective, too, when the program is to keep it small.
 */
static void add_row(xp_lp_t lp, const xp_rows_of_beliefs_t rows, slong s, slong less,
                    int equation, const fmpq_t right, int small)
{
    fmpq *coefficient = _fmpq_vec_init(rows->count);
    set_expectation(coefficient, rows, s, 1);
    if (less >= 0)
    {
        set_expectation(coefficient, rows, less, -1);
    }
    xp_lp_add_row(lp, equation, right);
    for (slong r = 0; r < rows->count; r++)
    {
        xp_lp_add_entry(lp, r, coefficient + r);
        if (small)
        {
            fmpq_add(lp->objective + r, lp->objective + r, coefficient + r);
        }
    }
    _fmpq_vec_clear(coefficient, rows->count);
}

/* The multipliers of all rows but that of s, which come in order from first, with sum 1. */
static void set_mixture(fmpq *weight, const fmpq *y, slong first, slong s, slong count)
{
    fmpq_t sum;
    fmpq_init(sum);
    for (slong r = 0, e = first; r < count; r++)
    {
        if (r == s)
        {
            fmpq_zero(weight + r);
            continue;
        }
        fmpq_set(weight + r, y + e++);
        fmpq_add(sum, sum, weight + r);
    }
    for (slong r = 0; r < count; r++)
    {
        fmpq_div(weight + r, weight + r, sum);
    }
    fmpq_clear(sum);
}

xp_status_t xp_rows_of_beliefs_stake(int *exists, fmpq *values, fmpq *weight,
                                     const xp_rows_of_beliefs_t rows, slong s,
                                     const fmpq_t mean, const fmpq *floor,
                                     const xp_progress_t *progress, xp_error_t error)
{
    xp_lp_t lp;
    xp_lp_result_t result;
    xp_lp_init(lp, rows->count);
    xp_lp_result_init(result);
    add_row(lp, rows, s, -1, 1, mean, 0);
    for (slong r = 0; r < rows->count; r++)
    {
        if (r != s)
        {
            add_row(lp, rows, r, -1, 0, floor + r, 1);
        }
    }
    xp_status_t status = solve(result, lp, progress, error);
    if (status == XP_OK)
    {
        *exists = result->verdict != XP_LP_INFEASIBLE;
        if (*exists)
        {
            xp_rows_of_beliefs_combine(values, rows, result->x);
        }
        else
        {
            set_mixture(weight, result->y, 1, s, rows->count);
        }
    }
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
    return status;
}

/* Whether the beliefs of two rows are the same. */
static int are_equal(const xp_rows_of_beliefs_t rows, slong s, slong r)
{
    const fmpz *a = rows->weight + s * rows->lines;
    const fmpz *b = rows->weight + r * rows->lines;
    int equal = 1;
    fmpz_t left;
    fmpz_t right;
    fmpz_init(left);
    fmpz_init(right);
    for (slong l = 0; l < rows->lines && equal; l++)
    {
        fmpz_mul(left, a + l, rows->total + r);
        fmpz_mul(right, b + l, rows->total + s);
        equal = fmpz_equal(left, right);
    }
    fmpz_clear(right);
    fmpz_clear(left);
    return equal;
}

xp_status_t xp_row_is_mixed(int *mixed, fmpq *weight, const xp_rows_of_beliefs_t rows, slong s,
                            const xp_progress_t *progress, xp_error_t error)
{
    xp_lp_t lp;
    xp_lp_result_t result;
    fmpq_t one;
    *mixed = 0;
    if (!xp_row_is_dependent(rows, s))
    {
        return XP_OK;
    }
    for (slong r = 0; r < rows->count; r++)
    {
        if (r != s && are_equal(rows, s, r))
        {
            *mixed = 1;
            for (slong e = 0; e < rows->count; e++)
            {
                fmpq_set_si(weight + e, e == r, 1);
            }
            return XP_OK;
        }
    }
    /* A function worth more to every other belief than to this one separates it from them. */
    fmpq_init(one);
    fmpq_one(one);
    xp_lp_init(lp, rows->count);
    xp_lp_result_init(result);
    for (slong r = 0; r < rows->count; r++)
    {
        if (r != s)
        {
            add_row(lp, rows, r, s, 0, one, 0);
        }
    }
    xp_status_t status = solve(result, lp, progress, error);
    if (status == XP_OK && result->verdict == XP_LP_INFEASIBLE)
    {
        *mixed = 1;
        set_mixture(weight, result->y, 0, s, rows->count);
    }
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
    fmpq_clear(one);
    return status;
}
