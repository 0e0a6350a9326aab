/* Small tables that are added up over all profiles. */
#include "rule/layer.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

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

const xp_table_struct *xp_layer_table(const xp_layer_struct *layer)
{
    return layer->table != NULL ? layer->table : &layer->own;
}

int xp_layer_is_by_choice(const xp_layer_struct *layer)
{
    return layer->kind >= XP_LAYER_CHOICE;
}
