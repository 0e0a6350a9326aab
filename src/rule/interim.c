/* Expectations given the own type. */
#include <expost/rule/interim.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"
#include "rule/walk.h"

/*
 * Independent prior: entry t becomes the sum over the others' profiles of the product
 * of the others' integer probabilities times f.  weight[j] is that product over the
 * agents before j at the present digits; the last agent is summed over innermost, so
 * each profile costs one multiplication.
 */
static void sum_independent(fmpz *sum, const xp_environment_t environment, slong agent,
                            const fmpz *value)
{
    const slong last = environment->agent_count - 1;
    const xp_agent_struct *inner = environment->agent + last;
    slong *digit = xp_calloc((size_t) last + 1, sizeof(slong));
    fmpz *weight = _fmpz_vec_init(last + 1);
    slong level = 0;
    fmpz_t dot;
    fmpz_init(dot);
    fmpz_one(weight);
    while (level >= 0)
    {
        for (; level < last; level++)
        {
            if (level == agent)
            {
                fmpz_set(weight + level + 1, weight + level);
            }
            else
            {
                fmpz_mul(weight + level + 1, weight + level,
                         environment->agent[level].probability->entry + digit[level]);
            }
        }
        if (!fmpz_is_zero(weight + last) && agent == last)
        {
            _fmpz_vec_scalar_addmul_fmpz(sum, value, inner->type_count, weight + last);
        }
        else if (!fmpz_is_zero(weight + last))
        {
            fmpz_zero(dot);
            for (slong t = 0; t < inner->type_count; t++)
            {
                fmpz_addmul(dot, inner->probability->entry + t, value + t);
            }
            fmpz_addmul(sum + digit[agent], dot, weight + last);
        }
        value += inner->type_count;
        for (level = last - 1;
             level >= 0 && ++digit[level] == environment->agent[level].type_count; level--)
        {
            digit[level] = 0;
        }
    }
    fmpz_clear(dot);
    _fmpz_vec_clear(weight, last + 1);
    free(digit);
}

/* Joint prior: sum becomes sum of mu f, mass the sum of mu, by the agent's type. */
static void sum_joint(fmpz *sum, fmpz *mass, const xp_environment_t environment, slong agent,
                      const fmpz *value)
{
    const fmpz *joint = environment->joint->entry;
    xp_walk_t walk;
    xp_walk_init(walk, environment->profiles, agent, "", NULL);
    while (xp_walk_next(walk))
    {
        for (slong k = walk->index; k < walk->index + walk->length; k++)
        {
            fmpz_add(mass + walk->type, mass + walk->type, joint + k);
            if (value != NULL)
            {
                fmpz_addmul(sum + walk->type, joint + k, value + k);
            }
        }
    }
}

void xp_interim_mean(fmpq *mean, const xp_environment_t environment, slong agent,
                     const xp_table_t values)
{
    const slong types = environment->agent[agent].type_count;
    fmpz *sum = _fmpz_vec_init(types);
    fmpz *mass = _fmpz_vec_init(types);
    fmpz_t denominator;
    assert(environment->prior != XP_PRIOR_NONE);
    assert(values->length == environment->profiles->size);
    fmpz_init_set(denominator, values->denominator);
    if (environment->prior == XP_PRIOR_JOINT)
    {
        sum_joint(sum, mass, environment, agent, values->entry);
    }
    else
    {
        sum_independent(sum, environment, agent, values->entry);
        for (slong j = 0; j < environment->agent_count; j++)
        {
            if (j != agent)
            {
                fmpz_mul(denominator, denominator,
                         environment->agent[j].probability->denominator);
            }
        }
    }
    for (slong t = 0; t < types; t++)
    {
        if (environment->prior == XP_PRIOR_INDEPENDENT)
        {
            fmpq_set_fmpz_frac(mean + t, sum + t, denominator);
        }
        else if (fmpz_is_zero(mass + t))
        {
            fmpq_zero(mean + t);
        }
        else
        {
            fmpz_mul(mass + t, mass + t, denominator);
            fmpq_set_fmpz_frac(mean + t, sum + t, mass + t);
        }
    }
    fmpz_clear(denominator);
    _fmpz_vec_clear(mass, types);
    _fmpz_vec_clear(sum, types);
}

void xp_expectation(fmpq_t mean, const xp_environment_t environment, const xp_table_t values)
{
    const slong types = environment->agent[0].type_count;
    fmpq *interim = _fmpq_vec_init(types);
    fmpq *probability = _fmpq_vec_init(types);
    xp_interim_mean(interim, environment, 0, values);
    xp_type_probabilities(probability, environment, 0);
    fmpq_zero(mean);
    for (slong t = 0; t < types; t++)
    {
        fmpq_addmul(mean, probability + t, interim + t);
    }
    _fmpq_vec_clear(probability, types);
    _fmpq_vec_clear(interim, types);
}

void xp_type_probabilities(fmpq *probability, const xp_environment_t environment, slong agent)
{
    const xp_table_struct *own = environment->agent[agent].probability;
    const slong types = environment->agent[agent].type_count;
    if (environment->prior == XP_PRIOR_INDEPENDENT)
    {
        for (slong t = 0; t < types; t++)
        {
            xp_table_get_fmpq(probability + t, own, t);
        }
        return;
    }
    fmpz *mass = _fmpz_vec_init(types);
    sum_joint(NULL, mass, environment, agent, NULL);
    for (slong t = 0; t < types; t++)
    {
        fmpq_set_fmpz_frac(probability + t, mass + t, environment->joint->denominator);
    }
    _fmpz_vec_clear(mass, types);
}

xp_status_t xp_mean_table(xp_table_t mean, const xp_environment_t environment, slong agent,
                          const xp_table_t values, xp_error_t error)
{
    const slong types = environment->agent[agent].type_count;
    fmpq *means = _fmpq_vec_init(types);
    xp_interim_mean(means, environment, agent, values);
    xp_status_t status = xp_table_set_fmpq_vec(mean, means, types, error);
    _fmpq_vec_clear(means, types);
    return status;
}
