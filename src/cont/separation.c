/* How near to 0 a D that is not 0 can be: a root-separation bound. */
#include "cont/dissolve.h"

/*
 * D = c - sum of H_k, H_k = P_k(x_k), where x_k is a root of an integer polynomial f_k of degree
 * d_k.  With N the common denominator, N D is a root of
 *     chi(z) = product of lead(f_k)^(deg P_k E / d_k) times product over all tuples of roots of
 *              (z - N D(x_1, ..., x_m)),     E = d_1 ... d_m,
 * an iterated resultant, so an integer polynomial.  A root of chi other than 0 is at least
 * 1 / M(chi) in absolute value (M: Mahler's measure), and with L = the sum of the absolute values
 * of all coefficients of N D, Landau's M(f) <= |f|_2 gives
 *     log M(chi) <= E (log L + sum over k of deg P_k log |f_k|_2 / d_k).
 */
#define BITS_LIMIT ((slong) 1 << 40)
#define FACTOR_LIMIT 128

/* N, L / N, E and the sum over k of deg P_k log |f_k| / d_k, as far as terms were added. */
typedef struct
{
    fmpz_t denominator;
    fmpq_t absolute;
    fmpz_t degrees;
    fmpq_t measure;
} bound_struct;

/* An upper bound of log2 of the 2-norm of f. */
static slong get_norm_bits(const fmpz_poly_t f)
{
    fmpz_t sum;
    slong bits;
    slong j;

    fmpz_init(sum);
    for (j = 0; j < f->length; j++)
        fmpz_addmul(sum, f->coeffs + j, f->coeffs + j);
    bits = ((slong) fmpz_bits(sum) + 1) / 2;
    fmpz_clear(sum);
    return bits;
}

/* Adds count P(x) where f(x) = 0. */
static void add_term(bound_struct *bound, const fmpq_poly_t p, const fmpz_poly_t f, slong count)
{
    slong degree = fmpz_poly_degree(f);
    fmpq_t part;
    slong j;

    fmpq_init(part);
    fmpz_lcm(bound->denominator, bound->denominator, p->den);
    for (j = 0; j < p->length; j++)
    {
        fmpq_poly_get_coeff_fmpq(part, p, j);
        fmpq_abs(part, part);
        fmpq_mul_si(part, part, count);
        fmpq_add(bound->absolute, bound->absolute, part);
    }
    fmpz_mul_si(bound->degrees, bound->degrees, degree);
    fmpq_set_si(part, fmpq_poly_degree(p) * get_norm_bits(f), (ulong) degree);
    fmpq_add(bound->measure, bound->measure, part);
    fmpq_clear(part);
}

/* The integer polynomial of G(x) = r: the least polynomial of r at G. */
static void set_level_polynomial(fmpz_poly_t f, const fmpq_poly_t level, const xp_real_t share)
{
    fmpq_poly_t made;

    fmpq_poly_init(made);
    if (share->kind == XP_REAL_RATIONAL)
        fmpq_poly_sub_fmpq(made, level, share->rational);
    else
    {
        fmpq_poly_set_fmpz_poly(made, QQBAR_POLY(share->algebraic));
        fmpq_poly_compose(made, made, level);
    }
    fmpq_poly_get_numerator(f, made);
    fmpz_poly_primitive_part(f, f);
    fmpq_poly_clear(made);
}

/* Replaces f by its one irreducible factor that can vanish in the bracket. */
static void choose_factor(fmpz_poly_t f, const xp_bracket_struct *bracket, slong precision)
{
    fmpz_poly_factor_t factors;
    arb_t x;
    arb_t y;
    slong found = -1;
    slong several = 0;
    slong j;

    if (fmpz_poly_degree(f) > FACTOR_LIMIT)
        return;
    fmpz_poly_factor_init(factors);
    arb_init(x);
    arb_init(y);
    xp_point_get_arb(x, &bracket->low, precision);
    xp_point_get_arb(y, &bracket->high, precision);
    arb_union(x, x, y, precision);
    fmpz_poly_factor(factors, f);
    for (j = 0; j < factors->num; j++)
    {
        arb_fmpz_poly_evaluate_arb(y, factors->p + j, x, precision);
        if (!arb_contains_zero(y))
            continue;
        found = j;
        several++;
    }
    if (several == 1)
        fmpz_poly_set(f, factors->p + found);
    arb_clear(x);
    arb_clear(y);
    fmpz_poly_factor_clear(factors);
}

/* The piece of a piecewise function around the bracket's lower end. */
static slong find_piece(const xp_piecewise_struct *f, const xp_bracket_struct *bracket)
{
    fmpq_t low;
    fmpq_t high;
    slong k;

    fmpq_init(low);
    fmpq_init(high);
    xp_bracket_get_fmpq(low, high, bracket);
    k = xp_piecewise_find(f, low);
    if (k + 1 < f->count && fmpq_cmp(high, f->knot + k + 1) > 0)
        k = -1;
    fmpq_clear(low);
    fmpq_clear(high);
    return k;
}

/* H for a rational v*, whose share may be irrational: tail(v*) + v* r. */
static void add_rational(bound_struct *bound, xp_attack_t attack, slong agent, const fmpq_t x)
{
    const xp_real_struct *share = attack->partnership->share + agent;
    slong count = attack->count[agent];
    fmpq_t value;
    fmpq_t product;

    fmpq_init(value);
    fmpq_init(product);
    xp_piecewise_evaluate(value, xp_attack_tail(attack, agent), x);
    if (share->kind == XP_REAL_RATIONAL)
    {
        fmpq_mul(product, x, share->rational);
        fmpq_add(value, value, product);
        fmpz_lcm(bound->denominator, bound->denominator, fmpq_denref(value));
        fmpq_abs(value, value);
        fmpq_mul_si(value, value, count);
        fmpq_add(bound->absolute, bound->absolute, value);
    }
    else
    {
        fmpq_poly_t p;

        fmpq_poly_init(p);
        fmpq_poly_set_coeff_fmpq(p, 0, value);
        fmpq_poly_set_coeff_fmpq(p, 1, x);
        add_term(bound, p, QQBAR_POLY(share->algebraic), count);
        fmpq_poly_clear(p);
    }
    fmpq_clear(value);
    fmpq_clear(product);
}

/* H as a polynomial of v*, G(v*) = r; 0 when the bracket does not tell which piece it is. */
static int add_irrational(bound_struct *bound, xp_attack_t attack, slong agent,
                          const xp_real_t worst_off)
{
    const xp_real_struct *share = attack->partnership->share + agent;
    const xp_piecewise_struct *level = xp_attack_level(attack, agent);
    slong k = find_piece(level, attack->bracket + agent);
    fmpq_poly_t p;
    fmpz_poly_t f;

    if (k < 0)
        return 0;
    fmpq_poly_init(p);
    fmpz_poly_init(f);
    if (worst_off->kind == XP_REAL_ALGEBRAIC)
        fmpz_poly_set(f, QQBAR_POLY(worst_off->algebraic));
    else
    {
        set_level_polynomial(f, level->piece + k, share);
        choose_factor(f, attack->bracket + agent, 2 * attack->precision);
    }
    if (share->kind == XP_REAL_RATIONAL)
        fmpq_poly_set_coeff_fmpq(p, 1, share->rational);
    else
        fmpq_poly_shift_left(p, level->piece + k, 1);
    fmpq_poly_add(p, p, xp_attack_tail(attack, agent)->piece + k);
    add_term(bound, p, f, attack->count[agent]);
    fmpq_poly_clear(p);
    fmpz_poly_clear(f);
    return 1;
}

static int add_agent(bound_struct *bound, xp_attack_t attack, slong agent,
                     const xp_real_t worst_off)
{
    if (worst_off->kind != XP_REAL_RATIONAL)
        return add_irrational(bound, attack, agent, worst_off);
    add_rational(bound, attack, agent, worst_off->rational);
    return 1;
}

/* E (log2 L + measure) + log2 N, rounded up. */
static slong get_bits(bound_struct *bound)
{
    slong bits = 0;
    fmpz_t total;
    fmpq_t scaled;

    fmpz_init(total);
    fmpq_init(scaled);
    fmpq_mul_fmpz(scaled, bound->absolute, bound->denominator);
    fmpz_cdiv_q(total, fmpq_numref(scaled), fmpq_denref(scaled));
    fmpq_set_si(scaled, (slong) fmpz_bits(total), 1);
    fmpq_add(scaled, scaled, bound->measure);
    fmpq_mul_fmpz(scaled, scaled, bound->degrees);
    fmpz_cdiv_q(total, fmpq_numref(scaled), fmpq_denref(scaled));
    fmpz_add_ui(total, total, fmpz_bits(bound->denominator) + 1);
    if (fmpz_cmp_si(total, BITS_LIMIT) < 0)
        bits = fmpz_get_si(total);
    fmpz_clear(total);
    fmpq_clear(scaled);
    return bits;
}

slong xp_separation_bits(xp_attack_t attack, const xp_real_struct *worst_off)
{
    bound_struct bound;
    slong bits = 0;
    slong i;

    fmpz_init_set_si(bound.denominator, 1);
    fmpq_init(bound.absolute);
    fmpz_init_set_si(bound.degrees, 1);
    fmpq_init(bound.measure);
    xp_attack_constant(bound.absolute, attack);
    fmpz_set(bound.denominator, fmpq_denref(bound.absolute));
    fmpq_abs(bound.absolute, bound.absolute);
    for (i = 0; i < attack->n; i++)
        if (attack->twin[i] == i && !add_agent(&bound, attack, i, worst_off + i))
            break;
    if (i == attack->n)
        bits = get_bits(&bound);
    fmpz_clear(bound.denominator);
    fmpq_clear(bound.absolute);
    fmpz_clear(bound.degrees);
    fmpq_clear(bound.measure);
    return bits;
}
