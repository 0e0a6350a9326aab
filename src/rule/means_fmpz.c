/* Averages of a strip in fmpz. */
#include "rule/means_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#define XP_MEANS xp_means_fmpz
#define XP_MEANS_FILL xp_strip_fill_fmpz

#include "num/number_fmpz.h"

#include "rule/means_kernel.h"
