/* The orders that a voter may report: full, single-peaked, or listed. */
#ifndef XP_VOTE_DOMAIN_H
#define XP_VOTE_DOMAIN_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/ballots.h>
#include <expost/num/compat.h>

typedef enum
{
    XP_DOMAIN_FULL = 0,       /* every strict order */
    XP_DOMAIN_SINGLE_PEAKED,  /* the strict ones that fall on both sides of their top along the
                                 alternatives in order */
    XP_DOMAIN_LISTED          /* as stated, ties allowed */
} xp_domain_kind_t;

/*
 * Every voter has the same domain.  Orders are numbered: full and single-peaked ones by the
 * sequence from best to worst, lexicographically; listed ones as listed, no order twice.
 *   level  order_count * alternative_count levels, 0 the best, without gaps, all ranked
 *   label  of the alternatives
 */
typedef struct
{
    xp_domain_kind_t kind;
    slong alternative_count;
    char **label;
    slong order_count;
    int *level;
} xp_domain_struct;

typedef xp_domain_struct xp_domain_t[1];

void xp_domain_init(xp_domain_t domain);
void xp_domain_clear(xp_domain_t domain);
void xp_domain_swap(xp_domain_t a, xp_domain_t b);

/*
 * Meaning   the full or single-peaked domain; labels NULL: a, b, c, ... (from 27 on a1, a2, ...)
 * Domain    alternatives >= 1
 * Failure   XP_LIMIT: too many orders
 */
XP_MUST_USE xp_status_t xp_domain_set_kind(xp_domain_t domain, xp_domain_kind_t kind,
                                           slong alternatives, const char *const *label,
                                           xp_error_t error);

/*
 * Meaning   the distinct orders of ballots, in their order; alternatives that a ballot does not
 *           name are tied behind all others
 */
XP_MUST_USE xp_status_t xp_domain_set_ballots(xp_domain_t domain, const xp_ballots_t ballots,
                                              xp_error_t error);

/* The number of the order with these levels, or -1. */
slong xp_domain_find(const xp_domain_t domain, const int *level);

/* Whether order ranks a strictly above b. */
static inline int xp_domain_prefers(const xp_domain_t domain, slong order, slong a, slong b)
{
    const int *level = domain->level + order * domain->alternative_count;
    return level[a] < level[b];
}

/* Whether every permutation of the alternatives maps the domain to itself. */
int xp_domain_is_neutral(const xp_domain_t domain);

#endif
