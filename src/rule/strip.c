/* Sums of layers at runs of profiles: what is known before the arithmetic is. */
#include "rule/strip.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/bits.h"
#include "rule/strip_plan.h"

void xp_strip_init(xp_strip_t strip)
{
    strip->profiles = NULL;
    strip->rule = NULL;
    fmpz_init_set_ui(strip->denominator, 1);
    fmpz_init(strip->bound);
    strip->direct = NULL;
    strip->tier = XP_TIER_INT64;
    strip->plan = NULL;
}

void xp_strip_clear(xp_strip_t strip)
{
    if (strip->plan != NULL)
    {
        xp_strip_plan_drop(strip->plan);
        _fmpz_vec_clear(strip->plan->factor, strip->plan->layers->count);
        xp_layers_clear(strip->plan->layers);
        free(strip->plan);
    }
    fmpz_clear(strip->bound);
    fmpz_clear(strip->denominator);
}

static slong expected_length(const xp_layer_struct *layer, const xp_profiles_struct *profiles,
                             const xp_rule_struct *rule)
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

/* Tables up to this length are gone through entry by entry. */
#define SHORT_TABLE 4096

/* The largest absolute value in a short table; in a long one the next number 2^b - 1 above it. */
static void find_largest(fmpz_t largest, const xp_table_struct *table)
{
    if (table->length <= SHORT_TABLE)
    {
        _fmpz_vec_height(largest, table->entry, table->length);
        return;
    }
    fmpz_one(largest);
    fmpz_mul_2exp(largest, largest, xp_entry_bits(table->entry, table->length));
    fmpz_sub_ui(largest, largest, 1);
}

/* What the integers of the layer are to be multiplied by, as a rational. */
static void get_scale(fmpq_t scale, const xp_layer_struct *layer, const xp_rule_struct *rule)
{
    fmpq_set(scale, layer->coefficient);
    if (layer->kind != XP_LAYER_CONSTANT)
    {
        fmpq_div_fmpz(scale, scale, xp_layer_table(layer)->denominator);
    }
    if (xp_layer_is_by_choice(layer) && rule->lottery_count > 0)
    {
        fmpq_div_fmpz(scale, scale, rule->lottery->denominator);
    }
}

/*
 * The factor of each layer becomes the largest absolute value that the layer has before it is
 * multiplied, and the denominator is made common for the layers where that is not 0.
 */
static void set_denominator(xp_strip_t strip)
{
    fmpq_t scale;
    fmpq_init(scale);
    fmpz_one(strip->denominator);
    for (slong k = 0; k < strip->plan->layers->count; k++)
    {
        const xp_layer_struct *layer = strip->plan->layers->layer + k;
        fmpz *largest = strip->plan->factor + k;
        const int by_choice = xp_layer_is_by_choice(layer);
        if (layer->kind == XP_LAYER_CONSTANT)
        {
            fmpz_one(largest);
        }
        else
        {
            assert(xp_layer_table(layer)->length
                   == expected_length(layer, strip->profiles, strip->rule));
            find_largest(largest, xp_layer_table(layer));
        }
        assert(!by_choice || strip->rule->choice_length == strip->profiles->size);
        if (by_choice && strip->rule->lottery_count > 0)
        {
            fmpz_mul(largest, largest, strip->rule->lottery->denominator);
        }
        if (fmpq_is_zero(layer->coefficient))
        {
            fmpz_zero(largest);
        }
        if (!fmpz_is_zero(largest))
        {
            get_scale(scale, layer, strip->rule);
            fmpz_lcm(strip->denominator, strip->denominator, fmpq_denref(scale));
        }
    }
    fmpq_clear(scale);
}

/*
 * A number is the sum over layers of factor * (entry, or sum of lottery weight * entry), and
 * is added up layer by layer, or for a few of them beforehand.  So each partial sum is at
 * most the sum over layers of |factor| * largest.  The same bounds factor, factor * the
 * lotteries' denominator, and the entries and weights, as far as layers that are 0 are left out.
 */
static void set_factors(xp_strip_t strip)
{
    slong used = 0;
    const xp_layer_struct *last = NULL;
    const fmpz *factor_of_last = NULL;
    fmpq_t scale;
    fmpz_t factor;
    fmpq_init(scale);
    fmpz_init(factor);
    fmpz_zero(strip->bound);
    for (slong k = 0; k < strip->plan->layers->count; k++)
    {
        const xp_layer_struct *layer = strip->plan->layers->layer + k;
        fmpz *largest = strip->plan->factor + k;
        if (fmpz_is_zero(largest))
        {
            continue;
        }
        get_scale(scale, layer, strip->rule);
        fmpz_divexact(factor, strip->denominator, fmpq_denref(scale));
        fmpz_mul(factor, factor, fmpq_numref(scale));
        fmpz_mul(largest, largest, factor);
        fmpz_abs(largest, largest);
        fmpz_add(strip->bound, strip->bound, largest);
        fmpz_swap(largest, factor);
        used++;
        last = layer;
        factor_of_last = largest;
    }
    strip->direct = used == 1 && last->kind == XP_LAYER_PROFILE && fmpz_is_one(factor_of_last)
                        ? xp_layer_table(last)->entry : NULL;
    fmpz_clear(factor);
    fmpq_clear(scale);
}

xp_status_t xp_strip_set(xp_strip_t strip, xp_layers_t layers,
                         const xp_profiles_struct *profiles, const xp_rule_struct *rule,
                         xp_error_t error)
{
    xp_strip_t local;
    (void) error;
    assert(xp_profiles_are_listed(profiles));
    xp_strip_init(local);
    local->profiles = profiles;
    local->rule = rule;
    local->plan = xp_calloc(1, sizeof(xp_strip_plan_struct));
    *local->plan->layers = *layers;
    xp_layers_init(layers);
    local->plan->factor = _fmpz_vec_init(local->plan->layers->count);
    set_denominator(local);
    set_factors(local);
    xp_strip_clear(strip);
    *strip = *local;
    return XP_OK;
}

void xp_strip_scale(xp_strip_t strip, const fmpz_t factor)
{
    xp_strip_plan_struct *plan = strip->plan;
    fmpz_t size;
    assert(!fmpz_is_zero(factor) && plan->kernel == NULL);
    if (fmpz_is_one(factor))
    {
        return;
    }
    fmpz_init(size);
    fmpz_abs(size, factor);
    fmpz_mul(strip->bound, strip->bound, size);
    _fmpz_vec_scalar_mul_fmpz(plan->factor, plan->factor, plan->layers->count, factor);
    strip->direct = NULL;
    fmpz_clear(size);
}

xp_status_t xp_strip_prepare(xp_strip_t strip, xp_tier_t tier, xp_error_t error)
{
    assert(strip->plan->kernel == NULL && tier >= xp_tier_for(strip->bound, XP_TIER_INT64));
    strip->tier = tier;
    strip->plan->kernel = tier == XP_TIER_INT64    ? &xp_strip_kernel_int64
                          : tier == XP_TIER_INT128 ? &xp_strip_kernel_int128
                                                   : &xp_strip_kernel_fmpz;
    return strip->direct != NULL ? XP_OK : xp_strip_plan_make(strip->plan, strip, error);
}

static void fill(void *number, const xp_strip_struct *strip, xp_tier_t tier, slong index,
                 slong length)
{
    (void) tier;
    assert(strip->plan->kernel != NULL && strip->tier == tier);
    assert(index >= 0 && length >= 0 && length <= strip->profiles->size - index);
    if (length > 0)
    {
        strip->plan->kernel->fill(number, strip, index, length);
    }
}

void xp_strip_fill_int64(int64_t *number, const xp_strip_struct *strip, slong index,
                         slong length)
{
    fill(number, strip, XP_TIER_INT64, index, length);
}

void xp_strip_fill_int128(__int128 *number, const xp_strip_struct *strip, slong index,
                          slong length)
{
    fill(number, strip, XP_TIER_INT128, index, length);
}

void xp_strip_fill_fmpz(fmpz *number, const xp_strip_struct *strip, slong index, slong length)
{
    fill(number, strip, XP_TIER_FMPZ, index, length);
}
