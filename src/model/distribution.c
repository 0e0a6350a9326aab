/* The distribution of one agent's type: life and comparison. */
#include <expost/model/distribution.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

void xp_distribution_init(xp_distribution_t distribution)
{
    memset(distribution, 0, sizeof(xp_distribution_struct));
    fmpq_init(distribution->low);
    fmpq_init(distribution->high);
    xp_piecewise_init(distribution->cdf);
    xp_pool_init(distribution->pool);
}

void xp_distribution_clear(xp_distribution_t distribution)
{
    fmpq_clear(distribution->low);
    fmpq_clear(distribution->high);
    free(distribution->name);
    if (distribution->knot != NULL)
        _fmpq_vec_clear(distribution->knot, distribution->piece_count + 1);
    free(distribution->piece);
    free(distribution->density);
    free(distribution->slope);
    if (distribution->base != NULL)
        _arb_vec_clear(distribution->base, distribution->piece_count);
    xp_piecewise_clear(distribution->cdf);
    free(distribution->doubt);
    xp_pool_clear(distribution->pool);
}

void xp_distribution_swap(xp_distribution_t a, xp_distribution_t b)
{
    xp_distribution_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_distribution_set_counts(xp_distribution_t d, slong count)
{
    d->piece_count = count;
    d->knot = _fmpq_vec_init(count + 1);
    d->piece = xp_calloc((size_t) count, sizeof(*d->piece));
    d->slope = xp_calloc((size_t) count, sizeof(*d->slope));
}

void xp_distribution_set_name(xp_distribution_t d, const char *name)
{
    char *copy = name != NULL ? xp_strdup(name) : NULL;

    free(d->name);
    d->name = copy;
}

void xp_distribution_set_doubt(xp_distribution_t d, const char *doubt)
{
    char *copy = doubt != NULL ? xp_strdup(doubt) : NULL;

    free(d->doubt);
    d->doubt = copy;
}

void xp_distribution_add_doubt(xp_distribution_t d, const char *words)
{
    xp_string_t text;

    if (d->doubt != NULL && strstr(d->doubt, words) != NULL)
        return;
    xp_string_init(text);
    if (d->doubt != NULL)
        xp_string_printf(text, "%s, and ", d->doubt);
    xp_string_add(text, words);
    xp_distribution_set_doubt(d, text->text);
    xp_string_clear(text);
}

/* F as a piecewise polynomial; nothing where a piece is none. */
static void expand(xp_distribution_t d)
{
    fmpq_poly_t poly;
    int found = d->density == NULL;

    fmpq_poly_init(poly);
    for (slong k = 0; found && k < d->piece_count; k++)
    {
        found = xp_expression_poly(poly, d->piece[k], 0);
        if (found && k == 0)
            xp_piecewise_set_poly(d->cdf, d->knot, d->knot + 1, poly);
        else if (found)
            xp_piecewise_append(d->cdf, d->knot + k + 1, poly);
    }
    d->polynomial = found;
    if (!found)
    {
        xp_piecewise_clear(d->cdf);
        xp_piecewise_init(d->cdf);
    }
    fmpq_poly_clear(poly);
}

void xp_distribution_finish(xp_distribution_t d)
{
    fmpq_set(d->low, d->knot);
    fmpq_set(d->high, d->knot + d->piece_count);
    expand(d);
    for (slong k = 0; k < d->piece_count; k++)
    {
        fmpq_poly_t slope;

        if (d->density != NULL)
            d->slope[k] = d->density[k];
        else if (d->polynomial)
        {
            /* expanded: products that vanish at an end have gone */
            fmpq_poly_init(slope);
            fmpq_poly_derivative(slope, d->cdf->piece + k);
            d->slope[k] = xp_expression_from_poly(d->pool, slope, 0);
            fmpq_poly_clear(slope);
        }
        else if (k > 0 && d->piece[k] == d->piece[k - 1])
            d->slope[k] = d->slope[k - 1];
        else
            d->slope[k] = xp_expression_derivative(d->pool, d->piece[k], 0);
    }
}

/* Copies each formula once when neighbours share it. */
static void copy_row(const xp_expression_struct **to, xp_pool_t pool,
                     const xp_expression_struct *const *from, slong count)
{
    for (slong k = 0; k < count; k++)
        if (from[k] != NULL)
            to[k] = k > 0 && from[k] == from[k - 1] ? to[k - 1]
                                                    : xp_expression_rename(pool, from[k], 0, 0);
}

void xp_distribution_set(xp_distribution_t distribution, const xp_distribution_t source)
{
    slong count = source->piece_count;
    xp_distribution_t copy;

    xp_distribution_init(copy);
    xp_distribution_set_name(copy, source->name);
    xp_distribution_set_doubt(copy, source->doubt);
    if (count > 0)
    {
        xp_distribution_set_counts(copy, count);
        for (slong k = 0; k <= count; k++)
            fmpq_set(copy->knot + k, source->knot + k);
        copy_row(copy->piece, copy->pool, source->piece, count);
        if (source->density != NULL)
        {
            copy->density = xp_calloc((size_t) count, sizeof(*copy->density));
            copy_row(copy->density, copy->pool, source->density, count);
        }
        if (source->base != NULL)
        {
            copy->base = _arb_vec_init(count);
            _arb_vec_set(copy->base, source->base, count);
        }
        xp_distribution_finish(copy);
    }
    fmpq_set(copy->low, source->low);
    fmpq_set(copy->high, source->high);
    xp_distribution_swap(distribution, copy);
    xp_distribution_clear(copy);
}

int xp_distribution_equal(const xp_distribution_t a, const xp_distribution_t b)
{
    if (!fmpq_equal(a->low, b->low) || !fmpq_equal(a->high, b->high))
        return 0;
    if (a->polynomial && b->polynomial)
    {
        xp_piecewise_t f;
        xp_piecewise_t g;
        int equal;

        xp_piecewise_init(f);
        xp_piecewise_init(g);
        xp_piecewise_set(f, a->cdf);
        xp_piecewise_set(g, b->cdf);
        xp_piecewise_canonicalise(f);
        xp_piecewise_canonicalise(g);
        equal = xp_piecewise_equal(f, g);
        xp_piecewise_clear(f);
        xp_piecewise_clear(g);
        return equal;
    }
    if (a->piece_count != b->piece_count || (a->density == NULL) != (b->density == NULL))
        return 0;
    for (slong k = 0; k < a->piece_count; k++)
        if (!fmpq_equal(a->knot + k, b->knot + k) || !xp_expression_same(a->piece[k], b->piece[k])
            || (a->density != NULL && !xp_expression_same(a->density[k], b->density[k])))
            return 0;
    return 1;
}
