/* The passes in int64_t. */
#include "graph/passes.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "graph/loop.h"
#include "num/number_int64.h"

/* For the loops over edges. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_GRAPH_DENSE xp_passes_dense_int64
#define XP_GRAPH_SPARSE xp_passes_sparse_int64
#include "graph/passes_kernel.h"

/*
 * Before a pass the arrows form a forest, and a distance is at least that of its path in it;
 * a pass adds at most nodes edges to a walk.
 */
int xp_passes_are_short(flint_bitcnt_t bits, slong nodes)
{
    return bits + 2 + FLINT_BIT_COUNT(2 * (ulong) nodes + 2) <= 62;
}
