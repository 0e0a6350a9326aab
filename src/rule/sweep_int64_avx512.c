/* The sweep in int64_t for processors with AVX-512. */
#include "rule/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#if XP_SWEEP_VECTORS

#pragma GCC optimize("O3")
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw")

#include "num/number_int64.h"

#include "rule/sweep_kernel.h"

#include "rule/sweep_job.h"

xp_status_t xp_sweep_maximise_int64_avx512(fmpz *maximum, uint32_t *choice,
                                           xp_lotteries_struct *found, const xp_sweep_struct *sweep,
                                           xp_ties_t ties, int workers, slong block,
                                           xp_pace_struct *pace, xp_error_t error)
{
    return maximise(maximum, choice, found, sweep, ties, workers, block, pace, error);
}

#endif
