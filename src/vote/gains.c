/* At one profile: which voters can gain by which single report. */
#include <expost/vote/gains.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Reports in a block that one thread takes. */
#define BLOCK 64

/* The most gains that are listed. */
#define GAIN_LIMIT ((size_t) 1 << 24)

/*
 * Who votes, and what is chosen after each report.
 *   cast          the distinct orders of the ballots, each with its number of voters
 *   reports       the domain of reports
 *   chosen        for order t and report q at t * reports->order_count + q
 */
typedef struct
{
    const xp_vote_rule_struct *rule;
    const xp_domain_struct *cast;
    const fmpz *multiplicity;
    const xp_domain_struct *reports;
    uint16_t *chosen;
} electorate_t;

/* A worker's ballots, as many as the orders cast and one more; failed: a position, or -1. */
typedef struct
{
    int *level;
    fmpz *multiplicity;
    slong failed;
    xp_status_t status;
    xp_error_t error;
} booth_t;

void xp_vote_gains_init(xp_vote_gains_t gains)
{
    memset(gains, 0, sizeof(xp_vote_gains_struct));
    xp_domain_init(gains->domain);
    fmpz_init(gains->checked);
    fmpz_init(gains->count);
    fmpz_init(gains->voters);
}

void xp_vote_gains_clear(xp_vote_gains_t gains)
{
    xp_domain_clear(gains->domain);
    fmpz_clear(gains->checked);
    fmpz_clear(gains->count);
    fmpz_clear(gains->voters);
    free(gains->gain);
}

void xp_vote_gains_swap(xp_vote_gains_t a, xp_vote_gains_t b)
{
    xp_vote_gains_struct other = *a;

    *a = *b;
    *b = other;
}

static void init_booth(booth_t *booth, const electorate_t *electorate)
{
    const slong rows = electorate->cast->order_count, m = electorate->cast->alternative_count;

    booth->level = xp_malloc((size_t) (rows + 1) * (size_t) m * sizeof(int));
    memcpy(booth->level, electorate->cast->level, (size_t) rows * (size_t) m * sizeof(int));
    booth->multiplicity = _fmpz_vec_init(rows + 1);
    _fmpz_vec_set(booth->multiplicity, electorate->multiplicity, rows);
    fmpz_one(booth->multiplicity + rows);
    booth->failed = -1;
    booth->status = XP_OK;
    xp_error_init(booth->error);
}

static void clear_booth(booth_t *booth, const electorate_t *electorate)
{
    free(booth->level);
    _fmpz_vec_clear(booth->multiplicity, electorate->cast->order_count + 1);
    xp_error_clear(booth->error);
}

/* Each position is an order that someone casts and a report; the rule is anonymous. */
static void elect(const void *data, void *own, int64_t from, int64_t to)
{
    const electorate_t *electorate = data;
    const slong rows = electorate->cast->order_count, m = electorate->cast->alternative_count;
    booth_t *booth = own;
    int64_t position;

    for (position = from; position < to && booth->failed < 0; position++)
    {
        const slong ballot = position / electorate->reports->order_count;
        const slong report = position % electorate->reports->order_count;
        slong winner = 0;

        memcpy(booth->level + rows * m, electorate->reports->level + report * m,
               (size_t) m * sizeof(int));
        fmpz_sub_ui(booth->multiplicity + ballot, booth->multiplicity + ballot, 1);
        booth->status = xp_vote_winner(&winner, NULL, electorate->rule, m, rows + 1, booth->level,
                                       booth->multiplicity, booth->error);
        fmpz_add_ui(booth->multiplicity + ballot, booth->multiplicity + ballot, 1);
        if (booth->status != XP_OK)
            booth->failed = position;
        electorate->chosen[position] = (uint16_t) winner;
    }
}

static xp_status_t fill(const electorate_t *electorate, const xp_progress_t *progress,
                        xp_error_t error)
{
    const slong count = electorate->cast->order_count * electorate->reports->order_count;
    xp_pace_struct pace = xp_pace(progress, "elections", (uint64_t) count);
    int workers = xp_share_workers(&pace, count, BLOCK), first = -1, w;
    booth_t *booth = xp_malloc((size_t) workers * sizeof(booth_t));
    void **own = xp_malloc((size_t) workers * sizeof(void *));
    xp_status_t status;

    for (w = 0; w < workers; w++)
    {
        init_booth(booth + w, electorate);
        own[w] = booth + w;
    }
    status = xp_share_run(own, workers, elect, electorate, count, BLOCK, flint_cleanup, &pace,
                          error);
    for (w = 0; status == XP_OK && w < workers; w++)
        if (booth[w].failed >= 0 && (first < 0 || booth[w].failed < booth[first].failed))
            first = w;
    if (first >= 0)
    {
        status = booth[first].status;
        xp_error_swap(error, booth[first].error);
    }
    for (w = 0; w < workers; w++)
        clear_booth(booth + w, electorate);
    free(own);
    free(booth);
    return status;
}

/* The order among those cast that each ballot has; and how many voters each order has. */
static void sort_voters(slong *order, fmpz *multiplicity, const xp_domain_t cast,
                        const xp_ballots_t ballots)
{
    const slong m = cast->alternative_count;
    int *level = xp_malloc((size_t) m * sizeof(int));
    slong i, a;

    for (i = 0; i < ballots->count; i++)
    {
        const int *own = ballots->level + i * m;
        int behind = 0;

        for (a = 0; a < m; a++)
            behind = own[a] >= behind ? own[a] + 1 : behind;
        for (a = 0; a < m; a++)
            level[a] = own[a] == XP_BALLOT_UNRANKED ? behind : own[a];
        order[i] = xp_domain_find(cast, level);
        fmpz_add(multiplicity + order[i], multiplicity + order[i], ballots->multiplicity + i);
    }
    free(level);
}

/* Adds the gains of the voters of one ballot. */
static xp_status_t collect(xp_vote_gains_t gains, const electorate_t *electorate, slong ballot,
                           slong order, const fmpz_t voters, xp_error_t error)
{
    const xp_domain_struct *cast = electorate->cast;
    const slong reports = electorate->reports->order_count;
    const size_t before = gains->gain_count;
    fmpz_t cases;
    slong q;

    fmpz_init_set_si(cases, reports - (xp_domain_find(electorate->reports, cast->level + order
                                                      * cast->alternative_count) >= 0));
    fmpz_addmul(gains->checked, voters, cases);
    fmpz_clear(cases);
    for (q = 0; q < reports; q++)
    {
        const slong chosen = electorate->chosen[order * reports + q];

        if (!xp_domain_prefers(cast, order, chosen, gains->winner))
            continue;
        if (gains->gain_count == GAIN_LIMIT)
        {
            xp_error_set(error, "there are more than %lu reports by which voters gain, too many "
                                "to list", (unsigned long) GAIN_LIMIT);
            return XP_LIMIT;
        }
        xp_array_grow(&gains->gain, &gains->gain_room, gains->gain_count,
                      sizeof(xp_vote_gain_struct));
        gains->gain[gains->gain_count++] = (xp_vote_gain_struct) {ballot, q, chosen};
        fmpz_add(gains->count, gains->count, voters);
    }
    if (gains->gain_count > before)
        fmpz_add(gains->voters, gains->voters, voters);
    return XP_OK;
}

/* A dictatorship chooses a best of the dictator, who has nothing to gain; nobody else decides. */
static xp_status_t ask_dictatorship(xp_vote_gains_t gains, const xp_domain_t cast,
                                    const slong *order, const xp_ballots_t ballots,
                                    const xp_vote_rule_t rule, xp_error_t error)
{
    const slong m = cast->alternative_count;
    int *level = xp_malloc((size_t) ballots->count * (size_t) m * sizeof(int));
    xp_status_t status;
    fmpz_t cases;
    slong i;

    for (i = 0; i < ballots->count; i++)
        memcpy(level + i * m, cast->level + order[i] * m, (size_t) m * sizeof(int));
    status = xp_vote_winner(&gains->winner, NULL, rule, m, ballots->count, level,
                            ballots->multiplicity, error);
    fmpz_init(cases);
    for (i = 0; i < ballots->count; i++)
    {
        fmpz_set_si(cases, gains->domain->order_count
                               - (xp_domain_find(gains->domain, level + i * m) >= 0));
        fmpz_addmul(gains->checked, cases, ballots->multiplicity + i);
    }
    fmpz_clear(cases);
    free(level);
    return status;
}

static xp_status_t ask_ballots(xp_vote_gains_t gains, const xp_domain_t cast, const slong *order,
                               const fmpz *multiplicity, const xp_ballots_t ballots,
                               const xp_vote_rule_t rule, const xp_progress_t *progress,
                               xp_error_t error)
{
    electorate_t electorate = {rule, cast, multiplicity, gains->domain, NULL};
    xp_status_t status;
    void *chosen = NULL;
    slong i;

    status = xp_vote_winner(&gains->winner, NULL, rule, cast->alternative_count,
                            cast->order_count, cast->level, multiplicity, error);
    if (status == XP_OK)
        status = xp_table_alloc(&chosen, (size_t) cast->order_count,
                                (size_t) gains->domain->order_count * sizeof(uint16_t), error);
    electorate.chosen = chosen;
    if (status == XP_OK)
        status = fill(&electorate, progress, error);
    for (i = 0; status == XP_OK && i < ballots->count; i++)
        status = collect(gains, &electorate, i, order[i], ballots->multiplicity + i, error);
    free(chosen);
    return status;
}

xp_status_t xp_vote_gains(xp_vote_gains_t gains, const xp_ballots_t ballots,
                          const xp_vote_rule_t rule, const xp_progress_t *progress,
                          xp_error_t error)
{
    xp_vote_gains_t own;
    xp_domain_t cast;
    xp_status_t status;

    assert(ballots->count >= 1);
    xp_vote_gains_init(own);
    xp_domain_init(cast);
    status = xp_domain_set_ballots(cast, ballots, error);
    if (status == XP_OK)
        status = xp_domain_set_kind(own->domain,
                                    rule->kind == XP_VOTE_MEDIAN ? XP_DOMAIN_SINGLE_PEAKED
                                                                 : XP_DOMAIN_FULL,
                                    ballots->alternative_count,
                                    (const char *const *) ballots->alternative, error);
    if (status == XP_OK)
    {
        slong *order = xp_malloc((size_t) ballots->count * sizeof(slong));
        fmpz *multiplicity = _fmpz_vec_init(cast->order_count);

        sort_voters(order, multiplicity, cast, ballots);
        status = xp_vote_rule_is_anonymous(rule)
                     ? ask_ballots(own, cast, order, multiplicity, ballots, rule, progress, error)
                     : ask_dictatorship(own, cast, order, ballots, rule, error);
        _fmpz_vec_clear(multiplicity, cast->order_count);
        free(order);
    }
    if (status == XP_OK)
        xp_vote_gains_swap(gains, own);
    xp_vote_gains_clear(own);
    xp_domain_clear(cast);
    return status;
}
