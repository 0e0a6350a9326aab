/* Auctions to the best score: what they are worth, and whether they are truthful. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/ranking.h>

#include "exist/revenue_impl.h"

/* The score of every type, in the order of units->value. */
static void fill_scores(fmpq *score, const xp_revenue_t revenue, xp_score_kind_t kind)
{
    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        const xp_type_virtual_struct *own = revenue->bidders->own + i;
        fmpq *first = score + revenue->units->offset[i];

        if (kind == XP_SCORE_UP_TO || kind == XP_SCORE_BELOW)
        {
            xp_type_virtual_interval(first, own, kind == XP_SCORE_UP_TO);
            continue;
        }
        for (slong t = 0; t < own->type_count; t++)
            fmpq_set(first + t, (kind == XP_SCORE_IRONED ? own->ironed : own->plain) + t);
    }
}

/* Types of probability 0 have no score. */
static void bar_types(unsigned char *barred, const xp_revenue_t revenue)
{
    const slong types = revenue->units->offset[revenue->units->agent_count];

    for (slong at = 0; at < types; at++)
        barred[at] = fmpq_is_zero(revenue->probability + at);
}

static void find_worth(xp_score_struct *score, const fmpq *win, const xp_revenue_t revenue)
{
    fmpq_t part;

    fmpq_init(part);
    fmpq_zero(score->worth);
    for (slong i = 0; i < revenue->units->agent_count; i++)
        for (slong t = 0; t < revenue->bidders->own[i].type_count; t++)
        {
            fmpq_mul(part, win + revenue->units->offset[i] + t,
                     revenue->bidders->own[i].plain + t);
            fmpq_add(score->worth, score->worth, part);
        }
    fmpq_clear(part);
}

/* Sets the first fall of the chances of winning, if there is one; win becomes chances. */
static void find_fall(xp_score_struct *score, fmpq *win, const xp_revenue_t revenue)
{
    score->truthful = 1;
    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        const slong first = revenue->units->offset[i];
        const slong count = revenue->units->offset[i + 1] - first;
        const fmpq *value = revenue->units->value + first;
        const fmpq *mass = revenue->probability + first;

        for (slong t = 0; t < count; t++)
            if (!fmpq_is_zero(mass + t))
                fmpq_div(win + first + t, win + first + t, mass + t);
        for (slong s = 0; s < count && score->truthful; s++)
            for (slong t = 0; t < count && score->truthful; t++)
                if (!fmpq_is_zero(mass + s) && !fmpq_is_zero(mass + t)
                    && fmpq_cmp(value + s, value + t) < 0
                    && fmpq_cmp(win + first + s, win + first + t) > 0)
                {
                    score->truthful = 0;
                    score->agent = i;
                    score->low = s;
                    score->high = t;
                    fmpq_set(score->low_chance, win + first + s);
                    fmpq_set(score->high_chance, win + first + t);
                }
    }
}

static xp_status_t find_score(xp_revenue_t revenue, xp_score_kind_t kind,
                              const unsigned char *barred, const xp_progress_t *progress,
                              xp_error_t error)
{
    const slong types = revenue->units->offset[revenue->units->agent_count];
    fmpq *score = _fmpq_vec_init(types);
    fmpq *win = _fmpq_vec_init(types);
    xp_ranking_t ranking;
    xp_status_t status;
    fmpq_t nothing;

    fmpq_init(nothing);
    xp_ranking_init(ranking);
    fill_scores(score, revenue, kind);
    xp_ranking_set(ranking, revenue->units, score, barred, nothing);
    status = xp_ranking_chances(win, ranking, revenue->environment, progress, error);
    if (status == XP_OK)
    {
        find_worth(revenue->score + kind, win, revenue);
        find_fall(revenue->score + kind, win, revenue);
    }
    xp_ranking_clear(ranking);
    fmpq_clear(nothing);
    _fmpq_vec_clear(win, types);
    _fmpq_vec_clear(score, types);
    return status;
}

xp_status_t xp_revenue_find_scores(xp_revenue_t revenue, const xp_progress_t *progress,
                                   xp_error_t error)
{
    const slong types = revenue->units->offset[revenue->units->agent_count];
    unsigned char *barred = xp_calloc((size_t) types, 1);
    xp_status_t status = XP_OK;

    bar_types(barred, revenue);
    for (int kind = 0; kind < XP_SCORE_COUNT && status == XP_OK; kind++)
        status = find_score(revenue, (xp_score_kind_t) kind, barred, progress, error);
    free(barred);
    if (status == XP_OK)
    {
        revenue->has_scores = 1;
        xp_amount_set(revenue->amount + XP_AMOUNT_MYERSON,
                      revenue->score[XP_SCORE_IRONED].worth);
    }
    return status;
}
