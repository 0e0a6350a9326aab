/* The passes in fmpz. */
#include "graph/passes.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "graph/loop.h"
#include "num/number_fmpz.h"

#define XP_GRAPH_DENSE xp_passes_dense_fmpz
#define XP_GRAPH_SPARSE xp_passes_sparse_fmpz
#include "graph/passes_kernel.h"
