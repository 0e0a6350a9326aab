/* What the machine integers share, given XP_NUM and its largest value.  No guard on purpose. */

#define XP_NUM_LOCAL(x) XP_NUM x = 0
#define XP_NUM_DROP(x) ((void) (x))
#define XP_NUM_VEC(n) ((XP_NUM *) xp_calloc((size_t) (n), sizeof(XP_NUM)))
#define XP_NUM_VEC_DROP(v, n) free(v)

#define XP_NUM_SET(z, x) ((z) = (x))
#define XP_NUM_ZERO(z) ((z) = 0)
#define XP_NUM_ONE(z) ((z) = 1)
#define XP_NUM_INFINITY(z, bound) ((z) = XP_NUM_LARGEST)
#define XP_NUM_ADD(z, x, y) ((z) = (x) + (y))
#define XP_NUM_SUB(z, x, y) ((z) = (x) - (y))
#define XP_NUM_MUL(z, x, y) ((z) = (x) * (y))
#define XP_NUM_ADDMUL(z, x, y) ((z) += (x) * (y))
#define XP_NUM_LESS(x, y) ((x) < (y))
#define XP_NUM_NEGATIVE(x) ((x) < 0)
#define XP_NUM_POSITIVE(x) ((x) > 0)
#define XP_NUM_MIN(z, x) ((z) = (x) < (z) ? (x) : (z))
#define XP_NUM_MAX(z, x) ((z) = (z) < (x) ? (x) : (z))
#define XP_NUM_MIN_IF(z, condition, x) \
    do \
    { \
        XP_NUM other_ = XP_NUM_LARGEST; \
        XP_NUM_SET_IF(other_, condition, x); \
        (z) = other_ < (z) ? other_ : (z); \
    } while (0)
/* x is read in either case: a selection, and not a jump. */
#define XP_NUM_SET_IF(z, condition, x) ((z) ^= ((z) ^ (x)) & -(XP_NUM) (condition))
#define XP_NUM_WATCH(z, x) ((z) |= (x))
