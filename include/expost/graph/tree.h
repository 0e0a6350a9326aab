/* Shortest paths from a source in dense graphs given by levels: a tree, or a negative cycle. */
#ifndef XP_GRAPH_TREE_H
#define XP_GRAPH_TREE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/graph/cycle.h>
#include <expost/num/compat.h>

/*
 * A graph of n nodes by levels: for r != t the edge r -> t has the length
 * level[t * n + t] - level[t * n + r], and that from the source to t the length
 * level[t * n + t] - source[t].  Any lengths can be written so, with 0 on the diagonal.
 *
 * The tree of shortest paths from the source:
 *   distance  to each node, nodes entries
 *   before    the node before it on such a path, -1: the source
 *   order     every node that is there, each behind all those whose paths go through it
 *   count     how many those are
 */
typedef struct
{
    slong nodes;
    fmpz *distance;
    slong *before;
    slong *order;
    slong count;
} xp_tree_struct;

typedef xp_tree_struct xp_tree_t[1];

void xp_tree_init(xp_tree_t tree);
void xp_tree_clear(xp_tree_t tree);
void xp_tree_swap(xp_tree_t a, xp_tree_t b);

/*
 * Meaning   the tree, or a cycle of negative sum
 * Domain    nodes >= 1; level has nodes^2 entries, source nodes; absent is NULL or has a
 *           flag for each node: 1 leaves the node out of the graph (distance 0, before
 *           -1, not in order).  Its diagonal entry of level and what leads to it are not read
 * Result    no negative cycle: cycle is empty; otherwise cycle is one that no chord
 *           between its nodes makes shorter, and tree is not changed
 * Failure   XP_LIMIT: no memory
 * Cost      nodes^2 for each pass; passes run through the nodes forwards and backwards in
 *           turn, nodes of them at most; in int64_t when every sum is proved to stay
 *           below 2^62
 * Source    Bellman 1958; Ford 1956
 */
XP_MUST_USE xp_status_t xp_tree_set(xp_tree_t tree, xp_cycle_t cycle, const fmpz *level,
                                    const fmpz *source, const unsigned char *absent,
                                    slong nodes, xp_error_t error);

/*
 * Meaning   what flows through each node when demand[t] leaves at t: the sum of the
 *           demands of t and of all nodes whose paths go through t
 * Domain    demand has nodes entries, 0 at nodes that are absent; it becomes the flow
 */
void xp_tree_flow(fmpz *demand, const xp_tree_t tree);

#endif
