/* Numbered work in blocks that threads share. */
#include "base/share.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <expost/base/memory.h>

typedef struct
{
    xp_share_work_t work;
    const void *data;
    int64_t count;
    int64_t block;
    void (*leave)(void);
    atomic_int_least64_t next;
    atomic_int_least64_t done;
    atomic_int stop;
} share_t;

typedef struct
{
    share_t *share;
    void *own;
    pthread_t thread;
} worker_t;

xp_pace_struct xp_pace(const xp_progress_t *progress, const char *what, uint64_t total)
{
    const int threads = progress == NULL || progress->threads < 1 ? 1 : progress->threads;

    return (xp_pace_struct) {threads, progress, what, 0, total};
}

int xp_share_workers(const xp_pace_struct *pace, int64_t count, int64_t block)
{
    int64_t blocks = count / block + (count % block != 0);

    if (pace->threads < 1 || blocks < 1)
        return 1;
    return blocks < pace->threads ? (int) blocks : pace->threads;
}

/* The next block; 0 when there is none. */
static int take_block(share_t *share, void *own)
{
    int64_t from;
    int64_t to;

    if (atomic_load(&share->stop))
        return 0;
    from = atomic_fetch_add(&share->next, share->block);
    if (from >= share->count)
        return 0;
    to = share->count - from < share->block ? share->count : from + share->block;
    share->work(share->data, own, from, to);
    atomic_fetch_add(&share->done, to - from);
    return 1;
}

static void *run_worker(void *argument)
{
    worker_t *worker = argument;

    while (take_block(worker->share, worker->own))
        ;
    if (worker->share->leave != NULL)
        worker->share->leave();
    return NULL;
}

xp_status_t xp_share_run(void *const *own, int workers, xp_share_work_t work, const void *data,
                         int64_t count, int64_t block, void (*leave)(void),
                         xp_pace_struct *pace, xp_error_t error)
{
    share_t share = {work, data, count, block, leave, 0, 0, 0};
    worker_t *worker = xp_calloc((size_t) workers, sizeof(worker_t));
    int started = 1;

    while (started < workers)
    {
        worker[started].share = &share;
        worker[started].own = own[started];
        if (pthread_create(&worker[started].thread, NULL, run_worker, worker + started) != 0)
            break;
        started++;
    }
    while (take_block(&share, own[0]))
        if (xp_progress_tick(pace->progress, pace->what,
                             pace->done + (uint64_t) atomic_load(&share.done), pace->total) != 0)
            atomic_store(&share.stop, 1);
    while (--started > 0)
        pthread_join(worker[started].thread, NULL);
    free(worker);
    if (atomic_load(&share.stop))
    {
        xp_error_set(error, "stopped before the end of the %s", pace->what);
        return XP_STOPPED;
    }
    pace->done += (uint64_t) count;
    return XP_OK;
}
