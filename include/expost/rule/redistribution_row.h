/* What the redistribution mechanisms return for one number of agents: a row of a table. */
#ifndef XP_RULE_REDISTRIBUTION_ROW_H
#define XP_RULE_REDISTRIBUTION_ROW_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Of rebates, when every value is 0, ..., types - 1 with equal probability.
 *   share   expected rebates over expected revenue; 0 where the revenue is 0
 *   left    expected revenue less expected rebates
 */
typedef struct
{
    fmpq_t share;
    fmpq_t left;
} xp_expected_rebates_struct;

/*
 * m units go to n agents who want one each.  Shares are of the pivot revenue, the least over all
 * values >= 0.
 *   agents, units, types   types 0: nothing is expected
 *   bailey         of bailey, which with a type 0 is cavallo: (n - m - 1) / n
 *   guo_conitzer   of guo-conitzer, by the closed form
 *   rebate         its coefficients c_0, ..., c_{n-1}
 *   optimum        the largest of all linear rebates, by linear program
 *   involuntary    the same where nobody can refuse to take part
 *   agree          guo_conitzer is the optimum, what its coefficients return is that share, and
 *                  bailey's formula is what its coefficients return
 *   worst_lost     m = 1: the largest share of the welfare that green-laffont loses, 1 / n: the
 *                  loss (v_1 - v_2) / n is that where v_2 = 0
 *   mean           of the sorted values, n entries; NULL with types 0
 *   revenue, welfare    expected
 *   by_bailey, by_guo_conitzer   expected
 *   lost           m = 1: the expected welfare that green-laffont loses, (E v_1 - E v_2) / n
 */
typedef struct
{
    slong agents;
    slong units;
    slong types;
    fmpq_t bailey;
    fmpq_t guo_conitzer;
    fmpq *rebate;
    fmpq_t optimum;
    fmpq_t involuntary;
    int agree;
    fmpq_t worst_lost;
    fmpq *mean;
    fmpq_t revenue;
    fmpq_t welfare;
    xp_expected_rebates_struct by_bailey;
    xp_expected_rebates_struct by_guo_conitzer;
    fmpq_t lost;
} xp_redistribution_row_struct;

typedef xp_redistribution_row_struct xp_redistribution_row_t[1];

void xp_redistribution_row_init(xp_redistribution_row_t row);
void xp_redistribution_row_clear(xp_redistribution_row_t row);
void xp_redistribution_row_swap(xp_redistribution_row_t a, xp_redistribution_row_t b);

/*
 * Meaning   the row of m units and n agents
 * Domain    1 <= units < agents <= XP_WORST_CASE_AGENTS (rule/worst_case.h); types >= 0
 * Failure   XP_LIMIT, XP_SYSTEM: as xp_worst_case_optimum; XP_STOPPED
 * Cost      two linear programs of n + 1 columns; with types see rule/order_means.h
 * Source    Bailey 1997; Cavallo 2006; Green and Laffont 1979; Guo and Conitzer 2009
 */
XP_MUST_USE xp_status_t xp_redistribution_row_set(xp_redistribution_row_t row, slong agents,
                                                  slong units, slong types,
                                                  const xp_progress_t *progress,
                                                  xp_error_t error);

/*
 * Meaning   the expected sum of these rebates (rule/worst_case.h), from the means of the sorted
 *           values
 */
void xp_rebates_expected(fmpq_t sum, const fmpq *rebate, const fmpq *mean, slong agents);

#endif
