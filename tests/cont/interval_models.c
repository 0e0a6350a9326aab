/* Interval models built by hand, for the tests of interim quantities and subsidies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "interval_models.h"

void interval_rational(fmpq_t value, const char *text)
{
    if (fmpq_set_str(value, text, 10) != 0)
        abort();
    fmpq_canonicalise(value);
}

int interval_is(const fmpq_t value, const char *text)
{
    fmpq_t other;
    int equal;

    fmpq_init(other);
    interval_rational(other, text);
    equal = fmpq_equal(value, other);
    fmpq_clear(other);
    return equal;
}

int interval_real_is(const xp_real_t value, const char *text)
{
    return value->kind == XP_REAL_RATIONAL && interval_is(value->rational, text);
}

void interval_model(xp_continuous_t model, slong agents, slong outcomes)
{
    char name[24];

    xp_continuous_init(model);
    xp_continuous_set_counts(model, agents, outcomes);
    for (slong i = 0; i < agents; i++)
    {
        snprintf(name, sizeof(name), "a%ld", (long) i);
        model->agent[i].name = xp_strdup(name);
    }
    for (slong a = 0; a < outcomes; a++)
    {
        snprintf(name, sizeof(name), "o%ld", (long) a);
        model->outcome_label[a] = xp_strdup(name);
    }
    if (outcomes == 0)
        model->decision = xp_strdup("x");
}

void interval_prior(xp_continuous_t model, slong agent, const char *low, const char *high,
                    xp_distribution_kind_t kind, const char *parameters)
{
    xp_interval_agent_struct *own = model->agent + agent;
    fmpq *parameter = _fmpq_vec_init(2);
    slong count = 0;
    xp_error_t error;

    xp_error_init(error);
    interval_rational(own->low, low);
    interval_rational(own->high, high);
    if (parameters != NULL)
    {
        char *copy = xp_strdup(parameters);

        for (char *word = strtok(copy, ", "); word != NULL; word = strtok(NULL, ", "))
            interval_rational(parameter + count++, word);
        free(copy);
    }
    if (xp_distribution_set_named(own->distribution, kind, parameter, count, own->low, own->high,
                                  error) != XP_OK)
        abort();
    own->has_prior = 1;
    _fmpq_vec_clear(parameter, 2);
    xp_error_clear(error);
}

void interval_uniform(xp_continuous_t model, slong agent, const char *low, const char *high)
{
    interval_prior(model, agent, low, high, XP_DISTRIBUTION_UNIFORM, NULL);
}

void interval_hidden_power(xp_continuous_t model, slong agent, const char *low, const char *high,
                           slong power)
{
    xp_interval_agent_struct *own = model->agent + agent;
    fmpq *knot = _fmpq_vec_init(2);
    const xp_expression_struct *piece;
    fmpq_t width;
    xp_pool_t pool;
    xp_error_t error;
    slong place;

    xp_pool_init(pool);
    xp_error_init(error);
    fmpq_init(width);
    interval_rational(own->low, low);
    interval_rational(own->high, high);
    interval_rational(knot, low);
    interval_rational(knot + 1, high);
    fmpq_sub(width, own->high, own->low);
    piece = xp_expression_binary(pool, XP_EXPRESSION_SUB, xp_expression_type(pool, 0),
                                 xp_expression_constant(pool, own->low));
    piece = xp_expression_binary(pool, XP_EXPRESSION_DIV, piece,
                                 xp_expression_constant(pool, width));
    piece = xp_expression_binary(pool, XP_EXPRESSION_POW, piece,
                                 xp_expression_constant_si(pool, 2 * power, 1));
    piece = xp_expression_unary(pool, XP_EXPRESSION_SQRT, piece);
    if (xp_distribution_set_cdf(own->distribution, knot, &piece, 1, &place, error) != XP_OK)
    {
        fprintf(stderr, "%s\n", error->message);
        abort();
    }
    own->has_prior = 1;
    fmpq_clear(width);
    _fmpq_vec_clear(knot, 2);
    xp_pool_clear(pool);
    xp_error_clear(error);
}

void interval_chain(xp_continuous_t model, slong agent, slong parts)
{
    xp_interval_agent_struct *own = model->agent + agent;
    fmpq *knot = _fmpq_vec_init(parts + 1);
    const xp_expression_struct **piece = xp_malloc((size_t) parts * sizeof(*piece));
    xp_pool_t pool;
    xp_error_t error;
    slong place;

    xp_pool_init(pool);
    xp_error_init(error);
    interval_rational(own->low, "0");
    interval_rational(own->high, "1");
    for (slong k = 0; k <= parts; k++)
        fmpq_set_si(knot + k, k, (ulong) parts);
    for (slong k = 0; k < parts; k++)
    {
        fmpq_canonicalise(knot + k);
        /* the chord from a to b: (a + b) t - a b */
        piece[k] = xp_expression_binary(
            pool, XP_EXPRESSION_MUL, xp_expression_type(pool, 0),
            xp_expression_constant_si(pool, 2 * k + 1, (ulong) parts));
        piece[k] = xp_expression_binary(
            pool, XP_EXPRESSION_SUB, piece[k],
            xp_expression_constant_si(pool, k * (k + 1), (ulong) (parts * parts)));
    }
    fmpq_canonicalise(knot + parts);
    if (xp_distribution_set_cdf(own->distribution, knot, piece, parts, &place, error) != XP_OK)
        abort();
    own->has_prior = 1;
    free(piece);
    _fmpq_vec_clear(knot, parts + 1);
    xp_pool_clear(pool);
    xp_error_clear(error);
}

const xp_expression_struct *interval_affine(xp_continuous_t model, slong agent, const char *a,
                                            const char *b)
{
    const xp_expression_struct *e;
    fmpq_t value;

    fmpq_init(value);
    interval_rational(value, a);
    e = xp_expression_binary(model->pool, XP_EXPRESSION_MUL,
                             xp_expression_constant(model->pool, value),
                             xp_expression_type(model->pool, agent));
    interval_rational(value, b);
    e = xp_expression_binary(model->pool, XP_EXPRESSION_ADD, e,
                             xp_expression_constant(model->pool, value));
    fmpq_clear(value);
    return e;
}

void interval_value(xp_continuous_t model, slong agent, slong outcome, const char *a,
                    const char *b)
{
    model->agent[agent].value[outcome] = interval_affine(model, agent, a, b);
}

void interval_outside(xp_continuous_t model, slong agent, const char *a, const char *b)
{
    const xp_expression_struct *e = interval_affine(model, agent, a, b);

    for (slong o = 0; o < model->outcome_count || o < 1; o++)
        model->agent[agent].outside[o] = e;
}

void interval_cost(xp_continuous_t model, slong outcome, const char *cost)
{
    fmpq_t value;

    fmpq_init(value);
    interval_rational(value, cost);
    model->cost[outcome] = xp_expression_constant(model->pool, value);
    fmpq_clear(value);
}

void interval_owners(xp_continuous_t model, slong agents)
{
    interval_model(model, agents, agents);
    model->owner = xp_malloc((size_t) agents * sizeof(slong));
    for (slong i = 0; i < agents; i++)
    {
        model->owner[i] = i;
        interval_value(model, i, i, "1", "0");
    }
}

void interval_trade(xp_continuous_t model)
{
    interval_model(model, 2, 2);
    interval_value(model, 0, 0, "1", "0");
    interval_outside(model, 0, "1", "0");
    interval_value(model, 1, 1, "1", "0");
}

void interval_subsidy(xp_interval_subsidy_t subsidy, const xp_continuous_t model)
{
    xp_dissolve_options_t options;
    xp_error_t error;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    if (xp_interval_subsidy(subsidy, model, &options, error) != XP_OK)
    {
        fprintf(stderr, "%s\n", error->message);
        abort();
    }
    xp_error_clear(error);
}
