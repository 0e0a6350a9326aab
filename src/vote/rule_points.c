/* Rules by points: plurality, Borda, any scoring rule. */
#include "vote/rule_impl.h"

#include <string.h>

/* How many alternatives stand on each level, and how many above it; the number of levels. */
static slong find_groups(xp_vote_work_t work, const int *level)
{
    slong m = work->alternatives, levels = 0, place = 0, a, l;

    memset(work->group, 0, (size_t) m * sizeof(slong));
    for (a = 0; a < m; a++)
    {
        work->group[level[a]]++;
        levels = level[a] >= levels ? level[a] + 1 : levels;
    }
    for (l = 0; l < levels; l++)
    {
        work->start[l] = place;
        place += work->group[l];
    }
    return levels;
}

void xp_vote_count_points(xp_vote_work_t work, const xp_cast_t *cast)
{
    slong m = work->alternatives, i, a;

    _fmpz_vec_zero(work->total, m);
    for (i = 0; i < cast->count; i++)
    {
        const int *level = xp_cast_level(cast, i, m);
        const fmpz *voters = xp_cast_multiplicity(cast, i, work);

        find_groups(work, level);
        for (a = 0; a < m; a++)
        {
            /* alternatives on one level share the points of the places that they cover */
            slong start = work->start[level[a]], size = work->group[level[a]];

            fmpz_sub(work->more, work->sum + start + size, work->sum + start);
            if (work->largest_tie > 1)
            {
                fmpz_mul(work->more, work->more, work->tie);
                fmpz_divexact_si(work->more, work->more, size);
            }
            fmpz_addmul(work->total + a, work->more, voters);
        }
    }
}

slong xp_vote_by_points(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    xp_vote_count_points(work, cast);
    xp_vote_get_score(score, work);
    return xp_vote_largest(work);
}
