/* Models of known families: their list and their sizes. */
#include <expost/render/family.h>

#include <string.h>

#include <expost/base/nearest.h>

#include "render/family_impl.h"

#define FAMILIES 10

/* A size that follows from the others: as many outcomes as the types ask for. */
#define FOLLOWS (-1)

static const xp_family_info_t families[FAMILIES] = {
    {"bilateral-trade", "a seller and a buyer of one object", {0, 2, 0}, {0, 4, 0}},
    {"auction", "one object, bidders with private values", {1, 1, 0}, {3, 4, 0}},
    {"partnership", "partners with equal shares: who shall own the whole?", {2, 2, 0},
     {3, 3, 0}},
    {"public-project", "a project that has a cost: shall it be carried out?", {1, 2, 0},
     {3, 3, 0}},
    {"vacation", "five friends, four destinations: too many profiles to list", {0, 0, 0},
     {0, 0, 0}},
    {"roommates", "four roommates and the cost of a new couch", {0, 2, 0}, {0, 4, 0}},
    {"quadratic", "a public decision under quadratic preferences", {1, 2, 2}, {3, 3, FOLLOWS}},
    {"interval-partnership", "partners with equal shares, types on an interval", {2, 0, 0},
     {3, 0, 0}},
    {"interval-trade", "a seller and a buyer, types on intervals", {0, 0, 0}, {0, 0, 0}},
    {"interval-project", "a public project, types on an interval", {1, 0, 0}, {3, 0, 0}}};

static void (*const writers[FAMILIES])(xp_string_t out, const xp_family_sizes_t *sizes) = {
    xp_family_bilateral_trade, xp_family_auction,   xp_family_partnership,
    xp_family_public_project,  xp_family_vacation,  xp_family_roommates,
    xp_family_quadratic,       xp_family_interval_partnership,
    xp_family_interval_trade,  xp_family_interval_project};

const xp_family_info_t *xp_family_list(size_t *count)
{
    *count = FAMILIES;
    return families;
}

static xp_status_t set_size(long *size, const char *family, const char *what, long least,
                            long usual, xp_error_t error)
{
    if (*size == 0)
    {
        *size = usual;
        return XP_OK;
    }
    if (least == 0)
        xp_error_set(error, "the family `%s` has no option --%s", family, what);
    else if (*size < least)
        xp_error_set(error, "--%s %ld is too small: the family `%s` needs at least %ld", what,
                     *size, family, least);
    else if (*size > XP_FAMILY_LIMIT)
        xp_error_set(error, "--%s %ld is too large: at most %d", what, *size, XP_FAMILY_LIMIT);
    else
        return XP_OK;
    return XP_INPUT;
}

static xp_status_t set_sizes(xp_family_sizes_t *sizes, const xp_family_info_t *info,
                             xp_error_t error)
{
    xp_status_t status = set_size(&sizes->agents, info->name, "agents", info->least.agents,
                                  info->usual.agents, error);

    if (status == XP_OK)
        status = set_size(&sizes->types, info->name, "types", info->least.types,
                          info->usual.types, error);
    if (status == XP_OK)
        status = set_size(&sizes->outcomes, info->name, "outcomes", info->least.outcomes,
                          info->usual.outcomes, error);
    if (status == XP_OK && sizes->outcomes == FOLLOWS)
        sizes->outcomes = sizes->agents * (sizes->types - 1) + 1;
    return status;
}

xp_status_t xp_family_write(xp_string_t out, const char *name, const xp_family_sizes_t *sizes,
                            xp_error_t error)
{
    const char *names[FAMILIES], *nearest;
    xp_family_sizes_t own = *sizes;
    xp_status_t status;
    size_t i;

    for (i = 0; i < FAMILIES; i++)
    {
        names[i] = families[i].name;
        if (strcmp(names[i], name) == 0)
        {
            status = set_sizes(&own, families + i, error);
            if (status == XP_OK)
                writers[i](out, &own);
            return status;
        }
    }
    nearest = xp_nearest(name, names, FAMILIES);
    if (nearest != NULL)
        xp_error_set(error, "there is no family `%s`; did you mean `%s`?", name, nearest);
    else
        xp_error_set(error, "there is no family `%s`; `expost new --list` names them", name);
    return XP_INPUT;
}
