/* Expected values of reports in int64_t. */
#include "exist/interim_gain.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int64.h"

/* For the loop over reports. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* The table holds zeros before: values below 2^62 are stored as they are. */
#define XP_GAIN_STORE(f, x) (*(f) = (x))
#define XP_GAIN_THREADS 1
#define XP_GAIN_KERNEL xp_gain_int64
#include "exist/gain_kernel.h"
