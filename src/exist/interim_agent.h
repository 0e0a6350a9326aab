/* The interim payments of each agent: the largest, the least, and what proves that they are. */
#ifndef XP_EXIST_INTERIM_AGENT_H
#define XP_EXIST_INTERIM_AGENT_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/exist/interim_tables.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/graph/cycle.h>
#include <expost/graph/tree.h>
#include <expost/model/payments.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/rule/expectations.h>

#include "exist/aim.h"
#include "exist/ranges.h"

/*
 * The type graph of one agent, its nodes the types of positive probability; all numbers
 * are integers over denominator.
 *   probability    numerators, over the prior's denominator whole
 *   absent         flags of the types of probability 0; NULL when there are none
 *   level          entry t * k + r: E v when the true type is t and the report r
 *   has_ceiling    iir: a payment of t is at most level[t, t] - E[o | t]
 *   has_floor      a payment of t is at least floor[t] (npt; wbb of a single agent)
 *   high           distances: the largest payments; without a ceiling any that are bic
 *   low            has_floor: distances -(the least payments), in the graph of turned edges
 */
typedef struct
{
    slong agent;
    slong types;
    const fmpz *probability;
    const fmpz *whole;
    unsigned char *absent;
    xp_table_t own;
    const fmpz *level;
    fmpz_t denominator;
    int has_ceiling;
    int has_floor;
    fmpz *floor;
    xp_tree_t high;
    xp_tree_t low;
} xp_interim_agent_struct;

/*
 * Everything that the interim method knows of a question.
 *   expectations  under its rule
 *   properties   reduced
 *   agent        count of them are set
 *   value        E v_i of each agent, truthful
 *   sum_row      the named row behind the sum of ranges, XP_ROW_EABB or XP_ROW_EAWBB
 *   balanced     payments that add up to the cost, and a constant, at every profile
 */
typedef struct
{
    const xp_question_t *question;
    const xp_environment_struct *environment;
    xp_properties_t properties;
    xp_aim_t aim;
    xp_expectations_t expectations;
    xp_interim_tables_t tables;
    xp_interim_agent_struct *agent;
    slong count;
    fmpq *value;
    xp_ranges_t ranges;
    xp_row_kind_t sum_row;
    int balanced;
} xp_interim_work_struct;

static inline int xp_has_property(xp_properties_t properties, xp_property_t property)
{
    return (properties & XP_PROPERTY_BIT(property)) != 0;
}

/*
 * Meaning   the graph of an agent and its largest and least payments
 * Domain    cost: c(a) at each profile of a single agent with wbb, otherwise NULL
 * Result    cycle is empty, or a negative one (then high and low are empty)
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_interim_agent_set(xp_interim_agent_struct *agent, xp_cycle_t cycle,
                                             const xp_interim_work_struct *work, slong index,
                                             const xp_table_struct *cost, xp_error_t error);
void xp_interim_agent_clear(xp_interim_agent_struct *agent);

/* Meaning   E of the distances of one of the trees. */
void xp_interim_agent_mean(fmpq_t mean, const xp_interim_agent_struct *agent,
                           const xp_tree_struct *tree);

/*
 * The multipliers, each added to the open leaf of a proof:
 *   cycle   of a negative cycle: it adds up to 0 >= q > 0
 *   short   of a type whose largest payment is below its floor: the same
 *   ranges  of what the ranges use
 */
void xp_interim_prove_cycle(xp_proof_t proof, const xp_interim_agent_struct *agent,
                            const xp_cycle_struct *cycle);
void xp_interim_prove_short(xp_proof_t proof, const xp_interim_work_struct *work,
                            const xp_interim_agent_struct *agent, slong type);
void xp_interim_prove_ranges(xp_proof_t proof, const xp_interim_work_struct *work);

/*
 * Meaning   whether the leaf adds up, in interim payments, to 0 >= q > 0 (optimum = 0),
 *           or to the aim, with value
 */
int xp_interim_verify(const xp_proof_t proof, const xp_interim_work_struct *work, int optimum,
                      const fmpq_t value);

/*
 * Meaning   payments with the interim payments that the ranges chose; what a type of
 *           probability 0 pays is so much that nobody reports it.  Sums of constants, functions
 *           of single types and the cost: nothing is listed
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_interim_payments(xp_payments_t payments,
                                            xp_interim_work_struct *work,
                                            const xp_progress_t *progress, xp_error_t error);

#endif
