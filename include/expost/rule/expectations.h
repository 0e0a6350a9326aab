/* What payments, values and choices come to on average, given the own type. */
#ifndef XP_RULE_EXPECTATIONS_H
#define XP_RULE_EXPECTATIONS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/payments.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>
#include <expost/num/tier.h>

/*
 * How expectations are found.
 *   XP_WAY_PROFILES     by going through the profiles, which must be listed
 *   XP_WAY_CONVOLUTION  from the distribution of the sum of the others' values over distinct
 *                       vectors: for independent private values and the efficient rule
 */
typedef enum
{
    XP_WAY_PROFILES = 0,
    XP_WAY_CONVOLUTION
} xp_way_t;

/*
 * Expectations under one rule in one environment, neither of them owned.
 *   way       the cheaper one by estimate, where both are possible: convolution when its costs
 *             for all agents (xp_convolution_cost, agents who are alike once) add up to less than
 *             n K (n + m), a pass over the profiles for each agent
 *   tier_least  an arithmetic at least this wide is used going through profiles (tests)
 *   tier      the widest arithmetic that profiles were gone through in so far; XP_TIER_FMPZ
 *             after a convolution
 * The rest is kept from one question to the next: a list of the choices when the rule has
 * none, the reduced form of the rule for each agent (Border 1991).
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    xp_way_t way;
    xp_tier_t tier_least;
    xp_tier_t tier;
    xp_rule_t listed;
    struct xp_convolved *convolved;
    xp_table_struct *weight;
} xp_expectations_struct;

typedef xp_expectations_struct xp_expectations_t[1];

/* Meaning   no expectation is known yet; the way is chosen.  Domain: there is a prior. */
void xp_expectations_init(xp_expectations_t expectations,
                          const xp_environment_struct *environment, const xp_rule_struct *rule);
void xp_expectations_clear(xp_expectations_t expectations);

/*
 * Meaning   whether the expectation of a sum of terms given the type of agent (-1: of no agent)
 *           can be had: always when the profiles are listed; otherwise by convolution, when every
 *           term is XP_TERM_CONSTANT, _COST, _TYPE, _CLARKE of agent, _VALUE, _OUTSIDE (not by
 *           profile) or _CHOICE of agent, and _VALUE of others with one coefficient for all of
 *           them (the externality); of no agent: _VALUE, _OUTSIDE, _CHOICE, _CLARKE of anyone
 * Failure   XP_LIMIT: the error says how many profiles there are, what would go through them
 *           (`what`), and why the convolution does not apply
 */
XP_MUST_USE xp_status_t xp_expectations_require(const xp_expectations_t expectations,
                                                const xp_payment_struct *sum, slong agent,
                                                const char *what, xp_error_t error);

/* How xp_expectations_of would find it: by convolution only where that is the way and suits it. */
xp_way_t xp_expectations_way(const xp_expectations_t expectations, const xp_payment_struct *sum,
                             slong agent);

/*
 * Meaning   mean[t] = E[the sum of the terms | theta_agent = t], for each type t; with agent
 *           = -1: mean[0] = E[the sum of the terms]
 * Domain    sum: terms as in a payment, over this environment and rule
 * Result    for a type of probability 0: under an independent prior the expectation over the
 *           others' types, under a joint one 0
 * Failure   as xp_expectations_require; XP_LIMIT: no memory; XP_INPUT from a formula; XP_STOPPED
 * Cost      through profiles K additions for each term; by convolution see rule/convolution.h,
 *           once for each agent, and then k m for each term
 * Source    Border 1991 for the reduced form
 */
XP_MUST_USE xp_status_t xp_expectations_of(fmpq *mean, xp_expectations_t expectations,
                                           const xp_payment_struct *sum, slong agent,
                                           const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   *weight: entry b * k + r is the probability, over the others' types, that outcome b
 *           is chosen when agent reports r; owned by expectations
 * Domain    independent prior
 * Failure   XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_expectations_weights(const xp_table_struct **weight,
                                                xp_expectations_t expectations, slong agent,
                                                const xp_progress_t *progress,
                                                xp_error_t error);

#endif
