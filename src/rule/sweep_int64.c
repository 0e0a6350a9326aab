/* The sweep in int64_t. */
#include "rule/sweep.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/walk.h"

#include "num/number_int64.h"

#include "rule/sweep_kernel.h"

xp_status_t xp_sweep_maximise_int64(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *lotteries,
                                    const xp_sweep_t sweep, xp_ties_t ties,
                                    const xp_progress_t *progress, xp_error_t error)
{
    return maximise(maximum, choice, lotteries, sweep, ties, progress, error);
}
