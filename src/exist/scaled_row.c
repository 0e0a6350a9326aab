/* A row from its key: payments, and a function of the outcome, weighted over some profiles. */
#include "exist/scaled_row.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/utility.h"

/*
 * Every row has the form
 *     sum over sides s and points o of  sign_s weight_o ( pay * p(x) + f(a(x), truth) )
 * where x is the profile of side s at point o, p(x) the payment of one agent or the sum of
 * all, f a utility, and truth the profile of side 0.  Incentive rows have two sides, the
 * truth and the report; the points are one profile, the line of an agent, or all profiles.
 *   agent    whose line the points are; -1: they are the profiles from first on
 *   payer    the agent whose payment enters, -1: all agents'
 *   weight   NULL: all 1
 */
typedef struct
{
    const xp_question_t *question;
    slong agent;
    slong first;
    slong count;
    int sides;
    slong offset[2];
    int pay;
    slong payer;
    fmpz *weight;
    fmpz_t weight_denominator;
    xp_utility_t utility;
} plan_t;

void xp_scaled_row_init(xp_scaled_row_t row)
{
    row->equation = 0;
    row->length = 0;
    row->room = 0;
    row->unknown = NULL;
    row->coefficient = NULL;
    fmpz_init(row->right);
    fmpz_init_set_ui(row->denominator, 1);
}

void xp_scaled_row_clear(xp_scaled_row_t row)
{
    for (size_t e = 0; e < row->room; e++)
        fmpz_clear(row->coefficient + e);
    free(row->coefficient);
    free(row->unknown);
    fmpz_clear(row->right);
    fmpz_clear(row->denominator);
}

/* The coefficient of one more entry, 0 or what it was; it counts after close_entry. */
static fmpz *open_entry(xp_scaled_row_struct *row)
{
    if ((size_t) row->length == row->room)
    {
        size_t room = row->room;

        xp_array_grow(&row->unknown, &room, row->room, sizeof *row->unknown);
        room = row->room;
        xp_array_grow(&row->coefficient, &room, row->room, sizeof *row->coefficient);
        for (size_t e = row->room; e < room; e++)
            fmpz_init(row->coefficient + e);
        row->room = room;
    }
    return row->coefficient + row->length;
}

static void close_entry(xp_scaled_row_struct *row, slong unknown)
{
    if (fmpz_is_zero(row->coefficient + row->length))
        return;
    row->unknown[row->length] = unknown;
    row->length++;
}

static slong find_point(const plan_t *plan, slong point, int side)
{
    const xp_profiles_struct *profiles = plan->question->environment->profiles;

    if (plan->agent < 0)
        return plan->first + point + plan->offset[side];
    return xp_profiles_line_start(profiles, plan->agent, plan->first + point)
           + plan->offset[side];
}

/*
 * The points of both sides in the order of their profiles.  at: points done of each side.
 * Result: the side of the next one, -1 at the end; its profile and point.
 */
static int next_point(slong *at, slong *profile, slong *point, const plan_t *plan)
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
static void set_weighted(fmpz_t coefficient, const plan_t *plan, slong point, int sign,
                         const fmpz_t factor)
{
    if (plan->weight == NULL)
        fmpz_set(coefficient, factor);
    else
        fmpz_mul(coefficient, plan->weight + point, factor);
    if (sign < 0)
        fmpz_neg(coefficient, coefficient);
}

static void add_payments(xp_scaled_row_struct *row, const plan_t *plan)
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
            set_weighted(open_entry(row), plan, point, side == 0 ? plan->pay : -plan->pay,
                         plan->utility->denominator);
            close_entry(row, profile * agents + i);
        }
}

/*
 * The part of f that depends on the outcome goes to the probabilities under a free rule,
 * everything else to the right side.
 */
static void add_outcomes(xp_scaled_row_struct *row, const plan_t *plan)
{
    const xp_question_t *question = plan->question;
    const slong outcomes = question->environment->outcome_count;
    const slong start = question->environment->agent_count
                        * question->environment->profiles->size;
    const int has_outcomes = xp_utility_has_outcomes(plan->utility);
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
            xp_utility_of_rule(value, plan->utility, profile, truth);
            set_weighted(value, plan, point, side == 0 ? -1 : 1, value);
            fmpz_add(row->right, row->right, value);
        }
        else if (has_outcomes)
            for (slong a = 0; a < outcomes; a++)
            {
                xp_utility_of_outcome(value, plan->utility, a, truth);
                set_weighted(open_entry(row), plan, point, side == 0 ? 1 : -1, value);
                close_entry(row, start + profile * outcomes + a);
            }
        xp_utility_of_none(value, plan->utility, truth);
        set_weighted(value, plan, point, side == 0 ? -1 : 1, value);
        fmpz_add(row->right, row->right, value);
    }
    fmpz_clear(value);
}

static void run_plan(xp_scaled_row_struct *row, const plan_t *plan)
{
    fmpz_zero(row->right);
    row->length = 0;
    add_payments(row, plan);
    add_outcomes(row, plan);
    fmpz_mul(row->denominator, plan->utility->denominator, plan->weight_denominator);
}

/* The probability of (type, O) for every O, or of every profile (agent = -1). */
static void set_independent(plan_t *plan, slong agent, slong type)
{
    const xp_environment_struct *environment = plan->question->environment;
    slong count = 1;

    fmpz_one(plan->weight);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        const xp_table_struct *own = environment->agent[j].probability;
        const slong types = environment->agent[j].type_count;

        fmpz_mul(plan->weight_denominator, plan->weight_denominator, own->denominator);
        if (j == agent)
        {
            _fmpz_vec_scalar_mul_fmpz(plan->weight, plan->weight, count, own->entry + type);
            continue;
        }
        /* Each product becomes one for each type of j, from the last one down. */
        for (slong u = count - 1; u >= 0; u--)
            for (slong t = types - 1; t >= 0; t--)
                fmpz_mul(plan->weight + u * types + t, plan->weight + u, own->entry + t);
        count *= types;
    }
}

static void set_weights(plan_t *plan, slong agent, slong type)
{
    const xp_environment_struct *environment = plan->question->environment;

    plan->weight = _fmpz_vec_init(plan->count);
    if (environment->prior == XP_PRIOR_INDEPENDENT)
        set_independent(plan, agent, type);
    else
    {
        fmpz_set(plan->weight_denominator, environment->joint->denominator);
        for (slong o = 0; o < plan->count; o++)
            fmpz_set(plan->weight + o, environment->joint->entry + find_point(plan, o, 0));
    }
}

static void init_plan(plan_t *plan, const xp_question_t *question)
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
    fmpz_init_set_ui(plan->weight_denominator, 1);
    xp_utility_init(plan->utility, question->environment, question->rule);
}

static void clear_plan(plan_t *plan)
{
    if (plan->weight != NULL)
        _fmpz_vec_clear(plan->weight, plan->count);
    fmpz_clear(plan->weight_denominator);
    xp_utility_clear(plan->utility);
}

/* The points of a kind: one profile, one line, the lines of a type, all profiles. */
static void plan_points(plan_t *plan, const xp_row_key_t *key)
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

/* Payments and utilities of the rows about agents and budgets. */
static void plan_terms(plan_t *plan, const xp_row_key_t *key)
{
    switch (key->kind)
    {
    case XP_ROW_DSIC:
    case XP_ROW_EPIC:
    case XP_ROW_BIC:
    case XP_ROW_EPIR:
    case XP_ROW_IIR:
    case XP_ROW_EAIR:
        plan->pay = -1;
        plan->payer = key->agent;
        xp_utility_add_value(plan->utility, key->agent, 1);
        if (key->kind >= XP_ROW_EPIR)
            xp_utility_add_outside(plan->utility, key->agent, -1);
        break;
    case XP_ROW_SBB:
    case XP_ROW_WBB:
    case XP_ROW_EABB:
    case XP_ROW_EAWBB:
    case XP_ROW_WORST:
        plan->pay = 1;
        xp_utility_add_cost(plan->utility, -1);
        break;
    case XP_ROW_NPT:
    case XP_ROW_NOPAY:
        plan->pay = 1;
        plan->payer = key->agent;
        break;
    case XP_ROW_EFF:
        xp_utility_add_surplus(plan->utility);
        break;
    default:
        assert(0);
    }
}

/* x(theta, A) >= 0 or = 1; sum over A of x(theta, A) = 1. */
static void set_probability_row(xp_scaled_row_struct *row, const xp_question_t *question,
                                const xp_row_key_t *key)
{
    const slong outcomes = question->environment->outcome_count;
    const slong start = question->environment->agent_count * question->environment->profiles->size
                        + key->profile * outcomes;
    const slong first = key->kind == XP_ROW_ONE ? 0 : key->outcome;
    const slong end = key->kind == XP_ROW_ONE ? outcomes : key->outcome + 1;

    row->length = 0;
    fmpz_one(row->denominator);
    fmpz_set_si(row->right, key->kind != XP_ROW_POS);
    for (slong a = first; a < end; a++)
    {
        fmpz_one(open_entry(row));
        close_entry(row, start + a);
    }
}

/* The incentives of T against R and of R against T, without payments, added up. */
static void set_monotone_row(xp_scaled_row_struct *row, const xp_question_t *question,
                             const xp_row_key_t *key)
{
    xp_row_key_t turned = *key;
    fmpz_t right;

    turned.type = key->report;
    turned.report = key->type;
    fmpz_init(right);
    for (int s = 0; s < 2; s++)
    {
        plan_t plan;

        init_plan(&plan, question);
        xp_utility_add_value(plan.utility, key->agent, 1);
        plan_points(&plan, s == 0 ? key : &turned);
        run_plan(row, &plan);
        fmpz_add(right, right, row->right);
        clear_plan(&plan);
    }
    fmpz_swap(row->right, right);
    fmpz_clear(right);
}

void xp_scaled_row_set(xp_scaled_row_t row, const xp_question_t *question,
                       const xp_row_key_t *key)
{
    plan_t plan;

    assert(xp_row_key_is_valid(key, question));
    row->equation = xp_row_kind_is_equation(key->kind);
    if (key->kind == XP_ROW_POS || key->kind == XP_ROW_ONE || key->kind == XP_ROW_FIX)
    {
        set_probability_row(row, question, key);
        return;
    }
    if (key->kind == XP_ROW_WMON)
    {
        assert(question->rule != NULL);
        set_monotone_row(row, question, key);
        return;
    }
    init_plan(&plan, question);
    plan_terms(&plan, key);
    plan_points(&plan, key);
    run_plan(row, &plan);
    if (key->kind == XP_ROW_EFF)
    {
        fmpz_t surplus;

        fmpz_init(surplus);
        xp_utility_of_outcome(surplus, plan.utility, key->outcome, key->profile);
        fmpz_add(row->right, row->right, surplus);
        fmpz_clear(surplus);
    }
    if (key->kind == XP_ROW_WORST)
    {
        fmpz_set(open_entry(row), row->denominator);
        close_entry(row, xp_unknown_count(question) - 1);
    }
    clear_plan(&plan);
}

/* objective = row - right: the constant stands on the right with its sign turned. */
void xp_scaled_row_set_objective(xp_scaled_row_t row, const xp_question_t *question)
{
    const xp_objective_t objective = question->objective;
    const slong agents = question->environment->agent_count;
    plan_t plan;

    row->equation = 0;
    if (objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        row->length = 0;
        fmpz_one(row->denominator);
        fmpz_zero(row->right);
        fmpz_one(open_entry(row));
        close_entry(row, xp_unknown_count(question) - 1);
        return;
    }
    init_plan(&plan, question);
    plan.count = question->environment->profiles->size;
    if (objective == XP_OBJECTIVE_REVENUE || objective == XP_OBJECTIVE_PROFIT)
        plan.pay = 1;
    if (objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT)
        plan.pay = -1;
    if (objective == XP_OBJECTIVE_UTILITY)
    {
        plan.payer = question->objective_agent;
        for (slong i = 0; i < agents; i++)
            if (plan.payer < 0 || plan.payer == i)
                xp_utility_add_value(plan.utility, i, 1);
    }
    if (objective == XP_OBJECTIVE_WELFARE)
        xp_utility_add_surplus(plan.utility);
    if (objective == XP_OBJECTIVE_PROFIT)
        xp_utility_add_cost(plan.utility, -1);
    if (objective == XP_OBJECTIVE_DEFICIT)
        xp_utility_add_cost(plan.utility, 1);
    set_weights(&plan, -1, 0);
    run_plan(row, &plan);
    clear_plan(&plan);
}
