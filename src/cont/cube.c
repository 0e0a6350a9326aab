/* Looks for a cube of profiles whose alternating sum of welfare is not 0. */
#include "cont/cube.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/decision_impl.h"

#define PRECISION 192

/*
 * The j-th place in the unit interval: 0, 1, 1/2, 1/4, 3/4, 1/8, ...; the first 2, 3, 5, 9, 17 are
 * equally spaced.
 */
static void set_place(fmpq_t place, slong j)
{
    slong parts = 2;
    if (j < 2)
    {
        fmpq_set_si(place, j, 1);
        return;
    }
    while (j > parts)
    {
        parts *= 2;
    }
    fmpq_set_si(place, 2 * (j - parts / 2) - 1, (ulong) parts);
}

static void set_grid_profile(fmpq *profile, slong at, slong k, const fmpq *low, const fmpq *high,
                             slong n)
{
    fmpq_t width;
    fmpq_init(width);
    for (slong i = 0; i < n; i++)
    {
        set_place(profile + i, at % k);
        fmpq_sub(width, high + i, low + i);
        fmpq_mul(profile + i, profile + i, width);
        fmpq_add(profile + i, profile + i, low + i);
        at /= k;
    }
    fmpq_clear(width);
}

/* Whether no coordinate of the grid profile is the base's. */
static int is_inner(slong at, slong k, slong n)
{
    int inner = 1;
    for (slong i = 0; i < n; i++)
    {
        inner = inner && at % k != 0;
        at /= k;
    }
    return inner;
}

/*
 * "Subtract the base slice" along each axis: what is left at a profile is the alternating sum of
 * its cube with the base.
 */
static void subtract_slices(xp_real_struct *sum, slong k, slong size)
{
    for (slong stride = 1; stride < size; stride *= k)
    {
        for (slong at = size - 1; at >= 0; at--)
        {
            const slong j = at / stride % k;
            if (j > 0)
            {
                xp_real_sub(sum + at, sum + at, sum + at - j * stride, XP_REAL_DEGREE, PRECISION);
            }
        }
    }
}

void xp_cube_set(xp_interval_balance_t balance, const fmpq *base, const fmpq *profile, slong n,
                 const xp_real_t sum)
{
    xp_string_t how;
    xp_string_init(how);
    xp_string_add(how, "the alternating sum of welfare over the cube between ");
    xp_add_profile_text(how, base, n);
    xp_string_add(how, " and ");
    xp_add_profile_text(how, profile, n);
    xp_string_add(how, " is ");
    xp_real_add_text(how, sum, -1);
    xp_string_add(how, ", not 0");
    balance->answer = XP_FAILS;
    free(balance->how);
    balance->how = xp_string_take(how);
    balance->n = n;
    balance->base = _fmpq_vec_init(n);
    balance->profile = _fmpq_vec_init(n);
    for (slong i = 0; i < n; i++)
    {
        fmpq_set(balance->base + i, base + i);
        fmpq_set(balance->profile + i, profile + i);
    }
    xp_real_set(balance->sum, sum);
    xp_string_clear(how);
}

/* One grid of k types for each agent. */
static xp_status_t search_grid(int *found, xp_interval_balance_t balance,
                               xp_cube_welfare_t welfare, const void *data, const fmpq *low,
                               const fmpq *high, slong n, slong k, slong size,
                               const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    int defined = 1;
    xp_real_struct *sum = xp_real_vec_init(size);
    fmpq *profile = _fmpq_vec_init(n);
    for (slong at = 0; at < size && defined && status == XP_OK; at++)
    {
        set_grid_profile(profile, at, k, low, high, n);
        defined = welfare(sum + at, profile, data);
        if (xp_progress_tick(progress, "evaluating cubes", (uint64_t) at, (uint64_t) size) != 0)
        {
            status = XP_STOPPED;
        }
    }
    if (status == XP_OK && defined)
    {
        subtract_slices(sum, k, size);
        for (slong at = 0; at < size && !*found; at++)
        {
            int sign = 0;
            if (is_inner(at, k, n))
            {
                balance->tried++;
                if (xp_real_sign(&sign, sum + at) && sign != 0)
                {
                    *found = 1;
                    set_grid_profile(profile, at, k, low, high, n);
                    xp_cube_set(balance, low, profile, n, sum + at);
                }
            }
        }
    }
    _fmpq_vec_clear(profile, n);
    xp_real_vec_clear(sum, size);
    return status;
}

xp_status_t xp_cube_search(int *found, xp_interval_balance_t balance, xp_cube_welfare_t welfare,
                           const void *data, const fmpq *low, const fmpq *high, slong n,
                           const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    *found = 0;
    if (n > 16)
    {
        xp_error_set(error, "a cube of %ld agents has 2^%ld profiles: at most 16 agents are "
                     "understood", (long) n, (long) n);
        return XP_LIMIT;
    }
    for (slong k = 2; k <= 17 && !*found && status == XP_OK; k = 2 * k - 1)
    {
        slong size = 1;
        for (slong i = 0; i < n && (k == 2 || size <= XP_CUBE_LIMIT); i++)
        {
            size *= k;
        }
        if (k == 2 || size <= XP_CUBE_LIMIT)
        {
            status = search_grid(found, balance, welfare, data, low, high, n, k, size, progress);
        }
    }
    if (status != XP_OK)
    {
        xp_error_set(error, "stopped while cubes were tried");
    }
    return status;
}
