/* What a kernel finds on numbered lines (or profiles), and blocks of them shared by threads. */
#include "check/scan.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_scan_init(xp_scan_t scan, int keep, slong length)
{
    scan->keep = keep;
    scan->has_least = 0;
    fmpz_init(scan->least);
    scan->at = -1;
    fmpz_init(scan->violations);
    scan->first = -1;
    scan->violated = NULL;
    scan->violated_count = 0;
    scan->violated_room = 0;
    scan->unproved = 0;
    scan->status = XP_OK;
    scan->sum = length > 0 ? xp_calloc((size_t) length, sizeof(fmpz)) : NULL;
    scan->length = length;
}

void xp_scan_clear(xp_scan_t scan)
{
    slong i;

    fmpz_clear(scan->least);
    fmpz_clear(scan->violations);
    free(scan->violated);
    for (i = 0; i < scan->length; i++)
        fmpz_clear(scan->sum + i);
    free(scan->sum);
}

void xp_scan_offer(xp_scan_t scan, const fmpz_t slack, slong position)
{
    if (scan->has_least)
    {
        int order = fmpz_cmp(slack, scan->least);

        if (order > 0 || (order == 0 && position > scan->at))
            return;
    }
    scan->has_least = 1;
    fmpz_set(scan->least, slack);
    scan->at = position;
}

void xp_scan_add_violations(xp_scan_t scan, uint64_t count, slong position)
{
    fmpz_add_ui(scan->violations, scan->violations, count);
    if (scan->first < 0 || position < scan->first)
        scan->first = position;
    if (!scan->keep)
        return;
    xp_array_grow(&scan->violated, &scan->violated_room, scan->violated_count, sizeof(slong));
    scan->violated[scan->violated_count++] = position;
}

/* What another thread found on other positions. */
static void merge(xp_scan_t scan, const xp_scan_t other)
{
    size_t k;
    slong i;

    if (other->has_least)
        xp_scan_offer(scan, other->least, other->at);
    fmpz_add(scan->violations, scan->violations, other->violations);
    if (other->first >= 0 && (scan->first < 0 || other->first < scan->first))
        scan->first = other->first;
    for (k = 0; k < other->violated_count; k++)
    {
        xp_array_grow(&scan->violated, &scan->violated_room, scan->violated_count,
                      sizeof(slong));
        scan->violated[scan->violated_count++] = other->violated[k];
    }
    scan->unproved += other->unproved;
    if (other->status != XP_OK)
        scan->status = other->status;
    for (i = 0; i < scan->length; i++)
        fmpz_add(scan->sum + i, scan->sum + i, other->sum + i);
}

static int compare_positions(const void *a, const void *b)
{
    const slong *x = a;
    const slong *y = b;

    return (*x > *y) - (*x < *y);
}

typedef struct
{
    xp_scan_work_t work;
    const void *data;
    slong count;
    slong block;
    atomic_long next;
    atomic_long done;
    atomic_int stop;
} share_t;

typedef struct
{
    share_t *share;
    xp_scan_t scan;
    pthread_t thread;
} worker_t;

/* The next block; 0 when there is none. */
static int take_block(share_t *share, xp_scan_t scan)
{
    slong from;
    slong to;

    if (atomic_load(&share->stop))
        return 0;
    from = atomic_fetch_add(&share->next, share->block);
    if (from >= share->count)
        return 0;
    to = share->count - from < share->block ? share->count : from + share->block;
    share->work(share->data, scan, from, to);
    atomic_fetch_add(&share->done, to - from);
    return 1;
}

static void *run_worker(void *argument)
{
    worker_t *worker = argument;

    while (take_block(worker->share, worker->scan))
        ;
    /* FLINT keeps memory for each thread: what the scan holds stays. */
    flint_cleanup();
    return NULL;
}

xp_status_t xp_scan_run(xp_scan_t scan, xp_scan_work_t work, const void *data, slong count,
                        slong block, xp_pace_struct *pace, xp_error_t error)
{
    share_t share = {work, data, count, block < 1 ? 1 : block, 0, 0, 0};
    slong blocks = (count + share.block - 1) / share.block;
    int others = blocks < pace->threads ? (int) blocks - 1 : pace->threads - 1;
    worker_t *worker = NULL;
    int started;
    int i;

    if (others > 0)
        worker = xp_calloc((size_t) others, sizeof(worker_t));
    for (started = 0; started < others; started++)
    {
        worker[started].share = &share;
        xp_scan_init(worker[started].scan, scan->keep, scan->length);
        /* Without more threads the work is done by fewer. */
        if (pthread_create(&worker[started].thread, NULL, run_worker, worker + started) != 0)
        {
            xp_scan_clear(worker[started].scan);
            break;
        }
    }
    while (take_block(&share, scan))
        if (xp_progress_tick(pace->progress, pace->what,
                             pace->done + (uint64_t) atomic_load(&share.done), pace->total) != 0)
            atomic_store(&share.stop, 1);
    for (i = 0; i < started; i++)
    {
        pthread_join(worker[i].thread, NULL);
        merge(scan, worker[i].scan);
        xp_scan_clear(worker[i].scan);
    }
    free(worker);
    if (atomic_load(&share.stop))
    {
        xp_error_set(error, "stopped while checking %s", pace->what);
        return XP_STOPPED;
    }
    if (scan->status != XP_OK)
    {
        xp_error_set(error, "there is no memory to check %s", pace->what);
        return scan->status;
    }
    if (started > 0 && scan->violated_count > 1)
        qsort(scan->violated, scan->violated_count, sizeof(slong), compare_positions);
    pace->done += (uint64_t) count;
    return XP_OK;
}
