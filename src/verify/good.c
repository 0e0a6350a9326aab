/* One good, polynomial cdfs: the integrals of ΠF and of each G, exactly. */
#include <stdlib.h>

#include "verify/good.h"

#define MOST_WORK ((size_t) 1 << 36)

/*
 *   piece[I]      the first piece of agent I that does not end before the interval
 *   before[I]     the product of F_0 to F_(I - 1) there; behind: that of F_I, ...;  product: of two
 */
typedef struct
{
    size_t agents;
    size_t *piece;
    xp_polynomial_struct *before, *behind;
    xp_polynomial_t product;
} xp_products_t;

static void clear_products(void *work)
{
    xp_products_t *products = work;
    size_t i;

    for (i = 0; i <= products->agents; i++)
    {
        xp_polynomial_clear(&products->before[i]);
        xp_polynomial_clear(&products->behind[i]);
    }
    xp_polynomial_clear(products->product);
    free(products->piece);
    free(products->before);
    free(products->behind);
    free(products);
}

static xp_products_t *make_products(xp_continuous_t continuous)
{
    xp_products_t *products = xp_zeroed(1, sizeof *products);
    size_t i, agents = continuous->agents;

    products->agents = agents;
    products->piece = xp_zeroed(agents, sizeof(size_t));
    products->before = xp_zeroed(agents + 1, sizeof(xp_polynomial_struct));
    products->behind = xp_zeroed(agents + 1, sizeof(xp_polynomial_struct));
    for (i = 0; i <= agents; i++)
    {
        xp_polynomial_init(&products->before[i]);
        xp_polynomial_init(&products->behind[i]);
    }
    xp_polynomial_init(products->product);
    continuous->work = products;
    continuous->clear_work = clear_products;
    return products;
}

void xp_cdf_between(xp_polynomial_t f, const xp_interval_agent_t *agent, size_t piece,
                    mpq_srcptr low, mpq_srcptr high)
{
    mpq_t number;

    if (mpq_cmp(low, agent->low) >= 0 && mpq_cmp(high, agent->high) <= 0)
    {
        xp_polynomial_set(f, agent->piece[piece].polynomial);
        return;
    }
    mpq_init(number);
    mpq_set_ui(number, mpq_cmp(low, agent->low) >= 0, 1);
    xp_polynomial_set_number(f, number);
    mpq_clear(number);
}

void xp_polynomial_integral(mpq_t value, const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high)
{
    xp_polynomial_t antiderivative;
    mpq_t at_low;

    xp_polynomial_init(antiderivative);
    mpq_init(at_low);
    xp_polynomial_set(antiderivative, f);
    xp_polynomial_integrate(antiderivative);
    xp_polynomial_evaluate(at_low, antiderivative, low);
    xp_polynomial_evaluate(value, antiderivative, high);
    mpq_sub(value, value, at_low);
    xp_polynomial_clear(antiderivative);
    mpq_clear(at_low);
}

/* The products of all and of all but one agent on the interval from knot k to the next. */
static void multiply(xp_continuous_t continuous, xp_products_t *products, size_t k)
{
    mpq_srcptr low = continuous->knots->at[k], high = continuous->knots->at[k + 1];
    size_t i, agents = products->agents;

    mpq_set_ui(continuous->number, 1, 1);
    xp_polynomial_set_number(&products->before[0], continuous->number);
    xp_polynomial_set_number(&products->behind[agents], continuous->number);
    for (i = 0; i < agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];
        size_t *piece = &products->piece[i];

        while (*piece + 1 < agent->pieces && mpq_cmp(agent->piece[*piece].high, low) <= 0)
            ++*piece;
        xp_cdf_between(products->product, agent, *piece, low, high);
        xp_polynomial_multiply(&products->before[i + 1], &products->before[i], products->product);
    }
    for (i = agents; i-- > 0;)
    {
        xp_cdf_between(products->product, &continuous->agent[i], products->piece[i], low, high);
        xp_polynomial_multiply(&products->behind[i], products->product, &products->behind[i + 1]);
    }
}

/* Adds what this interval contributes to the bounds of one agent, with G in products->product. */
static void add_tail(xp_continuous_t continuous, xp_interval_agent_t *agent,
                     const xp_polynomial_t g, size_t k)
{
    mpq_srcptr low = continuous->knots->at[k], high = continuous->knots->at[k + 1];
    int last = k + 2 == continuous->knots->count;
    mpq_srcptr end[2] = {agent->worst->low, agent->worst->high};
    xp_range_struct *at[2] = {agent->at_low, agent->at_high};
    size_t j;

    for (j = 0; j < 2; j++)
        if (mpq_cmp(low, end[j]) <= 0 &&
            (mpq_cmp(end[j], high) < 0 || (last && mpq_equal(end[j], high))))
        {
            xp_polynomial_evaluate(continuous->number, g, end[j]);
            xp_range_set(at[j], continuous->number, continuous->number);
        }
    if (mpq_cmp(high, agent->worst->low) <= 0)
        return;
    xp_polynomial_integral(continuous->number, g,
                           mpq_cmp(low, agent->worst->low) < 0 ? agent->worst->low : low, high);
    mpq_add(agent->tail->low, agent->tail->low, continuous->number);
    mpq_set(agent->tail->high, agent->tail->low);
}

/* Refuses what would take hours: the products of coefficients, over all intervals and agents. */
static void check_size(xp_continuous_t continuous)
{
    size_t i, k, most, degree = 1;

    for (i = 0; i < continuous->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        for (most = 0, k = 0; k < agent->pieces; k++)
            if (agent->piece[k].polynomial->count > most)
                most = agent->piece[k].polynomial->count;
        degree += most;
    }
    if (degree > 100000 ||
        degree * degree > MOST_WORK / continuous->agents / continuous->knots->count)
        xp_reject_size(continuous->reader,
                       "products of cdfs of too many agents, degrees and pieces");
}

void xp_bound_good(xp_continuous_t continuous)
{
    xp_products_t *products;
    size_t i, k;

    check_size(continuous);
    products = make_products(continuous);
    for (k = 0; k + 1 < continuous->knots->count; k++)
    {
        multiply(continuous, products, k);
        xp_polynomial_integral(continuous->number, &products->behind[0], continuous->knots->at[k],
                               continuous->knots->at[k + 1]);
        mpq_add(continuous->total->low, continuous->total->low, continuous->number);
        for (i = 0; i < continuous->agents; i++)
        {
            if (mpq_cmp(continuous->knots->at[k + 1], continuous->agent[i].worst->low) < 0)
                continue;
            xp_polynomial_multiply(products->product, &products->before[i],
                                   &products->behind[i + 1]);
            add_tail(continuous, &continuous->agent[i], products->product, k);
        }
    }
    mpq_set(continuous->total->high, continuous->total->low);
}
