/* What a profile alone says: unanimous, condorcet; and with its like: anonymous, neutral. */
#include "vote/check_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* Where alternative had to be chosen. */
static void require(xp_vote_look_struct *look, slong alternative)
{
    look->checked++;
    if (look->chosen != alternative)
        xp_vote_look_note(look, 1, -1, -1, -1, alternative);
}

void xp_vote_look_unanimous(xp_vote_look_struct *look)
{
    const slong *top = look->scan->top;
    slong best = top[look->order[0]], g;

    for (g = 1; g < look->group_count && best >= 0; g++)
        if (top[look->order[g]] != best)
            best = -1;
    if (best >= 0)
        require(look, best);
}

/* Voters who rank a above b, less those who rank b above a. */
static slong compare(const xp_vote_look_struct *look, slong a, slong b)
{
    const xp_domain_struct *domain = look->scan->function->domain;
    slong margin = 0, g;

    for (g = 0; g < look->group_count; g++)
    {
        const int *level = domain->level + look->order[g] * domain->alternative_count;

        if (level[a] < level[b])
            margin += look->size[g];
        else if (level[a] > level[b])
            margin -= look->size[g];
    }
    return margin;
}

void xp_vote_look_condorcet(xp_vote_look_struct *look)
{
    const slong alternatives = look->scan->function->domain->alternative_count;
    slong best = 0, a;

    /* who loses or ties is out: only the last one standing can beat all */
    for (a = 1; a < alternatives; a++)
        if (compare(look, best, a) <= 0)
            best = a;
    for (a = 0; a < alternatives && (a == best || compare(look, best, a) > 0); a++)
        ;
    if (a == alternatives)
        require(look, best);
}

void xp_vote_look_anonymous(xp_vote_look_struct *look)
{
    const xp_vote_function_struct *function = look->scan->function;
    slong i;

    if (xp_vote_function_is_symmetric(function))
        return;
    for (i = 0; i + 1 < function->voter_count; i++)
    {
        const slong change = look->order[i + 1] - look->order[i];
        slong other;

        if (change == 0)
            continue;
        look->checked++;
        other = function->choice[look->position
                                 + change * (function->stride[i] - function->stride[i + 1])];
        if (other != look->chosen)
            xp_vote_look_note(look, 1, i, -1, -1, other);
    }
}

/* The position with the orders exchanged as stated. */
static slong exchange(xp_vote_look_struct *look, const slong *exchanged)
{
    const xp_vote_function_struct *function = look->scan->function;
    slong position = look->position, g;

    if (!xp_vote_function_is_symmetric(function))
    {
        for (g = 0; g < look->group_count; g++)
            position += (exchanged[look->order[g]] - look->order[g]) * function->stride[g];
        return position;
    }
    memset(look->more, 0, (size_t) function->domain->order_count * sizeof(slong));
    for (g = 0; g < look->group_count; g++)
        look->more[exchanged[look->order[g]]] = look->size[g];
    return xp_multiset_find(function, look->more);
}

void xp_vote_look_neutral(xp_vote_look_struct *look)
{
    const xp_vote_function_struct *function = look->scan->function;
    const xp_domain_struct *domain = function->domain;
    slong c;

    for (c = 0; c + 1 < domain->alternative_count; c++)
    {
        const slong renamed = look->chosen == c ? c + 1
                                                : look->chosen == c + 1 ? c : look->chosen;
        slong other = function->choice[exchange(look, look->scan->exchanged
                                                          + c * domain->order_count)];

        look->checked++;
        if (other != renamed)
            xp_vote_look_note(look, 1, -1, -1, c, other);
    }
}

void xp_vote_scan_tops(xp_vote_scan_struct *scan)
{
    const xp_domain_struct *domain = scan->function->domain;
    slong t, a;

    scan->top = xp_malloc((size_t) domain->order_count * sizeof(slong));
    for (t = 0; t < domain->order_count; t++)
    {
        const int *level = domain->level + t * domain->alternative_count;
        slong best = -1, count = 0;

        for (a = 0; a < domain->alternative_count; a++)
            if (level[a] == 0)
            {
                best = a;
                count++;
            }
        scan->top[t] = count == 1 ? best : -1;
    }
}

xp_status_t xp_vote_scan_exchanges(xp_vote_scan_struct *scan, xp_error_t error)
{
    const xp_domain_struct *domain = scan->function->domain;
    const slong alternatives = domain->alternative_count, orders = domain->order_count;
    void *table = NULL;
    xp_status_t status;
    int *level;
    slong c, t;

    if (!xp_domain_is_neutral(domain))
    {
        xp_error_set(error, "neutral: a permutation of the alternatives leads out of the %s "
                            "domain, so the question has no meaning there",
                     domain->kind == XP_DOMAIN_SINGLE_PEAKED ? "single-peaked" : "listed");
        return XP_REFUSED;
    }
    status = xp_table_alloc(&table, (size_t) alternatives, (size_t) orders * sizeof(slong), error);
    if (status != XP_OK)
        return status;
    scan->exchanged = table;
    level = xp_malloc((size_t) alternatives * sizeof(int));
    for (c = 0; c + 1 < alternatives; c++)
        for (t = 0; t < orders; t++)
        {
            memcpy(level, domain->level + t * alternatives, (size_t) alternatives * sizeof(int));
            level[c] = domain->level[t * alternatives + c + 1];
            level[c + 1] = domain->level[t * alternatives + c];
            scan->exchanged[c * orders + t] = xp_domain_find(domain, level);
        }
    free(level);
    return XP_OK;
}
