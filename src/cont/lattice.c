/* Sums of independent numbers on a lattice, each spread evenly within its cells. */
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "lattice.h"

void xp_lattice_init(xp_lattice_t lattice)
{
    lattice->count = 0;
    fmpq_init(lattice->start);
    fmpq_init(lattice->step);
    lattice->length = 0;
    lattice->weight = NULL;
    arb_init(lattice->error);
    lattice->above = NULL;
    lattice->first = NULL;
}

static void clear_sums(xp_lattice_t lattice)
{
    if (lattice->above == NULL)
        return;
    _arb_vec_clear(lattice->above, lattice->length + 1);
    _arb_vec_clear(lattice->first, lattice->length + 1);
    lattice->above = NULL;
    lattice->first = NULL;
}

void xp_lattice_clear(xp_lattice_t lattice)
{
    clear_sums(lattice);
    if (lattice->weight != NULL)
        _arb_vec_clear(lattice->weight, lattice->length);
    fmpq_clear(lattice->start);
    fmpq_clear(lattice->step);
    arb_clear(lattice->error);
}

/* New weights, all 0. */
static void set_length(xp_lattice_t lattice, slong length)
{
    clear_sums(lattice);
    if (lattice->weight != NULL)
        _arb_vec_clear(lattice->weight, lattice->length);
    lattice->length = length;
    lattice->weight = length > 0 ? _arb_vec_init(length) : NULL;
}

void xp_lattice_set(xp_lattice_t lattice, const xp_lattice_t source)
{
    assert(lattice != source);
    set_length(lattice, source->length);
    lattice->count = source->count;
    fmpq_set(lattice->start, source->start);
    fmpq_set(lattice->step, source->step);
    _arb_vec_set(lattice->weight, source->weight, source->length);
    arb_set(lattice->error, source->error);
}

/* The density of the type over [from, to], united over pieces, and 0 beyond the support. */
static void enclose_density(arb_t y, const xp_distribution_t distribution, const fmpq_t from,
                            const fmpq_t to, slong precision)
{
    arb_t x;
    arb_t end;
    arb_t part;
    int some = 0;

    arb_init(x);
    arb_init(end);
    arb_init(part);
    if (fmpq_cmp(from, distribution->low) < 0 || fmpq_cmp(to, distribution->high) > 0)
    {
        arb_zero(y);
        some = 1;
    }
    for (slong p = 0; p < distribution->piece_count; p++)
    {
        const fmpq *left = distribution->knot + p;
        const fmpq *right = distribution->knot + p + 1;

        if (fmpq_cmp(left, to) >= 0 || fmpq_cmp(right, from) <= 0)
            continue;
        arb_set_fmpq(x, fmpq_cmp(left, from) > 0 ? left : from, precision);
        arb_set_fmpq(end, fmpq_cmp(right, to) < 0 ? right : to, precision);
        arb_union(x, x, end, precision);
        xp_distribution_density(part, distribution, p, x, precision);
        if (some)
            arb_union(y, y, part, precision);
        else
            arb_set(y, part);
        some = 1;
    }
    arb_clear(x);
    arb_clear(end);
    arb_clear(part);
}

/* P(slope t + shift <= x), t the type at x. */
static void find_probability(arb_t y, const xp_distribution_t distribution, int falls,
                             const fmpq_t t, slong precision)
{
    if (fmpq_cmp(t, distribution->low) <= 0)
    {
        arb_zero(y);
    }
    else if (fmpq_cmp(t, distribution->high) >= 0)
    {
        arb_one(y);
    }
    else
    {
        arb_t x;

        arb_init(x);
        arb_set_fmpq(x, t, precision);
        xp_distribution_cdf(y, distribution, x, precision);
        arb_clear(x);
    }
    if (falls)
    {
        arb_neg(y, y);
        arb_add_ui(y, y, 1, precision);
    }
}

/*
 * Adds a cell's part of the distance: the area between F and its chord there.  Both lie in a box of
 * step times the cell's probability; and where the density has spread w, F - chord, 0 at both ends,
 * lies in a triangle of height w step / 4.
 */
static void add_error(arb_t error, const arb_t probability, const arb_t density,
                      const fmpq_t slope, const fmpq_t step, slong precision)
{
    arb_t box;
    arb_t spread;
    arb_t scale;

    arb_init(box);
    arb_init(spread);
    arb_init(scale);
    arb_set_fmpq(scale, step, precision);
    arb_mul(box, probability, scale, precision);
    arb_mul_2exp_si(box, box, -1);
    if (arb_is_finite(density))
    {
        /* twice the radius, over the slope, times step^2 / 8 */
        arf_set_mag(arb_midref(spread), arb_radref(density));
        arb_mul(spread, spread, scale, precision);
        arb_mul(spread, spread, scale, precision);
        arb_mul_2exp_si(spread, spread, -2);
        arb_set_fmpq(scale, slope, precision);
        arb_abs(scale, scale);
        arb_div(spread, spread, scale, precision);
        arb_min(box, box, spread, precision);
    }
    arb_add(error, error, box, precision);
    arb_clear(box);
    arb_clear(spread);
    arb_clear(scale);
}

void xp_lattice_set_number(xp_lattice_t lattice, const xp_distribution_t distribution,
                           const fmpq_t slope, const fmpq_t shift, const fmpq_t step,
                           slong precision)
{
    int falls = fmpq_sgn(slope) < 0;
    fmpq_t t;
    fmpq_t next;
    fmpq_t move;
    fmpz_t cells;
    arb_t below;
    arb_t upto;
    arb_t density;

    fmpq_init(t);
    fmpq_init(next);
    fmpq_init(move);
    fmpz_init(cells);
    arb_init(below);
    arb_init(upto);
    arb_init(density);
    fmpq_set(t, falls ? distribution->high : distribution->low);
    fmpq_mul(lattice->start, slope, t);
    fmpq_add(lattice->start, lattice->start, shift);
    fmpq_div(move, step, slope);
    fmpq_sub(next, distribution->high, distribution->low);
    fmpq_div(next, next, move);
    fmpq_abs(next, next);
    fmpz_cdiv_q(cells, fmpq_numref(next), fmpq_denref(next));
    lattice->count = 1;
    fmpq_set(lattice->step, step);
    set_length(lattice, fmpz_get_si(cells));
    arb_zero(lattice->error);
    for (slong k = 0; k < lattice->length; k++)
    {
        fmpq_add(next, t, move);
        find_probability(upto, distribution, falls, next, precision);
        arb_sub(lattice->weight + k, upto, below, precision);
        enclose_density(density, distribution, falls ? next : t, falls ? t : next, precision);
        add_error(lattice->error, lattice->weight + k, density, slope, step, precision);
        arb_swap(below, upto);
        fmpq_swap(t, next);
    }
    fmpq_clear(t);
    fmpq_clear(next);
    fmpq_clear(move);
    fmpz_clear(cells);
    arb_clear(below);
    arb_clear(upto);
    arb_clear(density);
}

void xp_lattice_add(xp_lattice_t sum, const xp_lattice_t a, const xp_lattice_t b, slong precision)
{
    assert(sum != a && sum != b);
    if (a->count == 0 || b->count == 0)
    {
        xp_lattice_set(sum, a->count == 0 ? b : a);
        return;
    }
    set_length(sum, a->length + b->length - 1);
    sum->count = a->count + b->count;
    fmpq_add(sum->start, a->start, b->start);
    fmpq_set(sum->step, a->step);
    arb_add(sum->error, a->error, b->error, precision);
    if (a->length >= b->length)
        _arb_poly_mul(sum->weight, a->weight, a->length, b->weight, b->length, precision);
    else
        _arb_poly_mul(sum->weight, b->weight, b->length, a->weight, a->length, precision);
}

void xp_lattice_finish(xp_lattice_t lattice, slong precision)
{
    clear_sums(lattice);
    lattice->above = _arb_vec_init(lattice->length + 1);
    lattice->first = _arb_vec_init(lattice->length + 1);
    for (slong k = lattice->length - 1; k >= 0; k--)
    {
        arb_add(lattice->above + k, lattice->above + k + 1, lattice->weight + k, precision);
        arb_set(lattice->first + k, lattice->first + k + 1);
        arb_addmul_si(lattice->first + k, lattice->weight + k, k, precision);
    }
}

/*
 * E(z + U)^+ (power n + 1) or P(z + U > 0) (power n), U the sum of n uniform numbers, -n < z < 0:
 * the sum over j of (-1)^j C(n, j) (z + n - j)_+^power / power!.  y is not z.
 */
static void find_uniform(fmpq_t y, const fmpq_t z, slong n, slong power)
{
    fmpq_t base;
    fmpq_t term;
    fmpz_t factor;

    fmpq_init(base);
    fmpq_init(term);
    fmpz_init(factor);
    fmpq_zero(y);
    for (slong j = 0; j <= n; j++)
    {
        fmpq_add_si(base, z, n - j);
        if (fmpq_sgn(base) <= 0)
            break;
        fmpq_pow_si(term, base, power);
        fmpz_bin_uiui(factor, (ulong) n, (ulong) j);
        fmpq_mul_fmpz(term, term, factor);
        if (j % 2 == 0)
            fmpq_add(y, y, term);
        else
            fmpq_sub(y, y, term);
    }
    fmpz_fac_ui(factor, (ulong) power);
    fmpq_div_fmpz(y, y, factor);
    fmpq_clear(base);
    fmpq_clear(term);
    fmpz_clear(factor);
}

/*
 * The first cell that lies above u, or length; and the sum over the cells that u cuts of weight
 * times the uniform quantity of the power.
 */
static slong split_cells(arb_t y, const xp_lattice_t lattice, const fmpq_t u, slong power,
                         slong precision)
{
    slong n = lattice->count;
    slong cut;
    slong from;
    fmpq_t z;
    fmpq_t below;
    fmpq_t part;
    fmpz_t first;
    arb_t factor;

    fmpq_init(z);
    fmpq_init(below);
    fmpq_init(part);
    fmpz_init(first);
    arb_init(factor);
    fmpq_sub(z, u, lattice->start);
    fmpq_div(z, z, lattice->step);
    fmpz_cdiv_q(first, fmpq_numref(z), fmpq_denref(z));
    if (fmpz_cmp_si(first, lattice->length + n) > 0)
        fmpz_set_si(first, lattice->length + n);
    cut = fmpz_sgn(first) < 0 ? 0 : fmpz_get_si(first);
    from = cut - n > 0 ? cut - n : 0;
    arb_zero(y);
    for (slong k = from; k < cut && k < lattice->length; k++)
    {
        fmpq_set_si(below, k, 1);
        fmpq_sub(below, below, z);
        find_uniform(part, below, n, power);
        arb_set_fmpq(factor, part, precision);
        arb_addmul(y, factor, lattice->weight + k, precision);
    }
    fmpq_clear(z);
    fmpq_clear(below);
    fmpq_clear(part);
    fmpz_clear(first);
    arb_clear(factor);
    return cut < lattice->length ? cut : lattice->length;
}

void xp_lattice_excess(arb_t y, const xp_lattice_t lattice, const fmpq_t u, slong precision)
{
    slong cut = split_cells(y, lattice, u, lattice->count + 1, precision);
    fmpq_t step;
    fmpq_t mean;
    arb_t part;

    fmpq_init(step);
    fmpq_init(mean);
    arb_init(part);
    /* start + count step / 2 - u */
    fmpq_set(step, lattice->step);
    fmpq_mul_si(mean, step, lattice->count);
    fmpq_div_2exp(mean, mean, 1);
    fmpq_add(mean, mean, lattice->start);
    fmpq_sub(mean, mean, u);
    arb_set_fmpq(part, step, precision);
    arb_mul(y, y, part, precision);
    arb_addmul(y, part, lattice->first + cut, precision);
    arb_set_fmpq(part, mean, precision);
    arb_addmul(y, part, lattice->above + cut, precision);
    fmpq_clear(step);
    fmpq_clear(mean);
    arb_clear(part);
}

void xp_lattice_chance(arb_t y, const xp_lattice_t lattice, const fmpq_t u, slong precision)
{
    slong cut = split_cells(y, lattice, u, lattice->count, precision);

    arb_add(y, y, lattice->above + cut, precision);
}
