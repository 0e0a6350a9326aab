/* Interim quantities of a real decision: polynomial values, costs and rule. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "interim_impl.h"

/*
 * e with the model's rule in place of the decision, as a polynomial in the types.  1; 0 when it is
 * none.
 */
static int read_poly(fmpq_mpoly_t poly, const xp_continuous_t model,
                     const xp_expression_struct *e, const fmpq_mpoly_ctx_t context)
{
    xp_pool_t pool;
    int good;

    if (model->formula == NULL)
        return xp_expression_mpoly(poly, e, context);
    xp_pool_init(pool);
    good = xp_expression_mpoly(poly, xp_expression_substitute_decision(pool, e, model->formula),
                               context);
    xp_pool_clear(pool);
    return good;
}

/* Whether e is a polynomial in types and decision. */
static int is_poly(const xp_continuous_t model, const xp_expression_struct *e)
{
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t poly;
    int good;

    fmpq_mpoly_ctx_init(context, model->agent_count + 1, ORD_LEX);
    fmpq_mpoly_init(poly, context);
    good = xp_expression_mpoly(poly, e, context);
    fmpq_mpoly_clear(poly, context);
    fmpq_mpoly_ctx_clear(context);
    return good;
}

int xp_interim_decision_form(const xp_continuous_t model, xp_string_struct *why)
{
    if (model->rule != XP_INTERVAL_FORMULA || model->formula == NULL)
    {
        xp_string_printf(why, "the model states no rule for %s",
                         model->decision == NULL ? "the decision" : model->decision);
        return 0;
    }
    if (!is_poly(model, model->formula))
    {
        xp_string_add(why, "the rule is not a polynomial in the types");
        return 0;
    }
    if (model->cost != NULL && model->cost[0] != NULL && !is_poly(model, model->cost[0]))
    {
        xp_string_add(why, "the cost is not a polynomial in the decision");
        return 0;
    }
    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (agent->value == NULL || agent->value[0] == NULL)
            continue;
        for (slong j = 0; j < model->agent_count; j++)
        {
            if (j == i || !xp_expression_reads(agent->value[0], j))
                continue;
            xp_string_printf(why, "the value of agent \"%s\" depends on the type of agent \"%s\"",
                             agent->name, model->agent[j].name);
            return 0;
        }
        if (!is_poly(model, agent->value[0]))
        {
            xp_string_printf(why, "the value of agent \"%s\" is not a polynomial in the decision "
                             "and the own type", agent->name);
            return 0;
        }
    }
    return 1;
}

/* E t^k by agent, computed as far as asked for. */
typedef struct
{
    const xp_continuous_struct *model;
    ulong *count;
    fmpq **row;
} moments_struct;

static void init_moments(moments_struct *moments, const xp_continuous_t model)
{
    moments->model = model;
    moments->count = xp_calloc((size_t) model->agent_count, sizeof(ulong));
    moments->row = xp_calloc((size_t) model->agent_count, sizeof(fmpq *));
}

static void clear_moments(moments_struct *moments)
{
    for (slong j = 0; j < moments->model->agent_count; j++)
    {
        if (moments->row[j] != NULL)
            _fmpq_vec_clear(moments->row[j], (slong) moments->count[j]);
    }
    free(moments->count);
    free(moments->row);
}

static const fmpq *get_moment(moments_struct *moments, slong j, ulong k)
{
    fmpq_poly_t power;

    if (k >= moments->count[j])
    {
        moments->row[j] = xp_realloc(moments->row[j], (k + 1) * sizeof(fmpq));
        fmpq_poly_init(power);
        for (ulong degree = moments->count[j]; degree <= k; degree++)
        {
            fmpq_init(moments->row[j] + degree);
            fmpq_poly_zero(power);
            fmpq_poly_set_coeff_si(power, (slong) degree, 1);
            xp_interim_expectation(moments->row[j] + degree, power,
                                   moments->model->agent[j].distribution);
        }
        fmpq_poly_clear(power);
        moments->count[j] = k + 1;
    }
    return moments->row[j] + k;
}

/* E[poly | type of agent]. */
static void integrate_out(fmpq_poly_t mean, moments_struct *moments, const fmpq_mpoly_t poly,
                          slong agent, const fmpq_mpoly_ctx_t context)
{
    slong n = moments->model->agent_count;
    ulong *power = xp_malloc((size_t) (n + 1) * sizeof(ulong));
    fmpq_t term;
    fmpq_t old;

    fmpq_init(term);
    fmpq_init(old);
    fmpq_poly_zero(mean);
    for (slong k = 0; k < fmpq_mpoly_length(poly, context); k++)
    {
        slong own;

        fmpq_mpoly_get_term_coeff_fmpq(term, poly, k, context);
        fmpq_mpoly_get_term_exp_ui(power, poly, k, context);
        for (slong j = 0; j < n; j++)
        {
            if (j != agent && power[j] > 0)
                fmpq_mul(term, term, get_moment(moments, j, power[j]));
        }
        own = (slong) power[agent];
        fmpq_poly_get_coeff_fmpq(old, mean, own);
        fmpq_add(old, old, term);
        fmpq_poly_set_coeff_fmpq(mean, own, old);
    }
    free(power);
    fmpq_clear(term);
    fmpq_clear(old);
}

int xp_interim_conditional(fmpq_poly_t mean, const xp_continuous_t model,
                           const xp_expression_struct *e, slong agent)
{
    moments_struct moments;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t poly;
    int good;

    init_moments(&moments, model);
    fmpq_mpoly_ctx_init(context, model->agent_count + 1, ORD_LEX);
    fmpq_mpoly_init(poly, context);
    good = read_poly(poly, model, e, context)
           && fmpq_mpoly_degree_si(poly, model->agent_count, context) <= 0;
    if (good)
        integrate_out(mean, &moments, poly, agent, context);
    fmpq_mpoly_clear(poly, context);
    fmpq_mpoly_ctx_clear(context);
    clear_moments(&moments);
    return good;
}

/*
 * The functions of agent i's type.  welfare is the sum of all values less cost; value is room for
 * that of agent i.  0 where something has too many terms, -1 where it is the outside option.
 */
static int fill_agent(xp_interval_interim_t interim, moments_struct *moments, slong i,
                      const fmpq_mpoly_t welfare, const fmpq_mpoly_t cost,
                      const fmpq_mpoly_ctx_t context)
{
    const xp_continuous_struct *model = moments->model;
    const xp_interval_agent_struct *agent = model->agent + i;
    fmpq_mpoly_t own;
    fmpq_poly_t mean;
    int good = 1;

    fmpq_mpoly_init(own, context);
    fmpq_poly_init(mean);
    integrate_out(mean, moments, welfare, i, context);
    xp_interim_set_poly(interim->welfare + i, agent, mean);
    integrate_out(mean, moments, cost, i, context);
    xp_interim_set_poly(interim->cost + i, agent, mean);
    if (agent->value != NULL && agent->value[0] != NULL)
        good = read_poly(own, model, agent->value[0], context);
    integrate_out(mean, moments, own, i, context);
    xp_interim_set_poly(interim->value + i, agent, mean);
    fmpq_mpoly_zero(own, context);
    if (good && agent->outside != NULL && agent->outside[0] != NULL
        && !read_poly(own, model, agent->outside[0], context))
        good = -1;
    integrate_out(mean, moments, own, i, context);
    xp_interim_set_poly(interim->outside + i, agent, mean);
    fmpq_mpoly_clear(own, context);
    fmpq_poly_clear(mean);
    return good;
}

xp_status_t xp_interim_decision(xp_interval_interim_t interim, const xp_continuous_t model,
                                xp_error_t error)
{
    slong n = model->agent_count;
    int good = 1;
    slong i;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t welfare;
    fmpq_mpoly_t cost;
    fmpq_mpoly_t value;
    moments_struct moments;

    init_moments(&moments, model);
    fmpq_mpoly_ctx_init(context, n + 1, ORD_LEX);
    fmpq_mpoly_init(welfare, context);
    fmpq_mpoly_init(cost, context);
    fmpq_mpoly_init(value, context);
    if (model->cost != NULL && model->cost[0] != NULL)
        good = read_poly(cost, model, model->cost[0], context);
    fmpq_mpoly_neg(welfare, cost, context);
    for (i = 0; good && i < n; i++)
    {
        if (model->agent[i].value == NULL || model->agent[i].value[0] == NULL)
            continue;
        good = read_poly(value, model, model->agent[i].value[0], context);
        fmpq_mpoly_add(welfare, welfare, value, context);
    }
    for (i = 0; good == 1 && i < n; i++)
        good = fill_agent(interim, &moments, i, welfare, cost, context);
    if (good == 1)
    {
        const xp_distribution_struct *first = model->agent[0].distribution;

        xp_interim_expectation(interim->expected_welfare, interim->welfare[0].piece, first);
        xp_interim_expectation(interim->expected_cost, interim->cost[0].piece, first);
    }
    else if (good < 0)
    {
        xp_error_set(error, "the outside option of agent \"%s\" is not a polynomial in the types",
                     model->agent[i - 1].name);
    }
    else
    {
        xp_error_set(error, "the welfare of the rule has over 10^5 terms");
    }
    fmpq_mpoly_clear(welfare, context);
    fmpq_mpoly_clear(cost, context);
    fmpq_mpoly_clear(value, context);
    fmpq_mpoly_ctx_clear(context);
    clear_moments(&moments);
    return good == 1 ? XP_OK : good < 0 ? XP_REFUSED : XP_LIMIT;
}
