/* How large the largest of many integers is. */
#ifndef XP_NUM_BITS_H
#define XP_NUM_BITS_H

#include <expost/num/compat.h>

/* Bits of the largest absolute value among length entries. */
flint_bitcnt_t xp_entry_bits(const fmpz *entry, slong length);

#endif
