/* Exact values of constants: rational or algebraic. */
#include <expost/model/expression.h>

#include "model/expression_impl.h"

/* Numbers with longer coefficients are not handled exactly. */
#define BITS_LIMIT 20000

static xp_status_t evaluate(qqbar_t value, const xp_expression_struct *e, xp_error_struct *error);

static xp_status_t say_limit(xp_error_struct *error)
{
    xp_error_set(error, "an algebraic number of a degree over %d is not handled exactly",
                 XP_REAL_DEGREE);
    return XP_LIMIT;
}

static xp_status_t say_not_algebraic(xp_error_struct *error, const char *word)
{
    xp_error_set(error,
                 "%s is not allowed here: the number must be made of rationals, + - * /, sqrt and "
                 "rational powers", word);
    return XP_INPUT;
}

static int is_within(const qqbar_t x, const qqbar_t y)
{
    return qqbar_binop_within_limits(x, y, XP_REAL_DEGREE, BITS_LIMIT);
}

/* x^(p / q), x >= 0 unless q = 1 */
static xp_status_t raise_power(qqbar_t value, const qqbar_t x, const qqbar_t y,
                               xp_error_struct *error)
{
    fmpq_t exponent;
    xp_status_t status = XP_OK;

    if (!qqbar_is_rational(y))
        return say_not_algebraic(error, "a power with an irrational exponent");
    fmpq_init(exponent);
    qqbar_get_fmpq(exponent, y);
    if (qqbar_is_zero(x) && fmpq_sgn(exponent) < 0)
    {
        xp_error_set(error, "division by zero: 0 to a negative power");
        status = XP_INPUT;
    }
    else if (!fmpz_is_one(fmpq_denref(exponent)) && qqbar_sgn_re(x) < 0)
    {
        xp_error_set(error, "a power with a fraction as exponent needs a base of at least 0");
        status = XP_INPUT;
    }
    else if (fmpq_is_zero(exponent))
        qqbar_one(value);
    else if (qqbar_is_zero(x) || qqbar_is_one(x))
        qqbar_set(value, x);
    else if (fmpz_bits(fmpq_numref(exponent)) > 20
             || fmpz_cmp_si(fmpq_denref(exponent), XP_REAL_DEGREE) > 0
             || qqbar_degree(x) * fmpz_get_si(fmpq_denref(exponent)) > XP_REAL_DEGREE
             || (slong) qqbar_height_bits(x) * FLINT_ABS(fmpz_get_si(fmpq_numref(exponent)))
                    > BITS_LIMIT)
        status = say_limit(error);
    else
    {
        qqbar_root_ui(value, x, fmpz_get_ui(fmpq_denref(exponent)));
        qqbar_pow_fmpz(value, value, fmpq_numref(exponent));
    }
    fmpq_clear(exponent);
    return status;
}

static xp_status_t combine(qqbar_t value, xp_expression_kind_t kind, const qqbar_t a,
                           const qqbar_t b, xp_error_struct *error)
{
    if (kind == XP_EXPRESSION_POW)
        return raise_power(value, a, b, error);
    if (kind == XP_EXPRESSION_MIN || kind == XP_EXPRESSION_MAX)
    {
        qqbar_set(value, (qqbar_cmp_re(a, b) <= 0) == (kind == XP_EXPRESSION_MIN) ? a : b);
        return XP_OK;
    }
    if (!is_within(a, b))
        return say_limit(error);
    switch (kind)
    {
        case XP_EXPRESSION_ADD:
            qqbar_add(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_SUB:
            qqbar_sub(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_MUL:
            qqbar_mul(value, a, b);
            return XP_OK;
        default:
            if (qqbar_is_zero(b))
            {
                xp_error_set(error, "division by zero");
                return XP_INPUT;
            }
            qqbar_div(value, a, b);
            return XP_OK;
    }
}

static xp_status_t evaluate_row(qqbar_t value, const xp_expression_struct *e,
                                xp_error_struct *error)
{
    qqbar_t next;
    qqbar_t result;
    xp_status_t status;

    qqbar_init(next);
    qqbar_init(result);
    status = evaluate(value, e->child[0], error);
    for (slong c = 1; status == XP_OK && c < e->child_count; c++)
    {
        status = evaluate(next, e->child[c], error);
        if (status == XP_OK)
            status = combine(result, e->kind, value, next, error);
        qqbar_swap(value, result);
    }
    qqbar_clear(next);
    qqbar_clear(result);
    return status;
}

static xp_status_t apply(qqbar_t value, const xp_expression_struct *e, xp_error_struct *error)
{
    fmpz_t integer;
    xp_status_t status = evaluate(value, e->child[0], error);

    if (status != XP_OK)
        return status;
    switch (e->kind)
    {
        case XP_EXPRESSION_NEGATE:
            qqbar_neg(value, value);
            return XP_OK;
        case XP_EXPRESSION_ABS:
            qqbar_abs(value, value);
            return XP_OK;
        case XP_EXPRESSION_SQRT:
            if (qqbar_sgn_re(value) < 0)
            {
                xp_error_set(error, "sqrt needs an argument of at least 0");
                return XP_INPUT;
            }
            if (2 * qqbar_degree(value) > XP_REAL_DEGREE)
                return say_limit(error);
            qqbar_sqrt(value, value);
            return XP_OK;
        default:
            break;
    }
    fmpz_init(integer);
    if (e->kind == XP_EXPRESSION_FLOOR)
        qqbar_floor(integer, value);
    else
        qqbar_ceil(integer, value);
    qqbar_set_fmpz(value, integer);
    fmpz_clear(integer);
    return XP_OK;
}

/* The sign of child 0 less child 1: exact. */
static xp_status_t compare(int *holds, const xp_expression_struct *e, xp_error_struct *error)
{
    qqbar_t a;
    qqbar_t b;
    xp_status_t status;
    int order = 0;

    qqbar_init(a);
    qqbar_init(b);
    status = evaluate(a, e->child[0], error);
    if (status == XP_OK)
        status = evaluate(b, e->child[1], error);
    if (status == XP_OK)
        order = qqbar_equal(a, b) ? 0 : qqbar_cmp_re(a, b);
    *holds = e->kind == XP_EXPRESSION_EQ   ? order == 0
             : e->kind == XP_EXPRESSION_NE ? order != 0
             : e->kind == XP_EXPRESSION_LT ? order < 0
             : e->kind == XP_EXPRESSION_LE ? order <= 0
             : e->kind == XP_EXPRESSION_GT ? order > 0
                                           : order >= 0;
    qqbar_clear(a);
    qqbar_clear(b);
    return status;
}

static xp_status_t decide(int *holds, const xp_expression_struct *e, xp_error_struct *error)
{
    xp_status_t status = XP_OK;

    switch (e->kind)
    {
        case XP_EXPRESSION_NOT:
            status = decide(holds, e->child[0], error);
            *holds = !*holds;
            return status;
        case XP_EXPRESSION_AND:
        case XP_EXPRESSION_OR:
            for (slong c = 0; status == XP_OK && c < e->child_count; c++)
            {
                status = decide(holds, e->child[c], error);
                if (*holds == (e->kind == XP_EXPRESSION_OR))
                    break;
            }
            return status;
        default:
            return compare(holds, e, error);
    }
}

static xp_status_t evaluate(qqbar_t value, const xp_expression_struct *e, xp_error_struct *error)
{
    int holds = 0;
    xp_status_t status;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            qqbar_set_fmpq(value, e->value);
            return XP_OK;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
        case XP_EXPRESSION_POW:
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
            return evaluate_row(value, e, error);
        case XP_EXPRESSION_NEGATE:
        case XP_EXPRESSION_ABS:
        case XP_EXPRESSION_SQRT:
        case XP_EXPRESSION_FLOOR:
        case XP_EXPRESSION_CEIL:
            return apply(value, e, error);
        case XP_EXPRESSION_IF:
            status = decide(&holds, e->child[0], error);
            return status == XP_OK ? evaluate(value, e->child[holds ? 1 : 2], error) : status;
        case XP_EXPRESSION_PI:
            return say_not_algebraic(error, "pi");
        case XP_EXPRESSION_EXP:
            return say_not_algebraic(error, "exp");
        case XP_EXPRESSION_LOG:
            return say_not_algebraic(error, "log");
        case XP_EXPRESSION_ERF:
            return say_not_algebraic(error, "erf");
        case XP_EXPRESSION_BETA:
            return say_not_algebraic(error, "beta");
        default:
            return say_not_algebraic(error, "a type or a decision");
    }
}

xp_status_t xp_expression_evaluate_real(xp_real_t value, const xp_expression_struct *e,
                                        xp_error_t error)
{
    qqbar_t result;
    xp_status_t status;

    qqbar_init(result);
    status = evaluate(result, e, error);
    if (status == XP_OK)
        xp_real_set_qqbar(value, result);
    qqbar_clear(result);
    return status;
}
