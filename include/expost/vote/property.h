/* The properties of social choice functions by name. */
#ifndef XP_VOTE_PROPERTY_H
#define XP_VOTE_PROPERTY_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/* In the order of certificates. */
typedef enum
{
    XP_VOTE_STRATEGYPROOF = 0,
    XP_VOTE_MONOTONE,
    XP_VOTE_SET_MONOTONE,
    XP_VOTE_UNANIMOUS,
    XP_VOTE_ONTO,
    XP_VOTE_DICTATORIAL,
    XP_VOTE_NONDICTATORIAL,
    XP_VOTE_IS_CONDORCET,
    XP_VOTE_ANONYMOUS,
    XP_VOTE_NEUTRAL
} xp_vote_property_t;

#define XP_VOTE_PROPERTY_COUNT 10

/*
 *   word     "strategyproof"
 *   words    for a sentence: "strategyproof", "onto", "a dictatorship", ...
 *   summary  one line, as semantics.md defines it
 */
typedef struct
{
    const char *word;
    const char *words;
    const char *summary;
} xp_vote_property_info_t;

const xp_vote_property_info_t *xp_vote_property_info(xp_vote_property_t property);

/*
 * Meaning   sets the bits of the properties in a list with commas; "all": every one
 * Failure   XP_INPUT: an unknown property, the nearest is named
 */
XP_MUST_USE xp_status_t xp_vote_properties_parse(unsigned *set, const char *list,
                                                 xp_error_t error);

#endif
