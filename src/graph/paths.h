/* The two searches for a least cycle, in int64_t and in fmpz. */
#ifndef XP_GRAPH_PATHS_H
#define XP_GRAPH_PATHS_H

#include <expost/num/compat.h>

/*
 * Both find a cycle of least sum of length[r * nodes + t] through at least two nodes.
 * Domain   nodes >= 2; in int64_t no sum of 2 * nodes lengths reaches 2^62;
 *          least: every cycle has a sum over 0; simple: nodes <= XP_CYCLE_SIMPLE_LIMIT
 * Result   its *count nodes in edge order in path, which has room for nodes of them
 */
void xp_paths_least_int64(slong *path, slong *count, const fmpz *length, slong nodes);
void xp_paths_least_fmpz(slong *path, slong *count, const fmpz *length, slong nodes);
void xp_paths_simple_int64(slong *path, slong *count, const fmpz *length, slong nodes);
void xp_paths_simple_fmpz(slong *path, slong *count, const fmpz *length, slong nodes);

#endif
