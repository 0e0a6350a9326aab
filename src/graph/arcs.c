/* Sparse directed graphs with integer lengths: potentials, or a negative cycle. */
#include <expost/graph/arcs.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "graph/loop.h"
#include "graph/passes.h"
#include "num/bits.h"

void xp_arcs_init(xp_arcs_t arcs)
{
    *arcs = (xp_arcs_struct) {0};
}

void xp_arcs_clear(xp_arcs_t arcs)
{
    slong e;

    for (e = 0; arcs->length != NULL && e < arcs->start[arcs->nodes]; e++)
        fmpz_clear(arcs->length + e);
    free(arcs->start);
    free(arcs->from);
    free(arcs->length);
}

xp_status_t xp_arcs_set_room(xp_arcs_t arcs, slong nodes, slong count, xp_error_t error)
{
    void *start = NULL;
    void *from = NULL;
    void *length = NULL;
    xp_status_t status;

    status = xp_table_alloc(&start, (size_t) nodes + 1, sizeof(slong), error);
    if (status == XP_OK)
        status = xp_table_alloc(&from, (size_t) count, sizeof(slong), error);
    if (status == XP_OK)
        status = xp_table_alloc(&length, (size_t) count, sizeof(fmpz), error);
    if (status != XP_OK)
    {
        free(start);
        free(from);
        return status;
    }
    xp_arcs_clear(arcs);
    arcs->nodes = nodes;
    arcs->start = start;
    arcs->from = from;
    arcs->length = length;
    return XP_OK;
}

/* The arcs among the count nodes of path as a table of their own; the shortest of parallel ones. */
static void set_cycle(xp_cycle_t cycle, const slong *path, slong count,
                      const xp_arcs_struct *arcs, slong *place)
{
    fmpz *weight = _fmpz_vec_init(count * count);
    unsigned char *present = xp_calloc((size_t) (count * count), 1);
    slong e;
    slong i;

    for (i = 0; i < arcs->nodes; i++)
        place[i] = -1;
    for (i = 0; i < count; i++)
        place[path[i]] = i;
    for (i = 0; i < count; i++)
        for (e = arcs->start[path[i]]; e < arcs->start[path[i] + 1]; e++)
        {
            slong at = place[arcs->from[e]] * count + i;

            if (place[arcs->from[e]] < 0)
                continue;
            if (!present[at] || fmpz_cmp(arcs->length + e, weight + at) < 0)
                fmpz_set(weight + at, arcs->length + e);
            present[at] = 1;
        }
    xp_loop_shorten(cycle, path, count, weight, present);
    free(present);
    _fmpz_vec_clear(weight, count * count);
}

xp_status_t xp_arcs_potentials(xp_cycle_t cycle, fmpz *potential, const xp_arcs_t arcs,
                               xp_error_t error)
{
    slong nodes = arcs->nodes;
    xp_cycle_t none;
    xp_status_t status;
    void *memory;
    slong *before;
    fmpz *distance;
    slong count;
    slong t;

    assert(nodes >= 1);
    status = xp_table_alloc(&memory, (size_t) nodes, 4 * sizeof(slong), error);
    if (status != XP_OK)
        return status;
    before = memory;
    distance = before + 3 * nodes;
    for (t = 0; t < nodes; t++)
        before[t] = -1;
    if (xp_passes_are_short(xp_entry_bits(arcs->length, arcs->start[nodes]), nodes))
        count = xp_passes_sparse_int64(distance, before, before + nodes, before + 2 * nodes, arcs);
    else
        count = xp_passes_sparse_fmpz(distance, before, before + nodes, before + 2 * nodes, arcs);
    if (count > 0)
        set_cycle(cycle, before + nodes, count, arcs, before + 2 * nodes);
    else
    {
        for (t = 0; t < nodes; t++)
            fmpz_swap(potential + t, distance + t);
        xp_cycle_init(none);
        xp_cycle_swap(cycle, none);
        xp_cycle_clear(none);
    }
    for (t = 0; t < nodes; t++)
        fmpz_clear(distance + t);
    free(memory);
    return XP_OK;
}
