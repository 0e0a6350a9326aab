/* Sums of tables over profiles that must be 0, or at least 0. */
#include "check/sums.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "check/findings.h"
#include "num/bits.h"

/* Profiles that a thread looks at before it asks for more. */
#define XP_PROFILE_BLOCK (1 << 15)

void xp_sums_init(xp_sums_t sums, slong room, int equality)
{
    sums->room = room;
    sums->unit = _fmpq_vec_init(room);
    sums->bits = xp_calloc((size_t) room, sizeof(flint_bitcnt_t));
    sums->work.count = 0;
    sums->work.table = xp_calloc((size_t) room, sizeof(fmpz *));
    sums->work.scale = _fmpz_vec_init(room);
    sums->work.equality = equality;
    fmpz_init(sums->work.bound);
    fmpz_init(sums->denominator);
}

void xp_sums_clear(xp_sums_t sums)
{
    _fmpq_vec_clear(sums->unit, sums->room);
    free(sums->bits);
    free(sums->work.table);
    _fmpz_vec_clear(sums->work.scale, sums->room);
    fmpz_clear(sums->work.bound);
    fmpz_clear(sums->denominator);
}

/* A table times 0 is left out. */
static void add(xp_sums_t sums, const fmpz *entry, flint_bitcnt_t bits, const fmpq_t unit,
                int sign)
{
    slong j = sums->work.count;

    assert(j < sums->room);
    if (fmpq_is_zero(unit))
        return;
    sums->work.table[j] = entry;
    sums->bits[j] = bits;
    fmpq_set(sums->unit + j, unit);
    if (sign < 0)
        fmpq_neg(sums->unit + j, unit);
    sums->work.count++;
}

void xp_sums_add_table(xp_sums_t sums, const xp_table_struct *table, int sign)
{
    fmpq_t unit;

    fmpq_init(unit);
    fmpq_set_si(unit, 1, 1);
    fmpq_div_fmpz(unit, unit, table->denominator);
    add(sums, table->entry, xp_entry_bits(table->entry, table->length), unit, sign);
    fmpq_clear(unit);
}

void xp_sums_add_payments(xp_sums_t sums, const xp_payment_list_struct *payments, int sign)
{
    add(sums, payments->entry, payments->bits, payments->unit, sign);
}

/* The least common denominator, the scales and the bound. */
static void set_scales(xp_sums_t sums)
{
    fmpz_t part;
    slong j;

    fmpz_init(part);
    fmpz_one(sums->denominator);
    fmpz_one(sums->work.bound);
    for (j = 0; j < sums->work.count; j++)
        fmpz_lcm(sums->denominator, sums->denominator, fmpq_denref(sums->unit + j));
    for (j = 0; j < sums->work.count; j++)
    {
        fmpz *scale = sums->work.scale + j;

        fmpz_divexact(scale, sums->denominator, fmpq_denref(sums->unit + j));
        fmpz_mul(scale, scale, fmpq_numref(sums->unit + j));
        fmpz_abs(part, scale);
        fmpz_mul_2exp(part, part, sums->bits[j]);
        fmpz_add(sums->work.bound, sums->work.bound, part);
    }
    fmpz_clear(part);
}

/* The place of the inequality at one profile. */
static void set_place(xp_place_struct *place, const xp_sums_struct *sums, slong index)
{
    fmpz_t number;
    slong j;

    fmpz_init(number);
    for (j = 0; j < sums->work.count; j++)
        fmpz_addmul(number, sums->work.scale + j, sums->work.table[j] + index);
    place->profile = index;
    if (sums->work.equality)
        xp_place_set_difference(place, number, sums->denominator);
    else
        xp_place_set_slack(place, number, sums->denominator);
    fmpz_clear(number);
}

xp_status_t xp_sums_check(xp_finding_struct *finding, xp_sums_t sums,
                          const xp_inquiry_struct *inquiry, slong agent, xp_pace_struct *pace,
                          xp_error_t error)
{
    slong size = inquiry->environment->profiles->size;
    xp_tier_t tier;
    xp_place_struct place;
    xp_scan_t scan;
    xp_status_t status;
    size_t v;

    set_scales(sums);
    tier = xp_tier_for(sums->work.bound, inquiry->options.tier_least);
    xp_scan_init(scan, inquiry->options.all, 0);
    status = xp_scan_run(scan, xp_kernel_for(tier)->scan_sums, &sums->work, size,
                         XP_PROFILE_BLOCK, pace, error);
    if (status != XP_OK)
    {
        xp_scan_clear(scan);
        return status;
    }
    xp_place_init(&place, finding->property);
    place.agent = agent;
    fmpz_add_ui(finding->checked, finding->checked, (ulong) size);
    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (tier > finding->tier)
        finding->tier = tier;
    set_place(&place, sums, scan->at);
    xp_finding_offer(finding, &place);
    if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
    {
        set_place(&place, sums, scan->first);
        xp_finding_add_violation(finding, &place, 0);
    }
    for (v = 0; v < scan->violated_count; v++)
    {
        set_place(&place, sums, scan->violated[v]);
        xp_finding_add_violation(finding, &place, 1);
    }
    xp_place_clear(&place);
    xp_scan_clear(scan);
    return XP_OK;
}
