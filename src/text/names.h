/* Lists of names and of numbers that are asked where something stands in them. */
#ifndef XP_TEXT_NAMES_H
#define XP_TEXT_NAMES_H

#include <expost/num/compat.h>

/* count names, not owned, and their places in the order of the alphabet. */
typedef struct
{
    const char **name;
    slong count;
    slong *order;
} xp_names_t;

/*
 * Meaning   keeps the count names; name is an array that outlives names
 * Cost      count * log(count)
 */
void xp_names_set(xp_names_t *names, const char **name, slong count);
void xp_names_clear(xp_names_t *names);

/* The place of a name, the first of several; -1 when it is not there. */
slong xp_names_find(const xp_names_t *names, const char *name);

/*
 * Meaning   the first name in the list that stands in it before
 * Result    its place, or -1; *first is the place where it stood before
 */
slong xp_names_repeated(const xp_names_t *names, slong *first);

/* The nearest name, or NULL; only the first names of a very long list are looked at. */
const char *xp_names_nearest(const xp_names_t *names, const char *name);

/*
 * Points of width rationals each, not owned: point p is value[p * width], ...  order holds the
 * places of those that count, in the lexicographic order of their values.
 */
typedef struct
{
    const fmpq *value;
    slong width;
    slong count;
    slong *order;
} xp_points_t;

/*
 * Meaning   keeps count points; with used, those with used[p] != 0 only
 * Domain    value outlives points; used may be NULL
 */
void xp_points_set(xp_points_t *points, const fmpq *value, slong width, slong count,
                   const unsigned char *used);
void xp_points_clear(xp_points_t *points);

/* The place of a point, the first of several; -1 when it is not there. */
slong xp_points_find(const xp_points_t *points, const fmpq *value);

/* As xp_names_repeated. */
slong xp_points_repeated(const xp_points_t *points, slong *first);

#endif
