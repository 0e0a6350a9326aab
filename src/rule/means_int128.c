/* Averages of a strip in __int128. */
#include "rule/means_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_MEANS xp_means_int128
#define XP_MEANS_FILL xp_strip_fill_int128

#include "num/number_int128.h"

#include "rule/means_kernel.h"
