/* The kernels: what every property does line by line or profile by profile, in each arithmetic. */
#ifndef XP_CHECK_KERNEL_H
#define XP_CHECK_KERNEL_H

#include <expost/check/check.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>

#include "check/lines.h"
#include "check/scan.h"

/*
 * The edges between the choices of one line, for cmon.  count choices occur on it;
 *   weight[c * count + d]  the least of v(d, t) - v(c, t) over the types t that are
 *                          assigned d; 0 when c = d
 *   type[c * count + d]    the first type where it is attained
 *   shared                 two types that are assigned the same choice, or -1, -1
 */
typedef struct
{
    slong count;
    fmpz *weight;
    slong *type;
    slong shared[2];
} xp_edges_struct;

typedef struct
{
    const xp_lines_struct *lines;
    void (*take)(const void *data, xp_scan_struct *scan, slong line,
                 const xp_edges_struct *edges);
    const void *data;
} xp_edges_work_t;

/*
 * The interim utilities of one agent, in matrix form: scan->sum[r * k + t] is the sum over
 * lines of weight times (value for the true type t of the choice at r, less the payment
 * there).  weight: joint[index of the true profile], or, when joint is NULL, the product of
 * the others' probability numerators.
 */
typedef struct
{
    const xp_lines_struct *lines;
    const fmpz *joint;
} xp_interim_work_t;

/*
 * The interim utilities of one agent in factors: for the true type t report r comes to the
 * sum over outcomes b of value[b * k + t] * weight[b * k + r], less paid[r] (paid may be NULL:
 * 0).  bound is twice what one of them is at most, on the way too.
 *   counted   a true type t with counted[t] = 0 is left out of the comparison
 *   utility   NULL: the slacks of true types are looked for; otherwise utility[r * k + t] is
 *             filled, and nothing looked for
 */
typedef struct
{
    slong types;
    slong outcomes;
    const fmpz *value;
    const fmpz *weight;
    const fmpz *paid;
    const fmpz *counted;
    fmpz *utility;
    fmpz_t bound;
} xp_reports_work_t;

/*
 * At each profile the number of the strip; the slack is that, or minus its absolute value
 * for an equality.
 */
typedef struct
{
    const xp_strip_struct *strip;
    int equality;
} xp_sums_work_t;

/*
 * Efficiency on the lines of the last agent: value_scale[i] * value of agent i, cost_scale *
 * cost; the welfare of a lottery needs the factor lottery_denominator in addition.
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    fmpz *value_scale;
    fmpz_t cost_scale;
    fmpz_t lottery_denominator;
    fmpz_t bound;
} xp_welfare_work_t;

/*
 * One arithmetic.  Positions are lines for the first four, true types for scan_reports,
 * profiles for scan_sums, and lines of the last agent for scan_welfare.  data is one of the
 * structs above:
 *   scan_incentives  xp_lines_struct: dsic, epic; k >= 2
 *   scan_pairs       xp_lines_struct: wmon; k >= 2
 *   scan_edges       xp_edges_work_t
 *   scan_interim     xp_interim_work_t
 *   scan_reports     xp_reports_work_t
 *   scan_sums        xp_sums_work_t
 *   scan_welfare     xp_welfare_work_t
 */
typedef struct
{
    xp_scan_work_t scan_incentives;
    xp_scan_work_t scan_pairs;
    xp_scan_work_t scan_edges;
    xp_scan_work_t scan_interim;
    xp_scan_work_t scan_reports;
    xp_scan_work_t scan_sums;
    xp_scan_work_t scan_welfare;
} xp_kernel_t;

/* Whether kernels for wider vectors are built, to be chosen when the program runs. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define XP_KERNEL_VECTORS 1
#else
#define XP_KERNEL_VECTORS 0
#endif

extern const xp_kernel_t xp_kernel_int64;
extern const xp_kernel_t xp_kernel_int64_avx2;
extern const xp_kernel_t xp_kernel_int64_avx512;
extern const xp_kernel_t xp_kernel_int128;
extern const xp_kernel_t xp_kernel_fmpz;

/* The kernel of a tier, the best that this processor can run. */
const xp_kernel_t *xp_kernel_for(xp_tier_t tier);

#endif
