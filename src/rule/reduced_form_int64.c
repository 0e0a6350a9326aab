/* The reduced form of a rule in int64_t. */
#include "rule/reduced_form.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int64.h"

#define XP_REDUCED_KERNEL xp_reduced_form_int64
#include "rule/reduced_form_kernel.h"
