/* Formulas over continuous types: the pool and the constructors. */
#include <expost/model/expression.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "model/expression_impl.h"

void xp_pool_init(xp_pool_t pool)
{
    pool->expression = NULL;
    pool->count = 0;
    pool->room = 0;
}

void xp_pool_clear(xp_pool_t pool)
{
    for (size_t k = 0; k < pool->count; k++)
    {
        fmpq_clear(pool->expression[k]->value);
        free(pool->expression[k]);
    }
    free(pool->expression);
}

void xp_pool_swap(xp_pool_t a, xp_pool_t b)
{
    xp_pool_struct keep = *a;

    *a = *b;
    *b = keep;
}

static xp_expression_struct *add_node(xp_pool_t pool, xp_expression_kind_t kind, slong count)
{
    xp_expression_struct *e;

    xp_array_grow(&pool->expression, &pool->room, pool->count, sizeof(*pool->expression));
    e = xp_malloc(sizeof(*e) + (size_t) count * sizeof(e->child[0]));
    e->kind = kind;
    e->index = 0;
    fmpq_init(e->value);
    e->child_count = count;
    for (slong c = 0; c < count; c++)
        e->child[c] = NULL;
    pool->expression[pool->count++] = e;
    return e;
}

const xp_expression_struct *xp_expression_constant(xp_pool_t pool, const fmpq_t value)
{
    xp_expression_struct *e = add_node(pool, XP_EXPRESSION_CONSTANT, 0);

    fmpq_set(e->value, value);
    return e;
}

const xp_expression_struct *xp_expression_constant_si(xp_pool_t pool, slong p, ulong q)
{
    xp_expression_struct *e = add_node(pool, XP_EXPRESSION_CONSTANT, 0);

    fmpq_set_si(e->value, p, q);
    return e;
}

const xp_expression_struct *xp_expression_type(xp_pool_t pool, slong agent)
{
    xp_expression_struct *e = add_node(pool, XP_EXPRESSION_TYPE, 0);

    e->index = agent;
    return e;
}

const xp_expression_struct *xp_expression_word(xp_pool_t pool, xp_expression_kind_t kind)
{
    assert(kind == XP_EXPRESSION_PI || kind == XP_EXPRESSION_DECISION);
    return add_node(pool, kind, 0);
}

static const xp_expression_struct *add_with(xp_pool_t pool, xp_expression_kind_t kind,
                                            const xp_expression_struct *a,
                                            const xp_expression_struct *b)
{
    xp_expression_struct *e = add_node(pool, kind, b == NULL ? 1 : 2);

    e->child[0] = a;
    if (b != NULL)
        e->child[1] = b;
    return e;
}

static int is_number(const xp_expression_struct *e, slong value)
{
    return e->kind == XP_EXPRESSION_CONSTANT && fmpz_is_one(fmpq_denref(e->value))
           && fmpz_equal_si(fmpq_numref(e->value), value);
}

/* The value of a node whose children are all constants, where it is rational. */
static const xp_expression_struct *fold(xp_pool_t pool, const xp_expression_struct *e)
{
    const xp_expression_struct *result = e;
    xp_error_t error;
    fmpq_t value;

    for (slong c = 0; c < e->child_count; c++)
        if (e->child[c]->kind != XP_EXPRESSION_CONSTANT)
            return e;
    xp_error_init(error);
    fmpq_init(value);
    if (xp_expression_evaluate(value, e, NULL, NULL, error) == XP_OK)
        result = xp_expression_constant(pool, value);
    fmpq_clear(value);
    xp_error_clear(error);
    return result;
}

const xp_expression_struct *xp_expression_unary(xp_pool_t pool, xp_expression_kind_t kind,
                                                const xp_expression_struct *a)
{
    if (kind == XP_EXPRESSION_NEGATE && a->kind == XP_EXPRESSION_NEGATE)
        return a->child[0];
    if (kind == XP_EXPRESSION_NEGATE && a->kind == XP_EXPRESSION_SUB)
        return xp_expression_binary(pool, XP_EXPRESSION_SUB, a->child[1], a->child[0]);
    if (kind == XP_EXPRESSION_NOT)
        return add_with(pool, kind, a, NULL);
    return fold(pool, add_with(pool, kind, a, NULL));
}

static const xp_expression_struct *make_sum(xp_pool_t pool, const xp_expression_struct *a,
                                            const xp_expression_struct *b)
{
    if (is_number(a, 0))
        return b;
    if (is_number(b, 0))
        return a;
    if (b->kind == XP_EXPRESSION_NEGATE)
        return xp_expression_binary(pool, XP_EXPRESSION_SUB, a, b->child[0]);
    if (b->kind == XP_EXPRESSION_CONSTANT && fmpq_sgn(b->value) < 0)
        return xp_expression_binary(pool, XP_EXPRESSION_SUB, a,
                                    xp_expression_unary(pool, XP_EXPRESSION_NEGATE, b));
    return fold(pool, add_with(pool, XP_EXPRESSION_ADD, a, b));
}

static const xp_expression_struct *make_difference(xp_pool_t pool, const xp_expression_struct *a,
                                                   const xp_expression_struct *b)
{
    if (is_number(b, 0))
        return a;
    if (is_number(a, 0))
        return xp_expression_unary(pool, XP_EXPRESSION_NEGATE, b);
    if (b->kind == XP_EXPRESSION_NEGATE)
        return xp_expression_binary(pool, XP_EXPRESSION_ADD, a, b->child[0]);
    if (b->kind == XP_EXPRESSION_CONSTANT && fmpq_sgn(b->value) < 0)
        return xp_expression_binary(pool, XP_EXPRESSION_ADD, a,
                                    xp_expression_unary(pool, XP_EXPRESSION_NEGATE, b));
    return fold(pool, add_with(pool, XP_EXPRESSION_SUB, a, b));
}

/* A constant goes to the front and joins one that is there. */
static const xp_expression_struct *make_product(xp_pool_t pool, const xp_expression_struct *a,
                                                const xp_expression_struct *b)
{
    if (b->kind == XP_EXPRESSION_CONSTANT && a->kind != XP_EXPRESSION_CONSTANT)
    {
        const xp_expression_struct *keep = a;

        a = b;
        b = keep;
    }
    if (is_number(a, 0) || is_number(b, 1))
        return a;
    if (is_number(a, 1))
        return b;
    if (is_number(a, -1))
        return xp_expression_unary(pool, XP_EXPRESSION_NEGATE, b);
    if (a->kind == XP_EXPRESSION_CONSTANT && b->kind == XP_EXPRESSION_MUL
        && b->child[0]->kind == XP_EXPRESSION_CONSTANT)
        return xp_expression_binary(pool, XP_EXPRESSION_MUL,
                                    fold(pool, add_with(pool, XP_EXPRESSION_MUL, a, b->child[0])),
                                    b->child[1]);
    if (a->kind == XP_EXPRESSION_CONSTANT && b->kind == XP_EXPRESSION_NEGATE)
        return xp_expression_binary(pool, XP_EXPRESSION_MUL,
                                    xp_expression_unary(pool, XP_EXPRESSION_NEGATE, a),
                                    b->child[0]);
    return fold(pool, add_with(pool, XP_EXPRESSION_MUL, a, b));
}

const xp_expression_struct *xp_expression_binary(xp_pool_t pool, xp_expression_kind_t kind,
                                                 const xp_expression_struct *a,
                                                 const xp_expression_struct *b)
{
    switch (kind)
    {
        case XP_EXPRESSION_ADD:
            return make_sum(pool, a, b);
        case XP_EXPRESSION_SUB:
            return make_difference(pool, a, b);
        case XP_EXPRESSION_MUL:
            return make_product(pool, a, b);
        case XP_EXPRESSION_DIV:
            if (is_number(b, 1) || (is_number(a, 0) && b->kind != XP_EXPRESSION_CONSTANT))
                return a;
            return fold(pool, add_with(pool, kind, a, b));
        case XP_EXPRESSION_POW:
            if (is_number(b, 1))
                return a;
            if (is_number(b, 0) || is_number(a, 1))
                return xp_expression_constant_si(pool, 1, 1);
            return fold(pool, add_with(pool, kind, a, b));
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            return fold(pool, add_with(pool, kind, a, b));
        default:
            return add_with(pool, kind, a, b);
    }
}

/* if(COND, A, B) whose condition reads nothing and is decided. */
static const xp_expression_struct *choose_branch(const xp_expression_struct *const *child)
{
    const xp_expression_struct *result = NULL;
    xp_error_t error;
    int holds;

    if (!xp_expression_is_constant(child[0]))
        return NULL;
    xp_error_init(error);
    if (xp_expression_holds(&holds, child[0], NULL, NULL, error) == XP_OK)
        result = child[holds ? 1 : 2];
    xp_error_clear(error);
    return result;
}

const xp_expression_struct *xp_expression_node(xp_pool_t pool, xp_expression_kind_t kind,
                                               const xp_expression_struct *const *child,
                                               slong count)
{
    xp_expression_struct *e;

    if (kind == XP_EXPRESSION_IF)
    {
        const xp_expression_struct *branch = choose_branch(child);

        if (branch != NULL)
            return branch;
    }
    else if ((kind == XP_EXPRESSION_MIN || kind == XP_EXPRESSION_MAX) && count == 1)
        return child[0];
    else if (kind != XP_EXPRESSION_BETA && count == 1)
        return xp_expression_unary(pool, kind, child[0]);
    else if (count == 2)
        return xp_expression_binary(pool, kind, child[0], child[1]);
    e = add_node(pool, kind, count);
    for (slong c = 0; c < count; c++)
        e->child[c] = child[c];
    return kind == XP_EXPRESSION_IF ? e : fold(pool, e);
}

const xp_expression_struct *xp_expression_from_poly(xp_pool_t pool, const fmpq_poly_t poly,
                                                    slong agent)
{
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    const xp_expression_struct *variable = xp_expression_type(pool, agent);
    fmpq_t value;

    fmpq_init(value);
    for (slong k = 0; k < fmpq_poly_length(poly); k++)
    {
        const xp_expression_struct *term;
        int sign;

        fmpq_poly_get_coeff_fmpq(value, poly, k);
        sign = fmpq_sgn(value);
        if (sign == 0)
            continue;
        /* the first term keeps its sign; the others are added or taken away */
        if (sign < 0 && !is_number(sum, 0))
            fmpq_neg(value, value);
        else
            sign = 1;
        term = xp_expression_binary(pool, XP_EXPRESSION_POW, variable,
                                    xp_expression_constant_si(pool, k, 1));
        term = xp_expression_binary(pool, XP_EXPRESSION_MUL,
                                    xp_expression_constant(pool, value), term);
        sum = xp_expression_binary(pool, sign < 0 ? XP_EXPRESSION_SUB : XP_EXPRESSION_ADD, sum,
                                   term);
    }
    fmpq_clear(value);
    return sum;
}
