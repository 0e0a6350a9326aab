/* The optimal auction of one good: the model read, the revenue of identical bidders. */
#include <expost/cont/auction.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/interim_impl.h"
#include "cont/ironing.h"

void xp_optimal_auction_init(xp_optimal_auction_t auction)
{
    memset(auction, 0, sizeof(xp_optimal_auction_struct));
    fmpq_init(auction->cost);
    fmpq_init(auction->second_price);
    xp_real_init(auction->revenue);
    xp_real_init(auction->profit);
}

void xp_optimal_auction_clear(xp_optimal_auction_t auction)
{
    slong i;

    for (i = 0; auction->value != NULL && i < auction->n; i++)
        xp_virtual_value_clear(auction->value + i);
    free(auction->value);
    free(auction->owner);
    fmpq_clear(auction->cost);
    fmpq_clear(auction->second_price);
    xp_real_clear(auction->revenue);
    xp_real_clear(auction->profit);
}

static xp_status_t refuse(xp_error_t error, const char *format, const char *word)
{
    xp_error_set(error, format, word);
    return XP_REFUSED;
}

/* Each outcome is somebody's or worth 0 to all; the costs are two numbers at most. */
static xp_status_t read_outcomes(xp_optimal_auction_t auction, const xp_outcomes_t outcomes,
                                 xp_error_t error)
{
    const xp_continuous_struct *model = auction->model;
    slong n = outcomes->n, sold = -1, i, a;

    for (a = 0; a < outcomes->m; a++)
    {
        slong owner = outcomes->owner[a];

        for (i = 0; i < n; i++)
            if (i != owner && !fmpq_poly_is_zero(xp_outcomes_value(outcomes, i, a)))
                return refuse(error, "myerson is about the sale of one good, and outcome %s is "
                                     "worth something to an agent who does not get it",
                              model->outcome_label[a]);
        if (owner >= 0)
            auction->owner[owner] = a;
        else if (auction->kept < 0)
            auction->kept = a;
        else if (!fmpq_equal(outcomes->cost + a, outcomes->cost + auction->kept))
            return refuse(error, "the outcomes in which nobody has the good have different "
                                 "costs%s", "");
    }
    for (i = 0; i < n; i++)
    {
        if (auction->owner[i] < 0)
            return refuse(error, "agent \"%s\" never gets the good: no outcome depends on the "
                                 "type", model->agent[i].name);
        if (sold >= 0
            && !fmpq_equal(outcomes->cost + sold, outcomes->cost + auction->owner[i]))
            return refuse(error, "the cost depends on who gets the good, agent \"%s\" or another: "
                                 "myerson is for one cost", model->agent[i].name);
        sold = auction->owner[i];
    }
    fmpq_set(auction->cost, outcomes->cost + sold);
    if (auction->kept >= 0)
        fmpq_sub(auction->cost, auction->cost, outcomes->cost + auction->kept);
    return XP_OK;
}

static xp_status_t check_agents(const xp_continuous_t model, xp_error_t error)
{
    slong i, a;

    for (i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!agent->has_prior)
            return refuse(error, "agent \"%s\" has no prior: virtual values need one",
                          agent->name);
        for (a = 0; agent->outside != NULL && a < model->outcome_count; a++)
            if (agent->outside[a] != NULL
                && !(agent->outside[a]->kind == XP_EXPRESSION_CONSTANT
                     && fmpq_is_zero(agent->outside[a]->value)))
                return refuse(error, "agent \"%s\" has an outside option: myerson is for buyers "
                                     "who get 0 outside", agent->name);
    }
    return XP_OK;
}

static xp_status_t find_values(xp_optimal_auction_t auction, const xp_outcomes_t outcomes,
                               slong bits, const xp_progress_t *progress, xp_error_t error)
{
    const xp_continuous_struct *model = auction->model;
    xp_status_t status = XP_OK;
    fmpq_t slope, constant;
    slong i;

    fmpq_init(slope);
    fmpq_init(constant);
    auction->identical = 1;
    for (i = 0; i < auction->n && status == XP_OK; i++)
    {
        xp_outcomes_affine(slope, constant, xp_outcomes_value(outcomes, i, auction->owner[i]));
        if (fmpq_sgn(slope) <= 0)
            status = refuse(error, "agent \"%s\": the value of the good falls in the type",
                            model->agent[i].name);
        else
            status = xp_virtual_value_set(auction->value + i, model->agent[i].distribution, slope,
                                          constant, auction->cost, bits, progress, error);
        auction->identical = auction->identical && status == XP_OK
                             && fmpq_equal(slope, auction->value->slope)
                             && fmpq_equal(constant, auction->value->constant)
                             && xp_distribution_equal(model->agent[i].distribution,
                                                      model->agent->distribution);
    }
    fmpq_clear(slope);
    fmpq_clear(constant);
    return status;
}

/* sum = sum + sign f(x). */
static void add_value(xp_real_t sum, const xp_piecewise_t f, const xp_real_t x, int sign)
{
    xp_real_t y;

    xp_real_init(y);
    xp_piecewise_evaluate_real(y, f, x, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    if (sign > 0)
        xp_real_add(sum, sum, y, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    else
        xp_real_sub(sum, sum, y, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    xp_real_clear(y);
}

/* P(t) = the integral of J d(F^n) from the lowest type: J f = v f - v' (1 - F). */
static void set_primitive(xp_piecewise_t primitive, xp_piecewise_t power,
                          const xp_virtual_value_t value, slong n)
{
    xp_profit_t profit;
    xp_piecewise_t marginal;
    fmpq_t minus;

    xp_profit_init(profit);
    xp_piecewise_init(marginal);
    fmpq_init(minus);
    /* J f = -(v (1 - F))' */
    xp_profit_set(profit, value, value->cdf->knot, value->cdf->knot + value->cdf->count);
    fmpq_set_si(minus, -n, 1);
    xp_piecewise_derivative(marginal, profit->take);
    xp_piecewise_scalar_mul(marginal, marginal, minus);
    xp_piecewise_pow(power, value->cdf, (ulong) n - 1);
    xp_piecewise_mul(marginal, marginal, power);
    xp_piecewise_primitive(primitive, marginal);
    xp_piecewise_mul(power, power, value->cdf);
    fmpq_clear(minus);
    xp_piecewise_clear(marginal);
    xp_profit_clear(profit);
}

/* On an ironed interval above the reserve: its level in place of J. */
static void add_ironed(xp_real_t sum, const xp_ironed_struct *ironed,
                       const xp_piecewise_t primitive, const xp_piecewise_t power)
{
    xp_real_t weight;

    xp_real_init(weight);
    add_value(weight, power, ironed->high, 1);
    add_value(weight, power, ironed->low, -1);
    xp_real_mul(weight, weight, ironed->level, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    xp_real_add(sum, sum, weight, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    add_value(sum, primitive, ironed->high, -1);
    add_value(sum, primitive, ironed->low, 1);
    xp_real_clear(weight);
}

/* Identical bidders: the expected ironed virtual value of the highest type above the reserve. */
static void find_revenue(xp_optimal_auction_t auction)
{
    const xp_virtual_value_struct *value = auction->value;
    const xp_piecewise_struct *cdf = value->cdf;
    xp_piecewise_t primitive, power;
    xp_real_t end, from, sold;
    fmpq_t one;
    slong k;
    int sign;

    xp_piecewise_init(primitive);
    xp_piecewise_init(power);
    xp_real_init(end);
    xp_real_init(from);
    xp_real_init(sold);
    fmpq_init(one);
    fmpq_one(one);
    set_primitive(primitive, power, value, auction->n);
    if (auction->n > 1)
        xp_piecewise_evaluate(auction->second_price, primitive, cdf->knot + cdf->count);
    if (auction->kept >= 0)
        xp_real_set(from, value->reserve);
    else
        xp_real_set_fmpq(from, cdf->knot);
    xp_real_set_fmpq(end, cdf->knot + cdf->count);
    auction->has_revenue = 1;
    add_value(auction->revenue, primitive, end, 1);
    add_value(auction->revenue, primitive, from, -1);
    for (k = 0; k < value->ironed_count; k++)
        if (!xp_real_compare(&sign, value->ironed[k].low, from))
            auction->has_revenue = 0;
        else if (sign >= 0)
            add_ironed(auction->revenue, value->ironed + k, primitive, power);
    xp_real_set_fmpq(sold, one);
    add_value(sold, power, from, -1);
    xp_real_set_fmpq(end, auction->cost);
    xp_real_mul(sold, sold, end, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    xp_real_sub(auction->profit, auction->revenue, sold, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    fmpq_clear(one);
    xp_real_clear(end);
    xp_real_clear(from);
    xp_real_clear(sold);
    xp_piecewise_clear(primitive);
    xp_piecewise_clear(power);
}

static xp_status_t make(xp_optimal_auction_t auction, slong bits, const xp_progress_t *progress,
                        xp_error_t error)
{
    const xp_continuous_struct *model = auction->model;
    xp_outcomes_t outcomes;
    xp_string_t why;
    xp_status_t status;

    if (model->outcome_count == 0)
        return refuse(error, "myerson is about the sale of one good: `outcomes none, "
                             "owner(agents)`%s", "");
    if (!xp_continuous_has_private_values(model))
        return refuse(error, "a value depends on another agent's type: myerson is for private "
                             "values%s", "");
    xp_outcomes_init(outcomes);
    xp_string_init(why);
    if (xp_outcomes_read(outcomes, model, why) == XP_FORM_GOOD)
        status = read_outcomes(auction, outcomes, error);
    else
        status = refuse(error, "myerson is about the sale of one good, as in `outcomes none, "
                               "owner(agents)`%s", "");
    if (status == XP_OK)
        status = check_agents(model, error);
    if (status == XP_OK)
        status = find_values(auction, outcomes, bits, progress, error);
    if (status == XP_OK && auction->identical && auction->value->exact)
        find_revenue(auction);
    xp_string_clear(why);
    xp_outcomes_clear(outcomes);
    return status;
}

xp_status_t xp_optimal_auction_set(xp_optimal_auction_t auction, const xp_continuous_t model,
                                   slong bits, const xp_progress_t *progress, xp_error_t error)
{
    xp_optimal_auction_t made;
    xp_optimal_auction_struct keep;
    xp_status_t status;
    slong i;

    xp_optimal_auction_init(made);
    made->n = model->agent_count;
    made->model = model;
    made->kept = -1;
    made->owner = xp_malloc((size_t) made->n * sizeof(*made->owner));
    made->value = xp_malloc((size_t) made->n * sizeof(*made->value));
    for (i = 0; i < made->n; i++)
    {
        made->owner[i] = -1;
        xp_virtual_value_init(made->value + i);
    }
    status = make(made, bits, progress, error);
    if (status == XP_OK)
    {
        keep = *auction;
        *auction = *made;
        *made = keep;
    }
    xp_optimal_auction_clear(made);
    return status;
}
