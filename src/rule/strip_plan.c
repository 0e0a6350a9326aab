/* The tables of a strip, brought together block by block and into the arithmetic. */
#include "rule/strip_plan.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* What all steps of the making need. */
typedef struct
{
    xp_strip_plan_struct *plan;
    const xp_profiles_struct *profiles;
    const xp_rule_struct *rule;
    xp_error_struct *error;
} making_t;

/* So many numbers may be made of lotteries beforehand. */
static slong most_numbers(const making_t *making)
{
    return making->profiles->size + 65536;
}

static int is_used(const making_t *making, slong k)
{
    return !fmpz_is_zero(making->plan->factor + k);
}

static int has_types(const xp_layer_struct *layer)
{
    return layer->kind == XP_LAYER_TYPE || layer->kind == XP_LAYER_CHOICE_TYPE;
}

/* Whether a table by choice and possibly type is used, so that choices are looked at. */
static int find_choices(making_t *making)
{
    const xp_layers_struct *layers = making->plan->layers;
    int found = 0;
    for (slong k = 0; k < layers->count; k++)
    {
        const xp_layer_kind_t kind = layers->layer[k].kind;
        found = found
                || (is_used(making, k)
                    && (kind == XP_LAYER_CHOICE || kind == XP_LAYER_CHOICE_TYPE));
    }
    making->plan->choices = found ? xp_rule_choices(making->rule) : 1;
    return found;
}

/* Which agents are inner ones, the axes, and what a row holds. */
static void choose_block(making_t *making)
{
    xp_strip_plan_struct *plan = making->plan;
    const xp_profiles_struct *profiles = making->profiles;
    const int found = find_choices(making);
    slong most = XP_STRIP_INSIDE / plan->choices;
    slong longest = 1;
    plan->first_inner = profiles->agents - 1;
    plan->width = profiles->types[plan->first_inner];
    most = FLINT_MIN(most, XP_STRIP_WIDTH);
    while (plan->first_inner > 0
           && plan->width * profiles->types[plan->first_inner - 1] <= most)
    {
        plan->width *= profiles->types[--plan->first_inner];
    }
    for (slong j = 0; j < plan->first_inner; j++)
    {
        longest = FLINT_MAX(longest, profiles->types[j]);
        plan->axes += profiles->types[j] > 1;
    }
    longest = FLINT_MAX(longest, plan->width);
    plan->by_choice = found && (plan->choices <= XP_STRIP_CHOICES || plan->choices <= plan->width)
                      && plan->choices <= most_numbers(making) / longest;
    plan->row = plan->by_choice ? plan->choices : 1;
    for (slong j = 0, axis = 0; j < plan->first_inner; j++)
    {
        if (profiles->types[j] > 1)
        {
            plan->axis[axis++].types = profiles->types[j];
        }
    }
}

/* The axis of an agent; -1 for an inner one and for one with one type. */
static slong axis_of(const making_t *making, slong agent)
{
    slong axis = 0;
    if (agent >= making->plan->first_inner || making->profiles->types[agent] == 1)
    {
        return -1;
    }
    for (slong j = 0; j < agent; j++)
    {
        axis += making->profiles->types[j] > 1;
    }
    return axis;
}

/* Makes length zeros unless the table is there. */
static xp_status_t need_table(xp_strip_numbers_struct *numbers, slong length, xp_error_t error)
{
    return numbers->table->length > 0 ? XP_OK
                                      : xp_table_set_zero(numbers->table, length, error);
}

/* The type of an inner agent at each profile of a block; NULL: always 0. */
static xp_status_t make_types(slong **place, const making_t *making, slong agent)
{
    const slong types = making->profiles->types[agent];
    void *memory;
    xp_status_t status;
    if (agent < making->plan->first_inner || types == 1)
    {
        return XP_OK;
    }
    status = xp_table_alloc(&memory, (size_t) making->plan->width, sizeof(slong), making->error);
    if (status == XP_OK)
    {
        *place = memory;
        for (slong x = 0; x < making->plan->width; x++)
        {
            (*place)[x] = x / making->profiles->stride[agent] % types;
        }
    }
    return status;
}

/* value becomes factor * entry[choice * step], averaged and over the lotteries' denominator. */
static void average(fmpz_t value, const xp_rule_struct *rule, slong choice, const fmpz *entry,
                    slong step, const fmpz_t factor)
{
    const slong outcomes = rule->outcome_count;
    if (choice < outcomes)
    {
        fmpz_mul(value, factor, entry + choice * step);
        if (rule->lottery_count > 0)
        {
            fmpz_mul(value, value, rule->lottery->denominator);
        }
        return;
    }
    fmpz_zero(value);
    for (slong a = 0; a < outcomes; a++)
    {
        fmpz_addmul(value, rule->lottery->entry + (choice - outcomes) * outcomes + a,
                    entry + a * step);
    }
    fmpz_mul(value, value, factor);
}

/* value becomes what the layer has at a choice and a type: one without table has factor. */
static void get_value(fmpz_t value, const making_t *making, slong k, slong choice, slong type)
{
    const xp_layer_struct *layer = making->plan->layers->layer + k;
    const fmpz *factor = making->plan->factor + k;
    const fmpz *entry = xp_layer_table(layer)->entry;
    switch (layer->kind)
    {
    case XP_LAYER_CONSTANT:
        fmpz_set(value, factor);
        break;
    case XP_LAYER_TYPE:
        fmpz_mul(value, factor, entry + type);
        break;
    case XP_LAYER_CHOICE:
        average(value, making->rule, choice, entry, 1, factor);
        break;
    default:
        average(value, making->rule, choice, entry + type, making->profiles->types[layer->agent],
                factor);
        break;
    }
}

/*
 * A layer by type, by choice, both or neither goes into the rows.  Position: the type of the
 * axis, or the place in a block, or 0; choice by choice, or inside a block the other way round.
 */
static xp_status_t add_to_rows(making_t *making, slong k)
{
    xp_strip_plan_struct *plan = making->plan;
    const xp_layer_struct *layer = plan->layers->layer + k;
    const slong types = has_types(layer) ? making->profiles->types[layer->agent] : 1;
    const slong axis = types == 1 ? -1 : axis_of(making, layer->agent);
    const int inside = types > 1 && axis < 0;
    const slong positions = inside ? plan->width : types;
    xp_strip_numbers_struct *numbers = inside      ? &plan->inner
                                       : axis >= 0 ? &plan->axis[axis].rows
                                                   : &plan->base;
    const xp_status_t status = need_table(numbers, positions * plan->row, making->error);
    fmpz_t value;
    fmpz_init(value);
    for (slong at = 0; at < positions && status == XP_OK; at++)
    {
        const slong type = inside ? at / making->profiles->stride[layer->agent] % types : at;
        for (slong c = 0; c < plan->row; c++)
        {
            fmpz *entry = numbers->table->entry
                          + (inside ? c * plan->width + at : at * plan->row + c);
            get_value(value, making, k, c, type);
            fmpz_add(entry, entry, value);
        }
    }
    fmpz_clear(value);
    return status;
}

/* One for each agent with two types or more; those with one type have one together. */
static xp_status_t add_to_lines(making_t *making, slong k)
{
    xp_strip_plan_struct *plan = making->plan;
    const xp_layer_struct *layer = plan->layers->layer + k;
    const slong agent = layer->agent;
    const slong types = making->profiles->types[agent];
    const slong stride = making->profiles->stride[agent];
    const xp_table_struct *table = xp_layer_table(layer);
    slong number = 0;
    while (number < plan->lines && plan->line[number].agent != agent
           && (types > 1 || making->profiles->types[plan->line[number].agent] > 1))
    {
        number++;
    }
    xp_strip_line_struct *line = plan->line + number;
    if (number == plan->lines)
    {
        plan->lines++;
        line->agent = agent;
        line->axis = axis_of(making, agent);
        line->stride = stride;
        line->step = plan->width;
        xp_table_init(line->numbers.table);
        if (agent >= plan->first_inner && types > 1)
        {
            void *memory;
            const xp_status_t status = xp_table_alloc(&memory, (size_t) plan->width,
                                                      sizeof(slong), making->error);
            if (status != XP_OK)
            {
                return status;
            }
            line->place = memory;
            line->step = plan->width / types;
            for (slong x = 0; x < plan->width; x++)
            {
                line->place[x] = x / (stride * types) * stride + x % stride;
            }
        }
    }
    const xp_status_t status = need_table(&line->numbers, table->length, making->error);
    if (status == XP_OK)
    {
        _fmpz_vec_scalar_addmul_fmpz(line->numbers.table->entry, table->entry, table->length,
                                     plan->factor + k);
    }
    return status;
}

/* A table by choice when rows are not: one for each agent, and one for none. */
static xp_status_t add_to_gathers(making_t *making, slong k)
{
    xp_strip_plan_struct *plan = making->plan;
    const xp_layer_struct *layer = plan->layers->layer + k;
    const slong agent = has_types(layer) ? layer->agent : -1;
    const slong types = agent >= 0 ? making->profiles->types[agent] : 1;
    slong number = 0;
    while (number < plan->gathers && plan->gather[number].agent != agent)
    {
        number++;
    }
    xp_strip_gather_struct *gather = plan->gather + number;
    xp_status_t status = XP_OK;
    if (number == plan->gathers)
    {
        plan->gathers++;
        gather->agent = agent;
        gather->axis = agent >= 0 ? axis_of(making, agent) : -1;
        gather->types = types;
        xp_table_init(gather->numbers.table);
        if (agent >= 0)
        {
            status = make_types(&gather->place, making, agent);
        }
    }
    if (status == XP_OK)
    {
        status = need_table(&gather->numbers, plan->choices * types, making->error);
    }
    fmpz_t value;
    fmpz_init(value);
    for (slong c = 0; c < plan->choices && status == XP_OK; c++)
    {
        for (slong t = 0; t < types; t++)
        {
            fmpz *entry = gather->numbers.table->entry + c * types + t;
            get_value(value, making, k, c, t);
            fmpz_add(entry, entry, value);
        }
    }
    fmpz_clear(value);
    return status;
}

static xp_status_t add_to_products(making_t *making, slong k)
{
    xp_strip_plan_struct *plan = making->plan;
    const xp_layer_struct *layer = plan->layers->layer + k;
    xp_strip_product_struct *product = plan->product + plan->products++;
    product->choice = xp_layer_is_by_choice(layer);
    product->profile =
        layer->kind == XP_LAYER_PROFILE || layer->kind == XP_LAYER_CHOICE_PROFILE;
    product->axis = has_types(layer) ? axis_of(making, layer->agent) : -1;
    product->step = product->profile   ? making->profiles->size
                    : has_types(layer) ? making->profiles->types[layer->agent]
                                       : 1;
    product->entry = xp_layer_table(layer)->entry;
    product->factor = plan->factor + k;
    return has_types(layer) ? make_types(&product->place, making, layer->agent) : XP_OK;
}

static xp_status_t add_layer(making_t *making, slong k)
{
    const xp_strip_plan_struct *plan = making->plan;
    const xp_layer_struct *layer = plan->layers->layer + k;
    const slong types = has_types(layer) ? making->profiles->types[layer->agent] : 1;
    switch (layer->kind)
    {
    case XP_LAYER_CONSTANT:
    case XP_LAYER_TYPE:
        return add_to_rows(making, k);
    case XP_LAYER_LINE:
        return add_to_lines(making, k);
    case XP_LAYER_CHOICE:
    case XP_LAYER_CHOICE_TYPE:
        return plan->by_choice ? add_to_rows(making, k)
               : plan->choices <= most_numbers(making) / types ? add_to_gathers(making, k)
                                                               : add_to_products(making, k);
    default:
        return add_to_products(making, k);
    }
}

/* Brings numbers into the arithmetic. */
static xp_status_t load(xp_strip_numbers_struct *numbers, const xp_strip_kernel_t *kernel,
                        xp_error_t error)
{
    const slong length = numbers->table->length;
    xp_status_t status = XP_OK;
    if (kernel->load == NULL)
    {
        numbers->number = numbers->table->entry;
    }
    else if (length > 0)
    {
        status = xp_table_alloc(&numbers->number, (size_t) length, kernel->size, error);
        if (status == XP_OK)
        {
            kernel->load(numbers->number, numbers->table->entry, length);
            xp_table_clear(numbers->table);
            xp_table_init(numbers->table);
        }
    }
    return status;
}

static xp_status_t load_all(making_t *making)
{
    xp_strip_plan_struct *plan = making->plan;
    xp_status_t status = load(&plan->base, plan->kernel, making->error);
    if (status == XP_OK)
    {
        status = load(&plan->inner, plan->kernel, making->error);
    }
    for (slong k = 0; k < plan->axes && status == XP_OK; k++)
    {
        status = load(&plan->axis[k].rows, plan->kernel, making->error);
    }
    for (slong k = 0; k < plan->lines && status == XP_OK; k++)
    {
        status = load(&plan->line[k].numbers, plan->kernel, making->error);
    }
    for (slong k = 0; k < plan->gathers && status == XP_OK; k++)
    {
        status = load(&plan->gather[k].numbers, plan->kernel, making->error);
    }
    return status;
}

xp_status_t xp_strip_plan_make(xp_strip_plan_struct *plan, const xp_strip_struct *strip,
                               xp_error_t error)
{
    making_t making = {plan, strip->profiles, strip->rule, error};
    const size_t layers = (size_t) plan->layers->count;
    choose_block(&making);
    xp_table_init(plan->base.table);
    xp_table_init(plan->inner.table);
    for (slong k = 0; k < plan->axes; k++)
    {
        xp_table_init(plan->axis[k].rows.table);
    }
    plan->line = xp_calloc(layers, sizeof(xp_strip_line_struct));
    plan->gather = xp_calloc(layers, sizeof(xp_strip_gather_struct));
    plan->product = xp_calloc(layers, sizeof(xp_strip_product_struct));
    xp_status_t status = need_table(&plan->base, plan->row, error);
    for (slong k = 0; k < plan->layers->count && status == XP_OK; k++)
    {
        if (is_used(&making, k))
        {
            status = add_layer(&making, k);
        }
    }
    return status == XP_OK ? load_all(&making) : status;
}

static void drop(xp_strip_numbers_struct *numbers)
{
    if (numbers->number != numbers->table->entry)
    {
        free(numbers->number);
    }
    xp_table_clear(numbers->table);
}

void xp_strip_plan_drop(xp_strip_plan_struct *plan)
{
    if (plan->width == 0)
    {
        return;
    }
    drop(&plan->base);
    drop(&plan->inner);
    for (slong k = 0; k < plan->axes; k++)
    {
        drop(&plan->axis[k].rows);
    }
    for (slong k = 0; k < plan->lines; k++)
    {
        drop(&plan->line[k].numbers);
        free(plan->line[k].place);
    }
    for (slong k = 0; k < plan->gathers; k++)
    {
        drop(&plan->gather[k].numbers);
        free(plan->gather[k].place);
    }
    for (slong k = 0; k < plan->products; k++)
    {
        free(plan->product[k].place);
    }
    free(plan->line);
    free(plan->gather);
    free(plan->product);
}
