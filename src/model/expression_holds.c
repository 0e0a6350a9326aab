/* Conditions at rational types, decided exactly. */
#include <expost/model/expression.h>

#include "model/expression_impl.h"

/* Balls of more bits than this do not tell two numbers apart. */
#define LAST_PRECISION 8192

static int has_order(xp_expression_kind_t kind, int order)
{
    switch (kind)
    {
        case XP_EXPRESSION_EQ:
            return order == 0;
        case XP_EXPRESSION_NE:
            return order != 0;
        case XP_EXPRESSION_LT:
            return order < 0;
        case XP_EXPRESSION_LE:
            return order <= 0;
        case XP_EXPRESSION_GT:
            return order > 0;
        default:
            return order >= 0;
    }
}

/* The highest type that e reads, -1 when none. */
static slong find_last_type(const xp_expression_struct *e)
{
    slong last = e->kind == XP_EXPRESSION_TYPE ? e->index : -1;

    for (slong c = 0; c < e->child_count; c++)
    {
        slong index = find_last_type(e->child[c]);

        if (index > last)
            last = index;
    }
    return last;
}

/* The order of two irrational numbers that differ, by balls that shrink; 0 when none tells. */
static int separate(const xp_expression_struct *e, const fmpq *type, const fmpq *decision)
{
    slong count = find_last_type(e) + 1;
    int order = 0;
    arb_ptr ball = _arb_vec_init(count + 1);
    arb_t a;
    arb_t b;

    arb_init(a);
    arb_init(b);
    for (slong precision = 64; order == 0 && precision <= LAST_PRECISION; precision *= 2)
    {
        for (slong i = 0; i < count; i++)
            arb_set_fmpq(ball + i, type + i, precision);
        if (decision != NULL)
            arb_set_fmpq(ball + count, decision, precision);
        xp_expression_evaluate_arb(a, e->child[0], ball, ball + count, precision);
        xp_expression_evaluate_arb(b, e->child[1], ball, ball + count, precision);
        if (arb_lt(a, b))
            order = -1;
        else if (arb_gt(a, b))
            order = 1;
    }
    arb_clear(a);
    arb_clear(b);
    _arb_vec_clear(ball, count + 1);
    return order;
}

static xp_status_t compare(int *holds, const xp_expression_struct *e, const fmpq *type,
                           const fmpq *decision, xp_error_t error)
{
    int order = 0;
    fmpq_t a;
    fmpq_t b;
    xp_status_t status;

    fmpq_init(a);
    fmpq_init(b);
    status = xp_expression_evaluate(a, e->child[0], type, decision, error);
    if (status == XP_OK)
        status = xp_expression_evaluate(b, e->child[1], type, decision, error);
    if (status == XP_OK)
        order = fmpq_cmp(a, b);
    else if (status == XP_INPUT)
    {
        order = separate(e, type, decision);
        status = order != 0 ? XP_OK : XP_INPUT;
    }
    if (status == XP_OK)
        *holds = has_order(e->kind, order);
    fmpq_clear(a);
    fmpq_clear(b);
    return status;
}

xp_status_t xp_expression_holds(int *holds, const xp_expression_struct *e, const fmpq *type,
                                const fmpq *decision, xp_error_t error)
{
    int first = 0;
    xp_status_t status;

    switch (e->kind)
    {
        case XP_EXPRESSION_NOT:
            status = xp_expression_holds(&first, e->child[0], type, decision, error);
            if (status == XP_OK)
                *holds = !first;
            return status;
        case XP_EXPRESSION_AND:
        case XP_EXPRESSION_OR:
            for (slong c = 0; c < e->child_count; c++)
            {
                status = xp_expression_holds(&first, e->child[c], type, decision, error);
                if (status != XP_OK)
                    return status;
                if (first == (e->kind == XP_EXPRESSION_OR))
                    break;
            }
            *holds = first;
            return XP_OK;
        default:
            return compare(holds, e, type, decision, error);
    }
}
