/* The numbers of a kernel as int64_t.  Included before the kernel's source: no guard on purpose. */

/*
 * Every header number_*.h defines the same words, with x, y, z objects (not pointers):
 *   XP_NUM                    the type
 *   XP_NUM_LOCAL(x)           declares x, 0; XP_NUM_DROP(x) at its end
 *   XP_NUM_VEC(n), XP_NUM_VEC_DROP(v, n)   n zeros, and their end
 *   XP_NUM_GET(z, f)          z = f, an fmpz; XP_NUM_PUT(f, x) the other way (fmpz_t f)
 *   XP_NUM_SET(z, x), XP_NUM_ZERO(z), XP_NUM_ONE(z), XP_NUM_INFINITY(z, bound): bound < z
 *   XP_NUM_ADD(z, x, y), XP_NUM_SUB, XP_NUM_MUL, XP_NUM_ADDMUL    z may be x or y
 *   XP_NUM_LESS(x, y), XP_NUM_NEGATIVE(x), XP_NUM_POSITIVE(x)   0 or 1
 *   XP_NUM_MIN(z, x), XP_NUM_MAX(z, x), XP_NUM_MIN_IF(z, condition, x),
 *   XP_NUM_SET_IF(z, condition, x)
 *   XP_NUM_WATCH(z, x)        z >= 0 turns negative, and stays so, once some x was
 * The machine integers need no test: no number formed passes the bound under which
 * the arithmetic was chosen.
 */
#define XP_NUM int64_t
#define XP_NUM_LARGEST INT64_MAX

/* A fmpz below 2^62 in absolute value is its own value. */
#define XP_NUM_GET(z, f) ((z) = (f))
#define XP_NUM_PUT(f, x) fmpz_set_si(f, x)

#include "num/number_machine.h"
