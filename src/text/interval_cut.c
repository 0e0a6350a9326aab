/* Where comparisons of affine functions of one type change, and formulas between these places. */
#include "text/interval_cut.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* floor and ceil are cut at no more places than this. */
#define STEPS_LIMIT 1000

void xp_cuts_init(xp_cuts_t *cuts, xp_pool_struct *pool, const fmpq_t low, const fmpq_t high)
{
    memset(cuts, 0, sizeof(xp_cuts_t));
    cuts->pool = pool;
    cuts->low = low;
    cuts->high = high;
}

void xp_cuts_clear(xp_cuts_t *cuts)
{
    if (cuts->cut != NULL)
    {
        _fmpq_vec_clear(cuts->cut, cuts->room);
    }
    memset(cuts, 0, sizeof(xp_cuts_t));
}

static int compare_rationals(const void *left, const void *right)
{
    return fmpq_cmp((const fmpq *) left, (const fmpq *) right);
}

void xp_cuts_sort(xp_cuts_t *cuts)
{
    slong kept = 0;

    if (cuts->count > 0)
    {
        qsort(cuts->cut, (size_t) cuts->count, sizeof(fmpq), compare_rationals);
    }
    for (slong c = 0; c < cuts->count; c++)
    {
        if (kept == 0 || !fmpq_equal(cuts->cut + kept - 1, cuts->cut + c))
        {
            fmpq_swap(cuts->cut + kept++, cuts->cut + c);
        }
    }
    cuts->count = kept;
}

static void add_cut(xp_cuts_t *cuts, const fmpq_t place)
{
    if (fmpq_cmp(place, cuts->low) <= 0 || fmpq_cmp(place, cuts->high) >= 0)
    {
        return;
    }
    for (slong c = 0; c < cuts->count; c++)
    {
        if (fmpq_equal(cuts->cut + c, place))
        {
            return;
        }
    }
    if (cuts->count == cuts->room)
    {
        slong room = 2 * cuts->room + 8;
        fmpq *cut = _fmpq_vec_init(room);

        for (slong c = 0; c < cuts->count; c++)
        {
            fmpq_swap(cut + c, cuts->cut + c);
        }
        if (cuts->cut != NULL)
        {
            _fmpq_vec_clear(cuts->cut, cuts->room);
        }
        cuts->cut = cut;
        cuts->room = room;
    }
    fmpq_set(cuts->cut + cuts->count++, place);
}

/* e as a + b t; 0 when it is none. */
static int get_affine(fmpq_t a, fmpq_t b, const xp_expression_struct *e)
{
    fmpq_poly_t poly;
    int affine;

    fmpq_poly_init(poly);
    affine = xp_expression_poly(poly, e, 0) && fmpq_poly_degree(poly) <= 1;
    if (affine)
    {
        fmpq_poly_get_coeff_fmpq(a, poly, 0);
        fmpq_poly_get_coeff_fmpq(b, poly, 1);
    }
    fmpq_poly_clear(poly);
    return affine;
}

/* The sign at point of an affine e, which is cut where that changes; -2 when e is not affine. */
static int find_sign(xp_cuts_t *cuts, const xp_expression_struct *e, const fmpq_t point)
{
    fmpq_t a, b, value;
    int sign = -2;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(value);
    if (get_affine(a, b, e))
    {
        fmpq_mul(value, b, point);
        fmpq_add(value, value, a);
        sign = fmpq_sgn(value);
        if (!fmpq_is_zero(b))
        {
            fmpq_div(value, a, b);
            fmpq_neg(value, value);
            add_cut(cuts, value);
        }
    }
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(value);
    return sign;
}

static int compare(xp_cuts_t *cuts, const xp_expression_struct *left,
                   const xp_expression_struct *right, const fmpq_t point)
{
    return find_sign(cuts, xp_expression_binary(cuts->pool, XP_EXPRESSION_SUB, left, right),
                     point);
}

int xp_cuts_decide(xp_cuts_t *cuts, const xp_expression_struct *e, const fmpq_t point)
{
    int sign;

    if (e->kind == XP_EXPRESSION_NOT)
    {
        int answer = xp_cuts_decide(cuts, e->child[0], point);

        return answer < 0 ? -1 : !answer;
    }
    if (e->kind == XP_EXPRESSION_AND || e->kind == XP_EXPRESSION_OR)
    {
        int deciding = e->kind == XP_EXPRESSION_OR;
        int first = xp_cuts_decide(cuts, e->child[0], point);
        int second = xp_cuts_decide(cuts, e->child[1], point);

        return first == deciding || second == deciding ? deciding
               : first < 0 || second < 0               ? -1
                                                       : !deciding;
    }
    sign = compare(cuts, xp_cuts_resolve(cuts, e->child[0], point),
                   xp_cuts_resolve(cuts, e->child[1], point), point);
    if (sign == -2)
    {
        return -1;
    }
    switch (e->kind)
    {
        case XP_EXPRESSION_EQ:
            return sign == 0;
        case XP_EXPRESSION_NE:
            return sign != 0;
        case XP_EXPRESSION_LT:
            return sign < 0;
        case XP_EXPRESSION_LE:
            return sign <= 0;
        case XP_EXPRESSION_GT:
            return sign > 0;
        default:
            return sign >= 0;
    }
}

/* The child that is the least (the largest) at point, all differences being affine; or NULL. */
static const xp_expression_struct *find_extreme(xp_cuts_t *cuts,
                                                const xp_expression_struct *const *child,
                                                slong count, int largest, const fmpq_t point)
{
    const xp_expression_struct *best = child[0];

    for (slong c = 1; c < count && best != NULL; c++)
    {
        int sign = compare(cuts, child[c], best, point);

        best = sign == -2 ? NULL : (largest ? sign > 0 : sign < 0) ? child[c] : best;
    }
    return best;
}

/* floor(e) or ceil(e) near point for an affine e, cut at every step; NULL when it is not affine. */
static const xp_expression_struct *find_step(xp_cuts_t *cuts, const xp_expression_struct *e,
                                             int up, const fmpq_t point)
{
    const xp_expression_struct *result = NULL;
    fmpq_t a, b, left, right;
    fmpz_t first, last;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(left);
    fmpq_init(right);
    fmpz_init(first);
    fmpz_init(last);
    if (get_affine(a, b, e))
    {
        fmpq_mul(left, b, cuts->low);
        fmpq_add(left, left, a);
        fmpq_mul(right, b, cuts->high);
        fmpq_add(right, right, a);
        if (fmpq_cmp(left, right) > 0)
        {
            fmpq_swap(left, right);
        }
        fmpz_cdiv_q(first, fmpq_numref(left), fmpq_denref(left));
        fmpz_fdiv_q(last, fmpq_numref(right), fmpq_denref(right));
        fmpq_mul(left, b, point);
        fmpq_add(left, left, a);
        fmpz_sub(fmpq_numref(right), last, first);
        if (fmpz_cmp_si(fmpq_numref(right), STEPS_LIMIT) < 0)
        {
            for (; !fmpq_is_zero(b) && fmpz_cmp(first, last) <= 0; fmpz_add_ui(first, first, 1))
            {
                fmpq_sub_fmpz(right, a, first);
                fmpq_div(right, right, b);
                fmpq_neg(right, right);
                add_cut(cuts, right);
            }
            (up ? fmpz_cdiv_q : fmpz_fdiv_q)(first, fmpq_numref(left), fmpq_denref(left));
            fmpq_set_fmpz(left, first);
            result = xp_expression_constant(cuts->pool, left);
        }
        fmpz_one(fmpq_denref(right));
    }
    fmpz_clear(first);
    fmpz_clear(last);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(left);
    fmpq_clear(right);
    return result;
}

/* A function with branches at parts that have none left; NULL where a branch stays. */
static const xp_expression_struct *find_branch(xp_cuts_t *cuts, const xp_expression_struct *e,
                                               const xp_expression_struct *const *child,
                                               const fmpq_t point)
{
    int sign;

    switch (e->kind)
    {
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            return find_extreme(cuts, child, e->child_count, e->kind == XP_EXPRESSION_MAX, point);
        case XP_EXPRESSION_ABS:
            sign = find_sign(cuts, child[0], point);
            return sign == -2  ? NULL
                   : sign >= 0 ? child[0]
                               : xp_expression_unary(cuts->pool, XP_EXPRESSION_NEGATE, child[0]);
        case XP_EXPRESSION_FLOOR:
        case XP_EXPRESSION_CEIL:
            return find_step(cuts, child[0], e->kind == XP_EXPRESSION_CEIL, point);
        default:
            return NULL;
    }
}

const xp_expression_struct *xp_cuts_resolve(xp_cuts_t *cuts, const xp_expression_struct *e,
                                            const fmpq_t point)
{
    const xp_expression_struct **child;
    const xp_expression_struct *result;
    int same = 1;

    if (e->child_count == 0)
    {
        return e;
    }
    if (e->kind == XP_EXPRESSION_IF)
    {
        int holds = xp_cuts_decide(cuts, e->child[0], point);

        if (holds >= 0)
        {
            return xp_cuts_resolve(cuts, e->child[holds ? 1 : 2], point);
        }
    }
    child = xp_calloc((size_t) e->child_count, sizeof(*child));
    for (slong c = 0; c < e->child_count; c++)
    {
        child[c] = xp_cuts_resolve(cuts, e->child[c], point);
        same = same && child[c] == e->child[c];
    }
    result = find_branch(cuts, e, child, point);
    if (result == NULL && same)
    {
        result = e;
    }
    if (result == NULL && e->child_count == 1)
    {
        result = xp_expression_unary(cuts->pool, e->kind, child[0]);
    }
    if (result == NULL && e->child_count == 2 && e->kind != XP_EXPRESSION_MIN &&
        e->kind != XP_EXPRESSION_MAX)
    {
        result = xp_expression_binary(cuts->pool, e->kind, child[0], child[1]);
    }
    if (result == NULL)
    {
        result = xp_expression_node(cuts->pool, e->kind, child, e->child_count);
    }
    free(child);
    return result;
}
