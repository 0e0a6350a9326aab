/* The place of an inequality in words. */
#ifndef XP_RENDER_PLACE_IMPL_H
#define XP_RENDER_PLACE_IMPL_H

#include <expost/base/string.h>
#include <expost/check/check.h>
#include <expost/model/mechanism.h>

/* Whether a place names a whole profile, listed or not, and not the others' types alone. */
int xp_place_names_profile(const xp_place_struct *place);

/*
 * Meaning   the profile that a place speaks of, with the agent's true type in it
 * Domain    profile has agent_count entries
 * Result    0 when it speaks of none (interim and ex-ante places)
 */
int xp_place_profile(slong *profile, const xp_place_struct *place,
                     const xp_environment_t environment);

/* Where, in short: "seller, type 1/2, report 3/4, others 7/8". */
void xp_place_add_short(xp_string_t out, const xp_place_struct *place,
                        const xp_environment_t environment);

/* A cycle of types: "low -> mid -> low". */
void xp_place_add_cycle(xp_string_t out, const xp_place_struct *place,
                        const xp_environment_t environment);

/*
 * A violation as a clause, begun in lower case and ended with a stop, with what happens
 * after the truth and after the report.
 */
void xp_place_add_sentence(xp_string_t out, const xp_place_struct *place,
                           const xp_mechanism_t mechanism, long digits);

#endif
