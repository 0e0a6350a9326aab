/* Piecewise polynomials from texts and at random, for the tests of num. */
#ifndef XP_TESTS_NUM_PIECEWISE_BUILD_H
#define XP_TESTS_NUM_PIECEWISE_BUILD_H

#include <expost/num/piecewise.h>
#include <expost/num/rat.h>

#include "tests/lib/harness.h"

static inline void set_text(fmpq_t value, const char *text)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_rat_set_text(value, text, strlen(text), error) == XP_OK);
    xp_error_clear(error);
}

/* count pieces: knots and pieces in FLINT's notation "2  1 1/2", from left to right. */
static inline void build(xp_piecewise_t f, slong count, const char *const *knot,
                         const char *const *piece)
{
    fmpq_t low, high;
    fmpq_poly_t p;
    slong k;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_poly_init(p);
    set_text(low, knot[0]);
    for (k = 0; k < count; k++)
    {
        set_text(high, knot[k + 1]);
        XP_CHECK(fmpq_poly_set_str(p, piece[k]) == 0);
        if (k == 0)
            xp_piecewise_set_poly(f, low, high, p);
        else
            xp_piecewise_append(f, high, p);
    }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_poly_clear(p);
}

/* One piece. */
static inline void build_one(xp_piecewise_t f, const char *low, const char *high,
                             const char *piece)
{
    const char *knot[2] = {low, high};

    build(f, 1, knot, &piece);
}

/* Whether f(x) is the value. */
static inline int has_value(const xp_piecewise_t f, const char *x, const char *value)
{
    fmpq_t at, expected, found;
    int equal;

    fmpq_init(at);
    fmpq_init(expected);
    fmpq_init(found);
    set_text(at, x);
    set_text(expected, value);
    xp_piecewise_evaluate(found, f, at);
    equal = fmpq_equal(found, expected);
    fmpq_clear(at);
    fmpq_clear(expected);
    fmpq_clear(found);
    return equal;
}

/* Up to 3 pieces of degree up to degree on [0, 1], continuous when asked, small coefficients. */
static inline void build_random(xp_piecewise_t f, uint64_t *state, slong degree, int continuous)
{
    slong count = 1 + (slong) xp_test_random(state, 3), k, i;
    fmpq_t low, high, value, end;
    fmpq_poly_t p;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(value);
    fmpq_init(end);
    fmpq_poly_init(p);
    for (k = 0; k < count; k++)
    {
        fmpq_poly_zero(p);
        for (i = 0; i <= degree; i++)
        {
            fmpq_set_si(value, (slong) xp_test_random(state, 9) - 4,
                        1 + xp_test_random(state, 3));
            fmpq_poly_set_coeff_fmpq(p, i, value);
        }
        fmpq_set_si(high, k + 1, (ulong) count);
        if (k == 0)
            xp_piecewise_set_poly(f, low, high, p);
        else
        {
            if (continuous)
            {
                fmpq_poly_evaluate_fmpq(value, p, low);
                fmpq_poly_evaluate_fmpq(end, f->piece + k - 1, low);
                fmpq_sub(end, end, value);
                fmpq_poly_get_coeff_fmpq(value, p, 0);
                fmpq_add(value, value, end);
                fmpq_poly_set_coeff_fmpq(p, 0, value);
            }
            xp_piecewise_append(f, high, p);
        }
        fmpq_set(low, high);
    }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(value);
    fmpq_clear(end);
    fmpq_poly_clear(p);
}

#endif
