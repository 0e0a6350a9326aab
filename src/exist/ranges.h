/* Expected payments, each in a range of its own, with a sum that covers the expected cost. */
#ifndef XP_EXIST_RANGES_H
#define XP_EXIST_RANGES_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "exist/aim.h"

/*
 * low <= e <= high; without has_low (has_high) the range has no least (largest) number.
 * start is what e is preferably when it has neither.
 */
typedef struct
{
    int has_low;
    int has_high;
    fmpq_t low;
    fmpq_t high;
    fmpq_t start;
} xp_range_struct;

typedef enum
{
    XP_SUM_FREE = 0,
    XP_SUM_AT_LEAST, /* the sum of e is at least total */
    XP_SUM_EXACT     /* and no more */
} xp_sum_t;

/*
 * In: range, count of them; sum, total.  Out:
 *   verdict     POSSIBLE (no aim), OPTIMAL, UNBOUNDED, IMPOSSIBLE
 *   expected    one e for each range; not for IMPOSSIBLE
 *   use_low, use_high   IMPOSSIBLE, OPTIMAL: flags: the multiplier of e >= low, of -e >= -high,
 *               is 1
 *   use_sum     the multiplier of sum e >= total (= total), 1, 0 or -1; the multiplied
 *               inequalities add up to 0 >= q > 0, or to sign * (sum of e of the aim)
 *   direction   UNBOUNDED: of each e, 1, 0 or -1
 */
typedef struct
{
    slong count;
    xp_range_struct *range;
    xp_sum_t sum;
    fmpq_t total;
    xp_verdict_t verdict;
    fmpq *expected;
    unsigned char *use_low;
    unsigned char *use_high;
    int use_sum;
    int *direction;
} xp_ranges_struct;

typedef xp_ranges_struct xp_ranges_t[1];

void xp_ranges_init(xp_ranges_t ranges, slong count);
void xp_ranges_clear(xp_ranges_t ranges);

/*
 * Meaning   whether such e exist, and which serve the aim best.  Without an aim e is as
 *           large as can be; where equality or a larger sum is asked all e that can move
 *           for ever move by the same number
 */
void xp_ranges_decide(xp_ranges_t ranges, const xp_aim_t *aim);

/*
 * Meaning   payments that move along direction at each of count profiles, number x n + i
 * Domain    UNBOUNDED
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_ranges_ray(xp_table_t ray, const xp_ranges_t ranges, slong count,
                                      xp_error_t error);

#endif
