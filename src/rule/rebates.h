/* What mechanisms that give the pivot revenue back share. */
#ifndef XP_RULE_REBATES_H
#define XP_RULE_REBATES_H

#include <expost/rule/units.h>

#include "rule/rule_impl.h"

/* Pivot payments, from which rebates are then taken; says so in mechanism->rebates. */
void xp_rebates_begin(xp_mechanism_t mechanism);

/*
 * Meaning   adds the sum of all pivot payments, less the cost if less_cost, to p_payer
 * Domain    agents of the environment
 */
void xp_pivot_add_revenue(xp_payments_t payments, slong payer, slong agents, int less_cost);

/* The pivot surplus, revenue less cost, as the first payment of a mechanism; ties are any. */
void xp_pivot_surplus_init(xp_mechanism_t surplus, const xp_environment_struct *environment);

/* The same at every profile.  Failure: as xp_terms_list. */
XP_MUST_USE xp_status_t xp_pivot_list_surplus(xp_table_t table,
                                              const xp_environment_struct *environment,
                                              const xp_progress_t *progress, xp_error_t error);

/*
 * The economy without one agent: the same outcomes and costs, all of them available.  It points
 * into the whole one, which outlives it.  Its profiles are the lines of that agent, in order.
 */
typedef struct
{
    xp_environment_struct environment[1];
    unsigned char *available;
} xp_without_struct;

typedef xp_without_struct xp_without_t[1];

/* Domain: environment has two agents or more. */
void xp_without_init(xp_without_t without, const xp_environment_struct *environment, slong agent);
void xp_without_clear(xp_without_t without);

/* What a mechanism needs of the units, beyond being units. */
#define XP_UNITS_COMPLETE 1    /* any unit_count agents can win, and fewer than all */
#define XP_UNITS_NONNEGATIVE 2 /* no value below 0 */
#define XP_UNITS_AVAILABLE 4   /* any unit_count of the others can win without an agent */

/*
 * Meaning   the units of the environment of a mechanism
 * Failure   XP_REFUSED: no units, or not what is needed; the error begins with the name
 */
XP_MUST_USE xp_status_t xp_units_require(xp_units_t units, const xp_mechanism_t mechanism,
                                         unsigned needs, xp_error_t error);

/* The agents in the order of their values at a profile, highest first, then in their order. */
void xp_units_rank(slong *agent, const xp_units_t units, const slong *profile);

/* The value of winning to an agent at a profile. */
const fmpq *xp_units_value(const xp_units_t units, slong agent, const slong *profile);

/* Says what each rebate is, unless count is large: coefficient[k] is c_j, j = first + k. */
void xp_rebate_note(xp_mechanism_t mechanism, const fmpq *coefficient, slong first, slong count);

#endif
