/* Passes over dense and sparse graphs until no distance falls, in int64_t and in fmpz. */
#ifndef XP_GRAPH_PASSES_H
#define XP_GRAPH_PASSES_H

#include <expost/graph/arcs.h>
#include <expost/num/compat.h>

/*
 * Lowers distance (dense: at first the edges from the source; sparse: 0) until it is that of
 * shortest paths, with the arrows to the predecessors in before, at first -1; or until the
 * arrows close: then the number of nodes of that loop is returned, its nodes in path.
 * Domain   path and mark have room for the nodes.  In int64_t: with b bits in the entries,
 *          2^b (2 nodes + 2) 4 < 2^62
 */
slong xp_passes_dense_int64(fmpz *distance, slong *before, slong *path, slong *mark,
                            const fmpz *level, const unsigned char *absent, slong nodes);
slong xp_passes_dense_fmpz(fmpz *distance, slong *before, slong *path, slong *mark,
                           const fmpz *level, const unsigned char *absent, slong nodes);
slong xp_passes_sparse_int64(fmpz *distance, slong *before, slong *path, slong *mark,
                             const xp_arcs_struct *arcs);
slong xp_passes_sparse_fmpz(fmpz *distance, slong *before, slong *path, slong *mark,
                            const xp_arcs_struct *arcs);

/* Whether int64_t will do for entries of so many bits. */
int xp_passes_are_short(flint_bitcnt_t bits, slong nodes);

#endif
