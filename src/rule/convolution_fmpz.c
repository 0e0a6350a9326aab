/* The convolution in fmpz, for numbers of any size. */
#include "rule/convolution_kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"
#include "rule/walk.h"

#define XP_CONVOLUTION xp_convolution_fmpz
#define XP_CONVOLUTION_FEW 0
#define XP_CONVOLUTION_SET_WORD(z, w) fmpz_set_ui(&(z), w)

#include "num/number_fmpz.h"

#include "rule/convolution_source.h"
