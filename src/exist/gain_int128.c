/* Expected values of reports in __int128. */
#include "exist/interim_gain.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int128.h"

/* For the loop over reports. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_GAIN_STORE(f, x) XP_NUM_PUT(f, x)
#define XP_GAIN_THREADS 0
#define XP_GAIN_KERNEL xp_gain_int128
#include "exist/gain_kernel.h"
