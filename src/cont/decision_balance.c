/* Balance of Groves payments for a real decision: the mixed derivative, and h in closed form. */
#include <expost/cont/decision_balance.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/cont/decision.h>

#include "cont/box.h"
#include "cont/cube.h"
#include "cont/decision_impl.h"

#define PRECISION 192

/* More agents than this: no inclusion and exclusion, whose terms are 2^n. */
#define EXCLUSION_LIMIT 8

void xp_interval_balance_init(xp_interval_balance_t balance)
{
    const xp_interval_balance_struct empty = {0};
    *balance = empty;
    balance->answer = XP_UNDECIDED;
    xp_pool_init(balance->pool);
    xp_real_init(balance->sum);
}

void xp_interval_balance_clear(xp_interval_balance_t balance)
{
    free(balance->how);
    free(balance->h);
    if (balance->base != NULL)
    {
        _fmpq_vec_clear(balance->base, balance->n);
        _fmpq_vec_clear(balance->profile, balance->n);
    }
    xp_pool_clear(balance->pool);
    xp_real_clear(balance->sum);
}

void xp_interval_balance_swap(xp_interval_balance_t a, xp_interval_balance_t b)
{
    const xp_interval_balance_struct held = *a;
    *a = *b;
    *b = held;
}

/*
 * Each monomial of W, times n - 1, in equal parts to the agents whose type it does not contain.
 * Result: 0 when some monomial contains them all.  The sum is then checked as an identity.
 */
static int split_monomials(xp_interval_balance_t balance, const fmpq_mpoly_t welfare, slong n,
                           const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_struct *h = xp_calloc((size_t) n, sizeof(fmpq_mpoly_struct));
    ulong *exponent = xp_calloc((size_t) n + 1, sizeof(ulong));
    fmpq_mpoly_t sum, total;
    fmpq_t part, share;
    int able = 1;
    fmpq_mpoly_init(sum, context);
    fmpq_mpoly_init(total, context);
    fmpq_init(part);
    fmpq_init(share);
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_init(h + i, context);
    }
    for (slong at = 0; at < fmpq_mpoly_length(welfare, context) && able; at++)
    {
        slong outside = 0;
        fmpq_mpoly_get_term_coeff_fmpq(part, welfare, at, context);
        fmpq_mpoly_get_term_exp_ui(exponent, welfare, at, context);
        for (slong i = 0; i < n; i++)
        {
            outside += exponent[i] == 0;
        }
        able = outside > 0;
        if (able)
        {
            fmpq_set_si(share, n - 1, (ulong) outside);
            fmpq_mul(part, part, share);
        }
        for (slong i = 0; i < n && able; i++)
        {
            if (exponent[i] == 0)
            {
                fmpq_mpoly_push_term_fmpq_ui(h + i, part, exponent, context);
            }
        }
    }
    balance->h = able ? xp_calloc((size_t) n, sizeof(void *)) : NULL;
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_sort_terms(h + i, context);
        fmpq_mpoly_combine_like_terms(h + i, context);
        fmpq_mpoly_add(sum, sum, h + i, context);
        if (able)
        {
            balance->h[i] = xp_expression_from_mpoly(balance->pool, h + i, context);
        }
        fmpq_mpoly_clear(h + i, context);
    }
    fmpq_mpoly_scalar_mul_si(total, welfare, n - 1, context);
    able = able && fmpq_mpoly_equal(sum, total, context);
    fmpq_clear(share);
    fmpq_clear(part);
    fmpq_mpoly_clear(total, context);
    fmpq_mpoly_clear(sum, context);
    free(exponent);
    free(h);
    return able;
}

/* d^n W / dtheta_1 ... dtheta_n. */
static void mix_derivatives(fmpq_mpoly_t result, const fmpq_mpoly_t welfare, slong n,
                            const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_set(result, welfare, context);
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_derivative(result, result, i, context);
    }
}

/* The alternating sum with the base of lower ends, as a polynomial in the other profile. */
static void sum_cube(fmpq_mpoly_t result, const fmpq_mpoly_t welfare, const fmpq *low, slong n,
                     const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t slice;
    fmpq_mpoly_init(slice, context);
    fmpq_mpoly_set(result, welfare, context);
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_evaluate_one_fmpq(slice, result, i, low + i, context);
        fmpq_mpoly_sub(result, result, slice, context);
    }
    fmpq_mpoly_clear(slice, context);
}

/* A polynomial W whose mixed derivative is not 0: trial profiles find a cube that is not 0. */
static int find_cube(xp_interval_balance_t balance, const fmpq_mpoly_t welfare, const fmpq *low,
                     const fmpq *high, slong n, const fmpq_mpoly_ctx_t context)
{
    fmpq *profile = _fmpq_vec_init(n + 1);
    fmpq_mpoly_t sum;
    fmpq_t value;
    xp_real_t shown;
    int found = 0;
    fmpq_mpoly_init(sum, context);
    fmpq_init(value);
    xp_real_init(shown);
    sum_cube(sum, welfare, low, n, context);
    for (slong k = -1; k < 500 && !found; k++)
    {
        /* The upper ends first. */
        for (slong i = 0; i < n && k < 0; i++)
        {
            fmpq_set(profile + i, high + i);
        }
        if (k >= 0)
        {
            xp_trial_profile(profile, low, high, n, k);
        }
        xp_box_evaluate(value, sum, profile, context);
        if (!fmpq_is_zero(value))
        {
            found = 1;
            xp_real_set_fmpq(shown, value);
            xp_cube_set(balance, low, profile, n, shown);
        }
    }
    xp_real_clear(shown);
    fmpq_clear(value);
    fmpq_mpoly_clear(sum, context);
    _fmpq_vec_clear(profile, n + 1);
    return found;
}

static void decide_polynomial(xp_interval_balance_t balance, const fmpq_mpoly_t welfare,
                              const fmpq *low, const fmpq *high, slong n,
                              const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t mixed;
    fmpq_mpoly_init(mixed, context);
    mix_derivatives(mixed, welfare, n, context);
    balance->derivative = xp_expression_from_mpoly(balance->pool, mixed, context);
    if (fmpq_mpoly_is_zero(mixed, context) && split_monomials(balance, welfare, n, context))
    {
        balance->answer = XP_HOLDS;
        balance->how = xp_strdup("the mixed derivative of welfare is 0 as an identity; each "
                                 "monomial of (n - 1) W goes in equal parts to the agents whose "
                                 "type it does not contain");
    }
    else if (!find_cube(balance, welfare, low, high, n, context))
    {
        balance->how = xp_strdup("the mixed derivative of welfare is not 0, but no cube was found");
    }
    fmpq_mpoly_clear(mixed, context);
}

/* W with the types outside the set at their lower ends; bit i of the set: agent i is in it. */
static const xp_expression_struct *restrict_welfare(xp_interval_balance_t balance, ulong set,
                                                    const fmpq *low, slong n)
{
    const xp_expression_struct *e = balance->welfare;
    for (slong i = 0; i < n; i++)
    {
        if ((set >> i & 1) == 0)
        {
            e = xp_expression_substitute_type(balance->pool, e, i,
                                              xp_expression_constant(balance->pool, low + i));
        }
    }
    return e;
}

/*
 * h by inclusion and exclusion: W = sum over T != N of (-1)^(n - |T| - 1) W(theta_T, low), each
 * term times n - 1 in equal parts to the agents outside T.
 */
static void exclude(xp_interval_balance_t balance, const fmpq *low, slong n)
{
    xp_pool_struct *pool = balance->pool;
    balance->h = xp_calloc((size_t) n, sizeof(void *));
    for (slong i = 0; i < n; i++)
    {
        balance->h[i] = xp_expression_constant_si(pool, 0, 1);
    }
    for (ulong set = 0; set + 1 < (ulong) 1 << n; set++)
    {
        slong size = 0;
        for (slong i = 0; i < n; i++)
        {
            size += (slong) (set >> i & 1);
        }
        const slong weight = (n - size) % 2 == 1 ? n - 1 : 1 - n;
        const xp_expression_struct *term = xp_expression_binary(
            pool, XP_EXPRESSION_MUL, xp_expression_constant_si(pool, weight, (ulong) (n - size)),
            restrict_welfare(balance, set, low, n));
        for (slong i = 0; i < n; i++)
        {
            if ((set >> i & 1) == 0)
            {
                balance->h[i] =
                    xp_expression_binary(pool, XP_EXPRESSION_ADD, balance->h[i], term);
            }
        }
    }
}

/* Whether sum of h_i - (n - 1) W is the quotient 0. */
static int is_balanced(const xp_interval_balance_t balance, xp_pool_t pool, slong n,
                       const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t above, below;
    const xp_expression_struct *sum = xp_expression_binary(
        pool, XP_EXPRESSION_MUL, xp_expression_constant_si(pool, 1 - n, 1), balance->welfare);
    fmpq_mpoly_init(above, context);
    fmpq_mpoly_init(below, context);
    for (slong i = 0; i < n; i++)
    {
        sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum, balance->h[i]);
    }
    const int zero = xp_expression_fraction(above, below, sum, context) &&
                     fmpq_mpoly_is_zero(above, context);
    fmpq_mpoly_clear(below, context);
    fmpq_mpoly_clear(above, context);
    return zero;
}

/* What the search for cubes evaluates. */
typedef struct
{
    const xp_expression_struct *welfare;
    slong n;
} welfare_t;

static int find_welfare(xp_real_t value, const fmpq *profile, const void *data)
{
    const welfare_t *welfare = data;
    return xp_decision_value_at(value, welfare->welfare, profile, welfare->n, NULL, PRECISION);
}

static xp_status_t decide_other(xp_interval_balance_t balance, const fmpq *low, const fmpq *high,
                                slong n, const fmpq_mpoly_ctx_t context,
                                const xp_progress_t *progress, xp_error_t error)
{
    const welfare_t welfare = {balance->welfare, n};
    int found = 0;
    const xp_expression_struct *mixed = balance->welfare;
    for (slong i = 0; i < n && mixed != NULL; i++)
    {
        mixed = xp_expression_derivative(balance->pool, mixed, i);
    }
    balance->derivative = mixed;
    const xp_status_t status =
        xp_cube_search(&found, balance, find_welfare, &welfare, low, high, n, progress, error);
    if (status == XP_OK && !found && n <= EXCLUSION_LIMIT)
    {
        exclude(balance, low, n);
        if (is_balanced(balance, balance->pool, n, context))
        {
            balance->answer = XP_HOLDS;
            balance->how = xp_strdup("the sum of h_i is (n - 1) W as an identity of quotients of "
                                     "polynomials; h by inclusion and exclusion with the lower "
                                     "ends as base");
        }
        else
        {
            free(balance->h);
            balance->h = NULL;
        }
    }
    if (status == XP_OK && balance->how == NULL)
    {
        balance->how = xp_strdup("no cube that does not vanish was found, and the mixed "
                                 "derivative of welfare is not known to be 0");
    }
    return status;
}

/* The rule must be proved efficient, or W is not known. */
static xp_status_t test_rule(const xp_continuous_t model, const xp_progress_t *progress,
                             xp_error_t error)
{
    xp_decision_efficiency_t efficiency;
    xp_decision_efficiency_init(efficiency);
    xp_status_t status = xp_decision_efficiency(efficiency, model, progress, error);
    if (status == XP_OK && efficiency->answer != XP_HOLDS)
    {
        xp_error_set(error, "Groves payments need an efficient rule, which the stated one %s: %s",
                     efficiency->answer == XP_FAILS ? "is not" : "is not proved to be",
                     efficiency->how);
        status = XP_REFUSED;
    }
    xp_decision_efficiency_clear(efficiency);
    return status;
}

xp_status_t xp_interval_balance(xp_interval_balance_t balance, const xp_continuous_t model,
                                const xp_progress_t *progress, xp_error_t error)
{
    const slong n = model->agent_count;
    if (model->outcome_count > 0)
    {
        return xp_interval_balance_cube(balance, model, progress, error);
    }
    xp_status_t status = test_rule(model, progress, error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_interval_balance_t local;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t welfare;
    fmpq *low, *high;
    xp_interval_balance_init(local);
    fmpq_mpoly_ctx_init(context, n + 1, ORD_LEX);
    fmpq_mpoly_init(welfare, context);
    xp_type_ends(&low, &high, model);
    local->n = n;
    local->welfare = xp_decision_welfare(local->pool, model);
    if (n == 1)
    {
        local->answer = XP_HOLDS;
        local->how = xp_strdup("with one agent h = 0 balances: the payment is the cost");
        local->h = xp_calloc(1, sizeof(void *));
        local->h[0] = xp_expression_constant_si(local->pool, 0, 1);
    }
    else if (xp_expression_mpoly(welfare, local->welfare, context))
    {
        local->welfare = xp_expression_from_mpoly(local->pool, welfare, context);
        decide_polynomial(local, welfare, low, high, n, context);
    }
    else
    {
        status = decide_other(local, low, high, n, context, progress, error);
    }
    if (status == XP_OK)
    {
        xp_interval_balance_swap(balance, local);
    }
    _fmpq_vec_clear(high, n + 1);
    _fmpq_vec_clear(low, n + 1);
    fmpq_mpoly_clear(welfare, context);
    fmpq_mpoly_ctx_clear(context);
    xp_interval_balance_clear(local);
    return status;
}
