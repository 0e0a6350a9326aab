/* The value of a formula at one point, in exact arithmetic with bounds on its size. */
#include "text/code.h"

#include <stdlib.h>
#include <string.h>

#include <expost/num/rat.h>

void xp_point_init(xp_point_t *point, const xp_source_struct *source, slong self, slong outcome,
                   const slong *profile)
{
    memset(point, 0, sizeof(xp_point_t));
    point->source = source;
    point->self = self;
    point->outcome = outcome;
    point->profile = profile;
}

/* Ends an evaluation: the fault lies in code. */
xp_status_t xp_point_fail(xp_point_t *point, const xp_code_struct *code, const char *advice)
{
    point->offset = code->offset;
    point->advice = advice;
    return XP_INPUT;
}

slong xp_point_agent(const xp_point_t *point, const xp_agent_ref_t *ref)
{
    switch (ref->kind)
    {
        case XP_AGENT_FIXED:
            return ref->index;
        case XP_AGENT_BOUND:
            return point->bound[ref->index];
        default:
            return point->self;
    }
}

xp_status_t xp_point_step(xp_point_t *point, const xp_code_struct *code, xp_error_t error)
{
    if (++point->steps <= XP_CODE_STEPS)
    {
        return XP_OK;
    }
    xp_error_set(error, "this formula takes more than %ld steps", XP_CODE_STEPS);
    (void) xp_point_fail(point, code, NULL);
    return XP_LIMIT;
}

static xp_status_t check_bits(const fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                              xp_error_t error)
{
    if (fmpz_bits(fmpq_numref(number)) <= XP_RAT_BITS_LIMIT &&
        fmpz_bits(fmpq_denref(number)) <= XP_RAT_BITS_LIMIT)
    {
        return XP_OK;
    }
    xp_error_set(error, "a number of more than %d bits", XP_RAT_BITS_LIMIT);
    return xp_point_fail(point, code, NULL);
}

/* The power of a base that is not 0, or of 0 with a positive exponent, within the limits. */
static xp_status_t raise_to(fmpq_t number, const fmpq_t base, const fmpq_t exponent,
                            const xp_code_struct *code, xp_point_t *point, xp_error_t error)
{
    flint_bitcnt_t bits = fmpz_bits(fmpq_numref(base));
    slong power;

    if (!fmpz_is_one(fmpq_denref(exponent)))
    {
        xp_error_set(error, "an exponent that is not an integer");
        return xp_point_fail(point, code, "over finite types exponents are integers");
    }
    if (fmpz_cmpabs(fmpq_numref(exponent), fmpq_denref(exponent)) > 0 &&
        (!fmpz_fits_si(fmpq_numref(exponent)) ||
         FLINT_ABS(fmpz_get_si(fmpq_numref(exponent))) > XP_RAT_EXPONENT_LIMIT))
    {
        xp_error_set(error, "an exponent beyond %d", XP_RAT_EXPONENT_LIMIT);
        return xp_point_fail(point, code, NULL);
    }
    power = fmpz_get_si(fmpq_numref(exponent));
    if (fmpq_is_zero(base) && power < 0)
    {
        xp_error_set(error, "division by zero (0 to a negative power)");
        return xp_point_fail(point, code, NULL);
    }
    if (fmpz_bits(fmpq_denref(base)) > bits)
    {
        bits = fmpz_bits(fmpq_denref(base));
    }
    /* A number of b bits is at least 2^(b-1). */
    if (bits > 1 && (bits - 1) * (flint_bitcnt_t) FLINT_ABS(power) > XP_RAT_BITS_LIMIT)
    {
        xp_error_set(error, "a number of more than %d bits", XP_RAT_BITS_LIMIT);
        return xp_point_fail(point, code, NULL);
    }
    fmpq_pow_si(number, base, power);
    return XP_OK;
}

static xp_status_t combine(fmpq_t number, const fmpq_t left, const fmpq_t right,
                           const xp_code_struct *code, xp_point_t *point, xp_error_t error)
{
    switch (code->kind)
    {
        case XP_CODE_ADD:
            fmpq_add(number, left, right);
            break;
        case XP_CODE_SUB:
            fmpq_sub(number, left, right);
            break;
        case XP_CODE_MUL:
            fmpq_mul(number, left, right);
            break;
        case XP_CODE_DIV:
            if (fmpq_is_zero(right))
            {
                xp_error_set(error, "division by zero");
                return xp_point_fail(point, code, NULL);
            }
            fmpq_div(number, left, right);
            break;
        default:
            return raise_to(number, left, right, code, point, error);
    }
    return XP_OK;
}

static xp_status_t evaluate_binary(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                                   xp_error_t error)
{
    fmpq_t left;
    xp_status_t status;

    fmpq_init(left);
    status = xp_code_number(left, code->child[0], point, error);
    if (status == XP_OK)
    {
        status = xp_code_number(number, code->child[1], point, error);
    }
    if (status == XP_OK)
    {
        fmpq_t result;

        fmpq_init(result);
        status = combine(result, left, number, code, point, error);
        fmpq_swap(number, result);
        fmpq_clear(result);
    }
    fmpq_clear(left);
    return status == XP_OK ? check_bits(number, code, point, error) : status;
}

static xp_status_t evaluate_unary(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                                  xp_error_t error)
{
    xp_status_t status = xp_code_number(number, code->child[0], point, error);

    if (status != XP_OK)
    {
        return status;
    }
    switch (code->kind)
    {
        case XP_CODE_NEGATE:
            fmpq_neg(number, number);
            break;
        case XP_CODE_ABS:
            fmpq_abs(number, number);
            break;
        case XP_CODE_FLOOR:
            fmpz_fdiv_q(fmpq_numref(number), fmpq_numref(number), fmpq_denref(number));
            fmpz_one(fmpq_denref(number));
            break;
        default: /* CEIL */
            fmpz_cdiv_q(fmpq_numref(number), fmpq_numref(number), fmpq_denref(number));
            fmpz_one(fmpq_denref(number));
            break;
    }
    return XP_OK;
}

/* Takes one more number into a sum, a minimum or a maximum of which there are count so far. */
static void take_in(fmpq_t number, const fmpq_t next, slong count, xp_code_kind_t kind)
{
    int order;

    if (kind == XP_CODE_SUM_OVER)
    {
        fmpq_add(number, number, next);
        return;
    }
    order = count == 0 ? 0 : fmpq_cmp(next, number);
    if (count == 0 || ((kind == XP_CODE_MIN || kind == XP_CODE_MIN_OVER) ? order < 0 : order > 0))
    {
        fmpq_set(number, next);
    }
}

static xp_status_t evaluate_list(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                                 xp_error_t error)
{
    fmpq_t next;
    xp_status_t status = XP_OK;

    fmpq_init(next);
    for (slong c = 0; c < code->child_count && status == XP_OK; c++)
    {
        status = xp_code_number(next, code->child[c], point, error);
        if (status == XP_OK)
        {
            take_in(number, next, c, code->kind);
        }
    }
    fmpq_clear(next);
    return status;
}

static xp_status_t evaluate_over(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                                 xp_error_t error)
{
    fmpq_t next;
    slong count = 0;
    xp_status_t status = XP_OK;

    fmpq_init(next);
    fmpq_zero(number);
    for (slong j = 0; j < point->source->agent_count && status == XP_OK; j++)
    {
        if (code->others && j == point->self)
        {
            continue;
        }
        point->bound[code->number] = j;
        status = xp_code_number(next, code->child[0], point, error);
        if (status == XP_OK)
        {
            take_in(number, next, count++, code->kind);
            status = check_bits(number, code, point, error);
        }
    }
    fmpq_clear(next);
    if (status == XP_OK && count == 0 && code->kind != XP_CODE_SUM_OVER)
    {
        xp_error_set(error, "the %s over nobody", code->kind == XP_CODE_MIN_OVER ? "minimum"
                                                                                  : "maximum");
        return xp_point_fail(point, code, "there is no other agent");
    }
    return status;
}

static xp_status_t evaluate_type(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                                 xp_error_t error)
{
    slong agent = xp_point_agent(point, &code->agent);
    slong place = point->source->class_of[agent];
    const xp_class_t *class = &point->source->class[place];
    slong type = point->profile[agent];
    slong field = code->kind == XP_CODE_FIELD ? xp_code_place(code, place) : 0;

    if (!class->numeric[type])
    {
        xp_error_set(error, "type \"%s\" of agent \"%s\" is a name without a number",
                     class->label[type], point->source->agent_name[agent]);
        return xp_point_fail(point, code, "give it one (types high = 3/4) or ask for it by name "
                                    "(t == high)");
    }
    fmpq_set(number, class->value + type * class->width + field);
    return XP_OK;
}

xp_status_t xp_code_number(fmpq_t number, const xp_code_struct *code, xp_point_t *point,
                           xp_error_t error)
{
    const xp_code_struct *branch = NULL;
    xp_status_t status = xp_point_step(point, code, error);

    if (status != XP_OK)
    {
        return status;
    }
    switch (code->kind)
    {
        case XP_CODE_CONSTANT:
            fmpq_set(number, code->value);
            return XP_OK;
        case XP_CODE_VARIABLE:
            fmpq_set(number, point->source->outcome_value + point->outcome);
            return XP_OK;
        case XP_CODE_TYPE:
        case XP_CODE_FIELD:
            return evaluate_type(number, code, point, error);
        case XP_CODE_NEGATE:
        case XP_CODE_ABS:
        case XP_CODE_FLOOR:
        case XP_CODE_CEIL:
            return evaluate_unary(number, code, point, error);
        case XP_CODE_MIN:
        case XP_CODE_MAX:
            return evaluate_list(number, code, point, error);
        case XP_CODE_SUM_OVER:
        case XP_CODE_MIN_OVER:
        case XP_CODE_MAX_OVER:
            return evaluate_over(number, code, point, error);
        case XP_CODE_IF:
        case XP_CODE_CASES:
        case XP_CODE_BY_TYPE:
        case XP_CODE_BY_PROFILE:
            status = xp_code_branch(&branch, code, point, error);
            if (status != XP_OK)
            {
                return status;
            }
            if (branch == NULL)
            {
                fmpq_zero(number);
                return XP_OK;
            }
            if (branch->kind == XP_CODE_TUPLE)
            {
                branch = branch->child[point->self];
            }
            return xp_code_number(number, branch, point, error);
        default:
            return evaluate_binary(number, code, point, error);
    }
}
