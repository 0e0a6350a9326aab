/* Models of known families, written in the model language. */
#ifndef XP_RENDER_FAMILY_H
#define XP_RENDER_FAMILY_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>

/* The number of agents, of types of each agent, of outcomes; 0: the family's default. */
typedef struct
{
    long agents;
    long types;
    long outcomes;
} xp_family_sizes_t;

/*
 *   least   the smallest sizes; 0: the family does not take this size
 *   usual   the sizes when none are given
 */
typedef struct
{
    const char *name;
    const char *summary;
    xp_family_sizes_t least;
    xp_family_sizes_t usual;
} xp_family_info_t;

/* The families; *count of them. */
const xp_family_info_t *xp_family_list(size_t *count);

/* No family takes a size beyond this. */
#define XP_FAMILY_LIMIT 100000

/*
 * Meaning   adds the text of a model of the family `name`
 * Domain    sizes >= 0
 * Failure   XP_INPUT: an unknown family (the nearest is named), a size that the family
 *           does not take, or one out of range
 */
XP_MUST_USE xp_status_t xp_family_write(xp_string_t out, const char *name,
                                        const xp_family_sizes_t *sizes, xp_error_t error);

#endif
