/* The lines of one agent: choices, values and payments as integers over one denominator. */
#include "check/lines.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "num/bits.h"
#include "num/number_int128.h"

void xp_lines_init(xp_lines_t lines)
{
    *lines = (xp_lines_struct) {0};
    xp_table_init(lines->value);
    fmpz_init(lines->outcome_scale);
    fmpz_init(lines->lottery_scale);
    fmpz_init(lines->payment_scale);
    fmpz_init(lines->denominator);
    fmpz_init(lines->bound);
}

void xp_lines_clear(xp_lines_t lines)
{
    if (lines->number != lines->value->entry)
        free(lines->number);
    xp_table_clear(lines->value);
    fmpz_clear(lines->outcome_scale);
    fmpz_clear(lines->lottery_scale);
    fmpz_clear(lines->payment_scale);
    fmpz_clear(lines->denominator);
    fmpz_clear(lines->bound);
}

/* Lotteries are tabulated like outcomes as long as that takes no more than the rule itself. */
static int can_fix(const xp_lines_struct *lines)
{
    return lines->shift == 0
           && (lines->choices == lines->outcomes
               || lines->choices <= (lines->size + (1 << 16)) / lines->types);
}

/* The value of a choice for a true type where start is the line's first index. */
static void get_value(fmpz_t value, const xp_lines_struct *lines, slong start, slong choice,
                      slong type)
{
    const fmpz *base = lines->base + lines->shift * start + type * lines->step;
    slong b;

    if (choice < lines->outcomes)
    {
        fmpz_mul(value, base + choice * lines->spread, lines->outcome_scale);
        return;
    }
    fmpz_zero(value);
    for (b = 0; b < lines->outcomes; b++)
        fmpz_addmul(value, lines->lottery + (choice - lines->outcomes) * lines->outcomes + b,
                    base + b * lines->spread);
    fmpz_mul(value, value, lines->lottery_scale);
}

static xp_status_t fix_values(xp_lines_t lines, xp_error_t error)
{
    xp_status_t status = xp_table_set_zero(lines->value, lines->choices * lines->types, error);
    slong c;
    slong t;

    if (status != XP_OK)
        return status;
    for (c = 0; c < lines->choices; c++)
        for (t = 0; t < lines->types; t++)
            get_value(lines->value->entry + c * lines->types + t, lines, 0, c, t);
    return XP_OK;
}

/* The values in the arithmetic of the tier: a small fmpz is an int64_t as it is. */
static xp_status_t copy_values(xp_lines_t lines, xp_error_t error)
{
    xp_status_t status;
    XP_NUM *number;
    slong i;

    lines->number = lines->value->entry;
    if (lines->tier != XP_TIER_INT128)
        return XP_OK;
    status = xp_table_alloc(&lines->number, (size_t) lines->value->length, sizeof(XP_NUM),
                            error);
    if (status != XP_OK)
        return status;
    number = lines->number;
    for (i = 0; i < lines->value->length; i++)
        XP_NUM_GET(number[i], lines->value->entry[i]);
    return XP_OK;
}

/*
 * One denominator D = lcm(that of the values times that of the lotteries, that of the
 * payments), and the bound: an inequality compares two values less payments, or, without
 * payments, adds four values.
 */
static void set_scales(xp_lines_t lines, const xp_table_struct *value,
                       const xp_rule_struct *rule, const xp_strip_struct *payments,
                       const fmpz *weight_total, flint_bitcnt_t value_bits)
{
    fmpz_t unit;

    fmpz_init_set(unit, value->denominator);
    if (lines->choices > lines->outcomes)
        fmpz_mul(unit, unit, rule->lottery->denominator);
    fmpz_set(lines->denominator, unit);
    if (payments != NULL)
        fmpz_lcm(lines->denominator, unit, payments->denominator);
    fmpz_divexact(lines->lottery_scale, lines->denominator, unit);
    fmpz_divexact(lines->outcome_scale, lines->denominator, value->denominator);
    fmpz_mul_2exp(lines->bound, lines->outcome_scale, value_bits);
    if (payments != NULL)
    {
        fmpz_divexact(lines->payment_scale, lines->denominator, payments->denominator);
        fmpz_addmul(lines->bound, lines->payment_scale, payments->bound);
        fmpz_mul_ui(lines->bound, lines->bound, 2);
    }
    else
        fmpz_mul_ui(lines->bound, lines->bound, 4);
    if (weight_total != NULL)
        fmpz_mul(lines->bound, lines->bound, weight_total);
    fmpz_clear(unit);
}

/* A table is read where it is; of anything else the strip makes the numbers. */
static xp_status_t set_payments(xp_lines_t lines, xp_strip_struct *payments, xp_error_t error)
{
    lines->direct = payments->direct;
    if (lines->direct != NULL)
        return XP_OK;
    lines->payments = payments;
    xp_strip_scale(payments, lines->payment_scale);
    return xp_strip_prepare(payments, lines->tier, error);
}

xp_status_t xp_lines_set(xp_lines_t lines, const xp_environment_struct *environment,
                         const xp_rule_struct *rule, slong agent,
                         xp_strip_struct *payments, const fmpz *weight_total,
                         xp_tier_t least, xp_error_t error)
{
    const xp_agent_struct *who = environment->agent + agent;
    const xp_profiles_struct *profiles = environment->profiles;
    xp_lines_t set;
    xp_status_t status = XP_OK;

    assert(xp_profiles_are_listed(profiles) && rule->choice != NULL);
    assert(rule->choice_length == profiles->size);
    xp_lines_init(set);
    set->environment = environment;
    set->agent = agent;
    set->types = who->type_count;
    set->outcomes = environment->outcome_count;
    set->choices = xp_rule_choices(rule);
    set->size = profiles->size;
    set->stride = profiles->stride[agent];
    set->count = xp_profiles_lines(profiles, agent);
    set->choice = rule->choice;
    set->base = who->value->entry;
    set->spread = who->interdependent ? profiles->size : who->type_count;
    set->shift = who->interdependent != 0;
    set->step = who->interdependent ? set->stride : 1;
    set->lottery = rule->lottery->entry;
    set->fixed = can_fix(set);
    set_scales(set, who->value, rule, payments, weight_total,
               xp_entry_bits(who->value->entry, who->value->length));
    set->tier = xp_tier_for(set->bound, least);
    if (payments != NULL)
        status = set_payments(set, payments, error);
    if (status == XP_OK && set->fixed)
    {
        status = fix_values(set, error);
        if (status == XP_OK)
            status = copy_values(set, error);
    }
    if (status == XP_OK)
    {
        xp_lines_struct keep = *lines;

        *lines = *set;
        *set = keep;
    }
    xp_lines_clear(set);
    return status;
}

slong xp_lines_start(const xp_lines_struct *lines, slong line)
{
    return line / lines->stride * lines->stride * lines->types + line % lines->stride;
}

slong xp_lines_choice(const xp_lines_struct *lines, slong line, slong report)
{
    return (slong) lines->choice[xp_lines_start(lines, line) + report * lines->stride];
}

void xp_lines_value(fmpz_t value, const xp_lines_struct *lines, slong line, slong type,
                    slong report)
{
    slong start = xp_lines_start(lines, line);
    slong choice = (slong) lines->choice[start + report * lines->stride];

    if (lines->fixed)
        fmpz_set(value, lines->value->entry + choice * lines->types + type);
    else
        get_value(value, lines, start, choice, type);
}

void xp_lines_utility(fmpz_t utility, const xp_lines_struct *lines, slong line, slong type,
                      slong report)
{
    slong index = xp_lines_start(lines, line) + report * lines->stride;
    fmpz_t paid;

    xp_lines_value(utility, lines, line, type, report);
    if (lines->direct != NULL)
        fmpz_submul(utility, lines->payment_scale, lines->direct + index);
    if (lines->payments == NULL)
        return;
    fmpz_init(paid);
    xp_lines_strip(paid, lines->payments, index);
    fmpz_sub(utility, utility, paid);
    fmpz_clear(paid);
}

void xp_lines_strip(fmpz_t number, const xp_strip_struct *strip, slong index)
{
    int64_t narrow;
    __int128 wide;

    switch (strip->tier)
    {
    case XP_TIER_INT64:
        xp_strip_fill_int64(&narrow, strip, index, 1);
        fmpz_set_si(number, narrow);
        break;
    case XP_TIER_INT128:
        xp_strip_fill_int128(&wide, strip, index, 1);
        XP_NUM_PUT(number, wide);
        break;
    default:
        xp_strip_fill_fmpz(number, strip, index, 1);
        break;
    }
}
