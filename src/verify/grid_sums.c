/* What one more point of a grid adds to the bounds: goods, and projects of two agents. */
#include "verify/grid.h"

/* F may not fall from point to point, as far as the bounds tell. */
static void check_rise(xp_continuous_t continuous, xp_grid_t *grid, size_t i,
                       xp_interval_srcptr value)
{
    if (mpz_cmp(value->high, grid->seen[i]) < 0)
        xp_reject(continuous->reader, "the cdf of agent %zu falls before this point", i);
    if (mpz_cmp(value->low, grid->seen[i]) > 0)
        mpz_set(grid->seen[i], value->low);
}

/* G_I and the product of all, from the cdfs at the point. */
static void find_products(xp_continuous_t continuous, xp_grid_t *grid)
{
    size_t i, n = continuous->agents;
    xp_interval_struct *before = grid->left, *behind = grid->right;

    for (i = 0; i < n; i++)
    {
        size_t same = continuous->agent[i].same;

        if (same < i)
            xp_interval_set(&grid->cdf[i], &grid->cdf[same]);
        else
        {
            xp_grid_cdf(&grid->cdf[i], continuous, grid, i, grid->point);
            check_rise(continuous, grid, i, &grid->cdf[i]);
        }
    }
    mpz_set_ui(before[0].low, 0);
    mpz_setbit(before[0].low, grid->bits);
    mpz_set(before[0].high, before[0].low);
    xp_interval_set(&behind[n], &before[0]);
    for (i = 0; i < n; i++)
        xp_interval_multiply(&before[i + 1], &before[i], &grid->cdf[i], grid->bits);
    for (i = n; i-- > 0;)
        xp_interval_multiply(&behind[i], &grid->cdf[i], &behind[i + 1], grid->bits);
    for (i = 0; i < n; i++)
        xp_interval_multiply(&grid->now[i], &before[i], &behind[i + 1], grid->bits);
    xp_interval_set(grid->all, &behind[0]);
}

/* Keeps the present value at the ends of the bracket of agent I. */
static void keep_ends(xp_continuous_t continuous, xp_grid_t *grid, size_t i)
{
    xp_interval_agent_t *agent = &continuous->agent[i];

    xp_grid_place(grid->number, continuous, i, agent->worst->low);
    if (mpq_equal(grid->number, grid->point))
        xp_grid_keep(agent->at_low, grid, &grid->now[i]);
    xp_grid_place(grid->number, continuous, i, agent->worst->high);
    if (mpq_equal(grid->number, grid->point))
        xp_grid_keep(agent->at_high, grid, &grid->now[i]);
}

/* Where h rises from u to v, its integral lies between (v - u) h(u) and (v - u) h(v). */
void xp_grid_good(xp_continuous_t continuous, xp_grid_t *grid)
{
    size_t i;

    for (i = 0; i < continuous->agents; i++)
        xp_interval_swap(&grid->before[i], &grid->now[i]);
    xp_interval_swap(grid->all_before, grid->all);
    find_products(continuous, grid);
    if (grid->count > 0)
        xp_grid_add(grid->total, grid, grid->all_before->low, grid->all->high);
    for (i = 0; i < continuous->agents; i++)
    {
        if (grid->count > 0 && mpq_cmp(continuous->agent[i].worst->low, grid->last) <= 0)
            xp_grid_add(&grid->tail[i], grid, grid->before[i].low, grid->now[i].high);
        keep_ends(continuous, grid, i);
    }
}

/* P(X > x) for X = A t + B of agent I, with t = (x - B) / A. */
static void find_chance(xp_interval_ptr chance, xp_continuous_t continuous, xp_grid_t *grid,
                        size_t i, mpq_srcptr x)
{
    const xp_interval_agent_t *agent = &continuous->agent[i];

    mpq_sub(continuous->number, x, agent->shift);
    mpq_div(continuous->number, continuous->number, agent->factor);
    xp_grid_cdf(chance, continuous, grid, i, continuous->number);
    if (mpq_sgn(agent->factor) > 0)
    {
        xp_interval_negate(chance, chance);
        mpz_set_ui(grid->product, 0);
        mpz_setbit(grid->product, grid->bits);
        mpz_add(chance->low, chance->low, grid->product);
        mpz_add(chance->high, chance->high, grid->product);
    }
}

/*
 * E max(X_0 + X_1 - C, 0) is the integral of P(X_0 > u) P(X_1 > C - u) over u, and given X_0 = x
 * that of the second factor up to x, given X_1 = x that of the first from C - x on.  The first
 * factor, now[1], falls; the second, now[0], rises.
 */
void xp_grid_project(xp_continuous_t continuous, xp_grid_t *grid)
{
    size_t i;

    for (i = 0; i < 2; i++)
        xp_interval_swap(&grid->before[i], &grid->now[i]);
    find_chance(&grid->now[1], continuous, grid, 0, grid->point);
    mpq_sub(continuous->other, continuous->threshold, grid->point);
    find_chance(&grid->now[0], continuous, grid, 1, continuous->other);
    check_rise(continuous, grid, 0, &grid->now[0]);
    xp_interval_negate(grid->value, &grid->now[1]);
    mpz_set_ui(grid->product, 0);
    mpz_setbit(grid->product, grid->bits);
    mpz_add(grid->value->low, grid->value->low, grid->product);
    mpz_add(grid->value->high, grid->value->high, grid->product);
    check_rise(continuous, grid, 1, grid->value);
    if (grid->count > 0)
    {
        mpz_mul(grid->all->low, grid->before[0].low, grid->now[1].low);
        xp_shift_down(grid->all->low, grid->all->low, grid->bits);
        mpz_mul(grid->all->high, grid->now[0].high, grid->before[1].high);
        xp_shift_up(grid->all->high, grid->all->high, grid->bits);
        xp_grid_add(grid->total, grid, grid->all->low, grid->all->high);
        xp_grid_place(grid->number, continuous, 0, continuous->agent[0].worst->low);
        if (mpq_cmp(grid->point, grid->number) <= 0)
            xp_grid_add(&grid->tail[0], grid, grid->before[0].low, grid->now[0].high);
        xp_grid_place(grid->number, continuous, 1, continuous->agent[1].worst->low);
        if (mpq_cmp(grid->number, grid->last) <= 0)
            xp_grid_add(&grid->tail[1], grid, grid->now[1].low, grid->before[1].high);
    }
    for (i = 0; i < 2; i++)
        keep_ends(continuous, grid, i);
}
