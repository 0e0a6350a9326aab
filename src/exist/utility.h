/* Sums of values, outside options and costs as functions of outcome and profile, in integers. */
#ifndef XP_EXIST_UTILITY_H
#define XP_EXIST_UTILITY_H

#include <stddef.h>

#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>

/*
 * One table of the environment times factor.  Its entry is outcome * step, plus the type of
 * the agent (by_profile = 0; agent = -1: plus nothing) or the index of the profile (1).
 */
typedef struct
{
    const xp_table_struct *table;
    slong step;
    slong agent;
    int by_profile;
    int sign;
    fmpz_t factor;
} xp_utility_part_t;

/*
 * f(a, theta) = sum of the parts over denominator.  The denominator has the factor lottery,
 * that of the weights of a fixed rule, which the factors of the parts leave out.
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    xp_utility_part_t *part;
    size_t count;
    size_t room;
    fmpz_t lottery;
    fmpz_t denominator;
} xp_utility_struct;

typedef xp_utility_struct xp_utility_t[1];

/* f = 0; rule is the fixed rule or NULL. */
void xp_utility_init(xp_utility_t utility, const xp_environment_struct *environment,
                     const xp_rule_struct *rule);
void xp_utility_clear(xp_utility_t utility);

/* Add sign times v_agent, o_agent, c, or S = sum of v_i - c. */
void xp_utility_add_value(xp_utility_t utility, slong agent, int sign);
void xp_utility_add_outside(xp_utility_t utility, slong agent, int sign);
void xp_utility_add_cost(xp_utility_t utility, int sign);
void xp_utility_add_surplus(xp_utility_t utility);

/* Whether a part depends on the outcome; whether one does not. */
int xp_utility_has_outcomes(const xp_utility_t utility);
int xp_utility_has_rest(const xp_utility_t utility);

/*
 * Whether the parts that depend on the outcome are the same at all profiles in which this
 * agent has the same type (agent = -1: at all profiles).
 */
int xp_utility_is_own(const xp_utility_t utility, slong agent);

/*
 * The parts that depend on the outcome, times denominator, at the true profile: of an
 * outcome, and of a choice of the rule, perhaps a lottery; then those that do not.
 */
void xp_utility_of_outcome(fmpz_t value, const xp_utility_t utility, slong outcome,
                           slong truth);
void xp_utility_of_choice(fmpz_t value, const xp_utility_t utility, slong choice, slong truth);
void xp_utility_of_none(fmpz_t value, const xp_utility_t utility, slong truth);

#endif
