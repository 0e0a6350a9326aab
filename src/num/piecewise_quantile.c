/* Quantiles: where a rising piecewise polynomial reaches a level. */
#include <expost/num/piecewise.h>

#include <assert.h>

#include "num/poly.h"
#include "num/roots.h"

/* Degrees up to so many times the limit are factored, in the hope of a small factor. */
#define FACTOR_TRIES 8

/* Whether the roots are a + (p/q)^(1/n): exact whatever the degree. */
static int is_shifted_power(const fmpz_poly_t p)
{
    fmpq_t shift, power;
    int found;

    fmpq_init(shift);
    fmpq_init(power);
    found = xp_poly_is_shifted_power(shift, power, p);
    fmpq_clear(shift);
    fmpq_clear(power);
    return found;
}

/*
 * The only root of p between low and high, of odd order: exact when its irreducible factor is
 * small, else enclosed.
 */
static void find_root(xp_real_t x, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high,
                      slong degree_limit, slong precision)
{
    const fmpz_poly_struct *factor = NULL;
    fmpz_poly_factor_t factors;
    fmpz_poly_t s;
    arb_t ball;

    fmpz_poly_factor_init(factors);
    fmpz_poly_init(s);
    xp_poly_squarefree(s, p);
    if (fmpz_poly_degree(s) <= 1)
        factor = s;
    else if (degree_limit > 0
             && (fmpz_poly_degree(s) / FACTOR_TRIES <= degree_limit || is_shifted_power(s)))
    {
        fmpz_poly_factor(factors, s);
        factor = xp_root_factor(factors, low, high);
    }
    if (factor != NULL && (fmpz_poly_degree(factor) <= 1 || is_shifted_power(factor)
                           || fmpz_poly_degree(factor) <= degree_limit))
        xp_root_get_real(x, factor, low, high);
    else
    {
        arb_init(ball);
        xp_root_get_arb(ball, s, low, high, precision);
        xp_real_set_arb(x, ball);
        arb_clear(ball);
    }
    fmpz_poly_factor_clear(factors);
    fmpz_poly_clear(s);
}

/* piece(x) = level for a rational level strictly between the values at low and high. */
static void solve_rational(xp_real_t x, const fmpq_poly_t piece, const fmpq_t level,
                           const fmpq_t low, const fmpq_t high, slong degree_limit,
                           slong precision)
{
    fmpq_poly_t constant;
    fmpz_poly_t p;

    fmpq_poly_init(constant);
    fmpz_poly_init(p);
    fmpq_poly_set_fmpq(constant, level);
    fmpq_poly_sub(constant, piece, constant);
    xp_poly_numerator(p, constant);
    find_root(x, p, low, high, degree_limit, precision);
    fmpq_poly_clear(constant);
    fmpz_poly_clear(p);
}

/* The numerator of m(piece), m the minimal polynomial of the level: its roots contain x. */
static void compose_minimal(fmpz_poly_t p, const qqbar_t level, const fmpq_poly_t piece)
{
    fmpq_poly_t m;

    fmpq_poly_init(m);
    fmpq_poly_set_fmpz_poly(m, QQBAR_POLY(level));
    fmpq_poly_compose(m, m, piece);
    xp_poly_numerator(p, m);
    fmpq_poly_clear(m);
}

/* Halves [low, high], which contains the x with piece(x) = level. */
static void halve(fmpq_t low, fmpq_t high, const fmpq_poly_t piece, const xp_real_t level)
{
    fmpq_t middle, value;
    int sign = 0;

    fmpq_init(middle);
    fmpq_init(value);
    fmpq_add(middle, low, high);
    fmpq_div_2exp(middle, middle, 1);
    fmpq_poly_evaluate_fmpq(value, piece, middle);
    /* A rational point has a rational value, and the level is not rational. */
    (void) xp_real_compare_fmpq(&sign, level, value);
    fmpq_swap(sign > 0 ? low : high, middle);
    fmpq_clear(middle);
    fmpq_clear(value);
}

/*
 * piece(x) = level for an algebraic level strictly between the values at low and high.
 * Result: 0 when the degrees are too high
 */
static int solve_algebraic(xp_real_t x, const fmpq_poly_t piece, const xp_real_t level,
                           const fmpq_t low, const fmpq_t high, slong degree_limit,
                           slong precision)
{
    fmpz_poly_t p;
    xp_brackets_t roots;
    fmpq_t left, right;
    slong near, k, found = 0;

    if (fmpq_poly_degree(piece) == 1)
    {
        /* piece = a x + b: x = level / a - b / a */
        fmpq_poly_t inverse;
        fmpq_t a, b;

        fmpq_poly_init(inverse);
        fmpq_init(a);
        fmpq_init(b);
        fmpq_poly_get_coeff_fmpq(a, piece, 1);
        fmpq_poly_get_coeff_fmpq(b, piece, 0);
        fmpq_inv(a, a);
        fmpq_mul(b, b, a);
        fmpq_neg(b, b);
        fmpq_poly_set_coeff_fmpq(inverse, 1, a);
        fmpq_poly_set_coeff_fmpq(inverse, 0, b);
        xp_real_evaluate(x, inverse, level, degree_limit, precision);
        fmpq_poly_clear(inverse);
        fmpq_clear(a);
        fmpq_clear(b);
        return 1;
    }
    if (fmpq_poly_degree(piece) / FACTOR_TRIES > degree_limit / qqbar_degree(level->algebraic))
        return 0;
    fmpz_poly_init(p);
    xp_brackets_init(roots);
    fmpq_init(left);
    fmpq_init(right);
    fmpq_set(left, low);
    fmpq_set(right, high);
    compose_minimal(p, level->algebraic, piece);
    xp_poly_squarefree(p, p);
    xp_roots_isolate(roots, p, low, high);
    /* Until only one of the roots can be x. */
    for (;;)
    {
        near = 0;
        for (k = 0; k < roots->count; k++)
            if (fmpq_cmp(roots->low + k, right) <= 0 && fmpq_cmp(left, roots->high + k) <= 0)
            {
                near++;
                found = k;
            }
        if (near <= 1)
            break;
        halve(left, right, piece, level);
    }
    find_root(x, p, roots->low + found, roots->high + found, degree_limit, precision);
    fmpz_poly_clear(p);
    xp_brackets_clear(roots);
    fmpq_clear(left);
    fmpq_clear(right);
    return 1;
}

/* From the first level to the last that the number can be: the quantile rises with the level. */
static void solve_enclosed(xp_real_t x, const xp_piecewise_t f, const xp_real_t level,
                           slong precision)
{
    fmpq_t low, high;
    xp_real_t end, other;
    arb_t a, b;

    fmpq_init(low);
    fmpq_init(high);
    xp_real_init(end);
    xp_real_init(other);
    arb_init(a);
    arb_init(b);
    if (xp_real_bounds(low, high, level, 2 * precision + 64))
    {
        xp_real_set_fmpq(end, low);
        xp_piecewise_quantile(other, f, end, 0, precision);
        xp_real_get_arb(a, other, precision);
        xp_real_set_fmpq(end, high);
        xp_piecewise_quantile(other, f, end, 0, precision);
        xp_real_get_arb(b, other, precision);
        arb_union(a, a, b, precision);
    }
    else
        xp_ball_between(a, f->knot, f->knot + f->count, precision);
    xp_real_set_arb(x, a);
    fmpq_clear(low);
    fmpq_clear(high);
    xp_real_clear(end);
    xp_real_clear(other);
    arb_clear(a);
    arb_clear(b);
}

/* The first knot where f reaches the level: f->count + 1 when there is none. */
static slong find_knot(const xp_piecewise_t f, const xp_real_t level, int *equal)
{
    fmpq_t value;
    slong k;
    int sign = 0;

    fmpq_init(value);
    *equal = 0;
    for (k = 0; k <= f->count; k++)
    {
        xp_piecewise_evaluate(value, f, f->knot + k);
        (void) xp_real_compare_fmpq(&sign, level, value);
        if (sign <= 0)
        {
            *equal = sign == 0;
            break;
        }
    }
    fmpq_clear(value);
    return k;
}

void xp_piecewise_quantile(xp_real_t x, const xp_piecewise_t f, const xp_real_t level,
                           slong degree_limit, slong precision)
{
    xp_real_t result;
    slong k;
    int equal;

    assert(f->count > 0);
    xp_real_init(result);
    if (!xp_real_is_exact(level))
        solve_enclosed(result, f, level, precision);
    else
    {
        k = find_knot(f, level, &equal);
        if (k == 0)
            xp_real_set_fmpq(result, f->knot);
        else if (k > f->count)
            xp_real_set_fmpq(result, f->knot + f->count);
        else if (equal)
            xp_real_set_fmpq(result, f->knot + k);
        else if (level->kind == XP_REAL_RATIONAL)
            solve_rational(result, f->piece + k - 1, level->rational, f->knot + k - 1,
                           f->knot + k, degree_limit, precision);
        else if (!solve_algebraic(result, f->piece + k - 1, level, f->knot + k - 1, f->knot + k,
                                  degree_limit, precision))
            solve_enclosed(result, f, level, precision);
    }
    xp_real_swap(x, result);
    xp_real_clear(result);
}
