/* An environment whose types are intervals. */
#ifndef XP_MODEL_CONTINUOUS_H
#define XP_MODEL_CONTINUOUS_H

#include <expost/model/distribution.h>
#include <expost/model/expression.h>

/*
 * One agent; the type lies in [low, high].  m is outcome_count, or 1 for a real decision.
 *   value      m expressions of TYPE 0 .. n - 1 (private values: only the own) and DECISION;
 *              NULL: 0
 *   outside    m expressions: the outside option when that outcome is chosen; NULL: 0.  For
 *              most models all m are the same
 *   payment    m expressions, or NULL when the file states none
 *   groves_h   h_i of `payments groves { }`, or NULL
 *   available  m flags: the outcome is available without this agent
 */
typedef struct
{
    char *name;
    fmpq_t low;
    fmpq_t high;
    int has_prior;
    xp_distribution_t distribution;
    int has_share;
    xp_real_t share;
    const xp_expression_struct **value;
    const xp_expression_struct **outside;
    const xp_expression_struct **payment;
    const xp_expression_struct *groves_h;
    unsigned char *available;
} xp_interval_agent_struct;

typedef enum
{
    XP_INTERVAL_EFFICIENT = 0, /* the efficient rule */
    XP_INTERVAL_FORMULA,       /* a real decision: rule = decision */
    XP_INTERVAL_CASES          /* outcome choice[c] at the first condition[c] that holds */
} xp_interval_rule_t;

/*
 *   outcome_count, outcome_label   named or numbered outcomes; 0 for a real decision
 *   outcome_value  those of a decision variable with finitely many values, else NULL
 *   owner      owner[i]: the outcome owner(i), or -1; NULL when there is none.  A file that states
 *              neither outcomes nor values, but a share for every agent, is read as `outcomes
 *              owner(agents)` with `value owner(self) = t`
 *   decision   name of the decision variable of a real decision, else NULL
 *   has_bounds, low, high   `outcomes x in [low, high]`
 *   cost       m expressions (of DECISION), NULL: 0
 *   condition[c] is NULL for `otherwise`.  An outcome that is a lottery is refused by the reader
 *   mechanism  "payments NAME" as written, or NULL
 */
typedef struct
{
    slong agent_count;
    xp_interval_agent_struct *agent;
    slong outcome_count;
    char **outcome_label;
    fmpq *outcome_value;
    slong *owner;
    char *decision;
    int has_bounds;
    fmpq_t low;
    fmpq_t high;
    const xp_expression_struct **cost;
    int rule_stated;
    xp_interval_rule_t rule;
    const xp_expression_struct *formula;
    slong case_count;
    const xp_expression_struct **condition;
    slong *choice;
    char *mechanism;
    int has_payments;
    int has_groves_h;
    xp_pool_t pool;
} xp_continuous_struct;

typedef xp_continuous_struct xp_continuous_t[1];

void xp_continuous_init(xp_continuous_t model);
void xp_continuous_clear(xp_continuous_t model);
void xp_continuous_swap(xp_continuous_t a, xp_continuous_t b);

/* Gives an empty model its agents and m = max(outcomes, 1) places for each. */
void xp_continuous_set_counts(xp_continuous_t model, slong agents, slong outcomes);

/* Whether every agent has a prior, a share; whether no value reads another's type. */
int xp_continuous_has_priors(const xp_continuous_t model);
int xp_continuous_has_shares(const xp_continuous_t model);
int xp_continuous_has_private_values(const xp_continuous_t model);

#endif
