/* Polyhedra of types, and functions given by polynomials on them. */
#include "cont/region.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_region_init(xp_region_t region, slong n)
{
    memset(region, 0, sizeof(xp_region_struct));
    region->n = n;
}

void xp_region_clear(xp_region_t region)
{
    if (region->row != NULL)
        _fmpq_vec_clear(region->row, (slong) region->room * (region->n + 1));
    free(region->strict);
    region->row = NULL;
    region->strict = NULL;
}

void xp_region_swap(xp_region_t a, xp_region_t b)
{
    xp_region_struct keep = *a;

    *a = *b;
    *b = keep;
}

/* Room for one more row: the numbers move, so they are swapped into a new vector. */
static void make_room(xp_region_t region)
{
    slong width = region->n + 1, old = (slong) region->room * width, i;
    size_t room = region->room == 0 ? 8 : 2 * region->room;
    fmpq *row;

    if ((size_t) region->count < region->room)
        return;
    row = _fmpq_vec_init((slong) room * width);
    for (i = 0; i < old; i++)
        fmpq_swap(row + i, region->row + i);
    if (region->row != NULL)
        _fmpq_vec_clear(region->row, old);
    region->row = row;
    region->strict = xp_realloc(region->strict, room);
    region->room = room;
}

void xp_region_add(xp_region_t region, const fmpq *row, int sign, int strict)
{
    slong width = region->n + 1, i;

    make_room(region);
    for (i = 0; i < width; i++)
        if (sign < 0)
            fmpq_neg(region->row + region->count * width + i, row + i);
        else
            fmpq_set(region->row + region->count * width + i, row + i);
    region->strict[region->count++] = (unsigned char) strict;
}

void xp_region_set(xp_region_t region, const xp_region_t source)
{
    xp_region_t copy;
    slong r;

    xp_region_init(copy, source->n);
    for (r = 0; r < source->count; r++)
        xp_region_add(copy, source->row + r * (source->n + 1), 1, source->strict[r]);
    xp_region_swap(region, copy);
    xp_region_clear(copy);
}

/* The least or largest value of a row over the box. */
static void bound_row(fmpq_t bound, const fmpq *row, const xp_continuous_t model, int largest)
{
    slong n = model->agent_count, i;

    fmpq_set(bound, row + n);
    for (i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;
        int high = (fmpq_sgn(row + i) > 0) == (largest != 0);

        fmpq_addmul(bound, row + i, high ? agent->high : agent->low);
    }
}

/* Whether two rows are the same up to a positive factor. */
static int is_multiple(const fmpq *a, const fmpq *b, slong width)
{
    int same = 1;
    fmpq_t x, y;
    slong i, k = 0;

    while (k < width && fmpq_is_zero(a + k))
        k++;
    if (k == width || fmpq_sgn(a + k) != fmpq_sgn(b + k))
        return 0;
    fmpq_init(x);
    fmpq_init(y);
    for (i = 0; i < width && same; i++)
    {
        fmpq_mul(x, a + i, b + k);
        fmpq_mul(y, b + i, a + k);
        same = fmpq_equal(x, y);
    }
    fmpq_clear(x);
    fmpq_clear(y);
    return same;
}

int xp_region_reduce(xp_region_t region, const xp_continuous_t model)
{
    slong width = region->n + 1, r, s;
    xp_region_t reduced;
    int interior = 1;
    fmpq_t bound;

    fmpq_init(bound);
    xp_region_init(reduced, region->n);
    for (r = 0; r < region->count && interior; r++)
    {
        const fmpq *row = region->row + r * width;
        int known;

        bound_row(bound, row, model, 0);
        known = fmpq_sgn(bound) > 0 || (fmpq_sgn(bound) == 0 && !region->strict[r]);
        bound_row(bound, row, model, 1);
        interior = known || fmpq_sgn(bound) > 0;
        for (s = 0; s < reduced->count && !known; s++)
            known = is_multiple(reduced->row + s * width, row, width)
                    && reduced->strict[s] >= region->strict[r];
        if (!known)
            xp_region_add(reduced, row, 1, region->strict[r]);
    }
    xp_region_swap(region, reduced);
    xp_region_clear(reduced);
    fmpq_clear(bound);
    return interior;
}

/* Whether the row reads the type of agent i and no other. */
static int is_about(const fmpq *row, slong n, slong i)
{
    slong j;

    for (j = 0; j < n; j++)
        if (fmpq_is_zero(row + j) == (j == i))
            return 0;
    return 1;
}

/* The same for the type of one agent. */
static xp_region_width_t width_of(const xp_region_t region, const xp_continuous_t model, slong i)
{
    slong n = region->n, r;
    int open_low = 0, open_high = 0, order;
    fmpq_t low, high, bound;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(bound);
    fmpq_set(low, model->agent[i].low);
    fmpq_set(high, model->agent[i].high);
    for (r = 0; r < region->count; r++)
    {
        const fmpq *row = region->row + r * (n + 1);
        int lower = fmpq_sgn(row + i) > 0;

        if (!is_about(row, n, i))
            continue;
        fmpq_div(bound, row + n, row + i);
        fmpq_neg(bound, bound);
        order = fmpq_cmp(bound, lower ? low : high);
        if (order == 0)
        {
            open_low |= lower && region->strict[r];
            open_high |= !lower && region->strict[r];
        }
        else if (lower && order > 0)
        {
            fmpq_set(low, bound);
            open_low = region->strict[r];
        }
        else if (!lower && order < 0)
        {
            fmpq_set(high, bound);
            open_high = region->strict[r];
        }
    }
    order = fmpq_cmp(low, high);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(bound);
    if (order < 0)
        return XP_REGION_WIDE;
    return order == 0 && !open_low && !open_high ? XP_REGION_SINGLE : XP_REGION_EMPTY;
}

xp_region_width_t xp_region_width(const xp_region_t region, const xp_continuous_t model)
{
    xp_region_width_t least = XP_REGION_WIDE, width;
    slong i;

    for (i = 0; i < region->n; i++)
    {
        width = width_of(region, model, i);
        least = width < least ? width : least;
    }
    return least;
}

void xp_pieces_init(xp_pieces_t pieces, fmpq_mpoly_ctx_struct *context)
{
    memset(pieces, 0, sizeof(xp_pieces_struct));
    pieces->context = context;
}

void xp_pieces_clear(xp_pieces_t pieces)
{
    slong k;

    for (k = 0; k < pieces->count; k++)
    {
        xp_region_clear(pieces->region + k);
        fmpq_mpoly_clear(pieces->poly + k, pieces->context);
    }
    free(pieces->region);
    free(pieces->poly);
}

void xp_pieces_add(xp_pieces_t pieces, const xp_region_t region, const fmpq_mpoly_t poly)
{
    size_t room = pieces->room;

    xp_array_grow(&pieces->region, &room, (size_t) pieces->count, sizeof(xp_region_struct));
    xp_array_grow(&pieces->poly, &pieces->room, (size_t) pieces->count,
                  sizeof(fmpq_mpoly_struct));
    xp_region_init(pieces->region + pieces->count, region->n);
    xp_region_set(pieces->region + pieces->count, region);
    fmpq_mpoly_init(pieces->poly + pieces->count, pieces->context);
    if (poly != NULL)
        fmpq_mpoly_set(pieces->poly + pieces->count, poly, pieces->context);
    pieces->count++;
}
