/* What a kernel finds on numbered lines (or profiles), and blocks of them shared by threads. */
#include "check/scan.h"

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
    scan->pace = NULL;
    scan->tells = 0;
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

int xp_scan_stops(xp_scan_struct *scan, uint64_t steps)
{
    if (scan->pace == NULL)
        return 0;
    return scan->tells ? xp_pace_step(scan->pace, steps) : xp_pace_stopped(scan->pace);
}

xp_status_t xp_scan_end(const xp_pace_struct *pace, xp_error_t error)
{
    if (!xp_pace_stopped(pace))
        return XP_OK;
    xp_error_set(error, "stopped while checking %s", pace->what);
    return XP_STOPPED;
}

slong xp_part_of_line(slong types)
{
    const slong part = ((slong) 1 << 22) / types;

    return part < 1 ? 1 : part;
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

/* What the workers share. */
typedef struct
{
    xp_scan_work_t work;
    const void *data;
} share_t;

static void work_on_block(const void *data, void *own, int64_t from, int64_t to)
{
    const share_t *share = data;

    share->work(share->data, own, (slong) from, (slong) to);
}

xp_status_t xp_scan_run(xp_scan_t scan, xp_scan_work_t work, const void *data, slong count,
                        slong block, xp_pace_struct *pace, xp_error_t error)
{
    const share_t share = {work, data};
    const slong least = block < 1 ? 1 : block;
    const int workers = xp_share_workers(pace, count, least);
    xp_scan_struct *other = xp_calloc((size_t) workers, sizeof(xp_scan_struct));
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    xp_status_t status;
    int w;

    own[0] = scan;
    scan->pace = pace;
    scan->tells = 1;
    for (w = 1; w < workers; w++)
    {
        xp_scan_init(other + w, scan->keep, scan->length);
        other[w].pace = pace;
        own[w] = other + w;
    }
    status = xp_share_run(own, workers, work_on_block, &share, count, least, flint_cleanup, pace,
                          error);
    for (w = 1; w < workers; w++)
    {
        merge(scan, other + w);
        xp_scan_clear(other + w);
    }
    scan->pace = NULL;
    free(own);
    free(other);
    if (status == XP_STOPPED)
        return xp_scan_end(pace, error);
    if (status == XP_OK && scan->status != XP_OK)
    {
        xp_error_set(error, "there is no memory to check %s", pace->what);
        return scan->status;
    }
    if (workers > 1 && scan->violated_count > 1)
        qsort(scan->violated, scan->violated_count, sizeof(slong), compare_positions);
    return status;
}
