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
 *   can_win     n flags: agent i wins at some outcome; not one who values nothing at any type
 *   complete    every set of unit_count agents has an outcome at which those of them win who can
 *   by_set      set_count outcomes, one for each set of winners, the first, in the order of the
 *               sets
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
    unsigned char *can_win;
    int complete;
    slong *by_set;
    slong set_count;
} xp_units_struct;

typedef xp_units_struct xp_units_t[1];

void xp_units_init(xp_units_t units);
void xp_units_clear(xp_units_t units);

/*
 * Meaning   sees an environment as units and their winners: v_i(a, t) is either 0 at every type
 *           or the same function of t at every other outcome
 * Result    units.  An agent who values nothing at any type wins nowhere, but counts as a loser:
 *           an outcome that differs from others in her alone is the same set, and the first
 *           outcome with these winners stands for it
 * Failure   XP_REFUSED: interdependent values, costs other than 0, an agent with two values of
 *           winning; the error names them
 * Cost      n m k values
 */
XP_MUST_USE xp_status_t xp_units_recognise(xp_units_t units, const xp_environment_t environment,
                                           xp_error_t error);

/* The first outcome at which those of these agents (n flags) who can win do, alone, or -1. */
slong xp_units_outcome(const xp_units_t units, const unsigned char *winner);

/* How many agents win at an outcome. */
slong xp_units_set_size(const xp_units_t units, slong outcome);

/*
 * Meaning   whether, of `agents` agents of whom `able` can win, every unit_count have an outcome
 *           at which those of them win who can, when sets[s] sets of s winners have one
 * Domain    0 <= able <= agents; sets has able + 1 entries
 */
int xp_units_are_all(const xp_units_t units, slong agents, slong able, const slong *sets);

#endif
