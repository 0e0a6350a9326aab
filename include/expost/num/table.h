/* Rationals in a row under one denominator: what every kernel reads. */
#ifndef XP_NUM_TABLE_H
#define XP_NUM_TABLE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * The rationals entry[0] / denominator, ..., entry[length - 1] / denominator.
 * denominator > 0.  It need not be the least one.
 */
typedef struct
{
    fmpz *entry;
    slong length;
    fmpz_t denominator;
} xp_table_struct;

typedef xp_table_struct xp_table_t[1];

/* Bits that the numbers of one table may take under a long common denominator: 2 GiB. */
#define XP_TABLE_BITS (WORD(1) << 34)

void xp_table_init(xp_table_t table);
void xp_table_clear(xp_table_t table);
void xp_table_swap(xp_table_t a, xp_table_t b);
void xp_table_set(xp_table_t table, const xp_table_t source);
int xp_table_is_valid(const xp_table_t table);

/*
 * Meaning   the table of length zeros, denominator 1
 * Failure   XP_LIMIT when so much memory cannot be had; table is then as it was
 */
XP_MUST_USE xp_status_t xp_table_set_zero(xp_table_t table, slong length, xp_error_t error);

/*
 * Meaning   the length rationals of values under their least common denominator
 * Failure   XP_LIMIT when so much memory cannot be had, or when the denominator is so
 *           long that length numbers of its size would pass XP_TABLE_BITS
 */
XP_MUST_USE xp_status_t xp_table_set_fmpq_vec(xp_table_t table, const fmpq *values,
                                              slong length, xp_error_t error);

/* The value of one entry, canonical.  Domain: 0 <= index < table->length. */
void xp_table_get_fmpq(fmpq_t value, const xp_table_t table, slong index);

/*
 * Meaning   divides entries and denominator by their greatest common divisor
 * Cost      one pass
 */
void xp_table_canonicalise(xp_table_t table);

/* Bits of the largest absolute value among the entries (0 for an empty table). */
flint_bitcnt_t xp_table_bits(const xp_table_t table);

#endif
