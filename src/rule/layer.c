/* Sums of small tables over all profiles, in integers. */
#include "rule/layer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "rule/walk.h"

void xp_layers_init(xp_layers_t layers)
{
    memset(layers, 0, sizeof(xp_layers_struct));
}

void xp_layers_clear(xp_layers_t layers)
{
    for (slong k = 0; k < layers->count; k++)
    {
        fmpq_clear(layers->layer[k].coefficient);
        xp_table_clear(&layers->layer[k].own);
    }
    free(layers->layer);
}

xp_layer_struct *xp_layers_add(xp_layers_t layers, xp_layer_kind_t kind, slong agent,
                               const xp_table_struct *table)
{
    xp_array_grow(&layers->layer, &layers->room, (size_t) layers->count,
                  sizeof(xp_layer_struct));
    xp_layer_struct *layer = layers->layer + layers->count++;
    layer->kind = kind;
    layer->agent = agent;
    fmpq_init(layer->coefficient);
    fmpq_one(layer->coefficient);
    layer->table = table;
    xp_table_init(&layer->own);
    return layer;
}

xp_layer_struct *xp_layers_add_own(xp_layers_t layers, xp_layer_kind_t kind, slong agent,
                                   xp_table_t table)
{
    xp_layer_struct *layer = xp_layers_add(layers, kind, agent, NULL);
    xp_table_swap(&layer->own, table);
    return layer;
}

static const xp_table_struct *table_of(const xp_layer_struct *layer)
{
    return layer->table != NULL ? layer->table : &layer->own;
}

static int is_by_choice(const xp_layer_struct *layer)
{
    return layer->kind >= XP_LAYER_CHOICE;
}

/* What the integers of the layer are to be multiplied by, as a rational. */
static void get_scale(fmpq_t scale, const xp_layer_struct *layer, const xp_rule_t rule)
{
    fmpq_set(scale, layer->coefficient);
    if (layer->kind != XP_LAYER_CONSTANT)
    {
        fmpq_div_fmpz(scale, scale, table_of(layer)->denominator);
    }
    if (is_by_choice(layer) && rule->lottery_count > 0)
    {
        fmpq_div_fmpz(scale, scale, rule->lottery->denominator);
    }
}

/*
 * Adds entry[choice * step], averaged over a lottery, times the common denominator of
 * the lotteries, so that the result is an integer.
 */
static void add_choice(fmpz_t sum, const xp_rule_t rule, uint32_t choice, const fmpz *entry,
                       slong step)
{
    const slong outcomes = rule->outcome_count;
    if ((slong) choice >= outcomes)
    {
        const fmpz *weight = rule->lottery->entry + ((slong) choice - outcomes) * outcomes;
        for (slong a = 0; a < outcomes; a++)
        {
            if (!fmpz_is_zero(weight + a))
            {
                fmpz_addmul(sum, weight + a, entry + a * step);
            }
        }
    }
    else if (rule->lottery_count > 0)
    {
        fmpz_addmul(sum, rule->lottery->denominator, entry + (slong) choice * step);
    }
    else
    {
        fmpz_add(sum, sum, entry + (slong) choice * step);
    }
}

/* A run of profiles: entry is the layer's table, times the factor unless it is by profile. */
static void add_run(fmpz *sum, const xp_layer_struct *layer, const fmpz *entry,
                    const fmpz_t factor, const xp_walk_t walk, const xp_rule_t rule)
{
    const slong end = walk->index + walk->length;
    fmpz_t term;
    switch (layer->kind)
    {
    case XP_LAYER_CONSTANT:
        for (slong k = walk->index; k < end; k++)
        {
            fmpz_add(sum + k, sum + k, factor);
        }
        break;
    case XP_LAYER_TYPE:
        for (slong k = walk->index; k < end; k++)
        {
            fmpz_add(sum + k, sum + k, entry + walk->type);
        }
        break;
    case XP_LAYER_LINE:
        _fmpz_vec_add(sum + walk->index, sum + walk->index, entry + walk->line, walk->length);
        break;
    case XP_LAYER_PROFILE:
        _fmpz_vec_scalar_addmul_fmpz(sum + walk->index, entry + walk->index, walk->length,
                                     factor);
        break;
    case XP_LAYER_CHOICE:
        for (slong k = walk->index; k < end; k++)
        {
            add_choice(sum + k, rule, rule->choice[k], entry, 1);
        }
        break;
    case XP_LAYER_CHOICE_TYPE:
        for (slong k = walk->index; k < end; k++)
        {
            add_choice(sum + k, rule, rule->choice[k], entry + walk->type, walk->types);
        }
        break;
    case XP_LAYER_CHOICE_PROFILE:
        fmpz_init(term);
        for (slong k = walk->index; k < end; k++)
        {
            fmpz_zero(term);
            add_choice(term, rule, rule->choice[k], entry + k, walk->size);
            fmpz_addmul(sum + k, term, factor);
        }
        fmpz_clear(term);
        break;
    }
}

static slong expected_length(const xp_layer_struct *layer, const xp_profiles_t profiles,
                             const xp_rule_t rule)
{
    const slong types = profiles->types[layer->agent];
    switch (layer->kind)
    {
    case XP_LAYER_TYPE:
        return types;
    case XP_LAYER_LINE:
        return xp_profiles_lines(profiles, layer->agent);
    case XP_LAYER_PROFILE:
        return profiles->size;
    case XP_LAYER_CHOICE:
        return rule->outcome_count;
    case XP_LAYER_CHOICE_TYPE:
        return rule->outcome_count * types;
    case XP_LAYER_CHOICE_PROFILE:
        return rule->outcome_count * profiles->size;
    default:
        return 0;
    }
}

/* Adds the layer times factor to the integers of sum. */
static xp_status_t add_layer(fmpz *sum, const xp_layer_struct *layer, const fmpz_t factor,
                             const xp_profiles_t profiles, const xp_rule_t rule,
                             const char *what, const xp_progress_t *progress, xp_error_t error)
{
    const int is_small = layer->kind != XP_LAYER_PROFILE
                         && layer->kind != XP_LAYER_CHOICE_PROFILE;
    const xp_table_struct *table = table_of(layer);
    const fmpz *entry = table->entry;
    xp_table_t scaled;
    xp_status_t status = XP_OK;
    assert(table->length == expected_length(layer, profiles, rule));
    xp_table_init(scaled);
    if (is_small && !fmpz_is_one(factor))
    {
        status = xp_table_set_zero(scaled, table->length, error);
        if (status == XP_OK)
        {
            _fmpz_vec_scalar_mul_fmpz(scaled->entry, table->entry, table->length, factor);
            entry = scaled->entry;
        }
    }
    if (status == XP_OK)
    {
        xp_walk_t walk;
        xp_walk_init(walk, profiles, layer->agent, what, progress);
        while (xp_walk_next(walk))
        {
            add_run(sum, layer, entry, factor, walk, rule);
        }
        status = xp_walk_end(walk, error);
    }
    xp_table_clear(scaled);
    return status;
}

xp_status_t xp_layers_sum(xp_table_t sum, const xp_layers_t layers, const xp_profiles_t profiles,
                          const xp_rule_t rule, const char *what, const xp_progress_t *progress,
                          xp_error_t error)
{
    xp_table_t local;
    fmpq_t scale;
    fmpz_t factor;
    assert(xp_profiles_are_listed(profiles));
    xp_table_init(local);
    fmpq_init(scale);
    fmpz_init(factor);
    xp_status_t status = xp_table_set_zero(local, profiles->size, error);
    for (slong k = 0; k < layers->count; k++)
    {
        get_scale(scale, layers->layer + k, rule);
        fmpz_lcm(local->denominator, local->denominator, fmpq_denref(scale));
    }
    for (slong k = 0; k < layers->count && status == XP_OK; k++)
    {
        const xp_layer_struct *layer = layers->layer + k;
        assert(!is_by_choice(layer) || rule->choice_length == profiles->size);
        get_scale(scale, layer, rule);
        fmpz_divexact(factor, local->denominator, fmpq_denref(scale));
        fmpz_mul(factor, factor, fmpq_numref(scale));
        if (!fmpz_is_zero(factor))
        {
            status = add_layer(local->entry, layer, factor, profiles, rule, what, progress,
                               error);
        }
    }
    if (status == XP_OK)
    {
        xp_table_canonicalise(local);
        xp_table_swap(sum, local);
    }
    fmpz_clear(factor);
    fmpq_clear(scale);
    xp_table_clear(local);
    return status;
}
