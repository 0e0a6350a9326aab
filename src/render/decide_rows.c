/* The rows of a proof: each in short, and the leaves that they stand in. */
#include "render/decide_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "render/place_impl.h"

void xp_decide_add_row(xp_string_t out, const xp_row_key_t *key,
                       const xp_environment_t environment)
{
    int of_rule = key->kind == XP_ROW_POS || key->kind == XP_ROW_FIX;
    xp_place_struct place;

    memset(&place, 0, sizeof place);
    if (!xp_row_kind_property(&place.property, key->kind))
        place.property = XP_EFF;
    place.agent = key->agent;
    place.type = key->type;
    place.report = key->report;
    place.others = key->others;
    place.profile = key->profile;
    place.outcome = of_rule ? -1 : key->outcome;
    xp_place_add_short(out, &place, environment);
    if (of_rule)
        xp_string_printf(out, ", outcome %s", environment->outcome_label[key->outcome]);
}

void xp_leaves_init(xp_leaves_t leaves, const xp_proof_struct *proof, slong outcome_count)
{
    memset(leaves, 0, sizeof(xp_leaves_struct));
    leaves->proof = proof;
    leaves->outcome_count = outcome_count;
}

void xp_leaves_clear(xp_leaves_t leaves)
{
    free(leaves->path);
    free(leaves->outcome);
}

/* From a leaf to the next case of the deepest branch that has one. */
static void leave_leaf(xp_leaves_t leaves)
{
    while (leaves->depth > 0
           && ++leaves->outcome[leaves->depth - 1] == leaves->outcome_count)
        leaves->depth--;
}

const xp_proof_node_t *xp_leaves_next(xp_leaves_t leaves)
{
    const xp_proof_struct *proof = leaves->proof;

    if (leaves->node > 0)
        leave_leaf(leaves);
    while (leaves->node < proof->node_count)
    {
        const xp_proof_node_t *node = proof->node + leaves->node++;

        if (node->profile < 0)
            return node;
        xp_array_grow(&leaves->path, &leaves->path_room, leaves->depth, sizeof(size_t));
        xp_array_grow(&leaves->outcome, &leaves->outcome_room, leaves->depth, sizeof(slong));
        leaves->path[leaves->depth] = leaves->node - 1;
        leaves->outcome[leaves->depth++] = 0;
    }
    return NULL;
}
