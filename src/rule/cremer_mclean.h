/* Beliefs of an agent's types as rows of integers, and their products. */
#ifndef XP_RULE_CREMER_MCLEAN_H
#define XP_RULE_CREMER_MCLEAN_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/matrix.h>
#include <expost/num/table.h>

#include "lp/lp.h"

/*
 * The types of positive probability of one agent, in order; row s is proportional to the
 * belief of type[s].
 *   weight   count * lines: row s, entry l is the probability of type[s] with the others'
 *            profile of line l, times a number common to all
 *   total    of each row
 *   gram     products of the rows, count * count
 *   kernel   its columns span the linear dependences of the rows; nullity of them
 *
 * Nothing is lost when a function of the others' profile is sought among the combinations
 * sum_s y_s weight[s]: what such functions are worth to the rows is the range of gram, and
 * that is all that any function can be worth.
 */
typedef struct
{
    const xp_environment_struct *environment;
    slong agent;
    slong count;
    slong lines;
    slong *type;
    fmpz *weight;
    fmpz *total;
    fmpz_mat_t gram;
    fmpz_mat_t kernel;
    slong nullity;
} xp_rows_of_beliefs_struct;

typedef xp_rows_of_beliefs_struct xp_rows_of_beliefs_t[1];

void xp_rows_of_beliefs_init(xp_rows_of_beliefs_t rows);
void xp_rows_of_beliefs_clear(xp_rows_of_beliefs_t rows);

/*
 * Domain    rows is as after init; there is a prior; the profiles are listed
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_rows_of_beliefs_set(xp_rows_of_beliefs_t rows,
                                               const xp_environment_struct *environment,
                                               slong agent, const xp_progress_t *progress,
                                               xp_error_t error);

/* Whether the row takes part in a linear dependence. */
int xp_row_is_dependent(const xp_rows_of_beliefs_t rows, slong s);

/*
 * Meaning   whether some function of the others' profile has the expectation mean[s] given
 *           type[s], for every s; values: the one with the least sum of squares
 * Domain    mean has count entries; values has lines entries
 * Result    *exists; values only when it does
 */
void xp_rows_of_beliefs_solve(int *exists, fmpq *values, const xp_rows_of_beliefs_t rows,
                              const fmpq *mean);

/* The function sum_s y_s weight[s] of the others' profile. */
void xp_rows_of_beliefs_combine(fmpq *values, const xp_rows_of_beliefs_t rows, const fmpq *y);

/*
 * Meaning   the stakes of one report: values, with expectation mean given type[s] and at
 *           least floor[r] given every other type[r]
 * Domain    mean is that of row s; floor has count entries, that of s is not read; values has
 *           lines entries, weight count entries
 * Result    *exists; values when it does; otherwise weight is a mixture of the other rows,
 *           with sum 1, whose belief is that of row s and whose mean floor is more than mean
 * Failure   XP_LIMIT: the linear program found no answer; XP_STOPPED, XP_SYSTEM
 */
XP_MUST_USE xp_status_t xp_rows_of_beliefs_stake(int *exists, fmpq *values, fmpq *weight,
                                                 const xp_rows_of_beliefs_t rows, slong s,
                                                 const fmpq_t mean, const fmpq *floor,
                                                 const xp_progress_t *progress,
                                                 xp_error_t error);

/*
 * Meaning   whether the belief of row s is a mixture of the other rows'; weight: the mixture
 * Failure   as xp_rows_of_beliefs_stake
 */
XP_MUST_USE xp_status_t xp_row_is_mixed(int *mixed, fmpq *weight,
                                        const xp_rows_of_beliefs_t rows, slong s,
                                        const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   bound[r * count + s] = what type[s] expects of reporting r while the others tell
 *           the truth, in values less payments
 * Domain    rule is listed; payment is that of the agent at each profile; bound has
 *           type_count * count entries
 * Cost      k^2 lines products
 */
XP_MUST_USE xp_status_t xp_rows_of_beliefs_gain(fmpq *bound, const xp_rows_of_beliefs_t rows,
                                                const xp_rule_struct *rule,
                                                const xp_table_t payment,
                                                const xp_progress_t *progress,
                                                xp_error_t error);

#endif
