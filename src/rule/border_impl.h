/* What the parts of Border's condition share: the network, and the rule from a flow. */
#ifndef XP_RULE_BORDER_IMPL_H
#define XP_RULE_BORDER_IMPL_H

#include <expost/graph/flow.h>
#include <expost/rule/border.h>

/*
 * The network: the source sends a profile's probability, for each unit, to the profile, which
 * sends at most its probability to each agent's type, which wants its probability of winning.
 *   scale   capacities are probabilities times this
 *   mass    of each profile, scaled
 *   arc     the first arc out of each profile, -1: its probability is 0.  They are in the order
 *           of the agents who can win
 *   cut     the sink's side of the smallest minimal cut
 *   full    whether the flow is all that the types want
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_units_struct *units;
    const fmpq *win;
    unsigned char *can_win;
    fmpz_t scale;
    fmpz *mass;
    slong *arc;
    xp_flow_t flow;
    unsigned char *cut;
    int full;
} xp_border_network_struct;

typedef xp_border_network_struct xp_border_network_t[1];

#define XP_BORDER_SOURCE 0
#define XP_BORDER_SINK 1
/* The node of a pair; those of the profiles follow. */
#define XP_BORDER_PAIR 2

/*
 * Meaning   the explicit rule that the flow is
 * Domain    network->full; probability: of each pair
 * Failure   XP_REFUSED: an outcome is missing; XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_border_set_rule(xp_rule_t rule, const xp_border_network_t network,
                                           const fmpq *probability,
                                           const xp_progress_t *progress, xp_error_t error);

/* Meaning   both sides of the inequality of a set whose members are marked. */
void xp_border_set_sides(xp_border_set_struct *set, const xp_border_network_t network,
                         const fmpq *probability);

/* Meaning   finds the sets that border->violated promises.  Domain: the flow is not full. */
void xp_border_set_violated(xp_border_t border, const xp_border_network_t network);

#endif
