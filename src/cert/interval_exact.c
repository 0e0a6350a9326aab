/* Certificates about continuous types: the bounds where all cdfs are piecewise polynomials. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"

static void set_both(fmpq **pair, slong i, const fmpq_t value)
{
    fmpq_set(pair[0] + i, value);
    fmpq_set(pair[1] + i, value);
}

void xp_certified_product(xp_piecewise_t g, const xp_interval_certificate_t certificate,
                         slong except)
{
    fmpq_t low, high, zero, one;
    fmpq_poly_t unit;
    xp_piecewise_t f;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_one(one);
    fmpq_poly_init(unit);
    xp_piecewise_init(f);
    fmpq_poly_one(unit);
    xp_certified_hull(low, high, certificate);
    xp_piecewise_set_poly(g, low, high, unit);
    for (slong i = 0; i < certificate->n; i++)
        if (i != except)
        {
            xp_piecewise_set(f, certificate->agent[i].distribution->cdf);
            xp_piecewise_set_domain(f, low, high, zero, one);
            xp_piecewise_mul(g, g, f);
        }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_poly_clear(unit);
    xp_piecewise_clear(f);
}

static void bound_good(xp_interval_bounds_t bounds, const xp_interval_certificate_t certificate)
{
    slong n = certificate->n;
    xp_piecewise_t g, integral;
    fmpq_t value, end;

    xp_piecewise_init(g);
    xp_piecewise_init(integral);
    fmpq_init(value);
    fmpq_init(end);
    xp_certified_product(g, certificate, -1);
    xp_piecewise_integral(value, g);
    fmpq_set(bounds->total, value);
    fmpq_set(bounds->total + 1, value);
    for (slong i = 0; i < n; i++)
    {
        const xp_certified_agent_struct *agent = certificate->agent + i;
        slong same = xp_certified_same(certificate, i);

        /* agents with one cdf have one G */
        if (i == 0 || same == i || same != xp_certified_same(certificate, i - 1))
        {
            xp_certified_product(g, certificate, i);
            xp_piecewise_primitive(integral, g);
        }
        xp_piecewise_evaluate(value, g, agent->worst_low);
        set_both(bounds->at_low, i, value);
        xp_piecewise_evaluate(value, g, agent->worst_high);
        set_both(bounds->at_high, i, value);
        xp_piecewise_evaluate(end, integral, integral->knot + integral->count);
        xp_piecewise_evaluate(value, integral, agent->worst_low);
        fmpq_sub(value, end, value);
        set_both(bounds->tail, i, value);
    }
    xp_piecewise_clear(g);
    xp_piecewise_clear(integral);
    fmpq_clear(value);
    fmpq_clear(end);
}

/* A sum of independent A t + B: density, not set where there is none, plus a constant. */
typedef struct
{
    xp_piecewise_t density;
    fmpq_t constant;
} sum_t;

static sum_t *init_sums(slong count)
{
    sum_t *sum = xp_calloc((size_t) count, sizeof(sum_t));

    for (slong i = 0; i < count; i++)
    {
        xp_piecewise_init(sum[i].density);
        fmpq_init(sum[i].constant);
    }
    return sum;
}

static void clear_sums(sum_t *sum, slong count)
{
    for (slong i = 0; i < count; i++)
    {
        xp_piecewise_clear(sum[i].density);
        fmpq_clear(sum[i].constant);
    }
    free(sum);
}

static void set_single(sum_t *sum, const xp_certified_agent_struct *agent)
{
    fmpq_t a, b;

    fmpq_set(sum->constant, agent->shift);
    if (fmpq_is_zero(agent->factor))
        return;
    fmpq_init(a);
    fmpq_init(b);
    fmpq_inv(a, agent->factor);
    xp_piecewise_derivative(sum->density, agent->distribution->cdf);
    xp_piecewise_compose_affine(sum->density, sum->density, a, b);
    fmpq_abs(a, a);
    xp_piecewise_scalar_mul(sum->density, sum->density, a);
    fmpq_clear(a);
    fmpq_clear(b);
}

static xp_status_t add_sums(sum_t *sum, const sum_t *a, const sum_t *b, xp_error_t error)
{
    fmpq_add(sum->constant, a->constant, b->constant);
    if (a->density->count == 0)
        xp_piecewise_set(sum->density, b->density);
    else if (b->density->count == 0)
        xp_piecewise_set(sum->density, a->density);
    else
        return xp_piecewise_convolve(sum->density, a->density, b->density, error);
    return XP_OK;
}

/* gain = E max(S - y, 0) and chance = P(S > y). */
static void evaluate_sum(fmpq_t gain, fmpq_t chance, const sum_t *sum, const fmpq_t y)
{
    xp_piecewise_t cdf, integral;
    fmpq_t x, part;
    const fmpq *first, *last;

    fmpq_init(x);
    fmpq_init(part);
    fmpq_sub(x, y, sum->constant);
    fmpq_zero(gain);
    if (sum->density->count == 0)
    {
        fmpq_set_si(chance, fmpq_sgn(x) < 0, 1);
        if (fmpq_sgn(x) < 0)
            fmpq_neg(gain, x);
        fmpq_clear(x);
        fmpq_clear(part);
        return;
    }
    first = sum->density->knot;
    last = sum->density->knot + sum->density->count;
    xp_piecewise_init(cdf);
    xp_piecewise_init(integral);
    xp_piecewise_primitive(cdf, sum->density);
    xp_piecewise_primitive(integral, cdf);
    fmpq_zero(chance);
    if (fmpq_cmp(x, last) < 0)
    {
        /* the integral of 1 - F from x to the last knot */
        fmpq_sub(gain, last, x);
        xp_piecewise_evaluate(part, integral, last);
        fmpq_sub(gain, gain, part);
        if (fmpq_cmp(x, first) > 0)
        {
            xp_piecewise_evaluate(part, integral, x);
            fmpq_add(gain, gain, part);
            xp_piecewise_evaluate(chance, cdf, x);
        }
        fmpq_one(part);
        fmpq_sub(chance, part, chance);
    }
    xp_piecewise_clear(cdf);
    xp_piecewise_clear(integral);
    fmpq_clear(x);
    fmpq_clear(part);
}

/* C - A t - B. */
static void set_rest(fmpq_t y, const xp_interval_certificate_t certificate,
                     const xp_certified_agent_struct *agent, const fmpq_t type)
{
    fmpq_sub(y, certificate->threshold, agent->shift);
    fmpq_submul(y, agent->factor, type);
}

static xp_status_t bound_project(xp_interval_bounds_t bounds,
                                 const xp_interval_certificate_t certificate, xp_error_t error)
{
    slong n = certificate->n;
    sum_t *single = init_sums(n), *before = init_sums(n + 1), *behind = init_sums(n + 1);
    xp_status_t status = XP_OK;
    fmpq_t gain, chance, y;

    fmpq_init(gain);
    fmpq_init(chance);
    fmpq_init(y);
    for (slong i = 0; i < n; i++)
        set_single(single + i, certificate->agent + i);
    for (slong i = 0; status == XP_OK && i < n; i++)
        status = add_sums(before + i + 1, before + i, single + i, error);
    for (slong i = n; status == XP_OK && i-- > 0;)
        status = add_sums(behind + i, single + i, behind + i + 1, error);
    for (slong i = 0; status == XP_OK && i < n; i++)
    {
        const xp_certified_agent_struct *agent = certificate->agent + i;

        status = add_sums(single + i, before + i, behind + i + 1, error);
        if (status != XP_OK)
            break;
        set_rest(y, certificate, agent, agent->worst_high);
        evaluate_sum(gain, chance, single + i, y);
        set_both(bounds->at_high, i, chance);
        set_rest(y, certificate, agent, agent->worst_low);
        evaluate_sum(gain, chance, single + i, y);
        set_both(bounds->at_low, i, chance);
        set_both(bounds->tail, i, gain);
    }
    if (status == XP_OK)
    {
        evaluate_sum(gain, chance, behind, certificate->threshold);
        fmpq_set(bounds->total, gain);
        fmpq_set(bounds->total + 1, gain);
    }
    clear_sums(single, n);
    clear_sums(before, n + 1);
    clear_sums(behind, n + 1);
    fmpq_clear(gain);
    fmpq_clear(chance);
    fmpq_clear(y);
    return status;
}

xp_status_t xp_interval_bound_exactly(xp_interval_bounds_t bounds,
                                      const xp_interval_certificate_t certificate,
                                      xp_error_t error)
{
    if (certificate->problem == XP_PROBLEM_PROJECT)
        return bound_project(bounds, certificate, error);
    bound_good(bounds, certificate);
    return XP_OK;
}
