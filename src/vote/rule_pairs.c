/* Rules by pairwise majorities: Condorcet's and Copeland's. */
#include <expost/vote/majorities.h>

#include "vote/rule_impl.h"

static void add_ballot(fmpz *pair, slong m, const int *level, const fmpz *voters)
{
    slong a, b;

    for (a = 0; a < m; a++)
        for (b = 0; b < m; b++)
            if (level[a] < level[b])
                fmpz_add(pair + a * m + b, pair + a * m + b, voters);
}

void xp_vote_majorities(fmpz *pair, slong alternatives, slong count, const int *level,
                        const fmpz *multiplicity)
{
    slong i;

    _fmpz_vec_zero(pair, alternatives * alternatives);
    for (i = 0; i < count; i++)
        add_ballot(pair, alternatives, level + i * alternatives, multiplicity + i);
}

static int compare_pair(const fmpz *pair, slong m, slong a, slong b)
{
    return fmpz_cmp(pair + a * m + b, pair + b * m + a);
}

slong xp_vote_beats_all(const fmpz *pair, slong alternatives)
{
    slong candidate = 0, a;

    /* whoever does not beat the one behind is out; only the last candidate can beat all */
    for (a = 1; a < alternatives; a++)
        if (compare_pair(pair, alternatives, candidate, a) <= 0)
            candidate = a;
    for (a = 0; a < alternatives; a++)
        if (a != candidate && compare_pair(pair, alternatives, candidate, a) <= 0)
            return -1;
    return candidate;
}

void xp_vote_count_pairs(xp_vote_work_t work, const xp_cast_t *cast)
{
    slong m = work->alternatives, i;

    _fmpz_vec_zero(work->pair, m * m);
    for (i = 0; i < cast->count; i++)
        add_ballot(work->pair, m, xp_cast_level(cast, i, m), xp_cast_multiplicity(cast, i, work));
}

/* Twice the pairs that each alternative wins, a tied pair counting as tied says. */
static void count_wins(xp_vote_work_t work, slong tied)
{
    slong m = work->alternatives, a, b;

    fmpz_set_ui(work->scale, 2);
    for (a = 0; a < m; a++)
    {
        slong wins = 0;

        for (b = 0; b < m; b++)
        {
            int order = a == b ? -1 : compare_pair(work->pair, m, a, b);

            wins += order > 0 ? 2 : order == 0 ? tied : 0;
        }
        fmpz_set_si(work->total + a, wins);
    }
}

slong xp_vote_by_copeland(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    xp_vote_count_pairs(work, cast);
    count_wins(work, 1);
    xp_vote_get_score(score, work);
    return xp_vote_largest(work);
}

slong xp_vote_by_condorcet(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    slong winner;

    xp_vote_count_pairs(work, cast);
    winner = xp_vote_beats_all(work->pair, work->alternatives);
    if (score != NULL)
    {
        count_wins(work, 0);
        xp_vote_get_score(score, work);
    }
    if (winner >= 0)
        return winner;
    xp_vote_count_points(work, cast);
    return xp_vote_largest(work);
}
