/* How large the largest of many integers is. */
#include "num/bits.h"

/* For the pass over all entries. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* A word of a large fmpz has bit 62 set and bit 63 not; an absolute value below 2^62 neither. */
flint_bitcnt_t xp_entry_bits(const fmpz *entry, slong length)
{
    ulong word = 0;
    slong bits;
    slong i;

    _Static_assert(sizeof(fmpz) == 8, "a small fmpz is read as int64_t");
    for (i = 0; i < length; i++)
    {
        ulong sign = (ulong) 0 - ((ulong) entry[i] >> 63);

        word |= ((ulong) entry[i] ^ sign) - sign;
    }
    if (word >> 62 == 0)
        return FLINT_BIT_COUNT(word);
    bits = _fmpz_vec_max_bits(entry, length);
    return (flint_bitcnt_t) (bits < 0 ? -bits : bits);
}
