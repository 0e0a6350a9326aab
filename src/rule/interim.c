/* Expectations given the own type. */
#include <expost/rule/interim.h>

#include <assert.h>

#include "rule/means.h"
#include "rule/rule_impl.h"
#include "rule/strip.h"
#include "rule/walk.h"

/* The means of the entries; without progress to ask there is nothing that could fail. */
static void set_means(fmpq *mean, const xp_environment_t environment, slong agent,
                      const xp_table_t values)
{
    xp_layers_t layers;
    xp_strip_t strip;
    xp_error_t error;
    assert(values->length == environment->profiles->size);
    xp_layers_init(layers);
    xp_strip_init(strip);
    xp_error_init(error);
    xp_layers_add(layers, XP_LAYER_PROFILE, 0, values);
    xp_status_t status = xp_strip_set(strip, layers, environment->profiles, NULL, error);
    if (status == XP_OK)
    {
        status = xp_means_set(mean, strip, environment, agent, XP_TIER_INT64, NULL, error);
    }
    assert(status == XP_OK);
    xp_error_clear(error);
    xp_strip_clear(strip);
    xp_layers_clear(layers);
}

void xp_interim_mean(fmpq *mean, const xp_environment_t environment, slong agent,
                     const xp_table_t values)
{
    set_means(mean, environment, agent, values);
}

void xp_expectation(fmpq_t mean, const xp_environment_t environment, const xp_table_t values)
{
    set_means(mean, environment, -1, values);
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
    xp_walk_t walk;
    xp_walk_init(walk, environment->profiles, agent, "", NULL);
    while (xp_walk_next(walk))
    {
        for (slong k = walk->index; k < walk->index + walk->length; k++)
        {
            fmpz_add(mass + walk->type, mass + walk->type, environment->joint->entry + k);
        }
    }
    for (slong t = 0; t < types; t++)
    {
        fmpq_set_fmpz_frac(probability + t, mass + t, environment->joint->denominator);
    }
    _fmpz_vec_clear(mass, types);
}

xp_status_t xp_mean_table(xp_table_t mean, xp_expectations_t expectations,
                          const xp_payment_struct *sum, slong agent, const char *name,
                          const xp_progress_t *progress, xp_error_t error)
{
    const slong types = expectations->environment->agent[agent].type_count;
    fmpq *means = _fmpq_vec_init(types);
    xp_status_t status = xp_expectations_require(expectations, sum, agent, name, error);
    if (status == XP_OK)
    {
        status = xp_expectations_of(means, expectations, sum, agent, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_table_set_fmpq_vec(mean, means, types, error);
    }
    _fmpq_vec_clear(means, types);
    return status;
}
