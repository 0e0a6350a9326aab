/* The names of mechanisms, as a model file or a command line writes them. */
#ifndef XP_MODEL_MECHANISM_NAME_H
#define XP_MODEL_MECHANISM_NAME_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/* One entry of the list of mechanisms, for help and for "did you mean". */
typedef struct
{
    const char *word;    /* "pivot", "rebalance" */
    const char *name;    /* "pivot", "rebalance(M)" */
    const char *summary; /* one line */
    const char *source;  /* author and year */
    int needs_expectation; /* cannot be asked at one profile of an unlistable model */
} xp_mechanism_info_t;

/* The mechanisms that can be named, in the order of semantics.md; *count of them. */
const xp_mechanism_info_t *xp_mechanism_list(size_t *count);

/*
 * Meaning   reads "pivot" or "rebalance(rebalance(pivot))", blanks ignored
 * Result    *base is the mechanism inside, *depth the number of times that its
 *           payments are rebalanced
 * Failure   XP_INPUT: an unknown name (the nearest is named), a wrong argument
 */
XP_MUST_USE xp_status_t xp_mechanism_name_parse(const xp_mechanism_info_t **base, size_t *depth,
                                                const char *name, xp_error_t error);

#endif
