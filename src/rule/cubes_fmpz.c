/* The cubes in fmpz. */
#include "rule/cubes.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "base/share.h"

#include "num/number_fmpz.h"

#define XP_CUBES_IN_PLACE 1

#include "rule/cubes_kernel.h"

xp_status_t xp_cubes_fmpz(xp_balance_struct *balance, xp_table_t welfare,
                          const xp_profiles_struct *profiles, const fmpz *scale,
                          const fmpz_t denominator, const xp_progress_t *progress,
                          xp_error_t error)
{
    return decide(balance, welfare, profiles, scale, denominator, progress, error);
}
