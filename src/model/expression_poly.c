/* Formulas that are polynomials, or quotients of them, in the types and the decision. */
#include <expost/model/expression.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "model/expression_impl.h"

/* Of more terms, or of a higher degree in one variable, a formula is not expanded. */
#define TERMS_LIMIT 100000
#define DEGREE_LIMIT 4000

static int take_poly(fmpq_poly_t poly, const xp_expression_struct *e, slong agent);

/* poly^n by its exponent, a constant integer n >= 0 */
static int raise_poly(fmpq_poly_t poly, const xp_expression_struct *exponent)
{
    const fmpz *n = fmpq_numref(exponent->value);

    if (!xp_expression_is_integer(exponent) || fmpz_sgn(n) < 0
        || fmpz_cmp_ui(n, DEGREE_LIMIT) > 0
        || fmpz_get_si(n) * FLINT_MAX(fmpq_poly_degree(poly), 0) > DEGREE_LIMIT)
        return 0;
    fmpq_poly_pow(poly, poly, fmpz_get_ui(n));
    return 1;
}

/* I_f(a, b) with integers */
static int beta_of(fmpq_poly_t poly, const xp_expression_struct *e)
{
    ulong a;
    ulong b;
    fmpq_poly_t outer;

    if (!xp_expression_beta_integers(&a, &b, e)
        || (slong) (a + b) * FLINT_MAX(fmpq_poly_degree(poly), 0) > DEGREE_LIMIT)
        return 0;
    fmpq_poly_init(outer);
    xp_expression_beta_poly(outer, a, b);
    fmpq_poly_compose(poly, outer, poly);
    fmpq_poly_clear(outer);
    return 1;
}

static int combine_polys(fmpq_poly_t poly, const fmpq_poly_t other, xp_expression_kind_t kind)
{
    fmpq_t value;

    switch (kind)
    {
        case XP_EXPRESSION_ADD:
            fmpq_poly_add(poly, poly, other);
            return 1;
        case XP_EXPRESSION_SUB:
            fmpq_poly_sub(poly, poly, other);
            return 1;
        case XP_EXPRESSION_MUL:
            if (fmpq_poly_length(poly) + fmpq_poly_length(other) > DEGREE_LIMIT + 2)
                return 0;
            fmpq_poly_mul(poly, poly, other);
            return 1;
        default:
            if (fmpq_poly_degree(other) != 0)
                return 0;
            fmpq_init(value);
            fmpq_poly_get_coeff_fmpq(value, other, 0);
            fmpq_poly_scalar_div_fmpq(poly, poly, value);
            fmpq_clear(value);
            return 1;
    }
}

static int take_poly(fmpq_poly_t poly, const xp_expression_struct *e, slong agent)
{
    fmpq_poly_t other;
    int found;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            fmpq_poly_set_fmpq(poly, e->value);
            return 1;
        case XP_EXPRESSION_TYPE:
            fmpq_poly_zero(poly);
            fmpq_poly_set_coeff_si(poly, 1, 1);
            return e->index == agent;
        case XP_EXPRESSION_NEGATE:
            found = take_poly(poly, e->child[0], agent);
            fmpq_poly_neg(poly, poly);
            return found;
        case XP_EXPRESSION_POW:
            return take_poly(poly, e->child[0], agent) && raise_poly(poly, e->child[1]);
        case XP_EXPRESSION_BETA:
            return take_poly(poly, e->child[0], agent) && beta_of(poly, e);
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
            break;
        default:
            return 0;
    }
    if (!take_poly(poly, e->child[0], agent))
        return 0;
    fmpq_poly_init(other);
    found = take_poly(other, e->child[1], agent) && combine_polys(poly, other, e->kind);
    fmpq_poly_clear(other);
    return found;
}

int xp_expression_poly(fmpq_poly_t poly, const xp_expression_struct *e, slong agent)
{
    fmpq_poly_t result;
    int found;

    fmpq_poly_init(result);
    found = take_poly(result, e, agent);
    if (found)
        fmpq_poly_swap(poly, result);
    fmpq_poly_clear(result);
    return found;
}

/* a = a b, of at most TERMS_LIMIT terms */
static int multiply(fmpq_mpoly_t a, const fmpq_mpoly_t b, const fmpq_mpoly_ctx_t context)
{
    if (fmpq_mpoly_length(a, context) > 0
        && fmpq_mpoly_length(b, context) > 100 * TERMS_LIMIT / fmpq_mpoly_length(a, context))
        return 0;
    fmpq_mpoly_mul(a, a, b, context);
    return fmpq_mpoly_length(a, context) <= TERMS_LIMIT;
}

static int raise_mpoly(fmpq_mpoly_t a, ulong n, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t result;
    fmpq_mpoly_t square;
    int found = 1;

    fmpq_mpoly_init(result, context);
    fmpq_mpoly_init(square, context);
    fmpq_mpoly_one(result, context);
    fmpq_mpoly_set(square, a, context);
    for (ulong k = n; found && k > 0; k /= 2)
    {
        if (k % 2 == 1)
            found = multiply(result, square, context);
        if (found && k > 1)
            found = multiply(square, square, context);
    }
    if (found)
        fmpq_mpoly_swap(a, result, context);
    fmpq_mpoly_clear(result, context);
    fmpq_mpoly_clear(square, context);
    return found;
}

/* The quotient in lowest terms with a denominator whose leading coefficient is 1. */
static int reduce(fmpq_mpoly_t p, fmpq_mpoly_t q, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t divisor;
    fmpq_t lead;

    if (fmpq_mpoly_is_zero(q, context))
        return 0;
    fmpq_mpoly_init(divisor, context);
    fmpq_init(lead);
    if (!fmpq_mpoly_is_fmpq(q, context) && fmpq_mpoly_gcd(divisor, p, q, context)
        && !fmpq_mpoly_is_one(divisor, context))
    {
        fmpq_mpoly_divides(p, p, divisor, context);
        fmpq_mpoly_divides(q, q, divisor, context);
    }
    fmpq_mpoly_get_term_coeff_fmpq(lead, q, 0, context);
    fmpq_mpoly_scalar_div_fmpq(p, p, lead, context);
    fmpq_mpoly_scalar_div_fmpq(q, q, lead, context);
    fmpq_mpoly_clear(divisor, context);
    fmpq_clear(lead);
    return 1;
}

static int take_fraction(fmpq_mpoly_t p, fmpq_mpoly_t q, const xp_expression_struct *e,
                         const fmpq_mpoly_ctx_t context);

/* p / q = p / q (op) r / s */
static int combine_fractions(fmpq_mpoly_t p, fmpq_mpoly_t q, fmpq_mpoly_t r, fmpq_mpoly_t s,
                             xp_expression_kind_t kind, const fmpq_mpoly_ctx_t context)
{
    if (kind == XP_EXPRESSION_DIV)
    {
        if (fmpq_mpoly_is_zero(r, context))
            return 0;
        fmpq_mpoly_swap(r, s, context);
    }
    if (kind == XP_EXPRESSION_MUL || kind == XP_EXPRESSION_DIV)
    {
        if (!multiply(p, r, context) || !multiply(q, s, context))
            return 0;
    }
    else if (fmpq_mpoly_equal(q, s, context))
    {
        if (kind == XP_EXPRESSION_ADD)
            fmpq_mpoly_add(p, p, r, context);
        else
            fmpq_mpoly_sub(p, p, r, context);
    }
    else
    {
        if (!multiply(p, s, context) || !multiply(r, q, context) || !multiply(q, s, context))
            return 0;
        if (kind == XP_EXPRESSION_ADD)
            fmpq_mpoly_add(p, p, r, context);
        else
            fmpq_mpoly_sub(p, p, r, context);
    }
    return fmpq_mpoly_length(p, context) <= TERMS_LIMIT && reduce(p, q, context);
}

static int raise_fraction(fmpq_mpoly_t p, fmpq_mpoly_t q, const xp_expression_struct *exponent,
                          const fmpq_mpoly_ctx_t context)
{
    const fmpz *n = fmpq_numref(exponent->value);

    if (!xp_expression_is_integer(exponent) || fmpz_bits(n) > 20)
        return 0;
    if (fmpz_sgn(n) < 0)
    {
        if (fmpq_mpoly_is_zero(p, context))
            return 0;
        fmpq_mpoly_swap(p, q, context);
    }
    return raise_mpoly(p, (ulong) labs(fmpz_get_si(n)), context)
           && raise_mpoly(q, (ulong) labs(fmpz_get_si(n)), context) && reduce(p, q, context);
}

static int take_fraction(fmpq_mpoly_t p, fmpq_mpoly_t q, const xp_expression_struct *e,
                         const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t r;
    fmpq_mpoly_t s;
    int found;

    fmpq_mpoly_one(q, context);
    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            fmpq_mpoly_set_fmpq(p, e->value, context);
            return 1;
        case XP_EXPRESSION_TYPE:
            if (e->index >= fmpq_mpoly_ctx_nvars(context) - 1)
                return 0;
            fmpq_mpoly_gen(p, e->index, context);
            return 1;
        case XP_EXPRESSION_DECISION:
            fmpq_mpoly_gen(p, fmpq_mpoly_ctx_nvars(context) - 1, context);
            return 1;
        case XP_EXPRESSION_NEGATE:
            found = take_fraction(p, q, e->child[0], context);
            fmpq_mpoly_neg(p, p, context);
            return found;
        case XP_EXPRESSION_POW:
            return take_fraction(p, q, e->child[0], context)
                   && raise_fraction(p, q, e->child[1], context);
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
            break;
        default:
            return 0;
    }
    if (!take_fraction(p, q, e->child[0], context))
        return 0;
    fmpq_mpoly_init(r, context);
    fmpq_mpoly_init(s, context);
    found = take_fraction(r, s, e->child[1], context)
            && combine_fractions(p, q, r, s, e->kind, context);
    fmpq_mpoly_clear(r, context);
    fmpq_mpoly_clear(s, context);
    return found;
}

int xp_expression_fraction(fmpq_mpoly_t numerator, fmpq_mpoly_t denominator,
                           const xp_expression_struct *e, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t p;
    fmpq_mpoly_t q;
    int found;

    fmpq_mpoly_init(p, context);
    fmpq_mpoly_init(q, context);
    found = take_fraction(p, q, e, context);
    if (found)
    {
        fmpq_mpoly_swap(numerator, p, context);
        fmpq_mpoly_swap(denominator, q, context);
    }
    fmpq_mpoly_clear(p, context);
    fmpq_mpoly_clear(q, context);
    return found;
}

int xp_expression_mpoly(fmpq_mpoly_t poly, const xp_expression_struct *e,
                        const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t p;
    fmpq_mpoly_t q;
    int found;

    fmpq_mpoly_init(p, context);
    fmpq_mpoly_init(q, context);
    found = take_fraction(p, q, e, context) && fmpq_mpoly_is_one(q, context);
    if (found)
        fmpq_mpoly_swap(poly, p, context);
    fmpq_mpoly_clear(p, context);
    fmpq_mpoly_clear(q, context);
    return found;
}

const xp_expression_struct *xp_expression_from_mpoly(xp_pool_t pool, const fmpq_mpoly_t poly,
                                                     const fmpq_mpoly_ctx_t context)
{
    slong count = fmpq_mpoly_ctx_nvars(context);
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    ulong *exponent = xp_malloc((size_t) count * sizeof(*exponent));
    fmpq_t value;

    fmpq_init(value);
    for (slong k = 0; k < fmpq_mpoly_length(poly, context); k++)
    {
        const xp_expression_struct *term = xp_expression_constant_si(pool, 1, 1);
        int taken;

        fmpq_mpoly_get_term_coeff_fmpq(value, poly, k, context);
        fmpq_mpoly_get_term_exp_ui(exponent, poly, k, context);
        for (slong v = 0; v < count; v++)
        {
            const xp_expression_struct *factor =
                v < count - 1 ? xp_expression_type(pool, v)
                              : xp_expression_word(pool, XP_EXPRESSION_DECISION);

            factor = xp_expression_binary(pool, XP_EXPRESSION_POW, factor,
                                          xp_expression_constant_si(pool, (slong) exponent[v], 1));
            term = xp_expression_binary(pool, XP_EXPRESSION_MUL, term, factor);
        }
        taken = k > 0 && fmpq_sgn(value) < 0;
        if (taken)
            fmpq_neg(value, value);
        term = xp_expression_binary(pool, XP_EXPRESSION_MUL,
                                    xp_expression_constant(pool, value), term);
        sum = xp_expression_binary(pool, taken ? XP_EXPRESSION_SUB : XP_EXPRESSION_ADD, sum, term);
    }
    fmpq_clear(value);
    free(exponent);
    return sum;
}
