/* What proves the answer to a linear program, checked on its rows in exact arithmetic. */
#include "lp/lp.h"

/* sum = row r times vector */
static void multiply_row(fmpq_t sum, const xp_lp_struct *lp, slong r, const fmpq *vector)
{
    fmpq_zero(sum);
    for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
        if (!fmpq_is_zero(vector + lp->column[e]))
            fmpq_addmul(sum, lp->coefficient + e, vector + lp->column[e]);
}

/* vector_j >= 0 on the nonnegative columns. */
static int has_signs(const xp_lp_struct *lp, const fmpq *vector)
{
    for (slong j = 0; j < lp->column_count; j++)
        if (lp->nonnegative[j] && fmpq_sgn(vector + j) < 0)
            return 0;
    return 1;
}

/* Every row holds for vector; with right side 0 when homogeneous. */
static int satisfies_rows(const xp_lp_struct *lp, const fmpq *vector, int homogeneous)
{
    int good = 1;
    fmpq_t sum;

    fmpq_init(sum);
    for (slong r = 0; r < lp->row_count && good; r++)
    {
        int order;

        multiply_row(sum, lp, r, vector);
        order = homogeneous ? fmpq_sgn(sum) : fmpq_cmp(sum, lp->right + r);
        good = lp->equation[r] ? order == 0 : order >= 0;
    }
    fmpq_clear(sum);
    return good;
}

int xp_lp_is_solution(const xp_lp_t lp, const fmpq *x)
{
    return has_signs(lp, x) && satisfies_rows(lp, x, 0);
}

int xp_lp_is_ray(const xp_lp_t lp, const fmpq *ray)
{
    int good;
    fmpq_t sum;

    fmpq_init(sum);
    for (slong j = 0; j < lp->column_count; j++)
        fmpq_addmul(sum, lp->objective + j, ray + j);
    good = fmpq_sgn(sum) < 0 && has_signs(lp, ray) && satisfies_rows(lp, ray, 1);
    fmpq_clear(sum);
    return good;
}

/*
 * difference - y A in place of difference, and y right.  0 when a multiplier of an
 * inequality is negative: the sum would not follow from the rows.
 */
static int subtract_rows(fmpq *difference, fmpq_t y_right, const xp_lp_struct *lp,
                         const fmpq *y)
{
    fmpq_t product;

    for (slong r = 0; r < lp->row_count; r++)
        if (!lp->equation[r] && fmpq_sgn(y + r) < 0)
            return 0;
    fmpq_init(product);
    fmpq_zero(y_right);
    for (slong r = 0; r < lp->row_count; r++)
    {
        if (fmpq_is_zero(y + r))
            continue;
        fmpq_addmul(y_right, y + r, lp->right + r);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
        {
            fmpq_mul(product, y + r, lp->coefficient + e);
            fmpq_sub(difference + lp->column[e], difference + lp->column[e], product);
        }
    }
    fmpq_clear(product);
    return 1;
}

/* 0 on the free columns, >= 0 on the others: then difference . x >= 0 for every solution x. */
static int is_reduced_cost(const xp_lp_struct *lp, const fmpq *difference)
{
    for (slong j = 0; j < lp->column_count; j++)
        if (lp->nonnegative[j] ? fmpq_sgn(difference + j) < 0 : !fmpq_is_zero(difference + j))
            return 0;
    return 1;
}

/*
 * A solution x would have 0 >= y A x >= y right > 0: the left because -y A is a reduced
 * cost, the middle because y is >= 0 on the inequalities.
 */
int xp_lp_is_refutation(const xp_lp_t lp, const fmpq *y)
{
    fmpq *difference = _fmpq_vec_init(lp->column_count);
    int good;
    fmpq_t y_right;

    fmpq_init(y_right);
    good = subtract_rows(difference, y_right, lp, y) && is_reduced_cost(lp, difference)
           && fmpq_sgn(y_right) > 0;
    fmpq_clear(y_right);
    _fmpq_vec_clear(difference, lp->column_count);
    return good;
}

/* objective . x >= y A x >= y right = value for every solution x. */
int xp_lp_is_bound(const xp_lp_t lp, const fmpq *y, const fmpq_t value)
{
    fmpq *difference = _fmpq_vec_init(lp->column_count);
    int good;
    fmpq_t y_right;

    fmpq_init(y_right);
    for (slong j = 0; j < lp->column_count; j++)
        fmpq_set(difference + j, lp->objective + j);
    good = subtract_rows(difference, y_right, lp, y) && is_reduced_cost(lp, difference)
           && fmpq_equal(y_right, value);
    fmpq_clear(y_right);
    _fmpq_vec_clear(difference, lp->column_count);
    return good;
}
