/* Piecewise polynomials: their life, their pieces, equality. */
#include <expost/num/piecewise.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/piecewise_impl.h"

void xp_piecewise_init(xp_piecewise_t f)
{
    f->count = 0;
    f->knot = NULL;
    f->piece = NULL;
}

void xp_piecewise_clear(xp_piecewise_t f)
{
    slong k;

    for (k = 0; k < f->count; k++)
    {
        fmpq_clear(f->knot + k);
        fmpq_poly_clear(f->piece + k);
    }
    if (f->count > 0)
        fmpq_clear(f->knot + f->count);
    free(f->knot);
    free(f->piece);
    xp_piecewise_init(f);
}

void xp_piecewise_init_count(xp_piecewise_t f, slong count)
{
    slong k;

    assert(count > 0);
    f->count = count;
    f->knot = xp_malloc((size_t) (count + 1) * sizeof(fmpq));
    f->piece = xp_malloc((size_t) count * sizeof(fmpq_poly_struct));
    for (k = 0; k < count; k++)
    {
        fmpq_init(f->knot + k);
        fmpq_poly_init(f->piece + k);
    }
    fmpq_init(f->knot + count);
}

void xp_piecewise_truncate(xp_piecewise_t f, slong count)
{
    assert(count > 0);
    while (f->count > count)
    {
        fmpq_clear(f->knot + f->count);
        fmpq_poly_clear(f->piece + f->count - 1);
        f->count--;
    }
}

void xp_piecewise_set(xp_piecewise_t f, const xp_piecewise_t source)
{
    slong k;

    if (f == source)
        return;
    xp_piecewise_clear(f);
    if (source->count == 0)
        return;
    xp_piecewise_init_count(f, source->count);
    for (k = 0; k <= f->count; k++)
        fmpq_set(f->knot + k, source->knot + k);
    for (k = 0; k < f->count; k++)
        fmpq_poly_set(f->piece + k, source->piece + k);
}

void xp_piecewise_swap(xp_piecewise_t f, xp_piecewise_t g)
{
    xp_piecewise_struct temporary = *f;

    *f = *g;
    *g = temporary;
}

void xp_piecewise_set_poly(xp_piecewise_t f, const fmpq_t low, const fmpq_t high,
                           const fmpq_poly_t piece)
{
    xp_piecewise_t result;

    assert(fmpq_cmp(low, high) < 0);
    xp_piecewise_init_count(result, 1);
    fmpq_set(result->knot, low);
    fmpq_set(result->knot + 1, high);
    fmpq_poly_set(result->piece, piece);
    xp_piecewise_swap(f, result);
    xp_piecewise_clear(result);
}

void xp_piecewise_append(xp_piecewise_t f, const fmpq_t high, const fmpq_poly_t piece)
{
    slong count = f->count;
    fmpq_t end;
    fmpq_poly_t copy;

    assert(count > 0 && fmpq_cmp(high, f->knot + count) > 0);
    /* The arguments may lie in the arrays that move. */
    fmpq_init(end);
    fmpq_set(end, high);
    fmpq_poly_init(copy);
    fmpq_poly_set(copy, piece);
    f->knot = xp_realloc(f->knot, (size_t) (count + 2) * sizeof(fmpq));
    f->piece = xp_realloc(f->piece, (size_t) (count + 1) * sizeof(fmpq_poly_struct));
    f->knot[count + 1] = *end;
    f->piece[count] = *copy;
    f->count++;
}

void xp_piecewise_canonicalise(xp_piecewise_t f)
{
    slong kept = 0, k;

    for (k = 1; k < f->count; k++)
    {
        if (fmpq_poly_equal(f->piece + kept, f->piece + k))
            continue;
        kept++;
        if (kept != k)
        {
            fmpq_poly_swap(f->piece + kept, f->piece + k);
            fmpq_swap(f->knot + kept, f->knot + k);
        }
    }
    if (f->count > 0 && kept + 1 < f->count)
    {
        fmpq_swap(f->knot + kept + 1, f->knot + f->count);
        xp_piecewise_truncate(f, kept + 1);
    }
}

int xp_piecewise_equal(const xp_piecewise_t f, const xp_piecewise_t g)
{
    xp_piecewise_t a, b;
    slong k;
    int equal;

    xp_piecewise_init(a);
    xp_piecewise_init(b);
    xp_piecewise_set(a, f);
    xp_piecewise_set(b, g);
    xp_piecewise_canonicalise(a);
    xp_piecewise_canonicalise(b);
    equal = a->count == b->count;
    for (k = 0; equal && k < a->count; k++)
        equal = fmpq_equal(a->knot + k, b->knot + k) && fmpq_poly_equal(a->piece + k, b->piece + k);
    if (equal && a->count > 0)
        equal = fmpq_equal(a->knot + a->count, b->knot + b->count);
    xp_piecewise_clear(a);
    xp_piecewise_clear(b);
    return equal;
}

int xp_piecewise_is_continuous(const xp_piecewise_t f)
{
    fmpq_t left, right;
    slong k;
    int continuous = 1;

    fmpq_init(left);
    fmpq_init(right);
    for (k = 1; continuous && k < f->count; k++)
    {
        fmpq_poly_evaluate_fmpq(left, f->piece + k - 1, f->knot + k);
        fmpq_poly_evaluate_fmpq(right, f->piece + k, f->knot + k);
        continuous = fmpq_equal(left, right);
    }
    fmpq_clear(left);
    fmpq_clear(right);
    return continuous;
}

slong xp_piecewise_degree(const xp_piecewise_t f)
{
    slong degree = -1, k;

    for (k = 0; k < f->count; k++)
        if (fmpq_poly_degree(f->piece + k) > degree)
            degree = fmpq_poly_degree(f->piece + k);
    return degree;
}

slong xp_piecewise_find(const xp_piecewise_t f, const fmpq_t x)
{
    slong low = 0, high = f->count, middle;

    assert(f->count > 0);
    /* knot[low] <= x < knot[high], or low = 0, or high = count */
    while (high - low > 1)
    {
        middle = low + (high - low) / 2;
        if (fmpq_cmp(f->knot + middle, x) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void xp_piecewise_set_domain(xp_piecewise_t f, const fmpq_t low, const fmpq_t high,
                             const fmpq_t left, const fmpq_t right)
{
    xp_piecewise_t h;
    slong count = 0, k;

    assert(f->count > 0 && fmpq_cmp(low, high) < 0);
    /* A piece for each of f's that reaches inside, and one on either side. */
    xp_piecewise_init_count(h, f->count + 2);
    fmpq_set(h->knot, low);
    for (k = -1; k <= f->count; k++)
    {
        /* This piece ends at f->knot[k + 1], the last one nowhere. */
        int ends = k < f->count && fmpq_cmp(f->knot + k + 1, high) < 0;

        if (k < f->count && fmpq_cmp(f->knot + k + 1, low) <= 0)
            continue;
        if (k < 0)
            fmpq_poly_set_fmpq(h->piece + count, left);
        else if (k == f->count)
            fmpq_poly_set_fmpq(h->piece + count, right);
        else
            fmpq_poly_set(h->piece + count, f->piece + k);
        count++;
        fmpq_set(h->knot + count, ends ? f->knot + k + 1 : high);
        if (!ends)
            break;
    }
    xp_piecewise_truncate(h, count);
    xp_piecewise_swap(f, h);
    xp_piecewise_clear(h);
}
