/* The claim about social choice functions as a sentence. */
#include <stdio.h>

#include "verify/vote.h"

static const char *const adjectives[XP_VOTE_PROPERTIES] = {
    [XP_STRATEGYPROOF] = "strategyproof",
    [XP_MONOTONE] = "monotone",
    [XP_SET_MONOTONE] = "set-monotone",
    [XP_UNANIMOUS] = "unanimous",
    [XP_ONTO] = "onto",
    [XP_DICTATORIAL] = "dictatorial",
    [XP_NONDICTATORIAL] = "nondictatorial",
    [XP_CONDORCET] = "Condorcet consistent",
    [XP_ANONYMOUS] = "anonymous",
    [XP_NEUTRAL] = "neutral",
};

static void print_domain(const xp_vote_t vote)
{
    printf(" for %zu voter%s and %zu alternative%s ", vote->voters, vote->voters == 1 ? "" : "s",
           vote->alternatives, vote->alternatives == 1 ? "" : "s");
    if (vote->domain == XP_DOMAIN_LISTED)
        printf("on the listed domain of %zu order%s", vote->orders, vote->orders == 1 ? "" : "s");
    else
        fputs(vote->domain == XP_DOMAIN_FULL ? "on the full domain" : "on the single-peaked domain",
              stdout);
}

void xp_print_vote(const xp_vote_t vote)
{
    int k, left = 0;

    fputs(vote->claim == XP_VOTE_IMPOSSIBLE ? "No" : "This", stdout);
    fputs(" social choice function", stdout);
    print_domain(vote);
    fputs(vote->claim == XP_VOTE_VIOLATES ? " is not " : " is ", stdout);
    for (k = 0; k < XP_VOTE_PROPERTIES; k++)
        left += xp_vote_claims(vote, (xp_vote_property_t) k);
    for (k = 0; k < XP_VOTE_PROPERTIES; k++)
        if (xp_vote_claims(vote, (xp_vote_property_t) k))
        {
            left--;
            fputs(adjectives[k], stdout);
            fputs(left > 1 ? ", " : left == 1 ? " and " : ".\n", stdout);
        }
}
