/* What is chosen somewhere: onto, and whether a voter always gets the best of it. */
#include "vote/check_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Positions between two looks at the clock. */
#define STRIDE 4096

static xp_status_t stop(const xp_pace_struct *pace, xp_error_t error)
{
    xp_error_set(error, "stopped before the end of the %s", pace->what);
    return XP_STOPPED;
}

xp_status_t xp_vote_range(char *used, const xp_vote_function_t function,
                          const xp_progress_t *progress, xp_error_t error)
{
    const slong alternatives = function->domain->alternative_count;
    xp_pace_struct pace = xp_pace(progress, "positions", (uint64_t) function->count);
    slong position, found = 0;

    memset(used, 0, (size_t) alternatives);
    for (position = 0; position < function->count && found < alternatives; position++)
    {
        char *mark = used + function->choice[position];

        found += !*mark;
        *mark = 1;
        if (position % STRIDE == STRIDE - 1)
        {
            pace.told = (uint64_t) position;
            if (xp_pace_step(&pace, STRIDE))
                return stop(&pace, error);
        }
    }
    return XP_OK;
}

xp_status_t xp_vote_check_onto(xp_vote_finding_t finding, const xp_vote_function_t function,
                               const xp_progress_t *progress, xp_error_t error)
{
    const slong alternatives = function->domain->alternative_count;
    char *used = xp_malloc((size_t) alternatives);
    xp_status_t status = xp_vote_range(used, function, progress, error);
    slong a;

    fmpz_set_si(finding->checked, alternatives);
    for (a = 0; status == XP_OK && a < alternatives; a++)
    {
        xp_vote_place_struct place = xp_vote_no_place();

        if (used[a])
            continue;
        place.instead = a;
        if (fmpz_is_zero(finding->violations))
            finding->witness = place;
        xp_array_grow(&finding->all, &finding->all_room, finding->all_count, sizeof place);
        finding->all[finding->all_count++] = place;
        fmpz_add_ui(finding->violations, finding->violations, 1);
    }
    finding->answer = fmpz_is_zero(finding->violations) ? XP_HOLDS : XP_FAILS;
    free(used);
    return status;
}

/* For each order the best alternative of those used, the first of several. */
static slong *find_best(const xp_domain_t domain, const char *used)
{
    const slong alternatives = domain->alternative_count;
    slong *best = xp_malloc((size_t) domain->order_count * sizeof(slong));
    slong t, a;

    for (t = 0; t < domain->order_count; t++)
    {
        best[t] = -1;
        for (a = 0; a < alternatives; a++)
            if (used[a] && (best[t] < 0 || xp_domain_prefers(domain, t, a, best[t])))
                best[t] = a;
    }
    return best;
}

static void lose(xp_vote_place_struct *loss, const xp_vote_function_t function, slong position,
                 slong voter, slong order, slong best)
{
    *loss = xp_vote_no_place();
    loss->position = position;
    loss->voter = voter;
    loss->order = order;
    loss->chosen = function->choice[position];
    loss->instead = best;
}

/* The losses of all voters at one position; the result is how many were new. */
static slong note_losses(xp_vote_place_struct *loss, const xp_vote_function_t function,
                         slong position, const slong *order, const slong *best)
{
    const xp_domain_struct *domain = function->domain;
    slong found = 0, i;

    for (i = 0; i < function->voter_count; i++)
        if (loss[i].position < 0
            && xp_domain_prefers(domain, order[i], best[order[i]], function->choice[position]))
        {
            lose(loss + i, function, position, i, order[i], best[order[i]]);
            found++;
        }
    return found;
}

/* Positions are multisets: what one voter can lose any other can. */
static slong share_losses(xp_vote_place_struct *loss, const xp_vote_function_t function,
                          slong position, const slong *number, const slong *best)
{
    const xp_domain_struct *domain = function->domain;
    slong t, i;

    for (t = 0; t < domain->order_count; t++)
        if (number[t] > 0 && xp_domain_prefers(domain, t, best[t], function->choice[position]))
        {
            for (i = 0; i < function->voter_count; i++)
                lose(loss + i, function, position, i, t, best[t]);
            return function->voter_count;
        }
    return 0;
}

/* The next profile: the last voter runs fastest. */
static void next_orders(slong *order, slong voters, slong orders)
{
    slong i = voters - 1;

    while (i >= 0 && order[i] == orders - 1)
        order[i--] = 0;
    if (i >= 0)
        order[i]++;
}

static xp_status_t find_losses(xp_vote_place_struct *loss, const xp_vote_function_t function,
                               const slong *best, const xp_progress_t *progress,
                               xp_error_t error)
{
    const slong orders = function->domain->order_count, voters = function->voter_count;
    const int symmetric = xp_vote_function_is_symmetric(function);
    slong *now = xp_calloc((size_t) (symmetric ? orders : voters), sizeof(slong));
    xp_pace_struct pace = xp_pace(progress, "positions", (uint64_t) function->count);
    xp_status_t status = XP_OK;
    slong position, found = 0;

    if (symmetric)
        now[0] = voters;
    for (position = 0; status == XP_OK && position < function->count && found < voters;
         position++)
    {
        if (symmetric)
        {
            found += share_losses(loss, function, position, now, best);
            xp_multiset_next(now, function);
        }
        else
        {
            found += note_losses(loss, function, position, now, best);
            next_orders(now, voters, orders);
        }
        if (position % STRIDE == STRIDE - 1)
        {
            pace.told = (uint64_t) position;
            if (xp_pace_step(&pace, STRIDE))
                status = stop(&pace, error);
        }
    }
    free(now);
    return status;
}

/* Which voters always get a best alternative of the range: they are dictators. */
static void judge(xp_vote_finding_t finding)
{
    const int wanted = finding->property == XP_VOTE_DICTATORIAL;
    slong dictators = 0, i;

    for (i = finding->loss_count - 1; i >= 0; i--)
        if (finding->loss[i].position < 0)
        {
            finding->dictator = i;
            dictators++;
        }
    finding->answer = (dictators > 0) == wanted ? XP_HOLDS : XP_FAILS;
    if (finding->answer == XP_HOLDS)
        return;
    fmpz_set_si(finding->violations, wanted ? finding->loss_count : dictators);
    if (wanted)
        finding->witness = finding->loss[0];
    else
        finding->witness.voter = finding->dictator;
}

xp_status_t xp_vote_check_dictators(xp_vote_finding_t finding, const xp_vote_function_t function,
                                    const xp_progress_t *progress, xp_error_t error)
{
    char *used = xp_malloc((size_t) function->domain->alternative_count);
    xp_status_t status = xp_vote_range(used, function, progress, error);
    slong *best = status == XP_OK ? find_best(function->domain, used) : NULL;
    slong i;

    finding->loss_count = function->voter_count;
    finding->loss = xp_malloc((size_t) finding->loss_count * sizeof(xp_vote_place_struct));
    for (i = 0; i < finding->loss_count; i++)
    {
        finding->loss[i] = xp_vote_no_place();
        finding->loss[i].voter = i;
    }
    fmpz_set_si(finding->checked, finding->loss_count);
    if (status == XP_OK)
        status = find_losses(finding->loss, function, best, progress, error);
    if (status == XP_OK)
        judge(finding);
    free(best);
    free(used);
    return status;
}
