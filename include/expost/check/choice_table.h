/* The table of a social choice function from CSV. */
#ifndef XP_CHECK_CHOICE_TABLE_H
#define XP_CHECK_CHOICE_TABLE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/vote/choice.h>
#include <expost/vote/domain.h>

/*
 * What is known before the file is read.
 *   kind          of a domain that is to be set: XP_DOMAIN_FULL or XP_DOMAIN_SINGLE_PEAKED
 *   alternatives  a, b, c, ... of them; 0: those of the first order of the file, in its order
 *   voters        0: as many as there are columns
 */
typedef struct
{
    xp_domain_kind_t kind;
    slong alternatives;
    slong voters;
} xp_choice_table_t;

/*
 * Meaning   reads columns voter1, ..., voterN with orders as `a>b~c`, and `alternative`; each
 *           profile once, in any order
 * Domain    domain is set, or as after init; choice as after init
 * Result    domain and choice, which borrows it
 * Failure   XP_INPUT with the place; of a profile that is missing with its words; XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_choice_table_read(xp_domain_t domain, xp_choice_t choice,
                                             const xp_choice_table_t *known, const char *path,
                                             xp_error_t error);

#endif
