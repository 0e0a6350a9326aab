/* Short names with which tests build formulas, all in one pool. */
#ifndef XP_TESTS_MODEL_FORMULAS_H
#define XP_TESTS_MODEL_FORMULAS_H

#include <expost/model/expression.h>

typedef const xp_expression_struct *formula_t;

static xp_pool_t pool;

static inline formula_t q(slong p, ulong r)
{
    return xp_expression_constant_si(pool, p, r);
}

static inline formula_t two(xp_expression_kind_t kind, formula_t a, formula_t b)
{
    return xp_expression_binary(pool, kind, a, b);
}

static inline formula_t add(formula_t a, formula_t b)
{
    return two(XP_EXPRESSION_ADD, a, b);
}

static inline formula_t sub(formula_t a, formula_t b)
{
    return two(XP_EXPRESSION_SUB, a, b);
}

static inline formula_t mul(formula_t a, formula_t b)
{
    return two(XP_EXPRESSION_MUL, a, b);
}

static inline formula_t over(formula_t a, formula_t b)
{
    return two(XP_EXPRESSION_DIV, a, b);
}

static inline formula_t power(formula_t a, formula_t b)
{
    return two(XP_EXPRESSION_POW, a, b);
}

static inline formula_t of(xp_expression_kind_t kind, formula_t a)
{
    return xp_expression_unary(pool, kind, a);
}

#endif
