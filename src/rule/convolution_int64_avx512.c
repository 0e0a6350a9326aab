/* The convolution in int64_t for processors with AVX-512: the same source, wider vectors. */
#include "rule/convolution_kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"
#include "rule/walk.h"

#if XP_CONVOLUTION_VECTORS

#pragma GCC optimize("O3")
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw")

#define XP_CONVOLUTION xp_convolution_int64_avx512
#define XP_CONVOLUTION_FEW 8
#define XP_CONVOLUTION_SET_WORD(z, w) ((z) = (int64_t) (w))

#include "num/number_int64.h"

#include "rule/convolution_source.h"

#endif
