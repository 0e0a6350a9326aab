/* Building findings: places, violations, and the smallest slack among several. */
#include "check/findings.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_place_init(xp_place_struct *place, xp_property_t property)
{
    place->property = property;
    place->agent = -1;
    place->type = -1;
    place->report = -1;
    place->others = -1;
    place->profile = -1;
    place->types = NULL;
    place->types_count = 0;
    place->outcome = -1;
    place->cycle = NULL;
    place->cycle_length = 0;
    fmpq_init(place->slack);
    fmpq_init(place->difference);
}

void xp_place_clear(xp_place_struct *place)
{
    free(place->cycle);
    free(place->types);
    fmpq_clear(place->slack);
    fmpq_clear(place->difference);
}

static slong *copy_list(const slong *list, slong length)
{
    slong *copy;

    if (length == 0)
        return NULL;
    copy = xp_calloc((size_t) length, sizeof(slong));
    memcpy(copy, list, (size_t) length * sizeof(slong));
    return copy;
}

void xp_place_set(xp_place_struct *place, const xp_place_struct *source)
{
    if (place == source)
        return;
    free(place->cycle);
    free(place->types);
    place->property = source->property;
    place->agent = source->agent;
    place->type = source->type;
    place->report = source->report;
    place->others = source->others;
    place->profile = source->profile;
    place->types = copy_list(source->types, source->types_count);
    place->types_count = source->types_count;
    place->outcome = source->outcome;
    place->cycle = copy_list(source->cycle, source->cycle_length);
    place->cycle_length = source->cycle_length;
    fmpq_set(place->slack, source->slack);
    fmpq_set(place->difference, source->difference);
}

void xp_place_set_slack(xp_place_struct *place, const fmpz_t number, const fmpz_t denominator)
{
    fmpq_set_fmpz_frac(place->slack, number, denominator);
    fmpq_set(place->difference, place->slack);
}

void xp_place_set_difference(xp_place_struct *place, const fmpz_t number,
                             const fmpz_t denominator)
{
    fmpq_set_fmpz_frac(place->difference, number, denominator);
    fmpq_abs(place->slack, place->difference);
    fmpq_neg(place->slack, place->slack);
}

void xp_finding_init(xp_finding_struct *finding, xp_property_t property)
{
    finding->property = property;
    finding->answer = XP_HOLDS;
    fmpz_init(finding->checked);
    fmpz_init(finding->skipped);
    fmpz_init(finding->violations);
    finding->has_slack = 0;
    finding->least_proved = 1;
    xp_place_init(&finding->at, property);
    xp_place_init(&finding->witness, property);
    finding->all = NULL;
    finding->all_count = 0;
    finding->all_room = 0;
    finding->tier = XP_TIER_INT64;
    finding->convolved = 0;
}

void xp_finding_clear(xp_finding_struct *finding)
{
    size_t i;

    fmpz_clear(finding->checked);
    fmpz_clear(finding->skipped);
    fmpz_clear(finding->violations);
    xp_place_clear(&finding->at);
    xp_place_clear(&finding->witness);
    for (i = 0; i < finding->all_count; i++)
        xp_place_clear(finding->all + i);
    free(finding->all);
}

static void append(xp_finding_struct *finding, const xp_place_struct *place)
{
    xp_array_grow(&finding->all, &finding->all_room, finding->all_count,
                  sizeof(xp_place_struct));
    xp_place_init(finding->all + finding->all_count, place->property);
    xp_place_set(finding->all + finding->all_count, place);
    finding->all_count++;
}

void xp_finding_set(xp_finding_struct *finding, const xp_finding_struct *source)
{
    xp_finding_struct copy;
    size_t i;

    xp_finding_init(&copy, source->property);
    copy.answer = source->answer;
    fmpz_set(copy.checked, source->checked);
    fmpz_set(copy.skipped, source->skipped);
    fmpz_set(copy.violations, source->violations);
    copy.has_slack = source->has_slack;
    copy.least_proved = source->least_proved;
    xp_place_set(&copy.at, &source->at);
    xp_place_set(&copy.witness, &source->witness);
    for (i = 0; i < source->all_count; i++)
        append(&copy, source->all + i);
    copy.tier = source->tier;
    copy.convolved = source->convolved;
    xp_finding_clear(finding);
    *finding = copy;
}

void xp_finding_offer(xp_finding_struct *finding, const xp_place_struct *place)
{
    if (finding->has_slack && fmpq_cmp(place->slack, finding->at.slack) >= 0)
        return;
    finding->has_slack = 1;
    xp_place_set(&finding->at, place);
}

void xp_finding_add_violation(xp_finding_struct *finding, const xp_place_struct *place, int keep)
{
    if (finding->answer == XP_HOLDS)
    {
        finding->answer = XP_FAILS;
        xp_place_set(&finding->witness, place);
    }
    if (keep)
        append(finding, place);
}

void xp_finding_add(xp_finding_struct *finding, const xp_place_struct *place, int keep)
{
    fmpz_add_ui(finding->checked, finding->checked, 1);
    xp_finding_offer(finding, place);
    if (fmpq_sgn(place->slack) < 0)
    {
        fmpz_add_ui(finding->violations, finding->violations, 1);
        xp_finding_add_violation(finding, place, keep);
    }
}

void xp_findings_init(xp_findings_t findings)
{
    findings->finding = NULL;
    findings->count = 0;
    findings->has_ex_post = 0;
    findings->has_interim = 0;
    fmpq_init(findings->regret_ex_post);
    fmpq_init(findings->regret_interim);
}

void xp_findings_clear(xp_findings_t findings)
{
    size_t i;

    for (i = 0; i < findings->count; i++)
        xp_finding_clear(findings->finding + i);
    free(findings->finding);
    fmpq_clear(findings->regret_ex_post);
    fmpq_clear(findings->regret_interim);
}

void xp_findings_swap(xp_findings_t a, xp_findings_t b)
{
    xp_findings_struct keep = *a;

    *a = *b;
    *b = keep;
}
