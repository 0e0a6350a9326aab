/* The reduced form of a rule in fmpz. */
#include "rule/reduced_form.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/number_fmpz.h"

#define XP_REDUCED_KERNEL xp_reduced_form_fmpz
#include "rule/reduced_form_kernel.h"
