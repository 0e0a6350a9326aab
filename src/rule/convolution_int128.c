/* The convolution in __int128. */
#include "rule/convolution_kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"
#include "rule/walk.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_CONVOLUTION xp_convolution_int128
#define XP_CONVOLUTION_FEW 0
#define XP_CONVOLUTION_SET_WORD(z, w) ((z) = (__int128) (w))

#include "num/number_int128.h"

#include "rule/convolution_source.h"
