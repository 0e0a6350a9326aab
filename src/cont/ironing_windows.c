/* Where the support of a cdf is cut into windows for ironing: where the virtual value falls. */
#include "cont/ironing.h"

typedef struct
{
    slong count;
    fmpq *cut;
} cuts_t;

static void add_cut(cuts_t *cuts, const fmpq_t at)
{
    if (cuts->count > 0 && fmpq_cmp(cuts->cut + cuts->count - 1, at) >= 0)
        return;
    fmpq_set(cuts->cut + cuts->count, at);
    cuts->count++;
}

/* A rational strictly between two exact numbers. */
static void find_between(fmpq_t x, const xp_real_t a, const xp_real_t b)
{
    fmpq_t low, high, rest;
    slong bits;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(rest);
    for (bits = 16;; bits *= 2)
    {
        xp_real_bounds(rest, low, a, bits);
        xp_real_bounds(high, rest, b, bits);
        if (fmpq_cmp(low, high) < 0)
            break;
    }
    fmpq_add(x, low, high);
    fmpq_div_2exp(x, x, 1);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(rest);
}

/* Adds the knots below `to` where f jumps down: J does, too. */
static void add_jumps(cuts_t *cuts, slong *knot, const xp_piecewise_t density,
                      const xp_real_t to)
{
    fmpq_t left, right;
    int sign;

    fmpq_init(left);
    fmpq_init(right);
    for (; *knot < density->count
           && xp_real_compare_fmpq(&sign, to, density->knot + *knot) && sign >= 0;
         (*knot)++)
    {
        fmpq_poly_evaluate_fmpq(left, density->piece + *knot - 1, density->knot + *knot);
        fmpq_poly_evaluate_fmpq(right, density->piece + *knot, density->knot + *knot);
        if (fmpq_cmp(left, right) > 0)
            add_cut(cuts, density->knot + *knot);
    }
    fmpq_clear(left);
    fmpq_clear(right);
}

/* N = 2 f^2 + (1 - F) f', with J' = v' N / f^2; signs are exact. */
static void find_signs(xp_signs_t signs, xp_piecewise_t density, const xp_piecewise_t cdf)
{
    xp_piecewise_t slope, reach;
    fmpq_t minus, one, two;

    xp_piecewise_init(slope);
    xp_piecewise_init(reach);
    fmpq_init(minus);
    fmpq_init(one);
    fmpq_init(two);
    fmpq_set_si(minus, -1, 1);
    fmpq_set_si(one, 1, 1);
    fmpq_set_si(two, 2, 1);
    xp_piecewise_derivative(density, cdf);
    xp_piecewise_derivative(slope, density);
    xp_piecewise_scalar_mul(reach, cdf, minus);
    xp_piecewise_add_scalar(reach, reach, one);
    xp_piecewise_mul(slope, slope, reach);
    xp_piecewise_mul(reach, density, density);
    xp_piecewise_scalar_mul(reach, reach, two);
    xp_piecewise_add(slope, slope, reach);
    xp_piecewise_signs(signs, slope);
    fmpq_clear(minus);
    fmpq_clear(one);
    fmpq_clear(two);
    xp_piecewise_clear(slope);
    xp_piecewise_clear(reach);
}

slong xp_ironing_cuts(fmpq **cut, const xp_piecewise_t cdf)
{
    xp_piecewise_t density;
    xp_signs_t signs;
    xp_real_t from, to;
    slong knot = 1, room, k;
    cuts_t cuts[1] = {{0, NULL}};
    fmpq_t at;

    xp_piecewise_init(density);
    xp_signs_init(signs);
    xp_real_init(from);
    xp_real_init(to);
    fmpq_init(at);
    find_signs(signs, density, cdf);
    room = signs->count + cdf->count + 3;
    cuts->cut = _fmpq_vec_init(room);
    add_cut(cuts, cdf->knot);
    xp_real_set_fmpq(from, cdf->knot);
    for (k = 0; k <= signs->count; k++)
    {
        if (k < signs->count)
            xp_real_set(to, signs->root + k);
        else
            xp_real_set_fmpq(to, cdf->knot + cdf->count);
        if (signs->sign[k] <= 0)
        {
            find_between(at, from, to);
            xp_real_set_fmpq(from, at);
            add_jumps(cuts, &knot, density, from);
            add_cut(cuts, at);
        }
        add_jumps(cuts, &knot, density, to);
        xp_real_set(from, to);
    }
    add_cut(cuts, cdf->knot + cdf->count);
    *cut = _fmpq_vec_init(cuts->count);
    for (k = 0; k < cuts->count; k++)
        fmpq_set(*cut + k, cuts->cut + k);
    _fmpq_vec_clear(cuts->cut, room);
    fmpq_clear(at);
    xp_real_clear(from);
    xp_real_clear(to);
    xp_signs_clear(signs);
    xp_piecewise_clear(density);
    return cuts->count - 1;
}
