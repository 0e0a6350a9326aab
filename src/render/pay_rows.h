/* The table of payments: a row for each profile, made when it is read. */
#ifndef XP_RENDER_PAY_ROWS_H
#define XP_RENDER_PAY_ROWS_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>
#include <expost/num/compat.h>
#include <expost/num/tier.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

#include "rule/strip.h"

/*
 * The columns: the type of each of n agents (key: the type), the outcome (the choice), what each
 * agent pays (a numerator), their sum (one too), the cost of the choice (the choice).
 *   rule         listed, not owned
 *   digits       decimals beside the numbers; -1: none
 *   strip        the payments, one for each agent
 *   denominator  n + 1 of them: of each payment, and their least common multiple for the sum
 *   factor       that of the sum over that of each payment
 *   tier         XP_TIER_INT64 when the sum is proved to fit, else XP_TIER_FMPZ
 *   number       with XP_TIER_FMPZ: the numerators of the last run that was filled,
 *                number[c * XP_ROWS_RUN + j], c = 0, ..., n
 */
typedef struct xp_pay_rows
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    slong agents;
    long digits;
    xp_strip_struct *strip;
    fmpz *denominator;
    fmpz *factor;
    xp_tier_t tier;
    fmpz *number;
    slong *profile;
} xp_pay_rows_struct;

typedef xp_pay_rows_struct xp_pay_rows_t[1];

void xp_pay_rows_init(xp_pay_rows_t rows, const xp_environment_struct *environment);
void xp_pay_rows_clear(xp_pay_rows_t rows);

/*
 * Meaning   the payments of a mechanism in this environment
 * Domain    rule is listed; both stay as they are while rows is used
 * Failure   as xp_strip_set_terms
 */
XP_MUST_USE xp_status_t xp_pay_rows_set(xp_pay_rows_t rows, const xp_mechanism_struct *mechanism,
                                        const xp_rule_struct *rule,
                                        const xp_progress_t *progress, xp_error_t error);

/* Number of columns, and the first with a payment; the sum follows the last. */
size_t xp_pay_rows_columns(const xp_pay_rows_struct *rows);
size_t xp_pay_rows_first_payment(const xp_pay_rows_struct *rows);

/* The first count rows for a sheet. */
void xp_pay_rows_get(xp_rows_t *of, xp_pay_rows_struct *rows, slong count);

/* The number of a key in a column with payments, their sum or the cost. */
void xp_pay_rows_number(fmpq_t number, const xp_pay_rows_struct *rows, size_t column,
                        int64_t key);

/*
 * Meaning   adds the rows as a JSON list, as jansson writes it at this depth of an object: what
 *           stands behind `"payments": `
 * Failure   as xp_sheet_write_to
 */
XP_MUST_USE xp_status_t xp_pay_add_json_rows(xp_string_t out, const xp_report_t *report,
                                             xp_pay_rows_struct *rows, size_t depth,
                                             xp_error_t error);

#endif
