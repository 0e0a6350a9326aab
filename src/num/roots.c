/* Real roots of integer polynomials: brackets, enclosures, exact numbers. */
#include "num/roots.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/poly.h"

void xp_brackets_init(xp_brackets_t roots)
{
    roots->count = roots->room = 0;
    roots->low = roots->high = NULL;
}

void xp_brackets_clear(xp_brackets_t roots)
{
    slong k;

    for (k = 0; k < roots->count; k++)
    {
        fmpq_clear(roots->low + k);
        fmpq_clear(roots->high + k);
    }
    free(roots->low);
    free(roots->high);
}

static void add_bracket(xp_brackets_t roots, const fmpq_t low, const fmpq_t high)
{
    if (roots->count == roots->room)
    {
        roots->room = 2 * roots->room + 4;
        roots->low = xp_realloc(roots->low, (size_t) roots->room * sizeof(fmpq));
        roots->high = xp_realloc(roots->high, (size_t) roots->room * sizeof(fmpq));
    }
    fmpq_init(roots->low + roots->count);
    fmpq_init(roots->high + roots->count);
    fmpq_set(roots->low + roots->count, low);
    fmpq_set(roots->high + roots->count, high);
    roots->count++;
}

/*
 * p on (0, 1) stands for the polynomial on (part / 2^depth, (part + 1) / 2^depth) of the interval
 * from origin on, length long.
 */
typedef struct
{
    xp_brackets_struct *roots;
    const fmpq *origin, *length;
} isolation_t;

static void place_of(fmpq_t x, const isolation_t *isolation, const fmpz_t part, ulong depth)
{
    fmpq_mul_fmpz(x, isolation->length, part);
    fmpq_div_2exp(x, x, depth);
    fmpq_add(x, x, isolation->origin);
}

/* At least as many as p has roots in (0, 1), and alike in parity; 0 and 1 are exact. */
static slong count_variations(const fmpz_poly_t p)
{
    fmpz_poly_t mapped;
    fmpz_t one;
    slong variations = 0, i;
    int last = 0, sign;

    fmpz_poly_init(mapped);
    fmpz_init_set_ui(one, 1);
    /* (1 + t)^n p(1 / (1 + t)) takes (0, 1) to the positive numbers. */
    fmpz_poly_reverse(mapped, p, fmpz_poly_length(p));
    fmpz_poly_taylor_shift(mapped, mapped, one);
    for (i = 0; i < fmpz_poly_length(mapped); i++)
    {
        sign = fmpz_sgn(mapped->coeffs + i);
        if (sign != 0)
        {
            variations += last != 0 && sign != last;
            last = sign;
        }
    }
    fmpz_poly_clear(mapped);
    fmpz_clear(one);
    return variations;
}

static void isolate_part(const isolation_t *isolation, const fmpz_poly_t p, const fmpz_t part,
                         ulong depth)
{
    slong variations = count_variations(p), n = fmpz_poly_degree(p), i;
    fmpz_poly_t half;
    fmpz_t next, one;
    fmpq_t low, high;

    if (variations == 0)
        return;
    fmpz_init(next);
    fmpq_init(low);
    fmpq_init(high);
    if (variations == 1)
    {
        fmpz_add_ui(next, part, 1);
        place_of(low, isolation, part, depth);
        place_of(high, isolation, next, depth);
        add_bracket(isolation->roots, low, high);
    }
    else
    {
        fmpz_poly_init(half);
        fmpz_init_set_ui(one, 1);
        fmpz_poly_set(half, p);
        for (i = 0; i < n; i++)
            fmpz_mul_2exp(half->coeffs + i, half->coeffs + i, (ulong) (n - i));
        fmpz_mul_2exp(next, part, 1);
        isolate_part(isolation, half, next, depth + 1);
        fmpz_add_ui(next, next, 1);
        fmpz_poly_taylor_shift(half, half, one);
        if (fmpz_is_zero(half->coeffs))
        {
            place_of(low, isolation, next, depth + 1);
            add_bracket(isolation->roots, low, low);
        }
        isolate_part(isolation, half, next, depth + 1);
        fmpz_poly_clear(half);
        fmpz_clear(one);
    }
    fmpz_clear(next);
    fmpq_clear(low);
    fmpq_clear(high);
}

/* The only root inside is of first order, but the ends may be roots too: then they move inward. */
static void clean_bracket(fmpq_t low, fmpq_t high, const fmpz_poly_t p)
{
    int right, sign;
    fmpq_t middle;

    if (fmpq_equal(low, high) || (xp_poly_sign_at(p, low) != 0 && xp_poly_sign_at(p, high) != 0))
        return;
    fmpq_init(middle);
    right = xp_poly_sign_beside(p, high, -1);
    while (xp_poly_sign_at(p, low) == 0 || xp_poly_sign_at(p, high) == 0)
    {
        fmpq_add(middle, low, high);
        fmpq_div_2exp(middle, middle, 1);
        sign = xp_poly_sign_at(p, middle);
        if (sign == 0)
        {
            fmpq_set(low, middle);
            fmpq_set(high, middle);
            break;
        }
        fmpq_set(sign == right ? high : low, middle);
    }
    fmpq_clear(middle);
}

void xp_roots_isolate(xp_brackets_t roots, const fmpz_poly_t p, const fmpq_t low,
                      const fmpq_t high)
{
    isolation_t isolation;
    fmpq_t length;
    fmpz_t part;
    fmpq_poly_t mapped;
    fmpz_poly_t q;
    slong first = roots->count, k;

    assert(fmpq_cmp(low, high) < 0 && !fmpz_poly_is_zero(p));
    fmpq_init(length);
    fmpz_init(part);
    fmpq_poly_init(mapped);
    fmpz_poly_init(q);
    fmpq_sub(length, high, low);
    fmpq_poly_set_fmpz_poly(mapped, p);
    xp_poly_compose_affine(mapped, mapped, length, low);
    xp_poly_numerator(q, mapped);
    isolation.roots = roots;
    isolation.origin = low;
    isolation.length = length;
    isolate_part(&isolation, q, part, 0);
    for (k = first; k < roots->count; k++)
        clean_bracket(roots->low + k, roots->high + k, p);
    fmpq_clear(length);
    fmpz_clear(part);
    fmpq_poly_clear(mapped);
    fmpz_poly_clear(q);
}

void xp_root_bisect(fmpq_t low, fmpq_t high, const fmpz_poly_t p)
{
    int sign;
    fmpq_t middle;

    if (fmpq_equal(low, high))
        return;
    fmpq_init(middle);
    fmpq_add(middle, low, high);
    fmpq_div_2exp(middle, middle, 1);
    sign = xp_poly_sign_at(p, middle);
    if (sign == 0)
    {
        fmpq_set(low, middle);
        fmpq_set(high, middle);
    }
    else
        fmpq_set(sign == xp_poly_sign_at(p, low) ? low : high, middle);
    fmpq_clear(middle);
}

/* Whether x is narrow enough. */
static int is_fine(const arb_t x, slong precision)
{
    return arb_rel_accuracy_bits(x) >= precision
        || mag_cmp_2exp_si(arb_radref(x), -precision * (precision < 4096 ? precision : 4)) < 0;
}

/*
 * Interval Newton: on x the slope of p is not 0, so the root is in the middle - p(middle) / p'(x).
 * Result: 0 when the slope may be 0, or the step gains nothing.
 */
static int take_newton_step(arb_t x, const fmpz_poly_t p, const fmpz_poly_t slope, slong precision)
{
    arb_t middle, value, steep;
    mag_t before;
    int good;

    arb_init(middle);
    arb_init(value);
    arb_init(steep);
    mag_init(before);
    arb_fmpz_poly_evaluate_arb_horner(steep, slope, x, precision);
    good = !arb_contains_zero(steep);
    if (good)
    {
        arb_get_mid_arb(middle, x);
        arb_fmpz_poly_evaluate_arb_horner(value, p, middle, precision);
        arb_div(value, value, steep, precision);
        arb_sub(value, middle, value, precision);
        mag_mul_2exp_si(before, arb_radref(x), -1);
        if (!arb_intersection(value, value, x, precision))
            arb_set(value, x);
        good = mag_cmp(arb_radref(value), before) < 0;
        if (mag_cmp(arb_radref(value), arb_radref(x)) < 0)
            arb_swap(x, value);
    }
    arb_clear(middle);
    arb_clear(value);
    arb_clear(steep);
    mag_clear(before);
    return good;
}

void xp_root_get_arb(arb_t x, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high,
                     slong precision)
{
    slong working = precision + 32 + 2 * fmpz_poly_length(p), k;
    fmpz_poly_t slope;
    fmpq_t left, right;
    arb_t ball;

    fmpz_poly_init(slope);
    fmpq_init(left);
    fmpq_init(right);
    arb_init(ball);
    fmpz_poly_derivative(slope, p);
    fmpq_set(left, low);
    fmpq_set(right, high);
    for (;;)
    {
        if (fmpq_equal(left, right))
        {
            arb_set_fmpq(ball, left, working);
            break;
        }
        xp_ball_between(ball, left, right, working);
        while (!is_fine(ball, precision) && take_newton_step(ball, p, slope, working))
            ;
        if (is_fine(ball, precision))
            break;
        /* Each failure asks for a few exact halvings and for more bits. */
        for (k = 0; k < 8 && !fmpq_equal(left, right); k++)
            xp_root_bisect(left, right, p);
        working += working / 2;
    }
    arb_set_round(x, ball, precision + 16);
    fmpz_poly_clear(slope);
    fmpq_clear(left);
    fmpq_clear(right);
    arb_clear(ball);
}

const fmpz_poly_struct *xp_root_factor(const fmpz_poly_factor_t factors, const fmpq_t low,
                                       const fmpq_t high)
{
    slong k;

    for (k = 0; k < factors->num; k++)
        if (xp_poly_sign_at(factors->p + k, low) * xp_poly_sign_at(factors->p + k, high) < 0)
            return factors->p + k;
    return NULL;
}

void xp_root_get_real(xp_real_t x, const fmpz_poly_t p, const fmpq_t low, const fmpq_t high)
{
    slong precision = QQBAR_DEFAULT_PREC;
    acb_t place;
    qqbar_t root;
    fmpq_t value;

    if (fmpz_poly_degree(p) == 1)
    {
        fmpq_init(value);
        fmpz_neg(fmpq_numref(value), p->coeffs);
        fmpz_set(fmpq_denref(value), p->coeffs + 1);
        fmpq_canonicalise(value);
        xp_real_set_fmpq(x, value);
        fmpq_clear(value);
        return;
    }
    acb_init(place);
    qqbar_init(root);
    fmpz_poly_set(QQBAR_POLY(root), p);
    if (fmpz_sgn(fmpz_poly_lead(p)) < 0)
        fmpz_poly_neg(QQBAR_POLY(root), QQBAR_POLY(root));
    for (;; precision *= 2)
    {
        xp_root_get_arb(acb_realref(place), p, low, high, precision);
        /* Room for the step that proves that no other root is near. */
        mag_mul_2exp_si(arb_radref(acb_realref(place)), arb_radref(acb_realref(place)), 1);
        if (_qqbar_validate_uniqueness(QQBAR_ENCLOSURE(root), QQBAR_POLY(root), place,
                                       2 * precision))
            break;
    }
    xp_real_set_qqbar(x, root);
    acb_clear(place);
    qqbar_clear(root);
}
