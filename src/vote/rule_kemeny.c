/* Kemeny's rule: an order with the least sum of distances to the ballots. */
#include "vote/rule_impl.h"

/*
 * Of a set of alternatives that fill the last places, subset[set] is the least number of pairs in
 * it that voters rank the other way: its top, and then the best of the rest.
 */
static void add_top(fmpz_t cost, const xp_vote_work_t work, ulong rest, slong top)
{
    slong m = work->alternatives, b;

    fmpz_set(cost, work->subset + rest);
    for (b = 0; b < m; b++)
        if (rest >> b & 1)
            fmpz_add(cost, cost, work->pair + b * m + top);
}

slong xp_vote_by_kemeny(xp_vote_work_t work, const xp_cast_t *cast, fmpq *score)
{
    slong m = work->alternatives, winner = 0, a;
    ulong all = (UWORD(1) << m) - 1, set;

    xp_vote_count_pairs(work, cast);
    fmpz_one(work->scale);
    fmpz_zero(work->subset);
    for (set = 1; set < all; set++)
    {
        int begun = 0;

        for (a = 0; a < m; a++)
            if (set >> a & 1)
            {
                add_top(work->more, work, set & ~(UWORD(1) << a), a);
                if (!begun || fmpz_cmp(work->more, work->subset + set) < 0)
                    fmpz_set(work->subset + set, work->more);
                begun = 1;
            }
    }
    for (a = 0; a < m; a++)
    {
        add_top(work->total + a, work, all & ~(UWORD(1) << a), a);
        if (a > 0
            && xp_vote_is_better(fmpz_cmp(work->total + winner, work->total + a), work))
            winner = a;
    }
    xp_vote_get_score(score, work);
    return winner;
}
