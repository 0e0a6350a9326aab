/* Shortest paths from a source in dense graphs given by levels: a tree, or a negative cycle. */
#include <expost/graph/tree.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "graph/loop.h"
#include "graph/passes.h"
#include "num/bits.h"

void xp_tree_init(xp_tree_t tree)
{
    *tree = (xp_tree_struct) {0};
}

void xp_tree_clear(xp_tree_t tree)
{
    slong t;

    for (t = 0; t < tree->nodes; t++)
        fmpz_clear(tree->distance + t);
    free(tree->distance);
    free(tree->before);
    free(tree->order);
}

void xp_tree_swap(xp_tree_t a, xp_tree_t b)
{
    xp_tree_struct keep = *a;

    *a = *b;
    *b = keep;
}

/* Nodes without a follower first; a node follows when all its followers are listed. */
static void set_order(xp_tree_t tree, const unsigned char *absent, slong *followers)
{
    slong done = 0;
    slong t;

    for (t = 0; t < tree->nodes; t++)
        followers[t] = 0;
    for (t = 0; t < tree->nodes; t++)
        if (tree->before[t] >= 0)
            followers[tree->before[t]]++;
    tree->count = 0;
    for (t = 0; t < tree->nodes; t++)
        if (followers[t] == 0 && (absent == NULL || !absent[t]))
            tree->order[tree->count++] = t;
    for (; done < tree->count; done++)
    {
        t = tree->before[tree->order[done]];
        if (t >= 0 && --followers[t] == 0)
            tree->order[tree->count++] = t;
    }
}

/* The edges among the count nodes of path as a table of their own. */
static void set_cycle(xp_cycle_t cycle, const slong *path, slong count, const fmpz *level,
                      slong nodes)
{
    fmpz *weight = _fmpz_vec_init(count * count);
    unsigned char *present = xp_calloc((size_t) (count * count), 1);
    slong i;
    slong j;

    for (i = 0; i < count; i++)
        for (j = 0; j < count; j++)
        {
            const fmpz *row = level + path[j] * nodes;

            fmpz_sub(weight + i * count + j, row + path[j], row + path[i]);
            present[i * count + j] = i != j;
        }
    xp_loop_shorten(cycle, path, count, weight, present);
    free(present);
    _fmpz_vec_clear(weight, count * count);
}

xp_status_t xp_tree_set(xp_tree_t tree, xp_cycle_t cycle, const fmpz *level, const fmpz *source,
                        const unsigned char *absent, slong nodes, xp_error_t error)
{
    xp_tree_t set;
    xp_cycle_t none;
    xp_status_t status;
    void *memory;
    slong *work;
    slong count;
    slong t;
    flint_bitcnt_t bits;

    assert(nodes >= 1);
    status = xp_table_alloc(&memory, (size_t) nodes, 4 * sizeof(slong), error);
    if (status != XP_OK)
        return status;
    work = memory;
    xp_tree_init(set);
    set->nodes = nodes;
    set->distance = xp_calloc((size_t) nodes, sizeof(fmpz));
    set->before = xp_calloc((size_t) nodes, sizeof(slong));
    set->order = xp_calloc((size_t) nodes, sizeof(slong));
    for (t = 0; t < nodes; t++)
    {
        set->before[t] = -1;
        if (absent == NULL || !absent[t])
            fmpz_sub(set->distance + t, level + t * nodes + t, source + t);
    }
    bits = xp_entry_bits(level, nodes * nodes);
    if (xp_entry_bits(source, nodes) > bits)
        bits = xp_entry_bits(source, nodes);
    if (xp_passes_are_short(bits, nodes))
        count = xp_passes_dense_int64(set->distance, set->before, work, work + nodes, level,
                                      absent, nodes);
    else
        count = xp_passes_dense_fmpz(set->distance, set->before, work, work + nodes, level,
                                     absent, nodes);
    if (count > 0)
        set_cycle(cycle, work, count, level, nodes);
    else
    {
        set_order(set, absent, work);
        xp_tree_swap(tree, set);
        xp_cycle_init(none);
        xp_cycle_swap(cycle, none);
        xp_cycle_clear(none);
    }
    xp_tree_clear(set);
    free(memory);
    return XP_OK;
}

void xp_tree_flow(fmpz *demand, const xp_tree_t tree)
{
    slong i;

    for (i = 0; i < tree->count; i++)
    {
        slong t = tree->order[i];

        if (tree->before[t] >= 0)
            fmpz_add(demand + tree->before[t], demand + tree->before[t], demand + t);
    }
}
