/* What an agent expects of each report, given the own type. */
#include "check/interim.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#include "num/bits.h"

void xp_interim_init(xp_interim_t interim)
{
    memset(interim, 0, sizeof(xp_interim_struct));
    fmpz_init(interim->denominator);
    xp_table_init(interim->value);
    xp_table_init(interim->paid);
    fmpz_init(interim->factors.bound);
}

void xp_interim_clear(xp_interim_t interim)
{
    slong i;

    for (i = 0; interim->utility != NULL && i < interim->types * interim->types; i++)
        fmpz_clear(interim->utility + i);
    free(interim->utility);
    for (i = 0; i < interim->types; i++)
        fmpz_clear(interim->weight + i);
    free(interim->weight);
    fmpz_clear(interim->denominator);
    xp_table_clear(interim->value);
    xp_table_clear(interim->paid);
    fmpz_clear(interim->factors.bound);
}

void xp_interim_weights(fmpz *weight, fmpz_t total, const xp_environment_struct *environment,
                        slong agent)
{
    const xp_profiles_struct *profiles = environment->profiles;
    slong types = environment->agent[agent].type_count;
    slong start;
    slong i;
    slong t;

    _fmpz_vec_zero(weight, types);
    if (environment->prior == XP_PRIOR_JOINT)
    {
        slong stride = profiles->stride[agent];

        fmpz_set(total, environment->joint->denominator);
        for (start = 0; start < profiles->size; start += stride * types)
            for (t = 0; t < types; t++)
                for (i = 0; i < stride; i++)
                    fmpz_add(weight + t, weight + t,
                             environment->joint->entry + start + t * stride + i);
        return;
    }
    fmpz_one(total);
    for (i = 0; i < environment->agent_count; i++)
        if (i != agent)
            fmpz_mul(total, total, environment->agent[i].probability->denominator);
    for (t = 0; t < types; t++)
        if (!fmpz_is_zero(environment->agent[agent].probability->entry + t))
            fmpz_set(weight + t, total);
}

static xp_status_t make_utility(xp_interim_t interim, int threads, xp_error_t error)
{
    size_t types = (size_t) interim->types;
    xp_status_t status;
    void *memory;

    /* A scan of lines needs as much again for each thread, in the widest numbers. */
    status = xp_table_alloc(&memory, types * types, (size_t) (2 + 3 * threads) * sizeof(fmpz),
                            error);
    if (status != XP_OK)
        return status;
    free(memory);
    interim->utility = xp_calloc(types * types, sizeof(fmpz));
    return XP_OK;
}

/*
 * u(r, t) = sum of weight[b, r] v(b, t) - E[payment | r].  Each column of the weights sums to
 * their denominator: no sum is larger than that times the largest value, and the payment.
 */
static xp_status_t set_factors(xp_interim_t interim, const xp_table_struct *weight,
                               const xp_agent_struct *agent, int with_payments,
                               xp_tier_t least, xp_error_t error)
{
    xp_reports_work_t *work = &interim->factors;
    slong types = agent->type_count;
    xp_status_t status = xp_table_set_zero(interim->value, agent->value->length, error);
    fmpz_t scale;

    if (status != XP_OK)
        return status;
    fmpz_init(scale);
    fmpz_mul(scale, weight->denominator, agent->value->denominator);
    fmpz_lcm(interim->denominator, scale, interim->paid->denominator);
    fmpz_divexact(scale, interim->denominator, scale);
    _fmpz_vec_scalar_mul_fmpz(interim->value->entry, agent->value->entry, agent->value->length,
                              scale);
    fmpz_mul_2exp(work->bound, weight->denominator,
                  xp_entry_bits(interim->value->entry, interim->value->length));
    if (with_payments)
    {
        fmpz_divexact(scale, interim->denominator, interim->paid->denominator);
        _fmpz_vec_scalar_mul_fmpz(interim->paid->entry, interim->paid->entry, types, scale);
        fmpz_one(scale);
        fmpz_mul_2exp(scale, scale, xp_entry_bits(interim->paid->entry, types));
        fmpz_add(work->bound, work->bound, scale);
    }
    fmpz_mul_ui(work->bound, work->bound, 2);
    fmpz_clear(scale);
    work->types = types;
    work->outcomes = weight->length / types;
    work->value = interim->value->entry;
    work->weight = weight->entry;
    work->paid = with_payments ? interim->paid->entry : NULL;
    work->counted = interim->weight;
    interim->tier = xp_tier_for(work->bound, least);
    return XP_OK;
}

static xp_status_t find_factors(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                                int with_payments, xp_error_t error)
{
    const xp_agent_struct *who = inquiry->environment->agent + agent;
    xp_expectations_struct *expectations = xp_inquiry_expectations(inquiry);
    const xp_table_struct *weight = NULL;
    fmpq *paid = _fmpq_vec_init(who->type_count);
    xp_status_t status;
    slong t;

    status = xp_expectations_weights(&weight, expectations, agent, inquiry->progress, error);
    if (status == XP_OK && with_payments)
        status = xp_expectations_of(paid, expectations,
                                    inquiry->mechanism->payments->payment + agent, agent,
                                    inquiry->progress, error);
    if (status == XP_OK)
        status = xp_table_set_fmpq_vec(interim->paid, paid, who->type_count, error);
    _fmpq_vec_clear(paid, who->type_count);
    for (t = 0; t < interim->types; t++)
        fmpz_set_ui(interim->weight + t, !fmpz_is_zero(who->probability->entry + t));
    if (status == XP_OK)
        status = set_factors(interim, weight, who, with_payments, inquiry->options.tier_least,
                             error);
    if (status == XP_OK && expectations->way == XP_WAY_PROFILES
        && expectations->tier > interim->tier)
        interim->tier = expectations->tier;
    return status;
}

/* The matrix form, summed over lines. */
static xp_status_t sum_lines(xp_interim_t interim, const xp_lines_struct *lines,
                             const fmpz *joint, xp_pace_struct *pace, xp_error_t error)
{
    xp_interim_work_t work = {lines, joint};
    slong length = interim->types * interim->types;
    slong block = xp_inquiry_block(interim->types);
    xp_scan_t scan;
    xp_status_t status;
    slong i;

    /* A block pays for the numbers that it adds up. */
    if (block < 64)
        block = 64;
    xp_scan_init(scan, 0, length);
    status = xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_interim, &work, lines->count,
                         block, pace, error);
    for (i = 0; status == XP_OK && i < length; i++)
        fmpz_swap(interim->utility + i, scan->sum + i);
    xp_scan_clear(scan);
    return status;
}

static xp_status_t find_matrix(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                               int with_payments, xp_pace_struct *pace, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_status_t status;
    xp_lines_t lines;
    xp_strip_t payments;
    fmpz_t total;

    xp_lines_init(lines);
    xp_strip_init(payments);
    fmpz_init(total);
    xp_interim_weights(interim->weight, total, environment, agent);
    status = make_utility(interim, inquiry->options.threads, error);
    if (status == XP_OK)
        status = xp_inquiry_list(inquiry, error);
    if (status == XP_OK && with_payments)
        status = xp_inquiry_payments(payments, inquiry, agent, error);
    if (status == XP_OK)
        status = xp_lines_set(lines, environment, inquiry->rule, agent,
                              with_payments ? payments : NULL, total,
                              inquiry->options.tier_least, error);
    if (status == XP_OK)
    {
        fmpz_set(interim->denominator, lines->denominator);
        interim->tier = lines->tier;
        status = sum_lines(interim, lines,
                           environment->prior == XP_PRIOR_JOINT ? environment->joint->entry
                                                                : NULL,
                           pace, error);
    }
    fmpz_clear(total);
    xp_lines_clear(lines);
    xp_strip_clear(payments);
    return status;
}

xp_status_t xp_interim_set(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                           int with_payments, xp_pace_struct *pace, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_interim_struct keep;
    xp_interim_t set;
    xp_status_t status;

    xp_interim_init(set);
    set->types = environment->agent[agent].type_count;
    set->weight = xp_calloc((size_t) set->types, sizeof(fmpz));
    status = environment->prior == XP_PRIOR_INDEPENDENT
                     && !environment->agent[agent].interdependent
                 ? find_factors(set, inquiry, agent, with_payments, error)
                 : find_matrix(set, inquiry, agent, with_payments, pace, error);
    if (status == XP_OK)
    {
        keep = *interim;
        *interim = *set;
        *set = keep;
    }
    xp_interim_clear(set);
    return status;
}

xp_status_t xp_interim_fill(xp_interim_t interim, xp_pace_struct *pace, xp_error_t error)
{
    xp_reports_work_t work = interim->factors;
    xp_status_t status;
    xp_scan_t scan;

    if (interim->utility != NULL)
        return XP_OK;
    status = make_utility(interim, 0, error);
    if (status != XP_OK)
        return status;
    work.utility = interim->utility;
    xp_scan_init(scan, 0, 0);
    status = xp_scan_run(scan, xp_kernel_for(interim->tier)->scan_reports, &work,
                         interim->types, 16, pace, error);
    xp_scan_clear(scan);
    return status;
}

void xp_interim_gains(fmpz *gain, const xp_interim_struct *interim, slong type)
{
    const xp_reports_work_t *work = &interim->factors;
    slong types = interim->types;
    slong b;
    slong r;

    if (interim->utility != NULL)
    {
        for (r = 0; r < types; r++)
            fmpz_set(gain + r, interim->utility + r * types + type);
        return;
    }
    _fmpz_vec_zero(gain, types);
    for (b = 0; b < work->outcomes; b++)
        _fmpz_vec_scalar_addmul_fmpz(gain, work->weight + b * types, types,
                                     work->value + b * types + type);
    if (work->paid != NULL)
        _fmpz_vec_sub(gain, gain, work->paid, types);
}
