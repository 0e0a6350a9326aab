/* Exact worst-off types and maxima: algebraic numbers, as far as their degrees allow. */
#include "cont/dissolve.h"

/* The piece of f that has an irrational x. */
static slong find_piece(const xp_piecewise_struct *f, const xp_real_t x)
{
    slong k = 0;
    int sign = 0;

    while (k + 1 < f->count && xp_real_compare_fmpq(&sign, x, f->knot + k + 1) && sign > 0)
        k++;
    return k;
}

/*
 * An irrational v* is no end of the support, so G(v*) = r, and H is a polynomial of v*:
 * v r + tail(v) where r is rational, otherwise v G(v) + tail(v).
 */
static void set_polynomial(fmpq_poly_t f, xp_attack_t attack, slong agent, slong piece)
{
    const xp_real_struct *share = attack->partnership->share + agent;
    const xp_piecewise_struct *tail = xp_attack_tail(attack, agent);

    if (share->kind == XP_REAL_RATIONAL)
    {
        fmpq_poly_zero(f);
        fmpq_poly_set_coeff_fmpq(f, 1, share->rational);
    }
    else
        fmpq_poly_shift_left(f, xp_attack_level(attack, agent)->piece + piece, 1);
    fmpq_poly_add(f, f, tail->piece + piece);
}

int xp_algebraic_largest(xp_real_t worst_off, xp_real_t largest, xp_attack_t attack, slong agent,
                         slong precision)
{
    const xp_real_struct *share = attack->partnership->share + agent;
    slong limit = attack->options->degree_limit;
    const xp_piecewise_struct *tail = xp_attack_tail(attack, agent);

    xp_piecewise_quantile(worst_off, xp_attack_level(attack, agent), share, limit, precision);
    if (worst_off->kind == XP_REAL_RATIONAL)
    {
        xp_real_t rest;

        xp_real_init(rest);
        xp_piecewise_evaluate_real(rest, tail, worst_off, limit, precision);
        xp_real_mul(largest, worst_off, share, limit, precision);
        xp_real_add(largest, largest, rest, limit, precision);
        xp_real_clear(rest);
    }
    else if (worst_off->kind == XP_REAL_ALGEBRAIC)
    {
        fmpq_poly_t f;

        fmpq_poly_init(f);
        set_polynomial(f, attack, agent, find_piece(tail, worst_off));
        xp_real_evaluate(largest, f, worst_off, limit, precision);
        fmpq_poly_clear(f);
    }
    else
        return 0;
    return xp_real_is_exact(largest);
}

void xp_algebraic_sum(xp_real_t sum, const xp_attack_t attack, const xp_real_struct *largest,
                      slong precision)
{
    slong limit = attack->options->degree_limit;
    xp_real_t part;
    fmpq_t number;
    slong i;

    xp_real_init(part);
    fmpq_init(number);
    xp_attack_constant(number, attack);
    xp_real_set_fmpq(sum, number);
    for (i = 0; i < attack->n; i++)
    {
        if (attack->twin[i] != i)
            continue;
        fmpq_set_si(number, attack->count[i], 1);
        xp_real_set_fmpq(part, number);
        xp_real_mul(part, part, largest + i, limit, precision);
        xp_real_sub(sum, sum, part, limit, precision);
    }
    xp_real_clear(part);
    fmpq_clear(number);
}
