/* Agents ranked by a score of their types: who wins at a profile. */
#include <expost/rule/ranking.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_ranking_init(xp_ranking_t ranking)
{
    memset(ranking, 0, sizeof(xp_ranking_struct));
}

void xp_ranking_clear(xp_ranking_t ranking)
{
    if (ranking->level != NULL)
    {
        _fmpq_vec_clear(ranking->level, ranking->offset[ranking->agent_count]);
    }
    free(ranking->offset);
    free(ranking->rank);
}

int xp_units_can_win(const xp_units_t units, slong agent)
{
    return units->can_win[agent];
}

int xp_units_are_free(const xp_units_t units)
{
    ulong agents = 0;
    fmpz_t sets, all;
    for (slong i = 0; i < units->agent_count; i++)
    {
        agents += (ulong) xp_units_can_win(units, i);
    }
    fmpz_init(sets);
    fmpz_init(all);
    for (ulong size = 0; size <= (ulong) units->unit_count; size++)
    {
        fmpz_bin_uiui(sets, agents, size);
        fmpz_add(all, all, sets);
    }
    /* No set is counted twice. */
    const int free_sets = fmpz_equal_si(all, units->set_count);
    fmpz_clear(sets);
    fmpz_clear(all);
    return free_sets;
}

typedef struct
{
    const fmpq *score;
    slong at;
} place_t;

static int compare_places(const void *a, const void *b)
{
    const place_t *one = a;
    const place_t *other = b;
    return fmpq_cmp(one->score, other->score);
}

/* The types that may win, at their place in score. */
static slong list_places(place_t *place, const xp_units_t units, const fmpq *score,
                         const unsigned char *barred, const fmpq_t least)
{
    slong count = 0;
    for (slong i = 0; i < units->agent_count; i++)
    {
        if (!xp_units_can_win(units, i))
        {
            continue;
        }
        for (slong at = units->offset[i]; at < units->offset[i + 1]; at++)
        {
            if ((barred == NULL || !barred[at]) && fmpq_cmp(score + at, least) >= 0)
            {
                place[count++] = (place_t) {score + at, at};
            }
        }
    }
    return count;
}

void xp_ranking_set(xp_ranking_t ranking, const xp_units_t units, const fmpq *score,
                    const unsigned char *barred, const fmpq_t least)
{
    const slong agents = units->agent_count;
    const slong types = units->offset[agents];
    xp_ranking_t local;
    xp_ranking_init(local);
    local->agent_count = agents;
    local->unit_count = units->unit_count;
    local->offset = xp_calloc((size_t) agents + 1, sizeof(slong));
    memcpy(local->offset, units->offset, ((size_t) agents + 1) * sizeof(slong));
    local->rank = xp_calloc((size_t) types, sizeof(slong));
    local->level = _fmpq_vec_init(types);
    for (slong at = 0; at < types; at++)
    {
        local->rank[at] = -1;
    }
    place_t *place = xp_calloc((size_t) types, sizeof(place_t));
    const slong count = list_places(place, units, score, barred, least);
    qsort(place, (size_t) count, sizeof(place_t), compare_places);
    for (slong k = 0; k < count; k++)
    {
        if (k == 0 || !fmpq_equal(place[k - 1].score, place[k].score))
        {
            fmpq_set(local->level + local->level_count++, place[k].score);
        }
        local->rank[place[k].at] = local->level_count - 1;
    }
    free(place);
    xp_ranking_clear(ranking);
    *ranking = *local;
}

int xp_ranking_wins(const xp_ranking_t ranking, const slong *profile, slong agent, slong rank)
{
    slong ahead = 0;
    for (slong j = 0; j < ranking->agent_count && rank >= 0; j++)
    {
        if (j != agent)
        {
            const slong other = ranking->rank[ranking->offset[j] + profile[j]];
            ahead += other > rank || (other == rank && j < agent);
        }
    }
    return rank >= 0 && ahead < ranking->unit_count;
}

void xp_ranking_winners(unsigned char *winner, slong *next, const xp_ranking_t ranking,
                        const slong *profile)
{
    slong best = -1;
    for (slong i = 0; i < ranking->agent_count; i++)
    {
        const slong rank = ranking->rank[ranking->offset[i] + profile[i]];
        winner[i] = (unsigned char) xp_ranking_wins(ranking, profile, i, rank);
        best = !winner[i] && rank > best ? rank : best;
    }
    if (next != NULL)
    {
        *next = best;
    }
}
