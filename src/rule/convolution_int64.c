/* The convolution in int64_t, for any processor. */
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

#define XP_CONVOLUTION xp_convolution_int64
#define XP_CONVOLUTION_FEW 8
#define XP_CONVOLUTION_SET_WORD(z, w) ((z) = (int64_t) (w))

#include "num/number_int64.h"

#include "rule/convolution_source.h"
