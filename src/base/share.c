/* Numbered work in blocks that threads share. */
#include "base/share.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include <expost/base/memory.h>

/* Between two times that progress is told. */
#define STEPS 4096

/* So many nanoseconds are waited for the other workers at a time. */
#define WAIT 50000000L

typedef struct
{
    xp_share_work_t work;
    const void *data;
    int64_t count;
    int64_t block;
    void (*leave)(void);
    xp_pace_struct *pace;
    atomic_int_least64_t next;
    atomic_int_least64_t done;
    pthread_mutex_t lock;
    pthread_cond_t left;
    int running;
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

    return (xp_pace_struct) {.threads = threads, .progress = progress, .what = what,
                             .total = total};
}

static void tell(xp_pace_struct *pace)
{
    pace->steps = 0;
    if (xp_progress_tick(pace->progress, pace->what, pace->told, pace->total) != 0)
        atomic_store(&pace->stop, 1);
}

int xp_pace_step(xp_pace_struct *pace, uint64_t steps)
{
    pace->steps += steps;
    if (pace->steps >= STEPS)
        tell(pace);
    return xp_pace_stopped(pace);
}

int xp_pace_stopped(const xp_pace_struct *pace)
{
    return atomic_load(&pace->stop);
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

    if (xp_pace_stopped(share->pace))
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
    pthread_mutex_lock(&worker->share->lock);
    worker->share->running--;
    pthread_cond_signal(&worker->share->left);
    pthread_mutex_unlock(&worker->share->lock);
    return NULL;
}

static int start_worker(worker_t *worker)
{
    share_t *share = worker->share;
    int started;

    pthread_mutex_lock(&share->lock);
    started = pthread_create(&worker->thread, NULL, run_worker, worker) == 0;
    share->running += started;
    pthread_mutex_unlock(&share->lock);
    return started;
}

static void tell_done(share_t *share)
{
    share->pace->told = share->pace->done + (uint64_t) atomic_load(&share->done);
    tell(share->pace);
}

/* The blocks are taken, but a worker may be long about its last: progress is told. */
static void wait_for_workers(share_t *share)
{
    pthread_mutex_lock(&share->lock);
    while (share->running > 0)
    {
        struct timespec until;

        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += WAIT;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        if (pthread_cond_timedwait(&share->left, &share->lock, &until) != ETIMEDOUT)
            continue;
        pthread_mutex_unlock(&share->lock);
        if (!xp_pace_stopped(share->pace))
            tell_done(share);
        pthread_mutex_lock(&share->lock);
    }
    pthread_mutex_unlock(&share->lock);
}

xp_status_t xp_share_run(void *const *own, int workers, xp_share_work_t work, const void *data,
                         int64_t count, int64_t block, void (*leave)(void),
                         xp_pace_struct *pace, xp_error_t error)
{
    share_t share = {.work = work, .data = data, .count = count, .block = block,
                     .leave = leave, .pace = pace};
    worker_t *worker = xp_calloc((size_t) workers, sizeof(worker_t));
    int started = 1;

    pace->told = pace->done;
    atomic_store(&pace->stop, 0);
    pthread_mutex_init(&share.lock, NULL);
    pthread_cond_init(&share.left, NULL);
    while (started < workers)
    {
        worker[started].share = &share;
        worker[started].own = own[started];
        if (!start_worker(worker + started))
            break;
        started++;
    }
    while (take_block(&share, own[0]))
        tell_done(&share);
    wait_for_workers(&share);
    while (--started > 0)
        pthread_join(worker[started].thread, NULL);
    pthread_cond_destroy(&share.left);
    pthread_mutex_destroy(&share.lock);
    free(worker);
    if (xp_pace_stopped(pace))
    {
        xp_error_set(error, "stopped before the end of the %s", pace->what);
        return XP_STOPPED;
    }
    pace->done += (uint64_t) count;
    return XP_OK;
}
