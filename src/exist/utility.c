/* Sums of values, outside options and costs as functions of outcome and profile, in integers. */
#include "exist/utility.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_utility_init(xp_utility_t utility, const xp_environment_struct *environment,
                     const xp_rule_struct *rule)
{
    utility->environment = environment;
    utility->rule = rule;
    utility->part = NULL;
    utility->count = 0;
    utility->room = 0;
    fmpz_init_set_ui(utility->lottery, 1);
    if (rule != NULL && rule->lottery_count > 0)
        fmpz_set(utility->lottery, rule->lottery->denominator);
    fmpz_init_set(utility->denominator, utility->lottery);
}

void xp_utility_clear(xp_utility_t utility)
{
    for (size_t p = 0; p < utility->count; p++)
        fmpz_clear(utility->part[p].factor);
    free(utility->part);
    fmpz_clear(utility->lottery);
    fmpz_clear(utility->denominator);
}

/* The least common denominator of all parts, and the factor of each from it. */
static void set_factors(xp_utility_struct *utility)
{
    fmpz_t common;

    fmpz_init_set_ui(common, 1);
    for (size_t p = 0; p < utility->count; p++)
        fmpz_lcm(common, common, utility->part[p].table->denominator);
    for (size_t p = 0; p < utility->count; p++)
    {
        xp_utility_part_t *part = utility->part + p;

        fmpz_divexact(part->factor, common, part->table->denominator);
        if (part->sign < 0)
            fmpz_neg(part->factor, part->factor);
    }
    fmpz_mul(utility->denominator, common, utility->lottery);
    fmpz_clear(common);
}

static void add_part(xp_utility_struct *utility, const xp_table_struct *table, slong step,
                     slong agent, int by_profile, int sign)
{
    xp_utility_part_t *part;

    xp_array_grow(&utility->part, &utility->room, utility->count, sizeof *utility->part);
    part = utility->part + utility->count++;
    part->table = table;
    part->step = step;
    part->agent = agent;
    part->by_profile = by_profile;
    part->sign = sign;
    fmpz_init(part->factor);
    set_factors(utility);
}

void xp_utility_add_value(xp_utility_t utility, slong agent, int sign)
{
    const xp_agent_struct *of = utility->environment->agent + agent;
    const slong profiles = utility->environment->profiles->size;

    add_part(utility, of->value, of->interdependent ? profiles : of->type_count, agent,
             of->interdependent, sign);
}

void xp_utility_add_outside(xp_utility_t utility, slong agent, int sign)
{
    const xp_agent_struct *of = utility->environment->agent + agent;
    const slong profiles = utility->environment->profiles->size;

    switch (of->outside_kind)
    {
    case XP_OUTSIDE_NONE:
        break;
    case XP_OUTSIDE_TYPE:
        add_part(utility, of->outside, 0, agent, 0, sign);
        break;
    case XP_OUTSIDE_PROFILE:
        add_part(utility, of->outside, 0, agent, 1, sign);
        break;
    case XP_OUTSIDE_OUTCOME:
        add_part(utility, of->outside, of->type_count, agent, 0, sign);
        break;
    case XP_OUTSIDE_BOTH:
        add_part(utility, of->outside, profiles, agent, 1, sign);
        break;
    }
}

void xp_utility_add_cost(xp_utility_t utility, int sign)
{
    add_part(utility, utility->environment->cost, 1, -1, 0, sign);
}

void xp_utility_add_surplus(xp_utility_t utility)
{
    for (slong i = 0; i < utility->environment->agent_count; i++)
        xp_utility_add_value(utility, i, 1);
    xp_utility_add_cost(utility, -1);
}

int xp_utility_has_outcomes(const xp_utility_t utility)
{
    for (size_t p = 0; p < utility->count; p++)
        if (utility->part[p].step > 0)
            return 1;
    return 0;
}

int xp_utility_has_rest(const xp_utility_t utility)
{
    for (size_t p = 0; p < utility->count; p++)
        if (utility->part[p].step == 0)
            return 1;
    return 0;
}

int xp_utility_is_own(const xp_utility_t utility, slong agent)
{
    for (size_t p = 0; p < utility->count; p++)
    {
        const xp_utility_part_t *part = utility->part + p;

        if (part->step > 0 && (part->by_profile || (part->agent >= 0 && part->agent != agent)))
            return 0;
    }
    return 1;
}

/* The entry of a part at a profile, but for the outcome. */
static slong find_place(const xp_utility_part_t *part, const xp_environment_struct *environment,
                        slong truth)
{
    if (part->by_profile)
        return truth;
    if (part->agent < 0)
        return 0;
    return truth / environment->profiles->stride[part->agent]
           % environment->agent[part->agent].type_count;
}

/* value += weight times the parts that depend (or not) on the outcome; weight NULL: 1. */
static void add_parts(fmpz_t value, const xp_utility_struct *utility, slong outcome, slong truth,
                      const fmpz *weight)
{
    fmpz_t sum;

    fmpz_init(sum);
    for (size_t p = 0; p < utility->count; p++)
    {
        const xp_utility_part_t *part = utility->part + p;

        if ((part->step > 0) == (outcome >= 0))
        {
            const slong place = find_place(part, utility->environment, truth)
                                + (outcome >= 0 ? outcome * part->step : 0);

            fmpz_addmul(sum, part->factor, part->table->entry + place);
        }
    }
    if (weight == NULL)
        fmpz_add(value, value, sum);
    else
        fmpz_addmul(value, weight, sum);
    fmpz_clear(sum);
}

void xp_utility_of_outcome(fmpz_t value, const xp_utility_t utility, slong outcome, slong truth)
{
    fmpz_zero(value);
    add_parts(value, utility, outcome, truth, utility->lottery);
}

void xp_utility_of_none(fmpz_t value, const xp_utility_t utility, slong truth)
{
    fmpz_zero(value);
    add_parts(value, utility, -1, truth, utility->lottery);
}

void xp_utility_of_choice(fmpz_t value, const xp_utility_t utility, slong choice, slong truth)
{
    const xp_rule_struct *rule = utility->rule;
    const slong outcomes = utility->environment->outcome_count;

    if (choice < outcomes)
    {
        xp_utility_of_outcome(value, utility, choice, truth);
        return;
    }
    /* The weights over their denominator, which the denominator of f contains. */
    fmpz_zero(value);
    for (slong a = 0; a < outcomes; a++)
    {
        const fmpz *weight = rule->lottery->entry + (choice - outcomes) * outcomes + a;

        if (!fmpz_is_zero(weight))
            add_parts(value, utility, a, truth, weight);
    }
}
