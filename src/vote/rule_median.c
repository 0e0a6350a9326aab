/* The median rule, and the best of one order. */
#include "vote/rule_impl.h"

slong xp_vote_best(const int *level, slong alternatives, int ties_last)
{
    slong best = 0, a;

    for (a = 1; a < alternatives; a++)
        if (level[a] < level[best] || (ties_last && level[a] == level[best]))
            best = a;
    return best;
}

int xp_vote_is_single_peaked(const int *level, slong alternatives)
{
    slong top = xp_vote_best(level, alternatives, 0), a;

    for (a = 1; a <= top; a++)
        if (level[a - 1] <= level[a])
            return 0;
    for (a = top + 1; a < alternatives; a++)
        if (level[a - 1] >= level[a])
            return 0;
    return 1;
}

slong xp_vote_by_median(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    slong m = work->alternatives, winner = 0, i;
    fmpz_t all, below;
    int order = -1;

    fmpz_init(all);
    fmpz_init(below);
    _fmpz_vec_zero(work->total, m);
    fmpz_one(work->scale);
    for (i = 0; i < cast->count; i++)
    {
        slong top = xp_vote_best(xp_cast_level(cast, i, m), m, 0);

        fmpz_add(work->total + top, work->total + top, xp_cast_multiplicity(cast, i, work));
        fmpz_add(all, all, xp_cast_multiplicity(cast, i, work));
    }
    xp_vote_get_score(score, work);
    /* the first alternative with half of the tops at it or before it; with ties last more */
    for (i = 0; order < 0 && i < m; i++)
    {
        fmpz_addmul_ui(below, work->total + i, 2);
        order = fmpz_cmp(below, all);
        if (order == 0 && work->rule->ties_last)
            order = -1;
        winner = i;
    }
    fmpz_clear(below);
    fmpz_clear(all);
    return winner;
}
