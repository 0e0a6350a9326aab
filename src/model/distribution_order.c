/* Roots at the ends of a piece: their order, and the substitution that removes them. */
#include <expost/model/distribution.h>

#include <assert.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

typedef const xp_expression_struct *formula_t;

/* Larger orders are not known. */
#define ORDER_LIMIT 1000

/* 1: e is 0 at the point, 0: it is not, -1: not known. */
static int vanishes(formula_t e, const fmpq_t point)
{
    int sign;
    int known;
    xp_real_t value;

    xp_real_init(value);
    xp_expression_at(value, e, point);
    known = xp_real_sign(&sign, value);
    xp_real_clear(value);
    return known ? sign == 0 : -1;
}

static slong join_orders(slong a, slong b)
{
    slong gcd = a;
    slong rest = b;

    if (a == 0 || b == 0)
        return 0;
    while (rest != 0)
    {
        slong next = gcd % rest;

        gcd = rest;
        rest = next;
    }
    return a / gcd <= ORDER_LIMIT / b ? a / gcd * b : 0;
}

/* A root of order q of something of this order that vanishes there. */
static slong take_root(slong order, const fmpz_t q)
{
    if (order == 0 || fmpz_cmp_si(q, ORDER_LIMIT / order) > 0)
        return 0;
    return order * fmpz_get_si(q);
}

static slong order_of_power(formula_t e, slong order, const fmpq_t point, int laurent)
{
    formula_t exponent = e->child[1];
    int zero;

    if (!xp_expression_is_rational(exponent))
    {
        slong other = xp_expression_order(exponent, point, laurent);

        return vanishes(e->child[0], point) == 0 ? join_orders(order, other) : 0;
    }
    if (xp_expression_is_integer(exponent) && fmpq_sgn(exponent->value) >= 0)
        return order;
    zero = vanishes(e->child[0], point);
    if (zero < 0 || (zero == 1 && fmpq_sgn(exponent->value) < 0 && !laurent))
        return 0;
    return zero == 0 ? order : take_root(order, fmpq_denref(exponent->value));
}

/* x^a times a power series around x = 0, 1 minus such in 1 - x around x = 1 */
static slong order_of_beta(formula_t e, slong order, const fmpq_t point)
{
    int zero = vanishes(e->child[0], point);
    int is_one;
    xp_pool_t pool;
    formula_t rest;

    xp_pool_init(pool);
    rest = xp_expression_binary(pool, XP_EXPRESSION_SUB, xp_expression_constant_si(pool, 1, 1),
                                e->child[0]);
    is_one = vanishes(rest, point);
    xp_pool_clear(pool);
    if (zero == 1)
        return take_root(order, fmpq_denref(e->child[1]->value));
    if (is_one == 1)
        return take_root(order, fmpq_denref(e->child[2]->value));
    return zero == 0 && is_one == 0 ? order : 0;
}

slong xp_expression_order(const xp_expression_struct *e, const fmpq_t point, int laurent)
{
    slong order = 1;
    fmpz_t two;

    if (!xp_expression_reads(e, 0))
        return 1;
    for (slong c = 0; c < e->child_count; c++)
        order = join_orders(order, xp_expression_order(e->child[c], point, laurent));
    switch (e->kind)
    {
        case XP_EXPRESSION_TYPE:
        case XP_EXPRESSION_NEGATE:
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
            return order;
        case XP_EXPRESSION_EXP:
        case XP_EXPRESSION_ERF:
            /* entire functions, of what has no pole */
            return laurent ? xp_expression_order(e->child[0], point, 0) : order;
        case XP_EXPRESSION_DIV:
            return laurent || vanishes(e->child[1], point) == 0 ? order : 0;
        case XP_EXPRESSION_POW:
            return order_of_power(e, order, point, laurent);
        case XP_EXPRESSION_SQRT:
            fmpz_init_set_ui(two, 2);
            switch (vanishes(e->child[0], point))
            {
                case 0:
                    break;
                case 1:
                    order = take_root(order, two);
                    break;
                default:
                    order = 0;
                    break;
            }
            fmpz_clear(two);
            return order;
        case XP_EXPRESSION_LOG:
            return vanishes(e->child[0], point) == 0 ? order : 0;
        case XP_EXPRESSION_ABS:
            return vanishes(e->child[0], point) >= 0 ? order : 0;
        case XP_EXPRESSION_BETA:
            return order_of_beta(e, order, point);
        default:
            return 0;
    }
}

slong xp_distribution_order(const xp_distribution_t distribution, slong k, int right)
{
    const fmpq *end = distribution->knot + k + (right ? 1 : 0);

    if (distribution->polynomial)
        return 1;
    if (distribution->density != NULL)
        return xp_expression_order(distribution->density[k], end, 1);
    return xp_expression_order(distribution->piece[k], end, 0);
}

/* A formula as u^exponent times `rest`. */
typedef struct
{
    slong exponent;
    formula_t rest;
} factored_t;

typedef struct
{
    xp_pool_struct *pool;
    const fmpq *end;
    int right;
    slong order;
} fold_t;

static formula_t raise_u(const fold_t *how, slong exponent)
{
    return xp_expression_binary(how->pool, XP_EXPRESSION_POW, xp_expression_type(how->pool, 0),
                                xp_expression_constant_si(how->pool, exponent, 1));
}

static formula_t multiply_out(const fold_t *how, const factored_t *a, slong less)
{
    return xp_expression_binary(how->pool, XP_EXPRESSION_MUL, a->rest,
                                raise_u(how, a->exponent - less));
}

/* f(end +- s) = s^m g(s), then s = u^order */
static factored_t factor_poly(const fold_t *how, const fmpq_poly_t f)
{
    factored_t result = {0, NULL};
    slong m = 0;
    fmpq_t one;
    fmpq_poly_t line;
    fmpq_poly_t g;

    fmpq_init(one);
    fmpq_poly_init(line);
    fmpq_poly_init(g);
    fmpq_set_si(one, how->right ? -1 : 1, 1);
    fmpq_poly_set_coeff_fmpq(line, 0, how->end);
    fmpq_poly_set_coeff_fmpq(line, 1, one);
    fmpq_poly_compose(line, f, line);
    while (m < fmpq_poly_length(line) && fmpz_is_zero(fmpq_poly_numref(line) + m))
        m++;
    if (m == fmpq_poly_length(line))
        m = 0;
    for (slong k = m; k < fmpq_poly_length(line); k++)
    {
        fmpq_poly_get_coeff_fmpq(one, line, k);
        fmpq_poly_set_coeff_fmpq(g, (k - m) * how->order, one);
    }
    result.exponent = m * how->order;
    result.rest = xp_expression_from_poly(how->pool, g, 0);
    fmpq_clear(one);
    fmpq_poly_clear(line);
    fmpq_poly_clear(g);
    return result;
}

static factored_t factor(const fold_t *how, formula_t e);

/* (u^j h)^(p/q) = u^(j p / q) h^(p/q) for u >= 0, where j p / q is an integer */
static factored_t factor_power(const fold_t *how, formula_t base, const fmpq_t exponent)
{
    factored_t a = factor(how, base);
    slong p;
    slong q;

    if (a.rest == NULL || fmpz_bits(fmpq_numref(exponent)) > 30
        || fmpz_bits(fmpq_denref(exponent)) > 30)
        a.rest = NULL;
    if (a.rest == NULL)
        return a;
    p = fmpz_get_si(fmpq_numref(exponent));
    q = fmpz_get_si(fmpq_denref(exponent));
    if (a.exponent % q != 0)
        a.rest = NULL;
    else
    {
        a.exponent = a.exponent / q * p;
        a.rest = xp_expression_binary(how->pool, XP_EXPRESSION_POW, a.rest,
                                      xp_expression_constant(how->pool, exponent));
    }
    return a;
}

static factored_t factor_sum(const fold_t *how, xp_expression_kind_t kind, factored_t a,
                             factored_t b)
{
    factored_t result;

    result.exponent = FLINT_MIN(a.exponent, b.exponent);
    result.rest = xp_expression_binary(how->pool, kind, multiply_out(how, &a, result.exponent),
                                       multiply_out(how, &b, result.exponent));
    return result;
}

/* A function of something without a pole. */
static factored_t factor_function(const fold_t *how, formula_t e)
{
    factored_t result = {0, NULL};
    formula_t child[3];

    for (slong c = 0; c < e->child_count; c++)
    {
        factored_t a = factor(how, e->child[c]);

        if (a.rest == NULL || a.exponent < 0 || c >= 3)
            return result;
        child[c] = multiply_out(how, &a, 0);
    }
    result.rest = xp_expression_node(how->pool, e->kind, child, e->child_count);
    return result;
}

static factored_t factor(const fold_t *how, formula_t e)
{
    factored_t a;
    factored_t b;
    factored_t none = {0, NULL};
    fmpq_poly_t poly;
    fmpq_t half;
    int found;

    fmpq_poly_init(poly);
    found = xp_expression_poly(poly, e, 0);
    if (found)
        a = factor_poly(how, poly);
    fmpq_poly_clear(poly);
    if (found)
        return a;
    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            a = factor(how, e->child[0]);
            if (a.rest != NULL)
                a.rest = xp_expression_unary(how->pool, e->kind, a.rest);
            return a;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
            break;
        case XP_EXPRESSION_POW:
            if (xp_expression_is_rational(e->child[1]))
                return factor_power(how, e->child[0], e->child[1]->value);
            return factor_function(how, e);
        case XP_EXPRESSION_SQRT:
            fmpq_init(half);
            fmpq_set_si(half, 1, 2);
            a = factor_power(how, e->child[0], half);
            fmpq_clear(half);
            return a;
        case XP_EXPRESSION_BETA:
            return xp_expression_reads(e, 0) ? none : factor_function(how, e);
        case XP_EXPRESSION_IF:
            return none;
        default:
            return factor_function(how, e);
    }
    a = factor(how, e->child[0]);
    b = factor(how, e->child[1]);
    if (a.rest == NULL || b.rest == NULL)
        return none;
    if (e->kind == XP_EXPRESSION_ADD || e->kind == XP_EXPRESSION_SUB)
        return factor_sum(how, e->kind, a, b);
    a.exponent += e->kind == XP_EXPRESSION_MUL ? b.exponent : -b.exponent;
    a.rest = xp_expression_binary(how->pool, e->kind, a.rest, b.rest);
    return a;
}

const xp_expression_struct *xp_expression_unfold(slong *exponent, xp_pool_t pool,
                                                 const xp_expression_struct *e, const fmpq_t end,
                                                 int right, slong order)
{
    fold_t how = {pool, end, right, order};
    factored_t result = factor(&how, e);

    *exponent = result.exponent;
    return result.rest;
}

const xp_expression_struct *xp_distribution_unfold(xp_pool_t pool,
                                                   const xp_distribution_t distribution, slong k,
                                                   int right, slong q)
{
    slong exponent;
    slong order = xp_distribution_order(distribution, k, right);
    formula_t rest;

    assert(q > 0);
    if (distribution->piece[k] == NULL || order == 0 || q % order != 0)
        return NULL;
    rest = xp_expression_unfold(&exponent, pool, distribution->piece[k],
                                distribution->knot + k + (right ? 1 : 0), right, q);
    if (rest == NULL || exponent < 0)
        return NULL;
    return xp_expression_binary(
        pool, XP_EXPRESSION_MUL, rest,
        xp_expression_binary(pool, XP_EXPRESSION_POW, xp_expression_type(pool, 0),
                             xp_expression_constant_si(pool, exponent, 1)));
}
