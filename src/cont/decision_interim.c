/* Expectations of polynomials of types over piecewise polynomial priors, and interim quantities. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/decision_mechanism.h"

/*
 * E t^k = high^k - k times the integral of t^(k - 1) F, by parts.
 */
static void find_moment(fmpq_t moment, const xp_distribution_t prior, slong k)
{
    fmpq_t value;
    fmpq_poly_t f;
    fmpq_init(value);
    fmpq_poly_init(f);
    fmpq_pow_si(moment, prior->high, k);
    for (slong j = 0; k > 0 && j < prior->cdf->count; j++)
    {
        fmpq_poly_shift_left(f, prior->cdf->piece + j, k - 1);
        fmpq_poly_integral(f, f);
        fmpq_poly_scalar_mul_si(f, f, k);
        fmpq_poly_evaluate_fmpq(value, f, prior->cdf->knot + j + 1);
        fmpq_sub(moment, moment, value);
        fmpq_poly_evaluate_fmpq(value, f, prior->cdf->knot + j);
        fmpq_add(moment, moment, value);
    }
    fmpq_poly_clear(f);
    fmpq_clear(value);
}

/* The largest degree of any type in any polynomial that is there. */
static slong find_degree(const xp_decision_mechanism_t m)
{
    const fmpq_mpoly_struct *const rows[] = {m->value_poly, m->outside_poly, m->payment_poly,
                                             m->utility_poly};
    slong most = 0;
    for (slong i = 0; i < m->n; i++)
    {
        slong degree = fmpq_mpoly_degree_si(m->rule_poly, i, m->context);
        most = degree > most ? degree : most;
        degree = fmpq_mpoly_degree_si(m->cost_poly, i, m->context);
        most = degree > most ? degree : most;
        for (slong k = 0; k < 4 * m->n; k++)
        {
            degree = fmpq_mpoly_degree_si(rows[k % 4] + k / 4, i, m->context);
            most = degree > most ? degree : most;
        }
    }
    return most;
}

void xp_decision_moments_set(xp_decision_mechanism_t mechanism, const xp_continuous_t model)
{
    const slong n = mechanism->n;
    const slong count = find_degree(mechanism) + 1;
    mechanism->has_prior = xp_continuous_has_priors(model);
    for (slong i = 0; i < n && mechanism->has_prior; i++)
    {
        mechanism->has_prior = model->agent[i].distribution->polynomial;
    }
    if (!mechanism->has_prior || (mechanism->moment != NULL && mechanism->moment_count >= count))
    {
        return;
    }
    if (mechanism->moment == NULL)
    {
        mechanism->moment = xp_calloc((size_t) n, sizeof(fmpq *));
    }
    for (slong i = 0; i < n; i++)
    {
        if (mechanism->moment[i] != NULL)
        {
            _fmpq_vec_clear(mechanism->moment[i], mechanism->moment_count);
        }
        mechanism->moment[i] = _fmpq_vec_init(count);
        for (slong k = 0; k < count; k++)
        {
            find_moment(mechanism->moment[i] + k, model->agent[i].distribution, k);
        }
    }
    mechanism->moment_count = count;
}

void xp_decision_expectation(fmpq_mpoly_t result, const fmpq_mpoly_t f,
                             const xp_decision_mechanism_t mechanism, const int *kept)
{
    const slong n = mechanism->n;
    ulong *exponent = xp_calloc((size_t) n + 1, sizeof(ulong));
    fmpq_mpoly_t sum;
    fmpq_t term;
    fmpq_mpoly_init(sum, mechanism->context);
    fmpq_init(term);
    for (slong at = 0; at < fmpq_mpoly_length(f, mechanism->context); at++)
    {
        fmpq_mpoly_get_term_coeff_fmpq(term, f, at, mechanism->context);
        fmpq_mpoly_get_term_exp_ui(exponent, f, at, mechanism->context);
        for (slong i = 0; i < n; i++)
        {
            if (!kept[i])
            {
                fmpq_mul(term, term, mechanism->moment[i] + exponent[i]);
                exponent[i] = 0;
            }
        }
        fmpq_mpoly_push_term_fmpq_ui(sum, term, exponent, mechanism->context);
    }
    fmpq_mpoly_sort_terms(sum, mechanism->context);
    fmpq_mpoly_combine_like_terms(sum, mechanism->context);
    fmpq_mpoly_swap(result, sum, mechanism->context);
    fmpq_clear(term);
    fmpq_mpoly_clear(sum, mechanism->context);
    free(exponent);
}

void xp_decision_interim_init(xp_decision_interim_t interim)
{
    const xp_decision_interim_struct empty = {0};
    *interim = empty;
    fmpq_init(interim->welfare);
    fmpq_init(interim->revenue);
    fmpq_init(interim->cost);
    fmpq_init(interim->budget);
}

void xp_decision_interim_clear(xp_decision_interim_t interim)
{
    fmpq_clear(interim->welfare);
    fmpq_clear(interim->revenue);
    fmpq_clear(interim->cost);
    fmpq_clear(interim->budget);
    if (interim->n == 0)
    {
        return;
    }
    for (slong i = 0; i < interim->n; i++)
    {
        fmpq_poly_clear(interim->decision + i);
        fmpq_poly_clear(interim->payment + i);
        fmpq_poly_clear(interim->value + i);
        fmpq_poly_clear(interim->utility + i);
        fmpq_poly_clear(interim->outside + i);
        fmpq_mpoly_clear(interim->report + i, interim->context);
    }
    free(interim->decision);
    free(interim->payment);
    free(interim->value);
    free(interim->utility);
    free(interim->outside);
    free(interim->report);
    fmpq_mpoly_ctx_clear(interim->context);
}

void xp_decision_interim_swap(xp_decision_interim_t a, xp_decision_interim_t b)
{
    const xp_decision_interim_struct held = *a;
    *a = *b;
    *b = held;
}

static fmpq_poly_struct *new_rows(slong n)
{
    fmpq_poly_struct *rows = xp_calloc((size_t) n, sizeof(fmpq_poly_struct));
    for (slong i = 0; i < n; i++)
    {
        fmpq_poly_init(rows + i);
    }
    return rows;
}

/* E[f | type of agent] as a polynomial in it. */
static void find_interim(fmpq_poly_t result, const fmpq_mpoly_t f,
                         const xp_decision_mechanism_t mechanism, slong agent)
{
    int *kept = xp_calloc((size_t) mechanism->n, sizeof(int));
    fmpq_mpoly_t mean;
    fmpq_mpoly_init(mean, mechanism->context);
    kept[agent] = 1;
    xp_decision_expectation(mean, f, mechanism, kept);
    fmpq_mpoly_get_fmpq_poly(result, mean, agent, mechanism->context);
    fmpq_mpoly_clear(mean, mechanism->context);
    free(kept);
}

/* sum += E f. */
static void add_mean(fmpq_t sum, const fmpq_mpoly_t f, const xp_decision_mechanism_t mechanism)
{
    int *kept = xp_calloc((size_t) mechanism->n, sizeof(int));
    fmpq_mpoly_t mean;
    fmpq_t value;
    fmpq_mpoly_init(mean, mechanism->context);
    fmpq_init(value);
    xp_decision_expectation(mean, f, mechanism, kept);
    fmpq_mpoly_get_fmpq(value, mean, mechanism->context);
    fmpq_add(sum, sum, value);
    fmpq_clear(value);
    fmpq_mpoly_clear(mean, mechanism->context);
    free(kept);
}

xp_status_t xp_decision_interim(xp_decision_interim_t interim,
                                const xp_decision_mechanism_t mechanism, xp_error_t error)
{
    const slong n = mechanism->n;
    if (!mechanism->polynomial)
    {
        xp_error_set(error, "expectations of a real decision need values, a cost, a rule and "
                     "payments that are polynomials");
        return XP_REFUSED;
    }
    if (!mechanism->has_prior)
    {
        xp_error_set(error, "expectations of a real decision need a prior that is piecewise "
                     "polynomial for every agent");
        return XP_REFUSED;
    }
    xp_decision_interim_t local;
    int *kept = xp_calloc((size_t) n, sizeof(int));
    xp_decision_interim_init(local);
    local->n = n;
    fmpq_mpoly_ctx_init(local->context, n + 1, ORD_LEX);
    local->decision = new_rows(n);
    local->payment = new_rows(n);
    local->value = new_rows(n);
    local->utility = new_rows(n);
    local->outside = new_rows(n);
    local->report = xp_calloc((size_t) n, sizeof(fmpq_mpoly_struct));
    add_mean(local->cost, mechanism->cost_poly, mechanism);
    for (slong i = 0; i < n; i++)
    {
        find_interim(local->decision + i, mechanism->rule_poly, mechanism, i);
        find_interim(local->payment + i, mechanism->payment_poly + i, mechanism, i);
        find_interim(local->value + i, mechanism->value_poly + i, mechanism, i);
        find_interim(local->outside + i, mechanism->outside_poly + i, mechanism, i);
        fmpq_poly_sub(local->utility + i, local->value + i, local->payment + i);
        fmpq_mpoly_init(local->report + i, local->context);
        kept[i] = 1;
        xp_decision_expectation(local->report + i, mechanism->utility_poly + i, mechanism, kept);
        kept[i] = 0;
        add_mean(local->welfare, mechanism->value_poly + i, mechanism);
        add_mean(local->revenue, mechanism->payment_poly + i, mechanism);
    }
    fmpq_sub(local->welfare, local->welfare, local->cost);
    fmpq_sub(local->budget, local->revenue, local->cost);
    xp_decision_interim_swap(interim, local);
    xp_decision_interim_clear(local);
    free(kept);
    return XP_OK;
}
