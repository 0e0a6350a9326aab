/* Distributions and partnerships for tests, from texts. */
#ifndef XP_TESTS_CONT_PARTNER_H
#define XP_TESTS_CONT_PARTNER_H

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/cont/partnership.h>
#include <expost/num/rat.h>

#include "tests/lib/harness.h"

static inline void set_rat(fmpq_t x, const char *text)
{
    XP_CHECK(fmpq_set_str(x, text, 10) == 0);
    fmpq_canonicalise(x);
}

/* One of the named distributions on [low, high], with up to two parameters (NULL: none). */
static inline void set_named(xp_distribution_t d, xp_distribution_kind_t kind, const char *first,
                             const char *second, const char *low, const char *high)
{
    fmpq *number = _fmpq_vec_init(4);
    slong count = (first != NULL) + (second != NULL);
    xp_error_t error;

    xp_error_init(error);
    if (first != NULL)
        set_rat(number, first);
    if (second != NULL)
        set_rat(number + 1, second);
    set_rat(number + 2, low);
    set_rat(number + 3, high);
    XP_CHECK(xp_distribution_set_named(d, kind, number, count, number + 2, number + 3, error)
             == XP_OK);
    xp_error_clear(error);
    _fmpq_vec_clear(number, 4);
}

/* A polynomial as a formula of the type. */
static inline const xp_expression_struct *make_polynomial(xp_pool_t pool, const fmpq_poly_t f)
{
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    const xp_expression_struct *t = xp_expression_type(pool, 0);
    fmpq_t coefficient;
    slong j;

    fmpq_init(coefficient);
    for (j = fmpq_poly_degree(f); j >= 0; j--)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, f, j);
        sum = xp_expression_binary(pool, XP_EXPRESSION_MUL, sum, t);
        sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum,
                                   xp_expression_constant(pool, coefficient));
    }
    fmpq_clear(coefficient);
    return sum;
}

/* The cdf with these pieces. */
static inline void set_cdf(xp_distribution_t d, const xp_piecewise_t f)
{
    const xp_expression_struct **piece
        = xp_calloc((size_t) f->count, sizeof(xp_expression_struct *));
    xp_pool_t pool;
    xp_error_t error;
    slong place;
    slong k;

    xp_pool_init(pool);
    xp_error_init(error);
    for (k = 0; k < f->count; k++)
        piece[k] = make_polynomial(pool, f->piece + k);
    XP_CHECK(xp_distribution_set_cdf(d, f->knot, piece, f->count, &place, error) == XP_OK);
    xp_error_clear(error);
    xp_pool_clear(pool);
    free(piece);
}

/* F by one polynomial in FLINT's format, on [low, high]. */
static inline void set_cdf_str(xp_distribution_t d, const char *polynomial, const char *low,
                               const char *high)
{
    xp_piecewise_t f;
    fmpq_poly_t piece;
    fmpq_t a;
    fmpq_t b;

    xp_piecewise_init(f);
    fmpq_poly_init(piece);
    fmpq_init(a);
    fmpq_init(b);
    XP_CHECK(fmpq_poly_set_str(piece, polynomial) == 0);
    set_rat(a, low);
    set_rat(b, high);
    xp_piecewise_set_poly(f, a, b, piece);
    set_cdf(d, f);
    xp_piecewise_clear(f);
    fmpq_poly_clear(piece);
    fmpq_clear(a);
    fmpq_clear(b);
}

/* n agents with one distribution, shares 0. */
static inline void set_partners(xp_partnership_t p, slong n, const xp_distribution_struct *d)
{
    slong i;

    xp_partnership_init(p);
    p->n = n;
    p->distribution = xp_calloc((size_t) n, sizeof(xp_distribution_struct *));
    p->share = xp_real_vec_init(n);
    for (i = 0; i < n; i++)
        p->distribution[i] = d;
}

static inline void set_share(xp_partnership_t p, slong agent, const char *share)
{
    fmpq_t x;

    fmpq_init(x);
    set_rat(x, share);
    xp_real_set_fmpq(p->share + agent, x);
    fmpq_clear(x);
}

static inline int is_rational(const xp_real_t x, const char *value)
{
    fmpq_t y;
    int equal;

    fmpq_init(y);
    set_rat(y, value);
    equal = x->kind == XP_REAL_RATIONAL && fmpq_equal(x->rational, y);
    fmpq_clear(y);
    return equal;
}

/* The words of a number: "(3 - sqrt(5))/2". */
static inline int is_written(const xp_real_t x, const char *text)
{
    xp_string_t out;
    int equal;

    xp_string_init(out);
    xp_real_add_text(out, x, -1);
    equal = strcmp(out->text, text) == 0;
    xp_string_clear(out);
    return equal;
}

/* Whether low <= x <= high is sure. */
static inline int is_between(const xp_real_t x, const char *low, const char *high)
{
    fmpq_t y;
    int below = 0;
    int above = 0;
    int known;

    fmpq_init(y);
    set_rat(y, low);
    known = xp_real_compare_fmpq(&below, x, y);
    set_rat(y, high);
    known = xp_real_compare_fmpq(&above, x, y) && known;
    fmpq_clear(y);
    return known && below >= 0 && above <= 0;
}

#endif
