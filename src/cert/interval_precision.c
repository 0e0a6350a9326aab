/* Certificates about continuous types: how many bits a computation behind a fixed point needs. */
#include <expost/cert/interval.h>

#include "cert/interval_grid.h"

/* Least and most. */
#define LEAST_BITS 128
#define MOST_BITS 65536

/* Bits before the point that the size of the ball has, negative for small ones; at least -4096. */
static slong find_size(const arb_t ball)
{
    mag_t least;
    slong size = -4096;

    mag_init(least);
    arb_get_mag_lower(least, ball);
    if (!mag_is_zero(least) && fmpz_cmp_si(MAG_EXPREF(least), -4096) > 0)
        size = fmpz_cmp_si(MAG_EXPREF(least), MOST_BITS) > 0 ? MOST_BITS
                                                            : fmpz_get_si(MAG_EXPREF(least));
    mag_clear(least);
    return size;
}

/*
 * The bits that errors of the parts can gain on the way to the value at x: a quotient by a small
 * number, a logarithm, root or power of one, an exponential or a product of large ones.
 */
static slong count_lost(const xp_expression_struct *e, const arb_t x)
{
    slong lost = 0, size;
    arb_t value;

    for (slong c = 0; c < e->child_count; c++)
    {
        slong part = count_lost(e->child[c], x);

        lost = part > lost ? part : lost;
    }
    arb_init(value);
    size = 0;
    switch (e->kind)
    {
    case XP_EXPRESSION_DIV:
        xp_expression_evaluate_arb(value, e->child[1], x, NULL, 4096);
        size = -2 * find_size(value);
        break;
    case XP_EXPRESSION_LOG:
    case XP_EXPRESSION_SQRT:
    case XP_EXPRESSION_POW:
        xp_expression_evaluate_arb(value, e->child[0], x, NULL, 4096);
        size = -find_size(value);
        break;
    case XP_EXPRESSION_EXP:
    case XP_EXPRESSION_MUL:
        xp_expression_evaluate_arb(value, e, x, NULL, 4096);
        size = find_size(value);
        break;
    default:
        break;
    }
    arb_clear(value);
    return lost + (size > 0 ? size : 0);
}

/* The most over the pieces of one cdf, at a few points of each. */
static slong count_lost_by(const xp_distribution_t distribution)
{
    slong lost = 0;
    fmpq_t type, part;
    arb_t x;

    fmpq_init(type);
    fmpq_init(part);
    arb_init(x);
    for (slong k = 0; !distribution->polynomial && k < distribution->piece_count; k++)
        for (slong place = 1; place < 8; place++)
        {
            slong here;

            fmpq_sub(type, distribution->knot + k + 1, distribution->knot + k);
            fmpq_set_si(part, place, 8);
            fmpq_mul(type, type, part);
            fmpq_add(type, type, distribution->knot + k);
            arb_set_fmpq(x, type, 4096);
            here = count_lost(distribution->piece[k], x);
            lost = here > lost ? here : lost;
        }
    fmpq_clear(type);
    fmpq_clear(part);
    arb_clear(x);
    return lost;
}

slong xp_certified_precision(const xp_interval_certificate_t certificate)
{
    slong bits = LEAST_BITS;

    for (slong i = 0; i < certificate->n; i++)
        if (xp_certified_same(certificate, i) == i)
        {
            slong needed = LEAST_BITS + count_lost_by(certificate->agent[i].distribution);

            needed = (needed + 63) / 64 * 64;
            bits = needed > bits ? needed : bits;
        }
    return bits > MOST_BITS ? MOST_BITS : bits;
}
