/* Formulas at complex points, for rigorous integration. */
#include <expost/model/expression.h>

#include "model/expression_impl.h"
#include "model/expression_range.h"

typedef struct
{
    acb_srcptr x;
    int analytic;
    slong precision;
} place_t;

static void evaluate(acb_t value, const xp_expression_struct *e, const place_t *place);

static void raise_power(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    const xp_expression_struct *exponent = e->child[1];
    acb_t y;

    evaluate(value, e->child[0], place);
    if (xp_expression_is_integer(exponent))
    {
        acb_pow_fmpz(value, value, fmpq_numref(exponent->value), place->precision);
        return;
    }
    acb_init(y);
    evaluate(y, exponent, place);
    acb_pow_analytic(value, value, y, place->analytic, place->precision);
    acb_clear(y);
}

/* Whether the ball meets the cut from 0 to the left (from 1 to the right). */
static int meets_cut(const acb_t x, int right)
{
    int meets;
    arb_t rest;

    if (!arb_contains_zero(acb_imagref(x)))
        return 0;
    arb_init(rest);
    if (right)
        arb_sub_ui(rest, acb_realref(x), 1, ARF_PREC_EXACT);
    else
        arb_neg(rest, acb_realref(x));
    meets = arb_contains_nonnegative(rest);
    arb_clear(rest);
    return meets;
}

/*
 * I_x(a, b) = x^a times a function analytic off the cut from 1 to the right, and 1 minus
 * (1 - x)^b times one off the cut to the left: a, b integers leave no cut.
 */
static void set_beta(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    acb_t x;
    acb_t a;
    acb_t b;

    acb_init(x);
    acb_init(a);
    acb_init(b);
    evaluate(x, e->child[0], place);
    acb_set_fmpq(a, e->child[1]->value, place->precision);
    acb_set_fmpq(b, e->child[2]->value, place->precision);
    if (!acb_is_finite(x)
        || (place->analytic
            && ((!xp_expression_is_integer(e->child[1]) && meets_cut(x, 0))
                || (!xp_expression_is_integer(e->child[2]) && meets_cut(x, 1)))))
        acb_indeterminate(value);
    else if (acb_is_real(x) && !place->analytic)
    {
        arb_zero(acb_imagref(value));
        xp_expression_beta_arb(acb_realref(value), acb_realref(x), acb_realref(a),
                               acb_realref(b), place->precision);
    }
    else
        acb_hypgeom_beta_lower(value, a, b, x, 1, place->precision);
    acb_clear(x);
    acb_clear(a);
    acb_clear(b);
}

/* Comparisons are continued by the real parts, as acb_real_abs and its like: 1, 0, or -1. */
static int compare(const xp_expression_struct *e, const void *data)
{
    const place_t *place = data;
    int result;
    acb_t a;
    acb_t b;

    acb_init(a);
    acb_init(b);
    evaluate(a, e->child[0], place);
    evaluate(b, e->child[1], place);
    result = xp_expression_compare_arb(e->kind, acb_realref(a), acb_realref(b));
    acb_clear(a);
    acb_clear(b);
    return result;
}

static int decide(const xp_expression_struct *e, const place_t *place)
{
    return xp_expression_decide(e, compare, place);
}

static void choose(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    int holds = decide(e->child[0], place);
    acb_t other;

    if (holds >= 0)
    {
        evaluate(value, e->child[holds ? 1 : 2], place);
        return;
    }
    if (place->analytic)
    {
        acb_indeterminate(value);
        return;
    }
    acb_init(other);
    evaluate(other, e->child[1], place);
    evaluate(value, e->child[2], place);
    acb_union(value, value, other, place->precision);
    acb_clear(other);
}

static void combine(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    slong precision = place->precision;
    acb_t next;

    acb_init(next);
    evaluate(value, e->child[0], place);
    for (slong c = 1; c < e->child_count; c++)
    {
        evaluate(next, e->child[c], place);
        switch (e->kind)
        {
            case XP_EXPRESSION_ADD:
                acb_add(value, value, next, precision);
                break;
            case XP_EXPRESSION_SUB:
                acb_sub(value, value, next, precision);
                break;
            case XP_EXPRESSION_MUL:
                acb_mul(value, value, next, precision);
                break;
            case XP_EXPRESSION_DIV:
                acb_div(value, value, next, precision);
                break;
            case XP_EXPRESSION_MIN:
                acb_real_min(value, value, next, place->analytic, precision);
                break;
            default:
                acb_real_max(value, value, next, place->analytic, precision);
                break;
        }
    }
    acb_clear(next);
}

static void apply(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    slong precision = place->precision;

    evaluate(value, e->child[0], place);
    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            acb_neg(value, value);
            break;
        case XP_EXPRESSION_ABS:
            acb_real_abs(value, value, place->analytic, precision);
            break;
        case XP_EXPRESSION_FLOOR:
            acb_real_floor(value, value, place->analytic, precision);
            break;
        case XP_EXPRESSION_CEIL:
            acb_real_ceil(value, value, place->analytic, precision);
            break;
        case XP_EXPRESSION_EXP:
            acb_exp(value, value, precision);
            break;
        case XP_EXPRESSION_LOG:
            acb_log_analytic(value, value, place->analytic, precision);
            break;
        case XP_EXPRESSION_SQRT:
            acb_sqrt_analytic(value, value, place->analytic, precision);
            break;
        default:
            if (acb_is_finite(value))
                acb_hypgeom_erf(value, value, precision);
            else
                acb_indeterminate(value);
            break;
    }
}

static void evaluate(acb_t value, const xp_expression_struct *e, const place_t *place)
{
    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            acb_set_fmpq(value, e->value, place->precision);
            return;
        case XP_EXPRESSION_PI:
            acb_const_pi(value, place->precision);
            return;
        case XP_EXPRESSION_TYPE:
            acb_set(value, place->x);
            return;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            combine(value, e, place);
            return;
        case XP_EXPRESSION_POW:
            raise_power(value, e, place);
            return;
        case XP_EXPRESSION_BETA:
            set_beta(value, e, place);
            return;
        case XP_EXPRESSION_IF:
            choose(value, e, place);
            return;
        case XP_EXPRESSION_DECISION:
            acb_indeterminate(value);
            return;
        default:
            apply(value, e, place);
            return;
    }
}

void xp_expression_evaluate_acb(acb_t value, const xp_expression_struct *e, slong agent,
                                const acb_t x, int analytic, slong precision)
{
    place_t place = {x, analytic, precision};
    acb_t result;

    (void) agent;
    acb_init(result);
    if (!analytic && acb_is_real(x))
        xp_expression_evaluate_arb_one(acb_realref(result), e, acb_realref(x), precision);
    else
        evaluate(result, e, &place);
    acb_swap(value, result);
    acb_clear(result);
}
