/* What agents expect of each report under a fixed rule and an independent prior. */
#ifndef XP_EXIST_INTERIM_TABLES_H
#define XP_EXIST_INTERIM_TABLES_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/rule/expectations.h>

/*
 * Of each agent with k types:
 *   gain     entry t * k + r: E v_i when the true type is t and the report r
 *   outside  entry t: E[o_i | t] at the truthful profile
 * For types of probability 0 too (the expectation is over the others).
 */
typedef struct
{
    xp_table_t gain;
    xp_table_t outside;
} xp_interim_table_struct;

/* environment, not owned, has an independent prior: names, types, probabilities. */
typedef struct
{
    const xp_environment_struct *environment;
    slong agent_count;
    xp_interim_table_struct *agent;
    fmpq_t expected_cost;
} xp_interim_tables_struct;

typedef xp_interim_tables_struct xp_interim_tables_t[1];

void xp_interim_tables_init(xp_interim_tables_t tables);
void xp_interim_tables_clear(xp_interim_tables_t tables);
void xp_interim_tables_swap(xp_interim_tables_t a, xp_interim_tables_t b);

/* As init, with zero tables of the sizes of the environment. */
XP_MUST_USE xp_status_t xp_interim_tables_set_zero(xp_interim_tables_t tables,
                                                   const xp_environment_t environment,
                                                   xp_error_t error);

/*
 * Meaning   the tables of a rule
 * Domain    independent prior
 * Failure   XP_LIMIT: no memory; or the profiles are not listed, and what is expected cannot be
 *           had without them (rule/expectations.h); XP_INPUT from a formula; XP_STOPPED
 * Cost      that of the weights (rule/expectations.h); then, private values: sum k_i^2 m;
 *           interdependent: K sum k_i
 */
XP_MUST_USE xp_status_t xp_interim_tables_set(xp_interim_tables_t tables,
                                              const xp_environment_t environment,
                                              const xp_rule_t rule,
                                              const xp_progress_t *progress, xp_error_t error);

/* Meaning   the same from expectations that go on being used. */
XP_MUST_USE xp_status_t xp_interim_tables_set_by(xp_interim_tables_t tables,
                                                 xp_expectations_t expectations,
                                                 const xp_progress_t *progress,
                                                 xp_error_t error);

#endif
