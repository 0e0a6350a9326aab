/* What an engine claims, as words that pass through a pipe. */
#ifndef XP_LP_CLAIM_H
#define XP_LP_CLAIM_H

#include "lp/lp.h"

/* UNKNOWN, with vectors of zeros; a vector that has been taken out is NULL when cleared. */
void xp_lp_claim_init(xp_lp_claim_t *claim, slong columns, slong rows);
void xp_lp_claim_clear(xp_lp_claim_t *claim, slong columns, slong rows);

/*
 * Meaning   writes the claim to a file descriptor: XP_LP_CLAIM_MARK, the verdict, then x
 *           and y as far as the verdict has them; a number as its numerator and, unless
 *           that is 0, its denominator; an integer as the count of its 64-bit words,
 *           with its sign, and the words from the least
 * Result    1, or 0 when the descriptor takes no more
 */
int xp_lp_claim_write(const xp_lp_claim_t *claim, slong columns, slong rows, int descriptor);

/*
 * Meaning   reads what xp_lp_claim_write wrote; the words are not trusted
 * Result    1 and the claim, whose numbers are canonical; 0 when anything is malformed,
 *           missing or left over (claim is then undefined, but may be cleared)
 */
int xp_lp_claim_read(xp_lp_claim_t *claim, slong columns, slong rows, const uint64_t *word,
                     size_t count);

#define XP_LP_CLAIM_MARK ((uint64_t) 0x6d69616c632e7078)

#endif
