/* The environment: agents, types, outcomes, values, costs, prior, outside options. */
#ifndef XP_VERIFY_ENVIRONMENT_H
#define XP_VERIFY_ENVIRONMENT_H

#include <stddef.h>

#include <gmp.h>

#include "verify/number.h"
#include "verify/reader.h"

/* Numbers that are not 0 at increasing keys. */
typedef struct
{
    size_t *key, space;
    xp_numbers_t number;
} xp_sparse_struct;
typedef xp_sparse_struct xp_sparse_t[1];

typedef enum
{
    XP_NO_PRIOR,
    XP_INDEPENDENT,
    XP_JOINT
} xp_prior_t;

typedef enum
{
    XP_OUT_NONE,
    XP_OUT_TYPE,
    XP_OUT_PROFILE,
    XP_OUT_OUTCOME,
    XP_OUT_BOTH
} xp_out_t;

typedef struct
{
    char *name;
    size_t types;
    size_t stride;         /* the type of this agent at profile t is t / stride % types */
    int interdependent;
    xp_sparse_t value;     /* at outcome * types + type, or at outcome * profiles + profile */
    xp_out_t out_kind;
    xp_numbers_t out;      /* at the type or profile, or outcome * types + type, and so on */
    xp_numbers_t chance;   /* independent prior: of each type */
    xp_numbers_t gain;     /* reduced form: at type * types + report */
    size_t first;          /* reduced form: the number of the interim payment of type 0 */
} xp_agent_t;

typedef struct
{
    size_t agents, outcomes;
    size_t profiles;       /* reduced form: types, those of all agents */
    int reduced, interdependent;
    xp_agent_t *agent;
    size_t space;
    xp_sparse_t cost;      /* at the outcome */
    xp_prior_t prior;
    xp_sparse_t joint;     /* joint prior: at the profile */
    mpz_t *weight, common; /* by xp_weigh: the probability of t is weight[t] / common */
    mpq_t expected_cost;
    mpq_t scratch, sum;
    mpz_t integer;
} xp_environment_struct;
typedef xp_environment_struct xp_environment_t[1];

void xp_environment_init(xp_environment_t environment);
void xp_environment_clear(xp_environment_t environment);

/* Reads what stands behind `environment`, up to the record behind it; reduced is set. */
void xp_environment_read(xp_environment_t environment, xp_reader_t reader);
/* Reads the records agents, agent and type alone, and those of the prior alone. */
void xp_agents_read(xp_environment_t environment, xp_reader_t reader);
void xp_prior_read(xp_environment_t environment, xp_reader_t reader);

static inline size_t xp_type_at(const xp_agent_t *agent, size_t profile)
{
    return profile / agent->stride % agent->types;
}

/* The profile in which the agent has this type instead. */
static inline size_t xp_with_type(const xp_agent_t *agent, size_t profile, size_t type)
{
    return profile + type * agent->stride - xp_type_at(agent, profile) * agent->stride;
}

/* The profile that is number `others` of those in which the agent has this type. */
static inline size_t xp_profile_of(const xp_agent_t *agent, size_t others, size_t type)
{
    return others / agent->stride * agent->stride * agent->types + type * agent->stride +
           others % agent->stride;
}

/* Reads one type for each agent except one (XP_NOBODY: for each); he gets type 0. */
#define XP_NOBODY ((size_t) -1)
size_t xp_profile_read(const xp_environment_t environment, xp_reader_t reader, size_t except);
/* Reads the types of this very profile; no field for the agent `except`. */
void xp_profile_is(const xp_environment_t environment, xp_reader_t reader, size_t profile,
                   size_t except);

/* These return NULL in place of 0. */
mpq_srcptr xp_value(const xp_environment_t environment, size_t agent, size_t outcome,
                    size_t profile);
mpq_srcptr xp_cost(const xp_environment_t environment, size_t outcome);
mpq_srcptr xp_outside(const xp_environment_t environment, size_t agent, size_t outcome,
                      size_t profile);

/* S(outcome, profile), as a sum. */
void xp_surplus(mpq_t sum, const xp_environment_t environment, size_t outcome, size_t profile,
                mpz_t scratch);

/* Makes the table of weights. */
void xp_weigh(xp_environment_t environment, xp_reader_t reader);

#endif
