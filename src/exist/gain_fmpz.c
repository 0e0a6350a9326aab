/* Expected values of reports in fmpz. */
#include "exist/interim_gain.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_fmpz.h"

#define XP_GAIN_STORE(f, x) fmpz_swap(f, &(x))
#define XP_GAIN_THREADS 0
#define XP_GAIN_KERNEL xp_gain_fmpz
#include "exist/gain_kernel.h"
