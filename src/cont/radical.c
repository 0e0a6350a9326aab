/* The radical test: D is irrational as soon as one of its roots of rationals is. */
#include "cont/dissolve.h"

/* Whether x = y^m for a rational y >= 0.  Domain: x >= 0 */
static int is_power(const fmpq_t x, slong m)
{
    fmpz_t root;
    int exact;

    fmpz_init(root);
    exact = fmpz_root(root, fmpq_numref(x), m) && fmpz_root(root, fmpq_denref(x), m);
    fmpz_clear(root);
    return exact;
}

static int is_piecewise_linear(const xp_piecewise_struct *cdf)
{
    slong k;

    for (k = 0; k < cdf->count; k++)
        if (fmpq_poly_degree(cdf->piece + k) > 1)
            return 0;
    return 1;
}

/* The degree a of a cdf that is ((x - alpha) / (beta - alpha))^a; otherwise 0. */
static slong get_power(const xp_piecewise_struct *cdf)
{
    slong a = fmpq_poly_degree(cdf->piece);
    fmpq_poly_t power;
    fmpq_t length;
    int equal;

    if (cdf->count != 1 || a < 1)
        return 0;
    fmpq_poly_init(power);
    fmpq_init(length);
    fmpq_neg(length, cdf->knot);
    fmpq_poly_set_coeff_fmpq(power, 0, length);
    fmpq_poly_set_coeff_si(power, 1, 1);
    fmpq_sub(length, cdf->knot + 1, cdf->knot);
    fmpq_poly_scalar_div_fmpq(power, power, length);
    fmpq_poly_pow(power, power, (ulong) a);
    equal = fmpq_poly_equal(power, cdf->piece);
    fmpq_poly_clear(power);
    fmpq_clear(length);
    return equal ? a : 0;
}

/* Whether share is the value of G at a knot (then v* is one, or on a flat part). */
static int is_at_knot(const xp_piecewise_struct *cdf, const fmpq_t share, slong m)
{
    fmpq_t value;
    slong k;
    int found = 0;

    fmpq_init(value);
    for (k = 0; k <= cdf->count && !found; k++)
    {
        xp_piecewise_evaluate(value, cdf, cdf->knot + k);
        fmpq_pow_si(value, value, m);
        found = fmpq_equal(value, share);
    }
    fmpq_clear(value);
    return found;
}

/*
 * Where r^(1/m), m = n - 1, lies inside a piece of slope s > 0 that begins at (a, y):
 * v* = a + (r^(1/m) - y) / s and H = v* r + integral of G from v*, whose part that is not rational
 * is r^(1/m) times r / s - r / (s (m + 1)) > 0.  For the power, with L = beta - alpha and order
 * a m: L r r^(1/(a m)) (1 - 1/(a m + 1)).
 */
xp_radical_t xp_radical_test(const xp_attack_t attack)
{
    const xp_piecewise_struct *cdf;
    slong m = attack->n - 1;
    slong a = 1;
    xp_radical_t found = XP_RADICAL_RATIONAL;
    slong i;

    if (attack->evaluator->group_count != 1 || !attack->evaluator->polynomial)
        return XP_RADICAL_NONE;
    cdf = attack->evaluator->distribution[0]->cdf;
    if (!is_piecewise_linear(cdf))
        a = get_power(cdf);
    if (a == 0)
        return XP_RADICAL_NONE;
    for (i = 0; i < attack->n; i++)
        if (attack->partnership->share[i].kind != XP_REAL_RATIONAL)
            return XP_RADICAL_NONE;
    for (i = 0; i < attack->n && found == XP_RADICAL_RATIONAL; i++)
    {
        const fmpq *share = attack->partnership->share[i].rational;

        if (attack->twin[i] == i && !is_power(share, a * m) && !is_at_knot(cdf, share, m))
            found = XP_RADICAL_IRRATIONAL;
    }
    return found;
}
