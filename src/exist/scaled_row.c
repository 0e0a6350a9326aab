/* The rows of keys and of objectives, with integer coefficients. */
#include "exist/scaled_row.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/row_plan.h"

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

fmpz *xp_scaled_row_open(xp_scaled_row_t row)
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

void xp_scaled_row_close(xp_scaled_row_t row, slong unknown)
{
    if (fmpz_is_zero(row->coefficient + row->length))
        return;
    row->unknown[row->length] = unknown;
    row->length++;
}

/* Payments and utilities of the rows about agents and budgets. */
static void set_terms(xp_row_plan_struct *plan, const xp_row_key_t *key)
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
        fmpz_one(xp_scaled_row_open(row));
        xp_scaled_row_close(row, start + a);
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
        xp_row_plan_t plan;

        xp_row_plan_init(plan, question);
        xp_utility_add_value(plan->utility, key->agent, 1);
        xp_row_plan_set_points(plan, s == 0 ? key : &turned);
        xp_row_plan_run(row, plan);
        fmpz_add(right, right, row->right);
        xp_row_plan_clear(plan);
    }
    fmpz_swap(row->right, right);
    fmpz_clear(right);
}

void xp_scaled_row_set(xp_scaled_row_t row, const xp_question_t *question,
                       const xp_row_key_t *key)
{
    xp_row_plan_t plan;

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
    xp_row_plan_init(plan, question);
    set_terms(plan, key);
    xp_row_plan_set_points(plan, key);
    xp_row_plan_run(row, plan);
    if (key->kind == XP_ROW_EFF)
    {
        fmpz_t surplus;

        fmpz_init(surplus);
        xp_utility_of_outcome(surplus, plan->utility, key->outcome, key->profile);
        fmpz_add(row->right, row->right, surplus);
        fmpz_clear(surplus);
    }
    if (key->kind == XP_ROW_WORST)
    {
        fmpz_set(xp_scaled_row_open(row), row->denominator);
        xp_scaled_row_close(row, xp_unknown_count(question) - 1);
    }
    xp_row_plan_clear(plan);
}

/* objective = row - right: the constant stands on the right with its sign turned. */
void xp_scaled_row_set_objective(xp_scaled_row_t row, const xp_question_t *question)
{
    const xp_objective_t objective = question->objective;
    const slong agents = question->environment->agent_count;
    xp_row_plan_t plan;

    row->equation = 0;
    if (objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        row->length = 0;
        fmpz_one(row->denominator);
        fmpz_zero(row->right);
        fmpz_one(xp_scaled_row_open(row));
        xp_scaled_row_close(row, xp_unknown_count(question) - 1);
        return;
    }
    xp_row_plan_init(plan, question);
    if (objective == XP_OBJECTIVE_REVENUE || objective == XP_OBJECTIVE_PROFIT)
        plan->pay = 1;
    if (objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT)
        plan->pay = -1;
    if (objective == XP_OBJECTIVE_UTILITY)
    {
        plan->payer = question->objective_agent;
        for (slong i = 0; i < agents; i++)
            if (plan->payer < 0 || plan->payer == i)
                xp_utility_add_value(plan->utility, i, 1);
    }
    if (objective == XP_OBJECTIVE_WELFARE)
        xp_utility_add_surplus(plan->utility);
    if (objective == XP_OBJECTIVE_PROFIT)
        xp_utility_add_cost(plan->utility, -1);
    if (objective == XP_OBJECTIVE_DEFICIT)
        xp_utility_add_cost(plan->utility, 1);
    xp_row_plan_set_all(plan);
    xp_row_plan_run(row, plan);
    xp_row_plan_clear(plan);
}
