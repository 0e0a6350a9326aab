/* The cubes in int64_t: below 2^62 that is how an fmpz is stored. */
#include "rule/cubes.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "base/share.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "num/number_int64.h"

#define XP_CUBES_IN_PLACE 1

#include "rule/cubes_kernel.h"

xp_status_t xp_cubes_int64(xp_balance_struct *balance, xp_table_t welfare,
                           const xp_profiles_struct *profiles, const fmpz *scale,
                           const fmpz_t denominator, const xp_progress_t *progress,
                           xp_error_t error)
{
    return decide(balance, welfare, profiles, scale, denominator, progress, error);
}
