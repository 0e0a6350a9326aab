/* Models of known families, written in the model language. */
#ifndef XP_RENDER_FAMILY_H
#define XP_RENDER_FAMILY_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>

/* The number of agents, of types of each agent, of outcomes, of units; 0: the family's default. */
typedef struct
{
    long agents;
    long types;
    long outcomes;
    long units;
} xp_family_sizes_t;

/*
 * What else a family may be given; NULL: its default.
 *   price   a number, as "1/2"
 *   bids    formulas of the own type t, as "seller = 2/3*t + 1/4; buyer = 2/3*t + 1/12"
 */
typedef struct
{
    const char *price;
    const char *bids;
} xp_family_texts_t;

/*
 *   least   the smallest sizes; 0: the family does not take this size
 *   usual   the sizes when none are given
 *   texts   what else it takes, by the words for its default; NULL: it does not take this
 */
typedef struct
{
    const char *name;
    const char *summary;
    xp_family_sizes_t least;
    xp_family_sizes_t usual;
    xp_family_texts_t texts;
} xp_family_info_t;

/* The families; *count of them. */
const xp_family_info_t *xp_family_list(size_t *count);

/* No family takes a size beyond this. */
#define XP_FAMILY_LIMIT 100000

/* No model of a family has more outcomes. */
#define XP_FAMILY_OUTCOMES 10000

/*
 * Meaning   adds the text of a model of the family `name`
 * Domain    sizes >= 0; texts may be NULL
 * Result    bids are composed into rule and payments: the model is the direct mechanism in which
 *           everyone states a type and bids by the formulas
 * Failure   XP_INPUT: an unknown family (the nearest is named), a size or text that the family
 *           does not take, a size out of range, more than XP_FAMILY_OUTCOMES outcomes, a price
 *           that is no number, bids that are no formulas of t
 */
XP_MUST_USE xp_status_t xp_family_write(xp_string_t out, const char *name,
                                        const xp_family_sizes_t *sizes,
                                        const xp_family_texts_t *texts, xp_error_t error);

#endif
