/* Environments in which identical units go to agents who want one each. */
#ifndef XP_RULE_UNITS_H
#define XP_RULE_UNITS_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>

/*
 * An outcome is the set of those who win a unit, n agents, m outcomes.
 *   unit_count  the largest number of winners of an outcome
 *   offset      of agent i's types in value; offset[n] entries in all
 *   value       value[offset[i] + t]: what winning is worth to agent i of type t
 *   wins        m * n flags: wins[a * n + i], agent i wins at outcome a
 *   nobody      the outcome at which nobody wins, or -1
 *   complete    every set of unit_count agents are the winners of some outcome
 *   by_set      the outcomes in the order of their winners, for xp_units_outcome
 */
typedef struct
{
    slong agent_count;
    slong outcome_count;
    slong unit_count;
    slong *offset;
    fmpq *value;
    unsigned char *wins;
    slong nobody;
    int complete;
    slong *by_set;
} xp_units_struct;

typedef xp_units_struct xp_units_t[1];

void xp_units_init(xp_units_t units);
void xp_units_clear(xp_units_t units);

/*
 * Meaning   sees an environment as units and their winners: v_i(a, t) is either 0 at every type
 *           or the same function of t at every other outcome
 * Result    units.  An agent who values nothing at any type wins nowhere, but counts as a loser:
 *           an outcome that differs from others in her alone is the same set
 * Failure   XP_REFUSED: interdependent values, costs other than 0, an agent with two values of
 *           winning, two outcomes with the same winners; the error names them
 * Cost      n m k values
 */
XP_MUST_USE xp_status_t xp_units_recognise(xp_units_t units, const xp_environment_t environment,
                                           xp_error_t error);

/* The outcome at which exactly these agents (n flags) win, or -1. */
slong xp_units_outcome(const xp_units_t units, const unsigned char *winner);

#endif
