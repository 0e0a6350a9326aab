/* Balance of Groves payments with finitely many outcomes and types on intervals: cubes. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/box.h"
#include "cont/cube.h"
#include "cont/decision_impl.h"

#define PRECISION 192

/* S of each outcome as an expression. */
typedef struct
{
    slong n;
    slong count;
    const xp_expression_struct **surplus;
} outcomes_t;

/* Where a numbered outcome is a decision with finitely many values, the value is put in. */
static const xp_expression_struct *at_outcome(xp_pool_t pool, const xp_continuous_t model,
                                              const xp_expression_struct *e, slong outcome)
{
    const xp_expression_struct *copy = xp_expression_rename(pool, e, 0, 0);
    if (model->outcome_value != NULL && xp_expression_reads(copy, -1))
    {
        copy = xp_expression_substitute_decision(
            pool, copy, xp_expression_constant(pool, model->outcome_value + outcome));
    }
    return copy;
}

static const xp_expression_struct *find_surplus(xp_pool_t pool, const xp_continuous_t model,
                                                slong outcome)
{
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_expression_struct *const *value = model->agent[i].value;
        if (value != NULL && value[outcome] != NULL)
        {
            sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum,
                                       at_outcome(pool, model, value[outcome], outcome));
        }
    }
    if (model->cost != NULL && model->cost[outcome] != NULL)
    {
        sum = xp_expression_binary(pool, XP_EXPRESSION_SUB, sum,
                                   at_outcome(pool, model, model->cost[outcome], outcome));
    }
    return sum;
}

/* max over outcomes: exact where all are, otherwise the ball of the maximum. */
static int find_welfare(xp_real_t welfare, const fmpq *profile, const void *data)
{
    const outcomes_t *outcomes = data;
    int defined = 1, exact = 1;
    xp_real_struct *each = xp_real_vec_init(outcomes->count);
    slong best = 0;
    for (slong a = 0; a < outcomes->count && defined; a++)
    {
        defined = xp_decision_value_at(each + a, outcomes->surplus[a], profile, outcomes->n, NULL,
                              PRECISION);
        exact = exact && each[a].kind == XP_REAL_RATIONAL;
    }
    if (defined && exact)
    {
        for (slong a = 1; a < outcomes->count; a++)
        {
            best = fmpq_cmp(each[a].rational, each[best].rational) > 0 ? a : best;
        }
        xp_real_set(welfare, each + best);
    }
    else if (defined)
    {
        arb_t most, ball;
        arb_init(most);
        arb_init(ball);
        xp_real_get_arb(most, each, PRECISION);
        for (slong a = 1; a < outcomes->count; a++)
        {
            xp_real_get_arb(ball, each + a, PRECISION);
            arb_max(most, most, ball, PRECISION);
        }
        xp_real_set_arb(welfare, most);
        arb_clear(ball);
        arb_clear(most);
    }
    xp_real_vec_clear(each, outcomes->count);
    return defined;
}

/* Whether outcome a is best at every profile: every difference is >= 0 on the box. */
static xp_status_t is_always_best(int *best, slong a, const outcomes_t *outcomes, xp_pool_t pool,
                                  const fmpq *low, const fmpq *high,
                                  const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t difference;
    fmpq *where = _fmpq_vec_init(outcomes->n + 1);
    fmpq_mpoly_ctx_init(context, outcomes->n + 1, ORD_LEX);
    fmpq_mpoly_init(difference, context);
    *best = 1;
    for (slong b = 0; b < outcomes->count && *best && status == XP_OK; b++)
    {
        xp_answer_t answer = XP_UNDECIDED;
        if (b != a &&
            xp_expression_mpoly(difference,
                                xp_expression_binary(pool, XP_EXPRESSION_SUB,
                                                     outcomes->surplus[a], outcomes->surplus[b]),
                                context))
        {
            status = xp_box_sign(&answer, where, difference, low, high, 0, context, progress);
        }
        *best = b == a || answer == XP_HOLDS;
    }
    fmpq_mpoly_clear(difference, context);
    fmpq_mpoly_ctx_clear(context);
    _fmpq_vec_clear(where, outcomes->n + 1);
    return status;
}

/* W = sum of v_j(a) - c(a): h_i = sum of v_j(a), j != i, - (n - 1)/n c(a). */
static void set_additive(xp_interval_balance_t balance, const xp_continuous_t model, slong a)
{
    const slong n = model->agent_count;
    xp_pool_struct *pool = balance->pool;
    balance->h = xp_calloc((size_t) n, sizeof(void *));
    for (slong i = 0; i < n; i++)
    {
        const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
        for (slong j = 0; j < n; j++)
        {
            const xp_expression_struct *const *value = model->agent[j].value;
            if (j != i && value != NULL && value[a] != NULL)
            {
                sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum,
                                           at_outcome(pool, model, value[a], a));
            }
        }
        if (model->cost != NULL && model->cost[a] != NULL)
        {
            sum = xp_expression_binary(
                pool, XP_EXPRESSION_SUB, sum,
                xp_expression_binary(pool, XP_EXPRESSION_MUL,
                                     xp_expression_constant_si(pool, n - 1, (ulong) n),
                                     at_outcome(pool, model, model->cost[a], a)));
        }
        balance->h[i] = sum;
    }
    balance->answer = XP_HOLDS;
    balance->n = n;
    xp_string_t how;
    xp_string_init(how);
    xp_string_printf(how, "outcome %s is best at every profile, so that welfare is a sum of "
                     "functions of one type each", model->outcome_label[a]);
    balance->how = xp_string_take(how);
    xp_string_clear(how);
}

/* One outcome that is always best, or a cube, or nothing. */
static xp_status_t decide(xp_interval_balance_t balance, const xp_continuous_t model,
                          const outcomes_t *outcomes, const xp_progress_t *progress,
                          xp_error_t error)
{
    fmpq *low, *high;
    int found = 0;
    xp_status_t status;
    xp_type_ends(&low, &high, model);
    status = xp_cube_search(&found, balance, find_welfare, outcomes, low, high, outcomes->n,
                            progress, error);
    for (slong a = 0; a < outcomes->count && status == XP_OK && !found; a++)
    {
        status = is_always_best(&found, a, outcomes, balance->pool, low, high, progress);
        if (status != XP_OK)
        {
            xp_error_set(error, "stopped while outcomes were compared");
        }
        else if (found)
        {
            set_additive(balance, model, a);
        }
    }
    if (status == XP_OK && !found)
    {
        xp_string_t how;
        xp_string_init(how);
        xp_string_printf(how, "all of %lu cubes of rational types vanish, which proves nothing "
                         "about the others", balance->tried);
        balance->how = xp_string_take(how);
        xp_string_clear(how);
    }
    _fmpq_vec_clear(low, outcomes->n + 1);
    _fmpq_vec_clear(high, outcomes->n + 1);
    return status;
}

xp_status_t xp_interval_balance_cube(xp_interval_balance_t balance, const xp_continuous_t model,
                                     const xp_progress_t *progress, xp_error_t error)
{
    const slong n = model->agent_count;
    xp_interval_balance_t local;
    xp_status_t status = XP_OK;
    if (model->outcome_count == 0)
    {
        xp_error_set(error, "the model has no finite list of outcomes");
        return XP_REFUSED;
    }
    if (!xp_continuous_has_private_values(model))
    {
        xp_error_set(error, "Groves payments need private values: a value reads another agent's "
                     "type");
        return XP_REFUSED;
    }
    outcomes_t outcomes = {n, model->outcome_count, NULL};
    xp_interval_balance_init(local);
    outcomes.surplus = xp_calloc((size_t) outcomes.count, sizeof(void *));
    for (slong a = 0; a < outcomes.count; a++)
    {
        outcomes.surplus[a] = find_surplus(local->pool, model, a);
    }
    local->n = n;
    if (n == 1)
    {
        local->answer = XP_HOLDS;
        local->how = xp_strdup("with one agent h = 0 balances: the payment is the cost");
        local->h = xp_calloc(1, sizeof(void *));
        local->h[0] = xp_expression_constant_si(local->pool, 0, 1);
    }
    else
    {
        status = decide(local, model, &outcomes, progress, error);
    }
    if (status == XP_OK)
    {
        xp_interval_balance_swap(balance, local);
    }
    free(outcomes.surplus);
    xp_interval_balance_clear(local);
    return status;
}
