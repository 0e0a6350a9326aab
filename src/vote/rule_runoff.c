/* Instant runoff: first places among those who are left, and who drops out. */
#include "vote/rule_impl.h"

#include <string.h>

void xp_vote_count_firsts(xp_vote_work_t work, const xp_cast_t *cast)
{
    slong m = work->alternatives, i, a;

    for (a = 0; a < m; a++)
        if (work->alive[a])
            fmpz_zero(work->total + a);
    fmpz_set(work->scale, work->tie);
    for (i = 0; i < cast->count; i++)
    {
        const int *level = xp_cast_level(cast, i, m);
        slong top = -1, size = 0;

        for (a = 0; a < m; a++)
        {
            if (!work->alive[a])
                continue;
            if (top < 0 || level[a] < level[top])
            {
                top = a;
                size = 1;
            }
            else if (level[a] == level[top])
                size++;
        }
        fmpz_mul(work->more, work->tie, xp_cast_multiplicity(cast, i, work));
        fmpz_divexact_si(work->more, work->more, size);
        for (a = top; a < m && size > 0; a++)
            if (work->alive[a] && level[a] == level[top])
            {
                fmpz_add(work->total + a, work->total + a, work->more);
                size--;
            }
    }
}

slong xp_vote_by_runoff(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    slong m = work->alternatives, left, a, winner = 0;

    memset(work->alive, 1, (size_t) m);
    for (left = m; left > 1; left--)
    {
        slong drop = -1;

        xp_vote_count_firsts(work, cast);
        for (a = 0; a < m; a++)
        {
            int order;

            if (!work->alive[a])
                continue;
            order = drop < 0 ? -1 : fmpz_cmp(work->total + a, work->total + drop);
            if (order < 0 || (order == 0 && !work->rule->drop_first))
                drop = a;
        }
        work->alive[drop] = 0;
    }
    while (!work->alive[winner])
        winner++;
    if (m == 1)
        xp_vote_count_firsts(work, cast);
    xp_vote_get_score(score, work);
    return winner;
}
