/* Lists of names and of numbers that are asked where something stands in them. */
#include "text/names.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

/* So many names are compared with a mistyped one. */
#define NEAREST_LIMIT 2000

/* What is sorted: a text or a point, then the place. */
typedef struct
{
    const char *name;
    const fmpq *value;
    slong width;
    slong place;
} item_t;

static int compare_points(const fmpq *a, const fmpq *b, slong width)
{
    int order = 0;

    for (slong w = 0; w < width && order == 0; w++)
    {
        order = fmpq_cmp(a + w, b + w);
    }
    return order;
}

static int compare_items(const void *left, const void *right)
{
    const item_t *a = left;
    const item_t *b = right;
    int order = a->name != NULL ? strcmp(a->name, b->name)
                                : compare_points(a->value, b->value, a->width);

    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static slong *sort_items(item_t *item, slong count)
{
    slong *order = xp_malloc(((size_t) count + 1) * sizeof(slong));

    qsort(item, (size_t) count, sizeof(item_t), compare_items);
    for (slong i = 0; i < count; i++)
    {
        order[i] = item[i].place;
    }
    return order;
}

void xp_names_set(xp_names_t *names, const char **name, slong count)
{
    item_t *item = xp_calloc((size_t) count + 1, sizeof(item_t));

    for (slong i = 0; i < count; i++)
    {
        item[i].name = name[i];
        item[i].place = i;
    }
    free(names->order);
    names->name = name;
    names->count = count;
    names->order = sort_items(item, count);
    free(item);
}

void xp_names_clear(xp_names_t *names)
{
    free(names->order);
    memset(names, 0, sizeof(xp_names_t));
}

slong xp_names_find(const xp_names_t *names, const char *name)
{
    slong low = 0;
    slong high = names->count;

    while (low < high)
    {
        slong middle = low + (high - low) / 2;

        if (strcmp(names->name[names->order[middle]], name) < 0)
        {
            low = middle + 1;
        }
        else
        {
            high = middle;
        }
    }
    if (low < names->count && strcmp(names->name[names->order[low]], name) == 0)
    {
        return names->order[low];
    }
    return -1;
}

slong xp_names_repeated(const xp_names_t *names, slong *first)
{
    slong repeated = -1;

    for (slong i = 1; i < names->count; i++)
    {
        slong before = names->order[i - 1];
        slong place = names->order[i];

        if (strcmp(names->name[before], names->name[place]) == 0 &&
            (repeated < 0 || place < repeated))
        {
            repeated = place;
            *first = before;
        }
    }
    return repeated;
}

const char *xp_names_nearest(const xp_names_t *names, const char *name)
{
    slong count = names->count < NEAREST_LIMIT ? names->count : NEAREST_LIMIT;

    return xp_nearest(name, names->name, (size_t) count);
}

void xp_points_set(xp_points_t *points, const fmpq *value, slong width, slong count,
                   const unsigned char *used)
{
    item_t *item = xp_calloc((size_t) count + 1, sizeof(item_t));
    slong kept = 0;

    for (slong i = 0; i < count; i++)
    {
        if (used == NULL || used[i])
        {
            item[kept].value = value + i * width;
            item[kept].width = width;
            item[kept++].place = i;
        }
    }
    free(points->order);
    points->value = value;
    points->width = width;
    points->count = kept;
    points->order = sort_items(item, kept);
    free(item);
}

void xp_points_clear(xp_points_t *points)
{
    free(points->order);
    memset(points, 0, sizeof(xp_points_t));
}

static int compare_at(const xp_points_t *points, slong i, const fmpq *value)
{
    return compare_points(points->value + points->order[i] * points->width, value,
                          points->width);
}

slong xp_points_find(const xp_points_t *points, const fmpq *value)
{
    slong low = 0;
    slong high = points->count;

    while (low < high)
    {
        slong middle = low + (high - low) / 2;

        if (compare_at(points, middle, value) < 0)
        {
            low = middle + 1;
        }
        else
        {
            high = middle;
        }
    }
    return low < points->count && compare_at(points, low, value) == 0 ? points->order[low] : -1;
}

slong xp_points_repeated(const xp_points_t *points, slong *first)
{
    slong repeated = -1;

    for (slong i = 1; i < points->count; i++)
    {
        slong before = points->order[i - 1];
        slong place = points->order[i];

        if (compare_at(points, i, points->value + before * points->width) == 0 &&
            (repeated < 0 || place < repeated))
        {
            repeated = place;
            *first = before;
        }
    }
    return repeated;
}
