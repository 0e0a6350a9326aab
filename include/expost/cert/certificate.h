/* A certificate in memory: environment, rule, claim, evidence.  See expost-certificate(5). */
#ifndef XP_CERT_CERTIFICATE_H
#define XP_CERT_CERTIFICATE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/check/check.h>
#include <expost/exist/decide.h>
#include <expost/exist/interim_tables.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/model/environment.h>
#include <expost/model/mechanism.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/rule/balance.h>

typedef enum
{
    XP_CLAIM_SATISFIES = 0,
    XP_CLAIM_VIOLATES,
    XP_CLAIM_IMPOSSIBLE,
    XP_CLAIM_OPTIMUM,
    XP_CLAIM_UNBOUNDED,
    XP_CLAIM_GROVES_BALANCE,
    XP_CLAIM_GROVES_NO_BALANCE,
    XP_CLAIM_IMPLEMENTABLE,
    XP_CLAIM_NOT_IMPLEMENTABLE,
    XP_CLAIM_COUNT
} xp_claim_t;

/*
 * Everything a certificate states.  What the claim does not use is empty.
 *   environment   owned when own_environment, otherwise it outlives the certificate
 *   reduced       the reduced form: tables are stated, environment gives only the agents,
 *                 their types and the independent prior
 *   rule          the fixed rule, listed but in reduced form; has_rule = 0: free
 *   question      as claimed: properties, deterministic, objective, maximise,
 *                 objective_agent; environment and rule point to those above
 *   value         XP_CLAIM_OPTIMUM
 *   interim       IMPLEMENTABLE, NOT_IMPLEMENTABLE: bic, otherwise dsic
 *   found         the rule of a mechanism under a free rule
 *   has_payment, payment, ray   n K entries, number index n + i; reduced: the sum of
 *                 k_i entries, agent by agent
 *   row           VIOLATES
 *   proof         IMPOSSIBLE, OPTIMUM
 *   h             GROVES_BALANCE: a table for each agent, one entry for each line
 *   cube_profile, cube_base, cube_sum
 *   potential     IMPLEMENTABLE: a table for each agent, entry line * k + t; interim:
 *                 entry t (not read for types of probability 0)
 *   cycle_agent, cycle_others (-1: interim), cycle_node, cycle_length
 */
typedef struct
{
    const xp_environment_struct *environment;
    int own_environment;
    int reduced;
    xp_interim_tables_t tables;
    int has_rule;
    xp_rule_t rule;
    xp_claim_t claim;
    xp_question_t question;
    fmpq_t value;
    int interim;
    xp_rule_t found;
    int has_payment;
    xp_table_t payment;
    xp_table_t ray;
    xp_row_key_t row;
    xp_proof_t proof;
    xp_table_struct *h;
    slong *cube_profile;
    slong *cube_base;
    fmpq_t cube_sum;
    xp_table_struct *potential;
    slong cycle_agent;
    slong cycle_others;
    slong *cycle_node;
    slong cycle_length;
} xp_certificate_struct;

typedef xp_certificate_struct xp_certificate_t[1];

void xp_certificate_init(xp_certificate_t certificate);
void xp_certificate_clear(xp_certificate_t certificate);
void xp_certificate_swap(xp_certificate_t a, xp_certificate_t b);

/*
 * Meaning   the certificate of a decision
 * Domain    decision->verdict is not XP_UNKNOWN; the question's environment outlives the
 *           certificate
 * Result    satisfies, optimum, unbounded, impossible, or violates eff; XP_EFF is taken out
 *           of the claimed properties of a fixed efficient rule, where it is no
 *           claim about payments, except in satisfies
 * Failure   XP_LIMIT: as xp_certificate_require, or no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_certificate_set_decision(xp_certificate_t certificate,
                                                    const xp_question_t *question,
                                                    const xp_decision_t decision,
                                                    const xp_progress_t *progress,
                                                    xp_error_t error);

/*
 * Meaning   whether a certificate that is not in reduced form can be written
 * Failure   XP_LIMIT: the profiles are not listed
 */
XP_MUST_USE xp_status_t xp_certificate_require(const xp_question_t *question, xp_error_t error);

/*
 * Meaning   the same in reduced form; the profiles need not be listed
 * Failure   XP_INPUT: the decision is not of the interim method, or the objective is
 *           worst-deficit; XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_certificate_set_reduced(xp_certificate_t certificate,
                                                   const xp_question_t *question,
                                                   const xp_decision_t decision,
                                                   const xp_progress_t *progress,
                                                   xp_error_t error);

/*
 * Meaning   the certificate of what was asked of a mechanism: satisfies all, or violates the
 *           first that fails (of pareto eff or sbb).  cmon, bmon, asked alone: implementable
 *           or not
 * Domain    findings are of this mechanism
 * Failure   XP_INPUT: cmon or bmon together with others; bmon fails under a joint prior
 *           (which proves nothing); XP_LIMIT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_certificate_set_findings(xp_certificate_t certificate,
                                                    const xp_mechanism_t mechanism,
                                                    const xp_findings_t findings,
                                                    const xp_progress_t *progress,
                                                    xp_error_t error);

/* Meaning   the certificate of xp_balance_decide; rule is the efficient one, listed. */
XP_MUST_USE xp_status_t xp_certificate_set_balance(xp_certificate_t certificate,
                                                   const xp_environment_t environment,
                                                   const xp_rule_t rule,
                                                   const xp_balance_t balance,
                                                   xp_error_t error);

/*
 * Meaning   adds the text of a certificate, the same bytes for the same certificate
 * Cost      the text
 */
void xp_certificate_write(xp_string_t out, const xp_certificate_t certificate);

/* Meaning   adds the lines before the claim: environment and rule (NULL: free). */
void xp_certificate_write_environment(xp_string_t out, const xp_environment_t environment,
                                      const xp_rule_struct *rule);

/*
 * Meaning   reads a certificate
 * Domain    path is for messages, may be NULL
 * Result    a certificate that owns its environment.  The form is checked, the claim is
 *           not: that is for the verifiers
 * Failure   XP_INPUT with line and column; XP_LIMIT: too large
 */
XP_MUST_USE xp_status_t xp_certificate_read(xp_certificate_t certificate, const char *text,
                                            size_t length, const char *path, xp_error_t error);

#endif
