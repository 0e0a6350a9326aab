/* Expected payments, each in a range of its own, with a sum that covers the expected cost. */
#include "exist/ranges.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_ranges_init(xp_ranges_t ranges, slong count)
{
    slong i;

    memset(ranges, 0, sizeof(xp_ranges_struct));
    ranges->count = count;
    ranges->range = xp_calloc((size_t) count, sizeof(xp_range_struct));
    for (i = 0; i < count; i++)
    {
        fmpq_init(ranges->range[i].low);
        fmpq_init(ranges->range[i].high);
        fmpq_init(ranges->range[i].start);
    }
    fmpq_init(ranges->total);
    ranges->expected = _fmpq_vec_init(count);
    ranges->use_low = xp_calloc((size_t) count, 1);
    ranges->use_high = xp_calloc((size_t) count, 1);
    ranges->direction = xp_calloc((size_t) count, sizeof(int));
}

void xp_ranges_clear(xp_ranges_t ranges)
{
    slong i;

    for (i = 0; i < ranges->count; i++)
    {
        fmpq_clear(ranges->range[i].low);
        fmpq_clear(ranges->range[i].high);
        fmpq_clear(ranges->range[i].start);
    }
    free(ranges->range);
    fmpq_clear(ranges->total);
    _fmpq_vec_clear(ranges->expected, ranges->count);
    free(ranges->use_low);
    free(ranges->use_high);
    free(ranges->direction);
}

/* The agents of the aim (inside = 1), or the others; without an aim all are others. */
static int is_chosen(const xp_aim_t *aim, slong i, int inside)
{
    return xp_aim_has(aim, i) == inside;
}

/* The sum of the highest (upwards) or least e of one side; 0 when it has no end. */
static int add_ends(fmpq_t sum, const xp_ranges_struct *ranges, const xp_aim_t *aim, int inside,
                    int upwards)
{
    slong i;

    fmpq_zero(sum);
    for (i = 0; i < ranges->count; i++)
    {
        const xp_range_struct *range = ranges->range + i;

        if (!is_chosen(aim, i, inside))
            continue;
        if (!(upwards ? range->has_high : range->has_low))
            return 0;
        fmpq_add(sum, sum, upwards ? range->high : range->low);
    }
    return 1;
}

static void add_expected(fmpq_t sum, const xp_ranges_struct *ranges, const xp_aim_t *aim,
                         int inside)
{
    slong i;

    fmpq_zero(sum);
    for (i = 0; i < ranges->count; i++)
        if (is_chosen(aim, i, inside))
            fmpq_add(sum, sum, ranges->expected + i);
}

/*
 * Moves the e of one side so that their sum becomes target: those that can move for ever
 * all by the same number; otherwise each the same part of its way to the end.
 */
static void move_sum(xp_ranges_struct *ranges, const xp_aim_t *aim, int inside,
                     const fmpq_t target)
{
    fmpq_t step;
    fmpq_t way;
    slong free_count = 0;
    slong i;
    int upwards;

    fmpq_init(step);
    fmpq_init(way);
    add_expected(step, ranges, aim, inside);
    fmpq_sub(step, target, step);
    upwards = fmpq_sgn(step) > 0;
    for (i = 0; i < ranges->count; i++)
    {
        const xp_range_struct *range = ranges->range + i;

        if (is_chosen(aim, i, inside) && !(upwards ? range->has_high : range->has_low))
            free_count++;
    }
    if (free_count > 0)
        fmpq_div_fmpz(step, step, (fmpz[]) {free_count});
    else if (!fmpq_is_zero(step))
    {
        int ended = add_ends(way, ranges, aim, inside, upwards);
        fmpq_t sum;

        assert(ended);
        (void) ended;
        fmpq_init(sum);
        add_expected(sum, ranges, aim, inside);
        fmpq_sub(way, way, sum);
        fmpq_div(step, step, way);
        fmpq_clear(sum);
    }
    for (i = 0; i < ranges->count && !fmpq_is_zero(step); i++)
    {
        const xp_range_struct *range = ranges->range + i;
        int ends = upwards ? range->has_high : range->has_low;

        if (!is_chosen(aim, i, inside) || (free_count > 0 && ends))
            continue;
        if (free_count > 0)
            fmpq_add(ranges->expected + i, ranges->expected + i, step);
        else
        {
            fmpq_sub(way, upwards ? range->high : range->low, ranges->expected + i);
            fmpq_addmul(ranges->expected + i, way, step);
        }
    }
    fmpq_clear(way);
    fmpq_clear(step);
}

/* As large as can be, and on the other side of the aim so that the sum is right. */
static void choose(xp_ranges_struct *ranges, const xp_aim_t *aim, const fmpq *best)
{
    fmpq_t rest;
    fmpq_t sum;
    slong i;

    fmpq_init(rest);
    fmpq_init(sum);
    for (i = 0; i < ranges->count; i++)
    {
        const xp_range_struct *range = ranges->range + i;

        fmpq_set(ranges->expected + i, range->has_high  ? range->high
                                       : range->has_low ? range->low
                                                        : range->start);
    }
    fmpq_set(rest, ranges->total);
    if (best != NULL)
    {
        move_sum(ranges, aim, 1, best);
        fmpq_sub(rest, rest, best);
    }
    add_expected(sum, ranges, aim, 0);
    if (ranges->sum == XP_SUM_EXACT
        || (ranges->sum == XP_SUM_AT_LEAST && fmpq_cmp(sum, rest) < 0))
        if (best == NULL || aim->agent >= 0)
            move_sum(ranges, aim, 0, rest);
    fmpq_clear(sum);
    fmpq_clear(rest);
}

static int is_impossible(xp_ranges_struct *ranges)
{
    static const xp_aim_t none = {0, -1, 0};
    slong i;
    int found = 0;
    fmpq_t sum;

    fmpq_init(sum);
    for (i = 0; i < ranges->count && !found; i++)
    {
        const xp_range_struct *range = ranges->range + i;

        if (range->has_low && range->has_high && fmpq_cmp(range->low, range->high) > 0)
            found = ranges->use_low[i] = ranges->use_high[i] = 1;
    }
    if (!found && ranges->sum != XP_SUM_FREE && add_ends(sum, ranges, &none, 0, 1)
        && fmpq_cmp(sum, ranges->total) < 0)
    {
        found = ranges->use_sum = 1;
        memset(ranges->use_high, 1, (size_t) ranges->count);
    }
    if (!found && ranges->sum == XP_SUM_EXACT && add_ends(sum, ranges, &none, 0, 0)
        && fmpq_cmp(sum, ranges->total) > 0)
    {
        found = 1;
        ranges->use_sum = -1;
        memset(ranges->use_low, 1, (size_t) ranges->count);
    }
    fmpq_clear(sum);
    return found;
}

/*
 * The least (sign 1) or largest (sign -1) sum over the aim: that of the ends inside, or what
 * the ends outside leave of the total.  0 when it has no end.
 */
static int find_best(fmpq_t best, xp_ranges_struct *ranges, const xp_aim_t *aim)
{
    int upwards = aim->sign < 0;
    int direct;
    int through;
    slong i;
    fmpq_t left;

    fmpq_init(left);
    direct = add_ends(best, ranges, aim, 1, upwards);
    through = ranges->sum == XP_SUM_EXACT || (!upwards && ranges->sum == XP_SUM_AT_LEAST);
    through = through && add_ends(left, ranges, aim, 0, !upwards);
    if (through)
        fmpq_sub(left, ranges->total, left);
    if (through && (!direct || (upwards ? fmpq_cmp(left, best) < 0 : fmpq_cmp(left, best) > 0)))
    {
        fmpq_swap(best, left);
        ranges->use_sum = aim->sign;
        direct = 0;
    }
    else
        through = 0;
    for (i = 0; i < ranges->count && (direct || through); i++)
        if (is_chosen(aim, i, direct))
            (upwards == direct ? ranges->use_high : ranges->use_low)[i] = 1;
    fmpq_clear(left);
    return direct || through;
}

/* One agent of the aim moves for ever, another keeps the sum where one has to. */
static void set_direction(xp_ranges_struct *ranges, const xp_aim_t *aim)
{
    int upwards = aim->sign < 0;
    int bound = ranges->sum == XP_SUM_EXACT || (!upwards && ranges->sum == XP_SUM_AT_LEAST);
    slong i;

    for (i = 0; i < ranges->count; i++)
        if (xp_aim_has(aim, i)
            && !(upwards ? ranges->range[i].has_high : ranges->range[i].has_low))
            ranges->direction[i] = upwards ? 1 : -1;
    for (i = 0; i < ranges->count && bound; i++)
        if (!xp_aim_has(aim, i)
            && !(upwards ? ranges->range[i].has_low : ranges->range[i].has_high))
        {
            ranges->direction[i] = upwards ? -1 : 1;
            return;
        }
}

void xp_ranges_decide(xp_ranges_t ranges, const xp_aim_t *aim)
{
    static const xp_aim_t none = {0, -1, 0};
    fmpq_t best;

    fmpq_init(best);
    if (is_impossible(ranges))
        ranges->verdict = XP_IMPOSSIBLE;
    else if (aim->sign == 0)
    {
        ranges->verdict = XP_POSSIBLE;
        choose(ranges, &none, NULL);
    }
    else if (find_best(best, ranges, aim))
    {
        ranges->verdict = XP_OPTIMAL;
        choose(ranges, aim, best);
    }
    else
    {
        ranges->verdict = XP_UNBOUNDED;
        choose(ranges, &none, NULL);
        set_direction(ranges, aim);
    }
    fmpq_clear(best);
}

xp_status_t xp_ranges_ray(xp_table_t ray, const xp_ranges_t ranges, slong count, xp_error_t error)
{
    slong length = count * ranges->count;
    xp_status_t status = xp_table_set_zero(ray, length, error);
    slong k;

    for (k = 0; status == XP_OK && k < length; k++)
        fmpz_set_si(ray->entry + k, ranges->direction[k % ranges->count]);
    return status;
}
