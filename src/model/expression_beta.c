/* The regularised incomplete beta function: as a polynomial, and over balls. */
#include "model/expression_impl.h"

int xp_expression_beta_integers(ulong *a, ulong *b, const xp_expression_struct *e)
{
    for (int c = 1; c <= 2; c++)
        if (!xp_expression_is_integer(e->child[c]) || fmpq_sgn(e->child[c]->value) <= 0
            || fmpz_cmp_ui(fmpq_numref(e->child[c]->value), 1000) > 0)
            return 0;
    *a = fmpz_get_ui(fmpq_numref(e->child[1]->value));
    *b = fmpz_get_ui(fmpq_numref(e->child[2]->value));
    return *a + *b <= 1000;
}

/* I_x(a, b) = sum of C(m, j) x^j (1 - x)^(m - j) over j = a .. m, m = a + b - 1. */
void xp_expression_beta_poly(fmpq_poly_t poly, ulong a, ulong b)
{
    ulong m = a + b - 1;
    fmpz_t binomial;
    fmpz_poly_t sum;
    fmpz_poly_t term;
    fmpz_poly_t rest;

    fmpz_init(binomial);
    fmpz_poly_init(sum);
    fmpz_poly_init(term);
    fmpz_poly_init(rest);
    fmpz_poly_set_coeff_si(rest, 0, 1);
    fmpz_poly_set_coeff_si(rest, 1, -1);
    for (ulong j = a; j <= m; j++)
    {
        fmpz_poly_pow(term, rest, m - j);
        fmpz_bin_uiui(binomial, m, j);
        fmpz_poly_scalar_mul_fmpz(term, term, binomial);
        fmpz_poly_shift_left(term, term, (slong) j);
        fmpz_poly_add(sum, sum, term);
    }
    fmpq_poly_set_fmpz_poly(poly, sum);
    fmpz_clear(binomial);
    fmpz_poly_clear(sum);
    fmpz_poly_clear(term);
    fmpz_poly_clear(rest);
}

void xp_expression_beta_arb(arb_t value, const arb_t x, const arb_t a, const arb_t b,
                            slong precision)
{
    arb_t low;
    arb_t high;
    arb_t unit;
    arf_t end;

    arb_init(low);
    arb_init(high);
    arb_init(unit);
    arf_init(end);
    arb_unit_interval(unit);
    for (int upper = 0; upper < 2; upper++)
    {
        arb_struct *result = upper ? high : low;
        arb_t point;

        arb_init(point);
        if (upper)
            arb_get_ubound_arf(end, x, precision + 30);
        else
            arb_get_lbound_arf(end, x, precision + 30);
        if (arf_is_nan(end))
            arb_set_si(result, upper);
        else if (arf_sgn(end) <= 0)
            arb_zero(result);
        else if (arf_cmp_si(end, 1) >= 0)
            arb_one(result);
        else
        {
            arb_set_arf(point, end);
            arb_hypgeom_beta_lower(result, a, b, point, 1, precision);
            if (!arb_is_finite(result) || !arb_intersection(result, result, unit, precision))
                arb_set(result, unit);
        }
        arb_clear(point);
    }
    arb_union(value, low, high, precision);
    arb_clear(low);
    arb_clear(high);
    arb_clear(unit);
    arf_clear(end);
}
