/* Comparing orders and profiles, as the properties of social choice functions need it. */
#include "exist/vote_impl.h"

#include <string.h>

int xp_vote_keeps_below(const xp_domain_t domain, slong order, slong report, slong a)
{
    const slong m = domain->alternative_count;
    const int *before = domain->level + order * m, *after = domain->level + report * m;

    for (slong c = 0; c < m; c++)
        if (before[a] <= before[c] && after[a] > after[c])
            return 0;
    return 1;
}

static int sign(int difference)
{
    return (difference > 0) - (difference < 0);
}

void xp_vote_mark_different(unsigned char *mark, const xp_domain_t domain, slong order,
                            slong report)
{
    const slong m = domain->alternative_count;
    const int *before = domain->level + order * m, *after = domain->level + report * m;

    memset(mark, 0, (size_t) m);
    for (slong a = 0; a < m; a++)
        for (slong b = a + 1; b < m; b++)
            if (sign(before[a] - before[b]) != sign(after[a] - after[b]))
                mark[a] = mark[b] = 1;
}

/* The only best alternative of an order, or -1. */
static slong find_top(const xp_domain_t domain, slong order)
{
    const slong m = domain->alternative_count;
    const int *level = domain->level + order * m;
    slong top = -1;

    for (slong a = 0; a < m; a++)
        if (level[a] == 0 && top >= 0)
            return -1;
        else if (level[a] == 0)
            top = a;
    return top;
}

slong xp_vote_unanimous_at(const xp_choice_t choice, slong profile)
{
    slong top = find_top(choice->domain, xp_choice_order(choice, profile, 0));

    for (slong i = 1; i < choice->voter_count && top >= 0; i++)
        if (find_top(choice->domain, xp_choice_order(choice, profile, i)) != top)
            top = -1;
    return top;
}

/* How many more voters rank a above b than b above a. */
static slong find_majority(const xp_choice_t choice, slong profile, slong a, slong b)
{
    slong more = 0;

    for (slong i = 0; i < choice->voter_count; i++)
    {
        slong order = xp_choice_order(choice, profile, i);

        more += xp_domain_prefers(choice->domain, order, a, b);
        more -= xp_domain_prefers(choice->domain, order, b, a);
    }
    return more;
}

slong xp_vote_condorcet_at(const xp_choice_t choice, slong profile)
{
    const slong m = choice->domain->alternative_count;

    for (slong a = 0; a < m; a++)
    {
        slong b = 0;

        while (b < m && (b == a || find_majority(choice, profile, a, b) > 0))
            b++;
        if (b == m)
            return a;
    }
    return -1;
}
