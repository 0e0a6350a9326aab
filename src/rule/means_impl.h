/* What the averages of a strip and their kernels share. */
#ifndef XP_RULE_MEANS_IMPL_H
#define XP_RULE_MEANS_IMPL_H

#include <expost/model/environment.h>
#include <expost/num/compat.h>

#include "base/share.h"
#include "rule/strip.h"

/* types: of the agent; 1 when agent is -1.  The strip is prepared. */
typedef struct
{
    const xp_strip_struct *strip;
    const xp_environment_struct *environment;
    slong agent;
    slong types;
    int joint;
} xp_means_job_t;

/*
 * One arithmetic.
 *   start    what one worker owns
 *   work     positions are lines of the last agent under an independent prior, profiles under
 *            a joint one
 *   finish   adds the worker's sums of weight * f, and of the weights under a joint prior,
 *            by type of the agent; the worker ends
 */
typedef struct
{
    void *(*start)(const xp_means_job_t *job);
    xp_share_work_t work;
    void (*finish)(const xp_means_job_t *job, void *own, fmpz *sum, fmpz *mass);
} xp_means_kernel_t;

extern const xp_means_kernel_t xp_means_int64;
extern const xp_means_kernel_t xp_means_int128;
extern const xp_means_kernel_t xp_means_fmpz;

#endif
