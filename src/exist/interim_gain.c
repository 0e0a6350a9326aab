/* What an agent expects of each report, by its true type. */
#include "exist/interim_gain.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#include "base/share.h"

/* Rows that a thread takes at a time. */
#define BLOCK 16

typedef struct
{
    const xp_gain_kernel_t *kernel;
    fmpz *gain;
    const void *share;
    const fmpz *value;
    slong types;
    slong outcomes;
} job_t;

static void work_on_rows(const void *data, void *own, int64_t from, int64_t to)
{
    const job_t *job = data;

    job->kernel->multiply(job->gain, job->share, own, job->value, job->types, job->outcomes, from,
                          to);
}

static const xp_gain_kernel_t *choose_kernel(const xp_table_struct *weight,
                                             const xp_table_struct *value, xp_tier_t least)
{
    static const xp_gain_kernel_t *const kernel[] = {&xp_gain_int64, &xp_gain_int128,
                                                     &xp_gain_fmpz};
    xp_tier_t tier;
    fmpz_t bound;

    fmpz_init(bound);
    fmpz_mul_2exp(bound, weight->denominator, xp_table_bits(value));
    tier = xp_tier_for(bound, least);
    fmpz_clear(bound);
    return kernel[tier];
}

/* Every row by a kernel, with the threads that it allows. */
static xp_status_t multiply(xp_table_t gain, const xp_table_struct *weight,
                            const xp_table_struct *value, slong types, slong outcomes,
                            const xp_gain_kernel_t *kernel, const xp_progress_t *progress,
                            xp_error_t error)
{
    void *share = kernel->convert(weight->entry, types * outcomes);
    job_t job = {kernel, gain->entry, share, value->entry, types, outcomes};
    xp_pace_struct pace = xp_pace(progress, "expected values of reports", (uint64_t) types);
    const int workers = kernel->threads ? xp_share_workers(&pace, types, BLOCK) : 1;
    void **own = xp_malloc((size_t) workers * sizeof(void *));
    xp_status_t status;
    int w;

    for (w = 0; w < workers; w++)
        own[w] = kernel->room(types);
    status = xp_share_run(own, workers, work_on_rows, &job, types, BLOCK, NULL, &pace, error);
    for (w = 0; w < workers; w++)
        kernel->drop(own[w], types);
    free(own);
    kernel->drop(share, types * outcomes);
    return status;
}

xp_status_t xp_interim_gain_private(xp_table_t gain, const xp_environment_struct *environment,
                                    slong agent, const xp_table_struct *weight, xp_tier_t least,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const xp_agent_struct *who = environment->agent + agent;
    slong types = who->type_count;
    xp_table_t set;
    xp_status_t status;

    assert(!who->interdependent);
    xp_table_init(set);
    status = xp_table_set_zero(set, types * types, error);
    if (status == XP_OK)
        status = multiply(set, weight, who->value, types, environment->outcome_count,
                          choose_kernel(weight, who->value, least), progress, error);
    if (status == XP_OK)
    {
        fmpz_mul(set->denominator, weight->denominator, who->value->denominator);
        xp_table_swap(gain, set);
    }
    xp_table_clear(set);
    return status;
}

/* The product of the denominators of the others' probabilities. */
static void set_total(fmpz_t total, const xp_environment_struct *environment, slong agent)
{
    slong j;

    fmpz_one(total);
    for (j = 0; j < environment->agent_count; j++)
        if (j != agent)
            fmpz_mul(total, total, environment->agent[j].probability->denominator);
}

/* The line's row of sums: value of the choice at each report, for each true type. */
static void add_line(fmpz *sum, const xp_agent_struct *who, const xp_rule_struct *rule,
                     slong size, slong start, slong stride, const fmpz_t weight, fmpz *value)
{
    slong m = rule->outcome_count;
    slong types = who->type_count;
    slong b;
    slong r;
    slong t;

    for (t = 0; t < types; t++)
    {
        for (b = 0; b < m; b++)
            fmpz_mul(value + b, weight, who->value->entry + b * size + start + t * stride);
        for (r = 0; r < types; r++)
        {
            slong choice = rule->choice[start + r * stride];

            if (choice >= m)
            {
                const fmpz *share = rule->lottery->entry + (choice - m) * m;

                for (b = 0; b < m; b++)
                    fmpz_addmul(sum + t * types + r, share + b, value + b);
            }
            else if (rule->lottery_count > 0)
                fmpz_addmul(sum + t * types + r, value + choice, rule->lottery->denominator);
            else
                fmpz_add(sum + t * types + r, sum + t * types + r, value + choice);
        }
    }
}

xp_status_t xp_interim_gain_interdependent(xp_table_t gain,
                                           const xp_environment_struct *environment,
                                           const xp_rule_struct *rule, slong agent,
                                           const xp_progress_t *progress, xp_error_t error)
{
    const xp_agent_struct *who = environment->agent + agent;
    const xp_profiles_struct *profiles = environment->profiles;
    slong lines = xp_profiles_lines(profiles, agent);
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    fmpz *value = _fmpz_vec_init(environment->outcome_count);
    slong line;
    slong j;
    xp_table_t set;
    xp_status_t status;
    fmpz_t weight;

    assert(who->interdependent && environment->prior == XP_PRIOR_INDEPENDENT);
    xp_table_init(set);
    fmpz_init(weight);
    status = xp_table_set_zero(set, who->type_count * who->type_count, error);
    for (line = 0; status == XP_OK && line < lines; line++)
    {
        slong start = xp_profiles_line_start(profiles, agent, line);

        if (line % 1024 == 0
            && xp_progress_tick(progress, "interim values", (uint64_t) line, (uint64_t) lines))
        {
            xp_error_set(error, "stopped while adding up interim values");
            status = XP_STOPPED;
            break;
        }
        xp_profiles_get(profile, profiles, start);
        fmpz_one(weight);
        for (j = 0; j < environment->agent_count; j++)
            if (j != agent)
                fmpz_mul(weight, weight, environment->agent[j].probability->entry + profile[j]);
        if (!fmpz_is_zero(weight))
            add_line(set->entry, who, rule, profiles->size, start, profiles->stride[agent],
                     weight, value);
    }
    if (status == XP_OK)
    {
        set_total(set->denominator, environment, agent);
        fmpz_mul(set->denominator, set->denominator, who->value->denominator);
        if (rule->lottery_count > 0)
            fmpz_mul(set->denominator, set->denominator, rule->lottery->denominator);
        xp_table_swap(gain, set);
    }
    fmpz_clear(weight);
    xp_table_clear(set);
    _fmpz_vec_clear(value, environment->outcome_count);
    free(profile);
    return status;
}
