/* How often each type wins, and how many agents reach each level. */
#include <expost/rule/ranking.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#define WHAT "winners"

static int is_stopped(const xp_progress_t *progress, slong done, slong total)
{
    return xp_progress_tick(progress, WHAT, (uint64_t) done, (uint64_t) total) != 0;
}

/* tail[i * (L + 1) + l]: the probability that agent i has a rank >= l, l = 0 .. L levels. */
static fmpq *make_tails(const xp_ranking_t ranking, const xp_environment_t environment)
{
    const slong width = ranking->level_count + 1;
    fmpq *tail = _fmpq_vec_init(ranking->agent_count * width);
    fmpq_t probability;
    fmpq_init(probability);
    for (slong i = 0; i < ranking->agent_count; i++)
    {
        fmpq *own = tail + i * width;
        for (slong at = ranking->offset[i]; at < ranking->offset[i + 1]; at++)
        {
            if (ranking->rank[at] >= 0)
            {
                xp_table_get_fmpq(probability, environment->agent[i].probability,
                                  at - ranking->offset[i]);
                fmpq_add(own + ranking->rank[at], own + ranking->rank[at], probability);
            }
        }
        for (slong l = width - 2; l >= 0; l--)
        {
            fmpq_add(own + l, own + l, own + l + 1);
        }
    }
    fmpq_clear(probability);
    return tail;
}

/* The number of successes so far, at most top of them, after one more try. */
static void add_try(fmpq *chance, slong top, const fmpq_t success)
{
    fmpq_t failure, one_more;
    fmpq_init(failure);
    fmpq_init(one_more);
    fmpq_set_si(failure, 1, 1);
    fmpq_sub(failure, failure, success);
    for (slong c = top; c >= 0; c--)
    {
        fmpq_mul(chance + c, chance + c, failure);
        if (c > 0)
        {
            fmpq_mul(one_more, chance + c - 1, success);
            fmpq_add(chance + c, chance + c, one_more);
        }
    }
    fmpq_clear(failure);
    fmpq_clear(one_more);
}

/* The chance that fewer than unit_count others are ahead of agent at rank. */
static void find_chance(fmpq_t chance, const xp_ranking_t ranking, const fmpq *tail, slong agent,
                        slong rank)
{
    const slong width = ranking->level_count + 1;
    const slong top = ranking->unit_count - 1;
    fmpq *ahead = _fmpq_vec_init(top + 1);
    fmpq_zero(chance);
    if (top >= 0)
    {
        fmpq_set_si(ahead, 1, 1);
    }
    for (slong j = 0; j < ranking->agent_count && top >= 0; j++)
    {
        if (j != agent)
        {
            add_try(ahead, top, tail + j * width + (j < agent ? rank : rank + 1));
        }
    }
    for (slong c = 0; c <= top; c++)
    {
        fmpq_add(chance, chance, ahead + c);
    }
    _fmpq_vec_clear(ahead, top + 1);
}

static xp_status_t find_independent_chances(fmpq *win, const xp_ranking_t ranking,
                                            const xp_environment_t environment,
                                            const xp_progress_t *progress)
{
    const slong types = ranking->offset[ranking->agent_count];
    fmpq *tail = make_tails(ranking, environment);
    xp_status_t status = XP_OK;
    fmpq_t probability;
    fmpq_init(probability);
    for (slong i = 0; i < ranking->agent_count && status == XP_OK; i++)
    {
        for (slong at = ranking->offset[i]; at < ranking->offset[i + 1]; at++)
        {
            xp_table_get_fmpq(probability, environment->agent[i].probability,
                              at - ranking->offset[i]);
            if (ranking->rank[at] >= 0 && !fmpq_is_zero(probability))
            {
                find_chance(win + at, ranking, tail, i, ranking->rank[at]);
                fmpq_mul(win + at, win + at, probability);
            }
        }
        status = is_stopped(progress, ranking->offset[i + 1], types) ? XP_STOPPED : XP_OK;
    }
    fmpq_clear(probability);
    _fmpq_vec_clear(tail, ranking->agent_count * (ranking->level_count + 1));
    return status;
}

/* Adds what a profile of that weight contributes to sum. */
typedef void add_profile_t(fmpz *sum, unsigned char *winner, const xp_ranking_t ranking,
                           const slong *profile, const fmpz_t weight);

static void add_winners(fmpz *sum, unsigned char *winner, const xp_ranking_t ranking,
                        const slong *profile, const fmpz_t weight)
{
    xp_ranking_winners(winner, NULL, ranking, profile);
    for (slong i = 0; i < ranking->agent_count; i++)
    {
        if (winner[i])
        {
            fmpz *own = sum + ranking->offset[i] + profile[i];
            fmpz_add(own, own, weight);
        }
    }
}

static void add_counts(fmpz *sum, unsigned char *winner, const xp_ranking_t ranking,
                       const slong *profile, const fmpz_t weight)
{
    const slong agents = ranking->agent_count;
    (void) winner;
    for (slong l = 0; l < ranking->level_count; l++)
    {
        slong count = 0;
        for (slong i = 0; i < agents; i++)
        {
            count += ranking->rank[ranking->offset[i] + profile[i]] >= l;
        }
        fmpz *own = sum + l * (agents + 1) + count;
        fmpz_add(own, own, weight);
    }
}

/* Sums over the profiles of a joint prior; the weights are the entries of its table. */
static xp_status_t sum_profiles(fmpq *result, slong length, const xp_ranking_t ranking,
                                const xp_environment_t environment, add_profile_t *add,
                                const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = ranking->agent_count;
    const slong size = environment->profiles->size;
    xp_status_t status = xp_profiles_require(environment->profiles, "the chances of winning",
                                             error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz *sum = _fmpz_vec_init(length);
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    unsigned char *winner = xp_calloc((size_t) agents, 1);
    for (slong index = 0; index < size && status == XP_OK; index++)
    {
        if (!fmpz_is_zero(environment->joint->entry + index))
        {
            add(sum, winner, ranking, profile, environment->joint->entry + index);
        }
        xp_profiles_next(profile, environment->profiles);
        status = index % 1024 == 1023 && is_stopped(progress, index, size) ? XP_STOPPED : XP_OK;
    }
    for (slong k = 0; k < length && status == XP_OK; k++)
    {
        fmpq_set_fmpz_frac(result + k, sum + k, environment->joint->denominator);
    }
    _fmpz_vec_clear(sum, length);
    free(profile);
    free(winner);
    return status;
}

xp_status_t xp_ranking_chances(fmpq *win, const xp_ranking_t ranking,
                               const xp_environment_t environment, const xp_progress_t *progress,
                               xp_error_t error)
{
    const slong types = ranking->offset[ranking->agent_count];
    fmpq *local = _fmpq_vec_init(types);
    xp_status_t status =
        environment->prior == XP_PRIOR_JOINT
            ? sum_profiles(local, types, ranking, environment, add_winners, progress, error)
            : find_independent_chances(local, ranking, environment, progress);
    for (slong at = 0; at < types && status == XP_OK; at++)
    {
        fmpq_swap(win + at, local + at);
    }
    _fmpq_vec_clear(local, types);
    return status;
}

static xp_status_t find_independent_counts(fmpq *count, const xp_ranking_t ranking,
                                           const xp_environment_t environment,
                                           const xp_progress_t *progress)
{
    const slong agents = ranking->agent_count;
    const slong levels = ranking->level_count;
    fmpq *tail = make_tails(ranking, environment);
    xp_status_t status = XP_OK;
    for (slong l = 0; l < levels && status == XP_OK; l++)
    {
        fmpq_set_si(count + l * (agents + 1), 1, 1);
        for (slong i = 0; i < agents; i++)
        {
            add_try(count + l * (agents + 1), agents, tail + i * (levels + 1) + l);
        }
        status = is_stopped(progress, l + 1, levels) ? XP_STOPPED : XP_OK;
    }
    _fmpq_vec_clear(tail, agents * (levels + 1));
    return status;
}

xp_status_t xp_ranking_counts(fmpq *count, const xp_ranking_t ranking,
                              const xp_environment_t environment, const xp_progress_t *progress,
                              xp_error_t error)
{
    const slong length = ranking->level_count * (ranking->agent_count + 1);
    fmpq *local = _fmpq_vec_init(length);
    xp_status_t status =
        environment->prior == XP_PRIOR_JOINT
            ? sum_profiles(local, length, ranking, environment, add_counts, progress, error)
            : find_independent_counts(local, ranking, environment, progress);
    for (slong k = 0; k < length && status == XP_OK; k++)
    {
        fmpq_swap(count + k, local + k);
    }
    _fmpq_vec_clear(local, length);
    return status;
}
