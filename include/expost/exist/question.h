/* A question of existence: environment, rule, properties, objective. */
#ifndef XP_EXIST_QUESTION_H
#define XP_EXIST_QUESTION_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/check/property.h>
#include <expost/model/environment.h>
#include <expost/model/mechanism.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>

typedef enum
{
    XP_OBJECTIVE_NONE = 0,
    XP_OBJECTIVE_REVENUE,      /* E sum p_i */
    XP_OBJECTIVE_PROFIT,       /* E[sum p_i - c] */
    XP_OBJECTIVE_WELFARE,      /* E S(a, theta) */
    XP_OBJECTIVE_UTILITY,      /* E sum (v_i - p_i), or of one agent */
    XP_OBJECTIVE_DEFICIT,      /* E[c - sum p_i] */
    XP_OBJECTIVE_WORST_DEFICIT /* max over profiles of c - sum p_i; to be minimised */
} xp_objective_t;

/* A set of properties: bit 1u << property of each. */
typedef unsigned xp_properties_t;

#define XP_PROPERTY_BIT(property) (1u << (property))

/*
 *   environment    not owned
 *   rule           the fixed rule, not owned; an efficient one need not be listed; NULL: the
 *                  rule is free, lotteries allowed
 *   properties     of those that xp_question_check admits; XP_PARETO is replaced
 *                  by XP_EFF and XP_SBB
 *   deterministic  free rule: no lotteries
 *   objective, maximise
 *   objective_agent  XP_OBJECTIVE_UTILITY: the agent, or -1 for all
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    xp_properties_t properties;
    int deterministic;
    xp_objective_t objective;
    int maximise;
    slong objective_agent;
} xp_question_t;

/*
 * Meaning   whether the question can be asked; replaces XP_PARETO
 * Failure   XP_INPUT: no property; a prior is needed and the model has none; a property or
 *           objective that is not linear in payments (wmon, cmon, bmon: `check` asks
 *           them; worst-deficit maximised); deterministic with a fixed rule; no such agent.
 *           XP_REFUSED: dsic under interdependent values (the words name epic).
 *           XP_LIMIT: the profiles are not listed, and the question is not one that is decided
 *           without (bic with eair, iir, eabb, eawbb, for n >= 2 sbb, wbb, no worst-deficit;
 *           the efficient rule, an independent prior, private values)
 */
XP_MUST_USE xp_status_t xp_question_check(xp_question_t *question, xp_error_t error);

/*
 * Meaning   a question whose fixed rule is listed
 * Domain    own is as after init, and outlives the question
 * Result    a rule that is not listed is listed in own, and question->rule is own then
 * Failure   as xp_allocation_list
 */
XP_MUST_USE xp_status_t xp_question_list_rule(xp_question_t *question, xp_rule_t own,
                                              const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   every property that follows from the set, itself included: dsic, epic => bic;
 *           epir => iir => eair; sbb => wbb, eabb; wbb, eabb => eawbb; nopay => npt
 */
xp_properties_t xp_properties_close(xp_properties_t properties);

/* Meaning   the set without the members that follow from the others. */
xp_properties_t xp_properties_reduce(xp_properties_t properties);

/* "revenue", "worst-deficit", ...; NULL for XP_OBJECTIVE_NONE. */
const char *xp_objective_word(xp_objective_t objective);

/* 1 and *objective when length bytes of name are such a word, otherwise 0. */
int xp_objective_find(xp_objective_t *objective, const char *name, size_t length);

/*
 * Meaning   the value of the objective at a mechanism with this rule and payments
 * Domain    rule is listed (the mechanism's own, also where the question's is free);
 *           payment has n K entries, number index(theta) n + i
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_objective_value(fmpq_t value, const xp_question_t *question,
                                           const xp_rule_t rule, const xp_table_t payment,
                                           xp_error_t error);

/*
 * Meaning   the same at a mechanism, by what is expected of its payments
 * Domain    the objective is not worst-deficit; the mechanism has payments
 * Failure   as xp_expectations_of
 */
XP_MUST_USE xp_status_t xp_objective_expected(fmpq_t value, const xp_question_t *question,
                                              const xp_mechanism_t mechanism,
                                              const xp_progress_t *progress, xp_error_t error);

#endif
