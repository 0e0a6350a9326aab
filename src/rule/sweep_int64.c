/* The sweep in int64_t, for any processor. */
#include "rule/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "num/number_int64.h"

#include "rule/sweep_kernel.h"

#include "rule/sweep_job.h"

xp_status_t xp_sweep_maximise_int64(fmpz *maximum, uint32_t *choice,
                                    xp_lotteries_struct *found, const xp_sweep_struct *sweep,
                                    xp_ties_t ties, int workers, slong block,
                                    xp_pace_struct *pace, xp_error_t error)
{
    return maximise(maximum, choice, found, sweep, ties, workers, block, pace, error);
}
