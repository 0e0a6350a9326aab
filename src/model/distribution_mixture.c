/* Mixtures: the union of the knots, the weighted sum of the pieces. */
#include <expost/model/distribution.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "model/distribution_impl.h"

typedef const xp_expression_struct *formula_t;

static xp_status_t check_weights(const fmpq *weight, slong count, xp_error_struct *error)
{
    fmpq_t sum;
    xp_string_t text;
    xp_status_t status = XP_OK;

    fmpq_init(sum);
    xp_string_init(text);
    for (slong k = 0; status == XP_OK && k < count; k++)
    {
        fmpq_add(sum, sum, weight + k);
        if (fmpq_sgn(weight + k) >= 0)
            continue;
        xp_rat_add_text(text, weight + k);
        xp_error_set(error, "a weight is %s; weights must not be negative", text->text);
        status = XP_INPUT;
    }
    if (status == XP_OK && !fmpq_is_one(sum))
    {
        xp_rat_add_text(text, sum);
        xp_error_set(error, "the weights sum to %s; they must sum to 1", text->text);
        status = XP_INPUT;
    }
    fmpq_clear(sum);
    xp_string_clear(text);
    return status;
}

/* The least knot of all parts over point. */
static int find_next(fmpq_t next, const xp_distribution_struct *const *part, slong count,
                     const fmpq_t point)
{
    const fmpq *best = NULL;

    for (slong p = 0; p < count; p++)
        for (slong k = 0; k <= part[p]->piece_count; k++)
        {
            const fmpq *knot = part[p]->knot + k;

            if (fmpq_cmp(knot, point) > 0 && (best == NULL || fmpq_cmp(knot, best) < 0))
                best = knot;
        }
    if (best != NULL)
        fmpq_set(next, best);
    return best != NULL;
}

/* The piece of a part that begins at or before point and goes on beyond it. */
static slong find_piece(const xp_distribution_struct *part, const fmpq_t point)
{
    slong k = 0;

    while (k + 1 < part->piece_count && fmpq_cmp(part->knot + k + 1, point) <= 0)
        k++;
    return k;
}

static formula_t add_weighted(xp_pool_t pool, formula_t sum, const fmpq_t weight, formula_t piece)
{
    formula_t copy = xp_expression_rename(pool, piece, 0, 0);
    formula_t term =
        xp_expression_binary(pool, XP_EXPRESSION_MUL, xp_expression_constant(pool, weight), copy);

    return xp_expression_binary(pool, XP_EXPRESSION_ADD, sum, term);
}

/* The piece (density) of the mixture behind the knot; NULL when some part has none. */
static formula_t mix(xp_distribution_t d, const xp_distribution_struct *const *part,
                     const fmpq *weight, slong count, const fmpq_t knot, int density)
{
    formula_t sum = xp_expression_constant_si(d->pool, 0, 1);

    for (slong p = 0; p < count; p++)
    {
        slong k = find_piece(part[p], knot);
        formula_t piece = density ? part[p]->slope[k] : part[p]->piece[k];

        if (fmpq_is_zero(weight + p))
            continue;
        if (piece == NULL)
            return NULL;
        sum = add_weighted(d->pool, sum, weight + p, piece);
    }
    return sum;
}

static void set_base(arb_t base, const xp_distribution_struct *const *part, const fmpq *weight,
                     slong count, const fmpq_t knot)
{
    arb_t point;
    arb_t value;
    arb_t factor;

    arb_init(point);
    arb_init(value);
    arb_init(factor);
    arb_zero(base);
    arb_set_fmpq(point, knot, 2 * XP_REAL_PRECISION);
    for (slong p = 0; p < count; p++)
    {
        xp_distribution_cdf(value, part[p], point, 2 * XP_REAL_PRECISION);
        arb_set_fmpq(factor, weight + p, 2 * XP_REAL_PRECISION);
        arb_addmul(base, value, factor, 2 * XP_REAL_PRECISION);
    }
    arb_clear(point);
    arb_clear(value);
    arb_clear(factor);
}

static void name_it(xp_distribution_t d, const xp_distribution_struct *const *part,
                    const fmpq *weight, slong count)
{
    xp_string_t text;

    xp_string_init(text);
    for (slong p = 0; p < count; p++)
    {
        if (p > 0)
            xp_string_add(text, " + ");
        xp_rat_add_text(text, weight + p);
        xp_string_add_char(text, ' ');
        xp_string_add(text, part[p]->name != NULL ? part[p]->name : "cdf");
    }
    xp_distribution_set_name(d, text->text);
    xp_string_clear(text);
}

xp_status_t xp_distribution_set_mixture(xp_distribution_t distribution,
                                        const xp_distribution_struct *const *part,
                                        const fmpq *weight, slong count, xp_error_t error)
{
    slong pieces = 0;
    int by_density = 0;
    fmpq_t point;
    xp_distribution_t d;
    xp_status_t status = check_weights(weight, count, error);

    if (status != XP_OK)
        return status;
    for (slong p = 0; p < count; p++)
    {
        assert(fmpq_equal(part[p]->low, part[0]->low) && fmpq_equal(part[p]->high, part[0]->high));
        by_density = by_density || part[p]->density != NULL;
    }
    fmpq_init(point);
    xp_distribution_init(d);
    fmpq_set(point, part[0]->low);
    while (find_next(point, part, count, point))
        pieces++;
    xp_distribution_set_counts(d, pieces);
    if (by_density)
    {
        d->density = xp_calloc((size_t) pieces, sizeof(*d->density));
        d->base = _arb_vec_init(pieces);
    }
    fmpq_set(d->knot, part[0]->low);
    for (slong k = 0; status == XP_OK && k < pieces; k++)
    {
        find_next(d->knot + k + 1, part, count, d->knot + k);
        if (!by_density)
        {
            d->piece[k] = mix(d, part, weight, count, d->knot + k, 0);
            continue;
        }
        d->density[k] = mix(d, part, weight, count, d->knot + k, 1);
        set_base(d->base + k, part, weight, count, d->knot + k);
        if (d->density[k] == NULL)
        {
            xp_error_set(error, "a part of the mixture has no density by a formula");
            status = XP_REFUSED;
        }
    }
    for (slong p = 0; p < count; p++)
        if (d->doubt == NULL && part[p]->doubt != NULL && !fmpq_is_zero(weight + p))
            xp_distribution_set_doubt(d, part[p]->doubt);
    if (status == XP_OK)
    {
        name_it(d, part, weight, count);
        xp_distribution_finish(d);
        xp_distribution_swap(distribution, d);
    }
    xp_distribution_clear(d);
    fmpq_clear(point);
    return status;
}
