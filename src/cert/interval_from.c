/* Certificates about continuous types: the environment of a model. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"
#include "cont/interim_impl.h"
#include "cont/outcomes.h"

int xp_certified_piece(fmpq_poly_t poly, const xp_distribution_t distribution, slong k)
{
    if (distribution->polynomial)
    {
        fmpq_poly_set(poly, distribution->cdf->piece + k);
        return 1;
    }
    return distribution->piece[k] != NULL && xp_expression_poly(poly, distribution->piece[k], 0);
}

/* Whether every piece has a formula that certificates can state. */
static xp_status_t check_formulas(const xp_distribution_t distribution, const char *name,
                                  xp_error_t error)
{
    xp_string_t text;
    int good = 1;

    if (distribution->polynomial)
        return XP_OK;
    xp_string_init(text);
    for (slong k = 0; good && k < distribution->piece_count; k++)
        good = distribution->piece[k] != NULL
               && xp_expression_add_postfix(text, distribution->piece[k]);
    xp_string_clear(text);
    if (good)
        return XP_OK;
    xp_error_set(error, "the prior of agent \"%s\" is not a formula that certificates can state: a "
                        "density without a formula for its cdf, or one with if, floor or ceil",
                 name);
    return XP_LIMIT;
}

/* The distribution of a t + b, a > 0. */
static xp_status_t transform(xp_distribution_t out, const xp_distribution_t source,
                             const fmpq_t a, const fmpq_t b, xp_error_t error)
{
    slong count = source->polynomial ? source->cdf->count : source->piece_count, place;
    const fmpq *from = source->polynomial ? source->cdf->knot : source->knot;
    const xp_expression_struct **piece, *argument;
    fmpq_poly_t line;
    fmpq_t number;
    fmpq *knot;
    xp_pool_t pool;
    xp_status_t status;

    if (fmpq_is_one(a) && fmpq_is_zero(b))
    {
        xp_distribution_set(out, source);
        return XP_OK;
    }
    xp_pool_init(pool);
    fmpq_poly_init(line);
    fmpq_init(number);
    knot = _fmpq_vec_init(count + 1);
    piece = xp_calloc((size_t) count, sizeof(xp_expression_struct *));
    fmpq_inv(number, a);
    fmpq_poly_set_coeff_fmpq(line, 1, number);
    fmpq_mul(number, number, b);
    fmpq_neg(number, number);
    fmpq_poly_set_coeff_fmpq(line, 0, number);
    argument = xp_expression_from_poly(pool, line, 0);
    for (slong k = 0; k <= count; k++)
    {
        fmpq_mul(knot + k, from + k, a);
        fmpq_add(knot + k, knot + k, b);
    }
    for (slong k = 0; k < count; k++)
        piece[k] = xp_expression_substitute_type(
            pool, source->polynomial ? xp_expression_from_poly(pool, source->cdf->piece + k, 0)
                                     : source->piece[k], 0, argument);
    status = xp_distribution_set_cdf(out, knot, piece, count, &place, error);
    if (status == XP_INPUT || status == XP_REFUSED)
        status = XP_LIMIT;
    _fmpq_vec_clear(knot, count + 1);
    free(piece);
    fmpq_poly_clear(line);
    fmpq_clear(number);
    xp_pool_clear(pool);
    return status;
}

/* R t + C, the outside option, which must be affine and the same for all outcomes. */
static xp_status_t set_option(xp_certified_agent_struct *agent, const fmpq_poly_struct *option,
                              slong m, xp_error_t error)
{
    int same = 1;

    for (slong a = 1; a < m; a++)
        same = same && fmpq_poly_equal(option, option + a);
    if (!same || fmpq_poly_degree(option) > 1)
    {
        xp_error_set(error, "the outside option of agent \"%s\" %s, which certificates cannot "
                            "state", agent->name,
                     same ? "is not affine in the type" : "depends on the outcome");
        return XP_LIMIT;
    }
    xp_outcomes_affine(agent->slope, agent->constant, option);
    return XP_OK;
}

/* Two outcomes: the difference of the values, and the outside option less the first value. */
static xp_status_t set_project(xp_interval_certificate_t certificate,
                               const xp_continuous_t model, const xp_outcomes_t outcomes,
                               const fmpq_poly_struct *option, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_poly_t f[2];

    certificate->problem = XP_PROBLEM_PROJECT;
    fmpq_sub(certificate->threshold, outcomes->cost + 1, outcomes->cost);
    fmpq_poly_init(f[0]);
    fmpq_poly_init(f[1]);
    for (slong i = 0; status == XP_OK && i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        fmpq_poly_sub(f[0], xp_outcomes_value(outcomes, i, 1), xp_outcomes_value(outcomes, i, 0));
        xp_outcomes_affine(agent->factor, agent->shift, f[0]);
        for (slong a = 0; a < 2; a++)
            fmpq_poly_sub(f[a], option + 2 * i + a, xp_outcomes_value(outcomes, i, 0));
        xp_distribution_set(agent->distribution, model->agent[i].distribution);
        status = fmpq_poly_equal(f[0], f[1]) ? set_option(agent, f[0], 1, error)
                                             : set_option(agent, option + 2 * i, 2, error);
        /* agent 0 bears the cost of the first outcome */
        if (i == 0)
            fmpq_add(agent->constant, agent->constant, outcomes->cost);
    }
    fmpq_poly_clear(f[0]);
    fmpq_poly_clear(f[1]);
    return status;
}

/* The surplus of the outcome that agent i's type matters to: a t + b; 0 where there is none. */
static int find_surplus(fmpq_t a, fmpq_t b, const xp_outcomes_t outcomes, slong agent)
{
    for (slong o = 0; o < outcomes->m; o++)
    {
        fmpq_t constant;

        if (outcomes->owner[o] != agent)
            continue;
        fmpq_init(constant);
        xp_outcomes_affine(a, b, xp_outcomes_value(outcomes, agent, o));
        fmpq_sub(b, b, outcomes->cost + o);
        for (slong j = 0; j < outcomes->n; j++)
            if (j != agent)
            {
                fmpq_poly_get_coeff_fmpq(constant, xp_outcomes_value(outcomes, j, o), 0);
                fmpq_add(b, b, constant);
            }
        fmpq_clear(constant);
        return fmpq_sgn(a) > 0;
    }
    return 0;
}

/* An outcome of a sure surplus that is above some possible highest type. */
static xp_status_t check_others(const xp_interval_certificate_t certificate,
                                const xp_outcomes_t outcomes, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t surplus, constant;

    fmpq_init(surplus);
    fmpq_init(constant);
    for (slong o = 0; o < outcomes->m; o++)
    {
        int useless = outcomes->owner[o] >= 0;

        fmpq_neg(surplus, outcomes->cost + o);
        for (slong j = 0; !useless && j < outcomes->n; j++)
        {
            fmpq_poly_get_coeff_fmpq(constant, xp_outcomes_value(outcomes, j, o), 0);
            fmpq_add(surplus, surplus, constant);
        }
        for (slong i = 0; !useless && i < certificate->n; i++)
            useless = fmpq_cmp(surplus, certificate->agent[i].distribution->low) <= 0;
        if (!useless)
        {
            xp_error_set(error, "the efficient rule may leave the good with nobody, which "
                                "certificates cannot state");
            status = XP_LIMIT;
        }
    }
    fmpq_clear(surplus);
    fmpq_clear(constant);
    return status;
}

static xp_status_t set_good(xp_interval_certificate_t certificate, const xp_continuous_t model,
                            const xp_outcomes_t outcomes, const fmpq_poly_struct *option,
                            xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t a, b;

    certificate->problem = XP_PROBLEM_GOOD;
    fmpq_init(a);
    fmpq_init(b);
    for (slong i = 0; status == XP_OK && i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        if (!find_surplus(a, b, outcomes, i))
        {
            xp_error_set(error, "no outcome is worth more to agent \"%s\" the higher the type: "
                                "certificates cannot state that", agent->name);
            status = XP_LIMIT;
            break;
        }
        status = transform(agent->distribution, model->agent[i].distribution, a, b, error);
        if (status == XP_OK)
            status = set_option(agent, option + i * outcomes->m, outcomes->m, error);
        fmpq_set(agent->factor, a);
        fmpq_set(agent->shift, b);
        /* R t + C with t = (x - b) / a */
        fmpq_div(agent->slope, agent->slope, a);
        fmpq_submul(agent->constant, agent->slope, b);
    }
    fmpq_clear(a);
    fmpq_clear(b);
    return status == XP_OK ? check_others(certificate, outcomes, error) : status;
}

static xp_status_t set_outcomes(xp_interval_certificate_t certificate,
                                const xp_continuous_t model, xp_error_t error)
{
    slong n = model->agent_count, m = model->outcome_count, count = n * m;
    fmpq_poly_struct *option = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    xp_outcomes_t outcomes;
    xp_string_t why;
    xp_status_t status;
    xp_form_t form;
    int polynomial = 1;

    for (slong k = 0; k < count; k++)
        fmpq_poly_init(option + k);
    for (slong i = 0; i < n; i++)
        polynomial = polynomial && model->agent[i].distribution->polynomial;
    xp_outcomes_init(outcomes);
    xp_string_init(why);
    form = xp_outcomes_read(outcomes, model, why);
    status = form == XP_FORM_NONE ? XP_LIMIT : xp_interim_options(option, model, polynomial, error);
    if (form == XP_FORM_NONE)
        xp_error_set(error, "%s", why->text);
    else if (status == XP_OK)
        status = form == XP_FORM_GOOD ? set_good(certificate, model, outcomes, option, error)
                                      : set_project(certificate, model, outcomes, option, error);
    else if (status == XP_REFUSED || status == XP_INPUT)
        status = XP_LIMIT;
    for (slong k = 0; k < count; k++)
        fmpq_poly_clear(option + k);
    free(option);
    xp_outcomes_clear(outcomes);
    xp_string_clear(why);
    return status;
}

/* The shares: numbers, roots, and for the last irrational one what the others leave. */
static void set_shares(xp_interval_certificate_t certificate, const xp_partnership_t partnership)
{
    xp_certified_agent_struct *last = NULL;

    certificate->problem = XP_PROBLEM_PARTNERSHIP;
    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        xp_real_set(agent->share, partnership->share + i);
        xp_distribution_set(agent->distribution, partnership->distribution[i]);
        if (agent->share->kind == XP_REAL_RATIONAL)
        {
            fmpq_set(agent->slope, agent->share->rational);
            continue;
        }
        agent->by = XP_STATED_ROOT;
        xp_real_minimal_polynomial(agent->root->polynomial, agent->root->low, agent->root->high,
                                   agent->share);
        if (fmpq_sgn(agent->root->low) < 0)
            fmpq_zero(agent->root->low);
        last = agent;
    }
    if (last != NULL)
        last->by = XP_STATED_REST;
}

xp_status_t xp_interval_certificate_set_model(xp_interval_certificate_t certificate,
                                              const xp_continuous_t model, xp_error_t error)
{
    xp_interval_certificate_t local;
    xp_partnership_t partnership;
    xp_error_t other;
    xp_status_t status = XP_OK;

    if (!xp_continuous_has_priors(model) || model->decision != NULL)
    {
        xp_error_set(error, "certificates about types on intervals are for one good or two "
                            "outcomes, and a prior of every agent");
        return XP_LIMIT;
    }
    xp_interval_certificate_init(local);
    xp_partnership_init(partnership);
    xp_error_init(other);
    xp_certified_agents_alloc(local, model->agent_count);
    for (slong i = 0; i < local->n; i++)
        local->agent[i].name = xp_strdup(model->agent[i].name);
    if (xp_partnership_set_model(partnership, model, other) == XP_OK)
        set_shares(local, partnership);
    else
        status = set_outcomes(local, model, error);
    for (slong i = 0; status == XP_OK && i < local->n; i++)
    {
        status = check_formulas(local->agent[i].distribution, local->agent[i].name, error);
        local->exact = local->exact && local->agent[i].distribution->polynomial;
    }
    if (status == XP_OK)
        xp_interval_certificate_swap(certificate, local);
    xp_interval_certificate_clear(local);
    xp_partnership_clear(partnership);
    xp_error_clear(other);
    return status;
}
