/* A row from its plan: payments, and a function of the outcome, weighted over some profiles. */
#include "exist/row_plan.h"

#include <stdlib.h>

#include <expost/base/memory.h>

void xp_row_plan_init(xp_row_plan_t plan, const xp_question_t *question)
{
    plan->question = question;
    plan->agent = -1;
    plan->first = 0;
    plan->count = 1;
    plan->sides = 1;
    plan->offset[0] = 0;
    plan->offset[1] = 0;
    plan->pay = 0;
    plan->payer = -1;
    plan->weight = NULL;
    plan->line = NULL;
    fmpz_init_set_ui(plan->weight_denominator, 1);
    xp_utility_init(plan->utility, question->environment, question->rule);
}

void xp_row_plan_clear(xp_row_plan_t plan)
{
    if (plan->weight != NULL)
        _fmpz_vec_clear(plan->weight, plan->count);
    free(plan->line);
    fmpz_clear(plan->weight_denominator);
    xp_utility_clear(plan->utility);
}

static slong find_point(const xp_row_plan_struct *plan, slong point, int side)
{
    const xp_profiles_struct *profiles = plan->question->environment->profiles;

    if (plan->agent < 0)
        return plan->first + point + plan->offset[side];
    if (plan->line != NULL)
        return plan->line[point] + plan->offset[side];
    return xp_profiles_line_start(profiles, plan->agent, plan->first + point)
           + plan->offset[side];
}

/*
 * The points of both sides in the order of their profiles.  at: points done of each side.
 * Result: the side of the next one, -1 at the end; its profile and point.
 */
static int next_point(slong *at, slong *profile, slong *point, const xp_row_plan_struct *plan)
{
    slong x[2] = {0, 0};
    int side = -1;

    for (int s = 0; s < plan->sides; s++)
    {
        if (at[s] == plan->count)
            continue;
        x[s] = find_point(plan, at[s], s);
        if (side < 0 || x[s] < x[side])
            side = s;
    }
    if (side >= 0)
    {
        *profile = x[side];
        *point = at[side]++;
    }
    return side;
}

/* coefficient = sign times the weight of the point times factor. */
static void set_weighted(fmpz_t coefficient, const xp_row_plan_struct *plan, slong point, int sign,
                         const fmpz_t factor)
{
    if (plan->weight == NULL)
        fmpz_set(coefficient, factor);
    else if (fmpz_is_one(factor))
        fmpz_set(coefficient, plan->weight + point);
    else
        fmpz_mul(coefficient, plan->weight + point, factor);
    if (sign < 0)
        fmpz_neg(coefficient, coefficient);
}

static void add_payments(xp_scaled_row_struct *row, const xp_row_plan_struct *plan)
{
    const slong agents = plan->question->environment->agent_count;
    const slong first = plan->payer < 0 ? 0 : plan->payer;
    const slong end = plan->payer < 0 ? agents : plan->payer + 1;
    slong at[2] = {0, 0};
    slong profile;
    slong point;
    int side;

    while (plan->pay != 0 && (side = next_point(at, &profile, &point, plan)) >= 0)
        for (slong i = first; i < end; i++)
        {
            set_weighted(xp_scaled_row_open(row), plan, point, side == 0 ? plan->pay : -plan->pay,
                         plan->utility->denominator);
            xp_scaled_row_close(row, profile * agents + i);
        }
}

/*
 * The part of f that depends on the outcome goes to the probabilities under a free rule,
 * everything else to the right side.
 */
static void add_outcomes(xp_scaled_row_struct *row, const xp_row_plan_struct *plan)
{
    const xp_question_t *question = plan->question;
    const slong outcomes = question->environment->outcome_count;
    const slong start = question->environment->agent_count
                        * question->environment->profiles->size;
    const int has_outcomes = xp_utility_has_outcomes(plan->utility);
    const int has_rest = xp_utility_has_rest(plan->utility);
    slong at[2] = {0, 0};
    slong profile;
    slong point;
    int side;
    fmpz_t value;

    fmpz_init(value);
    while ((side = next_point(at, &profile, &point, plan)) >= 0)
    {
        const slong truth = profile - plan->offset[side] + plan->offset[0];

        if (plan->weight != NULL && fmpz_is_zero(plan->weight + point))
            continue;
        if (question->rule != NULL)
        {
            xp_utility_of_choice(value, plan->utility, (slong) question->rule->choice[profile],
                                 truth);
            set_weighted(value, plan, point, side == 0 ? -1 : 1, value);
            fmpz_add(row->right, row->right, value);
        }
        else if (has_outcomes)
            for (slong a = 0; a < outcomes; a++)
            {
                xp_utility_of_outcome(value, plan->utility, a, truth);
                set_weighted(xp_scaled_row_open(row), plan, point, side == 0 ? 1 : -1, value);
                xp_scaled_row_close(row, start + profile * outcomes + a);
            }
        if (has_rest)
        {
            xp_utility_of_none(value, plan->utility, truth);
            set_weighted(value, plan, point, side == 0 ? -1 : 1, value);
            fmpz_add(row->right, row->right, value);
        }
    }
    fmpz_clear(value);
}

/*
 * The same where f depends on the choice alone, as it does under private values: the
 * weights of the points of each choice are added up first.
 */
static void add_choices(xp_scaled_row_struct *row, const xp_row_plan_struct *plan)
{
    const xp_rule_struct *rule = plan->question->rule;
    const slong choices = xp_rule_choices(rule);
    const slong truth = find_point(plan, 0, 0);
    fmpz *total = _fmpz_vec_init(choices);
    fmpz_t value;

    fmpz_init(value);
    for (int s = 0; s < plan->sides; s++)
        for (slong o = 0; o < plan->count; o++)
        {
            fmpz *own = total + rule->choice[find_point(plan, o, s)];

            if (s == 0)
                fmpz_sub(own, own, plan->weight + o);
            else
                fmpz_add(own, own, plan->weight + o);
        }
    for (slong c = 0; c < choices; c++)
    {
        if (fmpz_is_zero(total + c))
            continue;
        xp_utility_of_choice(value, plan->utility, c, truth);
        fmpz_addmul(row->right, total + c, value);
    }
    fmpz_clear(value);
    _fmpz_vec_clear(total, choices);
}

/* The probability of (type, O) for every O, or of every profile (agent = -1). */
static void set_independent(xp_row_plan_struct *plan, slong agent, slong type)
{
    const xp_environment_struct *environment = plan->question->environment;
    slong count = 1;

    fmpz_one(plan->weight);
    if (agent >= 0)
        fmpz_set(plan->weight, environment->agent[agent].probability->entry + type);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        const xp_table_struct *own = environment->agent[j].probability;
        const slong types = environment->agent[j].type_count;

        fmpz_mul(plan->weight_denominator, plan->weight_denominator, own->denominator);
        if (j == agent)
            continue;
        /* Each product becomes one for each type of j, from the last one down. */
        for (slong u = count - 1; u >= 0; u--)
            for (slong t = types - 1; t >= 0; t--)
                fmpz_mul(plan->weight + u * types + t, plan->weight + u, own->entry + t);
        count *= types;
    }
}

/* The first profile of every line, without a division for each. */
static void list_lines(xp_row_plan_struct *plan)
{
    const xp_profiles_struct *profiles = plan->question->environment->profiles;
    const slong stride = profiles->stride[plan->agent];
    const slong block = stride * profiles->types[plan->agent];
    slong count = 0;

    plan->line = xp_calloc((size_t) plan->count, sizeof *plan->line);
    for (slong start = 0; start < profiles->size; start += block)
        for (slong x = start; x < start + stride; x++)
            plan->line[count++] = x;
}

static void set_weights(xp_row_plan_struct *plan, slong agent, slong type)
{
    const xp_environment_struct *environment = plan->question->environment;

    plan->weight = _fmpz_vec_init(plan->count);
    if (agent >= 0)
        list_lines(plan);
    if (environment->prior == XP_PRIOR_INDEPENDENT)
        set_independent(plan, agent, type);
    else
    {
        fmpz_set(plan->weight_denominator, environment->joint->denominator);
        for (slong o = 0; o < plan->count; o++)
            fmpz_set(plan->weight + o, environment->joint->entry + find_point(plan, o, 0));
    }
}

void xp_row_plan_set_points(xp_row_plan_t plan, const xp_row_key_t *key)
{
    const xp_profiles_struct *profiles = plan->question->environment->profiles;
    const unsigned indices = xp_row_kind_indices(key->kind);

    if (indices & XP_ROW_HAS_TYPE)
    {
        plan->agent = key->agent;
        plan->offset[0] = key->type * profiles->stride[key->agent];
        if (indices & XP_ROW_HAS_REPORT)
        {
            plan->sides = 2;
            plan->offset[1] = key->report * profiles->stride[key->agent];
        }
    }
    if (indices & XP_ROW_HAS_OTHERS)
        plan->first = key->others;
    else if (indices & XP_ROW_HAS_PROFILE)
        plan->first = key->profile;
    else
    {
        plan->count = plan->agent < 0 ? profiles->size
                                      : xp_profiles_lines(profiles, key->agent);
        set_weights(plan, plan->agent, key->type);
    }
}

void xp_row_plan_set_all(xp_row_plan_t plan)
{
    plan->count = plan->question->environment->profiles->size;
    set_weights(plan, -1, 0);
}

void xp_row_plan_run(xp_scaled_row_t row, const xp_row_plan_t plan)
{
    fmpz_zero(row->right);
    row->length = 0;
    add_payments(row, plan);
    if (plan->question->rule != NULL && plan->weight != NULL
        && !xp_utility_has_rest(plan->utility) && xp_utility_is_own(plan->utility, plan->agent))
        add_choices(row, plan);
    else
        add_outcomes(row, plan);
    fmpz_mul(row->denominator, plan->utility->denominator, plan->weight_denominator);
}
