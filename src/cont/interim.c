/* Interim quantities of the efficient rule: life cycle, what the forms share, and which form. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "interim_impl.h"

void xp_interval_interim_init(xp_interval_interim_t interim)
{
    interim->form = XP_FORM_NONE;
    interim->n = 0;
    interim->welfare = NULL;
    interim->value = NULL;
    interim->cost = NULL;
    interim->chance = NULL;
    interim->outside = NULL;
    interim->others = NULL;
    fmpq_init(interim->expected_welfare);
    fmpq_init(interim->expected_cost);
}

static xp_piecewise_struct *init_row(slong n)
{
    xp_piecewise_struct *row = xp_malloc((size_t) n * sizeof(xp_piecewise_struct));

    for (slong i = 0; i < n; i++)
        xp_piecewise_init(row + i);
    return row;
}

static void clear_row(xp_piecewise_struct *row, slong n)
{
    if (row == NULL)
        return;
    for (slong i = 0; i < n; i++)
        xp_piecewise_clear(row + i);
    free(row);
}

void xp_interval_interim_clear(xp_interval_interim_t interim)
{
    clear_row(interim->welfare, interim->n);
    clear_row(interim->value, interim->n);
    clear_row(interim->cost, interim->n);
    clear_row(interim->chance, interim->n);
    clear_row(interim->outside, interim->n);
    if (interim->others != NULL)
        _fmpq_vec_clear(interim->others, interim->n);
    fmpq_clear(interim->expected_welfare);
    fmpq_clear(interim->expected_cost);
}

static void set_count(xp_interval_interim_t interim, slong n)
{
    interim->n = n;
    interim->welfare = init_row(n);
    interim->value = init_row(n);
    interim->cost = init_row(n);
    interim->chance = init_row(n);
    interim->outside = init_row(n);
    interim->others = _fmpq_vec_init(n);
}

void xp_interim_density(xp_piecewise_t density, const xp_distribution_t distribution)
{
    xp_piecewise_derivative(density, distribution->cdf);
}

void xp_interim_expectation(fmpq_t mean, const fmpq_poly_t f,
                            const xp_distribution_t distribution)
{
    xp_piecewise_t density;
    xp_piecewise_t product;

    xp_piecewise_init(density);
    xp_piecewise_init(product);
    xp_interim_density(density, distribution);
    xp_piecewise_set_poly(product, distribution->low, distribution->high, f);
    xp_piecewise_mul(product, product, density);
    xp_piecewise_integral(mean, product);
    xp_piecewise_clear(density);
    xp_piecewise_clear(product);
}

void xp_interim_set_poly(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                         const fmpq_poly_t f)
{
    xp_piecewise_set_poly(h, agent->low, agent->high, f);
}

void xp_interim_set_constant(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                             const fmpq_t c)
{
    fmpq_poly_t f;

    fmpq_poly_init(f);
    fmpq_poly_set_fmpq(f, c);
    xp_interim_set_poly(h, agent, f);
    fmpq_poly_clear(f);
}

void xp_interim_add_product(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                            const fmpq_poly_t f, const xp_piecewise_t g)
{
    xp_piecewise_t product;

    if (fmpq_poly_is_zero(f))
        return;
    xp_piecewise_init(product);
    xp_interim_set_poly(product, agent, f);
    xp_piecewise_mul(product, product, g);
    xp_piecewise_add(h, h, product);
    xp_piecewise_clear(product);
}

xp_form_t xp_interval_form(const xp_continuous_t model, xp_string_struct *why)
{
    xp_form_t form = XP_FORM_NONE;
    xp_string_t words;

    xp_string_init(words);
    if (model->outcome_count == 0)
    {
        if (xp_interim_decision_form(model, words))
            form = XP_FORM_DECISION;
    }
    else
    {
        xp_outcomes_t outcomes;

        xp_outcomes_init(outcomes);
        form = xp_outcomes_read(outcomes, model, words);
        xp_outcomes_clear(outcomes);
    }
    if (why != NULL && form == XP_FORM_NONE)
        xp_string_swap(why, words);
    xp_string_clear(words);
    return form;
}

xp_status_t xp_interim_options(fmpq_poly_struct *option, const xp_continuous_t model, int expect,
                               xp_error_t error)
{
    slong m = model->outcome_count;

    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;
        int same = 1;

        for (slong a = 1; agent->outside != NULL && a < m; a++)
            same = same && agent->outside[a] == agent->outside[0];
        for (slong a = 0; a < m; a++)
        {
            const xp_expression_struct *e = agent->outside == NULL ? NULL : agent->outside[a];

            if (e == NULL && agent->has_share)
            {
                if (agent->share->kind != XP_REAL_RATIONAL)
                {
                    xp_error_set(error, "the share of agent \"%s\" is irrational", agent->name);
                    return XP_REFUSED;
                }
                fmpq_poly_set_coeff_fmpq(option + i * m + a, 1, agent->share->rational);
            }
            if (e == NULL || xp_expression_poly(option + i * m + a, e, i))
                continue;
            if (expect && same && xp_interim_conditional(option + i * m + a, model, e, i))
                continue;
            xp_error_set(error, "the outside option of agent \"%s\" is not a polynomial in the own "
                         "type", agent->name);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

/* Whether every prior is there and piecewise polynomial. */
static xp_status_t check_priors(const xp_continuous_t model, xp_error_t error)
{
    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!agent->has_prior)
        {
            xp_error_set(error, "agent \"%s\" has no prior: interim quantities need one",
                         agent->name);
            return XP_REFUSED;
        }
        if (!agent->distribution->polynomial)
        {
            xp_error_set(error, "the prior of agent \"%s\" is not piecewise polynomial: interim "
                         "quantities are computed for such priors only", agent->name);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

/* The quantities where there are finitely many outcomes. */
static xp_status_t fill_outcomes(xp_interval_interim_t interim, const xp_continuous_t model,
                                 xp_error_t error)
{
    slong count = model->agent_count * model->outcome_count;
    fmpq_poly_struct *option = xp_malloc((size_t) count * sizeof(fmpq_poly_struct));
    xp_outcomes_t outcomes;
    xp_string_t why;
    xp_status_t status;

    xp_outcomes_init(outcomes);
    xp_string_init(why);
    for (slong k = 0; k < count; k++)
        fmpq_poly_init(option + k);
    (void) xp_outcomes_read(outcomes, model, why);
    status = xp_interim_options(option, model, 1, error);
    if (status == XP_OK && interim->form == XP_FORM_PROJECT)
        status = xp_interim_project(interim, model, outcomes, option, error);
    else if (status == XP_OK)
        status = xp_interim_good(interim, model, outcomes, option, error);
    for (slong k = 0; k < count; k++)
        fmpq_poly_clear(option + k);
    free(option);
    xp_outcomes_clear(outcomes);
    xp_string_clear(why);
    return status;
}

xp_status_t xp_interval_interim(xp_interval_interim_t interim, const xp_continuous_t model,
                                xp_error_t error)
{
    xp_interval_interim_t result;
    xp_string_t why;
    xp_status_t status;

    xp_interval_interim_init(result);
    xp_string_init(why);
    result->form = xp_interval_form(model, why);
    if (result->form == XP_FORM_NONE)
    {
        xp_error_set(error, "%s", why->text);
        status = XP_REFUSED;
    }
    else
    {
        status = check_priors(model, error);
    }
    if (status == XP_OK)
    {
        set_count(result, model->agent_count);
        status = result->form == XP_FORM_DECISION ? xp_interim_decision(result, model, error)
                                                  : fill_outcomes(result, model, error);
    }
    if (status == XP_OK)
    {
        xp_interval_interim_struct old = interim[0];

        interim[0] = result[0];
        result[0] = old;
    }
    xp_interval_interim_clear(result);
    xp_string_clear(why);
    return status;
}
