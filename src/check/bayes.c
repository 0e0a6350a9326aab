/* Interim incentives: bic, bmon. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/graph/cycle.h>
#include <expost/model/profiles.h>

#include "check/findings.h"
#include "check/interim.h"

/* Every inequality of one true type. */
static void compare_reports(xp_finding_struct *finding, const xp_interim_struct *interim,
                            xp_place_struct *place, int keep)
{
    slong types = interim->types;
    slong t = place->type;
    slong r;
    fmpz_t slack;
    fmpz_t divisor;

    fmpz_init(slack);
    fmpz_init(divisor);
    fmpz_mul(divisor, interim->denominator, interim->weight + t);
    for (r = 0; r < types; r++)
    {
        if (r == t)
            continue;
        place->report = r;
        fmpz_sub(slack, interim->utility + t * types + t, interim->utility + r * types + t);
        xp_place_set_slack(place, slack, divisor);
        xp_finding_add(finding, place, keep);
    }
    fmpz_clear(divisor);
    fmpz_clear(slack);
}

xp_status_t xp_check_interim_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                        xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          xp_inquiry_lines(inquiry));
    xp_status_t status = XP_OK;
    xp_place_struct place;
    slong i;

    xp_place_init(&place, finding->property);
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        slong types = environment->agent[i].type_count;
        xp_interim_t interim;

        if (types == 1)
            continue;
        xp_interim_init(interim);
        status = xp_interim_set(interim, inquiry, i, 1, &pace, error);
        if (status == XP_OK && interim->tier > finding->tier)
            finding->tier = interim->tier;
        place.agent = i;
        for (place.type = 0; place.type < types && status == XP_OK; place.type++)
        {
            if (fmpz_is_zero(interim->weight + place.type))
                fmpz_add_ui(finding->skipped, finding->skipped, (ulong) types - 1);
            else
                compare_reports(finding, interim, &place, inquiry->options.all);
        }
        xp_interim_clear(interim);
    }
    xp_place_clear(&place);
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
