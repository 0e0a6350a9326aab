/* Sums of terms of payments: what a property is about at a profile. */
#ifndef XP_CHECK_TERMS_H
#define XP_CHECK_TERMS_H

#include <expost/model/environment.h>
#include <expost/model/payments.h>

/* A sum without terms; its tables are those of the payments added, which must stay. */
void xp_terms_init(xp_payment_struct *sum);
void xp_terms_clear(xp_payment_struct *sum);

/*
 * Meaning   adds coefficient times a term without a table
 * Result    like terms are one, and none has the coefficient 0
 */
void xp_terms_add(xp_payment_struct *sum, xp_term_kind_t kind, slong agent, slong coefficient);

/* Meaning   adds sign (1 or -1) times a payment. */
void xp_terms_add_payment(xp_payment_struct *sum, const xp_payment_struct *payment, slong sign);

/* Meaning   adds what agent gets less the outside option: v_i - p_i - o_i. */
void xp_terms_add_gain(xp_payment_struct *sum, const xp_environment_struct *environment,
                       const xp_payments_struct *payments, slong agent);

/* Meaning   adds the payments of all agents, less the cost. */
void xp_terms_add_budget(xp_payment_struct *sum, const xp_environment_struct *environment,
                         const xp_payments_struct *payments);

#endif
