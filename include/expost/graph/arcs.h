/* Sparse directed graphs with integer lengths: potentials, or a negative cycle. */
#ifndef XP_GRAPH_ARCS_H
#define XP_GRAPH_ARCS_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/graph/cycle.h>
#include <expost/num/compat.h>

/*
 * The arcs into node t are start[t] .. start[t + 1] - 1; arc e comes from from[e] and is
 * length[e] long.
 */
typedef struct
{
    slong nodes;
    slong *start;
    slong *from;
    fmpz *length;
} xp_arcs_struct;

typedef xp_arcs_struct xp_arcs_t[1];

void xp_arcs_init(xp_arcs_t arcs);
void xp_arcs_clear(xp_arcs_t arcs);

/*
 * Meaning   room for a graph of nodes nodes and count arcs, all of length 0
 * Failure   XP_LIMIT: no memory; arcs is then as it was
 */
XP_MUST_USE xp_status_t xp_arcs_set_room(xp_arcs_t arcs, slong nodes, slong count,
                                         xp_error_t error);

/*
 * Meaning   potentials, or a cycle of negative sum
 * Domain    nodes >= 1; no arc from a node to itself; potential has nodes entries
 * Result    no negative cycle: cycle is empty and potential[t] is the length of a shortest
 *           path to t from anywhere (at most 0); otherwise cycle is one that no chord
 *           between its nodes makes shorter, and potential is not changed
 * Failure   XP_LIMIT: no memory
 * Cost      the number of arcs for each pass, nodes passes at most; it ends as soon as the
 *           arcs to the predecessors close.  In int64_t when every sum is proved to stay
 *           below 2^62
 * Source    Bellman 1958; Ford 1956
 */
XP_MUST_USE xp_status_t xp_arcs_potentials(xp_cycle_t cycle, fmpz *potential,
                                           const xp_arcs_t arcs, xp_error_t error);

#endif
