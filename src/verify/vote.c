/* A certificate about social choice functions: profiles and orders, and the whole check. */
#include <stdlib.h>
#include <string.h>

#include "verify/vote.h"
#include "verify/vote_proof.h"

size_t xp_vote_swap_voters(const xp_vote_t vote, size_t profile, size_t i)
{
    const size_t one = xp_vote_order(vote, profile, i), two = xp_vote_order(vote, profile, i + 1);

    return xp_vote_report(vote, xp_vote_report(vote, profile, i, two), i + 1, one);
}

int xp_vote_compare_rows(const void *a, const void *b)
{
    const uint16_t *first = *(const uint16_t *const *) a, *second = *(const uint16_t *const *) b;

    return memcmp(first, second, (first[0] + (size_t) 1) * sizeof *first);
}

size_t xp_vote_swap_order(xp_vote_t vote, size_t order, size_t c)
{
    const size_t length = vote->alternatives + 1;
    const uint16_t *row = vote->row + order * length, **found;

    memcpy(vote->scratch, row, length * sizeof *row);
    vote->scratch[c + 1] = row[c + 2];
    vote->scratch[c + 2] = row[c + 1];
    found = bsearch(&vote->scratch, vote->sorted, vote->orders, sizeof *vote->sorted,
                    xp_vote_compare_rows);
    return found == NULL ? vote->orders : (size_t) (*found - vote->row) / length;
}

size_t xp_vote_swap_alternatives(xp_vote_t vote, size_t profile, size_t c)
{
    size_t i, swapped = 0;

    for (i = 0; i < vote->voters; i++)
        swapped +=
            xp_vote_swap_order(vote, xp_vote_order(vote, profile, i), c) * vote->stride[i];
    return swapped;
}

size_t xp_vote_common_top(const xp_vote_t vote, size_t profile)
{
    size_t a, b, i;

    for (a = 0; a < vote->alternatives; a++)
    {
        for (i = 0; i < vote->voters; i++)
        {
            const size_t order = xp_vote_order(vote, profile, i);

            for (b = 0; b < vote->alternatives; b++)
                if (b != a && !xp_vote_above(vote, order, a, b))
                    break;
            if (b < vote->alternatives)
                break;
        }
        if (i == vote->voters)
            return a;
    }
    return a;
}

static int beats(const xp_vote_t vote, size_t profile, size_t a, size_t b)
{
    size_t i, above = 0, below = 0;

    for (i = 0; i < vote->voters; i++)
    {
        const size_t order = xp_vote_order(vote, profile, i);

        above += (size_t) xp_vote_above(vote, order, a, b);
        below += (size_t) xp_vote_above(vote, order, b, a);
    }
    return above > below;
}

size_t xp_vote_condorcet(const xp_vote_t vote, size_t profile)
{
    size_t a, b;

    for (a = 0; a < vote->alternatives; a++)
    {
        for (b = 0; b < vote->alternatives; b++)
            if (b != a && !beats(vote, profile, a, b))
                break;
        if (b == vote->alternatives)
            return a;
    }
    return a;
}

int xp_vote_keeps(const xp_vote_t vote, size_t p, size_t q, size_t a)
{
    size_t c;

    for (c = 0; c < vote->alternatives; c++)
        if (!xp_vote_above(vote, p, c, a) && xp_vote_above(vote, q, c, a))
            return 0;
    return 1;
}

void xp_vote_mark_changed(xp_vote_t vote, size_t p, size_t q)
{
    size_t a, b;

    memset(vote->mark, 0, vote->alternatives);
    for (a = 0; a < vote->alternatives; a++)
        for (b = 0; b < vote->alternatives; b++)
            if (xp_vote_above(vote, p, a, b) != xp_vote_above(vote, q, a, b))
                vote->mark[a] = vote->mark[b] = 1;
}

void xp_vote_clear(xp_vote_t vote)
{
    free(vote->row);
    free(vote->sorted);
    free(vote->stride);
    free(vote->choice);
    free(vote->used);
    free(vote->mark);
    free(vote->scratch);
    if (vote->proof != NULL)
        xp_proof_clear(vote->proof);
    free(vote->proof);
}

void xp_vote_check(xp_vote_t vote)
{
    xp_vote_read(vote);
    xp_expect(vote->reader, "evidence");
    xp_next(vote->reader);
    if (vote->claim == XP_VOTE_IMPOSSIBLE)
        xp_vote_check_proof(vote);
    else
        xp_vote_check_table(vote);
    xp_expect(vote->reader, "end");
    xp_expect_nothing(vote->reader);
}
