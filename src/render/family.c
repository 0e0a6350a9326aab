/* Models of known families: their list and their sizes. */
#include <expost/render/family.h>

#include <string.h>

#include <expost/base/nearest.h>

#include "render/family_impl.h"

/* A size that follows from the others: as many outcomes as the types ask for. */
#define FOLLOWS (-1)

static const xp_family_info_t families[] = {
    {"bilateral-trade", "a seller and a buyer of one object", {0, 2, 0, 0}, {0, 4, 0, 0},
     {NULL, NULL}},
    {"auction", "one object, bidders with private values", {1, 1, 0, 0}, {3, 4, 0, 0},
     {NULL, NULL}},
    {"sale", "one object that the seller may keep", {1, 1, 0, 0}, {3, 4, 0, 0}, {NULL, NULL}},
    {"partnership", "partners with equal shares: who shall own the whole?", {2, 2, 0, 0},
     {3, 3, 0, 0}, {NULL, NULL}},
    {"public-project", "a project that has a cost: shall it be carried out?", {1, 2, 0, 0},
     {3, 3, 0, 0}, {NULL, NULL}},
    {"vacation", "five friends, four destinations: too large to list", {0, 0, 0, 0},
     {0, 0, 0, 0}, {NULL, NULL}},
    {"roommates", "four roommates and the cost of a new couch", {0, 2, 0, 0}, {0, 4, 0, 0},
     {NULL, NULL}},
    {"quadratic", "a public decision under quadratic preferences", {1, 2, 2, 0},
     {3, 3, FOLLOWS, 0}, {NULL, NULL}},
    {"units", "identical units, bidders who want one each", {2, 1, 0, 1}, {4, 3, 0, 2},
     {NULL, NULL}},
    {"two-sided", "sellers of one unit each, as many buyers of one each", {1, 2, 0, 0},
     {2, 3, 0, 0}, {NULL, NULL}},
    {"posted-price", "bilateral trade at a fixed price", {0, 2, 0, 0}, {0, 4, 0, 0},
     {"1/2", NULL}},
    {"double-auction", "the price lies between what seller and buyer bid", {0, 2, 0, 0},
     {0, 5, 0, 0}, {NULL, "the types"}},
    {"interval-partnership", "partners with equal shares, types on an interval", {2, 0, 0, 0},
     {3, 0, 0, 0}, {NULL, NULL}},
    {"interval-trade", "a seller and a buyer, types on intervals", {0, 0, 0, 0}, {0, 0, 0, 0},
     {NULL, NULL}},
    {"interval-project", "a public project, types on an interval", {1, 0, 0, 0}, {3, 0, 0, 0},
     {NULL, NULL}}};

#define FAMILIES (sizeof families / sizeof families[0])

/* One of the two writes a family: plain cannot fail. */
typedef struct
{
    void (*plain)(xp_string_t out, const xp_family_sizes_t *sizes);
    xp_status_t (*careful)(xp_string_t out, const xp_family_sizes_t *sizes,
                           const xp_family_texts_t *texts, xp_error_t error);
} writer_t;

static const writer_t writers[FAMILIES] = {
    {xp_family_bilateral_trade, NULL},      {xp_family_auction, NULL},
    {xp_family_sale, NULL},                 {xp_family_partnership, NULL},
    {xp_family_public_project, NULL},       {xp_family_vacation, NULL},
    {xp_family_roommates, NULL},            {xp_family_quadratic, NULL},
    {NULL, xp_family_units},                {NULL, xp_family_two_sided},
    {NULL, xp_family_posted_price},         {NULL, xp_family_double_auction},
    {xp_family_interval_partnership, NULL}, {xp_family_interval_trade, NULL},
    {xp_family_interval_project, NULL}};

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
    if (status == XP_OK)
        status = set_size(&sizes->units, info->name, "units", info->least.units,
                          info->usual.units, error);
    if (status == XP_OK && sizes->outcomes == FOLLOWS)
        sizes->outcomes = sizes->agents * (sizes->types - 1) + 1;
    return status;
}

static xp_status_t check_text(const char *text, const char *usual, const char *family,
                              const char *what, xp_error_t error)
{
    if (text == NULL || usual != NULL)
        return XP_OK;
    xp_error_set(error, "the family `%s` has no option --%s", family, what);
    return XP_INPUT;
}

static xp_status_t write_family(xp_string_t out, size_t index, const xp_family_sizes_t *sizes,
                                const xp_family_texts_t *texts, xp_error_t error)
{
    const xp_family_info_t *info = families + index;
    xp_family_sizes_t own = *sizes;
    xp_family_texts_t given = {NULL, NULL};
    xp_status_t status = set_sizes(&own, info, error);

    if (texts != NULL)
        given = *texts;
    if (status == XP_OK)
        status = check_text(given.price, info->texts.price, info->name, "price", error);
    if (status == XP_OK)
        status = check_text(given.bids, info->texts.bids, info->name, "bids", error);
    if (status == XP_OK && writers[index].careful != NULL)
        return writers[index].careful(out, &own, &given, error);
    if (status == XP_OK)
        writers[index].plain(out, &own);
    return status;
}

xp_status_t xp_family_write(xp_string_t out, const char *name, const xp_family_sizes_t *sizes,
                            const xp_family_texts_t *texts, xp_error_t error)
{
    const char *names[FAMILIES], *nearest;
    size_t i;

    for (i = 0; i < FAMILIES; i++)
    {
        names[i] = families[i].name;
        if (strcmp(names[i], name) == 0)
            return write_family(out, i, sizes, texts, error);
    }
    nearest = xp_nearest(name, names, FAMILIES);
    if (nearest != NULL)
        xp_error_set(error, "there is no family `%s`; did you mean `%s`?", name, nearest);
    else
        xp_error_set(error, "there is no family `%s`; `expost new --list` names them", name);
    return XP_INPUT;
}
