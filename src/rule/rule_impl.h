/* What the mechanisms of this room share. */
#ifndef XP_RULE_RULE_IMPL_H
#define XP_RULE_RULE_IMPL_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>
#include <expost/model/mechanism_name.h>
#include <expost/model/model.h>
#include <expost/rule/expectations.h>
#include <expost/rule/mechanism.h>

/* What a mechanism needs of the model. */
#define XP_NEEDS_PRIVATE 1     /* private values */
#define XP_NEEDS_EFFICIENT 2   /* the efficient rule */
#define XP_NEEDS_PRIOR 4       /* a prior */
#define XP_NEEDS_INDEPENDENT 8 /* an independent one */
#define XP_NEEDS_TWO 16        /* two agents or more */
#define XP_NEEDS_PROFILES 32   /* all profiles, whatever expectations can be had without */
#define XP_NEEDS_NO_RULE 64    /* it brings its own rule, so the model states none */
#define XP_NEEDS_GROVES (XP_NEEDS_PRIVATE | XP_NEEDS_EFFICIENT)
#define XP_NEEDS_OWN (XP_NEEDS_PRIVATE | XP_NEEDS_NO_RULE)

/*
 * What is asked for besides the name.
 *   argument  the number in parentheses; 0 when there is none
 */
typedef struct
{
    xp_ir_t ir;
    const fmpq *argument;
} xp_request_t;

/*
 * The builders fill mechanism->payments and what belongs to them.  The environment, the name
 * and the rule (an efficient one is not listed) are there already, and what the mechanism needs
 * is given, but for expectations that cannot be had: XP_LIMIT.  expectations are those under
 * the rule.  A mechanism that brings its own rule (XP_NEEDS_NO_RULE) sets it too, best by
 * xp_mechanism_set_rule, and asks for no expectations.
 */
typedef xp_status_t xp_mechanism_builder_t(xp_mechanism_t mechanism, const xp_model_t model,
                                           xp_expectations_t expectations,
                                           const xp_request_t *request,
                                           const xp_progress_t *progress, xp_error_t error);
xp_mechanism_builder_t xp_groves_build;
xp_mechanism_builder_t xp_pivot_build;
xp_mechanism_builder_t xp_ir_vcg_build;
xp_mechanism_builder_t xp_dagv_build;
xp_mechanism_builder_t xp_cyclic_build;
xp_mechanism_builder_t xp_balanced_groves_build;
xp_mechanism_builder_t xp_bailey_build;
xp_mechanism_builder_t xp_cavallo_build;
xp_mechanism_builder_t xp_guo_conitzer_build;
xp_mechanism_builder_t xp_optimal_linear_build;
xp_mechanism_builder_t xp_green_laffont_build;
xp_mechanism_builder_t xp_second_price_build;
xp_mechanism_builder_t xp_posted_price_build;
xp_mechanism_builder_t xp_myerson_build;
xp_mechanism_builder_t xp_cremer_mclean_build;
xp_mechanism_builder_t xp_stated_build;

/*
 * A mechanism by name.  rebalance(M) has no builder of its own: its payments are those
 * of M, turned into balanced ones by xp_rebalance.
 */
typedef struct
{
    const char *word;
    unsigned needs;
    xp_mechanism_builder_t *build;
} xp_mechanism_kind_t;

/* As xp_mechanism_name_parse; *base is the kind inside. */
XP_MUST_USE xp_status_t xp_mechanism_parse(const xp_mechanism_kind_t **base, size_t *depth,
                                           fmpq_t argument, const char *name,
                                           xp_error_t error);

/* What stands in parentheses behind the word of a kind. */
xp_argument_t xp_mechanism_argument(const xp_mechanism_kind_t *kind);

/* Gives the mechanism what its rule and payments point into; it clears it. */
void xp_mechanism_set_context(xp_mechanism_t mechanism, void *context,
                              void (*context_clear)(void *context));

/*
 * Meaning   the rule that gives these weights: listed when the profiles are, otherwise asked
 *           one profile at a time
 * Domain    weights as in xp_rule_struct, of mechanism->context
 * Failure   XP_LIMIT: no memory; as weights; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_mechanism_set_rule(
    xp_mechanism_t mechanism,
    xp_status_t (*weights)(fmpq *weight, const void *context, const slong *profile,
                           xp_error_t error),
    const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   adds coefficient times a function to p_payer: of the others' types alone (by_others),
 *           or of the profile.  It becomes a table when the profiles are listed
 * Domain    evaluate does not look at the outcome; its context is mechanism->context and its
 *           agent the payer; by_others: the payer's own type is any
 * Failure   XP_LIMIT: no memory; as evaluate; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_mechanism_add_function(
    xp_mechanism_t mechanism, slong payer, int by_others, slong coefficient,
    xp_status_t (*evaluate)(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error),
    const xp_progress_t *progress, xp_error_t error);

/* XP_OK when the model has what `name` needs; otherwise XP_REFUSED, XP_INPUT or XP_LIMIT. */
XP_MUST_USE xp_status_t xp_mechanism_require(const xp_model_t model, const char *name,
                                             unsigned needs, xp_error_t error);

/* Adds -X_i(theta) = c(a) - sum of v_j(a), j != i, to the payment of i, the payer. */
void xp_groves_add_externality(xp_payments_t payments, slong payer);

/* Sets p_i to the pivot payment, for every i. */
void xp_pivot_set_payments(xp_payments_t payments, slong agents);

/*
 * Meaning   replaces the payments by balanced ones
 * Domain    independent prior, n >= 2; expectations are those under the mechanism's rule
 * Failure   XP_LIMIT: no memory, or expectations that cannot be had; XP_INPUT from a formula;
 *           XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_rebalance(xp_mechanism_t mechanism, xp_expectations_t expectations,
                                     const xp_progress_t *progress, xp_error_t error);

/* Whether a term depends on the choice at the profile, so that a listed rule is needed. */
int xp_terms_are_by_choice(const xp_environment_struct *environment,
                           const xp_payment_struct *payment);

/*
 * Meaning   *listed is the rule when it is listed, otherwise copy, which becomes the same rule
 *           listed
 * Domain    copy is as after init; rule and copy outlive *listed
 * Failure   XP_LIMIT: too many profiles, or no memory; XP_INPUT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_rule_listed(const xp_rule_struct **listed, xp_rule_t copy,
                                       const xp_rule_struct *rule,
                                       const xp_environment_struct *environment,
                                       const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the sum of the terms at every profile.  A rule that is not listed is listed for it
 *           when a term needs that
 * Failure   XP_LIMIT: too many profiles, or no memory; XP_INPUT from a formula; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_terms_list(xp_table_t table, const xp_mechanism_t mechanism,
                                      const xp_payment_struct *payment,
                                      const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   mean: E[the sum of the terms | type of agent], one entry for each type; name is that
 *           of the mechanism, for the error
 * Failure   as xp_expectations_of
 */
XP_MUST_USE xp_status_t xp_mean_table(xp_table_t mean, xp_expectations_t expectations,
                                      const xp_payment_struct *sum, slong agent,
                                      const char *name, const xp_progress_t *progress,
                                      xp_error_t error);

/* Meaning   the probability of each type of an agent.  Cost K for a joint prior. */
void xp_type_probabilities(fmpq *probability, const xp_environment_t environment, slong agent);

#endif
