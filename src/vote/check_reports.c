/* What the reports of one voter bring: strategyproof, monotone, set-monotone. */
#include "vote/check_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "base/share.h"

/*
 * Monotone and set-monotone speak of any two profiles R and R'; pairs that differ in one voter are
 * enough, since every voter has the same domain whatever the others report.  Go from R to R'
 * voter by voter, R = R0, R1, ..., Rn = R': all are profiles of the domain.
 *   monotone: the voter who changes at step k has in R' a lower contour set of x = f(R) that
 *   contains the one in R, and x is still chosen at R(k-1); by the property for one voter x is
 *   chosen at Rk.
 *   set-monotone: what the voter changes at step k are pairs inside X, and f(R(k-1)) is in X; by
 *   the property for one voter so is f(Rk).  For one voter the sets X that must be looked at are
 *   the least ones: X0, the alternatives in pairs that are ordered differently, with f(R(k-1)).
 *   X holds them, so what stays in the least set stays in X, and the least set is in the range
 *   when X is.
 */

/* The outcomes of a voter's reports: of report q at line[q step]. */
typedef struct
{
    const uint16_t *at;
    slong step;
} line_t;

/* From t to q > t the voters behind each order from t to q - 1 become one more, and so on. */
static line_t fill_multisets(xp_vote_look_struct *look, slong own)
{
    const xp_vote_function_struct *function = look->scan->function;
    const slong orders = function->domain->order_count, width = function->voter_count + 1;
    slong *behind = look->more;
    slong position, left = function->voter_count, j;
    line_t line = {look->line, 1};

    for (j = 0; j + 1 < orders; j++)
    {
        left -= look->number[j];
        behind[j] = left;
    }
    look->line[own] = (uint16_t) look->chosen;
    for (position = look->position, j = own; j + 1 < orders; j++)
    {
        const slong *rank = function->rank + j * width + behind[j];

        position += rank[1] - rank[0];
        look->line[j + 1] = function->choice[position];
    }
    for (position = look->position, j = own - 1; j >= 0; j--)
    {
        const slong *rank = function->rank + j * width + behind[j];

        position += rank[-1] - rank[0];
        look->line[j] = function->choice[position];
    }
    return line;
}

static line_t fill_line(xp_vote_look_struct *look, slong group)
{
    const xp_vote_function_struct *function = look->scan->function;
    line_t line;

    if (xp_vote_function_is_symmetric(function))
        return fill_multisets(look, look->order[group]);
    line.step = function->stride[group];
    line.at = function->choice + (look->position - look->order[group] * line.step);
    return line;
}

void xp_vote_look_strategyproof(xp_vote_look_struct *look)
{
    const xp_domain_struct *domain = look->scan->function->domain;
    slong g, q;

    for (g = 0; g < look->group_count; g++)
    {
        const int *level = domain->level + look->order[g] * domain->alternative_count;
        const int own = level[look->chosen];
        line_t line;

        look->checked += (uint64_t) look->size[g] * (uint64_t) (domain->order_count - 1);
        if (own == 0)
            continue;
        line = fill_line(look, g);
        for (q = 0; q < domain->order_count; q++)
            if (level[line.at[q * line.step]] < own)
                xp_vote_look_note(look, look->size[g], look->first[g], q, -1,
                                  line.at[q * line.step]);
    }
}

void xp_vote_look_monotone(xp_vote_look_struct *look)
{
    const slong orders = look->scan->function->domain->order_count;
    slong g, q;

    for (g = 0; g < look->group_count; g++)
    {
        const uint64_t *set = look->scan->set + look->order[g] * orders;
        line_t line = fill_line(look, g);

        for (q = 0; q < orders; q++)
            if (q != look->order[g] && (set[q] >> look->chosen & 1))
            {
                look->checked += (uint64_t) look->size[g];
                if (line.at[q * line.step] != look->chosen)
                    xp_vote_look_note(look, look->size[g], look->first[g], q, -1,
                                      line.at[q * line.step]);
            }
    }
}

void xp_vote_look_set_monotone(xp_vote_look_struct *look)
{
    const slong orders = look->scan->function->domain->order_count;
    slong g, q;

    for (g = 0; g < look->group_count; g++)
    {
        const uint64_t *set = look->scan->set + look->order[g] * orders;
        line_t line = fill_line(look, g);

        for (q = 0; q < orders; q++)
            if (set[q] != 0)
            {
                const slong other = line.at[q * line.step];

                look->checked += (uint64_t) look->size[g];
                if (other != look->chosen && !(set[q] >> other & 1))
                    xp_vote_look_note(look, look->size[g], look->first[g], q, -1, other);
            }
    }
}

/* The alternatives a such that whatever is at most as good as a by t is so by q. */
static uint64_t find_kept(const int *t, const int *q, slong alternatives)
{
    uint64_t kept = 0;
    slong a, c;

    for (a = 0; a < alternatives; a++)
    {
        for (c = 0; c < alternatives && (t[a] > t[c] || q[a] <= q[c]); c++)
            ;
        if (c == alternatives)
            kept |= (uint64_t) 1 << a;
    }
    return kept;
}

static int compare(const int *level, slong a, slong b)
{
    return (level[a] > level[b]) - (level[a] < level[b]);
}

/* The alternatives in pairs that the two order differently, 0 when one is not used. */
static uint64_t find_changed(const int *t, const int *q, slong alternatives, const char *used)
{
    uint64_t changed = 0;
    slong a, b;

    for (a = 0; a < alternatives; a++)
        for (b = 0; b < a; b++)
            if (compare(t, a, b) != compare(q, a, b))
            {
                if (!used[a] || !used[b])
                    return 0;
                changed |= (uint64_t) 1 << a | (uint64_t) 1 << b;
            }
    return changed;
}

xp_status_t xp_vote_scan_sets(xp_vote_scan_struct *scan, int set_monotone,
                              const xp_progress_t *progress, xp_error_t error)
{
    const xp_domain_struct *domain = scan->function->domain;
    const slong orders = domain->order_count, alternatives = domain->alternative_count;
    xp_pace_struct pace = xp_pace(progress, "pairs of orders", (uint64_t) orders);
    char used[64] = {0};
    void *table = NULL;
    xp_status_t status = XP_OK;
    slong t, q;

    if (alternatives > 64)
    {
        xp_error_set(error, "%s is asked for at most 64 alternatives; here there are %ld",
                     set_monotone ? "set-monotone" : "monotone", (long) alternatives);
        return XP_LIMIT;
    }
    if (set_monotone)
        status = xp_vote_range(used, scan->function, progress, error);
    if (status == XP_OK)
        status = xp_table_alloc(&table, (size_t) orders, (size_t) orders * sizeof(uint64_t), error);
    scan->set = table;
    for (t = 0; status == XP_OK && t < orders; t++)
    {
        const int *own = domain->level + t * alternatives;

        for (q = 0; q < orders; q++)
        {
            const int *other = domain->level + q * alternatives;

            scan->set[t * orders + q] = set_monotone
                                            ? find_changed(own, other, alternatives, used)
                                            : find_kept(own, other, alternatives);
        }
        pace.told = (uint64_t) t;
        if (xp_pace_step(&pace, (uint64_t) orders))
        {
            xp_error_set(error, "stopped before the end of the %s", pace.what);
            status = XP_STOPPED;
        }
    }
    return status;
}
