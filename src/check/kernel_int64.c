/* The kernels in int64_t, for any processor. */
#include "check/kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_KERNEL xp_kernel_int64
#define XP_FILL xp_strip_fill_int64

#include "num/number_int64.h"

#include "check/kernel_source.h"
