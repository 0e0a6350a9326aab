/* Small tables that are added up over all profiles. */
#ifndef XP_RULE_LAYER_H
#define XP_RULE_LAYER_H

#include <expost/num/compat.h>
#include <expost/num/table.h>

/* By what an entry of a layer's table is found; a is the choice at the profile. */
typedef enum
{
    XP_LAYER_CONSTANT = 0, /* the coefficient alone, no table */
    XP_LAYER_TYPE,         /* type of agent */
    XP_LAYER_LINE,         /* line of agent */
    XP_LAYER_PROFILE,      /* index */
    XP_LAYER_CHOICE,       /* a */
    XP_LAYER_CHOICE_TYPE,  /* a * k + type of agent */
    XP_LAYER_CHOICE_PROFILE /* a * K + index */
} xp_layer_kind_t;

/*
 * coefficient times the entry of the table; one by choice is averaged over a
 * lottery.  table is NULL when the layer owns its table: it is then in own.
 */
typedef struct
{
    xp_layer_kind_t kind;
    slong agent;
    fmpq_t coefficient;
    const xp_table_struct *table;
    xp_table_struct own;
} xp_layer_struct;

typedef struct
{
    xp_layer_struct *layer;
    slong count;
    size_t room;
} xp_layers_struct;

typedef xp_layers_struct xp_layers_t[1];

void xp_layers_init(xp_layers_t layers);
void xp_layers_clear(xp_layers_t layers);

/*
 * Meaning   adds a layer
 * Domain    table (NULL for a constant) stays as it is while the layer is used
 * Result    its coefficient is 1
 */
xp_layer_struct *xp_layers_add(xp_layers_t layers, xp_layer_kind_t kind, slong agent,
                               const xp_table_struct *table);

/* The same; the layer takes the table, which is empty afterwards. */
xp_layer_struct *xp_layers_add_own(xp_layers_t layers, xp_layer_kind_t kind, slong agent,
                                   xp_table_t table);

/* The table of a layer, owned or not. */
const xp_table_struct *xp_layer_table(const xp_layer_struct *layer);

/* Whether the layer depends on the choice at the profile. */
int xp_layer_is_by_choice(const xp_layer_struct *layer);

#endif
