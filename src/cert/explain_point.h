/* The mechanism that a certificate states, at a profile and in expectation. */
#ifndef XP_CERT_EXPLAIN_POINT_H
#define XP_CERT_EXPLAIN_POINT_H

#include <expost/check/check.h>
#include <expost/exist/row.h>
#include <expost/model/mechanism.h>

#include "cert/explain_impl.h"

/* Its rule: the fixed one, or the one found. */
const xp_rule_struct *xp_stated_rule(const xp_explanation_t *e);

/* p_agent at the profile; 0 when no payments are stated. */
void xp_stated_payment(fmpq_t value, const xp_explanation_t *e, slong agent, slong index);

/* The mechanism, to be asked by xp_check.  Failure: XP_LIMIT. */
XP_MUST_USE xp_status_t xp_stated_mechanism(xp_mechanism_t mechanism, const xp_explanation_t *e,
                                            xp_error_t error);

/*
 * v_agent of what the rule chooses at profile chosen, when the profile is truth; its
 * outside option likewise; the cost there
 */
XP_MUST_USE xp_status_t xp_value_at(fmpq_t value, xp_explanation_t *e, slong agent, slong chosen,
                                    slong truth, xp_error_t error);
XP_MUST_USE xp_status_t xp_outside_at(fmpq_t value, xp_explanation_t *e, slong agent, slong index,
                                      xp_error_t error);
void xp_cost_at(fmpq_t value, xp_explanation_t *e, slong index);

/*
 * In reduced form, how a vector of interim payments stands to a property: inequalities,
 * the smallest slack; as_ray: with 0 in place of all that is known.  1 when it holds.
 */
int xp_interim_slack(fmpq_t slack, slong *count, const xp_explanation_t *e,
                     xp_property_t property, const xp_table_t payment, int as_ray);

/* Tables: profile, outcome and, when stated, a number for each agent; a number of each type. */
void xp_explain_profiles(xp_explanation_t *e, const xp_table_t numbers, int stated);
void xp_explain_types(xp_explanation_t *e, const xp_table_t numbers, const char *heading);

/* The mechanism that the certificate states. */
void xp_explain_payments(xp_explanation_t *e);

/* m_agent(type) that is stated in reduced form. */
void xp_stated_mean(fmpq_t value, const xp_explanation_t *e, slong agent, slong type);

/* In reduced form, left less right side of a row at these payments: kinds bic to eawbb. */
void xp_reduced_slack(fmpq_t slack, const xp_explanation_t *e, const xp_row_key_t *key);

#endif
