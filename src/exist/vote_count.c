/* How many social choice functions have these properties: search with arc consistency. */
#include <expost/exist/vote.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "exist/vote_impl.h"

/* A decision of the search: the profile, what is left to try there, and where its trail begins. */
typedef struct
{
    slong profile;
    uint64_t left;
    size_t trail;
} branch_t;

/*
 * Sets of alternatives are bits.
 *   range     the alternatives that may be chosen; with exact every one of them must be somewhere
 *   allowed   for orders p, q and alternative a: what may be chosen when a voter who reports p and
 *             gets a reports q; entry (p d + q) m + a
 *   best      of the range, by each order
 *   open      what may still be chosen at each profile
 *   changed   profile and what was open there before, trail_length of them
 *   queue     profiles whose neighbours must be looked at, each once
 */
typedef struct
{
    const xp_choice_struct *choice;
    const xp_vote_system_struct *system;
    unsigned properties;
    slong n;
    slong m;
    slong d;
    slong profiles;
    uint64_t range;
    int exact;
    uint64_t *allowed;
    uint64_t *best;
    uint64_t *open;
    slong *trail_profile;
    uint64_t *trail_open;
    size_t trail_length;
    size_t trail_room;
    slong *queue;
    unsigned char *is_queued;
    slong queue_length;
    branch_t *branch;
    size_t branch_count;
    size_t branch_room;
    slong steps;
    fmpz_t count;
} search_t;

static int asks(const search_t *s, xp_vote_property_t property)
{
    return (s->properties & XP_VOTE_BIT(property)) != 0;
}

/* Whether a at a profile and b after one voter reports q instead of p go together; one half. */
static int is_allowed(const search_t *s, slong p, slong q, slong a, slong b, uint64_t different)
{
    const xp_domain_struct *domain = s->choice->domain;
    const uint64_t others = different & ~((uint64_t) 1 << a);

    if (asks(s, XP_VOTE_STRATEGYPROOF) && xp_domain_prefers(domain, p, b, a))
        return 0;
    if (asks(s, XP_VOTE_MONOTONE) && a != b && xp_vote_keeps_below(domain, p, q, a))
        return 0;
    return !asks(s, XP_VOTE_SET_MONOTONE) || (others & ~s->range) != 0 || a == b
           || (different >> b & 1) != 0;
}

static void set_allowed(search_t *s)
{
    unsigned char *mark = xp_calloc((size_t) s->m, 1);

    for (slong p = 0; p < s->d; p++)
        for (slong q = 0; q < s->d; q++)
        {
            uint64_t different = 0;

            xp_vote_mark_different(mark, s->choice->domain, p, q);
            for (slong a = 0; a < s->m; a++)
                different |= (uint64_t) mark[a] << a;
            for (slong a = 0; a < s->m; a++)
            {
                uint64_t mask = 0;

                for (slong b = 0; b < s->m; b++)
                    if (is_allowed(s, p, q, a, b, different)
                        && is_allowed(s, q, p, b, a, different))
                        mask |= (uint64_t) 1 << b;
                s->allowed[(p * s->d + q) * s->m + a] = mask;
            }
        }
    free(mark);
}

static void set_best(search_t *s)
{
    for (slong o = 0; o < s->d; o++)
    {
        const int *level = s->choice->domain->level + o * s->m;
        int least = (int) s->m;

        s->best[o] = 0;
        for (slong a = 0; a < s->m; a++)
            if ((s->range >> a & 1) != 0 && level[a] < least)
                least = level[a];
        for (slong a = 0; a < s->m; a++)
            if ((s->range >> a & 1) != 0 && level[a] == least)
                s->best[o] |= (uint64_t) 1 << a;
    }
}

/* Leaves only what is in mask open at a profile; 0 when nothing is. */
static int narrow(search_t *s, slong profile, uint64_t mask)
{
    const uint64_t before = s->open[profile], after = before & mask;

    if (after == before)
        return 1;
    if (s->trail_length == s->trail_room)
    {
        size_t room = s->trail_room;

        xp_array_grow(&s->trail_profile, &room, s->trail_length, sizeof(slong));
        xp_array_grow(&s->trail_open, &s->trail_room, s->trail_length, sizeof(uint64_t));
    }
    s->trail_profile[s->trail_length] = profile;
    s->trail_open[s->trail_length++] = before;
    s->open[profile] = after;
    if (!s->is_queued[profile])
    {
        s->is_queued[profile] = 1;
        s->queue[s->queue_length++] = profile;
    }
    return after != 0;
}

static int narrow_reports(search_t *s, slong profile)
{
    const uint64_t open = s->open[profile];

    for (slong i = 0; i < s->n; i++)
    {
        const slong p = xp_choice_order(s->choice, profile, i);

        for (slong q = 0; q < s->d; q++)
        {
            const uint64_t *allowed = s->allowed + (p * s->d + q) * s->m;
            uint64_t mask = 0;

            if (q == p)
                continue;
            for (slong a = 0; a < s->m; a++)
                if (open >> a & 1)
                    mask |= allowed[a];
            if (!narrow(s, xp_choice_report(s->choice, profile, i, q), mask))
                return 0;
        }
    }
    return 1;
}

static int narrow_voters(search_t *s, slong profile)
{
    for (slong i = 0; i + 1 < s->n; i++)
    {
        slong one = xp_choice_order(s->choice, profile, i);
        slong two = xp_choice_order(s->choice, profile, i + 1);
        slong other = xp_choice_report(s->choice, xp_choice_report(s->choice, profile, i, two),
                                       i + 1, one);

        if (!narrow(s, other, s->open[profile]))
            return 0;
    }
    return 1;
}

/* The profile with alternatives c and c + 1 exchanged. */
static slong exchange(const search_t *s, slong profile, slong c)
{
    slong other = 0;

    for (slong i = 0; i < s->n; i++)
        other += s->choice->stride[i]
                 * s->system->neutral_map[c * s->d + xp_choice_order(s->choice, profile, i)];
    return other;
}

static int narrow_names(search_t *s, slong profile)
{
    for (slong c = 0; c + 1 < s->m; c++)
    {
        const uint64_t pair = (uint64_t) 3 << c, open = s->open[profile];
        const uint64_t exchanged = (open & ~pair) | (open >> 1 & (uint64_t) 1 << c)
                                   | (open & (uint64_t) 1 << c) << 1;
        slong other = exchange(s, profile, c);

        if (!narrow(s, other, other == profile ? ~pair : exchanged))
            return 0;
    }
    return 1;
}

static void empty_queue(search_t *s)
{
    while (s->queue_length > 0)
        s->is_queued[s->queue[--s->queue_length]] = 0;
}

/* Narrows until nothing changes; 0 when some profile has nothing left. */
static int propagate(search_t *s)
{
    const int reports = asks(s, XP_VOTE_STRATEGYPROOF) || asks(s, XP_VOTE_MONOTONE)
                        || asks(s, XP_VOTE_SET_MONOTONE);
    int good = 1;

    while (good && s->queue_length > 0)
    {
        slong profile = s->queue[--s->queue_length];

        s->is_queued[profile] = 0;
        good = (!reports || narrow_reports(s, profile))
               && (!asks(s, XP_VOTE_ANONYMOUS) || narrow_voters(s, profile))
               && (!asks(s, XP_VOTE_NEUTRAL) || narrow_names(s, profile));
    }
    empty_queue(s);
    return good;
}

static void take_back(search_t *s, size_t length)
{
    while (s->trail_length > length)
    {
        s->trail_length--;
        s->open[s->trail_profile[s->trail_length]] = s->trail_open[s->trail_length];
    }
}

static int count_bits(uint64_t set)
{
    int count = 0;

    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

/* A profile with the fewest alternatives open, but more than one; -1: none.  And what is open. */
static slong choose(const search_t *s, uint64_t *reached)
{
    slong chosen = -1;
    int fewest = 65;

    *reached = 0;
    for (slong r = 0; r < s->profiles; r++)
    {
        int count = count_bits(s->open[r]);

        *reached |= s->open[r];
        if (count > 1 && count < fewest)
        {
            fewest = count;
            chosen = r;
        }
    }
    return chosen;
}

static int is_dictator(const search_t *s, slong voter)
{
    for (slong r = 0; r < s->profiles; r++)
        if ((s->open[r] & s->best[xp_choice_order(s->choice, r, voter)]) == 0)
            return 0;
    return 1;
}

static void count_function(search_t *s)
{
    int dictated = 0;

    if (asks(s, XP_VOTE_DICTATORIAL) || asks(s, XP_VOTE_NONDICTATORIAL))
        for (slong i = 0; i < s->n && !dictated; i++)
            dictated = is_dictator(s, i);
    if ((asks(s, XP_VOTE_DICTATORIAL) && !dictated)
        || (asks(s, XP_VOTE_NONDICTATORIAL) && dictated))
        return;
    fmpz_add_ui(s->count, s->count, 1);
}

/* What every function has: the range, and the winners that properties name. */
static int start_range(search_t *s)
{
    int good = 1;

    take_back(s, 0);
    s->branch_count = 0;
    for (slong r = 0; r < s->profiles; r++)
    {
        s->open[r] = s->range;
        s->is_queued[r] = 1;
        s->queue[r] = r;
    }
    s->queue_length = s->profiles;
    for (slong r = 0; r < s->profiles && good; r++)
    {
        slong top = asks(s, XP_VOTE_UNANIMOUS) ? xp_vote_unanimous_at(s->choice, r) : -1;
        slong winner = asks(s, XP_VOTE_IS_CONDORCET) ? xp_vote_condorcet_at(s->choice, r) : -1;

        good = (top < 0 || narrow(s, r, (uint64_t) 1 << top))
               && (winner < 0 || narrow(s, r, (uint64_t) 1 << winner));
    }
    s->trail_length = 0;
    if (!good)
        empty_queue(s);
    return good && propagate(s);
}

static xp_status_t step(search_t *s, const xp_progress_t *progress, xp_error_t error)
{
    if (xp_progress_tick(progress, "counting", (uint64_t) s->steps, XP_VOTE_COUNT_LIMIT) != 0)
    {
        xp_error_set(error, "stopped");
        return XP_STOPPED;
    }
    if (++s->steps > XP_VOTE_COUNT_LIMIT)
    {
        xp_error_set(error, "the count takes more than %ld steps", (long) XP_VOTE_COUNT_LIMIT);
        return XP_LIMIT;
    }
    return XP_OK;
}

/* The functions into the range.  A branch is a profile of which the alternatives are tried. */
static xp_status_t count_range(search_t *s, const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int good = start_range(s);

    while (status == XP_OK)
    {
        uint64_t reached = 0, next;
        slong profile = good ? choose(s, &reached) : -1;
        branch_t *branch;

        status = step(s, progress, error);
        good = good && (!s->exact || reached == s->range);
        if (good && profile < 0)
            count_function(s);
        else if (good)
        {
            xp_array_grow(&s->branch, &s->branch_room, s->branch_count, sizeof(branch_t));
            s->branch[s->branch_count++] = (branch_t) {profile, s->open[profile],
                                                       s->trail_length};
        }
        while (s->branch_count > 0 && s->branch[s->branch_count - 1].left == 0)
            take_back(s, s->branch[--s->branch_count].trail);
        if (s->branch_count == 0)
            break;
        branch = s->branch + s->branch_count - 1;
        take_back(s, branch->trail);
        next = branch->left & (~branch->left + 1);
        branch->left &= ~next;
        good = narrow(s, branch->profile, next) && propagate(s);
        if (!good)
            empty_queue(s);
    }
    return status;
}

/* Nothing ties profiles together: a product. */
static int count_product(search_t *s)
{
    fmpz_t factor;

    if (s->exact || (s->properties & ~(XP_VOTE_BIT(XP_VOTE_UNANIMOUS)
                                       | XP_VOTE_BIT(XP_VOTE_IS_CONDORCET))) != 0)
        return 0;
    if (start_range(s))
    {
        fmpz_init_set_si(factor, 1);
        for (slong r = 0; r < s->profiles; r++)
            fmpz_mul_si(factor, factor, count_bits(s->open[r]));
        fmpz_swap(s->count, factor);
        fmpz_clear(factor);
    }
    return 1;
}

static xp_status_t count_all(search_t *s, const xp_progress_t *progress, xp_error_t error)
{
    const uint64_t all = s->m == 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << s->m) - 1;
    const int every = (s->properties & XP_VOTE_BITS_USED) != 0 && !asks(s, XP_VOTE_ONTO);
    xp_status_t status = XP_OK;

    s->exact = (s->properties & (XP_VOTE_BITS_USED | XP_VOTE_BIT(XP_VOTE_ONTO))) != 0;
    /* with subsets as ranges, each of them once */
    for (s->range = every ? 1 : all; status == XP_OK; s->range++)
    {
        set_allowed(s);
        set_best(s);
        if (!count_product(s))
            status = count_range(s, progress, error);
        if (s->range == all)
            break;
    }
    return status;
}

static xp_status_t alloc_search(search_t *s, xp_error_t error)
{
    const struct
    {
        void *place;
        size_t count;
        size_t size;
    } wanted[] = {
        {&s->allowed, (size_t) (s->d * s->d), sizeof(uint64_t) * (size_t) s->m},
        {&s->best, (size_t) s->d, sizeof(uint64_t)},
        {&s->open, (size_t) s->profiles, sizeof(uint64_t)},
        {&s->queue, (size_t) s->profiles, sizeof(slong)},
        {&s->is_queued, (size_t) s->profiles, 1},
    };
    xp_status_t status = XP_OK;

    for (size_t k = 0; k < sizeof wanted / sizeof wanted[0] && status == XP_OK; k++)
    {
        void *table = NULL;

        status = xp_table_alloc(&table, wanted[k].count, wanted[k].size, error);
        memcpy(wanted[k].place, &table, sizeof table);
    }
    return status;
}

static void clear_search(search_t *s)
{
    free(s->allowed);
    free(s->best);
    free(s->open);
    free(s->queue);
    free(s->is_queued);
    free(s->trail_profile);
    free(s->trail_open);
    free(s->branch);
    fmpz_clear(s->count);
}

xp_status_t xp_vote_count(fmpz_t count, const xp_choice_t choice, unsigned properties,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_vote_system_t system;
    xp_status_t status;
    search_t s;

    memset(&s, 0, sizeof s);
    if (choice->domain->alternative_count > 64)
    {
        xp_error_set(error, "functions are counted for up to 64 alternatives");
        return XP_LIMIT;
    }
    xp_vote_system_init(system);
    status = xp_vote_system_set(system, choice, properties, error);
    s.choice = choice;
    s.system = system;
    s.properties = properties;
    s.n = choice->voter_count;
    s.m = choice->domain->alternative_count;
    s.d = choice->domain->order_count;
    s.profiles = choice->profile_count;
    fmpz_init(s.count);
    if (status == XP_OK)
        status = alloc_search(&s, error);
    if (status == XP_OK)
        status = count_all(&s, progress, error);
    if (status == XP_OK)
        fmpz_swap(count, s.count);
    clear_search(&s);
    xp_vote_system_clear(system);
    return status;
}
