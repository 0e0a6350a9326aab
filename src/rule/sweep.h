/* The largest welfare of some agents at each of their profiles, in integers. */
#ifndef XP_RULE_SWEEP_H
#define XP_RULE_SWEEP_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/table.h>

#include "base/share.h"

/* Interdependent values as the environment has them, entry b * positions + position. */
typedef struct
{
    const fmpz *entry;
    fmpz_t factor;
} xp_sweep_dense_struct;

/*
 * Integers S = base + sum over axes of value + sum of factor * entry over the dense terms, over
 * one common denominator:
 *   axes, length   the agents that take part, in order, and their numbers of types
 *   columns        the outcomes that take part, in order
 *   base           -c(b), columns entries
 *   value          axis by axis, entry t * columns + b
 *   dense          of the agents with interdependent values; they belong to the environment
 *   bound          no partial sum is larger in absolute value
 *   positions      the number of profiles of the agents that take part
 */
typedef struct
{
    slong axes;
    slong *length;
    slong columns;
    xp_table_t base;
    xp_table_struct *value;
    slong dense_count;
    xp_sweep_dense_struct *dense;
    fmpz_t denominator;
    fmpz_t bound;
    slong positions;
} xp_sweep_struct;

typedef xp_sweep_struct xp_sweep_t[1];

void xp_sweep_init(xp_sweep_t sweep);
void xp_sweep_clear(xp_sweep_t sweep);

/*
 * Meaning   all agents and outcomes (without = -1), or all agents but one and the
 *           outcomes available without that agent
 * Domain    the profiles are listed; private values unless without = -1
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_sweep_set(xp_sweep_t sweep, const xp_environment_t environment,
                                     slong without, xp_error_t error);

/*
 * Meaning   at each position the largest S and where it is attained
 * Domain    maximum (positions entries, over sweep->denominator), or choice
 *           (positions entries) with lotteries, or both; NULL is left out
 * Result    lotteries are numbered as they occur, position by position
 * Failure   XP_LIMIT: no memory; XP_STOPPED; the arrays then hold anything
 * Cost      2 m operations for each position and a little more, in int64_t or __int128 when
 *           the bound allows it, shared by the threads of progress
 */
XP_MUST_USE xp_status_t xp_sweep_maximise(fmpz *maximum, uint32_t *choice,
                                          xp_lotteries_struct *lotteries,
                                          const xp_sweep_t sweep, xp_ties_t ties,
                                          const xp_progress_t *progress, xp_error_t error);

/* Whether kernels for wider vectors are built, to be chosen when the program runs. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define XP_SWEEP_VECTORS 1
#else
#define XP_SWEEP_VECTORS 0
#endif

/* The same in one arithmetic, |sums| < 2^62, < 2^126, any; found numbers lotteries by chance. */
typedef xp_status_t xp_sweep_kernel_t(fmpz *maximum, uint32_t *choice,
                                      xp_lotteries_struct *found, const xp_sweep_struct *sweep,
                                      xp_ties_t ties, int workers, slong block,
                                      xp_pace_struct *pace, xp_error_t error);
xp_sweep_kernel_t xp_sweep_maximise_int64;
xp_sweep_kernel_t xp_sweep_maximise_int64_avx2;
xp_sweep_kernel_t xp_sweep_maximise_int64_avx512;
xp_sweep_kernel_t xp_sweep_maximise_int128;
xp_sweep_kernel_t xp_sweep_maximise_fmpz;

#endif
