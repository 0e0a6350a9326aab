/* Filling from a strip in fmpz. */
#include "rule/strip_plan.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* An fmpz has to be begun and ended: the numbers are asked for. */
#define XP_STRIP_NEAR 0

#include "num/number_fmpz.h"

#include "rule/strip_kernel.h"

const xp_strip_kernel_t xp_strip_kernel_fmpz = {sizeof(XP_NUM), NULL, fill};
