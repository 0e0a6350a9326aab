/* Takes a model as the largest of independent numbers. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "balls.h"

void xp_balls_init(xp_balls_struct *balls, slong agents, slong outcomes)
{
    xp_products_init(balls->products, outcomes);
    balls->n = agents;
    balls->number = xp_malloc((size_t) agents * sizeof(slong));
    fmpq_init(balls->cost);
    balls->slope = _fmpq_vec_init(agents);
    balls->shift = _fmpq_vec_init(agents);
    balls->low = _fmpq_vec_init(agents);
    balls->high = _fmpq_vec_init(agents);
    for (slong i = 0; i < agents; i++)
        balls->number[i] = -1;
}

void xp_balls_clear(xp_balls_struct *balls)
{
    xp_products_clear(balls->products);
    free(balls->number);
    fmpq_clear(balls->cost);
    _fmpq_vec_clear(balls->slope, balls->n);
    _fmpq_vec_clear(balls->shift, balls->n);
    _fmpq_vec_clear(balls->low, balls->n);
    _fmpq_vec_clear(balls->high, balls->n);
}

static void add_number(xp_balls_struct *balls, const xp_subsidy_task_struct *task, slong i,
                       const fmpq_t slope, const fmpq_t shift)
{
    balls->number[i] = balls->products->count;
    xp_products_add(balls->products, task->model->agent[i].distribution, slope, shift);
}

/* GOOD: a number for each outcome, all values less cost. */
static xp_status_t set_good(xp_balls_struct *balls, const xp_subsidy_task_struct *task,
                            xp_error_t error)
{
    const xp_outcomes_struct *outcomes = task->outcomes;
    fmpq_t slope;
    fmpq_t shift;
    fmpq_t a1;
    fmpq_t a0;
    xp_status_t status = XP_OK;

    fmpq_init(slope);
    fmpq_init(shift);
    fmpq_init(a1);
    fmpq_init(a0);
    for (slong a = 0; a < outcomes->m; a++)
    {
        fmpq_neg(shift, outcomes->cost + a);
        for (slong i = 0; i < outcomes->n; i++)
        {
            xp_outcomes_affine(a1, a0, xp_outcomes_value(outcomes, i, a));
            fmpq_add(shift, shift, a0);
            if (i == outcomes->owner[a])
                fmpq_set(slope, a1);
        }
        if (outcomes->owner[a] >= 0)
            add_number(balls, task, outcomes->owner[a], slope, shift);
        else
            xp_products_add_constant(balls->products, shift);
    }
    for (slong i = 0; status == XP_OK && i < outcomes->n; i++)
    {
        if (!xp_subsidy_rest(balls->slope + i, balls->shift + i, task, i, -1, error))
            status = XP_REFUSED;
    }
    fmpq_clear(slope);
    fmpq_clear(shift);
    fmpq_clear(a1);
    fmpq_clear(a0);
    return status;
}

/*
 * PROJECT with differences d_k = X_k and perhaps d_l = X_l not constant: outcome 1 is worth X_k - C
 * against -X_l for outcome 0, once d_l is counted in the base value of agent l; C is the cost
 * difference less the constant differences.
 */
static xp_status_t set_project(xp_balls_struct *balls, const xp_subsidy_task_struct *task,
                               xp_error_t error)
{
    const xp_outcomes_struct *outcomes = task->outcomes;
    slong first = -1;
    slong second = -1;
    fmpq_poly_t difference;
    fmpq_t slope;
    fmpq_t shift;
    fmpq_t level;
    xp_status_t status = XP_OK;

    fmpq_poly_init(difference);
    fmpq_init(slope);
    fmpq_init(shift);
    fmpq_init(level);
    fmpq_set(balls->cost, outcomes->cost);
    fmpq_sub(level, outcomes->cost + 1, outcomes->cost);
    for (slong i = 0; status == XP_OK && i < outcomes->n; i++)
    {
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        xp_outcomes_affine(slope, shift, difference);
        if (fmpq_is_zero(slope))
            fmpq_sub(level, level, shift);
        else if (first < 0)
            first = i;
        else
            second = i;
        if (!xp_subsidy_rest(balls->slope + i, balls->shift + i, task, i, i == second ? 1 : 0,
                             error))
            status = XP_REFUSED;
    }
    if (status == XP_OK)
    {
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, first, 1),
                      xp_outcomes_value(outcomes, first, 0));
        xp_outcomes_affine(slope, shift, difference);
        fmpq_sub(shift, shift, level);
        add_number(balls, task, first, slope, shift);
        if (second >= 0)
        {
            fmpq_poly_sub(difference, xp_outcomes_value(outcomes, second, 0),
                          xp_outcomes_value(outcomes, second, 1));
            xp_outcomes_affine(slope, shift, difference);
            add_number(balls, task, second, slope, shift);
        }
        else
        {
            fmpq_zero(shift);
            xp_products_add_constant(balls->products, shift);
        }
    }
    fmpq_poly_clear(difference);
    fmpq_clear(slope);
    fmpq_clear(shift);
    fmpq_clear(level);
    return status;
}

xp_status_t xp_balls_set(xp_balls_struct *balls, const xp_subsidy_task_struct *task,
                         xp_error_t error)
{
    xp_status_t status = task->form == XP_FORM_GOOD ? set_good(balls, task, error)
                                                    : set_project(balls, task, error);

    if (status == XP_OK)
        xp_products_finish(balls->products);
    return status;
}
