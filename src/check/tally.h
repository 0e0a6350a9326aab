/* How many ways there are to each sum of integers, one from each of several lists. */
#ifndef XP_CHECK_TALLY_H
#define XP_CHECK_TALLY_H

#include <expost/num/compat.h>

#include "base/share.h"

/* The distinct sums in increasing order, and how often each occurs. */
typedef struct
{
    slong length;
    fmpz *sum;
    fmpz *count;
} xp_tally_struct;

/* After init: the sum 0, once. */
void xp_tally_init(xp_tally_struct *tally);
void xp_tally_clear(xp_tally_struct *tally);

/*
 * Meaning   adds one more list: each sum and each of its length values
 * Result    0 when there would be more than limit distinct sums, or pace was asked to stop; tally
 *           is then as it was
 * Cost      d sums, k distinct values: d k log k comparisons
 */
int xp_tally_add(xp_tally_struct *tally, const fmpz *value, slong length, slong limit,
                 xp_pace_struct *pace);

/* Meaning   in how many ways a sum of the one and a sum of the other add up to 0, or less. */
void xp_tally_count_zero(fmpz_t count, const xp_tally_struct *a, const xp_tally_struct *b);
void xp_tally_count_negative(fmpz_t count, const xp_tally_struct *a, const xp_tally_struct *b);

#endif
