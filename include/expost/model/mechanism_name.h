/* The names of mechanisms, as a model file or a command line writes them. */
#ifndef XP_MODEL_MECHANISM_NAME_H
#define XP_MODEL_MECHANISM_NAME_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/* What stands in parentheses behind the word. */
typedef enum
{
    XP_ARGUMENT_NONE = 0,
    XP_ARGUMENT_MECHANISM,
    XP_ARGUMENT_NUMBER, /* must be there */
    XP_ARGUMENT_OPTION  /* a number; 0 when it is not there */
} xp_argument_t;

/* One entry of the list of mechanisms, for help and for "did you mean". */
typedef struct
{
    const char *word;    /* "pivot", "rebalance", "second-price" */
    const char *name;    /* "pivot", "rebalance(M)", "second-price(R)" */
    const char *summary; /* one line */
    const char *source;  /* author and year */
    int needs_expectation; /* cannot be asked at one profile of an unlistable model */
    xp_argument_t argument;
} xp_mechanism_info_t;

/* The mechanisms that can be named, in the order of semantics.md; *count of them. */
const xp_mechanism_info_t *xp_mechanism_list(size_t *count);

/*
 * Meaning   reads "pivot", "second-price(5/2)" or "rebalance(rebalance(pivot))", blanks ignored
 * Result    *base is the mechanism inside, *depth the number of times that its
 *           payments are rebalanced, argument its number; 0 when it has none
 * Failure   XP_INPUT: an unknown name (the nearest is named), a wrong argument
 */
XP_MUST_USE xp_status_t xp_mechanism_name_parse(const xp_mechanism_info_t **base, size_t *depth,
                                                fmpq_t argument, const char *name,
                                                xp_error_t error);

#endif
