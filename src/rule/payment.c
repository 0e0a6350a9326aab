/* Payments from their terms: at one profile, and at all of them. */
#include <expost/rule/payment.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

#include "rule/rule_impl.h"
#include "rule/strip.h"

/* value becomes the largest sum of the others' values less the cost, over A_-agent. */
static xp_status_t find_clarke(fmpq_t value, const xp_environment_t environment, slong agent,
                               const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int found = 0;
    fmpq_t sum;
    fmpq_t part;
    fmpq_init(sum);
    fmpq_init(part);
    for (slong b = 0; b < environment->outcome_count && status == XP_OK; b++)
    {
        if (!environment->agent[agent].available[b])
        {
            continue;
        }
        xp_table_get_fmpq(sum, environment->cost, b);
        fmpq_neg(sum, sum);
        for (slong j = 0; j < environment->agent_count && status == XP_OK; j++)
        {
            if (j != agent)
            {
                status = xp_environment_value(part, environment, j, b, profile, error);
                fmpq_add(sum, sum, part);
            }
        }
        if (!found || fmpq_cmp(sum, value) > 0)
        {
            fmpq_set(value, sum);
            found = 1;
        }
    }
    fmpq_clear(part);
    fmpq_clear(sum);
    return status;
}

/* The number of the agent's line, from the others' types. */
static slong line_of(const xp_environment_t environment, slong agent, const slong *profile)
{
    slong line = 0;
    for (slong j = 0; j < environment->agent_count; j++)
    {
        if (j != agent)
        {
            line = line * environment->agent[j].type_count + profile[j];
        }
    }
    return line;
}

/* A term that varies with the outcome, at outcome a. */
static xp_status_t evaluate_at_outcome(fmpq_t value, const xp_term_struct *term,
                                       const xp_environment_t environment, slong a,
                                       const slong *profile, xp_error_t error)
{
    switch (term->kind)
    {
    case XP_TERM_COST:
        xp_table_get_fmpq(value, environment->cost, a);
        return XP_OK;
    case XP_TERM_VALUE:
        return xp_environment_value(value, environment, term->agent, a, profile, error);
    case XP_TERM_OUTSIDE:
        return xp_environment_outside(value, environment, term->agent, a, profile, error);
    case XP_TERM_CHOICE:
        xp_table_get_fmpq(value, term->table,
                          a * environment->agent[term->agent].type_count + profile[term->agent]);
        return XP_OK;
    default:
        assert(term->kind == XP_TERM_FUNCTION && term->function.evaluate != NULL);
        return term->function.evaluate(value, term->function.context, term->agent, a, profile,
                                       error);
    }
}

/* The average of such a term under the weights of the outcomes. */
static xp_status_t evaluate_average(fmpq_t value, const xp_term_struct *term,
                                    const xp_environment_t environment, const fmpq *weight,
                                    const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t part;
    fmpq_init(part);
    fmpq_zero(value);
    for (slong a = 0; a < environment->outcome_count && status == XP_OK; a++)
    {
        if (!fmpq_is_zero(weight + a))
        {
            status = evaluate_at_outcome(part, term, environment, a, profile, error);
            fmpq_addmul(value, weight + a, part);
        }
    }
    fmpq_clear(part);
    return status;
}

/* The term without its coefficient. */
static xp_status_t evaluate_term(fmpq_t value, const xp_term_struct *term,
                                 const xp_environment_t environment, const fmpq *weight,
                                 const slong *profile, xp_error_t error)
{
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
        fmpq_one(value);
        return XP_OK;
    case XP_TERM_CLARKE:
        return find_clarke(value, environment, term->agent, profile, error);
    case XP_TERM_TYPE:
        xp_table_get_fmpq(value, term->table, profile[term->agent]);
        return XP_OK;
    case XP_TERM_OTHERS:
        xp_table_get_fmpq(value, term->table, line_of(environment, term->agent, profile));
        return XP_OK;
    case XP_TERM_PROFILE:
        xp_table_get_fmpq(value, term->table,
                          xp_profiles_index(environment->profiles, profile));
        return XP_OK;
    default:
        return evaluate_average(value, term, environment, weight, profile, error);
    }
}

xp_status_t xp_payment_at(fmpq *payment, const xp_mechanism_t mechanism, const fmpq *weight,
                          const slong *profile, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    assert(mechanism->payments->agent_count == agents);
    fmpq *local = _fmpq_vec_init(agents);
    xp_status_t status = XP_OK;
    fmpq_t value;
    fmpq_init(value);
    for (slong i = 0; i < agents; i++)
    {
        const xp_payment_struct *terms = mechanism->payments->payment + i;
        for (slong k = 0; k < terms->count && status == XP_OK; k++)
        {
            status = evaluate_term(value, terms->term + k, mechanism->environment, weight,
                                   profile, error);
            fmpq_addmul(local + i, terms->term[k].coefficient, value);
        }
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        fmpq_swap(payment + i, local + i);
    }
    fmpq_clear(value);
    _fmpq_vec_clear(local, agents);
    return status;
}

xp_status_t xp_terms_list(xp_table_t table, const xp_mechanism_t mechanism,
                          const xp_payment_struct *payment, const xp_progress_t *progress,
                          xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const xp_rule_struct *listed = mechanism->rule;
    xp_rule_t copy;
    xp_strip_t strip;
    xp_rule_init(copy);
    xp_strip_init(strip);
    xp_status_t status = xp_profiles_require(environment->profiles, "the list of payments",
                                             error);
    if (status == XP_OK && xp_terms_are_by_choice(environment, payment))
    {
        status = xp_rule_listed(&listed, copy, mechanism->rule, environment, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_set_terms(strip, environment, listed, payment, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_list(table, strip, "payments", progress, error);
    }
    xp_strip_clear(strip);
    xp_rule_clear(copy);
    return status;
}

xp_status_t xp_payment_list(xp_table_t table, const xp_mechanism_t mechanism, slong agent,
                            const xp_progress_t *progress, xp_error_t error)
{
    assert(agent >= 0 && agent < mechanism->payments->agent_count);
    return xp_terms_list(table, mechanism, mechanism->payments->payment + agent, progress,
                         error);
}
