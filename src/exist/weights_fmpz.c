/* Interim weights in fmpz. */
#include "exist/interim_weights.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_fmpz.h"

#define XP_WEIGHTS_STORE(f, x) fmpz_swap(f, &(x))
#define XP_WEIGHTS_BLOCK 65536
#define XP_WEIGHTS_KERNEL xp_weights_fmpz
#include "exist/weights_kernel.h"
