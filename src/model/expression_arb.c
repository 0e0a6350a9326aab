/* Formulas over real balls: enclosures of all their values. */
#include <expost/model/expression.h>

#include "model/expression_impl.h"
#include "model/expression_range.h"

/* Types by index, or the only type that is read when `one` is not NULL. */
typedef struct
{
    arb_srcptr type;
    arb_srcptr one;
    arb_srcptr decision;
    slong precision;
} place_t;

static void evaluate(arb_t value, const xp_expression_struct *e, const place_t *place);

/* x^exponent over a base >= 0, an end at a time: monotone. */
static void raise_by_ends(arb_t value, const arb_t x, const fmpq_t exponent, slong precision)
{
    arb_t power;
    arb_t low;
    arb_t high;

    arb_init(power);
    arb_init(low);
    arb_init(high);
    arb_set_fmpq(power, exponent, precision);
    arb_nonnegative_part(high, x);
    arb_get_ubound_arf(arb_midref(high), x, precision);
    mag_zero(arb_radref(high));
    arb_get_lbound_arf(arb_midref(low), x, precision);
    mag_zero(arb_radref(low));
    if (!arb_is_finite(x) || arf_sgn(arb_midref(high)) < 0
        || (arf_sgn(arb_midref(low)) <= 0 && fmpq_sgn(exponent) < 0))
        arb_indeterminate(value);
    else
    {
        if (arf_sgn(arb_midref(low)) <= 0)
            arb_zero(low);
        else
            arb_pow(low, low, power, precision);
        if (arb_is_zero(high))
            arb_zero(high);
        else
            arb_pow(high, high, power, precision);
        arb_union(value, low, high, precision);
    }
    arb_clear(power);
    arb_clear(low);
    arb_clear(high);
}

static void raise_power(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    const xp_expression_struct *exponent = e->child[1];
    arb_t x;
    arb_t y;

    arb_init(x);
    arb_init(y);
    evaluate(x, e->child[0], place);
    if (xp_expression_is_integer(exponent))
        arb_pow_fmpz(value, x, fmpq_numref(exponent->value), place->precision);
    else if (xp_expression_is_rational(exponent))
    {
        if (arb_is_positive(x))
        {
            arb_set_fmpq(y, exponent->value, place->precision);
            arb_pow(value, x, y, place->precision);
        }
        else
            raise_by_ends(value, x, exponent->value, place->precision);
    }
    else
    {
        evaluate(y, exponent, place);
        if (arb_is_positive(x))
            arb_pow(value, x, y, place->precision);
        else
            arb_indeterminate(value);
    }
    arb_clear(x);
    arb_clear(y);
}

/* A comparison: 1, 0, or -1 when the balls do not decide. */
static int compare_balls(const xp_expression_struct *e, const void *data)
{
    const place_t *place = data;
    int result;
    arb_t a;
    arb_t b;

    arb_init(a);
    arb_init(b);
    evaluate(a, e->child[0], place);
    evaluate(b, e->child[1], place);
    result = xp_expression_compare_arb(e->kind, a, b);
    arb_clear(a);
    arb_clear(b);
    return result;
}

static int decide(const xp_expression_struct *e, const place_t *place)
{
    return xp_expression_decide(e, compare_balls, place);
}

int xp_expression_decide(const xp_expression_struct *e,
                         int (*compare)(const xp_expression_struct *e, const void *data),
                         const void *data)
{
    int strong = e->kind == XP_EXPRESSION_OR;
    int result = !strong;

    if (e->kind == XP_EXPRESSION_NOT)
    {
        result = xp_expression_decide(e->child[0], compare, data);
        return result < 0 ? -1 : !result;
    }
    if (e->kind != XP_EXPRESSION_AND && e->kind != XP_EXPRESSION_OR)
        return compare(e, data);
    for (slong c = 0; c < e->child_count; c++)
    {
        int part = xp_expression_decide(e->child[c], compare, data);

        if (part == strong)
            return strong;
        if (part < 0)
            result = -1;
    }
    return result;
}

int xp_expression_compare_arb(xp_expression_kind_t kind, const arb_t a, const arb_t b)
{
    switch (kind)
    {
        case XP_EXPRESSION_EQ:
            return arb_eq(a, b) ? 1 : arb_ne(a, b) ? 0 : -1;
        case XP_EXPRESSION_NE:
            return arb_ne(a, b) ? 1 : arb_eq(a, b) ? 0 : -1;
        case XP_EXPRESSION_LT:
            return arb_lt(a, b) ? 1 : arb_ge(a, b) ? 0 : -1;
        case XP_EXPRESSION_LE:
            return arb_le(a, b) ? 1 : arb_gt(a, b) ? 0 : -1;
        case XP_EXPRESSION_GT:
            return arb_gt(a, b) ? 1 : arb_le(a, b) ? 0 : -1;
        default:
            return arb_ge(a, b) ? 1 : arb_lt(a, b) ? 0 : -1;
    }
}

static void choose(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    int holds = decide(e->child[0], place);
    arb_t other;

    if (holds >= 0)
    {
        evaluate(value, e->child[holds ? 1 : 2], place);
        return;
    }
    arb_init(other);
    evaluate(other, e->child[1], place);
    evaluate(value, e->child[2], place);
    arb_union(value, value, other, place->precision);
    arb_clear(other);
}

static void combine(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    slong precision = place->precision;
    arb_t next;

    arb_init(next);
    evaluate(value, e->child[0], place);
    for (slong c = 1; c < e->child_count; c++)
    {
        evaluate(next, e->child[c], place);
        switch (e->kind)
        {
            case XP_EXPRESSION_ADD:
                arb_add(value, value, next, precision);
                break;
            case XP_EXPRESSION_SUB:
                arb_sub(value, value, next, precision);
                break;
            case XP_EXPRESSION_MUL:
                arb_mul(value, value, next, precision);
                break;
            case XP_EXPRESSION_DIV:
                arb_div(value, value, next, precision);
                break;
            case XP_EXPRESSION_MIN:
                arb_min(value, value, next, precision);
                break;
            default:
                arb_max(value, value, next, precision);
                break;
        }
    }
    arb_clear(next);
}

static void apply(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    slong precision = place->precision;

    evaluate(value, e->child[0], place);
    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            arb_neg(value, value);
            break;
        case XP_EXPRESSION_ABS:
            arb_abs(value, value);
            break;
        case XP_EXPRESSION_FLOOR:
            arb_floor(value, value, precision);
            break;
        case XP_EXPRESSION_CEIL:
            arb_ceil(value, value, precision);
            break;
        case XP_EXPRESSION_EXP:
            arb_exp(value, value, precision);
            break;
        case XP_EXPRESSION_LOG:
            arb_log(value, value, precision);
            break;
        case XP_EXPRESSION_SQRT:
            if (arb_is_negative(value))
                arb_indeterminate(value);
            else
                arb_sqrtpos(value, value, precision);
            break;
        default:
            if (arb_is_finite(value))
                arb_hypgeom_erf(value, value, precision);
            else
                arb_zero_pm_one(value);
            break;
    }
}

static void evaluate(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    arb_t x;
    arb_t a;
    arb_t b;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            arb_set_fmpq(value, e->value, place->precision);
            return;
        case XP_EXPRESSION_PI:
            arb_const_pi(value, place->precision);
            return;
        case XP_EXPRESSION_TYPE:
            arb_set(value, place->one != NULL ? place->one : place->type + e->index);
            return;
        case XP_EXPRESSION_DECISION:
            arb_set(value, place->decision);
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
        case XP_EXPRESSION_IF:
            choose(value, e, place);
            return;
        case XP_EXPRESSION_BETA:
            arb_init(x);
            arb_init(a);
            arb_init(b);
            evaluate(x, e->child[0], place);
            arb_set_fmpq(a, e->child[1]->value, place->precision);
            arb_set_fmpq(b, e->child[2]->value, place->precision);
            xp_expression_beta_arb(value, x, a, b, place->precision);
            arb_clear(x);
            arb_clear(a);
            arb_clear(b);
            return;
        default:
            apply(value, e, place);
            return;
    }
}

/* Balls wider than this many bits are better enclosed by their ends. */
#define NARROW 12

/* 0: some ball that e reads is wide. */
static int is_narrow(const xp_expression_struct *e, const place_t *place)
{
    arb_srcptr x = NULL;

    if (e->kind == XP_EXPRESSION_TYPE)
        x = place->one != NULL ? place->one : place->type + e->index;
    else if (e->kind == XP_EXPRESSION_DECISION)
        x = place->decision;
    if (x != NULL && !arb_is_exact(x) && arb_is_finite(x) && arb_rel_accuracy_bits(x) < NARROW)
        return 0;
    for (slong c = 0; c < e->child_count; c++)
        if (!is_narrow(e->child[c], place))
            return 0;
    return 1;
}

/* Over wide balls the intersection with an enclosure by ends, which keeps signs. */
static void evaluate_both(arb_t value, const xp_expression_struct *e, const place_t *place)
{
    arb_t ball;
    arb_t ends;

    arb_init(ball);
    arb_init(ends);
    evaluate(ball, e, place);
    if (!is_narrow(e, place))
    {
        xp_expression_range_arb(ends, e, place->type, place->one, place->decision,
                                place->precision);
        if (!arb_is_finite(ball))
            arb_set(ball, ends);
        else if (arb_is_finite(ends) && !arb_intersection(ball, ball, ends, place->precision))
            arb_indeterminate(ball);
    }
    arb_swap(value, ball);
    arb_clear(ball);
    arb_clear(ends);
}

void xp_expression_evaluate_arb(arb_t value, const xp_expression_struct *e, arb_srcptr type,
                                const arb_struct *decision, slong precision)
{
    place_t place = {type, NULL, decision, precision};

    evaluate_both(value, e, &place);
}

void xp_expression_evaluate_arb_one(arb_t value, const xp_expression_struct *e, const arb_t x,
                                    slong precision)
{
    place_t place = {NULL, x, NULL, precision};

    evaluate_both(value, e, &place);
}
