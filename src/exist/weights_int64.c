/* Interim weights in int64_t. */
#include "exist/interim_weights.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int64.h"

/* For the loops over profiles and reports. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* The table holds zeros before: small values are stored as they are. */
#define XP_WEIGHTS_STORE(f, x) (*(f) = (x))
#define XP_WEIGHTS_BLOCK 65536
#define XP_WEIGHTS_KERNEL xp_weights_int64
#include "exist/weights_kernel.h"
