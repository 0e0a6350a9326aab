/* Expectations of sums of terms from what the convolution gives. */
#include <assert.h>

#include "rule/expectations_impl.h"

/*
 * kappa becomes the coefficient with which the values of all agents but one enter the sum;
 * 0 when it is not the same for all of them.
 */
static int find_common(fmpq_t kappa, const xp_environment_struct *environment,
                       const xp_payment_struct *sum, slong agent)
{
    const slong agents = environment->agent_count;
    fmpq *coefficient = _fmpq_vec_init(agents);
    int is_common = 1;
    for (slong k = 0; k < sum->count; k++)
    {
        const xp_term_struct *term = sum->term + k;
        if (term->kind == XP_TERM_VALUE)
        {
            fmpq_add(coefficient + term->agent, coefficient + term->agent, term->coefficient);
        }
    }
    fmpq_zero(kappa);
    for (slong j = 0, seen = 0; j < agents; j++)
    {
        if (j != agent)
        {
            if (seen++ == 0)
            {
                fmpq_set(kappa, coefficient + j);
            }
            is_common = is_common && fmpq_equal(kappa, coefficient + j);
        }
    }
    _fmpq_vec_clear(coefficient, agents);
    return is_common;
}

static const char *find_term_obstacle(const xp_environment_struct *environment,
                                      const xp_term_struct *term, slong agent)
{
    const int is_own = agent < 0 || term->agent == agent;
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
    case XP_TERM_COST:
    case XP_TERM_TYPE:
    case XP_TERM_VALUE:
        return NULL;
    case XP_TERM_OUTSIDE:
        switch (environment->agent[term->agent].outside_kind)
        {
        case XP_OUTSIDE_NONE:
            return NULL;
        case XP_OUTSIDE_PROFILE:
        case XP_OUTSIDE_BOTH:
            return "an outside option depends on the other agents' types";
        default:
            return is_own ? NULL : "another agent's outside option enters";
        }
    case XP_TERM_CHOICE:
        return is_own ? NULL : "a payment depends on the choice and on another agent's type";
    case XP_TERM_CLARKE:
        return is_own ? NULL : "the others' largest welfare without another agent enters";
    case XP_TERM_FUNCTION:
        return "payments are stated as a formula of the profile";
    default:
        return "payments are stated as a table of the others' types";
    }
}

const char *xp_sum_obstacle(const xp_environment_struct *environment,
                            const xp_payment_struct *sum, slong agent)
{
    const char *obstacle = NULL;
    for (slong k = 0; k < sum->count && obstacle == NULL; k++)
    {
        obstacle = find_term_obstacle(environment, sum->term + k, agent);
    }
    if (obstacle == NULL && agent >= 0)
    {
        fmpq_t kappa;
        fmpq_init(kappa);
        if (!find_common(kappa, environment, sum, agent))
        {
            obstacle = "the values of the other agents enter with unequal factors";
        }
        fmpq_clear(kappa);
    }
    return obstacle;
}

/* mean[t] = the sum over b of weight[b * k + t] times table[b * k + t], or table[b] by outcome. */
static void average(fmpq *mean, const xp_table_t weight, const xp_table_t table, slong types,
                    int by_outcome)
{
    fmpz *sum = _fmpz_vec_init(types);
    fmpz_t denominator;
    fmpz_init(denominator);
    for (slong k = 0; k < weight->length; k++)
    {
        fmpz_addmul(sum + k % types, weight->entry + k,
                    table->entry + (by_outcome ? k / types : k));
    }
    fmpz_mul(denominator, weight->denominator, table->denominator);
    for (slong t = 0; t < types; t++)
    {
        fmpq_set_fmpz_frac(mean + t, sum + t, denominator);
    }
    fmpz_clear(denominator);
    _fmpz_vec_clear(sum, types);
}

/* The expectation of values[t] over the prior of one agent. */
static void average_types(fmpq_t mean, const xp_agent_struct *agent, const fmpq *values)
{
    fmpq_t probability;
    fmpq_init(probability);
    fmpq_zero(mean);
    for (slong t = 0; t < agent->type_count; t++)
    {
        xp_table_get_fmpq(probability, agent->probability, t);
        fmpq_addmul(mean, probability, values + t);
    }
    fmpq_clear(probability);
}

static void get_types(fmpq *part, const xp_table_t table, slong types)
{
    for (slong t = 0; t < types; t++)
    {
        xp_table_get_fmpq(part + t, table, t);
    }
}

static void set_all(fmpq *part, const fmpq_t value, slong types)
{
    for (slong t = 0; t < types; t++)
    {
        fmpq_set(part + t, value);
    }
}

/* The table of a term that is averaged over the choice; NULL for any other term. */
static const xp_table_struct *find_choice_table(const xp_environment_struct *environment,
                                                const xp_term_struct *term)
{
    const xp_agent_struct *own = environment->agent + term->agent;
    switch (term->kind)
    {
    case XP_TERM_COST:
        return environment->cost;
    case XP_TERM_VALUE:
        return own->value;
    case XP_TERM_CHOICE:
        return term->table;
    case XP_TERM_OUTSIDE:
        return own->outside_kind == XP_OUTSIDE_OUTCOME ? own->outside : NULL;
    default:
        return NULL;
    }
}

/* The expectation of table[type of other]. */
static void average_other(fmpq *part, const xp_agent_struct *other, const xp_table_t table,
                          slong types)
{
    fmpq *values = _fmpq_vec_init(other->type_count);
    fmpq_t mean;
    fmpq_init(mean);
    get_types(values, table, other->type_count);
    average_types(mean, other, values);
    set_all(part, mean, types);
    fmpq_clear(mean);
    _fmpq_vec_clear(values, other->type_count);
}

/*
 * part[t] = E[term | theta_own = t], without the coefficient, for a term that has no obstacle
 * given own and is not the value of another agent.
 */
static xp_status_t find_part(fmpq *part, xp_expectations_t expectations,
                             const xp_term_struct *term, slong own,
                             const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    const xp_agent_struct *agent = environment->agent + own;
    const xp_table_struct *table = find_choice_table(environment, term);
    const xp_convolved_struct *convolved;
    xp_status_t status = XP_OK;
    fmpq_t number;
    if (table != NULL)
    {
        status = xp_expectations_convolve(&convolved, expectations, own, progress, error);
        if (status == XP_OK)
        {
            average(part, convolved->weight, table, agent->type_count,
                    term->kind == XP_TERM_COST);
        }
        return status;
    }
    fmpq_init(number);
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
        fmpq_one(number);
        set_all(part, number, agent->type_count);
        break;
    case XP_TERM_TYPE:
        if (term->agent == own)
        {
            get_types(part, term->table, agent->type_count);
        }
        else
        {
            average_other(part, environment->agent + term->agent, term->table,
                          agent->type_count);
        }
        break;
    case XP_TERM_CLARKE:
        status = xp_expectations_convolve(&convolved, expectations, own, progress, error);
        if (status == XP_OK)
        {
            set_all(part, convolved->clarke, agent->type_count);
        }
        break;
    default:
        assert(term->kind == XP_TERM_OUTSIDE);
        if (environment->agent[term->agent].outside_kind == XP_OUTSIDE_TYPE)
        {
            get_types(part, agent->outside, agent->type_count);
        }
        else
        {
            set_all(part, number, agent->type_count);
        }
    }
    fmpq_clear(number);
    return status;
}

/* Adds kappa times the others' expected values: what others gives, and the expected cost. */
static xp_status_t add_externality(fmpq *mean, xp_expectations_t expectations,
                                   const fmpq_t kappa, slong agent,
                                   const xp_progress_t *progress, xp_error_t error)
{
    const slong types = expectations->environment->agent[agent].type_count;
    const xp_convolved_struct *convolved;
    xp_status_t status = xp_expectations_convolve(&convolved, expectations, agent, progress,
                                                  error);
    if (status == XP_OK)
    {
        fmpq *part = _fmpq_vec_init(types);
        fmpq_t others;
        fmpq_init(others);
        average(part, convolved->weight, expectations->environment->cost, types, 1);
        for (slong t = 0; t < types; t++)
        {
            xp_table_get_fmpq(others, convolved->others, t);
            fmpq_add(others, others, part + t);
            fmpq_addmul(mean + t, kappa, others);
        }
        fmpq_clear(others);
        _fmpq_vec_clear(part, types);
    }
    return status;
}

static xp_status_t sum_given(fmpq *mean, xp_expectations_t expectations,
                             const xp_payment_struct *sum, slong agent,
                             const xp_progress_t *progress, xp_error_t error)
{
    const slong types = expectations->environment->agent[agent].type_count;
    fmpq *part = _fmpq_vec_init(types);
    xp_status_t status = XP_OK;
    fmpq_t kappa;
    fmpq_init(kappa);
    for (slong k = 0; k < sum->count && status == XP_OK; k++)
    {
        const xp_term_struct *term = sum->term + k;
        if (term->kind == XP_TERM_VALUE && term->agent != agent)
        {
            continue;
        }
        status = find_part(part, expectations, term, agent, progress, error);
        for (slong t = 0; t < types && status == XP_OK; t++)
        {
            fmpq_addmul(mean + t, term->coefficient, part + t);
        }
    }
    find_common(kappa, expectations->environment, sum, agent);
    if (status == XP_OK && !fmpq_is_zero(kappa))
    {
        status = add_externality(mean, expectations, kappa, agent, progress, error);
    }
    fmpq_clear(kappa);
    _fmpq_vec_clear(part, types);
    return status;
}

/* The agent whose reduced form gives the expected cost: one that is known, if there is one. */
static slong find_known(const xp_expectations_t expectations)
{
    for (slong i = 0; i < expectations->environment->agent_count; i++)
    {
        if (expectations->convolved[i].known)
        {
            return i;
        }
    }
    return 0;
}

static xp_status_t sum_all(fmpq *mean, xp_expectations_t expectations,
                           const xp_payment_struct *sum, const xp_progress_t *progress,
                           xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t expected;
    fmpq_init(expected);
    for (slong k = 0; k < sum->count && status == XP_OK; k++)
    {
        const xp_term_struct *term = sum->term + k;
        const int has_owner = term->kind != XP_TERM_COST && term->kind != XP_TERM_CONSTANT;
        const slong own = has_owner ? term->agent : find_known(expectations);
        const xp_agent_struct *agent = expectations->environment->agent + own;
        fmpq *part = _fmpq_vec_init(agent->type_count);
        status = find_part(part, expectations, term, own, progress, error);
        average_types(expected, agent, part);
        fmpq_addmul(mean, term->coefficient, expected);
        _fmpq_vec_clear(part, agent->type_count);
    }
    fmpq_clear(expected);
    return status;
}

xp_status_t xp_sum_convolved(fmpq *mean, xp_expectations_t expectations,
                             const xp_payment_struct *sum, slong agent,
                             const xp_progress_t *progress, xp_error_t error)
{
    const slong types = agent < 0 ? 1 : expectations->environment->agent[agent].type_count;
    fmpq *local = _fmpq_vec_init(types);
    xp_status_t status = agent < 0
                             ? sum_all(local, expectations, sum, progress, error)
                             : sum_given(local, expectations, sum, agent, progress, error);
    for (slong t = 0; t < types && status == XP_OK; t++)
    {
        fmpq_swap(mean + t, local + t);
    }
    _fmpq_vec_clear(local, types);
    return status;
}
