/* What a seller of identical units can expect: mechanisms compared with the optimum. */
#include <expost/exist/revenue.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/exist/question.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>

#include "exist/revenue_impl.h"

void xp_amount_set(xp_amount_struct *amount, const fmpq_t value)
{
    amount->state = XP_AMOUNT_KNOWN;
    fmpq_set(amount->value, value);
}

static void set_reason(xp_amount_struct *amount, xp_amount_state_t state, const char *reason)
{
    free(amount->reason);
    amount->reason = reason != NULL ? xp_strdup(reason) : NULL;
    amount->state = state;
}

void xp_amount_set_none(xp_amount_struct *amount, const char *reason)
{
    set_reason(amount, XP_AMOUNT_NONE, reason);
}

void xp_amount_set_open(xp_amount_struct *amount, xp_status_t status, const char *reason)
{
    amount->stopped = status == XP_STOPPED;
    set_reason(amount, XP_AMOUNT_OPEN,
               amount->stopped ? NULL : reason != NULL ? reason : "a limit was reached");
}

void xp_revenue_init(xp_revenue_t revenue)
{
    memset(revenue, 0, sizeof(xp_revenue_struct));
    xp_units_init(revenue->units);
    xp_bidders_init(revenue->bidders);
    for (int k = 0; k < XP_SCORE_COUNT; k++)
    {
        fmpq_init(revenue->score[k].worth);
        fmpq_init(revenue->score[k].low_chance);
        fmpq_init(revenue->score[k].high_chance);
    }
    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
        fmpq_init(revenue->amount[k].value);
    fmpq_init(revenue->reserve);
    fmpq_init(revenue->price);
}

void xp_revenue_clear(xp_revenue_t revenue)
{
    if (revenue->probability != NULL)
        _fmpq_vec_clear(revenue->probability,
                        revenue->units->offset[revenue->units->agent_count]);
    xp_bidders_clear(revenue->bidders);
    xp_units_clear(revenue->units);
    for (int k = 0; k < XP_SCORE_COUNT; k++)
    {
        fmpq_clear(revenue->score[k].worth);
        fmpq_clear(revenue->score[k].low_chance);
        fmpq_clear(revenue->score[k].high_chance);
    }
    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
    {
        fmpq_clear(revenue->amount[k].value);
        free(revenue->amount[k].reason);
    }
    fmpq_clear(revenue->reserve);
    fmpq_clear(revenue->price);
    free(revenue->offer);
    for (slong i = 0; revenue->beliefs != NULL && i < revenue->units->agent_count; i++)
        xp_beliefs_clear(revenue->beliefs + i);
    free(revenue->beliefs);
}

int xp_revenue_is_open(const xp_revenue_t revenue)
{
    int open = 0;

    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
        open = open || revenue->amount[k].state == XP_AMOUNT_OPEN;
    return open;
}

/* The marginal probabilities; of a joint prior in one pass over the profiles. */
static void add_joint(fmpz *sum, const xp_revenue_t revenue)
{
    const xp_environment_struct *environment = revenue->environment;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));

    for (slong index = 0; index < environment->profiles->size; index++)
    {
        for (slong i = 0; i < environment->agent_count; i++)
        {
            fmpz *own = sum + revenue->units->offset[i] + profile[i];

            fmpz_add(own, own, environment->joint->entry + index);
        }
        xp_profiles_next(profile, environment->profiles);
    }
    free(profile);
}

static xp_status_t find_probabilities(xp_revenue_t revenue, xp_error_t error)
{
    const xp_environment_struct *environment = revenue->environment;
    const slong types = revenue->units->offset[revenue->units->agent_count];
    fmpz *sum;

    revenue->probability = _fmpq_vec_init(types);
    if (revenue->independent)
    {
        for (slong i = 0; i < environment->agent_count; i++)
            for (slong t = 0; t < environment->agent[i].type_count; t++)
                xp_table_get_fmpq(revenue->probability + revenue->units->offset[i] + t,
                                  environment->agent[i].probability, t);
        return XP_OK;
    }
    if (!xp_profiles_are_listed(environment->profiles))
        return xp_profiles_require(environment->profiles, "auction", error);
    sum = _fmpz_vec_init(types);
    add_joint(sum, revenue);
    for (slong at = 0; at < types; at++)
        fmpq_set_fmpz_frac(revenue->probability + at, sum + at, environment->joint->denominator);
    _fmpz_vec_clear(sum, types);
    return XP_OK;
}

/* The revenue of a mechanism as it is built, where the outcomes do not let every set win. */
static xp_status_t build(xp_revenue_t revenue, xp_amount_kind_t kind, const char *name,
                         const xp_model_t model, const xp_progress_t *progress, xp_error_t error)
{
    xp_amount_struct *amount = revenue->amount + kind;
    xp_mechanism_t mechanism;
    xp_question_t question;
    xp_status_t status;
    fmpq_t value;

    fmpq_init(value);
    xp_mechanism_init(mechanism);
    memset(&question, 0, sizeof question);
    question.environment = revenue->environment;
    question.objective = XP_OBJECTIVE_REVENUE;
    question.objective_agent = -1;
    status = xp_mechanism_build(mechanism, model, name, NULL, XP_IR_DEFAULT, progress, error);
    if (status == XP_OK)
        status = xp_objective_expected(value, &question, mechanism, progress, error);
    if (status == XP_OK)
        xp_amount_set(amount, value);
    else if (status == XP_REFUSED || status == XP_LIMIT || status == XP_INPUT)
    {
        xp_amount_set_none(amount, error->message);
        status = XP_OK;
    }
    xp_mechanism_clear(mechanism);
    fmpq_clear(value);
    return status;
}

static xp_status_t find_surplus(xp_revenue_t revenue, const xp_progress_t *progress,
                                xp_error_t error)
{
    xp_table_t welfare;
    fmpq_t value, weight, sum;
    xp_status_t status;

    xp_table_init(welfare);
    fmpq_init(value);
    fmpq_init(weight);
    fmpq_init(sum);
    status = xp_welfare_list(welfare, revenue->environment, progress, error);
    for (slong index = 0; index < welfare->length && status == XP_OK; index++)
    {
        xp_environment_probability(weight, revenue->environment, index);
        xp_table_get_fmpq(value, welfare, index);
        fmpq_addmul(sum, value, weight);
    }
    if (status == XP_OK)
        xp_amount_set(revenue->amount + XP_AMOUNT_SURPLUS, sum);
    fmpq_clear(value);
    fmpq_clear(weight);
    fmpq_clear(sum);
    xp_table_clear(welfare);
    return status;
}

#define NOT_FREE                                                                                 \
    "units may stay unsold, which needs an outcome for every set of at most so many winners as "  \
    "there are units, the empty set included; for one object as in `outcomes none, owner(agents)`"
#define NOT_INDEPENDENT "it needs independent types, and the prior is correlated"

static xp_status_t find_bound(xp_revenue_t revenue, const xp_model_t model,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;

    xp_amount_set_none(revenue->amount + XP_AMOUNT_RESERVE, NOT_FREE);
    xp_amount_set_none(revenue->amount + XP_AMOUNT_ONE_PRICE, NOT_FREE);
    xp_amount_set_none(revenue->amount + XP_AMOUNT_PRICES, NOT_FREE);
    status = build(revenue, XP_AMOUNT_SECOND_PRICE, "second-price", model, progress, error);
    if (status == XP_OK && revenue->independent)
        status = build(revenue, XP_AMOUNT_MYERSON, "myerson", model, progress, error);
    if (status == XP_OK)
        status = find_surplus(revenue, progress, error);
    if (status != XP_LIMIT)
        return status;
    xp_amount_set_none(revenue->amount + XP_AMOUNT_SURPLUS, error->message);
    return XP_OK;
}

/* Everything but the programs. */
static xp_status_t find_forms(xp_revenue_t revenue, const xp_model_t model,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;

    if (!revenue->independent)
    {
        xp_amount_set_none(revenue->amount + XP_AMOUNT_MYERSON, NOT_INDEPENDENT);
        xp_amount_set_none(revenue->amount + XP_AMOUNT_PRICES, NOT_INDEPENDENT);
    }
    if (!revenue->free_sets)
        return find_bound(revenue, model, progress, error);
    status = xp_revenue_find_prices(revenue, progress, error);
    if (status == XP_OK && revenue->independent)
    {
        xp_revenue_find_offers(revenue);
        status = xp_revenue_find_scores(revenue, progress, error);
    }
    return status;
}

/* What can be had of correlated bidders whatever their values are; without it all else stands. */
static void find_beliefs(xp_revenue_t revenue, const xp_progress_t *progress)
{
    const slong agents = revenue->units->agent_count;
    xp_beliefs_struct *beliefs = xp_calloc((size_t) agents, sizeof(xp_beliefs_struct));
    xp_status_t status = XP_OK;
    xp_error_t error;

    xp_error_init(error);
    for (slong i = 0; i < agents; i++)
        xp_beliefs_init(beliefs + i);
    for (slong i = 0; i < agents && status == XP_OK; i++)
        status = xp_beliefs_decide(beliefs + i, revenue->environment, i, progress, error);
    if (status == XP_OK)
        revenue->beliefs = beliefs;
    for (slong i = 0; i < agents && status != XP_OK; i++)
        xp_beliefs_clear(beliefs + i);
    if (status != XP_OK)
        free(beliefs);
    xp_error_clear(error);
}

static xp_status_t require(const xp_environment_t environment, xp_error_t error)
{
    if (environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error, "auction needs a prior, and the model has none; give each agent a "
                            "`prior`");
        return XP_INPUT;
    }
    return xp_bidders_require_no_outside(environment, "auction", error);
}

xp_status_t xp_revenue_find(xp_revenue_t revenue, const xp_model_t model,
                            const xp_revenue_options_t *options,
                            const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = require(model->environment, error);
    xp_revenue_t local;

    xp_revenue_init(local);
    local->environment = model->environment;
    local->independent = model->environment->prior == XP_PRIOR_INDEPENDENT;
    if (status == XP_OK)
        status = xp_units_recognise(local->units, model->environment, error);
    if (status == XP_OK)
        status = find_probabilities(local, error);
    if (status == XP_OK)
    {
        local->free_sets = xp_units_are_free(local->units);
        if (local->independent)
            xp_bidders_set(local->bidders, model->environment, local->units);
        status = find_forms(local, model, progress, error);
    }
    if (status == XP_OK && !local->independent)
        find_beliefs(local, progress);
    if (status == XP_OK)
        status = xp_revenue_find_optima(local, model, options, progress, error);
    if (status == XP_OK)
    {
        xp_revenue_struct keep = *revenue;

        *revenue = *local;
        *local = keep;
    }
    xp_revenue_clear(local);
    return status;
}
