/* Reads the values of finitely many outcomes as polynomials and recognises their form. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "outcomes.h"

void xp_outcomes_init(xp_outcomes_t outcomes)
{
    outcomes->n = 0;
    outcomes->m = 0;
    outcomes->value = NULL;
    outcomes->cost = NULL;
    outcomes->owner = NULL;
}

void xp_outcomes_clear(xp_outcomes_t outcomes)
{
    for (slong k = 0; k < outcomes->n * outcomes->m; k++)
        fmpq_poly_clear(outcomes->value + k);
    free(outcomes->value);
    if (outcomes->cost != NULL)
        _fmpq_vec_clear(outcomes->cost, outcomes->m);
    free(outcomes->owner);
}

fmpq_poly_struct *xp_outcomes_value(const xp_outcomes_t outcomes, slong agent, slong outcome)
{
    return outcomes->value + agent * outcomes->m + outcome;
}

void xp_outcomes_affine(fmpq_t a, fmpq_t b, const fmpq_poly_t f)
{
    fmpq_poly_get_coeff_fmpq(a, f, 1);
    fmpq_poly_get_coeff_fmpq(b, f, 0);
}

/* Fills values and costs; 0 and the words where one is no polynomial. */
static int read_values(xp_outcomes_t outcomes, const xp_continuous_t model, xp_string_struct *why)
{
    slong n = model->agent_count;
    slong m = model->outcome_count;

    outcomes->n = n;
    outcomes->m = m;
    outcomes->value = xp_malloc((size_t) (n * m) * sizeof(fmpq_poly_struct));
    outcomes->cost = _fmpq_vec_init(m);
    outcomes->owner = xp_malloc((size_t) m * sizeof(slong));
    for (slong k = 0; k < n * m; k++)
        fmpq_poly_init(outcomes->value + k);
    for (slong a = 0; a < m; a++)
    {
        xp_error_t error;
        int good;

        outcomes->owner[a] = -1;
        if (model->cost == NULL || model->cost[a] == NULL)
            continue;
        xp_error_init(error);
        good = xp_expression_is_constant(model->cost[a])
               && xp_expression_evaluate(outcomes->cost + a, model->cost[a], NULL, NULL, error)
                  == XP_OK;
        xp_error_clear(error);
        if (!good)
        {
            xp_string_printf(why, "the cost of outcome \"%s\" is not a rational number",
                             model->outcome_label[a]);
            return 0;
        }
    }
    for (slong i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        for (slong a = 0; a < m; a++)
        {
            fmpq_poly_struct *value = xp_outcomes_value(outcomes, i, a);

            if (agent->value == NULL || agent->value[a] == NULL)
                continue;
            if (!xp_expression_poly(value, agent->value[a], i))
            {
                xp_string_printf(why, "the value of agent \"%s\" for outcome \"%s\" is not a "
                                 "polynomial in the own type", agent->name,
                                 model->outcome_label[a]);
                return 0;
            }
            if (fmpq_poly_degree(value) >= 1)
                outcomes->owner[a] = outcomes->owner[a] == -1 ? i : -2;
        }
    }
    return 1;
}

/* Two outcomes, differences affine in the own type, one of them not constant. */
static int is_project(const xp_outcomes_t outcomes)
{
    fmpq_poly_t difference;
    int moves = 0;
    int good = outcomes->m == 2;

    fmpq_poly_init(difference);
    for (slong i = 0; good && i < outcomes->n; i++)
    {
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        good = fmpq_poly_degree(difference) <= 1;
        moves |= fmpq_poly_degree(difference) == 1;
    }
    fmpq_poly_clear(difference);
    return good && moves;
}

/*
 * The welfare of each outcome reads at most one type, affinely, and no type is read twice: the
 * efficient welfare is the largest of independent numbers.  1; 0 and the outcome or agent that
 * is in the way.
 */
static int is_good(slong *bad_outcome, slong *bad_agent, const xp_outcomes_t outcomes)
{
    int some = 0;

    *bad_outcome = -1;
    *bad_agent = -1;
    for (slong a = 0; a < outcomes->m; a++)
    {
        slong i = outcomes->owner[a];

        if (i == -1)
            continue;
        some = 1;
        if (i == -2 || fmpq_poly_degree(xp_outcomes_value(outcomes, i, a)) > 1)
        {
            *bad_outcome = a;
            return 0;
        }
        for (slong b = 0; b < a; b++)
        {
            if (outcomes->owner[b] == i)
            {
                *bad_agent = i;
                return 0;
            }
        }
    }
    return some;
}

xp_form_t xp_outcomes_read(xp_outcomes_t outcomes, const xp_continuous_t model,
                           xp_string_struct *why)
{
    slong bad_outcome;
    slong bad_agent;
    int good;
    int project;

    if (!read_values(outcomes, model, why))
        return XP_FORM_NONE;
    good = is_good(&bad_outcome, &bad_agent, outcomes);
    project = is_project(outcomes);
    if (good && (model->owner != NULL || !project))
        return XP_FORM_GOOD;
    if (project)
        return XP_FORM_PROJECT;
    if (bad_outcome >= 0)
    {
        xp_string_printf(why, "the welfare of outcome \"%s\" is not affine in one type; ",
                         model->outcome_label[bad_outcome]);
    }
    else if (bad_agent >= 0)
    {
        xp_string_printf(why, "the type of agent \"%s\" matters to more than one outcome; ",
                         model->agent[bad_agent].name);
    }
    else
    {
        xp_string_add(why, "no value depends on a type; ");
    }
    xp_string_add(why, "understood are one good (the welfare of each outcome depends on at most "
                  "one type, affinely, and each type matters to one outcome at most) and two "
                  "outcomes whose values differ affinely");
    return XP_FORM_NONE;
}

/*
 * The least excess of the welfare of outcome a over that of b: the sum over the agents, whose
 * types are independent.  0 where it is not affine.
 */
static int find_least_excess(fmpq_t least, const xp_outcomes_t outcomes,
                             const xp_continuous_t model, slong a, slong b)
{
    fmpq_poly_t gap;
    fmpq_t x;
    fmpq_t y;
    int good = 1;

    fmpq_poly_init(gap);
    fmpq_init(x);
    fmpq_init(y);
    fmpq_sub(least, outcomes->cost + b, outcomes->cost + a);
    for (slong i = 0; good && i < outcomes->n; i++)
    {
        fmpq_poly_sub(gap, xp_outcomes_value(outcomes, i, a), xp_outcomes_value(outcomes, i, b));
        good = fmpq_poly_degree(gap) <= 1;
        fmpq_poly_evaluate_fmpq(x, gap, model->agent[i].low);
        fmpq_poly_evaluate_fmpq(y, gap, model->agent[i].high);
        fmpq_add(least, least, fmpq_cmp(x, y) < 0 ? x : y);
    }
    fmpq_poly_clear(gap);
    fmpq_clear(x);
    fmpq_clear(y);
    return good;
}

slong xp_outcomes_certain(const xp_outcomes_t outcomes, const xp_continuous_t model)
{
    slong certain = -1;
    fmpq_t least;

    fmpq_init(least);
    for (slong a = 0; certain < 0 && a < outcomes->m; a++)
    {
        int best = 1;

        for (slong b = 0; best && b < outcomes->m; b++)
        {
            best = b == a || (find_least_excess(least, outcomes, model, a, b)
                              && fmpq_sgn(least) >= 0);
        }
        if (best)
            certain = a;
    }
    fmpq_clear(least);
    return certain;
}
