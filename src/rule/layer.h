/* Sums of small tables over all profiles, in integers. */
#ifndef XP_RULE_LAYER_H
#define XP_RULE_LAYER_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/profiles.h>
#include <expost/model/rule.h>
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

/*
 * Meaning   the sum of the layers at every profile
 * Domain    the profiles are listed, the rule too when a layer is by choice
 * Result    a table of K entries, canonical
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K additions for each layer (K m for one by choice at lotteries)
 */
XP_MUST_USE xp_status_t xp_layers_sum(xp_table_t sum, const xp_layers_t layers,
                                      const xp_profiles_t profiles, const xp_rule_t rule,
                                      const char *what, const xp_progress_t *progress,
                                      xp_error_t error);

#endif
