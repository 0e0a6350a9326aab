/* The kernel of a tier, the best that this processor can run. */
#include "check/kernel.h"

static const xp_kernel_t *choose_int64(void)
{
#if XP_KERNEL_VECTORS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        return &xp_kernel_int64_avx512;
    if (__builtin_cpu_supports("avx2"))
        return &xp_kernel_int64_avx2;
#endif
    return &xp_kernel_int64;
}

const xp_kernel_t *xp_kernel_for(xp_tier_t tier)
{
    switch (tier)
    {
    case XP_TIER_INT64:
        return choose_int64();
    case XP_TIER_INT128:
        return &xp_kernel_int128;
    default:
        return &xp_kernel_fmpz;
    }
}
