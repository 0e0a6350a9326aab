/* Values of formulas at rational points, exact wherever that can be seen. */
#include "model/distribution_impl.h"
#include "model/expression_impl.h"

typedef const xp_expression_struct *formula_t;

/* Bits of an enclosure, at first and at last. */
#define FIRST_PRECISION 256
#define LAST_PRECISION 2048

int xp_expression_same(const xp_expression_struct *a, const xp_expression_struct *b)
{
    if (a == b)
        return 1;
    if (a == NULL || b == NULL || a->kind != b->kind || a->index != b->index
        || a->child_count != b->child_count || !fmpq_equal(a->value, b->value))
        return 0;
    for (slong c = 0; c < a->child_count; c++)
        if (!xp_expression_same(a->child[c], b->child[c]))
            return 0;
    return 1;
}

/* Whether a constant has a value, and one that is certainly not 0. */
static int exists(formula_t e, int nonzero)
{
    int found;
    arb_t value;

    arb_init(value);
    xp_expression_evaluate_arb(value, e, NULL, NULL, FIRST_PRECISION);
    found = arb_is_finite(value) && (!nonzero || arb_is_nonzero(value));
    arb_clear(value);
    return found;
}

/* A constant in which a - a is 0 and a / a is 1, whatever irrational number a is. */
static formula_t cancel(xp_pool_t pool, formula_t e)
{
    formula_t child[2];

    if ((e->kind != XP_EXPRESSION_ADD && e->kind != XP_EXPRESSION_SUB
         && e->kind != XP_EXPRESSION_MUL && e->kind != XP_EXPRESSION_DIV)
        || e->child_count != 2)
        return e;
    child[0] = cancel(pool, e->child[0]);
    child[1] = cancel(pool, e->child[1]);
    if (e->kind == XP_EXPRESSION_SUB && xp_expression_same(child[0], child[1])
        && exists(child[0], 0))
        return xp_expression_constant_si(pool, 0, 1);
    if (e->kind == XP_EXPRESSION_DIV && xp_expression_same(child[0], child[1])
        && exists(child[1], 1))
        return xp_expression_constant_si(pool, 1, 1);
    return xp_expression_node(pool, e->kind, child, 2);
}

void xp_expression_at(xp_real_t value, const xp_expression_struct *e, const fmpq_t point)
{
    formula_t here;
    fmpq_t rational;
    arb_t ball;
    xp_pool_t pool;
    xp_error_t error;

    fmpq_init(rational);
    arb_init(ball);
    xp_pool_init(pool);
    xp_error_init(error);
    if (xp_expression_evaluate(rational, e, point, NULL, error) == XP_OK)
        xp_real_set_fmpq(value, rational);
    else
    {
        here = xp_expression_substitute_type(pool, e, 0, xp_expression_constant(pool, point));
        here = cancel(pool, here);
        if (here->kind == XP_EXPRESSION_CONSTANT)
            xp_real_set_fmpq(value, here->value);
        else if (xp_expression_evaluate_real(value, here, error) != XP_OK)
        {
            arb_indeterminate(ball);
            for (slong bits = FIRST_PRECISION; bits <= LAST_PRECISION && !arb_is_finite(ball);
                 bits *= 2)
                xp_expression_evaluate_arb(ball, here, NULL, NULL, bits);
            xp_real_set_arb(value, ball);
        }
    }
    fmpq_clear(rational);
    arb_clear(ball);
    xp_pool_clear(pool);
    xp_error_clear(error);
}
