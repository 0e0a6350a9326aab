/* Averages of a strip over all profiles, in one pass. */
#include "rule/means.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/means_impl.h"

/* Threads take about so many profiles at a time. */
#define BLOCK 16384

/* The denominator of all weights. */
static void set_total(fmpz_t total, const xp_environment_struct *environment, slong agent)
{
    if (environment->prior == XP_PRIOR_JOINT)
    {
        fmpz_set(total, environment->joint->denominator);
        return;
    }
    fmpz_one(total);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        if (j != agent)
        {
            fmpz_mul(total, total, environment->agent[j].probability->denominator);
        }
    }
}

/* The sums of weight * f and of the weights, by type. */
static xp_status_t sum_up(fmpz *sum, fmpz *mass, const xp_means_job_t *job,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_profiles_struct *profiles = job->environment->profiles;
    const slong last = profiles->types[profiles->agents - 1];
    const slong count = job->joint ? profiles->size : profiles->size / last;
    const slong block = job->joint ? BLOCK : last < BLOCK ? BLOCK / last : 1;
    const xp_means_kernel_t *kernel = job->strip->tier == XP_TIER_INT64    ? &xp_means_int64
                                      : job->strip->tier == XP_TIER_INT128 ? &xp_means_int128
                                                                           : &xp_means_fmpz;
    xp_pace_struct pace = xp_pace(progress, "expectations", (uint64_t) count);
    const int workers = xp_share_workers(&pace, count, block);
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    for (int w = 0; w < workers; w++)
    {
        own[w] = kernel->start(job);
    }
    const xp_status_t status = xp_share_run(own, workers, kernel->work, job, count, block,
                                            flint_cleanup, &pace, error);
    for (int w = 0; w < workers; w++)
    {
        kernel->finish(job, own[w], sum, mass);
    }
    free(own);
    return status;
}

xp_status_t xp_means_set(fmpq *mean, xp_strip_t strip, const xp_environment_struct *environment,
                         slong agent, xp_tier_t least, const xp_progress_t *progress,
                         xp_error_t error)
{
    const slong types = agent < 0 ? 1 : environment->agent[agent].type_count;
    const int joint = environment->prior == XP_PRIOR_JOINT;
    const xp_means_job_t job = {strip, environment, agent, types, joint};
    fmpz *sum = _fmpz_vec_init(types);
    fmpz *mass = _fmpz_vec_init(types);
    fmpz_t total;
    fmpz_t bound;
    assert(environment->prior != XP_PRIOR_NONE);
    fmpz_init(total);
    fmpz_init(bound);
    set_total(total, environment, agent);
    fmpz_set(bound, total);
    if (!fmpz_is_zero(strip->bound))
    {
        fmpz_mul(bound, bound, strip->bound);
    }
    xp_status_t status = xp_strip_prepare(strip, xp_tier_for(bound, least), error);
    if (status == XP_OK)
    {
        status = sum_up(sum, mass, &job, progress, error);
    }
    for (slong t = 0; t < types && status == XP_OK; t++)
    {
        if (joint && fmpz_is_zero(mass + t))
        {
            fmpq_zero(mean + t);
            continue;
        }
        fmpz_mul(bound, joint ? mass + t : total, strip->denominator);
        fmpq_set_fmpz_frac(mean + t, sum + t, bound);
    }
    fmpz_clear(bound);
    fmpz_clear(total);
    _fmpz_vec_clear(mass, types);
    _fmpz_vec_clear(sum, types);
    return status;
}
