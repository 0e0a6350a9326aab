/* The least subsidy from exact interim quantities. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "subsidy_impl.h"

/* Bits up to which brackets of worst-off types are refined until they prove the sign. */
#define BRACKET_BITS 4096

/*
 * One agent's gain over the outside option, and its least value.
 *   same   the first agent with the same function; its least value counts for all of them
 */
typedef struct
{
    xp_piecewise_t gain;
    xp_piecewise_t slope;
    xp_real_t least;
    slong same;
    slong times;
} least_struct;

static void find_least(least_struct *least, xp_real_struct *worst, slong n,
                       const xp_interval_interim_t interim, slong degree, slong precision)
{
    for (slong i = 0; i < n; i++)
    {
        xp_piecewise_sub(least[i].gain, interim->welfare + i, interim->outside + i);
        xp_piecewise_canonicalise(least[i].gain);
        least[i].same = i;
        least[i].times = 1;
        for (slong j = 0; j < i; j++)
        {
            if (least[j].same == j && xp_piecewise_equal(least[i].gain, least[j].gain))
            {
                least[i].same = j;
                least[j].times++;
                break;
            }
        }
        if (least[i].same == i)
        {
            xp_piecewise_derivative(least[i].slope, least[i].gain);
            xp_piecewise_minimum(least[i].least, worst + i, least[i].gain, degree, precision);
        }
        else
        {
            xp_real_set(worst + i, worst + least[i].same);
        }
    }
}

/* (n - 1) E S less the least gains. */
static void add_up(xp_real_t value, const least_struct *least, slong n,
                   const xp_interval_interim_t interim, slong degree, slong precision)
{
    fmpq_t welfare;
    fmpq_t times;
    xp_real_t part;
    xp_real_t factor;

    fmpq_init(welfare);
    fmpq_init(times);
    xp_real_init(part);
    xp_real_init(factor);
    fmpq_mul_si(welfare, interim->expected_welfare, n - 1);
    xp_real_set_fmpq(value, welfare);
    for (slong i = 0; i < n; i++)
    {
        if (least[i].same != i)
            continue;
        fmpq_set_si(times, least[i].times, 1);
        xp_real_set_fmpq(factor, times);
        xp_real_mul(part, least[i].least, factor, degree, precision);
        xp_real_sub(value, value, part, degree, precision);
    }
    fmpq_clear(welfare);
    fmpq_clear(times);
    xp_real_clear(part);
    xp_real_clear(factor);
}

/* low and high of one worst-off type, within the support. */
static void set_bracket(fmpq_t low, fmpq_t high, const xp_real_t worst, const fmpq_t first,
                        const fmpq_t last, slong bits)
{
    if (worst->kind == XP_REAL_RATIONAL)
    {
        fmpq_set(low, worst->rational);
        fmpq_set(high, worst->rational);
        return;
    }
    if (!xp_real_bounds(low, high, worst, bits))
    {
        fmpq_set(low, first);
        fmpq_set(high, last);
    }
    if (fmpq_cmp(low, first) < 0)
        fmpq_set(low, first);
    if (fmpq_cmp(high, last) > 0)
        fmpq_set(high, last);
}

/*
 * Whether the brackets alone prove the sign, where the gains are convex: a gain is at most that at
 * low, and at least that plus (high - low) times the slope there.
 */
static int proves_sign(const xp_interval_subsidy_t subsidy, const least_struct *least,
                       const xp_interval_interim_t interim)
{
    fmpq_t lower;
    fmpq_t upper;
    fmpq_t part;
    fmpq_t slope;
    int good;

    fmpq_init(lower);
    fmpq_init(upper);
    fmpq_init(part);
    fmpq_init(slope);
    fmpq_mul_si(lower, interim->expected_welfare, subsidy->n - 1);
    fmpq_set(upper, lower);
    for (slong i = 0; i < subsidy->n; i++)
    {
        const least_struct *own = least + least[i].same;

        xp_piecewise_evaluate(part, own->gain, subsidy->low + i);
        fmpq_sub(lower, lower, part);
        fmpq_sub(upper, upper, part);
        xp_piecewise_evaluate(slope, own->slope, subsidy->low + i);
        fmpq_sub(part, subsidy->high + i, subsidy->low + i);
        fmpq_mul(part, part, slope);
        fmpq_sub(upper, upper, part);
    }
    good = fmpq_sgn(lower) > 0 || fmpq_sgn(upper) <= 0;
    fmpq_clear(lower);
    fmpq_clear(upper);
    fmpq_clear(part);
    fmpq_clear(slope);
    return good;
}

xp_status_t xp_subsidy_exact(xp_interval_subsidy_t subsidy, const xp_continuous_t model,
                             const xp_interval_interim_t interim,
                             const xp_dissolve_options_t *options, xp_error_t error)
{
    slong n = subsidy->n;
    slong precision = XP_REAL_PRECISION + 4 * options->digits;
    int sign = 0;
    int decided = 0;
    xp_status_t status = XP_OK;
    least_struct *least = xp_malloc((size_t) n * sizeof(least_struct));

    for (slong i = 0; i < n; i++)
    {
        xp_piecewise_init(least[i].gain);
        xp_piecewise_init(least[i].slope);
        xp_real_init(least[i].least);
    }
    while (!decided)
    {
        find_least(least, subsidy->worst_off, n, interim, options->degree_limit, precision);
        add_up(subsidy->value, least, n, interim, options->degree_limit, precision);
        decided = xp_real_sign(&sign, subsidy->value);
        if (decided || 2 * precision > options->precision_limit)
            break;
        precision *= 2;
        if (xp_progress_tick(options->progress, "precision", (uint64_t) precision,
                             (uint64_t) options->precision_limit))
        {
            xp_error_set(error, "stopped while refining the least subsidy");
            status = XP_STOPPED;
            break;
        }
    }
    subsidy->exact = 1;
    subsidy->method = "exact";
    subsidy->answer = !decided ? XP_UNDECIDED : sign > 0 ? XP_FAILS : XP_HOLDS;
    if (!decided)
    {
        xp_string_t words;

        xp_string_init(words);
        xp_string_printf(words, "the subsidy is 0 to %ld bits, and algebraic numbers of degree "
                         "over %ld would be needed", (long) precision,
                         (long) options->degree_limit);
        subsidy->reason = xp_string_take(words);
        xp_string_clear(words);
    }
    for (slong bits = XP_REAL_PRECISION; bits <= BRACKET_BITS; bits *= 2)
    {
        for (slong i = 0; i < n; i++)
            set_bracket(subsidy->low + i, subsidy->high + i, subsidy->worst_off + i,
                        model->agent[i].low, model->agent[i].high, bits);
        if (!decided || sign == 0 || proves_sign(subsidy, least, interim))
            break;
    }
    for (slong i = 0; i < n; i++)
    {
        xp_piecewise_clear(least[i].gain);
        xp_piecewise_clear(least[i].slope);
        xp_real_clear(least[i].least);
    }
    free(least);
    return status;
}
