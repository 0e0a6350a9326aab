/* Room for counting ballots under a rule. */
#include "vote/rule_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The largest number of alternatives on one level; group is room for one number each. */
static slong find_largest_tie(slong *group, slong alternatives, slong rows, const int *level)
{
    slong largest = 1, i, a;

    for (i = 0; i < rows; i++, level += alternatives)
    {
        memset(group, 0, (size_t) alternatives * sizeof(slong));
        for (a = 0; a < alternatives; a++)
            if (++group[level[a]] > largest)
                largest = group[level[a]];
    }
    return largest;
}

/* Points of the first places: partial sums of integers, and the scale that makes them so. */
static void set_sums(xp_vote_work_t work)
{
    const xp_vote_rule_struct *rule = work->rule;
    slong m = work->alternatives, p;
    fmpz_t points, factor;

    fmpz_init_set_ui(points, 1);
    fmpz_init(factor);
    for (p = 0; rule->kind == XP_VOTE_SCORING && p < m; p++)
        fmpz_lcm(points, points, fmpq_denref(rule->point + p));
    work->sum = _fmpz_vec_init(m + 1);
    for (p = 0; p < m; p++)
    {
        fmpz_set(work->sum + p + 1, work->sum + p);
        if (rule->kind == XP_VOTE_BORDA)
            fmpz_add_si(work->sum + p + 1, work->sum + p + 1, m - 1 - p);
        else if (rule->kind != XP_VOTE_SCORING)
            fmpz_add_si(work->sum + p + 1, work->sum + p + 1, p == 0);
        else
        {
            fmpz_divexact(factor, points, fmpq_denref(rule->point + p));
            fmpz_addmul(work->sum + p + 1, factor, fmpq_numref(rule->point + p));
        }
    }
    fmpz_mul(work->scale, points, work->tie);
    fmpz_clear(factor);
    fmpz_clear(points);
}

static xp_status_t alloc_numbers(fmpz **numbers, slong count, xp_error_t error)
{
    void *table = NULL;
    xp_status_t status = xp_table_alloc(&table, (size_t) count, sizeof(fmpz), error);

    /* zero bytes are the number 0 */
    if (status == XP_OK)
        *numbers = table;
    return status;
}

static int needs_pairs(xp_vote_kind_t kind)
{
    return kind == XP_VOTE_CONDORCET || kind == XP_VOTE_COPELAND || kind == XP_VOTE_KEMENY;
}

static xp_status_t check_rule(const xp_vote_rule_t rule, slong alternatives, xp_error_t error)
{
    if (rule->kind == XP_VOTE_SCORING && rule->point_count != alternatives)
    {
        xp_error_set(error, "the scoring rule states %ld points for %ld alternatives: state one "
                            "number for each place", (long) rule->point_count,
                     (long) alternatives);
        return XP_REFUSED;
    }
    if (rule->kind == XP_VOTE_KEMENY && alternatives > XP_KEMENY_LIMIT)
    {
        xp_error_set(error, "Kemeny's rule is computed for at most %d alternatives, here there "
                            "are %ld", XP_KEMENY_LIMIT, (long) alternatives);
        return XP_LIMIT;
    }
    return XP_OK;
}

xp_status_t xp_vote_work_init(xp_vote_work_t work, const xp_vote_rule_t rule, slong alternatives,
                              slong rows, const int *level, xp_error_t error)
{
    size_t m = (size_t) alternatives;
    xp_status_t status = check_rule(rule, alternatives, error);
    slong t;

    if (status != XP_OK)
        return status;
    memset(work, 0, sizeof(xp_vote_work_struct));
    if (needs_pairs(rule->kind))
        status = alloc_numbers(&work->pair, alternatives * alternatives, error);
    if (status != XP_OK)
        return status;
    work->rule = rule;
    work->alternatives = alternatives;
    work->group = xp_calloc(m, sizeof(slong));
    work->start = xp_calloc(m, sizeof(slong));
    work->alive = xp_calloc(m, 1);
    work->total = _fmpz_vec_init(alternatives);
    if (rule->kind == XP_VOTE_KEMENY)
        work->subset = _fmpz_vec_init(WORD(1) << alternatives);
    work->largest_tie = find_largest_tie(work->group, alternatives, rows, level);
    fmpz_init_set_ui(work->tie, 1);
    fmpz_init(work->scale);
    fmpz_init_set_ui(work->one, 1);
    fmpz_init(work->more);
    for (t = 2; t <= work->largest_tie; t++)
    {
        fmpz_set_si(work->more, t);
        fmpz_lcm(work->tie, work->tie, work->more);
    }
    set_sums(work);
    return XP_OK;
}

void xp_vote_work_clear(xp_vote_work_t work)
{
    slong m = work->alternatives;

    if (work->pair != NULL)
        _fmpz_vec_clear(work->pair, m * m);
    if (work->subset != NULL)
        _fmpz_vec_clear(work->subset, WORD(1) << m);
    _fmpz_vec_clear(work->sum, m + 1);
    _fmpz_vec_clear(work->total, m);
    fmpz_clear(work->tie);
    fmpz_clear(work->scale);
    fmpz_clear(work->one);
    fmpz_clear(work->more);
    free(work->group);
    free(work->start);
    free(work->alive);
}

slong xp_vote_largest(const xp_vote_work_t work)
{
    slong best = 0, a;

    for (a = 1; a < work->alternatives; a++)
        if (xp_vote_is_better(fmpz_cmp(work->total + a, work->total + best), work))
            best = a;
    return best;
}

void xp_vote_get_score(fmpq *score, const xp_vote_work_t work)
{
    slong a;

    for (a = 0; score != NULL && a < work->alternatives; a++)
        fmpq_set_fmpz_frac(score + a, work->total + a, work->scale);
}
