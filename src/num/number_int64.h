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
 *   XP_NUM_MIN(z, x), XP_NUM_MIN_IF(z, condition, x), XP_NUM_SET_IF(z, condition, x)
 *   XP_NUM_WATCH(z, x)        z >= 0 turns negative, and stays so, once some x was
 * The machine integers need no test: no number formed passes the bound under which
 * the arithmetic was chosen.
 */
#define XP_NUM int64_t

#define XP_NUM_LOCAL(x) XP_NUM x = 0
#define XP_NUM_DROP(x) ((void) (x))
#define XP_NUM_VEC(n) ((XP_NUM *) xp_calloc((size_t) (n), sizeof(XP_NUM)))
#define XP_NUM_VEC_DROP(v, n) free(v)

/* A fmpz below 2^62 in absolute value is its own value. */
#define XP_NUM_GET(z, f) ((z) = (f))
#define XP_NUM_PUT(f, x) fmpz_set_si(f, x)

#define XP_NUM_SET(z, x) ((z) = (x))
#define XP_NUM_ZERO(z) ((z) = 0)
#define XP_NUM_ONE(z) ((z) = 1)
#define XP_NUM_INFINITY(z, bound) ((z) = INT64_MAX)
#define XP_NUM_ADD(z, x, y) ((z) = (x) + (y))
#define XP_NUM_SUB(z, x, y) ((z) = (x) - (y))
#define XP_NUM_MUL(z, x, y) ((z) = (x) * (y))
#define XP_NUM_ADDMUL(z, x, y) ((z) += (x) * (y))
#define XP_NUM_LESS(x, y) ((x) < (y))
#define XP_NUM_NEGATIVE(x) ((x) < 0)
#define XP_NUM_POSITIVE(x) ((x) > 0)
#define XP_NUM_MIN(z, x) ((z) = (x) < (z) ? (x) : (z))
#define XP_NUM_MIN_IF(z, condition, x) \
    do \
    { \
        XP_NUM other_ = INT64_MAX; \
        XP_NUM_SET_IF(other_, condition, x); \
        (z) = other_ < (z) ? other_ : (z); \
    } while (0)
/* x is read in either case: a selection, and not a jump. */
#define XP_NUM_SET_IF(z, condition, x) ((z) ^= ((z) ^ (x)) & -(XP_NUM) (condition))
#define XP_NUM_WATCH(z, x) ((z) |= (x))
