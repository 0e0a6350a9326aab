/* Reads who votes, from which orders, and what is claimed. */
#include <stdlib.h>
#include <string.h>

#include "verify/number.h"
#include "verify/vote.h"

#define MOST_VOTERS ((size_t) 1 << 20)
#define MOST_ALTERNATIVES ((size_t) 65535)
#define MOST_LEVELS ((size_t) 1 << 26)
#define MOST_PROFILES ((size_t) 1 << 32)
#define MOST_STEPS ((size_t) 1 << 40)

static const char too_many_levels[] = "more than 2^26 levels";
static const char *const domains[] = {"full", "single-peaked", "listed"};
static const char *const claims[] = {"satisfies", "violates", "impossible"};
static const char *const properties[XP_VOTE_PROPERTIES] = {
    "strategyproof", "monotone",      "set-monotone", "unanimous", "onto",
    "dictatorial",   "nondictatorial", "condorcet",    "anonymous", "neutral"};

const char *xp_vote_property_name(xp_vote_property_t property)
{
    return properties[property];
}

/* a * b where that is at most `most`; otherwise the certificate is too large. */
static size_t times(xp_vote_t vote, size_t a, size_t b, size_t most, const char *words)
{
    if (b != 0 && a > most / b)
        xp_reject_size(vote->reader, words);
    return a * b;
}

/* The place of the field read last in a list, count if it is not there. */
static size_t find_word(const char *word, const char *const *list, size_t count)
{
    size_t k = 0;

    while (k < count && strcmp(word, list[k]) != 0)
        k++;
    return k;
}

static uint16_t *row_of(const xp_vote_t vote, size_t order)
{
    return vote->row + order * (vote->alternatives + 1);
}

/* Makes room for the orders. */
static void alloc_orders(xp_vote_t vote)
{
    size_t o, entries;

    entries = times(vote, vote->orders, vote->alternatives + 1, MOST_LEVELS, too_many_levels);
    vote->row = xp_zeroed(entries, sizeof *vote->row);
    vote->sorted = xp_zeroed(vote->orders, sizeof *vote->sorted);
    for (o = 0; o < vote->orders; o++)
    {
        vote->sorted[o] = row_of(vote, o);
        row_of(vote, o)[0] = (uint16_t) vote->alternatives;
    }
}

/*
 * Adds the orders that begin with the depth alternatives that have a level in vote->scratch; they
 * are all from low to high - 1 where the domain is single-peaked.
 */
static void add_orders(xp_vote_t vote, size_t depth, size_t low, size_t high)
{
    const size_t size = (vote->alternatives + 1) * sizeof *vote->row;
    size_t a;

    if (depth == vote->alternatives)
    {
        memcpy(row_of(vote, vote->orders++), vote->scratch, size);
        return;
    }
    for (a = 0; a < vote->alternatives; a++)
        if (!vote->mark[a] && (vote->domain == XP_DOMAIN_FULL || depth == 0 || a + 1 == low ||
                               a == high))
        {
            vote->mark[a] = 1;
            vote->scratch[a + 1] = (uint16_t) depth;
            add_orders(vote, depth + 1, depth == 0 || a < low ? a : low,
                       depth == 0 || a >= high ? a + 1 : high);
            vote->mark[a] = 0;
        }
}

/* The strict orders of the domain, in lexicographic order from best to worst. */
static void make_orders(xp_vote_t vote)
{
    size_t k;

    vote->orders = 1;
    for (k = 2; k <= vote->alternatives; k++)
        vote->orders = times(vote, vote->orders, vote->domain == XP_DOMAIN_FULL ? k : 2,
                             MOST_LEVELS, too_many_levels);
    alloc_orders(vote);
    vote->orders = 0;
    add_orders(vote, 0, 0, 0);
}

static void read_orders(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    size_t o, a, levels, highest;

    vote->orders = xp_count(reader, "orders");
    alloc_orders(vote);
    for (o = 0; o < vote->orders; o++)
    {
        xp_next(reader);
        xp_expect(reader, "order");
        xp_index_is(reader, o, "order");
        memset(vote->mark, 0, vote->alternatives);
        for (a = 0, levels = 0, highest = 0; a < vote->alternatives; a++)
        {
            size_t level = xp_index(reader, vote->alternatives, "level");

            row_of(vote, o)[a + 1] = (uint16_t) level;
            levels += !vote->mark[level];
            vote->mark[level] = 1;
            if (level > highest)
                highest = level;
        }
        if (levels != highest + 1)
            xp_reject(reader, "the levels of an order have no gaps");
    }
}

/* The records `order` stand one behind the other, so the line of a record is known afterwards. */
static void sort_orders(xp_vote_t vote)
{
    size_t o, first = vote->reader->line + 1 - vote->orders;

    qsort(vote->sorted, vote->orders, sizeof *vote->sorted, xp_vote_compare_rows);
    for (o = 1; o < vote->orders; o++)
        if (xp_vote_compare_rows(&vote->sorted[o - 1], &vote->sorted[o]) == 0)
        {
            size_t one = (size_t) (vote->sorted[o - 1] - vote->row) / (vote->alternatives + 1);
            size_t two = (size_t) (vote->sorted[o] - vote->row) / (vote->alternatives + 1);

            xp_reject_at(vote->reader, first + (one > two ? one : two),
                         "an order stands twice: %zu and %zu", one < two ? one : two,
                         one < two ? two : one);
        }
}

static void read_alternatives(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    size_t a;

    xp_expect(reader, "alternatives");
    vote->alternatives = xp_count(reader, "alternatives");
    if (vote->alternatives > MOST_ALTERNATIVES)
        xp_reject_size(reader, "more than 65535 alternatives");
    xp_next(reader);
    for (a = 0; a < vote->alternatives; a++)
    {
        xp_expect(reader, "alternative");
        xp_index_is(reader, a, "alternative");
        xp_label(reader);
        xp_next(reader);
    }
    vote->used = xp_zeroed(vote->alternatives, 1);
    vote->mark = xp_zeroed(vote->alternatives, 1);
    vote->scratch = xp_zeroed(vote->alternatives + 1, sizeof *vote->scratch);
    vote->scratch[0] = (uint16_t) vote->alternatives;
}

static void count_profiles(xp_vote_t vote)
{
    size_t i;

    vote->stride = xp_zeroed(vote->voters, sizeof *vote->stride);
    vote->profiles = 1;
    for (i = vote->voters; i-- > 0;)
    {
        vote->stride[i] = vote->profiles;
        vote->profiles = times(vote, vote->profiles, vote->orders, MOST_PROFILES,
                               "more than 2^32 profiles");
    }
}

/* What building the clauses, or evaluating the definitions, takes. */
static void bound_steps(xp_vote_t vote)
{
    const char *words = "more than 2^40 comparisons";
    size_t steps = vote->profiles;

    steps = times(vote, steps, vote->voters, MOST_STEPS, words);
    steps = times(vote, steps, vote->orders, MOST_STEPS, words);
    steps = times(vote, steps, vote->alternatives, MOST_STEPS, words);
    times(vote, steps, vote->alternatives, MOST_STEPS, words);
}

static int is_neutral(xp_vote_t vote)
{
    size_t o, c;

    for (o = 0; o < vote->orders; o++)
        for (c = 0; c + 1 < vote->alternatives; c++)
            if (xp_vote_swap_order(vote, o, c) == vote->orders)
                return 0;
    return 1;
}

static void read_claim(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    size_t k, place = 0;

    xp_expect(reader, "claim");
    k = find_word(xp_word(reader), claims, 3);
    if (k == 3)
        xp_reject(reader, "a claim is `satisfies`, `violates` or `impossible`");
    vote->claim = (xp_vote_claim_t) k;
    do
    {
        k = find_word(xp_word(reader), properties, XP_VOTE_PROPERTIES);
        if (k == XP_VOTE_PROPERTIES)
            xp_reject(reader, "there is no property of this name");
        if (k < place)
            xp_reject(reader, "the properties are out of order, or one stands twice");
        place = k + 1;
        vote->properties |= 1U << k;
        if (!reader->ended && vote->claim == XP_VOTE_VIOLATES)
            xp_reject(reader, "only one property can be violated");
    } while (!reader->ended);
    bound_steps(vote);
    if (xp_vote_claims(vote, XP_NEUTRAL) && !is_neutral(vote))
        xp_reject(reader, "`neutral` needs a domain that every permutation maps to itself");
    xp_next(reader);
}

void xp_vote_read(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    size_t k;

    xp_expect(reader, "voters");
    vote->voters = xp_count(reader, "voters");
    if (vote->voters > MOST_VOTERS)
        xp_reject_size(reader, "more than 2^20 voters");
    xp_next(reader);
    read_alternatives(vote);
    xp_expect(reader, "domain");
    k = find_word(xp_word(reader), domains, 3);
    if (k == 3)
        xp_reject(reader, "a domain is `full`, `single-peaked` or `listed`");
    vote->domain = (xp_vote_domain_t) k;
    if (vote->domain == XP_DOMAIN_LISTED)
        read_orders(vote);
    else
        make_orders(vote);
    sort_orders(vote);
    count_profiles(vote);
    xp_next(reader);
    read_claim(vote);
}
