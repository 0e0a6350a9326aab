/* From interim payments back to payments at every profile. */
#include "exist/interim_agent.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/*
 * Between the least and the largest payments, or these moved by a constant: E becomes
 * what the ranges chose.
 */
static void set_shape(fmpq *paid, const xp_interim_agent_struct *agent,
                      const xp_range_struct *range, const fmpq_t expected)
{
    int mixed = agent->has_ceiling && agent->has_floor;
    const xp_tree_struct *tree = agent->has_floor && !agent->has_ceiling ? agent->low
                                                                         : agent->high;
    fmpq_t move;
    fmpq_t way;
    slong t;

    fmpq_init(move);
    fmpq_init(way);
    xp_interim_agent_mean(move, agent, tree);
    if (tree == agent->low)
        fmpq_neg(move, move);
    fmpq_sub(move, expected, move);
    /* The part of the way from the largest down to the least. */
    if (mixed && !fmpq_is_zero(move))
    {
        fmpq_sub(way, range->low, range->high);
        fmpq_div(move, move, way);
    }
    for (t = 0; t < agent->types; t++)
    {
        fmpq_set_fmpz_frac(paid + t, tree->distance + t, agent->denominator);
        if (tree == agent->low)
            fmpq_neg(paid + t, paid + t);
        if (!mixed)
        {
            fmpq_add(paid + t, paid + t, move);
            continue;
        }
        fmpq_set_fmpz_frac(way, agent->low->distance + t, agent->denominator);
        fmpq_add(way, way, paid + t);
        fmpq_submul(paid + t, way, move);
    }
    fmpq_clear(way);
    fmpq_clear(move);
}

/*
 * A report t of probability 0 pays at least b(s, t) - b(s, s) + paid(s) for every true type s
 * of positive probability, and at least the floor.
 */
static void set_absent(fmpq *paid, const xp_interim_agent_struct *agent)
{
    slong k = agent->types;
    slong s;
    slong t;
    fmpz_t difference;
    fmpq_t least;

    fmpz_init(difference);
    fmpq_init(least);
    for (t = 0; t < k; t++)
    {
        int first = !agent->has_floor;

        if (!agent->absent[t])
            continue;
        if (agent->has_floor)
            fmpq_set_fmpz_frac(paid + t, agent->floor + t, agent->denominator);
        for (s = 0; s < k; s++)
        {
            if (agent->absent[s])
                continue;
            fmpz_sub(difference, agent->level + s * k + t, agent->level + s * k + s);
            fmpq_set_fmpz_frac(least, difference, agent->denominator);
            fmpq_add(least, least, paid + s);
            if (first || fmpq_cmp(least, paid + t) > 0)
                fmpq_set(paid + t, least);
            first = 0;
        }
    }
    fmpq_clear(least);
    fmpz_clear(difference);
}

static int has_costs(const xp_environment_struct *environment)
{
    return !_fmpz_vec_is_zero(environment->cost->entry, environment->cost->length);
}

/* paid[t] -= E[c(a) | t] / n. */
static xp_status_t take_costs(fmpq *paid, xp_interim_work_struct *work, slong agent,
                              const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = work->environment;
    slong types = environment->agent[agent].type_count;
    const xp_table_struct *weight = NULL;
    xp_status_t status;
    slong b;
    slong t;
    fmpz_t sum;
    fmpz_t scale;
    fmpq_t share;

    fmpz_init(sum);
    fmpz_init(scale);
    fmpq_init(share);
    status = xp_expectations_weights(&weight, work->expectations, agent, progress, error);
    for (t = 0; status == XP_OK && t < types; t++)
    {
        fmpz_zero(sum);
        for (b = 0; b < environment->outcome_count; b++)
            fmpz_addmul(sum, weight->entry + b * types + t, environment->cost->entry + b);
        fmpz_mul(scale, weight->denominator, environment->cost->denominator);
        fmpz_mul_si(scale, scale, environment->agent_count);
        fmpq_set_fmpz_frac(share, sum, scale);
        fmpq_sub(paid + t, paid + t, share);
    }
    fmpq_clear(share);
    fmpz_clear(scale);
    fmpz_clear(sum);
    return status;
}

/*
 * p_i = c/n + g_i(theta_i) - g_j(theta_j) + E q_j - E c/n, j the agent after i, with
 * g = q - E[c/n | own type]: the interim payments are q, and the sum is c and the surplus
 * sum of E q - E c, at every profile.
 */
static void add_balanced(xp_payments_t payments, const xp_interim_work_struct *work,
                         const xp_table_struct *share)
{
    slong n = work->environment->agent_count;
    slong i;
    fmpq_t part;

    fmpq_init(part);
    for (i = 0; i < n; i++)
    {
        slong next = (i + 1) % n;
        xp_term_struct *term;

        if (has_costs(work->environment))
        {
            term = xp_payments_add_term(payments, i, XP_TERM_COST, i);
            fmpq_set_si(term->coefficient, 1, (ulong) n);
        }
        term = xp_payments_add_term(payments, i, XP_TERM_TYPE, i);
        xp_table_set(term->table, share + i);
        term = xp_payments_add_term(payments, i, XP_TERM_TYPE, next);
        fmpq_set_si(term->coefficient, -1, 1);
        xp_table_set(term->table, share + next);
        fmpq_div_fmpz(part, work->tables->expected_cost, (fmpz[]) {n});
        fmpq_sub(part, work->ranges->expected + next, part);
        if (fmpq_is_zero(part))
            continue;
        term = xp_payments_add_term(payments, i, XP_TERM_CONSTANT, i);
        fmpq_set(term->coefficient, part);
    }
    fmpq_clear(part);
}

xp_status_t xp_interim_payments(xp_payments_t payments, xp_interim_work_struct *work,
                                const xp_progress_t *progress, xp_error_t error)
{
    slong n = work->environment->agent_count;
    xp_table_struct *share = xp_calloc((size_t) n, sizeof(xp_table_struct));
    xp_payments_t set;
    xp_status_t status = XP_OK;
    slong i;

    xp_payments_init(set);
    xp_payments_set_zero(set, n);
    for (i = 0; i < n; i++)
        xp_table_init(share + i);
    for (i = 0; i < n && status == XP_OK; i++)
    {
        const xp_interim_agent_struct *agent = work->agent + i;
        fmpq *paid = _fmpq_vec_init(agent->types);

        set_shape(paid, agent, work->ranges->range + i, work->ranges->expected + i);
        if (agent->absent != NULL)
            set_absent(paid, agent);
        if (work->balanced && has_costs(work->environment))
            status = take_costs(paid, work, i, progress, error);
        if (status == XP_OK)
            status = xp_table_set_fmpq_vec(share + i, paid, agent->types, error);
        _fmpq_vec_clear(paid, agent->types);
    }
    if (status == XP_OK && work->balanced)
        add_balanced(set, work, share);
    for (i = 0; status == XP_OK && !work->balanced && i < n; i++)
        xp_table_swap(xp_payments_add_term(set, i, XP_TERM_TYPE, i)->table, share + i);
    if (status == XP_OK)
        xp_payments_swap(payments, set);
    for (i = 0; i < n; i++)
        xp_table_clear(share + i);
    free(share);
    xp_payments_clear(set);
    return status;
}
