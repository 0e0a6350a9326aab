/* Sums of tables over profiles that must be 0, or at least 0. */
#ifndef XP_CHECK_SUMS_H
#define XP_CHECK_SUMS_H

#include "check/inquiry.h"
#include "check/kernel.h"

/*
 * number(index) = the sum of unit[j] * table[j][index], over room tables at most.
 *   work         the same as integers over denominator (after xp_sums_check)
 */
typedef struct
{
    slong room;
    fmpq *unit;
    flint_bitcnt_t *bits;
    xp_sums_work_t work;
    fmpz_t denominator;
} xp_sums_struct;

typedef xp_sums_struct xp_sums_t[1];

void xp_sums_init(xp_sums_t sums, slong room, int equality);
void xp_sums_clear(xp_sums_t sums);

/* Adds sign (1 or -1) times a table, or payments; they must stay while sums is used. */
void xp_sums_add_table(xp_sums_t sums, const xp_table_struct *table, int sign);
void xp_sums_add_payments(xp_sums_t sums, const xp_payment_list_struct *payments, int sign);

/*
 * Meaning   checks the sums at every profile, for agent (-1: none); the slacks are added
 *           to the finding
 * Failure   XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_sums_check(xp_finding_struct *finding, xp_sums_t sums,
                                      const xp_inquiry_struct *inquiry, slong agent,
                                      xp_pace_struct *pace, xp_error_t error);

#endif
