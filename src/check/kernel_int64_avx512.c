/* The kernels in int64_t for processors with AVX-512: the same source, wider vectors. */
#include "check/kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#if XP_KERNEL_VECTORS

#pragma GCC optimize("O3")
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw")

#define XP_KERNEL xp_kernel_int64_avx512
#define XP_FILL xp_strip_fill_int64

#include "num/number_int64.h"

#include "check/kernel_source.h"

#endif
