/* What the evidence of a certificate about continuous types shows. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"

void xp_interval_bounds_init(xp_interval_bounds_t bounds, slong n)
{
    bounds->n = n;
    for (slong k = 0; k < 2; k++)
    {
        bounds->tail[k] = _fmpq_vec_init(n);
        bounds->at_low[k] = _fmpq_vec_init(n);
        bounds->at_high[k] = _fmpq_vec_init(n);
        bounds->share[k] = _fmpq_vec_init(n);
        bounds->most[k] = _fmpq_vec_init(n);
        fmpq_init(bounds->total + k);
        fmpq_init(bounds->value + k);
    }
}

void xp_interval_bounds_clear(xp_interval_bounds_t bounds)
{
    for (slong k = 0; k < 2; k++)
    {
        _fmpq_vec_clear(bounds->tail[k], bounds->n);
        _fmpq_vec_clear(bounds->at_low[k], bounds->n);
        _fmpq_vec_clear(bounds->at_high[k], bounds->n);
        _fmpq_vec_clear(bounds->share[k], bounds->n);
        _fmpq_vec_clear(bounds->most[k], bounds->n);
        fmpq_clear(bounds->total + k);
        fmpq_clear(bounds->value + k);
    }
}

void xp_certified_hull(fmpq_t low, fmpq_t high, const xp_interval_certificate_t certificate)
{
    for (slong i = 0; i < certificate->n; i++)
    {
        const xp_distribution_struct *distribution = certificate->agent[i].distribution;

        if (i == 0 || fmpq_cmp(distribution->low, low) < 0)
            fmpq_set(low, distribution->low);
        if (i == 0 || fmpq_cmp(distribution->high, high) > 0)
            fmpq_set(high, distribution->high);
    }
}

void xp_certified_share(fmpq_t low, fmpq_t high, const xp_interval_certificate_t certificate,
                              slong agent, slong bits)
{
    const xp_certified_agent_struct *self = certificate->agent + agent;
    int found;

    if (certificate->problem != XP_PROBLEM_PARTNERSHIP || self->by == XP_STATED_NUMBER)
    {
        fmpq_set(low, self->slope);
        fmpq_set(high, self->slope);
        return;
    }
    found = xp_real_bounds(low, high, self->share, bits);
    if (!found)
    {
        fmpq_zero(low);
        fmpq_one(high);
    }
}

/* The slope r - G, or R - A P, at one end of the bracket: least or greatest value. */
static void find_slope(fmpq_t slope, const xp_interval_certificate_t certificate,
                       const xp_interval_bounds_t bounds, fmpq *const *at, slong i, int greatest)
{
    fmpq_t factor;

    fmpq_init(factor);
    if (certificate->problem == XP_PROBLEM_PROJECT)
        fmpq_set(factor, certificate->agent[i].factor);
    else
        fmpq_one(factor);
    fmpq_set(slope, bounds->share[greatest] + i);
    fmpq_submul(slope, factor, at[(fmpq_sgn(factor) > 0) != greatest] + i);
    fmpq_clear(factor);
}

/* The worst-off type lies in the bracket. */
static int check_bracket(const xp_interval_certificate_t certificate,
                         const xp_interval_bounds_t bounds, slong i)
{
    const xp_certified_agent_struct *agent = certificate->agent + i;
    int good = 1;
    fmpq_t slope;

    fmpq_init(slope);
    if (!fmpq_equal(agent->worst_low, agent->distribution->low))
    {
        find_slope(slope, certificate, bounds, bounds->at_low, i, 0);
        good = fmpq_sgn(slope) >= 0;
    }
    if (good && !fmpq_equal(agent->worst_high, agent->distribution->high))
    {
        find_slope(slope, certificate, bounds, bounds->at_high, i, 1);
        good = fmpq_sgn(slope) <= 0;
    }
    fmpq_clear(slope);
    return good;
}

/*
 * H_i, or the least value of L_i: that at LO is a bound on one side, and with HI - LO times the
 * slope there, where it gains, on the other.
 */
static void find_most(const xp_interval_certificate_t certificate, xp_interval_bounds_t bounds,
                      slong i)
{
    const xp_certified_agent_struct *agent = certificate->agent + i;
    int project = certificate->problem == XP_PROBLEM_PROJECT;
    fmpq_t slope, width, best[2];

    fmpq_init(slope);
    fmpq_init(width);
    find_slope(slope, certificate, bounds, bounds->at_low, i, 1);
    fmpq_sub(width, agent->worst_high, agent->worst_low);
    for (int k = 0; k < 2; k++)
    {
        int side = (fmpq_sgn(agent->worst_low) >= 0) == (k == 1);

        fmpq_init(best[k]);
        fmpq_mul(best[k], agent->worst_low, bounds->share[side] + i);
        if (project)
        {
            fmpq_add(best[k], best[k], agent->constant);
            fmpq_sub(best[k], best[k], bounds->tail[1 - k] + i);
        }
        else
            fmpq_add(best[k], best[k], bounds->tail[k] + i);
    }
    if (fmpq_sgn(slope) > 0)
        fmpq_addmul(best[1], width, slope);
    for (int k = 0; k < 2; k++)
        if (project)
            fmpq_neg(bounds->most[k] + i, best[1 - k]);
        else
            fmpq_set(bounds->most[k] + i, best[k]);
    fmpq_clear(slope);
    fmpq_clear(width);
    fmpq_clear(best[0]);
    fmpq_clear(best[1]);
}

/* value = (n - 1) total - sum of most; goods: -beta - (n - 1) total + sum of (most + C). */
static void find_value(const xp_interval_certificate_t certificate, xp_interval_bounds_t bounds)
{
    int project = certificate->problem == XP_PROBLEM_PROJECT;
    fmpq_t others, low, high;

    fmpq_init(others);
    fmpq_init(low);
    fmpq_init(high);
    xp_certified_hull(low, high, certificate);
    fmpq_set_si(others, certificate->n - 1, 1);
    if (!project)
        fmpq_neg(others, others);
    for (int k = 0; k < 2; k++)
    {
        fmpq *value = bounds->value + k;

        fmpq_mul(value, others, bounds->total + (project ? k : 1 - k));
        if (!project)
            fmpq_sub(value, value, high);
        for (slong i = 0; i < certificate->n; i++)
            if (project)
                fmpq_sub(value, value, bounds->most[1 - k] + i);
            else
            {
                fmpq_add(value, value, bounds->most[k] + i);
                fmpq_add(value, value, certificate->agent[i].constant);
            }
    }
    fmpq_clear(others);
    fmpq_clear(low);
    fmpq_clear(high);
}

static int follows(const xp_interval_certificate_t certificate, const xp_interval_bounds_t bounds)
{
    switch (certificate->claim)
    {
    case XP_INTERVAL_DISSOLVABLE:
        return fmpq_sgn(bounds->value + 1) <= 0;
    case XP_INTERVAL_NOT_DISSOLVABLE:
        return fmpq_sgn(bounds->value) > 0;
    case XP_INTERVAL_SUBSIDY:
        break;
    }
    return fmpq_cmp(certificate->low, bounds->value) <= 0
           && fmpq_cmp(bounds->value + 1, certificate->high) <= 0;
}

int xp_interval_bounds_judge(xp_interval_bounds_t bounds,
                             const xp_interval_certificate_t certificate, slong bits)
{
    int good = 1;

    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_share(bounds->share[0] + i, bounds->share[1] + i, certificate, i, bits);
        good = check_bracket(certificate, bounds, i) && good;
        find_most(certificate, bounds, i);
    }
    find_value(certificate, bounds);
    return good;
}

xp_status_t xp_interval_bounds(int *shown, xp_interval_bounds_t bounds,
                               const xp_interval_certificate_t certificate, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int shares = 0;

    if (certificate->exact)
        status = xp_interval_bound_exactly(bounds, certificate, error);
    else
        xp_interval_bound_by_grid(bounds, certificate);
    if (status != XP_OK)
        return status;
    for (slong i = 0; i < certificate->n; i++)
        shares = shares || certificate->agent[i].by != XP_STATED_NUMBER;
    *shown = 0;
    /* only irrational shares are not known better already */
    for (slong bits = 64; !*shown && bits <= (shares ? 16384 : 64); bits *= 2)
        *shown = xp_interval_bounds_judge(bounds, certificate, bits)
                 && follows(certificate, bounds);
    return XP_OK;
}
