/* Numbers in tests: tables from integers, and fractions by numerator and denominator. */
#ifndef XP_TESTS_NUMBERS_H
#define XP_TESTS_NUMBERS_H

#include <expost/num/table.h>

#include "tests/lib/harness.h"

/* The numerators over one denominator. */
static inline void set_table(xp_table_t table, const slong *number, slong length,
                             ulong denominator)
{
    xp_error_t error;
    slong i;

    xp_error_init(error);
    XP_CHECK(xp_table_set_zero(table, length, error) == XP_OK);
    for (i = 0; i < length; i++)
        fmpz_set_si(table->entry + i, number[i]);
    fmpz_set_ui(table->denominator, denominator);
    xp_error_clear(error);
}

static inline int is_number(const fmpq_t value, slong numerator, slong denominator)
{
    return fmpz_equal_si(fmpq_numref(value), numerator)
           && fmpz_equal_si(fmpq_denref(value), denominator);
}

#endif
