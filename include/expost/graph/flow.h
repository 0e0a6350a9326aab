/* Maximal flows in networks with integer capacities, and minimal cuts. */
#ifndef XP_GRAPH_FLOW_H
#define XP_GRAPH_FLOW_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Arc e goes from tail[e] to head[e] and carries flow[e], 0 <= flow[e] <= capacity[e].
 * Arcs may be parallel.
 */
typedef struct
{
    slong nodes;
    slong count;
    slong room;
    slong *tail;
    slong *head;
    fmpz *capacity;
    fmpz *flow;
} xp_flow_struct;

typedef xp_flow_struct xp_flow_t[1];

/* No nodes, no arcs. */
void xp_flow_init(xp_flow_t flow);
void xp_flow_clear(xp_flow_t flow);

/*
 * Meaning   an empty network of nodes nodes with room for so many arcs; what was there is cleared
 * Failure   XP_LIMIT: no memory; flow is then as it was
 */
XP_MUST_USE xp_status_t xp_flow_set_room(xp_flow_t flow, slong nodes, slong room,
                                         xp_error_t error);

/*
 * Meaning   adds an arc without flow and gives its number
 * Domain    capacity >= 0; there is room; tail and head are different nodes
 */
slong xp_flow_add_arc(xp_flow_t flow, slong tail, slong head, const fmpz_t capacity);

/*
 * Meaning   makes the flow from source to sink maximal
 * Domain    source and sink are different nodes; every flow is 0
 * Result    value: what leaves the source.  Of the minimal cuts cut marks the one with the fewest
 *           nodes on the sink's side: cut[v] is 1 there.  cut has nodes entries
 * Failure   XP_LIMIT: no memory; XP_STOPPED; flow then carries less
 * Cost      nodes^2 arcs additions at most, far fewer as a rule
 * Source    Dinic 1970; Ford and Fulkerson 1956
 */
XP_MUST_USE xp_status_t xp_flow_maximise(fmpz_t value, unsigned char *cut, xp_flow_t flow,
                                         slong source, slong sink,
                                         const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   whether the flow is one, of this value, and the cut proves that there is no larger:
 *           arcs into the sink's side are full, arcs out of it empty
 */
int xp_flow_is_maximal(const xp_flow_t flow, slong source, slong sink, const fmpz_t value,
                       const unsigned char *cut);

#endif
