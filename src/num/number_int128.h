/* The numbers of a kernel as __int128: see number_int64.h.  No guard on purpose. */

#define XP_NUM __int128
#define XP_NUM_LARGEST ((XP_NUM) (~(unsigned __int128) 0 >> 1))

#define XP_NUM_GET(z, f) ((z) = xp_number_get_int128(&(f)))
#define XP_NUM_PUT(f, x) xp_number_set_int128(f, x)

#include "num/number_machine.h"

/* A fmpz below 2^126 in absolute value, and back. */
static inline XP_NUM xp_number_get_int128(const fmpz *f)
{
    ulong high;
    ulong low;

    if (!COEFF_IS_MPZ(*f))
        return (XP_NUM) *f;
    fmpz_get_signed_uiui(&high, &low, f);
    return (XP_NUM) (((unsigned __int128) high << 64) | low);
}

static inline void xp_number_set_int128(fmpz_t f, XP_NUM x)
{
    fmpz_set_signed_uiui(f, (ulong) ((unsigned __int128) x >> 64), (ulong) x);
}
