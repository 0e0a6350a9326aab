/* What linear rebates return of the pivot revenue of identical units, in the worst case. */
#ifndef XP_RULE_WORST_CASE_H
#define XP_RULE_WORST_CASE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * m units go to n agents who want one each; their values are v_1 >= ... >= v_n >= 0, any numbers.
 * The pivot revenue is m v_{m+1}, of which agent i gets back
 *     z_i = c_0 + sum over j = 1, ..., n - 1 of c_j times the j-th highest value of the others,
 * together Z(v) = n c_0 + sum c_j ((n - j) v_j + j v_{j+1}).  rebate holds c_0, ..., c_{n-1}.
 *
 * Z and the revenue are linear on the cone of the sorted vectors, which the vectors (1, ..., 1, 0,
 * ..., 0) generate: what holds at these and at 0 holds everywhere.
 */

/* Agents beyond this are refused. */
#define XP_WORST_CASE_AGENTS 2000

/*
 * Meaning   the largest k for which some linear rebates return at least the share k of the
 *           revenue, and never more than all of it, at every v; and such rebates.  By an exact
 *           linear program, whose optimum is proved by its dual.  voluntary: nobody may end below
 *           0, that is, no z_i is below 0 at any v (an agent of value 0 gets z_i alone)
 * Domain    1 <= units < agents <= XP_WORST_CASE_AGENTS; rebate has agents entries; progress may
 *           be NULL
 * Failure   XP_LIMIT: no answer of the engine was proved; XP_STOPPED; XP_SYSTEM
 * Cost      a program of n + 1 columns and 2 n + 2 rows, three entries each
 * Source    Guo and Conitzer 2009, section 4; Moulin 2009
 */
XP_MUST_USE xp_status_t xp_worst_case_optimum(fmpq_t share, fmpq *rebate, slong agents,
                                              slong units, int voluntary,
                                              const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the least share of the revenue that these rebates return, over all v with revenue
 * Domain    as above
 * Failure   XP_REFUSED: somewhere they are more than the revenue, or below 0 in sum where the
 *           revenue is 0, so that there is no such share; the error names a v
 * Cost      n^2 additions
 */
XP_MUST_USE xp_status_t xp_worst_case_of(fmpq_t share, const fmpq *rebate, slong agents,
                                         slong units, xp_error_t error);

/* Meaning   whether no z_i is below 0 at any v. */
int xp_rebates_are_voluntary(const fmpq *rebate, slong agents);

#endif
