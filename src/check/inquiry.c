/* One call of xp_check: the mechanism, its payments as they are listed, what was found so far. */
#include "check/inquiry.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/payment.h>

#include "check/findings.h"
#include "num/bits.h"

void xp_inquiry_init(xp_inquiry_t inquiry, const xp_mechanism_struct *mechanism,
                     const xp_check_options_t *options, const xp_progress_t *progress)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong i;
    int p;

    memset(inquiry, 0, sizeof(xp_inquiry_struct));
    inquiry->mechanism = mechanism;
    inquiry->environment = environment;
    if (options != NULL)
        inquiry->options = *options;
    if (inquiry->options.threads < 1)
        inquiry->options.threads = 1;
    inquiry->progress = progress;
    inquiry->payment = xp_calloc((size_t) environment->agent_count,
                                 sizeof(xp_payment_list_struct));
    for (i = 0; i < environment->agent_count; i++)
    {
        fmpq_init(inquiry->payment[i].unit);
        xp_table_init(inquiry->payment[i].table);
    }
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        xp_finding_init(inquiry->finding + p, (xp_property_t) p);
}

void xp_inquiry_clear(xp_inquiry_t inquiry)
{
    slong i;
    int p;

    for (i = 0; i < inquiry->environment->agent_count; i++)
    {
        fmpq_clear(inquiry->payment[i].unit);
        xp_table_clear(inquiry->payment[i].table);
    }
    free(inquiry->payment);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        xp_finding_clear(inquiry->finding + p);
}

/* data: entries; the least that is offered is minus the largest number of bits. */
static void scan_bits(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const fmpz *entry = data;
    fmpz_t bits;

    fmpz_init(bits);
    fmpz_set_si(bits, -(slong) xp_entry_bits(entry + from, to - from));
    xp_scan_offer(scan, bits, from);
    fmpz_clear(bits);
}

static xp_status_t find_bits(flint_bitcnt_t *bits, const xp_inquiry_struct *inquiry,
                             const xp_table_struct *table, xp_error_t error)
{
    xp_pace_struct pace = {inquiry->options.threads, NULL, "payments", 0, 0};
    xp_status_t status;
    xp_scan_t scan;

    xp_scan_init(scan, 0, 0);
    status = xp_scan_run(scan, scan_bits, table->entry, table->length, 1 << 16, &pace, error);
    *bits = (flint_bitcnt_t) -fmpz_get_si(scan->least);
    xp_scan_clear(scan);
    return status;
}

xp_status_t xp_inquiry_payments(const xp_payment_list_struct **payments, xp_inquiry_t inquiry,
                                slong agent, xp_error_t error)
{
    const xp_payment_struct *payment = inquiry->mechanism->payments->payment + agent;
    xp_payment_list_struct *list = inquiry->payment + agent;
    const xp_table_struct *table;
    xp_status_t status;

    *payments = list;
    if (list->entry != NULL)
        return XP_OK;
    if (payment->count == 1 && payment->term[0].kind == XP_TERM_PROFILE)
    {
        table = payment->term[0].table;
        fmpq_div_fmpz(list->unit, payment->term[0].coefficient, table->denominator);
    }
    else
    {
        status = xp_payment_list(list->table, inquiry->mechanism, agent, inquiry->progress,
                                 error);
        if (status != XP_OK)
            return status;
        table = list->table;
        fmpz_one(fmpq_numref(list->unit));
        fmpz_set(fmpq_denref(list->unit), table->denominator);
    }
    status = find_bits(&list->bits, inquiry, table, error);
    if (status == XP_OK)
        list->entry = table->entry;
    return status;
}

xp_pace_struct xp_inquiry_pace(const xp_inquiry_t inquiry, xp_property_t property,
                               uint64_t total)
{
    xp_pace_struct pace = {inquiry->options.threads, inquiry->progress,
                           xp_property_info(property)->name, 0, total};

    return pace;
}

uint64_t xp_inquiry_lines(const xp_inquiry_t inquiry)
{
    const xp_environment_struct *environment = inquiry->environment;
    uint64_t lines = 0;
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        lines += (uint64_t) xp_profiles_lines(environment->profiles, i);
    return lines;
}

slong xp_inquiry_block(slong types)
{
    slong lines = (1 << 15) / types;

    return lines < 16 ? 16 : lines / 16 * 16;
}
