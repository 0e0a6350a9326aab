/* The environment: agents, types, outcomes, values, costs, prior, outside options. */
#ifndef XP_MODEL_ENVIRONMENT_H
#define XP_MODEL_ENVIRONMENT_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/profiles.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

typedef enum
{
    XP_PRIOR_NONE = 0,
    XP_PRIOR_INDEPENDENT,
    XP_PRIOR_JOINT
} xp_prior_t;

/* On what an agent's outside option depends, apart from the agent. */
typedef enum
{
    XP_OUTSIDE_NONE = 0, /* it is 0 */
    XP_OUTSIDE_TYPE,     /* the own type */
    XP_OUTSIDE_PROFILE,  /* the profile */
    XP_OUTSIDE_OUTCOME,  /* the own type and the outcome chosen */
    XP_OUTSIDE_BOTH      /* the profile and the outcome chosen */
} xp_outside_t;

/*
 * A rational function of outcome and profile, asked one point at a time.  It
 * stands in for a table that would have one row for each profile when the
 * profiles are too many to list.  The context belongs to the model's source.
 * evaluate is NULL when there is none.  outcome is -1 where it has no meaning.
 */
typedef struct
{
    xp_status_t (*evaluate)(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error);
    const void *context;
} xp_function_t;

/*
 * One agent.  k is type_count, m the number of outcomes, K the number of profiles.
 *   value           private values: entry a * k + t; interdependent: a * K + index
 *   value_function  interdependent values when the profiles are not listed
 *                   (value is then empty)
 *   probability     independent prior: k entries that sum to 1; otherwise empty
 *   outside         by kind: empty, k, K, m * k (a * k + t), m * K (a * K + index)
 *   outside_function  for XP_OUTSIDE_PROFILE and _BOTH when not listed
 *   available       m flags: the outcome is available without this agent (A_-i)
 */
typedef struct
{
    char *name;
    slong type_count;
    char **type_label;
    int interdependent;
    xp_table_t value;
    xp_function_t value_function;
    xp_table_t probability;
    xp_outside_t outside_kind;
    xp_table_t outside;
    xp_function_t outside_function;
    unsigned char *available;
} xp_agent_struct;

/*
 * title and source may be NULL.  Labels are as first written in the model.
 *   cost   m entries
 *   joint  XP_PRIOR_JOINT: K entries that sum to 1; otherwise empty
 * A joint prior that factorises is stored as an independent one.
 * At least one outcome is available without each agent.
 */
typedef struct
{
    char *title;
    char *source;
    slong agent_count;
    xp_agent_struct *agent;
    slong outcome_count;
    char **outcome_label;
    xp_table_t cost;
    xp_profiles_t profiles;
    xp_prior_t prior;
    xp_table_t joint;
} xp_environment_struct;

typedef xp_environment_struct xp_environment_t[1];

void xp_environment_init(xp_environment_t environment);
void xp_environment_clear(xp_environment_t environment);
int xp_environment_is_valid(const xp_environment_t environment);

/*
 * Meaning   gives an empty environment its agents and outcomes: names NULL,
 *           type counts 0, no values, all outcomes available
 * Domain    environment is as after init; both counts >= 1
 */
void xp_environment_set_counts(xp_environment_t environment, slong agents, slong outcomes);

/* Whether no agent's value depends on another's type. */
int xp_environment_has_private_values(const xp_environment_t environment);

/*
 * Meaning   v_i(a, theta)
 * Domain    profile has one type for each agent; for private values only the
 *           agent's own entry is read
 * Failure   XP_INPUT from a formula that has no value there (division by zero)
 */
XP_MUST_USE xp_status_t xp_environment_value(fmpq_t value, const xp_environment_t environment,
                                             slong agent, slong outcome, const slong *profile,
                                             xp_error_t error);

/* Meaning   o_i at profile and outcome.  Domain and Failure as xp_environment_value. */
XP_MUST_USE xp_status_t xp_environment_outside(fmpq_t value, const xp_environment_t environment,
                                               slong agent, slong outcome,
                                               const slong *profile, xp_error_t error);

/*
 * Meaning   mu(theta), by index
 * Domain    there is a prior; the profiles are listed
 */
void xp_environment_probability(fmpq_t value, const xp_environment_t environment, slong index);

/* Meaning   the marginal probability of one type.  Cost: K for a joint prior. */
void xp_environment_type_probability(fmpq_t value, const xp_environment_t environment,
                                     slong agent, slong type);

#endif
