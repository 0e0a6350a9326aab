/* The kernels of the convolution: sums of vectors, and choices against them. */
#ifndef XP_RULE_CONVOLUTION_KERNEL_H
#define XP_RULE_CONVOLUTION_KERNEL_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "rule/convolution_plan.h"

/*
 * What the kernel finds, r a distinct vector of the agent, D the sum of the others' vectors
 * less the cost (D(0) = 0), weight w(D):
 *   chosen   entry r * m + b: plan->share times the sum of w over the D at which b is chosen,
 *            at a lottery over l outcomes share / l times w
 *   largest  entry r: the sum of w(D) times the largest D(b) + own(b, r)
 *   gap      entry r: the least of that largest number less the largest D(b), b available
 *            without the agent, over all D, of weight 0 too
 *   clarke   the sum of w(D) times the largest D(b), b available without the agent
 *   vectors  the number of distinct D
 */
typedef struct
{
    xp_table_t chosen;
    xp_table_t largest;
    xp_table_t gap;
    fmpz_t clarke;
    uint64_t vectors;
} xp_convolution_found_struct;

typedef xp_convolution_found_struct xp_convolution_found_t[1];

void xp_convolution_found_init(xp_convolution_found_t found);
void xp_convolution_found_clear(xp_convolution_found_t found);

/*
 * Meaning   found, in one arithmetic
 * Domain    found is as after init; plan->tier is not wider than the arithmetic
 * Failure   XP_LIMIT: no memory, the error says how many distinct vectors there were so far;
 *           XP_STOPPED.  found then holds anything
 * Bound     Let T = plan->total, the product of the other agents' weights' sums, and V the
 *           largest |D(b)| + |own(b, r)|.  plan->bound = T max(V, share, unit) < 2^62 for
 *           int64_t and < 2^126 for __int128, and no number formed passes twice that:
 *             weights are >= 0, and those of a stage sum to a divisor of T: each sum of
 *             products of weights on the way is <= T;
 *             unit * digit = D(b) - offset is the difference of two numbers that D(b) takes,
 *             at most 2 V; D(b), D(b) + own(b) and every maximum are at most V; the gap is the
 *             difference of two of them;
 *             |sum of w * maximum| <= T V, sum of w * share / l over l tied outcomes <= T share.
 *           Keys are numbers of as many words as the lattice needs, in every arithmetic.
 */
typedef xp_status_t xp_convolution_kernel_t(xp_convolution_found_t found,
                                            const xp_convolution_plan_t plan,
                                            const xp_progress_t *progress, xp_error_t error);

/* Whether kernels for wider vectors are built, to be chosen when the program runs. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define XP_CONVOLUTION_VECTORS 1
#else
#define XP_CONVOLUTION_VECTORS 0
#endif

xp_convolution_kernel_t xp_convolution_int64;
xp_convolution_kernel_t xp_convolution_int64_avx2;
xp_convolution_kernel_t xp_convolution_int64_avx512;
xp_convolution_kernel_t xp_convolution_int128;
xp_convolution_kernel_t xp_convolution_fmpz;

/* The kernel of a tier, the best that this processor can run. */
xp_convolution_kernel_t *xp_convolution_kernel_for(xp_tier_t tier);

#endif
