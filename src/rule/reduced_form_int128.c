/* The reduced form of a rule in __int128. */
#include "rule/reduced_form.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_int128.h"

#define XP_REDUCED_KERNEL xp_reduced_form_int128
#include "rule/reduced_form_kernel.h"
