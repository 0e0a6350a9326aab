/* The three arithmetics of the kernels, and which is wide enough. */
#ifndef XP_NUM_TIER_H
#define XP_NUM_TIER_H

#include <expost/num/compat.h>

/* The arithmetic of a kernel: proved to be wide enough before it runs. */
typedef enum
{
    XP_TIER_INT64 = 0,
    XP_TIER_INT128,
    XP_TIER_FMPZ
} xp_tier_t;

/*
 * Meaning   the narrowest arithmetic, at least least, for numbers of absolute value <= bound
 * Result    XP_TIER_INT64 for bound < 2^62, XP_TIER_INT128 for bound < 2^126, else
 *           XP_TIER_FMPZ.  Machine integers keep a factor 2: the sum of two numbers within the
 *           bound is representable
 */
xp_tier_t xp_tier_for(const fmpz_t bound, xp_tier_t least);

#endif
