/* The searches for a least cycle in int64_t. */
#include "graph/paths.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int64.h"

#include "graph/paths_kernel.h"

void xp_paths_least_int64(slong *path, slong *count, const fmpz *length, slong nodes)
{
    find_least(path, count, length, nodes);
}

void xp_paths_simple_int64(slong *path, slong *count, const fmpz *length, slong nodes)
{
    find_simple(path, count, length, nodes);
}
