/* The table of a social choice function, and whether it has the properties by their definitions. */
#include <string.h>

#include "verify/number.h"
#include "verify/vote.h"

static void read_table(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    size_t r, i, a;

    for (r = 0; r < vote->profiles; r++)
    {
        xp_expect(reader, "choose");
        for (i = 0; i < vote->voters; i++)
            xp_index_is(reader, xp_vote_order(vote, r, i), "order");
        a = xp_index(reader, vote->alternatives, "alternative");
        vote->choice = xp_grown(vote->choice, &vote->space, r, sizeof *vote->choice);
        vote->choice[r] = (uint16_t) a;
        vote->used[a] = 1;
        xp_next(reader);
    }
}

/* After a change of one voter's report from p to q; other steps are made of these. */
static int stands(xp_vote_t vote, xp_vote_property_t property, size_t p, size_t q, size_t before,
                  size_t after)
{
    size_t b;

    switch (property)
    {
    case XP_STRATEGYPROOF:
        return !xp_vote_above(vote, p, after, before);
    case XP_MONOTONE:
        return after == before || !xp_vote_keeps(vote, p, q, before);
    default:
        break;
    }
    /* set-monotone: the least set X that holds the choice and every pair that changed */
    xp_vote_mark_changed(vote, p, q);
    for (b = 0; b < vote->alternatives; b++)
        if (vote->mark[b] && !vote->used[b])
            return 1;
    return after == before || vote->mark[after];
}

static int holds_for_reports(xp_vote_t vote, xp_vote_property_t property)
{
    size_t r, i, q;

    for (r = 0; r < vote->profiles; r++)
        for (i = 0; i < vote->voters; i++)
            for (q = 0; q < vote->orders; q++)
                if (!stands(vote, property, xp_vote_order(vote, r, i), q, vote->choice[r],
                            vote->choice[xp_vote_report(vote, r, i, q)]))
                    return 0;
    return 1;
}

/* Does this voter always get a best alternative of the range? */
static int dictates(const xp_vote_t vote, size_t i)
{
    size_t r, b;

    for (r = 0; r < vote->profiles; r++)
        for (b = 0; b < vote->alternatives; b++)
            if (vote->used[b] &&
                xp_vote_above(vote, xp_vote_order(vote, r, i), b, vote->choice[r]))
                return 0;
    return 1;
}

static int has_dictator(const xp_vote_t vote)
{
    size_t i;

    for (i = 0; i < vote->voters; i++)
        if (dictates(vote, i))
            return 1;
    return 0;
}

/* Exchanges of neighbours make every permutation. */
static int is_anonymous(const xp_vote_t vote)
{
    size_t r, i;

    for (r = 0; r < vote->profiles; r++)
        for (i = 0; i + 1 < vote->voters; i++)
            if (vote->choice[xp_vote_swap_voters(vote, r, i)] != vote->choice[r])
                return 0;
    return 1;
}

static int is_neutral(xp_vote_t vote)
{
    size_t r, c;

    for (r = 0; r < vote->profiles; r++)
        for (c = 0; c + 1 < vote->alternatives; c++)
        {
            const size_t a = vote->choice[r], b = a == c ? c + 1 : a == c + 1 ? c : a;

            if (vote->choice[xp_vote_swap_alternatives(vote, r, c)] != b)
                return 0;
        }
    return 1;
}

/* Is what the function has to choose, where there is such an alternative, its choice? */
static int chooses(const xp_vote_t vote, size_t (*find)(const xp_vote_t vote, size_t profile))
{
    size_t r;

    for (r = 0; r < vote->profiles; r++)
    {
        const size_t a = find(vote, r);

        if (a < vote->alternatives && vote->choice[r] != a)
            return 0;
    }
    return 1;
}

static int holds(xp_vote_t vote, xp_vote_property_t property)
{
    switch (property)
    {
    case XP_STRATEGYPROOF:
    case XP_MONOTONE:
    case XP_SET_MONOTONE:
        return holds_for_reports(vote, property);
    case XP_UNANIMOUS:
        return chooses(vote, xp_vote_common_top);
    case XP_ONTO:
        return memchr(vote->used, 0, vote->alternatives) == NULL;
    case XP_DICTATORIAL:
        return has_dictator(vote);
    case XP_NONDICTATORIAL:
        return !has_dictator(vote);
    case XP_CONDORCET:
        return chooses(vote, xp_vote_condorcet);
    case XP_ANONYMOUS:
        return is_anonymous(vote);
    case XP_NEUTRAL:
        return is_neutral(vote);
    case XP_VOTE_PROPERTIES:
        break;
    }
    return 0;
}

void xp_vote_check_table(xp_vote_t vote)
{
    int k;

    read_table(vote);
    for (k = 0; k < XP_VOTE_PROPERTIES; k++)
        if (xp_vote_claims(vote, (xp_vote_property_t) k) &&
            holds(vote, (xp_vote_property_t) k) != (vote->claim == XP_VOTE_SATISFIES))
            xp_reject(vote->reader, "the function %s `%s`",
                      vote->claim == XP_VOTE_SATISFIES ? "is not" : "is",
                      xp_vote_property_name((xp_vote_property_t) k));
}
