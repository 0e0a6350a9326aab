/* The kernel of a tier, the best that this processor can run. */
#include "rule/convolution_kernel.h"

void xp_convolution_found_init(xp_convolution_found_t found)
{
    xp_table_init(found->chosen);
    xp_table_init(found->largest);
    xp_table_init(found->gap);
    fmpz_init(found->clarke);
    found->vectors = 0;
}

void xp_convolution_found_clear(xp_convolution_found_t found)
{
    xp_table_clear(found->chosen);
    xp_table_clear(found->largest);
    xp_table_clear(found->gap);
    fmpz_clear(found->clarke);
}

static xp_convolution_kernel_t *choose_int64(void)
{
#if XP_CONVOLUTION_VECTORS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    {
        return xp_convolution_int64_avx512;
    }
    if (__builtin_cpu_supports("avx2"))
    {
        return xp_convolution_int64_avx2;
    }
#endif
    return xp_convolution_int64;
}

xp_convolution_kernel_t *xp_convolution_kernel_for(xp_tier_t tier)
{
    switch (tier)
    {
    case XP_TIER_INT64:
        return choose_int64();
    case XP_TIER_INT128:
        return xp_convolution_int128;
    default:
        return xp_convolution_fmpz;
    }
}
