/* A mechanism of a real decision: its life, and what follows from the rule and the payments. */
#include "cont/decision_mechanism.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/decision_impl.h"

void xp_decision_mechanism_init(xp_decision_mechanism_t mechanism)
{
    const xp_decision_mechanism_struct empty = {0};
    *mechanism = empty;
    xp_pool_init(mechanism->pool);
    xp_decision_efficiency_init(mechanism->efficiency);
}

/* A row of n zero polynomials, and its end. */
static fmpq_mpoly_struct *new_polys(slong n, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_struct *polys = xp_calloc((size_t) n, sizeof(fmpq_mpoly_struct));
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_init(polys + i, context);
    }
    return polys;
}

static void free_polys(fmpq_mpoly_struct *polys, slong n, const fmpq_mpoly_ctx_t context)
{
    for (slong i = 0; i < n; i++)
    {
        fmpq_mpoly_clear(polys + i, context);
    }
    free(polys);
}

void xp_decision_mechanism_clear(xp_decision_mechanism_t mechanism)
{
    const slong n = mechanism->n;
    xp_pool_clear(mechanism->pool);
    xp_decision_efficiency_clear(mechanism->efficiency);
    if (n == 0)
    {
        return;
    }
    for (slong i = 0; i < n; i++)
    {
        free(mechanism->name[i]);
        if (mechanism->rho != NULL)
        {
            fmpq_poly_clear(mechanism->rho + i);
        }
        if (mechanism->moment != NULL)
        {
            _fmpq_vec_clear(mechanism->moment[i], mechanism->moment_count);
        }
    }
    free(mechanism->name);
    free(mechanism->payments);
    free(mechanism->rho);
    free(mechanism->moment);
    _fmpq_vec_clear(mechanism->low, n + 1);
    _fmpq_vec_clear(mechanism->high, n + 1);
    free(mechanism->value);
    free(mechanism->outside);
    free(mechanism->payment);
    free(mechanism->utility);
    fmpq_mpoly_clear(mechanism->rule_poly, mechanism->context);
    fmpq_mpoly_clear(mechanism->cost_poly, mechanism->context);
    free_polys(mechanism->value_poly, n, mechanism->context);
    free_polys(mechanism->outside_poly, n, mechanism->context);
    free_polys(mechanism->payment_poly, n, mechanism->context);
    free_polys(mechanism->utility_poly, n, mechanism->context);
    fmpq_mpoly_ctx_clear(mechanism->context);
}

void xp_decision_mechanism_swap(xp_decision_mechanism_t a, xp_decision_mechanism_t b)
{
    const xp_decision_mechanism_struct held = *a;
    *a = *b;
    *b = held;
}

/* An expression of the model as one of types only: the decision replaced by the rule. */
static const xp_expression_struct *at_rule(xp_decision_mechanism_t mechanism,
                                           const xp_expression_struct *const *e)
{
    if (e == NULL || e[0] == NULL)
    {
        return xp_expression_constant_si(mechanism->pool, 0, 1);
    }
    return xp_expression_substitute_decision(
        mechanism->pool, xp_expression_rename(mechanism->pool, e[0], 0, 0), mechanism->rule);
}

void xp_decision_mechanism_start(xp_decision_mechanism_t mechanism, const xp_continuous_t model)
{
    const slong n = model->agent_count;
    xp_decision_mechanism_struct *m = mechanism;
    m->n = n;
    m->name = xp_calloc((size_t) n, sizeof(char *));
    m->value = xp_calloc((size_t) n, sizeof(void *));
    m->outside = xp_calloc((size_t) n, sizeof(void *));
    m->payment = xp_calloc((size_t) n, sizeof(void *));
    m->utility = xp_calloc((size_t) n, sizeof(void *));
    xp_type_ends(&m->low, &m->high, model);
    fmpq_mpoly_ctx_init(m->context, n + 1, ORD_LEX);
    fmpq_mpoly_init(m->rule_poly, m->context);
    fmpq_mpoly_init(m->cost_poly, m->context);
    m->value_poly = new_polys(n, m->context);
    m->outside_poly = new_polys(n, m->context);
    m->payment_poly = new_polys(n, m->context);
    m->utility_poly = new_polys(n, m->context);
    m->rule = xp_expression_rename(m->pool, model->formula, 0, 0);
    m->cost = at_rule(mechanism, model->cost);
    m->polynomial = xp_expression_mpoly(m->rule_poly, m->rule, m->context) &&
                    xp_expression_mpoly(m->cost_poly, m->cost, m->context);
    for (slong i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;
        m->name[i] = xp_strdup(agent->name != NULL ? agent->name : "");
        m->value[i] = at_rule(mechanism, agent->value);
        m->outside[i] = at_rule(mechanism, agent->outside);
        m->payment[i] = at_rule(mechanism, agent->payment);
        m->polynomial =
            m->polynomial && xp_expression_mpoly(m->value_poly + i, m->value[i], m->context) &&
            xp_expression_mpoly(m->outside_poly + i, m->outside[i], m->context);
    }
}

/*
 * Truth is TYPE i, the report DECISION: v_i(rule(r, theta_-i), theta_i) - p_i(r, theta_-i).
 */
static const xp_expression_struct *find_utility(xp_decision_mechanism_t mechanism,
                                                const xp_continuous_t model, slong agent)
{
    xp_pool_struct *pool = mechanism->pool;
    const xp_expression_struct *report = xp_expression_word(pool, XP_EXPRESSION_DECISION);
    const xp_expression_struct *rule =
        xp_expression_substitute_type(pool, mechanism->rule, agent, report);
    const xp_expression_struct *payment =
        xp_expression_substitute_type(pool, mechanism->payment[agent], agent, report);
    const xp_expression_struct *const *value = model->agent[agent].value;
    const xp_expression_struct *gross =
        value == NULL || value[0] == NULL
            ? xp_expression_constant_si(pool, 0, 1)
            : xp_expression_substitute_decision(pool,
                                                xp_expression_rename(pool, value[0], 0, 0), rule);
    return xp_expression_binary(pool, XP_EXPRESSION_SUB, gross, payment);
}

void xp_decision_mechanism_finish(xp_decision_mechanism_t mechanism, const xp_continuous_t model)
{
    xp_decision_mechanism_struct *m = mechanism;
    for (slong i = 0; i < m->n; i++)
    {
        m->polynomial =
            m->polynomial && xp_expression_mpoly(m->payment_poly + i, m->payment[i], m->context);
    }
    for (slong i = 0; i < m->n; i++)
    {
        if (m->polynomial)
        {
            m->payment[i] = xp_expression_from_mpoly(m->pool, m->payment_poly + i, m->context);
        }
        m->utility[i] = find_utility(mechanism, model, i);
        m->polynomial =
            m->polynomial && xp_expression_mpoly(m->utility_poly + i, m->utility[i], m->context);
    }
    xp_decision_moments_set(mechanism, model);
}

xp_status_t xp_decision_mechanism_evaluate(xp_real_t decision, xp_real_struct *payment,
                                           const xp_decision_mechanism_t mechanism,
                                           const fmpq *profile, slong precision,
                                           xp_error_t error)
{
    const slong n = mechanism->n;
    xp_real_struct *number = xp_real_vec_init(n + 1);
    xp_status_t status = XP_OK;
    for (slong i = 0; i < n && status == XP_OK; i++)
    {
        if (fmpq_cmp(profile + i, mechanism->low + i) < 0 ||
            fmpq_cmp(profile + i, mechanism->high + i) > 0)
        {
            xp_error_set(error, "the type of agent %s is outside the interval of its types",
                         mechanism->name[i]);
            status = XP_INPUT;
        }
        else if (!xp_decision_value_at(number + i, mechanism->payment[i], profile, n, NULL,
                                       precision))
        {
            xp_error_set(error, "the payment of agent %s is not defined at this profile",
                         mechanism->name[i]);
            status = XP_INPUT;
        }
    }
    if (status == XP_OK &&
        !xp_decision_value_at(number + n, mechanism->rule, profile, n, NULL, precision))
    {
        xp_error_set(error, "the rule is not defined at this profile");
        status = XP_INPUT;
    }
    for (slong i = 0; i < n && status == XP_OK; i++)
    {
        xp_real_swap(payment + i, number + i);
    }
    if (status == XP_OK)
    {
        xp_real_swap(decision, number + n);
    }
    xp_real_vec_clear(number, n + 1);
    return status;
}
