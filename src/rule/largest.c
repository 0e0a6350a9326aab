/* The largest number of a strip. */
#include "rule/largest.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Threads take so many profiles at a time, and fill so many of them at once. */
#define BLOCK 16384
#define PIECE 512

/* Of one worker: the largest so far, when it has one. */
typedef struct
{
    int some;
    fmpz_t largest;
    fmpz *number;
} worker_t;

static void offer(worker_t *worker, const fmpz_t number)
{
    if (!worker->some || fmpz_cmp(number, worker->largest) > 0)
    {
        fmpz_set(worker->largest, number);
        worker->some = 1;
    }
}

static void offer_int64(worker_t *worker, const xp_strip_struct *strip, slong from, slong length)
{
    int64_t number[PIECE];
    int64_t best;
    fmpz_t largest;
    xp_strip_fill_int64(number, strip, from, length);
    best = number[0];
    for (slong k = 1; k < length; k++)
    {
        best = best < number[k] ? number[k] : best;
    }
    fmpz_init(largest);
    fmpz_set_si(largest, best);
    offer(worker, largest);
    fmpz_clear(largest);
}

static void offer_int128(worker_t *worker, const xp_strip_struct *strip, slong from, slong length)
{
    __int128 number[PIECE];
    __int128 best;
    fmpz_t largest;
    xp_strip_fill_int128(number, strip, from, length);
    best = number[0];
    for (slong k = 1; k < length; k++)
    {
        best = best < number[k] ? number[k] : best;
    }
    fmpz_init(largest);
    fmpz_set_signed_uiui(largest, (ulong) ((unsigned __int128) best >> 64), (ulong) best);
    offer(worker, largest);
    fmpz_clear(largest);
}

static void offer_fmpz(worker_t *worker, const xp_strip_struct *strip, slong from, slong length)
{
    xp_strip_fill_fmpz(worker->number, strip, from, length);
    for (slong k = 0; k < length; k++)
    {
        offer(worker, worker->number + k);
    }
}

static void look_at_block(const void *data, void *own, int64_t from, int64_t to)
{
    const xp_strip_struct *strip = data;
    for (int64_t at = from; at < to; at += PIECE)
    {
        const slong length = to - at < PIECE ? to - at : PIECE;
        switch (strip->tier)
        {
        case XP_TIER_INT64:
            offer_int64(own, strip, at, length);
            break;
        case XP_TIER_INT128:
            offer_int128(own, strip, at, length);
            break;
        case XP_TIER_FMPZ:
            offer_fmpz(own, strip, at, length);
            break;
        }
    }
}

/* The strip is prepared. */
static xp_status_t look(fmpz_t largest, const xp_strip_struct *strip, const char *what,
                        const xp_progress_t *progress, xp_error_t error)
{
    const slong size = strip->profiles->size;
    xp_pace_struct pace = xp_pace(progress, what, (uint64_t) size);
    const int workers = xp_share_workers(&pace, size, BLOCK);
    worker_t *worker = xp_calloc((size_t) workers, sizeof(worker_t));
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    for (int w = 0; w < workers; w++)
    {
        fmpz_init(worker[w].largest);
        worker[w].number = _fmpz_vec_init(PIECE);
        own[w] = worker + w;
    }
    xp_status_t status = xp_share_run(own, workers, look_at_block, strip, size, BLOCK,
                                      flint_cleanup, &pace, error);
    for (int w = 1; w < workers && status == XP_OK; w++)
    {
        if (worker[w].some)
        {
            offer(worker, worker[w].largest);
        }
    }
    if (status == XP_OK)
    {
        fmpz_set(largest, worker[0].largest);
    }
    for (int w = 0; w < workers; w++)
    {
        fmpz_clear(worker[w].largest);
        _fmpz_vec_clear(worker[w].number, PIECE);
    }
    free(own);
    free(worker);
    return status;
}

xp_status_t xp_strip_largest(fmpq_t largest, xp_strip_t strip, const char *what,
                             const xp_progress_t *progress, xp_error_t error)
{
    fmpz_t number;
    fmpz_init(number);
    xp_status_t status = xp_strip_prepare(strip, xp_tier_for(strip->bound, XP_TIER_INT64), error);
    if (status == XP_OK)
    {
        status = look(number, strip, what, progress, error);
    }
    if (status == XP_OK)
    {
        fmpq_set_fmpz_frac(largest, number, strip->denominator);
    }
    fmpz_clear(number);
    return status;
}
