/* Dense directed graphs with integer lengths: potentials, negative cycles, least cycles. */
#include <expost/graph/cycle.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "graph/loop.h"
#include "graph/paths.h"

void xp_cycle_init(xp_cycle_t cycle)
{
    cycle->length = 0;
    cycle->node = NULL;
    fmpz_init(cycle->sum);
}

void xp_cycle_clear(xp_cycle_t cycle)
{
    free(cycle->node);
    fmpz_clear(cycle->sum);
}

void xp_cycle_swap(xp_cycle_t a, xp_cycle_t b)
{
    xp_cycle_struct keep = *a;

    *a = *b;
    *b = keep;
}

static void set_empty(xp_cycle_t cycle)
{
    free(cycle->node);
    cycle->node = NULL;
    cycle->length = 0;
    fmpz_zero(cycle->sum);
}

void xp_cycle_set(xp_cycle_t cycle, const slong *node, slong count, const fmpz_t sum)
{
    slong *turned = xp_calloc((size_t) count, sizeof(slong));
    slong least = 0;
    slong i;

    assert(count >= 2);
    for (i = 1; i < count; i++)
        if (node[i] < node[least])
            least = i;
    for (i = 0; i < count; i++)
        turned[i] = node[(least + i) % count];
    free(cycle->node);
    cycle->node = turned;
    cycle->length = count;
    fmpz_set(cycle->sum, sum);
}

/* The cycle through count nodes, with the sum of its lengths in weight. */
static void set_path(xp_cycle_t cycle, const slong *node, slong count, const fmpz *weight,
                     slong nodes)
{
    fmpz_t sum;
    slong i;

    fmpz_init(sum);
    for (i = 0; i < count; i++)
        fmpz_add(sum, sum, weight + node[i] * nodes + node[(i + 1) % count]);
    xp_cycle_set(cycle, node, count, sum);
    fmpz_clear(sum);
}

xp_status_t xp_cycle_potentials(xp_cycle_t cycle, fmpz *potential, const fmpz *weight,
                                slong nodes, xp_error_t error)
{
    void *memory;
    slong *work;
    slong *before;
    fmpz *distance;
    fmpz_t sum;
    xp_status_t status;
    slong count = 0;
    int changed = 1;
    slong i;
    slong r;
    slong t;

    assert(nodes >= 1);
    status = xp_table_alloc(&memory, (size_t) nodes, 4 * sizeof(slong), error);
    if (status != XP_OK)
        return status;
    /* before, the marks and the path of the loop, and the distances: 0 from anywhere. */
    work = memory;
    before = work;
    distance = work + 3 * nodes;
    fmpz_init(sum);
    for (t = 0; t < nodes; t++)
        before[t] = -1;
    /*
     * As soon as the arrows to the predecessors close, their cycle is negative; they
     * close at the latest when a path of nodes edges is still an improvement.
     */
    while (changed && count == 0)
    {
        changed = 0;
        for (r = 0; r < nodes; r++)
            for (t = 0; t < nodes; t++)
            {
                if (r == t)
                    continue;
                fmpz_add(sum, distance + r, weight + r * nodes + t);
                if (fmpz_cmp(sum, distance + t) < 0)
                {
                    fmpz_swap(distance + t, sum);
                    before[t] = r;
                    changed = 1;
                }
            }
        if (changed)
            count = xp_loop_find(work + 2 * nodes, work + nodes, before, nodes);
    }
    if (count > 0)
        set_path(cycle, work + 2 * nodes, count, weight, nodes);
    else
    {
        set_empty(cycle);
        for (i = 0; potential != NULL && i < nodes; i++)
            fmpz_swap(potential + i, distance + i);
    }
    fmpz_clear(sum);
    for (t = 0; t < nodes; t++)
        fmpz_clear(distance + t);
    free(memory);
    return XP_OK;
}

/*
 * weight * (n + 1) + 1 off the diagonal: sums along simple paths are then in the order
 * of the sums of weight, and among equal ones in that of the numbers of nodes.  Returns
 * whether sums of 2 n of them stay below 2^62.
 */
static int lengthen(fmpz *length, const fmpz *weight, slong nodes)
{
    flint_bitcnt_t bits = 0;
    slong i;

    for (i = 0; i < nodes * nodes; i++)
    {
        if (i % (nodes + 1) == 0)
            continue;
        fmpz_mul_ui(length + i, weight + i, (ulong) nodes + 1);
        fmpz_add_ui(length + i, length + i, 1);
        if (fmpz_bits(length + i) > bits)
            bits = fmpz_bits(length + i);
    }
    return bits + FLINT_BIT_COUNT(2 * (ulong) nodes) <= 62;
}

xp_status_t xp_cycle_least(xp_cycle_t cycle, int *proved, const fmpz *weight, slong nodes,
                           xp_error_t error)
{
    xp_cycle_t negative;
    xp_status_t status;
    void *memory;
    fmpz *length;
    slong *path;
    slong count;
    slong i;

    assert(nodes >= 1);
    xp_cycle_init(negative);
    status = xp_cycle_potentials(negative, NULL, weight, nodes, error);
    if (status != XP_OK || negative->length > 0 || nodes == 1)
    {
        if (status == XP_OK)
        {
            *proved = negative->length == 0;
            xp_cycle_swap(cycle, negative);
        }
        xp_cycle_clear(negative);
        return status;
    }
    xp_cycle_clear(negative);
    status = xp_table_alloc(&memory, (size_t) (nodes * nodes), sizeof(fmpz), error);
    if (status != XP_OK)
        return status;
    length = memory;
    path = xp_calloc((size_t) nodes, sizeof(slong));
    if (lengthen(length, weight, nodes))
        xp_paths_least_int64(path, &count, length, nodes);
    else
        xp_paths_least_fmpz(path, &count, length, nodes);
    set_path(cycle, path, count, weight, nodes);
    *proved = 1;
    free(path);
    for (i = 0; i < nodes * nodes; i++)
        fmpz_clear(length + i);
    free(memory);
    return XP_OK;
}

void xp_cycle_least_simple(xp_cycle_t cycle, const fmpz *weight, slong nodes)
{
    slong path[XP_CYCLE_SIMPLE_LIMIT];
    fmpz *length;
    slong count;

    assert(nodes >= 1 && nodes <= XP_CYCLE_SIMPLE_LIMIT);
    if (nodes == 1)
    {
        set_empty(cycle);
        return;
    }
    length = _fmpz_vec_init(nodes * nodes);
    if (lengthen(length, weight, nodes))
        xp_paths_simple_int64(path, &count, length, nodes);
    else
        xp_paths_simple_fmpz(path, &count, length, nodes);
    set_path(cycle, path, count, weight, nodes);
    _fmpz_vec_clear(length, nodes * nodes);
}
