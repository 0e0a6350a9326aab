/* Payments of each agent, as a sum of terms over small tables. */
#ifndef XP_MODEL_PAYMENTS_H
#define XP_MODEL_PAYMENTS_H

#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * What one term of a payment depends on; a is the (expected) choice at the profile.
 *   XP_TERM_CONSTANT  1
 *   XP_TERM_COST      c(a)
 *   XP_TERM_VALUE     v_agent(a, theta)
 *   XP_TERM_CLARKE    max over b in A_-agent of the sum of v_j(b), j != agent, less c(b)
 *   XP_TERM_OUTSIDE   o_agent at the profile and a
 *   XP_TERM_TYPE      table[type of agent]
 *   XP_TERM_CHOICE    table[a * k + type of agent], k the number of agent's types
 *   XP_TERM_OTHERS    table[line of agent], a function of the others' types
 *   XP_TERM_PROFILE   table[index of the profile]
 *   XP_TERM_FUNCTION  function at outcome a and profile, averaged over the lottery;
 *                     where no table is made (of others' types and the outcome, or unlisted)
 */
typedef enum
{
    XP_TERM_CONSTANT = 0,
    XP_TERM_COST,
    XP_TERM_VALUE,
    XP_TERM_CLARKE,
    XP_TERM_OUTSIDE,
    XP_TERM_TYPE,
    XP_TERM_CHOICE,
    XP_TERM_OTHERS,
    XP_TERM_PROFILE,
    XP_TERM_FUNCTION
} xp_term_kind_t;

typedef struct
{
    xp_term_kind_t kind;
    slong agent;
    fmpq_t coefficient;
    xp_table_t table;
    xp_function_t function;
} xp_term_struct;

/* p_i is the sum of coefficient * term over count terms. */
typedef struct
{
    xp_term_struct *term;
    slong count;
    size_t room;
} xp_payment_struct;

/* One payment for each agent.  agent_count 0: no payments are given. */
typedef struct
{
    slong agent_count;
    xp_payment_struct *payment;
} xp_payments_struct;

typedef xp_payments_struct xp_payments_t[1];

void xp_payments_init(xp_payments_t payments);
void xp_payments_clear(xp_payments_t payments);
void xp_payments_swap(xp_payments_t a, xp_payments_t b);
void xp_payments_set(xp_payments_t payments, const xp_payments_t source);

/* Meaning   all payments 0, for agents agents; what was there is cleared. */
void xp_payments_set_zero(xp_payments_t payments, slong agents);

/*
 * Meaning   adds a term to p_payer
 * Result    the new term, coefficient 1, table empty, no function, owned by
 *           payments; valid until the next term is added to the same payer
 */
xp_term_struct *xp_payments_add_term(xp_payments_t payments, slong payer, xp_term_kind_t kind,
                                     slong agent);

#endif
