/* The virtual values of all agents who may win a unit. */
#ifndef XP_RULE_BIDDERS_H
#define XP_RULE_BIDDERS_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/rule/ranking.h>
#include <expost/rule/units.h>
#include <expost/rule/virtual_value.h>

/*
 * Numbers by type are in the order of units->value, offset[n] of them.
 *   own      the virtual values of each agent, n of them
 *   regular  whether those of every agent who can win never fall
 *   ironed   by type: the ironed virtual value of the type as which it is treated
 *   barred   by type: flags those that are treated as no type
 */
typedef struct
{
    slong agent_count;
    xp_type_virtual_struct *own;
    int regular;
    fmpq *ironed;
    unsigned char *barred;
    slong type_count;
} xp_bidders_struct;

typedef xp_bidders_struct xp_bidders_t[1];

void xp_bidders_init(xp_bidders_t bidders);
void xp_bidders_clear(xp_bidders_t bidders);

/*
 * Meaning   virtual values from an independent prior
 * Domain    the prior is independent; the units are the environment's
 */
void xp_bidders_set(xp_bidders_t bidders, const xp_environment_t environment,
                    const xp_units_t units);

/*
 * Meaning   XP_OK when nobody has an outside option other than 0
 * Failure   XP_REFUSED; the error names the agent, and what for: "myerson"
 */
XP_MUST_USE xp_status_t xp_bidders_require_no_outside(const xp_environment_t environment,
                                                      const char *what, xp_error_t error);

/*
 * Meaning   the ranking by ironed virtual values of at least 0: the optimal auction
 * Source    Myerson 1981
 */
void xp_bidders_rank(xp_ranking_t ranking, const xp_bidders_t bidders, const xp_units_t units);

#endif
