/* A real decision: its surplus and welfare as expressions, values and trial profiles. */
#include <expost/cont/decision.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/decision_impl.h"

void xp_decision_efficiency_init(xp_decision_efficiency_t efficiency)
{
    efficiency->answer = XP_UNDECIDED;
    efficiency->how = NULL;
    xp_pool_init(efficiency->pool);
    efficiency->condition = NULL;
    efficiency->curvature = NULL;
    efficiency->n = 0;
    efficiency->profile = NULL;
    xp_real_init(efficiency->chosen);
    fmpq_init(efficiency->better);
    xp_real_init(efficiency->gain);
}

void xp_decision_efficiency_clear(xp_decision_efficiency_t efficiency)
{
    free(efficiency->how);
    xp_pool_clear(efficiency->pool);
    if (efficiency->profile != NULL)
    {
        _fmpq_vec_clear(efficiency->profile, efficiency->n);
    }
    xp_real_clear(efficiency->chosen);
    fmpq_clear(efficiency->better);
    xp_real_clear(efficiency->gain);
}

void xp_decision_efficiency_swap(xp_decision_efficiency_t a, xp_decision_efficiency_t b)
{
    const xp_decision_efficiency_struct held = *a;
    *a = *b;
    *b = held;
}

/* Whether e reads the type of anybody but agent (agent -1: of anybody). */
static int reads_others(const xp_expression_struct *e, slong agent, slong n)
{
    int reads = 0;
    for (slong j = 0; j < n && !reads; j++)
    {
        reads = j != agent && xp_expression_reads(e, j);
    }
    return reads;
}

xp_status_t xp_decision_can_ask(const xp_continuous_t model, xp_error_t error)
{
    const slong n = model->agent_count;
    if (model->outcome_count != 0 || model->decision == NULL)
    {
        xp_error_set(error, "the model has no real decision (`outcomes x real`)");
        return XP_REFUSED;
    }
    if (!model->rule_stated || model->rule != XP_INTERVAL_FORMULA || model->formula == NULL)
    {
        xp_error_set(error, "a real decision needs its rule: state `rule = ...`");
        return XP_REFUSED;
    }
    if (xp_expression_reads(model->formula, -1))
    {
        xp_error_set(error, "the rule reads the decision %s itself", model->decision);
        return XP_REFUSED;
    }
    for (slong i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;
        if (agent->value != NULL && agent->value[0] != NULL &&
            reads_others(agent->value[0], i, n))
        {
            xp_error_set(error, "the value of agent %s reads another agent's type: with a real "
                         "decision only private values are understood", agent->name);
            return XP_REFUSED;
        }
    }
    if (model->cost != NULL && model->cost[0] != NULL && reads_others(model->cost[0], -1, n))
    {
        xp_error_set(error, "the cost reads a type: only costs of the decision are understood");
        return XP_REFUSED;
    }
    return XP_OK;
}

const xp_expression_struct *xp_decision_surplus(xp_pool_t pool, const xp_continuous_t model)
{
    const xp_expression_struct *sum = xp_expression_constant_si(pool, 0, 1);
    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_expression_struct *const *value = model->agent[i].value;
        if (value != NULL && value[0] != NULL)
        {
            sum = xp_expression_binary(pool, XP_EXPRESSION_ADD, sum,
                                       xp_expression_rename(pool, value[0], i, i));
        }
    }
    if (model->cost != NULL && model->cost[0] != NULL)
    {
        sum = xp_expression_binary(pool, XP_EXPRESSION_SUB, sum,
                                   xp_expression_rename(pool, model->cost[0], 0, 0));
    }
    return sum;
}

const xp_expression_struct *xp_decision_welfare(xp_pool_t pool, const xp_continuous_t model)
{
    return xp_expression_substitute_decision(pool, xp_decision_surplus(pool, model),
                                             xp_expression_rename(pool, model->formula, 0, 0));
}

void xp_type_ends(fmpq **low, fmpq **high, const xp_continuous_t model)
{
    *low = _fmpq_vec_init(model->agent_count + 1);
    *high = _fmpq_vec_init(model->agent_count + 1);
    for (slong i = 0; i < model->agent_count; i++)
    {
        fmpq_set(*low + i, model->agent[i].low);
        fmpq_set(*high + i, model->agent[i].high);
    }
}

void xp_trial_profile(fmpq *profile, const fmpq *low, const fmpq *high, slong n, slong k)
{
    const slong corners = n < 4 ? (slong) 1 << n : 16;
    fmpq_t part, width;
    fmpq_init(part);
    fmpq_init(width);
    for (slong i = 0; i < n; i++)
    {
        if (k == 0)
        {
            fmpq_set_si(part, 1, 2);
        }
        else if (k <= corners)
        {
            fmpq_set_si(part, (k - 1) >> (i % 4) & 1, 1);
        }
        else
        {
            /* Scattered over the sixteenths, always in the same way. */
            uint64_t mixed = (uint64_t) (k * 64 + i + 1) * UINT64_C(0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 29)) * UINT64_C(0xBF58476D1CE4E5B9);
            fmpq_set_si(part, (slong) ((mixed >> 40) % 17), 16);
        }
        fmpq_sub(width, high + i, low + i);
        fmpq_mul(part, part, width);
        fmpq_add(profile + i, low + i, part);
    }
    fmpq_clear(width);
    fmpq_clear(part);
}

int xp_decision_value_at(xp_real_t value, const xp_expression_struct *e, const fmpq *type, slong n,
                const fmpq *decision, slong precision)
{
    xp_error_t error;
    fmpq_t exact;
    int defined = 1;
    xp_error_init(error);
    fmpq_init(exact);
    if (xp_expression_evaluate(exact, e, type, decision, error) == XP_OK)
    {
        xp_real_set_fmpq(value, exact);
    }
    else
    {
        arb_ptr point = _arb_vec_init(n);
        arb_t at, ball;
        arb_init(at);
        arb_init(ball);
        for (slong i = 0; i < n; i++)
        {
            arb_set_fmpq(point + i, type + i, 2 * precision);
        }
        if (decision != NULL)
        {
            arb_set_fmpq(at, decision, 2 * precision);
        }
        xp_expression_evaluate_arb(ball, e, point, decision == NULL ? NULL : at, precision);
        defined = arb_is_finite(ball);
        if (defined)
        {
            xp_real_set_arb(value, ball);
        }
        arb_clear(ball);
        arb_clear(at);
        _arb_vec_clear(point, n);
    }
    fmpq_clear(exact);
    xp_error_clear(error);
    return defined;
}

void xp_add_profile_text(xp_string_t out, const fmpq *profile, slong n)
{
    xp_string_add(out, "(");
    for (slong i = 0; i < n; i++)
    {
        xp_string_add(out, i > 0 ? ", " : "");
        xp_rat_add_text(out, profile + i);
    }
    xp_string_add(out, ")");
}
