/* A social choice function: an alternative for every profile of orders. */
#ifndef XP_VOTE_CHOICE_H
#define XP_VOTE_CHOICE_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/vote/domain.h>

/* The largest table: profiles. */
#define XP_CHOICE_LIMIT ((slong) 1 << 32)

/*
 * D orders in the domain, n voters, K = D^n profiles; a profile is n orders, the first voter's
 * slowest.
 *   domain         not owned; outlives the function
 *   stride         n entries: D^(n - 1 - i)
 *   profile_count  K
 *   choice         K alternatives, or NULL: not made yet
 */
typedef struct
{
    const xp_domain_struct *domain;
    slong voter_count;
    slong *stride;
    slong profile_count;
    uint16_t *choice;
} xp_choice_struct;

typedef xp_choice_struct xp_choice_t[1];

void xp_choice_init(xp_choice_t choice);
void xp_choice_clear(xp_choice_t choice);
void xp_choice_swap(xp_choice_t a, xp_choice_t b);

/*
 * Meaning   sizes for voters with this domain, no table
 * Failure   XP_LIMIT: more than XP_CHOICE_LIMIT profiles, or 65,536 alternatives
 */
XP_MUST_USE xp_status_t xp_choice_set_sizes(xp_choice_t choice, const xp_domain_t domain,
                                            slong voters, xp_error_t error);

/* Meaning   a table, all 0.  Failure XP_LIMIT */
XP_MUST_USE xp_status_t xp_choice_alloc(xp_choice_t choice, xp_error_t error);

/* The order of a voter at a profile. */
static inline slong xp_choice_order(const xp_choice_t choice, slong profile, slong voter)
{
    return profile / choice->stride[voter] % choice->domain->order_count;
}

/* The profile in which the voter reports order instead. */
static inline slong xp_choice_report(const xp_choice_t choice, slong profile, slong voter,
                                     slong order)
{
    return profile + (order - xp_choice_order(choice, profile, voter)) * choice->stride[voter];
}

#endif
