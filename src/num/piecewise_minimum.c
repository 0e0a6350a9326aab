/* The least value of a piecewise polynomial, and where it is attained. */
#include <expost/num/piecewise.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/poly.h"
#include "num/roots.h"

/* Bits of the first comparison, and of the last before the values are compared exactly. */
#define FIRST_BITS 64
#define LAST_BITS 512

/*
 * A point where the least value may be: between low and high a root of the squarefree part of the
 * derivative of the piece, where that turns from - to +; or low = high, rational.
 */
typedef struct
{
    slong piece;
    fmpq low, high;
} candidate_t;

typedef struct
{
    const xp_piecewise_struct *f;
    fmpz_poly_struct *slope; /* of each piece, squarefree */
    candidate_t *candidate;
    arb_struct *value;
    size_t count, room, value_room;
} search_t;

static void add_candidate(search_t *search, slong piece, const fmpq_t low, const fmpq_t high)
{
    candidate_t *candidate;

    xp_array_grow(&search->candidate, &search->room, search->count, sizeof(candidate_t));
    xp_array_grow(&search->value, &search->value_room, search->count, sizeof(arb_struct));
    candidate = search->candidate + search->count;
    candidate->piece = piece;
    fmpq_init(&candidate->low);
    fmpq_init(&candidate->high);
    fmpq_set(&candidate->low, low);
    fmpq_set(&candidate->high, high);
    arb_init(search->value + search->count);
    search->count++;
}

static void drop_candidate(search_t *search, size_t k)
{
    fmpq_clear(&search->candidate[k].low);
    fmpq_clear(&search->candidate[k].high);
    arb_clear(search->value + k);
}

/* Points where the slope turns from - to +. */
static void scan_piece(search_t *search, slong k)
{
    const xp_piecewise_struct *f = search->f;
    fmpq_poly_t derivative;
    fmpz_poly_t p;
    xp_brackets_t roots;
    slong i;

    fmpq_poly_init(derivative);
    fmpz_poly_init(p);
    xp_brackets_init(roots);
    fmpq_poly_derivative(derivative, f->piece + k);
    if (fmpq_poly_degree(derivative) > 0)
    {
        xp_poly_numerator(p, derivative);
        xp_poly_squarefree(search->slope + k, p);
        xp_roots_isolate(roots, search->slope + k, f->knot + k, f->knot + k + 1);
        for (i = 0; i < roots->count; i++)
            if (xp_poly_sign_beside(p, roots->low + i, -1) < 0
                && xp_poly_sign_beside(p, roots->high + i, 1) > 0)
                add_candidate(search, k, roots->low + i, roots->high + i);
    }
    fmpq_poly_clear(derivative);
    fmpz_poly_clear(p);
    xp_brackets_clear(roots);
}

static void enclose_value(search_t *search, size_t k, slong bits)
{
    const candidate_t *candidate = search->candidate + k;
    arb_t x;

    arb_init(x);
    xp_root_get_arb(x, search->slope + candidate->piece, &candidate->low, &candidate->high, bits);
    xp_poly_evaluate_arb(search->value + k, search->f->piece + candidate->piece, x, bits);
    arb_clear(x);
}

/* Drops the candidates whose values are above that of another. */
static void narrow(search_t *search, slong bits)
{
    size_t k, kept = 0, best = 0;
    arf_t end, least;

    arf_init(end);
    arf_init(least);
    arf_pos_inf(least);
    for (k = 0; k < search->count; k++)
    {
        enclose_value(search, k, bits);
        arb_get_ubound_arf(end, search->value + k, bits);
        if (arf_cmp(end, least) < 0)
        {
            arf_swap(end, least);
            best = k;
        }
    }
    for (k = 0; k < search->count; k++)
    {
        arb_get_lbound_arf(end, search->value + k, bits);
        if (k != best && arf_cmp(end, least) > 0)
            drop_candidate(search, k);
        else
        {
            search->candidate[kept] = search->candidate[k];
            search->value[kept] = search->value[k];
            kept++;
        }
    }
    search->count = kept;
    arf_clear(end);
    arf_clear(least);
}

static void get_point(xp_real_t x, const search_t *search, size_t k)
{
    const candidate_t *candidate = search->candidate + k;
    fmpz_poly_factor_t factors;

    if (fmpq_equal(&candidate->low, &candidate->high))
    {
        xp_real_set_fmpq(x, &candidate->low);
        return;
    }
    fmpz_poly_factor_init(factors);
    fmpz_poly_factor(factors, search->slope + candidate->piece);
    xp_root_get_real(x, xp_root_factor(factors, &candidate->low, &candidate->high),
                     &candidate->low, &candidate->high);
    fmpz_poly_factor_clear(factors);
}

/* The first among equal values: exactly, whatever the degree. */
static void choose(xp_real_t value, xp_real_t where, const search_t *search, slong degree_limit,
                   slong precision)
{
    xp_real_t x, y, least;
    size_t k;
    slong piece = search->candidate[0].piece;
    int sign = 0;

    xp_real_init(x);
    xp_real_init(y);
    xp_real_init(least);
    get_point(where, search, 0);
    if (search->count > 1)
        xp_real_evaluate(least, search->f->piece + piece, where, WORD_MAX, precision);
    for (k = 1; k < search->count; k++)
    {
        get_point(x, search, k);
        xp_real_evaluate(y, search->f->piece + search->candidate[k].piece, x, WORD_MAX, precision);
        (void) xp_real_compare(&sign, y, least);
        if (sign < 0)
        {
            xp_real_swap(least, y);
            xp_real_swap(where, x);
            piece = search->candidate[k].piece;
        }
    }
    xp_real_evaluate(value, search->f->piece + piece, where, degree_limit, precision);
    xp_real_clear(x);
    xp_real_clear(y);
    xp_real_clear(least);
}

void xp_piecewise_minimum(xp_real_t value, xp_real_t where, const xp_piecewise_t f,
                          slong degree_limit, slong precision)
{
    search_t search = {f, NULL, NULL, NULL, 0, 0, 0};
    xp_real_t least, point;
    slong bits, k;
    size_t i;

    assert(f->count > 0);
    search.slope = xp_malloc((size_t) f->count * sizeof(fmpz_poly_struct));
    for (k = 0; k < f->count; k++)
    {
        fmpz_poly_init(search.slope + k);
        add_candidate(&search, k, f->knot + k, f->knot + k);
        scan_piece(&search, k);
    }
    add_candidate(&search, f->count - 1, f->knot + f->count, f->knot + f->count);
    for (bits = FIRST_BITS; bits <= LAST_BITS && search.count > 1; bits *= 2)
        narrow(&search, bits);
    xp_real_init(least);
    xp_real_init(point);
    choose(least, point, &search, degree_limit, precision);
    xp_real_swap(value, least);
    xp_real_swap(where, point);
    xp_real_clear(least);
    xp_real_clear(point);
    for (i = 0; i < search.count; i++)
        drop_candidate(&search, i);
    for (k = 0; k < f->count; k++)
        fmpz_poly_clear(search.slope + k);
    free(search.slope);
    free(search.candidate);
    free(search.value);
}
