/* The three arithmetics of the kernels, and which is wide enough. */
#include <expost/num/tier.h>

xp_tier_t xp_tier_for(const fmpz_t bound, xp_tier_t least)
{
    flint_bitcnt_t bits = fmpz_bits(bound);
    xp_tier_t tier = bits <= 62 ? XP_TIER_INT64 : bits <= 126 ? XP_TIER_INT128 : XP_TIER_FMPZ;

    return tier < least ? least : tier;
}
