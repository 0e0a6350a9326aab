/* The slow system of a question of existence: every named row, dense, from its definition. */
#include <stdlib.h>

#include "ref_rows.h"

/* The row that is being added up; its constant stands behind the columns. */
typedef struct
{
    xp_ref_rows_struct *rows;
    const xp_ref_model_struct *ref;
    int free_rule;
    fmpq *sum;
} work_t;

static void clear_sum(work_t *work)
{
    for (slong j = 0; j <= work->rows->columns; j++)
        fmpq_zero(work->sum + j);
}

static void add_payment(work_t *work, slong agent, slong x, const fmpq_t factor)
{
    fmpq *entry = work->sum + x * work->ref->n + agent;

    fmpq_add(entry, entry, factor);
}

/* sum += factor * value * (the probability of the outcome at x). */
static void add_outcome(work_t *work, slong x, slong outcome, const fmpq_t factor,
                        const fmpq_t value)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t product;

    fmpq_init(product);
    fmpq_mul(product, factor, value);
    if (work->free_rule)
    {
        fmpq *entry = work->sum + ref->n * ref->K + x * ref->m + outcome;

        fmpq_add(entry, entry, product);
    }
    else
        fmpq_addmul(work->sum + work->rows->columns, product,
                    ref->weight + x * ref->m + outcome);
    fmpq_clear(product);
}

static void add_constant(work_t *work, const fmpq_t value)
{
    fmpq_add(work->sum + work->rows->columns, work->sum + work->rows->columns, value);
}

/* The sum becomes a row: left >= - constant, or an equation. */
static void end_row(work_t *work, int equation)
{
    xp_ref_rows_struct *rows = work->rows;
    slong r = rows->rows;

    if (r == rows->room)
    {
        slong room = 2 * r + 16;
        fmpq *entry = _fmpq_vec_init(room * rows->columns), *right = _fmpq_vec_init(room);

        for (slong e = 0; e < r * rows->columns; e++)
            fmpq_swap(entry + e, rows->entry + e);
        for (slong e = 0; e < r; e++)
            fmpq_swap(right + e, rows->right + e);
        _fmpq_vec_clear(rows->entry, r * rows->columns);
        _fmpq_vec_clear(rows->right, r);
        rows->entry = entry;
        rows->right = right;
        rows->equation = realloc(rows->equation, (size_t) room);
        rows->room = room;
    }
    for (slong j = 0; j < rows->columns; j++)
        fmpq_set(rows->entry + r * rows->columns + j, work->sum + j);
    fmpq_neg(rows->right + r, work->sum + rows->columns);
    rows->equation[r] = (unsigned char) equation;
    rows->rows++;
    clear_sum(work);
}

/* factor (v_i(a(true), true) - p_i(true) - v_i(a(told), true) + p_i(told)). */
static void add_incentive(work_t *work, slong agent, slong true_x, slong told,
                          const fmpq_t factor)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_neg(minus, factor);
    for (slong a = 0; a < ref->m; a++)
    {
        add_outcome(work, true_x, a, factor, xp_ref_value(ref, agent, a, true_x));
        add_outcome(work, told, a, minus, xp_ref_value(ref, agent, a, true_x));
    }
    add_payment(work, agent, true_x, minus);
    add_payment(work, agent, told, factor);
    fmpq_clear(minus);
}

/* factor (v_i(a, theta) - p_i(theta) - o_i(theta)). */
static void add_participation(work_t *work, slong agent, slong x, const fmpq_t factor)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_neg(minus, factor);
    for (slong a = 0; a < ref->m; a++)
    {
        add_outcome(work, x, a, factor, xp_ref_value(ref, agent, a, x));
        add_outcome(work, x, a, minus, ref->outside + (agent * ref->m + a) * ref->K + x);
    }
    add_payment(work, agent, x, minus);
    fmpq_clear(minus);
}

/* factor (sum_i p_i(theta) - c(a(theta))). */
static void add_budget(work_t *work, slong x, const fmpq_t factor)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_neg(minus, factor);
    for (slong i = 0; i < ref->n; i++)
        add_payment(work, i, x, factor);
    for (slong a = 0; a < ref->m; a++)
        add_outcome(work, x, a, minus, ref->cost + a);
    fmpq_clear(minus);
}

/* Ex post (interim = 0) or weighted with the probability of the profile. */
static void list_incentives(work_t *work, int interim, const fmpq_t one)
{
    const xp_ref_model_struct *ref = work->ref;

    for (slong i = 0; i < ref->n; i++)
        for (slong t = 0; t < ref->types[i]; t++)
            for (slong r = 0; r < ref->types[i]; r++)
            {
                if (r == t)
                    continue;
                for (slong x = 0; x < ref->K; x++)
                {
                    if (ref->type[x * ref->n + i] != t)
                        continue;
                    add_incentive(work, i, x, xp_ref_report(ref, x, i, r),
                                  interim ? ref->probability + x : one);
                    if (!interim)
                        end_row(work, 0);
                }
                if (interim)
                    end_row(work, 0);
            }
}

/* XP_EPIR, XP_IIR or XP_EAIR. */
static void list_participation(work_t *work, xp_property_t property, const fmpq_t one)
{
    const xp_ref_model_struct *ref = work->ref;

    for (slong i = 0; i < ref->n; i++)
    {
        for (slong t = 0; t < ref->types[i]; t++)
        {
            for (slong x = 0; x < ref->K; x++)
            {
                if (ref->type[x * ref->n + i] != t)
                    continue;
                add_participation(work, i, x,
                                  property == XP_EPIR ? one : ref->probability + x);
                if (property == XP_EPIR)
                    end_row(work, 0);
            }
            if (property == XP_IIR)
                end_row(work, 0);
        }
        if (property == XP_EAIR)
            end_row(work, 0);
    }
}

static void list_budget(work_t *work, xp_property_t property, const fmpq_t one)
{
    int expected = property == XP_EABB || property == XP_EAWBB;
    int equation = property == XP_SBB || property == XP_EABB;

    for (slong x = 0; x < work->ref->K; x++)
    {
        add_budget(work, x, expected ? work->ref->probability + x : one);
        if (!expected)
            end_row(work, equation);
    }
    if (expected)
        end_row(work, equation);
}

static void list_payments(work_t *work, int equation, const fmpq_t one)
{
    for (slong i = 0; i < work->ref->n; i++)
        for (slong x = 0; x < work->ref->K; x++)
        {
            add_payment(work, i, x, one);
            end_row(work, equation);
        }
}

static void list_efficiency(work_t *work, const fmpq_t one)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t surplus;

    fmpq_init(surplus);
    for (slong x = 0; x < ref->K; x++)
        for (slong b = 0; b < ref->m; b++)
        {
            for (slong a = 0; a < ref->m; a++)
            {
                xp_ref_surplus(surplus, ref, a, x, -1);
                add_outcome(work, x, a, one, surplus);
            }
            xp_ref_surplus(surplus, ref, b, x, -1);
            fmpq_neg(surplus, surplus);
            add_constant(work, surplus);
            end_row(work, 0);
        }
    fmpq_clear(surplus);
}

static void list_probabilities(work_t *work, const fmpq_t one)
{
    const xp_ref_model_struct *ref = work->ref;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_neg(minus, one);
    for (slong x = 0; x < ref->K; x++)
    {
        for (slong a = 0; a < ref->m; a++)
        {
            add_outcome(work, x, a, one, one);
            end_row(work, 0);
        }
        for (slong a = 0; a < ref->m; a++)
            add_outcome(work, x, a, one, one);
        add_constant(work, minus);
        end_row(work, 1);
    }
    fmpq_clear(minus);
}

/* The sum becomes the objective; for worst-deficit its rows are listed first. */
static void set_objective(work_t *work, const xp_question_t *question, const fmpq_t one)
{
    const xp_ref_model_struct *ref = work->ref;
    xp_objective_t objective = question->objective;
    slong w = work->rows->columns - 1;
    fmpq_t minus;

    if (objective == XP_OBJECTIVE_NONE)
        return;
    fmpq_init(minus);
    if (objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        for (slong x = 0; x < ref->K; x++)
        {
            add_budget(work, x, one);
            fmpq_one(work->sum + w);
            end_row(work, 0);
        }
        fmpq_one(work->rows->objective + w);
    }
    for (slong x = 0; x < ref->K && objective != XP_OBJECTIVE_WORST_DEFICIT; x++)
    {
        const fmpq *mu = ref->probability + x;

        fmpq_neg(minus, mu);
        if (objective == XP_OBJECTIVE_PROFIT)
            add_budget(work, x, mu);
        if (objective == XP_OBJECTIVE_DEFICIT)
            add_budget(work, x, minus);
        for (slong i = 0; i < ref->n; i++)
        {
            int counts = objective == XP_OBJECTIVE_WELFARE
                         || (objective == XP_OBJECTIVE_UTILITY
                             && (question->objective_agent < 0
                                 || question->objective_agent == i));

            if (objective == XP_OBJECTIVE_REVENUE)
                add_payment(work, i, x, mu);
            if (counts)
                for (slong a = 0; a < ref->m; a++)
                    add_outcome(work, x, a, mu, xp_ref_value(ref, i, a, x));
            if (counts && objective == XP_OBJECTIVE_UTILITY)
                add_payment(work, i, x, minus);
        }
        if (objective == XP_OBJECTIVE_WELFARE)
            for (slong a = 0; a < ref->m; a++)
                add_outcome(work, x, a, minus, ref->cost + a);
    }
    if (objective != XP_OBJECTIVE_WORST_DEFICIT)
        for (slong j = 0; j < work->rows->columns; j++)
            fmpq_set(work->rows->objective + j, work->sum + j);
    fmpq_set(work->rows->constant, work->sum + work->rows->columns);
    clear_sum(work);
    fmpq_clear(minus);
}

void xp_ref_rows_init(xp_ref_rows_t rows, const xp_ref_model_t ref,
                      const xp_question_t *question, int free_rule)
{
    work_t work = {rows, ref, free_rule, NULL};
    xp_properties_t asked = question->properties;
    fmpq_t one;

    rows->columns = ref->n * ref->K + (free_rule ? ref->K * ref->m : 0)
                    + (question->objective == XP_OBJECTIVE_WORST_DEFICIT);
    rows->rows = rows->room = 0;
    rows->equation = NULL;
    rows->entry = rows->right = NULL;
    rows->objective = _fmpq_vec_init(rows->columns);
    fmpq_init(rows->constant);
    work.sum = _fmpq_vec_init(rows->columns + 1);
    fmpq_init(one);
    fmpq_one(one);
    if (asked & (XP_PROPERTY_BIT(XP_DSIC) | XP_PROPERTY_BIT(XP_EPIC)))
        list_incentives(&work, 0, one);
    if (asked & XP_PROPERTY_BIT(XP_BIC))
        list_incentives(&work, 1, one);
    for (xp_property_t p = XP_EPIR; p <= XP_EAIR; p++)
        if (asked & XP_PROPERTY_BIT(p))
            list_participation(&work, p, one);
    for (xp_property_t p = XP_SBB; p <= XP_EAWBB; p++)
        if (asked & XP_PROPERTY_BIT(p))
            list_budget(&work, p, one);
    if (asked & XP_PROPERTY_BIT(XP_NPT))
        list_payments(&work, 0, one);
    if (asked & XP_PROPERTY_BIT(XP_NOPAY))
        list_payments(&work, 1, one);
    if (asked & XP_PROPERTY_BIT(XP_EFF))
        list_efficiency(&work, one);
    if (free_rule)
        list_probabilities(&work, one);
    set_objective(&work, question, one);
    fmpq_clear(one);
    _fmpq_vec_clear(work.sum, rows->columns + 1);
}

void xp_ref_rows_clear(xp_ref_rows_t rows)
{
    _fmpq_vec_clear(rows->entry, rows->room * rows->columns);
    _fmpq_vec_clear(rows->right, rows->room);
    _fmpq_vec_clear(rows->objective, rows->columns);
    fmpq_clear(rows->constant);
    free(rows->equation);
}
