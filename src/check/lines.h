/* The lines of one agent: choices, values and payments as integers over one denominator. */
#ifndef XP_CHECK_LINES_H
#define XP_CHECK_LINES_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/check/check.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "rule/strip.h"

/*
 * k types, m outcomes, K profiles.  The value of choice c on a line for true type t:
 *   fixed      entry c * k + t of value, scaled already, the same on every line
 *   otherwise  of outcome b: outcome_scale * base[b * spread + shift * start + t * step],
 *              start the index of the line's first profile; of lottery l: the sum of
 *              lottery_scale * lottery[l * m + b] * base[...] over b
 * The payment at an index is that of the strip payments, prepared for the tier, or, where
 * it is one table, payment_scale * direct[index]; both NULL: 0.
 * All are integers over denominator.  bound bounds every number that is formed from
 * them (what weight_total says included), and tier is wide enough for it.
 *   number     value in the arithmetic of the tier (fixed only)
 */
typedef struct
{
    const xp_environment_struct *environment;
    slong agent;
    slong types;
    slong outcomes;
    slong choices;
    slong size;
    slong stride;
    slong count;
    const uint32_t *choice;
    int fixed;
    xp_table_t value;
    const fmpz *base;
    slong spread;
    slong shift;
    slong step;
    fmpz_t outcome_scale;
    fmpz_t lottery_scale;
    const fmpz *lottery;
    const xp_strip_struct *payments;
    const fmpz *direct;
    fmpz_t payment_scale;
    fmpz_t denominator;
    fmpz_t bound;
    xp_tier_t tier;
    void *number;
} xp_lines_struct;

typedef xp_lines_struct xp_lines_t[1];

void xp_lines_init(xp_lines_t lines);
void xp_lines_clear(xp_lines_t lines);

/*
 * Meaning   the lines of agent under a listed rule
 * Domain    payments may be NULL (no payments); otherwise it is set, and this scales and
 *           prepares it; it stays while lines is used.  weight_total, when not NULL, bounds
 *           the sum of the weights that values less payments are multiplied by
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_lines_set(xp_lines_t lines, const xp_environment_struct *environment,
                                     const xp_rule_struct *rule, slong agent,
                                     xp_strip_struct *payments,
                                     const fmpz *weight_total, xp_tier_t least,
                                     xp_error_t error);

/* The index of the first profile of a line. */
slong xp_lines_start(const xp_lines_struct *lines, slong line);

/* The choice on a line at a report. */
slong xp_lines_choice(const xp_lines_struct *lines, slong line, slong report);

/* Meaning   the value on a line of the choice at report, and of that less the payment there,
 *           for the true type type; the number is over lines->denominator. */
void xp_lines_value(fmpz_t value, const xp_lines_struct *lines, slong line, slong type,
                    slong report);
void xp_lines_utility(fmpz_t utility, const xp_lines_struct *lines, slong line, slong type,
                      slong report);

/* Meaning   the number of a prepared strip at one profile. */
void xp_lines_strip(fmpz_t number, const xp_strip_struct *strip, slong index);

#endif
