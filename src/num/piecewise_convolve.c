/* The density of a sum: convolution of piecewise polynomials by truncated powers. */
#include <expost/num/piecewise.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/piecewise_impl.h"
#include "num/poly.h"

/* The most terms of truncated powers. */
#define TERMS_LIMIT 1000000

/* Each coefficient of x^i times, or divided by, i!. */
static void scale_by_factorials(fmpq_poly_t f, int divide)
{
    fmpz_t factorial;
    slong length = fmpq_poly_length(f), i;

    fmpz_init_set_ui(factorial, 1);
    if (divide)
    {
        /* By (length - 1)!, times what is too much: one division. */
        for (i = length - 1; i >= 0; i--)
        {
            fmpz_mul(f->coeffs + i, f->coeffs + i, factorial);
            fmpz_mul_ui(factorial, factorial, (ulong) (i > 0 ? i : 1));
        }
        fmpz_mul(fmpq_poly_denref(f), fmpq_poly_denref(f), factorial);
    }
    else
        for (i = 1; i < length; i++)
        {
            fmpz_mul_ui(factorial, factorial, (ulong) i);
            fmpz_mul(f->coeffs + i, f->coeffs + i, factorial);
        }
    fmpq_poly_canonicalise(f);
    fmpz_clear(factorial);
}

/*
 * jump[k]: f, 0 beyond its ends, is the sum over knots of jump_k(x - knot[k]) for x > knot[k].
 * Each coefficient of (x - knot)^i is multiplied by i!: then products are those of polynomials.
 */
static fmpq_poly_struct *list_jumps(const xp_piecewise_t f)
{
    fmpq_poly_struct *jump = xp_malloc((size_t) (f->count + 1) * sizeof(*jump));
    fmpq_t one;
    slong k;

    fmpq_init(one);
    fmpq_one(one);
    for (k = 0; k <= f->count; k++)
    {
        fmpq_poly_init(jump + k);
        if (k < f->count)
            fmpq_poly_set(jump + k, f->piece + k);
        if (k > 0)
            fmpq_poly_sub(jump + k, jump + k, f->piece + k - 1);
        xp_poly_compose_affine(jump + k, jump + k, one, f->knot + k);
        scale_by_factorials(jump + k, 0);
    }
    fmpq_clear(one);
    return jump;
}

static void clear_jumps(fmpq_poly_struct *jump, const xp_piecewise_t f)
{
    slong k;

    for (k = 0; k <= f->count; k++)
        fmpq_poly_clear(jump + k);
    free(jump);
}

typedef struct
{
    fmpq knot;
    slong i, j;
} pair_t;

static int order_pairs(const void *a, const void *b)
{
    const pair_t *x = a, *y = b;
    int order = fmpq_cmp(&x->knot, &y->knot);

    if (order != 0)
        return order;
    order = (x->i > y->i) - (x->i < y->i);
    return order != 0 ? order : (x->j > y->j) - (x->j < y->j);
}

/* The sum of two knots for each pair, rising. */
static pair_t *list_pairs(const xp_piecewise_t f, const xp_piecewise_t g)
{
    slong count = (f->count + 1) * (g->count + 1), k = 0, i, j;
    pair_t *pair = xp_malloc((size_t) count * sizeof(*pair));

    for (i = 0; i <= f->count; i++)
        for (j = 0; j <= g->count; j++, k++)
        {
            fmpq_init(&pair[k].knot);
            fmpq_add(&pair[k].knot, f->knot + i, g->knot + j);
            pair[k].i = i;
            pair[k].j = j;
        }
    qsort(pair, (size_t) count, sizeof(*pair), order_pairs);
    return pair;
}

xp_status_t xp_piecewise_convolve(xp_piecewise_t h, const xp_piecewise_t f,
                                  const xp_piecewise_t g, xp_error_t error)
{
    fmpq_poly_struct *jump_f, *jump_g;
    pair_t *pair;
    xp_piecewise_t result;
    fmpq_poly_t sum, term, now;
    fmpq_t one, shift;
    slong count, pairs, k, next, length;

    assert(f->count > 0 && g->count > 0);
    length = xp_piecewise_degree(f) + xp_piecewise_degree(g) + 4;
    if (f->count >= TERMS_LIMIT || g->count >= TERMS_LIMIT
        || (f->count + 1) * (g->count + 1) > TERMS_LIMIT / length)
    {
        xp_error_set(error, "the density of a sum would have more than %d terms: take fewer "
                            "pieces or lower degrees",
                     TERMS_LIMIT);
        return XP_LIMIT;
    }
    jump_f = list_jumps(f);
    jump_g = list_jumps(g);
    pair = list_pairs(f, g);
    pairs = (f->count + 1) * (g->count + 1);
    xp_piecewise_init_count(result, pairs);
    fmpq_poly_init(sum);
    fmpq_poly_init(term);
    fmpq_poly_init(now);
    fmpq_init(one);
    fmpq_init(shift);
    fmpq_one(one);
    count = 0;
    /* now is the sum of what begins at the knots so far; after the last knot it is 0 again. */
    for (k = 0; k < pairs; k = next)
    {
        fmpq_poly_zero(sum);
        for (next = k; next < pairs && fmpq_equal(&pair[next].knot, &pair[k].knot); next++)
        {
            fmpq_poly_mul(term, jump_f + pair[next].i, jump_g + pair[next].j);
            fmpq_poly_add(sum, sum, term);
        }
        fmpq_set(result->knot + count, &pair[k].knot);
        fmpq_poly_shift_left(sum, sum, 1);
        scale_by_factorials(sum, 1);
        fmpq_neg(shift, &pair[k].knot);
        xp_poly_compose_affine(sum, sum, one, shift);
        fmpq_poly_add(now, now, sum);
        if (next < pairs)
        {
            fmpq_poly_set(result->piece + count, now);
            count++;
        }
    }
    assert(fmpq_poly_is_zero(now));
    xp_piecewise_truncate(result, count);
    xp_piecewise_canonicalise(result);
    for (k = 0; k < pairs; k++)
        fmpq_clear(&pair[k].knot);
    free(pair);
    clear_jumps(jump_f, f);
    clear_jumps(jump_g, g);
    xp_piecewise_swap(h, result);
    xp_piecewise_clear(result);
    fmpq_poly_clear(sum);
    fmpq_poly_clear(term);
    fmpq_poly_clear(now);
    fmpq_clear(one);
    fmpq_clear(shift);
    return XP_OK;
}
