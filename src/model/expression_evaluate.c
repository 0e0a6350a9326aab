/* Exact rational values of formulas and conditions. */
#include <expost/model/expression.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "model/expression_impl.h"

typedef struct
{
    const fmpq *type;
    const fmpq *decision;
    xp_error_struct *error;
} place_t;

static xp_status_t evaluate(fmpq_t value, const xp_expression_struct *e, const place_t *place);

int xp_expression_is_rational(const xp_expression_struct *e)
{
    return e->kind == XP_EXPRESSION_CONSTANT;
}

int xp_expression_is_integer(const xp_expression_struct *e)
{
    return e->kind == XP_EXPRESSION_CONSTANT && fmpz_is_one(fmpq_denref(e->value));
}

/* y = x^(1/q), exact; 0 when it is irrational. */
static int take_root(fmpq_t y, const fmpq_t x, slong q)
{
    int exact;
    fmpq_t root;
    fmpq_t power;

    if (fmpq_sgn(x) <= 0)
    {
        fmpq_zero(y);
        return fmpq_is_zero(x);
    }
    fmpq_init(root);
    fmpq_init(power);
    fmpz_root(fmpq_numref(root), fmpq_numref(x), q);
    fmpz_root(fmpq_denref(root), fmpq_denref(x), q);
    if (fmpz_is_zero(fmpq_denref(root)))
        fmpz_one(fmpq_denref(root));
    fmpz_pow_ui(fmpq_numref(power), fmpq_numref(root), (ulong) q);
    fmpz_pow_ui(fmpq_denref(power), fmpq_denref(root), (ulong) q);
    exact = fmpq_equal(power, x);
    if (exact)
        fmpq_swap(y, root);
    fmpq_clear(root);
    fmpq_clear(power);
    return exact;
}

int xp_expression_power(fmpq_t y, const fmpq_t x, const fmpq_t exponent)
{
    int result = 1;
    slong bits;
    slong n = 0;
    fmpq_t base;

    if (fmpq_is_zero(exponent) || fmpq_is_one(x))
    {
        fmpq_one(y);
        return 1;
    }
    if (fmpq_is_zero(x))
    {
        fmpq_zero(y);
        return fmpq_sgn(exponent) > 0 ? 1 : -1;
    }
    if (!fmpz_is_one(fmpq_denref(exponent)) && fmpq_sgn(x) < 0)
        return 0;
    fmpq_init(base);
    fmpq_set(base, x);
    /* no root of an order over the bits of x is rational, but of 1 */
    if (!fmpz_is_one(fmpq_denref(exponent)))
        result = fmpz_cmp_ui(fmpq_denref(exponent), XP_RAT_BITS_LIMIT) <= 0
                 && take_root(base, x, fmpz_get_si(fmpq_denref(exponent)));
    bits = (slong) fmpq_height_bits(base);
    if (bits == 1)
        n = fmpz_is_odd(fmpq_numref(exponent)) ? 1 : 2;
    else if (fmpz_bits(fmpq_numref(exponent)) < 30)
        n = fmpz_get_si(fmpq_numref(exponent));
    if (result == 1 && (n == 0 || labs(n) > XP_RAT_BITS_LIMIT / bits))
        result = -2;
    if (result == 1)
        fmpq_pow_si(y, base, n);
    fmpq_clear(base);
    return result;
}

static xp_status_t say_irrational(const place_t *place, const char *word, const fmpq_t argument)
{
    xp_string_t text;

    xp_string_init(text);
    xp_rat_add_text(text, argument);
    xp_error_set(place->error, "%s(%s) is not rational", word, text->text);
    xp_string_clear(text);
    return XP_INPUT;
}

static xp_status_t raise_power(fmpq_t value, const fmpq_t base, const fmpq_t exponent,
                               const place_t *place)
{
    xp_string_t text;

    switch (xp_expression_power(value, base, exponent))
    {
        case 1:
            return XP_OK;
        case -1:
            xp_error_set(place->error, "division by zero: 0 to a negative power");
            return XP_INPUT;
        case -2:
            xp_error_set(place->error, "a power has more than %d bits", XP_RAT_BITS_LIMIT);
            return XP_LIMIT;
        default:
            break;
    }
    xp_string_init(text);
    xp_string_add_char(text, '(');
    xp_rat_add_text(text, base);
    xp_string_add(text, ")^(");
    xp_rat_add_text(text, exponent);
    xp_string_add_char(text, ')');
    xp_error_set(place->error, fmpq_sgn(base) < 0 ? "%s is not real" : "%s is not rational",
                 text->text);
    xp_string_clear(text);
    return XP_INPUT;
}

/* exp, log, sqrt, erf: rational at few places only. */
static xp_status_t apply(fmpq_t value, xp_expression_kind_t kind, const fmpq_t x,
                         const place_t *place)
{
    switch (kind)
    {
        case XP_EXPRESSION_EXP:
            if (!fmpq_is_zero(x))
                return say_irrational(place, "exp", x);
            fmpq_one(value);
            return XP_OK;
        case XP_EXPRESSION_LOG:
            if (fmpq_sgn(x) <= 0)
            {
                xp_error_set(place->error, "log needs an argument over 0");
                return XP_INPUT;
            }
            if (!fmpq_is_one(x))
                return say_irrational(place, "log", x);
            fmpq_zero(value);
            return XP_OK;
        case XP_EXPRESSION_SQRT:
            if (fmpq_sgn(x) < 0)
            {
                xp_error_set(place->error, "sqrt needs an argument of at least 0");
                return XP_INPUT;
            }
            if (!take_root(value, x, 2))
                return say_irrational(place, "sqrt", x);
            return XP_OK;
        default:
            if (!fmpq_is_zero(x))
                return say_irrational(place, "erf", x);
            fmpq_zero(value);
            return XP_OK;
    }
}

static xp_status_t evaluate_beta(fmpq_t value, const xp_expression_struct *e,
                                 const place_t *place)
{
    ulong a;
    ulong b;
    fmpq_t x;
    fmpq_poly_t poly;
    xp_status_t status;

    fmpq_init(x);
    status = evaluate(x, e->child[0], place);
    if (status == XP_OK && (fmpq_sgn(x) == 0 || fmpq_is_one(x)))
        fmpq_set(value, x);
    else if (status == XP_OK && xp_expression_beta_integers(&a, &b, e))
    {
        fmpq_poly_init(poly);
        xp_expression_beta_poly(poly, a, b);
        fmpq_poly_evaluate_fmpq(value, poly, x);
        fmpq_poly_clear(poly);
    }
    else if (status == XP_OK)
        status = say_irrational(place, "beta", x);
    fmpq_clear(x);
    return status;
}

static xp_status_t combine(fmpq_t value, xp_expression_kind_t kind, const fmpq_t a,
                           const fmpq_t b, const place_t *place)
{
    switch (kind)
    {
        case XP_EXPRESSION_ADD:
            fmpq_add(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_SUB:
            fmpq_sub(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_MUL:
            fmpq_mul(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_DIV:
            if (fmpq_is_zero(b))
            {
                xp_error_set(place->error, "division by zero");
                return XP_INPUT;
            }
            fmpq_div(value, a, b);
            return XP_OK;
        case XP_EXPRESSION_POW:
            return raise_power(value, a, b, place);
        case XP_EXPRESSION_MIN:
            fmpq_set(value, fmpq_cmp(a, b) <= 0 ? a : b);
            return XP_OK;
        default:
            fmpq_set(value, fmpq_cmp(a, b) >= 0 ? a : b);
            return XP_OK;
    }
}

/* Sums, products, powers, min and max: the children from left to right. */
static xp_status_t evaluate_row(fmpq_t value, const xp_expression_struct *e,
                                const place_t *place)
{
    fmpq_t sum;
    fmpq_t next;
    xp_status_t status;

    fmpq_init(sum);
    fmpq_init(next);
    status = evaluate(sum, e->child[0], place);
    for (slong c = 1; status == XP_OK && c < e->child_count; c++)
    {
        fmpq_t result;

        status = evaluate(next, e->child[c], place);
        if (status != XP_OK)
            break;
        fmpq_init(result);
        status = combine(result, e->kind, sum, next, place);
        fmpq_swap(sum, result);
        fmpq_clear(result);
        if (status == XP_OK && fmpq_height_bits(sum) > XP_RAT_BITS_LIMIT)
        {
            xp_error_set(place->error, "a value has more than %d bits", XP_RAT_BITS_LIMIT);
            status = XP_LIMIT;
        }
    }
    if (status == XP_OK)
        fmpq_set(value, sum);
    fmpq_clear(sum);
    fmpq_clear(next);
    return status;
}

static xp_status_t evaluate_function(fmpq_t value, const xp_expression_struct *e,
                                     const place_t *place)
{
    fmpq_t x;
    xp_status_t status;

    fmpq_init(x);
    status = evaluate(x, e->child[0], place);
    if (status == XP_OK)
        switch (e->kind)
        {
            case XP_EXPRESSION_NEGATE:
                fmpq_neg(value, x);
                break;
            case XP_EXPRESSION_ABS:
                fmpq_abs(value, x);
                break;
            case XP_EXPRESSION_FLOOR:
                fmpz_fdiv_q(fmpq_numref(value), fmpq_numref(x), fmpq_denref(x));
                fmpz_one(fmpq_denref(value));
                break;
            case XP_EXPRESSION_CEIL:
                fmpz_cdiv_q(fmpq_numref(value), fmpq_numref(x), fmpq_denref(x));
                fmpz_one(fmpq_denref(value));
                break;
            default:
                status = apply(value, e->kind, x, place);
                break;
        }
    fmpq_clear(x);
    return status;
}

static xp_status_t evaluate(fmpq_t value, const xp_expression_struct *e, const place_t *place)
{
    int holds;
    xp_status_t status;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            fmpq_set(value, e->value);
            return XP_OK;
        case XP_EXPRESSION_PI:
            xp_error_set(place->error, "pi is not rational");
            return XP_INPUT;
        case XP_EXPRESSION_TYPE:
            assert(place->type != NULL);
            fmpq_set(value, place->type + e->index);
            return XP_OK;
        case XP_EXPRESSION_DECISION:
            assert(place->decision != NULL);
            fmpq_set(value, place->decision);
            return XP_OK;
        case XP_EXPRESSION_NEGATE:
        case XP_EXPRESSION_ABS:
        case XP_EXPRESSION_FLOOR:
        case XP_EXPRESSION_CEIL:
        case XP_EXPRESSION_EXP:
        case XP_EXPRESSION_LOG:
        case XP_EXPRESSION_SQRT:
        case XP_EXPRESSION_ERF:
            return evaluate_function(value, e, place);
        case XP_EXPRESSION_BETA:
            return evaluate_beta(value, e, place);
        case XP_EXPRESSION_IF:
            status = xp_expression_holds(&holds, e->child[0], place->type, place->decision,
                                         place->error);
            return status == XP_OK ? evaluate(value, e->child[holds ? 1 : 2], place) : status;
        default:
            return evaluate_row(value, e, place);
    }
}

xp_status_t xp_expression_evaluate(fmpq_t value, const xp_expression_struct *e, const fmpq *type,
                                   const fmpq *decision, xp_error_t error)
{
    place_t place = {type, decision, error};
    fmpq_t result;
    xp_status_t status;

    fmpq_init(result);
    status = evaluate(result, e, &place);
    if (status == XP_OK)
        fmpq_swap(value, result);
    fmpq_clear(result);
    return status;
}
