/* The searches for a least cycle in fmpz. */
#include "graph/paths.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_fmpz.h"

#include "graph/paths_kernel.h"

void xp_paths_least_fmpz(slong *path, slong *count, const fmpz *length, slong nodes)
{
    find_least(path, count, length, nodes);
}

void xp_paths_simple_fmpz(slong *path, slong *count, const fmpz *length, slong nodes)
{
    find_simple(path, count, length, nodes);
}
