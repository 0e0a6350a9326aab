/* Payments from their terms: at one profile, and at all of them. */
#include <expost/rule/payment.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

#include "rule/layer.h"
#include "rule/rule_impl.h"
#include "rule/sweep.h"
#include "rule/walk.h"

/* value becomes the largest sum of the others' values less the cost, over A_-agent. */
static xp_status_t find_clarke(fmpq_t value, const xp_environment_t environment, slong agent,
                               const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int found = 0;
    fmpq_t sum;
    fmpq_t part;
    fmpq_init(sum);
    fmpq_init(part);
    for (slong b = 0; b < environment->outcome_count && status == XP_OK; b++)
    {
        if (!environment->agent[agent].available[b])
        {
            continue;
        }
        xp_table_get_fmpq(sum, environment->cost, b);
        fmpq_neg(sum, sum);
        for (slong j = 0; j < environment->agent_count && status == XP_OK; j++)
        {
            if (j != agent)
            {
                status = xp_environment_value(part, environment, j, b, profile, error);
                fmpq_add(sum, sum, part);
            }
        }
        if (!found || fmpq_cmp(sum, value) > 0)
        {
            fmpq_set(value, sum);
            found = 1;
        }
    }
    fmpq_clear(part);
    fmpq_clear(sum);
    return status;
}

/* The number of the agent's line, from the others' types. */
static slong line_of(const xp_environment_t environment, slong agent, const slong *profile)
{
    slong line = 0;
    for (slong j = 0; j < environment->agent_count; j++)
    {
        if (j != agent)
        {
            line = line * environment->agent[j].type_count + profile[j];
        }
    }
    return line;
}

/* A term that varies with the outcome, at outcome a. */
static xp_status_t evaluate_at_outcome(fmpq_t value, const xp_term_struct *term,
                                       const xp_environment_t environment, slong a,
                                       const slong *profile, xp_error_t error)
{
    switch (term->kind)
    {
    case XP_TERM_COST:
        xp_table_get_fmpq(value, environment->cost, a);
        return XP_OK;
    case XP_TERM_VALUE:
        return xp_environment_value(value, environment, term->agent, a, profile, error);
    case XP_TERM_OUTSIDE:
        return xp_environment_outside(value, environment, term->agent, a, profile, error);
    case XP_TERM_CHOICE:
        xp_table_get_fmpq(value, term->table,
                          a * environment->agent[term->agent].type_count + profile[term->agent]);
        return XP_OK;
    default:
        assert(term->kind == XP_TERM_FUNCTION && term->function.evaluate != NULL);
        return term->function.evaluate(value, term->function.context, term->agent, a, profile,
                                       error);
    }
}

/* The average of such a term under the weights of the outcomes. */
static xp_status_t evaluate_average(fmpq_t value, const xp_term_struct *term,
                                    const xp_environment_t environment, const fmpq *weight,
                                    const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t part;
    fmpq_init(part);
    fmpq_zero(value);
    for (slong a = 0; a < environment->outcome_count && status == XP_OK; a++)
    {
        if (!fmpq_is_zero(weight + a))
        {
            status = evaluate_at_outcome(part, term, environment, a, profile, error);
            fmpq_addmul(value, weight + a, part);
        }
    }
    fmpq_clear(part);
    return status;
}

/* The term without its coefficient. */
static xp_status_t evaluate_term(fmpq_t value, const xp_term_struct *term,
                                 const xp_environment_t environment, const fmpq *weight,
                                 const slong *profile, xp_error_t error)
{
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
        fmpq_one(value);
        return XP_OK;
    case XP_TERM_CLARKE:
        return find_clarke(value, environment, term->agent, profile, error);
    case XP_TERM_TYPE:
        xp_table_get_fmpq(value, term->table, profile[term->agent]);
        return XP_OK;
    case XP_TERM_OTHERS:
        xp_table_get_fmpq(value, term->table, line_of(environment, term->agent, profile));
        return XP_OK;
    case XP_TERM_PROFILE:
        xp_table_get_fmpq(value, term->table,
                          xp_profiles_index(environment->profiles, profile));
        return XP_OK;
    default:
        return evaluate_average(value, term, environment, weight, profile, error);
    }
}

xp_status_t xp_payment_at(fmpq *payment, const xp_mechanism_t mechanism, const fmpq *weight,
                          const slong *profile, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    assert(mechanism->payments->agent_count == agents);
    fmpq *local = _fmpq_vec_init(agents);
    xp_status_t status = XP_OK;
    fmpq_t value;
    fmpq_init(value);
    for (slong i = 0; i < agents; i++)
    {
        const xp_payment_struct *terms = mechanism->payments->payment + i;
        for (slong k = 0; k < terms->count && status == XP_OK; k++)
        {
            status = evaluate_term(value, terms->term + k, mechanism->environment, weight,
                                   profile, error);
            fmpq_addmul(local + i, terms->term[k].coefficient, value);
        }
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        fmpq_swap(payment + i, local + i);
    }
    fmpq_clear(value);
    _fmpq_vec_clear(local, agents);
    return status;
}

/* One number for each line of the agent: see XP_TERM_CLARKE. */
static xp_status_t add_clarke_layer(xp_layers_t layers, const xp_term_struct *term,
                                    const xp_environment_t environment,
                                    const xp_progress_t *progress, xp_error_t error)
{
    xp_table_t lines;
    xp_sweep_t sweep;
    xp_table_init(lines);
    xp_sweep_init(sweep);
    xp_status_t status = xp_sweep_set(sweep, environment, term->agent, error);
    if (status == XP_OK)
    {
        status = xp_table_set_zero(lines, sweep->positions, error);
    }
    if (status == XP_OK)
    {
        status = xp_sweep_maximise(lines->entry, NULL, NULL, sweep, XP_TIES_FIRST, progress,
                                   error);
        fmpz_set(lines->denominator, sweep->denominator);
    }
    if (status == XP_OK)
    {
        xp_layer_struct *layer = xp_layers_add_own(layers, XP_LAYER_LINE, term->agent, lines);
        fmpq_set(layer->coefficient, term->coefficient);
    }
    xp_sweep_clear(sweep);
    xp_table_clear(lines);
    return status;
}

/* A function is asked at each profile; its denominators are not known before. */
static xp_status_t add_function_layer(xp_layers_t layers, const xp_term_struct *term,
                                      const xp_mechanism_t mechanism,
                                      const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const slong size = environment->profiles->size;
    const slong outcomes = environment->outcome_count;
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) size, sizeof(fmpq), error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpq *values = memory;
    fmpq *weight = _fmpq_vec_init(outcomes);
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    xp_table_t table;
    xp_table_init(table);
    for (slong k = 0; k < size; k++)
    {
        fmpq_init(values + k);
    }
    for (slong k = 0; k < size && status == XP_OK; k++)
    {
        for (slong a = 0; a < outcomes; a++)
        {
            xp_rule_weight(weight + a, mechanism->rule, mechanism->rule->choice[k], a);
        }
        status = evaluate_average(values + k, term, environment, weight, profile, error);
        xp_profiles_next(profile, environment->profiles);
        if (status == XP_OK && (k + 1) % XP_WALK_BLOCK == 0)
        {
            status = xp_walk_tick(progress, "payments", k + 1, size, error);
        }
    }
    if (status == XP_OK)
    {
        status = xp_table_set_fmpq_vec(table, values, size, error);
    }
    if (status == XP_OK)
    {
        xp_layer_struct *layer = xp_layers_add_own(layers, XP_LAYER_PROFILE, 0, table);
        fmpq_set(layer->coefficient, term->coefficient);
    }
    xp_table_clear(table);
    free(profile);
    _fmpq_vec_clear(weight, outcomes);
    for (slong k = 0; k < size; k++)
    {
        fmpq_clear(values + k);
    }
    free(values);
    return status;
}

/* The layer of an outside option by its kind; NULL when it is 0. */
static xp_layer_struct *add_outside_layer(xp_layers_t layers, const xp_agent_struct *own,
                                          slong agent)
{
    static const xp_layer_kind_t kind[] = {
        [XP_OUTSIDE_TYPE] = XP_LAYER_TYPE,
        [XP_OUTSIDE_PROFILE] = XP_LAYER_PROFILE,
        [XP_OUTSIDE_OUTCOME] = XP_LAYER_CHOICE_TYPE,
        [XP_OUTSIDE_BOTH] = XP_LAYER_CHOICE_PROFILE,
    };
    return own->outside_kind == XP_OUTSIDE_NONE
               ? NULL : xp_layers_add(layers, kind[own->outside_kind], agent, own->outside);
}

static xp_status_t add_term_layer(xp_layers_t layers, const xp_term_struct *term,
                                  const xp_mechanism_t mechanism,
                                  const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    xp_layer_struct *layer = NULL;
    switch (term->kind)
    {
    case XP_TERM_CONSTANT:
        layer = xp_layers_add(layers, XP_LAYER_CONSTANT, 0, NULL);
        break;
    case XP_TERM_COST:
        layer = xp_layers_add(layers, XP_LAYER_CHOICE, 0, environment->cost);
        break;
    case XP_TERM_VALUE:
        layer = xp_layers_add(layers,
                              environment->agent[term->agent].interdependent
                                  ? XP_LAYER_CHOICE_PROFILE : XP_LAYER_CHOICE_TYPE,
                              term->agent, environment->agent[term->agent].value);
        break;
    case XP_TERM_CLARKE:
        return add_clarke_layer(layers, term, environment, progress, error);
    case XP_TERM_OUTSIDE:
        layer = add_outside_layer(layers, environment->agent + term->agent, term->agent);
        if (layer == NULL)
        {
            return XP_OK;
        }
        break;
    case XP_TERM_CHOICE:
        layer = xp_layers_add(layers, XP_LAYER_CHOICE_TYPE, term->agent, term->table);
        break;
    case XP_TERM_TYPE:
        layer = xp_layers_add(layers, XP_LAYER_TYPE, term->agent, term->table);
        break;
    case XP_TERM_OTHERS:
        layer = xp_layers_add(layers, XP_LAYER_LINE, term->agent, term->table);
        break;
    case XP_TERM_PROFILE:
        layer = xp_layers_add(layers, XP_LAYER_PROFILE, 0, term->table);
        break;
    case XP_TERM_FUNCTION:
        return add_function_layer(layers, term, mechanism, progress, error);
    }
    fmpq_set(layer->coefficient, term->coefficient);
    return XP_OK;
}

xp_status_t xp_terms_list(xp_table_t table, const xp_mechanism_t mechanism,
                          const xp_payment_struct *payment, const xp_progress_t *progress,
                          xp_error_t error)
{
    xp_layers_t layers;
    xp_status_t status = XP_OK;
    xp_layers_init(layers);
    for (slong k = 0; k < payment->count && status == XP_OK; k++)
    {
        status = add_term_layer(layers, payment->term + k, mechanism, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_layers_sum(table, layers, mechanism->environment->profiles,
                               mechanism->rule, "payments", progress, error);
    }
    xp_layers_clear(layers);
    return status;
}

xp_status_t xp_payment_list(xp_table_t table, const xp_mechanism_t mechanism, slong agent,
                            const xp_progress_t *progress, xp_error_t error)
{
    assert(agent >= 0 && agent < mechanism->payments->agent_count);
    return xp_terms_list(table, mechanism, mechanism->payments->payment + agent, progress,
                         error);
}
