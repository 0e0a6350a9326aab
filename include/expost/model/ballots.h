/* Ballots: orders of alternatives, how many voters cast each, and what a file said of them. */
#ifndef XP_MODEL_BALLOTS_H
#define XP_MODEL_BALLOTS_H

#include <expost/num/compat.h>

/* The level of an alternative that an incomplete ballot does not name. */
#define XP_BALLOT_UNRANKED (-1)

/*
 * An order is alternative_count levels: level[a] is 0 for the best, equal for alternatives that
 * are tied, without gaps; XP_BALLOT_UNRANKED where the ballot does not name a.
 *   title         of the file, or NULL
 *   alternative   the names
 *   count         of ballots, in the order of the file
 *   level         count * alternative_count
 *   multiplicity  of each ballot, >= 1; voter_count is their sum
 *   voter         names of the voters, when every ballot is that of one named voter; or NULL
 *   note          further header lines of a PrefLib file ("DATA TYPE: soc"), note_count of them,
 *                 kept for writing it back
 */
typedef struct
{
    char *title;
    slong alternative_count;
    char **alternative;
    slong count;
    size_t room;
    int *level;
    fmpz *multiplicity;
    fmpz_t voter_count;
    char **voter;
    char **note;
    size_t note_count;
    size_t note_room;
} xp_ballots_struct;

typedef xp_ballots_struct xp_ballots_t[1];

void xp_ballots_init(xp_ballots_t ballots);
void xp_ballots_clear(xp_ballots_t ballots);
void xp_ballots_swap(xp_ballots_t a, xp_ballots_t b);
int xp_ballots_is_valid(const xp_ballots_t ballots);

/* Meaning   names the alternatives.  Domain: ballots as after init, count >= 1 */
void xp_ballots_set_alternatives(xp_ballots_t ballots, slong count, const char *const *name);

/* Meaning   adds a ballot of alternative_count levels; name of its voter, or NULL */
void xp_ballots_add(xp_ballots_t ballots, const int *level, const fmpz_t multiplicity,
                    const char *voter);

/*
 * Meaning   the levels of every ballot, alternatives that it does not name tied behind all others
 * Domain    level has count * alternative_count entries
 */
void xp_ballots_get_levels(int *level, const xp_ballots_t ballots);

#endif
