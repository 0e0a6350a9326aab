/* Models with a real decision, built by hand. */
#ifndef XP_TESTS_DECISION_MODELS_H
#define XP_TESTS_DECISION_MODELS_H

#include <stdio.h>

#include <expost/base/memory.h>
#include <expost/model/continuous.h>

typedef const xp_expression_struct *expression_t;

static inline expression_t number(xp_continuous_t m, slong p, ulong q)
{
    return xp_expression_constant_si(m->pool, p, q);
}

static inline expression_t type(xp_continuous_t m, slong i)
{
    return xp_expression_type(m->pool, i);
}

static inline expression_t decision(xp_continuous_t m)
{
    return xp_expression_word(m->pool, XP_EXPRESSION_DECISION);
}

static inline expression_t plus(xp_continuous_t m, expression_t a, expression_t b)
{
    return xp_expression_binary(m->pool, XP_EXPRESSION_ADD, a, b);
}

static inline expression_t minus(xp_continuous_t m, expression_t a, expression_t b)
{
    return xp_expression_binary(m->pool, XP_EXPRESSION_SUB, a, b);
}

static inline expression_t times(xp_continuous_t m, expression_t a, expression_t b)
{
    return xp_expression_binary(m->pool, XP_EXPRESSION_MUL, a, b);
}

static inline expression_t over(xp_continuous_t m, expression_t a, expression_t b)
{
    return xp_expression_binary(m->pool, XP_EXPRESSION_DIV, a, b);
}

static inline expression_t power(xp_continuous_t m, expression_t a, slong k)
{
    return xp_expression_binary(m->pool, XP_EXPRESSION_POW, a, number(m, k, 1));
}

static inline expression_t logarithm(xp_continuous_t m, expression_t a)
{
    return xp_expression_unary(m->pool, XP_EXPRESSION_LOG, a);
}

/* n agents with uniform types on [low, high] and no values yet; outcomes 0: not set. */
static inline void start_outcomes(xp_continuous_t m, slong n, slong outcomes, slong low, slong high)
{
    xp_error_t error;
    char name[32];
    xp_continuous_init(m);
    xp_error_init(error);
    xp_continuous_set_counts(m, n, outcomes);
    for (slong i = 0; i < n; i++)
    {
        xp_interval_agent_struct *agent = m->agent + i;
        snprintf(name, sizeof(name), "a%ld", (long) i + 1);
        agent->name = xp_strdup(name);
        fmpq_set_si(agent->low, low, 1);
        fmpq_set_si(agent->high, high, 1);
        agent->has_prior = xp_distribution_set_named(agent->distribution, XP_DISTRIBUTION_UNIFORM,
                                                     NULL, 0, agent->low, agent->high,
                                                     error) == XP_OK;
    }
    xp_error_clear(error);
}

/* The same with x real and the rule 0. */
static inline void start_model(xp_continuous_t m, slong n, slong low, slong high)
{
    start_outcomes(m, n, 0, low, high);
    m->decision = xp_strdup("x");
    m->rule_stated = 1;
    m->rule = XP_INTERVAL_FORMULA;
    m->formula = number(m, 0, 1);
}

/* One of the rows that an agent may lack. */
static inline void put(expression_t **row, expression_t e)
{
    if (*row == NULL)
    {
        *row = xp_calloc(1, sizeof(expression_t));
    }
    (*row)[0] = e;
}

static inline void put_value(xp_continuous_t m, slong i, expression_t e)
{
    put(&m->agent[i].value, e);
}

static inline void put_payment(xp_continuous_t m, slong i, expression_t e)
{
    put(&m->agent[i].payment, e);
    m->has_payments = 1;
}

/* v_i = weight_i (t x - x^2/2), weight NULL: 1; the rule is the weighted mean. */
static inline void quadratic_model(xp_continuous_t m, slong n, const slong *weight, slong low,
                                   slong high)
{
    slong all = 0;
    start_model(m, n, low, high);
    expression_t sum = number(m, 0, 1);
    for (slong i = 0; i < n; i++)
    {
        const slong w = weight == NULL ? 1 : weight[i];
        expression_t x = decision(m);
        put_value(m, i, times(m, number(m, w, 1),
                              minus(m, times(m, type(m, i), x),
                                    times(m, number(m, 1, 2), power(m, x, 2)))));
        sum = plus(m, sum, times(m, number(m, w, 1), type(m, i)));
        all += w;
    }
    m->formula = over(m, sum, number(m, all, 1));
}

/* v_i = t log(x) - x, the rule is the mean. */
static inline void log_model(xp_continuous_t m, slong n, slong low, slong high)
{
    start_model(m, n, low, high);
    expression_t sum = number(m, 0, 1);
    for (slong i = 0; i < n; i++)
    {
        put_value(m, i, minus(m, times(m, type(m, i), logarithm(m, decision(m))), decision(m)));
        sum = plus(m, sum, type(m, i));
    }
    m->formula = over(m, sum, number(m, n, 1));
}

#endif
