/* Derivatives of formulas. */
#include <expost/model/expression.h>

#include "model/expression_impl.h"

typedef const xp_expression_struct *formula_t;

static formula_t derive(xp_pool_t pool, formula_t e, slong agent);

static formula_t make(xp_pool_t pool, xp_expression_kind_t kind, formula_t a, formula_t b)
{
    return xp_expression_binary(pool, kind, a, b);
}

static formula_t number(xp_pool_t pool, slong p, ulong q)
{
    return xp_expression_constant_si(pool, p, q);
}

static formula_t derive_product(xp_pool_t pool, formula_t a, formula_t b, formula_t da,
                                formula_t db)
{
    return make(pool, XP_EXPRESSION_ADD, make(pool, XP_EXPRESSION_MUL, da, b),
                make(pool, XP_EXPRESSION_MUL, a, db));
}

/* (a / b)' = a' / b - a b' / b^2 */
static formula_t derive_quotient(xp_pool_t pool, formula_t a, formula_t b, formula_t da,
                                 formula_t db)
{
    formula_t square = make(pool, XP_EXPRESSION_POW, b, number(pool, 2, 1));

    return make(pool, XP_EXPRESSION_SUB, make(pool, XP_EXPRESSION_DIV, da, b),
                make(pool, XP_EXPRESSION_DIV, make(pool, XP_EXPRESSION_MUL, a, db), square));
}

/* (a^b)' = b a^(b - 1) a' for a constant b, a^b (b' log a + b a' / a) otherwise */
static formula_t derive_power(xp_pool_t pool, formula_t e, formula_t da, formula_t db)
{
    formula_t a = e->child[0];
    formula_t b = e->child[1];
    formula_t left;
    formula_t right;

    if (xp_expression_is_constant(b))
    {
        formula_t less = make(pool, XP_EXPRESSION_SUB, b, number(pool, 1, 1));

        return make(pool, XP_EXPRESSION_MUL,
                    make(pool, XP_EXPRESSION_MUL, b, make(pool, XP_EXPRESSION_POW, a, less)), da);
    }
    left = make(pool, XP_EXPRESSION_MUL, db, xp_expression_unary(pool, XP_EXPRESSION_LOG, a));
    right = make(pool, XP_EXPRESSION_DIV, make(pool, XP_EXPRESSION_MUL, b, da), a);
    return make(pool, XP_EXPRESSION_MUL, e, make(pool, XP_EXPRESSION_ADD, left, right));
}

/*
 * I_x(a, b)' = x^(a - 1) (1 - x)^(b - 1) / B(a, b).  With a or b an integer 1 / B is rational:
 * 1 / B(a, b) = a (a + 1) ... (a + b - 1) / (b - 1)!.  Otherwise it is read off at x = 1/2 from
 * x^a (1 - x)^b / (a B(a, b)) = I_x(a, b) - I_x(a + 1, b).
 */
static formula_t invert_beta(xp_pool_t pool, formula_t e)
{
    formula_t a = e->child[1];
    formula_t b = e->child[2];
    formula_t row[3];
    formula_t first;
    formula_t second;

    if (!xp_expression_is_integer(b) && xp_expression_is_integer(a))
    {
        b = e->child[1];
        a = e->child[2];
    }
    if (xp_expression_is_integer(b) && fmpz_cmp_ui(fmpq_numref(b->value), 1000) <= 0)
    {
        ulong count = fmpz_get_ui(fmpq_numref(b->value));
        fmpq_t product;
        fmpq_t factor;

        fmpq_init(product);
        fmpq_init(factor);
        fmpq_set(product, a->value);
        fmpq_set(factor, a->value);
        for (ulong k = 1; k < count; k++)
        {
            fmpq_add_si(factor, factor, 1);
            fmpq_mul(product, product, factor);
            fmpz_mul_ui(fmpq_denref(product), fmpq_denref(product), k);
            fmpq_canonicalise(product);
        }
        first = xp_expression_constant(pool, product);
        fmpq_clear(product);
        fmpq_clear(factor);
        return first;
    }
    row[0] = number(pool, 1, 2);
    row[1] = a;
    row[2] = b;
    first = xp_expression_node(pool, XP_EXPRESSION_BETA, row, 3);
    row[1] = make(pool, XP_EXPRESSION_ADD, a, number(pool, 1, 1));
    second = xp_expression_node(pool, XP_EXPRESSION_BETA, row, 3);
    return make(pool, XP_EXPRESSION_MUL,
                make(pool, XP_EXPRESSION_MUL, a,
                     make(pool, XP_EXPRESSION_POW, number(pool, 2, 1),
                          make(pool, XP_EXPRESSION_ADD, a, b))),
                make(pool, XP_EXPRESSION_SUB, first, second));
}

static formula_t derive_beta(xp_pool_t pool, formula_t e, formula_t dx)
{
    formula_t x = e->child[0];
    formula_t one = number(pool, 1, 1);
    formula_t left = make(pool, XP_EXPRESSION_POW, x,
                          make(pool, XP_EXPRESSION_SUB, e->child[1], one));
    formula_t right = make(pool, XP_EXPRESSION_POW, make(pool, XP_EXPRESSION_SUB, one, x),
                           make(pool, XP_EXPRESSION_SUB, e->child[2], one));

    return make(pool, XP_EXPRESSION_MUL,
                make(pool, XP_EXPRESSION_MUL, invert_beta(pool, e),
                     make(pool, XP_EXPRESSION_MUL, left, right)),
                dx);
}

/* erf(x)' = 2 / sqrt(pi) exp(-x^2) x' */
static formula_t derive_erf(xp_pool_t pool, formula_t x, formula_t dx)
{
    formula_t scale = make(pool, XP_EXPRESSION_DIV, number(pool, 2, 1),
                           xp_expression_unary(pool, XP_EXPRESSION_SQRT,
                                               xp_expression_word(pool, XP_EXPRESSION_PI)));
    formula_t square = make(pool, XP_EXPRESSION_POW, x, number(pool, 2, 1));
    formula_t bell = xp_expression_unary(pool, XP_EXPRESSION_EXP,
                                         xp_expression_unary(pool, XP_EXPRESSION_NEGATE, square));

    return make(pool, XP_EXPRESSION_MUL, make(pool, XP_EXPRESSION_MUL, scale, bell), dx);
}

static formula_t derive_function(xp_pool_t pool, formula_t e, formula_t da)
{
    formula_t a = e->child[0];

    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            return xp_expression_unary(pool, e->kind, da);
        case XP_EXPRESSION_EXP:
            return make(pool, XP_EXPRESSION_MUL, e, da);
        case XP_EXPRESSION_LOG:
            return make(pool, XP_EXPRESSION_DIV, da, a);
        case XP_EXPRESSION_SQRT:
            return make(pool, XP_EXPRESSION_DIV, da,
                        make(pool, XP_EXPRESSION_MUL, number(pool, 2, 1), e));
        case XP_EXPRESSION_ERF:
            return derive_erf(pool, a, da);
        case XP_EXPRESSION_BETA:
            return derive_beta(pool, e, da);
        default:
            return NULL;
    }
}

static formula_t derive(xp_pool_t pool, formula_t e, slong agent)
{
    formula_t da;
    formula_t db;

    if (!xp_expression_reads(e, agent))
        return number(pool, 0, 1);
    if (e->kind == XP_EXPRESSION_TYPE || e->kind == XP_EXPRESSION_DECISION)
        return number(pool, 1, 1);
    if (e->kind >= XP_EXPRESSION_MIN || e->kind == XP_EXPRESSION_ABS)
        return NULL;
    da = derive(pool, e->child[0], agent);
    if (da == NULL)
        return NULL;
    if (e->child_count != 2)
        return derive_function(pool, e, da);
    db = derive(pool, e->child[1], agent);
    if (db == NULL)
        return NULL;
    switch (e->kind)
    {
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
            return make(pool, e->kind, da, db);
        case XP_EXPRESSION_MUL:
            return derive_product(pool, e->child[0], e->child[1], da, db);
        case XP_EXPRESSION_DIV:
            return derive_quotient(pool, e->child[0], e->child[1], da, db);
        default:
            return derive_power(pool, e, da, db);
    }
}

const xp_expression_struct *xp_expression_derivative(xp_pool_t pool, const xp_expression_struct *e,
                                                     slong agent)
{
    return derive(pool, e, agent);
}
