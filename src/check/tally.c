/* How many ways there are to each sum of integers, one from each of several lists. */
#include "check/tally.h"

#include <stdlib.h>

#include <expost/base/memory.h>

void xp_tally_init(xp_tally_struct *tally)
{
    tally->length = 1;
    tally->sum = _fmpz_vec_init(1);
    tally->count = _fmpz_vec_init(1);
    fmpz_one(tally->count);
}

void xp_tally_clear(xp_tally_struct *tally)
{
    _fmpz_vec_clear(tally->sum, tally->length);
    _fmpz_vec_clear(tally->count, tally->length);
}

/* a becomes the sum of both distributions, like sums put together; b is empty afterwards. */
static void merge(xp_tally_struct *a, xp_tally_struct *b)
{
    xp_tally_struct both;
    slong room = a->length + b->length;
    slong i = 0;
    slong j = 0;
    slong k = 0;

    both.sum = _fmpz_vec_init(room);
    both.count = _fmpz_vec_init(room);
    while (i < a->length || j < b->length)
    {
        int order = i == a->length   ? 1
                    : j == b->length ? -1
                                     : fmpz_cmp(a->sum + i, b->sum + j);

        if (order <= 0)
        {
            fmpz_swap(both.sum + k, a->sum + i);
            fmpz_swap(both.count + k, a->count + i);
            i++;
        }
        if (order > 0)
            fmpz_swap(both.sum + k, b->sum + j);
        if (order >= 0)
        {
            fmpz_add(both.count + k, both.count + k, b->count + j);
            j++;
        }
        k++;
    }
    xp_tally_clear(a);
    xp_tally_clear(b);
    both.sum = xp_realloc(both.sum, (size_t) k * sizeof(fmpz));
    both.count = xp_realloc(both.count, (size_t) k * sizeof(fmpz));
    both.length = k;
    *a = both;
    b->length = 0;
    b->sum = NULL;
    b->count = NULL;
}

/* The distribution moved by one value that occurs times times. */
static void shift(xp_tally_struct *moved, const xp_tally_struct *tally,
                  const fmpz_t value, const fmpz_t times)
{
    slong i;

    moved->length = tally->length;
    moved->sum = _fmpz_vec_init(moved->length);
    moved->count = _fmpz_vec_init(moved->length);
    for (i = 0; i < moved->length; i++)
    {
        fmpz_add(moved->sum + i, tally->sum + i, value);
        fmpz_mul(moved->count + i, tally->count + i, times);
    }
}

static int compare_numbers(const void *a, const void *b)
{
    return fmpz_cmp(a, b);
}

/* The distribution of the values alone. */
static void sort_values(xp_tally_struct *values, const fmpz *value, slong length)
{
    slong k = 0;
    slong i;

    values->sum = _fmpz_vec_init(length);
    values->count = _fmpz_vec_init(length);
    values->length = length;
    _fmpz_vec_set(values->sum, value, length);
    qsort(values->sum, (size_t) length, sizeof(fmpz), compare_numbers);
    for (i = 0; i < length; i++)
    {
        if (i > 0 && fmpz_equal(values->sum + i, values->sum + k - 1))
        {
            fmpz_add_ui(values->count + k - 1, values->count + k - 1, 1);
            continue;
        }
        fmpz_swap(values->sum + k, values->sum + i);
        fmpz_one(values->count + k);
        k++;
    }
    for (i = k; i < length; i++)
    {
        fmpz_clear(values->sum + i);
        fmpz_clear(values->count + i);
    }
    values->length = k;
}

/* The sums with the values from, ..., to - 1; 0 when they are too many or it is to stop. */
static int add_values(xp_tally_struct *all, const xp_tally_struct *tally,
                      const xp_tally_struct *values, slong from, slong to, slong limit,
                      xp_pace_struct *pace)
{
    xp_tally_struct other;
    slong middle = from + (to - from) / 2;

    if (to - from == 1)
    {
        shift(all, tally, values->sum + from, values->count + from);
        return all->length <= limit && !xp_pace_step(pace, (uint64_t) all->length);
    }
    if (!add_values(all, tally, values, from, middle, limit, pace))
        return 0;
    if (!add_values(&other, tally, values, middle, to, limit, pace))
    {
        xp_tally_clear(&other);
        return 0;
    }
    merge(all, &other);
    return all->length <= limit;
}

int xp_tally_add(xp_tally_struct *tally, const fmpz *value, slong length, slong limit,
                 xp_pace_struct *pace)
{
    xp_tally_struct values;
    xp_tally_struct all;
    int fits;

    sort_values(&values, value, length);
    fits = add_values(&all, tally, &values, 0, values.length, limit, pace);
    if (fits)
    {
        xp_tally_clear(tally);
        *tally = all;
    }
    else
        xp_tally_clear(&all);
    xp_tally_clear(&values);
    return fits;
}

/* Goes through a upwards and through b downwards. */
static void count_pairs(fmpz_t count, const xp_tally_struct *a,
                        const xp_tally_struct *b, int zero)
{
    fmpz_t below;
    fmpz_t sum;
    slong j = 0;
    slong i;

    fmpz_init(below);
    fmpz_init(sum);
    fmpz_zero(count);
    for (i = a->length - 1; i >= 0; i--)
    {
        /* below: the ways to sums of b that are less than minus a's sum, which grows. */
        for (; j < b->length; j++)
        {
            fmpz_add(sum, a->sum + i, b->sum + j);
            if (fmpz_sgn(sum) >= 0)
                break;
            fmpz_add(below, below, b->count + j);
        }
        if (!zero)
            fmpz_addmul(count, a->count + i, below);
        else if (j < b->length && fmpz_is_zero(sum))
            fmpz_addmul(count, a->count + i, b->count + j);
    }
    fmpz_clear(below);
    fmpz_clear(sum);
}

void xp_tally_count_zero(fmpz_t count, const xp_tally_struct *a, const xp_tally_struct *b)
{
    count_pairs(count, a, b, 1);
}

void xp_tally_count_negative(fmpz_t count, const xp_tally_struct *a, const xp_tally_struct *b)
{
    count_pairs(count, a, b, 0);
}
