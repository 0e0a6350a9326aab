/* What agents expect of each report under a fixed rule and an independent prior. */
#include <expost/exist/interim_tables.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include "exist/interim_gain.h"

void xp_interim_tables_init(xp_interim_tables_t tables)
{
    tables->environment = NULL;
    tables->agent_count = 0;
    tables->agent = NULL;
    fmpq_init(tables->expected_cost);
}

void xp_interim_tables_clear(xp_interim_tables_t tables)
{
    slong i;

    for (i = 0; i < tables->agent_count; i++)
    {
        xp_table_clear(tables->agent[i].gain);
        xp_table_clear(tables->agent[i].outside);
    }
    free(tables->agent);
    fmpq_clear(tables->expected_cost);
}

void xp_interim_tables_swap(xp_interim_tables_t a, xp_interim_tables_t b)
{
    xp_interim_tables_struct keep = *a;

    *a = *b;
    *b = keep;
}

/* Empty tables for each agent of the environment. */
static void set_agents(xp_interim_tables_t tables, const xp_environment_struct *environment)
{
    slong i;

    tables->environment = environment;
    tables->agent_count = environment->agent_count;
    tables->agent = xp_calloc((size_t) environment->agent_count,
                              sizeof(xp_interim_table_struct));
    for (i = 0; i < environment->agent_count; i++)
    {
        xp_table_init(tables->agent[i].gain);
        xp_table_init(tables->agent[i].outside);
    }
}

xp_status_t xp_interim_tables_set_zero(xp_interim_tables_t tables,
                                       const xp_environment_t environment, xp_error_t error)
{
    xp_interim_tables_t set;
    xp_status_t status = XP_OK;
    slong i;

    xp_interim_tables_init(set);
    set_agents(set, environment);
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        slong types = environment->agent[i].type_count;

        status = xp_table_set_zero(set->agent[i].gain, types * types, error);
        if (status == XP_OK)
            status = xp_table_set_zero(set->agent[i].outside, types, error);
    }
    if (status == XP_OK)
        xp_interim_tables_swap(tables, set);
    xp_interim_tables_clear(set);
    return status;
}

/* outside[t] = the sum over b of weight[b, t] o(b, t). */
static xp_status_t set_outside_by_outcome(xp_table_t outside, const xp_agent_struct *who,
                                          const xp_table_struct *weight, slong outcomes,
                                          xp_error_t error)
{
    slong types = who->type_count;
    xp_status_t status = xp_table_set_zero(outside, types, error);
    slong b;
    slong t;

    if (status != XP_OK)
        return status;
    for (b = 0; b < outcomes; b++)
        for (t = 0; t < types; t++)
            fmpz_addmul(outside->entry + t, weight->entry + b * types + t,
                        who->outside->entry + b * types + t);
    fmpz_mul(outside->denominator, weight->denominator, who->outside->denominator);
    xp_table_canonicalise(outside);
    return XP_OK;
}

/* outside[t] = E[o | t], by the terms of a payment. */
static xp_status_t set_outside_by_profile(xp_table_t outside, xp_expectations_t expectations,
                                          slong agent, const xp_progress_t *progress,
                                          xp_error_t error)
{
    slong types = expectations->environment->agent[agent].type_count;
    fmpq *mean = _fmpq_vec_init(types);
    xp_payments_t sum;
    xp_status_t status;

    xp_payments_init(sum);
    xp_payments_set_zero(sum, 1);
    xp_payments_add_term(sum, 0, XP_TERM_OUTSIDE, agent);
    status = xp_expectations_of(mean, expectations, sum->payment, agent, progress, error);
    if (status == XP_OK)
        status = xp_table_set_fmpq_vec(outside, mean, types, error);
    xp_payments_clear(sum);
    _fmpq_vec_clear(mean, types);
    return status;
}

static xp_status_t set_outside(xp_table_t outside, xp_expectations_t expectations, slong agent,
                               const xp_table_struct *weight, const xp_progress_t *progress,
                               xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    const xp_agent_struct *who = environment->agent + agent;

    switch (who->outside_kind)
    {
    case XP_OUTSIDE_NONE:
        return xp_table_set_zero(outside, who->type_count, error);
    case XP_OUTSIDE_TYPE:
        xp_table_set(outside, who->outside);
        return XP_OK;
    case XP_OUTSIDE_OUTCOME:
        return set_outside_by_outcome(outside, who, weight, environment->outcome_count, error);
    default:
        return set_outside_by_profile(outside, expectations, agent, progress, error);
    }
}

/* E c from the weights of the first agent's reports. */
static void set_expected_cost(fmpq_t expected, const xp_environment_struct *environment,
                              const xp_table_struct *weight)
{
    const xp_agent_struct *first = environment->agent;
    slong types = first->type_count;
    slong b;
    slong t;
    fmpz_t sum;
    fmpz_t likely;

    fmpz_init(sum);
    fmpz_init(likely);
    for (b = 0; b < environment->outcome_count; b++)
    {
        if (fmpz_is_zero(environment->cost->entry + b))
            continue;
        fmpz_zero(likely);
        for (t = 0; t < types; t++)
            fmpz_addmul(likely, first->probability->entry + t, weight->entry + b * types + t);
        fmpz_addmul(sum, likely, environment->cost->entry + b);
    }
    fmpz_mul(likely, weight->denominator, first->probability->denominator);
    fmpz_mul(likely, likely, environment->cost->denominator);
    fmpq_set_fmpz_frac(expected, sum, likely);
    fmpz_clear(likely);
    fmpz_clear(sum);
}

/* The tables of one agent; expected_cost from those of the first. */
static xp_status_t set_agent(xp_interim_tables_t tables, xp_expectations_t expectations,
                             slong index, const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    xp_interim_table_struct *agent = tables->agent + index;
    const xp_rule_struct *rule = expectations->rule;
    const xp_table_struct *weight = NULL;
    xp_status_t status = xp_expectations_weights(&weight, expectations, index, progress, error);

    /* Interdependent values go through the profiles, and have just done so. */
    if (rule->choice == NULL)
        rule = expectations->listed;
    if (status == XP_OK && environment->agent[index].interdependent)
        status = xp_interim_gain_interdependent(agent->gain, environment, rule, index, progress,
                                                error);
    else if (status == XP_OK)
        status = xp_interim_gain_private(agent->gain, environment, index, weight,
                                         expectations->tier_least, progress, error);
    if (status == XP_OK)
        status = set_outside(agent->outside, expectations, index, weight, progress, error);
    if (status == XP_OK && index == 0)
        set_expected_cost(tables->expected_cost, environment, weight);
    return status;
}

xp_status_t xp_interim_tables_set_by(xp_interim_tables_t tables, xp_expectations_t expectations,
                                     const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    xp_interim_tables_t set;
    xp_status_t status = XP_OK;
    slong i;

    assert(environment->prior == XP_PRIOR_INDEPENDENT);
    xp_interim_tables_init(set);
    set_agents(set, environment);
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
        status = set_agent(set, expectations, i, progress, error);
    if (status == XP_OK)
        xp_interim_tables_swap(tables, set);
    xp_interim_tables_clear(set);
    return status;
}

xp_status_t xp_interim_tables_set(xp_interim_tables_t tables, const xp_environment_t environment,
                                  const xp_rule_t rule, const xp_progress_t *progress,
                                  xp_error_t error)
{
    xp_expectations_t expectations;
    xp_status_t status;

    xp_expectations_init(expectations, environment, rule);
    status = xp_interim_tables_set_by(tables, expectations, progress, error);
    xp_expectations_clear(expectations);
    return status;
}
