/* Interim quantities where the efficient welfare is the largest of independent numbers. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "contest.h"
#include "interim_impl.h"

/* The outcome that depends on agent i's type, or -1. */
static slong find_own(const xp_contest_t contest, slong i)
{
    for (slong a = 0; a < contest->m; a++)
    {
        if (contest->owner[a] == i)
            return a;
    }
    return -1;
}

/* The chance of outcome b as a function of agent i's type. */
static void set_chance(xp_piecewise_t chance, const xp_contest_t contest,
                       const xp_interval_agent_struct *agent, slong own, slong b)
{
    fmpq_t probability;

    if (own >= 0)
    {
        xp_contest_chance(chance, contest, own, b);
        return;
    }
    fmpq_init(probability);
    xp_contest_probability(probability, contest, b);
    xp_interim_set_constant(chance, agent, probability);
    fmpq_clear(probability);
}

/*
 * h = E[f(outcome, t) | t] of agent i.  Where all f are the same no chance is needed; otherwise the
 * chances of outcomes with the same f as outcome `base` are left out and f - f[base] is summed.
 */
static void set_expectation(xp_piecewise_t h, const xp_contest_t contest,
                            const xp_interval_agent_struct *agent, slong own,
                            const fmpq_poly_struct *f)
{
    slong base = own == 0 && contest->m > 1 ? 1 : 0;
    fmpq_poly_t difference;
    xp_piecewise_t chance;

    fmpq_poly_init(difference);
    xp_piecewise_init(chance);
    xp_interim_set_poly(h, agent, f + base);
    for (slong b = 0; b < contest->m; b++)
    {
        fmpq_poly_sub(difference, f + b, f + base);
        if (fmpq_poly_is_zero(difference))
            continue;
        set_chance(chance, contest, agent, own, b);
        xp_interim_add_product(h, agent, difference, chance);
    }
    fmpq_poly_clear(difference);
    xp_piecewise_clear(chance);
}

static void fill_agent(xp_interval_interim_t interim, const xp_contest_t contest,
                       const xp_continuous_t model, const xp_outcomes_t outcomes,
                       const fmpq_poly_struct *option, const fmpq_poly_struct *cost, slong i)
{
    const xp_interval_agent_struct *agent = model->agent + i;
    slong own = find_own(contest, i);
    xp_contest_t without;
    fmpq_t zero;

    fmpq_init(zero);
    if (own >= 0)
    {
        xp_contest_welfare(interim->welfare + i, contest, own);
        xp_contest_chance(interim->chance + i, contest, own, own);
    }
    else
    {
        xp_interim_set_constant(interim->welfare + i, agent, interim->expected_welfare);
        xp_interim_set_constant(interim->chance + i, agent, zero);
    }
    set_expectation(interim->value + i, contest, agent, own, xp_outcomes_value(outcomes, i, 0));
    set_expectation(interim->cost + i, contest, agent, own, cost);
    set_expectation(interim->outside + i, contest, agent, own, option + i * outcomes->m);
    xp_contest_init(without);
    xp_contest_set(without, outcomes, model, i);
    if (without->m > 0)
        xp_contest_expectation(interim->others + i, without);
    xp_contest_clear(without);
    fmpq_clear(zero);
}

/* E c(a*). */
static void find_cost(fmpq_t mean, const xp_contest_t contest, const fmpq *cost)
{
    fmpq_t probability;
    fmpq_t difference;

    fmpq_init(probability);
    fmpq_init(difference);
    fmpq_set(mean, cost);
    for (slong b = 1; b < contest->m; b++)
    {
        fmpq_sub(difference, cost + b, cost);
        if (fmpq_is_zero(difference))
            continue;
        xp_contest_probability(probability, contest, b);
        fmpq_addmul(mean, probability, difference);
    }
    fmpq_clear(probability);
    fmpq_clear(difference);
}

xp_status_t xp_interim_good(xp_interval_interim_t interim, const xp_continuous_t model,
                            const xp_outcomes_t outcomes, const fmpq_poly_struct *option,
                            xp_error_t error)
{
    xp_contest_t contest;
    fmpq_poly_struct *cost = NULL;
    void *table = NULL;
    xp_status_t status = xp_table_alloc(&table, (size_t) outcomes->m, sizeof(fmpq_poly_struct),
                                        error);

    if (status != XP_OK)
        return status;
    cost = table;
    for (slong a = 0; a < outcomes->m; a++)
    {
        fmpq_poly_init(cost + a);
        fmpq_poly_set_fmpq(cost + a, outcomes->cost + a);
    }
    xp_contest_init(contest);
    xp_contest_set(contest, outcomes, model, -1);
    xp_contest_expectation(interim->expected_welfare, contest);
    find_cost(interim->expected_cost, contest, outcomes->cost);
    for (slong i = 0; i < outcomes->n; i++)
        fill_agent(interim, contest, model, outcomes, option, cost, i);
    xp_contest_clear(contest);
    for (slong a = 0; a < outcomes->m; a++)
        fmpq_poly_clear(cost + a);
    free(table);
    return XP_OK;
}
