/* Formulas over intervals, an operation at a time. */
#include "model/expression_range.h"

#include "model/expression_impl.h"

/*
 * Where the types and the decision lie: as an interval, or as balls.  strict: where a root or a
 * logarithm has no value the result is the line; otherwise such points are left out.  divides is
 * set when a divisor may be 0.
 */
typedef struct
{
    int strict;
    int *divides;
    const xp_range_struct *interval;
    arb_srcptr type;
    arb_srcptr one;
    arb_srcptr decision;
    slong precision;
} place_t;

static void evaluate(xp_range_t r, const xp_expression_struct *e, const place_t *place);

static void set_variable(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    if (e->kind == XP_EXPRESSION_DECISION)
        xp_range_set_arb(r, place->decision, place->precision);
    else if (place->interval != NULL)
    {
        xp_range_t zero;

        xp_range_init(zero);
        xp_range_add(r, place->interval, zero);
        xp_range_clear(zero);
    }
    else
        xp_range_set_arb(r, place->one != NULL ? place->one : place->type + e->index,
                         place->precision);
}

static void take_absolute(xp_range_t r)
{
    xp_range_t minus;

    if (xp_range_low_sign(r) >= 0)
        return;
    xp_range_init(minus);
    xp_range_neg(minus, r);
    xp_range_extreme(r, r, minus, 1);
    if (xp_range_low_sign(r) < 0)
    {
        r->low.infinite = 0;
        fmpq_zero(r->low.value);
    }
    xp_range_clear(minus);
}

/* Whether some of the arguments of a root or a logarithm are negative, and that counts. */
static int is_outside(const xp_range_t r, const place_t *place)
{
    return place->strict && xp_range_low_sign(r) < 0;
}

static void apply(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    fmpq_t half;

    evaluate(r, e->child[0], place);
    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            xp_range_neg(r, r);
            break;
        case XP_EXPRESSION_ABS:
            take_absolute(r);
            break;
        case XP_EXPRESSION_FLOOR:
            xp_range_apply(r, r, xp_rising_floor, place->precision);
            break;
        case XP_EXPRESSION_CEIL:
            xp_range_apply(r, r, xp_rising_ceil, place->precision);
            break;
        case XP_EXPRESSION_EXP:
            xp_range_apply(r, r, xp_rising_exp, place->precision);
            break;
        case XP_EXPRESSION_LOG:
            if (xp_range_high_sign(r) <= 0 || is_outside(r, place))
                xp_range_set_line(r);
            else
                xp_range_apply(r, r, xp_rising_log, place->precision);
            break;
        case XP_EXPRESSION_SQRT:
            fmpq_init(half);
            fmpq_set_si(half, 1, 2);
            if (is_outside(r, place))
                xp_range_set_line(r);
            else
                xp_range_pow(r, r, half, place->precision);
            fmpq_clear(half);
            break;
        default:
            xp_range_apply(r, r, xp_rising_erf, place->precision);
            break;
    }
}

static void set_beta(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    xp_range_t part;
    arb_t x;
    arb_t a;
    arb_t b;

    xp_range_init(part);
    arb_init(x);
    arb_init(a);
    arb_init(b);
    evaluate(r, e->child[0], place);
    arb_set_fmpq(a, e->child[1]->value, place->precision);
    arb_set_fmpq(b, e->child[2]->value, place->precision);
    for (int upper = 0; upper < 2; upper++)
    {
        xp_end_struct *end = upper ? &r->high : &r->low;

        if (end->infinite != 0)
            fmpq_set_si(end->value, end->infinite > 0, 1);
        else
        {
            arb_set_fmpq(x, end->value, place->precision);
            xp_expression_beta_arb(x, x, a, b, place->precision);
            xp_range_set_arb(part, x, place->precision);
            fmpq_set(end->value, upper ? part->high.value : part->low.value);
        }
        end->infinite = 0;
    }
    xp_range_clear(part);
    arb_clear(x);
    arb_clear(a);
    arb_clear(b);
}

static void note_divisor(const xp_range_t r, const place_t *place)
{
    if (xp_range_low_sign(r) <= 0 && xp_range_high_sign(r) >= 0)
        *place->divides = 1;
}

/* x^y = exp(y log x) for an exponent that is no constant. */
static void raise_power(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    xp_range_t y;

    xp_range_init(y);
    evaluate(r, e->child[0], place);
    if (xp_expression_is_rational(e->child[1]) && fmpq_sgn(e->child[1]->value) < 0)
        note_divisor(r, place);
    if (!xp_expression_is_integer(e->child[1]) && is_outside(r, place))
        xp_range_set_line(r);
    else if (xp_expression_is_rational(e->child[1]))
        xp_range_pow(r, r, e->child[1]->value, place->precision);
    else if (xp_range_high_sign(r) <= 0)
        xp_range_set_line(r);
    else
    {
        evaluate(y, e->child[1], place);
        xp_range_apply(r, r, xp_rising_log, place->precision);
        xp_range_mul(r, r, y);
        xp_range_apply(r, r, xp_rising_exp, place->precision);
    }
    xp_range_clear(y);
}

static void combine(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    fmpq_t two;
    xp_range_t next;

    evaluate(r, e->child[0], place);
    if (e->kind == XP_EXPRESSION_MUL && e->child[0] == e->child[1])
    {
        fmpq_init(two);
        fmpq_set_si(two, 2, 1);
        xp_range_pow(r, r, two, place->precision);
        fmpq_clear(two);
        return;
    }
    xp_range_init(next);
    for (slong c = 1; c < e->child_count; c++)
    {
        evaluate(next, e->child[c], place);
        switch (e->kind)
        {
            case XP_EXPRESSION_ADD:
                xp_range_add(r, r, next);
                break;
            case XP_EXPRESSION_SUB:
                xp_range_neg(next, next);
                xp_range_add(r, r, next);
                break;
            case XP_EXPRESSION_MUL:
                xp_range_mul(r, r, next);
                break;
            case XP_EXPRESSION_DIV:
                note_divisor(next, place);
                xp_range_div(r, r, next);
                break;
            default:
                xp_range_extreme(r, r, next, e->kind == XP_EXPRESSION_MAX);
                break;
        }
    }
    xp_range_clear(next);
}

static void choose(xp_range_t r, const xp_expression_struct *e, const place_t *place);

static void evaluate(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    arb_t pi;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            xp_range_set_ends(r, e->value, e->value);
            return;
        case XP_EXPRESSION_PI:
            arb_init(pi);
            arb_const_pi(pi, place->precision);
            xp_range_set_arb(r, pi, place->precision);
            arb_clear(pi);
            return;
        case XP_EXPRESSION_TYPE:
        case XP_EXPRESSION_DECISION:
            set_variable(r, e, place);
            return;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            combine(r, e, place);
            break;
        case XP_EXPRESSION_POW:
            raise_power(r, e, place);
            break;
        case XP_EXPRESSION_BETA:
            set_beta(r, e, place);
            break;
        case XP_EXPRESSION_IF:
            choose(r, e, place);
            break;
        default:
            apply(r, e, place);
            break;
    }
    xp_range_trim(r, place->precision);
}

/* Whether a difference with these least and largest signs is in the order of a condition. */
static int decide_sign(xp_expression_kind_t kind, int low, int high)
{
    switch (kind)
    {
        case XP_EXPRESSION_EQ:
            return low > 0 || high < 0 ? 0 : low == 0 && high == 0 ? 1 : -1;
        case XP_EXPRESSION_NE:
            return low > 0 || high < 0 ? 1 : low == 0 && high == 0 ? 0 : -1;
        case XP_EXPRESSION_LT:
            return high < 0 ? 1 : low >= 0 ? 0 : -1;
        case XP_EXPRESSION_LE:
            return high <= 0 ? 1 : low > 0 ? 0 : -1;
        case XP_EXPRESSION_GT:
            return low > 0 ? 1 : high <= 0 ? 0 : -1;
        default:
            return low >= 0 ? 1 : high < 0 ? 0 : -1;
    }
}

/* A comparison: 1, 0, or -1 when it is not decided. */
static int compare(const xp_expression_struct *e, const void *data)
{
    const place_t *place = data;
    int result;
    xp_range_t left;
    xp_range_t right;

    xp_range_init(left);
    xp_range_init(right);
    evaluate(left, e->child[0], place);
    evaluate(right, e->child[1], place);
    xp_range_neg(right, right);
    xp_range_add(left, left, right);
    result = decide_sign(e->kind, xp_range_low_sign(left), xp_range_high_sign(left));
    xp_range_clear(left);
    xp_range_clear(right);
    return result;
}

static int decide(const xp_expression_struct *e, const place_t *place)
{
    return xp_expression_decide(e, compare, place);
}

static void choose(xp_range_t r, const xp_expression_struct *e, const place_t *place)
{
    int holds = decide(e->child[0], place);
    xp_range_t first;
    xp_range_t second;

    if (holds >= 0)
    {
        evaluate(r, e->child[holds ? 1 : 2], place);
        return;
    }
    xp_range_init(first);
    xp_range_init(second);
    evaluate(first, e->child[1], place);
    evaluate(second, e->child[2], place);
    xp_range_union(r, first, second);
    xp_range_clear(first);
    xp_range_clear(second);
}

void xp_expression_range(xp_range_t range, const xp_expression_struct *e, const xp_range_t x,
                         slong precision)
{
    int divides = 0;
    place_t place = {1, &divides, x, NULL, NULL, NULL, precision};
    xp_range_t result;

    xp_range_init(result);
    evaluate(result, e, &place);
    xp_range_swap(range, result);
    xp_range_clear(result);
}

void xp_expression_range_arb(arb_t value, const xp_expression_struct *e, arb_srcptr type,
                             arb_srcptr one, arb_srcptr decision, slong precision)
{
    int divides = 0;
    place_t place = {0, &divides, NULL, type, one, decision, precision};
    xp_range_t result;

    xp_range_init(result);
    evaluate(result, e, &place);
    if (divides)
        arb_indeterminate(value);
    else
        xp_range_get_arb(value, result, precision);
    xp_range_clear(result);
}
