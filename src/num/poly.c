/* Single polynomials: affine substitution, values in balls, the sign beside a point. */
#include "num/poly.h"

#include <assert.h>

void xp_poly_compose_affine(fmpq_poly_t h, const fmpq_poly_t f, const fmpq_t a, const fmpq_t b)
{
    slong n = fmpq_poly_degree(f), i;
    fmpz_poly_t p;
    fmpz_t scale, step, shift, power, den;

    if (n < 1)
    {
        fmpq_poly_set(h, f);
        return;
    }
    fmpz_poly_init(p);
    fmpz_init(scale);
    fmpz_init(step);
    fmpz_init(shift);
    fmpz_init(power);
    fmpz_init_set(den, fmpq_poly_denref(f));
    /* With a = step / scale and b = shift / scale: scale^n f is a polynomial in step x + shift. */
    fmpz_lcm(scale, fmpq_denref(a), fmpq_denref(b));
    fmpz_divexact(step, scale, fmpq_denref(a));
    fmpz_mul(step, step, fmpq_numref(a));
    fmpz_divexact(shift, scale, fmpq_denref(b));
    fmpz_mul(shift, shift, fmpq_numref(b));
    fmpq_poly_get_numerator(p, f);
    fmpz_one(power);
    for (i = n - 1; i >= 0; i--)
    {
        fmpz_mul(power, power, scale);
        fmpz_mul(p->coeffs + i, p->coeffs + i, power);
    }
    fmpz_mul(den, den, power);
    if (!fmpz_is_zero(shift))
        fmpz_poly_taylor_shift(p, p, shift);
    fmpz_one(power);
    for (i = 1; i <= n; i++)
    {
        fmpz_mul(power, power, step);
        fmpz_mul(p->coeffs + i, p->coeffs + i, power);
    }
    _fmpz_poly_normalise(p);
    fmpq_poly_set_fmpz_poly(h, p);
    fmpq_poly_scalar_div_fmpz(h, h, den);
    fmpz_poly_clear(p);
    fmpz_clear(scale);
    fmpz_clear(step);
    fmpz_clear(shift);
    fmpz_clear(power);
    fmpz_clear(den);
}

/* The bits that the terms of f at x have before the point: those that may cancel. */
static slong count_leading_bits(const fmpq_poly_t f, const arb_t x)
{
    mag_t size, term, argument;
    slong i, bits = 0;

    mag_init(size);
    mag_init(term);
    mag_init(argument);
    arb_get_mag(argument, x);
    for (i = fmpq_poly_degree(f); i >= 0; i--)
    {
        mag_mul(size, size, argument);
        mag_set_fmpz(term, f->coeffs + i);
        mag_add(size, size, term);
    }
    mag_div_fmpz(size, size, fmpq_poly_denref(f));
    if (!mag_is_special(size) && fmpz_sgn(MAG_EXPREF(size)) > 0)
        bits = fmpz_cmp_si(MAG_EXPREF(size), 100000) > 0 ? 100000 : fmpz_get_si(MAG_EXPREF(size));
    mag_clear(size);
    mag_clear(term);
    mag_clear(argument);
    return bits;
}

void xp_poly_evaluate_arb(arb_t y, const fmpq_poly_t f, const arb_t x, slong precision)
{
    slong working = precision + 8, i;
    arb_poly_t around;
    arb_t middle, step;

    arb_init(middle);
    arb_init(step);
    if (arb_is_finite(x))
        working += count_leading_bits(f, x);
    if (arb_is_exact(x) || !arb_is_finite(x) || fmpq_poly_degree(f) < 2)
        _arb_fmpz_poly_evaluate_arb_horner(step, f->coeffs, f->length, x, working);
    else
    {
        /* By Taylor's formula about the middle: what cancels there cancels without a radius. */
        arb_poly_init2(around, f->length);
        for (i = 0; i < f->length; i++)
            arb_set_fmpz(around->coeffs + i, f->coeffs + i);
        _arb_poly_set_length(around, f->length);
        arb_get_mid_arb(middle, x);
        arb_sub(step, x, middle, working);
        arb_poly_taylor_shift(around, around, middle, working);
        arb_poly_evaluate(step, around, step, working);
        arb_poly_clear(around);
    }
    arb_div_fmpz(y, step, fmpq_poly_denref(f), precision);
    arb_clear(middle);
    arb_clear(step);
}

void xp_poly_numerator(fmpz_poly_t p, const fmpq_poly_t f)
{
    fmpz_t content;

    fmpq_poly_get_numerator(p, f);
    if (fmpz_poly_is_zero(p))
        return;
    fmpz_init(content);
    fmpz_poly_content(content, p);
    fmpz_poly_scalar_divexact_fmpz(p, p, content);
    fmpz_clear(content);
}

int xp_poly_sign_at(const fmpz_poly_t p, const fmpq_t x)
{
    int sign;
    fmpq_t value;

    fmpq_init(value);
    fmpz_poly_evaluate_fmpq(value, p, x);
    sign = fmpq_sgn(value);
    fmpq_clear(value);
    return sign;
}

int xp_poly_sign_beside(const fmpz_poly_t p, const fmpq_t x, int side)
{
    int sign = xp_poly_sign_at(p, x), turn = 1;
    fmpz_poly_t derivative;

    if (sign != 0 || fmpz_poly_is_zero(p))
        return sign;
    /* The first derivative that is not 0 at x gives the sign. */
    fmpz_poly_init(derivative);
    fmpz_poly_set(derivative, p);
    while (sign == 0)
    {
        fmpz_poly_derivative(derivative, derivative);
        sign = xp_poly_sign_at(derivative, x);
        turn *= side;
    }
    fmpz_poly_clear(derivative);
    return sign * turn;
}

void xp_poly_squarefree(fmpz_poly_t s, const fmpz_poly_t p)
{
    fmpz_poly_t divisor;
    fmpz_t content;

    assert(!fmpz_poly_is_zero(p));
    fmpz_poly_init(divisor);
    fmpz_init(content);
    fmpz_poly_derivative(divisor, p);
    fmpz_poly_gcd(divisor, p, divisor);
    if (fmpz_poly_degree(divisor) > 0)
    {
        /* By Gauss the quotient by the primitive gcd is an integer polynomial. */
        fmpz_poly_content(content, divisor);
        fmpz_poly_scalar_divexact_fmpz(divisor, divisor, content);
        fmpz_poly_div(s, p, divisor);
    }
    else
        fmpz_poly_set(s, p);
    fmpz_poly_content(content, s);
    fmpz_poly_scalar_divexact_fmpz(s, s, content);
    fmpz_poly_clear(divisor);
    fmpz_clear(content);
}

int xp_poly_is_shifted_power(fmpq_t shift, fmpq_t power, const fmpz_poly_t p)
{
    slong n = fmpz_poly_degree(p), i;
    fmpq_poly_t moved;
    fmpq_t one;
    int found = 1;

    if (n < 2)
        return 0;
    fmpq_poly_init(moved);
    fmpq_init(one);
    fmpq_one(one);
    /* The shift takes the second coefficient away. */
    fmpz_neg(fmpq_numref(shift), p->coeffs + n - 1);
    fmpz_mul_ui(fmpq_denref(shift), p->coeffs + n, (ulong) n);
    fmpq_canonicalise(shift);
    fmpq_poly_set_fmpz_poly(moved, p);
    xp_poly_compose_affine(moved, moved, one, shift);
    for (i = 1; i < n && found; i++)
        found = fmpz_is_zero(moved->coeffs + i);
    if (found)
    {
        fmpz_neg(fmpq_numref(power), moved->coeffs);
        fmpz_set(fmpq_denref(power), moved->coeffs + n);
        fmpq_canonicalise(power);
    }
    fmpq_poly_clear(moved);
    fmpq_clear(one);
    return found;
}

void xp_ball_between(arb_t x, const fmpq_t low, const fmpq_t high, slong precision)
{
    arb_t end;

    arb_init(end);
    arb_set_fmpq(end, high, precision);
    arb_set_fmpq(x, low, precision);
    arb_union(x, x, end, precision);
    arb_clear(end);
}

int xp_ball_ends(fmpq_t low, fmpq_t high, const arb_t x)
{
    fmpq_t middle, radius;
    arf_t mag;

    if (!arb_is_finite(x) || arf_cmpabs_2exp_si(arb_midref(x), 1000000) > 0
        || mag_cmp_2exp_si(arb_radref(x), 1000000) > 0)
        return 0;
    if (!arf_is_zero(arb_midref(x)) && arf_cmpabs_2exp_si(arb_midref(x), -1000000) < 0)
        return 0;
    fmpq_init(middle);
    fmpq_init(radius);
    arf_init(mag);
    arf_set_mag(mag, arb_radref(x));
    /* A radius too small to be written is made larger. */
    if (!arf_is_zero(mag) && arf_cmpabs_2exp_si(mag, -1000000) < 0)
        arf_set_si_2exp_si(mag, 1, -1000000);
    arf_get_fmpq(middle, arb_midref(x));
    arf_get_fmpq(radius, mag);
    fmpq_sub(low, middle, radius);
    fmpq_add(high, middle, radius);
    arf_clear(mag);
    fmpq_clear(middle);
    fmpq_clear(radius);
    return 1;
}
