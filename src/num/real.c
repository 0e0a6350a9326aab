/* Real numbers: their life, enclosures, signs and comparisons. */
#include <expost/num/real.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/poly.h"
#include "num/roots.h"

/* Bits at which a comparison begins. */
#define FIRST_BITS 64
/* Bits of exact numbers that are compared with an enclosure. */
#define ENCLOSURE_BITS 1024

void xp_real_init(xp_real_t x)
{
    x->kind = XP_REAL_RATIONAL;
    fmpq_init(x->rational);
    qqbar_init(x->algebraic);
    arb_init(x->ball);
}

void xp_real_clear(xp_real_t x)
{
    fmpq_clear(x->rational);
    qqbar_clear(x->algebraic);
    arb_clear(x->ball);
}

void xp_real_set(xp_real_t x, const xp_real_t source)
{
    if (x == source)
        return;
    x->kind = source->kind;
    if (x->kind == XP_REAL_RATIONAL)
        fmpq_set(x->rational, source->rational);
    else if (x->kind == XP_REAL_ALGEBRAIC)
        qqbar_set(x->algebraic, source->algebraic);
    else
        arb_set(x->ball, source->ball);
}

void xp_real_swap(xp_real_t a, xp_real_t b)
{
    xp_real_struct temporary = *a;

    *a = *b;
    *b = temporary;
}

xp_real_struct *xp_real_vec_init(slong count)
{
    xp_real_struct *vec = xp_calloc((size_t) (count > 0 ? count : 1), sizeof(*vec));
    slong k;

    for (k = 0; k < count; k++)
        xp_real_init(vec + k);
    return vec;
}

void xp_real_vec_clear(xp_real_struct *vec, slong count)
{
    slong k;

    for (k = 0; k < count; k++)
        xp_real_clear(vec + k);
    free(vec);
}

void xp_real_set_fmpq(xp_real_t x, const fmpq_t value)
{
    fmpq_set(x->rational, value);
    x->kind = XP_REAL_RATIONAL;
}

void xp_real_set_qqbar(xp_real_t x, const qqbar_t value)
{
    if (qqbar_is_rational(value))
    {
        qqbar_get_fmpq(x->rational, value);
        x->kind = XP_REAL_RATIONAL;
        return;
    }
    qqbar_set(x->algebraic, value);
    /* The enclosure has one root of the polynomial, and that is real. */
    arb_zero(acb_imagref(QQBAR_ENCLOSURE(x->algebraic)));
    x->kind = XP_REAL_ALGEBRAIC;
}

void xp_real_set_arb(xp_real_t x, const arb_t ball)
{
    fmpq_t high;

    fmpq_init(high);
    if (arb_is_exact(ball) && xp_ball_ends(x->rational, high, ball))
        x->kind = XP_REAL_RATIONAL;
    else
    {
        arb_set(x->ball, ball);
        x->kind = XP_REAL_ENCLOSURE;
    }
    fmpq_clear(high);
}

int xp_real_is_exact(const xp_real_t x)
{
    return x->kind != XP_REAL_ENCLOSURE;
}

void xp_real_get_arb(arb_t ball, const xp_real_t x, slong precision)
{
    if (x->kind == XP_REAL_RATIONAL)
        arb_set_fmpq(ball, x->rational, precision);
    else if (x->kind == XP_REAL_ALGEBRAIC)
        qqbar_get_arb(ball, x->algebraic, precision);
    else
        arb_set(ball, x->ball);
}

/* The sign of a ball's numbers: 0 where it is not known. */
static int sign_of_ball(const arb_t ball)
{
    return arb_is_positive(ball) ? 1 : arb_is_negative(ball) ? -1 : 0;
}

/* The sign of x - y, unequal exact numbers, or with an enclosure among them (then 0 is unknown). */
static int separate(const xp_real_t x, const xp_real_t y)
{
    int exact = xp_real_is_exact(x) && xp_real_is_exact(y), sign = 0;
    slong bits;
    arb_t a, b;

    arb_init(a);
    arb_init(b);
    for (bits = FIRST_BITS; sign == 0 && (exact || bits <= ENCLOSURE_BITS); bits *= 2)
    {
        xp_real_get_arb(a, x, bits);
        xp_real_get_arb(b, y, bits);
        /* Not the sign of a - b: a difference is rounded. */
        sign = arb_gt(a, b) ? 1 : arb_lt(a, b) ? -1 : 0;
    }
    arb_clear(a);
    arb_clear(b);
    return sign;
}

int xp_real_sign(int *sign, const xp_real_t x)
{
    if (x->kind == XP_REAL_RATIONAL)
        *sign = fmpq_sgn(x->rational);
    else if (x->kind == XP_REAL_ALGEBRAIC)
    {
        xp_real_t zero;

        /* An irrational number is not 0. */
        xp_real_init(zero);
        *sign = separate(x, zero);
        xp_real_clear(zero);
    }
    else
    {
        int known = sign_of_ball(x->ball);

        if (known == 0 && !arb_is_zero(x->ball))
            return 0;
        *sign = known;
    }
    return 1;
}

int xp_real_compare(int *sign, const xp_real_t x, const xp_real_t y)
{
    int known;

    if (x->kind == XP_REAL_RATIONAL && y->kind == XP_REAL_RATIONAL)
        known = fmpq_cmp(x->rational, y->rational);
    else if (x->kind == XP_REAL_ALGEBRAIC && y->kind == XP_REAL_ALGEBRAIC
             && qqbar_equal(x->algebraic, y->algebraic))
        known = 0;
    else
    {
        known = separate(x, y);
        if (known == 0)
            return 0;
    }
    *sign = known > 0 ? 1 : known < 0 ? -1 : 0;
    return 1;
}

int xp_real_compare_fmpq(int *sign, const xp_real_t x, const fmpq_t value)
{
    int known;
    xp_real_t other;

    xp_real_init(other);
    xp_real_set_fmpq(other, value);
    known = xp_real_compare(sign, x, other);
    xp_real_clear(other);
    return known;
}

/* The largest multiple of 2^-bits below x, and the least above. */
static void round_outward(fmpq_t low, fmpq_t high, slong bits)
{
    fmpz_t q;

    fmpz_init(q);
    fmpq_mul_2exp(low, low, (ulong) bits);
    fmpq_mul_2exp(high, high, (ulong) bits);
    fmpz_fdiv_q(q, fmpq_numref(low), fmpq_denref(low));
    fmpq_set_fmpz(low, q);
    fmpz_cdiv_q(q, fmpq_numref(high), fmpq_denref(high));
    fmpq_set_fmpz(high, q);
    fmpq_div_2exp(low, low, (ulong) bits);
    fmpq_div_2exp(high, high, (ulong) bits);
    fmpz_clear(q);
}

/* The ends of the ball with bits bits each, outward. */
static int bound_ball(fmpq_t low, fmpq_t high, const arb_t ball, slong bits)
{
    fmpq_t unused;
    arf_t a, b;
    arb_t end;
    int good;

    if (!arb_is_finite(ball))
        return 0;
    fmpq_init(unused);
    arf_init(a);
    arf_init(b);
    arb_init(end);
    arb_get_interval_arf(a, b, ball, bits);
    arb_set_arf(end, a);
    good = xp_ball_ends(low, unused, end);
    arb_set_arf(end, b);
    good = good && xp_ball_ends(unused, high, end);
    fmpq_clear(unused);
    arf_clear(a);
    arf_clear(b);
    arb_clear(end);
    return good;
}

int xp_real_bounds(fmpq_t low, fmpq_t high, const xp_real_t x, slong bits)
{
    slong precision;
    fmpq_t a, b, gap, allowed;
    arb_t ball;
    int good = 1;

    assert(bits > 0);
    fmpq_init(a);
    fmpq_init(b);
    if (x->kind == XP_REAL_RATIONAL)
    {
        fmpq_set(a, x->rational);
        fmpq_set(b, x->rational);
        round_outward(a, b, bits);
    }
    else if (x->kind == XP_REAL_ENCLOSURE)
        good = bound_ball(a, b, x->ball, bits < 2 ? 2 : bits);
    else
    {
        fmpq_init(gap);
        fmpq_init(allowed);
        arb_init(ball);
        fmpq_one(allowed);
        fmpq_div_2exp(allowed, allowed, (ulong) bits);
        for (precision = bits + 8;; precision *= 2)
        {
            xp_real_get_arb(ball, x, precision);
            if (!xp_ball_ends(a, b, ball))
                continue;
            round_outward(a, b, bits + 2);
            fmpq_sub(gap, b, a);
            if (fmpq_cmp(gap, allowed) <= 0)
                break;
        }
        fmpq_clear(gap);
        fmpq_clear(allowed);
        arb_clear(ball);
    }
    if (good)
    {
        fmpq_swap(low, a);
        fmpq_swap(high, b);
    }
    fmpq_clear(a);
    fmpq_clear(b);
    return good;
}

void xp_real_minimal_polynomial(fmpz_poly_t polynomial, fmpq_t low, fmpq_t high,
                                const xp_real_t x)
{
    slong bits;
    xp_brackets_t roots;
    int alone = 0;

    assert(x->kind == XP_REAL_ALGEBRAIC);
    fmpz_poly_set(polynomial, QQBAR_POLY(x->algebraic));
    for (bits = 16; !alone; bits *= 2)
    {
        xp_brackets_init(roots);
        xp_real_bounds(low, high, x, bits);
        xp_roots_isolate(roots, polynomial, low, high);
        alone = roots->count == 1;
        xp_brackets_clear(roots);
    }
}
