/* Certificates about continuous types: short brackets of worst-off types, beside a grid. */
#include <expost/cert/interval.h>

#include "cert/interval_grid.h"
#include "cert/interval_impl.h"

/* Bits behind the point with which balls are computed here. */
#define BITS 128

/* G_i, or P(S_-i > C - x), at a type of agent i. */
static void find_chance(arb_t value, const xp_interval_certificate_t certificate, slong agent,
                        const fmpq *type)
{
    arb_t factor;
    fmpq_t place;

    fmpq_init(place);
    xp_certified_place(place, certificate, agent, type);
    if (certificate->problem == XP_PROBLEM_PROJECT)
    {
        /* for agent 1 the chance is 1 less what rises on the grid */
        xp_certified_cdf(value, certificate, agent, place, BITS);
        if (agent == 1)
        {
            arb_sub_ui(value, value, 1, BITS);
            arb_neg(value, value);
        }
        fmpq_clear(place);
        return;
    }
    arb_init(factor);
    arb_one(value);
    for (slong j = 0; j < certificate->n; j++)
        if (j != agent)
        {
            xp_certified_cdf(factor, certificate, j, place, BITS);
            arb_mul(value, value, factor, BITS);
        }
    arb_clear(factor);
    fmpq_clear(place);
}

/* The slope r - G, or R - A P, of what is greatest at the worst-off type. */
static void find_slope(arb_t slope, const xp_interval_certificate_t certificate, slong agent,
                       const fmpq *type)
{
    const xp_certified_agent_struct *self = certificate->agent + agent;
    arb_t factor;

    arb_init(factor);
    find_chance(slope, certificate, agent, type);
    if (certificate->problem == XP_PROBLEM_PROJECT)
    {
        arb_set_fmpq(factor, self->factor, BITS);
        arb_mul(slope, slope, factor, BITS);
    }
    if (certificate->problem == XP_PROBLEM_PARTNERSHIP)
        xp_real_get_arb(factor, self->share, BITS);
    else
        arb_set_fmpq(factor, self->slope, BITS);
    arb_sub(slope, factor, slope, BITS);
    arb_clear(factor);
}

/*
 * One end of a bracket as a short number: the multiple of the support / 2^bits beyond it, and
 * further until the slope there has its sign for sure, or the end of the support is reached.
 */
static void shorten_end(fmpq *end, const xp_interval_certificate_t certificate, slong agent,
                        slong bits, int high)
{
    const xp_distribution_struct *distribution = certificate->agent[agent].distribution;
    const fmpq *limit = high ? distribution->high : distribution->low;
    fmpz_t whole;
    fmpq_t unit, x;
    arb_t slope;

    fmpz_init(whole);
    fmpq_init(unit);
    fmpq_init(x);
    arb_init(slope);
    fmpq_sub(unit, distribution->high, distribution->low);
    fmpq_div_2exp(unit, unit, (ulong) bits);
    fmpq_sub(x, end, distribution->low);
    fmpq_div(x, x, unit);
    if (high)
        fmpz_cdiv_q(whole, fmpq_numref(x), fmpq_denref(x));
    else
        fmpz_fdiv_q(whole, fmpq_numref(x), fmpq_denref(x));
    fmpq_mul_fmpz(x, unit, whole);
    fmpq_add(x, x, distribution->low);
    for (;;)
    {
        if (high ? fmpq_cmp(x, limit) >= 0 : fmpq_cmp(x, limit) <= 0)
        {
            fmpq_set(x, limit);
            break;
        }
        find_slope(slope, certificate, agent, x);
        if (high ? arb_is_negative(slope) : arb_is_positive(slope))
            break;
        if (high)
            fmpq_add(x, x, unit);
        else
            fmpq_sub(x, x, unit);
        fmpq_mul_2exp(unit, unit, 1);
    }
    fmpq_swap(end, x);
    fmpz_clear(whole);
    fmpq_clear(unit);
    fmpq_clear(x);
    arb_clear(slope);
}

/* The most that H, or -L, can be above its value at the low end. */
static void find_gap(fmpq_t gap, const xp_interval_certificate_t certificate, slong agent)
{
    const xp_certified_agent_struct *self = certificate->agent + agent;
    fmpq_t width;
    arb_t slope;
    arf_t most;

    fmpq_init(width);
    arb_init(slope);
    arf_init(most);
    find_slope(slope, certificate, agent, self->worst_low);
    arb_get_ubound_arf(most, slope, BITS);
    fmpq_zero(gap);
    if (arf_sgn(most) > 0)
    {
        arf_get_fmpq(gap, most);
        fmpq_sub(width, self->worst_high, self->worst_low);
        fmpq_mul(gap, gap, width);
    }
    fmpq_clear(width);
    arb_clear(slope);
    arf_clear(most);
}

/*
 * The bracket of one agent, from the narrow one low to high: ends of so many bits.  An end of the
 * support at which the worst-off type is known to lie stays.
 */
static void shorten_bracket(xp_interval_certificate_t certificate, slong i, const fmpq_t low,
                            const fmpq_t high, slong bits)
{
    xp_certified_agent_struct *agent = certificate->agent + i;
    const xp_distribution_struct *distribution = agent->distribution;

    fmpq_set(agent->worst_low, low);
    fmpq_set(agent->worst_high, high);
    if (fmpq_equal(low, high)
        && (fmpq_equal(low, distribution->low) || fmpq_equal(high, distribution->high)))
        return;
    shorten_end(agent->worst_high, certificate, i, bits, 1);
    shorten_end(agent->worst_low, certificate, i, bits, 0);
}

void xp_certified_shorten(fmpq_t gap, xp_interval_certificate_t certificate, const fmpq_t budget)
{
    slong n = certificate->n;
    fmpq_t part, share, low, high;

    fmpq_init(part);
    fmpq_init(share);
    fmpq_init(low);
    fmpq_init(high);
    fmpq_zero(gap);
    fmpq_set_si(part, n, 1);
    fmpq_div(share, budget, part);
    for (slong i = 0; i < n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        fmpq_set(low, agent->worst_low);
        fmpq_set(high, agent->worst_high);
        for (slong bits = 2; bits <= BITS / 2; bits++)
        {
            shorten_bracket(certificate, i, low, high, bits);
            find_gap(part, certificate, i);
            if (fmpq_cmp(part, share) <= 0)
                break;
        }
        fmpq_add(gap, gap, part);
    }
    fmpq_clear(part);
    fmpq_clear(share);
    fmpq_clear(low);
    fmpq_clear(high);
}
