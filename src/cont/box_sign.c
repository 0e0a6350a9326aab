/* The sign of a polynomial on a box: factors, completed squares, then subdivision. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/box.h"

/* How deep and how long: the quick look, and the last resort. */
#define QUICK_DEPTH 3
#define QUICK_WORK 200000
#define FULL_WORK 20000000

/* The box, and what else every step needs. */
typedef struct
{
    const fmpq *low;
    const fmpq *high;
    const fmpq_mpoly_ctx_struct *context;
    slong variables;
    const xp_progress_t *progress;
} box_t;

void xp_box_evaluate(fmpq_t value, const fmpq_mpoly_t f, const fmpq *point,
                     const fmpq_mpoly_ctx_t context)
{
    const slong variables = fmpq_mpoly_ctx_nvars(context);
    ulong *exponent = xp_calloc((size_t) variables + 1, sizeof(ulong));
    fmpq_t term, power, sum;
    fmpq_init(term);
    fmpq_init(power);
    fmpq_init(sum);
    for (slong i = 0; i < fmpq_mpoly_length(f, context); i++)
    {
        fmpq_mpoly_get_term_coeff_fmpq(term, f, i, context);
        fmpq_mpoly_get_term_exp_ui(exponent, f, i, context);
        for (slong k = 0; k < variables; k++)
        {
            if (exponent[k] != 0)
            {
                fmpq_pow_si(power, point + k, (slong) exponent[k]);
                fmpq_mul(term, term, power);
            }
        }
        fmpq_add(sum, sum, term);
    }
    fmpq_swap(value, sum);
    fmpq_clear(sum);
    fmpq_clear(power);
    fmpq_clear(term);
    free(exponent);
}

static xp_status_t decide(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f, int strict,
                          int full, const box_t *box);

/* The sign of one factor: 1 or -1 when it never has (strict: never is 0 and has) the other. */
static xp_status_t find_factor_sign(int *sign, const fmpq_mpoly_t f, int strict, const box_t *box)
{
    fmpq_mpoly_t negative;
    fmpq *where = _fmpq_vec_init(box->variables);
    xp_answer_t answer = XP_UNDECIDED;
    fmpq_mpoly_init(negative, box->context);
    *sign = 0;
    xp_status_t status = decide(&answer, where, f, strict, 0, box);
    if (status == XP_OK && answer == XP_HOLDS)
    {
        *sign = 1;
    }
    else if (status == XP_OK)
    {
        fmpq_mpoly_neg(negative, f, box->context);
        status = decide(&answer, where, negative, strict, 0, box);
        *sign = status == XP_OK && answer == XP_HOLDS ? -1 : 0;
    }
    fmpq_mpoly_clear(negative, box->context);
    _fmpq_vec_clear(where, box->variables);
    return status;
}

/*
 * f = c f_1^e_1 ... f_k^e_k.  Weakly, even powers drop out; strictly, no factor may vanish.  The
 * signs of the others, where each has one, give that of f.  Result: *known, and then *sign.
 */
static xp_status_t find_product_sign(int *known, int *sign, const fmpq_mpoly_factor_t factors,
                                     int strict, const box_t *box)
{
    xp_status_t status = XP_OK;
    *sign = fmpq_sgn(factors->constant);
    *known = 1;
    for (slong k = 0; k < factors->num && status == XP_OK && *known; k++)
    {
        const int odd = fmpz_is_odd(factors->exp + k);
        int one = 0;
        if (odd || strict)
        {
            status = find_factor_sign(&one, factors->poly + k, strict, box);
            *known = one != 0;
            *sign = odd ? *sign * one : *sign;
        }
    }
    return status;
}

/* Decides by factors when there are several, or one to a power; *answer stays otherwise. */
static xp_status_t try_factors(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f, int strict,
                               const box_t *box)
{
    xp_status_t status = XP_OK;
    fmpq_mpoly_factor_t factors;
    int known = 0, sign = 0;
    fmpq_mpoly_factor_init(factors, box->context);
    if (fmpq_mpoly_length(f, box->context) <= 2000 &&
        fmpq_mpoly_factor(factors, f, box->context) &&
        (factors->num > 1 || (factors->num == 1 && !fmpz_is_one(factors->exp))))
    {
        status = find_product_sign(&known, &sign, factors, strict, box);
    }
    if (status == XP_OK && known && sign > 0)
    {
        *answer = XP_HOLDS;
    }
    else if (status == XP_OK && known)
    {
        /* f <= 0, not identically 0: nearly every point refutes it. */
        status = xp_box_subdivide(answer, where, f, box->low, box->high, strict, 30, FULL_WORK,
                                  box->context, box->progress);
    }
    fmpq_mpoly_factor_clear(factors, box->context);
    return status;
}

/* discriminant = 4 a c - b^2 of f = a x^2 + b x + c with a constant a > 0; 0 when f is not so. */
static int complete_square(fmpq_mpoly_t discriminant, const fmpq_mpoly_t f, slong variable,
                           const box_t *box)
{
    fmpq_mpoly_t a, b, c;
    fmpq_t lead;
    slong *degrees = xp_calloc((size_t) box->variables + 1, sizeof(slong));
    fmpq_mpoly_init(a, box->context);
    fmpq_mpoly_init(b, box->context);
    fmpq_mpoly_init(c, box->context);
    fmpq_init(lead);
    fmpq_mpoly_degrees_si(degrees, f, box->context);
    int able = degrees[variable] == 2;
    for (ulong power = 0; able && power <= 2; power++)
    {
        fmpq_mpoly_get_coeff_vars_ui(power == 0 ? c : power == 1 ? b : a, f, &variable, &power, 1,
                                     box->context);
    }
    able = able && fmpq_mpoly_is_fmpq(a, box->context);
    if (able)
    {
        fmpq_mpoly_get_fmpq(lead, a, box->context);
        able = fmpq_sgn(lead) > 0;
    }
    if (able)
    {
        fmpq_mul_si(lead, lead, 4);
        fmpq_mpoly_scalar_mul_fmpq(c, c, lead, box->context);
        fmpq_mpoly_mul(b, b, b, box->context);
        fmpq_mpoly_sub(discriminant, c, b, box->context);
    }
    fmpq_clear(lead);
    fmpq_mpoly_clear(c, box->context);
    fmpq_mpoly_clear(b, box->context);
    fmpq_mpoly_clear(a, box->context);
    free(degrees);
    return able;
}

/*
 * f >= 0 when the rest of some completed square is: enough, not necessary.  Every variable is tried
 * at first, one only within another's rest.
 */
static xp_status_t try_squares(xp_answer_t *answer, const fmpq_mpoly_t f, int strict, int every,
                               const box_t *box)
{
    int tried = 0;
    xp_status_t status = XP_OK;
    xp_answer_t rest = XP_UNDECIDED;
    fmpq_mpoly_t discriminant;
    fmpq *where = _fmpq_vec_init(box->variables);
    fmpq_mpoly_init(discriminant, box->context);
    for (slong k = 0; k < box->variables && status == XP_OK && rest != XP_HOLDS; k++)
    {
        if ((every || !tried) && complete_square(discriminant, f, k, box))
        {
            tried = 1;
            status = decide(&rest, where, discriminant, strict, 0, box);
        }
    }
    if (status == XP_OK && rest == XP_HOLDS)
    {
        *answer = XP_HOLDS;
    }
    fmpq_mpoly_clear(discriminant, box->context);
    _fmpq_vec_clear(where, box->variables);
    return status;
}

/* The middle, or a corner: variable k at one end and the others at the other, or all at one. */
static void set_sample(fmpq *point, slong k, const slong *degrees, const box_t *box)
{
    for (slong i = 0; i < box->variables; i++)
    {
        const int high = k / 2 == i ? k % 2 == 0 : k % 2 == 1;
        fmpq_set(point + i, high && degrees[i] > 0 ? box->high + i : box->low + i);
        if (k < 0 && degrees[i] > 0)
        {
            fmpq_add(point + i, box->low + i, box->high + i);
            fmpq_div_2exp(point + i, point + i, 1);
        }
    }
}

/* FAILS at one of a few points, if f is not so there: cheap where the coefficients are many. */
static void try_samples(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f, int strict,
                        const box_t *box)
{
    slong *degrees = xp_calloc((size_t) box->variables + 1, sizeof(slong));
    fmpq *point = _fmpq_vec_init(box->variables);
    fmpq_t value;
    fmpq_init(value);
    fmpq_mpoly_degrees_si(degrees, f, box->context);
    for (slong k = -1; k < 2 * box->variables + 2 && *answer == XP_UNDECIDED; k++)
    {
        set_sample(point, k, degrees, box);
        xp_box_evaluate(value, f, point, box->context);
        if (fmpq_sgn(value) < (strict ? 1 : 0))
        {
            *answer = XP_FAILS;
            for (slong i = 0; i < box->variables; i++)
            {
                fmpq_swap(where + i, point + i);
            }
        }
    }
    fmpq_clear(value);
    _fmpq_vec_clear(point, box->variables);
    free(degrees);
}

static xp_status_t decide(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f, int strict,
                          int full, const box_t *box)
{
    xp_status_t status = XP_OK;
    *answer = XP_UNDECIDED;
    try_samples(answer, where, f, strict, box);
    if (*answer == XP_UNDECIDED)
    {
        status = xp_box_subdivide(answer, where, f, box->low, box->high, strict, QUICK_DEPTH,
                                  QUICK_WORK, box->context, box->progress);
    }
    if (status == XP_OK && *answer == XP_UNDECIDED)
    {
        status = try_factors(answer, where, f, strict, box);
    }
    if (status == XP_OK && *answer == XP_UNDECIDED)
    {
        status = try_squares(answer, f, strict, full, box);
    }
    for (int depth = 6; full && depth <= 24 && status == XP_OK && *answer == XP_UNDECIDED;
         depth *= 2)
    {
        status = xp_box_subdivide(answer, where, f, box->low, box->high, strict, depth, FULL_WORK,
                                  box->context, box->progress);
    }
    return status;
}

xp_status_t xp_box_sign(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f, const fmpq *low,
                        const fmpq *high, int strict, const fmpq_mpoly_ctx_t context,
                        const xp_progress_t *progress)
{
    const box_t box = {low, high, context, fmpq_mpoly_ctx_nvars(context), progress};
    xp_answer_t result = XP_UNDECIDED;
    fmpq *place = _fmpq_vec_init(box.variables);
    const xp_status_t status = decide(&result, place, f, strict, 1, &box);
    if (status == XP_OK)
    {
        *answer = result;
    }
    if (status == XP_OK && result == XP_FAILS)
    {
        for (slong k = 0; k < box.variables; k++)
        {
            fmpq_swap(where + k, place + k);
        }
    }
    _fmpq_vec_clear(place, box.variables);
    return status;
}

xp_status_t xp_box_is_nonzero(int *nonzero, const fmpq_mpoly_t f, const fmpq *low,
                              const fmpq *high, const fmpq_mpoly_ctx_t context,
                              const xp_progress_t *progress)
{
    const box_t box = {low, high, context, fmpq_mpoly_ctx_nvars(context), progress};
    int sign = 0;
    const xp_status_t status = find_factor_sign(&sign, f, 1, &box);
    if (status == XP_OK)
    {
        *nonzero = sign != 0;
    }
    return status;
}
