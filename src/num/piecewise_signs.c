/* Where a piecewise polynomial has which sign, and whether it is negative anywhere. */
#include <expost/num/piecewise.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/poly.h"
#include "num/roots.h"

void xp_signs_init(xp_signs_t signs)
{
    signs->count = 0;
    signs->root = NULL;
    signs->sign = NULL;
}

void xp_signs_clear(xp_signs_t signs)
{
    if (signs->root != NULL)
        xp_real_vec_clear(signs->root, signs->count);
    free(signs->sign);
    xp_signs_init(signs);
}

/* Roots and signs as they are found, from left to right. */
typedef struct
{
    xp_real_struct *root;
    int *sign;
    size_t count, root_room, sign_room;
} finding_t;

static void add_sign(finding_t *found, int sign)
{
    xp_array_grow(&found->sign, &found->sign_room, found->count, sizeof(int));
    found->sign[found->count] = sign;
}

/* A root, and the sign on its right. */
static xp_real_struct *add_root(finding_t *found, int sign)
{
    xp_real_struct *root;

    xp_array_grow(&found->root, &found->root_room, found->count, sizeof(xp_real_struct));
    root = found->root + found->count;
    xp_real_init(root);
    found->count++;
    add_sign(found, sign);
    return root;
}

/* The roots of a piece inside its interval. */
static void scan_piece(finding_t *found, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high)
{
    fmpz_poly_t s;
    fmpz_poly_factor_t factors;
    xp_brackets_t roots;
    slong k;
    int factored = 0;

    fmpz_poly_init(s);
    fmpz_poly_factor_init(factors);
    xp_brackets_init(roots);
    xp_poly_squarefree(s, p);
    xp_roots_isolate(roots, s, low, high);
    for (k = 0; k < roots->count; k++)
    {
        const fmpq *a = roots->low + k, *b = roots->high + k;

        if (fmpq_equal(a, b))
            xp_real_set_fmpq(add_root(found, xp_poly_sign_beside(p, a, 1)), a);
        else
        {
            if (!factored)
                fmpz_poly_factor(factors, s);
            factored = 1;
            xp_root_get_real(add_root(found, xp_poly_sign_at(p, b)),
                             xp_root_factor(factors, a, b), a, b);
        }
    }
    fmpz_poly_clear(s);
    fmpz_poly_factor_clear(factors);
    xp_brackets_clear(roots);
}

void xp_piecewise_signs(xp_signs_t signs, const xp_piecewise_t f)
{
    finding_t found = {NULL, NULL, 0, 0, 0};
    fmpz_poly_t p;
    slong k;

    assert(f->count > 0);
    fmpz_poly_init(p);
    for (k = 0; k < f->count; k++)
    {
        int right;

        xp_poly_numerator(p, f->piece + k);
        right = xp_poly_sign_beside(p, f->knot + k, 1);
        if (k == 0)
            add_sign(&found, right);
        else if (found.sign[found.count] != right
                 || (right != 0 && xp_poly_sign_at(p, f->knot + k) == 0))
            xp_real_set_fmpq(add_root(&found, right), f->knot + k);
        if (fmpz_poly_degree(p) > 0)
            scan_piece(&found, p, f->knot + k, f->knot + k + 1);
    }
    fmpz_poly_clear(p);
    xp_signs_clear(signs);
    signs->count = (slong) found.count;
    signs->root = found.root;
    signs->sign = found.sign;
}

/*
 * A rational point between low and high with p < 0, which there is near low or near high: the
 * fractions 1/4, 1/8, ... of the way from either end are tried.
 */
static void search_near_ends(fmpq_t where, const fmpz_poly_t p, const fmpq_t low,
                             const fmpq_t high)
{
    fmpq_t step;
    int found = 0;

    fmpq_init(step);
    fmpq_sub(step, high, low);
    fmpq_div_2exp(step, step, 1);
    while (!found)
    {
        fmpq_add(where, low, step);
        found = xp_poly_sign_at(p, where) < 0;
        if (!found)
        {
            fmpq_sub(where, high, step);
            found = xp_poly_sign_at(p, where) < 0;
        }
        fmpq_div_2exp(step, step, 1);
    }
    fmpq_clear(step);
}

/* The product of the squarefree factors of odd order. */
static void keep_odd_orders(fmpz_poly_t odd, const fmpz_poly_t p)
{
    fmpz_poly_factor_t factors;
    slong k;

    fmpz_poly_factor_init(factors);
    fmpz_poly_factor_squarefree(factors, p);
    fmpz_poly_one(odd);
    for (k = 0; k < factors->num; k++)
        if (factors->exp[k] % 2 == 1)
            fmpz_poly_mul(odd, odd, factors->p + k);
    fmpz_poly_factor_clear(factors);
}

/*
 * p < 0 somewhere in [low, high] when it is so beside an end, or when a root of odd order lies
 * between.
 */
static int is_piece_negative(fmpq_t where, const fmpz_poly_t p, const fmpq_t low,
                             const fmpq_t high)
{
    fmpz_poly_t odd;
    xp_brackets_t roots;
    fmpq_t left, right;
    int negative;

    if (fmpz_poly_is_zero(p))
        return 0;
    if (xp_poly_sign_beside(p, low, 1) < 0 || xp_poly_sign_beside(p, high, -1) < 0)
    {
        search_near_ends(where, p, low, high);
        return 1;
    }
    if (fmpz_poly_degree(p) <= 1)
        return 0;
    fmpz_poly_init(odd);
    xp_brackets_init(roots);
    fmpq_init(left);
    fmpq_init(right);
    keep_odd_orders(odd, p);
    xp_roots_isolate(roots, odd, low, high);
    negative = roots->count > 0;
    if (negative)
    {
        fmpq_set(left, roots->low);
        fmpq_set(right, roots->high);
        if (fmpq_equal(left, right))
        {
            /* The sign changes at this point: on one side, as near as needed, p < 0. */
            if (xp_poly_sign_beside(p, left, 1) < 0)
                fmpq_set(right, high);
            else
                fmpq_set(left, low);
        }
        search_near_ends(where, p, left, right);
    }
    fmpz_poly_clear(odd);
    xp_brackets_clear(roots);
    fmpq_clear(left);
    fmpq_clear(right);
    return negative;
}

int xp_piecewise_is_nonnegative(fmpq_t where, const xp_piecewise_t f)
{
    fmpz_poly_t p;
    fmpq_t point;
    slong k;
    int negative = 0;

    assert(f->count > 0);
    fmpz_poly_init(p);
    fmpq_init(point);
    for (k = 0; k < f->count && !negative; k++)
    {
        xp_poly_numerator(p, f->piece + k);
        negative = is_piece_negative(point, p, f->knot + k, f->knot + k + 1);
    }
    if (negative && where != NULL)
        fmpq_swap(where, point);
    fmpz_poly_clear(p);
    fmpq_clear(point);
    return !negative;
}
