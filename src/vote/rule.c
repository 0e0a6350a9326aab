/* Voting rules: the winner of ballots, and the table of all profiles. */
#include <expost/vote/rule.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "vote/rule_impl.h"

/* Profiles between two questions whether to go on. */
#define BLOCK 65536

int xp_vote_rule_is_anonymous(const xp_vote_rule_t rule)
{
    return rule->kind != XP_VOTE_DICTATORSHIP;
}

static slong find_winner(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    switch (work->rule->kind)
    {
    case XP_VOTE_CONDORCET:
        return xp_vote_by_condorcet(work, cast, score);
    case XP_VOTE_COPELAND:
        return xp_vote_by_copeland(work, cast, score);
    case XP_VOTE_RUNOFF:
        return xp_vote_by_runoff(work, cast, score);
    case XP_VOTE_KEMENY:
        return xp_vote_by_kemeny(work, cast, score);
    case XP_VOTE_MEDIAN:
        return xp_vote_by_median(work, cast, score);
    case XP_VOTE_DICTATORSHIP:
    case XP_VOTE_PLURALITY:
    case XP_VOTE_BORDA:
    case XP_VOTE_SCORING:
    default:
        return xp_vote_by_points(work, cast, score);
    }
}

static xp_status_t refuse_dictator(const xp_vote_rule_t rule, const fmpz_t voters,
                                   xp_error_t error)
{
    char *count = fmpz_get_str(NULL, 10, voters);

    xp_error_set(error, "voter %ld cannot be a dictator: there %s %s voter%s",
                 (long) rule->voter + 1, fmpz_is_one(voters) ? "is" : "are", count,
                 fmpz_is_one(voters) ? "" : "s");
    flint_free(count);
    return XP_REFUSED;
}

/* The ballot of the dictator, voters numbered ballot by ballot; -1 when there is none. */
static slong find_dictator(const xp_vote_rule_t rule, slong count, const fmpz *multiplicity,
                           xp_error_t error)
{
    fmpz_t voters;
    slong i, found = -1;

    fmpz_init(voters);
    for (i = 0; found < 0 && i < count; i++)
    {
        fmpz_add(voters, voters, multiplicity + i);
        if (fmpz_cmp_si(voters, rule->voter) > 0)
            found = i;
    }
    if (found < 0)
        (void) refuse_dictator(rule, voters, error);
    fmpz_clear(voters);
    return found;
}

static xp_status_t check_single_peaked(const int *level, slong alternatives, slong count,
                                       const char *what, const char *hint, xp_error_t error)
{
    slong i;

    for (i = 0; i < count; i++)
        if (!xp_vote_is_single_peaked(level + i * alternatives, alternatives))
        {
            xp_error_set(error, "the median rule is for single-peaked orders: %s %ld is not "
                                "single-peaked along the alternatives as listed%s", what,
                         (long) i + 1, hint);
            return XP_REFUSED;
        }
    return XP_OK;
}

xp_status_t xp_vote_winner(slong *winner, fmpq *score, const xp_vote_rule_t rule,
                           slong alternatives, slong count, const int *level,
                           const fmpz *multiplicity, xp_error_t error)
{
    xp_cast_t cast = {level, count, NULL, multiplicity};
    xp_status_t status = XP_OK;
    xp_vote_work_t work;
    slong a;

    if (rule->kind == XP_VOTE_DICTATORSHIP)
    {
        slong dictator = find_dictator(rule, count, multiplicity, error);

        if (dictator < 0)
            return XP_REFUSED;
        level += dictator * alternatives;
        *winner = xp_vote_best(level, alternatives, rule->ties_last);
        for (a = 0; score != NULL && a < alternatives; a++)
            fmpq_set_si(score + a, level[a] == 0, 1);
        return XP_OK;
    }
    if (rule->kind == XP_VOTE_MEDIAN)
        status = check_single_peaked(level, alternatives, count, "ballot", "", error);
    if (status == XP_OK)
        status = xp_vote_work_init(work, rule, alternatives, count, level, error);
    if (status != XP_OK)
        return status;
    *winner = find_winner(work, &cast, score);
    xp_vote_work_clear(work);
    return XP_OK;
}

/* The order of each voter at the next profile; the last voter's runs fastest. */
static void step(slong *order, slong voters, slong orders)
{
    slong i;

    for (i = voters - 1; i >= 0; i--)
    {
        if (++order[i] < orders)
            return;
        order[i] = 0;
    }
}

/*
 * Where two neighbours stand in descending order, their exchange has the same winner and comes
 * before: only profiles in ascending order are counted.
 */
static xp_status_t fill_anonymous(xp_choice_t choice, xp_vote_work_t work,
                                  const xp_progress_t *progress, xp_error_t error)
{
    slong voters = choice->voter_count, profile, i;
    slong *order = xp_calloc((size_t) voters, sizeof(slong));
    xp_cast_t cast = {choice->domain->level, voters, order, NULL};
    xp_status_t status = XP_OK;

    for (profile = 0; status == XP_OK && profile < choice->profile_count; profile++)
    {
        for (i = 0; i + 1 < voters && order[i] <= order[i + 1]; i++)
            ;
        if (i + 1 < voters)
        {
            slong gap = order[i] - order[i + 1];

            choice->choice[profile] =
                choice->choice[profile - gap * (choice->stride[i] - choice->stride[i + 1])];
        }
        else
            choice->choice[profile] = (uint16_t) find_winner(work, &cast, NULL);
        step(order, voters, choice->domain->order_count);
        if (profile % BLOCK == 0
            && xp_progress_tick(progress, "profiles", (uint64_t) profile,
                                (uint64_t) choice->profile_count) != 0)
        {
            xp_error_set(error, "stopped after %ld of %ld profiles", (long) profile,
                         (long) choice->profile_count);
            status = XP_STOPPED;
        }
    }
    free(order);
    return status;
}

static xp_status_t fill_dictatorship(xp_choice_t choice, const xp_vote_rule_t rule,
                                     const xp_progress_t *progress, xp_error_t error)
{
    slong m = choice->domain->alternative_count, orders = choice->domain->order_count;
    uint16_t *best = xp_malloc((size_t) orders * sizeof(uint16_t));
    xp_status_t status = XP_OK;
    slong profile, o;

    for (o = 0; o < orders; o++)
        best[o] = (uint16_t) xp_vote_best(choice->domain->level + o * m, m, rule->ties_last);
    for (profile = 0; status == XP_OK && profile < choice->profile_count; profile++)
    {
        choice->choice[profile] = best[xp_choice_order(choice, profile, rule->voter)];
        if (profile % BLOCK == 0
            && xp_progress_tick(progress, "profiles", (uint64_t) profile,
                                (uint64_t) choice->profile_count) != 0)
        {
            xp_error_set(error, "stopped after %ld of %ld profiles", (long) profile,
                         (long) choice->profile_count);
            status = XP_STOPPED;
        }
    }
    free(best);
    return status;
}

static xp_status_t check_table(const xp_choice_t choice, const xp_vote_rule_t rule,
                               xp_error_t error)
{
    const xp_domain_struct *domain = choice->domain;
    xp_status_t status;
    fmpz_t voters;

    if (rule->kind == XP_VOTE_MEDIAN)
        return check_single_peaked(domain->level, domain->alternative_count, domain->order_count,
                                   "order", "; --domain single-peaked has only such orders",
                                   error);
    if (rule->kind != XP_VOTE_DICTATORSHIP || rule->voter < choice->voter_count)
        return XP_OK;
    fmpz_init_set_si(voters, choice->voter_count);
    status = refuse_dictator(rule, voters, error);
    fmpz_clear(voters);
    return status;
}

xp_status_t xp_vote_table(xp_choice_t choice, const xp_vote_rule_t rule,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_domain_struct *domain = choice->domain;
    xp_status_t status = check_table(choice, rule, error);
    xp_vote_work_t work;

    assert(choice->choice == NULL);
    if (status == XP_OK)
        status = xp_vote_work_init(work, rule, domain->alternative_count, domain->order_count,
                                   domain->level, error);
    if (status != XP_OK)
        return status;
    status = xp_choice_alloc(choice, error);
    if (status == XP_OK && xp_vote_rule_is_anonymous(rule))
        status = fill_anonymous(choice, work, progress, error);
    else if (status == XP_OK)
        status = fill_dictatorship(choice, rule, progress, error);
    if (status != XP_OK)
    {
        free(choice->choice);
        choice->choice = NULL;
    }
    xp_vote_work_clear(work);
    return status;
}
