/* The terms of a payment as layers. */
#include "rule/strip.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"
#include "rule/sweep.h"
#include "rule/walk.h"

/* One number for each line of the agent: see XP_TERM_CLARKE. */
static xp_status_t add_clarke_layer(xp_layers_t layers, const xp_term_struct *term,
                                    const xp_environment_struct *environment,
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

/* The average of a function over the lottery that is the choice. */
static xp_status_t average_function(fmpq_t value, const xp_term_struct *term,
                                    const xp_rule_struct *rule, slong choice,
                                    const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t weight;
    fmpq_t part;
    assert(term->function.evaluate != NULL);
    fmpq_init(weight);
    fmpq_init(part);
    fmpq_zero(value);
    for (slong a = 0; a < rule->outcome_count && status == XP_OK; a++)
    {
        xp_rule_weight(weight, rule, choice, a);
        if (!fmpq_is_zero(weight))
        {
            status = term->function.evaluate(part, term->function.context, term->agent, a,
                                             profile, error);
            fmpq_addmul(value, weight, part);
        }
    }
    fmpq_clear(part);
    fmpq_clear(weight);
    return status;
}

/* A function is asked at each profile; its denominators are not known before. */
static xp_status_t add_function_layer(xp_layers_t layers, const xp_term_struct *term,
                                      const xp_environment_struct *environment,
                                      const xp_rule_struct *rule,
                                      const xp_progress_t *progress, xp_error_t error)
{
    const slong size = environment->profiles->size;
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) size, sizeof(fmpq), error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpq *values = memory;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    xp_table_t table;
    xp_table_init(table);
    for (slong k = 0; k < size; k++)
    {
        fmpq_init(values + k);
    }
    for (slong k = 0; k < size && status == XP_OK; k++)
    {
        status = average_function(values + k, term, rule, rule->choice[k], profile, error);
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
                                  const xp_environment_struct *environment,
                                  const xp_rule_struct *rule, const xp_progress_t *progress,
                                  xp_error_t error)
{
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
        return add_function_layer(layers, term, environment, rule, progress, error);
    }
    fmpq_set(layer->coefficient, term->coefficient);
    return XP_OK;
}

xp_status_t xp_strip_set_terms(xp_strip_t strip, const xp_environment_struct *environment,
                               const xp_rule_struct *rule, const xp_payment_struct *payment,
                               const xp_progress_t *progress, xp_error_t error)
{
    xp_layers_t layers;
    xp_status_t status = XP_OK;
    xp_layers_init(layers);
    for (slong k = 0; k < payment->count && status == XP_OK; k++)
    {
        status = add_term_layer(layers, payment->term + k, environment, rule, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_set(strip, layers, environment->profiles, rule, error);
    }
    xp_layers_clear(layers);
    return status;
}

int xp_terms_are_by_choice(const xp_environment_struct *environment,
                           const xp_payment_struct *payment)
{
    for (slong k = 0; k < payment->count; k++)
    {
        const xp_term_struct *term = payment->term + k;
        const xp_outside_t outside = environment->agent[term->agent].outside_kind;
        switch (term->kind)
        {
        case XP_TERM_COST:
        case XP_TERM_VALUE:
        case XP_TERM_CHOICE:
        case XP_TERM_FUNCTION:
            return 1;
        case XP_TERM_OUTSIDE:
            if (outside == XP_OUTSIDE_OUTCOME || outside == XP_OUTSIDE_BOTH)
            {
                return 1;
            }
            break;
        default:
            break;
        }
    }
    return 0;
}
