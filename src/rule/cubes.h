/* Cubes of welfare: whether they vanish, and balanced payments when they do. */
#ifndef XP_RULE_CUBES_H
#define XP_RULE_CUBES_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/profiles.h>
#include <expost/num/table.h>
#include <expost/rule/balance.h>

/*
 * Meaning   looks at every cube, in one arithmetic
 * Domain    n >= 2.  welfare: of every profile.  scale[s], s < n, and denominator: see set_scale
 *           in balance.c.  No number is larger in absolute value than 2^(2 n - 1) times the
 *           largest welfare times the largest scale: below 2^62, below 2^126, any
 * Result    violated, and profile and sum of the first cube that is not 0, or h.  welfare holds
 *           anything
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
typedef xp_status_t xp_cubes_kernel_t(xp_balance_struct *balance, xp_table_t welfare,
                                      const xp_profiles_struct *profiles, const fmpz *scale,
                                      const fmpz_t denominator, const xp_progress_t *progress,
                                      xp_error_t error);
xp_cubes_kernel_t xp_cubes_int64;
xp_cubes_kernel_t xp_cubes_int128;
xp_cubes_kernel_t xp_cubes_fmpz;

#endif
