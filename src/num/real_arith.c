/* Real numbers: sums, products, values of polynomials. */
#include <expost/num/real.h>

#include <expost/base/memory.h>

#include "num/poly.h"

typedef enum
{
    SUM,
    DIFFERENCE,
    PRODUCT
} operation_t;

static void combine_rationals(xp_real_t z, const fmpq_t x, const fmpq_t y, operation_t operation)
{
    fmpq_t value;

    fmpq_init(value);
    if (operation == SUM)
        fmpq_add(value, x, y);
    else if (operation == DIFFERENCE)
        fmpq_sub(value, x, y);
    else
        fmpq_mul(value, x, y);
    xp_real_set_fmpq(z, value);
    fmpq_clear(value);
}

static void combine_with_rational(xp_real_t z, const qqbar_t x, const fmpq_t y,
                                  operation_t operation)
{
    qqbar_t value;

    qqbar_init(value);
    if (operation == SUM)
        qqbar_add_fmpq(value, x, y);
    else if (operation == DIFFERENCE)
        qqbar_sub_fmpq(value, x, y);
    else
        qqbar_mul_fmpq(value, x, y);
    xp_real_set_qqbar(z, value);
    qqbar_clear(value);
}

/* The sign of the root of the discriminant in x = (-b + sign sqrt(b^2 - 4ac)) / 2a, a > 0. */
static int branch_of(const xp_real_t x)
{
    const fmpz *c = QQBAR_COEFFS(x->algebraic);
    fmpq_t vertex;
    int sign = 0;

    fmpq_init(vertex);
    fmpz_neg(fmpq_numref(vertex), c + 1);
    fmpz_mul_2exp(fmpq_denref(vertex), c + 2, 1);
    fmpq_canonicalise(vertex);
    (void) xp_real_compare_fmpq(&sign, x, vertex);
    fmpq_clear(vertex);
    return sign;
}

static void set_discriminant(fmpz_t d, const xp_real_t x)
{
    const fmpz *c = QQBAR_COEFFS(x->algebraic);
    fmpz_t product;

    fmpz_init(product);
    fmpz_mul(product, c, c + 2);
    fmpz_mul_2exp(product, product, 2);
    fmpz_mul(d, c + 1, c + 1);
    fmpz_sub(d, d, product);
    fmpz_clear(product);
}

/*
 * Whether y = f(x) with f linear: both of degree 2 and the product of the discriminants a square.
 * With s^2 = D_x D_y: sqrt(D_y) = s sqrt(D_x) / D_x, and sqrt(D_x) = +-(2 a x + b).
 */
static int express_quadratic(fmpq_poly_t f, const xp_real_t x, const xp_real_t y)
{
    const fmpz *cx = QQBAR_COEFFS(x->algebraic), *cy = QQBAR_COEFFS(y->algebraic);
    fmpz_t dx, dy, s;
    int same;

    if (qqbar_degree(x->algebraic) != 2 || qqbar_degree(y->algebraic) != 2)
        return 0;
    fmpz_init(dx);
    fmpz_init(dy);
    fmpz_init(s);
    set_discriminant(dx, x);
    set_discriminant(dy, y);
    fmpz_mul(s, dx, dy);
    same = fmpz_is_square(s);
    if (same)
    {
        fmpz_sqrt(s, s);
        if (branch_of(x) != branch_of(y))
            fmpz_neg(s, s);
        fmpq_poly_zero(f);
        fmpq_poly_set_coeff_fmpz(f, 0, cx + 1);
        fmpz_mul_2exp(dy, cx + 2, 1);
        fmpq_poly_set_coeff_fmpz(f, 1, dy);
        fmpq_poly_scalar_mul_fmpz(f, f, s);
        fmpq_poly_scalar_div_fmpz(f, f, dx);
        /* y = (f - b_y) / 2 a_y */
        fmpz_neg(dy, cy + 1);
        {
            fmpq_poly_t constant;

            fmpq_poly_init(constant);
            fmpq_poly_set_fmpz(constant, dy);
            fmpq_poly_add(f, f, constant);
            fmpq_poly_clear(constant);
        }
        fmpz_mul_2exp(dy, cy + 2, 1);
        fmpq_poly_scalar_div_fmpz(f, f, dy);
    }
    fmpz_clear(dx);
    fmpz_clear(dy);
    fmpz_clear(s);
    return same;
}

/* Exactly, when y = f(x) is seen, or the degrees allow it. */
static int combine_algebraic(xp_real_t z, const xp_real_t x, const xp_real_t y,
                             operation_t operation, slong degree_limit)
{
    fmpq_poly_t f, identity;
    qqbar_t value;
    int done = 1;

    fmpq_poly_init(f);
    fmpq_poly_init(identity);
    fmpq_poly_set_coeff_si(identity, 1, 1);
    if (x == y || qqbar_equal(x->algebraic, y->algebraic))
        fmpq_poly_set(f, identity);
    if (!fmpq_poly_is_zero(f) || express_quadratic(f, x, y))
    {
        if (operation == SUM)
            fmpq_poly_add(f, identity, f);
        else if (operation == DIFFERENCE)
            fmpq_poly_sub(f, identity, f);
        else
            fmpq_poly_mul(f, identity, f);
        xp_real_evaluate(z, f, x, degree_limit, XP_REAL_PRECISION);
        done = xp_real_is_exact(z);
    }
    else if (qqbar_degree(x->algebraic) <= degree_limit / qqbar_degree(y->algebraic))
    {
        qqbar_init(value);
        if (operation == SUM)
            qqbar_add(value, x->algebraic, y->algebraic);
        else if (operation == DIFFERENCE)
            qqbar_sub(value, x->algebraic, y->algebraic);
        else
            qqbar_mul(value, x->algebraic, y->algebraic);
        xp_real_set_qqbar(z, value);
        qqbar_clear(value);
    }
    else
        done = 0;
    fmpq_poly_clear(f);
    fmpq_poly_clear(identity);
    return done;
}

static void combine_balls(arb_t ball, const xp_real_t x, const xp_real_t y, operation_t operation,
                          slong bits)
{
    arb_t other;

    arb_init(other);
    xp_real_get_arb(ball, x, bits);
    xp_real_get_arb(other, y, bits);
    if (operation == SUM)
        arb_add(ball, ball, other, bits);
    else if (operation == DIFFERENCE)
        arb_sub(ball, ball, other, bits);
    else
        arb_mul(ball, ball, other, bits);
    arb_clear(other);
}

static void combine(xp_real_t z, const xp_real_t x, const xp_real_t y, operation_t operation,
                    slong degree_limit, slong precision)
{
    slong bits;
    arb_t ball;
    xp_real_t result;

    if (x->kind == XP_REAL_RATIONAL && y->kind == XP_REAL_RATIONAL)
    {
        combine_rationals(z, x->rational, y->rational, operation);
        return;
    }
    xp_real_init(result);
    if (x->kind == XP_REAL_ALGEBRAIC && y->kind == XP_REAL_RATIONAL)
        combine_with_rational(result, x->algebraic, y->rational, operation);
    else if (x->kind == XP_REAL_RATIONAL && y->kind == XP_REAL_ALGEBRAIC)
    {
        combine_with_rational(result, y->algebraic, x->rational, operation);
        if (operation == DIFFERENCE)
            qqbar_neg(result->algebraic, result->algebraic);
    }
    else if (x->kind == XP_REAL_ENCLOSURE || y->kind == XP_REAL_ENCLOSURE
             || !combine_algebraic(result, x, y, operation, degree_limit))
    {
        arb_init(ball);
        /* More bits against cancellation, as long as the numbers are exact. */
        for (bits = precision + 16;; bits *= 2)
        {
            combine_balls(ball, x, y, operation, bits);
            if (arb_rel_accuracy_bits(ball) >= precision || bits > 4 * precision
                || !xp_real_is_exact(x) || !xp_real_is_exact(y))
                break;
        }
        xp_real_set_arb(result, ball);
        arb_clear(ball);
    }
    xp_real_swap(z, result);
    xp_real_clear(result);
}

void xp_real_add(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision)
{
    combine(z, x, y, SUM, degree_limit, precision);
}

void xp_real_sub(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision)
{
    combine(z, x, y, DIFFERENCE, degree_limit, precision);
}

void xp_real_mul(xp_real_t z, const xp_real_t x, const xp_real_t y, slong degree_limit,
                 slong precision)
{
    combine(z, x, y, PRODUCT, degree_limit, precision);
}

/* f modulo the minimal polynomial of x: the same value. */
static void reduce(fmpq_poly_t rest, const fmpq_poly_t f, const qqbar_t x)
{
    fmpq_poly_t modulus;

    if (fmpq_poly_degree(f) < qqbar_degree(x))
    {
        fmpq_poly_set(rest, f);
        return;
    }
    fmpq_poly_init(modulus);
    fmpq_poly_set_fmpz_poly(modulus, QQBAR_POLY(x));
    fmpq_poly_rem(rest, f, modulus);
    fmpq_poly_clear(modulus);
}

static void enclose_value(xp_real_t z, const fmpq_poly_t f, const xp_real_t x, slong precision)
{
    slong bits;
    arb_t ball, value;

    arb_init(ball);
    arb_init(value);
    for (bits = precision + 16 + fmpq_poly_length(f);; bits *= 2)
    {
        xp_real_get_arb(ball, x, bits);
        xp_poly_evaluate_arb(value, f, ball, bits);
        if (arb_rel_accuracy_bits(value) >= precision || bits > 16 * precision
            || !xp_real_is_exact(x))
            break;
    }
    xp_real_set_arb(z, value);
    arb_clear(ball);
    arb_clear(value);
}

void xp_real_evaluate(xp_real_t z, const fmpq_poly_t f, const xp_real_t x, slong degree_limit,
                      slong precision)
{
    fmpq_t value;
    fmpq_poly_t rest;
    qqbar_t number;

    fmpq_init(value);
    fmpq_poly_init(rest);
    if (x->kind == XP_REAL_RATIONAL)
    {
        fmpq_poly_evaluate_fmpq(value, f, x->rational);
        xp_real_set_fmpq(z, value);
    }
    else if (fmpq_poly_degree(f) < 1)
    {
        fmpq_poly_get_coeff_fmpq(value, f, 0);
        xp_real_set_fmpq(z, value);
    }
    else if (x->kind == XP_REAL_ENCLOSURE)
        enclose_value(z, f, x, precision);
    else
    {
        reduce(rest, f, x->algebraic);
        if (fmpq_poly_degree(rest) < 1)
        {
            fmpq_poly_get_coeff_fmpq(value, rest, 0);
            xp_real_set_fmpq(z, value);
        }
        else if (fmpq_poly_degree(rest) == 1 || qqbar_degree(x->algebraic) <= degree_limit)
        {
            qqbar_init(number);
            qqbar_evaluate_fmpq_poly(number, rest, x->algebraic);
            xp_real_set_qqbar(z, number);
            qqbar_clear(number);
        }
        else
            enclose_value(z, rest, x, precision);
    }
    fmpq_clear(value);
    fmpq_poly_clear(rest);
}
