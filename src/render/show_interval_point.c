/* Values, welfare and the choice at one profile of types on intervals, exact where they can be. */
#include "render/show_interval.h"

#include <string.h>

/* Formulas of a model at theta, and what they become on the way. */
typedef struct
{
    const xp_continuous_struct *model;
    const fmpq *theta;
    xp_pool_t pool;
    xp_error_struct *error;
} work_t;

/* e without types and without the real decision. */
static const xp_expression_struct *close_formula(work_t *work, const xp_expression_struct *e)
{
    const xp_continuous_struct *model = work->model;
    slong i;

    if (model->decision != NULL && model->formula != NULL && xp_expression_reads(e, -1))
        e = xp_expression_substitute_decision(work->pool, e, model->formula);
    for (i = 0; i < model->agent_count; i++)
        if (xp_expression_reads(e, i))
            e = xp_expression_substitute_type(work->pool, e, i,
                                              xp_expression_constant(work->pool,
                                                                     work->theta + i));
    return e;
}

/* The number that e is at theta: rational, algebraic or enclosed; NULL is 0. */
static xp_status_t evaluate(xp_real_t value, work_t *work, const xp_expression_struct *e,
                            const char *what)
{
    xp_error_t first, second;
    xp_status_t status;
    fmpq_t rational;
    arb_t ball;

    if (e == NULL)
    {
        fmpq_init(rational);
        xp_real_set_fmpq(value, rational);
        fmpq_clear(rational);
        return XP_OK;
    }
    e = close_formula(work, e);
    xp_error_init(first);
    xp_error_init(second);
    fmpq_init(rational);
    arb_init(ball);
    status = xp_expression_evaluate(rational, e, NULL, NULL, first);
    if (status == XP_OK)
        xp_real_set_fmpq(value, rational);
    else if (xp_expression_evaluate_real(value, e, second) == XP_OK)
        status = XP_OK;
    else
    {
        xp_expression_evaluate_arb(ball, e, NULL, NULL, XP_REAL_PRECISION);
        if (arb_is_finite(ball))
        {
            xp_real_set_arb(value, ball);
            status = XP_OK;
        }
        else
            xp_error_set(work->error, "%s has no value at this profile: %s", what,
                         first->message);
    }
    arb_clear(ball);
    fmpq_clear(rational);
    xp_error_clear(first);
    xp_error_clear(second);
    return status;
}

/* Whether a condition holds at theta: 1, 0; -1 when that cannot be told. */
static int decide(work_t *work, const xp_expression_struct *e)
{
    xp_real_t left, right;
    int a, b, sign = 0, known;

    if (e->kind == XP_EXPRESSION_NOT)
    {
        a = decide(work, e->child[0]);
        return a < 0 ? a : !a;
    }
    if (e->kind == XP_EXPRESSION_AND || e->kind == XP_EXPRESSION_OR)
    {
        int deciding = e->kind == XP_EXPRESSION_OR;

        a = decide(work, e->child[0]);
        b = decide(work, e->child[1]);
        return a == deciding || b == deciding ? deciding : a < 0 || b < 0 ? -1 : !deciding;
    }
    xp_real_init(left);
    xp_real_init(right);
    known = evaluate(left, work, e->child[0], "a side of a comparison") == XP_OK
            && evaluate(right, work, e->child[1], "a side of a comparison") == XP_OK
            && xp_real_compare(&sign, left, right);
    xp_real_clear(left);
    xp_real_clear(right);
    if (!known)
        return -1;
    switch (e->kind)
    {
        case XP_EXPRESSION_EQ:
            return sign == 0;
        case XP_EXPRESSION_NE:
            return sign != 0;
        case XP_EXPRESSION_LT:
            return sign < 0;
        case XP_EXPRESSION_LE:
            return sign <= 0;
        case XP_EXPRESSION_GT:
            return sign > 0;
        default:
            return sign >= 0;
    }
}

static xp_status_t fill_values(xp_interval_point_t point, work_t *work)
{
    const xp_continuous_struct *model = work->model;
    xp_status_t status = XP_OK;
    slong a, i;

    for (a = 0; a < point->columns && status == XP_OK; a++)
    {
        xp_real_struct *welfare = point->welfare + a;

        status = evaluate(point->cost + a, work, model->cost[a], "a cost");
        if (status != XP_OK)
            return status;
        xp_real_sub(welfare, welfare, point->cost + a, XP_REAL_DEGREE, XP_REAL_PRECISION);
        for (i = 0; i < point->agents && status == XP_OK; i++)
        {
            xp_real_struct *value = point->value + a * point->agents + i;

            status = evaluate(value, work, model->agent[i].value[a], "a value");
            if (status == XP_OK)
                xp_real_add(welfare, welfare, value, XP_REAL_DEGREE, XP_REAL_PRECISION);
        }
    }
    return status;
}

/* The first outcome of the largest welfare; -1 when that cannot be told. */
static slong find_best(const xp_interval_point_t point)
{
    slong best = 0, a;
    int sign = 0;

    for (a = 1; a < point->columns && best >= 0; a++)
        if (!xp_real_compare(&sign, point->welfare + a, point->welfare + best))
            best = -1;
        else if (sign > 0)
            best = a;
    return best;
}

static slong find_choice(const xp_interval_point_t point, work_t *work)
{
    const xp_continuous_struct *model = work->model;
    slong c;

    if (model->decision != NULL)
        return 0;
    if (model->rule != XP_INTERVAL_CASES)
        return find_best(point);
    for (c = 0; c < model->case_count; c++)
    {
        int holds = model->condition[c] == NULL ? 1 : decide(work, model->condition[c]);

        if (holds != 0)
            return holds < 0 ? -1 : model->choice[c];
    }
    return -1;
}

static xp_status_t fill_choice(xp_interval_point_t point, work_t *work)
{
    const xp_continuous_struct *model = work->model;
    xp_status_t status = XP_OK;
    slong a, i;

    point->chosen = find_choice(point, work);
    xp_error_clear(work->error);
    a = point->chosen;
    if (model->decision != NULL)
        status = evaluate(point->decision, work, model->formula, "the rule");
    for (i = 0; i < point->agents && status == XP_OK && a >= 0; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        status = evaluate(point->outside + i, work, agent->outside[a], "an outside option");
        if (status == XP_OK && point->has_payment && agent->payment != NULL)
            status = evaluate(point->payment + i, work, agent->payment[a], "a payment");
    }
    return status;
}

xp_status_t xp_interval_point_init(xp_interval_point_t point, const xp_continuous_t model,
                                   const fmpq *theta, xp_error_t error)
{
    slong n = model->agent_count, m = xp_interval_columns(model);
    work_t work = {model, theta, {{0}}, error};
    xp_status_t status;

    memset(point, 0, sizeof(xp_interval_point_struct));
    point->agents = n;
    point->columns = m;
    point->theta = theta;
    point->has_payment = model->has_payments;
    point->value = xp_real_vec_init(n * m);
    point->cost = xp_real_vec_init(m);
    point->welfare = xp_real_vec_init(m);
    point->outside = xp_real_vec_init(n);
    point->payment = xp_real_vec_init(n);
    xp_real_init(point->decision);
    xp_pool_init(work.pool);
    status = fill_values(point, &work);
    if (status == XP_OK)
        status = fill_choice(point, &work);
    xp_pool_clear(work.pool);
    if (status != XP_OK)
        xp_interval_point_clear(point);
    return status;
}

void xp_interval_point_clear(xp_interval_point_t point)
{
    xp_real_vec_clear(point->value, point->agents * point->columns);
    xp_real_vec_clear(point->cost, point->columns);
    xp_real_vec_clear(point->welfare, point->columns);
    xp_real_vec_clear(point->outside, point->agents);
    xp_real_vec_clear(point->payment, point->agents);
    xp_real_clear(point->decision);
}
