/* Cycles among arrows to predecessors, made as short as their chords allow. */
#ifndef XP_GRAPH_LOOP_H
#define XP_GRAPH_LOOP_H

#include <expost/graph/cycle.h>
#include <expost/num/compat.h>

/*
 * Meaning   a cycle among the arrows t <- before[t], before[t] = -1: none
 * Domain    path and mark have room for nodes numbers
 * Result    its nodes in edge order in path, and their number; 0 when there is none
 */
slong xp_loop_find(slong *path, slong *mark, const slong *before, slong nodes);

/*
 * Meaning   the cycle 0 -> 1 -> ... -> count - 1 -> 0 of negative sum, of which stretches
 *           are replaced by single edges as long as the sum stays negative
 * Domain    count >= 2; weight[r * count + t] is the length of r -> t, used where
 *           present[r * count + t]; the edges of the cycle are present
 * Result    cycle, its nodes those of path in this order
 */
void xp_loop_shorten(xp_cycle_t cycle, const slong *path, slong count, const fmpz *weight,
                     const unsigned char *present);

#endif
