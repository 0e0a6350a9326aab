/* The kernels in fmpz, for numbers of any size. */
#include "check/kernel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#define XP_KERNEL xp_kernel_fmpz
#define XP_FILL xp_strip_fill_fmpz

#include "num/number_fmpz.h"

#include "check/kernel_source.h"
