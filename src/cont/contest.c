/* The largest of independent numbers: its distribution, by products of cdfs. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "contest.h"
#include "interim_impl.h"

void xp_contest_init(xp_contest_t contest)
{
    contest->m = 0;
    contest->owner = NULL;
    contest->slope = NULL;
    contest->shift = NULL;
    contest->cdf = NULL;
    contest->floor = -1;
    fmpq_init(contest->low);
    fmpq_init(contest->high);
}

void xp_contest_clear(xp_contest_t contest)
{
    for (slong a = 0; a < contest->m; a++)
        xp_piecewise_clear(contest->cdf + a);
    free(contest->cdf);
    free(contest->owner);
    if (contest->slope != NULL)
    {
        _fmpq_vec_clear(contest->slope, contest->m);
        _fmpq_vec_clear(contest->shift, contest->m);
    }
    fmpq_clear(contest->low);
    fmpq_clear(contest->high);
}

/* The cdf of slope t + shift. */
static void set_cdf(xp_piecewise_t cdf, const xp_distribution_t distribution, const fmpq_t slope,
                    const fmpq_t shift)
{
    fmpq_t a;
    fmpq_t b;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_inv(a, slope);
    fmpq_mul(b, shift, a);
    fmpq_neg(b, b);
    xp_piecewise_compose_affine(cdf, distribution->cdf, a, b);
    if (fmpq_sgn(slope) < 0)
    {
        fmpq_set_si(a, -1, 1);
        fmpq_one(b);
        xp_piecewise_scalar_mul(cdf, cdf, a);
        xp_piecewise_add_scalar(cdf, cdf, b);
    }
    fmpq_clear(a);
    fmpq_clear(b);
}

/* low and high of the contest take in [from, to]. */
static void extend_hull(xp_contest_t contest, int *some, const fmpq_t from, const fmpq_t to)
{
    if (!*some || fmpq_cmp(from, contest->low) < 0)
        fmpq_set(contest->low, from);
    if (!*some || fmpq_cmp(to, contest->high) > 0)
        fmpq_set(contest->high, to);
    *some = 1;
}

void xp_contest_set(xp_contest_t contest, const xp_outcomes_t outcomes,
                    const xp_continuous_t model, slong without)
{
    slong m = outcomes->m;
    int some = 0;
    fmpq_t a1;
    fmpq_t a0;

    contest->m = 0;
    contest->owner = xp_malloc((size_t) m * sizeof(slong));
    contest->slope = _fmpq_vec_init(m);
    contest->shift = _fmpq_vec_init(m);
    contest->cdf = xp_malloc((size_t) m * sizeof(xp_piecewise_struct));
    fmpq_init(a1);
    fmpq_init(a0);
    for (slong a = 0; a < m; a++)
    {
        slong k = contest->m;
        xp_piecewise_struct *cdf = contest->cdf + k;

        if (without >= 0 && model->agent[without].available != NULL
            && !model->agent[without].available[a])
            continue;
        contest->owner[k] = -1;
        fmpq_zero(contest->slope + k);
        fmpq_neg(contest->shift + k, outcomes->cost + a);
        for (slong i = 0; i < outcomes->n; i++)
        {
            if (i == without)
                continue;
            xp_outcomes_affine(a1, a0, xp_outcomes_value(outcomes, i, a));
            fmpq_add(contest->shift + k, contest->shift + k, a0);
            if (!fmpq_is_zero(a1))
            {
                contest->owner[k] = i;
                fmpq_set(contest->slope + k, a1);
            }
        }
        xp_piecewise_init(cdf);
        if (contest->owner[k] >= 0)
        {
            set_cdf(cdf, model->agent[contest->owner[k]].distribution, contest->slope + k,
                    contest->shift + k);
            extend_hull(contest, &some, cdf->knot, cdf->knot + cdf->count);
        }
        else
        {
            if (contest->floor < 0
                || fmpq_cmp(contest->shift + k, contest->shift + contest->floor) > 0)
                contest->floor = k;
            extend_hull(contest, &some, contest->shift + k, contest->shift + k);
        }
        contest->m++;
    }
    /* Only constants: the hull must not be one point. */
    if (fmpq_equal(contest->low, contest->high))
        fmpq_add_si(contest->high, contest->high, 1);
    fmpq_clear(a1);
    fmpq_clear(a0);
}

void xp_contest_cdf(xp_piecewise_t cdf, const xp_contest_t contest, slong a, slong b)
{
    slong floor = contest->floor == a || contest->floor == b ? -1 : contest->floor;
    fmpq_t zero;
    fmpq_t one;
    fmpq_poly_t poly;
    xp_piecewise_t factor;

    fmpq_init(zero);
    fmpq_init(one);
    fmpq_poly_init(poly);
    xp_piecewise_init(factor);
    fmpq_one(one);
    fmpq_poly_one(poly);
    xp_piecewise_set_poly(cdf, contest->low, contest->high, poly);
    for (slong k = 0; k < contest->m; k++)
    {
        if (k == a || k == b || contest->owner[k] < 0)
            continue;
        xp_piecewise_set(factor, contest->cdf + k);
        xp_piecewise_set_domain(factor, contest->low, contest->high, zero, one);
        xp_piecewise_mul(cdf, cdf, factor);
    }
    if (floor >= 0 && fmpq_cmp(contest->shift + floor, contest->high) >= 0)
    {
        fmpq_poly_zero(poly);
        xp_piecewise_set_poly(cdf, contest->low, contest->high, poly);
    }
    else if (floor >= 0 && fmpq_cmp(contest->shift + floor, contest->low) > 0)
    {
        xp_piecewise_set_domain(cdf, contest->shift + floor, contest->high, zero, one);
        xp_piecewise_set_domain(cdf, contest->low, contest->high, zero, one);
    }
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_poly_clear(poly);
    xp_piecewise_clear(factor);
}

void xp_contest_expectation(fmpq_t mean, const xp_contest_t contest)
{
    xp_piecewise_t cdf;

    if (contest->floor >= 0 && fmpq_cmp(contest->shift + contest->floor, contest->high) >= 0)
    {
        fmpq_set(mean, contest->shift + contest->floor);
        return;
    }
    xp_piecewise_init(cdf);
    xp_contest_cdf(cdf, contest, -1, -1);
    xp_piecewise_integral(mean, cdf);
    fmpq_sub(mean, contest->high, mean);
    xp_piecewise_clear(cdf);
}

/* f as a function of the type of the owner of a. */
static void take_type(xp_piecewise_t f, const xp_contest_t contest, slong a)
{
    const xp_piecewise_struct *cdf = contest->cdf + a;
    fmpq_t zero;

    fmpq_init(zero);
    xp_piecewise_set_domain(f, cdf->knot, cdf->knot + cdf->count, zero, zero);
    xp_piecewise_compose_affine(f, f, contest->slope + a, contest->shift + a);
    fmpq_clear(zero);
}

/* h(x) = c less the integral of f from x to the end. */
static void set_tail(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t c)
{
    fmpq_t total;

    fmpq_init(total);
    xp_piecewise_integral(total, f);
    fmpq_sub(total, c, total);
    xp_piecewise_primitive(h, f);
    xp_piecewise_add_scalar(h, h, total);
    fmpq_clear(total);
}

void xp_contest_welfare(xp_piecewise_t welfare, const xp_contest_t contest, slong a)
{
    xp_piecewise_t cdf;

    /* E max(x, M) = high - integral from x to high of P(M <= y) */
    xp_piecewise_init(cdf);
    xp_contest_cdf(cdf, contest, a, -1);
    set_tail(welfare, cdf, contest->high);
    take_type(welfare, contest, a);
    xp_piecewise_clear(cdf);
}

/* The density of outcome b's number on the hull. */
static void set_density(xp_piecewise_t density, const xp_contest_t contest, slong b)
{
    fmpq_t zero;

    fmpq_init(zero);
    xp_piecewise_derivative(density, contest->cdf + b);
    xp_piecewise_set_domain(density, contest->low, contest->high, zero, zero);
    fmpq_clear(zero);
}

void xp_contest_chance(xp_piecewise_t chance, const xp_contest_t contest, slong a, slong b)
{
    xp_piecewise_t cdf;
    xp_piecewise_t density;
    fmpq_t value;
    fmpq_t zero;

    xp_piecewise_init(cdf);
    xp_piecewise_init(density);
    fmpq_init(value);
    fmpq_init(zero);
    if (a == b)
    {
        xp_contest_cdf(chance, contest, a, -1);
    }
    else if (contest->owner[b] >= 0)
    {
        /* b's number is above x and the largest of the rest */
        xp_contest_cdf(cdf, contest, a, b);
        set_density(density, contest, b);
        xp_piecewise_mul(density, density, cdf);
        set_tail(chance, density, zero);
        fmpq_set_si(zero, -1, 1);
        xp_piecewise_scalar_mul(chance, chance, zero);
    }
    else
    {
        /* x and the rest are below the constant, if b is the largest constant */
        fmpq_poly_t poly;
        const fmpq *floor = contest->shift + b;

        fmpq_poly_init(poly);
        xp_contest_cdf(cdf, contest, a, b);
        if (b == contest->floor)
            xp_piecewise_evaluate(value, cdf, floor);
        fmpq_poly_set_fmpq(poly, value);
        if (fmpq_cmp(floor, contest->low) > 0)
        {
            xp_piecewise_set_poly(chance, contest->low, floor, poly);
            fmpq_poly_zero(poly);
            if (fmpq_cmp(floor, contest->high) < 0)
                xp_piecewise_append(chance, contest->high, poly);
        }
        else
        {
            fmpq_poly_zero(poly);
            xp_piecewise_set_poly(chance, contest->low, contest->high, poly);
        }
        fmpq_poly_clear(poly);
    }
    take_type(chance, contest, a);
    xp_piecewise_clear(cdf);
    xp_piecewise_clear(density);
    fmpq_clear(value);
    fmpq_clear(zero);
}

void xp_contest_probability(fmpq_t probability, const xp_contest_t contest, slong b)
{
    xp_piecewise_t cdf;
    xp_piecewise_t density;

    xp_piecewise_init(cdf);
    xp_piecewise_init(density);
    if (contest->owner[b] >= 0)
    {
        xp_contest_cdf(cdf, contest, b, -1);
        set_density(density, contest, b);
        xp_piecewise_mul(density, density, cdf);
        xp_piecewise_integral(probability, density);
    }
    else if (b == contest->floor)
    {
        xp_contest_cdf(cdf, contest, b, -1);
        xp_piecewise_evaluate(probability, cdf, contest->shift + b);
    }
    else
    {
        fmpq_zero(probability);
    }
    xp_piecewise_clear(cdf);
    xp_piecewise_clear(density);
}
