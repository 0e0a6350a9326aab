/* What an agent expects of each report, given the own type. */
#include "check/interim.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#include "check/kernel.h"

void xp_interim_init(xp_interim_t interim)
{
    interim->types = 0;
    interim->utility = NULL;
    interim->weight = NULL;
    fmpz_init(interim->denominator);
    interim->tier = XP_TIER_INT64;
}

void xp_interim_clear(xp_interim_t interim)
{
    slong i;

    for (i = 0; i < interim->types * interim->types; i++)
        fmpz_clear(interim->utility + i);
    free(interim->utility);
    for (i = 0; i < interim->types; i++)
        fmpz_clear(interim->weight + i);
    free(interim->weight);
    fmpz_clear(interim->denominator);
}

/*
 * weight[t], the sum of the numerators that were summed for true type t, or 0 for a type of
 * probability 0; total, what they are at most.
 */
static void set_weights(xp_interim_t interim, fmpz_t total,
                        const xp_environment_struct *environment, slong agent)
{
    const xp_profiles_struct *profiles = environment->profiles;
    slong types = interim->types;
    slong index;
    slong i;

    if (environment->prior == XP_PRIOR_JOINT)
    {
        slong stride = profiles->stride[agent];

        fmpz_set(total, environment->joint->denominator);
        for (index = 0; index < profiles->size; index++)
        {
            fmpz *weight = interim->weight + index / stride % types;

            fmpz_add(weight, weight, environment->joint->entry + index);
        }
        return;
    }
    fmpz_one(total);
    for (i = 0; i < environment->agent_count; i++)
        if (i != agent)
            fmpz_mul(total, total, environment->agent[i].probability->denominator);
    for (i = 0; i < types; i++)
        if (!fmpz_is_zero(environment->agent[agent].probability->entry + i))
            fmpz_set(interim->weight + i, total);
}

/* From the weights of choices and the expected payments. */
static void combine_choices(xp_interim_t interim, const xp_lines_struct *lines, const fmpz *sum)
{
    slong types = interim->types;
    slong c;
    slong r;
    slong t;

    for (r = 0; r < types; r++)
    {
        fmpz *utility = interim->utility + r * types;

        for (t = 0; t < types; t++)
            fmpz_neg(utility + t, sum + types * lines->choices + r);
        for (c = 0; c < lines->choices; c++)
            if (!fmpz_is_zero(sum + r * lines->choices + c))
                _fmpz_vec_scalar_addmul_fmpz(utility, lines->value->entry + c * types, types,
                                             sum + r * lines->choices + c);
    }
}

static xp_status_t sum_lines(xp_interim_t interim, const xp_lines_struct *lines,
                             const fmpz *joint, xp_pace_struct *pace, xp_error_t error)
{
    xp_interim_work_t work = {lines, joint == NULL && lines->fixed, joint};
    slong types = interim->types;
    slong length = work.by_choice ? types * (lines->choices + 1) : types * types;
    slong block = xp_inquiry_block(types);
    xp_scan_t scan;
    xp_status_t status;
    slong i;

    /* A block pays for the numbers that it adds up. */
    if (work.by_choice && block < 16 * lines->choices)
        block = 16 * lines->choices;
    if (!work.by_choice && block < 64)
        block = 64;
    xp_scan_init(scan, 0, length);
    status = xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_interim, &work, lines->count,
                         block, pace, error);
    if (status == XP_OK && work.by_choice)
        combine_choices(interim, lines, scan->sum);
    else if (status == XP_OK)
        for (i = 0; i < length; i++)
            fmpz_swap(interim->utility + i, scan->sum + i);
    xp_scan_clear(scan);
    return status;
}

xp_status_t xp_interim_set(xp_interim_t interim, xp_inquiry_t inquiry, slong agent,
                           int with_payments, xp_pace_struct *pace, xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    const xp_payment_list_struct *payments = NULL;
    size_t types = (size_t) environment->agent[agent].type_count;
    xp_interim_t set;
    xp_lines_t lines;
    xp_status_t status = XP_OK;
    void *memory;
    fmpz_t total;

    xp_interim_init(set);
    xp_lines_init(lines);
    fmpz_init(total);
    if (with_payments)
        status = xp_inquiry_payments(&payments, inquiry, agent, error);
    /* The scan needs as much again for each thread, in the widest numbers. */
    if (status == XP_OK)
        status = xp_table_alloc(&memory, types * types,
                                (size_t) (2 + 3 * inquiry->options.threads) * sizeof(fmpz),
                                error);
    if (status == XP_OK)
    {
        free(memory);
        set->types = (slong) types;
        set->utility = xp_calloc(types * types, sizeof(fmpz));
        set->weight = xp_calloc(types, sizeof(fmpz));
        set_weights(set, total, environment, agent);
        status = xp_lines_set(lines, environment, inquiry->mechanism->rule, agent, payments,
                              total, inquiry->options.tier_least, error);
    }
    if (status == XP_OK)
    {
        const fmpz *joint = environment->prior == XP_PRIOR_JOINT ? environment->joint->entry
                                                                 : NULL;

        fmpz_set(set->denominator, lines->denominator);
        set->tier = lines->tier;
        status = sum_lines(set, lines, joint, pace, error);
    }
    if (status == XP_OK)
    {
        xp_interim_struct keep = *interim;

        *interim = *set;
        *set = keep;
    }
    fmpz_clear(total);
    xp_lines_clear(lines);
    xp_interim_clear(set);
    return status;
}
