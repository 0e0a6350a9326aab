/* Payments of a real decision by name: Groves, dAGV, balanced Groves, as stated. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/cont/decision_balance.h>
#include <expost/model/mechanism_name.h>

#include "cont/decision_mechanism.h"

void xp_decision_set_groves(xp_decision_mechanism_t mechanism,
                            const xp_expression_struct *const *h)
{
    xp_pool_struct *pool = mechanism->pool;
    for (slong i = 0; i < mechanism->n; i++)
    {
        const xp_expression_struct *payment = mechanism->cost;
        if (h != NULL && h[i] != NULL)
        {
            payment = xp_expression_binary(pool, XP_EXPRESSION_ADD,
                                           xp_expression_rename(pool, h[i], 0, 0), payment);
        }
        for (slong j = 0; j < mechanism->n; j++)
        {
            if (j != i)
            {
                payment = xp_expression_binary(pool, XP_EXPRESSION_SUB, payment,
                                               mechanism->value[j]);
            }
        }
        mechanism->payment[i] = payment;
    }
}

/* c/n + 1/(n - 1) sum of rho_j, j != i, - rho_i. */
static void add_shares(xp_decision_mechanism_t mechanism, slong agent)
{
    const slong n = mechanism->n;
    fmpq_mpoly_struct *payment = mechanism->payment_poly + agent;
    fmpq_mpoly_t term;
    fmpq_t weight;
    fmpq_mpoly_init(term, mechanism->context);
    fmpq_init(weight);
    fmpq_set_si(weight, 1, (ulong) n);
    fmpq_mpoly_scalar_mul_fmpq(payment, mechanism->cost_poly, weight, mechanism->context);
    for (slong j = 0; j < n; j++)
    {
        fmpq_mpoly_set_fmpq_poly(term, mechanism->rho + j, j, mechanism->context);
        if (j == agent)
        {
            fmpq_set_si(weight, -1, 1);
        }
        else
        {
            fmpq_set_si(weight, 1, (ulong) n - 1);
        }
        fmpq_mpoly_scalar_mul_fmpq(term, term, weight, mechanism->context);
        fmpq_mpoly_add(payment, payment, term, mechanism->context);
    }
    mechanism->payment[agent] =
        xp_expression_from_mpoly(mechanism->pool, payment, mechanism->context);
    fmpq_clear(weight);
    fmpq_mpoly_clear(term, mechanism->context);
}

xp_status_t xp_decision_set_dagv(xp_decision_mechanism_t mechanism, const xp_continuous_t model,
                                 xp_error_t error)
{
    const slong n = mechanism->n;
    if (n < 2)
    {
        xp_error_set(error, "dagv needs two agents or more");
        return XP_REFUSED;
    }
    if (!mechanism->polynomial)
    {
        xp_error_set(error, "dagv of a real decision needs values, a cost and a rule that are "
                     "polynomials");
        return XP_REFUSED;
    }
    xp_decision_moments_set(mechanism, model);
    if (!mechanism->has_prior)
    {
        xp_error_set(error, "dagv needs a prior that is piecewise polynomial for every agent");
        return XP_REFUSED;
    }
    fmpq_mpoly_t sum, cost;
    fmpq_t share;
    int *kept = xp_calloc((size_t) n, sizeof(int));
    fmpq_mpoly_init(sum, mechanism->context);
    fmpq_mpoly_init(cost, mechanism->context);
    fmpq_init(share);
    fmpq_set_si(share, n - 1, (ulong) n);
    fmpq_mpoly_scalar_mul_fmpq(cost, mechanism->cost_poly, share, mechanism->context);
    mechanism->rho = xp_calloc((size_t) n, sizeof(fmpq_poly_struct));
    for (slong i = 0; i < n; i++)
    {
        fmpq_poly_init(mechanism->rho + i);
        fmpq_mpoly_neg(sum, cost, mechanism->context);
        for (slong j = 0; j < n; j++)
        {
            if (j != i)
            {
                fmpq_mpoly_add(sum, sum, mechanism->value_poly + j, mechanism->context);
            }
        }
        kept[i] = 1;
        xp_decision_expectation(sum, sum, mechanism, kept);
        kept[i] = 0;
        fmpq_mpoly_get_fmpq_poly(mechanism->rho + i, sum, i, mechanism->context);
    }
    for (slong i = 0; i < n; i++)
    {
        add_shares(mechanism, i);
    }
    fmpq_clear(share);
    fmpq_mpoly_clear(cost, mechanism->context);
    fmpq_mpoly_clear(sum, mechanism->context);
    free(kept);
    return XP_OK;
}

/* The h of balanced Groves payments, where they exist. */
static xp_status_t set_balanced(xp_decision_mechanism_t mechanism, const xp_continuous_t model,
                                const xp_progress_t *progress, xp_error_t error)
{
    xp_interval_balance_t balance;
    xp_interval_balance_init(balance);
    xp_status_t status = xp_interval_balance(balance, model, progress, error);
    if (status == XP_OK && balance->answer == XP_HOLDS)
    {
        xp_decision_set_groves(mechanism, balance->h);
    }
    else if (status == XP_OK)
    {
        xp_error_set(error, balance->answer == XP_FAILS ? "no Groves payments balance: %s"
                                                        : "it is not known whether Groves payments "
                                                          "can balance: %s", balance->how);
        status = XP_REFUSED;
    }
    xp_interval_balance_clear(balance);
    return status;
}

/* groves, dagv and balanced-groves need a rule proved efficient. */
static xp_status_t set_efficient(xp_decision_mechanism_t mechanism, const xp_continuous_t model,
                                 const char *name, const xp_progress_t *progress,
                                 xp_error_t error)
{
    xp_status_t status = XP_OK;
    if (mechanism->efficiency->answer != XP_HOLDS)
    {
        xp_error_set(error, "%s needs an efficient rule, which the stated one %s: %s", name,
                     mechanism->efficiency->answer == XP_FAILS ? "is not" : "is not proved to be",
                     mechanism->efficiency->how);
        status = XP_REFUSED;
    }
    else if (strcmp(name, "groves") == 0)
    {
        const xp_expression_struct **h = xp_calloc((size_t) mechanism->n, sizeof(void *));
        for (slong i = 0; i < mechanism->n; i++)
        {
            h[i] = model->agent[i].groves_h;
        }
        xp_decision_set_groves(mechanism, h);
        free(h);
    }
    else
    {
        status = strcmp(name, "dagv") == 0
                     ? xp_decision_set_dagv(mechanism, model, error)
                     : set_balanced(mechanism, model, progress, error);
    }
    return status;
}

/* Whether the name is one that is understood here, or what is to be said about it. */
static xp_status_t test_name(const char *name, const xp_continuous_t model, xp_error_t error)
{
    static const char *const known[] = {"groves", "dagv", "balanced-groves", "none"};
    const xp_mechanism_info_t *base = NULL;
    size_t depth = 0;
    fmpq_t argument;
    if (strcmp(name, "stated") == 0)
    {
        if (!model->has_payments)
        {
            xp_error_set(error, "the file states no payments");
            return XP_REFUSED;
        }
        return XP_OK;
    }
    for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++)
    {
        if (strcmp(name, known[k]) == 0)
        {
            return XP_OK;
        }
    }
    fmpq_init(argument);
    const xp_status_t status = xp_mechanism_name_parse(&base, &depth, argument, name, error);
    fmpq_clear(argument);
    if (status != XP_OK)
    {
        return status;
    }
    const int clarke = strcmp(base->word, "pivot") == 0 || strcmp(base->word, "ir-vcg") == 0 ||
                       strcmp(base->word, "cyclic") == 0;
    xp_error_set(error, clarke ? "%s needs the decision that would be best for the others without "
                                 "an agent, which the file does not state: use groves, dagv or "
                                 "balanced-groves"
                               : "%s is not understood for a real decision: use groves, dagv or "
                                 "balanced-groves", name);
    return XP_REFUSED;
}

xp_status_t xp_decision_mechanism_set(xp_decision_mechanism_t mechanism,
                                      const xp_continuous_t model, const char *name,
                                      const xp_progress_t *progress, xp_error_t error)
{
    xp_decision_mechanism_t local;
    const char *used = name != NULL            ? name
                       : model->has_payments   ? "stated"
                       : model->has_groves_h   ? "groves"
                       : model->mechanism != NULL ? model->mechanism
                                               : "none";
    xp_status_t status = xp_decision_can_ask(model, error);
    if (status == XP_OK)
    {
        status = test_name(used, model, error);
    }
    if (status != XP_OK)
    {
        return status;
    }
    xp_decision_mechanism_init(local);
    xp_decision_mechanism_start(local, model);
    local->payments = xp_strdup(used);
    status = xp_decision_efficiency(local->efficiency, model, progress, error);
    if (status == XP_OK && strcmp(used, "none") == 0)
    {
        for (slong i = 0; i < local->n; i++)
        {
            local->payment[i] = xp_expression_constant_si(local->pool, 0, 1);
        }
    }
    else if (status == XP_OK && strcmp(used, "stated") != 0)
    {
        status = set_efficient(local, model, used, progress, error);
    }
    if (status == XP_OK)
    {
        xp_decision_mechanism_finish(local, model);
        xp_decision_mechanism_swap(mechanism, local);
    }
    xp_decision_mechanism_clear(local);
    return status;
}
