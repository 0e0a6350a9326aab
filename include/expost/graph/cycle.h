/* Dense directed graphs with integer lengths: potentials, negative cycles, least cycles. */
#ifndef XP_GRAPH_CYCLE_H
#define XP_GRAPH_CYCLE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * A simple cycle of at least two nodes: node[0] -> node[1] -> ... -> node[0], which
 * starts at its least node, and the sum of its lengths.  length is 0 when there is none.
 *
 * A graph of n nodes is given by n * n lengths: that of r -> t is weight[r * n + t].
 * Every edge is there; the diagonal is not read.
 */
typedef struct
{
    slong length;
    slong *node;
    fmpz_t sum;
} xp_cycle_struct;

typedef xp_cycle_struct xp_cycle_t[1];

void xp_cycle_init(xp_cycle_t cycle);
void xp_cycle_clear(xp_cycle_t cycle);
void xp_cycle_swap(xp_cycle_t a, xp_cycle_t b);

/*
 * Meaning   the cycle of this sum through count >= 2 distinct nodes in this order,
 *           turned so that it starts at the least of them
 */
void xp_cycle_set(xp_cycle_t cycle, const slong *node, slong count, const fmpz_t sum);

/*
 * Meaning   potentials, or a cycle of negative sum
 * Domain    nodes >= 1; potential is NULL or has nodes entries, not those of weight
 * Result    no negative cycle: cycle is empty and potential[t] is the length of a
 *           shortest path to t from anywhere (at most 0), so that
 *           potential[t] - potential[r] <= weight[r * nodes + t];
 *           otherwise cycle is one, and potential is not changed
 * Failure   XP_LIMIT: no memory
 * Cost      nodes^3 additions at most, nodes^2 at best
 * Source    Bellman 1958; Ford 1956
 */
XP_MUST_USE xp_status_t xp_cycle_potentials(xp_cycle_t cycle, fmpz *potential,
                                            const fmpz *weight, slong nodes, xp_error_t error);

/*
 * Meaning   a cycle of least sum when none is negative
 * Domain    nodes >= 1
 * Result    1 in *proved and a cycle of least sum, among those one with the fewest
 *           nodes, when no cycle is negative (empty when nodes = 1); 0 in *proved
 *           and some negative cycle otherwise
 * Failure   XP_LIMIT: no memory
 * Cost      nodes^3 additions; in int64_t when every sum is proved to stay below 2^62
 * Source    Floyd 1962; Warshall 1962
 */
XP_MUST_USE xp_status_t xp_cycle_least(xp_cycle_t cycle, int *proved, const fmpz *weight,
                                       slong nodes, xp_error_t error);

/* The most nodes for which the least simple cycle is looked for among all. */
#define XP_CYCLE_SIMPLE_LIMIT 10

/*
 * Meaning   the simple cycle of least sum, whatever the signs
 * Domain    1 <= nodes <= XP_CYCLE_SIMPLE_LIMIT
 * Result    among the least one with the fewest nodes; empty when nodes = 1
 * Cost      2^nodes nodes^2 additions
 * Source    Held and Karp 1962
 */
void xp_cycle_least_simple(xp_cycle_t cycle, const fmpz *weight, slong nodes);

#endif
