/* Ironed intervals: where the optimal price jumps as the seller's cost rises. */
#include "cont/ironing.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/*
 * G_s(t) = (v(t) - s)(1 - F(t)) has G_s' = f (s - J), so a local maximum lies where J rises.  The
 * support is cut into windows, at a point of every stretch where J falls or f is 0: on one window
 * G_s has one local maximum apart from its ends, and a cut is never optimal.  The largest profits
 * M_i(s) of the windows fall in s, M_i the faster the further left (its slope is F - 1 at the
 * optimum), so M_i - M_j, i < j, falls and has one zero, the level.
 */

/* Halvings before exact ends are tried; halvings in all. */
#define FIRST_HALVINGS 40
#define HALVINGS 160
/* Levels below v(low) that are tried, each twice as far. */
#define DOUBLINGS 1024

typedef struct
{
    xp_virtual_value_struct *value;
    const xp_progress_t *progress;
    slong count;
    fmpq *cut;
    xp_profit_struct *window;
} search_t;

/* The windows between the cuts. */
static void make_windows(search_t *search)
{
    slong k;

    search->count = xp_ironing_cuts(&search->cut, search->value->cdf);
    search->window = xp_malloc((size_t) search->count * sizeof(*search->window));
    for (k = 0; k < search->count; k++)
    {
        xp_profit_init(search->window + k);
        xp_profit_set(search->window + k, search->value, search->cut + k, search->cut + k + 1);
    }
}

/* The sign of M_i(s) - M_j(r); 0 in known when it could not be told. */
static int compare(int *known, const search_t *search, slong i, const fmpq_t s, slong j,
                   const fmpq_t r)
{
    xp_real_t left, right, where;
    int sign = 0;

    xp_real_init(left);
    xp_real_init(right);
    xp_real_init(where);
    xp_profit_maximum(left, where, search->window + i, s, 0, 1);
    xp_profit_maximum(right, where, search->window + j, r, 0, 1);
    *known = xp_real_compare(&sign, left, right);
    if (!*known)
    {
        xp_profit_maximum(left, where, search->window + i, s, 0, XP_REAL_DEGREE);
        xp_profit_maximum(right, where, search->window + j, r, 0, XP_REAL_DEGREE);
        *known = xp_real_compare(&sign, left, right);
    }
    xp_real_clear(left);
    xp_real_clear(right);
    xp_real_clear(where);
    return sign;
}

/* The level of windows i < j lies in [low, high]; low = high: it is that. */
typedef struct
{
    slong i;
    slong j;
    fmpq_t low;
    fmpq_t high;
    int halvings;
} crossing_t;

/* Tries one level within the bracket. */
static int try_level(crossing_t *crossing, const search_t *search, const fmpq_t s)
{
    int known, sign = compare(&known, search, crossing->i, s, crossing->j, s);

    if (!known)
        return 0;
    if (sign >= 0)
        fmpq_set(crossing->low, s);
    if (sign <= 0)
        fmpq_set(crossing->high, s);
    return 1;
}

/* Halves the bracket; now and then the simplest rational in it is tried. */
static int halve(crossing_t *crossing, const search_t *search)
{
    int good = 1;
    fmpq_t s;

    fmpq_init(s);
    if (crossing->halvings % 8 == 0)
    {
        fmpq_simplest_between(s, crossing->low, crossing->high);
        if (fmpq_cmp(s, crossing->low) > 0 && fmpq_cmp(s, crossing->high) < 0)
            good = try_level(crossing, search, s);
    }
    if (good && !fmpq_equal(crossing->low, crossing->high))
    {
        fmpq_add(s, crossing->low, crossing->high);
        fmpq_div_2exp(s, s, 1);
        good = try_level(crossing, search, s);
    }
    crossing->halvings++;
    fmpq_clear(s);
    return good;
}

/* M_j is 0 at v(high) at most; M_i is the larger at costs that are low enough. */
static xp_status_t begin_crossing(crossing_t *crossing, const search_t *search, slong i, slong j)
{
    const xp_virtual_value_struct *value = search->value;
    int known = 1, sign = -1, k;
    fmpq_t step;

    crossing->i = i;
    crossing->j = j;
    crossing->halvings = 0;
    fmpq_mul(crossing->high, value->slope, search->cut + search->count);
    fmpq_add(crossing->high, crossing->high, value->constant);
    fmpq_init(step);
    fmpq_sub(step, search->cut + search->count, search->cut);
    fmpq_mul(step, step, value->slope);
    fmpq_set(crossing->low, crossing->high);
    for (k = 0; k < DOUBLINGS && known && sign < 0; k++)
    {
        fmpq_sub(crossing->low, crossing->low, step);
        fmpq_mul_2exp(step, step, 1);
        sign = compare(&known, search, i, crossing->low, j, crossing->low);
    }
    if (known && sign == 0)
        fmpq_set(crossing->high, crossing->low);
    fmpq_clear(step);
    return known && sign >= 0 ? XP_OK : XP_LIMIT;
}

/*
 * Whether a window between i and j is optimal somewhere in the bracket: one that is best at its low
 * end; -1: none is; -2: not known yet.  M_k falls, and the largest of all is M_j at the high end at
 * least.
 */
static slong find_above(const crossing_t *crossing, const search_t *search)
{
    slong best = crossing->i, k;
    int known, all = 1, none = 1;

    for (k = crossing->i + 1; k < crossing->j; k++)
    {
        int sign = compare(&known, search, k, crossing->low, crossing->j, crossing->high);

        if (known && (sign < 0 || (sign == 0 && fmpq_equal(crossing->low, crossing->high))))
            continue;
        none = 0;
        sign = compare(&known, search, k, crossing->low, best, crossing->low);
        all &= known;
        if (known && sign > 0)
            best = k;
    }
    if (none)
        return -1;
    return best != crossing->i && all ? best : -2;
}

static void add_interval(search_t *search, const crossing_t *crossing)
{
    xp_virtual_value_struct *value = search->value;
    const xp_profit_struct *a = search->window + crossing->i, *b = search->window + crossing->j;
    xp_ironed_struct *ironed;
    xp_real_t most, other;
    int exact = 1;

    xp_real_init(most);
    xp_real_init(other);
    value->ironed = xp_realloc(value->ironed,
                               (size_t) (value->ironed_count + 1) * sizeof(*value->ironed));
    ironed = value->ironed + value->ironed_count++;
    xp_real_init(ironed->low);
    xp_real_init(ironed->high);
    xp_real_init(ironed->level);
    xp_profit_maximum(most, ironed->low, a, crossing->low, 0, XP_REAL_DEGREE);
    xp_profit_maximum(most, ironed->high, b, crossing->low, 0, XP_REAL_DEGREE);
    xp_real_set_fmpq(ironed->level, crossing->low);
    if (!fmpq_equal(crossing->low, crossing->high))
    {
        exact = xp_ironing_exact_level(ironed->level, a, b, crossing->low, crossing->high);
        if (!exact)
        {
            xp_real_set_fmpq(other, crossing->high);
            xp_ironing_between(ironed->level, ironed->level, other);
        }
        if (!exact
            || !xp_ironing_exact_type(ironed->low, a, ironed->level, crossing->low,
                                      crossing->high))
        {
            xp_profit_maximum(most, other, a, crossing->high, 0, XP_REAL_DEGREE);
            xp_ironing_between(ironed->low, ironed->low, other);
        }
        if (!exact
            || !xp_ironing_exact_type(ironed->high, b, ironed->level, crossing->low,
                                      crossing->high))
        {
            xp_profit_maximum(most, other, b, crossing->high, 0, XP_REAL_DEGREE);
            xp_ironing_between(ironed->high, ironed->high, other);
        }
    }
    xp_real_clear(most);
    xp_real_clear(other);
}

/* The ironed intervals between the windows i < j, which are both optimal somewhere. */
static xp_status_t iron(search_t *search, slong i, slong j, xp_error_t error)
{
    crossing_t crossing;
    xp_status_t status;
    slong above = -2;
    xp_real_t level;
    int more = 1;

    if (xp_progress_tick(search->progress, "ironing", (uint64_t) i, (uint64_t) search->count) != 0)
    {
        xp_error_set(error, "stopped");
        return XP_STOPPED;
    }
    fmpq_init(crossing.low);
    fmpq_init(crossing.high);
    xp_real_init(level);
    status = begin_crossing(&crossing, search, i, j);
    while (status == XP_OK && more && crossing.halvings < HALVINGS
           && !fmpq_equal(crossing.low, crossing.high))
    {
        above = find_above(&crossing, search);
        if (above >= 0)
            break;
        if (above == -1 && crossing.halvings % FIRST_HALVINGS == FIRST_HALVINGS - 1
            && xp_ironing_exact_level(level, search->window + i, search->window + j,
                                      crossing.low, crossing.high))
            break;
        more = halve(&crossing, search);
    }
    if (status == XP_OK && above < 0)
        above = find_above(&crossing, search);
    if (status == XP_OK && above >= 0)
    {
        status = iron(search, i, above, error);
        if (status == XP_OK)
            status = iron(search, above, j, error);
    }
    else if (status == XP_OK && above == -1)
        add_interval(search, &crossing);
    else
        status = XP_LIMIT;
    if (status == XP_LIMIT && error->message == NULL)
        xp_error_set(error, "two ironed intervals could not be told apart in %d bits", HALVINGS);
    xp_real_clear(level);
    fmpq_clear(crossing.low);
    fmpq_clear(crossing.high);
    return status;
}

xp_status_t xp_ironing_find(xp_virtual_value_t value, const xp_progress_t *progress,
                            xp_error_t error)
{
    search_t search = {value, progress, 0, NULL, NULL};
    xp_status_t status = XP_OK;
    slong k;

    make_windows(&search);
    value->regular = search.count == 1 ? XP_HOLDS : XP_FAILS;
    if (search.count > 1)
        status = iron(&search, 0, search.count - 1, error);
    for (k = 0; k < search.count; k++)
        xp_profit_clear(search.window + k);
    free(search.window);
    _fmpq_vec_clear(search.cut, search.count + 1);
    return status;
}
