/* What linear rebates return in the worst case: by generators, and the best by linear program. */
#include <expost/rule/worst_case.h>

#include <assert.h>

#include "lp/lp.h"

/*
 * The columns: c_0, then the sums s_r = c_1 + ... + c_r for r = 1, ..., n - 1, then k.  At the
 * generator of r ones the rebates are r s_{r-1} + (n - r) s_r, so that rows are short, and nobody's
 * rebate is below 0 exactly when no s_r is.
 */
static slong share_column(slong agents)
{
    return agents;
}

/* sign times the rebates at the generator of r ones. */
static void add_rebates(xp_lp_t lp, slong agents, slong r, slong sign)
{
    fmpq_t coefficient;

    fmpq_init(coefficient);
    fmpq_set_si(coefficient, sign * r, 1);
    if (r > 1)
        xp_lp_add_entry(lp, r - 1, coefficient);
    fmpq_set_si(coefficient, sign * (agents - r), 1);
    if (r < agents)
        xp_lp_add_entry(lp, r, coefficient);
    fmpq_clear(coefficient);
}

/* At the generator of r ones: revenue - rebates >= 0 and rebates - k revenue >= 0. */
static void add_generator(xp_lp_t lp, slong agents, slong units, slong r)
{
    const slong revenue = r > units ? units : 0;
    fmpq_t number;

    fmpq_init(number);
    fmpq_set_si(number, -revenue, 1);
    xp_lp_add_row(lp, 0, number);
    add_rebates(lp, agents, r, -1);
    fmpq_zero(number);
    xp_lp_add_row(lp, 0, number);
    add_rebates(lp, agents, r, 1);
    fmpq_set_si(number, -revenue, 1);
    xp_lp_add_entry(lp, share_column(agents), number);
    fmpq_clear(number);
}

/* At v = 0, where there is no revenue: 0 <= n c_0 <= 0. */
static void add_apex(xp_lp_t lp, slong agents)
{
    fmpq_t number, zero;
    slong sign;

    fmpq_init(number);
    fmpq_init(zero);
    for (sign = -1; sign <= 1; sign += 2)
    {
        fmpq_set_si(number, sign * agents, 1);
        xp_lp_add_row(lp, 0, zero);
        xp_lp_add_entry(lp, 0, number);
    }
    fmpq_clear(zero);
    fmpq_clear(number);
}

static void make_program(xp_lp_t lp, slong agents, slong units, int voluntary)
{
    slong r;

    xp_lp_init(lp, agents + 1);
    fmpq_set_si(lp->objective + share_column(agents), -1, 1);
    for (r = 0; r < agents; r++)
        lp->nonnegative[r] = voluntary != 0;
    add_apex(lp, agents);
    for (r = 1; r <= agents; r++)
        add_generator(lp, agents, units, r);
}

xp_status_t xp_worst_case_optimum(fmpq_t share, fmpq *rebate, slong agents, slong units,
                                  int voluntary, const xp_progress_t *progress,
                                  xp_error_t error)
{
    xp_lp_result_t result;
    xp_status_t status;
    xp_lp_t lp;
    slong j;

    assert(units >= 1 && units < agents && agents <= XP_WORST_CASE_AGENTS);
    make_program(lp, agents, units, voluntary);
    xp_lp_result_init(result);
    status = xp_lp_solve(result, lp, NULL, progress, error);
    /* rebates of 0 return the share 0, and no share is above 1 */
    if (status == XP_OK && result->verdict != XP_LP_OPTIMAL)
    {
        assert(result->verdict == XP_LP_UNKNOWN);
        xp_error_set(error, "the linear program of %ld agents has no proved answer: %s",
                     (long) agents, result->reason);
        status = XP_LIMIT;
    }
    if (status == XP_OK)
    {
        fmpq_set(share, result->x + share_column(agents));
        fmpq_set(rebate, result->x);
        for (j = 1; j < agents; j++)
            if (j == 1)
                fmpq_set(rebate + j, result->x + j);
            else
                fmpq_sub(rebate + j, result->x + j, result->x + j - 1);
    }
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
    return status;
}

/* Z at the generator of r ones, without c_0; sum = c_1 + ... + c_{r-1}. */
static void find_rebates(fmpq_t rebates, const fmpq_t sum, const fmpq *rebate, slong agents,
                         slong r)
{
    fmpq_t own;

    fmpq_init(own);
    fmpq_mul_si(rebates, sum, agents);
    if (r < agents)
        fmpq_mul_si(own, rebate + r, agents - r);
    fmpq_add(rebates, rebates, own);
    fmpq_clear(own);
}

static xp_status_t refuse(xp_error_t error, slong r, int above)
{
    xp_error_set(error, "where %ld values are 1 and the others 0 the rebates are in sum %s",
                 (long) r, above ? "more than the revenue" : "below 0 without a revenue");
    return XP_REFUSED;
}

xp_status_t xp_worst_case_of(fmpq_t share, const fmpq *rebate, slong agents, slong units,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t sum, rebates, least;
    slong r;

    assert(units >= 1 && units < agents);
    if (!fmpq_is_zero(rebate))
        return refuse(error, 0, fmpq_sgn(rebate) > 0);
    fmpq_init(sum);
    fmpq_init(rebates);
    fmpq_init(least);
    for (r = 1; r <= agents && status == XP_OK; r++)
    {
        find_rebates(rebates, sum, rebate, agents, r);
        if (r <= units && !fmpq_is_zero(rebates))
            status = refuse(error, r, fmpq_sgn(rebates) > 0);
        if (r > units && status == XP_OK)
        {
            if (fmpq_cmp_si(rebates, units) > 0)
                status = refuse(error, r, 1);
            if (r == units + 1 || fmpq_cmp(rebates, least) < 0)
                fmpq_set(least, rebates);
        }
        if (r < agents)
            fmpq_add(sum, sum, rebate + r);
    }
    if (status == XP_OK)
    {
        fmpq_set_si(sum, units, 1);
        fmpq_div(share, least, sum);
    }
    fmpq_clear(least);
    fmpq_clear(rebates);
    fmpq_clear(sum);
    return status;
}

int xp_rebates_are_voluntary(const fmpq *rebate, slong agents)
{
    int voluntary = fmpq_sgn(rebate) >= 0;
    fmpq_t sum;
    slong j;

    /* the vectors of others are a cone too: at its generators z_i is c_1 + ... + c_r */
    fmpq_init(sum);
    for (j = 1; j < agents; j++)
    {
        fmpq_add(sum, sum, rebate + j);
        voluntary = voluntary && fmpq_sgn(sum) >= 0;
    }
    fmpq_clear(sum);
    return voluntary;
}
