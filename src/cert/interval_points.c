/* Certificates about continuous types: cdfs at the points of a grid, and the bounds from them. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"

slong xp_certified_same(const xp_interval_certificate_t certificate, slong agent)
{
    slong same;

    for (same = 0; same < agent; same++)
        if (xp_distribution_equal(certificate->agent[same].distribution,
                                  certificate->agent[agent].distribution))
            break;
    return same;
}

void xp_certified_place(fmpq_t place, const xp_interval_certificate_t certificate, slong agent,
                       const fmpq_t type)
{
    const xp_certified_agent_struct *self = certificate->agent + agent;
    fmpq_t value;

    fmpq_init(value);
    if (certificate->problem != XP_PROBLEM_PROJECT)
        fmpq_set(value, type);
    else
    {
        fmpq_mul(value, self->factor, type);
        fmpq_add(value, value, self->shift);
        if (agent == 1)
            fmpq_sub(value, certificate->threshold, value);
    }
    fmpq_swap(place, value);
    fmpq_clear(value);
}

static int compare_numbers(const void *a, const void *b)
{
    return fmpq_cmp((const fmpq *) a, (const fmpq *) b);
}

fmpq *xp_certified_knots(slong *count, const xp_interval_certificate_t certificate)
{
    slong room = 0, used = 0, kept = 0;
    fmpq *knots;

    for (slong i = 0; i < certificate->n; i++)
        room += certificate->agent[i].distribution->piece_count + 3
                + certificate->agent[i].distribution->cdf->count;
    knots = _fmpq_vec_init(room);
    for (slong i = 0; i < certificate->n; i++)
    {
        const xp_certified_agent_struct *agent = certificate->agent + i;
        const xp_distribution_struct *distribution = agent->distribution;
        slong pieces = distribution->polynomial ? distribution->cdf->count
                                                : distribution->piece_count;
        const fmpq *knot = distribution->polynomial ? distribution->cdf->knot
                                                    : distribution->knot;

        for (slong k = 0; k <= pieces; k++)
            xp_certified_place(knots + used++, certificate, i, knot + k);
        xp_certified_place(knots + used++, certificate, i, agent->worst_low);
        xp_certified_place(knots + used++, certificate, i, agent->worst_high);
    }
    qsort(knots, (size_t) used, sizeof(fmpq), compare_numbers);
    for (slong k = 0; k < used; k++)
        if (kept == 0 || !fmpq_equal(knots + kept - 1, knots + k))
            fmpq_swap(knots + kept++, knots + k);
    for (slong k = kept; k < room; k++)
        fmpq_clear(knots + k);
    *count = kept;
    return knots;
}

/* F of the agent at a rational type. */
static void evaluate_cdf(arb_t value, const xp_distribution_t distribution, const fmpq_t type,
                         slong precision)
{
    arb_t x;

    if (fmpq_cmp(type, distribution->low) <= 0)
        arb_zero(value);
    else if (fmpq_cmp(type, distribution->high) >= 0)
        arb_one(value);
    else
    {
        arb_init(x);
        arb_set_fmpq(x, type, precision);
        xp_distribution_cdf(value, distribution, x, precision);
        arb_clear(x);
    }
}

void xp_certified_cdf(arb_t value, const xp_interval_certificate_t certificate, slong agent,
                        const fmpq *point, slong precision)
{
    const xp_certified_agent_struct *other = certificate->agent + agent;
    int turned;
    fmpq_t type;

    if (certificate->problem != XP_PROBLEM_PROJECT)
    {
        evaluate_cdf(value, other->distribution, point, precision);
        return;
    }
    other = certificate->agent + 1 - agent;
    fmpq_init(type);
    if (agent == 0)
        fmpq_sub(type, certificate->threshold, point);
    else
        fmpq_set(type, point);
    fmpq_sub(type, type, other->shift);
    fmpq_div(type, type, other->factor);
    evaluate_cdf(value, other->distribution, type, precision);
    /* F(t) is P(X <= x) for A > 0 and P(X >= x) for A < 0 */
    turned = (fmpq_sgn(other->factor) > 0) == (agent == 0);
    if (turned)
    {
        arb_sub_ui(value, value, 1, precision);
        arb_neg(value, value);
    }
    fmpq_clear(type);
}

/* Integers with precision bits behind the point, below and above the ball, from 0 to 1. */
static void round_ball(fmpz_t low, fmpz_t high, const arb_t ball, slong precision)
{
    arb_t scaled;
    arf_t end;
    fmpz_t one;

    arb_init(scaled);
    arf_init(end);
    fmpz_init(one);
    fmpz_one_2exp(one, (ulong) precision);
    arb_mul_2exp_si(scaled, ball, precision);
    arb_get_lbound_arf(end, scaled, 2 * precision);
    arf_get_fmpz(low, end, ARF_RND_FLOOR);
    arb_get_ubound_arf(end, scaled, 2 * precision);
    arf_get_fmpz(high, end, ARF_RND_CEIL);
    if (fmpz_sgn(low) < 0)
        fmpz_zero(low);
    if (fmpz_cmp(high, one) > 0)
        fmpz_set(high, one);
    arb_clear(scaled);
    arf_clear(end);
    fmpz_clear(one);
}

/* The sums so far; at and before: [low, high] of every rising function, at two points. */
typedef struct
{
    slong n;
    slong precision;
    fmpz *at[2];
    fmpz *before[2];
    fmpz *product[2];
    fmpz *product_before[2];
    fmpz *tail[2];
    fmpz total[2];
    fmpz step[2];
    fmpz_t one;
    fmpz_t number;
} sums_t;

static void init_sums(sums_t *sums, slong n, slong precision)
{
    sums->n = n;
    sums->precision = precision;
    for (int k = 0; k < 2; k++)
    {
        sums->at[k] = _fmpz_vec_init(n);
        sums->before[k] = _fmpz_vec_init(n);
        sums->product[k] = _fmpz_vec_init(n + 1);
        sums->product_before[k] = _fmpz_vec_init(n + 1);
        sums->tail[k] = _fmpz_vec_init(n);
        fmpz_init(sums->total + k);
        fmpz_init(sums->step + k);
    }
    fmpz_init(sums->one);
    fmpz_init(sums->number);
    fmpz_one_2exp(sums->one, (ulong) precision);
}

static void clear_sums(sums_t *sums)
{
    for (int k = 0; k < 2; k++)
    {
        _fmpz_vec_clear(sums->at[k], sums->n);
        _fmpz_vec_clear(sums->before[k], sums->n);
        _fmpz_vec_clear(sums->product[k], sums->n + 1);
        _fmpz_vec_clear(sums->product_before[k], sums->n + 1);
        _fmpz_vec_clear(sums->tail[k], sums->n);
        fmpz_clear(sums->total + k);
        fmpz_clear(sums->step + k);
    }
    fmpz_clear(sums->one);
    fmpz_clear(sums->number);
}

/* z = x y with the precision, rounded down (0) or up (1). */
static void multiply(fmpz_t z, const fmpz_t x, const fmpz_t y, slong precision, int up)
{
    fmpz_mul(z, x, y);
    if (up)
        fmpz_cdiv_q_2exp(z, z, (ulong) precision);
    else
        fmpz_fdiv_q_2exp(z, z, (ulong) precision);
}

/* The cdfs at a point; of goods also G_i and, in place n, the product of all. */
static void evaluate_point(sums_t *sums, const xp_interval_certificate_t certificate,
                           const slong *same, const fmpq_t point)
{
    slong n = certificate->n;
    arb_t ball;

    arb_init(ball);
    for (slong i = 0; i < n; i++)
    {
        if (same[i] < i)
        {
            fmpz_set(sums->at[0] + i, sums->at[0] + same[i]);
            fmpz_set(sums->at[1] + i, sums->at[1] + same[i]);
            continue;
        }
        xp_certified_cdf(ball, certificate, i, point, sums->precision + 32);
        round_ball(sums->at[0] + i, sums->at[1] + i, ball, sums->precision);
    }
    arb_clear(ball);
    if (certificate->problem == XP_PROBLEM_PROJECT)
        return;
    for (int k = 0; k < 2; k++)
    {
        /* from the left the products before i; from the right those behind it, in number */
        fmpz_set(sums->product[k], sums->one);
        for (slong i = 0; i < n; i++)
            multiply(sums->product[k] + i + 1, sums->product[k] + i, sums->at[k] + i,
                     sums->precision, k);
        fmpz_set(sums->number, sums->one);
        for (slong i = n; i-- > 0;)
        {
            multiply(sums->product[k] + i, sums->product[k] + i, sums->number, sums->precision, k);
            multiply(sums->number, sums->number, sums->at[k] + i, sums->precision, k);
        }
    }
}

static void add_good(sums_t *sums, const xp_interval_certificate_t certificate,
                     const fmpq_t left)
{
    slong n = certificate->n;

    for (int k = 0; k < 2; k++)
    {
        fmpz *const *side = k == 0 ? sums->product_before : sums->product;

        fmpz_addmul(sums->total + k, sums->step + k, side[k] + n);
        for (slong i = 0; i < n; i++)
            if (fmpq_cmp(certificate->agent[i].worst_low, left) <= 0)
                fmpz_addmul(sums->tail[k] + i, sums->step + k, side[k] + i);
    }
}

/* With b = P(X_1 > C - u), which rises, and a = P(X_0 > u), which falls: a is 1 less at[1]. */
static void add_project(sums_t *sums, const xp_interval_certificate_t certificate,
                        const fmpq_t left, const fmpq_t right)
{
    fmpq_t place[2];
    fmpz_t a;

    fmpz_init(a);
    for (slong i = 0; i < 2; i++)
    {
        fmpq_init(place[i]);
        xp_certified_place(place[i], certificate, i, certificate->agent[i].worst_low);
    }
    for (int k = 0; k < 2; k++)
    {
        const fmpz *b = k == 0 ? sums->before[0] : sums->at[1];

        fmpz_sub(a, sums->one, k == 0 ? sums->at[1] + 1 : sums->before[0] + 1);
        multiply(sums->number, a, b, sums->precision, k);
        fmpz_addmul(sums->total + k, sums->step + k, sums->number);
        if (fmpq_cmp(right, place[0]) <= 0)
            fmpz_addmul(sums->tail[k], sums->step + k, b);
        if (fmpq_cmp(place[1], left) <= 0)
            fmpz_addmul(sums->tail[k] + 1, sums->step + k, a);
    }
    fmpq_clear(place[0]);
    fmpq_clear(place[1]);
    fmpz_clear(a);
}

/* G_i, or the chance of agent i, at the present point: side 0 low, 1 high. */
static void get_value(fmpq_t value, sums_t *sums, const xp_interval_certificate_t certificate,
                      slong i, int side)
{
    if (certificate->problem != XP_PROBLEM_PROJECT)
        fmpz_set(sums->number, sums->product[side] + i);
    else if (i == 0)
        fmpz_set(sums->number, sums->at[side]);
    else
        fmpz_sub(sums->number, sums->one, sums->at[1 - side] + 1);
    fmpq_set_fmpz(value, sums->number);
    fmpq_div_2exp(value, value, (ulong) sums->precision);
}

static void keep_ends(xp_interval_bounds_t bounds, sums_t *sums,
                      const xp_interval_certificate_t certificate, const fmpq_t point)
{
    fmpq_t place;

    fmpq_init(place);
    for (slong i = 0; i < certificate->n; i++)
        for (int k = 0; k < 2; k++)
        {
            xp_certified_place(place, certificate, i, certificate->agent[i].worst_low);
            if (fmpq_equal(place, point))
                get_value(bounds->at_low[k] + i, sums, certificate, i, k);
            xp_certified_place(place, certificate, i, certificate->agent[i].worst_high);
            if (fmpq_equal(place, point))
                get_value(bounds->at_high[k] + i, sums, certificate, i, k);
        }
    fmpq_clear(place);
}

static void set_step(sums_t *sums, const fmpq_t left, const fmpq_t right)
{
    fmpq_t width;

    fmpq_init(width);
    fmpq_sub(width, right, left);
    fmpq_mul_2exp(width, width, (ulong) sums->precision);
    fmpz_fdiv_q(sums->step, fmpq_numref(width), fmpq_denref(width));
    fmpz_cdiv_q(sums->step + 1, fmpq_numref(width), fmpq_denref(width));
    fmpq_clear(width);
}

void xp_interval_bound_by_grid(xp_interval_bounds_t bounds,
                               const xp_interval_certificate_t certificate)
{
    slong n = certificate->n, *same = xp_calloc((size_t) n, sizeof(slong));
    int project = certificate->problem == XP_PROBLEM_PROJECT;
    sums_t sums;

    init_sums(&sums, n, certificate->precision);
    for (slong i = 0; i < n; i++)
        same[i] = project ? i : xp_certified_same(certificate, i);
    for (slong p = 0; p < certificate->point_count; p++)
    {
        const fmpq *point = certificate->point + p;

        for (int k = 0; k < 2; k++)
        {
            _fmpz_vec_swap(sums.before[k], sums.at[k], n);
            _fmpz_vec_swap(sums.product_before[k], sums.product[k], n + 1);
        }
        evaluate_point(&sums, certificate, same, point);
        if (p > 0)
        {
            set_step(&sums, point - 1, point);
            if (project)
                add_project(&sums, certificate, point - 1, point);
            else
                add_good(&sums, certificate, point - 1);
        }
        keep_ends(bounds, &sums, certificate, point);
    }
    for (int k = 0; k < 2; k++)
    {
        for (slong i = 0; i < n; i++)
        {
            fmpq_set_fmpz(bounds->tail[k] + i, sums.tail[k] + i);
            fmpq_div_2exp(bounds->tail[k] + i, bounds->tail[k] + i, 2 * (ulong) sums.precision);
        }
        fmpq_set_fmpz(bounds->total + k, sums.total + k);
        fmpq_div_2exp(bounds->total + k, bounds->total + k, 2 * (ulong) sums.precision);
    }
    clear_sums(&sums);
    free(same);
}
