/* The kernels in one arithmetic.  No guard on purpose. */

/*
 * Each kernel_*.c includes this after a header number_*.h (the numbers) and defines
 * XP_KERNEL, the name of its table of functions, and XP_FILL, what fills numbers from a
 * strip.  gcc turns the inner loops over types into vector instructions.  For that rows are
 * contiguous, labels as wide as numbers, and decisions selections.
 */
#include "check/kernel_line.h"

#include "check/kernel_incentives.h"
#include "check/kernel_monotone.h"
#include "check/kernel_profiles.h"

#include "check/kernel_interim.h"

const xp_kernel_t XP_KERNEL = {scan_incentives, scan_pairs, scan_edges,
                               scan_interim, scan_reports, scan_sums, scan_welfare};
