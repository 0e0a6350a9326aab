/* What a convolution needs of the environment, for one agent, in integers. */
#ifndef XP_RULE_CONVOLUTION_PLAN_H
#define XP_RULE_CONVOLUTION_PLAN_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/num/tier.h>

/*
 * The types of one other agent, by their vectors of differences D(b) = v(b) - v(0).
 *   count    distinct vectors
 *   weight   the probabilities of each over the agent's common denominator (0 is kept)
 *   reach    the largest digit of each column, see below
 *   key      count times limbs words
 */
typedef struct
{
    slong count;
    xp_table_t weight;
    xp_table_t vector;
    fmpz *reach;
    uint64_t *key;
} xp_convolution_part_struct;

/*
 * Column b = 1, ..., m - 1 (at b - 1) of the sum of the others' vectors, less the cost, is
 * offset + unit * digit with 0 <= digit < radix.  A vector is known by its key, the number
 * with these digits in the mixed base, of limbs words of 64 bits, the lowest first: the key
 * of a sum of vectors is the sum of their keys, without a carry from digit to digit.
 *   part         the other agents, in the order in which they are added
 *   own          entry r * m + b: D of the agent for the r-th of its reports distinct vectors
 *   report       which of them a type has
 *   available    m flags: the outcome is available without the agent
 *   denominator  own, offset and unit are over it
 *   total        the weights of each stage are over it or over a divisor of it
 *   share        1, or for ties by lottery a number that 1, ..., m divide
 *   base         E[S(0)]
 *   bound        see rule/convolution_kernel.h
 *   tier         the arithmetic; may be raised before the kernel runs
 */
typedef struct
{
    slong outcomes;
    xp_ties_t ties;
    slong parts;
    xp_convolution_part_struct *part;
    fmpz *offset;
    fmpz *unit;
    fmpz *radix;
    fmpz_t lattice;
    slong limbs;
    slong reports;
    xp_table_t own;
    slong *report;
    const unsigned char *available;
    fmpz_t denominator;
    fmpz_t total;
    fmpz_t share;
    fmpq_t base;
    fmpz_t bound;
    xp_tier_t tier;
} xp_convolution_plan_struct;

typedef xp_convolution_plan_struct xp_convolution_plan_t[1];

void xp_convolution_plan_init(xp_convolution_plan_t plan);
void xp_convolution_plan_clear(xp_convolution_plan_t plan);

/*
 * Meaning   the plan for one agent
 * Domain    plan is as after init; an independent prior and private values; environment stays
 *           as it is while the plan is used
 * Failure   XP_LIMIT: no memory
 * Cost      for each agent m types, and sorting the types
 */
XP_MUST_USE xp_status_t xp_convolution_plan_set(xp_convolution_plan_t plan,
                                                const xp_environment_struct *environment,
                                                slong agent, xp_ties_t ties, xp_error_t error);

/*
 * Meaning   the distinct vectors of v(b) - v(0), b = 1, ..., columns, that the agent's types
 *           have: *count of them in ascending order over denominator, at the head of vectors
 * Domain    vectors is as after init, *number NULL; private values, whose denominator divides
 *           denominator
 * Result    (*number)[t] is which of them type t has; owned by the caller (free), also when the
 *           call fails
 * Failure   XP_LIMIT: no memory; the outputs then hold anything
 */
XP_MUST_USE xp_status_t xp_convolution_vectors_set(xp_table_t vectors, slong **number,
                                                   slong *count, const xp_agent_struct *agent,
                                                   slong columns, const fmpz_t denominator,
                                                   xp_error_t error);

/* Meaning   see xp_convolution_cost. */
void xp_convolution_plan_cost(fmpz_t cost, const xp_convolution_plan_t plan);

#endif
