/* Pairwise majorities: how many voters rank one alternative above another. */
#ifndef XP_VOTE_MAJORITIES_H
#define XP_VOTE_MAJORITIES_H

#include <expost/num/compat.h>

/*
 * Meaning   pair[a m + b]: how many voters rank a strictly above b
 * Domain    pair: m * m initialised numbers; level: count * m levels, all ranked
 */
void xp_vote_majorities(fmpz *pair, slong alternatives, slong count, const int *level,
                        const fmpz *multiplicity);

/* The alternative that beats every other by these pairs, or -1. */
slong xp_vote_beats_all(const fmpz *pair, slong alternatives);

#endif
