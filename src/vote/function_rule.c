/* A rule's choices at every multiset of ballots. */
#include <expost/vote/function.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Multisets in a block that one thread takes. */
#define BLOCK 512

typedef struct
{
    const xp_vote_function_struct *function;
    const xp_vote_rule_struct *rule;
    uint16_t *choice;
} election_t;

/*
 * A worker's ballots: those cast by someone, with their numbers.
 *   failed   the least position where the rule has no winner, or -1; then status and error
 */
typedef struct
{
    slong *number;
    int *level;
    fmpz *multiplicity;
    slong failed;
    xp_status_t status;
    xp_error_t error;
} booth_t;

static void init_booth(booth_t *booth, const xp_domain_t domain, slong voters)
{
    const slong most = domain->order_count < voters ? domain->order_count : voters;

    booth->number = xp_malloc((size_t) domain->order_count * sizeof(slong));
    booth->level = xp_malloc((size_t) most * (size_t) domain->alternative_count * sizeof(int));
    booth->multiplicity = _fmpz_vec_init(most);
    booth->failed = -1;
    booth->status = XP_OK;
    xp_error_init(booth->error);
}

static void clear_booth(booth_t *booth, const xp_domain_t domain, slong voters)
{
    free(booth->number);
    free(booth->level);
    _fmpz_vec_clear(booth->multiplicity,
                    domain->order_count < voters ? domain->order_count : voters);
    xp_error_clear(booth->error);
}

static void elect(const void *data, void *own, int64_t from, int64_t to)
{
    const election_t *election = data;
    const xp_vote_function_struct *function = election->function;
    const xp_domain_struct *domain = function->domain;
    const slong alternatives = domain->alternative_count;
    booth_t *booth = own;
    int64_t position;

    if (booth->failed >= 0)
        return;
    xp_multiset_get(booth->number, function, from);
    for (position = from; position < to; position++)
    {
        slong count = 0, j, winner = 0;

        for (j = 0; j < domain->order_count; j++)
            if (booth->number[j] > 0)
            {
                memcpy(booth->level + count * alternatives, domain->level + j * alternatives,
                       (size_t) alternatives * sizeof(int));
                fmpz_set_si(booth->multiplicity + count, booth->number[j]);
                count++;
            }
        booth->status = xp_vote_winner(&winner, NULL, election->rule, alternatives, count,
                                       booth->level, booth->multiplicity, booth->error);
        if (booth->status != XP_OK)
        {
            booth->failed = position;
            return;
        }
        election->choice[position] = (uint16_t) winner;
        xp_multiset_next(booth->number, function);
    }
}

/* The ranks: C(r + D - j - 2, D - j - 1) multisets of r voters among the orders behind j. */
static xp_status_t set_ranks(xp_vote_function_t function, xp_error_t error)
{
    const slong orders = function->domain->order_count, voters = function->voter_count;
    void *rank = NULL;
    xp_status_t status;
    slong j, r;

    status = xp_table_alloc(&rank, (size_t) orders, ((size_t) voters + 1) * sizeof(slong), error);
    if (status != XP_OK)
        return status;
    function->rank = rank;
    /* by Pascal's rule, from the last row with its r voters behind the last order but one */
    for (j = orders - 2; j >= 0; j--)
    {
        slong *row = function->rank + j * (voters + 1);

        for (r = 1; r <= voters; r++)
            row[r] = row[r - 1] + (j == orders - 2 ? 1 : row[voters + 1 + r]);
    }
    return XP_OK;
}

static xp_status_t set_sizes(xp_vote_function_t function, const xp_domain_t domain, slong voters,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpz_t count;

    fmpz_init(count);
    xp_multisets_count(count, domain->order_count, voters);
    if (fmpz_cmp_si(count, XP_MULTISET_LIMIT) > 0)
    {
        xp_error_set(error, "%ld voters with %ld orders each can cast more than %ld multisets of "
                            "ballots, too many to list", (long) voters,
                     (long) domain->order_count, (long) XP_MULTISET_LIMIT);
        status = XP_LIMIT;
    }
    else
    {
        function->domain = domain;
        function->voter_count = voters;
        function->count = fmpz_get_si(count);
        status = set_ranks(function, error);
    }
    fmpz_clear(count);
    return status;
}

/* What the workers could not do first, if anything. */
static xp_status_t find_failure(booth_t *booth, int workers, xp_error_t error)
{
    int first = -1, w;

    for (w = 0; w < workers; w++)
        if (booth[w].failed >= 0 && (first < 0 || booth[w].failed < booth[first].failed))
            first = w;
    if (first < 0)
        return XP_OK;
    xp_error_swap(error, booth[first].error);
    return booth[first].status;
}

static xp_status_t fill(xp_vote_function_t function, const xp_vote_rule_t rule,
                        const xp_progress_t *progress, xp_error_t error)
{
    const election_t election = {function, rule, function->owned};
    xp_pace_struct pace = xp_pace(progress, "elections", (uint64_t) function->count);
    int workers = xp_share_workers(&pace, function->count, BLOCK), w;
    booth_t *booth = xp_malloc((size_t) workers * sizeof(booth_t));
    void **own = xp_malloc((size_t) workers * sizeof(void *));
    xp_status_t status;

    for (w = 0; w < workers; w++)
    {
        init_booth(booth + w, function->domain, function->voter_count);
        own[w] = booth + w;
    }
    status = xp_share_run(own, workers, elect, &election, function->count, BLOCK, flint_cleanup,
                          &pace, error);
    if (status == XP_OK)
        status = find_failure(booth, workers, error);
    for (w = 0; w < workers; w++)
        clear_booth(booth + w, function->domain, function->voter_count);
    free(own);
    free(booth);
    return status;
}

xp_status_t xp_vote_function_set_rule(xp_vote_function_t function, const xp_domain_t domain,
                                      slong voters, const xp_vote_rule_t rule,
                                      const xp_progress_t *progress, xp_error_t error)
{
    xp_vote_function_t own;
    xp_status_t status;
    void *table = NULL;

    if (!xp_vote_rule_is_anonymous(rule))
    {
        xp_error_set(error, "multisets of ballots say nothing of a dictatorship, where it matters "
                            "who casts which ballot");
        return XP_REFUSED;
    }
    xp_vote_function_init(own);
    status = set_sizes(own, domain, voters, error);
    if (status == XP_OK)
        status = xp_table_alloc(&table, (size_t) own->count, sizeof(uint16_t), error);
    own->owned = table;
    own->choice = own->owned;
    if (status == XP_OK)
        status = fill(own, rule, progress, error);
    if (status == XP_OK)
        xp_vote_function_swap(function, own);
    xp_vote_function_clear(own);
    return status;
}
