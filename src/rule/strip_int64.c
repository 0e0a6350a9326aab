/* Filling from a strip in int64_t. */
#include "rule/strip_plan.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define XP_STRIP_NEAR 256

#include "num/number_int64.h"

#include "rule/strip_kernel.h"

static void load(void *number, const fmpz *entry, slong length)
{
    XP_NUM *to = number;
    for (slong k = 0; k < length; k++)
    {
        XP_NUM_GET(to[k], entry[k]);
    }
}

const xp_strip_kernel_t xp_strip_kernel_int64 = {sizeof(XP_NUM), load, fill};
