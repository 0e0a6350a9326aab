/* What the files on social choice functions share. */
#ifndef XP_EXIST_VOTE_IMPL_H
#define XP_EXIST_VOTE_IMPL_H

#include <expost/exist/vote.h>

#define XP_VOTE_BIT(property) (1u << (property))

/* The properties that speak of the alternatives that occur. */
#define XP_VOTE_BITS_USED                                                                        \
    (XP_VOTE_BIT(XP_VOTE_SET_MONOTONE) | XP_VOTE_BIT(XP_VOTE_DICTATORIAL)                         \
     | XP_VOTE_BIT(XP_VOTE_NONDICTATORIAL))

/* Whether every alternative at most as good as a by order is so by report. */
int xp_vote_keeps_below(const xp_domain_t domain, slong order, slong report, slong a);

/* Marks (1) the alternatives of pairs that two orders rank differently: m entries. */
void xp_vote_mark_different(unsigned char *mark, const xp_domain_t domain, slong order,
                            slong report);

/* The only best alternative of every voter at a profile; the Condorcet winner; or -1. */
slong xp_vote_unanimous_at(const xp_choice_t choice, slong profile);
slong xp_vote_condorcet_at(const xp_choice_t choice, slong profile);

#endif
