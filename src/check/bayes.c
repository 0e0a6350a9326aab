/* Interim incentives: bic, bmon. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/graph/cycle.h>
#include <expost/model/profiles.h>

#include "check/findings.h"
#include "check/interim.h"

/*
 * The inequalities of one true type, in order: the first of the smallest slack is offered
 * when offer is not 0; the violations, or the first of them, are added when add is not 0.
 * How many are violated.
 */
static ulong look_at_type(xp_finding_struct *finding, const xp_interim_struct *interim,
                          xp_place_struct *place, int offer, int add, int keep)
{
    slong types = interim->types;
    fmpz *gain = _fmpz_vec_init(types);
    slong t = place->type;
    slong least = t == 0 ? 1 : 0;
    ulong count = 0;
    slong r;
    fmpz_t divisor;

    fmpz_init(divisor);
    fmpz_mul(divisor, interim->denominator, interim->weight + t);
    xp_interim_gains(gain, interim, t);
    for (r = 0; r < types; r++)
        if (r != t)
            fmpz_sub(gain + r, gain + t, gain + r);
    for (r = 0; r < types; r++)
    {
        if (r == t)
            continue;
        if (fmpz_cmp(gain + r, gain + least) < 0)
            least = r;
        if (fmpz_sgn(gain + r) >= 0)
            continue;
        count++;
        if (!add || (!keep && finding->answer == XP_FAILS))
            continue;
        place->report = r;
        xp_place_set_slack(place, gain + r, divisor);
        xp_finding_add_violation(finding, place, keep);
    }
    place->report = least;
    xp_place_set_slack(place, gain + least, divisor);
    if (offer)
        xp_finding_offer(finding, place);
    fmpz_clear(divisor);
    _fmpz_vec_clear(gain, types);
    return count;
}

/* True type after true type: conditional expectations have their own denominators. */
static void compare_types(xp_finding_struct *finding, const xp_interim_struct *interim,
                          slong agent, int keep)
{
    xp_place_struct place;

    xp_place_init(&place, finding->property);
    place.agent = agent;
    for (place.type = 0; place.type < interim->types; place.type++)
        if (!fmpz_is_zero(interim->weight + place.type))
            fmpz_add_ui(finding->violations, finding->violations,
                        look_at_type(finding, interim, &place, 1, 1, keep));
    xp_place_clear(&place);
}

/* In factors all have one denominator: the kernel compares. */
static xp_status_t compare_factors(xp_finding_struct *finding, const xp_interim_struct *interim,
                                   slong agent, const xp_inquiry_struct *inquiry,
                                   xp_error_t error)
{
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          (uint64_t) interim->types);
    slong block = xp_inquiry_block(interim->types);
    xp_place_struct place;
    xp_status_t status;
    xp_scan_t scan;
    size_t v;

    xp_scan_init(scan, inquiry->options.all, 0);
    xp_place_init(&place, finding->property);
    place.agent = agent;
    status = xp_scan_run(scan, xp_kernel_for(interim->tier)->scan_reports, &interim->factors,
                         interim->types, block, &pace, error);
    if (status == XP_OK)
    {
        fmpz_add(finding->violations, finding->violations, scan->violations);
        place.type = scan->at;
        if (scan->has_least)
            look_at_type(finding, interim, &place, 1, 0, 0);
        place.type = scan->first;
        if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
            look_at_type(finding, interim, &place, 0, 1, 0);
        for (v = 0; v < scan->violated_count; v++)
        {
            place.type = scan->violated[v];
            look_at_type(finding, interim, &place, 0, 1, 1);
        }
    }
    xp_place_clear(&place);
    xp_scan_clear(scan);
    return status;
}

/* k - 1 inequalities for each true type, of positive probability or not. */
static void count_inequalities(xp_finding_struct *finding, const xp_interim_struct *interim)
{
    const ulong others = (ulong) interim->types - 1;
    slong t;

    for (t = 0; t < interim->types; t++)
    {
        fmpz *count = fmpz_is_zero(interim->weight + t) ? finding->skipped : finding->checked;

        fmpz_add_ui(count, count, others);
    }
}

xp_status_t xp_check_interim_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                        xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          xp_inquiry_lines(inquiry));
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        xp_interim_t interim;

        if (environment->agent[i].type_count == 1)
            continue;
        xp_interim_init(interim);
        status = xp_interim_set(interim, inquiry, i, 1, &pace, error);
        if (status == XP_OK && interim->tier > finding->tier)
            finding->tier = interim->tier;
        if (status == XP_OK)
            count_inequalities(finding, interim);
        if (status == XP_OK && interim->utility != NULL)
            compare_types(finding, interim, i, inquiry->options.all);
        else if (status == XP_OK)
            status = compare_factors(finding, interim, i, inquiry, error);
        xp_interim_clear(interim);
    }
    return status;
}

/*
 * The type graph over the types of positive probability, listed in type: the length of
 * r -> t times denominator * common, common the least common multiple of the weights.
 */
static void fill_lengths(fmpz *length, slong count, const slong *type,
                         const xp_interim_struct *interim, fmpz_t common)
{
    fmpz_t scale;
    slong r;
    slong t;

    fmpz_init(scale);
    fmpz_one(common);
    for (t = 0; t < count; t++)
        fmpz_lcm(common, common, interim->weight + type[t]);
    for (t = 0; t < count; t++)
    {
        const fmpz *utility = interim->utility + type[t];

        fmpz_divexact(scale, common, interim->weight + type[t]);
        for (r = 0; r < count; r++)
        {
            fmpz_sub(length + r * count + t, utility + type[t] * interim->types,
                     utility + type[r] * interim->types);
            fmpz_mul(length + r * count + t, length + r * count + t, scale);
        }
    }
    fmpz_clear(scale);
}

/* The place of the least cycle of one agent's graph; no cycle, no place. */
static xp_status_t get_place(xp_place_struct *place, int *proved,
                             const xp_interim_struct *interim, xp_error_t error)
{
    slong *type = xp_calloc((size_t) interim->types, sizeof(slong));
    slong count = 0;
    void *memory = NULL;
    xp_status_t status;
    xp_cycle_t cycle;
    fmpz_t common;
    slong i;

    for (i = 0; i < interim->types; i++)
        if (!fmpz_is_zero(interim->weight + i))
            type[count++] = i;
    status = xp_table_alloc(&memory, (size_t) (count * count), sizeof(fmpz), error);
    if (status != XP_OK)
    {
        free(type);
        return status;
    }
    xp_cycle_init(cycle);
    fmpz_init(common);
    fill_lengths(memory, count, type, interim, common);
    status = xp_cycle_least(cycle, proved, memory, count, error);
    if (status == XP_OK && !*proved && count <= XP_CYCLE_SIMPLE_LIMIT)
    {
        xp_cycle_least_simple(cycle, memory, count);
        *proved = 1;
    }
    if (status == XP_OK && cycle->length > 0)
    {
        for (i = 0; i < cycle->length; i++)
            cycle->node[i] = type[cycle->node[i]];
        place->cycle_length = cycle->length;
        place->cycle = cycle->node;
        cycle->node = NULL;
        fmpz_mul(common, common, interim->denominator);
        xp_place_set_slack(place, cycle->sum, common);
    }
    for (i = 0; i < count * count; i++)
        fmpz_clear((fmpz *) memory + i);
    free(memory);
    fmpz_clear(common);
    xp_cycle_clear(cycle);
    free(type);
    return status;
}

xp_status_t xp_check_interim_monotone(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                      xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          xp_inquiry_lines(inquiry));
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        xp_interim_t interim;
        xp_place_struct place;
        int proved = 1;

        xp_interim_init(interim);
        xp_place_init(&place, finding->property);
        place.agent = i;
        status = xp_interim_set(interim, inquiry, i, 0, &pace, error);
        if (status == XP_OK)
            status = xp_interim_fill(interim, &pace, error);
        if (status == XP_OK)
            status = get_place(&place, &proved, interim, error);
        if (status == XP_OK)
        {
            if (interim->tier > finding->tier)
                finding->tier = interim->tier;
            if (!proved)
                finding->least_proved = 0;
            if (place.cycle_length > 0)
                xp_finding_add(finding, &place, inquiry->options.all);
            else
                fmpz_add_ui(finding->checked, finding->checked, 1);
        }
        xp_place_clear(&place);
        xp_interim_clear(interim);
    }
    return status;
}
